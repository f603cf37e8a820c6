"""Who took part, in which role, and where: the actors in a trigger's reach."""

from __future__ import annotations

from collections import Counter

from timeline.events import doers
from timeline.events.actors import Actor, Cast, Mention, Party
from timeline.events.clauses import COMMA
from timeline.events.event import EventType, Participant, Place
from timeline.events.passage import Passage
from timeline.events.triggers import Trigger

# How far from a trigger its parties may stand, in tokens.
REACH = 22
# How far a place may stand: a country that is named later is mostly what is spoken of.
FAR_PLACE, FAR_COUNTRY = 26, 14
# How far behind it one may stand that no "in" governs.
NEAR_PLACE = 6
# How far before "who" the one may begin that it stands for.
ANTECEDENT = 10
# No event has more.
MOST = 8


def parties_of(
    passage: Passage, cast: Cast, trigger: Trigger, following: int
) -> tuple[list[Party], Place | None]:
    """The parties and the place of an event, from its own clause.

    `following`: the token of the next trigger of the sentence, or where the sentence ends.
    """
    sentence = trigger.sentence
    anchor = trigger.governor if trigger.governor is not None else trigger.token
    low, high = min(anchor, trigger.token), max(anchor, trigger.token)
    last = sentence.last if trigger.verbal else max(following, high + 1)
    near = [
        m
        for m in cast.between(max(sentence.first, low - REACH), min(last, high + REACH))
        if (m.last <= trigger.token or m.first > trigger.token)
        and not (trigger.needed is not None and m.first <= trigger.needed < m.last and trigger.verbal)
    ]
    before = [m for m in near if m.first < low and trigger.clauses.between(m.first, low) < 8]
    after = [m for m in near if m.first > low and trigger.clauses.between(low, m.first) < 8]
    beyond = [
        m
        for m in cast.between(max(last, high + 1), min(sentence.last, high + FAR_PLACE))
        if trigger.clauses.between(low, m.first) < 8
    ]
    place = _place(passage, trigger, before, [*after, *beyond])
    if passage.lexicon.order == "svo":
        parties = doers.parties(passage, cast, trigger, before)
        return list({p.actor.name: p for p in reversed(parties)}.values())[::-1][:MOST], place
    parties = _mutual_or_directed(passage, cast, trigger, before, after)
    wanted = 2 if _dual(passage, trigger) else 1
    led = _subject(passage, cast, trigger, before) is not None
    if len(parties) < wanted or (trigger.reading.suffix and not trigger.verbal and not led):
        parties = [*_antecedents(passage, cast, trigger), *parties]
    seen: dict[str, Party] = {}
    for party in parties:
        if place is None or party.actor.name != place.name or party.actor.kind != "place":
            seen.setdefault(party.actor.name, party)
    return list(seen.values())[:MOST], place


def _dual(passage: Passage, trigger: Trigger) -> bool:
    return trigger.reading.suffix in passage.lexicon.dual_suffixes or (
        trigger.reading.sense.number == 2 and trigger.verbal
    )


def _kind_before(passage: Passage, trigger: Trigger, m: Mention) -> frozenset[str]:
    """What stands before a mention, attached or on its own; `of` where it belongs to the noun before it."""
    word = passage.words[m.first]
    for r in word.readings:
        if r.preposition:
            return frozenset({"ب": ("in",), "ل": ("toward",), "ك": ("from",)}.get(r.preposition, ()))
    if not m.first:
        return frozenset()
    before = passage.words[m.first - 1]
    if "of" in before.kinds and m.first > 1 and "number" in passage.words[m.first - 2].kinds:
        return frozenset()  # "thousands of protesters" are protesters
    own = m.first - 1 in (trigger.token, trigger.governor, trigger.needed)
    if passage.lexicon.order == "vso" and not own and _plain_noun(passage, m.first - 1):
        return frozenset(("of",))
    return before.kinds


def _plain_noun(passage: Passage, i: int) -> bool:
    """Whether a word is a noun that what follows can belong to: no article, no time, no mark."""
    folded = passage.words[i].folded
    if (
        not folded[:1].isalpha()
        or passage.times[i] >= 0
        or folded.startswith(passage.lexicon.article or "\0")
    ):
        return False
    readings = passage.words[i].readings
    if not readings:
        return passage.words[i].common
    if any(r.article for r in readings):
        return False
    return all(r.sense.kind in _NOUN_KINDS and r.sense.tense in ("noun", "construct") for r in readings)


_NOUN_KINDS = frozenset(("event", "light", "occur", "organisation", "group", "intend", "say", "plan"))


def _mutual_or_directed(
    passage: Passage, cast: Cast, trigger: Trigger, before: list[Mention], after: list[Mention]
) -> list[Party]:
    mutual = trigger.family.mutual
    lead = "participant" if mutual else "agent"
    if trigger.passive and not mutual:
        lead = "victim" if trigger.family.role == "victim" else "recipient"
    subject = _subject(passage, cast, trigger, before)
    if subject is not None and not mutual and _undergoes(passage, trigger, after):
        lead = "victim" if trigger.family.role == "victim" else "recipient"
    if subject is not None and _follows_closely(passage, trigger, subject, after):
        subject = None
    out: list[Party] = []
    end = -1
    if subject is not None:
        out += _joined(passage, before, subject, lead) if subject in before else []
        out += [Party(a, lead, subject) for a in subject.actors]
    role: str | None = None
    object_seen = False
    for m in after:
        kinds = _kind_before(passage, trigger, m)
        if m.first == end and m.actors[0].kind in ("group", "role"):
            end = m.last
            continue  # the same ones: `مئات الآلاف`, `محمد بن سلمان ولي العهد`
        end = m.last
        if _conjoined(passage, m):
            pass  # the same role as the one that it is joined to
        elif not kinds & _PREPOSITIONS and trigger.clauses.between(trigger.token, m.first) >= COMMA:
            role = None  # what stands bare behind a comma belongs to something else
        elif mutual:
            role = _mutual_role(kinds, m, bool(out), object_seen)
        else:
            role = _directed_role(trigger, kinds, m, bool(out), object_seen, subject is not None)
        object_seen = object_seen or (role is not None and not kinds & _PREPOSITIONS)
        if role is not None:
            if role == "recipient" and _suffered(trigger, out):
                # Somebody else behind it: the first did it, and this one suffers it.
                out, role = [Party(p.actor, "agent", p.mention) for p in out], "victim"
            out += [Party(a, role, m) for a in m.actors]
    return out


def _follows_closely(passage: Passage, trigger: Trigger, subject: Mention, after: list[Mention]) -> bool:
    """Whether a verb that comes first has its subject behind it, and not beyond the comma before it."""
    if passage.lexicon.order != "vso" or not trigger.verbal or not after:
        return False
    far = trigger.clauses.between(subject.first, trigger.token) >= COMMA
    m = after[0]
    return far and m.first - trigger.token <= 3 and not _kind_before(passage, trigger, m) & _PREPOSITIONS


def _undergoes(passage: Passage, trigger: Trigger, after: list[Mention]) -> bool:
    """Whether an Arabic verb without vowels, which may be active or passive, is told of who suffers it."""
    family = trigger.family
    if passage.lexicon.order != "vso" or not trigger.verbal:
        return False
    if family.suffered:
        return True
    whom = any(
        not _kind_before(passage, trigger, m) & _PREPOSITIONS
        and trigger.clauses.between(trigger.token, m.first) < COMMA
        for m in after
    )
    return (family.role == "victim" or family.name == "arrest") and not whom


def _suffered(trigger: Trigger, out: list[Party]) -> bool:
    return trigger.verbal and not trigger.passive and bool(out) and all(p.role == "victim" for p in out)


_PREPOSITIONS = frozenset(("in", "from", "when", "with", "between", "against", "toward", "by", "of"))
_PEOPLE = ("person", "role")


def _mutual_role(kinds: frozenset[str], m: Mention, led: bool, object_seen: bool) -> str | None:
    """Of a deed that its parties share: who it is with or between, and one that stands bare."""
    person = all(a.kind in _PEOPLE for a in m.actors)
    if kinds & {"with", "between"} or (person and kinds & {"toward", "in"} and not kinds & {"from"}):
        return "participant"
    if kinds & _PREPOSITIONS or object_seen or all(a.kind in ("place", "group") for a in m.actors):
        return None
    return "participant" if person or not led else None


def _directed_role(
    trigger: Trigger, kinds: frozenset[str], m: Mention, led: bool, object_seen: bool, subject: bool
) -> str | None:
    """Of a deed that one does to another: the first that stands bare does it, the next suffers it."""
    places = all(a.kind == "place" for a in m.actors)
    if kinds & {"by"}:
        return "agent"
    if kinds & {"in", "from", "when"} and not kinds & {"with"}:
        return None
    if kinds & {"against", "toward", "with"}:
        return None if places else "recipient"
    if places or (object_seen and led and subject) or kinds & {"of"}:
        return None
    if trigger.family.role == "victim":
        return "victim" if not object_seen else "recipient"
    if not subject and not led:
        return "agent"
    return "recipient" if not object_seen or not subject else None


def _noun_between(passage: Passage, first: int, last: int) -> bool:
    """Whether something else stands between a name and the pronoun that would mean it: `قناة إيران التي`."""
    return any(passage.char(k).isalpha() for k in range(first, last))


def _opens_speech(passage: Passage, trigger: Trigger) -> bool:
    """Whether a verb opens its sentence or what is quoted: where it comes first, its subject follows."""
    i = trigger.token
    if passage.lexicon.order != "vso" or not trigger.verbal or trigger.governor != i:
        return False
    return i == trigger.sentence.first or passage.char(i - 1) in _QUOTES


_QUOTES = frozenset('"“”«»:')
_NO_SUBJECT = _PREPOSITIONS | {"source"}
# What may follow a subject: all else that does is what the subject only describes, "the Haiti earthquake".
_BEHIND_SUBJECT = _PREPOSITIONS | frozenset(
    ("was", "be", "done", "soon", "not", "maybe", "event", "light", "occur", "say", "that", "relative", "and")
)


def _subject(passage: Passage, cast: Cast, trigger: Trigger, before: list[Mention]) -> Mention | None:
    """The actor before a verb that it belongs to: the nearest one that no preposition governs."""
    if trigger.governor is None or trigger.governor > trigger.token:
        return None
    if "relative" in passage.words[trigger.governor - 1].kinds:
        # "who visited": whoever stands right before the pronoun
        pronoun = trigger.governor - 1
        if passage.words[pronoun].folded in passage.lexicon.of_people:
            people = cast.between(max(trigger.sentence.first, pronoun - 2 * ANTECEDENT), pronoun)
            people = [m for m in people if m.actors[0].kind in ("person", "group", "role")]
            return people[-1] if people else None
        earlier = cast.between(trigger.governor - 1 - ANTECEDENT, trigger.governor - 1)
        near = earlier and not _noun_between(passage, earlier[-1].last, trigger.governor - 1)
        return earlier[-1] if near else None
    if _opens_speech(passage, trigger):
        return None
    for m in reversed(before):
        if _kind_before(passage, trigger, m) & _NO_SUBJECT or all(a.kind == "place" for a in m.actors):
            continue
        return m
    return None


def _joined(passage: Passage, mentions: list[Mention], subject: Mention, role: str) -> list[Party]:
    """Those whom an "and" joins to a subject."""
    out: list[Party] = []
    at = mentions.index(subject)
    later = mentions[at]
    for m in reversed(mentions[:at]):
        if later.first - m.last > 1 or not _conjoined(passage, later):
            break
        out += [Party(a, role, m) for a in m.actors]
        later = m
    return out


def _conjoined(passage: Passage, m: Mention) -> bool:
    word = passage.words[m.first]
    if passage.char(m.first - 1) in "،,;؛:":
        return False
    if any(r.conjunction for r in word.readings) or (passage.starts[m.first] < m.start and not word.kinds):
        return True
    return m.first > 0 and "and" in passage.words[m.first - 1].kinds


def _antecedents(passage: Passage, cast: Cast, trigger: Trigger) -> list[Party]:
    """Whom a pronoun on the trigger, or a verb without a subject, refers to: the last people named."""
    dual = _dual(passage, trigger)
    if not dual and not trigger.reading.suffix:
        return []
    role = "participant" if trigger.family.mutual else "agent"
    suffered = trigger.family.role == "victim" and bool(trigger.reading.suffix)
    if suffered:
        role = "victim"  # `مقتله`: the death of the one meant
    elif trigger.verbal and trigger.reading.suffix and not trigger.family.mutual:
        role = "recipient"  # the verb's object
    earlier = cast.between(passage.sentences[max(0, trigger.number - 1)].first, trigger.token)
    if suffered:
        # Who tells of it stands nearest, and is not the one who suffered it.
        first = trigger.sentence.first
        earlier = [m for m in earlier if m.first < first or not trigger.clauses.same(m.first, trigger.token)]
    found: dict[str, Party] = {}
    wanted = 2 if dual else 1
    for m in reversed(earlier):
        for actor in reversed(m.actors):
            if actor.kind in ("person", "role"):
                found.setdefault(actor.name, Party(actor, role, m))
        if len(found) >= wanted:
            return list(reversed(list(found.values())[:wanted]))
    return list(found.values())


def _place(passage: Passage, trigger: Trigger, before: list[Mention], after: list[Mention]) -> Place | None:
    """Where it happens: a place that a preposition of place governs, or one right behind an event noun."""
    bound = not trigger.verbal and trigger.governor is None  # an event noun takes what follows it
    owner = [m for m in before if bound and _belongs(passage, trigger, m)]
    found = _nearest_place(passage, trigger, [*(owner if bound else before), *after])
    if found is None and bound and passage.lexicon.order == "vso":
        found = _nearest_place(passage, trigger, before)
    return found


def _nearest_place(passage: Passage, trigger: Trigger, mentions: list[Mention]) -> Place | None:
    choices: list[tuple[float, Place]] = []
    for m in mentions:
        actor = m.actors[0]
        if actor.kind not in ("place", "country"):
            continue
        kinds = _kind_before(passage, trigger, m)
        at, carrier = trigger.token, trigger.governor
        if passage.lexicon.order == "svo" and carrier is not None and m.first > carrier > at:
            at = carrier  # "an earthquake of magnitude 7 struck the centre of Italy"
        distance = abs(m.first - at) + trigger.clauses.between(m.first, at)
        direct = m.first == trigger.token + 1 and not trigger.verbal and actor.kind == "place"
        visited = trigger.family.name == "visit" and 0 < m.first - trigger.token <= 3
        kind_word = _named_by_kind(passage, m.first)
        if passage.lexicon.order == "svo" and m.first > trigger.token and doers.describes(passage, m):
            continue  # "the worst in US history"
        named = passage.lexicon.order == "svo" and _is_where(passage, trigger, m, kinds)
        if "in" in kinds or direct or kind_word or visited or named:
            cost = distance + (0.0 if m.first > trigger.token else 4.0)
            if cost <= (FAR_COUNTRY if actor.kind == "country" else FAR_PLACE):
                choices.append((cost, _as_place(m, actor)))
    return min(choices, key=lambda c: c[0])[1] if choices else None


# Deeds that something does to a place, and those that go to one.
_DONE_TO = frozenset((EventType.DISASTER, EventType.ACCIDENT, EventType.ASSAULT, EventType.HEALTH))
_GONE_TO = frozenset((EventType.AID, EventType.MOBILIZE, EventType.RETREAT))


def _is_where(passage: Passage, trigger: Trigger, m: Mention, kinds: frozenset[str]) -> bool:
    """Whether a place is told without "in": "the Haiti earthquake", "struck Haiti", "sent help to Haiti"."""
    if _belongs(passage, trigger, m):
        return True
    kind = trigger.family.type
    if trigger.passive and kind in _DONE_TO and m.last <= trigger.token and not kinds & _PREPOSITIONS:
        between = range(m.last, trigger.token)  # "Haiti, which was hit by"
        return all(
            passage.words[k].kinds & {"relative"} or doers.between_subject_and_verb(passage, k)
            for k in between
        )
    if not 0 < m.first - trigger.token <= NEAR_PLACE or trigger.clauses.between(trigger.token, m.first):
        return False
    if kind in _DONE_TO:
        return not kinds & _PREPOSITIONS if trigger.verbal else bool(kinds & {"of"})
    return (kind in _GONE_TO or trigger.family.name == "visit") and "toward" in kinds


def _belongs(passage: Passage, trigger: Trigger, m: Mention) -> bool:
    """Whether a place stands before the noun of what happened there, with at most a word between."""
    if trigger.verbal or passage.lexicon.order != "svo" or not 0 <= trigger.token - m.last <= 2:
        return False
    between = range(m.last, trigger.token)
    return all(passage.char(k).isalnum() or passage.char(k) in "'’" for k in between) and not any(
        passage.words[k].kinds & (_BEHIND_SUBJECT - {"event"}) for k in between
    )


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


def as_participants(parties: list[Party]) -> tuple[Participant, ...]:
    """As the model has them."""
    return tuple(
        Participant(name=p.actor.name, role=p.role, start=p.mention.start, end=p.mention.end) for p in parties
    )
