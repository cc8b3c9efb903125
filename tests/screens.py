"""A board without a browser."""

import queue

import socketio


class Screen:
    """A board that writes down what it hears."""

    version = 0

    def __init__(self, running, transport="websocket"):
        self.heard, self.beats = queue.Queue(), queue.Queue()
        self.client = socketio.Client(reconnection=False)
        self.client.on("board", self.hears, namespace="/board")
        self.client.on("beat", self.beats.put, namespace="/board")
        self.client.connect(running.url, transports=[transport], namespaces=["/board"])

    def hears(self, message):
        self.heard.put(message)

    def next(self):
        """The next news. What a snapshot said already may still come after it, as to a board."""
        while (message := self.heard.get(timeout=10))["version"] <= self.version:
            pass
        self.version = message["version"]
        return message

    def catch_up(self, version=None, epoch=None):
        answer = self.client.call("catch_up", (version, epoch), namespace="/board", timeout=10)
        self.version = answer.get("snapshot", {}).get("version", self.version)
        return answer
