"""What is an event called: a headline of its own, in the language of the article."""

from __future__ import annotations

from timeline.events.lexicon import Lexicon, Reading
from timeline.events.merging import Told
from timeline.events.passage import Passage

# No headline is longer, in words.
LONGEST = 12
# Nor are more parties named in it.
NAMED = 3
LEADING = ("agent", "participant")
# What a headline leaves off at.
_ENDS = frozenset(".!?؟،,;؛:…&*–—")
_STOPS = frozenset(("relative", "say", "when", "was"))
_PASSED_OVER = frozenset('()[]«»"“”')


def headline(passage: Passage, one: Told) -> str:
    """At most twelve words: the happening as a noun, who, and what it was about or where."""
    lexicon = passage.lexicon
    head = _head(passage, one)
    tail = _complement(passage, one)
    names = [p.actor.name for p in one.parties if p.role in LEADING][:NAMED]
    missing = [n for n in names if not _mentions(tail, n)]
    words = [*head, *_joined(lexicon, missing).split(), *tail]
    place = one.place
    if place is not None and not _mentions(words, place.name) and len(words) + 2 <= LONGEST:
        words += [lexicon.titles.get("in", ""), *place.name.split()]
    return " ".join(w for w in words[:LONGEST] if w)


def _joined(lexicon: Lexicon, names: list[str]) -> str:
    if not names:
        return ""
    joint = lexicon.titles.get("and", " ")
    return names[0] + "".join(f"{joint}{n}" for n in names[1:])


def _mentions(words: list[str], name: str) -> bool:
    return name.split()[-1] in " ".join(words)


def _head(passage: Passage, one: Told) -> list[str]:
    """The trigger as a noun without attached letters: the verb's own noun, or the word as it stands."""
    trigger = one.trigger
    sense = trigger.reading.sense
    noun = passage.lexicon.nouns.get((sense.lemma, trigger.family.name), "")
    if trigger.verbal or trigger.reading.suffix:
        return [noun or sense.lemma]
    return [_stripped(passage, trigger.token, trigger.reading)]


def _stripped(passage: Passage, token: int, reading: Reading) -> str:
    """A word of the text without the letters attached before it."""
    spelled = passage.spelled(token, token + 1)
    cut = reading.conjunction + len(reading.preposition)
    if reading.preposition and reading.article and spelled[cut : cut + 1] != passage.lexicon.article[:1]:
        return passage.lexicon.article + spelled[cut + 1 :]
    return spelled[cut:]


def _complement(passage: Passage, one: Told) -> list[str]:
    """The words right behind the trigger that say what it was about, up to a border or the next trigger."""
    trigger = one.trigger
    dangling = passage.lexicon.dangling
    out: list[str] = []
    skip = {k: p.mention.last for p in one.parties for k in (p.mention.first,) if p.role in LEADING}
    i = trigger.token + 1
    end = min(one.following, i + 18)
    opened = not trigger.family.statement
    while i < end and len(out) < LONGEST - 3:
        word = passage.words[i]
        if passage.times[i] >= 0:
            i += 1
            _trim(out, dangling)
        elif i in skip:
            _trim(out, dangling)
            i = skip[i]
        elif passage.char(i) in _PASSED_OVER or _encloses_time(passage, i):
            i += 1
        elif (
            passage.char(i) in _ENDS
            or word.kinds & {"relative", "say", "when", "was"}
            or ("that" in word.kinds and opened)
        ):
            break
        else:
            opened = opened or "that" in word.kinds
            out += passage.spelled(i, i + passage.size(i)).split()
            i += passage.size(i)
    _trim(out, dangling)
    return out


def _encloses_time(passage: Passage, i: int) -> bool:
    """Whether a comma only sets a time expression apart."""
    last = len(passage.times) - 1
    return passage.char(i) in "،," and (passage.times[i - 1] >= 0 or passage.times[min(i + 1, last)] >= 0)


def _trim(words: list[str], dangling: frozenset[str]) -> None:
    while words and words[-1] in dangling:
        words.pop()
