"""The citizen's page works without JavaScript: forms go, pages come back, refusals are said."""

import re

import pytest


@pytest.fixture
def ticket(manager):
    return manager.press("/tickets", {"service_id": "LLTP"}, status=201)


@pytest.fixture
def served_ticket(manager, ticket):
    manager.press("/counters/Q02/openings")
    manager.press("/counters/Q02/calls", status=201)
    manager.press(f"/tickets/{ticket['id']}/finishes")
    return ticket


def test_a_rating_pressed_in_the_form_thanks(served, served_ticket):
    citizen = served.built.flask.test_client()
    url = f"/t/{served_ticket['key']}"
    assert 'name="value"' in citizen.get(url).text

    page = citizen.post(f"{url}/rating", data={"value": "5"}, follow_redirects=True)

    assert "Cảm ơn ông/bà đã đánh giá" in page.text


def test_a_second_rating_in_the_form_says_so_on_the_page(served, served_ticket):
    citizen = served.built.flask.test_client()
    for _ in range(2):
        page = citizen.post(f"/t/{served_ticket['key']}/rating", data={"value": "5"})

    assert page.status_code == 409
    assert "Đã thực hiện đánh giá" in page.text


def filled_in(page, **fields):
    """A form of a page as it is sent: with the key of its one press."""
    return {"press": re.search(r'name="press" value="([^"]+)"', page.text)[1], **fields}


def test_a_form_that_is_sent_again_is_answered_as_it_was_the_first_time(served, served_ticket):
    citizen, url = served.built.flask.test_client(), f"/t/{served_ticket['key']}"
    form = filled_in(citizen.get(url), value="5")

    answers = [citizen.post(f"{url}/rating", data=form) for _ in range(3)]

    assert {(it.status_code, it.location) for it in answers} == {(303, url)}


def test_another_face_under_the_same_key_is_no_riddle_for_a_citizen(served, served_ticket):
    citizen, url = served.built.flask.test_client(), f"/t/{served_ticket['key']}"
    form = filled_in(citizen.get(url), value="5")
    citizen.post(f"{url}/rating", data=form)

    page = citizen.post(f"{url}/rating", data=form | {"value": "1"})

    assert page.status_code == 422
    assert "Không thực hiện được nữa" in page.text
    assert citizen.get(f"{url}.json").json["rating"] == 5


def test_giving_up_in_the_form_ends_the_turn(served, ticket):
    citizen = served.built.flask.test_client()

    page = citizen.post(
        f"/t/{ticket['key']}/cancellation", data={"sure": "1"}, follow_redirects=True
    )

    assert 'data-state="cancelled"' in page.text


def test_a_wrong_link_and_an_unknown_one_get_the_same_page(served, ticket):
    citizen = served.caller()
    wrong = citizen.get(f"/t/{ticket['key'][:-1]}{'A' if ticket['key'][-1] != 'A' else 'B'}")
    unknown = citizen.get("/t/zz" + "A" * 22)

    assert wrong.status_code == unknown.status_code == 404
    assert wrong.text.replace(wrong.request.path, "") == unknown.text.replace(
        unknown.request.path, ""
    )


def test_the_qr_code_is_a_picture_of_this_address(served, ticket):
    picture = served.caller().get(f"/t/{ticket['key']}/qr.svg")

    assert picture.mimetype == "image/svg+xml"
    assert b"<path" in picture.data
