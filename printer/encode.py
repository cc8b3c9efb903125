"""A picture becomes the bytes a printer understands."""

import warnings
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from PIL import Image

from printer.profiles import Profile


def encode(picture: Image.Image, profile: Profile) -> bytes:
    """The bytes of one slip, ended by a cut. `picture` is black on white, `profile.dots` wide."""
    return ENCODINGS[profile.encoding](picture, profile)


def escpos(picture: Image.Image, profile: Profile) -> bytes:
    """ESC/POS: reset, the picture as raster bands (`GS v 0`), feed and cut."""
    paper = _paper()
    paper.hw("INIT")
    for top in range(0, picture.height, profile.band):
        band = picture.crop((0, top, picture.width, min(top + profile.band, picture.height)))
        paper.image(band, impl="bitImageRaster", center=False, fragment_height=profile.band)
    paper.cut()
    return bytes(paper.output)


def png(picture: Image.Image, _profile: Profile) -> bytes:
    """A picture file, to look at."""
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


ENCODINGS: Mapping[str, Callable[[Image.Image, Profile], bytes]] = {"escpos": escpos, "png": png}


def _paper() -> Any:
    """A printer that collects bytes. Its library takes half a second to load, so only now."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from escpos.printer import Dummy
    return Dummy()
