"""A text of the hall has the letters of today; what only looks like them is named with its cell."""

import pytest
from old_fonts import tcvn3, vni

from queue_server.folder import letters
from queue_server.folder.problems import Wrong


def refusal(text):
    """Why a text is refused, or nothing."""
    try:
        letters.check(text, "vi")
    except Wrong as wrong:
        return wrong.wrong["en"]
    return ""


def names_of(floor):
    """Every Vietnamese text of the demo hall that has a letter of its own."""
    texts = {
        floor.hall.name["vi"],
        *(s.name["vi"] for s in floor.services),
        *(p.official_name for p in floor.procedures),
        *(a.name["vi"] for a in floor.agencies),
        *(notice["vi"] for notice in floor.hall.notices),
    }
    return [text for text in texts if not text.isascii()]


@pytest.mark.parametrize("font", [tcvn3, vni])
def test_a_text_of_an_old_font_is_noticed(floor, font):
    names = names_of(floor)

    unnoticed = [name for name in names if not refusal(font(name))]

    assert len(names) > 60
    assert all(name.isupper() for name in unnoticed)  # capitals had fonts of their own


@pytest.mark.parametrize("text", ["§Êt ®ai", "Ñaát ñai", "Hµnh chÝnh", "Haønh chính"])
def test_the_words_of_old_fonts(text):
    assert "old font" in refusal(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Ðất đai", "looks like"),
        ("đất ðai", "looks like"),
        ("#REF!", "spreadsheet"),
        ("Phí: #N/A", "spreadsheet"),
        ("########", "spreadsheet"),
        ("Đất đai \N{HOUSE BUILDING}", "drawn"),
        ("Đất\N{RIGHT-TO-LEFT OVERRIDE}đai", "invisible"),
        ("Đất\N{ZERO WIDTH SPACE}đai", "invisible"),
        ("Đất\x1b[2J", "invisible"),
        ("Đất\ud800", "invisible"),
        ("<script>alert(1)</script>", "HTML"),
        ("=HYPERLINK(1)", "formula"),
        ("x\N{COMBINING CIRCUMFLEX ACCENT}", "drawn"),
        ("Д", "drawn"),
    ],
)
def test_what_no_screen_or_slip_shows_as_it_is(text, why):
    assert why in refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        "Đăng ký hộ khẩu: ỵ ặ ễ ữ",
        "SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG",
        "hoá, hóa, thuý, thúy, quý, khuỷu, ngoằn ngoèo, toà, loã, toé, UỶ BAN, ỦY BAN",
        "xã Krông Búk, huyện Ea H'leo",
        "Nhà ở dưới 60 m², cao ≤ 5 m; Điều 5 § 2",
        "Thời hạn < 5 ngày – “một cửa” (A1, A2)",
        "Café, résumé, naive, Public Administration Service Centre",
    ],
)
def test_what_people_write_is_taken(text):
    assert refusal(text) == ""
