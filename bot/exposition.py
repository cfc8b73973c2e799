"""Exposition: what was counted, as Prometheus reads it. The one file that knows its library, loaded when asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from prometheus_client import ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import CollectorRegistry

from bot.metrics import Metrics, Spans

TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_PROCESS: Final = ProcessCollector(registry=None)
_ABOUT: Final = {
    "cases": "Cases that are kept",
    "cases_open": "Cases whose buyers have not said how they ended",
    "tickets_open": "Cases that are with the volunteers",
    "tickets_waiting": "Buyers who wait for a volunteer's answer",
    "reminders": "Reminders that are planned",
    "outbox": "Messages that are queued, due or not",
    "outbox_due": "Messages that should be out",
    "outbox_oldest_seconds": "Age of the oldest of them",
    "jobs": "Work on files that is queued",
    "parked_updates": "Updates that failed every time and are kept for a look",
    "up": "Whether the database answered this question",
}


class Exposition:
    """`gauges`: what the database said just now, by name. `about`: facts of the build."""

    def __init__(self, metrics: Metrics, too_many: int, gauges: Mapping[str, float], about: Mapping[str, str]) -> None:
        self._metrics, self._too_many, self._gauges, self._about = metrics, too_many, gauges, about

    def written(self) -> bytes:
        registry = CollectorRegistry()
        registry.register(self)
        return generate_latest(registry)

    def collect(self) -> Iterator[Metric]:
        """What `generate_latest` asks for."""
        updates = CounterMetricFamily(
            "recourse_updates", "Updates by kind and outcome; failed counts tries", labels=("kind", "outcome")
        )
        for labels, count in sorted(self._metrics.updates.items()):
            updates.add_metric(labels, count)
        yield updates
        yield _histogram("turn_seconds", "From an update in hand to its effect", self._metrics.turns)
        yield _histogram(
            "reminder_lag_seconds", "How late the messages of reminders were made", self._metrics.reminders
        )
        yield CounterMetricFamily(
            "recourse_too_many_requests", "How often Telegram asked for a pause", value=self._too_many
        )
        for name, value in self._gauges.items():
            yield GaugeMetricFamily(f"recourse_{name}", _ABOUT[name], value=value)
        build = GaugeMetricFamily("recourse_build_info", "What runs", labels=tuple(self._about))
        build.add_metric(tuple(self._about.values()), 1)
        yield build
        yield from _PROCESS.collect()


def _histogram(name: str, about: str, spans: Spans) -> Metric:
    return HistogramMetricFamily(f"recourse_{name}", about, buckets=spans.up_to(), sum_value=spans.total)
