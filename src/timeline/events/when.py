"""The time of an event: what the expression that dates it gives, else what its tense and publication allow.

The basis is a list of reasons: `clause` (an expression of its own clause), `relation` (at the time of another
event of its sentence, or of the statement made during it), `discourse` (the day of the lead that it goes on
with, or of the statement that says it), `said` (not after the day on which it was reported), then what that
expression rests on, and `lasting` (so many days from then on, as its sentence says); `tense` (before or after
publication), `undated`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.document import CreationTime
from timeline.events.event import EventType, Modality
from timeline.events.passage import Passage
from timeline.events.triggers import Trigger
from timeline.expression import TimeExpression
from timeline.interval import UNKNOWN, Granularity, Interval, edtf

WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
# How far behind an event the duration may stand that it lasts, in tokens.
DURATION_WITHIN = 26
# How far before a duration the word may stand that says that something lasts so long, in tokens; and how many
# days it may last: more is a term or a season.
LASTING_WITHIN, LONGEST = 3, 60
_DAYS = re.compile(r"P(\d{1,2})([DW])")
# What can last so long itself: gatherings and visits by their nouns, and what begins. What is agreed, decided
# or imposed for some days is done on one, and nothing says that these days begin with it.
_LASTS = frozenset((EventType.CULTURE, EventType.CONSULT))
_BEGINS = "course"


@dataclass(frozen=True, slots=True)
class When:
    """An event's time as the model has it."""

    interval: Interval
    granularity: str
    edtf: str
    basis: str
    expression: int | None = None
    weekday: int | None = None
    modality: Modality | None = None  # what the date makes of it, where it says more than the verb


def when_of(
    passage: Passage,
    t: Trigger,
    chosen: tuple[int, str] | None,
    expressions: Sequence[TimeExpression],
    published: CreationTime,
) -> When:
    if chosen is not None:
        number, reason = chosen
        e = expressions[number]
        first = e.interval.first_day if e.interval is not None else None
        if reason == "discourse" and first is not None:
            day = Interval.of_days(first, first)  # not the hour: that was another event's
            written, basis = edtf(day, Granularity.DAY), f"{reason}, {e.basis}"
            return When(day, Granularity.DAY.value, written, basis, number)
        if reason == "said" and e.interval is not None:
            return _open(Interval(None, e.interval.end), f"{reason}, {e.basis}", number)
        found = _by_expression(passage, t, e, number, reason, published)
        if found is not None:
            return _lasting(passage, t, found, expressions)
    day = published.interval
    if t.modality in (Modality.HAPPENED, Modality.ONGOING, Modality.ALLEGED) and day.end is not None:
        return _open(Interval(None, day.end), "tense")
    if t.modality == Modality.SCHEDULED and day.start is not None:
        return _open(Interval(day.start, None), "tense")
    basis = "tense" if t.modality in (Modality.HAPPENED, Modality.ONGOING, Modality.SCHEDULED) else "undated"
    return When(UNKNOWN, Granularity.OPEN.value, "", basis)


def _by_expression(
    passage: Passage, t: Trigger, e: TimeExpression, number: int, reason: str, published: CreationTime
) -> When | None:
    day = published.interval
    basis = f"{reason}, {e.basis}" if e.basis else reason
    weekday = WEEKDAY.fullmatch(e.value)
    if e.value in ("FUTURE_REF", "PAST_REF") and e.interval is None:
        future = e.value == "FUTURE_REF"
        if future and t.modality != Modality.SCHEDULED:
            return None  # "hours later": after something else
        bound = Interval(day.start, None) if future and day.start is not None else None
        if not future and day.end is not None:
            bound = Interval(None, day.end)
        return _open(bound or UNKNOWN, f"{reason}, tense", number)
    if weekday is not None and (e.interval is None or e.interval.days != 1):
        interval = e.interval
        if interval is None:
            interval = (
                Interval(None, day.end) if t.modality != Modality.SCHEDULED else Interval(day.start, None)
            )
        elif t.modality == Modality.HAPPENED and day.end is not None:
            interval = interval.intersect(Interval(None, day.end)) or interval
        return When(
            interval,
            Granularity.DAY.value,
            edtf(interval, Granularity.RANGE),
            basis if "one of a set" in basis else f"{basis}, one of a set",
            number,
            int(weekday[1]),
        )
    if e.interval is None:
        return None
    interval, granularity, written = e.interval, e.granularity or Granularity.RANGE.value, e.edtf
    if e.mod in ("ON_OR_AFTER", "ON_OR_BEFORE") and e.alternatives and not _on_the_day(passage, t, e, number):
        interval = e.alternatives[0]
        granularity, written = Granularity.OPEN.value, edtf(e.alternatives[0], Granularity.OPEN)
        if interval.end is None and _so_far(t, interval, day):
            # "have marched since 22 February": to the day of writing, as far as the text can know
            interval = Interval(interval.start, day.end)
            granularity, written = Granularity.RANGE.value, edtf(interval, Granularity.RANGE)
    modality = None
    later = day.end is not None and interval.start is not None and interval.start >= day.end
    if t.modality in (Modality.HAPPENED, Modality.ONGOING) and later:
        if t.modality == Modality.HAPPENED and _in_the_past(passage, t):
            return None  # what has been is not to come: the expression dates something else
        modality = Modality.SCHEDULED
    return When(interval, granularity, written, basis, number, None, modality)


def _in_the_past(passage: Passage, t: Trigger) -> bool:
    """Whether a verb of a noun's clause says that it has been."""
    return any(
        r.sense.tense == "past" and not r.future
        for i in range(max(t.sentence.first, t.token - 15), min(t.sentence.last, t.token + 8))
        if t.clauses.same(i, t.token)
        for r in passage.words[i].readings
    )


def _lasting(passage: Passage, t: Trigger, when: When, expressions: Sequence[TimeExpression]) -> When:
    """A day on which something begins that lasts, with the days that its sentence says it lasts."""
    begins = t.family.name == _BEGINS
    if when.interval.days != 1 or t.verbal != begins or not (begins or t.family.type in _LASTS):
        return when
    for i in t.scene.after(t.token, DURATION_WITHIN):
        number = passage.times[i]
        if number < 0 or not t.scene.has("lasting", t.scene.before(i, LASTING_WITHIN)):
            continue
        if not begins and t.scene.has("event", range(t.token + 2, i)):
            break  # `اجتماع على هامش مؤتمر يستمر ثلاثة أيام`: the other lasts
        told = _DAYS.fullmatch(expressions[number].value)
        days = int(told[1]) * (7 if told[2] == "W" else 1) if told else 0
        if 1 < days <= LONGEST:
            first = when.interval.first_day or 0
            whole = Interval.of_days(first, first + days - 1)
            basis, written = f"{when.basis}, lasting", edtf(whole, Granularity.RANGE)
            return replace(
                when, interval=whole, granularity=Granularity.RANGE.value, edtf=written, basis=basis
            )
    return when


# How far before a trigger the date may stand that "when" follows, in tokens; only a comma between them.
SINCE_WITHIN, WHEN_WITHIN = 12, 2


def _on_the_day(passage: Passage, t: Trigger, e: TimeExpression, number: int) -> bool:
    """Whether "since" or "from" tells the very day: `سيبدأ من الأحد`."""
    begins = t.verbal and t.family.name == _BEGINS and "begin" in passage.words[t.token].kinds
    return e.mod == "ON_OR_AFTER" and (begins or since_when(t, number))


def since_when(t: Trigger, number: int) -> bool:
    """Whether "when" stands behind an expression, and the trigger next: `منذ 29 يناير 2013 حين تغلب عليه`."""
    here = [i for i in t.scene.before(t.token, SINCE_WITHIN) if t.scene.passage.times[i] == number]
    if not here or t.scene.has("event", range(here[-1] + 1, t.token)):
        return False
    return t.scene.has("on_which", range(here[-1] + 1, min(here[-1] + 1 + WHEN_WITHIN, t.token)))


def _so_far(t: Trigger, interval: Interval, day: Interval) -> bool:
    """Whether what began then is told as of the day of writing."""
    if t.scene.passage.lexicon.order != "svo" or day.end is None or interval.start is None:
        return False
    return t.modality in (Modality.HAPPENED, Modality.ONGOING) and interval.start < day.end


def _open(interval: Interval, basis: str, number: int | None = None) -> When:
    return When(interval, Granularity.OPEN.value, edtf(interval, Granularity.OPEN), basis, number)
