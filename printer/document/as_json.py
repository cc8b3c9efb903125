"""A slip as JSON and back: so it travels from the hall to the PC beside a printer.

`{"kind": "ticket", "slip": {"hall": ..., "number": "A007", ...}}`, names as in the dataclasses;
bytes as base64, times as ISO 8601. What an older program does not know yet, it passes over.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from printer.document import logo
from printer.document.kinds import KINDS, NAMES, AnySlip
from printer.document.slip import Slip
from printer.errors import BadSlip

LARGEST_BYTES = 512 * 1024  # a slip with the largest logo and a hundred papers is far below


class Envelope(msgspec.Struct):
    """A slip with the name of its kind."""

    kind: str
    slip: msgspec.Raw


# Made here, while there is one thread: msgspec learns a type when it first meets it, and two
# threads that teach it the same one at once end the program with a segmentation fault.
_ENVELOPE = msgspec.json.Decoder(Envelope)
_SLIPS: Mapping[str, msgspec.json.Decoder[Any]] = {
    name: msgspec.json.Decoder(kind.of) for name, kind in KINDS.items()
}
_ENCODER = msgspec.json.Encoder()


def slip_json(slip: AnySlip) -> bytes:
    """A slip of any kind as JSON."""
    body = msgspec.Raw(_ENCODER.encode(slip))
    return _ENCODER.encode(Envelope(kind=NAMES[type(slip)], slip=body))


def slip_from_json(data: bytes) -> AnySlip:
    """The slip that was made into this JSON. Raises BadSlip, or BadLogo for its picture."""
    if len(data) > LARGEST_BYTES:
        raise BadSlip(where="$", why=f"> {LARGEST_BYTES // 1024} kB")
    try:
        envelope = _ENVELOPE.decode(data)
        if envelope.kind not in _SLIPS:
            raise BadSlip(where="kind", why=f"{envelope.kind[:40]!r} ≠ {', '.join(_SLIPS)}")
        slip: AnySlip = _SLIPS[envelope.kind].decode(envelope.slip)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        why, _, where = str(error).partition(" - at `")
        raise BadSlip(where=where.rstrip("`") or "$", why=why) from error
    if isinstance(slip, Slip) and slip.design.logo:
        logo.check(slip.design.logo)
    return slip
