"""The unguessable word in a QR link: a ticket's id with a seal only this hall can make.

Derived and never stored: a copy of the database opens no link, a reprint keeps the link, and no
random index slows the writes.
"""

import base64
import hashlib
import hmac

SEAL_BYTES = 16  # 128 bits
SEAL_CHARS = 22  # 16 bytes in base64url without padding
ID_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
LONGEST_ID = 12


class Keys:
    """Makes and reads the keys of one hall. `secret` is at least 32 random bytes."""

    def __init__(self, secret: bytes, hall_id: str) -> None:
        self._secret = secret
        self._hall = hall_id

    def key(self, ticket_id: int) -> str:
        """The key of a ticket: its id in base 36, then the seal."""
        return _base36(ticket_id) + self._seal(ticket_id)

    def ticket_id(self, key: str) -> int | None:
        """The ticket of a key, or None. A wrong seal and an impossible id look the same."""
        digits = key[:-SEAL_CHARS]
        if not digits or len(digits) > LONGEST_ID or not set(digits) <= set(ID_DIGITS):
            return None
        ticket_id = int(digits, 36)
        expected = self.key(ticket_id)
        return ticket_id if hmac.compare_digest(expected.encode(), key.encode()) else None

    def _seal(self, ticket_id: int) -> str:
        text = f"ticket:{self._hall}:{ticket_id}".encode()
        seal = hmac.new(self._secret, text, hashlib.sha256).digest()[:SEAL_BYTES]
        return base64.urlsafe_b64encode(seal).rstrip(b"=").decode()


def _base36(value: int) -> str:
    digits = ""
    while True:
        value, digit = divmod(value, 36)
        digits = ID_DIGITS[digit] + digits
        if not value:
            return digits
