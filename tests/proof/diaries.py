"""Who writes down when what was known: boards what they heard, a watch what the memory held."""

import threading
import time
from contextlib import contextmanager

import requests
from screens import Lines, Screen

from queue_server.cli.opened import opened

GIVES_UP_S = 60
LOOK_S = 0.02


class Diary(Screen):
    """A board that notes when it heard each change, and keeps the lines by what it was told."""

    def __init__(self, running):
        self.pages = []  # (when, version), in the order heard
        self.asked = 0  # because a message did not say how people moved
        self._board = f"{running.url}/api/v1/board"
        super().__init__(running)
        snapshot = self.catch_up()["snapshot"]
        self.began, self._lines = snapshot["version"], Lines(snapshot)

    def hears(self, message):
        self.pages.append((time.monotonic(), message["version"]))
        if not self._lines.hear(message):
            self.asked += 1
            self._lines = Lines(requests.get(self._board, timeout=10).json())

    def follows_to(self, version):
        wait_until(lambda: self.pages and self.pages[-1][1] >= version)

    @property
    def versions(self):
        return [version for _when, version in self.pages]

    @property
    def lines(self):
        """Who waits for each service, in order."""
        return self._lines.order


class Watch:
    """Asks the hall's memory itself which version there is, many times a second."""

    def __init__(self, settings):
        self.pages = []  # (when, version), each new version
        self._settings, self._ended = settings, threading.Event()

    @property
    def version(self):
        return self.pages[-1][1] if self.pages else 0

    @contextmanager
    def looking(self):
        looks = threading.Thread(target=self._look)
        looks.start()
        try:
            yield self
        finally:
            self._ended.set()
            looks.join()

    def _look(self):
        with opened(self._settings) as memory:
            while not self._ended.wait(LOOK_S):
                version = memory.ask(lambda view: view.version)
                if version > self.version:
                    self.pages.append((time.monotonic(), version))

    def changes(self, since, until):
        """How many changes the hall made in a time."""
        before, after = (
            max((v for when, v in self.pages if when < end), default=0) for end in (since, until)
        )
        return after - before

    def lag(self, diary, since, until):
        """The longest a board was behind the memory in a time."""
        heard = {version: when for when, version in diary.pages}
        behind = [heard[v] - when for when, v in self.pages if since <= when < until and v in heard]
        return f"{max(0.0, *behind):.2f} s" if behind else "no change"


def wait_until(is_so):
    gives_up = time.monotonic() + GIVES_UP_S
    while not is_so():
        assert time.monotonic() < gives_up
        time.sleep(0.05)
