"""What is a language: its lexicon and rules, loaded from languages/<code>/ and checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from timeline.language.locale_rules import shared_rules
from timeline.language.locales import locale_data
from timeline.language.rules import (
    LanguageError,
    Node,
    Rule,
    add_rule,
    constant,
    endings,
    given,
    literals,
    read_rules,
)
from timeline.language.spelling import NUMBER_CLASSES, number_classes, spelling


@dataclass(frozen=True, slots=True)
class Language:
    """A language's knowledge, ready for the tagger."""

    code: str
    words: dict[str, tuple[tuple[str, Any], ...]]  # folded word -> (category, value)
    literals: dict[str, tuple[str, ...]]  # folded word -> the literal categories it belongs to
    # All of that in one: a word's (category, value), with the classes of numerals and the literals.
    known: dict[str, tuple[tuple[str, Any], ...]]
    # Literals that close an expression made of literals and connecting words alone: they show, as words of
    # the lexicon do, that a run of known words may hold one.
    endings: frozenset[str]
    connecting: frozenset[str]  # categories whose words by themselves don't show that
    rules: Node
    names: tuple[str, ...]  # of every rule of its own, in order
    locale: (
        bool  # whether it is built on locale data: absolute dates and plain relatives, less sure than others
    )
    article: str  # a definite article that is written as one with its noun, or ""
    proclitics: dict[str, tuple[tuple[str, ...], ...]]  # chains of attached letters by the first
    future_prefixes: tuple[str, ...]
    future_not: tuple[str, ...]  # beginnings of words that only look like a verb in the future
    future_suffixes: tuple[str, ...]
    past_suffixes: tuple[str, ...]
    # What the tagger remembers of words and of short runs of words.
    analyses: dict[str, Any]
    recalled: dict[tuple[str, str | bool], Any]


@cache
def available() -> tuple[str, ...]:
    """The codes of the languages that have a folder."""
    folder = files("timeline").joinpath("languages")
    return tuple(sorted(d.name for d in folder.iterdir() if d.joinpath("lexicon.toml").is_file()))


@cache
def readable(code: str) -> bool:
    """Whether anything is known of the language: it has a folder, or the world's locale data know it."""
    return code in available() or locale_data(code) is not None


def _known(
    words: dict[str, list[tuple[str, Any]]], literals: dict[str, tuple[str, ...]]
) -> dict[str, tuple[tuple[str, Any], ...]]:
    out: dict[str, list[tuple[str, Any]]] = {}
    for word, entries in words.items():
        here = out.setdefault(word, [])
        for category, value in entries:
            here.append((category, value))
            if category == "num":
                here += [(c, value) for c in number_classes(value, 0) if c != "num"]
    for word, categories in literals.items():
        out.setdefault(word, []).extend((category, None) for category in categories)
    return {word: tuple(dict.fromkeys(entries)) for word, entries in out.items()}


@cache
def load_language(code: str) -> Language:
    """The language with that ISO 639-1 code. Raises LanguageError where its folder doesn't hold together.

    Raises FileNotFoundError for a language that has no folder and that locale data don't know either.
    """
    folder = files("timeline").joinpath("languages", code)
    own = folder.joinpath("lexicon.toml").is_file()
    lexicon = tomllib.loads(folder.joinpath("lexicon.toml").read_text("utf-8")) if own else {}
    settings = lexicon.pop("settings", {})
    world = locale_data(code) if settings.get("locale") or not own else None
    if not own and world is None:
        raise FileNotFoundError(f"nothing is known of the language {code!r}")
    words: dict[str, list[tuple[str, Any]]] = {}
    root, names = Node(), list[str]()
    seen: set[tuple[str, str]] = set()
    for category, value, word in _entries(lexicon):
        if not _add_word(root, words, seen, category, value, word):
            raise LanguageError(f"{code}/lexicon.toml: [{category}] has {word!r} twice")
    text = folder.joinpath("rules.txt").read_text("utf-8") if folder.joinpath("rules.txt").is_file() else ""
    wanted = dict(read_rules(text, f"{code}/rules.txt", root, names))
    categories = {*NUMBER_CLASSES, *lexicon, *(c for c, place in wanted.items() if place == "gives")}
    if world is not None:
        dropped = {(category, spelling(w)) for category, w in _pairs(settings.get("drop", {}))}
        for category, value, word in _entries(world.lexicon):
            if (category, spelling(word)) not in dropped:
                _add_word(root, words, seen, category, value, word)
        have = categories | set(given(root)) | {c for entries in words.values() for c, _ in entries}
        wanted |= dict(read_rules(shared_rules(world, have, names), "common.txt", root, list(names)))
        categories |= {c for c, place in wanted.items() if place == "gives"}
    have = categories | set(given(root)) | {c for entries in words.values() for c, _ in entries}
    for category, place in wanted.items():
        if category not in have:
            raise LanguageError(f"{place}: nothing gives the category {category!r}")
    found = literals(root)
    connecting = frozenset(("tense", *settings.get("connecting", ())))
    return Language(
        code,
        {w: tuple(v) for w, v in words.items()},
        found,
        _known(words, found),
        endings(root, connecting),
        connecting,
        root,
        tuple(names),
        world is not None,
        settings.get("article", ""),
        _chains(settings.get("proclitics", [])),
        tuple(settings.get("future_prefixes", ())),
        tuple(settings.get("future_not", ())),
        tuple(settings.get("future_suffixes", ())),
        tuple(settings.get("past_suffixes", ())),
        {},
        {},
    )


def _pairs(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for category, line in table.items():
        yield from ((category, word.strip()) for word in line.split("|"))


def _entries(lexicon: Mapping[str, Mapping[str, str | list[str]]]) -> Iterator[tuple[str, str | int, str]]:
    """(category, value, word) of a lexicon; a value that looks like a number is one."""
    for category, values in lexicon.items():
        for key, line in values.items():
            value = int(key) if re.fullmatch(r"-?\d+", key) else key
            for word in line.split("|") if isinstance(line, str) else line:
                yield category, value, word.strip()


def _add_word(
    root: Node,
    words: dict[str, list[tuple[str, Any]]],
    seen: set[tuple[str, str]],
    category: str,
    value: str | int,
    word: str,
) -> bool:
    """Add a word to the lexicon, or False where its category has it already."""
    folded = spelling(word)
    if (category, folded) in seen:
        return False
    seen.add((category, folded))
    if " " in folded:
        rule = Rule(f"{category}: {word}", category, constant(value), -1)
        add_rule(root, tuple(("'" + w, None, False) for w in folded.split()), rule, ())
    else:
        words.setdefault(folded, []).append((category, value))
    return True


def _chains(groups: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Every chain that takes at most one letter of each group, in order, by its first, the longest first."""
    chains = {tuple(c for c in chain if c) for chain in product(*(["", *g.split()] for g in groups))}
    ordered = sorted((c for c in chains if c), key=lambda c: (-len(c), c))
    return {first: tuple(c for c in ordered if c[0] == first) for first, *_ in ordered}
