"""A slip drawn and encoded, against python-escpos `image()` of the whole drawn slip.

What does not change from slip to slip is kept by both: here as encoded bands, there as drawn
strips. Numbers, times, people ahead and QR codes are new on each.
"""

import time
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from statistics import median
from typing import Any

import numpy as np
from paper import printed
from slips import SLIP

import printer
from tools.bench.table import Line

EACH = 40  # slips of a round, ours and the other's by turns
PAPERS = {"80mm": "80mm, bands", "58mm": "58mm, bands", "tm-t20-text": "80mm, letters"}
AGAINST = "escpos image()"


def lines(rounds: int) -> Iterator[Line]:
    """Milliseconds and bytes of one slip, the median of each round."""
    for name, what in PAPERS.items():
        profile, numbers, whole = printer.PROFILES[name], count(), WholePicture()
        if not profile.pages:  # letters are no picture
            _check_same(profile, whole)
        found = [_round(numbers, profile, whole) for _ in range(rounds)]
        mine_ms, other_ms, mine_bytes, other_bytes = map(list, zip(*found, strict=True))
        yield Line(
            what=f"slip {what}", unit="ms", mine=mine_ms, other=other_ms,
            against=AGAINST, wanted="<= 0.3",
        )  # fmt: skip
        yield Line(
            what=f"slip {what}", unit="bytes", mine=mine_bytes, other=other_bytes,
            against=AGAINST, wanted="<= 0.6",
        )  # fmt: skip


def _round(
    numbers: Iterator[int], profile: printer.Profile, whole: "WholePicture"
) -> tuple[float, float, float, float]:
    """Our and the other's milliseconds, then bytes: of different slips, nothing is prepared."""
    took: tuple[list[float], list[float]] = ([], [])
    sizes: tuple[list[int], list[int]] = ([], [])
    for _ in range(EACH):
        for which, encode in enumerate((printer.slip_bytes, whole.slip_bytes)):
            slip = a_slip(next(numbers))
            began = time.perf_counter()
            data = encode(slip, profile)
            took[which].append((time.perf_counter() - began) * 1000)
            sizes[which].append(len(data))
    return median(took[0]), median(took[1]), median(sizes[0]), median(sizes[1])


def a_slip(n: int) -> printer.Slip:
    """The slip of the n-th number of a day."""
    return replace(
        SLIP,
        number=f"{'ABC'[n % 3]}{n % 999 + 1:03}",
        ahead=n * 7 % 40,
        low_min=n * 7 % 40 * 3,
        high_min=n * 7 % 40 * 3 + 7,
        issued_at=SLIP.issued_at + timedelta(seconds=37 * n),
        url=f"{SLIP.url[:-9]}{n:09}",
    )


class WholePicture:
    """The usual way: python-escpos is given the picture of the slip."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from escpos.printer import Dummy
        self._paper: Any = Dummy()
        self._paper.profile.profile_data["media"]["width"]["pixels"] = 10_000

    def slip_bytes(self, slip: printer.Slip, profile: printer.Profile) -> bytes:
        """Draw it, encode it, cut."""
        self._paper.clear()
        self._paper.image(printer.draw(printer.layout(slip), profile), center=False)
        self._paper.cut(feed=False)
        return bytes(self._paper.output)


def _check_same(profile: printer.Profile, whole: WholePicture) -> None:
    """Both ways come out of a printer as the same picture, or nothing is compared."""
    for n in (-1, -2):
        slip = a_slip(n)
        drawn = np.asarray(printer.draw(printer.layout(slip), profile).convert("L")) > 127
        for encode in (printer.slip_bytes, whole.slip_bytes):
            out = printed(b"\x1dP\xcb\xcb" + encode(slip, profile), profile.dots).picture
            if not np.array_equal(np.asarray(out)[: len(drawn)] > 127, drawn):
                raise AssertionError(f"{encode} prints another picture")
