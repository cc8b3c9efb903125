"""Figures for a monitoring program: what is pressed, who waits, how printers and screens stand.

Nothing personal, and no label that somebody outside can make up: services, surfaces, verbs and
codes are the hall's and the program's own.
"""

from collections.abc import Callable, Iterator

from flask import Flask, Response, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from queue_server.kernel.door import Hall
from queue_server.kernel.group_commit import BatchSizes
from queue_server.kernel.refusals import Unavailable
from queue_server.web.kit.figures import Figures, figures

FAILED = 400  # statuses from here on are refusals and failures


class Metrics:
    """The figures of one running hall, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._presses = Counter(
            "luot_presses",
            "Presses answered, by where, what, and done or the code of the refusal",
            ("surface", "verb", "outcome"),
            registry=self._registry,
        )

    def install(self, app: Flask) -> None:
        """Count every press that is answered."""
        app.after_request(self._count)

    def gauge(self, name: str, says: str, read: Callable[[], float]) -> None:
        """Tell what `read` gives at each scrape."""
        Gauge(name, says, registry=self._registry).set_function(read)

    def watch(self, collector: Collector) -> None:
        """Tell whatever a collector finds at each scrape."""
        self._registry.register(collector)

    def answer(self) -> Response:
        """The figures as they are now, in the text format of Prometheus."""
        response = Response(generate_latest(self._registry), content_type=CONTENT_TYPE_LATEST)
        response.headers["Cache-Control"] = "no-store"
        return response

    def _count(self, response: Response) -> Response:
        if request.method == "POST" and request.endpoint:
            surface, _, verb = request.endpoint.rpartition(".")
            self._presses.labels(surface, verb, _outcome(response)).inc()
        return response


def _outcome(response: Response) -> str:
    if response.status_code < FAILED:
        return "done"
    return str(g.get("refusal_code", response.status_code))


class HallCollector(Collector):
    """How the hall stands, read in one look at each scrape. `told`: what live messages reached."""

    def __init__(self, hall: Hall, told: Callable[[], int]) -> None:
        self._hall, self._told = hall, told

    def collect(self) -> Iterator[Metric]:
        """The gauges; without the database only that it is away."""
        told = self._told()  # before the version, so that a lag is never negative
        try:
            now = self._hall.ask(figures)
        except Unavailable:
            yield GaugeMetricFamily("luot_database_up", "Can the database be read?", 0)
            return
        yield GaugeMetricFamily("luot_database_up", "Can the database be read?", 1)
        yield from _of(now, told)


class BatchCollector(Collector):
    """How many presses share a commit."""

    def __init__(self, sizes: BatchSizes) -> None:
        self._sizes = sizes

    def collect(self) -> Iterator[Metric]:
        """The histogram, its buckets counted up."""
        buckets, so_far = [], 0
        for bound, count in self._sizes.by_bound():
            so_far += count
            buckets.append((str(float(bound)), so_far))
        buckets.append(("+Inf", so_far))
        yield HistogramMetricFamily(
            "luot_commit_units",
            "Presses and other units of work in one commit",
            buckets=buckets,
            sum_value=self._sizes.units,
        )


def _of(now: Figures, told: int) -> Iterator[Metric]:
    yield GaugeMetricFamily("luot_journal_version", "Events of this epoch", now.version)
    lag = max(0, now.version - told)
    yield GaugeMetricFamily("luot_live_lag_events", "Events that no screen was told yet", lag)
    waiting = GaugeMetricFamily("luot_waiting_people", "Who waits today", labels=("service",))
    for service, people in now.waiting.items():
        waiting.add_metric((service,), people)
    yield waiting
    printers = GaugeMetricFamily("luot_printers", "Printers by how they stand", labels=("state",))
    for state, count in now.printers.items():
        printers.add_metric((state,), count)
    yield printers
