"""Printers and slips in the memory: what may be read of them, and written."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from queue_server.domain.paper import Printer, SlipJob, SlipState, Stand
from queue_server.domain.text import composed
from queue_server.store import rows, sql_paper
from queue_server.store.interface import Row
from queue_server.store.reading import LARGEST_ID, Reading

MOST_TO_DO = 2000


class PaperReading(Reading):
    """What may be read of paper."""

    def printers(self) -> list[Printer]:
        """The printers of all devices, by device."""
        return [_printer(row) for row in self._rows(sql_paper.PRINTERS)]

    def printer(self, device: str) -> Printer | None:
        """A device's printer, however its name was typed; None when it has none."""
        if found := self._first(sql_paper.PRINTER, device=device):
            return _printer(found)
        name = composed(device)
        return next((it for it in self.printers() if composed(it.device) == name), None)

    def slip(self, ticket_id: int, copy: int) -> SlipJob | None:
        """One slip; None when there is no such."""
        if not (0 < ticket_id <= LARGEST_ID and 0 <= copy <= MOST_TO_DO):
            return None
        found = self._first(sql_paper.SLIP, ticket=ticket_id, copy=copy)
        return _slip(found) if found else None

    def slips_of(self, ticket_id: int) -> list[SlipJob]:
        """The slip of a ticket and its reprints, in order."""
        return [_slip(row) for row in self._rows(sql_paper.SLIPS_OF_TICKET, ticket=ticket_id)]

    def open_slips(self) -> list[SlipJob]:
        """What is still to come out anywhere, first what was wanted first."""
        return [_slip(row) for row in self._rows(sql_paper.SLIPS_TO_DO, most=MOST_TO_DO)]

    def slips_to_do(self, devices: Sequence[str]) -> list[SlipJob]:
        """What is still to come out at these devices, first what was wanted first."""
        return [job for job in self.open_slips() if job.device in devices]

    def newest_slips(self, device: str, most: int) -> list[SlipJob]:
        """The slips that were wanted last at a device, newest first."""
        found = self._rows(sql_paper.NEWEST_SLIPS, device=device, most=most)
        return [_slip(row) for row in found]

    def without_slip(self, device: str, since: datetime) -> list[int]:
        """The tickets a device gave today since a moment that wait and never got a slip."""
        params = {"day": self.day.isoformat(), "device": device, "since": rows.ms(since)}
        return [row["id"] for row in self._rows(sql_paper.WITHOUT_SLIP, **params)]


class PaperWriting(PaperReading):
    """What may be written of paper."""

    def add_printer(self, device: str, address: str) -> None:
        """Give a device a printer; it keeps the one it has. Empty: an agent prints for it."""
        self._rows(sql_paper.ADD_PRINTER, device=device, address=address)

    def drop_printer(self, device: str) -> None:
        """A device has no printer any more."""
        self._rows(sql_paper.DROP_PRINTER, device=device)

    def save_printer(self, it: Printer) -> None:
        """Remember how a printer stands and who prints there."""
        self._rows(sql_paper.SAVE_PRINTER, **_printer_params(it))

    def save_slip(self, job: SlipJob) -> None:
        """Remember what became of a slip."""
        where: dict[str, Any] = {"ticket": job.ticket_id, "copy": job.copy}
        state, spool, problem = job.state.value, job.spool, job.problem
        self._rows(sql_paper.SAVE_SLIP, **where, state=state, spool=spool, problem=problem)


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
