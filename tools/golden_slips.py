"""Draw the golden slips anew, after a change of look that is meant: then look at each of them.

PYTHONPATH=.:tests python tools/golden_slips.py
"""

from pathlib import Path

from slips import GOLDEN

import printer

FOLDER = Path("tests/printer/drawing/golden")

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for name, (slip, profile) in GOLDEN.items():
        printer.draw(printer.layout(slip), profile).save(FOLDER / f"{name}.png", optimize=True)
