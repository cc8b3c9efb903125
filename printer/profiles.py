"""Printers as rows: how wide their paper is and how they are told to draw, feed and cut.

From the makers' command references; `generic` rows say only what all printers of a width do.
"""

from collections.abc import Mapping
from dataclasses import dataclass

GENTLE = 0.75  # narrower paper gets smaller letters, but less so than the paper is narrower
SIZES_ARE_FOR_MM = 72.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a kind of printer can do. `dots` is the printable width, `dpi` dots in an inch.

    `raster` is the command it draws with, `band` the most rows of one command, `cuts` whether it
    has a cutter, `answers` whether it tells its status (None: some of them do). `encoding` is a
    name of `printer.encode.ENCODINGS`, `suffix` ends the name of a file of its bytes. `pages` are
    the pages of its own letters with small and large Vietnamese, where it has them.
    """

    name: str
    about: str
    dots: int
    dpi: int = 203
    raster: str = "GS v 0"
    band: int = 512
    cuts: bool = True
    answers: bool | None = True
    encoding: str = "escpos"
    pages: tuple[int, ...] = ()
    suffix: str = ".escpos"

    @property
    def step(self) -> int:
        """How many rows its command draws at a time."""
        return 24 if self.raster == "ESC *" else 1

    def exactly(self, mm: float) -> int:
        """Dots of a length that is the same on every paper."""
        return int(mm * self.dpi / 25.4 + 0.5)

    def scaled(self, mm: float) -> int:
        """Dots of a length that shrinks with the paper, somewhat less than the paper does."""
        width_mm = self.dots / self.dpi * 25.4
        return int(mm * self.dpi / 25.4 * min(1.0, width_mm / SIZES_ARE_FOR_MM) ** GENTLE + 0.5)


PROFILES: Mapping[str, Profile] = {
    profile.name: profile
    for profile in (
        Profile(name="80mm", about="any for 80 mm paper", dots=576, answers=None),
        Profile(name="58mm", about="any for 58 mm paper", dots=384, band=256, answers=None),
        Profile(name="tm-t20", about="Epson TM-T20, T20II, T20III", dots=576),
        Profile(
            name="tm-t20-text", about="the same in its own letters, for a slow line", dots=576,
            encoding="text", pages=(30, 31),
        ),
        Profile(name="tm-t82", about="Epson TM-T82, T82II, T82III", dots=576),
        Profile(name="tm-t88", about="Epson TM-T88IV, V, VI", dots=512, dpi=180, raster="GS ( L"),
        Profile(name="xp-n160", about="Xprinter N160I, N160II", dots=576, band=256),
        Profile(name="xp-q200", about="Xprinter Q200, Q200II", dots=576, band=256),
        Profile(
            name="zj-58", about="ZJ-58 and its kin", dots=384, band=128, cuts=False, answers=False
        ),
        Profile(
            name="columns", about="old 58 mm printers", dots=384, raster="ESC *", band=240,
            cuts=False, answers=False,
        ),
        Profile(
            name="picture", about="a PNG file, to look at", dots=576, answers=False,
            encoding="png", suffix=".png",
        ),
    )
}  # fmt: skip
