"""How much of a timeline is sent: of many events only what a screen can show, and counts of the rest.

A timeline of more than MOST_SENT events is held in memory as slim rows. For the stretch of time on the screen
and the reader's filters come the best known events of each lane and part of the axis; what is left is counted
in clusters, which open on zooming in. Facets and density are counted over all that the filters let through.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Protocol

from pydantic import ValidationError

from timeline.charts import Row, draw
from timeline.charts.label import plain
from timeline.charts.lane import MOST, By
from timeline.charts.mark import FIRST_DAY, LAST_DAY
from timeline.dashboard.mentions import mentions_sql, with_mentions
from timeline.dashboard.passage import Piece, elsewhere, passage
from timeline.dashboard.payload import payload
from timeline.dashboard.spec import TimelineError, TimelineSpec
from timeline.dashboard.spellings import Spellings, keys_sql, with_keys
from timeline.document import Frozen
from timeline.interval import parse_point
from timeline.names.places import place_key

# Events that one answer carries, and parts that the axis is cut into for choosing and counting.
MOST_SENT, PARTS = 600, 60
# Bars of the overview strip, and values that a facet offers.
BINS, VALUES = 160, 200
# Events that a search may find, and visits' filters whose counts are kept.
MOST_HITS, KEPT = 100_000, 32
# An export of more events comes in the warehouse's order: to sort them would take longer than to write them.
SORTED = 200_000
_EPOCH = "date '1970-01-01'"

_SINGLE = ("type", "modality", "granularity", "place", "source", "language")
FACETS = (*_SINGLE, "person")
# What is held of each event: first what filters and counts need (FEW), and while the first screen is looked
# at all that a card says but for the words of the article (SLIM). Dates are days since 1970; `first` and
# `last` close an open side with the other.
_SAID = (
    *("event_id", "title", *_SINGLE, "participants", "edtf", "basis", "weekday"),
    *("document_id", "document_title", "url", "published_basis"),
    *("attribution", "confidence", "confidence_reasons", "latitude", "longitude"),
)
_DATES = ("earliest", "latest", "published_earliest", "published_latest")
_NEEDED = ("event_id", *_SINGLE, "participants", "confidence")


def _held(said: Sequence[str], dates: Sequence[str]) -> str:
    days = [f"{name} - {_EPOCH} as {name}" for name in dates]
    ends = f"coalesce(earliest, latest) - {_EPOCH} as first, coalesce(latest, earliest) - {_EPOCH} as last"
    return f"select {', '.join((*said, *days))}, {ends} from"


FEW, SLIM = _held(_NEEDED, ("earliest", "latest")), _held(_SAID, _DATES)
_LANE: dict[By, str] = {"type": "type", "person": "person", "place": "place", "source": "source"}


class Held(Protocol):
    """Rows that are held in the table `memory.held` and can be asked about; see warehouse/holding.py.

    `sql` is their query without its order; `widen` takes more of it, and `wide` says that it has.
    """

    sql: str
    wide: bool

    def widen(self, select: str, short: Sequence[str], lists: Sequence[str]) -> None: ...

    def ask(self, sql: str, parameters: Sequence[Any] | None = None) -> list[tuple[Any, ...]]: ...
    def close(self) -> None: ...


# Holds the rows of a query: what to take of it, up to its from, and the query; raises TimelineError.
Hold = Callable[[str, str], Held]


class Wanted(Frozen):
    """What the reader has chosen: as in the page's address, and the days of the window, half-open."""

    q: str = ""
    date_from: str = ""
    date_to: str = ""
    mode: str = "possibly"
    sure: float = 0.0
    facets: tuple[tuple[str, str], ...] = ()
    window: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """All of a timeline that is too long to be sent: its rows, how many, their days (half-open), its lanes.

    `extent` is all days and those of the opening view. What is counted over the whole axis is counted once
    for the filters of the last visits, and so are the events that a search finds.
    """

    held: Held
    total: int
    extent: tuple[int, int, int, int]
    lanes: tuple[str, ...]
    # How people and places are spelled that are spelled in several ways.
    spelled: Mapping[str, Spellings]
    counted: dict[Wanted, dict[str, Any]] = field(default_factory=dict)
    hits: dict[str, list[str]] = field(default_factory=dict)


def wanted(arguments: Mapping[str, str]) -> Wanted:
    """The reader's choice in the parameters of an address. Raises TimelineError where one can't be used."""
    try:
        window = tuple(float(arguments[name]) for name in ("low", "high")) if "low" in arguments else None
        return Wanted.model_validate(
            {
                "q": arguments.get("q", ""),
                "date_from": arguments.get("from", ""),
                "date_to": arguments.get("to", ""),
                "mode": arguments.get("mode", "possibly"),
                "sure": float(arguments.get("sure") or 0),
                "facets": tuple((name, arguments[name]) for name in FACETS if arguments.get(name)),
                "window": window,
            }
        )
    except (KeyError, ValueError, ValidationError):
        raise TimelineError("the address asks for something that this page does not know") from None


def whole(spec: TimelineSpec, hold: Hold) -> Whole:
    """The timeline, held. Raises TimelineError where its query fails or lacks a column of the view."""
    sql = spec.sql.rstrip().removesuffix(";")
    held = hold(FEW, sql)
    try:
        found = held.ask(
            f"select count(*), min(first), max(last) + 1, quantile_disc(first, 0.02), "
            f"quantile_disc(last, 0.98) + 1 from memory.held where first >= {FIRST_DAY} and last < {LAST_DAY}"
        )[0]
        total = held.ask("select count(*) from memory.held")[0][0]
        start, end, low, high = (found[1], found[2], found[3], found[4]) if found[0] else (0, 1, 0, 1)
        pad, near = max(2, (end - start) // 25), max(2, (high - low) // 25)
        view = (max(start - pad, low - near), min(end + pad, high + near))
        lane = _LANE[spec.lanes]
        spelled = _spellings(held)
        lanes = _counted(held, spelled, lane, "true", [])[:MOST]
    except BaseException:
        held.close()
        raise
    return Whole(held, total, (start - pad, end + pad, *view), tuple(name for name, _ in lanes), spelled)


def detail(spec: TimelineSpec, all_of_it: Whole, choice: Wanted) -> dict[str, Any]:
    """The payload of what one screen shows; `partial` says that there is more, and what of it is counted."""
    low, high = choice.window or all_of_it.extent[2:]
    where, values = _conditions(all_of_it, choice)
    cells = _cells(spec.lanes, all_of_it, where, values, low, high)
    sent = _fairly(cells, MOST_SENT)
    rows = with_keys(_rows(all_of_it.held, list(sent)), all_of_it.spelled["person"].keys)
    drawing = draw(rows, spec.lanes, names=all_of_it.lanes)
    counts = _counts(all_of_it, choice)
    people = [name for name, _ in counts["facets"]["person"]]
    spellings = {key: all_of_it.spelled["person"].of(key) for key in (*people, *all_of_it.lanes)}
    data = payload(spec, rows, drawing, passages=False, spellings=spellings)
    return {
        **data,
        **counts,
        "partial": True,
        "total": all_of_it.total,
        "extent": list(all_of_it.extent[:2]),
        "view": list(all_of_it.extent[2:]),
        "lanes": [*all_of_it.lanes, None],
        "clusters": [
            [cell.lane, cell.start, cell.end, left]
            for cell in cells
            if (left := cell.count - sum(event in sent for event in cell.events)) > 0
        ],
    }


def settle(all_of_it: Whole) -> None:
    """Hold the rest of the timeline, while somebody looks at the first screen."""
    all_of_it.held.widen(SLIM, _SINGLE, ("participants",))


def _counts(all_of_it: Whole, choice: Wanted) -> dict[str, Any]:
    """What is counted over the whole axis, wherever the window is."""
    key = choice.model_copy(update={"window": None})
    if key not in all_of_it.counted:
        _keep(all_of_it.counted, key, _count(all_of_it, choice))
    return all_of_it.counted[key]


def _count(all_of_it: Whole, choice: Wanted) -> dict[str, Any]:
    where, values = _conditions(all_of_it, choice)
    chosen = {name for name, _ in choice.facets}
    # A facet of its own filters leaves them out; all others are counted in one reading.
    alike = [name for name in _SINGLE if name not in chosen]
    counted = _counted_together(all_of_it.held, all_of_it.spelled, alike, where, values)
    facets = {name: counted[name] if name in counted else _facet(all_of_it, choice, name) for name in FACETS}
    return {
        "matching": counted[""][0][1],
        "facets": {name: found[:VALUES] for name, found in facets.items()},
        "density": _density(all_of_it.held, where, values, all_of_it.extent),
    }


def _hits(all_of_it: Whole, phrase: str) -> list[str]:
    """The events that the warehouse's own search finds."""
    if phrase not in all_of_it.hits:
        found = all_of_it.held.ask(f"select event_id from search(?, most := {MOST_HITS})", [phrase])
        _keep(all_of_it.hits, phrase, [event for (event,) in found])
    return all_of_it.hits[phrase]


def _keep(kept: dict[Any, Any], key: Any, value: Any) -> None:
    while len(kept) >= KEPT:
        kept.pop(next(iter(kept)), None)
    kept[key] = value


def chosen_sql(all_of_it: Whole, choice: Wanted) -> tuple[str, list[Any]]:
    """The timeline's query, and its parameters, for what the filters let through alone."""
    sql, (where, values) = all_of_it.held.sql, _conditions(all_of_it, choice)
    order = "order by earliest nulls last, latest nulls last, event_id"
    chosen = f"select event_id from ({FEW} (\n{sql}\n)) where {where}"
    few = _counts(all_of_it, choice)["matching"] <= SORTED
    return f"select * from (\n{sql}\n) where event_id in ({chosen}) {order if few else ''}", values


def told(all_of_it: Whole, event: str) -> dict[str, list[Piece] | list[list[Piece]] | list[str]]:
    """The passages that tell an event, as its article stood when the timeline was held, and its authors."""
    held = all_of_it.held
    columns = Row.columns()
    if not held.ask("select 1 from memory.held where event_id = ?", [event]):
        raise TimelineError("no such event in this timeline")
    found = held.ask(f"select {', '.join(columns)} from timeline where event_id = ?", [event])
    rows = [Row.model_validate(dict(zip(columns, values, strict=True))) for values in found]
    for row in with_mentions(rows, held.ask(mentions_sql("= ?"), [event])):
        authors = [plain(name) for name in row.authors]
        return {"passage": passage(row), "elsewhere": elsewhere(row), "authors": authors}
    return {"passage": [], "elsewhere": [], "authors": []}


@dataclass(frozen=True, slots=True)
class _Cell:
    """One part of the axis in one lane: how many events begin in it, and the best known of them."""

    lane: int
    start: float
    end: float
    count: int
    events: tuple[str, ...]


def _people(lane: str) -> str:
    """The rows, once for each of the people in them where lanes are people."""
    if lane == "person":
        return "(select *, unnest(participants) as person from memory.held)"
    return "memory.held"


def _cells(by: By, all_of_it: Whole, where: str, values: list[Any], low: float, high: float) -> list[_Cell]:
    size = max((high - low) / PARTS, 1 / 24)
    lane, lanes = _LANE[by], list(all_of_it.lanes)
    # Faster than to look each up in a list.
    spelled = [all_of_it.spelled[lane].of(name) if lane in all_of_it.spelled else [name] for name in lanes]
    cases = "".join(f" when {lane} in ({', '.join('?' * len(s))}) then {n}" for n, s in enumerate(spelled))
    number = f"case{cases} else {len(lanes)} end" if lanes else "0"
    each = max(2, 4 * MOST_SENT // (PARTS * (len(lanes) + 1)))
    found = all_of_it.held.ask(
        f"select {number} as lane, "
        "floor((greatest(first, ?) - ?) / ?)::integer as part, count(*), "
        f"min_by(event_id, (coalesce(latest - earliest, 99999), event_id), {each}) "
        f"from {_people(lane)} where {where} and first < ? and last >= ? group by 1, 2 order by 1, 2",
        [*chain.from_iterable(spelled), low, low, size, *values, high, low],
    )
    return [
        _Cell(n, low + part * size, low + (part + 1) * size, count, tuple(ids))
        for n, part, count, ids in found
    ]


def _fairly(cells: Sequence[_Cell], most: int) -> dict[str, None]:
    """At most so many events, the best known of every cell before the second best of any."""
    sent: dict[str, None] = {}
    for turn in range(max((len(cell.events) for cell in cells), default=0)):
        for cell in cells:
            if turn < len(cell.events) and len(sent) < most:
                sent[cell.events[turn]] = None
    return sent


def _rows(held: Held, events: Sequence[str]) -> list[Row]:
    columns = (*_SAID, *_DATES)
    table = "memory.held" if held.wide else f"({SLIM} (\n{held.sql}\n))"
    found = held.ask(
        f"select {', '.join(columns)} from {table} "
        "where event_id in (select unnest(?)) order by earliest nulls last, latest nulls last, event_id",
        [list(events)],
    )
    return [Row.model_validate(dict(zip(columns, values, strict=True))) for values in found]


def _conditions(all_of_it: Whole, choice: Wanted, without: str = "") -> tuple[str, list[Any]]:
    """What the filters ask for as SQL with its parameters, one facet left out on demand."""
    parts, values = ["true"], list[Any]()
    for name, value in choice.facets:
        if name == without:
            continue
        means = all_of_it.spelled[name].of(value) if name in all_of_it.spelled else [value]
        one = "list_contains(participants, ?)" if name == "person" else f"{name} = ?"
        parts.append(f"({' or '.join([one] * len(means))})")
        values += means
    if choice.sure:
        parts.append("coalesce(confidence, 1) >= ?")
        values.append(choice.sure)
    if choice.q.strip():
        parts.append("event_id in (select unnest(?))")
        values.append(_hits(all_of_it, choice.q))
    start, end = _day(choice.date_from), _day(choice.date_to)
    if choice.mode == "certainly":
        parts += ["earliest >= ?"] * (start is not None) + ["latest <= ?"] * (end is not None)
        values += [day for day in (start, end) if day is not None]
    else:
        parts += ["(latest >= ? or latest is null)"] * (start is not None)
        parts += ["(earliest <= ? or earliest is null)"] * (end is not None)
        values += [day for day in (start, end) if day is not None]
        parts += ["first is not null"] * (start is not None or end is not None)
    return " and ".join(parts), values


def _day(text: str) -> int | None:
    try:
        return parse_point(text) // 86_400 if text else None
    except ValueError:
        return None


def _facet(all_of_it: Whole, choice: Wanted, name: str) -> list[tuple[str, int]]:
    where, values = _conditions(all_of_it, choice, without=name)
    return _counted(all_of_it.held, all_of_it.spelled, name, where, values)[:VALUES]


def _counted(
    held: Held, spelled: Mapping[str, Spellings], name: str, where: str, values: list[Any]
) -> list[tuple[str, int]]:
    """How many events each value has, the most first; people and places by their keys."""
    limit = "" if name in spelled else f"limit {VALUES}"
    found = held.ask(
        f"select {name}, count(*) from {_people(name)} where {where} and {name} is not null "
        f"group by 1 order by 2 desc, 1 {limit}",
        values,
    )
    return spelled[name].counted(found) if name in spelled else [(value, count) for value, count in found]


def _counted_together(
    held: Held, spelled: Mapping[str, Spellings], names: Sequence[str], where: str, values: list[Any]
) -> dict[str, list[tuple[str, int]]]:
    """The same for several facets, by name, and under no name how many events there are."""
    sets = "".join(f", ({name})" for name in names)
    which = f"grouping_id({', '.join(names)})" if names else "0"
    texts = "".join(f"{name}::varchar, " for name in names)
    found = held.ask(
        f"select {which}, {texts}count(*) from memory.held where {where} group by grouping sets ((){sets})",
        values,
    )
    whole_set = 2 ** len(names) - 1
    counts: dict[str, list[tuple[str, int]]] = {name: [] for name in names}
    for group, *texts_of, count in found:
        if group == whole_set:
            counts[""] = [("", count)]
            continue
        # The bit that is missing is that of the facet which is counted, the first having the highest.
        at = len(names) - (whole_set - group).bit_length()
        if texts_of[at] is not None:
            counts[names[at]].append((texts_of[at], count))
    return {
        name: spelled[name].counted(pairs)
        if name in spelled
        else sorted(pairs, key=lambda one: (-one[1], one[0]))
        for name, pairs in counts.items()
    }


def _spellings(held: Held) -> dict[str, Spellings]:
    people = held.ask(keys_sql("select distinct unnest(participants) from memory.held"))
    places = held.ask("select distinct place from memory.held where place is not null")
    keys = {name: key for (name,) in places if (key := place_key(name)) != name}
    return {"person": Spellings(dict(people)), "place": Spellings(keys)}


def _density(held: Held, where: str, values: list[Any], extent: tuple[int, int, int, int]) -> list[float]:
    """How many events each bar of the overview may hold, an uncertain one spread over its interval."""
    low, high, *_ = extent
    size = (high - low) / BINS
    mass = [0.0] * BINS
    for first, last, count in held.ask(
        "select least(greatest(floor((first - ?) / ?), 0), ?)::integer as a, "
        "least(greatest(floor((last - ?) / ?), 0), ?)::integer as b, count(*) "
        f"from memory.held where {where} and first is not null group by 1, 2",
        [low, size, BINS - 1, low, size, BINS - 1, *values],
    ):
        for part in range(first, last + 1):
            mass[part] += count / (last - first + 1)
    return [round(m, 2) for m in mass]
