"""Make the README's pictures from those the browser tests took: smaller, and of few colours.

make test && python tools/pictures.py
"""

from pathlib import Path

from PIL import Image

TAKEN = Path("var/pictures")
SHOWN = Path("docs/pictures")
WIDTHS = {
    "kiosk-start-portrait-normal-vi": ("kiosk", 480),
    "board-wide-light-vi": ("board", 960),
    "desk-called-vi": ("desk", 960),
    "phone-waiting-vi": ("phone", 390),
    "slip-vi": ("slip", 384),
}


def shrink(source: Path, target: Path, width: int) -> None:
    """Write `source` at `width` pixels; 64 colours are enough for flat pages."""
    with Image.open(source) as picture:
        height = picture.height * width // picture.width
        small = picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    small.quantize(64).save(target, optimize=True)


if __name__ == "__main__":
    SHOWN.mkdir(parents=True, exist_ok=True)
    for taken, (shown, width) in WIDTHS.items():
        shrink(TAKEN / f"{taken}.png", SHOWN / f"{shown}.png", width)
