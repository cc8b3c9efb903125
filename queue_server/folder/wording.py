"""How a change of the hall's data is said to whoever makes it."""

from collections.abc import Mapping

from queue_server.folder.consequences import Change, Consequence
from queue_server.folder.words import said
from words import Text

SAYS: Mapping[Change, Text] = {
    Change.HALL_RENAMED: said("The data in use is of “{before}”, the new data is of “{after}”."),
    Change.ZONE_MOVED: said("The time zone moves from {before} to {after}."),
    Change.HOURS: said("The opening hours change."),
    Change.CLOSED_NOW: said(
        "By the new hours the hall is closed from now on; people in it: {people}."
    ),
    Change.POLICY: said(
        "The calling rule changes; people who hold a number keep their time of arrival: {people}."
    ),
    Change.SERVICE_ADDED: said("Service {service} is new."),
    Change.SERVICE_GONE: said(
        "Service {service} gives no more numbers; who waits for it is still called: {people}."
    ),
    Change.LETTER_MOVED: said(
        "{service} changes its letter {before} to {after}; people who hold one: {people}."
    ),
    Change.NOBODY_CALLS: said(
        "No open counter calls {service} any more; people who wait for it: {people}."
    ),
    Change.COUNTER_ADDED: said("Counter {counter} is new."),
    Change.COUNTER_GONE: said("Counter {counter} goes."),
    Change.COUNTER_GONE_BUSY: said(
        "Counter {counter} goes; {number} is there and is served to the end."
    ),
    Change.COUNTER_RENUMBERED: said(
        "Counter {counter} changes its number from {before} to {after}."
    ),
    Change.SEAT_GONE: said("{name} is bound to counter {counter}, which goes. Give another."),
    Change.GROUP_GONE: said(
        "Priority group {group} goes; people who hold a number keep their place: {people}."
    ),
    Change.PROCEDURES: said("Procedures: {new} new, {gone} gone, {changed} changed."),
}


def says(it: Consequence, language: str) -> str:
    """A change as one sentence in a language."""
    return SAYS[it.change].filled(**it.facts).into(language)
