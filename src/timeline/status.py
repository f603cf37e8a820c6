"""How is it going: the last run, how fresh each source is, what was rejected, growth and size."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from timeline.document import Frozen
from timeline.heartbeat import Heard, LastRun, last_run
from timeline.sources.listed import Length, read_sources
from timeline.warehouse import query

State = Literal["ok", "warn", "error"]
_WORST: tuple[State, ...] = ("ok", "warn", "error")
# A week is what "growth" looks back on.
_GROWTH_DAYS = 7

_SOURCES = """
    with told as (
        select location, max(started) as started
        from run_changes join runs using (run_id) where change = 'added' group by location
    )
    select
        coalesce((select max(name) from unnest(?) as listed(name) where starts_with(p.location, name || '/')),
            p.source, d.source, '') as source,
        count(*) as documents, max(d.published_latest) as newest,
        max(told.started) as brought
    from document_locations as p join documents as d using (document_id)
    left join told on told.location = d.location
    group by 1 order by 1
"""
_TOTALS = """
    select (select count(*) from documents), (select count(*) from events), (select count(*) from rejects),
        (select count(*) from runs),
        (select coalesce(sum(documents), 0) from runs where started >= ?),
        (select count(*) from run_changes join runs using (run_id)
         where change = 'added' and started >= ?)
"""


def length_of(stated: str) -> dt.timedelta:
    """A length of time as people write it: 90m, 26h, 2d, 1w. Raises ValueError."""
    try:
        return TypeAdapter(Length).validate_python(stated, strict=True)
    except ValidationError as error:
        raise ValueError(error.errors()[0]["msg"].removeprefix("Value error, ")) from None


class Freshness(Frozen):
    """How long a source may bring nothing before that is worth a warning, or an error.

    What is `fetched` is fresh if it answers, with something new or without.
    """

    name: str = ""
    fetched: bool = False
    warn_after: dt.timedelta | None = None
    error_after: dt.timedelta | None = None

    def state(self, age: dt.timedelta | None) -> State:
        """How it stands with a source that was last fresh so long ago; None is never."""
        for state, limit in (("error", self.error_after), ("warn", self.warn_after)):
            if limit is not None and (age is None or age > limit):
                return "error" if state == "error" else "warn"
        return "ok"


def freshness_in(file: Path) -> dict[str, Freshness]:
    """What a sources.toml says of each source's freshness; nothing without such a file. Raises SourcesError.

    A folder by its name, which its articles' locations begin with; what is fetched by its publisher, whose
    its articles are, or by its name, where it has none or shares it: one that is silent is not missed.
    """
    found = read_sources(file) if file.is_file() else ()
    fetched = Counter(one.publisher for one in found if one.kind != "folder")
    alone = {one.name for one in found if one.kind != "folder" and fetched[one.publisher] == 1}
    return {
        (one.publisher or one.name) if one.name in alone else one.name: Freshness(
            name=one.name,
            fetched=one.kind not in ("folder", "stdin"),
            warn_after=one.warn_after,
            error_after=one.error_after,
        )
        for one in found
    }


class SourceStatus(Frozen):
    """One source: its documents, the newest day of them, when it last brought one, and when it answered."""

    name: str
    documents: int = 0
    newest: dt.date | None = None
    brought: dt.datetime | None = None
    answered: dt.datetime | None = None
    state: State = "ok"


class Status(Frozen):
    """How it is going. `reasons` say why where the state is not ok."""

    state: State
    reasons: tuple[str, ...]
    last_run: LastRun | None
    sources: tuple[SourceStatus, ...]
    documents: int
    events: int
    rejects: int
    runs: int
    documents_in_a_week: int
    events_in_a_week: int
    bytes: int


def status_of(
    warehouse: Path,
    now: dt.datetime,
    freshness: Mapping[str, Freshness],
    *,
    within: dt.timedelta | None = None,
) -> Status:
    """How it stands with a warehouse; without a run that went well `within` so long it is an error.

    A source that `freshness` names and the warehouse does not know has never brought anything. Raises
    WarehouseError where there is no warehouse, or none that can be read.
    """
    last = last_run(warehouse)
    since = now - dt.timedelta(days=_GROWTH_DAYS)
    totals = query(warehouse, _TOTALS, [since, since])[1][0]
    sources = _sources(warehouse, now, freshness, last.sources if last else {})
    troubles = [*_of_the_last_run(last, now, within), *_of_the_sources(sources, now, freshness)]
    return Status(
        state=max((state for state, _ in troubles), key=_WORST.index, default="ok"),
        reasons=tuple(reason for _, reason in troubles),
        last_run=last,
        sources=sources,
        **dict(zip(("documents", "events", "rejects", "runs"), totals, strict=False)),
        documents_in_a_week=totals[4],
        events_in_a_week=totals[5],
        bytes=warehouse.stat().st_size,
    )


def _sources(
    warehouse: Path, now: dt.datetime, freshness: Mapping[str, Freshness], heard: Mapping[str, Heard]
) -> tuple[SourceStatus, ...]:
    known = {row[0]: row for row in query(warehouse, _SOURCES, [list(freshness)])[1]}
    found = []
    for name in sorted({*known, *freshness}):
        _, documents, newest, told = known.get(name, (name, 0, None, None))
        limits = freshness.get(name, Freshness())
        last = heard.get(limits.name, Heard())
        brought = max(filter(None, (told, last.brought)), default=None)
        fresh = max(filter(None, (brought, last.answered if limits.fetched else None)), default=None)
        found.append(
            SourceStatus(
                name=name,
                documents=documents,
                newest=newest,
                brought=brought,
                answered=last.answered,
                state=limits.state(now - fresh if fresh else None),
            )
        )
    return tuple(found)


def _of_the_last_run(
    last: LastRun | None, now: dt.datetime, within: dt.timedelta | None
) -> list[tuple[State, str]]:
    troubles: list[tuple[State, str]] = []
    if last and last.error:
        troubles.append(("error", f"the last run failed: {last.error}"))
    well = last.well if last else None
    if within and (well is None or now - well > within):
        said = f"the last that did was {ago(now - well)} ago" if well else "none is known"
        troubles.append(("error", f"no run went well within {ago(within)}: {said}"))
    return troubles


def _of_the_sources(
    sources: tuple[SourceStatus, ...], now: dt.datetime, freshness: Mapping[str, Freshness]
) -> list[tuple[State, str]]:
    troubles: list[tuple[State, str]] = []
    for one in sources:
        if one.state != "ok":
            fetched = freshness[one.name].fetched
            last = max(filter(None, (one.brought, one.answered if fetched else None)), default=None)
            said = "no answer" if fetched else "nothing new"
            since = f"for {ago(now - last)}" if last else "since it is known"
            troubles.append((one.state, f"{one.name}: {said} {since}"))
    return troubles


def ago(length: dt.timedelta) -> str:
    """A length of time for people, in its largest whole unit."""
    seconds = int(length.total_seconds())
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * size or (seconds >= size and unit != "d"):
            return f"{seconds // size} {unit}"
    return f"{max(seconds, 0)} s"
