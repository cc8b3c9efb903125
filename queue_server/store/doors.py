"""Sessions and tries in the memory: what may be read of them, and written."""

from collections.abc import Sequence
from datetime import datetime

from queue_server.domain.door_events import SignInDelayed
from queue_server.domain.patience import Tries
from queue_server.store import codec, rows, sql_doors
from queue_server.store.interface import Row
from queue_server.store.reading import Reading


class DoorsReading(Reading):
    """What may be read of doors."""

    def session(self, digest: str) -> Row | None:
        """Who is signed in under a session's digest: name, role, counter_id; None for nobody."""
        return self.first(sql_doors.SESSION, digest=digest)

    def tries(self, what: str) -> Tries:
        """How often something was tried lately, and when last."""
        found = self.first(sql_doors.TRIES, what=what)
        return rows.tries(found) if found else Tries()

    def delayed_sign_ins(self, since: datetime, most: int) -> Sequence[SignInDelayed]:
        """The newest events of that kind since a moment, newest first."""
        found = self.query(sql_doors.DELAYED_SIGN_INS, since=rows.ms(since), most=most)
        events = [codec.recorded(row).event for row in found]
        return [event for event in events if isinstance(event, SignInDelayed)]


class DoorsWriting(DoorsReading):
    """What may be written of doors."""

    def begin_session(self, digest: str, staff: str) -> None:
        """Somebody is signed in from now on."""
        self.query(sql_doors.BEGIN_SESSION, digest=digest, staff=staff, at=rows.ms(self.now))

    def end_session(self, digest: str) -> None:
        """They are signed out; whoever kept a copy of it too."""
        self.query(sql_doors.END_SESSION, digest=digest)

    def end_sessions_of(self, staff: str) -> None:
        """A member of staff is signed out everywhere."""
        self.query(sql_doors.END_SESSIONS_OF, staff=staff)

    def save_tries(self, what: str, tries: Tries) -> None:
        """Remember how often something was tried; nothing when never."""
        if tries.at is None or tries.count <= 0:
            self.query(sql_doors.FORGET_TRIES_AT, what=what)
        else:
            at = rows.ms(tries.at)
            self.query(sql_doors.SAVE_TRIES, what=what, count=tries.count, at=at)

    def forget_doors(self, *, sessions_before: datetime, tries_before: datetime) -> None:
        """Forget sessions that began, and tries that ended, before a moment."""
        self.query(sql_doors.FORGET_SESSIONS, before=rows.ms(sessions_before))
        self.query(sql_doors.FORGET_TRIES, before=rows.ms(tries_before))
