"""What is an event called: a headline of its own, in the language of the article."""

from __future__ import annotations

from timeline.events.lexicon import Lexicon, Reading, Sense
from timeline.events.merging import Told
from timeline.events.passage import Passage

# No headline is longer, in words.
LONGEST = 12
# Nor are more parties named in it.
NAMED = 3
# What a headline leaves off at.
_ENDS = frozenset('.!?؟،,;؛:()[]«»"“”…&*–—')


def headline(passage: Passage, one: Told) -> str:
    """At most twelve words: the happening as a noun, who, and what it was about or where."""
    lexicon = passage.lexicon
    head = _head(passage, one)
    tail = _complement(passage, one)
    names = [p.actor.name for p in one.parties if p.role in ("agent", "participant")][:NAMED]
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
    if trigger.verbal:
        noun = passage.lexicon.nouns.get((sense.lemma, trigger.family.name))
        return [noun] if noun else [_stripped(passage, trigger.token, trigger.reading)]
    return [_stripped(passage, trigger.token, trigger.reading)]


def _stripped(passage: Passage, token: int, reading: Reading) -> str:
    spelled = passage.spelled(token, token + 1)
    cut = reading.conjunction + len(reading.preposition) + reading.future
    if reading.preposition == "ل" and reading.article:
        return "ال" + spelled[cut + 1 :]
    if reading.suffix:
        return _dictionary_form(reading.sense)
    return spelled[cut:]


def _dictionary_form(sense: Sense) -> str:
    return sense.lemma


def _complement(passage: Passage, one: Told) -> list[str]:
    """The words right behind the trigger that say what it was about, up to a border."""
    trigger = one.trigger
    lexicon = passage.lexicon
    i = trigger.token + 1
    out: list[str] = []
    skip = {
        k
        for p in one.parties
        if p.role in ("agent", "participant")
        for k in range(p.mention.first, p.mention.last)
    }
    end = min(trigger.sentence.last, i + 16)
    while i < end and len(out) < LONGEST - 3:
        word = passage.words[i]
        if passage.char(i) in _ENDS or word.kinds & {"that", "relative", "say", "when", "was"}:
            break
        if trigger.clauses.between(trigger.token, i) >= 5:
            break
        if passage.times[i] >= 0 or i in skip:
            while out and out[-1] in lexicon.dangling:
                out.pop()
            if (i in skip and one.trigger.verbal) or passage.times[i] >= 0:
                i += 1
                continue
        out += passage.spelled(i, i + passage.size(i)).split()
        i += passage.size(i)
    while out and out[-1] in lexicon.dangling:
        out.pop()
    return out
