"""Event lexicons: forms are made, not listed, and every file holds together."""

from __future__ import annotations

import pytest

from timeline.events.inflection import Paradigm
from timeline.events.lexicon import Word, lexicon_languages, load_lexicon
from timeline.events.words import analyse


def family(language: str, word: str) -> set[tuple[str, str]]:
    found: Word = analyse(load_lexicon(language), word)
    return {(r.sense.value.name, r.sense.tense) for r in found.readings if r.sense.kind == "event"}


@pytest.mark.parametrize("code", sorted(lexicon_languages()))
def test_a_lexicon_loads_and_has_a_version(code: str) -> None:
    lexicon = load_lexicon(code)
    assert lexicon.version >= 1
    assert lexicon.words


@pytest.mark.parametrize(
    ("language", "word", "reading"),
    [
        ("ar", "لقائهما", ("meet", "noun")),
        ("ar", "ولقاءه", ("meet", "noun")),
        ("ar", "زيارته", ("visit", "noun")),
        ("ar", "سيزور", ("visit", "present")),
        ("ar", "اتفقا", ("agree", "past")),
        ("ar", "اغتالوه", ("meant", "past")),
        ("ar", "هجومين", ("attack", "noun")),
        ("en", "met", ("meet", "past")),
        ("en", "attacks", ("attack", "noun")),
        ("en", "kidnapping", ("meant", "gerund")),
        ("fr", "tués", ("casualty", "participle")),
        ("fr", "attentats", ("attack", "noun")),
        ("fr", "rencontrera", ("meet", "future")),
    ],
)
def test_forms(language: str, word: str, reading: tuple[str, str]) -> None:
    assert reading in family(language, word)


@pytest.mark.parametrize("word", ["سيرغي", "سيناء", "فنان", "وفد"])
def test_attached_letters_come_off_only_known_words(word: str) -> None:
    assert not family("ar", word)


def test_a_lemma_that_no_rule_fits_is_named() -> None:
    paradigm = Paradigm(({"part": 0, "tense": "past", "endings": ["x"], "one": [""]},))
    with pytest.raises(ValueError, match="'abc'"):
        list(paradigm.forms("abc"))
