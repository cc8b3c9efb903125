"""Paper: a slip is drawn, encoded for a thermal printer and sent. Usable alone.

>>> from datetime import datetime
>>> import printer
>>> slip = printer.Slip(
...     hall="Trung tâm Phục vụ hành chính công", number="A007", service="Lý lịch tư pháp",
...     counters=(2, 3), ahead=3, low_min=10, high_min=15,
...     issued_at=datetime(2026, 11, 25, 8, 30), url="https://hall.example/t/k3",
... )
>>> printer.print_slip(slip, "memory:")

A printer is an address: `tcp://10.0.0.5:9100`, `file:/dev/usb/lp0`, `usb://04b8:0e15`,
`serial:/dev/ttyUSB0?baud=19200`, `cups:NAME`, `windows:NAME`, `file:slips/` (a file each) or
`memory:`. `?profile=58mm` or `?profile=picture` after it says what paper it has.
"""

from printer.address import Address
from printer.attempting import Attempt, Result, attempt, status
from printer.drivers import driver_for
from printer.encode import encode
from printer.errors import BadAddress, Hindered, Interrupted, PrinterError, Unreachable
from printer.layout import layout
from printer.length import length_mm
from printer.profiles import PROFILES, Profile
from printer.raster import draw
from printer.slip import Slip
from printer.status import Hindrance, Paper, Status

__all__ = [
    "PROFILES",
    "Address",
    "Attempt",
    "BadAddress",
    "Hindered",
    "Hindrance",
    "Interrupted",
    "Paper",
    "PrinterError",
    "Profile",
    "Result",
    "Slip",
    "Status",
    "Unreachable",
    "attempt",
    "check",
    "draw",
    "layout",
    "length_mm",
    "print_slip",
    "slip_bytes",
    "status",
]


def print_slip(slip: Slip, url: str) -> Attempt:
    """Print one slip, within seconds, and say what came of it. Raises BadAddress only."""
    return attempt(slip_bytes(slip, Address.of(url).profile), url)


def slip_bytes(slip: Slip, profile: Profile) -> bytes:
    """What a printer of this profile is sent for a slip."""
    return encode(layout(slip), profile)


def check(url: str) -> None:
    """Can this address be a printer? Raises BadAddress; the printer itself is not asked."""
    driver_for(Address.of(url))
