"""Vietnamese as it was written for the fonts of the nineties, to see that it is noticed."""

import unicodedata

LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
TCVN3 = dict(
    zip(
        LETTERS,
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        strict=True,
    )
)
TONES = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
HATS = {
    "\u0302": dict(zip(TONES, "àáåãä", strict=True)),
    "\u0306": dict(zip(TONES, "èéúüë", strict=True)),
}
HORN = "\u031b"
ALONE = {"ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ", "Đ": "Ñ"}


def tcvn3(text: str) -> str:
    """As a TCVN3 font's text looks in another font."""
    return "".join(TCVN3.get(char, char) for char in text)


def vni(text: str) -> str:
    """As a VNI font's text looks in another font."""
    return "".join(ALONE.get(char) or _vni(unicodedata.normalize("NFD", char)) for char in text)


def _vni(parts: str) -> str:
    base, marks = parts[0], parts[1:]
    if HORN in marks:
        base = {"o": "ô", "u": "ö", "O": "Ô", "U": "Ö"}[base]
    tone = next((mark for mark in marks if mark in TONES), None)
    hat = next((mark for mark in marks if mark in HATS), None)
    if hat is None:
        return base + (TONES[tone] if tone else "")
    bare = "â" if hat == "\u0302" else "ê"
    return base + (HATS[hat][tone] if tone else bare)
