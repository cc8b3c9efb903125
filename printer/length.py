"""How much paper a slip takes."""

from printer.encode import TEAR_MM
from printer.layout import Block
from printer.profiles import Profile
from printer.raster import gap_after, margin, strip


def length_mm(blocks: tuple[Block, ...], profile: Profile) -> int:
    """Millimetres of the roll that one slip takes, with what is fed to cut or tear it off."""
    rows = 2 * margin(profile)
    rows += sum(strip(block, profile).height + gap_after(block, profile) for block in blocks)
    return round(rows / profile.dpi * 25.4 + TEAR_MM)
