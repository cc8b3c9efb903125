"""Devices and staff in the memory: what may be read of them, and written."""

from collections.abc import Sequence
from datetime import datetime

from queue_server.devices import events
from queue_server.devices.events import (
    DeviceLetIn,
    DeviceShutOut,
    StaffLetIn,
    StaffShutOut,
)
from queue_server.kernel import codec, rows
from queue_server.kernel.events import Event
from queue_server.kernel.interface import Row
from queue_server.kernel.proof import VerifyReport, examined
from queue_server.kernel.typed_text import composed
from queue_server.kernel.view import View

TOKEN = """
SELECT name, role, counter_id FROM tokens
WHERE hall_id = :hall AND digest = :digest AND revoked_at IS NULL
"""
TOKENS = "SELECT * FROM tokens WHERE hall_id = :hall ORDER BY name"
ADD_TOKEN = """
INSERT INTO tokens (hall_id, name, role, counter_id, digest, created_at)
VALUES (:hall, :name, :role, :counter, :digest, :at)
"""
REVOKE_TOKEN = """
UPDATE tokens SET revoked_at = :at WHERE hall_id = :hall AND name = :name
    AND revoked_at IS NULL RETURNING name
"""
STAFF_MEMBER = "SELECT * FROM staff WHERE hall_id = :hall AND name = :name"
STAFF = "SELECT * FROM staff WHERE hall_id = :hall ORDER BY name"
SAVE_STAFF = """
INSERT INTO staff (hall_id, name, role, counter_id, password, password_at)
VALUES (:hall, :name, :role, :counter, :password, :at)
ON CONFLICT (hall_id, name) DO UPDATE SET role = excluded.role,
    counter_id = excluded.counter_id, password = excluded.password,
    password_at = excluded.password_at, disabled_at = NULL
"""
DISABLE_STAFF = """
UPDATE staff SET disabled_at = :at WHERE hall_id = :hall AND name = :name
    AND disabled_at IS NULL RETURNING name
"""

SESSION = """
SELECT staff.name, staff.role, staff.counter_id FROM sessions JOIN staff
    ON staff.hall_id = sessions.hall_id AND staff.name = sessions.staff
WHERE sessions.hall_id = :hall AND sessions.digest = :digest AND staff.disabled_at IS NULL
"""
BEGIN_SESSION = """
INSERT INTO sessions (hall_id, digest, staff, began_at) VALUES (:hall, :digest, :staff, :at)
"""
END_SESSION = "DELETE FROM sessions WHERE hall_id = :hall AND digest = :digest"
END_SESSIONS_OF = "DELETE FROM sessions WHERE hall_id = :hall AND staff = :staff"
FORGET_SESSIONS = "DELETE FROM sessions WHERE hall_id = :hall AND began_at < :before"

codec.learn(events)
Entry = tuple[str, str | None, bool]  # role, counter, and whether they may come in


class Devices:
    """Who presses or listens with a token."""

    def __init__(self, view: View) -> None:
        self._view = view

    def of_token(self, digest: str) -> Row | None:
        """A device whose token is not revoked, by its digest: name, role, counter_id."""
        return self._view.first(TOKEN, digest=digest)

    def all(self) -> Sequence[Row]:
        """Every device that ever had a token, without the token itself."""
        return self._view.query(TOKENS)

    def add(self, name: str, role: str, digest: str, *, counter: str | None) -> None:
        """Let a device in, known by the digest of its token."""
        facts = {"name": name, "role": role, "digest": digest, "counter": counter}
        self._view.query(ADD_TOKEN, **facts, at=rows.ms(self._view.now))

    def revoke(self, name: str) -> bool:
        """Shut a device out. False when there is no such token in force."""
        return bool(self._view.query(REVOKE_TOKEN, name=name, at=rows.ms(self._view.now)))


class Staff:
    """Who signs in with a password, and who is signed in now."""

    def __init__(self, view: View) -> None:
        self._view = view

    def member(self, name: str) -> Row | None:
        """A member of staff by sign-in name, however its letters were typed."""
        if row := self._view.first(STAFF_MEMBER, name=name):
            return row
        name = composed(name)
        return next((row for row in self.all() if composed(row["name"]) == name), None)

    def all(self) -> Sequence[Row]:
        """Every member of staff."""
        return self._view.query(STAFF)

    def save(self, name: str, role: str, password: str, *, counter: str | None) -> None:
        """Add a member of staff, or give a known one a new role and password (argon2 hash)."""
        facts = {"name": name, "role": role, "password": password, "counter": counter}
        self._view.query(SAVE_STAFF, **facts, at=rows.ms(self._view.now))

    def disable(self, name: str) -> bool:
        """Shut a member of staff out. False when there is none in force."""
        return bool(self._view.query(DISABLE_STAFF, name=name, at=rows.ms(self._view.now)))

    def of_session(self, digest: str) -> Row | None:
        """Who is signed in under a session's digest: name, role, counter_id; None for nobody."""
        return self._view.first(SESSION, digest=digest)

    def begin_session(self, digest: str, name: str) -> None:
        """Somebody is signed in from now on."""
        self._view.query(BEGIN_SESSION, digest=digest, staff=name, at=rows.ms(self._view.now))

    def end_session(self, digest: str) -> None:
        """They are signed out; whoever kept a copy of it too."""
        self._view.query(END_SESSION, digest=digest)

    def end_sessions_of(self, name: str) -> None:
        """A member of staff is signed out everywhere."""
        self._view.query(END_SESSIONS_OF, staff=name)

    def forget_sessions(self, *, before: datetime) -> None:
        """Forget sessions that began before a moment."""
        self._view.query(FORGET_SESSIONS, before=rows.ms(before))


@examined
class Doorkeeper:
    """Who may come in as the journal tells it: of devices and of staff, by name.

    It says nothing of those who were let in before it told of such things (0.2).
    """

    def __init__(self) -> None:
        self._devices: dict[str, Entry] = {}
        self._staff: dict[str, Entry] = {}

    def apply(self, event: Event) -> None:
        """Somebody was let in or shut out, or something else happened."""
        match event:
            case DeviceLetIn():
                self._devices[event.name] = event.role, event.counter_id, True
            case StaffLetIn():
                self._staff[event.name] = event.role, event.counter_id, True
            case DeviceShutOut():
                _shut(self._devices, event.name)
            case StaffShutOut():
                _shut(self._staff, event.name)

    def compare(self, view: View, report: VerifyReport) -> None:
        """Does every row say the same, and may nobody come in whom the journal shut out?"""
        devices = _entries(Devices(view).all(), "revoked_at")
        staff = _entries(Staff(view).all(), "disabled_at")
        for what, told, kept in (
            ("device", self._devices, devices),
            ("member of staff", self._staff, staff),
        ):
            for name in sorted(told):
                if told[name] != kept.get(name):
                    report.say(f"the {what} {name} is not as its events say")


def _shut(entries: dict[str, Entry], name: str) -> None:
    if name in entries:
        role, counter_id, _ = entries[name]
        entries[name] = role, counter_id, False


def _entries(found: Sequence[Row], shut_at: str) -> dict[str, Entry]:
    return {r["name"]: (r["role"], r["counter_id"], r[shut_at] is None) for r in found}
