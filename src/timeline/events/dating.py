"""When did it happen: which time expression dates a trigger, and why that one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.document import CreationTime
from timeline.events.clauses import SUBORDINATE, Clauses
from timeline.events.discourse import by_discourse
from timeline.events.event import Modality
from timeline.events.passage import TIMED, Passage, Sentence
from timeline.events.triggers import Trigger
from timeline.events.when import WEEKDAY, When, since_when, when_of
from timeline.expression import TimeExpression, TimexType

# An expression farther from a trigger than this, in tokens and borders, does not date it.
FARTHEST = 26
# So far it may where it stands alone in its sentence, and one of the two opens it: Arabic news tells at the
# end of a sentence when all that was, and "Today, X, who …, was" at its beginning.
FARTHEST_OPENING, OPENING = 48, 2
# Within this an expression dates more than one trigger: "were killed and wounded yesterday".
SHARED = 12
# How far before such a date a word may stand that speaks of a record, in tokens.
RECORD = 6
# How close behind "born" its date may stand, in tokens: "born in Cairo on 4 June".
BORN = 5
# How close behind "earlier" or "later" the time may stand that it is of, in tokens.
NAMED_WITHIN = 2
# Figures are of a month or longer; a shorter time is that of what is done with them.
MONTH = 28
_SINCE = frozenset(("since",))
_TELLING = frozenset(("say", "cancel"))


def date_triggers(
    passage: Passage,
    triggers: Sequence[Trigger],
    expressions: Sequence[TimeExpression],
    published: CreationTime,
) -> list[When]:
    """A time for each trigger, in order."""
    chosen: dict[int, tuple[int, str]] = {}
    said: dict[int, tuple[int, str]] = {}
    by_sentence: dict[int, list[int]] = {}
    for k, t in enumerate(triggers):
        by_sentence.setdefault(t.number, []).append(k)
    for here in by_sentence.values():
        chosen.update(_in_sentence(passage, triggers, here, expressions, published, said))
    timed = _timed_sentences(passage, expressions)
    chosen.update(by_discourse(passage, triggers, chosen, timed, expressions, published))
    chosen = said | chosen
    return [when_of(passage, t, chosen.get(k), expressions, published) for k, t in enumerate(triggers)]


def _of_a_record(passage: Passage, t: Trigger, first: int) -> bool:
    """Whether a date says since when something is the first or the lowest: `أدنى مستوى منذ آذار 2010`."""
    if first <= t.token:
        return False
    since = first if passage.words[first].kinds & _SINCE else first - 1
    return bool(passage.words[since].kinds & _SINCE) and t.scene.has("record", t.scene.before(since, RECORD))


def _of_a_birth(triggers: Sequence[Trigger], here: list[int], first: int) -> bool:
    """Whether a date says when somebody was born of whom something else is told: `المولود في 3 مايو 1990`."""
    t = triggers[here[0]]
    born = t.scene.where(t.scene.before(first, BORN), "born")
    return bool(born) and not any(born[-1] < triggers[k].token < first for k in here)


def _of_figures(t: Trigger, first: int) -> bool:
    """Whether a time says what figures are of with which something is done: `خفض توقعاته لعام 2015`."""
    return first > t.token and t.scene.has("figures", range(t.token + 1, first))


def _months(e: TimeExpression) -> bool:
    """Whether a time is as long as what is counted: a month, a quarter, a year or several."""
    return e.interval is not None and (e.interval.days or 0) >= MONTH


def _usable(e: TimeExpression) -> bool:
    if e.type in (TimexType.DURATION, TimexType.SET):
        return False
    return (
        e.interval is not None
        or e.value in ("FUTURE_REF", "PAST_REF")
        or WEEKDAY.fullmatch(e.value) is not None
    )


def _in_sentence(
    passage: Passage,
    triggers: Sequence[Trigger],
    here: list[int],
    expressions: Sequence[TimeExpression],
    published: CreationTime,
    said: dict[int, tuple[int, str]],
) -> dict[int, tuple[int, str]]:
    """The expression that dates each trigger of a sentence, and why; in `said`, what only bounds others."""
    sentence = triggers[here[0]].sentence
    spots: dict[int, tuple[int, int]] = {}
    for i in passage.where(sentence.first, sentence.last, TIMED):
        n = passage.times[i]
        if _usable(expressions[n]):
            first, _ = spots.get(n, (i, i))
            spots[n] = (first, i)
    for n, (first, last) in list(spots.items()):
        vague = expressions[n].interval is None
        if vague and any(0 < at - last <= NAMED_WITHIN for at, _ in spots.values()):
            del spots[n]  # `في وقت لاحق من الشهر الحالي`: the month says more
        elif _of_a_birth(triggers, here, first):
            del spots[n]
    if not spots:
        return {}
    says = _sayings(passage, sentence, {triggers[k].token for k in here})
    costs: dict[tuple[int, int], float] = {}
    owner: dict[int, int] = {}
    reported: dict[int, int] = {}  # by the verb of saying that a time belongs to, the time
    for n, (first, last) in spots.items():
        best, best_cost = -1, float("inf")
        for k in here:
            t = triggers[k]
            if _called_off(t) or not _agrees(t, expressions[n], published):
                continue
            if _of_a_record(passage, t, first) or _of_its_denial(t, last):
                continue
            if _months(expressions[n]) and _of_figures(t, first):
                continue
            cost = min(_cost(sentence, t, p, first, last) for p in _points(t))
            if expressions[n].mod == "ON_OR_AFTER" and since_when(t, n):
                cost = 0.0
            costs[k, n] = cost
            if cost < best_cost:
                best, best_cost = k, cost
        clauses = triggers[here[0]].clauses
        told, verb = min(
            (
                (_distance(clauses, p, first, last, sentence), p)
                for p in says
                if _says_when(passage, sentence, p, last)
            ),
            default=(float("inf"), -1),
        )
        if told < best_cost:
            best = -1
            reported[verb] = n
            for k in here:
                if costs.get((k, n), 99) > SHARED / 2:
                    costs.pop((k, n), None)
        owner[n] = best
    out: dict[int, tuple[int, str]] = {}
    for k in here:
        far = len(spots) == 1 and _opens(triggers[k], spots)
        mine = [
            (costs[k, n], n)
            for n in spots
            if owner[n] == k
            and costs[k, n] <= (FARTHEST_OPENING if far and _of_these_days(expressions[n]) else FARTHEST)
        ]
        shared = [
            (c, n)
            for (kk, n), c in costs.items()
            if kk == k and c <= SHARED and owner[n] != k and _together(triggers, k, owner[n])
        ]
        if mine or shared:
            out[k] = (min(mine + shared)[1], "clause")
    _relations(passage, triggers, here, out)
    _by_statement(passage, triggers, here, reported, expressions, published, out, said)
    return out


def _opens(t: Trigger, spots: Mapping[int, tuple[int, int]]) -> bool:
    """Whether a verb opens its sentence where verbs come first, else the time that dates it and no clause."""
    verb = t.token if t.governor is None else min(t.token, t.governor)
    if t.scene.passage.lexicon.order == "vso":
        return verb - t.sentence.first < OPENING
    first = min(first for first, _ in spots.values())
    told = t.scene.where(range(first, verb), "that", "relative")
    return first - t.sentence.first < OPENING and not told


def _of_these_days(e: TimeExpression) -> bool:
    """Whether an expression tells a day by that of publication: a date in full may be anybody's."""
    day = e.interval is not None and e.interval.days is not None and e.interval.days <= 1
    return day and e.mod is None and e.basis.startswith("published")


def _told_before(passage: Passage, t: Trigger, verb: int) -> bool:
    """Whether a verb of saying ends the sentence, who says it before it: "ten died, the WHO said"."""
    scene, end = t.scene, verb + 1
    while end < t.sentence.last and (passage.times[end] >= 0 or scene.kinds(end) & _BEFORE_TIMES):
        end += 1
    if verb < t.token or (end < t.sentence.last and passage.char(end).isalnum()):
        return False
    comma = next((i for i in range(verb - 1, t.token, -1) if passage.char(i) in ",،"), None)
    return comma is not None and not scene.where(range(comma, verb), *_OTHER_CLAUSES)


_BEFORE_TIMES = frozenset(("in", "when", "against"))
_OTHER_CLAUSES = ("that", "relative", "when", "before")


def _says_that(t: Trigger, verb: int) -> bool:
    """Whether what a verb says begins with "that", and the trigger stands in no other clause of it."""
    clauses = t.scene.where(range(verb + 1, t.token), "that", "relative")
    return len(clauses) == 1 and t.scene.passage.reports(clauses[0])


# How far behind a dated verb of saying the event may stand during which it was said, in tokens.
DURING_WITHIN = 16


def _by_statement(
    passage: Passage,
    triggers: Sequence[Trigger],
    here: list[int],
    reported: Mapping[int, int],
    expressions: Sequence[TimeExpression],
    published: CreationTime,
    out: dict[int, tuple[int, str]],
    said: dict[int, tuple[int, str]],
) -> None:
    """What a dated statement tells of an event without a date: it was made during it, or reports it later."""
    end = published.interval.end
    for k in here:
        t = triggers[k]
        verb = max((i for i in reported if i < t.token), default=None)
        if verb is None and passage.lexicon.order == "svo":
            verb = min((i for i in reported if _told_before(passage, t, i)), default=None)
        if k in out or verb is None or t.modality != Modality.HAPPENED:
            continue
        n = reported[verb]
        interval = expressions[n].interval
        if interval is None or interval.end is None:
            continue
        if not t.verbal and verb < t.token and "during" in t.scene.kinds(t.token - 1):
            # The statement's own clause, and nothing else that somebody did in it.
            near = t.token - verb <= DURING_WITHIN and passage.lexicon.order == "vso"
            if near and t.clauses.same(verb, t.token) and not t.scene.has("event", range(verb + 1, t.token)):
                out[k] = n, "relation"
        elif t.verbal and (end is None or interval.end < end) and (verb > t.token or _says_that(t, verb)):
            said[k] = n, "said"


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
