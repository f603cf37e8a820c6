"""Which words are names by the word before them alone: places of no gazetteer, and who did something."""

from __future__ import annotations

from timeline.events.gazetteer import RARE
from timeline.events.lexicon import Lexicon, Reading
from timeline.events.names import Names
from timeline.events.passage import Passage
from timeline.events.words import MINE

# No name of a place with an article is so common a word, on the Zipf scale: `منطقة العمل`.
HEARD = 5.2
# A name that nothing else is known of has at least so many letters.
SHORTEST = 4


def place_unheard(passage: Passage, names: Names, i: int) -> int:
    """Where the name of a place ends that only the word before it tells to be one: `بلدة القديح`; else `i`.

    What is an ordinary word without an article only describes: `منطقة جبلية`.
    """
    lexicon, kind = passage.lexicon, passage.words[i - 1]
    definite = any(
        r.sense.kind == "place_kind" and (r.article or _article(lexicon, r)) for r in kind.readings
    )
    end, bound = i, False
    while end < min(len(passage.words), i + 2) and passage.times[end] < 0 and passage.char(end).isalpha():
        word = passage.words[end]
        heard = lexicon.frequency.get(word.folded, 0.0)
        rare = heard < (HEARD if word.folded.startswith(lexicon.article) else RARE)
        named = rare and (word.folded.startswith(lexicon.article) or names.like(end, end > i))
        which = definite and word.folded.startswith(lexicon.article)  # `العاصمة المقدسة`
        if word.kinds - {"given", "title"} or not named or which or (end > i and not bound):
            break
        bound = word.folded in lexicon.binds
        end += 1
    return end if end > i and passage.words[end - 1].folded not in lexicon.binds else i


def place_within(passage: Passage, names: Names, i: int) -> bool:
    """Whether a word that the language does not have stands behind "in", as names of places do: `في لافايت`.

    With an ending of many, or with a pronoun, it is a word that the dictionary lacks.
    """
    word, lexicon = passage.words[i], passage.lexicon
    if word.kinds or word.common or passage.times[i] >= 0 or len(word.folded) < SHORTEST:
        return False
    if names.known((word.folded,)):
        return False  # `اتصل بـ لودريان`
    pronouns = tuple(ending for ending in lexicon.suffixes if ending != MINE)
    if names.article(i) or word.folded.endswith((*pronouns, *lexicon.of_many, *lexicon.plurals)):
        return False
    return "in" in passage.words[i - 1].kinds and word.folded.isalpha() and names.like(i, False)


def unheard_subject(passage: Passage, names: Names, i: int) -> bool:
    """Whether a word that the language does not have stands behind a verb: `فاز رونالدينيو`."""
    word, verb = passage.words[i], passage.words[i - 1]
    if word.common or len(word.folded) < SHORTEST or not word.folded.isalpha():
        return False
    told = any(
        r.sense.kind in ("event", "say") and r.sense.tense in ("past", "present") for r in verb.readings
    )
    noun = any(r.sense.kind == "event" and r.sense.tense in ("noun", "construct") for r in verb.readings)
    if "say" in verb.kinds and names.run(i) == i + 1:
        return False  # one word may be somebody's surname, misspelt
    opens = i - 1 == passage.sentence_of(i).first
    return told and (opens or not noun) and names.like(i, False)


def _article(lexicon: Lexicon, reading: Reading) -> bool:
    return lexicon.fold(reading.sense.lemma).startswith(lexicon.article)
