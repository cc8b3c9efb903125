"""Signing in with a name and a password: slow to guess, quick to type."""

import logging
import secrets
from dataclasses import dataclass
from functools import cache

from queue_server.devices import commands as devices
from queue_server.devices.commands import Doors
from queue_server.devices.rules import FREE_AT_ADDRESS, FREE_TRIES
from queue_server.devices.tables import Staff
from queue_server.hall.rules.roles import Role
from queue_server.kernel.door import Hall
from queue_server.web.kit.access.callers import digest
from queue_server.web.kit.access.hashing import hashed, is_right
from queue_server.web.kit.access.known_devices import KnownDevice
from queue_server.web.kit.refusals import WrongPassword

WORD_BYTES = 32
log = logging.getLogger("luot.web")


@cache
def _nobodys() -> str:
    """What an unknown name is held against, to take as long as a known one.

    Made when it is first needed: it costs as much as it should, and errands sign nobody in.
    """
    return hashed("nobody has this password")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A member of staff, and the word by which their browser shows it."""

    name: str
    role: Role
    word: str


def sign_in(hall: Hall, name: str, password: str, *, address: str, device: KnownDevice) -> SignedIn:
    """Sign a member of staff in. Raises WrongPassword or TooManyTries."""
    doors = _doors(name, address, device)
    reached = hall.do(devices.count_try, doors)
    row = hall.ask(lambda view: Staff(view).member(name))
    known = row is not None and not row["disabled_at"]
    kept = row["password"] if row is not None and known else _nobodys()
    right = is_right(kept, password)
    if row is None or not known or not right:
        if reached:
            _tell(hall, name if row is not None else "", address, reached)
        raise WrongPassword()
    word = secrets.token_urlsafe(WORD_BYTES)
    hall.do(devices.was_right, doors, row["name"], digest(word))
    return SignedIn(name=row["name"], role=Role(row["role"]), word=word)


def _doors(name: str, address: str, device: KnownDevice) -> Doors:
    """What a try counts for: at a device that knows the account only there."""
    if name in device.names:
        return {devices.of_device(device.id, name): FREE_TRIES}
    return {
        devices.of_account(name): FREE_TRIES,
        devices.of_address(address): FREE_AT_ADDRESS,
    }


def _tell(hall: Hall, account: str, address: str, tries: int) -> None:
    log.warning("%d wrong passwords for %r from %s", tries, account or "nobody's name", address)
    hall.do(devices.was_wrong, account=account, address=address, tries=tries)
