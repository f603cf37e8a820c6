"""The README's examples run as they stand there."""

from __future__ import annotations

import doctest
import re
import shutil
from pathlib import Path

import pytest

from timeline.warehouse import query

from ..warehouse.command_line import command_line

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
SQL = re.findall(r"```sql\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("sql", SQL, ids=lambda sql: sql.splitlines()[0].strip("- "))
def test_sql_examples_answer(read_seeds: Path, sql: str) -> None:
    columns, rows = query(read_seeds / "w.duckdb", sql)
    assert columns
    assert rows


def test_the_session_in_duckdb_s_command_line_goes_as_it_says(read_seeds: Path) -> None:
    (session,) = re.findall(r"```console\n\$ \.venv/bin/duckdb .*?\n(.*?)```", README, re.DOTALL)
    asked = re.findall(r"^D (.*?;)\n((?:[^D].*\n)+)", session, re.MULTILINE)
    assert len(asked) == 3
    for sql, answer in asked:
        assert command_line(read_seeds / "w.duckdb", sql) == answer


def test_the_session_in_python_goes_as_it_says(
    read_seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "warehouse"
    folder.mkdir()
    shutil.copy(read_seeds / "w.duckdb", folder / "timeline.duckdb")
    monkeypatch.chdir(folder.parent)
    session = "".join(re.findall(r"```pycon\n(.*?)```", README, re.DOTALL))
    examples = doctest.DocTestParser().get_doctest(session, {}, "README", None, None)
    failed = doctest.DocTestRunner().run(examples).failed
    assert (failed, len(examples.examples)) == (0, 3)


def test_the_files_it_points_to_are_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_its_two_commands_are_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in re.findall(r"^make (\w+)", README, re.MULTILINE):
        assert re.search(rf"^{command}:", makefile, re.MULTILINE), command
