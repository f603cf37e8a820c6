"""How much of a timeline is sent: of many events only what a screen can show, and counts of the rest.

A timeline of more than SENT_WHOLE events (app.py) is held in memory. For the stretch of time on the screen
and the reader's filters come the best known events of each lane and part of the axis; what is left is counted
in clusters, which open on zooming in. Facets and density are counted over all that the filters let through.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline.charts import Row, draw
from timeline.charts.label import plain
from timeline.charts.lane import MOST
from timeline.charts.mark import FIRST_DAY, LAST_DAY
from timeline.dashboard.cells import Standing, cells, fairly, standing
from timeline.dashboard.choice import FACETS, Wanted
from timeline.dashboard.columns import SLIM, Chosen, Columns, Numbers, columns
from timeline.dashboard.events import as_rows
from timeline.dashboard.mentions import mentions_sql, with_mentions
from timeline.dashboard.passage import Piece, elsewhere, passage
from timeline.dashboard.payload import payload
from timeline.dashboard.spec import TimelineError, TimelineSpec
from timeline.dashboard.spellings import Spellings, keys_sql, with_keys
from timeline.names.places import place_key

# Bars of the overview strip, and values that a facet offers.
BINS, VALUES = 160, 200
# Events that a search may find, and visits' filters whose counts are kept.
MOST_HITS, KEPT = 100_000, 32
# An export of more events comes in the warehouse's order: to sort them would take longer than to write them.
SORTED = 200_000
# A phrase without a word would call everybody.
_CALLED = "select distinct key from names_of($1) where len(split_words($1)) > 0"


class Held(Protocol):
    """The rows of a query, and the warehouse as it stood then, to be asked; see warehouse/holding.py.

    `sql` is the query without its order.
    """

    sql: str
    rows: pa.Table

    def ask(self, sql: str, parameters: Sequence[Any] | None = None) -> list[tuple[Any, ...]]: ...
    def hits(self, phrase: str, most: int) -> pa.Array: ...
    def close(self) -> None: ...


# Holds the rows of a query: what to take of it, up to its from, and the query; raises TimelineError.
Hold = Callable[[str, str], Held]


@dataclass(frozen=True, slots=True)
class Whole:
    """All of a timeline that is too long to be sent: its events, their days (half-open), its lanes.

    `extent` is all days and those of the opening view. What is counted over the whole axis is counted once
    for the filters of the last visits, and so are the events that a search finds.
    """

    held: Held
    columns: Columns
    extent: tuple[int, int, int, int]
    lanes: tuple[str, ...]
    stand: Standing
    # The two bars of the overview that each event's days begin and end in, as one number.
    bars: Numbers
    # How people and places are spelled that are spelled in several ways.
    spelled: Mapping[str, Spellings]
    counted: dict[Wanted, dict[str, Any]] = field(default_factory=dict)
    hits: dict[str, Numbers] = field(default_factory=dict)


def whole(spec: TimelineSpec, hold: Hold, towns: Callable[[], None] = lambda: None) -> Whole:
    """The timeline, held. Raises TimelineError where its query fails or lacks a column of the view.

    `towns` is waited for before places are asked about.
    """
    held = hold(SLIM, spec.sql.rstrip().removesuffix(";"))
    spelled: dict[str, Spellings] = {}

    def people(names: Sequence[str]) -> Mapping[str, str]:
        spelled["person"] = Spellings(dict(held.ask(keys_sql("select unnest(?)"), [names])))
        return spelled["person"].keys

    def places(names: Sequence[str]) -> Mapping[str, str]:
        towns()
        spelled["place"] = Spellings({n: key for n in names if (key := place_key(n)) != n})
        return spelled["place"].keys

    try:
        all_of_it = columns(held.rows, {"person": people, "place": places})
    except BaseException:
        held.close()
        raise
    extent = _extent(all_of_it)
    values = all_of_it.facets[spec.lanes]
    lanes = [name for name, _ in values.counted(np.ones(all_of_it.total, np.bool_), MOST)]
    stand = standing(values, lanes, all_of_it.best)
    return Whole(held, all_of_it, extent, tuple(lanes), stand, _bars(all_of_it, extent), spelled)


def detail(spec: TimelineSpec, all_of_it: Whole, choice: Wanted) -> dict[str, Any]:
    """The payload of what one screen shows; `partial` says that there is more, and what of it is counted."""
    chosen = _chosen(all_of_it, choice)
    found = cells(all_of_it.stand, all_of_it.columns, chosen, *(choice.window or all_of_it.extent[2:]))
    sent = fairly(found)
    rows = with_keys(_rows(spec, all_of_it.held.rows, list(sent)), all_of_it.spelled["person"].keys)
    drawing = draw(rows, spec.lanes, names=all_of_it.lanes)
    counts = _counts(all_of_it, choice, chosen)
    people = [name for name, _ in counts["facets"]["person"]]
    spellings = {key: all_of_it.spelled["person"].of(key) for key in (*people, *all_of_it.lanes)}
    data = payload(spec, rows, drawing, passages=False, spellings=spellings)
    return {
        **data,
        **counts,
        "partial": True,
        "total": all_of_it.columns.total,
        "extent": list(all_of_it.extent[:2]),
        "view": list(all_of_it.extent[2:]),
        "lanes": [*all_of_it.lanes, None],
        "clusters": [
            [cell.lane, cell.start, cell.end, left]
            for cell in found
            if (left := cell.count - sum(event in sent for event in cell.events)) > 0
        ],
    }


def chosen_sql(all_of_it: Whole, choice: Wanted) -> tuple[str, list[Any]]:
    """The timeline's query, and its parameters, for what the filters let through alone."""
    sql, chosen = all_of_it.held.sql, _chosen(all_of_it, choice)
    few = np.count_nonzero(chosen) <= SORTED
    order = "order by earliest nulls last, latest nulls last, event_id" if few else ""
    if chosen.all():
        return f"select * from (\n{sql}\n) {order}", []
    events = all_of_it.held.rows["event_id"].filter(pa.array(chosen)).to_pylist()
    return f"select * from (\n{sql}\n) where event_id in (select unnest(?)) {order}", [events]


def told(all_of_it: Whole, event: str) -> dict[str, list[Piece] | list[list[Piece]] | list[str]]:
    """The passages that tell an event, as its article stood when the timeline was held, and its authors."""
    held = all_of_it.held
    if pc.index(held.rows["event_id"], event).as_py() < 0:
        raise TimelineError("no such event in this timeline")
    found = held.ask(f"select {', '.join(Row.columns())} from timeline where event_id = ?", [event])
    rows = [Row.model_validate(dict(zip(Row.columns(), values, strict=True))) for values in found]
    for row in with_mentions(rows, held.ask(mentions_sql("= ?"), [event])):
        authors = [plain(name) for name in row.authors]
        return {"passage": passage(row), "elsewhere": elsewhere(row), "authors": authors}
    return {"passage": [], "elsewhere": [], "authors": []}


def _chosen(all_of_it: Whole, choice: Wanted, without: str = "") -> Chosen:
    """Which events the filters let through, one facet left out on demand."""
    columns = all_of_it.columns
    found = np.ones(columns.total, np.bool_)
    for name, value in choice.facets:
        if name != without:
            key = all_of_it.spelled[name].key(value) if name in all_of_it.spelled else value
            found &= columns.facets[name].having([key])
    if choice.sure:
        found &= columns.sure >= choice.sure
    if choice.q.strip():
        hit = np.zeros(columns.total, np.bool_)
        hit[_hits(all_of_it, choice.q)] = True
        found &= hit
    start, end = choice.days
    certainly = choice.mode == "certainly"
    if start is not None:
        found &= (columns.earliest if certainly else columns.latest) >= start
    if end is not None:
        found &= (columns.latest if certainly else columns.earliest) <= end
    if start is not None or end is not None:
        found &= columns.dated
    return found


def _hits(all_of_it: Whole, phrase: str) -> Numbers:
    """The events that the warehouse's own search finds, and those of whoever is called so in any script."""
    if phrase not in all_of_it.hits:
        held, columns = all_of_it.held, all_of_it.columns
        found = pc.is_in(held.rows["event_id"], value_set=held.hits(phrase, MOST_HITS)).to_numpy()
        people = columns.facets["person"].having({key for (key,) in held.ask(_CALLED, [phrase])})
        _keep(all_of_it.hits, phrase, np.flatnonzero(found | people).astype(np.int32))
    return all_of_it.hits[phrase]


def _counts(all_of_it: Whole, choice: Wanted, chosen: Chosen) -> dict[str, Any]:
    """What is counted over the whole axis, wherever the window is."""
    key = choice.model_copy(update={"window": None})
    if key not in all_of_it.counted:
        _keep(all_of_it.counted, key, _count(all_of_it, choice, chosen))
    return all_of_it.counted[key]


def _count(all_of_it: Whole, choice: Wanted, chosen: Chosen) -> dict[str, Any]:
    # A facet of its own filters leaves them out.
    apart = {name: _chosen(all_of_it, choice, without=name) for name, _ in choice.facets}
    facets = all_of_it.columns.facets
    return {
        "matching": int(np.count_nonzero(chosen)),
        "facets": {name: facets[name].counted(apart.get(name, chosen), VALUES) for name in FACETS},
        "density": _density(all_of_it.bars[np.flatnonzero(chosen & all_of_it.columns.dated)]),
    }


def _keep(kept: dict[Any, Any], key: Any, value: Any) -> None:
    while len(kept) >= KEPT:
        kept.pop(next(iter(kept)), None)
    kept[key] = value


def _rows(spec: TimelineSpec, table: pa.Table, events: Sequence[int]) -> list[Row]:
    """These events by their days. Each batch gives its own: to take from all at once would copy all."""
    at, start, rows = np.array(events, np.int64), 0, list[Row]()
    for batch in table.to_batches():
        here = at[(at >= start) & (at < start + len(batch))] - start
        rows += as_rows(spec, batch.take(pa.array(here)).to_pylist())
        start += len(batch)
    return sorted(
        rows, key=lambda r: (r.earliest is None, r.earliest or 0, r.latest is None, r.latest or 0, r.event_id)
    )


def _extent(columns: Columns) -> tuple[int, int, int, int]:
    """All days that a chart can hold, with some room beside them, and those of the opening view."""
    on_axis = columns.dated & (columns.first >= FIRST_DAY) & (columns.last < LAST_DAY)
    first, last = columns.first[on_axis], columns.last[on_axis]
    if not len(first):
        return (-2, 3, -2, 3)
    start, end = int(first.min()), int(last.max()) + 1
    low, high = _share(first, 0.02), _share(last, 0.98) + 1
    pad, near = max(2, (end - start) // 25), max(2, (high - low) // 25)
    return (start - pad, end + pad, max(start - pad, low - near), min(end + pad, high + near))


def _share(days: Numbers, share: float) -> int:
    at = max(0, int(np.ceil(len(days) * share)) - 1)
    return int(np.partition(days, at)[at])


def _bars(columns: Columns, extent: tuple[int, int, int, int]) -> Numbers:
    low, high, *_ = extent
    size = (high - low) / BINS
    first, last = (
        np.clip(np.floor((days - low) / size), 0, BINS - 1).astype(np.int32)
        for days in (columns.first, columns.last)
    )
    return first * BINS + last


def _density(bars: Numbers) -> list[float]:
    """How many events each bar of the overview may hold, an uncertain one spread over its interval."""
    mass = [0.0] * BINS
    counts = np.bincount(bars, minlength=BINS * BINS)
    for at in np.flatnonzero(counts).tolist():
        first, last = divmod(at, BINS)
        for part in range(first, last + 1):
            mass[part] += int(counts[at]) / (last - first + 1)
    return [round(m, 2) for m in mass]
