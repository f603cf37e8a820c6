"""The steps of the main job as plain functions, on real files and a real warehouse."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import anchoring, extractor, pipeline
from timeline.document import Document
from timeline.warehouse import WarehouseError, fingerprint, query

SEED = Path(__file__).parents[2] / "seeds/ar/000_a4337a132dd5787c.txt"
ARABIC = "التقى الرئيسان الروسي والفرنسي في موسكو يوم 26 نوفمبر 2015.\r\n" * 3
OTHER = ARABIC.replace("موسكو", "باريس")
UNDATED = "A word about nothing in particular."


def job_in(folder: Path, **changes: Any) -> pipeline.Job:
    seeds = folder / "seeds"
    seeds.mkdir(exist_ok=True)
    return pipeline.Job(
        started=dt.datetime(2026, 1, 2, tzinfo=dt.UTC),
        seeds=seeds,
        warehouse=folder / "warehouse/timeline.duckdb",
        dashboards=folder / "dashboards",
    ).model_copy(update=changes)


def rows(job: pipeline.Job, sql: str) -> list[tuple[Any, ...]]:
    return list(query(job.warehouse, sql)[1])


def test_bad_inputs_are_named_and_the_seed_is_unharmed(tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    alone, among = job_in(tmp_path / "alone"), job_in(tmp_path)
    for job in (alone, among):
        shutil.copy(SEED, job.seeds / "seed.txt")
    (among.seeds / "empty.txt").write_bytes(b"")
    (among.seeds / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0")
    (among.seeds / "cp1256.txt").write_bytes(ARABIC.encode("cp1256"))
    (among.seeds / "utf16.txt").write_bytes(OTHER.encode("utf-16"))
    (among.seeds / "undated.txt").write_text(UNDATED)
    (among.seeds / "undated.toml").write_text("published = soon")
    pipeline.build(alone)
    report = pipeline.build(among)

    assert report.documents == 4
    assert {r.location for r in report.rejects} == {"empty.txt", "binary.txt", "undated.toml"}
    assert rows(among, "select location from rejects order by 1") == [
        ("binary.txt",),
        ("empty.txt",),
        ("undated.toml",),
    ]
    assert rows(among, "select text from documents where location = 'cp1256.txt'") == [(ARABIC,)]
    assert rows(among, "select text from documents where location = 'utf16.txt'") == [(OTHER,)]
    of_seed = (
        "select timeline.* from timeline join documents using (document_id) "
        "where location = 'seed.txt' order by event_id"
    )
    assert rows(among, of_seed) == rows(alone, of_seed)


def test_a_second_run_changes_nothing_and_reads_no_article_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = job_in(tmp_path)
    shutil.copy(SEED, job.seeds)
    (job.seeds / "empty.txt").write_bytes(b"")
    first = pipeline.build(job)
    before = (fingerprint(job.warehouse), job.warehouse.read_bytes(), first.pages[0].path.read_bytes())

    monkeypatch.setattr(pipeline, "extract", None)
    later = job.model_copy(update={"started": job.started + dt.timedelta(days=1)})
    second = pipeline.build(later)
    assert (first.changed, second.changed) == (True, False)
    assert (second.documents, second.unchanged, second.rejects) == (0, 1, first.rejects)
    after = (fingerprint(job.warehouse), job.warehouse.read_bytes(), second.pages[0].path.read_bytes())
    assert before == after


def test_metadata_that_changes_makes_a_document_new(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    shutil.copy(SEED, job.seeds / "a.txt")
    pipeline.build(job)
    assert rows(job, "select published_basis from documents") != [("metadata",)]
    (job.seeds / "a.toml").write_text("published = 2015-12-21\n")
    assert pipeline.build(job).documents == 1
    assert rows(job, "select published_basis, published_earliest from documents") == [
        ("metadata", dt.date(2015, 12, 21))
    ]


def test_an_article_that_we_fail_on_is_a_reject_and_the_others_are_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = job_in(tmp_path)
    for name in ("a", "b", "c"):
        (job.seeds / f"{name}.txt").write_text(f"{UNDATED} {name}")

    def anchor(document: Document, **options: Any) -> Any:
        if document.location == "b.txt":
            raise RecursionError("too\ndeep")
        return anchoring.anchor(document, **options)

    monkeypatch.setattr(extractor, "anchor", anchor)
    report = pipeline.build(job)
    (reject,) = report.rejects
    assert report.documents == 2
    assert reject.location == "b.txt"
    assert "RecursionError: too deep at test_pipeline.py:" in reject.reason
    monkeypatch.undo()
    assert pipeline.build(job).documents == 1
    assert rows(job, "select count(*) from rejects") == [(0,)]


@pytest.mark.parametrize("data", [b"no database", b""])
def test_a_warehouse_that_is_none_is_left_as_it_is(tmp_path: Path, data: bytes) -> None:
    job = job_in(tmp_path)
    shutil.copy(SEED, job.seeds)
    job.warehouse.parent.mkdir()
    job.warehouse.write_bytes(data)
    with pytest.raises(WarehouseError, match=r"timeline\.duckdb"):
        pipeline.build(job)
    assert job.warehouse.read_bytes() == data


def test_an_empty_dashboards_folder_gets_one_timeline_and_an_own_one_is_kept(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    shutil.copy(SEED, job.seeds)
    assert [p.path.name for p in pipeline.build(job).pages] == ["timeline.html"]
    (job.dashboards / "timeline.sql").unlink()
    (job.dashboards / "mine.sql").write_text("select * from timeline where type = 'AGREE'")
    (job.dashboards / "broken.sql").write_text("select")
    broken, mine = pipeline.build(job).pages
    assert (broken.path.name, mine.path.name) == ("broken.html", "mine.html")
    assert (bool(broken.error), mine.error) == (True, "")


@given(st.lists(st.integers(1, 400_000), max_size=130))
def test_batches_hold_every_document_once_in_order_and_stay_small(lengths: list[int]) -> None:
    texts = {n: "x" * n for n in set(lengths)}
    documents = [
        Document.model_construct(id=str(i), text=texts[n], language="en") for i, n in enumerate(lengths)
    ]
    cut = pipeline.batches(documents)
    assert [d.id for batch in cut for d in batch] == [d.id for d in documents]
    for batch in cut:
        assert 1 <= len(batch) <= pipeline.BATCH_DOCUMENTS
        assert len(batch) == 1 or sum(len(d.text) for d in batch) <= pipeline.BATCH_TEXT


KNOWN = "names,start,end\nParis attacks / اعتداءات باريس,2015-11-13,\n"
AFTER = "التقى وزير الدفاع الروسي نظيره الفرنسي في موسكو بعد اعتداءات باريس."


def test_a_known_event_dates_what_is_told_by_it_and_takes_it_back_when_removed(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    shutil.copy(SEED, job.seeds / "seed.txt")
    (job.seeds / "other.txt").write_text(ARABIC, encoding="utf-8")
    (job.seeds / "after.txt").write_text(AFTER, encoding="utf-8")
    pipeline.build(job)
    without = fingerprint(job.warehouse)
    dct = "select published_earliest, published_latest from documents where location = 'seed.txt'"
    start, end = rows(job, dct)[0]

    (job.seeds / "known_events.csv").write_text(KNOWN, encoding="utf-8")
    report = pipeline.build(job)
    assert (report.documents, report.unchanged, report.rejects) == (2, 1, ())
    day = dt.date(2015, 11, 13)
    attacks = rows(
        job,
        "select earliest, latest, basis from timeline where title = 'اعتداءات باريس'",
    )
    assert (day, day, "known event") in attacks
    after = rows(job, "select earliest from events join relations using (event_id) where known is not null")
    assert after and all(earliest is not None and earliest >= day for (earliest,) in after)
    spread = (
        "select hard_earliest, hard_latest, likely_earliest, likely_latest, published_confidence "
        "from documents where location = 'seed.txt'"
    )
    ((hard_first, hard_last, near_first, near_last, sure),) = rows(job, spread)
    first, last = rows(job, dct)[0]
    assert hard_first <= first <= near_first <= near_last <= last <= hard_last
    assert near_last - near_first < last - first
    assert 0.9 < sure < 1
    began = "select earliest from timeline where title like '%التعاون بدأ%'"
    assert rows(job, began) == [(day,)]
    first, last = rows(job, dct)[0]
    assert start <= first and last <= end
    assert pipeline.build(job).changed is False

    (job.seeds / "known_events.csv").write_text("names,start,end\n", encoding="utf-8")
    assert pipeline.build(job).documents == 2
    assert fingerprint(job.warehouse) == without


def test_a_known_event_that_cannot_be_used_is_a_reject(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    shutil.copy(SEED, job.seeds / "seed.txt")
    (job.seeds / "known_events.csv").write_text(KNOWN + "قمة,غدا,\n", encoding="utf-8")
    report = pipeline.build(job)
    assert report.documents == 1
    assert [(r.location, r.reason) for r in report.rejects] == [
        ("known_events.csv:3", "not an ISO 8601 date, month or year: 'غدا'")
    ]


def test_another_preference_reads_the_articles_anew(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    shutil.copy(SEED, job.seeds / "seed.txt")
    pipeline.build(job)
    future = job.model_copy(update={"prefer": "future"})
    assert pipeline.build(future).documents == 1
    assert pipeline.build(future).documents == 0


def places(job: pipeline.Job) -> list[tuple[Any, ...]]:
    sql = "select l.location, d.location from document_locations as l join documents as d using (document_id)"
    return sorted(rows(job, sql))


def test_the_same_article_in_two_places_is_one_document_with_two_locations(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    (job.seeds / "a.txt").write_text(ARABIC, encoding="utf-8")
    (job.seeds / "b.txt").write_text(ARABIC.replace("التقى", "التَقى").replace("\r\n", " "), encoding="utf-8")
    report = pipeline.build(job)
    assert (report.documents, report.unchanged) == (1, 1)
    assert places(job) == [("a.txt", "a.txt"), ("b.txt", "a.txt")]
    assert pipeline.build(job).changed is False

    (job.seeds / "0.txt").write_text(ARABIC, encoding="utf-8")  # comes first, but a.txt has it already
    pipeline.build(job)
    assert places(job) == [("0.txt", "a.txt"), ("a.txt", "a.txt"), ("b.txt", "a.txt")]

    (job.seeds / "a.txt").unlink()
    pipeline.build(job.model_copy(update={"prune": True}))
    assert places(job) == [("0.txt", "0.txt"), ("b.txt", "0.txt")]
    (job.seeds / "b.txt").unlink()
    pipeline.build(job.model_copy(update={"prune": True}))
    assert places(job) == [("0.txt", "0.txt")]


def test_a_copy_whose_home_says_something_else_now_is_an_article_of_its_own(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    for name in ("a", "b"):
        (job.seeds / f"{name}.txt").write_text(ARABIC, encoding="utf-8")
    pipeline.build(job)
    (job.seeds / "a.txt").write_text(UNDATED, encoding="utf-8")
    pipeline.build(job)
    assert places(job) == [("a.txt", "a.txt"), ("b.txt", "b.txt")]
    assert rows(job, "select count(*) from documents") == [(2,)]
