"""When is each mention, given the document's own date: resolved in text order, as a story is read.

The document's date is an interval. Where every day of it gives an expression the same reading, that is its
reading, however wide the interval is; else the expression keeps its relative value, and its interval is the
hull of what the days allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.anchoring.twins import are_twins, is_sighted, settled
from timeline.document import Basis, CreationTime
from timeline.expression import TimeExpression
from timeline.interval import DAY, Granularity, Interval, civil, edtf
from timeline.meaning import Context, Preference, Reading, Term, relative_value, resolve
from timeline.meaning.dates import year
from timeline.meaning.terms import Periodic, Shift, Within
from timeline.tagger import Mention

# What an expression's interval rests on: the words alone, the document's own date (and how that is known),
# or the last date told.
TEXT, NARRATIVE = "text", "narrative"


def resolve_mentions(
    text: str, mentions: Sequence[Mention], published: CreationTime, prefer: Preference
) -> tuple[TimeExpression, ...]:
    """The time expressions that the mentions are, in text order; one that no calendar has is left out."""
    out: list[TimeExpression] = []
    lunar = False  # whether the last one is a day of a lunar calendar
    story = Story()
    for m in mentions:
        expression = _resolve(text, m, published, prefer, story)
        if expression is None:
            continue
        was_lunar, lunar = lunar, is_sighted(m.term)
        if lunar != was_lunar and out and are_twins(text, out[-1], expression):
            if lunar:
                expression = settled(expression, out[-1])
            else:
                out[-1] = settled(out[-1], expression)
        out.append(expression)
        story = _follow(story, expression)
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Story:
    """Where a narrative has got to: the last day told, the last period told, and the last year named."""

    day: int | None = None
    period: int | None = None
    year: int | None = None
    place: int = 0  # where the year was named, in code points


# A month without a year belongs to a year named at most so many code points before it.
REACH = 150
_CALENDAR = (Granularity.DAY, Granularity.WEEK, Granularity.MONTH, Granularity.QUARTER, Granularity.YEAR)


def _follow(story: Story, e: TimeExpression) -> Story:
    if e.interval is None or e.interval.start is None or e.granularity not in _CALENDAR:
        return story
    if e.mod == "ON_OR_AFTER":
        return story  # "since 2009" reaches to where the story is
    first = e.interval.start // DAY
    day = first if e.granularity == Granularity.DAY else story.day
    if e.basis in (TEXT, NARRATIVE):
        return Story(day, first, civil(first)[0], e.end)
    return Story(day, first, story.year, story.place)


def _in_story(term: Term, story: Story, published: CreationTime) -> Term:
    """A term as the story tells it, where the year that the story is in isn't today's.

    A month or day without a year is one of that year, and "three months later" counts from what was told.
    """
    if story.year is None:
        return term
    last = published.interval.last_day
    if last is not None and civil(last)[0] <= story.year:
        return term
    match term:
        case Periodic("month" | "month_day" | "weekday_month_day"):
            return Within(term, year(story.year))
        case Shift(amount, 1, None):
            return Shift(amount, 1, None, told=True)
        case _:
            return term


# A month told so many days before the last day told is one of the year after: January follows December.
TURN = 240


def _turned(term: Term, told: Reading, story: Story, last: int | None) -> Reading | None:
    """A month or day told right after the end of a year, in the year after it; None where it isn't."""
    start = None if told.interval is None else told.interval.start
    if not isinstance(term, Periodic) or start is None or story.period is None or story.year is None:
        return None
    if last is None or story.period - start // DAY < TURN:
        return None
    later = resolve(Within(term, year(story.year + 1)), Context(None, story.day, "past", era=story.period))
    if later is None or later.interval is None or later.interval.start is None:
        return None
    return later if later.interval.start // DAY <= last else None


def _resolve(
    text: str, m: Mention, published: CreationTime, prefer: Preference, story: Story
) -> TimeExpression | None:
    first, last = published.interval.first_day, published.interval.last_day
    seconds = (published.interval.start or 0) % DAY
    free = _by_its_words(m.term, prefer, m.tense)
    if free is not None and free.interval is not None:
        return _expression(text, m, free, TEXT)
    far = m.start - story.place > REACH
    ahead = far or m.tense > 0 or "\n" in text[story.place : m.start]
    term = m.term if ahead else _in_story(m.term, story, published)
    if (
        term is not m.term
        and (told := resolve(term, Context(None, story.day, prefer, era=story.period)))
        and told.interval is not None
    ):
        return _expression(text, m, _turned(m.term, told, story, last) or told, NARRATIVE)
    if first is None or last is None:
        reading = resolve(m.term, Context(None, story.day, prefer, m.tense, era=story.period))
        return (
            None if reading is None else _expression(text, m, reading, NARRATIVE if reading.interval else "")
        )
    early = resolve(
        m.term, Context(first, story.day, prefer, m.tense, seconds if last == first else 0, story.period)
    )
    if early is None:
        return None
    basis = f"published ({published.basis})" if published.basis != Basis.METADATA else "published"
    if early.interval is None:
        return _expression(text, m, early, "")
    if last == first:
        return _expression(text, m, early, basis)
    late = resolve(m.term, Context(last, story.day, prefer, m.tense, era=story.period))
    if late is None or late.interval is None:
        return None
    if late.interval == early.interval:
        return _expression(text, m, early, basis)
    hull = early.interval.hull(late.interval)
    if isinstance(m.term, Periodic) and m.term.kind == "weekday":
        # Any such weekday of the days on which the document may have been written.
        return _expression(
            text,
            m,
            Reading(early.type, relative_value(m.term), published.interval, Granularity.RANGE),
            f"{basis}, one of a set",
        )
    hull = hull if hull.intersect(published.interval) is None else hull.hull(published.interval)
    value = relative_value(m.term)
    return _expression(
        text, m, Reading(early.type, value, hull, Granularity.RANGE, early.mod), f"{basis}, one of a set"
    )


@lru_cache(16_384)
def _by_its_words(term: Term, prefer: Preference, tense: int) -> Reading | None:
    """What an expression means whenever it is said; the same ones recur in all texts."""
    return resolve(term, Context(None, None, prefer, tense))


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
