"""English pages say what the hall says in English, and its Vietnamese where it has none."""

from dataclasses import replace

import pytest

from queue_server.hall.tables import furnish
from words import Text

NOTICE_EN = "Today counter 1 helps you file online"  # of the demo's Wednesday
NOTICE_VI = "Hôm nay quầy 1 hướng dẫn nộp hồ sơ trực tuyến"


def imports(served, floor):
    """New data of the hall, whatever it changes."""
    served.built.hall.do(lambda tx: furnish(tx, floor, by="test"))


def page(served, role, path, language):
    return served.caller(role).get(f"{path}?lang={language}").text


@pytest.mark.parametrize(("language", "said"), [("en", NOTICE_EN), ("vi", NOTICE_VI)])
def test_the_board_says_the_day_in_its_language(served, language, said):
    text = page(served, None, "/display/", language)

    assert f'<p id="notice">{said}' in text


def test_the_board_has_the_notices_in_both(served):
    board = served.caller().get("/api/v1/board").json

    first, *_ = board["notices"]
    assert first["vi"].startswith(NOTICE_VI)
    assert first["en"].startswith(NOTICE_EN)
    assert all(notice.keys() == {"vi", "en"} for notice in board["notices"])


def test_the_touchscreen_has_the_hall_s_own_english(served, floor):
    [record, *_] = floor.procedures_of("LLTP")
    name = Text(record.name, en="A certificate")
    papers = tuple(Text(paper, en="Form no. 3") for paper in record.papers[:1])
    published = replace(record, name=name, papers=papers)
    others = [p for p in floor.procedures if p.code != record.code]
    changed = replace(floor, procedures=(published, *others))
    imports(served, changed)

    start = page(served, "kiosk", "/kiosk/", "en")
    service = page(served, "kiosk", "/kiosk/services/LLTP", "en")

    assert "Certificates no. 1 and no. 2" in start
    assert all(words in service for words in ("A certificate", "Form no. 3"))
    assert record.name["vi"] not in service


def test_the_phone_says_the_counter_in_its_language(served, manager):
    ticket = manager.press("/tickets", {"service_id": "LLTP"}, status=201)
    manager.press("/counters/Q02/openings")
    manager.press("/counters/Q02/calls", status=201)

    assert "Criminal records" in page(served, None, f"/t/{ticket['key']}", "en")
    assert "Lý lịch tư pháp</p>" in page(served, None, f"/t/{ticket['key']}", "vi")


def test_what_has_no_english_is_said_in_vietnamese(served, floor):
    special = tuple(
        replace(day, message=Text(vi=day.message["vi"])) for day in floor.hours.special_days
    )
    bare = replace(floor, hours=replace(floor.hours, special_days=special))
    imports(served, bare)

    board = page(served, None, "/display/", "en")

    assert f'<p id="notice" lang="vi">{NOTICE_VI}' in board


def test_a_refusal_names_a_service_in_its_own_language(served, manager, floor):
    counters = tuple(
        replace(c, service_ids=tuple(s for s in c.service_ids if s != "DATDAI"))
        for c in floor.counters
    )
    imports(served, replace(floor, counters=counters))

    said = {
        language: manager.post(
            "/api/v1/tickets", {"service_id": "DATDAI"}, headers={"Accept-Language": language}
        ).json["detail"]
        for language in ("vi", "en")
    }

    assert said["vi"] == "Chưa có quầy nào phục vụ Đất đai. Mời hỏi quầy hướng dẫn."
    assert said["en"] == "No counter serves Land. Please ask at the help desk."


def test_a_hall_that_never_opens_again_does_not_say_when(served, manager, floor):
    never = replace(floor, hours=replace(floor.hours, week={}))
    imports(served, never)

    said = manager.post("/api/v1/tickets", {"service_id": "LLTP"}).json["detail"]

    assert (
        said == "Trung tâm đang nghỉ. Chưa có lịch mở lại. Mời ông/bà xem thông báo của trung tâm."
    )


def test_a_procedure_whose_fee_was_taken_out_is_not_offered(served, manager, floor):
    [record, *_] = floor.procedures_of("LLTP")
    unpublished = tuple(
        replace(p, fee_counter_vnd=None) if p.code == record.code else p for p in floor.procedures
    )
    imports(served, replace(floor, procedures=unpublished))

    asked = {"service_id": "LLTP", "procedure_code": record.code}

    assert record.code not in page(served, "kiosk", "/kiosk/services/LLTP", "vi")
    assert manager.post("/api/v1/tickets", asked).json["code"] == "unknown_procedure"


def test_the_first_page_says_where_the_hall_is(served, floor):
    assert floor.hall.address["vi"] in page(served, None, "/", "vi")
