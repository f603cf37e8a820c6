"""What the warehouse answers, in every format, within limits, to a file or a pipe."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import Result
from typer.testing import CliRunner

from timeline import pipeline
from timeline.cli import app

SEED = Path(__file__).parents[2] / "seeds/ar/000_a4337a132dd5787c.txt"

ENDLESS = "select count(*) from range(10_000_000) a, range(10_000_000) b where hash(a.range, b.range) = 1"
FORMATS = ["csv", "jsonl", "md", "parquet", "ics", "timelinejs", "jsonld", "geojson", "timeml"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("project")
    (folder / "seeds").mkdir()
    (folder / "seeds/a.txt").write_bytes(SEED.read_bytes())
    pipeline.build(
        pipeline.Job(
            started=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
            seeds=folder / "seeds",
            warehouse=folder / "w.duckdb",
            dashboards=folder / "dashboards",
        )
    )
    yield folder


def timeline(project: Path, *arguments: str) -> Result:
    command, *rest = arguments
    return CliRunner().invoke(app, [command, *rest, "--warehouse", str(project / "w.duckdb")])


def test_sql_in_every_format(project: Path) -> None:
    ask = "select 1 as one, [date '2015-11-26'] as days, '=1|2' as text, null as nothing"
    assert json.loads(timeline(project, "sql", ask, "-f", "jsonl").stdout) == {
        "one": 1,
        "days": ["2015-11-26"],
        "text": "=1|2",
        "nothing": None,
    }
    (row,) = csv.DictReader(
        io.StringIO(timeline(project, "sql", ask, "-f", "csv").stdout_bytes.decode("utf-8-sig"))
    )
    assert row == {"one": "1", "days": '["2015-11-26"]', "text": "'=1|2", "nothing": ""}
    assert timeline(project, "sql", ask, "-f", "md").stdout.splitlines() == [
        "| one | days | text | nothing |",
        "|---|---|---|---|",
        "| 1 | 2015-11-26 | =1\\|2 |  |",
    ]
    table = pq.read_table(io.BytesIO(timeline(project, "sql", ask, "-f", "parquet").stdout_bytes))
    assert table.column_names == ["one", "days", "text", "nothing"]


def test_limits_stop_it_and_say_so(project: Path) -> None:
    few = timeline(project, "sql", "from range(10)", "--rows", "3", "-f", "jsonl")
    assert len(few.stdout.splitlines()) == 3
    assert "only the first 3 rows" in few.stderr
    table = timeline(project, "sql", "from range(10)", "--rows", "3")
    assert "only the first 3 rows" in table.stderr
    slow = timeline(
        project,
        "sql",
        "select count(*) from range(1e7::int) a, range(1e7::int) b where hash(a.range, b.range) = 1",
        "--seconds",
        "0.2",
    )
    assert slow.exit_code == 1
    assert "stopped after 0.2 s" in slow.stderr


def test_a_question_from_a_file(project: Path, tmp_path: Path) -> None:
    (tmp_path / "q.sql").write_text("-- How many?\nselect count(*) > 0 as any from timeline;\n")
    assert json.loads(timeline(project, "sql", str(tmp_path / "q.sql"), "-f", "jsonl").stdout) == {
        "any": True
    }
    missing = timeline(project, "sql", str(tmp_path / "none.sql"))
    assert (missing.exit_code, "No such file" in missing.stderr) == (1, True)


@pytest.mark.parametrize("format", FORMATS)
def test_export_of_all_events(project: Path, tmp_path: Path, format: str) -> None:
    out = tmp_path / "events"
    done = timeline(project, "export", "-f", format, "-o", str(out))
    assert done.exit_code == 0, done.stderr
    assert out.stat().st_size > 100
    assert [p.name for p in tmp_path.iterdir()] == ["events"]
    assert ("×" in done.stderr) is (format not in ("csv", "jsonl", "md", "parquet"))


def test_export_of_some(project: Path) -> None:
    one = timeline(
        project, "export", "-f", "jsonl", "--query", "from timeline where earliest = date '2015-11-26'"
    )
    assert all(json.loads(line)["earliest"] == "2015-11-26" for line in one.stdout.splitlines())
    all_of_it = timeline(project, "export", "-f", "jsonl").stdout
    dashboards = str(project / "dashboards")
    named = timeline(project, "export", "-f", "jsonl", "--timeline", "timeline", "--dashboards", dashboards)
    assert named.stdout == all_of_it
    days = timeline(project, "export", "-f", "jsonl", "--days-only")
    assert 0 < len(days.stdout.splitlines()) < len(all_of_it.splitlines())
    assert "not known to the day" in days.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "-f", "ics", "--query", "select 1 as a"], "needs the columns event_id"),
        (["export", "-f", "ics", "--query", "drop table events"], "one query at a time"),
        (["export", "-f", "ics", "--timeline", "none"], "none.sql"),
        (["sql", "select nothing"], "nothing"),
    ],
)
def test_what_cannot_be_is_told_in_a_line_and_leaves_no_file(
    project: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    done = timeline(project, *arguments, "-o", str(tmp_path / "out"))
    assert done.exit_code == 1
    assert said in done.stderr and len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_schema_shows_what_there_is_to_ask(project: Path) -> None:
    shown = timeline(project, "schema").stdout
    for name in ("timeline", "run_changes", "search(phrase", "hijri(d)"):
        assert name in shown
