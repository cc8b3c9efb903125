"""The paper that closes a day."""

from dataclasses import asdict
from datetime import date, datetime

import click

import printer as paper
from queue_server.cli.opened import opened
from queue_server.cli.telling import tell
from queue_server.cli.words import said
from queue_server.hall.tables import day_of, floor_of
from queue_server.kernel.settings import load
from queue_server.kernel.view import View
from queue_server.kernel.words import LANGUAGES
from queue_server.turns.queries import tallies

CAME_OUT = said("The report of {day:%d/%m/%Y} came out.")
WAS_SENT = said("The report of {day:%d/%m/%Y} was sent; whether it came out, only you can see.")


@click.command("report")
@click.option("--printer", "url", required=True, help="tcp://HOST:9100 ..., see docs/printing.md")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Today when none is named.")
@click.option("--language", type=click.Choice(LANGUAGES), default="vi")
def report_day(url: str, day: datetime | None, language: str) -> None:
    """Print the report of a day: what each service gave and served, and how long people waited."""
    paper.check(url)
    with opened(load()) as hall:
        report = hall.ask(_report, day.date() if day else None, language)
    done = paper.print_slip(report, url)
    if done.result is paper.Result.NOT_PRINTED and done.problem:
        raise done.problem
    sure = done.result is paper.Result.CONFIRMED
    tell(CAME_OUT if sure else WAS_SENT, day=report.day)


def _report(view: View, day: date | None, language: str) -> paper.DayReport:
    day = day or day_of(view)
    found, whole = tallies(view, day)
    named = {service_id: floor_of(view).service(service_id) for service_id in found}
    services = tuple(
        paper.ServiceOfDay(
            service=named[service_id].name.into(language),
            **asdict(tally),
        )
        for service_id, tally in found.items()
    )
    info = floor_of(view).hall
    return paper.DayReport(
        hall=info.name.into(language),
        day=day,
        services=services,
        mean_wait_min=whole.mean_wait_min,
        language=language,
    )
