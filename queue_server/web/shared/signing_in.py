"""Signing in with a name and a password: slow to guess, quick to type."""

import time
from dataclasses import dataclass, field

from queue_server.hall import Hall
from queue_server.store.interface import Row
from queue_server.web.shared.hashing import hasher, is_right
from queue_server.web.shared.refusals import TooManyTries, WrongPassword

FREE_TRIES = 5
FIRST_WAIT_S = 10.0
LONGEST_WAIT_S = 600.0
MOST_NAMES = 10_000  # remembered at once, so that made-up names do not fill the memory

_NOBODY = hasher.hash("nobody has this password")  # an unknown name takes as long as a known one


def hashed(password: str) -> str:
    """A password as it is kept: argon2id with its own salt."""
    return hasher.hash(password)


@dataclass(slots=True)
class Tries:
    """Wrong passwords per name: after some in a row each next one must wait twice as long."""

    wrong: dict[str, tuple[int, float]] = field(default_factory=dict)

    def check(self, name: str) -> None:
        """Raise TooManyTries while this name must wait."""
        count, until = self.wrong.get(name, (0, 0.0))
        left = until - time.monotonic()
        if count >= FREE_TRIES and left > 0:
            raise TooManyTries(seconds=round(left) or 1)

    def failed(self, name: str) -> None:
        """Remember one wrong password."""
        if len(self.wrong) >= MOST_NAMES:
            self.wrong.clear()
        count = self.wrong.get(name, (0, 0.0))[0] + 1
        wait = min(FIRST_WAIT_S * 2.0 ** max(0, count - FREE_TRIES), LONGEST_WAIT_S)
        self.wrong[name] = count, time.monotonic() + wait

    def succeeded(self, name: str) -> None:
        """Forget the wrong ones."""
        self.wrong.pop(name, None)


def sign_in(hall: Hall, tries: Tries, name: str, password: str) -> Row:
    """The member of staff with this name and password. Raises WrongPassword or TooManyTries."""
    tries.check(name)
    row = hall.ask(lambda view: view.staff_member(name))
    known = row is not None and not row["disabled_at"]
    kept = row["password"] if row is not None and known else _NOBODY
    right = is_right(kept, password)
    if row is None or not known or not right:
        tries.failed(name)
        raise WrongPassword()
    tries.succeeded(name)
    return row
