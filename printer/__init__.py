"""Paper: a slip is drawn, encoded for a thermal printer and sent. Usable alone.

>>> from datetime import datetime
>>> import printer
>>> slip = printer.Slip(
...     hall="Trung tâm Phục vụ hành chính công", number="A007", service="Lý lịch tư pháp",
...     counters=(2, 3), ahead=3, low_min=10, high_min=15,
...     issued_at=datetime(2026, 11, 25, 8, 30), url="https://hall.example/t/k3",
... )
>>> printer.print_slip(slip, "file:slips/").result  # a file says nothing more
<Result.UNKNOWN: 'unknown'>
>>> printer.slip_from_json(printer.slip_json(slip)) == slip
True

A printer is an address: `tcp://10.0.0.5:9100`, `file:/dev/usb/lp0`, `usb://04b8:0e15`,
`serial:/dev/ttyUSB0?baud=19200`, `cups:NAME`, `windows:NAME`, `file:slips/` (a file each) or
`memory:`. `?profile=58mm` or `?profile=picture` after it says what paper it has.
"""

from printer.document.as_json import slip_from_json, slip_json
from printer.document.day_report import DayReport, ServiceOfDay
from printer.document.kinds import AnySlip, layout
from printer.document.logo import LARGEST_BYTES as LARGEST_LOGO_BYTES
from printer.document.logo import logo
from printer.document.slip import Design, Slip
from printer.document.ticket import BLOCKS, OWN_WORDS
from printer.drawing.alphabet import languages, undrawable
from printer.drawing.raster import draw
from printer.errors import (
    BadAddress,
    BadLogo,
    BadSlip,
    Hindered,
    Interrupted,
    PrinterError,
    Unreachable,
)
from printer.escpos.attempting import Attempt, Result, attempt, status
from printer.escpos.encode import encode, length_mm
from printer.escpos.status import GONE, Hindrance, Paper, PrinterStatus
from printer.escpos.worker import Port, Printed, Worker
from printer.profiles import PROFILES, Profile
from printer.wires import Address, driver_for

LANGUAGES = languages()

__all__ = [
    "BLOCKS",
    "GONE",
    "LANGUAGES",
    "LARGEST_LOGO_BYTES",
    "OWN_WORDS",
    "PROFILES",
    "Address",
    "AnySlip",
    "Attempt",
    "BadAddress",
    "BadLogo",
    "BadSlip",
    "DayReport",
    "Design",
    "Hindered",
    "Hindrance",
    "Interrupted",
    "Paper",
    "Port",
    "Printed",
    "PrinterError",
    "PrinterStatus",
    "Profile",
    "Result",
    "ServiceOfDay",
    "Slip",
    "Unreachable",
    "Worker",
    "attempt",
    "check",
    "draw",
    "encode",
    "layout",
    "length_mm",
    "logo",
    "print_slip",
    "slip_bytes",
    "slip_from_json",
    "slip_json",
    "status",
    "undrawable",
]


def print_slip(slip: AnySlip, url: str) -> Attempt:
    """Print one slip of any kind within seconds; says what came of it. Raises BadAddress only."""
    return attempt(slip_bytes(slip, Address.of(url).profile), url)


def slip_bytes(slip: AnySlip, profile: Profile) -> bytes:
    """What a printer of this profile is sent for a slip."""
    return encode(layout(slip), profile)


def check(url: str) -> None:
    """Can this address be a printer? Raises BadAddress; the printer itself is not asked."""
    driver_for(Address.of(url))
