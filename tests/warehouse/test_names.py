"""One person in articles of two scripts is one person to every question, whatever came first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from timeline.extractor import Extracted
from timeline.warehouse import Run, fingerprint, load, query

Article = Callable[..., Extracted]
RUN = Run(started=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))


def _articles(article: Article) -> list[Extracted]:
    names = (
        ("ar", "سيرغي لافروف", "التقى لافروف كيري أمس."),
        ("en", "Sergey Lavrov", "Lavrov met Kerry yesterday."),
        ("fr", "Sergueï Lavrov", "Lavrov a rencontré Kerry hier."),
        ("ar", "محمود عباس", "تحدث عباس أمس."),
        ("en", "Mohamed Abbas", "Abbas spoke yesterday."),
    )
    return [
        article(text, location=f"{number}.txt", language=language, name=name)
        for number, (language, name, text) in enumerate(names)
    ]


@pytest.fixture
def world(tmp_path: Path, article: Article) -> Path:
    path = tmp_path / "w.duckdb"
    load(path, _articles(article), [], RUN)
    return path


@pytest.mark.parametrize("asked", ["Lavrov", "لافروف", "Sergueï", "سيرغي لافروف", "Sergey Lavrov"])
def test_a_name_finds_the_articles_of_every_script(world: Path, asked: str) -> None:
    assert query(world, "select distinct language from timeline_of($1) order by 1", [asked])[1] == [
        ("ar",),
        ("en",),
        ("fr",),
    ]


def test_a_name_that_stands_in_one_script_alone_is_found_by_its_sound(
    tmp_path: Path, article: Article
) -> None:
    path = tmp_path / "w.duckdb"
    load(path, [one for one in _articles(article) if one.document.language == "ar"], [], RUN)
    for asked in ("Lavrov", "Sergey Lavrov", "LAVROV"):
        assert len(query(path, "from timeline_of($1)", [asked])[1]) == 1, asked
    for asked in ("Mohamed", "Lavoro", ""):  # a given name alone says too little
        assert query(path, "select title from timeline_of($1) where $1 <> ''", [asked])[1] == [], asked


def test_people_are_counted_by_key_and_namesakes_apart(world: Path) -> None:
    sql = "select key, count(*), list(name order by name) from people group by key order by 2 desc, 1"
    assert query(world, sql)[1] == [
        ("Sergey Lavrov", 3, ["Sergey Lavrov", "Sergueï Lavrov", "سيرغي لافروف"]),
        ("Mohamed Abbas", 1, ["Mohamed Abbas"]),
        ("محمود عباس", 1, ["محمود عباس"]),
    ]


def test_keys_are_the_same_whatever_came_first_and_whatever_has_left(
    tmp_path: Path, article: Article
) -> None:
    articles = _articles(article)[:4]
    whole = tmp_path / "whole.duckdb"
    load(whole, articles, [], RUN)
    expected = fingerprint(whole)
    for number, order in enumerate(permutations(articles)):
        if number % 5:
            continue
        path = tmp_path / f"{number}.duckdb"
        # An article that goes again takes its names along: `Sergei Lavrov` would stand for the others.
        load(
            path,
            [article("Lavrov spoke.", location="gone.txt", language="en", name="Sergei Lavrov")],
            [],
            RUN,
        )
        for one in order:
            load(path, [one], [], RUN)
        load(path, [], [], RUN, gone=["gone.txt"])
        assert fingerprint(path) == expected, [one.document.location for one in order]
