"""The steps of the main job as Prefect tasks, and what a run tells Prefect: what all flows here share."""

# No `from __future__ import annotations` here: Prefect's engine could not resolve the tasks' parameters.
from collections.abc import Callable
from typing import Any, TypeVar, cast
from uuid import UUID

from prefect import get_run_logger, task
from prefect.artifacts import (
    create_link_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.cache_policies import NO_CACHE
from prefect.events import emit_event
from prefect.utilities.annotations import quote
from rich.console import Console

from timeline import pipeline, terminal
from timeline.extractor import Extracted
from timeline.heartbeat import noted
from timeline.sources import Reject
from timeline.warehouse import Busy

T = TypeVar("T")


def can_pass(_task: Any, _run: Any, state: Any) -> bool:
    """Whether another try may help: another run holds the warehouse, and will end."""
    return isinstance(state.result(raise_on_failure=False), Busy)


# The warehouse knows what it has: what is new is decided there, once, not by a cache of task results.
plain = task(cache_policy=NO_CACHE)
patient = task(
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=[10, 60],
    retry_jitter_factor=0.5,
    retry_condition_fn=can_pass,
)
ingest = patient(pipeline.ingest)
stored = patient(pipeline.stored)
extract = plain(pipeline.extract_batch)
load = patient(pipeline.load)
render = plain(pipeline.render)


def run(job: pipeline.Job, find: Callable[[pipeline.Job], pipeline.Ingested] = ingest) -> pipeline.Report:
    """The steps one by one: one batch of documents is one task, one task writes."""
    with noted(job.warehouse, job.started) as note:
        ingested = find(job)
        batches = pipeline.batches(ingested.documents)
        said = f"{len(ingested.documents)} articles in {len(batches)} batches"
        progress = cast(UUID, create_progress_artifact(0, key="reading", description=said))
        extracted: list[Extracted | Reject] = []
        for done, batch in enumerate(terminal.bar(batches, "reading", Console(stderr=True)), 1):
            extracted += extract(whole(batch), whole(ingested.settings))
            update_progress_artifact(progress, 100 * done / len(batches))
        if not batches:
            update_progress_artifact(progress, 100)
        report = render(job, load(job, whole(ingested), whole(extracted)))
        note.report(report.documents, report.unchanged, len(report.rejects), report.heard)
    tell(job, report)
    return report


def tell(job: pipeline.Job, report: pipeline.Report) -> None:
    """What the run did, where Prefect shows it; an event where it brought new ones, for automations."""
    counts = {
        "articles new": report.documents,
        "articles unchanged": report.unchanged,
        "articles removed": report.removed,
        "inputs rejected": len(report.rejects),
        "events added": report.changes.added,
        "events changed": report.changes.changed,
        "events removed": report.changes.removed,
    }
    rows = [{"what": what, "how many": many} for what, many in counts.items()]
    create_table_artifact(rows, key="run", description=terminal.run_summary(report))
    logger = get_run_logger()
    logger.info(terminal.run_summary(report))
    for reject in report.rejects:
        logger.warning(f"rejected {terminal.reject_line(reject)}")
    for page in report.pages:
        if not page.error:
            create_link_artifact(page.path.resolve().as_uri(), page.path.stem, key="page")
    if report.changes.added:
        emit_event(
            "timeline.events.added",
            resource={"prefect.resource.id": f"timeline.warehouse.{job.warehouse.resolve().as_posix()}"},
            payload=report.changes.model_dump(),
        )


def whole(value: T) -> T:
    """The same value, which Prefect does not search for futures: that would cost as much as reading it."""
    return cast(T, quote(value))
