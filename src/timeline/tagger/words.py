"""What a word of a text is to a language: what it may be, where in it, and which tense it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from timeline.language import Language, Node, fold, number_classes

# One thing that a token may be: (offset where it begins, offset where it ends or 0 for the token's end,
# category, value).
Known = tuple[int, int, str, Any]


@dataclass(frozen=True, slots=True)
class Word:
    """What a language knows of a word: what may begin at each offset in it, the last offset first.

    That is the literals that the whole word is, those of them that open a rule, and all else that it may be.
    """

    known: tuple[tuple[int, tuple[str, ...], tuple[Node, ...], tuple[tuple[int, str, Any], ...]], ...]
    content: bool  # whether an expression may rest on it
    tense: int


def read_word(language: Language, word: str) -> Word | None:
    """What a word is to the language; None for one that it doesn't know."""
    found = known_of(language, word)
    if found is None:
        return None
    offsets = sorted({known[0] for known in found}, reverse=True)
    return Word(
        tuple(_at_offset(language, o, [known[1:] for known in found if known[0] == o]) for o in offsets),
        any(c in language.endings if c[0] == "'" else c not in language.connecting for _, _, c, _ in found),
        next((value for _, _, c, value in found if c == "tense"), 0),
    )


def known_of(language: Language, word: str) -> tuple[Known, ...] | None:
    """All that a token may be; None for one that the language doesn't know."""
    return _numeral(language, word) if word.isdecimal() else _analyse(language, word)


def _at_offset(
    language: Language, offset: int, known: list[tuple[int, str, Any]]
) -> tuple[int, tuple[str, ...], tuple[Node, ...], tuple[tuple[int, str, Any], ...]]:
    """What may begin at an offset in a word, its literals apart: common words are many, and all alike."""
    opening = language.rules.children
    literals = tuple(category for ends, category, _ in known if not ends and category[0] == "'")
    return (
        offset,
        literals,
        tuple(opening[category] for category in literals if category in opening),
        tuple(k for k in known if k[0] or k[1][0] != "'"),
    )


def _analyse(language: Language, word: str) -> tuple[Known, ...] | None:
    """What a word may be, with and without attached letters; None for a word the language doesn't know."""
    folded = fold(word)
    out: list[Known] = [(0, 0, *reading) for reading in _readings(language, folded)]
    out += [(0, 0, *reading) for reading in language.known.get(f"={word}", ())]
    for chain in language.proclitics.get(word[0], ()):
        attached = "".join(chain)
        if len(folded) <= len(attached) or not folded.startswith(attached) or not word.startswith(attached):
            continue
        rest = folded[len(attached) :]
        # li + al- is written lil-
        if language.article and chain[-1] == "ل" and rest.startswith("ل"):
            rest = "ا" + rest
        stem = _readings(language, rest)
        if any(category != "tense" for category, _ in stem):
            for i, letter in enumerate(chain):
                out += [(i, i + 1, category, None) for category in language.literals.get(letter, ())]
            begin = len(word) - len(word[len(attached) :].lstrip("\u0640"))
            out += [(begin, 0, *reading) for reading in stem]
    if not out and len(word) > 4 and _is_future(language, word):
        out.append((0, 0, "tense", 1))
    if not out and word.endswith(language.past_suffixes or ("\0",)) and word.islower() and len(word) > 4:
        out.append((0, 0, "tense", -1))
    return tuple(dict.fromkeys(out)) or None


def _readings(language: Language, word: str) -> tuple[tuple[str, Any], ...]:
    """What a folded word may be, and its form without the article."""
    found = language.known.get(word, ())
    article = language.article
    if article and word.startswith(article) and len(word) > len(article) + 1:
        return found + language.known.get(word[len(article) :], ())
    return found


def _is_future(language: Language, word: str) -> bool:
    """Whether an unknown word has the form of a verb in the future tense; a name in capitals has not."""
    if language.future_prefixes and word.startswith(language.future_prefixes):
        return not word.startswith(language.future_not)
    return bool(language.future_suffixes) and word.endswith(language.future_suffixes) and word.islower()


def _numeral(language: Language, word: str) -> tuple[Known, ...] | None:
    """What a numeral may be: a number of some classes, and a literal of the rules (`24/7`)."""
    found = _digits(word)
    if found is None or word not in language.literals:
        return found
    return found + tuple((0, 0, category, None) for category in language.literals[word])


def _digits(text: str) -> tuple[Known, ...] | None:
    if len(text) > 9:
        return None
    n = int(text)
    return tuple((0, 0, c, n) for c in number_classes(n, len(text)))
