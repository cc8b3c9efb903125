"""The touchscreen is forms and links: it works without JavaScript, three touches to a slip."""

import re

import pytest

from queue_server.devices.tables import Devices
from queue_server.paper import commands as paper
from queue_server.paper import slips
from queue_server.paper.rules import SlipState, Stand
from queue_server.paper.tables import Paper
from queue_server.turns.tables import Tickets
from queue_server.web.kit.access.callers import DEVICE_COOKIE


def token_of(served) -> str:
    return served.caller("kiosk").headers["Authorization"].split()[1]


@pytest.fixture
def screen(served):
    """A touchscreen that showed its token once."""
    token, client = token_of(served), served.built.flask.test_client()
    assert client.get(f"/kiosk/?device={token}").status_code == 303
    return client


def form(page) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))


def take(screen, **chosen):
    page = screen.get("/kiosk/services/LLTP")
    ours = {"Origin": "http://localhost"}
    return screen.post("/kiosk/tickets", data=form(page) | chosen, headers=ours)


def test_three_touches_from_start_to_number(screen):
    start = screen.get("/kiosk/").text
    assert 'href="/kiosk/services/LLTP"' in start

    taken = screen.get(take(screen).location)

    assert "A001" in taken.text
    assert "Mời lấy phiếu" in taken.text
    assert "/qr.svg" in taken.text


def test_a_double_touch_takes_one_number(screen, served):
    page = screen.get("/kiosk/services/LLTP")
    ours = {"Origin": "http://localhost"}
    places = {
        screen.post("/kiosk/tickets", data=form(page), headers=ours).location for _ in range(3)
    }

    assert len(places) == 1
    assert len(served.built.hall.ask(lambda view: Tickets(view).waiting())) == 1


def test_procedure_and_priority_go_with_the_number(screen, served):
    take(screen, procedure_code="3.000333", priority_group="NGUOI_CAO_TUOI")

    ticket = served.built.hall.ask(lambda view: Tickets(view).ticket(Tickets(view).waiting()[0].id))
    assert (ticket.procedure_code, ticket.priority_group) == ("3.000333", "NGUOI_CAO_TUOI")
    assert ticket.device.startswith("kiosk")


def test_what_it_costs_and_what_to_bring_is_said_before(screen):
    page = screen.get("/kiosk/services/TUPHAP").text

    assert "8.000 đ" in page
    assert "Trong ngày" in page


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dat dai", "DATDAI"),
        ("ĐẤT", "DATDAI"),
        ("\u00d0ất", "DATDAI"),
        ("Đất", "DATDAI"),
        ("lai xe", "GPLX"),
        ("so 1 tu phap", "LLTP"),
    ],
)
def test_search_works_without_javascript_and_without_accents(screen, typed, found):
    page = screen.get("/kiosk/", query_string={"q": typed})

    assert f"/kiosk/services/{found}" in page.text
    assert page.text.count('class="service"') < 17


def test_a_search_that_finds_nothing_says_what_to_do(screen):
    assert "hỏi quầy hướng dẫn" in screen.get("/kiosk/?q=xyzzy").text


def test_a_closed_hall_gives_no_number_and_says_when_it_opens(screen, served):
    page = screen.get("/kiosk/services/LLTP")
    served.passes(hours=4)

    ours = {"Origin": "http://localhost", "Accept": "text/html"}
    refused = screen.post("/kiosk/tickets", data=form(page), headers=ours)

    assert refused.status_code == 409
    assert "13:30" in refused.text
    assert "disabled" in screen.get("/kiosk/services/LLTP").text


def test_the_next_person_finds_language_and_height_as_they_were(screen):
    screen.get("/language/en")
    screen.get("/kiosk/reach/low")
    changed = screen.get("/kiosk/").text
    assert '<html lang="en" data-reach="low"' in changed

    screen.get("/kiosk/?new=1")

    assert '<html lang="vi" data-reach="normal"' in screen.get("/kiosk/").text


def test_without_javascript_the_screen_goes_back_by_itself(screen):
    taken = screen.get(take(screen).location).text

    assert (
        '<noscript><meta http-equiv="refresh" content="30;url=/kiosk/?new=1"></noscript>' in taken
    )


def test_a_token_of_nobody_lets_no_screen_in(served):
    client = served.built.flask.test_client()
    client.get("/kiosk/?device=nonsense")

    assert client.get_cookie(DEVICE_COOKIE) is None
    assert client.get("/kiosk/").status_code == 401


@pytest.mark.parametrize("path", ["/kiosk/nowhere", "/kiosk/tickets", "/kiosk/tickets/0AAAA"])
def test_an_error_at_the_touchscreen_leads_back_to_its_start(screen, path):
    page = screen.get(path, headers={"Accept": "text/html"})

    assert page.status_code == 404
    assert page.text.count('href="/kiosk/?new=1"') == 1
    assert 'content="30;url=/kiosk/?new=1"' in page.text
    assert 'href="/"' not in page.text


def test_a_program_gets_the_problem_and_not_the_page(screen):
    assert screen.get("/kiosk/tickets/0AAAA/paper.json").json["code"] == "unknown_ticket"


@pytest.mark.parametrize(
    ("path", "how"),
    [
        ("/kiosk/", 'fresh="15"'),
        ("/kiosk/?q=land", "hidden"),
        ("/kiosk/services/LLTP", "hidden"),
        ("/kiosk/nowhere", "hidden"),
        ("/language/en?back=/kiosk/", "hidden"),
        ("/kiosk/reach/low?back=/kiosk/", "hidden"),
    ],
)
def test_every_page_but_a_fresh_start_counts_down(screen, path, how):
    page = screen.get(path, follow_redirects=True, headers={"Accept": "text/html"}).text

    [found] = re.findall(r'<kiosk-countdown class="countdown" seconds="\d+" ([^> ]*)', page)
    assert found == how
    assert ("<noscript><meta" in page) == (how == "hidden")


def test_a_number_is_a_heading_that_can_take_the_focus(screen):
    taken = screen.get(take(screen).location).text

    assert re.search(r'<h1 tabindex="-1">.*A001.*</h1>', taken)


def test_another_sites_page_cannot_take_numbers(screen):
    page = screen.get("/kiosk/services/LLTP")

    foreign = {"Origin": "https://elsewhere.example"}
    refused = screen.post("/kiosk/tickets", data=form(page), headers=foreign)

    assert refused.json["code"] == "cross_site"


def test_only_the_demo_opens_the_screen_to_this_computer(served, settings):
    from run import build

    demo = build(settings.changed(open_devices=True))
    there = demo.flask.test_client()
    here = there.get("/kiosk/", environ_overrides={"REMOTE_ADDR": "127.0.0.1"})
    elsewhere = there.get("/kiosk/", environ_overrides={"REMOTE_ADDR": "10.0.0.9"})
    demo.store.close()

    assert (here.status_code, elsewhere.status_code) == (200, 401)


@pytest.mark.parametrize(
    ("typed", "letter"),
    [
        ("khai sinh", "B"),
        ("bằng lái", "H"),
        ("đất đai", "C"),
        ("so do", "C"),
        ("hộ khẩu", "S"),
        ("passport", "S"),
        ("birth", "B"),
        ("2.000635", "B"),
    ],
)
def test_people_find_what_they_call_it(screen, typed, letter):
    page = screen.get("/kiosk/", query_string={"q": typed}).text

    assert re.findall(r'class="letter"[^>]*>(\w)<', page) == [letter]


def test_a_slip_speaks_the_language_that_was_chosen(screen, served):
    hall = served.built.hall
    [token] = hall.ask(lambda view: Devices(view).all())
    hall.do(lambda tx: Paper(tx).add_printer(token["name"], ""))
    screen.set_cookie("lang", "en")
    page = screen.get("/kiosk/services/GOP1")
    screen.post("/kiosk/tickets", data=form(page), headers={"Origin": "http://localhost"})

    [job] = hall.ask(lambda view: Paper(view).open_slips())
    slip = hall.ask(slips.slip, job, served.built.keys, "http://hall")
    assert (job.language, slip.language) == ("en", "en")
    assert slip.service.startswith("Culture, education")


class Beside:
    """The agent beside the touchscreen of a test."""

    def __init__(self, screen, served):
        self.hall = served.built.hall
        screen.get("/kiosk/")
        [token] = self.hall.ask(lambda view: Devices(view).all())
        self.me = {"device": token["name"], "spool": "of-an-agent"}
        self.says(Stand(is_known=True, paper="fine"))

    def says(self, stand):
        self.hall.do(paper.report_beside, self.me["device"], stand, spool=self.me["spool"])

    def begins(self, ticket_id=1):
        self.hall.do(paper.begin, ticket_id, 0, **self.me)

    def ends(self, state, ticket_id=1, **facts):
        self.hall.do(paper.end, ticket_id, 0, state, **self.me, **facts)


@pytest.fixture
def agent(screen, served):
    return Beside(screen, served)


def says(screen, place):
    """What the page of a number says of its slip, by the word its sentences are chosen with."""
    page = screen.get(place).text
    [said] = re.findall(r'data-paper="(\w+)"', page)
    key = place.rpartition("/")[2]
    assert screen.get(f"/kiosk/tickets/{key}/paper.json").json == {"paper": said}
    return said


def test_without_a_printer_no_paper_is_promised(screen):
    assert says(screen, take(screen).location) == "none"


def test_the_page_follows_the_slip_until_it_is_out(screen, agent):
    place = take(screen).location
    assert says(screen, place) == "printing"
    agent.begins()
    assert says(screen, place) == "printing"
    agent.ends(SlipState.CONFIRMED)
    assert says(screen, place) == "take"


def test_a_slip_that_takes_too_long_is_no_longer_promised(screen, agent, served):
    place = take(screen).location

    served.passes(seconds=9)

    assert says(screen, place) == "broken"


def test_a_printer_that_never_tells_promises_and_offers_another(screen, agent):
    place = take(screen).location
    agent.begins()
    agent.ends(SlipState.UNKNOWN, problem="mute")

    assert says(screen, place) == "sent"


def test_without_paper_the_first_page_says_so_and_the_number_comes_with_its_code(screen, agent):
    agent.says(Stand(is_known=True, paper="out", hindrance="paper_out"))

    assert "Máy in tạm chưa in được phiếu" in screen.get("/kiosk/").text
    place = take(screen).location
    assert says(screen, place) == "out"
    assert "/qr.svg" in screen.get(place).text


def answers(screen, place, have):
    ours = {"Origin": "http://localhost"}
    page = screen.get(place)
    sent = form(page) | {"have": have}
    return [screen.post(f"{place}/paper", data=sent, headers=ours).status_code for _ in range(2)]


def test_who_did_not_get_the_slip_gets_it_again_once_however_often_they_press(
    screen, agent, served
):
    place = take(screen).location
    agent.begins()
    agent.ends(SlipState.UNKNOWN, problem="interrupted")
    assert says(screen, place) == "ask"

    assert answers(screen, place, "no") == [303, 303]

    slips = served.built.hall.ask(lambda view: Paper(view).slips_of(1))
    assert [(slip.copy, slip.state) for slip in slips] == [(0, "unknown"), (1, "queued")]
    assert says(screen, place) == "printing"


def test_who_has_the_slip_is_not_asked_again(screen, agent):
    place = take(screen).location
    agent.begins()
    agent.ends(SlipState.UNKNOWN, problem="interrupted")

    answers(screen, place, "yes")

    assert says(screen, place) == "take"
