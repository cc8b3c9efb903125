"""What gives this program the right to use a device, as the line to type or to write."""

from contextlib import suppress
from pathlib import Path

USUAL = "lp,dialout"  # the groups of printers and of serial ports on Debian and its kin
RULE = (
    'SUBSYSTEM=="usb", ATTR{{idVendor}}=="{maker:04x}", ATTR{{idProduct}}=="{model:04x}", '
    'MODE="0660", GROUP="lp"'
)


def of_device(path: str) -> str:
    """Who is in the device's group may open it."""
    group = USUAL
    with suppress(ImportError, OSError, KeyError):  # Windows has no groups of this kind
        import grp

        found = grp.getgrgid(Path(path).stat().st_gid).gr_name
        group = USUAL if found in ("root", "nogroup") else found
    return f"sudo usermod -aG {group} USER"


def of_usb(maker: int, model: int) -> str:
    """A rule of udev's that gives the printer to the group lp."""
    return RULE.format(maker=maker, model=model)
