"""Who took part, in which role, and where: the actors in a trigger's reach."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.events import doers
from timeline.events.actors import Cast, Mention, Party
from timeline.events.clauses import COMMA
from timeline.events.event import EventType, Participant, Place
from timeline.events.evidence import JOURNEYS
from timeline.events.governing import PREPOSITIONS, kind_before
from timeline.events.passage import Passage
from timeline.events.places import FAR_PLACE, place_of
from timeline.events.triggers import Trigger

# How far from a trigger its parties may stand, in tokens.
REACH = 22
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
        and not (trigger.verbal and _is_means(trigger, m))
    ]
    before = [m for m in near if m.first < low and trigger.clauses.between(m.first, low) < 8]
    after = [m for m in near if m.first > low and trigger.clauses.between(low, m.first) < 8]
    beyond = [
        m
        for m in cast.between(max(last, high + 1), min(sentence.last, high + FAR_PLACE))
        if trigger.clauses.between(low, m.first) < 8
    ]
    place = place_of(passage, trigger, before, [*after, *beyond])
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
        if _told_already(seen.values(), party):
            continue
        if place is None or party.actor.name != place.name or party.actor.kind != "place":
            seen.setdefault(party.actor.name, party)
    return list(seen.values())[:MOST], place


def _told_already(parties: Iterable[Party], one: Party) -> bool:
    """Whether people without a name are the same that another mention names: `مستوطنين`, `المستوطنين`."""
    head = one.actor.head
    return bool(head) and any(p.actor.head == head and p.role == one.role for p in parties)


def _is_means(trigger: Trigger, m: Mention) -> bool:
    """Whether a mention is only the word that makes a set phrase of its verb: `نشر قوات`.

    A court that sentences and a patrol that is aimed at take part.
    """
    if trigger.needed is None or not m.first <= trigger.needed < m.last:
        return False
    return trigger.family.type == EventType.MOBILIZE or m.actors[0].kind not in _ACTING


_ACTING = ("organisation", "country", "person", "group")


def _speaker(passage: Passage, cast: Cast, trigger: Trigger) -> Mention | None:
    """Who says what "he" or "it" did: `قال الوزير إنه سيزور`; None where the pronoun means somebody else."""
    i = trigger.token if trigger.verbal else trigger.governor
    if i is None or i - 1 <= trigger.sentence.first:
        return None
    word = passage.words[i - 1]
    if not word.kinds >= {"that", "reports"} or not word.folded.endswith(passage.lexicon.suffixes):
        return None
    first = trigger.sentence.first
    said = next((k for k in range(i - 2, first - 1, -1) if "say" in passage.words[k].kinds), None)
    if said is None or any(passage.words[k].kinds & {"relative", "event"} for k in range(said + 1, i - 1)):
        return None
    near = [m for m in cast.between(said + 1, i - 1) if m.actors[0].kind in _SPEAKING]
    behind = [m for m in near if not kind_before(passage, trigger, m) & _NO_SUBJECT]
    return behind[0] if behind else None


def _announcer(passage: Passage, cast: Cast, trigger: Trigger, after: list[Mention]) -> Mention | None:
    """Who announces or decides what they do: `أعلن الجيش عزل الرئيس`; nobody announces what befell them."""
    i, family = trigger.token, trigger.family
    if passage.lexicon.order != "vso" or trigger.verbal or trigger.governor is not None:
        return None
    if (
        family.role == "victim"
        or family.type in _BEFALLS
        or trigger.reading.article
        or trigger.reading.suffix
    ):
        return None
    if family.type not in _DONE_TO_PEOPLE and any(m.first == i + 1 for m in after):
        return None  # `أعلنت الوزارة زيارة الوزير`: whose it is stands behind it
    for k in reversed(trigger.scene.before(i, ANNOUNCED)):
        if not trigger.clauses.same(k, i) or trigger.clauses.between(k, i) >= COMMA:
            return None
        if _announces(passage, k):
            told = cast.between(k + 1, i)
            one = len(told) == 1 and told[0].actors[0].kind in (*_SPEAKING, "group")
            return told[0] if one and not kind_before(passage, trigger, told[0]) & _NO_SUBJECT else None
    return None


# How far before what is announced the verb may stand that does so, in tokens.
ANNOUNCED = 12
_BEFALLS = frozenset((EventType.ACCIDENT, EventType.DISASTER, EventType.DEATH, EventType.ASSAULT))


def _announces(passage: Passage, k: int) -> bool:
    """Whether a word is a verb by which somebody announces or decides something."""
    return any(
        r.sense.tense in ("past", "present")
        and (r.sense.kind == "plan" or (r.sense.kind == "event" and r.sense.value.statement))
        for r in passage.words[k].readings
    )


_SPEAKING = ("person", "role", "organisation", "country")


def _dual(passage: Passage, trigger: Trigger) -> bool:
    return trigger.reading.suffix in passage.lexicon.dual_suffixes or (
        trigger.reading.sense.number == 2 and trigger.verbal
    )


def _mutual_or_directed(
    passage: Passage, cast: Cast, trigger: Trigger, before: list[Mention], after: list[Mention]
) -> list[Party]:
    mutual = trigger.family.mutual
    lead = "participant" if mutual else "agent"
    if trigger.passive and not mutual:
        lead = "victim" if trigger.family.role == "victim" else "recipient"
    subject = _speaker(passage, cast, trigger) or _subject(passage, cast, trigger, before)
    subject = subject or _announcer(passage, cast, trigger, after)
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
    last_kind = ""
    for m in after:
        kinds = kind_before(passage, trigger, m)
        if "among" in passage.words[m.first - 1].kinds:
            break  # `بينهم ضابط`: some of those just named
        if m.first == end and _same_ones(passage, last_kind, m):
            end = m.last
            continue
        end, last_kind = m.last, m.actors[0].kind
        if _conjoined(passage, m):
            pass  # the same role as the one that it is joined to
        elif not kinds & PREPOSITIONS and trigger.clauses.between(trigger.token, m.first) >= COMMA:
            role = None  # what stands bare behind a comma belongs to something else
        elif mutual:
            role = _mutual_role(kinds, m, bool(out), object_seen)
        else:
            role = _directed_role(trigger, kinds, m, bool(out), object_seen, subject is not None)
            if role == "agent" and not kinds & {"by"} and _undergone(passage, trigger):
                role = "recipient"
            if role == "agent" and (m is after[0]) and _done_to(trigger, m, after):
                role = "recipient"
        object_seen = object_seen or (role is not None and not kinds & PREPOSITIONS)
        if role is not None:
            if role == "recipient" and not kinds & PREPOSITIONS and _suffered(trigger, out):
                # Somebody else behind it: the first did it, and this one suffers it.
                out, role = [Party(p.actor, "agent", p.mention) for p in out], "victim"
            out += [Party(a, role, m) for a in m.actors]
    return out


def _same_ones(passage: Passage, before: str, m: Mention) -> bool:
    """Whether a mention says once more who was just named: `مئات الآلاف`, `محمد بن سلمان ولي العهد`."""
    kind, number = m.actors[0].kind, passage.char(m.first).isdigit()
    counted = number or "number" in passage.words[m.first].kinds
    return (kind == "group" and before == "group" and not counted) or (kind == "role" and before == "person")


def _done_to(trigger: Trigger, m: Mention, after: list[Mention]) -> bool:
    """Whether who stands first behind a deed that is done to people is the one it is done to.

    `اعتقال 32 شخصا`, `أطلق سراح امرأتين`; of two, and of what can arrest, the first does it.
    """
    people = all(a.kind in ("group", "person", "role") for a in m.actors)
    phrase = trigger.needed is not None and trigger.needed == trigger.token + 1 == m.first - 1
    if trigger.verbal:
        return people and phrase and trigger.family.type in _DONE_TO_PEOPLE
    alone = not any(0 <= o.first - m.last <= 1 for o in after if o is not m)
    return people and alone and trigger.family.type in _DONE_TO_PEOPLE


_DONE_TO_PEOPLE = frozenset((EventType.COERCE, EventType.CONCEDE, EventType.LEGAL, EventType.APPOINTMENT))


def _follows_closely(passage: Passage, trigger: Trigger, subject: Mention, after: list[Mention]) -> bool:
    """Whether a verb that comes first has its subject behind it, and not beyond the comma before it."""
    if passage.lexicon.order != "vso" or not trigger.verbal or not after:
        return False
    far = trigger.clauses.between(subject.first, trigger.token) >= COMMA
    m = after[0]
    if all(a.kind == "place" for a in m.actors):
        return False  # `أنه سيزور مسقط`
    return far and m.first - trigger.token <= 3 and not kind_before(passage, trigger, m) & PREPOSITIONS


def _undergoes(passage: Passage, trigger: Trigger, after: list[Mention]) -> bool:
    """Whether an Arabic verb without vowels, which may be active or passive, is told of who suffers it."""
    family = trigger.family
    if passage.lexicon.order != "vso" or not trigger.verbal:
        return False
    if family.suffered:
        return True
    if trigger.reading.sense.lemma[-2:-1] == HOLLOW:
        return False  # `اغتال` is no passive: that is `اغتيل`
    whom = any(
        not kind_before(passage, trigger, m) & PREPOSITIONS
        and trigger.clauses.between(trigger.token, m.first) < COMMA
        for m in after
    )
    return (family.role == "victim" or family.name == "arrest") and not whom


def _suffered(trigger: Trigger, out: list[Party]) -> bool:
    return trigger.verbal and not trigger.passive and bool(out) and all(p.role == "victim" for p in out)


# The letter in a verb that its passive does not have.
HOLLOW = "ا"
_PEOPLE = ("person", "role")


def _mutual_role(kinds: frozenset[str], m: Mention, led: bool, object_seen: bool) -> str | None:
    """Of a deed that its parties share: who it is with or between, and one that stands bare."""
    person = all(a.kind in _PEOPLE for a in m.actors)
    if kinds & {"with", "between"} or (person and kinds & {"toward", "in"} and not kinds & {"from"}):
        return "participant"
    if kinds & PREPOSITIONS or object_seen or all(a.kind in ("place", "group") for a in m.actors):
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
        where = trigger.family.name in JOURNEYS and m.actors[0].kind == "country"
        return None if places or where else "recipient"
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
_NO_SUBJECT = PREPOSITIONS | {"source"}


def _subject(passage: Passage, cast: Cast, trigger: Trigger, before: list[Mention]) -> Mention | None:
    """The actor before a verb that it belongs to: the nearest one that no preposition governs."""
    if trigger.governor is None or trigger.governor > trigger.token or _undergone(passage, trigger):
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
        if _aside(passage, trigger, m):
            continue
        if kind_before(passage, trigger, m) & _NO_SUBJECT or all(a.kind == "place" for a in m.actors):
            continue
        return m
    return None


def _aside(passage: Passage, trigger: Trigger, m: Mention) -> bool:
    """Whether a mention stands in words that dashes set apart from a verb behind them."""
    closed = sum(passage.char(k) in _DASHES for k in range(m.last, trigger.token))
    opened = any(passage.char(k) in _DASHES for k in range(trigger.sentence.first, m.first))
    return closed % 2 == 1 and opened


_DASHES = frozenset("-–—")


def _undergone(passage: Passage, trigger: Trigger) -> bool:
    """Whether a noun is told by a verb that names nobody who did it: `تم نقل المصابين`."""
    i = trigger.governor
    return i is not None and not trigger.verbal and "undergone" in passage.words[i].kinds


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


def as_participants(parties: list[Party]) -> tuple[Participant, ...]:
    """As the model has them."""
    return tuple(
        Participant(name=p.actor.name, role=p.role, start=p.mention.start, end=p.mention.end) for p in parties
    )
