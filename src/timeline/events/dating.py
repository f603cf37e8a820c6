"""When did it happen: the time expression that dates a trigger, else what its tense and publication allow.

The basis is a list of reasons: `clause` (an expression of its own clause), `relation` (at the time of another
event of its sentence), `discourse` (the day of the lead that it goes on with, or of the statement that says
it), then what that expression rests on, and `lasting` (so many days from then on, as its sentence says);
`tense` (before or after publication), `undated`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.document import CreationTime
from timeline.events.clauses import SUBORDINATE, Clauses
from timeline.events.discourse import by_discourse
from timeline.events.event import EventType, Modality
from timeline.events.passage import TIMED, Passage, Sentence
from timeline.events.triggers import Trigger
from timeline.expression import TimeExpression, TimexType
from timeline.interval import UNKNOWN, Granularity, Interval, edtf

# An expression farther from a trigger than this, in tokens and borders, does not date it.
FARTHEST = 26
# Within this an expression dates more than one trigger: "were killed and wounded yesterday".
SHARED = 12
# How far before such a date a word may stand that speaks of a record, in tokens.
RECORD = 6
_SINCE = frozenset(("since",))
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
_TELLING = frozenset(("say", "cancel"))
_TOLD = ("past", "present")
# How much nearer a verb of saying must be than an event, to have an expression for itself.
_SAYING = 0
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


def date_triggers(
    passage: Passage,
    triggers: Sequence[Trigger],
    expressions: Sequence[TimeExpression],
    published: CreationTime,
) -> list[When]:
    """A time for each trigger, in order."""
    chosen: dict[int, tuple[int, str]] = {}
    by_sentence: dict[int, list[int]] = {}
    for k, t in enumerate(triggers):
        by_sentence.setdefault(t.number, []).append(k)
    for here in by_sentence.values():
        chosen.update(_in_sentence(passage, triggers, here, expressions, published))
    timed = _timed_sentences(passage, expressions)
    chosen.update(by_discourse(passage, triggers, chosen, timed, expressions, published))
    return [_when(passage, t, chosen.get(k), expressions, published) for k, t in enumerate(triggers)]


def _of_a_record(passage: Passage, t: Trigger, first: int) -> bool:
    """Whether a date says since when something is the first or the lowest: `أدنى مستوى منذ آذار 2010`."""
    if first <= t.token:
        return False
    since = first if passage.words[first].kinds & _SINCE else first - 1
    return bool(passage.words[since].kinds & _SINCE) and t.scene.has("record", t.scene.before(since, RECORD))


def _usable(e: TimeExpression) -> bool:
    if e.type in (TimexType.DURATION, TimexType.SET):
        return False
    return (
        e.interval is not None
        or e.value in ("FUTURE_REF", "PAST_REF")
        or _WEEKDAY.fullmatch(e.value) is not None
    )


def _in_sentence(
    passage: Passage,
    triggers: Sequence[Trigger],
    here: list[int],
    expressions: Sequence[TimeExpression],
    published: CreationTime,
) -> dict[int, tuple[int, str]]:
    sentence = triggers[here[0]].sentence
    spots: dict[int, tuple[int, int]] = {}
    for i in passage.where(sentence.first, sentence.last, TIMED):
        n = passage.times[i]
        if _usable(expressions[n]):
            first, _ = spots.get(n, (i, i))
            spots[n] = (first, i)
    if not spots:
        return {}
    says = _sayings(passage, sentence, {triggers[k].token for k in here})
    costs: dict[tuple[int, int], float] = {}
    owner: dict[int, int] = {}
    for n, (first, last) in spots.items():
        best, best_cost = -1, float("inf")
        for k in here:
            t = triggers[k]
            if _called_off(t) or not _agrees(t, expressions[n], published):
                continue
            if _of_a_record(passage, t, first) or _of_its_denial(t, last):
                continue
            cost = costs[k, n] = min(_cost(sentence, t, p, first, last) for p in _points(t))
            if cost < best_cost:
                best, best_cost = k, cost
        clauses = triggers[here[0]].clauses
        told = min(
            (
                _distance(clauses, p, first, last, sentence)
                for p in says
                if _says_when(passage, sentence, p, last)
            ),
            default=float("inf"),
        )
        if told + _SAYING < best_cost:
            best = -1
            for k in here:
                if costs.get((k, n), 99) > SHARED / 2:
                    costs.pop((k, n), None)
        owner[n] = best
    out: dict[int, tuple[int, str]] = {}
    for k in here:
        mine = [(costs[k, n], n) for n in spots if owner[n] == k and costs[k, n] <= FARTHEST]
        shared = [
            (c, n)
            for (kk, n), c in costs.items()
            if kk == k and c <= SHARED and owner[n] != k and _together(triggers, k, owner[n])
        ]
        if mine or shared:
            out[k] = (min(mine + shared)[1], "clause")
    _relations(passage, triggers, here, out)
    return out


def _timed_sentences(passage: Passage, expressions: Sequence[TimeExpression]) -> dict[int, list[int]]:
    """By the number of each sentence, the usable expressions in it."""
    out: dict[int, list[int]] = {}
    for number, sentence in enumerate(passage.sentences):
        found = {passage.times[i] for i in passage.where(sentence.first, sentence.last, TIMED)}
        usable = [n for n in sorted(found) if _usable(expressions[n])]
        if usable:
            out[number] = usable
    return out


def _points(t: Trigger) -> tuple[int, ...]:
    return (t.token,) if t.governor is None or t.governor == t.token else (t.token, t.governor)


def _together(triggers: Sequence[Trigger], a: int, b: int) -> bool:
    """Whether two triggers may share a date: verbs of one clause, or tellings of one event."""
    if b < 0:
        return False
    ta, tb = triggers[a], triggers[b]
    if ta.modality != tb.modality:
        return False
    joined = ta.verbal and tb.verbal and not (_of_another(ta) or _of_another(tb))
    if not joined and ta.scene.passage.lexicon.order == "svo" and (ta.verbal or tb.verbal):
        noun, verb = (tb, ta) if ta.verbal else (ta, tb)
        joined = noun.token < verb.token and not _set_apart(noun)  # "the storm hit Ohio and left six dead"
    return ta.family.group == tb.family.group or (joined and ta.clauses.same(ta.token, tb.token))


def _of_another(t: Trigger) -> bool:
    """Whether a verb is what another verb is about: "convicted of killing his wife in 2009"."""
    return t.reading.sense.tense == "gerund" and bool(
        t.scene.kinds(t.token - 1) & {"of", "with", "toward", "from", "by"}
    )


def _cost(sentence: Sentence, t: Trigger, point: int, first: int, last: int) -> float:
    if last < t.token and _set_apart(t):
        return float("inf")
    return _distance(t.clauses, point, first, last, sentence)


def _called_off(t: Trigger) -> bool:
    """Whether a noun is what a verb calls off: the day told is that of the calling off."""
    return (
        not t.verbal and t.modality == Modality.NEGATED and t.scene.has("cancel", t.scene.before(t.token, 5))
    )


def _of_its_denial(t: Trigger, last: int) -> bool:
    """Whether a time stands between a denial and what it denies: `نفت الوزارة أمس قصف المستشفى`."""
    return (
        t.modality == Modality.NEGATED
        and last < t.token
        and t.scene.passage.lexicon.order == "vso"
        and t.scene.has("deny", range(t.sentence.first, last))
    )


# How far before a noun "after" may stand, with whose it is between them: "after Jackson's death".
APART = 6


def _whose(t: Trigger, k: int) -> bool:
    """Whether a word names the one whom a noun belongs to, where that stands before it."""
    passage = t.scene.passage
    if not passage.lexicon.nouns_join or k < t.sentence.first or passage.times[k] >= 0:
        return False
    return "possessive" in t.scene.kinds(k) or passage.char(k) in "'’" or passage.char(k).isupper()


def _set_apart(t: Trigger) -> bool:
    """Whether a noun stands behind "after" or "before": what is told before that is another time."""
    if t.verbal:
        return False
    k = t.token - 1
    while k > t.token - APART and ("determiner" in t.scene.kinds(k) or _whose(t, k)):
        k -= 1
    return "when" in t.scene.kinds(k) and "during" not in t.scene.kinds(k)


def _distance(clauses: Clauses, point: int, first: int, last: int, sentence: Sentence) -> float:
    if point < first:
        return first - point + clauses.between(point, first)
    # An expression that opens the sentence belongs to what follows.
    opening = 0 if first - sentence.first <= 2 else 3
    return point - last + clauses.between(last, point) + opening


def _sayings(passage: Passage, sentence: Sentence, taken: set[int]) -> list[int]:
    """Verbs of saying and of calling off that are no triggers: what they speak of has another date."""
    return [
        i
        for i in passage.where(sentence.first, sentence.last, *_TELLING)
        if i not in taken
        and any(
            r.sense.kind in _TELLING and r.sense.tense in ("past", "present")
            for r in passage.words[i].readings
        )
    ]


# Behind a time so near, a verb of saying has it for itself: "police on Monday said".
SAID_WITHIN = 2


def _says_when(passage: Passage, sentence: Sentence, verb: int, last: int) -> bool:
    """Whether a verb of saying can own a time: where the subject comes first, no earlier clause's."""
    near = verb - last <= SAID_WITHIN or last - sentence.first <= 5
    return near or passage.lexicon.order != "svo"


def _agrees(t: Trigger, e: TimeExpression, published: CreationTime) -> bool:
    """Whether a verb's tense and a date can go together: the past does not happen after publication."""
    if not t.verbal or e.interval is None:
        return True
    end = published.interval.end
    start = published.interval.start
    if t.modality == Modality.HAPPENED and end is not None and e.interval.start is not None:
        return e.interval.start < end
    if t.modality == Modality.SCHEDULED and start is not None and e.interval.end is not None:
        return e.interval.end > start
    return True


def _relations(
    passage: Passage, triggers: Sequence[Trigger], here: list[int], out: dict[int, tuple[int, str]]
) -> None:
    """A verb without a date, at the time of ("during") an event that has one."""
    for k in here:
        if k in out or not triggers[k].verbal:
            continue
        for other in here:
            t = triggers[other]
            if other in out and not t.verbal and 0 < t.token - triggers[k].token < 16:
                before = passage.words[t.token - 1].kinds
                if (
                    "during" in before
                    and triggers[k].clauses.between(triggers[k].token, t.token) < SUBORDINATE
                ):
                    out[k] = (out[other][0], "relation")


def _in_the_past(passage: Passage, t: Trigger) -> bool:
    """Whether a verb of a noun's clause says that it has been."""
    return any(
        r.sense.tense == "past" and not r.future
        for i in range(max(t.sentence.first, t.token - 15), min(t.sentence.last, t.token + 8))
        if t.clauses.same(i, t.token)
        for r in passage.words[i].readings
    )


def _when(
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
    weekday = _WEEKDAY.fullmatch(e.value)
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
    if e.mod in ("ON_OR_AFTER", "ON_OR_BEFORE") and e.alternatives:
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


def _lasting(passage: Passage, t: Trigger, when: When, expressions: Sequence[TimeExpression]) -> When:
    """A day on which something begins that lasts, with the days that its sentence says it lasts."""
    begins = t.family.name == _BEGINS
    if when.interval.days != 1 or t.verbal != begins or not (begins or t.family.type in _LASTS):
        return when
    for i in t.scene.after(t.token, FARTHEST):
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


def _so_far(t: Trigger, interval: Interval, day: Interval) -> bool:
    """Whether what began then is told as of the day of writing."""
    if t.scene.passage.lexicon.order != "svo" or day.end is None or interval.start is None:
        return False
    return t.modality in (Modality.HAPPENED, Modality.ONGOING) and interval.start < day.end


def _open(interval: Interval, basis: str, number: int | None = None) -> When:
    return When(interval, Granularity.OPEN.value, edtf(interval, Granularity.OPEN), basis, number)
