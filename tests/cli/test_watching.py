"""Whoever watches is told how it is going: status, rejects, dry runs, logs, and a project to begin with."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from timeline.cli import app
from timeline.heartbeat import last_run, noted
from timeline.status import Freshness, ago, length_of, status_of

ARABIC = "التقى الرئيسان في موسكو يوم 26 نوفمبر 2015."
NOW = dt.datetime(2026, 1, 10, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has run once: one article of a source with a name, one that cannot be read."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "seeds").mkdir()
    (folder / "seeds/a.txt").write_text(ARABIC, "utf-8")
    (folder / "seeds/a.toml").write_text('source = "وكالة"\npublished = 2015-11-27\n', "utf-8")
    (folder / "seeds/b.txt").write_bytes(b"\x89PNG\x1b[2J\0\0")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert timeline("run", "--no-server").exit_code == 0
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of it to work in."""
    shutil.copytree(built, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.delenv("TIMELINE_LOG", raising=False)
    yield tmp_path / "project"


def timeline(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "160", "TIMELINE_LOG": ""})


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_status_tells_people_and_programs_the_same(project: Path) -> None:
    told = timeline("status")
    assert told.exit_code == 0, told.output
    assert told.output.startswith("all is well\nlast run: ")
    assert "وكالة" in told.output
    assert "rejected: 1 (timeline rejects)" in told.output
    found = json.loads(timeline("status", "--json").output)
    assert (found["state"], found["documents"], found["rejects"]) == ("ok", 1, 1)
    assert found["events"] == found["events_in_a_week"] > 0
    assert found["bytes"] == Path("warehouse/timeline.duckdb").stat().st_size
    assert [source["newest"] for source in found["sources"]] == ["2015-11-27"]


def test_status_without_a_warehouse_cannot_tell(tmp_path: Path) -> None:
    done = timeline("status", "--warehouse", str(tmp_path / "none.duckdb"))
    assert (done.exit_code, done.stderr.count("\n")) == (3, 1)
    assert timeline("status", "--within", "soon").exit_code == 2


def test_a_run_that_fails_or_never_comes_is_an_error_until_one_goes_well(project: Path) -> None:
    assert timeline("run", "--no-server", "--seeds", "nowhere").exit_code == 1
    failed = timeline("status")
    assert (failed.exit_code, failed.output.splitlines()[:2]) == (
        2,
        ["error", "  the last run failed: no such folder: nowhere"],
    )
    assert timeline("run", "--no-server").exit_code == 0
    assert timeline("status").exit_code == 0, "the failure is over"
    warehouse = Path("warehouse/timeline.duckdb")
    last = last_run(warehouse)
    assert last
    later = last.started + dt.timedelta(hours=27)
    assert status_of(warehouse, later, {}, within=dt.timedelta(hours=28)).state == "ok"
    late = status_of(warehouse, later, {}, within=dt.timedelta(hours=26))
    assert (late.state, late.reasons) == (
        "error",
        ("no run went well within 26 h: the last that did was 27 h ago",),
    )


def test_a_source_that_brings_nothing_is_told_by_its_age(project: Path) -> None:
    warehouse = Path("warehouse/timeline.duckdb")
    last = last_run(warehouse)
    assert last
    limits = {"وكالة": Freshness(warn_after=dt.timedelta(days=2), error_after=dt.timedelta(weeks=1))}
    for days, state in ((1, "ok"), (3, "warn"), (8, "error")):
        found = status_of(warehouse, last.started + dt.timedelta(days=days, seconds=1), limits)
        assert found.state == state
        assert [source.state for source in found.sources] == [state]
    never = status_of(warehouse, last.started, {"a feed": Freshness(warn_after=dt.timedelta(days=2))})
    assert (never.state, never.reasons) == ("warn", ("a feed: nothing new since it is known",))


def test_a_file_of_sources_says_how_long_each_may_be_silent(project: Path) -> None:
    feed = '[[source]]\nname = "a feed"\nkind = "feed"\nurl = "https://example.org/x"\nwarn_after = "2d"\n'
    Path("sources.toml").write_text(feed, "utf-8")
    told = timeline("status")
    assert told.exit_code == 1
    assert told.output.splitlines()[:2] == ["warn", "  a feed: no answer since it is known"]
    Path("sources.toml").write_text(feed.replace("2d", "soon"), "utf-8")
    wrong = timeline("status")
    assert (wrong.exit_code, wrong.stderr.count("\n")) == (3, 1)
    assert "sources.toml:5: warn_after: not a length of time" in wrong.stderr


def test_articles_of_a_listed_folder_are_of_that_source(project: Path) -> None:
    listed = '[[source]]\nname = "notes"\nkind = "folder"\npath = "seeds"\nerror_after = "1w"\n'
    Path("sources.toml").write_text(listed, "utf-8")
    assert timeline("run", "--no-server").exit_code == 0
    found = {one["name"]: one for one in json.loads(timeline("status", "--json").output)["sources"]}
    assert found["notes"]["documents"] == 1
    assert found["notes"]["state"] == "ok"


def test_the_note_of_a_run_is_whole_whatever_ends_it(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    with noted(warehouse, NOW) as note:
        note.report(3, 4, 5)
    with pytest.raises(KeyboardInterrupt), noted(warehouse, NOW + dt.timedelta(hours=1)):
        raise KeyboardInterrupt
    last = last_run(warehouse)
    assert last
    assert (last.error, last.well, last.documents) == ("KeyboardInterrupt", NOW, 0)
    warehouse.with_name("w.duckdb.last_run.json").write_text("{")
    assert last_run(warehouse) is None


@pytest.mark.parametrize(("stated", "hours"), [("90m", 1.5), ("26h", 26), ("2d", 48), ("1 w", 168)])
def test_lengths_of_time_as_people_write_them(stated: str, hours: float) -> None:
    assert length_of(stated) == dt.timedelta(hours=hours)


@pytest.mark.parametrize("stated", ["", "soon", "2", "-1h", "2y", "1e3h"])
def test_what_is_no_length_of_time(stated: str) -> None:
    with pytest.raises(ValueError, match="90m, 26h or 2d"):
        length_of(stated)


def test_how_long_ago() -> None:
    lengths = (
        dt.timedelta(seconds=-3),
        dt.timedelta(seconds=59),
        dt.timedelta(minutes=90),
        dt.timedelta(hours=47),
    )
    assert [ago(length) for length in lengths] == ["0 s", "59 s", "1 h", "47 h"]
    assert ago(dt.timedelta(days=2)) == "2 d"


def test_rejects_are_listed_shown_and_tried_again(project: Path) -> None:
    assert timeline("rejects").output.startswith("b.txt: ")
    shown = timeline("rejects", "show", "b.txt").output
    assert "what to do: " in shown
    assert "PNG" in shown
    assert "\x1b" not in shown
    assert timeline("rejects", "show", "a.txt").exit_code == 1
    still = timeline("rejects", "retry")
    assert (still.exit_code, still.output.startswith("still rejected: b.txt: ")) == (1, True)
    Path("seeds/b.txt").write_text(ARABIC, "utf-8")
    mended = timeline("rejects", "retry")
    assert (mended.exit_code, mended.output) == (0, "mended: b.txt\n")
    assert timeline("rejects").output == ""


def test_a_reject_of_a_listed_folder_is_shown(project: Path) -> None:
    Path("archive/old").mkdir(parents=True)
    Path("archive/old/b.txt").write_bytes(b"\x89PNG\0\0\0" * 9)
    listed = '[[source]]\nname = "papers"\nkind = "folder"\npath = "archive"\n'
    listed += '[[source]]\nname = "a feed"\nkind = "feed"\nurl = "http://127.0.0.1:9/x"\n'
    Path("sources.toml").write_text(listed, "utf-8")
    timeline("run", "--no-server")
    assert "PNG" in timeline("rejects", "show", "papers/old/b.txt").output
    assert "public internet" in timeline("rejects", "show", "a feed/").output


def test_a_dry_run_says_what_would_be_done_and_does_nothing(project: Path) -> None:
    Path("seeds/c.txt").write_text(ARABIC + " ثم غادر.", "utf-8")
    Path("seeds/a.txt").unlink()
    before = everything(project)
    told = timeline("run", "--prune", "--dry-run")
    assert told.exit_code == 0, told.output
    assert "would read c.txt\nwould remove a.txt\n" in told.output
    assert "dry run: 1 new, 0 unchanged, 1 to remove, " in told.output
    assert "0 new, 1 unchanged" in timeline("reprocess", "--dry-run").output
    days = ("backfill", "--from", "2015-11-27", "--to", "2015-11-27", "--dry-run")
    assert "would read a.txt" not in timeline(*days).output
    told = timeline("export", "-f", "csv", "-o", "events.csv", "--dry-run").output
    assert told.startswith("dry run: would write ") and told.endswith(" bytes to events.csv\n")
    assert everything(project) == before
    assert timeline("backfill", "--from", "2015-11-27", "--to", "2015-11-26").exit_code == 2
    assert timeline("backfill", "--from", "yesterday", "--to", "2015-11-26").exit_code == 2


def test_a_backfill_reads_the_days_asked_for_and_no_others(project: Path) -> None:
    Path("seeds/c.txt").write_text(ARABIC.replace("موسكو", "باريس"), "utf-8")
    Path("seeds/c.toml").write_text("published = 2016-02-01\n", "utf-8")
    one_day = ("backfill", "--no-server", "--from", "2015-11-27", "--to", "2015-11-27")
    assert "articles: 1 new, 1 unchanged" in timeline(*one_day).output
    assert "c.txt" not in timeline("sql", "select location from documents", "-f", "csv").output
    a_month = ("backfill", "--no-server", "--from", "2016-02-01", "--to", "2016-02-29")
    assert "articles: 1 new, 1 unchanged" in timeline(*a_month).output
    assert "c.txt" in timeline("sql", "select location from documents", "-f", "csv").output


def test_what_is_stored_is_read_anew_without_its_source(project: Path) -> None:
    before = timeline("fingerprint").output
    Path("seeds/a.txt").unlink()
    told = timeline("reprocess", "--full", "--no-server").output
    assert "events: 0 added, 0 changed, 0 removed\narticles: 1 new, 0 unchanged, 1 rejected" in told
    assert timeline("fingerprint").output == before


def test_logs_are_records_where_asked_for(project: Path) -> None:
    Path("seeds/c.txt").write_text(ARABIC + " ثم غادر.", "utf-8")
    done = timeline("--log", "json", "run", "--no-server")
    reject, summary = (json.loads(line) for line in done.stderr.splitlines())
    assert (reject["level"], reject["location"]) == ("warning", "b.txt")
    assert (summary["level"], summary["documents"], summary["rejected"]) == ("info", 1, 1)
    assert summary["message"] in done.stdout
    dt.datetime.fromisoformat(summary["time"])


def test_a_project_begins_anywhere_and_nothing_in_it_is_changed(tmp_path: Path) -> None:
    folder = tmp_path / "somewhere/news"
    assert timeline("init", str(folder), "--dry-run").output.count("would make") > 20
    assert not folder.exists()
    assert timeline("init", str(folder)).exit_code == 0
    for place in ("flows/build_timeline.py", "seeds", "warehouse/queries", "dashboards", "prefect.toml"):
        assert (folder / place).exists(), place
    assert len((folder / "README.md").read_text("utf-8").splitlines()) == 5
    assert not list(folder.rglob("__pycache__"))
    (folder / "flows/build_timeline.py").write_text("# mine")
    (folder / "README.md").unlink()
    before = everything(folder)
    again = timeline("init", str(folder)).output
    assert re.findall(r"^made (.*)", again, re.MULTILINE) == [str(folder / "README.md")]
    assert before.items() <= everything(folder).items()


def test_a_project_without_its_flows_runs_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert timeline("init", str(tmp_path)).exit_code == 0
    shutil.rmtree(tmp_path / "flows")
    monkeypatch.chdir(tmp_path)
    assert "page: dashboards/timeline.html" in timeline("run").output
    missing = timeline("serve")
    assert (missing.exit_code, missing.stderr.count("\n")) == (1, 1)
    assert "timeline init ." in missing.stderr


def test_every_command_teaches_by_example() -> None:
    names = re.findall(r"^  ([a-z]+) ", timeline("--help").output.split("Commands")[1], re.MULTILINE)
    assert {"run", "serve", "status", "init", "rejects", "sql", "export"} <= set(names)
    assert "Example" in timeline("rejects", "--help").output
    assert "Every hour: timeline" in timeline("--help").output
