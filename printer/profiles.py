"""Printers as rows: how wide their paper is and how they are told to draw."""

from collections.abc import Mapping
from dataclasses import dataclass

DOTS_PER_MM = 8  # 203 dpi, the resolution of nearly every thermal slip printer


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a kind of printer can do. `dots` is the printable width, `band` rows go per command.

    `encoding` is a name of `printer.encode.ENCODINGS`, `suffix` ends the name of a file of its
    bytes.
    """

    name: str
    dots: int
    encoding: str = "escpos"
    suffix: str = ".escpos"
    band: int = 512  # rows: cheap clones lose data in taller pictures


PROFILES: Mapping[str, Profile] = {
    profile.name: profile
    for profile in (
        Profile(name="80mm", dots=576),  # 72 mm printable, as Epson TM-T20, TM-T82, TM-T88
        Profile(name="58mm", dots=384),  # 48 mm printable
        Profile(name="picture", dots=576, encoding="png", suffix=".png"),  # for looking at
    )
}
