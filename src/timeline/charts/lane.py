"""What is a lane: the events that share a type, a person, a place or a source, one under the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from timeline.charts.row import Row

By = Literal["type", "person", "place", "source"]

# More lanes than this, and than there are colours, are gathered in the last one, which has no name.
MOST = 7


@dataclass(frozen=True, slots=True)
class Lane:
    """Its name, of people and places the key (None: the rest, or what has none), and the rows' indexes."""

    name: str | None
    events: tuple[int, ...]


def _names(row: Row, by: By) -> tuple[str, ...]:
    if by == "person":
        return tuple(dict.fromkeys(row.who))
    value = {"type": row.type, "place": row.at, "source": row.source}[by]
    return (value,) if value else ()


def lanes(rows: Sequence[Row], by: By, most: int = MOST, names: Sequence[str] | None = None) -> list[Lane]:
    """The lanes, the fullest first; an event with several people stands in the lane of each.

    With `names` there are just these lanes, in this order, and one for the rest, even where they are empty.
    """
    found: dict[str, list[int]] = defaultdict(list)
    rest = []
    for index, row in enumerate(rows):
        own = _names(row, by)
        for name in own:
            found[name].append(index)
        if not own:
            rest.append(index)
    if names is not None:
        others = {index for name, events in found.items() if name not in names for index in events}
        shown = {index for name in names for index in found.get(name, ())}
        given = [Lane(name, tuple(found.get(name, ()))) for name in names]
        return [*given, Lane(None, tuple(sorted({*rest, *(others - shown)})))]
    ordered = sorted(found.items(), key=lambda lane: (-len(lane[1]), lane[0]))
    shown = {index for _, events in ordered[:most] for index in events}
    rest += [index for _, events in ordered[most:] for index in events if index not in shown]
    result = [Lane(name, tuple(events)) for name, events in ordered[:most]]
    return [*result, Lane(None, tuple(sorted(set(rest))))] if rest else result
