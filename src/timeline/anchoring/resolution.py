"""When is each mention, given the document's own date: resolved in text order, as a story is read.

The document's date is an interval. Where every day of it gives an expression the same reading, that is its
reading, however wide the interval is; else the expression keeps its relative value, and its interval is the
hull of what the days allow.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.document import Basis, CreationTime
from timeline.expression import TimeExpression
from timeline.interval import DAY, Granularity, Interval, edtf
from timeline.meaning import Context, Preference, Reading, resolve
from timeline.meaning.resolve import relative_value
from timeline.tagger import Mention

# What an expression's interval rests on: the words alone, the document's own date (and how that is known),
# or the last date told.
TEXT, NARRATIVE = "text", "narrative"


def resolve_mentions(
    text: str, mentions: Sequence[Mention], published: CreationTime, prefer: Preference
) -> tuple[TimeExpression, ...]:
    """The time expressions that the mentions are, in text order; one that no calendar has is left out."""
    out = []
    told: int | None = None
    for m in mentions:
        expression = _resolve(text, m, published, prefer, told)
        if expression is None:
            continue
        out.append(expression)
        if expression.granularity == Granularity.DAY and expression.interval is not None:
            told = expression.interval.first_day
    return tuple(out)


def _resolve(
    text: str, m: Mention, published: CreationTime, prefer: Preference, told: int | None
) -> TimeExpression | None:
    first, last = published.interval.first_day, published.interval.last_day
    seconds = (published.interval.start or 0) % DAY
    free = resolve(m.term, Context(None, None, prefer, m.tense))
    if free is not None and free.interval is not None:
        return _expression(text, m, free, TEXT)
    if first is None or last is None:
        reading = resolve(m.term, Context(None, told, prefer, m.tense)) if told is not None else free
        return None if reading is None else _expression(text, m, reading, NARRATIVE if reading.interval else "")
    early = resolve(m.term, Context(first, told, prefer, m.tense, seconds if last == first else 0))
    if early is None:
        return None
    basis = f"published ({published.basis})" if published.basis != Basis.METADATA else "published"
    if early.interval is None:
        return _expression(text, m, early, "")
    if last == first:
        return _expression(text, m, early, basis)
    late = resolve(m.term, Context(last, told, prefer, m.tense))
    if late is None or late.interval is None:
        return None
    if late.interval == early.interval:
        return _expression(text, m, early, basis)
    hull = early.interval.hull(late.interval)
    hull = hull if hull.intersect(published.interval) is None else hull.hull(published.interval)
    value = relative_value(m.term)
    return _expression(text, m, Reading(early.type, value, hull, Granularity.RANGE, early.mod), f"{basis}, one of a set")


def _expression(text: str, m: Mention, reading: Reading, basis: str) -> TimeExpression:
    interval: Interval | None = reading.interval
    written = "" if interval is None else edtf(interval, reading.granularity or "", reading.mod == "APPROX")
    return TimeExpression(
        start=m.start,
        end=m.end,
        text=text[m.start : m.end],
        type=reading.type,
        value=reading.value,
        mod=reading.mod,
        edtf=written,
        interval=interval,
        alternatives=reading.alternatives,
        granularity=reading.granularity,
        basis=basis,
        rule=m.rule,
    )
