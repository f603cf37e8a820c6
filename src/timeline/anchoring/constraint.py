"""What does one expression show of the day on which its document was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from timeline.document import Frozen
from timeline.interval import DAY, UNKNOWN, Granularity, Interval, edtf
from timeline.language import TOKEN, Language, fold
from timeline.meaning import Context, resolve
from timeline.meaning.calendars import unit_days, unit_index
from timeline.meaning.cycles import KINDS, occurrence
from timeline.meaning.terms import At, Dated, Directed, Fixed, Named, Open, Part, Periodic, Rel, Term, Within
from timeline.tagger import Mention

# An event that is still to come is told at most so long before it, in days.
FORESIGHT = 366

Kind = Literal["exact", "after", "before", "soon", "since_last", "weekday"]


class Constraint(Frozen):
    """Bounds on a document's own date, and the words that give them.

    `interval` bounds the date (half-open, as everywhere). A `weekday` (0 is Monday) says which days of it
    are possible, a `cycle` that it lies between two occurrences of the periodic term of that mention.
    """

    kind: Kind
    interval: Interval
    start: int
    end: int
    text: str
    hard: bool
    weekday: int | None = None

    @property
    def reason(self) -> str:
        """In one line, for people."""
        told = {
            "exact": "names the day of writing",
            "after": "is told as past",
            "before": "is still to come",
            "soon": "is announced at most a year ahead",
            "since_last": "is the last one before the day of writing",
            "weekday": "names a weekday by its distance from the day of writing",
        }[self.kind]
        bounds = edtf(self.interval, Granularity.RANGE)
        return f"“{' '.join(self.text.split())}” {told}" + (f": {bounds}" if bounds else "")


def constraints(text: str, mentions: Sequence[Mention], language: Language) -> Iterator[Constraint]:
    """What the mentions show, in text order; a mention may show more than one thing."""
    for m in mentions:
        for kind, interval, hard, weekday in _shown(m, _cue(text, m, language)):
            yield Constraint(
                kind=kind,
                interval=interval,
                start=m.start,
                end=m.end,
                text=text[m.start : m.end],
                hard=hard,
                weekday=weekday,
            )


def _shown(m: Mention, cue: int) -> Iterator[tuple[Kind, Interval, bool, int | None]]:
    term: Term = m.term
    while isinstance(term, At | Open):
        term = term.day if isinstance(term, At) else term.term
    if isinstance(term, Dated):
        bounds = _by_date(term)
        if bounds is not None:
            yield "exact", bounds, True, None
        return
    if isinstance(term, Named) and isinstance(term.term, Rel) and term.term.unit == "day":
        yield "weekday", UNKNOWN, True, (term.weekday - term.term.n) % 7
        return
    when = resolve(term, Context(None))
    if when is None or when.interval is None or not when.interval.bounded:
        return
    interval = when.interval
    first, last = interval.first_day or 0, interval.last_day or 0
    if cue > 0:
        # Told as still to come: written before it is over, and not long before it begins.
        yield "before", Interval(None, (last + 1) * DAY), True, None
        if when.granularity in (Granularity.DAY, Granularity.MONTH, Granularity.PART_OF_MONTH):
            yield "soon", Interval((first - FORESIGHT) * DAY, None), False, None
    elif cue < 0:
        yield "after", Interval(first * DAY, None), True, None


# A cue stands at most so many words before the expression.
_NEAR = 4


def _cue(text: str, m: Mention, language: Language) -> int:
    """+1 after a word that says what is scheduled, -1 after one that says what has been; 0 without either.

    The tense of the clause would say more, and be wrong too often: plans are told in the past tense too.
    """
    if isinstance(m.term, Open) and m.term.side == "since":
        return -1
    before = [t.group() for t in TOKEN.finditer(text, max(m.start - 60, 0), m.start)][-_NEAR:]
    for word in reversed(before):
        folded = fold(word)
        for category, value in language.words.get(folded, ()):
            if category == "cue":
                return int(value)
        if folded in ".،؛:!?؟,;":
            return 0
    return 0


def _by_date(term: Dated) -> Interval | None:
    """Where a relative expression with its date puts the day of writing."""
    date = resolve(term.date, Context(None))
    if date is None or date.interval is None or not date.interval.bounded:
        return None
    first, last = date.interval.first_day or 0, date.interval.last_day or 0
    relative = term.relative.term if isinstance(term.relative, Named) else term.relative
    if isinstance(relative, Rel) and relative.unit == "day" and first == last:
        return Interval.of_days(first - relative.n, first - relative.n)
    if isinstance(relative, Rel):
        unit = "hijri_year" if isinstance(term.date, Fixed) and term.date.value == "" else relative.unit
        days = unit_days(unit, unit_index(unit, (first + last) // 2) - relative.n)
        return Interval.of_days(days[0], days[1] - 1)
    if isinstance(relative, Directed) and first == last:
        return (
            Interval.of_days(first - 7, first - 1)
            if relative.n > 0
            else Interval.of_days(first + 1, first + 7)
        )
    return None


def since_last(term: Term) -> Periodic | None:
    """The periodic thing of which a term means the last one: the 26th of last November."""
    while isinstance(term, Part | Within):
        term = term.inner
    if isinstance(term, Directed) and term.n == -1 and isinstance(term.term, Periodic):
        return (
            term.term if term.term.kind in ("month", "month_day", "hijri_month", "hijri_month_day") else None
        )
    return None


def between_occurrences(p: Periodic, window: Interval) -> list[Interval]:
    """The stretches of a bounded window after one occurrence and up to the next, in order."""
    cycle = KINDS[p.kind][0]
    first, last = window.first_day or 0, window.last_day or 0
    found = [
        o for i in range(unit_index(cycle, first) - 2, unit_index(cycle, last) + 3) if (o := occurrence(p, i))
    ]
    out = []
    for one, following in pairwise(found):
        piece = Interval(one.end, following.end).intersect(window)
        if piece is not None:
            out.append(piece)
    return out
