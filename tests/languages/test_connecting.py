"""What a language declares to tell no time by itself: no rule makes an expression of such words alone."""

from __future__ import annotations

import pytest

from timeline.language import BEGIN, END, MENTIONS, Language, Node, available, load_language


@pytest.mark.parametrize("code", available())
def test_words_that_only_connect_make_no_expression(code: str) -> None:
    language = load_language(code)
    if language.connecting > {"tense"}:
        assert not made_of(language, language.connecting) & (set(MENTIONS) - {"nothing"})


def test_a_month_and_what_connects_it_do() -> None:
    language = load_language("ar")
    assert "time" in made_of(language, language.connecting | {"month"})


def made_of(language: Language, categories: frozenset[str]) -> set[str]:
    """What can be made of words of these categories and of literals that end no expression of their own."""
    literals = {c for several in language.literals.values() for c in several} - language.endings
    have = {*categories, *literals, BEGIN, END}
    while not (found := set(_accepted(language.rules, have))) <= have:
        have |= found
    return have


def _accepted(node: Node, have: set[str]) -> list[str]:
    """The categories of all rules that steps of these categories lead to."""
    steps = (*node.children.items(), *node.glued.items())
    onward = [child for category, child in steps if category in have]
    own = [rule.category for rule, _ in node.accepts]
    return own + [category for child in onward for category in _accepted(child, have)]
