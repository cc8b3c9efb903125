"""Starting an agent: from one file of settings, or from options over it."""

import logging
import os
import signal
import threading
import tomllib
from pathlib import Path
from typing import Any

import click

from printer.agent.agent import Agent
from printer.agent.duties import Duties
from printer.agent.hall_client import HallClient
from printer.errors import PrinterError
from printer.spool.spool import Spool
from printer.words import said

KNOWN = ("server", "token", "printer", "spool")
SPOOL = "luot-agent.spool"


class BadSettings(PrinterError):
    """The agent's settings cannot be used."""

    says = said("The settings cannot be used: {problem}")


@click.command()
@click.option("--settings", "file", type=click.Path(path_type=Path), help="A TOML file of them.")
@click.option("--server", help="Where the hall is: http://192.168.1.10:8080")
@click.option("--token", help="The kiosk's token; better in the file, or in LUOT_TOKEN.")
@click.option("--printer", help="tcp://HOST:9100?profile=tm-t20, file:/dev/usb/lp0 ...")
@click.option("--spool", help=f"The file it keeps what it did in; {SPOOL} when not said.")
def agent(file: Path | None, **options: str | None) -> None:
    """Print a kiosk's slips on this computer, until stopped."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    settings = _read(file) | {name: value for name, value in options.items() if value}
    settings.setdefault("token", os.environ.get("LUOT_TOKEN", ""))
    for name in ("server", "token", "printer"):
        if not settings.get(name):
            raise _missing(name)
    if not settings["server"].startswith(("http://", "https://")):
        raise BadSettings(
            problem=said("server is {server!r}; write http:// in front of it.").filled(
                server=settings["server"]
            ),
        )
    spool = Spool(Path(settings.get("spool", SPOOL)))
    duties = Duties(settings["printer"], spool)
    it = Agent(duties, lambda: HallClient(settings["server"], settings["token"]))
    stopped = threading.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: stopped.set())
    it.start()
    logging.info("will print at %s for %s", settings["printer"], settings["server"])
    while not stopped.wait(1):  # a wait without end hears no signal on Windows
        pass
    it.stop()
    spool.close()


def _read(file: Path | None) -> dict[str, str]:
    """The settings of a file. Raises BadSettings."""
    if file is None:
        return {}
    try:
        read: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadSettings(
            problem=said("{file} cannot be read ({why}). Are all values in quotes?").filled(
                file=file, why=error
            ),
        ) from error
    for name, value in read.items():
        if not isinstance(value, str):
            raise BadSettings(
                problem=said("{name} in {file} must stand in quotes.").filled(name=name, file=file),
            )
        if name not in KNOWN:
            raise BadSettings(
                problem=said("{name} in {file} means nothing; there are {known}.").filled(
                    name=name, file=file, known=", ".join(KNOWN)
                ),
            )
    return read


def _missing(name: str) -> BadSettings:
    return BadSettings(
        problem=said(
            "{name} is missing. Say --{name}, or write {name} = ... into the file."
        ).filled(name=name),
    )
