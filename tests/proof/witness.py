"""The journal as a witness: one order in which all that people were answered can have happened."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

from proof import history
from proof.history import Happened, Pressed, Span
from proof.turns import out_of_turn


def wrong_in(
    presses: Sequence[Pressed], events: Sequence[Happened], serves: Mapping[str, tuple[str, ...]]
) -> list[str]:
    """All that cannot be, in words, when everybody was answered; nothing, it should be.

    `serves` are the services of each counter. Near linear in the presses.
    """
    witness = Witness()
    witness.hears(events, presses)
    return [
        *history.answered_otherwise(presses),
        *history.numbers_given(presses),
        *witness.closes(presses),
        *out_of_turn(events, serves),
    ]


class Witness:
    """What the journal tells, beside what people were told, as both come in.

    Everybody presses one thing after another. So what was answered to somebody must be what the
    journal says that they did, each once, in their order, and nothing in between.
    """

    def __init__(self) -> None:
        self.place = 0  # of the newest event that was seen
        self.wrong: list[str] = []
        self._untold: dict[str, deque[Happened]] = defaultdict(deque)
        self._places: dict[str, int] = {}

    def hears(self, events: Iterable[Happened], presses: Iterable[Pressed]) -> None:
        """Take in what happened since, and what was answered since."""
        for event in events:
            if event.place != self.place + 1:
                self.wrong.append(f"event {event.place} comes after event {self.place}")
            self.place = event.place
            if event.ticket:
                self._untold[event.by].append(event)
        for span in history.acknowledged(presses):
            if span.press.key not in self._places:
                self._finds(span)

    def unanswered(self) -> set[int]:
        """The places of what happened and was answered to nobody yet."""
        return {event.place for events in self._untold.values() for event in events}

    def closes(self, presses: Iterable[Pressed]) -> list[str]:
        """Everybody was answered, and these are all the presses: give all that cannot be."""
        for events in self._untold.values():
            self.wrong += [_for_nobody(event) for event in events]
        spans = [s for s in history.acknowledged(presses) if s.press.key in self._places]
        spans.sort(key=lambda span: self._places[span.press.key])
        for late, early in history.against_the_clock(spans):
            self.wrong.append(f"{late.press.key} was answered before {early.press.key} was sent")
        return self.wrong

    def _finds(self, span: Span) -> None:
        """The event of a press: the next one of whoever pressed."""
        events = self._untold[span.press.by]
        where = next((n for n, event in enumerate(events) if _is(span, event)), None)
        if where is None:
            self.wrong.append(f"{span.press.key} was answered and is not in the journal")
            return
        self.wrong += [_for_nobody(events.popleft()) for _ in range(where)]
        self._places[span.press.key] = events.popleft().place


def _is(span: Span, event: Happened) -> bool:
    """Is this what was answered? A call names its counter, an issue its number and service."""
    press = span.press
    if (press.what, press.ticket) != (event.what, event.ticket):
        return False
    said = {"call": press.counter, "issue": (press.number, press.service)}
    kept = {"call": event.counter, "issue": (event.number, event.service)}
    return said.get(press.what) == kept.get(press.what)


def _for_nobody(event: Happened) -> str:
    return f"event {event.place} ({event.what} of {event.ticket}) was answered to nobody"
