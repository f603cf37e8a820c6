"""Where an event happens: the place that its words name, or the country that its text is about."""

from __future__ import annotations

from collections import Counter

from timeline.events import doers
from timeline.events.cast import Actor, Cast, Mention, Party
from timeline.events.discourse import SPOKEN
from timeline.events.event import EventType, Place
from timeline.events.evidence import JOURNEYS
from timeline.events.governing import kind_before
from timeline.events.passage import PREPOSITIONS, Passage
from timeline.events.triggers import Trigger

# How far a place may stand: a country that is named later is mostly what is spoken of.
FAR_PLACE, FAR_COUNTRY = 26, 14
# By how much farther a place counts that is in no gazetteer, a street beside its town; and a country.
UNHEARD, COUNTRY = 8.0, 8.0
# How far behind it one may stand that no "in" governs.
NEAR_PLACE = 6
# Deeds of words: what they are about is told behind them, and where that is.
_SPOKEN_OF = SPOKEN | {EventType.AGREE, EventType.CONSULT, EventType.COOPERATE}
# What may follow a subject: all else that does is what the subject only describes, "the Haiti earthquake".
_BEHIND_SUBJECT = PREPOSITIONS | frozenset(
    ("was", "be", "done", "soon", "not", "maybe", "event", "light", "occur", "say", "that", "relative", "and")
)


def place_of(passage: Passage, trigger: Trigger, before: list[Mention], after: list[Mention]) -> Place | None:
    """Where it happens: a place that a preposition of place governs, or one right behind an event noun."""
    bound = not trigger.verbal and trigger.governor is None  # an event noun takes what follows it
    owner = [m for m in before if bound and _belongs(passage, trigger, m)]
    found = _nearest_place(passage, trigger, [*(owner if bound else before), *after])
    if found is None and bound and passage.lexicon.order == "vso" and not trigger.reading.conjunction:
        found = _nearest_place(passage, trigger, before)
    return found


def _nearest_place(passage: Passage, trigger: Trigger, mentions: list[Mention]) -> Place | None:
    choices: list[tuple[float, Place]] = []
    for m in mentions:
        actor = m.actors[0]
        if actor.kind not in ("place", "country"):
            continue
        kinds = kind_before(passage, trigger, m)
        if ("in" in kinds and _of_an_affair(passage, trigger, m)) or _of_another_time(trigger, m):
            continue
        at, carrier = trigger.token, trigger.governor
        if passage.lexicon.order == "svo" and carrier is not None and m.first > carrier > at:
            at = carrier  # "an earthquake of magnitude 7 struck the centre of Italy"
        distance = abs(m.first - at) + trigger.clauses.between(m.first, at)
        direct = m.first == trigger.token + 1 and not trigger.verbal and actor.kind == "place"
        reached = trigger.family.name in JOURNEYS and "toward" in kinds and passage.lexicon.order == "vso"
        visited = reached or (trigger.family.name == "visit" and 0 < m.first - trigger.token <= 3)
        kind_word = _named_by_kind(passage, m.first)
        if passage.lexicon.order == "svo" and m.first > trigger.token and doers.describes(passage, m):
            continue  # "the worst in US history"
        named = passage.lexicon.order == "svo" and _is_where(passage, trigger, m, kinds)
        led = leads_there(passage, trigger, m)
        if "in" in kinds or direct or kind_word or visited or named or led:
            cost = 0.0 if led else distance + (0.0 if m.first > trigger.token else 4.0)
            unsure = actor.kind == "place" and actor.country is None
            if cost <= (FAR_COUNTRY if actor.kind == "country" else FAR_PLACE):
                wide = COUNTRY if actor.kind == "country" else UNHEARD if unsure else 0.0
                choices.append((cost + wide, _as_place(m, actor)))
    return min(choices, key=lambda c: c[0])[1] if choices else None


# How close behind "after" the event may stand whose place what follows is, in tokens.
AFTER_WITHIN = 3


def _of_another_time(trigger: Trigger, m: Mention) -> bool:
    """Whether a place is that of an event that this one comes before or after: `اتفقا بعد لقاء في موسكو`."""
    scene = trigger.scene
    if scene.passage.lexicon.order != "vso":
        return False
    return any(
        "during" not in scene.kinds(k)
        and scene.has("event", range(k + 1, min(k + 1 + AFTER_WITHIN, m.first)))
        for k in scene.where(range(trigger.token + 1, m.first), "when", "before")
    )


def _of_an_affair(passage: Passage, trigger: Trigger, m: Mention) -> bool:
    """Whether a place is where that is which is only spoken of, or agreed on: `بحثا الوضع في ليبيا`."""
    if trigger.family.type not in _SPOKEN_OF or passage.lexicon.order != "vso":
        return False
    k = m.first - 2
    while k > trigger.token and passage.words[k].kinds <= {"nation"} and passage.char(k).isalpha():
        k -= 1  # `الأوضاع السياسية في ليبيا`
    agreed_on = trigger.family.type == EventType.AGREE and passage.has("against", trigger.token, m.first)
    return agreed_on or (k > trigger.token and "affair" in passage.words[k].kinds)


# How far behind "where" the verb may stand, and before the verb the place that leads to it.
WHERE_WITHIN, LED_WITHIN = 2, 4


def leads_there(passage: Passage, trigger: Trigger, m: Mention) -> bool:
    """Whether a place is told before its event: `شهدت تركيا`, `أستراليا التي ستشهد`, `إلى قطر حيث سيلتقي`."""
    if passage.lexicon.order != "vso" or m.actors[0].kind not in ("place", "country"):
        return False
    at = trigger.token if trigger.governor is None else trigger.governor
    if passage.words[at].kinds & {"witness", "hosts"}:
        pronoun = "relative" in passage.words[at - 1].kinds
        return m.last == at - pronoun or m.first == at + 1
    return any(
        "where" in passage.words[k].kinds and m.last == k
        for k in range(max(trigger.sentence.first, at - WHERE_WITHIN), at)
    )


# Deeds that something does to a place, and those that go to one.
_DONE_TO = frozenset((EventType.DISASTER, EventType.ACCIDENT, EventType.ASSAULT, EventType.HEALTH))
_GONE_TO = frozenset((EventType.AID, EventType.MOBILIZE, EventType.RETREAT))


def _is_where(passage: Passage, trigger: Trigger, m: Mention, kinds: frozenset[str]) -> bool:
    """Whether a place is told without "in": "the Haiti earthquake", "struck Haiti", "sent help to Haiti"."""
    if _belongs(passage, trigger, m):
        return True
    kind = trigger.family.type
    if trigger.passive and kind in _DONE_TO and m.last <= trigger.token and not kinds & PREPOSITIONS:
        between = range(m.last, trigger.token)  # "Haiti, which was hit by"
        return all(
            passage.words[k].kinds & {"relative"} or doers.between_subject_and_verb(passage, k)
            for k in between
        )
    carrier = trigger.governor if trigger.governor is not None else trigger.token
    carried = trigger.token < carrier < m.first  # "an earthquake struck western Nepal"
    at = carrier if carried else trigger.token
    if not 0 < m.first - at <= NEAR_PLACE or trigger.clauses.between(at, m.first):
        return False
    if kind in _DONE_TO:
        return not kinds & PREPOSITIONS if trigger.verbal or carried else bool(kinds & {"of"})
    return (kind in _GONE_TO or trigger.family.name == "visit") and "toward" in kinds


def _belongs(passage: Passage, trigger: Trigger, m: Mention) -> bool:
    """Whether a place stands before the noun of what happened there, with at most a word between."""
    if trigger.verbal or passage.lexicon.order != "svo" or not 0 <= trigger.token - m.last <= 2:
        return False
    between = range(m.last, trigger.token)
    return all(passage.char(k).isalnum() or passage.char(k) in "'’" for k in between) and not any(
        passage.words[k].kinds & (_BEHIND_SUBJECT - {"event"}) for k in between
    )


def at_home(trigger: Trigger, parties: list[Party]) -> Place | None:
    """The country that tells of its own sick: "Canada confirmed four cases"; else it may act abroad."""
    if trigger.family.type != EventType.HEALTH:
        return None
    ours = (p for p in parties if p.role == "agent" and p.actor.kind == "country")
    return next((_as_place(p.mention, p.actor) for p in ours), None)


# So often a text names the country where its disaster was, and no other half so often.
OFTEN = 3


def scene_of_the_text(passage: Passage, cast: Cast) -> Place | None:
    """The country that a text speaks of by far the most, where capital letters tell names."""
    if not passage.lexicon.capitals:
        return None
    named = [m for m in cast.mentions if m.actors[0].kind == "country"]
    counts = Counter(m.actors[0].name for m in named).most_common(2)
    if not counts or counts[0][1] < OFTEN or (len(counts) > 1 and counts[1][1] * 2 > counts[0][1]):
        return None
    first = next(m for m in named if m.actors[0].name == counts[0][0])
    return _as_place(first, first.actors[0])


def _named_by_kind(passage: Passage, i: int) -> bool:
    """Whether a word before a name says that it is a place: the city of, the province of."""
    if passage.lexicon.order == "svo":
        while i > 1 and ("known" in passage.words[i - 1].kinds or passage.char(i - 1) in "'’"):
            i -= 1  # "le centre de l'Italie"
    if i and "of" in passage.words[i - 1].kinds:
        i -= 1
    return i > 0 and "place_kind" in passage.words[i - 1].kinds


def _as_place(m: Mention, actor: Actor) -> Place:
    city = actor.city
    return Place(
        name=actor.name,
        country=actor.country,
        latitude=None if city is None else city.latitude,
        longitude=None if city is None else city.longitude,
        start=m.start,
        end=m.end,
    )
