"""The main job as a Prefect flow: the plain functions of timeline.pipeline, each a task."""

# No `from __future__ import annotations` here: Prefect's engine could not resolve the flow's parameters.
import datetime as dt
from pathlib import Path

from prefect import flow

import steps
from timeline import pipeline
from timeline.language_model import Endpoint
from timeline.meaning import Preference
from timeline.sources import MAX_BYTES


@flow(name="build-timeline")
def build_timeline(
    seeds: Path = Path("seeds"),
    warehouse: Path = Path("warehouse/timeline.duckdb"),
    dashboards: Path = Path("dashboards"),
    prefer: Preference = "past",
    known_events: Path | None = None,
    model: Endpoint | None = None,
    max_bytes: int = MAX_BYTES,
    prune: bool = False,
    full: bool = False,
    since: dt.date | None = None,
    until: dt.date | None = None,
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
        model=model,
        max_bytes=max_bytes,
        prune=prune,
        full=full,
        since=since,
        until=until,
    )
    return steps.run(job)


if __name__ == "__main__":
    build_timeline()
