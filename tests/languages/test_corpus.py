"""Every language's corpus: each phrase means what it says there, and no rule of the language is idle."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import pytest

from timeline.anchoring import anchor
from timeline.document import Document
from timeline.expression import TimeExpression
from timeline.interval import DAY, Interval, parse_point
from timeline.language import Language, Node, Rule, available, load_language
from timeline.tagger import tag

# ‹ › marks the expression that the concept is about; ⟦ ⟧ marks another one that it leans on.
MARKS = re.compile(r"[‹›⟦⟧]")


@cache
def corpus(code: str) -> dict[str, Any]:
    file = files("timeline").joinpath("languages", code, "corpus.toml")
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


def phrases(code: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every phrase of a corpus with its concept; a concept without a value gives no expression."""
    for concept in (*corpus(code).get("concept", ()), *corpus(code).get("nothing", ())):
        for phrase in concept["phrases"]:
            yield phrase, concept


def parse_marks(phrase: str) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    """The bare text, the spans marked as the concept's, and those that it leans on."""
    if "‹" not in phrase:
        phrase = f"‹{phrase}›"
    text, start = "", 0
    spans: dict[str, list[tuple[int, int]]] = {"›": [], "⟧": []}
    for piece in re.split(f"({MARKS.pattern})", phrase):
        if piece in spans:
            spans[piece].append((start, len(text)))
        elif MARKS.fullmatch(piece):
            start = len(text)
        else:
            text += piece
    return text, spans["›"], spans["⟧"]


def read(code: str, text: str, concept: dict[str, Any]) -> tuple[TimeExpression, ...]:
    point = parse_point(concept.get("reference", corpus(code)["reference"]))
    published = Interval(point, (point // DAY + 1) * DAY)
    document = Document(id="corpus", text=text, language=code, published=published)
    return anchor(document, prefer=concept.get("prefer", "past")).expressions


def interval(concept: dict[str, Any]) -> Interval | None:
    if "interval" not in concept:
        return None
    start, end = (parse_point(p) if p else None for p in concept["interval"])
    return Interval(start, end)


CASES = [(code, phrase, concept) for code in available() for phrase, concept in phrases(code)]


@pytest.mark.parametrize(
    ("code", "phrase", "concept"),
    CASES,
    ids=[f"{code}-{c.get('name', 'nothing')}-{p}" for code, p, c in CASES],
)
def test_phrase(code: str, phrase: str, concept: dict[str, Any]) -> None:
    text, marked, beside = parse_marks(phrase)
    found = read(code, text, concept)
    if "value" not in concept:
        assert [(e.text, e.value, e.rule) for e in found] == []
        return
    wanted = [
        (*span, concept.get("type", "DATE"), concept["value"], concept.get("mod"), interval(concept))
        for span in marked
    ]
    # A range's open sides and other losing readings are alternatives: the corpus states the first reading.
    assert [
        (e.start, e.end, str(e.type), e.value, e.mod, e.interval)
        for e in found
        if (e.start, e.end) not in beside
    ] == wanted, [(e.text, e.value, e.rule) for e in found]
    assert {(e.start, e.end) for e in found} >= set(beside)


@pytest.mark.parametrize("code", available())
def test_a_language_shows_what_it_knows(code: str) -> None:
    assert corpus(code).get("concept"), f"languages/{code}/ has no corpus.toml with concepts in it"


@pytest.mark.parametrize("code", available())
def test_a_concept_names_its_reference_and_no_phrase_stands_twice(code: str) -> None:
    seen: dict[tuple[str, str, str], str] = {}
    for phrase, concept in phrases(code):
        key = (phrase, concept.get("prefer", "past"), concept.get("reference", corpus(code)["reference"]))
        assert key not in seen, f"{phrase!r} stands under {seen[key]!r} and {concept['name']!r}"
        seen[key] = concept["name"]


def accepting(node: Node, found: dict[str, list[Node]]) -> dict[str, list[Node]]:
    """The trie's nodes by the name of each rule that ends there."""
    for name in {rule.name for rule, _ in node.accepts}:
        found.setdefault(name, []).append(node)
    for branch in (node.children, node.glued):
        for child in branch.values():
            accepting(child, found)
    return found


def outcome(language: Language, text: str) -> list[tuple[Any, ...]]:
    language.recalled.clear()
    return [(m.start, m.end, m.category, m.term) for m in tag(text, language.code)]


def idle(code: str) -> list[str]:
    """The rules that read no phrase of the corpus themselves, and whose absence changes no reading."""
    language = load_language(code)
    texts = {parse_marks(phrase)[0]: None for phrase, _ in phrases(code)}
    whole = {text: outcome(language, text) for text in texts}
    firing: set[str] = set()
    for text in texts:
        language.recalled.clear()
        firing |= {m.rule for m in tag(text, code)}
    nodes = accepting(language.rules, {})
    out = []
    for name in language.names:
        if name in firing:
            continue
        kept: list[tuple[Node, list[tuple[Rule, tuple[int, ...]]]]] = []
        for node in nodes.get(name, ()):
            kept.append((node, node.accepts))
            node.accepts = [(rule, steps) for rule, steps in node.accepts if rule.name != name]
        try:
            if all(outcome(language, text) == whole[text] for text in texts):
                out.append(name)
        finally:
            for node, accepts in kept:
                node.accepts = accepts
            language.recalled.clear()
    return out


@pytest.mark.parametrize("code", available())
def test_no_rule_is_idle(code: str) -> None:
    assert idle(code) == []
