"""What a command may do to a hall before it is committed."""

from dataclasses import replace
from datetime import date, datetime
from typing import overload

from queue_server.domain import events as e
from queue_server.domain import transitions
from queue_server.domain.counters import AFTER, CounterState, Desk
from queue_server.domain.floor import Floor
from queue_server.domain.numbering import number
from queue_server.domain.tickets import Ticket
from queue_server.store import codec, projections, rows, sql
from queue_server.store.interface import Row
from queue_server.store.unit_of_work import UnitOfWork


class Transaction(UnitOfWork):
    """A View that can record. It cannot commit, send, print or read another clock than `now`."""

    def next_key(self) -> datetime:
        """The order key of someone who arrives now: `now`, but never before the day's last one."""
        is_todays = self.floor.hours.service_day(self.last_arrival) == self.day
        return max(self.now, self.last_arrival) if is_todays else self.now

    def new_number(self, letter: str, key: datetime) -> tuple[int, str]:
        """Take the next ticket id and today's next number with a letter."""
        ticket_id = self._image.head.last_ticket_id + 1
        self._image.move(last_ticket_id=ticket_id, last_key_ms=rows.ms(key))
        return ticket_id, number(letter, self._count_on(self.day, letter, by=1))

    @overload
    def record(self, event: e.TicketEvent) -> Ticket: ...
    @overload
    def record(self, event: e.CounterEvent) -> Desk: ...
    @overload
    def record(self, event: e.Event) -> Ticket | Desk | None: ...
    def record(self, event: e.Event) -> Ticket | Desk | None:
        """Make an event happen: the image changes now, the journal is written at the end.

        Raises NotAllowed when the ticket's state has no such move.
        """
        changed: Ticket | Desk | None = None
        if isinstance(event, e.TicketEvent):
            changed = self._change_ticket(event)
        elif isinstance(event, e.CounterEvent):
            changed = self._change_desk(event)
        self._is_confirmed |= isinstance(event, e.TimeConfirmed)
        for statement, params in projections.rows_of(event):
            self.add(statement, params)
        self._events.append(event)
        return changed

    def import_floor(self, floor: Floor, by: str) -> None:
        """Replace the hall's data."""
        text = codec.encode_floor(floor)
        digest = codec.digest(text)
        self.query(sql.SAVE_FLOOR, floor=text, digest=digest)
        self._events.append(
            e.FloorImported(
                at=self.now,
                by=by,
                digest=digest,
                services=len(floor.services),
                counters=len(floor.counters),
            )
        )
        self._image.move(floor_digest=digest)
        self._image.furnish(floor)

    def set_run(self, counter_id: str, run: int) -> None:
        """Remember how many privileged calls in a row a counter has made."""
        self._save_desk(replace(self.desk(counter_id), run=run))

    def press(self, device: str, key: str) -> Row | None:
        """What was asked and answered under an idempotency key: fingerprint, status, answer."""
        if kept := self._writing.kept.get((device, key)):
            return kept
        if self._writing.presses is not None:
            return self._writing.presses.get((device, key))
        return self.look(sql.PRESS, device=device, key=key)

    def keep_press(
        self, device: str, key: str, *, fingerprint: str, status: int, answer: str
    ) -> None:
        """Remember what was answered under an idempotency key."""
        at = rows.ms(max(self.now, self.believed_at))  # a clock that fell back forgets no key
        params = {"device": device, "key": key, "fingerprint": fingerprint, "status": status}
        self._kept[device, key] = params | {"answer": answer, "at": at}
        self.put(sql.KEEP_PRESS, (device, key), self._kept[device, key])

    def forget_presses(self, before: datetime, most: int) -> int:
        """Forget the oldest idempotency keys from before a moment, so many at most; how many."""
        return len(self.query(sql.FORGET_PRESSES, before=rows.ms(before), most=most))

    def begin_epoch(self, *, skip: int, ids: int, backup: str) -> None:
        """Go on after a restore: versions begin again, the day's numbers leave `skip` out.

        Whatever was given after the backup was made is lost; neither its numbers nor its ticket
        ids (which QR codes carry; `ids` of them are left out) may be given again. Somebody has made
        sure of the time.
        """
        self._is_confirmed = True
        before, today = self._image.head, self.day
        letters = self._letters(today)
        for letter in letters:
            self._count_on(today, letter, by=skip)
        self._image.move(epoch=before.epoch + 1, seq=0, last_ticket_id=before.last_ticket_id + ids)
        self._events.append(
            e.HallRestored(
                at=self.now,
                by="restore",
                day=today,
                skipped=skip,
                version=before.seq,
                backup=backup,
                letters=letters,
            )
        )

    def _count_on(self, day: date, letter: str, *, by: int) -> int:
        """Count so many numbers more; the last of them."""
        known, iso = self._image.series.get((day, letter)), day.isoformat()
        if known is None:
            self._image.forget_series_before(day)
            found = self.look(sql.LAST_OF_SERIES, day=iso, series=letter)
            known = int(found["last"]) if found else 0
        count = known + by
        self._image.put(self._image.series, (day, letter), count)
        params = {"day": iso, "series": letter, "last": count}
        self.put(sql.SAVE_SERIES, (day, letter), params)
        return count

    def _letters(self, day: date) -> tuple[str, ...]:
        """Every letter with which a number of a day was given or may be."""
        known = {service.prefix for service in self.floor.services}
        given = self.query(sql.LETTERS_OF_DAY, day=day.isoformat())
        return tuple(sorted(known | {row["letter"] for row in given}))

    def _change_ticket(self, event: e.TicketEvent) -> Ticket:
        if isinstance(event, e.TicketIssued):
            ticket = transitions.issue(event)
        else:
            ticket = transitions.apply(self.ticket(event.ticket_id), event)
        self._image.put_ticket(ticket)
        self.add(sql.SAVE_TICKET, rows.ticket_params(ticket))
        if isinstance(event, e.TicketRated):
            rating = {"ticket": event.ticket_id, "value": event.value, "reason": event.reason}
            self.add(sql.ADD_RATING, rating | {"at": rows.ms(event.at)})
        return ticket

    def _change_desk(self, event: e.CounterEvent) -> Desk:
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
        self._save_desk(desk)
        return desk

    def _save_desk(self, desk: Desk) -> None:
        self._image.put_desk(desk)
        self.put(sql.SAVE_DESK, desk.counter_id, rows.desk_params(desk))
