"""From a folder of articles to a warehouse: the verbs of the main job, as plain functions.

`build` runs them one after the other; flows/build_timeline.py wraps the same functions as Prefect tasks.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import Field

from timeline.anchoring import anchor
from timeline.dashboard import Page, TimelineError, write_pages
from timeline.document import Document, Frozen
from timeline.events import extract_events
from timeline.fault import fault_line
from timeline.meaning import Preference
from timeline.relations import relate
from timeline.sources import MAX_BYTES, Reject, read_folder
from timeline.warehouse import (
    Changes,
    Extracted,
    Run,
    WarehouseError,
    known_hashes,
    known_locations,
    migrated,
    query,
)
from timeline.warehouse import load as load_warehouse
from timeline.warehouse.columns import reject_table, storable

# Documents that one task works through, and the code points after which a batch is closed early.
BATCH_DOCUMENTS = 50
BATCH_TEXT = 1_000_000

# What a dashboards folder begins with.
ALL_EVENTS = """\
-- title: الخط الزمني
-- description: الأحداث التي ترويها المقالات، كلٌّ في المدة التي يسمح بها نصه.
-- lanes: type
-- chart: timeline
select *
from timeline
order by earliest nulls last, latest nulls last, event_id
"""

Batch = tuple[Document, ...]


class Job(Frozen):
    """What one run reads and writes. `started` has a time zone: only the caller knows what time it is."""

    started: dt.datetime
    seeds: Path = Path("seeds")
    warehouse: Path = Path("warehouse/timeline.duckdb")
    dashboards: Path = Path("dashboards")
    prefer: Preference = "past"
    max_bytes: int = MAX_BYTES
    # Remove from the warehouse what the seeds no longer hold.
    prune: bool = False
    # Read everything anew, also what the warehouse has from the same text by the same extractor.
    full: bool = False


class Ingested(Frozen):
    """What the seeds hold: documents new to the warehouse, rejects, and how many documents it has already.

    `gone` are the locations to prune. `kept` is the copy of a warehouse that had an older schema.
    """

    documents: tuple[Document, ...]
    rejects: tuple[Reject, ...]
    unchanged: int
    gone: tuple[str, ...] = ()
    kept: Path | None = None
    clock: float = Field(default_factory=time.perf_counter)


class Report(Frozen):
    """What one run did. `changed` is False where the warehouse held all of it already."""

    documents: int
    unchanged: int
    rejects: tuple[Reject, ...]
    changed: bool
    removed: int = 0
    changes: Changes = Changes()
    kept: Path | None = None
    pages: tuple[Page, ...] = ()


def build(job: Job, *, track: Callable[[Sequence[Batch]], Iterable[Batch]] = iter) -> Report:
    """The whole job in this process. `track` sees each batch go by, for a progress bar."""
    ingested = ingest(job)
    extracted = [
        found for batch in track(batches(ingested.documents)) for found in extract_batch(batch, job.prefer)
    ]
    return render(job, load(job, ingested, extracted))


def ingest(job: Job) -> Ingested:
    """Read the seeds; what the warehouse holds from the same text by the same extractor is left out.

    A warehouse of an older schema is migrated first. Raises WarehouseError.
    """
    clock = time.perf_counter()
    kept = migrated(job.warehouse)
    known = {} if job.full else known_hashes(job.warehouse)
    gone = set(known_locations(job.warehouse)) if job.prune else set()
    documents: list[Document] = []
    rejects: list[Reject] = []
    unchanged = 0
    for found in read_folder(job.seeds, max_bytes=job.max_bytes):
        gone.discard(storable(found.location))
        if isinstance(found, Reject):
            rejects.append(found)
        elif known.get(storable(found.location)) == found.content_hash:
            unchanged += 1
        else:
            documents.append(found)
    if gone and not documents and not rejects and not unchanged:
        raise WarehouseError(f"{job.seeds}: nothing in it, so nothing was pruned; is it the right one?")
    return Ingested(
        documents=tuple(documents),
        rejects=tuple(rejects),
        unchanged=unchanged,
        gone=tuple(sorted(gone)),
        kept=kept,
        clock=clock,
    )


def batches(documents: Iterable[Document]) -> list[Batch]:
    """The documents in order, cut where a batch is long in number or in text."""
    done: list[Batch] = []
    batch: list[Document] = []
    length = 0
    for document in documents:
        if batch and (len(batch) == BATCH_DOCUMENTS or length + len(document.text) > BATCH_TEXT):
            done.append(tuple(batch))
            batch, length = [], 0
        batch.append(document)
        length += len(document.text)
    return [*done, tuple(batch)] if batch else done


def extract_batch(batch: Batch, prefer: Preference) -> tuple[Extracted | Reject, ...]:
    """What each document says; one that we fail on is a reject that names the failure, and the rest go on."""
    return tuple(_extract_or_reject(document, prefer) for document in batch)


def extract(document: Document, *, prefer: Preference = "past") -> Extracted:
    """All that the text says happened, and when."""
    anchored = anchor(document, prefer=prefer)
    related = relate(document, anchored, extract_events(document, anchored))
    return Extracted(
        document=document,
        published=anchored.published,
        expressions=anchored.expressions,
        events=related.events,
        constraints=anchored.constraints,
        relations=related.relations,
        contradictions=related.contradictions,
        warnings=anchored.warnings,
    )


def load(job: Job, ingested: Ingested, extracted: Iterable[Extracted | Reject]) -> Report:
    """Store what is new in one transaction; where nothing is, the warehouse is not touched."""
    found = list(extracted)
    documents = [e for e in found if isinstance(e, Extracted)]
    rejects = (*ingested.rejects, *(r for r in found if isinstance(r, Reject)))
    report = Report(
        documents=len(documents),
        unchanged=ingested.unchanged,
        rejects=rejects,
        changed=bool(documents or ingested.gone) or _are_new(job.warehouse, rejects),
        kept=ingested.kept,
    )
    if not report.changed:
        return report
    run = Run(started=job.started, clock=ingested.clock, unchanged=ingested.unchanged)
    stored = load_warehouse(job.warehouse, documents, rejects, run, gone=ingested.gone)
    return report.model_copy(update={"removed": stored.removed, "changes": stored.changes})


def render(job: Job, report: Report) -> Report:
    """Write the page of every timeline in the dashboards folder; an empty one gets one of all events."""

    def ask(sql: str) -> tuple[Sequence[str], Iterable[Sequence[Any]]]:
        try:
            return query(job.warehouse, sql)
        except WarehouseError as error:
            raise TimelineError(str(error)) from error

    job.dashboards.mkdir(parents=True, exist_ok=True)
    if not any(job.dashboards.glob("*.sql")):
        (job.dashboards / "timeline.sql").write_text(ALL_EVENTS, encoding="utf-8")
    return report.model_copy(update={"pages": write_pages(job.dashboards, ask)})


def _are_new(path: Path, rejects: Iterable[Reject]) -> bool:
    """Whether the warehouse holds other rejects than these; one that is not there yet holds none."""
    _, rows = query(path, "select reject_id from rejects") if path.exists() else ((), ())
    return {key for (key,) in rows} != set(reject_table(rejects)["reject_id"].to_pylist())


def _extract_or_reject(document: Document, prefer: Preference) -> Extracted | Reject:
    try:
        return extract(document, prefer=prefer)
    except Exception as error:
        return Reject(
            location=document.location,
            reason=fault_line(error),
            hint="all other articles are unharmed",
            content_hash=document.content_hash,
        )
