"""Slips for the numbers a device gave: a failing printer never delays or undoes a number."""

from datetime import timedelta

from gevent import get_hub

import printer
from queue_server.domain.events import TicketIssued
from queue_server.domain.keys import Keys
from queue_server.hall import Hall
from queue_server.outbox.follower import Follower, TryAgain
from queue_server.queries import slips
from queue_server.store import Recorded

TOO_OLD = timedelta(minutes=2)  # whoever waited longer for paper has gone: do not pour it out


class Printing:
    """Prints what one device issued, at that device's printer."""

    def __init__(self, hall: Hall, keys: Keys, address: str, device: str, url: str) -> None:
        self._hall = hall
        self._keys = keys
        self._address = address
        self._device = device
        self._url = url

    def start(self) -> None:
        """Follow the journal for ever, at a bookmark of this device's own."""
        Follower(self._hall, f"printing:{self._device}", self.handle).start()

    def handle(self, recorded: Recorded) -> None:
        """Print the slip of a number this device gave. Raises TryAgain while the printer fails."""
        event = recorded.event
        if not isinstance(event, TicketIssued) or event.device != self._device:
            return
        facts = self._hall.ask(slips.slip, event.ticket_id, TOO_OLD, event.language)
        if facts is None:
            return
        url = f"{self._address}/t/{self._keys.key(event.ticket_id)}"
        try:
            # Drawing and sending take tens of milliseconds, or seconds when the printer is slow.
            get_hub().threadpool.apply(printer.print_slip, (_slip(facts, url), self._url))
        except printer.Unreachable as error:
            raise TryAgain(str(error)) from error


def _slip(facts: slips.SlipFacts, url: str) -> printer.Slip:
    return printer.Slip(
        hall=facts.hall,
        number=facts.number,
        service=facts.service,
        counters=facts.counters,
        ahead=facts.ahead,
        low_min=facts.low_min,
        high_min=facts.high_min,
        priority=facts.priority,
        issued_at=facts.issued_at,
        papers=facts.papers,
        fee_vnd=facts.fee_vnd,
        time_limit=facts.time_limit,
        url=url,
        language=facts.language,
    )
