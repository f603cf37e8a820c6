"""Every language's corpus: each phrase means what it says there, and no rule of the language is idle."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
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


def misread(code: str, phrase: str, concept: dict[str, Any]) -> Any:
    """What is read in a phrase of a concept, where that is not what the corpus says; None where it is."""
    text, marked, beside = parse_marks(phrase)
    found = read(code, text, concept)
    told = phrase, [(e.text, str(e.type), e.value, e.mod, e.interval, e.rule) for e in found]
    if "value" not in concept:
        return told if found else None
    wanted = [
        (*span, concept.get("type", "DATE"), concept["value"], concept.get("mod"), interval(concept))
        for span in marked
    ]
    # A range's open sides and other losing readings are alternatives: the corpus states the first reading.
    first = [
        (e.start, e.end, str(e.type), e.value, e.mod, e.interval)
        for e in found
        if (e.start, e.end) not in beside
    ]
    if first == wanted and {(e.start, e.end) for e in found} >= set(beside):
        return None
    return told


# A test a concept: a test for each of thousands of phrases takes longer to tell than to do.
CONCEPTS = [
    (code, concept)
    for code in available()
    for concept in (*corpus(code).get("concept", ()), *corpus(code).get("nothing", ()))
]


@pytest.mark.parametrize(
    ("code", "concept"), CONCEPTS, ids=[f"{code}-{c.get('name', 'nothing')}" for code, c in CONCEPTS]
)
def test_every_phrase_of_a_concept_means_it(code: str, concept: dict[str, Any]) -> None:
    assert concept["phrases"]
    wrong = [misread(code, phrase, concept) for phrase in concept["phrases"]]
    assert [told for told in wrong if told is not None] == [], {
        k: v for k, v in concept.items() if k != "phrases"
    }


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


class Reached(list[Any]):
    """A node's rules, which notes in `by` the texts in which anybody asks for them."""

    def __init__(self, rules: Iterable[Any], name: Callable[[], str]) -> None:
        super().__init__(rules)
        self.name, self.by = name, set[str]()

    def __iter__(self) -> Iterator[Any]:
        self.by.add(self.name())
        return super().__iter__()

    def __len__(self) -> int:
        self.by.add(self.name())
        return super().__len__()


def outcome(language: Language, text: str) -> list[tuple[Any, ...]]:
    language.recalled.clear()
    return [(m.start, m.end, m.category, m.term) for m in tag(text, language.code)]


def idle(code: str) -> list[str]:
    """The rules that read no phrase of the corpus themselves, and whose absence changes no reading."""
    language = load_language(code)
    texts = {parse_marks(phrase)[0]: None for phrase, _ in phrases(code)}
    nodes = accepting(language.rules, {})
    at = {id(node): node for found in nodes.values() for node in found}
    plain = {key: node.accepts for key, node in at.items()}
    reading, firing = "", set[str]()
    for node in at.values():
        node.accepts = Reached(node.accepts, lambda: reading)
    for reading in texts:
        language.recalled.clear()
        firing |= {m.rule for m in tag(reading, code)}
    # A rule can only change a text in which a node of its trie was reached.
    reached = {key: node.accepts.by for key, node in at.items()}  # type: ignore[attr-defined]
    for key, node in at.items():
        node.accepts = plain[key]
    whole = {text: outcome(language, text) for text in texts}
    out = []
    for name in language.names:
        if name in firing:
            continue
        kept: list[tuple[Node, list[tuple[Rule, tuple[int, ...]]]]] = []
        for node in nodes.get(name, ()):
            kept.append((node, node.accepts))
            node.accepts = [(rule, steps) for rule, steps in node.accepts if rule.name != name]
        try:
            touched = set[str]().union(*(reached[id(node)] for node in nodes.get(name, ())))
            if all(outcome(language, text) == whole[text] for text in touched):
                out.append(name)
        finally:
            for node, accepts in kept:
                node.accepts = accepts
            language.recalled.clear()
    return out


@pytest.mark.parametrize("code", available())
def test_no_rule_is_idle(code: str) -> None:
    assert idle(code) == []
