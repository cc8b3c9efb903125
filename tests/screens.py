"""A board without a browser."""

from queue import Queue

import socketio


class Screen:
    """A board that writes down what it hears."""

    version = 0

    def __init__(self, running, transport="websocket"):
        self.heard, self.beats = Queue(), Queue()
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


class Lines:
    """Who waits, kept as phones keep their places: from a snapshot, moved by the messages."""

    def __init__(self, snapshot):
        self._version = snapshot["version"]
        self._letters = {it["id"]: it["prefix"] for it in snapshot["services"]}
        self.waiting, self._ahead = {}, {}
        for service, queue in snapshot["queues"].items():
            self.waiting[service] = queue["waiting"]
            places = queue.get("ahead") or range(len(queue["order"]))
            self._ahead[service] = dict(zip(queue["order"], places, strict=True))

    @property
    def order(self):
        """The numbers of each service, in order."""
        return {service: sorted(ahead, key=ahead.get) for service, ahead in self._ahead.items()}

    def hear(self, message):
        """Take in a message; False when it does not say how people moved: then ask."""
        gone = {call["number"] for call in message["calls"]}
        for service, ahead in self._ahead.items():
            self._ahead[service] = {n: at for n, at in ahead.items() if n not in gone}
        told = [self._move(*it) for it in message["queues"].items()]
        return all(told)

    def _move(self, service, queue):
        self.waiting[service] = queue["waiting"]
        if queue.get("moved") or queue["since"] < self._version:
            return False
        ahead = self._ahead[service]
        for number, at in ahead.items():
            ahead[number] = at - sum(place < at for place in queue["left"])
        for place, number in ((it["place"], it["number"]) for it in queue["came"]):
            ahead.update({n: at + 1 for n, at in ahead.items() if at >= place})
            if number.startswith(self._letters[service]):
                ahead[number] = place
        return True
