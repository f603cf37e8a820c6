"""All events of a long timeline at once, as columns of numbers, in which filtering and counting is fast.

An event is known by its place in the table of rows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from timeline.dashboard.choice import SINGLE

Numbers = NDArray[np.int32]
Chosen = NDArray[np.bool_]
# The keys of some names, where these are others.
Keys = Callable[[Sequence[str]], Mapping[str, str]]

_EPOCH = "date '1970-01-01'"
# What is held of each event: all that a card says but for the words of the article. What is counted has one
# type whatever the query makes of it.
_DATES = ("earliest", "latest", "published_earliest", "published_latest")
SLIM = f"""select event_id::varchar as event_id, title,
    {", ".join(f"{name}::varchar as {name}" for name in SINGLE)},
    participants::varchar[] as participants, confidence::double as confidence,
    edtf, basis, weekday, document_id, document_title, url, published_basis,
    attribution, confidence_reasons, latitude, longitude,
    {", ".join(f"({name} - {_EPOCH})::integer as {name}" for name in _DATES)} from"""

# An open side lies before or after every day that DuckDB has, and is longer than any interval.
_BEFORE, _AFTER = np.iinfo(np.int32).min, np.iinfo(np.int32).max
_OPEN = 99_999
# Letters of an id of the warehouse.
_ID = 16


@dataclass(frozen=True, slots=True)
class Values:
    """What each event has of a facet, as numbers into `names`, which are sorted; the one behind them is none.

    `events` says whose each number is, where an event may have several, `total` how many events there are.
    """

    names: Sequence[str]
    numbers: Numbers
    total: int
    events: Numbers | None = None

    def number(self, name: str) -> int:
        at = bisect_left(self.names, name)
        return at if at < len(self.names) and self.names[at] == name else -1

    def having(self, names: Iterable[str]) -> Chosen:
        """Which of all events have one of these values."""
        meant = np.zeros(len(self.names) + 1, np.bool_)
        meant[np.array([n for name in names if (n := self.number(name)) >= 0], np.intp)] = True
        found: Chosen = meant[self.numbers]
        if self.events is None:
            return found
        events = np.zeros(self.total, np.bool_)
        events[self.events[found]] = True
        return events

    def counted(self, chosen: Chosen, most: int) -> list[tuple[str, int]]:
        """How many of the chosen events each value has, the most first."""
        # Where they are first: to take by a mask that has no pattern is four times slower.
        at = np.flatnonzero(chosen if self.events is None else chosen[self.events])
        numbers = self.numbers[at]
        counts = np.bincount(numbers, minlength=len(self.names) + 1)[:-1]
        order = np.argsort(-counts, kind="stable")[:most]
        return [(self.names[n], int(counts[n])) for n in order if counts[n]]


@dataclass(frozen=True, slots=True)
class Columns:
    """What is asked of all events: `first` and `last` close an open side with the other.

    `best` has all events, the best known first: the shortest, of equals those with the lowest ids.
    """

    rows: pa.Table
    facets: Mapping[str, Values]
    earliest: Numbers
    latest: Numbers
    first: Numbers
    last: Numbers
    dated: Chosen
    sure: NDArray[np.float64]
    best: NDArray[np.int64]

    @property
    def total(self) -> int:
        return len(self.dated)


def columns(rows: pa.Table, keys: Mapping[str, Keys]) -> Columns:
    """The columns of rows that SLIM took. `keys` are of the facets whose values have several spellings."""
    earliest, latest = _days(rows["earliest"], _BEFORE), _days(rows["latest"], _AFTER)
    begun, ended = earliest != _BEFORE, latest != _AFTER
    width = np.where(begun & ended, latest - earliest, _OPEN)
    by_id = _by_id(rows["event_id"])
    return Columns(
        rows=rows,
        facets={name: _values(rows[name], keys.get(name)) for name in SINGLE}
        | {"person": _values(rows["participants"], keys.get("person"))},
        earliest=earliest,
        latest=latest,
        first=np.where(begun, earliest, latest),
        last=np.where(ended, latest, earliest),
        dated=begun | ended,
        sure=rows["confidence"].fill_null(1.0).to_numpy(),
        best=by_id[np.argsort(width[by_id], kind="stable")],
    )


def _days(column: pa.ChunkedArray, none: int) -> Numbers:
    days: Numbers = column.fill_null(none).to_numpy().astype(np.int32)
    return days


def _by_id(column: pa.ChunkedArray) -> NDArray[np.int64]:
    """The events in the order of their ids: those of the warehouse much faster than any others."""
    ids = column.combine_chunks()
    lengths = pc.min_max(pc.binary_length(ids)).as_py()
    if lengths["min"] != lengths["max"] or lengths["min"] != _ID or ids.null_count:
        return np.argsort(np.array([value or "" for value in ids.to_pylist()], dtype=np.object_))
    fixed = ids.cast(pa.binary()).cast(pa.binary(_ID))
    whole = np.frombuffer(fixed.buffers()[1], f"S{_ID}", len(fixed), fixed.offset * _ID)
    # Their first halves are sorted as numbers, and all of an id only where these are alike.
    half = whole.view(">u8")[::2].astype(np.uint64)
    order = np.argsort(half)
    alike = half[order[1:]] == half[order[:-1]]
    tied = np.append(alike, False) | np.append(False, alike)
    order[tied] = order[tied][np.argsort(whole[order[tied]])]
    return order


def _values(column: pa.ChunkedArray, keys: Keys | None) -> Values:
    events, total = None, len(column)
    if pa.types.is_list(column.type):
        lists = column.combine_chunks()
        events = pc.list_parent_indices(lists).to_numpy().astype(np.int32)
        column = pa.chunked_array([pc.list_flatten(lists)])
    coded = column.dictionary_encode().combine_chunks()
    written = coded.dictionary.to_pylist()
    key_of = keys(written) if keys else {}
    read = [key_of.get(name, name) for name in written]
    names = sorted(set(read))
    number = {name: n for n, name in enumerate(names)}
    table = np.array([*(number[name] for name in read), len(names)], np.int32)
    return Values(names, table[coded.indices.fill_null(len(written)).to_numpy()], total, events)
