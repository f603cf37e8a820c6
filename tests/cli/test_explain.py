"""Why an article is dated as it is, for people; and that one article is read as the whole job reads it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from timeline.cli.output import console
from timeline.document import Document
from timeline.explained import explained
from timeline.extractor import extract
from timeline.warehouse import query

SEED = Path(__file__).parents[2] / "seeds/ar/000_a4337a132dd5787c.txt"
Timeline = Callable[..., Result]
KNOWN = "names,start,end\nParis attacks / اعتداءات باريس,2015-11-13,\nقمة,غدا,\n"


def told(text: str, language: str = "ar") -> str:
    """What people see of an article in a wide terminal."""
    out = console()
    out.width = 400
    with out.capture() as captured:
        for part in explained(extract(Document(id="d", text=text, language=language)), ()):
            out.print(part)
    return captured.get()


def test_an_article_is_read_as_the_whole_job_reads_it(timeline: Timeline, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    text = SEED.read_bytes().decode()
    (tmp_path / "seeds/a.txt").write_bytes(SEED.read_bytes())
    (tmp_path / "seeds/known_events.csv").write_text(KNOWN, encoding="utf-8")
    assert timeline("run", "--no-server", cwd=tmp_path).exit_code == 0
    sql = "select title, edtf, basis, modality from events order by quote_start, trigger_start, event_id"
    _, stored = query(tmp_path / "warehouse/timeline.duckdb", sql)
    line = json.dumps({"id": "a", "text": text, "language": "ar"}).encode()
    done = timeline(
        "extract", "--jsonl", "--known-events", "seeds/known_events.csv", given=line, cwd=tmp_path
    )
    events = json.loads(done.stdout)["events"]
    assert done.stderr.count("\n") == 1
    assert "known_events.csv:3: not an ISO 8601 date" in done.stderr
    assert any(e["basis"] == "known event" for e in events)
    assert any(e["basis"].endswith("relation") for e in events)
    assert sorted((e["title"], e["edtf"], e["basis"], e["modality"]) for e in events) == sorted(stored)


def test_an_article_is_explained_from_its_own_date_to_its_relations(
    timeline: Timeline, tmp_path: Path
) -> None:
    (tmp_path / "known.csv").write_text(KNOWN, encoding="utf-8")
    done = timeline("explain", "--document", str(SEED), "--known-events", "known.csv", cwd=tmp_path)
    out = done.stdout
    assert done.exit_code == 0
    for words in (
        *("inferred from the text", "must lie in", "best", "2015-11-27/2016-04-30 (156 days)"),
        *("is the last one before the day of", "is still to come", "must hold", "nearly always holds"),
        *("time expressions", "relations", "Paris attacks", ", known"),
    ):
        assert words in out


def test_what_must_hold_is_told_apart_from_what_nearly_always_holds() -> None:
    out = told("بلغت الصادرات عام 2013 نحو مليار دولار، ومن المقرر افتتاح المصنع في يونيو 2016.")
    hard = next(line for line in out.splitlines() if "must lie in" in line)
    best = next(line for line in out.splitlines() if "best" in line)
    assert "2013-01-01/2016-06-30" in hard
    assert "2014-06-01/2016-06-30" in best


def test_relations_and_what_gave_way_are_told() -> None:
    text = "وقع انفجار في بغداد في 3 مايو 2013. واجتمع الوزراء في 10 أبريل 2013 بعد انفجار بغداد."
    out = told(text)
    assert "gave way" in out
    assert "contradiction: “" in out


def test_an_article_that_shows_nothing_of_its_date_says_so_and_cannot_steer_the_terminal() -> None:
    out = told("قال الوزير إن العمل مستمر\x1b[2J\u202eقال.")
    assert "nothing states it or shows it" in out
    assert "\x1b[2J" not in out
    assert "\u202e" not in out


@pytest.mark.parametrize("arguments", [(), ("أمس", "--document", "a.txt")])
def test_explain_wants_a_phrase_or_a_document(
    timeline: Timeline, arguments: tuple[str, ...], tmp_path: Path
) -> None:
    done = timeline("explain", *arguments, cwd=tmp_path)
    assert done.exit_code == 2
    assert "one of the two" in done.stderr


def test_known_events_that_are_not_there_are_told_in_a_line(timeline: Timeline, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("أمس", encoding="utf-8")
    done = timeline("extract", "a.txt", "--known-events", "none.csv", cwd=tmp_path)
    assert (done.exit_code, done.stderr) == (1, "timeline: No such file or directory: none.csv\n")
