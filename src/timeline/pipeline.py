"""From a folder of articles to a warehouse: the verbs of the main job, as plain functions.

`build` runs them one after the other; flows/build_timeline.py wraps the same functions as Prefect tasks.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import Field

from timeline.arrivals import Arrivals, Folder, may_be_gone, new_copies
from timeline.dashboard import Page, TimelineError, write_pages
from timeline.document import Document, Frozen
from timeline.doubles import Doubles
from timeline.extractor import Extracted, Settings, extract, extractor_of
from timeline.fault import fault_line
from timeline.heartbeat import Heard, last_run, noted
from timeline.interval import Interval
from timeline.job import Job as Job
from timeline.job import settings_of
from timeline.language_model import ModelError
from timeline.sources import Reject, Source, read_sources
from timeline.warehouse import (
    Changes,
    Copy,
    Fetch,
    Run,
    WarehouseError,
    known_articles,
    known_between,
    known_fetches,
    known_hashes,
    migrated,
    query,
    stored_documents,
    stored_rejects,
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
-- title (en): Timeline
-- description (en): What the articles tell, each event in the time that its text allows.
-- title (fr): Chronologie
-- description (fr): Ce que racontent les articles, chaque événement dans le temps que permet son texte.
-- lanes: type
-- chart: timeline
select *
from timeline
order by earliest nulls last, latest nulls last, event_id
"""

Batch = tuple[Document, ...]


class Ingested(Frozen):
    """What the seeds hold: documents new to the warehouse, rejects, and how many documents it has already.

    `settings` is how the documents are to be read. `gone` are the locations to prune. `kept` is the copy of a
    warehouse that had an older schema.
    """

    settings: Settings
    documents: tuple[Document, ...]
    rejects: tuple[Reject, ...]
    unchanged: int
    gone: tuple[str, ...] = ()
    # Addresses that were read whole.
    fetches: tuple[Fetch, ...] = ()
    # Places where an article was found that is read from another place.
    copies: tuple[Copy, ...] = ()
    # How each listed source stands.
    heard: dict[str, Heard] = Field(default={})
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
    # What the warehouse's checks of severity `warn` found.
    warnings: tuple[str, ...] = ()
    kept: Path | None = None
    pages: tuple[Page, ...] = ()
    heard: dict[str, Heard] = Field(default={})


def build(
    job: Job,
    find: Callable[[Job], Ingested] | None = None,
    *,
    track: Callable[[Sequence[Batch]], Iterable[Batch]] = iter,
) -> Report:
    """The whole job in this process, over what `ingest` or `stored` finds.

    `track` sees each batch go by, for a progress bar.
    """
    with noted(job.warehouse, job.started) as note:
        ingested = (find or ingest)(job)
        extracted = [
            found
            for batch in track(batches(ingested.documents))
            for found in extract_batch(batch, ingested.settings)
        ]
        report = render(job, load(job, ingested, extracted))
        note.report(report.documents, report.unchanged, len(report.rejects), report.heard)
    return report


def ingest(job: Job) -> Ingested:
    """As `look`, after a warehouse of an older schema is migrated. Raises WarehouseError."""
    kept = migrated(job.warehouse)
    return look(job).model_copy(update={"kept": kept})


def look(job: Job) -> Ingested:
    """Read the sources; what the warehouse holds from the same text, read in the same way, is left out.

    Nothing is written. Raises WarehouseError, or SourcesError.
    """
    clock = time.perf_counter()
    known = {} if job.full else known_hashes(job.warehouse)
    sources = None if job.listed is None else read_sources(job.listed)
    homes, others = known_articles(job.warehouse)
    gone = may_be_gone(sources, {*homes, *others}) if job.prune else set()
    doubles = Doubles(homes)
    published_then = _published_then(job)
    settings, rejects = settings_of(job)
    documents: list[Document] = []
    unchanged = 0
    arrivals = _arrivals(job, sources)
    for found in arrivals:
        gone.discard(storable(found.location))
        if isinstance(found, Reject) and found.location.endswith("/"):  # all of a source could not be read
            gone = {location for location in gone if not location.startswith(found.location)}
        if isinstance(found, Reject):
            rejects.append(_kept(found) if storable(found.location) in homes else found)
        elif not doubles.take(storable(found.location), found):
            pass
        elif published_then is not None:
            if published_then(found):
                documents.append(found)
            else:
                unchanged += 1
        elif known.get(storable(found.location)) == (found.content_hash, extractor_of(found, settings)):
            unchanged += 1
        else:
            arrivals.is_new()
            documents.append(found)
    documents += doubles.rest(gone.__contains__)
    unchanged += len(doubles.copies)
    if gone and not documents and not rejects and not unchanged:
        raise WarehouseError(f"{job.seeds}: nothing in it, so nothing was pruned; is it the right one?")
    return Ingested(
        settings=settings,
        documents=tuple(documents),
        rejects=tuple(rejects),
        unchanged=unchanged,
        gone=tuple(sorted(gone)),
        fetches=arrivals.fetches,
        copies=new_copies(doubles, {} if job.full else others),
        heard=arrivals.heard(job.started),
        clock=clock,
    )


def _arrivals(job: Job, sources: Sequence[Source] | None) -> Arrivals:
    """What every source holds, without a list of them what the folder does."""
    apart = (job.events_file,)
    if sources is None:
        return Folder(job.seeds, max_bytes=job.max_bytes, apart=apart)
    known = () if job.full else known_fetches(job.warehouse)
    before = last_run(job.warehouse)
    return Arrivals(sources, known=known, heard=before.sources if before else {}, apart=apart)


def look_at_stored(job: Job) -> Ingested:
    """The documents of the warehouse that another extractor read, from the text that it holds.

    So also those are read anew that their sources no longer have. Rejects stay. Raises WarehouseError.
    """
    clock = time.perf_counter()
    settings, _ = settings_of(job)
    documents: list[Document] = []
    unchanged = 0
    for found, extractor in stored_documents(job.warehouse):
        if isinstance(found, Document) and (job.full or extractor != extractor_of(found, settings)):
            documents.append(found)
        else:
            unchanged += 1
    return Ingested(
        settings=settings,
        documents=tuple(documents),
        rejects=stored_rejects(job.warehouse),
        unchanged=unchanged,
        clock=clock,
    )


def stored(job: Job) -> Ingested:
    """As `look_at_stored`, after a warehouse of an older schema is migrated. Raises WarehouseError."""
    kept = migrated(job.warehouse)
    return look_at_stored(job).model_copy(update={"kept": kept})


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


def extract_batch(batch: Batch, settings: Settings) -> tuple[Extracted | Reject, ...]:
    """What each document says; one that we fail on is a reject that names the failure, and the rest go on."""
    return tuple(_extract_or_reject(document, settings) for document in batch)


def load(job: Job, ingested: Ingested, extracted: Iterable[Extracted | Reject]) -> Report:
    """Store what is new in one transaction; where nothing is, the warehouse is not touched."""
    found = list(extracted)
    documents = [e for e in found if isinstance(e, Extracted)]
    rejects = (*ingested.rejects, *(r for r in found if isinstance(r, Reject)))
    report = Report(
        documents=len(documents),
        unchanged=ingested.unchanged,
        rejects=rejects,
        changed=bool(documents or ingested.gone or ingested.copies) or _are_new(job.warehouse, rejects),
        kept=ingested.kept,
        heard=ingested.heard if len(rejects) == len(ingested.rejects) else _again(ingested.heard),
    )
    if not report.changed:
        return report
    # An article that we failed on is fetched again.
    fetches = ingested.fetches if len(rejects) == len(ingested.rejects) else ()
    run = Run(started=job.started, clock=ingested.clock, unchanged=ingested.unchanged)
    stored = load_warehouse(
        job.warehouse, documents, rejects, run, gone=ingested.gone, fetches=fetches, copies=ingested.copies
    )
    told = {"removed": stored.removed, "changes": stored.changes, "warnings": stored.warnings}
    return report.model_copy(update=told)


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


def _published_then(job: Job) -> Callable[[Document], bool] | None:
    """Whether a document was published in the days of the job, as it states or as the warehouse knows it."""
    if job.since is None and job.until is None:
        return None
    days = Interval(
        None if job.since is None else Interval.of_date(job.since).start,
        None if job.until is None else Interval.of_date(job.until).end,
    )
    known = known_between(job.warehouse, job.since, job.until)

    def then(document: Document) -> bool:
        if document.published is None:
            return storable(document.location) in known
        return document.published.intersect(days) is not None

    return then


def _kept(reject: Reject) -> Reject:
    """The same, of something that was read once: what was read then is not taken back."""
    return reject.model_copy(update={"hint": f"{reject.hint}; what was read of it before is kept"})


def _again(heard: Mapping[str, Heard]) -> dict[str, Heard]:
    """The same, for sources that are to be asked for all that they have."""
    return {name: one.model_copy(update={"settings": ""}) for name, one in heard.items()}


def _are_new(path: Path, rejects: Iterable[Reject]) -> bool:
    """Whether the warehouse holds other rejects than these; one that is not there yet holds none."""
    _, rows = query(path, "select reject_id from rejects") if path.exists() else ((), ())
    return {key for (key,) in rows} != set(reject_table(rejects)["reject_id"].to_pylist())


def _extract_or_reject(document: Document, settings: Settings) -> Extracted | Reject:
    try:
        return extract(document, settings)
    except ModelError as error:
        return Reject(
            location=document.location,
            reason=str(error),
            hint="mend it and run again: then the articles that are missing are read",
            content_hash=document.content_hash,
        )
    except Exception as error:
        return Reject(
            location=document.location,
            reason=fault_line(error),
            hint="all other articles are unharmed",
            content_hash=document.content_hash,
        )
