"""The running hall, as a request finds it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from flask import Request, current_app
from flask import request as flasks_request

from queue_server.hall.rules.floor import Floor
from queue_server.hall.tables import floor_of
from queue_server.kernel.clock import Clock
from queue_server.kernel.door import Hall
from queue_server.kernel.interface import Row
from queue_server.kernel.limits import Buckets
from queue_server.kernel.settings import Settings
from queue_server.turns.rules.keys import Keys
from queue_server.web.kit.cache import Cache, Text
from queue_server.web.kit.long_poll import LongPoll
from queue_server.web.kit.metrics import Metrics

NAME = "luot"
KEY_AT_ONCE, KEY_PER_S = 120, 4  # with one key: a few phones that hear every change


@dataclass(frozen=True, slots=True, kw_only=True)
class AppContext:
    """Everything a request may need, made once at start.

    `listen` gives what takes over the connection of one ticket's phone, to write it each live
    message; it raises Unavailable when too many listen. `let_in` keeps who a token or a session is,
    for a second: so long somebody who was shut out may still press. `answers` keeps JSON texts and
    pages until the hall changes, `documents` what never changes. `changes` lets a request wait
    until it does; `waited_for` keeps for which devices a slip is queued. `asking` bounds what is
    asked with one key, `metrics` are the figures for who watches the program.
    """

    hall: Hall
    keys: Keys
    settings: Settings
    clock: Clock
    listen: Callable[[int], Callable[..., None]]
    let_in: Cache[Row]
    answers: Cache[Text]
    changes: LongPoll
    metrics: Metrics
    waited_for: Cache[frozenset[str]]
    asking: Buckets = field(default_factory=lambda: Buckets(KEY_AT_ONCE, KEY_PER_S))
    documents: Cache[str] = field(default_factory=lambda: Cache(float("inf")))


def asked() -> Request:
    """This request itself. Flask's own word for it finds it anew at each use: for one or two."""
    # What Flask's documentation gives for reaching behind the proxy; its types know only the proxy.
    return flasks_request._get_current_object()  # type: ignore[attr-defined, no-any-return]


def running() -> AppContext:
    """What this application runs."""
    return cast(AppContext, current_app.extensions[NAME])


def hall() -> Hall:
    """The hall this application serves."""
    return running().hall


def floor() -> Floor:
    """The hall's data as it is now."""
    return hall().ask(floor_of)
