"""Sentences in raw offsets: what ends one and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.events.sentences import split_sentences

ABBREVIATIONS = frozenset({"mr", "dr", "د", "u.s"})


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text, ABBREVIATIONS)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("&نصر: قال.\n&\nوقال آخر.&\n&\n", ["نصر: قال.", "وقال آخر."]),
        ("\xa0 أولى.\xa0ثانية. ", ["أولى.", "ثانية."]),
        ("قال د. أحمد ذلك. وذهب.", ["قال د. أحمد ذلك.", "وذهب."]),
        ("في الدول العربية.من جانبه قال", ["في الدول العربية.", "من جانبه قال"]),
        ("قذيفة آر.بي.جي سقطت", ["قذيفة آر.بي.جي سقطت"]),
        ("هل جاء؟ نعم!", ["هل جاء؟", "نعم!"]),
        ("He met Mr. Smith. It cost 3.5 dollars.", ["He met Mr. Smith.", "It cost 3.5 dollars."]),
        ("The U.S. Army left. They went.", ["The U.S. Army left.", "They went."]),
        ("He said: \u201cGo.\u201d They went.", ["He said: \u201cGo.\u201d", "They went."]),
        (
            "A line that goes on to the very end of the page and\nthen on. Next.",
            ["A line that goes on to the very end of the page and\nthen on.", "Next."],
        ),
        ("A Headline\nThe text.", ["A Headline", "The text."]),
        ("&\n***\n--", []),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


@given(st.text(alphabet="aب .!?؟\n&\xa0\u202e\ud800\0«»1", max_size=80))
def test_spans_are_in_order_and_hold_something(text: str) -> None:
    end = 0
    for a, b in split_sentences(text, ABBREVIATIONS):
        assert end <= a < b <= len(text)
        assert text[a:b].strip()
        end = b
