"""What an agent beside a kiosk asks and tells: the slips of its device, and what came of them."""

import logging
from collections.abc import Sequence
from itertools import islice
from typing import Annotated, Any, Literal

import msgspec
from flask import request
from flask.typing import ResponseReturnValue

import printer
from printer import slip_json
from queue_server.hall.rules.roles import Role
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.view import View
from queue_server.kernel.view_models import ViewModel
from queue_server.paper import commands, slips
from queue_server.paper.rules import TOO_OLD, SlipJob, SlipState, Stand
from queue_server.paper.tables import Paper
from queue_server.turns.rules.keys import Keys
from queue_server.web.api.surface import surface
from queue_server.web.kit.access.callers import allow, caller
from queue_server.web.kit.app_context import hall, running
from queue_server.web.kit.http.answers import answer
from queue_server.web.kit.http.descriptions import describe
from queue_server.web.kit.http.request_bodies import body
from queue_server.web.kit.http.wishes import Body

log = logging.getLogger("luot.web")
PRINTS = frozenset({Role.KIOSK})
MOST_MM = 3000  # longer than any slip
LONGEST_WAIT_S = 25
MOST_SLIPS = 20  # of one answer; the rest comes with the next

Spool = Annotated[str, msgspec.Meta(min_length=8, max_length=64)]
Code = Annotated[str, msgspec.Meta(max_length=40, pattern="^[a-z_]*$")]


class Report(Body):
    """How the printer stands, and the spool of the agent that says so."""

    spool: Spool
    is_known: bool = False
    paper: Literal["fine", "low", "out", "unknown"] = "unknown"
    hindrance: Code = ""


class Start(Body):
    """A slip is being printed from now on."""

    spool: Spool


class End(Body):
    """What came of a slip: `queued` says that nothing was printed and it will be tried again."""

    spool: Spool
    state: Literal["queued", "confirmed", "failed", "unknown"]
    problem: Code = ""
    used_mm: Annotated[int, msgspec.Meta(ge=0, le=MOST_MM)] = 0


class Reported(ViewModel, kw_only=True):
    """Whose printer it is that was told of."""

    device: str


class SlipStand(ViewModel, kw_only=True):
    """How a slip stands."""

    ticket_id: int
    copy: int
    state: SlipState


class SlipToPrint(SlipStand, kw_only=True):
    """A slip that is to come out, as `python -m printer` reads one, and for how many seconds more
    somebody waits for it.
    """

    seconds: float
    paper: msgspec.Raw


class SlipsToPrint(ViewModel, kw_only=True):
    """What is to come out of a device's printer, first what was wanted first."""

    slips: Sequence[SlipToPrint]


@surface.post("/v1/printer/reports")
@allow(PRINTS)
@describe(takes=Report, answers=Reported)
def report_printer() -> ResponseReturnValue:
    """Say how the device's printer stands; the first time makes it known."""
    said, who = body(Report), caller()
    stand = Stand(is_known=said.is_known, paper=said.paper, hindrance=said.hindrance)
    hall().do(commands.report_beside, who.name, stand, spool=said.spool)
    return answer(Reported(device=who.name))


@surface.get("/v1/printer/slips")
@allow(PRINTS)
@describe(answers=SlipsToPrint, asks={"wait": "integer"})
def slips_to_print() -> ResponseReturnValue:
    """The slips that are to come out, first what was wanted first.

    `?wait=20` answers as soon as there is one, or after so many seconds with none.
    """
    device, wait = caller().name, request.args.get("wait", 0, int)
    hall().ask(commands.must_be_beside, device)
    found = running().changes.until(
        lambda: _to_print(device) if device in _waited_for() else [],
        most_s=min(max(wait, 0), LONGEST_WAIT_S),
    )
    return answer(SlipsToPrint(slips=found))


def _waited_for() -> frozenset[str]:
    """The devices for which anything is queued: asked once for all agents, until it changes."""

    def find(view: View) -> frozenset[str]:
        jobs = Paper(view).open_slips()
        return frozenset(job.device for job in jobs if job.state is SlipState.QUEUED)

    return running().waited_for.get("", lambda: hall().ask(find))


@surface.post("/v1/printer/slips/<int:ticket_id>/<int:copy>/starts")
@allow(PRINTS)
@describe(takes=Start, answers=SlipStand)
def start_slip(ticket_id: int, copy: int) -> ResponseReturnValue:
    """Take a slip over: it is printed by this agent or by nobody."""
    device, spool = caller().name, body(Start).spool

    def work(tx: Transaction) -> SlipJob:
        commands.must_be_beside(tx, device)
        return commands.begin(tx, ticket_id, copy, device=device, spool=spool)

    return answer(SlipStand(**_stand(hall().do(work))))


@surface.post("/v1/printer/slips/<int:ticket_id>/<int:copy>/ends")
@allow(PRINTS)
@describe(takes=End, answers=SlipStand)
def end_slip(ticket_id: int, copy: int) -> ResponseReturnValue:
    """Say what came of a slip that was taken over."""
    said = body(End)
    job = hall().do(
        commands.end,
        ticket_id,
        copy,
        SlipState(said.state),
        device=caller().name,
        spool=said.spool,
        problem=said.problem,
        used_mm=said.used_mm,
    )
    return answer(SlipStand(**_stand(job)))


def _to_print(device: str) -> list[SlipToPrint]:
    """What is queued, each with its slip and the seconds after which nobody waits for it."""
    keys, address = running().keys, running().settings.address

    def find(view: View) -> list[SlipToPrint]:
        out = []
        queued = (j for j in Paper(view).slips_to_do([device]) if j.state is SlipState.QUEUED)
        for job in islice(queued, MOST_SLIPS):
            slip = _slip(view, job, keys, address)
            if slip is not None:
                left = TOO_OLD - (view.now - job.wanted_at)
                paper = msgspec.Raw(slip_json(slip))
                out.append(SlipToPrint(seconds=left.total_seconds(), paper=paper, **_stand(job)))
        return out

    return hall().ask(find)


def _slip(view: View, job: SlipJob, keys: Keys, address: str) -> printer.Slip | None:
    """The slip of a job; one that cannot be made is left out: others wait behind it."""
    try:
        return slips.slip(view, job, keys, address)
    except Exception:
        log.exception("the slip of ticket %d cannot be made", job.ticket_id)
        return None


def _stand(job: SlipJob) -> dict[str, Any]:
    return {"ticket_id": job.ticket_id, "copy": job.copy, "state": job.state}
