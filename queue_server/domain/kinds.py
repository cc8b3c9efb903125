"""Every kind of event there is, by its name in the journal."""

from collections.abc import Mapping

from queue_server.domain import door_events, events, paper_events
from queue_server.domain.events import CounterEvent, Event, TicketEvent, TicketUndone
from queue_server.domain.paper_events import PaperEvent

FAMILIES = (Event, TicketEvent, CounterEvent, PaperEvent, TicketUndone)
KINDS: Mapping[str, type[Event]] = {
    name: kind
    for module in (events, paper_events, door_events)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, Event) and kind not in FAMILIES
}
