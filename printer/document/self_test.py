"""The self-test page: what this printer is taken for, and all that it must be able to print."""

from collections.abc import Mapping
from dataclasses import dataclass

from printer.document.blocks import Banner, Block, Code, Number, Pair, Paragraph, Rule
from printer.profiles import PROFILES
from printer.words import said
from words import Text

LETTERS = (
    "Àà Áá Ảả Ãã Ạạ Ăă Ằằ Ắắ Ẳẳ Ẵẵ Ặặ Ââ Ầầ Ấấ Ẩẩ Ẫẫ Ậậ Đđ Èè Éé Ẻẻ Ẽẽ Ẹẹ Êê Ềề Ếế Ểể Ễễ Ệệ "
    "Ìì Íí Ỉỉ Ĩĩ Ịị Òò Óó Ỏỏ Õõ Ọọ Ôô Ồồ Ốố Ổổ Ỗỗ Ộộ Ơơ Ờờ Ớớ Ởở Ỡỡ Ợợ Ùù Úú Ủủ Ũũ Ụụ Ưư Ừừ Ứứ "
    "Ửử Ữữ Ựự Ỳỳ Ýý Ỷỷ Ỹỹ Ỵỵ"
)  # the 67 accented letters of Vietnamese, large and small
EVERY_LINE = 20

WORDS: Mapping[str, Text] = {
    "title": said("SELF-TEST", "slip"),
    "profile": said("Profile", "slip"),
    "width": said("Width", "slip"),
    "dots": said("{dots} dots, {mm} mm", "slip"),
    "command": said("Draws with", "slip"),
    "says": said("It says", "slip"),
    "left": said("| left edge", "slip"),
    "right": said("right edge |", "slip"),
    "look": said(
        "Both edges must be whole, every accent clear, and a phone must read the code.", "slip"
    ),
    "end": said("After this line the paper is cut or torn.", "slip"),
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
    words = {name: text.into(page.language) for name, text in WORDS.items()}
    profile = PROFILES[page.profile]
    mm = round(profile.dots / profile.dpi * 25.4)
    return (
        Banner(words=words["title"]),
        Paragraph(words=page.address, height_mm=2.1, lines=EVERY_LINE, after_mm=2.5),
        Pair(name=words["profile"], value=profile.name),
        Pair(name=words["width"], value=words["dots"].format(dots=profile.dots, mm=mm)),
        Pair(name=words["command"], value=profile.raster),
        Pair(name=words["says"], value=page.says),
        Rule(),
        Pair(name=words["left"], value=words["right"]),
        Number(words="A0123456789"),
        Paragraph(words=LETTERS, height_mm=2.5, lines=EVERY_LINE, after_mm=3),
        Code(content=page.address),
        Paragraph(words=words["look"], height_mm=2.1, lines=EVERY_LINE),
        Rule(),
        Paragraph(words=words["end"], height_mm=2.1),
    )
