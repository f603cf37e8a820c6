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
    """Its name, as the rows have it (None: the rest, or events that have none), and the rows' indexes."""

    name: str | None
    events: tuple[int, ...]


def _names(row: Row, by: By) -> tuple[str, ...]:
    if by == "person":
        return tuple(dict.fromkeys(row.participants))
    value = {"type": row.type, "place": row.place, "source": row.source}[by]
    return (value,) if value else ()


def lanes(rows: Sequence[Row], by: By, most: int = MOST) -> list[Lane]:
    """The lanes, the fullest first; an event with several people stands in the lane of each."""
    found: dict[str, list[int]] = defaultdict(list)
    rest = []
    for index, row in enumerate(rows):
        names = _names(row, by)
        for name in names:
            found[name].append(index)
        if not names:
            rest.append(index)
    ordered = sorted(found.items(), key=lambda lane: (-len(lane[1]), lane[0]))
    shown = {index for _, events in ordered[:most] for index in events}
    rest += [index for _, events in ordered[most:] for index in events if index not in shown]
    result = [Lane(name, tuple(events)) for name, events in ordered[:most]]
    return [*result, Lane(None, tuple(sorted(set(rest))))] if rest else result
