"""The main job as a Prefect flow: the plain functions of timeline.pipeline, each a task."""

# No `from __future__ import annotations` here: Prefect's engine could not resolve the flow's parameters.
import datetime as dt
from pathlib import Path
from typing import TypeVar, cast

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import quote
from rich.console import Console

from timeline import pipeline, terminal
from timeline.meaning import Preference
from timeline.sources import MAX_BYTES

T = TypeVar("T")

# The warehouse knows what it has: what is new is decided there, once, not by a cache of task results.
ingest = task(name="ingest", cache_policy=NO_CACHE)(pipeline.ingest)
extract = task(name="extract", cache_policy=NO_CACHE)(pipeline.extract_batch)
load = task(name="load", cache_policy=NO_CACHE)(pipeline.load)
render = task(name="render", cache_policy=NO_CACHE)(pipeline.render)


@flow(name="build-timeline")
def build_timeline(
    seeds: Path = Path("seeds"),
    warehouse: Path = Path("warehouse/timeline.duckdb"),
    dashboards: Path = Path("dashboards"),
    prefer: Preference = "past",
    known_events: Path | None = None,
    max_bytes: int = MAX_BYTES,
    prune: bool = False,
    full: bool = False,
    started: dt.datetime | None = None,
) -> pipeline.Report:
    """Read the articles in `seeds` into the warehouse and draw their timelines; `started` defaults to now."""
    job = pipeline.Job(
        started=started or dt.datetime.now(dt.UTC),
        seeds=seeds,
        warehouse=warehouse,
        dashboards=dashboards,
        prefer=prefer,
        known_events=known_events,
        max_bytes=max_bytes,
        prune=prune,
        full=full,
    )
    ingested = ingest(job)
    batches = terminal.bar(pipeline.batches(ingested.documents), "reading", Console(stderr=True))
    extracted = [found for batch in batches for found in extract(whole(batch), whole(ingested.settings))]
    return render(job, load(job, whole(ingested), whole(extracted)))


def whole(value: T) -> T:
    """The same value, which Prefect does not search for futures: that would cost as much as reading it."""
    return cast(T, quote(value))


if __name__ == "__main__":
    build_timeline()
