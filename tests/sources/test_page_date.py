"""Pages of every shape, dated as they say, and by nothing that belongs to other things on them."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from timeline.sources.page_days import days_in
from timeline.sources.web_page import page_of


def _benchmark() -> ModuleType:
    """The benchmark reads the same file of pages."""
    file = Path(__file__).parents[2] / "benchmarks/page_dates.py"
    spec = importlib.util.spec_from_file_location("page_dates", file)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BENCHMARK = _benchmark()
PAGES = BENCHMARK.pages_of(BENCHMARK.PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_dated_as_it_says(name: str) -> None:
    data, day = PAGES[name]
    assert BENCHMARK.ours(data) == day


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Publié le 2/3/2017, maj le 4/4/2018", [("2017-03-02", "published"), ("2018-04-04", "updated")]),
        ("Le rapport publié le 12 mars 2017 par la Cour", [("2017-03-12", "event")]),
        ("Dernière mise à jour du site : 12/03/2017", [("2017-03-12", "event")]),
        ("آخر تحديث: ١٤ نيسان ٢٠١٨", [("2018-04-14", "updated")]),
        ("Posté le 12/03/17", [("2017-03-12", "published")]),
        ("12/03/17", []),
        ("Copyright 2005-2020", []),
        ("نُشِر في 31 فبراير 2017", []),
    ],
)  # fmt: skip
def test_what_a_line_says_of_its_days(line: str, told: list[tuple[str, str]]) -> None:
    assert [(one.day, one.told) for one in days_in(line, ("ar" if "ن" in line else "fr",))] == told


def test_a_page_that_is_full_of_dates_is_read_too() -> None:
    text = "La commune a présenté devant les habitants réunis le projet de rénovation du marché couvert. "
    rows = "<tr><td class='date'>Le 2 mars 2017</td></tr>" * 2_000
    deep = "<div class='date'>" * 200 + "12 mars 2017" + "</div>" * 200
    page = f"<html><body>{rows}<h1>La halle</h1>{deep}<p>{text * 3}</p><p>{text * 3}</p>{rows}</body></html>"
    assert page_of(page.encode()).published == "2017-03-12"
