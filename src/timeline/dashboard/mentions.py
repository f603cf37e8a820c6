"""Where else does an article tell an event: its mentions beside the one that stands for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from timeline.charts.row import Mention, Row


def mentions_sql(events: str) -> str:
    """The question for the other mentions of the events that a condition on `event_id` chooses."""
    return f"""
        select m.event_id, m.trigger_start, m.trigger_end, m.quote_start, m.quote_end,
            substring(d.text, m.quote_start + 1, m.quote_end - m.quote_start)
        from event_mentions as m join events as e using (event_id) join documents as d using (document_id)
        where m.event_id {events}
            and (m.trigger_start, m.trigger_end) is distinct from (e.trigger_start, e.trigger_end)
        order by m.event_id, m.number
    """


def with_mentions(rows: Sequence[Row], found: Iterable[Sequence[Any]]) -> list[Row]:
    """The rows, each with its own of the mentions that were found."""
    others = defaultdict[str, list[Mention]](list)
    for event, *values in found:
        names = tuple(Mention.model_fields)
        others[event].append(Mention.model_validate(dict(zip(names, values, strict=True))))
    return [
        row.model_copy(update={"others": tuple(others[row.event_id])}) if row.event_id in others else row
        for row in rows
    ]
