"""Signing in and out, and the files every page uses."""

from flask import Blueprint, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from queue_server.devices import commands as devices
from queue_server.hall.rules.roles import Role
from queue_server.kernel.refusals import Refusal
from queue_server.web.kit.access.addresses import address
from queue_server.web.kit.access.callers import PUBLIC, allow, digest
from queue_server.web.kit.access.known_devices import known_device, remember
from queue_server.web.kit.access.signing_in import sign_in
from queue_server.web.kit.app_context import hall, running
from queue_server.web.kit.http.answers import retry_later
from queue_server.web.kit.http.safe_redirect import local
from queue_server.web.kit.language import language

FIRST_PAGE = {Role.CLERK: "/counter/", Role.MANAGER: "/counter/", Role.HELPER: "/kiosk/"}
TOUCHSCREEN = "/kiosk/"

surface = Blueprint(
    "shared",
    "queue_server.web.kit",  # where the sentences of all pages are
    template_folder="pages/templates",
    static_folder="pages/static",
    static_url_path="/static",
)


@surface.get("/sign-in")
@allow(PUBLIC)
def ask_to_sign_in() -> ResponseReturnValue:
    """The form for a name and a password."""
    onwards = local(request.args.get("next"), "")
    is_kiosk = onwards.startswith(TOUCHSCREEN)
    return render_template("shared/sign_in.html", next=onwards, is_kiosk=is_kiosk)


@surface.post("/sign-in")
@allow(PUBLIC)
def check_password() -> ResponseReturnValue:
    """Sign in, or show the form again with what is wrong."""
    name, onwards = request.form.get("name", "").strip(), local(request.form.get("next"), "")
    password, device = request.form.get("password", ""), known_device()
    try:
        who = sign_in(hall(), name, password, address=address(), device=device)
    except Refusal as refusal:
        said = refusal.sentence(language())
        page = render_template("shared/sign_in.html", next=onwards, name=name, detail=said)
        return retry_later(make_response(page, refusal.status), refusal)
    session.clear()  # a session somebody planted before is worth nothing afterwards
    session.update(word=who.word)
    response = redirect(onwards or FIRST_PAGE.get(who.role, "/"))
    remember(response, device, who.name)
    return response


@surface.post("/sign-out")
@allow(PUBLIC)
def sign_out() -> ResponseReturnValue:
    """End the session of this browser; a copy of its cookie opens nothing any more."""
    if word := session.get("word"):
        hall().do(devices.sign_out, digest(word))
        running().let_in.forget()
    session.clear()
    return redirect(url_for("home.index"))
