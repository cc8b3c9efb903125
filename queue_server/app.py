"""One hall put together: memory, door, pages, live messages and followers of the journal."""

import gc
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import gevent
from flask import Blueprint, Flask
from flask_socketio import SocketIO

from queue_server.desks import tables as of_desks
from queue_server.devices import tables as of_devices
from queue_server.devices.commands import forget_old_doors
from queue_server.hall import tables as of_hall
from queue_server.hall.commands import forget_old_presses
from queue_server.kernel.clock import Clock
from queue_server.kernel.door import Hall
from queue_server.kernel.engines.opening import folder_of, open_store
from queue_server.kernel.loops import for_ever
from queue_server.kernel.secret import secret_for
from queue_server.kernel.settings import Settings
from queue_server.kernel.store import Store, which_hall
from queue_server.paper import tables as of_paper
from queue_server.paper.commands import give_up
from queue_server.paper.printing import Printers
from queue_server.ratings import tables as of_ratings
from queue_server.realtime.bell import Bell
from queue_server.realtime.broadcast import Broadcast
from queue_server.realtime.open_files import room_for
from queue_server.realtime.places import Places
from queue_server.realtime.server import Server, listener
from queue_server.realtime.sockets import NAMESPACE, Board, Porter, make_socketio, screens_of
from queue_server.realtime.streams import Streams
from queue_server.rounds.nightly import Nightly
from queue_server.rounds.timekeeping import Timekeeper
from queue_server.turns import tables as of_turns
from queue_server.turns.commands.day_end import end_past_days
from queue_server.turns.rules.keys import Keys
from queue_server.web import api, counter, home, phone, supervisor
from queue_server.web.kit import https, language
from queue_server.web.kit.access import callers, strangers
from queue_server.web.kit.access.sessions import Sessions
from queue_server.web.kit.app_context import NAME, AppContext
from queue_server.web.kit.cache import Cache, Text
from queue_server.web.kit.http import answers, gate
from queue_server.web.kit.long_poll import LongPoll
from queue_server.web.kit.metrics import BatchCollector, HallCollector, Metrics
from queue_server.web.kit.pages import pages
from queue_server.web.kit.pages.routes import surface as shared

DAY_ROUND_S = 30.0
PAPER_ROUND_S = 10.0
KEPT_S = 1.0
# The native thread that commits takes the interpreter back when the disk is done: with Python's
# 5 ms whoever waits for it would wait so much longer while pages are drawn.
SWITCH_S = 0.0005
PAGES = (api, home, counter, phone, supervisor)
# Each says at its import what it adds to the memory: events, rows, a part of the image.
CAPABILITIES = (of_hall, of_desks, of_turns, of_ratings, of_paper, of_devices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A hall ready to serve. Nothing runs before `start`."""

    flask: Flask
    socketio: SocketIO
    store: Store
    hall: Hall
    settings: Settings
    keys: Keys
    clock: Clock
    streams: Streams
    changes: LongPoll
    broadcast: Broadcast

    def start(self) -> None:
        """Start the live messages and the followers of the journal."""
        self.broadcast.start()
        if self.settings.redis:
            Bell(self.hall, self.settings.redis).start()
        for name, pause_s, work in self.rounds():
            for_ever(work, name=name, pause_s=pause_s)

    def rounds(self) -> Iterator[tuple[str, float, Callable[[], object]]]:
        """The small duties done again and again: a name, seconds between two, the duty."""
        hall = self.hall
        yield "printers", PAPER_ROUND_S, Printers(hall, self.keys, self.settings.address).look
        yield "slips nobody waits for", PAPER_ROUND_S, lambda: hall.do(give_up)
        yield "the computer's clock", DAY_ROUND_S, Timekeeper(hall, self.clock).look
        yield "the end of the day", DAY_ROUND_S, lambda: hall.do(end_past_days)
        yield "old presses", DAY_ROUND_S, lambda: hall.do(forget_old_presses)
        yield "old wrong passwords and sessions", DAY_ROUND_S, lambda: hall.do(forget_old_doors)
        if self.clock.is_real:  # a rehearsal's nights are not worth keeping
            yield "the nightly backup", DAY_ROUND_S, Nightly(hall, self.settings).look

    def server(self) -> Server:
        """The HTTP server, bound to the address of the settings."""
        sys.setswitchinterval(SWITCH_S)
        gc.collect()
        gc.freeze()  # what was made at start stays: looking through it takes a tenth of a second
        ours = self.settings
        places = Places(room_for(ours.connections), ours.connections_each, ours.proxies)
        gevent.spawn(places.watch)
        return Server(listener(ours), self.flask, places=places, proxies=ours.proxies)


class Application(Flask):
    """Flask without coroutines: it need not ask of every function at every request."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function as it is."""
        return func


def build(settings: Settings, surfaces: Iterable[Blueprint] = ()) -> Built:
    """Put a hall together. `surfaces` are the pages of devices: touchscreen and board.

    Raises NoHall, BadDatabase or BadSetting.
    """
    clock = Clock(settings.clock, settings.clock_speed)
    store = open_store(settings.database, clock, settings.backups)
    hall = Hall(store, which_hall(store, settings.hall))
    secret = secret_for(hall, settings.secret_file)
    keys = Keys(secret, hall.id)
    app = Application(__name__, static_folder=None)
    app.secret_key = secret
    app.session_interface = Sessions(hall.id)
    app.config.update(SESSION_COOKIE_SAMESITE="Lax", SESSION_COOKIE_NAME="luot")
    streams = Streams()
    # They say what time it is in the hall, so they age by its clock.
    answers = Cache[Text](KEPT_S, lambda: clock.now().timestamp())
    hall.listen(answers.forget)
    metrics = Metrics()
    changes, waited_for = LongPoll(), Cache[frozenset[str]](KEPT_S)
    hall.listen(waited_for.forget)
    hall.listen(changes.ring)  # after what is kept is forgotten
    app.extensions[NAME] = AppContext(
        hall=hall,
        keys=keys,
        settings=settings,
        clock=clock,
        listen=streams.listen,
        let_in=Cache(KEPT_S),
        answers=answers,
        changes=changes,
        metrics=metrics,
        waited_for=waited_for,
    )
    _furnish(app, [shared, *(page.surface for page in PAGES), *surfaces])
    socketio = make_socketio(app, alone=not settings.redis)
    _guard(app, socketio)

    def emit(event: str, message: object) -> None:
        socketio.emit(event, message, namespace=NAMESPACE)

    broadcast = Broadcast(hall, emit, streams)
    socketio.on_namespace(Board(hall, broadcast))
    built = Built(
        flask=app,
        socketio=socketio,
        store=store,
        hall=hall,
        settings=settings,
        keys=keys,
        clock=clock,
        streams=streams,
        changes=changes,
        broadcast=broadcast,
    )
    _measure(built, metrics)
    return built


def _measure(built: Built, metrics: Metrics) -> None:
    """Say where the figures for a monitoring program come from."""
    metrics.install(built.flask)
    metrics.watch(HallCollector(built.hall, lambda: built.broadcast.told))
    metrics.watch(BatchCollector(built.store.batches))
    metrics.gauge("luot_phones_connected", "Phones that listen", lambda: len(built.streams))
    screens = partial(screens_of, built.socketio)
    metrics.gauge("luot_screens_connected", "Boards, desks and other screens", screens)
    if folder := folder_of(built.settings.database):
        metrics.gauge(
            "luot_database_disk_free_bytes",
            "Free where the database grows",
            lambda: shutil.disk_usage(folder).free,
        )


def _guard(app: Flask, socketio: SocketIO) -> None:
    """Put around the application what every request passes first, the outermost last."""
    # Flask's own way to put a layer around an application; its types take it for a method.
    screens = Porter(app.wsgi_app, socketio, lambda environ: strangers.is_ours(app, environ))
    app.wsgi_app = pages.with_headers(strangers.Threshold(screens, app))  # type: ignore[assignment, method-assign]


def _furnish(app: Flask, blueprints: Iterable[Blueprint]) -> None:
    gate.install(app)
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    # After the blueprints: the touchscreen lets its device in before anybody is checked.
    for install in (
        strangers.install,
        answers.install,
        callers.install,
        pages.install,
        https.install,
    ):
        install(app)
    language.install(app, [Path(b.root_path) for b in app.blueprints.values()])
