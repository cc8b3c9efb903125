"""The demo hall: imported on first start, with staff and devices of its own."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from queue_server.cli.access import new_password, new_token
from queue_server.cli.importing import put
from queue_server.cli.opened import halls_in, opened
from queue_server.cli.telling import here, tell
from queue_server.cli.words import said
from queue_server.devices.tables import Devices, Staff
from queue_server.folder import read
from queue_server.hall.rules.floor import Floor
from queue_server.hall.rules.hours import Hours
from queue_server.hall.rules.roles import Role
from queue_server.hall.tables import believed_at, floor_of, is_in_doubt
from queue_server.kernel.door import Hall
from queue_server.kernel.engines.opening import shown
from queue_server.kernel.settings import Settings
from queue_server.turns.commands.day_end import confirm_time

FOLDER = Path(__file__).parents[2] / "halls" / "demo"
NOTES = Path("var/sign-in.txt")
PAPER = "file:var/slips/?profile=picture"
TOUCHSCREEN = said("  {name}: open /kiosk/?device={token} once on that touchscreen")
PAGES = (
    ("/", said("index of the pages")),
    ("/kiosk/", said("touchscreen: take a number")),
    ("/display/", said("the board in the lobby")),
    ("/counter/", said("a clerk's desk: call, serve, finish")),
)
FIRST_MORNING_HOUR, FIRST_MORNING_MINUTE = 8, 30
STAFF = (
    ("lan", Role.CLERK, "Q02"),
    ("minh", Role.CLERK, None),
    ("hoa", Role.HELPER, None),
    ("quanly", Role.MANAGER, None),
    ("admin", Role.ADMIN, None),
)


def prepare(settings: Settings) -> Settings:
    """Make sure the demo hall is there and open; returns the settings to serve it with."""
    if not halls_in(settings):
        put(settings, read(FOLDER))
    with opened(settings) as hall:
        if not hall.ask(lambda view: Staff(view).all()):
            _let_in(hall, settings)
        floor, newest = hall.ask(lambda view: (floor_of(view), believed_at(view)))
    ready = _open_now(settings.changed(open_devices=True), floor, newest)
    with opened(ready) as hall:
        if hall.ask(is_in_doubt):  # a demonstration goes on after weeks
            hall.do(confirm_time, by="demo")
    return ready


def welcome(settings: Settings) -> None:
    """Say where the pages are and how to sign in."""
    at = settings.address
    tell(said("\nLượt: the demo hall is open at {address}\n"), address=at)
    for path, what in PAGES:
        click.echo(f"  {at}{path:<12} {here(what)}")
    tell(said("  the phone page opens from the QR code on the number\n"))
    click.echo(_notes(settings))
    if settings.clock:
        local = settings.clock.strftime("%H:%M, %d/%m/%Y")
        tell(
            said("It is not the real time there: the hall's clock starts at {local}."), local=local
        )
    tell(said("Slips are drawn into var/slips/. Stop with Ctrl+C.\n"))


def _notes(settings: Settings) -> str:
    """How to sign in, if the notes are of this database; they cannot be made again."""
    text = NOTES.read_text(encoding="utf-8") if NOTES.exists() else ""
    database = shown(settings.database)
    if f"{database}:" in text or f"{database}," in text:  # the comma: as it was written before
        return text
    return here(
        said(
            "How to sign in is not noted here. New passwords: "
            "run.py staff add --role ... --name ..."
        )
    )


def _let_in(hall: Hall, settings: Settings) -> None:
    kept = said("Sign in with what is random for this database, and kept in {notes}:")
    lines = [here(kept, notes=NOTES), f"{shown(settings.database)}:"]
    for name, role, counter in STAFF:
        password = new_password(hall, name, role, counter=counter)
        lines.append(f"  {name:<8} {password:<14} {role.value} {counter or ''}".rstrip())
    known = {row["name"] for row in hall.ask(lambda view: Devices(view).all())}
    for name in {"kiosk1", "kiosk2"} - known:
        token = new_token(hall, name, Role.KIOSK, printer=PAPER)
        lines.append(here(TOUCHSCREEN, name=name, token=token))
    NOTES.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(NOTES, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as notes:
        notes.write("\n".join(lines) + "\n")


def _open_now(settings: Settings, floor: Floor, newest: datetime) -> Settings:
    """Outside the hall's hours, start its clock on the next working morning.

    Never before `newest`, when something happened last: a demonstration that went on does not go
    back a day.
    """
    now = datetime.now(UTC)
    if settings.clock is not None or (floor.hours.is_open(now) and newest <= now):
        return settings
    if newest > now and floor.hours.is_open(newest):
        return settings.changed(clock=newest.astimezone(floor.hours.zone))
    return settings.changed(clock=next_morning(floor.hours, max(now, newest)))


def next_morning(hours: Hours, now: datetime) -> datetime | None:
    """08:30 of the next day on which the hall is open then."""
    opens = hours.opens_next(now)
    while opens is not None:
        morning = opens.replace(hour=FIRST_MORNING_HOUR, minute=FIRST_MORNING_MINUTE)
        if hours.is_open(morning) and morning > now:
            return morning
        opens = hours.opens_next(opens)
    return None
