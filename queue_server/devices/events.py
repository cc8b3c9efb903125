"""What happened at the doors of the hall. No event ever holds a password, a token or a key."""

from dataclasses import dataclass

from queue_server.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInDelayed(Event):
    """After `tries` wrong passwords in a row the next one has to wait.

    `account` is empty when nobody has that name: people type passwords into the wrong field.
    """

    account: str
    address: str
    tries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LetIn(Event):
    """Somebody may come in, bound to a counter or to none."""

    name: str
    role: str
    counter_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShutOut(Event):
    """Somebody may come in no more."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceLetIn(LetIn):
    """A device has a token, bound to a counter or to none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLetIn(LetIn):
    """Somebody may sign in, with a new password; bound to a counter or to none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceShutOut(ShutOut):
    """The token of a device is worth nothing any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffShutOut(ShutOut):
    """Somebody may sign in no more."""
