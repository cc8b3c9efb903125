"""QR codes for screens, drawn as vectors."""

from functools import lru_cache
from io import BytesIO

import qrcode
from qrcode.image.svg import SvgPathImage

KEPT = 2000  # pictures, of some 10 kB each: those of a day
QUIET_ZONE = 4  # modules of white around, as the standard asks


@lru_cache(maxsize=KEPT)
def svg(text: str) -> bytes:
    """A QR code of `text` as an SVG picture."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    picture = BytesIO()
    code.make_image(image_factory=SvgPathImage).save(picture)
    return picture.getvalue()
