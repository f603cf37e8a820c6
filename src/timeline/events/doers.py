"""Who does a deed and who suffers it, in a language whose subject stands before its verb."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.events.cast import Cast, Mention, Party
from timeline.events.clauses import COMMA
from timeline.events.event import BEFALLING, EventType
from timeline.events.passage import Passage
from timeline.events.triggers import Trigger

# How far before its verb a subject may stand, and how far behind it the objects, in tokens.
SUBJECT_WITHIN, BARE_WITHIN, OBJECT_WITHIN = 30, 8, 16
# How far from a noun the one may stand whom it belongs to.
OWNER_WITHIN = 4
# No subject has so many words behind a name that belongs to it.
LONGEST_SUBJECT = 9
_OWNERS = ("organisation", "country")
# So many adjectives may follow a noun.
ADJECTIVES = 2
PREPOSITIONS = frozenset(("in", "from", "when", "with", "between", "against", "toward", "by", "of"))
# Who what befalls people befalls.
_SUFFERING = ("group", "person")
# What may stand between a subject and its verb without being one.
_BETWEEN = frozenset(
    (
        "was",
        "be",
        "done",
        "soon",
        "not",
        "maybe",
        "to",
        "plan",
        "intend",
        "deny",
        "begin",
        "now",
        "reflexive",
        "hedge",
        "aside",
    )
)
_PRONOUN = frozenset(("pronoun", "determiner", "number", "known"))
_LOOKED_OVER = _PRONOUN | {"bearing"}
_VERB = frozenset(("event", "light", "occur", "say", "plan", "intend", "deny", "claim", "cancel"))
_FINITE = ("past", "present", "gerund", "participle", "future")
# Deeds of a noun's own: "the visit of", "the resignation of"; what other nouns name is done to somebody.
_OWN_DEEDS = frozenset(
    (EventType.CONSULT, EventType.PROTEST, EventType.RETREAT, EventType.THREATEN, EventType.ACCUSE)
) | frozenset((EventType.STATEMENT, EventType.AGREE, EventType.REQUEST, EventType.REJECT))


def parties(passage: Passage, cast: Cast, trigger: Trigger, before: list[Mention]) -> list[Party]:
    """The parties of an event; `before`: the mentions before it, as far as its clause reaches."""
    if trigger.verbal:
        return list(_of_verb(passage, cast, trigger))
    return list(_of_noun(passage, cast, trigger, before))


def governed(passage: Passage, m: Mention) -> frozenset[str]:
    """What the preposition before a mention can be, articles looked over; nothing where it stands bare."""
    k = m.first - 1
    while k >= max(0, m.first - 5) and not _preposition(passage, k):
        looked_over = passage.words[k].kinds & _LOOKED_OVER or passage.char(k) in "'’"
        if not looked_over and not (passage.char(k).isupper() or passage.words[k].kinds & {"and"}):
            break
        k -= 1
    if k < 0 or not _preposition(passage, k):
        return frozenset()
    kinds = passage.words[k].kinds
    if "of" in kinds and k and "number" in passage.words[k - 1].kinds:
        return frozenset()  # "thousands of protesters" are protesters
    return kinds & PREPOSITIONS


def _preposition(passage: Passage, k: int) -> bool:
    return bool(passage.words[k].kinds & PREPOSITIONS)


def _of_verb(passage: Passage, cast: Cast, trigger: Trigger) -> Iterator[Party]:
    family = trigger.family
    undergoes = trigger.passive or family.suffered or family.name == "die"
    lead = "participant" if family.mutual else "agent"
    if undergoes and not family.mutual:
        lead = "victim" if family.role == "victim" else "recipient"
    subject = subject_of(passage, cast, trigger, trigger.token)
    if subject is not None:
        if family.type in BEFALLING and lead == "agent" and subject.actors[0].kind in _SUFFERING:
            lead = "victim"  # "100 migrants drowned"
        yield from (Party(a, lead, subject) for a in subject.actors)
        for other in _joined(passage, cast, subject):
            yield from (Party(a, lead, other) for a in other.actors)
    yield from _objects(passage, cast, trigger, subject is not None)


def _objects(passage: Passage, cast: Cast, trigger: Trigger, led: bool) -> Iterator[Party]:
    """Those behind a verb: the first that stands bare suffers it, and those of its prepositions."""
    family = trigger.family
    i, end = trigger.token, trigger.token + 1
    bare = "victim" if family.role == "victim" else "recipient"
    taken: str | None = None  # the role of the mention before
    seen = trigger.passive
    for m in cast.between(i + 1, min(trigger.sentence.last, i + OBJECT_WITHIN)):
        if _another_verb(passage, trigger, end, m.first) or _finite(passage, end, m.first):
            break
        end = m.last
        if _owns_what_follows(passage, m):
            taken = None
            continue
        kinds = governed(passage, m)
        place = all(a.kind == "place" for a in m.actors)
        border = trigger.clauses.between(i, m.first) >= COMMA
        if taken and passage.words[m.first - 1].kinds & {"and"}:
            role: str | None = taken
        elif "by" in kinds:
            role = "agent"
        elif trigger.passive and not family.mutual:
            role = None
        elif family.mutual:
            role = "participant" if kinds & {"with", "between"} or not (kinds or border or seen) else None
        elif kinds:
            whom = kinds & {"with"} or (kinds & {"toward", "against"} and not kinds & {"in", "from", "when"})
            role = "recipient" if whom and not place else None
        else:
            near = m.first - i <= BARE_WITHIN and not border and not seen
            role = bare if near and not place and not describes(passage, m) else None
            seen = seen or near
        taken = role
        if role is not None:
            yield from (Party(a, role, m) for a in m.actors)


def _owns_what_follows(passage: Passage, m: Mention) -> bool:
    """Whether a name only says whose the next thing is: "the singer's death"."""
    i = m.last
    return (
        passage.lexicon.nouns_join
        and i + 1 < len(passage.words)
        and passage.char(i) in "'’"
        and "possessive" in passage.words[i + 1].kinds
    )


def _another_verb(passage: Passage, trigger: Trigger, first: int, last: int) -> bool:
    """Whether another verb comes in tokens [first, last): what follows it is its own."""
    for k in range(first, last):
        word = passage.words[k]
        if word.kinds & {"say", "relative", "that", "source"} and "determiner" not in word.kinds:
            return True
        if k != trigger.needed and "event" in word.kinds:
            tenses = {r.sense.tense for r in word.readings if r.sense.kind == "event"}
            if tenses & {"past", "gerund"} and "noun" not in tenses:
                return True
    return False


def _of_noun(passage: Passage, cast: Cast, trigger: Trigger, before: list[Mention]) -> Iterator[Party]:
    family, i = trigger.family, trigger.token
    own = family.mutual or family.type in _OWN_DEEDS or family.name == "resign"
    whose = ("participant" if family.mutual else "agent") if own else family.role
    if not own and whose not in ("victim", "recipient"):
        whose = "recipient"
    governor = trigger.governor
    led = False
    if governor is not None and governor < i and "light" in passage.words[governor].kinds:
        subject = subject_of(passage, cast, trigger, governor)
        if subject is not None:
            led = True
            yield from (
                Party(a, "participant" if family.mutual else "agent", subject) for a in subject.actors
            )
    owner = next((m for m in reversed(before) if _owns(passage, trigger, m)), None)
    if owner is not None and any(a.kind != "place" for a in owner.actors):
        yield from (Party(a, whose, owner) for a in owner.actors)
    end = i + 1
    taken: str | None = None
    for m in cast.between(i + 1, min(trigger.sentence.last, i + OBJECT_WITHIN)):
        if _another_verb(passage, trigger, end, m.first) or _finite(passage, end, m.first):
            break
        kinds = governed(passage, m)
        place = all(a.kind == "place" for a in m.actors)
        if taken and passage.words[m.first - 1].kinds & {"and"} and m.first - end <= 1:
            role: str | None = taken
        elif "by" in kinds:
            role = "agent"
        elif family.mutual:
            role = "participant" if kinds & {"with", "between", "of"} and not place else None
        elif kinds & {"of"} and end == i + 1 and m.first - i <= OWNER_WITHIN:
            role = whose if owner is None and not led and not place else None
        elif kinds & {"against", "with"} and not kinds & {"in", "from", "when"}:
            aside = place or trigger.clauses.between(i, m.first) >= COMMA
            role = None if aside else "recipient"
        else:
            role = None
        end, taken = m.last, role
        if role is not None:
            yield from (Party(a, role, m) for a in m.actors)


def _finite(passage: Passage, first: int, last: int) -> bool:
    return any(passage.words[k].kinds & {"was", "soon", "maybe"} for k in range(first, last))


def _owns(passage: Passage, trigger: Trigger, m: Mention) -> bool:
    """Whether the one whom a noun belongs to stands before it: "Jackson's second trial"."""
    if not 0 <= trigger.token - m.last <= OWNER_WITHIN or governed(passage, m) & {"of", "in"}:
        return False
    words = passage.words[m.last : trigger.token]
    if not words:
        return True
    owned = len(words) > 1 and passage.char(m.last) in "'’" and "possessive" in words[1].kinds
    return owned and not any(w.kinds & (_VERB | PREPOSITIONS) for w in words[2:])


def subject_of(passage: Passage, cast: Cast, trigger: Trigger, verb: int) -> Mention | None:
    """The actor who is the subject of a verb; None where that is somebody else, or nobody known."""
    ends = {m.last: m for m in cast.between(max(trigger.sentence.first, verb - SUBJECT_WITHIN), verb)}
    first = trigger.sentence.first
    k = _before_auxiliaries(passage, verb, first)
    if ("and" in passage.words[k].kinds and k > first) or (
        passage.char(k) == "," and trigger.reading.sense.tense == "gerund"
    ):
        k = _before_other_verb(passage, k - 1, first)
    # Words that may be the subject instead; whether it stands before two commas, and who stands between them.
    nouns, inside, spare = 0, passage.char(k) == "," and k > first, None
    enclosed = ends.get(k + 1) if inside else None
    if enclosed is not None and not governed(passage, enclosed):
        return enclosed  # "the president, Hassan Rouhani, will"
    k -= inside
    whole = False  # whether those words are all of another subject: "un camion"
    while k >= first:
        if whole and not _preposition(passage, k) and passage.char(k) not in "'’":
            return None
        m = ends.get(k + 1)
        if m is not None and _object(passage, m):
            nouns, k = 0, m.first - 2
            continue
        if m is not None and not inside:
            if governed(passage, m):
                nouns, k = 0, m.first - 1
                continue
            if not _may_be_subject(passage, m, nouns):
                return None
            return m if any(a.kind != "place" for a in m.actors) or _acts(passage, trigger, m) else None
        if m is not None and spare is None and not governed(passage, m):
            spare = m
        word, char = passage.words[k], passage.char(k)
        if word.folded in passage.lexicon.stand_ins and k >= verb - 4:
            return _meant(passage, cast, trigger, k)
        if char == ",":
            nouns, inside = 0, False
        elif char in "-–—()":
            if nouns:
                return None
        elif word.kinds & PREPOSITIONS or "relative" in word.kinds:
            if word.kinds & {"when"} and not word.kinds & {"in"} and not inside:
                return None
            nouns, whole = 0, False
        elif char in ";:" or ("that" in word.kinds and "determiner" not in word.kinds):
            return None
        elif not inside and char.isalpha() and not word.kinds & (_PRONOUN | _BETWEEN):
            tenses = {r.sense.tense for r in word.readings if r.sense.kind in _VERB}
            if tenses & {"past", "present", "base"} and "noun" not in tenses:
                return None
            if "noun" in tenses:
                nouns += LONGEST_SUBJECT  # "the Haiti earthquake"
            nouns += not word.folded.endswith(passage.lexicon.adverbs)
        elif nouns and not inside and word.kinds & {"known", "article"}:
            whole = True
        k -= 1
    return spare if inside else None


def _object(passage: Passage, m: Mention) -> bool:
    """Whether a mention is what a gerund before it is about: "a plane carrying 239 people"."""
    readings = passage.words[m.first - 1].readings if m.first else ()
    return any(r.sense.tense == "gerund" for r in readings)


def _may_be_subject(passage: Passage, m: Mention, nouns: int) -> bool:
    """Whether no other subject stands behind a name: "Navy helicopters" are the Navy's, no quake Haiti's."""
    if not passage.lexicon.nouns_join:
        return nouns <= ADJECTIVES
    return nouns == 0 or (nouns == 1 and any(a.kind in _OWNERS for a in m.actors))


def _meant(passage: Passage, cast: Cast, trigger: Trigger, k: int) -> Mention | None:
    """Whom a pronoun means: the first of its kind whom no preposition governs, here or a sentence before."""
    kinds = passage.lexicon.stand_ins[passage.words[k].folded]
    number = trigger.number
    for first, last in (
        (passage.sentences[number].first, k),
        (passage.sentences[number - 1].first, passage.sentences[number - 1].last) if number else (0, 0),
    ):
        for m in cast.between(first, last):
            if all(a.kind in kinds for a in m.actors) and not governed(passage, m):
                return m
    return None


def _before_auxiliaries(passage: Passage, verb: int, first: int) -> int:
    k = verb - 1
    while k > first and between_subject_and_verb(passage, k):
        k -= 1
    return k


def between_subject_and_verb(passage: Passage, k: int) -> bool:
    """Whether a word is an auxiliary, an adverb or a mark inside one: "n'a pas", "s'est"."""
    while k and not passage.words[k].folded:
        k -= 1  # to the head of a phrase
    word = passage.words[k]
    return (
        bool(word.kinds & _BETWEEN)
        or word.folded.endswith(passage.lexicon.adverbs)
        or (passage.char(k) in "'’" and passage.words[k - 1].kinds.isdisjoint(("possessive",)))
    )


def _before_other_verb(passage: Passage, k: int, first: int) -> int:
    """Where the subject of the verb before an "and" may end."""
    while k > first and not any(
        r.sense.kind in _VERB and r.sense.tense in ("past", "present", "participle")
        for r in passage.words[k].readings
    ):
        k -= 1
    return _before_auxiliaries(passage, k, first)


def describes(passage: Passage, m: Mention) -> bool:
    """Whether a name stands before the noun that it describes: "sent Red Cross supplies"."""
    i = m.last
    if not passage.lexicon.nouns_join or i >= len(passage.words) or passage.times[i] >= 0:
        return False
    word = passage.words[i]
    noun = any(r.sense.kind == "event" and r.sense.tense == "noun" for r in word.readings)
    return passage.char(i).islower() and (noun or (not word.kinds and word.common))


def _acts(passage: Passage, trigger: Trigger, m: Mention) -> bool:
    """Whether a city stands where only a subject does, for those who rule in it: "Washington warned"."""
    if trigger.passive or trigger.family.role == "victim":
        return False
    opens = m.first == trigger.sentence.first or passage.char(m.first - 1) == ","
    return opens and all("was" in passage.words[k].kinds for k in range(m.last, trigger.token))


def _joined(passage: Passage, cast: Cast, subject: Mention) -> Iterator[Mention]:
    """Those whom an "and" or a comma joins to a subject, the nearest first."""
    later = subject
    for m in reversed(cast.between(max(0, subject.first - SUBJECT_WITHIN), subject.first)):
        between = range(m.last, later.first)
        joins = any("and" in passage.words[k].kinds for k in between) or later is not subject
        fits = all(passage.words[k].kinds & ({"and"} | _PRONOUN) or passage.char(k) == "," for k in between)
        if not (between and joins and fits):
            return
        yield m
        later = m
