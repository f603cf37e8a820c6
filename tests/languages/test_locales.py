"""Languages known by the world's locale data: their shared rules, and that they invent no day or month."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

import pytest

from timeline.anchoring import LOCALE, anchor
from timeline.document import Document
from timeline.interval import Interval, day_number
from timeline.language import MENTIONS, Node, available, fold, load_language, readable
from timeline.tagger import tag

BUILT = [code for code in available() if load_language(code).locale]
# Without a folder of their own.
OTHERS = ["nl", "pl", "sv", "cs", "el", "ko", "hi", "vi", "ro", "fi", "hu", "bg", "da", "th", "sw", "ca"]


def read(code: str, text: str) -> list[tuple[str, str, str]]:
    n = day_number(2016, 11, 7)
    document = Document(id="x", text=text, language=code, published=Interval.of_days(n, n))
    return [(e.text, e.value, e.basis) for e in anchor(document).expressions]


def phrases(code: str) -> Iterator[str]:
    """The bare phrases of a language's corpus."""
    corpus = tomllib.loads(files("timeline").joinpath("languages", code, "corpus.toml").read_text("utf-8"))
    for concept in corpus["concept"]:
        for phrase in concept["phrases"]:
            yield re.sub("[‹›⟦⟧]", "", phrase)


def mention_rules(node: Node) -> set[str]:
    found = {
        rule.name for rule, _ in node.accepts if rule.category in MENTIONS and rule.category != "nothing"
    }
    for branch in (node.children, node.glued):
        for child in branch.values():
            found |= mention_rules(child)
    return found


def test_the_languages_that_are_measured() -> None:
    assert {"de", "es", "it", "pt", "tr", "fa", "ru", "uk", "he", "id", "zh", "ja"} <= set(BUILT)


def test_every_shared_rule_reads_a_phrase_of_some_corpus() -> None:
    shared: set[str] = set()
    read_by: set[str] = set()
    for code in BUILT:
        language = load_language(code)
        # The locale's own phrases of distance are data: not every language's corpus says all of them.
        names = {n for n in mention_rules(language.rules) if not n.startswith(("ago ", "in ")) or "," in n}
        shared |= names - set(language.names)
        for phrase in phrases(code):
            read_by |= {m.rule for m in tag(phrase, code)}
    assert shared - read_by == set()


@pytest.mark.parametrize("code", OTHERS)
def test_any_language_of_the_locale_data_reads_dates_and_says_that_it_is_less_sure(code: str) -> None:
    assert readable(code)
    assert read(code, "2014-03-15") == [("2014-03-15", "2014-03-15", f"text, {LOCALE}")]
    for n, words in sorted(
        (n, w) for w, known in load_language(code).words.items() for c, n in known if c == "month"
    ):
        found = read(code, f"15 {words} 2014")
        assert [value for _, value, _ in found] == [f"2014-{n:02d}-15"], words


@pytest.mark.parametrize("code", [*BUILT, *OTHERS])
def test_no_name_is_two_months_or_two_weekdays(code: str) -> None:
    for word, known in load_language(code).words.items():
        for category in ("month", "weekday"):
            assert len({value for c, value in known if c == category}) <= 1, word


def test_a_language_that_nothing_is_known_of_has_no_expressions() -> None:
    assert not readable("xx") and not readable("../ar")
    assert read("xx", "15 May 2014") == []


@pytest.mark.parametrize("word", ["\u0301", "\u0640", "É", "œuvre", "أ", "\u200c", "ß", "İ"])
def test_no_word_folds_to_nothing(word: str) -> None:
    assert fold(word)
