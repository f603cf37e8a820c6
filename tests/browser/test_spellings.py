"""A person and a place in articles of three languages: one row, one choice, in the words of the reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from timeline.charts import Row
from timeline.dashboard import TimelineSpec
from timeline.dashboard.choice import wanted
from timeline.dashboard.detail import Whole, detail, told, whole
from timeline.dashboard.events import find_events
from timeline.document import CreationTime, Document, Span
from timeline.events import Event, EventType, Modality, Participant, Place
from timeline.extractor import Extracted
from timeline.interval import Interval, edtf
from timeline.warehouse import Held, Run, load, query

SPEC = TimelineSpec(name="all", sql="select * from timeline", lanes="person")
PLACES = {"ar": "موسكو", "en": "Moscow", "fr": "Moscou"}
TOLD = [
    ("ar", "سيرغي لافروف", "فرنسا"),
    ("ar", "سيرغي لافروف", "مصر"),
    ("en", "Sergey Lavrov", "France"),
    ("fr", "Sergueï Lavrov", "Égypte"),
    ("en", "Vladimir Putin", "Egypt"),
]


def _article(number: int, language: str, *names: str) -> Extracted:
    day = Interval.of_date(dt.date(2015, 11, 1 + number))
    text = f"{names[0]} {names[1]} {PLACES[language]} …"
    event = Event(
        title=f"{language} {number}",
        type=EventType.CONSULT,
        modality=Modality.HAPPENED,
        interval=day,
        granularity="day",
        edtf=edtf(day, ""),
        basis="text",
        participants=tuple(Participant(name=name, role="agent", start=0, end=1) for name in names),
        place=Place(name=PLACES[language], country="RU", latitude=55.75, longitude=37.62, start=0, end=1),
        trigger=Span(start=0, end=1),
        quote=Span(start=0, end=len(text)),
    )
    document = Document(
        id=f"d{number}", text=text, language=language, location=f"{number}.txt", authors=("Leila Haddad",)
    )
    return Extracted(document=document, published=CreationTime(), expressions=(), events=(event,))


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("spellings") / "w.duckdb"
    articles = [_article(number, *one) for number, one in enumerate(TOLD)]
    load(path, articles, [], Run(started=dt.datetime(2026, 1, 2, tzinfo=dt.UTC)))
    return path


@pytest.fixture
def rows(warehouse: Path) -> list[Row]:
    return find_events(SPEC, lambda sql: query(warehouse, sql))[0]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "person", "country", "town"),
    [
        ("ar", "سيرغي لافروف", "مصر", "موسكو"),
        ("en", "Sergey Lavrov", "Egypt", "Moscow"),
        ("fr", "Sergueï Lavrov", "Égypte", "Moscou"),
    ],
)
def test_readers_see_one_name_in_their_language(
    show: Any, rows: list[Row], language: str, person: str, country: str, town: str
) -> None:
    page = show(rows, f"#lang={language}&chart=people", lanes="person")
    page.locator("#filters summary").click()
    choices = page.locator("select[name=person] option").all_inner_texts()
    assert sorted(text.rpartition(" (")[0] for text in choices[1:]) == sorted(
        [person, country, {"ar": "فرنسا"}.get(language, "France"), "Vladimir Putin"]
    )
    assert page.locator("select[name=place]").count() == 0  # there is but one
    shown = page.eval_on_selector_all("#panel-people .ytick text", "all => all.map(t => t.textContent)")
    assert sum(person in text for text in shown) == 2  # a row in each of the two charts
    page.locator("select[name=person]").select_option(
        index=1 + [person in c for c in choices[1:]].index(True)
    )
    expect(page.locator("#filters output")).to_contain_text("4")
    page.evaluate("Timeline.openCard(0)")
    card = page.locator("#card")
    expect(card).to_contain_text(town)
    expect(card).to_contain_text(person)
    expect(card.locator("footer .author")).to_have_text("Leila Haddad")


@pytest.mark.browser
def test_an_address_and_a_search_may_have_any_spelling(show: Any, rows: list[Row]) -> None:
    for address in (
        "person=سيرغي لافروف",
        "person=Sergey Lavrov",
        "q=لافروف",
        "q=lavrov",
        "place=Moscou&q=lavrov",
    ):
        page = show(rows, f"#lang=en&{address}")
        expect(page.locator("#filters output")).to_contain_text("4 of 5")


@pytest.mark.browser
def test_files_have_the_names_as_the_articles_do(show: Any, rows: list[Row]) -> None:
    page = show(rows, "#lang=en")
    saved = page.evaluate("Timeline.jsonl()")
    for name in ("سيرغي لافروف", "Sergueï Lavrov", "Moscou", "موسكو"):
        assert name in saved


@pytest.fixture
def held(warehouse: Path) -> Iterator[Whole]:
    found = whole(SPEC, lambda select, sql: Held(warehouse, select, sql))
    yield found
    found.held.close()


def test_a_long_timeline_counts_people_and_places_by_their_keys(held: Whole) -> None:
    data = detail(SPEC, held, wanted({}))
    assert data["facets"]["person"] == [
        ("Sergey Lavrov", 4),
        ("Egypt", 3),
        ("France", 2),
        ("Vladimir Putin", 1),
    ]
    assert data["facets"]["place"] == [("Moscow", 5)]
    assert data["lanes"][:2] == ["Sergey Lavrov", "Egypt"]
    assert data["called"]["person"]["Sergey Lavrov"]["ar"] == "سيرغي لافروف"
    for person in ("Sergey Lavrov", "سيرغي لافروف"):
        assert detail(SPEC, held, wanted({"person": person}))["matching"] == 4


@pytest.mark.parametrize(
    ("phrase", "matching"),
    [("lavrov", 4), ("لافروف", 4), ("Égypte", 3), ("بوتين", 1), ("lavrov 2", 1), ("؟!", 0), ("nobody", 0)],
)
def test_a_search_of_a_long_timeline_finds_names_in_any_spelling(
    held: Whole, phrase: str, matching: int
) -> None:
    assert detail(SPEC, held, wanted({"q": phrase}))["matching"] == matching


def test_the_words_of_an_event_come_with_who_wrote_them(held: Whole) -> None:
    event = held.held.ask("select min(event_id) from events")[0][0]
    assert told(held, event)["authors"] == ["Leila Haddad"]
