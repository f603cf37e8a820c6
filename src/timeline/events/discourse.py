"""On which day is what a text goes on with: that of its lead, or of the statement that says it.

News tells the day once, at its head: what follows in the plain past and is of its kind is of that day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.document import CreationTime
from timeline.events.event import EventType, Modality
from timeline.events.passage import Passage
from timeline.events.triggers import Trigger
from timeline.expression import TimeExpression

# The lead is told in so many sentences, counted from 0, and what goes on with it in so many more.
LEADING, ACCOUNT = 2, 4
# What is done by saying it.
SPOKEN = frozenset(
    (
        EventType.STATEMENT,
        EventType.SUPPORT,
        EventType.REQUEST,
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.THREATEN,
    )
)


def by_discourse(
    passage: Passage,
    triggers: Sequence[Trigger],
    chosen: dict[int, tuple[int, str]],
    timed: Mapping[int, list[int]],
    expressions: Sequence[TimeExpression],
    published: CreationTime,
) -> dict[int, tuple[int, str]]:
    """The day of what the text goes on with: more of the lead's kind, or what a dated statement said.

    `chosen`: by trigger, the expression that its sentence gives it; `timed`: those of each sentence.
    """
    out: dict[int, tuple[int, str]] = {}
    anchor: int | None = None
    for k, t in enumerate(triggers):
        if k in chosen:
            n = chosen[k][0]
            told = t.modality == Modality.HAPPENED and t.number <= LEADING and _is_day(expressions[n])
            anchor = k if told and (anchor is None or chosen[anchor][0] == n) else None
            continue
        if t.modality != Modality.HAPPENED:
            continue
        spoken = _announced_day(passage, t, timed, expressions, published)
        if spoken is None:
            spoken = _statement_day(passage, t, timed, expressions, published)
        if spoken is not None:
            out[k] = spoken, "discourse"
        elif anchor is not None and t.number not in timed and _goes_on(triggers[anchor], t):
            out[k] = chosen[anchor][0], "discourse"
    return out


def _is_day(e: TimeExpression) -> bool:
    return e.interval is not None and e.interval.days is not None and e.interval.days <= 1


def _goes_on(lead: Trigger, t: Trigger) -> bool:
    """Whether a trigger goes on with the account of the lead: its kind, soon after, in the plain past."""
    if lead.family.type != t.family.type or not 0 < t.number - lead.number <= ACCOUNT:
        return False
    verb = t.token if t.verbal else t.governor
    if verb is None or lead.family.statement:
        return False
    past = any(r.sense.tense == "past" for r in t.scene.passage.words[verb].readings)
    return past and not any(t.scene.kinds(k) & {"was", "done", "relative"} for k in t.scene.before(verb, 3))


def _statement_day(
    passage: Passage,
    t: Trigger,
    timed: Mapping[int, list[int]],
    expressions: Sequence[TimeExpression],
    published: CreationTime,
) -> int | None:
    """The day on which what the lead says was said: `حذرت … . وقالت في بيان اليوم`."""
    if t.number > LEADING or not t.verbal or t.family.type not in SPOKEN or t.number in timed:
        return None
    for number in (t.number + 1, t.number + 2):
        for n in timed.get(number, ()):
            e, sentence = expressions[n], passage.sentences[number]
            at = next(i for i in range(sentence.first, sentence.last) if passage.times[i] == n)
            by_verb = any("say" in passage.words[i].kinds for i in range(max(sentence.first, at - 6), at))
            if by_verb and _is_past_day(e, published):
                return n
    return None


def _announced_day(
    passage: Passage,
    t: Trigger,
    timed: Mapping[int, list[int]],
    expressions: Sequence[TimeExpression],
    published: CreationTime,
) -> int | None:
    """The day on which somebody announces what they agreed on: `أعلن الاثنين أنه اتفق معه`.

    An announcement and what it announces are one; who only says it may tell of any time.
    """
    i = t.token
    if not t.verbal or t.family.type != EventType.AGREE or i == t.sentence.first:
        return None
    if not passage.words[i - 1].folded.endswith(passage.lexicon.suffixes) or not passage.reports(i - 1):
        return None  # `أن روسيا اتفقت`, `أنه كان قد اتفق`: of others, or earlier
    said = t.scene.where(range(t.sentence.first, i - 1), "say")
    if len(said) != 1 or "event" not in passage.words[said[0]].kinds:
        return None
    if t.scene.has("event", range(said[0] + 1, i - 1)):
        return None
    # Reckoned from the publication: a date in full may be that of anything else.
    days = [n for n in timed.get(t.number, ()) if _is_past_day(expressions[n], published)]
    days = [n for n in days if expressions[n].basis.startswith("published")]
    return next((n for n in days if expressions[n].end <= passage.starts[i - 1]), None)


def _is_past_day(e: TimeExpression, published: CreationTime) -> bool:
    end = published.interval.end
    return _is_day(e) and e.interval is not None and (end is None or (e.interval.start or 0) < end)
