"""One unit of work: what a command may do to a hall before it is committed."""

from datetime import date, datetime
from typing import overload

from queue_server.clock import Moment
from queue_server.domain import events as e
from queue_server.domain import transitions
from queue_server.domain.counters import AFTER, CounterState, Desk
from queue_server.domain.door_events import SignInDelayed
from queue_server.domain.floor import Floor
from queue_server.domain.numbering import number
from queue_server.domain.paper_events import PaperEvent, SlipReprinted
from queue_server.domain.tickets import Ticket
from queue_server.store import codec, rows, sql
from queue_server.store.interface import Recorded, Row, Rows
from queue_server.store.register import Register


class Transaction(Register):
    """A View that can record. It cannot commit, send, print or read another clock than `now`."""

    def __init__(self, db: Rows, hall_id: str, moment: Moment, floor: Floor, hall: Row) -> None:
        super().__init__(db, hall_id, moment, floor, hall)
        self._pending: list[e.Event] = []
        self._is_confirmed = False

    @property
    def is_in_doubt(self) -> bool:
        """Does the computer's clock say a day that cannot be believed, and nobody confirms it?"""
        return not self._is_confirmed and super().is_in_doubt

    def next_key(self) -> datetime:
        """The order key of someone who arrives now: `now`, but never before the day's last one."""
        is_todays = self.floor.hours.service_day(self.last_arrival) == self.day
        return max(self.now, self.last_arrival) if is_todays else self.now

    def new_number(self, letter: str, key: datetime) -> tuple[int, str]:
        """Take the next ticket id and today's next number with a letter."""
        ticket_id = self._rows(sql.NEXT_TICKET_ID, key=rows.ms(key))[0]["last_ticket_id"]
        return ticket_id, number(letter, self._count_on(self.day, letter, by=1))

    @overload
    def record(self, event: e.TicketEvent) -> Ticket: ...
    @overload
    def record(self, event: e.CounterEvent) -> Desk: ...
    @overload
    def record(self, event: PaperEvent | SignInDelayed | e.TimeConfirmed) -> None: ...
    def record(
        self, event: e.TicketEvent | e.CounterEvent | PaperEvent | SignInDelayed | e.TimeConfirmed
    ) -> Ticket | Desk | None:
        """Make an event happen: the rows change now, the journal is written at the end.

        Raises NotAllowed when the ticket's state has no such move.
        """
        if isinstance(event, e.TicketEvent):
            return self._record_ticket(event)
        if isinstance(event, e.CounterEvent):
            return self._record_counter(event)
        if isinstance(event, SlipReprinted):
            self.queue_slip(event.ticket_id, event.copy, event.device, event.language, at=self.now)
        self._is_confirmed |= isinstance(event, e.TimeConfirmed)
        self._pending.append(event)
        return None

    def import_floor(self, floor: Floor, by: str) -> None:
        """Replace the hall's data."""
        text = codec.encode_floor(floor)
        digest = codec.digest(text)
        self._rows(sql.SAVE_FLOOR, floor=text, digest=digest)
        self._pending.append(
            e.FloorImported(
                at=self.now,
                by=by,
                digest=digest,
                services=len(floor.services),
                counters=len(floor.counters),
            )
        )
        self.floor = floor

    def set_run(self, counter_id: str, run: int) -> None:
        """Remember how many privileged calls in a row a counter has made."""
        found = self.desk(counter_id)
        self._rows(sql.SAVE_DESK, **rows.desk_params(found) | {"run": run})

    def keep_press(
        self, device: str, key: str, *, fingerprint: str, status: int, answer: str
    ) -> None:
        """Remember what was answered under an idempotency key."""
        self._rows(
            sql.KEEP_PRESS,
            device=device,
            key=key,
            fingerprint=fingerprint,
            status=status,
            answer=answer,
            at=rows.ms(max(self.now, self.believed_at)),  # a clock that fell back forgets no key
        )

    def forget_presses(self, before: datetime, most: int) -> int:
        """Forget the oldest idempotency keys from before a moment, so many at most; how many."""
        return len(self._rows(sql.FORGET_PRESSES, before=rows.ms(before), most=most))

    def begin_epoch(self, *, skip: int, ids: int, backup: str) -> None:
        """Go on after a restore: versions begin again, the day's numbers leave `skip` out.

        Whatever was given after the backup was made is lost; neither its numbers nor its ticket
        ids (which QR codes carry; `ids` of them are left out) may be given again. Somebody has made
        sure of the time.
        """
        self._is_confirmed = True
        before, today = self.version, self.day
        self._rows(sql.BEGIN_EPOCH, ids=ids)
        letters = self._letters(today)
        for letter in letters:
            self._count_on(today, letter, by=skip)
        self.epoch, self.version = self.epoch + 1, 0
        self._pending.append(
            e.HallRestored(
                at=self.now,
                by="restore",
                day=today,
                skipped=skip,
                version=before,
                backup=backup,
                letters=letters,
            )
        )

    def seal(self) -> tuple[Recorded, ...]:
        """Number the recorded events and append them: the last step before the commit."""
        if not self._pending:
            return ()
        seq, chain = self.version, self.chain
        sealed = []
        for event in self._pending:
            seq += 1
            chain = self._append(event, seq, chain)
            sealed.append(Recorded(epoch=self.epoch, seq=seq, event=event))
        # A counted row, not a sequence: its lock is held until commit, so events become visible
        # in the order of their numbers and without gaps. Screens rely on both.
        self._rows(sql.ADVANCE, seq=seq, chain=chain, believed=rows.ms(self._believed()))
        return tuple(sealed)

    def _believed(self) -> datetime:
        """The moment that later ones are held against."""
        return self.believed_at if self.is_in_doubt else self.now

    def _count_on(self, day: date, letter: str, *, by: int) -> int:
        params: dict[str, object] = {"day": day.isoformat(), "series": letter, "by": by}
        found = self._rows(sql.COUNT_ON, **params) or self._rows(sql.BEGIN_SERIES, **params)
        count: int = found[0]["last"]
        return count

    def _letters(self, day: date) -> tuple[str, ...]:
        """Every letter with which a number of a day was given or may be."""
        known = {service.prefix for service in self.floor.services}
        given = self._rows(sql.LETTERS_OF_DAY, day=day.isoformat())
        return tuple(sorted(known | {row["letter"] for row in given}))

    def _append(self, event: e.Event, seq: int, before: str) -> str:
        kind, body = type(event).__name__, codec.encode(event)
        chain = codec.link(before, epoch=self.epoch, seq=seq, kind=kind, body=body)
        self._rows(
            sql.APPEND,
            epoch=self.epoch,
            seq=seq,
            at=rows.ms(event.at),
            kind=kind,
            ticket=getattr(event, "ticket_id", None),
            body=body,
            chain=chain,
        )
        return chain

    def _record_ticket(self, event: e.TicketEvent) -> Ticket:
        if isinstance(event, e.TicketIssued):
            ticket = transitions.issue(event)
            self._rows(sql.INSERT_TICKET, **rows.ticket_params(ticket))
            self.queue_slip(ticket.id, 0, event.device, event.language, at=self.now)
        else:
            ticket = transitions.apply(self.ticket(event.ticket_id), event)
            self._rows(sql.UPDATE_TICKET, **rows.ticket_params(ticket))
        if isinstance(event, e.TicketRated):
            self._rows(
                sql.ADD_RATING,
                ticket=event.ticket_id,
                value=event.value,
                reason=event.reason,
                at=rows.ms(event.at),
            )
        self._pending.append(event)
        return ticket

    def _record_counter(self, event: e.CounterEvent) -> Desk:
        before = self.desk(event.counter_id)
        state = AFTER[type(event)]
        desk = Desk(
            counter_id=event.counter_id,
            state=state,
            run=before.run if before.day == self.day else 0,
            clerk=None if state is CounterState.CLOSED else event.by,
            since=event.at,
            day=self.day,
        )
        self._rows(sql.SAVE_DESK, **rows.desk_params(desk))
        self._pending.append(event)
        return desk
