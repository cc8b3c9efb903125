"""The self-test page: what this printer is taken for, and all that it must be able to print."""

from collections.abc import Mapping
from dataclasses import dataclass

from printer.layout import Banner, Block, Code, Number, Pair, Rule, Text
from printer.profiles import PROFILES

LETTERS = (
    "Àà Áá Ảả Ãã Ạạ Ăă Ằằ Ắắ Ẳẳ Ẵẵ Ặặ Ââ Ầầ Ấấ Ẩẩ Ẫẫ Ậậ Đđ Èè Éé Ẻẻ Ẽẽ Ẹẹ Êê Ềề Ếế Ểể Ễễ Ệệ "
    "Ìì Íí Ỉỉ Ĩĩ Ịị Òò Óó Ỏỏ Õõ Ọọ Ôô Ồồ Ốố Ổổ Ỗỗ Ộộ Ơơ Ờờ Ớớ Ởở Ỡỡ Ợợ Ùù Úú Ủủ Ũũ Ụụ Ưư Ừừ Ứứ "
    "Ửử Ữữ Ựự Ỳỳ Ýý Ỷỷ Ỹỹ Ỵỵ"
)  # the 67 accented letters of Vietnamese, large and small
EVERY_LINE = 20

WORDS: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "title": "TRANG TỰ KIỂM TRA",
        "profile": "Cấu hình",
        "width": "Khổ in",
        "dots": "{dots} điểm, {mm} mm",
        "command": "Lệnh vẽ",
        "says": "Trạng thái",
        "left": "| mép trái",
        "right": "mép phải |",
        "look": "Hai mép phải thấy đủ. Mọi chữ phải rõ dấu. Điện thoại phải đọc được mã.",
        "end": "Sau dòng này giấy được cắt hoặc xé.",
    },
    "en": {
        "title": "SELF-TEST",
        "profile": "Profile",
        "width": "Width",
        "dots": "{dots} dots, {mm} mm",
        "command": "Draws with",
        "says": "It says",
        "left": "| left edge",
        "right": "right edge |",
        "look": "Both edges must be whole, every accent clear, and a phone must read the code.",
        "end": "After this line the paper is cut or torn.",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTest:
    """A page for one printer. `says` is how it said it stands before this page."""

    address: str
    profile: str
    says: str
    language: str = "vi"


def layout(page: SelfTest) -> tuple[Block, ...]:
    """The blocks of a self-test page."""
    words, profile = WORDS[page.language], PROFILES[page.profile]
    mm = round(profile.dots / profile.dpi * 25.4)
    return (
        Banner(words=words["title"]),
        Text(words=page.address, height_mm=2.1, lines=EVERY_LINE, after_mm=2.5),
        Pair(name=words["profile"], value=profile.name),
        Pair(name=words["width"], value=words["dots"].format(dots=profile.dots, mm=mm)),
        Pair(name=words["command"], value=profile.raster),
        Pair(name=words["says"], value=page.says),
        Rule(),
        Pair(name=words["left"], value=words["right"]),
        Number(words="A0123456789"),
        Text(words=LETTERS, height_mm=2.5, lines=EVERY_LINE, after_mm=3),
        Code(content=page.address),
        Text(words=words["look"], height_mm=2.1, lines=EVERY_LINE),
        Rule(),
        Text(words=words["end"], height_mm=2.1),
    )
