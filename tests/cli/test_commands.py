"""The commands as people and scripts call them: most in this process, each kind once in one of its own."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import Result

from timeline.warehouse import Run, load

SEED = Path(__file__).parents[2] / "seeds/ar/000_a4337a132dd5787c.txt"
ARABIC = "التقى الرئيسان في موسكو يوم 26 نوفمبر 2015."
Timeline = Callable[..., Result]


def process(
    *arguments: str, given: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from timeline.cli import app; app()", *arguments]
    return subprocess.run(command, input=given, capture_output=True, cwd=cwd, check=False)


def lines(out: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_tag_answers_in_the_form_that_scripts_rely_on() -> None:
    asked = {"id": "a", "text": ARABIC, "language": "ar", "published": "2015-12-21"}
    done = process("tag", "--jsonl", given=json.dumps(asked).encode())
    assert done.returncode == 0
    assert done.stderr == b""
    (answer,) = lines(done.stdout)
    (expression,) = answer.pop("expressions")
    assert answer == {"id": "a", "language": "ar"}
    assert list(expression) == [
        *("start", "end", "text", "type", "value", "mod", "edtf", "interval", "alternatives", "granularity"),
        *("basis", "rule"),
    ]
    assert ARABIC[expression["start"] : expression["end"]] == expression["text"]
    assert expression["value"] == "2015-11-26"
    assert expression["interval"] == {"start": "2015-11-26", "end": "2015-11-27"}


def test_extract_answers_in_the_form_that_scripts_rely_on(timeline: Timeline) -> None:
    done = timeline("extract", "--jsonl", given=json.dumps({"id": 1, "text": ARABIC}).encode())
    assert done.exit_code == 0
    (answer,) = lines(done.stdout_bytes)
    assert list(answer) == ["id", "language", "published", "events"]
    assert list(answer["published"]) == ["start", "end", "basis"]
    for event in answer["events"]:
        assert {
            "title",
            "type",
            "modality",
            "interval",
            "granularity",
            "edtf",
            "basis",
            "participants",
        } < set(event)
        assert {"place", "trigger", "quote", "expression"} < set(event)
        assert (
            event["quote"]["start"]
            <= event["trigger"]["start"]
            < event["trigger"]["end"]
            <= event["quote"]["end"]
        )


def test_a_bad_line_costs_itself_only(timeline: Timeline) -> None:
    done = timeline(
        "tag", "--jsonl", given=b'{"id": 1, "text": "x"}\noops\n\n{"id": 3, "text": "\\ud800 2015"}\n'
    )
    assert done.exit_code == 0
    assert [answer["id"] for answer in lines(done.stdout_bytes)] == [1, None, 3]
    assert done.stderr.splitlines() == ["timeline: line 2: not JSON: Expecting value at column 1"]
    assert process("tag", "--jsonl", given=b"oops\n").returncode == 1
    assert timeline("tag", "--jsonl", given=b"").exit_code == 0


def test_people_see_the_text_and_a_table(timeline: Timeline) -> None:
    done = timeline("tag", str(SEED))
    out = done.stdout
    assert done.exit_code == 0
    assert "نصر المجالي" in out
    assert "2016-04-21" in out
    assert "time expressions: " in out


def test_an_article_is_read_with_its_sidecar_and_options_win(timeline: Timeline, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("وصل الوزير أمس إلى موسكو والتقى نظيره.")
    (tmp_path / "a.toml").write_text("published = 2015-12-21")
    assert "2015-12-20" in timeline("tag", str(tmp_path / "a.txt")).stdout
    done = timeline("tag", str(tmp_path / "a.txt"), "--published", "2011-03-02")
    assert "2011-03-01" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "named"),
    [
        (("tag", "none.txt"), 1, "No such file or directory: none.txt"),
        (("tag", "--jsonl", "none.jsonl"), 1, "No such file or directory: none.jsonl"),
        (("tag", "--published", "soon"), 2, "'soon'"),
        (("tag", "--language", "?"), 2, "not a language code"),
        (("extract", "-"), 1, "an empty file"),
        (("explain", "yesterday", "--language", "xx"), 1, "no rules for the language 'xx'"),
    ],
)
def test_mistakes_are_told_in_a_line(
    timeline: Timeline, arguments: tuple[str, ...], status: int, named: str, tmp_path: Path
) -> None:
    done = timeline(*arguments, cwd=tmp_path)
    assert done.exit_code == status
    assert named in done.stderr
    assert "Traceback" not in done.stderr


def test_explain_shows_tokens_rule_meaning_and_interval(timeline: Timeline) -> None:
    out = timeline("explain", "أواخر نيسان (أبريل) 2016").stdout
    assert "month 4" in out
    assert "part of month" in out
    assert "Part(" in out
    assert "2016-04-21" in out


def test_timeml_is_the_text_with_its_expressions_marked(timeline: Timeline) -> None:
    done = timeline("tag", "--timeml", "--published", "2015-12-21", given="وصل أمس & غادر".encode())
    root = ElementTree.fromstring(done.stdout)
    assert "".join(root.find("TEXT").itertext()).strip() == "وصل أمس & غادر"  # type: ignore[union-attr]
    assert [t.get("value") for t in root.iter("TIMEX3")] == ["2015-12-21", "2015-12-20"]


def test_the_warehouse_answers_questions(timeline: Timeline, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text(ARABIC)
    (tmp_path / "seeds/b.txt").write_bytes(b"")
    ran = timeline("run", "--no-server", cwd=tmp_path)
    assert ran.exit_code == 0, ran.stderr
    assert ran.stdout.splitlines()[-3:] == [
        "articles: 1 new, 0 unchanged, 1 rejected",
        "warehouse: warehouse/timeline.duckdb",
        "page: dashboards/timeline.html",
    ]
    assert "a.txt" in timeline("sql", "select location from documents", cwd=tmp_path).stdout
    assert timeline("rejects", cwd=tmp_path).stdout.startswith("b.txt: an empty file (")
    assert "One row an event" in timeline("schema", cwd=tmp_path).stdout
    assert len(timeline("fingerprint", cwd=tmp_path).stdout.strip()) == 64
    wrong = timeline("sql", "selct", cwd=tmp_path)
    assert (wrong.exit_code, len(wrong.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize("command", ["fingerprint", "schema", "rejects"])
def test_without_a_warehouse_they_say_how_to_make_one(
    timeline: Timeline, command: str, tmp_path: Path
) -> None:
    done = timeline(command, cwd=tmp_path)
    assert done.exit_code == 1
    assert "timeline run" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "never"),
    [
        (
            ["tag", "--jsonl", "--language", "ar"],
            ("duckdb", "prefect", "plotly", "dash", "rich", "py3langid"),
        ),
        (
            ["sql", "select 1"],
            ("pyarrow", "prefect", "plotly", "dash", "simplemma", "timeline.extractor", "timeline.language"),
        ),
        (
            ["status"],
            ("pyarrow", "prefect", "plotly", "dash", "simplemma", "timeline.extractor", "timeline.language"),
        ),
    ],
)
def test_a_command_loads_nothing_that_it_does_not_need(
    arguments: list[str], never: tuple[str, ...], tmp_path: Path
) -> None:
    if arguments[0] != "tag":
        load(
            tmp_path / "warehouse/timeline.duckdb",
            [],
            [],
            Run(started=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)),
        )
    code = (
        "import sys\n"
        "from timeline.cli import app\n"
        f"app({arguments}, standalone_mode=False)\n"
        f"print([m for m in {never} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps({"text": ARABIC}).encode(),
        capture_output=True,
        cwd=tmp_path,
        check=True,
    )
    assert len(done.stdout.splitlines()) > 1, "it answered"
    assert done.stdout.splitlines()[-1] == b"[]"
