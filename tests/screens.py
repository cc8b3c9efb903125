"""A board without a browser."""

import queue

import socketio


class Screen:
    """A board that writes down what it hears."""

    def __init__(self, running, transport="websocket"):
        self.heard, self.beats = queue.Queue(), queue.Queue()
        self.client = socketio.Client(reconnection=False)
        self.client.on("board", self.heard.put, namespace="/board")
        self.client.on("beat", self.beats.put, namespace="/board")
        self.client.connect(running.url, transports=[transport], namespaces=["/board"])

    def next(self):
        return self.heard.get(timeout=10)

    def catch_up(self, version=None, epoch=None):
        return self.client.call("catch_up", (version, epoch), namespace="/board", timeout=10)
