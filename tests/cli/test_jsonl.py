"""The line protocol, apart from what the tagger finds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.document import Document
from timeline.jsonl import Answer, answers, encode


def seen(document: Document) -> dict[str, Any]:
    if "crash" in document.text:
        raise RuntimeError("two\nlines")
    return {
        "text": document.text,
        "published": None if document.published is None else document.published.iso(),
    }


def ask(*lines: bytes, **options: Any) -> list[Answer]:
    return list(answers(lines, seen, empty={"expressions": []}, **options))


def test_each_line_is_answered_in_order_with_its_own_id() -> None:
    got = ask(
        b'{"id": 7, "text": "a", "language": "en"}', b"\n", b'{"id": "x", "text": "b", "language": "fr-FR"}'
    )
    assert [json.loads(a.line)["id"] for a in got] == [7, "x"]
    assert [json.loads(a.line)["language"] for a in got] == ["en", "fr"]
    assert [a.problem for a in got] == [None, None]


@pytest.mark.parametrize(
    ("line", "named", "identity"),
    [
        (b"{", "not JSON", None),
        (b"[1]", "not a JSON object", None),
        (b'{"id": 1}', "no text", 1),
        (b'{"id": 1, "text": 2}', "text is not a string", 1),
        (b'{"id": 1, "text": "a", "language": "?"}', "not a language code", 1),
        (b'{"id": 1, "text": "a", "published": "soon"}', "'soon'", 1),
        (b'{"id": 1, "text": "\xff"}', "not UTF-8", None),
        (b"[" * 100_000, "nested too deeply", None),
        (b'{"id": 1, "text": "crash"}', "RuntimeError: two lines", 1),
    ],
)
def test_a_bad_line_is_named_and_answered_and_the_next_one_goes_on(
    line: bytes, named: str, identity: object
) -> None:
    bad, good = ask(line, b'{"id": 2, "text": "fine", "language": "en"}')
    answer = json.loads(bad.line)
    assert bad.problem is not None
    assert bad.problem.startswith("line 1: ")
    assert named in answer["error"]
    assert "\n" not in bad.problem
    assert answer == {"id": identity, "language": None, "expressions": [], "error": answer["error"]}
    assert json.loads(good.line)["text"] == "fine"


def test_options_hold_where_a_line_states_nothing() -> None:
    stated, silent = ask(
        b'{"id": 1, "text": "a", "language": "ar", "published": "2015-12-21T04:30:00"}',
        b'{"id": 2, "text": "a"}',
        language="fr",
        published="2011",
    )
    assert json.loads(stated.line)["language"] == "ar"
    assert json.loads(stated.line)["published"] == {"start": "2015-12-21T04:30", "end": "2015-12-21T04:31"}
    assert json.loads(silent.line)["language"] == "fr"
    assert json.loads(silent.line)["published"] == {"start": "2011-01-01", "end": "2012-01-01"}


def test_an_answer_is_given_before_the_next_line_is_read() -> None:
    read = 0

    def feed() -> Iterator[bytes]:
        nonlocal read
        for number in range(3):
            read += 1
            yield b'{"id": %d, "text": "a", "language": "en"}' % number

    for number, _ in enumerate(answers(feed(), seen, empty={}), start=1):
        assert read == number


@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_text_comes_back_in_one_line(text: str) -> None:
    line = encode({"text": text})
    assert json.loads(line)["text"] == text
    assert line.decode().splitlines() == [line.decode().removesuffix("\n")]


def test_a_lone_surrogate_is_escaped_and_arabic_is_not() -> None:
    assert encode({"text": "\ud800"}) == b'{"text": "\\ud800"}\n'
    assert encode({"text": "أمس\u2028"}) == '{"text": "أمس\\u2028"}\n'.encode()
