"""What screens show of paper: the slip a citizen waits for, and the printers of the hall."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

from queue_server.hall.tables import floor_of
from queue_server.hall.wording import local
from queue_server.kernel.view import View
from queue_server.kernel.view_models import Moment, ViewModel
from queue_server.paper.rules import MUTE, Printer, SlipJob, SlipState, is_away
from queue_server.paper.tables import Paper
from queue_server.paper.wording import SENT, SLIPS, says
from queue_server.turns.rules.tickets import ENDED
from queue_server.turns.tables import Tickets
from words import Text

ROLL_MM = 80_000  # of paper on a new roll: 80 x 80 mm; smaller rolls end sooner
NEWEST = 8  # slips of a printer that staff see
AGENT_AWAY = "agent_away"
LATE = timedelta(seconds=8)  # a printer that works needs two; the person goes with the QR code


PaperNews = Literal["printing", "take", "sent", "ask", "again", "none", "out", "broken"]


class PrinterTrouble(ViewModel, kw_only=True):
    """A printer that staff must look at; the sentence says why and what to do."""

    device: str
    says: Text


class SlipCard(ViewModel, kw_only=True):
    """One of a printer's newest slips. `is_over`: the turn it is for has ended."""

    ticket_id: int
    number: str
    copy: int
    state: SlipState
    problem: str
    says: Text
    is_over: bool
    wanted_at: Moment


class PrinterCard(ViewModel, kw_only=True):
    """A printer: how it stands, how much paper is left, its newest slips.

    `address` is `agent` where a program beside the kiosk prints; `hindrance` is a code, empty when
    nothing is in the way; `left_percent` is null when nobody said when the roll was new.
    """

    device: str
    address: str
    is_known: bool
    paper: str
    hindrance: str
    says: Text
    printed_mm: int
    left_percent: int | None
    roll_at: Moment | None
    seen_at: Moment | None
    slips: Sequence[SlipCard]


def paper_of(view: View, ticket_id: int, device: str) -> PaperNews:
    """How the slip of a ticket stands for the person who waits for it at a kiosk.

    `printing`, `take` (it came out), `sent` (the printer never tells), `ask` (nobody knows),
    `again` (it did not come out, and may be asked for), or why nothing will come now: `none`
    (there is no printer), `out` (no paper), `broken`.
    """
    slips, printer = Paper(view).slips_of(ticket_id), Paper(view).printer(device)
    if printer is None and not slips:
        return "none"
    slip = slips[-1] if slips else None
    if slip and slip.state is SlipState.CONFIRMED:
        return "take"
    if slip and slip.state is SlipState.UNKNOWN:
        return "sent" if slip.problem == MUTE else "ask"
    if printer and (hindrance := hindrance_of(view, printer)):
        return "out" if hindrance == "paper_out" else "broken"
    if slip is None or slip.state is SlipState.FAILED:
        return "again"
    return "broken" if abs(view.now - slip.wanted_at) > LATE else "printing"


def hindrance_at(view: View, device: str) -> str:
    """Why a device's printer gives no slip now, as a code; empty when it does or there is none."""
    printer = Paper(view).printer(device)
    return hindrance_of(view, printer) if printer else ""


def hindrance_of(view: View, printer: Printer) -> str:
    """Why no slip comes out of a printer now, as a code; empty when nothing is in the way."""
    return AGENT_AWAY if is_away(printer, view.now) else printer.stand.hindrance


def has_slip(view: View, ticket_id: int) -> bool:
    """Was a slip of this ticket printed, or is one to be?"""
    return bool(Paper(view).slips_of(ticket_id))


def printers(view: View) -> list[PrinterCard]:
    """Every printer of the hall."""
    return [_card(view, it) for it in Paper(view).printers()]


def in_trouble(view: View) -> list[PrinterTrouble]:
    """The printers somebody must look at: nothing comes out, or the paper will end soon."""
    stands = [(it, hindrance_of(view, it)) for it in Paper(view).printers()]
    return [
        PrinterTrouble(device=it.device, says=says(it.stand, hindrance))
        for it, hindrance in stands
        if hindrance or it.stand.paper == "low"
    ]


def _card(view: View, it: Printer) -> PrinterCard:
    hindrance = hindrance_of(view, it)
    return PrinterCard(
        device=it.device,
        address=it.address or "agent",
        is_known=it.stand.is_known,
        paper=it.stand.paper,
        hindrance=hindrance,
        says=says(it.stand, hindrance),
        printed_mm=it.printed_mm,
        left_percent=_left_percent(it),
        roll_at=local(floor_of(view), it.roll_at),
        seen_at=local(floor_of(view), it.seen_at),
        slips=[_slip(view, slip) for slip in Paper(view).newest_slips(it.device, NEWEST)],
    )


def _left_percent(it: Printer) -> int | None:
    """What is left of the roll; None when nobody said when it was new, or a sensor knows better."""
    if it.roll_at is None or it.stand.paper in ("low", "out"):
        return None
    return max(0, round(100 - 100 * it.printed_mm / ROLL_MM))


def _slip(view: View, slip: SlipJob) -> SlipCard:
    ticket, is_sent = Tickets(view).ticket(slip.ticket_id), slip.problem == MUTE
    return SlipCard(
        ticket_id=slip.ticket_id,
        number=ticket.number,
        copy=slip.copy,
        state=slip.state,
        problem=slip.problem,
        says=SENT if is_sent else SLIPS[slip.state],
        is_over=ticket.state in ENDED,
        wanted_at=local(floor_of(view), slip.wanted_at),
    )
