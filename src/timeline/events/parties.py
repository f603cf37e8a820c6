"""Who took part, in which role, and where: the actors in a trigger's reach."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.events import doers
from timeline.events.cast import Cast, Mention, Party
from timeline.events.clauses import COMMA
from timeline.events.event import BEFALLING, EventType, Participant, Place
from timeline.events.evidence import JOURNEYS
from timeline.events.governing import kind_before
from timeline.events.passage import PREPOSITIONS, Passage
from timeline.events.places import FAR_PLACE, LED_WITHIN, at_home, leads_there, place_of
from timeline.events.subjects import (
    DONE_TO_PEOPLE,
    OURS,
    announcer,
    carried_on,
    doer,
    follows_closely,
    maker,
    speaker,
    subject_before,
    undergone,
)
from timeline.events.triggers import Trigger

# How far from a trigger its parties may stand, in tokens.
REACH = 22


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
    told = [
        m
        for m in cast.between(max(sentence.first, low - LED_WITHIN), low)
        if leads_there(passage, trigger, m)
    ]
    place = place_of(passage, trigger, [*before, *told], [*after, *beyond])
    if passage.lexicon.order == "svo":
        parties = doers.parties(passage, cast, trigger, before)
        place = place or at_home(trigger, parties)
        return list({p.actor.name: p for p in reversed(parties)}.values())[::-1][:MOST], place
    if "witness" in passage.words[anchor].kinds:
        before, after = ([m for m in ms if not leads_there(passage, trigger, m)] for ms in (before, after))
    parties = _mutual_or_directed(passage, cast, trigger, before, after)
    wanted = 2 if _dual(passage, trigger) else 1
    led = subject_before(passage, cast, trigger, before) is not None
    if len(parties) < wanted or (trigger.reading.suffix and not trigger.verbal and not led):
        parties = [*_antecedents(passage, cast, trigger), *parties]
    seen: dict[str, Party] = {}
    for party in parties:
        if told_already(seen.values(), party):
            continue
        if place is None or party.actor.name != place.name or party.actor.kind != "place":
            seen.setdefault(party.actor.name, party)
    return list(seen.values())[:MOST], place


def told_already(parties: Iterable[Party], one: Party) -> bool:
    """Whether people without a name are the same that another mention names: `مستوطنين`, `المستوطنين`."""
    head = one.actor.head
    return bool(head) and any(p.actor.head == head and p.role == one.role for p in parties)


def _is_means(trigger: Trigger, m: Mention) -> bool:
    """Whether a mention is only the word that makes a set phrase of its verb: `نشر قوات`.

    A court that sentences and a patrol that is aimed at take part.
    """
    if trigger.needed is None or not m.first <= trigger.needed < m.last:
        return False
    return trigger.family.type in _PHRASED or m.actors[0].kind not in _ACTING


# Deeds whose set phrases name what is sent or taken over, and nobody: `نشر قوات`, `تولى السلطة`.
_PHRASED = frozenset((EventType.MOBILIZE, EventType.APPOINTMENT))


_ACTING = ("organisation", "country", "person", "group")


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
    says_so = speaker(passage, cast, trigger)
    subject = says_so or subject_before(passage, cast, trigger, before)
    subject = subject or doer(passage, cast, trigger) or announcer(passage, cast, trigger, after)
    made_by = maker(passage, cast, trigger)
    subject = subject or (None if trigger.verbal else made_by) or carried_on(passage, cast, trigger, after)
    if subject is not None and not mutual and _undergoes(passage, trigger, after):
        lead = "victim" if trigger.family.role == "victim" else "recipient"
    if subject is not None and says_so is None and follows_closely(passage, trigger, subject, after):
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
        if "source" in kinds:
            break  # `بحسب بي بي سي`: who says so
        if m.first == end and last_kind == "person":
            kinds -= {"of"}  # a surname may be a word: `سامح شكري نظيره`
        if "among" in passage.words[m.first - 1].kinds:
            break  # `بينهم ضابط`: some of those just named
        if (
            passage.lexicon.order == "vso"
            and m.first - 1 > trigger.token
            and "say" in passage.words[m.first - 1].kinds
        ):
            break  # `قالت الشرطة`: who tells it
        if _right_behind(passage, end, m) and _same_ones(passage, last_kind, m):
            end = m.last
            continue
        end, last_kind = m.last, m.actors[0].kind
        if _conjoined(passage, m):
            pass  # the same role as the one that it is joined to
        elif not kinds & PREPOSITIONS and trigger.clauses.between(trigger.token, m.first) >= COMMA:
            role = None  # what stands bare behind a comma belongs to something else
        elif mutual:
            # Behind a verb whose subject does not stand before it come both who meets and who is met.
            alone = trigger.verbal and subject is None and sum(p.role == lead for p in out) == 1
            role = _mutual_role(kinds, m, bool(out), object_seen and not alone)
        else:
            role = _directed_role(trigger, kinds, m, bool(out), object_seen, subject is not None)
            if role == "agent" and not kinds & {"by"} and undergone(passage, trigger):
                role = "recipient"
            if (
                role == "agent"
                and (m is after[0])
                and (_done_to(trigger, m, after) or _in_accusative(trigger, m))
            ):
                role = "recipient"
        if role is None and _stands_for_a_state(trigger, m) and not out and not kinds & PREPOSITIONS:
            role = lead
        if role == "agent" and trigger.family.type in BEFALLING:
            # `حريق تم التعامل معه من قبل فريق السلامة`, and `غرق 200 مهاجر`
            role = "victim" if trigger.verbal and m.actors[0].kind in ("group", "person") else None
        object_seen = object_seen or (role is not None and not kinds & PREPOSITIONS)
        if role is not None:
            if role == "recipient" and not kinds & PREPOSITIONS and _suffered(trigger, out):
                # Somebody else behind it: the first did it, and this one suffers it.
                out, role = [Party(p.actor, "agent", p.mention) for p in out], "victim"
            out += [Party(a, role, m) for a in m.actors]
    if trigger.verbal and made_by is not None:
        out += [Party(a, "agent", made_by) for a in made_by.actors]
    return out


# How many words may stand between what describes somebody and what does so, too.
DESCRIBING = 3


def _right_behind(passage: Passage, end: int, m: Mention) -> bool:
    """Whether a mention follows another, or only words that describe: `وكيل الوزارة لشؤون المياه رئيس`."""
    if m.first == end:
        return True
    return 0 < m.first - end <= DESCRIBING and all(
        passage.char(k).isalpha()
        and passage.words[k].kinds <= passage.lexicon.topics.keys()
        and passage.times[k] < 0
        for k in range(end, m.first)
    )


def _same_ones(passage: Passage, before: str, m: Mention) -> bool:
    """Whether a mention says once more who was just named: `مئات الآلاف`, `محمد بن سلمان ولي العهد`."""
    kind, number = m.actors[0].kind, passage.char(m.first).isdigit()
    counted = number or "number" in passage.words[m.first].kinds
    other = any(r.sense.value == "same" for r in passage.words[m.first].readings)  # `نظيره`
    described = kind == "role" and before == "person" and not other
    return described or (kind == "group" and before == "group" and not counted)


def _done_to(trigger: Trigger, m: Mention, after: list[Mention]) -> bool:
    """Whether who stands first behind a deed that is done to people is the one it is done to.

    `اعتقال 32 شخصا`, `أطلق سراح امرأتين`; of two, and of what can arrest, the first does it.
    """
    people = all(a.kind in ("group", "person", "role") for a in m.actors)
    phrase = trigger.needed is not None and trigger.needed == trigger.token + 1 == m.first - 1
    if trigger.verbal:
        return people and phrase and trigger.family.type in DONE_TO_PEOPLE
    alone = not any(0 <= o.first - m.last <= 1 for o in after if o is not m)
    return people and alone and trigger.family.type in DONE_TO_PEOPLE


def _in_accusative(trigger: Trigger, m: Mention) -> bool:
    """Whether one person without a name has the ending of an object: `اعتقل شابا`."""
    passage = trigger.scene.passage
    word = passage.words[m.first]
    ends = any(
        word.folded == passage.lexicon.fold(m.actors[0].head) + e for e in passage.lexicon.case_endings
    )
    return trigger.verbal and m.actors[0].kind == "group" and m.last == m.first + 1 and ends


def _stands_for_a_state(trigger: Trigger, m: Mention) -> bool:
    """Whether a capital right behind a verb does what states do."""
    city = m.actors[0].city
    capital = m.actors[0].kind == "place" and city is not None and city.capital
    behind = m.first == trigger.token + 1 and trigger.verbal and not trigger.passive
    return capital and behind and trigger.family.type in _OF_STATES


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
# What states do, whose capitals then stand for them: `فرضت واشنطن عقوبات`.
_OF_STATES = frozenset(
    (
        EventType.SANCTION,
        EventType.REJECT,
        EventType.ACCUSE,
        EventType.STATEMENT,
        EventType.REQUEST,
        EventType.THREATEN,
        EventType.SUPPORT,
        EventType.AGREE,
        EventType.CONCEDE,
        EventType.COOPERATE,
        EventType.AID,
    )
)


def _mutual_role(kinds: frozenset[str], m: Mention, led: bool, object_seen: bool) -> str | None:
    """Of a deed that its parties share: who it is with or between, and one that stands bare."""
    person = all(a.kind in _PEOPLE for a in m.actors)
    if kinds & {"with", "between"} or (person and kinds & {"toward", "in"} and not kinds & {"from"}):
        return "participant"
    if kinds & PREPOSITIONS or object_seen or all(a.kind == "place" for a in m.actors):
        return None
    if led and all(a.kind in ("place", "group") for a in m.actors):
        return None  # `اجتمع قادة الدول` takes part, `التقى الوزير مسؤولين` says whom by what they are
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
    if (
        not trigger.verbal
        and trigger.reading.article
        and trigger.governor is None
        and not kinds & PREPOSITIONS
    ):
        return None  # `وأصيب في الهجوم أربعة جنود`: nothing belongs to what has an article
    left = trigger.family.name in JOURNEYS and m.actors[0].kind == "country" and trigger.verbal
    if places or left or (object_seen and led and subject) or kinds & {"of"}:
        return None
    if trigger.family.role == "victim":
        return "victim" if not object_seen else "recipient"
    if not subject and not led:
        return "agent"
    return "recipient" if not object_seen or not subject else None


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
    if trigger.reading.suffix == OURS or not (dual or trigger.reading.suffix):
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
