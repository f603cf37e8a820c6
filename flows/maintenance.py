"""What is done now and then: read some days anew, read with a new extractor, remove what is gone."""

# No `from __future__ import annotations` here: Prefect's engine could not resolve the flows' parameters.
import datetime as dt
from pathlib import Path
from typing import Any

from prefect import flow

import steps
from timeline import pipeline

SEEDS, WAREHOUSE, DASHBOARDS = Path("seeds"), Path("warehouse/timeline.duckdb"), Path("dashboards")


def job_in(
    seeds: Path, warehouse: Path, dashboards: Path, started: dt.datetime | None, **changes: Any
) -> pipeline.Job:
    now = started or dt.datetime.now(dt.UTC)
    return pipeline.Job(started=now, seeds=seeds, warehouse=warehouse, dashboards=dashboards, **changes)


@flow(name="backfill")
def backfill(
    since: dt.date,
    until: dt.date,
    seeds: Path = SEEDS,
    warehouse: Path = WAREHOUSE,
    dashboards: Path = DASHBOARDS,
    started: dt.datetime | None = None,
) -> pipeline.Report:
    """Read anew what was published from `since` to `until`, both inclusive."""
    return steps.run(job_in(seeds, warehouse, dashboards, started, since=since, until=until))


@flow(name="reprocess")
def reprocess(
    seeds: Path = SEEDS,
    warehouse: Path = WAREHOUSE,
    dashboards: Path = DASHBOARDS,
    full: bool = False,
    started: dt.datetime | None = None,
) -> pipeline.Report:
    """Read the warehouse's own texts anew where another extractor read them; all of them where `full`."""
    return steps.run(job_in(seeds, warehouse, dashboards, started, full=full), steps.stored)


@flow(name="prune")
def prune(
    seeds: Path = SEEDS,
    warehouse: Path = WAREHOUSE,
    dashboards: Path = DASHBOARDS,
    started: dt.datetime | None = None,
) -> pipeline.Report:
    """As the main job, and remove what the sources no longer hold."""
    return steps.run(job_in(seeds, warehouse, dashboards, started, prune=True))
