"""Make the web fonts from the printer's: fewer letters, and figures of one width (`tnum`).

Be Vietnam Pro has no tabular figures, so a clock set in it would tremble. The licence (OFL, no
reserved name) allows adding them. Run it by hand after a change of font, then
`python tools/manifest.py`; it needs `pip install fonttools brotli`.
"""

from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

SOURCE = Path("printer/fonts")
TARGET = Path("queue_server/web/kit/pages/static/vendor")
WEIGHTS = {"400Regular": "regular", "600SemiBold": "semibold", "700Bold": "bold"}
LETTERS = (
    *range(0x20, 0x7F),  # ASCII
    *map(ord, "\u00a0©«·»×₫ĂăĐđĨĩŨũƠơƯư–—‘’“”•…"),
    *map(ord, "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý"),
    *range(0x1EA0, 0x1EFA),  # Vietnamese letters with two marks
)


def main() -> None:
    """Write one .woff2 per weight."""
    for weight, name in WEIGHTS.items():
        font = TTFont(SOURCE / f"BeVietnamPro_{weight}.ttf")
        keep = subset.Options(hinting=False, layout_features=["kern", "ccmp", "locl", "mark"])
        cut = subset.Subsetter(keep)
        cut.populate(unicodes=LETTERS)
        cut.subset(font)
        add_tabular_figures(font)
        font.flavor = "woff2"
        font.save(TARGET / f"be-vietnam-pro-{name}.woff2")


def add_tabular_figures(font: Any) -> None:
    """Add a glyph per figure, as wide as the widest and centred, and the feature that picks it."""
    letters = font.getBestCmap()
    figures = [letters[ord(figure)] for figure in "0123456789"]
    widest = max(font["hmtx"][figure][0] for figure in figures)
    for figure in figures:
        _add_centred(font, figure, widest)
    rules = " ".join(f"sub {figure} by {figure}.tnum;" for figure in figures)
    addOpenTypeFeaturesFromString(font, f"feature tnum {{ {rules} }} tnum;", tables=["GSUB"])


def _add_centred(font: Any, figure: str, width: int) -> None:
    advance, bearing = font["hmtx"][figure]
    shift, pen = (width - advance) // 2, TTGlyphPen(font.getGlyphSet())
    font.getGlyphSet()[figure].draw(TransformPen(pen, (1, 0, 0, 1, shift, 0)))
    font["glyf"][f"{figure}.tnum"] = pen.glyph()
    font["hmtx"][f"{figure}.tnum"] = (width, bearing + shift)


if __name__ == "__main__":
    main()
