"""A slip of each kind, to look at: with every block and the letters that printers get wrong."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from printer.document.day_report import DayReport, ServiceOfDay
from printer.document.kinds import AnySlip
from printer.document.self_test import SelfTest
from printer.document.slip import Slip

HALL = {"vi": "Trung tâm Phục vụ hành chính công tỉnh Mẫu", "en": "Public Service Centre"}


def ticket(language: str) -> Slip:
    """A number somebody just took."""
    return Slip(
        hall=HALL[language],
        number="A007",
        service="Đăng ký hộ khẩu: ỵ ặ ễ ữ Ằ Ỗ Ợ",
        counters=(2, 3),
        ahead=3,
        low_min=10,
        high_min=15,
        priority="Người cao tuổi",
        issued_at=datetime.now().astimezone(),
        papers=("Tờ khai Mẫu số 03", "Căn cước (xuất trình)"),
        fee_vnd=200_000,
        time_limit="10 ngày",
        url="https://example.vn/t/phieu-in-thu-khong-phai-so-that",
        language=language,
    )


def reprint(language: str) -> Slip:
    """The same, printed once more."""
    return replace(ticket(language), copy=1)


def report(language: str) -> DayReport:
    """A day of three services, one of which nobody came for."""
    return DayReport(
        hall=HALL[language],
        day=datetime.now().astimezone().date(),
        services=(
            _day("Lý lịch tư pháp", 34, 30, 3, 1, wait=12.4),
            _day("Đất đai: đăng ký biến động", 61, 55, 4, 2, wait=21.0),
            _day("Bảo hiểm xã hội", 0, 0, 0, 0, wait=None),
        ),
        mean_wait_min=17.9,
        language=language,
    )


def test(language: str) -> SelfTest:
    """The self-test page of a printer for 80 mm paper."""
    address = "tcp://10.0.0.5:9100?profile=xp-n160"
    return SelfTest(address=address, profile="xp-n160", says="–", language=language)


def _day(service: str, *counts: int, wait: float | None) -> ServiceOfDay:
    names = ("issued", "served", "no_show", "left")
    each = dict(zip(names, counts, strict=True))
    return ServiceOfDay(service=service, mean_wait_min=wait, **each)


SAMPLES: Mapping[str, Callable[[str], AnySlip]] = {
    "ticket": ticket,
    "reprint": reprint,
    "report": report,
    "test": test,
}
