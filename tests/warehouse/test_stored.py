"""A document comes back from the warehouse as it was read, so that it can be read anew without its source."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from timeline.document import Document
from timeline.extractor import extract
from timeline.sources.published import published_interval
from timeline.warehouse import Run, known_between, load, stored_documents

RUN = Run(started=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
STATED = (
    None,
    "2015-12-21",
    "2015-12",
    "2015-12-21T10:30",
    "2015-12-21T10:30:07",
    "-0043-03-15",
    "../2016-04-30",
)


def document(number: int, stated: str | None, text: str = "Nothing happened.") -> Document:
    return Document(
        id=f"d{number}",
        text=text,
        language="en",
        title="" if number % 2 else None,
        source="A paper",
        location=f"{number}.txt",
        published=published_interval(stated) if stated else None,
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stored") / "w.duckdb"
    read = [document(number, stated) for number, stated in enumerate(STATED)]
    load(path, [extract(one) for one in [*read, document(99, None, "a\0b")]], [], RUN)
    return path


def test_they_come_back_as_they_were_read(path: Path) -> None:
    back = {found.location: found for found, _ in stored_documents(path) if isinstance(found, Document)}
    assert len(back) == len(STATED)
    for number, stated in enumerate(STATED):
        assert back[f"{number}.txt"].content_hash == document(number, stated).content_hash, stated


def test_one_that_the_file_could_not_hold_is_named(path: Path) -> None:
    assert [found for found, _ in stored_documents(path) if not isinstance(found, Document)] == ["99.txt"]


def test_the_days_that_they_may_have_been_published_in(path: Path) -> None:
    december = known_between(path, dt.date(2015, 12, 22), dt.date(2016, 1, 31))
    assert december == {"2.txt", "6.txt"}
    assert known_between(path, dt.date(2016, 5, 1), None) == frozenset()
    assert known_between(path.with_name("none"), None, None) == frozenset()
