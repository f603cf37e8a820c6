"""What each run changed is on record: added, changed and removed, and nothing for what is as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from timeline.extractor import Extracted
from timeline.warehouse import Changes, Run, fingerprint, known_articles, load, query

Article = Callable[..., Extracted]


def _run(day: int) -> Run:
    return Run(started=dt.datetime(2026, 1, day, tzinfo=dt.UTC))


def _changes(path: Path) -> list[tuple[object, ...]]:
    return query(
        path,
        "select day(started at time zone 'UTC'), change, location, title "
        "from run_changes join runs using (run_id) order by all",
    )[1]


def test_what_is_new_since_yesterday_is_one_query(tmp_path: Path, article: Article) -> None:
    path = tmp_path / "w.duckdb"
    load(path, [article(location="a"), article(location="b")], [], _run(1))
    load(path, [article(location="c", title="جديد")], [], _run(2))
    sql = (
        "select title from run_changes join runs using (run_id) "
        "where change = 'added' and started >= timestamptz '2026-01-02'"
    )
    assert query(path, sql)[1] == [("جديد",)]


def test_told_again_as_before_is_no_change_even_where_the_text_around_it_changed(
    tmp_path: Path, article: Article
) -> None:
    path = tmp_path / "w.duckdb"
    load(path, [article()], [], _run(1))
    report = load(path, [article("التقى بوتين في موسكو أمس، مساء.")], [], _run(2))
    assert report.changes == Changes()
    assert len(_changes(path)) == 1


def test_another_date_or_name_for_the_same_sentence_is_a_change(tmp_path: Path, article: Article) -> None:
    path = tmp_path / "w.duckdb"
    load(path, [article()], [], _run(1))
    dated = load(path, [article(end="2015-12-01")], [], _run(2))
    named = load(path, [article(end="2015-12-01", name="هولاند")], [], _run(3))
    assert dated.changes == named.changes == Changes(changed=1)
    (event_id, previous), (_, first) = query(
        path, "select event_id, previous_id from run_changes where change = 'changed' order by latest, rowid"
    )[1]
    assert previous == first or event_id == first
    assert query(path, "select count(*) from events semi join run_changes using (event_id)")[1] == [(1,)]


def test_removed_with_its_document(tmp_path: Path, article: Article) -> None:
    path = tmp_path / "w.duckdb"
    load(path, [article(location="a"), article(location="b")], [], _run(1))
    report = load(path, [], [], _run(2), gone=["b", "never there"])
    assert (report.removed, report.changes) == (1, Changes(removed=1))
    assert set(known_articles(path)[0]) == {"a"}
    assert _changes(path)[-1] == (2, "removed", "b", "لقاء")
    load(tmp_path / "alone.duckdb", [article(location="a")], [], _run(3))
    assert fingerprint(path) == fingerprint(tmp_path / "alone.duckdb")


def test_alike_events_of_one_document_are_counted_one_by_one(tmp_path: Path, article: Article) -> None:
    path = tmp_path / "w.duckdb"
    one = article()
    load(path, [one.model_copy(update={"events": one.events * 3})], [], _run(1))
    report = load(path, [one.model_copy(update={"events": one.events * 2})], [], _run(2))
    assert report.changes == Changes(removed=1)


def test_a_run_says_what_it_did(tmp_path: Path, article: Article) -> None:
    path = tmp_path / "w.duckdb"
    load(path, [article()], [], _run(1).model_copy(update={"unchanged": 5}))
    documents, events, unchanged, removed, seconds, version = query(
        path, "select documents, events, unchanged, removed, seconds, version from runs"
    )[1][0]
    assert (documents, events, unchanged, removed) == (1, 1, 5, 0)
    assert seconds > 0 and version
