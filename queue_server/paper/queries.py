"""What screens show of paper: the slip a citizen waits for, and the printers of the hall."""

from datetime import timedelta
from typing import Any

from queue_server.hall.tables import floor_of
from queue_server.hall.wording import local
from queue_server.kernel.view import View
from queue_server.paper.rules import MUTE, Printer, SlipJob, SlipState, is_away
from queue_server.paper.tables import Paper
from queue_server.paper.wording import SENT, SLIPS, says
from queue_server.turns.rules.tickets import ENDED
from queue_server.turns.tables import Tickets

ROLL_MM = 80_000  # of paper on a new roll: 80 x 80 mm; smaller rolls end sooner
NEWEST = 8  # slips of a printer that staff see
AGENT_AWAY = "agent_away"
LATE = timedelta(seconds=8)  # a printer that works needs two; the person goes with the QR code


def paper_of(view: View, ticket_id: int, device: str) -> str:
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


def printers(view: View) -> list[dict[str, Any]]:
    """Every printer: how it stands, how much paper is left, and its newest slips."""
    return [_printer(view, it) for it in Paper(view).printers()]


def in_trouble(view: View) -> list[dict[str, Any]]:
    """The printers somebody must look at: nothing comes out, or the paper will end soon."""
    stands = [(it, hindrance_of(view, it)) for it in Paper(view).printers()]
    return [
        {"device": it.device, "says": says(it.stand, hindrance)}
        for it, hindrance in stands
        if hindrance or it.stand.paper == "low"
    ]


def _printer(view: View, it: Printer) -> dict[str, Any]:
    hindrance = hindrance_of(view, it)
    return {
        "device": it.device,
        "address": it.address or "agent",
        "is_known": it.stand.is_known,
        "paper": it.stand.paper,
        "hindrance": hindrance,
        "says": says(it.stand, hindrance),
        "printed_mm": it.printed_mm,
        "left_percent": _left_percent(it),
        "roll_at": local(floor_of(view), it.roll_at),
        "seen_at": local(floor_of(view), it.seen_at),
        "slips": [_slip(view, slip) for slip in Paper(view).newest_slips(it.device, NEWEST)],
    }


def _left_percent(it: Printer) -> int | None:
    """What is left of the roll; None when nobody said when it was new, or a sensor knows better."""
    if it.roll_at is None or it.stand.paper in ("low", "out"):
        return None
    return max(0, round(100 - 100 * it.printed_mm / ROLL_MM))


def _slip(view: View, slip: SlipJob) -> dict[str, Any]:
    ticket, is_sent = Tickets(view).ticket(slip.ticket_id), slip.problem == MUTE
    return {
        "ticket_id": slip.ticket_id,
        "number": ticket.number,
        "copy": slip.copy,
        "state": slip.state.value,
        "problem": slip.problem,
        "says": SENT if is_sent else SLIPS[slip.state],
        "is_over": ticket.state in ENDED,
        "wanted_at": local(floor_of(view), slip.wanted_at),
    }
