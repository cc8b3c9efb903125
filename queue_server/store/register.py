"""Who may come in: devices with a token and staff with a password, written into the memory."""

from queue_server.store import rows, sql
from queue_server.store.doors import DoorsWriting
from queue_server.store.unit_of_work import UnitOfWork


class Register(UnitOfWork, DoorsWriting):
    """A unit of work that can let people and devices in, and shut them out."""

    def add_token(self, name: str, role: str, digest: str, *, counter: str | None) -> None:
        """Let a device in, known by the digest of its token."""
        self.query(
            sql.ADD_TOKEN,
            name=name,
            role=role,
            digest=digest,
            counter=counter,
            at=rows.ms(self.now),
        )

    def revoke_token(self, name: str) -> bool:
        """Shut a device out. False when there is no such token in force."""
        return bool(self.query(sql.REVOKE_TOKEN, name=name, at=rows.ms(self.now)))

    def save_staff(self, name: str, role: str, password: str, *, counter: str | None) -> None:
        """Add a member of staff, or give a known one a new role and password (argon2 hash)."""
        self.query(
            sql.SAVE_STAFF,
            name=name,
            role=role,
            password=password,
            counter=counter,
            at=rows.ms(self.now),
        )

    def save_secret(self, fingerprint: str) -> None:
        """Remember which secret seals this hall's links."""
        self.query(sql.SAVE_SECRET, secret=fingerprint)

    def disable_staff(self, name: str) -> bool:
        """Shut a member of staff out. False when there is none in force."""
        return bool(self.query(sql.DISABLE_STAFF, name=name, at=rows.ms(self.now)))
