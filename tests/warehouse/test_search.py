"""Searches find a word in any of its forms, in any language, and the better match first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from hijridate import Gregorian
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.extractor import Extracted
from timeline.warehouse import Run, load, query
from timeline.warehouse.versions import prepare
from timeline.warehouse.words import folded

RUN = Run(started=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
TELLS = {
    "cairo": ("ar", "واجتمع الوزراء والرئيسان في القاهرة."),
    "elysee": ("fr", "Les présidents se sont réunis à l'Élysée."),
    "accord": ("en", "Ministers of both countries signed agreements."),
    "hospital": ("ar", "زار الرئيس المسؤولين في مستشفى أُمّ القرى."),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, article: Callable[..., Extracted]) -> Path:
    path = tmp_path_factory.mktemp("search") / "w.duckdb"
    articles = [
        article(text, location=name, language=language, title=name, name="", place="")
        for name, (language, text) in TELLS.items()
    ]
    load(path, articles, [], RUN)
    return path


@pytest.fixture(scope="module")
def macros() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect()
    prepare(connection, None)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("رئيس", {"cairo", "hospital"}),
        ("الرئيس", {"cairo", "hospital"}),
        ("للرئيس", {"cairo", "hospital"}),
        ("وزير", set()),
        ("الوزراء", {"cairo"}),
        ("قاهره", {"cairo"}),
        ("الرئيس القاهرة", {"cairo"}),
        ("مسئول", set()),
        ("مسؤولين", {"hospital"}),
        ("المسؤول", {"hospital"}),
        ("ام القري", {"hospital"}),
        ("أمّ القُرى", {"hospital"}),
        ("Elysee", {"elysee"}),
        ("ÉLYSÉE", {"elysee"}),
        ("président", {"elysee"}),
        ("minister", {"accord"}),
        ("agreement sign", {"accord"}),
        ("cairo", {"cairo"}),
        ("minister القاهرة", set()),
        ("القاهر", {"cairo"}),
        ("", set()),
        ("؟!", set()),
        ("%", set()),
    ],
)
def test_a_word_is_found_in_any_form(told: Path, phrase: str, found: set[str]) -> None:
    assert {title for (title,) in query(told, "select title from search(?)", [phrase])[1]} == found


def test_titles_and_names_count_twice(tmp_path: Path, article: Callable[..., Extracted]) -> None:
    path = tmp_path / "w.duckdb"
    there = article("Talks were held.", location="a", language="en", title="Putin", name="", place="")
    here = article("Talks with Putin.", location="b", language="en", title="Talks", name="", place="")
    both = article("Talks with Putin.", location="c", language="en", title="Talks", name="Putin", place="")
    load(path, [there, here, both], [], RUN)
    ranks = "select rank, list(location order by location) from search('putin talks') "
    by_rank = query(path, f"{ranks} join documents using (document_id) group by rank order by rank desc")[1]
    assert by_rank == [(4, ["c"]), (3, ["a", "b"])]
    assert len(query(path, "from search('talks', most := 2)")[1]) == 2


@settings(deadline=None)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_characters="\0") | st.sampled_from("أإآٱىةؤئًٌَُّْـéÉçï"), max_size=12
    )
)
def test_python_and_sql_fold_alike(macros: duckdb.DuckDBPyConnection, text: str) -> None:
    row = macros.execute("select folded(?)", [folded(text)]).fetchone()
    assert row == (folded(text),)


@settings(deadline=None)
@given(st.dates(dt.date(1924, 8, 1), dt.date(2077, 11, 16)))
def test_hijri_dates_are_those_of_umm_al_qura(macros: duckdb.DuckDBPyConnection, day: dt.date) -> None:
    there = Gregorian(day.year, day.month, day.day).to_hijri()
    row = macros.execute(
        "select hijri($day), gregorian($y, $m, $d)",
        {"day": day, "y": there.year, "m": there.month, "d": there.day},
    ).fetchone()
    assert row == (f"{there.year:04}-{there.month:02}-{there.day:02}", day)


def test_outside_its_range_the_calendar_says_nothing(macros: duckdb.DuckDBPyConnection) -> None:
    rows = macros.execute(
        "select hijri(date '1924-07-31'), hijri(date '2077-11-17'), hijri(null), gregorian(1436, 13, 1), "
        "gregorian(1436, 9, 30)"
    ).fetchall()
    assert rows == [(None,) * 5]


def test_what_may_touch_ramadan(tmp_path: Path, article: Callable[..., Extracted]) -> None:
    path = tmp_path / "w.duckdb"
    inside = article(location="a", first="2015-07-14", end="2015-07-15")
    partly = article(location="b", first="2015-07-17", end=None)
    load(path, [inside, partly], [], RUN)
    sql = "select location, hijri_earliest from events_in_hijri(1436, 9) join documents using (document_id)"
    assert query(path, sql)[1] == [("a", "1436-09-27")]


@pytest.mark.parametrize(
    ("words", "starts"),
    [("aba", [0, 4]), ("b", [1, 5]), ("موسكو", [8]), ("", []), ("nowhere", []), ("ab\nموسكو", [])],
)
def test_concordance_finds_each_place_once(
    tmp_path: Path, article: Callable[..., Extracted], words: str, starts: list[int]
) -> None:
    path = tmp_path / "w.duckdb"
    text = "aba aba موسكو"
    load(path, [article(text)], [], RUN)
    rows = query(path, 'select span_start, "before", words, "after" from concordance(?)', [words])[1]
    assert [start for start, *_ in rows] == starts
    assert all(before + found + after == text for _, before, found, after in rows)
