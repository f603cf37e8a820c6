"""A headline as a clause: who does what in the present, who suffered it, or what there was and whose."""

from __future__ import annotations

from bisect import bisect_right

from timeline.events.cast import Party
from timeline.events.doers import between_subject_and_verb, describes
from timeline.events.event import EventType, Modality, Place
from timeline.events.lexicon import Head
from timeline.events.merging import Told
from timeline.events.passage import Passage
from timeline.events.subject_first import called_off

# Nor are more parties named in it.
NAMED = 3
LEADING = ("agent", "participant")
SUFFERING = ("victim", "recipient")
# How far before a verb its subject may begin, and before a noun what describes it, in tokens.
SUBJECT_WITHIN, DESCRIBED_WITHIN = 7, 3
_STOPS = frozenset(("relative", "say", "when", "was", "that"))
# No words between two commas that a subject is looked for before are more.
PARENTHESIS = 25
# How far before a noun it may be called off.
OFF_WITHIN = 5
_PREPOSITIONS = frozenset(("of", "in", "by", "with", "against", "between", "toward", "from"))
# What is nobody's, and is named by where it was.
_NOBODY_S = frozenset((EventType.DISASTER, EventType.ACCIDENT))
# What ends the words that belong to a noun.
_ENDING = frozenset(("was", "soon", "maybe", "not", "say", "plan", "intend", "occur", "pronoun", "reflexive"))


def clause(passage: Passage, one: Told, tail: list[str]) -> list[str]:
    """The words of the headline; `tail`: those behind the trigger that belong to it."""
    trigger = one.trigger
    leads, suffers = _names(passage, one, LEADING), _names(passage, one, SUFFERING)
    if not trigger.verbal:
        return _of_noun(passage, one, leads, suffers, tail)
    head = passage.lexicon.heads[trigger.reading.sense.lemma, trigger.family.name]
    spelled = passage.spelled(trigger.token, trigger.token + 1)
    done = spelled if trigger.reading.sense.tense in ("past", "participle") else head.participle
    if trigger.passive:
        return [*(suffers or _words_before(passage, one)), *_said_of(passage, one, "passive"), done, *tail]
    if not leads and (trigger.family.name == "die" or trigger.family.suffered):
        leads = suffers
    if leads:
        return [*leads, *_verb(passage, one, head, spelled), *tail]
    subject = _words_before(passage, one)
    if subject:
        now = trigger.reading.sense.tense in ("gerund", "participle")
        several = bool(passage.words[trigger.token - 1].kinds & {"many"})
        present = head.many if several else head.one
        return [*subject, *(_future(passage, one, head) or [present if now else spelled]), *tail]
    if suffers and tail[: len(suffers)] == suffers:
        tail = tail[len(suffers) :]
    return [*(suffers if suffers and not _mentions(tail, suffers[-1]) else ()), done, *tail]


def belongs(passage: Passage, one: Told, i: int) -> bool:
    """Whether the words behind an event noun still belong to it at a token."""
    word = passage.words[i]
    if i == one.trigger.token + 1 and not word.kinds & _PREPOSITIONS:
        adjective = not passage.lexicon.nouns_join and passage.char(i).islower()
        return adjective and word.kinds <= {"nation", "event"} and not _verb_at(passage, i)
    if word.kinds & _ENDING and not word.kinds & _PREPOSITIONS:
        return False
    if any(r.sense.kind in ("event", "light") and r.sense.tense == "past" for r in word.readings):
        return False
    return not (passage.lexicon.nouns_join and not word.kinds and word.folded.endswith("ed"))


def where(passage: Passage, place: Place) -> str:
    """The preposition that a place stands behind in the text, where it says that it is in it."""
    k = bisect_right(passage.starts, place.start) - 2
    if k >= 0 and passage.words[k].kinds & {"in"} and passage.char(k).islower():
        return passage.spelled(k, k + 1)
    return passage.lexicon.titles["in"]


def _names(passage: Passage, one: Told, roles: tuple[str, ...]) -> list[str]:
    parties = _leads(one) if roles == LEADING else [p for p in one.parties if p.role in roles]
    names = [_called(passage, p, one.trigger.verbal) for p in parties[:NAMED]]
    return passage.lexicon.titles["and"].join(names).split()


def _leads(one: Told) -> list[Party]:
    """Who does it; of a verb those before it, "Obama meets Putin": who stands behind it stays there."""
    parties = [p for p in one.parties if p.role in LEADING]
    return (one.trigger.verbal and [p for p in parties if p.mention.first < one.trigger.token]) or parties


def _called(passage: Passage, party: Party, verbal: bool) -> str:
    """A party's name, and what of it does something: "Navy helicopters"."""
    if party.actor.kind == "group":
        return _counted(passage, party)
    last = party.mention.last
    whole = verbal and party.role in LEADING and describes(passage, party.mention)
    return f"{party.actor.name} {passage.spelled(last, last + 1)}" if whole else party.actor.name


def _counted(passage: Passage, party: Party) -> str:
    """A group with how many it is: "hundreds of protesters"."""
    first, words = party.mention.first, passage.words
    while first > 1 and "of" in words[first - 1].kinds and "number" in words[first - 2].kinds:
        first -= 2
    name = " ".join(passage.spelled(first, party.mention.last).split())
    return name[:1].lower() + name[1:]


def _mentions(words: list[str], name: str) -> bool:
    return name in words


def _verb(passage: Passage, one: Told, head: Head, spelled: str) -> list[str]:
    leads = _leads(one) or one.parties
    called = _called(passage, leads[0], True).split()
    things = called[-1] != leads[0].actor.name.split()[-1] and called[-1].endswith("s")  # "US stocks"
    several = (
        len(leads) > 1
        or things
        or any(
            r.sense.kind in ("group", "organisation") and r.sense.number == 3
            for k in range(leads[0].mention.first, leads[0].mention.last)
            for r in passage.words[k].readings
        )
    )
    return _future(passage, one, head) or [head.many if several else head.one]


def _said_of(passage: Passage, one: Told, form: str) -> list[str]:
    """The words that say that something is to be, may be or was not; as the text has them where it can."""
    k = one.trigger.token - 1
    if one.modality == Modality.SCHEDULED and "soon" in passage.words[k].kinds and form:
        return [passage.spelled(k, k + 1)]
    return passage.lexicon.titles.get(f"{one.modality} {form}".strip(), "").split()


def _future(passage: Passage, one: Told, head: Head) -> list[str]:
    if one.modality in (Modality.NEGATED, Modality.CONDITIONAL):
        verb = head.participle if passage.lexicon.titles.get(f"{one.modality} verb") else head.infinitive
        return [*_said_of(passage, one, ""), verb]
    if one.modality != Modality.SCHEDULED:
        return []
    future = passage.lexicon.titles.get("scheduled")
    trigger = one.trigger
    if future:
        return [future, head.infinitive]
    spelled = passage.spelled(trigger.token, trigger.token + 1)
    before = passage.words[trigger.token - 1].kinds
    # "va supprimer", "se rendra"
    return (
        [passage.spelled(trigger.token - 1, trigger.token), spelled]
        if before & {"soon", "reflexive"}
        else [spelled]
    )


def _of_noun(passage: Passage, one: Told, leads: list[str], suffers: list[str], tail: list[str]) -> list[str]:
    """What there was, and whose where the words behind it do not say so: "Death of Michael Jackson"."""
    titles, trigger, i = passage.lexicon.titles, one.trigger, one.trigger.token
    first = i
    while first > max(trigger.sentence.first, i - DESCRIBED_WITHIN) and _describes(passage, first - 1):
        first -= 1
    noun = [*passage.spelled(first, i).split(), passage.spelled(i, i + 1)] if first < i else []
    noun = noun or [passage.spelled(i, i + 1)]
    if one.modality == Modality.NEGATED:
        off = called_off(trigger.scene, i) or trigger.scene.has("cancel", trigger.scene.before(i, OFF_WITHIN))
        noun = noun if off else [titles["no"], *noun]
        tail = [*tail, titles["off"]] if off else tail
    said = [*noun, *tail]
    if leads and not _mentions(said, leads[-1]):
        light = trigger.governor is not None and "light" in passage.words[trigger.governor].kinds
        if light and not passage.lexicon.nouns_join and trigger.governor is not None and trigger.governor < i:
            words = (k for k in range(trigger.governor, i) if passage.times[k] < 0)
            return [*leads, *(passage.spelled(k, k + 1) for k in words), noun[-1], *tail]
        if passage.lexicon.nouns_join and (light or trigger.family.mutual) and len(leads) < len(noun) + 4:
            return [*leads, *said]
        number = sum(p.role in LEADING for p in one.parties)
        link = "between" if trigger.family.mutual and number > 1 else "of" if trigger.family.mutual else "by"
        return [*noun, titles[link], *leads, *tail]
    if suffers and trigger.family.type not in _NOBODY_S and not _mentions(said, suffers[-1]):
        return [*noun, titles["of"], *suffers, *tail]
    return said


def _describes(passage: Passage, i: int) -> bool:
    """Whether a word before an event noun belongs to it: "Paris attacks", "suicide bombing"."""
    word = passage.words[i]
    return (
        passage.char(i).isalpha()
        and (word.kinds <= {"city", "country", "nation", "determiner"})
        and (word.folded not in passage.lexicon.dangling and passage.times[i] < 0)
        and "known" not in word.kinds
    )


def _words_before(passage: Passage, one: Told) -> list[str]:
    """What stands before a verb whose subject is nobody known: "Two patients"."""
    trigger = one.trigger
    stop = max(trigger.sentence.first, trigger.token - SUBJECT_WITHIN)
    last = trigger.token
    words = passage.words
    while last > stop and between_subject_and_verb(passage, last - 1):
        last -= 1
    if last > stop and passage.char(last - 1) == ",":  # "the storm, which made landfall, has killed"
        commas = range(last - 2, max(trigger.sentence.first, last - PARENTHESIS), -1)
        last = next((k for k in commas if passage.char(k) == ","), last)
        stop = max(trigger.sentence.first, last - SUBJECT_WITHIN)
    if last > stop and "relative" in words[last - 1].kinds:
        last -= 1
        last -= last > stop and passage.char(last - 1) == ","
    first = last
    while first > stop and not words[first - 1].kinds & _STOPS and not _verb_at(passage, first - 1):
        marks = passage.char(first - 1) in "'’-" or passage.char(first - 1).isalnum()
        if not marks or passage.times[first - 1] >= 0 or words[first - 1].folded in passage.lexicon.stand_ins:
            break
        first -= 1
    while first < last and (words[first].folded in passage.lexicon.dangling or passage.char(first) in "'’"):
        first += 1
    if first < last and "and" in words[last - 1].kinds:
        return []
    if first < last and first == stop > trigger.sentence.first and words[first - 1].kinds <= {"determiner"}:
        return []  # cut in the middle of something longer
    return passage.spelled(first, last).split() if first < last else []


def _verb_at(passage: Passage, i: int) -> bool:
    senses = [r.sense for r in passage.words[i].readings]
    return any(s.tense == "past" for s in senses) and not any(s.tense == "noun" for s in senses)
