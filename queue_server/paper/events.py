"""What happened to slips and printers. None of it changes a ticket."""

from dataclasses import dataclass

from queue_server.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperEvent(Event):
    """Something that happened to the printer of a device."""

    device: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipReprinted(PaperEvent):
    """The slip was asked for again, marked as copy number `copy`."""

    ticket_id: int
    copy: int
    language: str = "vi"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipNotConfirmed(PaperEvent):
    """A slip did not surely come out: `state` is failed or unknown, `problem` says why."""

    ticket_id: int
    copy: int
    state: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterChanged(PaperEvent):
    """The printer stands otherwise: `paper` fine, low, out or unknown; `hindrance` or nothing."""

    paper: str
    hindrance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RollChanged(PaperEvent):
    """New paper was put in; `printed_mm` of the old roll had been used."""

    printed_mm: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterSet(PaperEvent):
    """The device's slips are printed at this address; empty: by an agent beside it."""

    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterRemoved(PaperEvent):
    """Nobody prints the device's slips any more."""
