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
