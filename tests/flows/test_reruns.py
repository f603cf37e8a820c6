"""A second run: what is gone goes when asked, all is read anew when asked, old files are migrated."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from timeline import pipeline
from timeline.warehouse import WarehouseError, fingerprint, known_articles, query

SCHEMA_1 = Path(__file__).parents[1] / "warehouse/schemas/1.sql"
TELLS = "President Barack Obama met Chancellor Angela Merkel in Berlin on 19 June 2013."


@pytest.fixture
def job(tmp_path: Path) -> pipeline.Job:
    (tmp_path / "seeds").mkdir()
    for name in ("a", "b"):
        (tmp_path / f"seeds/{name}.txt").write_text(f"{TELLS} {name}")
    return pipeline.Job(
        started=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        seeds=tmp_path / "seeds",
        warehouse=tmp_path / "w.duckdb",
        dashboards=tmp_path / "dashboards",
    )


def _again(job: pipeline.Job, day: int = 2, **options: bool) -> pipeline.Report:
    started = dt.datetime(2026, 1, day, tzinfo=dt.UTC)
    return pipeline.build(job.model_copy(update={"started": started, **options}))


def test_what_the_folder_no_longer_holds_goes_only_when_asked(job: pipeline.Job) -> None:
    first = pipeline.build(job)
    assert first.changes.added > 0
    (job.seeds / "b.txt").unlink()
    kept = _again(job)
    assert (kept.removed, kept.changed) == (0, False)
    assert set(known_articles(job.warehouse)[0]) == {"a.txt", "b.txt"}
    pruned = _again(job, prune=True)
    assert (pruned.removed, pruned.unchanged, set(known_articles(job.warehouse)[0])) == (1, 1, {"a.txt"})
    assert pruned.changes.removed == first.changes.added // 2
    assert not _again(job, day=3, prune=True).changed


def test_an_unreadable_article_is_not_gone(job: pipeline.Job) -> None:
    pipeline.build(job)
    before = query(job.warehouse, "select event_id, quote from timeline order by all")[1]
    assert len({event for event, _ in before}) > 0
    (job.seeds / "b.txt").write_bytes(b"")
    (job.seeds / "c.txt").write_bytes(b"")
    report = _again(job, prune=True)
    assert report.removed == 0
    assert query(job.warehouse, "select event_id, quote from timeline order by all")[1] == before
    assert {one.location: "what was read of it before is kept" in one.hint for one in report.rejects} == {
        "b.txt": True,
        "c.txt": False,
    }
    assert _again(job, day=3).changed is False


def test_an_empty_folder_is_taken_for_the_wrong_one(job: pipeline.Job) -> None:
    pipeline.build(job)
    for article in job.seeds.iterdir():
        article.unlink()
    before = job.warehouse.read_bytes()
    with pytest.raises(WarehouseError, match="nothing was pruned"):
        _again(job, prune=True)
    assert job.warehouse.read_bytes() == before


def test_everything_anew_is_the_same(job: pipeline.Job) -> None:
    pipeline.build(job)
    before = fingerprint(job.warehouse)
    report = _again(job, full=True)
    assert (report.documents, report.unchanged) == (2, 0)
    assert report.changes.added == report.changes.changed == report.changes.removed == 0
    assert fingerprint(job.warehouse) == before
    assert query(job.warehouse, "select documents, unchanged from runs order by started")[1] == [
        (2, 0),
        (2, 0),
    ]


def test_a_warehouse_of_an_older_schema_is_migrated_and_read_anew(job: pipeline.Job) -> None:
    connection = duckdb.connect(str(job.warehouse))
    connection.execute(SCHEMA_1.read_text("utf-8"))
    connection.close()
    report = _again(job, prune=True)
    assert report.kept == job.warehouse.with_name("w.duckdb.v1")
    assert report.kept.exists()
    migrated = fingerprint(job.warehouse)
    job.warehouse.unlink()
    pipeline.build(job)
    assert fingerprint(job.warehouse) == migrated
