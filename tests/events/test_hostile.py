"""No text makes it fail, and the same text gives the same events."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .telling import events

PIECES = [
    "قتل",
    " هجوم ",
    "في",
    "بغداد",
    "أمس",
    "الرئيس",
    " و",
    "أن",
    "لم",
    "(",
    "«",
    "»",
    "\n",
    "&",
    ".",
    "،",
    "26",
]
PIECES += [
    "met",
    " killed",
    "President",
    "Putin",
    "a tué",
    "\ud800",
    "\0",
    "\u202e",
    "ـ",
    "'",
    "-",
    "O'",
    "ب",
    "لل",
]


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_text_is_read(language: str, pieces: list[str]) -> None:
    text = " ".join(pieces)
    for event in events(text, language):
        assert (
            0 <= event.quote.start <= event.trigger.start < event.trigger.end <= event.quote.end <= len(text)
        )
        for p in event.participants:
            assert 0 <= p.start < p.end <= len(text)


@pytest.mark.parametrize(
    "text", ["", "&", "قتل " * 3000, "أن " * 3000, "Putin " * 3000, "(" * 5000, "a" * 20000]
)
def test_long_and_empty_texts(text: str) -> None:
    assert events(text) == events(text)


def test_an_unknown_language_has_no_events() -> None:
    assert events("something happened", "xx") == ()
