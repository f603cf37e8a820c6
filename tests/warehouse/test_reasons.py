"""Why a document and its events are dated so is there as rows, with the words and where they stand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from timeline import pipeline
from timeline.document import Document
from timeline.warehouse import Run, load, query

ROOT = Path(__file__).parents[2]
SEED = (ROOT / "seeds/ar/000_a4337a132dd5787c.txt").read_text("utf-8")
RUN = Run(started=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seed") / "w.duckdb"
    document = Document(id="seed", text=SEED, language="ar", location="seed.txt")
    load(path, [pipeline.extract(document)], [], RUN)
    return path


def test_the_constraints_that_bind_leave_the_documents_interval(seed: Path) -> None:
    rows = query(
        seed,
        "select max(c.earliest), min(c.latest), any_value(published_earliest), any_value(published_latest) "
        "from document_constraints as c join documents as d using (document_id) where c.binds",
    )[1]
    first, last, published_first, published_last = rows[0]
    assert (first, last) == (published_first, published_last)
    assert dt.date(2015, 11, 27) <= first and last <= dt.date(2016, 4, 30)


@pytest.mark.parametrize(
    ("table", "start", "end", "words"),
    [
        ("document_constraints", "span_start", "span_end", "text"),
        ("time_expressions", "span_start", "span_end", "text"),
        ("relations", "span_start", "span_end", "words"),
        ("relations", "anchor_start", "anchor_end", "anchor"),
    ],
)
def test_words_stand_where_the_rows_say(seed: Path, table: str, start: str, end: str, words: str) -> None:
    rows = query(seed, f"select {start}, {end}, {words} from {table}")[1]
    assert rows
    assert all(SEED[first:last] == found for first, last, found in rows)


def test_relations_are_between_events_of_the_document(seed: Path) -> None:
    assert query(
        seed,
        "select count(*) from relations anti join events using (event_id) "
        "union all select count(*) from relations where anchor_id not in (select event_id from events)",
    )[1] == [(0,), (0,)]
