"""A slip as a hall prints it."""

from datetime import UTC, datetime

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
