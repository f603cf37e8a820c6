"""What is an event called: a headline of its own, in the language of the article."""

from __future__ import annotations

import re

from timeline.events.event import Modality
from timeline.events.lexicon import Reading
from timeline.events.merging import Told
from timeline.events.passage import Passage

# No headline is longer, in words.
LONGEST = 12
# Nor are more parties named in it.
NAMED = 3
LEADING = ("agent", "participant")
# What a headline leaves off at.
_ENDS = frozenset(".!?؟،,;؛:…&*–—")
_AUXILIARIES = frozenset(("was", "be", "done", "soon", "maybe", "not", "to"))
_STOPS = frozenset(("relative", "say", "when", "was"))
_ACCUSATIVE = re.compile("(?:اً|ًا)$")
_PASSED_OVER = frozenset("()[]«»\"“”'`’‘")


def headline(passage: Passage, one: Told) -> str:
    """At most twelve words: what happened, who, and what it was about or where."""
    titles = passage.lexicon.titles
    tail = _complement(passage, one)
    leading: tuple[str, ...] = LEADING
    if one.trigger.family.role == "victim" and one.trigger.reading.suffix:
        leading = (*LEADING, "victim")  # what a pronoun stands for has to be named
    names = [p.actor.name for p in one.parties if p.role in leading][:NAMED]
    missing = titles["and"].join(n for n in names if not _mentions(tail, n))
    if titles["style"] == "verb":
        words = _as_sentence(passage, one, missing, len(names)) + tail
    else:
        words = _as_noun_phrase(passage, one, missing, len(names), tail)
    place = one.place
    if place is not None and not _mentions(words, place.name) and len(words) + 2 <= LONGEST:
        words += [titles["in"], *place.name.split()]
    words = [w for w in words if w][:LONGEST]
    _trim(words, passage.lexicon.dangling)
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def _as_noun_phrase(passage: Passage, one: Told, names: str, number: int, tail: list[str]) -> list[str]:
    """What happened and who: names stand behind the noun, or where words describe it, behind these."""
    titles, noun = passage.lexicon.titles, _as_noun(passage, one)
    if not names or one.trigger.verbal or one.trigger.reading.suffix or not _goes_on(passage, one):
        linked = f"{titles.get('of', '')} {names}" if names else ""
        return [*noun, *linked.split(), *tail]
    if one.trigger.governor is None or "light" not in passage.words[one.trigger.governor].kinds:
        return [*noun, *tail]
    room = LONGEST - len(noun) - len(names.split()) - 1
    between = titles.get("between", "") if one.trigger.family.mutual and number > 1 else ""
    by = f"{between} {names}" if between else f"{titles.get('by', '')}{names}"
    tail = tail[:room]
    _trim(tail, passage.lexicon.dangling)
    return [*noun, *tail, *by.split()]


def _goes_on(passage: Passage, one: Told) -> bool:
    """Whether the word right behind a noun describes it: `حريق جزئي`, `محاضرة بعنوان`."""
    i = one.trigger.token + 1
    return (
        i < one.following
        and passage.char(i).isalpha()
        and not passage.words[i].kinds
        and passage.times[i] < 0
        and not any(p.mention.first == i for p in one.parties)
    )


def _mentions(words: list[str], name: str) -> bool:
    return name.split()[-1] in " ".join(words)


def _as_noun(passage: Passage, one: Told) -> list[str]:
    """The trigger as a noun without attached letters: the verb's own noun, or the word as it stands."""
    trigger = one.trigger
    sense = trigger.reading.sense
    head = passage.lexicon.heads.get((sense.lemma, trigger.family.name))
    if trigger.verbal or trigger.reading.suffix:
        return [(head.noun or head.infinitive) if head else sense.lemma]
    return [_stripped(passage, trigger.token, trigger.reading)]


def _as_sentence(passage: Passage, one: Told, names: str, number: int) -> list[str]:
    """Who does it and the verb, as a headline in the present; an event noun with what describes it."""
    trigger = one.trigger
    if not trigger.verbal:
        i = trigger.token
        first = i
        while first > max(trigger.sentence.first, i - 3) and _describes(passage, first - 1):
            first -= 1
        return [*names.split(), *passage.spelled(first, i + 1).split()]
    head = passage.lexicon.heads[trigger.reading.sense.lemma, trigger.family.name]
    victims = " ".join(p.actor.name for p in one.parties if p.role == "victim")
    spelled = passage.spelled(trigger.token, trigger.token + 1)
    subject = (victims if trigger.passive else "") or names
    if trigger.passive or not subject:
        return [*(subject or _words_before(passage, one)).split(), spelled]
    if trigger.modality == Modality.SCHEDULED:
        future = passage.lexicon.titles.get("future")
        return [*subject.split(), *([future, head.infinitive] if future else [spelled])]
    return [*subject.split(), head.many if number > 1 or _plural(passage, one) else head.one]


def _words_before(passage: Passage, one: Told) -> str:
    """What stands before a verb whose subject is nobody known: "Two patients"."""
    trigger = one.trigger
    stop = max(trigger.sentence.first, trigger.token - 5)
    last = trigger.token
    while last > stop and passage.words[last - 1].kinds & _AUXILIARIES:
        last -= 1
    first = last
    while first > stop and passage.char(first - 1).isalnum() and not passage.words[first - 1].kinds & _STOPS:
        if trigger.clauses.between(first - 1, trigger.token) or passage.times[first - 1] >= 0:
            break
        first -= 1
    while first < last and passage.words[first].folded in passage.lexicon.dangling:
        first += 1
    return " ".join(passage.spelled(first, last).split()) if first < last else ""


def _plural(passage: Passage, one: Told) -> bool:
    """Whether who does it is one word for several."""
    leads = [p for p in one.parties if p.role in LEADING]
    return bool(leads) and any(
        r.sense.kind == "group" and r.sense.number == 3
        for r in passage.words[leads[0].mention.first].readings
    )


def _describes(passage: Passage, i: int) -> bool:
    """Whether a word before an event noun belongs to it: "Paris attacks", "suicide bombing"."""
    word = passage.words[i]
    return (
        passage.char(i).isalpha()
        and (word.kinds <= {"city", "country", "nation", "determiner"})
        and (word.folded not in passage.lexicon.dangling and passage.times[i] < 0)
    )


def _stripped(passage: Passage, token: int, reading: Reading) -> str:
    """A word of the text without the letters attached before it."""
    spelled = passage.spelled(token, token + 1)
    cut = reading.conjunction + len(reading.preposition)
    if reading.preposition and reading.article and spelled[cut : cut + 1] != passage.lexicon.article[:1]:
        return passage.lexicon.article + spelled[cut + 1 :]
    return _ACCUSATIVE.sub("", spelled[cut:])


def _complement(passage: Passage, one: Told) -> list[str]:
    """The words right behind the trigger that say what it was about, up to a border or the next trigger."""
    trigger = one.trigger
    dangling = passage.lexicon.dangling
    out: list[str] = []
    skip = {k: p.mention.last for p in one.parties for k in (p.mention.first,) if p.role in LEADING}
    if not trigger.verbal and passage.lexicon.titles["style"] == "noun" and _goes_on(passage, one):
        skip = {}
    i = trigger.token + 1
    end = min(one.following, i + 18)
    if trigger.needed is not None and trigger.needed >= end:
        end = min(trigger.needed + 2, trigger.sentence.last)  # "carried out 29 strikes": never without these
    opened = not trigger.family.statement
    if not opened:
        said = (k for k in range(i, min(end, i + 25)) if "that" in passage.words[k].kinds)
        i = next(said, i)
        end = min(one.following, i + 18)
    while i < end and len(out) < LONGEST - 3:
        word = passage.words[i]
        if passage.times[i] >= 0:
            i += 1
            _trim(out, dangling)
        elif i in skip:
            _trim(out, dangling)
            i = skip[i]
        elif out and _glued(passage, i):
            out[-1] += passage.spelled(i, i + 2)
            i += 2
        elif passage.char(i) in _PASSED_OVER or _encloses_time(passage, i):
            after_time = passage.times[i - 1] >= 0
            i += 1
            if out and after_time and i < end and not passage.words[i].kinds & {"in"}:
                break
        elif passage.char(i) in _ENDS or word.kinds & _STOPS or ("that" in word.kinds and opened):
            break
        else:
            opened = opened or "that" in word.kinds
            out += passage.spelled(i, i + passage.size(i)).split()
            i += passage.size(i)
    _trim(out, dangling)
    return out


def _glued(passage: Passage, i: int) -> bool:
    """Whether a mark stands inside a word or a number: 0.3, O'Neill, lay-off."""
    if not 0 < i < len(passage.starts) - 1 or passage.char(i).isalnum():
        return False
    close = passage.ends[i - 1] == passage.starts[i] and passage.ends[i] == passage.starts[i + 1]
    return close and passage.char(i - 1).isalnum() and passage.char(i + 1).isalnum()


def _encloses_time(passage: Passage, i: int) -> bool:
    """Whether a comma only sets a time expression apart."""
    last = len(passage.times) - 1
    return passage.char(i) in "،," and (passage.times[i - 1] >= 0 or passage.times[min(i + 1, last)] >= 0)


def _trim(words: list[str], dangling: frozenset[str]) -> None:
    while words and words[-1] in dangling:
        words.pop()
