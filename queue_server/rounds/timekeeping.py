"""The hall's clock follows a leap of the computer's when nobody loses by it; else it is said."""

import logging

from queue_server.kernel.clock import Clock
from queue_server.kernel.door import Hall
from queue_server.screens.time_stands import TimeStands, how_time_stands, may_follow

log = logging.getLogger("luot.rounds")


class Timekeeper:
    """Looks after the time of one hall. `look` is called again and again."""

    def __init__(self, hall: Hall, clock: Clock) -> None:
        self._hall = hall
        self._clock = clock
        self._said: tuple[bool, bool] | None = None  # the trouble that was said

    def look(self) -> None:
        """Follow the computer's clock if the hall may; else say why not."""
        if self._hall.ask(may_follow):
            before = self._clock.now()
            self._clock.follow()
            log.warning(
                "the hall follows the computer's clock: %s -> %s", before, self._clock.now()
            )
        self._say(self._hall.ask(how_time_stands))

    def _say(self, stands: TimeStands) -> None:
        """Say a trouble once, though its times move on."""
        trouble = stands.in_doubt, stands.has_leapt
        if stands.says and trouble != self._said:
            log.error("%s", stands.says.into("en"))
        self._said = trouble
