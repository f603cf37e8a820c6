"""Formats with many articles in a file."""

from __future__ import annotations

import json

import pytest

from timeline.document import Document
from timeline.sources import Reject, read_bytes


def read(data: bytes, suffix: str) -> list[Document | Reject]:
    return list(read_bytes(data, f"a{suffix}", suffix=suffix))


def test_each_line_of_jsonl_is_an_article() -> None:
    rows: list[dict[str, object]] = [
        {
            "text": "The ministers met on Monday.\u2028Then they left.",
            "title": "Met",
            "published": "2015-12-21",
            "x": 1,
        },
        {"text": "التقى الوزيران أمس.", "url": "https://example.org/", "language": None},
    ]
    first, second = read("\n".join(json.dumps(r, ensure_ascii=False) for r in rows).encode(), ".jsonl")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.location, second.location) == ("a.jsonl#1", "a.jsonl#2")
    assert (first.text, first.title, first.language) == (rows[0]["text"], "Met", "en")
    assert first.published is not None
    assert (second.language, second.url, second.published) == ("ar", "https://example.org/", None)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (b"oops", "not JSON"),
        (b"[]", "not a JSON object"),
        (b'{"title": "x"}', "no text"),
        (b'{"text": 3}', "text is not a string"),
        (b'{"text": " "}', "without a word"),
        (b'{"text": "word", "published": "soon"}', "published: "),
        (b'{"text": "word", "url": "file:///etc/passwd"}', "url: "),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_a_bad_line_is_a_reject_of_its_own(line: bytes, named: str) -> None:
    good, bad, after = read(b'{"text": "one"}\n' + line + b'\n{"text": "two"}\n', ".jsonl")
    assert isinstance(good, Document)
    assert isinstance(bad, Reject)
    assert isinstance(after, Document)
    assert bad.location == "a.jsonl#2"
    assert named in bad.reason


@pytest.mark.parametrize(("suffix", "mark"), [(".csv", ","), (".csv", ";"), (".tsv", "\t")])
def test_each_row_of_a_table_is_an_article(suffix: str, mark: str) -> None:
    lines = [
        ["Title", "text", "published", "n"],
        ["Met", '"They met,\r\nand; left."', "2015-12-21", "1"],
        ["", "Two", "", ""],
    ]
    first, second = read("\r\n".join(mark.join(line) for line in lines).encode("utf-8-sig"), suffix)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.title, first.text, first.location) == ("Met", "They met,\r\nand; left.", f"a{suffix}#1")
    assert (second.title, second.text, second.published) == (None, "Two", None)


def test_a_table_without_texts_is_a_reject() -> None:
    (reject,) = read(b"title,body\nx,y\n", ".csv")
    assert isinstance(reject, Reject)
    assert reject.reason == "a table without a column named text"


def test_a_long_cell_is_read_whole() -> None:
    (document,) = read(b"text\n" + b"word " * 100_000, ".csv")
    assert isinstance(document, Document)
    assert len(document.text) == 500_000


def test_what_a_row_does_not_state_the_sidecar_of_its_file_does() -> None:
    from timeline.sources.sidecar import parse_sidecar

    sidecar = parse_sidecar(b'source = "Elaph"\nlanguage = "ar"\n')
    (document,) = read_bytes(b'{"text": "x", "language": "fr"}', "a.jsonl", suffix=".jsonl", sidecar=sidecar)
    assert isinstance(document, Document)
    assert (document.source, document.language) == ("Elaph", "fr")
