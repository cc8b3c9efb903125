"""A picture of the hall, as thermal paper can show it: black or white, and not too large."""

import struct
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from printer.errors import BadLogo
from printer.words import said

LARGEST_BYTES = 64 * 1024
LARGEST_SIDE = 4_000  # pixels of a file: a small file can hold a picture that fills the memory
WIDEST, HIGHEST = 552, 160  # dots on 80 mm paper of 203 dpi: its width, and 20 mm
BLACK_BELOW = 128  # of 255
# Pillow has an exception for each way in which a file can be broken.
BROKEN = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
)
SIGNATURE = b"\x89PNG\r\n\x1a\n"
SIZE = slice(16, 24)  # width and height in the first chunk, IHDR (PNG specification, 11.2.2)


def logo(png: bytes) -> bytes:
    """The PNG of a logo as a slip carries it: one bit, without white around, as large as it prints.

    Raises BadLogo. What is white or transparent stays white, what is dark becomes black; a larger
    picture is made smaller, none is made larger.
    """
    if max(_size(png)) > LARGEST_SIDE:
        raise BadLogo(
            problem=said("a side has more than {most} pixels.").filled(most=LARGEST_SIDE),
        )
    grey = _opened(png)
    ink = grey.point([255 if tone < BLACK_BELOW else 0 for tone in range(256)])
    box = ink.getbbox()
    if box is None:
        raise BadLogo(problem=said("there is nothing dark in it."))
    fitted = grey.crop(box)
    fitted.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
    out = BytesIO()
    fitted.point([0 if tone < BLACK_BELOW else 255 for tone in range(256)], "1").save(
        out, "PNG", optimize=True
    )
    return out.getvalue()


def check(png: bytes) -> None:
    """Is this a logo as `logo` makes it? Raises BadLogo."""
    width, height = _size(png)
    if width > WIDEST or height > HIGHEST:
        raise BadLogo(
            problem=said("it is larger than {wide} x {high} dots.").filled(
                wide=WIDEST, high=HIGHEST
            ),
        )
    _opened(png)


def _size(png: bytes) -> tuple[int, int]:
    """Width and height as the file says, before anything is unpacked. Raises BadLogo."""
    if len(png) > LARGEST_BYTES:
        raise BadLogo(
            problem=said("the file is larger than {most} kB.").filled(most=LARGEST_BYTES // 1024),
        )
    if not png.startswith(SIGNATURE) or len(png) < SIZE.stop:
        raise BadLogo(problem=said("no PNG."))
    width, height = struct.unpack(">II", png[SIZE])
    return width, height


def _opened(png: bytes) -> Image.Image:
    """The picture in greys on white. Raises BadLogo."""
    try:
        with Image.open(BytesIO(png), formats=["PNG"]) as picture:
            if picture.size != _size(png):  # it says its size twice
                raise ValueError
            colours = picture.convert("RGBA")
    except BROKEN as error:
        raise BadLogo(problem=said("no PNG.")) from error
    white = Image.new("RGBA", colours.size, "white")
    return Image.alpha_composite(white, colours).convert("L")
