"""The command line of the hall: `python run.py ERRAND`."""

import faulthandler
import logging
import signal
import sys
from collections.abc import Callable

import click
from gevent import signal_handler
from gevent.event import Event

import printer
from queue_server import __version__, app
from queue_server.app import Built
from queue_server.cli import demo as demo_hall
from queue_server.cli.access import staff, token
from queue_server.cli.backing_up import make_backup, restore_backup
from queue_server.cli.importing import import_folder
from queue_server.cli.os_errors import in_words
from queue_server.cli.policy import policy
from queue_server.cli.replaying import replay_day
from queue_server.cli.reporting import report_day
from queue_server.cli.sealing import secret
from queue_server.cli.telling import LANGUAGE
from queue_server.cli.timing import clock
from queue_server.cli.verifying import verify_memory
from queue_server.cli.words import said
from queue_server.cli.workers import look_after
from queue_server.folder import BadFolder
from queue_server.kernel import logs
from queue_server.kernel.fault import Fault
from queue_server.kernel.refusals import Refusal
from queue_server.kernel.settings import Settings, check_reachable, load
from queue_server.replay import Broken
from words.shell import speak

Build = Callable[[Settings], Built]
LAST_ANSWERS_S = 5


def main(build: Build = app.build) -> None:
    """Run the command line; what can go wrong ends in one sentence and exit code 2."""
    faulthandler.enable()  # a crash in a library's own code then says where
    logs.install()
    # Each of its connections says each time that PostgreSQL is away; we say it once per press.
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    speak(cli, said, LANGUAGE)
    try:
        cli(obj=build)
    except (BadFolder, Fault, Refusal, printer.PrinterError) as error:
        click.echo(error.sentence(LANGUAGE), err=True)
        sys.exit(2)
    except Broken as error:  # evidence, for whoever reads the program
        click.echo(str(error), err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(in_words(error), err=True)
        sys.exit(2)


@click.group()
@click.version_option(__version__, message="luot %(version)s", help="Show the version and exit.")
def cli() -> None:
    """Lượt: the queue of a public-service hall."""


@cli.command()
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True)
@click.pass_obj
def serve(build: Build, workers: int) -> None:
    """Serve the hall in the database."""
    settings = load()
    check_reachable(settings)
    if workers > 1:
        look_after(settings, workers)
        return
    run(build(settings), lambda: click.echo(f"Lượt: {settings.address}"))


@cli.command()
@click.pass_obj
def demo(build: Build) -> None:
    """Serve the demo hall; the first time, import it and make its staff and devices."""
    settings = load()
    check_reachable(settings)
    settings = demo_hall.prepare(settings)
    run(build(settings), lambda: demo_hall.welcome(settings))


def run(built: Built, ready: Callable[[], object]) -> None:
    """Serve until a signal to stop; then finish what was accepted and close the memory."""
    logs.install(kind=built.settings.log)
    built.store.claim()
    server = built.server()
    server.start()
    built.start()
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal_handler(number, stop.set)
    ready()
    stop.wait()
    built.changes.close()
    server.stop(timeout=LAST_ANSWERS_S)
    built.store.close()


for errand in (
    clock,
    import_folder,
    make_backup,
    policy,
    replay_day,
    report_day,
    restore_backup,
    secret,
    staff,
    token,
    verify_memory,
):
    cli.add_command(errand)

if __name__ == "__main__":
    main()
