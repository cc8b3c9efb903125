"""Several processes serve one hall: each rings a bell in Redis when it changed something.

The bell carries no news, only "look again": every process reads the journal itself, so nothing is
lost while Redis is away. Then each looks once a second by itself.
"""

import logging
import random
from typing import Any

import gevent
import redis
from gevent.event import Event

from queue_server.kernel.door import Hall
from queue_server.kernel.loops import for_ever

AWAY_S = 0.6  # between two looks at the hall, and two tries, while Redis is away
ANSWER_S = 2.0  # Redis paused is as good as away after this
QUIET_S = 1.0  # without a bell for so long, ask whether Redis still answers
log = logging.getLogger("luot.realtime")


class Bell:
    """The bell of one hall, in the Redis at `url`."""

    def __init__(self, hall: Hall, url: str) -> None:
        self._hall = hall
        self._redis = redis.Redis.from_url(
            url, socket_timeout=ANSWER_S, socket_connect_timeout=ANSWER_S
        )
        self._channel = f"luot:{hall.id}"
        self._pulled = Event()
        self._is_away = False
        hall.ring(self._pulled.set)

    def start(self) -> None:
        """Ring and hear for ever, in greenlets of their own."""
        for_ever(self._ring, name="ringing in Redis")
        for_ever(self._follow, name="listening to Redis")

    def _ring(self) -> None:
        self._pulled.wait()
        self._pulled.clear()
        try:
            self._redis.publish(self._channel, b"")
        except redis.RedisError:
            gevent.sleep(AWAY_S)  # the others look by themselves meanwhile

    def _follow(self) -> None:
        try:
            self._hear()
        except redis.RedisError as error:
            self._away(error)
        finally:
            gevent.sleep(AWAY_S * random.uniform(0.7, 1.3))  # noqa: S311 (not all at once)
            self._hall.changed()  # whatever happened while nobody could ring

    def _hear(self) -> None:
        pubsub: Any = self._redis.pubsub  # redis declares it without types
        asked = False
        with pubsub(ignore_subscribe_messages=True) as listening:
            listening.subscribe(self._channel)
            while True:
                heard = listening.get_message(timeout=QUIET_S)
                if heard is None and asked:
                    raise redis.TimeoutError("no answer to a ping")
                if heard is not None:
                    self._back()
                    self._hall.changed()
                else:
                    listening.ping()
                asked = heard is None

    def _away(self, error: Exception) -> None:
        if not self._is_away:
            log.warning("Redis is away (%s): looking every %.1f s instead", error, AWAY_S)
        self._is_away = True

    def _back(self) -> None:
        if self._is_away:
            log.warning("Redis is back")
        self._is_away = False
