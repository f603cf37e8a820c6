"""Which day is told twice: a Hijri date beside its Gregorian twin, "1 رمضان 1436هـ الموافق 18 يونيو 2015".

A Hijri month begins when its moon is sighted, which may be a day or two off the Umm al-Qura table. Where the
paper prints the Gregorian day too, that day is right for both, and the table's day is only another reading.
"""

from __future__ import annotations

import re
from typing import Protocol

from timeline.expression import TimeExpression
from timeline.interval import DAY, Granularity, Interval, edtf, iso_day
from timeline.meaning import Term
from timeline.meaning.terms import Fixed, Periodic

# What may stand between twins: a word or two ("corresponding to") and punctuation, all in one sentence.
_BETWEEN = re.compile(r"[^\w.;؛!?؟\n]*(?:\w+[^\w.;؛!?؟\n]*){0,2}")
_REACH, _APART = 24, 2  # code points between them; days


def is_sighted(term: Term) -> bool:
    """Whether a term is a day of a lunar calendar, whose months begin when the moon is sighted."""
    match term:
        case Fixed(grain=Granularity.DAY, sighted=sighted):
            return sighted
        case Periodic("hijri_month_day"):
            return True
        case _:
            return False


def are_twins(text: str, first: TimeExpression, second: TimeExpression) -> bool:
    """Whether two expressions, in text order, tell one day, so that they may differ by two days at most."""
    a, b = first.interval, second.interval
    if a is None or b is None or a.start is None or b.start is None:
        return False
    if (
        not first.granularity == second.granularity == Granularity.DAY
        or abs(a.start - b.start) > _APART * DAY
    ):
        return False
    return is_between_twins(text, first, second)


class Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def is_between_twins(text: str, first: Spanned, second: Spanned) -> bool:
    """Whether what stands between two spans is what stands between a day and its twin."""
    between = text[first.end : min(second.start, first.end + _REACH + 1)]
    return len(between) <= _REACH and _BETWEEN.fullmatch(between) is not None


def settled(lunar: TimeExpression, solar: TimeExpression) -> TimeExpression:
    """The lunar expression with the day of its twin; its own is kept among the alternatives."""
    day: Interval | None = solar.interval
    if day is None or day.start is None or lunar.interval is None or day == lunar.interval:
        return lunar
    return lunar.model_copy(
        update={
            "interval": day,
            "value": iso_day(day.start // DAY),
            "edtf": edtf(day, Granularity.DAY),
            "alternatives": (lunar.interval, *lunar.alternatives),
            "basis": solar.basis,
        }
    )
