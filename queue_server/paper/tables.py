"""Printers and slips in the memory: what may be read of them, and written."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from queue_server.hall.tables import day_of
from queue_server.kernel import codec, projections, rows
from queue_server.kernel.interface import Row
from queue_server.kernel.typed_text import composed
from queue_server.kernel.view import LARGEST_ID, View
from queue_server.paper import events
from queue_server.paper.rules import Printer, SlipJob, SlipState, Stand
from queue_server.turns.events import TicketIssued

PRINTERS = "SELECT * FROM printers WHERE hall_id = :hall ORDER BY device"
PRINTER = "SELECT * FROM printers WHERE hall_id = :hall AND device = :device"
ADD_PRINTER = """
INSERT INTO printers (hall_id, device, address) VALUES (:hall, :device, :address)
ON CONFLICT (hall_id, device) DO NOTHING
"""
DROP_PRINTER = "DELETE FROM printers WHERE hall_id = :hall AND device = :device"
SAVE_PRINTER = """
UPDATE printers SET spool = :spool, is_known = :is_known, paper = :paper,
    hindrance = :hindrance, seen_at = :seen_at, printed_mm = :printed_mm, roll_at = :roll_at
WHERE hall_id = :hall AND device = :device
"""

# A device without a printer wants no paper: then nothing is inserted.
QUEUE_SLIP = """
INSERT INTO slips (hall_id, ticket_id, copy, device, state, language, wanted_at)
SELECT :hall, :ticket, :copy, device, 'queued', :language, :at FROM printers
WHERE hall_id = :hall AND device = :device
"""
# In the order of the index of those who wait.
WITHOUT_SLIP = """
SELECT id FROM tickets
WHERE hall_id = :hall AND day = :day AND state = 'waiting' AND device = :device
    AND issued_at >= :since AND NOT EXISTS (
        SELECT 1 FROM slips WHERE slips.hall_id = :hall AND slips.ticket_id = tickets.id
    )
ORDER BY service_id, privileged, key_at, id
"""
SLIP = """
SELECT * FROM slips WHERE hall_id = :hall AND ticket_id = :ticket AND copy = :copy
"""
SLIPS_OF_TICKET = "SELECT * FROM slips WHERE hall_id = :hall AND ticket_id = :ticket ORDER BY copy"
# The two states as in the index, or it is not used. With the device in it SQLite would walk through
# all that this device ever printed; what is to be done is little.
SLIPS_TO_DO = """
SELECT * FROM slips
WHERE hall_id = :hall AND state IN ('queued', 'sending')
ORDER BY wanted_at, ticket_id, copy LIMIT :most
"""
SAVE_SLIP = """
UPDATE slips SET state = :state, spool = :spool, problem = :problem
WHERE hall_id = :hall AND ticket_id = :ticket AND copy = :copy
"""
NEWEST_SLIPS = """
SELECT * FROM slips WHERE hall_id = :hall AND device = :device
ORDER BY wanted_at DESC LIMIT :most
"""

MOST_TO_DO = 2000

codec.learn(events)


class Paper:
    """What may be read and, in a command, written of printers and slips."""

    def __init__(self, view: View) -> None:
        self._view = view

    def printers(self) -> list[Printer]:
        """The printers of all devices, by device."""
        return [_printer(row) for row in self._view.query(PRINTERS)]

    def printer(self, device: str) -> Printer | None:
        """A device's printer, however its name was typed; None when it has none."""
        if found := self._view.first(PRINTER, device=device):
            return _printer(found)
        name = composed(device)
        return next((it for it in self.printers() if composed(it.device) == name), None)

    def slip(self, ticket_id: int, copy: int) -> SlipJob | None:
        """One slip; None when there is no such."""
        if not (0 < ticket_id <= LARGEST_ID and 0 <= copy <= MOST_TO_DO):
            return None
        found = self._view.first(SLIP, ticket=ticket_id, copy=copy)
        return _slip(found) if found else None

    def slips_of(self, ticket_id: int) -> list[SlipJob]:
        """The slip of a ticket and its reprints, in order."""
        return [_slip(row) for row in self._view.query(SLIPS_OF_TICKET, ticket=ticket_id)]

    def open_slips(self) -> list[SlipJob]:
        """What is still to come out anywhere, first what was wanted first."""
        return [_slip(row) for row in self._view.query(SLIPS_TO_DO, most=MOST_TO_DO)]

    def slips_to_do(self, devices: Sequence[str]) -> list[SlipJob]:
        """What is still to come out at these devices, first what was wanted first."""
        return [job for job in self.open_slips() if job.device in devices]

    def newest_slips(self, device: str, most: int) -> list[SlipJob]:
        """The slips that were wanted last at a device, newest first."""
        found = self._view.query(NEWEST_SLIPS, device=device, most=most)
        return [_slip(row) for row in found]

    def without_slip(self, device: str, since: datetime) -> list[int]:
        """The tickets a device gave today since a moment that wait and never got a slip."""
        params = {"day": day_of(self._view).isoformat(), "device": device, "since": rows.ms(since)}
        return [row["id"] for row in self._view.query(WITHOUT_SLIP, **params)]

    def add_printer(self, device: str, address: str) -> None:
        """Give a device a printer; it keeps the one it has. Empty: an agent prints for it."""
        self._view.query(ADD_PRINTER, device=device, address=address)

    def drop_printer(self, device: str) -> None:
        """A device has no printer any more."""
        self._view.query(DROP_PRINTER, device=device)

    def save_printer(self, it: Printer) -> None:
        """Remember how a printer stands and who prints there."""
        self._view.query(SAVE_PRINTER, **_printer_params(it))

    def queue_slip(
        self, ticket_id: int, copy: int, device: str, language: str, *, at: datetime
    ) -> None:
        """Let a slip come out at a device's printer, wanted since `at`; if it has one."""
        self._view.query(QUEUE_SLIP, **_queued(ticket_id, copy, device, language, at))

    def save_slip(self, job: SlipJob) -> None:
        """Remember what became of a slip."""
        where: dict[str, Any] = {"ticket": job.ticket_id, "copy": job.copy}
        state, spool, problem = job.state.value, job.spool, job.problem
        self._view.query(SAVE_SLIP, **where, state=state, spool=spool, problem=problem)


@projections.of(TicketIssued, QUEUE_SLIP)
def _first_slip(event: TicketIssued) -> Mapping[str, object]:
    """The slip of a number; of a device without a printer there is none."""
    return _queued(event.ticket_id, 0, event.device, event.language, event.at)


@projections.of(events.SlipReprinted, QUEUE_SLIP)
def _another_slip(event: events.SlipReprinted) -> Mapping[str, object]:
    return _queued(event.ticket_id, event.copy, event.device, event.language, event.at)


def _queued(
    ticket_id: int, copy: int, device: str | None, language: str, at: datetime
) -> Mapping[str, object]:
    where = {"ticket": ticket_id, "copy": copy, "device": device}
    return where | {"language": language, "at": rows.ms(at)}


def _printer(row: Row) -> Printer:
    return Printer(
        device=row["device"],
        address=row["address"],
        stand=Stand(is_known=bool(row["is_known"]), paper=row["paper"], hindrance=row["hindrance"]),
        spool=row["spool"],
        seen_at=rows.moment_or_none(row["seen_at"]),
        printed_mm=row["printed_mm"],
        roll_at=rows.moment_or_none(row["roll_at"]),
    )


def _printer_params(it: Printer) -> dict[str, Any]:
    return {
        "device": it.device,
        "spool": it.spool,
        "is_known": int(it.stand.is_known),
        "paper": it.stand.paper,
        "hindrance": it.stand.hindrance,
        "seen_at": rows.ms_or_none(it.seen_at),
        "printed_mm": it.printed_mm,
        "roll_at": rows.ms_or_none(it.roll_at),
    }


def _slip(row: Row) -> SlipJob:
    return SlipJob(
        ticket_id=row["ticket_id"],
        copy=row["copy"],
        device=row["device"],
        state=SlipState(row["state"]),
        language=row["language"],
        wanted_at=rows.moment(row["wanted_at"]),
        spool=row["spool"],
        problem=row["problem"],
    )
