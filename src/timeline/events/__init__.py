"""From sentences and time expressions to dated events.

What a language knows: lexicon.py, with inflection.py and gazetteer.py. The text: passage.py, sentences.py,
clauses.py. Who is spoken of: actors.py, aliases.py and sides.py make a cast.py, with names.py, groups.py,
offices.py, organisations.py, unheard.py. What happens: triggers.py, with modality.py, evidence.py,
subject_first.py, filter.py. Who and where: parties.py with subjects.py, doers.py, places.py, governing.py.
When: dating.py with discourse.py, when.py. Told once: merging.py, titles.py, clause_titles.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from timeline.anchoring import Anchored
from timeline.document import Document, Span
from timeline.events.actors import find_actors
from timeline.events.attribution import attribution_of
from timeline.events.cast import Cast
from timeline.events.confidence import confidence_of
from timeline.events.dating import date_triggers
from timeline.events.event import Event, EventMention, EventType, Modality, Participant, Place
from timeline.events.filter import Filter, load_filter
from timeline.events.lexicon import lexicon_languages, load_lexicon
from timeline.events.merging import Told, merge
from timeline.events.parties import as_participants, parties_of, told_already
from timeline.events.passage import Passage, stretches
from timeline.events.places import scene_of_the_text
from timeline.events.titles import headline
from timeline.events.triggers import Trigger, find_triggers

__all__ = ["Event", "EventMention", "EventType", "Modality", "Participant", "Place", "extract_events"]

# No organisation's name that holds the noun of a deed has more tokens before it.
LONGEST_NAME = 8


def extract_events(
    document: Document, anchored: Anchored, filters: Callable[[str], Filter | None] = load_filter
) -> tuple[Event, ...]:
    """The events that a document tells, in order, each once; none for a language without event lexicon."""
    if document.language not in lexicon_languages():
        return ()
    found: list[Event] = []
    for passage in stretches(document.text, load_lexicon(document.language), anchored.expressions):
        found += _events(passage, anchored, filters(document.language))
    return tuple(found)


def _events(passage: Passage, anchored: Anchored, judge: Filter | None) -> list[Event]:
    triggers = find_triggers(passage, judge)
    if not triggers:
        return []
    cast = find_actors(passage)
    triggers = [t for t in triggers if not _in_a_name(cast, t)]
    times = date_triggers(passage, triggers, anchored.expressions, anchored.published)
    told = []
    for k, (trigger, when) in enumerate(zip(triggers, times, strict=True)):
        following = trigger.sentence.last
        if k + 1 < len(triggers) and triggers[k + 1].sentence is trigger.sentence:
            following = triggers[k + 1].token
        parties, place = parties_of(passage, cast, trigger, following)
        told.append(Told(trigger, when, parties, place, when.modality or trigger.modality, following))
    taken = frozenset(t.token for t in triggers)
    events = [_event(passage, cast, group, taken) for group in merge(told)]
    return sorted(events, key=lambda e: (e.trigger.start, e.trigger.end))


def _in_a_name(cast: Cast, trigger: Trigger) -> bool:
    """Whether a noun only goes on with the name of an organisation: `وزارة الأوقاف والدعوة والإرشاد`."""
    before = cast.between(trigger.token - LONGEST_NAME, trigger.token)
    return not trigger.verbal and any(
        m.last > trigger.token and m.actors[0].kind == "organisation" for m in before
    )


def _event(passage: Passage, cast: Cast, group: list[Told], taken: frozenset[int]) -> Event:
    """The event as its best mention tells it, with the parties and the place that others add."""
    best = group[0]
    place = max((one.place for one in group if one.place is not None), key=_exactness, default=None)
    if place is None and best.trigger.family.type == EventType.DISASTER:
        place = scene_of_the_text(passage, cast)
    parties = list(best.parties)
    if len(parties) < 2:
        for other in group[1:]:
            have = {q.actor.name for q in parties}, {q.role for q in best.parties}
            parties += [
                p
                for p in other.parties
                if p.actor.name not in have[0] and p.role not in have[1] and not told_already(parties, p)
            ]
    when = max(group, key=lambda one: one.dated).when
    best = Told(best.trigger, when, parties, place, best.modality, best.following)
    trigger = best.trigger
    says = attribution_of(passage, cast, trigger)
    confidence, reasons = confidence_of(best, len(group), says)
    return Event(
        title=headline(passage, best),
        type=_type(group),
        modality=best.modality,
        interval=when.interval,
        granularity=when.granularity,
        edtf=when.edtf,
        basis=when.basis,
        participants=as_participants(parties),
        place=best.place,
        trigger=Span(start=passage.starts[trigger.token], end=passage.ends[trigger.token]),
        quote=Span(start=trigger.sentence.start, end=trigger.sentence.end),
        expression=when.expression,
        mentions=tuple(_mentions(passage, group, taken)),
        attribution=says,
        confidence=confidence,
        confidence_reasons=reasons,
        weekday=when.weekday,
    )


def _exactness(place: Place) -> int:
    """How closely a place is told: a country less than a town, and than what no gazetteer has."""
    return 2 if place.latitude is not None else int(place.country is None)


def _mentions(passage: Passage, group: list[Told], taken: frozenset[int]) -> Iterator[EventMention]:
    """All words that tell the event: triggers, and the verbs that carry them where they tell nothing else."""
    words = {one.trigger.token: one for one in group}
    for one in group:
        governor = one.trigger.governor
        if governor is not None and governor not in taken:
            words.setdefault(governor, one)
        needed = one.trigger.needed
        if needed is not None and needed not in taken and _names_it(passage, needed):
            words.setdefault(needed, one)
    for token, one in sorted(words.items()):
        yield EventMention(
            trigger=Span(start=passage.starts[token], end=passage.ends[token]),
            quote=Span(start=one.trigger.sentence.start, end=one.trigger.sentence.end),
            expression=one.when.expression,
        )


def _names_it(passage: Passage, needed: int) -> bool:
    """Whether the word that a trigger needs says what happens, too: "opened an investigation"."""
    return any(r.sense.kind == "event" and r.sense.tense == "noun" for r in passage.words[needed].readings)


def _type(group: list[Told]) -> EventType:
    """The type of an event as its cause has it, where its best mention only tells its victims."""
    types = [one.trigger.family.type for one in group]
    causes = [one.trigger.family.type for one in group if one.trigger.family.role != "victim"]
    return types[0] if types[0] in causes or not causes else causes[0]
