"""Slips as a hall prints them: an ordinary one, and those that strain the paper."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

from PIL import Image

import printer

SLIP = printer.Slip(
    hall="Trung tâm Phục vụ hành chính công tỉnh Mẫu",
    number="A007",
    service="Đăng ký hộ khẩu: ỵ ặ ễ ữ",
    counters=(2, 3),
    ahead=3,
    low_min=10,
    high_min=15,
    priority="Người cao tuổi",
    issued_at=datetime(2026, 11, 25, 8, 30, tzinfo=UTC),
    papers=("Tờ khai", "Căn cước"),
    fee_vnd=200_000,
    time_limit="10 ngày",
    url="http://127.0.0.1:8080/t/1JSe8LtVArtOQuxd6FG8U7A",
)
SHORTEST = printer.Slip(
    hall="UBND xã Mẫu",
    number="B1",
    service="Chứng thực",
    counters=(),
    ahead=0,
    issued_at=SLIP.issued_at,
    url="http://a.vn/t/1",
)
PROCEDURE = (
    "Đăng ký biến động đối với trường hợp đổi tên hoặc thay đổi thông tin về người sử dụng đất, "
    "chủ sở hữu tài sản gắn liền với đất; thay đổi hạn chế quyền sử dụng đất hoặc quyền sở hữu; "
)
PAPER = (
    "Bản gốc Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với "
    "đất số {n}, hoặc bản sao có chứng thực"
)
LONGEST = replace(
    SLIP,
    number="XYZ9999",
    service=(PROCEDURE * 7)[:1192],  # the longest official name of a procedure
    counters=(2, 3, 14, 15, 16),
    ahead=128,
    low_min=240,
    high_min=310,
    priority="Người khuyết tật nặng, đặc biệt nặng; người có công với cách mạng",
    papers=tuple(PAPER.format(n=n) for n in range(1, 6)),
    fee_vnd=1_000_000_000,
    time_limit="30 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ",
    url="https://dichvucong.tinhmau.example.vn/t/1JSe8LtVArtOQuxd6FG8U7A",
)
REPORT = printer.DayReport(
    hall=SLIP.hall,
    day=date(2026, 11, 25),
    services=tuple(
        printer.ServiceOfDay(
            service=service, issued=issued, served=served, no_show=no_show, left=left,
            mean_wait_min=wait,
        )
        for service, issued, served, no_show, left, wait in (
            ("Lý lịch tư pháp", 34, 30, 3, 1, 12.4),
            ("Đăng ký đất đai, tài sản gắn liền với đất, đo đạc và bản đồ", 161, 155, 4, 2, 121.0),
            ("Bảo hiểm xã hội", 0, 0, 0, 0, None),
        )
    ),
    mean_wait_min=102.2,
)  # fmt: skip
KINDS = {
    "ticket": SLIP,
    "shortest": SHORTEST,
    "longest": LONGEST,
    "reprint": replace(SLIP, copy=2),
    "report": REPORT,
}
GOLDEN = {
    f"{kind}-{paper}-{language}": (replace(slip, language=language), printer.PROFILES[paper])
    for kind, slip in KINDS.items()
    for paper in ("80mm", "58mm")
    for language in ("vi", "en")
}


def logo(width=300, height=100, colour=0):
    """A picture file of one grey, as a hall may have it."""
    out = BytesIO()
    Image.new("RGB", (width, height), (colour,) * 3).save(out, "PNG")
    return out.getvalue()
