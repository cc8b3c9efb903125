"""The citizen's page works without JavaScript: forms go, pages come back, refusals are said."""

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
