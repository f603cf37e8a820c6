"""The questions in warehouse/queries: each asks one, and each finds the right answer in a small world."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from timeline.document import Basis, CreationTime, Document, Span
from timeline.events.event import Event, EventType, Modality, Participant, Place
from timeline.expression import TimeExpression, TimexType
from timeline.extractor import Extracted
from timeline.interval import Interval, edtf
from timeline.warehouse import Run, load, query

ROOT = Path(__file__).parents[2]
QUERIES = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "warehouse/queries").glob("*.sql"))}
STARTED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def _days(first: str | None, last: str | None) -> Interval:
    """From the first to the last day, both inclusive."""
    end = None if last is None else dt.date.fromisoformat(last) + dt.timedelta(1)
    return Interval.parse({"start": first, "end": end})


def _event(
    title: str,
    kind: str,
    first: str | None,
    last: str | None,
    names: tuple[str, ...] = (),
    place: str | None = None,
    modality: Modality = Modality.HAPPENED,
) -> Event:
    interval = _days(first, last)
    return Event(
        title=title,
        type=EventType(kind),
        modality=modality,
        interval=interval,
        granularity="unknown" if not (first or last) else "day" if first == last else "range",
        edtf=edtf(interval, ""),
        basis="text" if interval.start is not None or interval.end is not None else "undated",
        participants=tuple(Participant(name=name, role="agent", start=0, end=1) for name in names),
        place=None if place is None else Place(name=place, country="RU", start=0, end=1),
        trigger=Span(start=0, end=1),
        quote=Span(start=0, end=len(title)),
    )


def _article(
    name: str, language: str, published: str | None, *events: Event, vague: str | None = None
) -> Extracted:
    written = CreationTime(
        interval=_days("2015-12-01", "2015-12-31") if published is None else _days(published, published),
        basis=Basis.INFERRED if published is None else Basis.METADATA,
        reasons=("an election of next month",) if published is None else (),
    )
    words = vague or ""
    expressions = (
        ()
        if vague is None
        else (TimeExpression(start=0, end=len(words), text=words, type=TimexType.DATE, value="PRESENT_REF"),)
    )
    text = words + "." * 60
    document = Document(id=name, text=text, language=language, source=f"{name} News", location=name)
    return Extracted(document=document, published=written, expressions=expressions, events=events)


HOLLANDE, PUTIN, SHOIGU = "فرنسوا هولاند", "بوتين", "شويغو"
WORLD = (
    _article(
        "a",
        "ar",
        "2015-11-28",
        _event("لقاء", "CONSULT", "2015-11-26", "2015-11-26", (PUTIN, HOLLANDE), "موسكو"),
        _event("مؤتمر", "CONSULT", "2016-04-21", "2016-04-30", (SHOIGU,), "موسكو", Modality.SCHEDULED),
        _event("وساطة", "COOPERATE", None, None, (HOLLANDE,), None, Modality.NEGATED),
        vague="الآن",
    ),
    _article(
        "b",
        "ar",
        "2015-11-30",
        _event("اجتماع", "CONSULT", "2015-11-27", "2015-11-27", (HOLLANDE, PUTIN), "موسكو"),
        _event("اتفاق", "AGREE", "2015-12-10", "2015-12-10", (PUTIN,), None, Modality.SCHEDULED),
        _event("تفجير", "ASSAULT", None, "2015-11-30"),
    ),
    _article(
        "c",
        "en",
        None,
        _event("Deal", "AGREE", "2015-12-10", "2015-12-10", ("Putin",)),
        _event("Talks", "CONSULT", "2015-11-26", "2015-11-26", ("Putin",), "Moscow"),
        _event("War", "ASSAULT", "2015-11-01", "2015-12-30"),
    ),
)
D26, D27, D10 = dt.date(2015, 11, 26), dt.date(2015, 11, 27), dt.date(2015, 12, 10)
# Some of each answer's columns, and all of its rows in order.
ANSWERS: dict[str, tuple[str, list[tuple[Any, ...]]]] = {
    "anniversaries": ("day, title", [(D26, "Talks"), (D26, "لقاء")]),
    "announced_never_reported": ("title", [("مؤتمر",)]),
    "articles_without_a_date": (
        "location, published_basis, published_reasons",
        [("c", "inferred", ["an election of next month"])],
    ),
    "busiest_months": ("month, events", [("2015-11", 3.5), ("2015-12", 2.5), ("2016-04", 1.0)]),
    "dated_differently": ("one, other, days_apart", [("لقاء", "اجتماع", 1), ("اجتماع", "Talks", 1)]),
    "dated_by_other_events": ("title", []),
    "denied_or_alleged": ("modality, title", [("negated", "وساطة")]),
    "in_ramadan": ("title", []),
    "least_certain": (
        "title, days",
        [
            ("War", 60),
            ("مؤتمر", 10),
            *((title, 1) for title in ("اجتماع", "Deal", "Talks", "اتفاق", "لقاء")),
            ("تفجير", None),
        ],
    ),
    "life_of_a_name": ("title, others", [("لقاء", [PUTIN]), ("اجتماع", [PUTIN]), ("وساطة", [])]),
    "longest_waits": ("title, days", [("مؤتمر", 145), ("اتفاق", 10)]),
    "named_most": (
        "name, events, articles, first_day, last_day",
        [
            ("Putin", 5, 3, D26, D10),
            (HOLLANDE, 2, 2, D26, D27),
            (SHOIGU, 1, 1, dt.date(2016, 4, 21), dt.date(2016, 4, 30)),
        ],
    ),
    "on_a_day": ("title, certain", [("Talks", True), ("لقاء", True), ("War", False)]),
    "on_which_weekday": (
        "weekday, events, types",
        [("Thursday", 3, ["AGREE", "CONSULT"]), ("Friday", 1, ["CONSULT"])],
    ),
    "slowest_reports": ("source, days, events", [("b News", 3, 1), ("a News", 2, 1)]),
    "told_in_several_languages": (
        "day, titles, articles",
        [(D26, ["لقاء", "Talks"], 2), (D10, ["اتفاق", "Deal"], 2)],
    ),
    "undated": ("title", [("وساطة",)]),
    "what_came_after": (
        'title, met, "then", who',
        [
            # He is at two meetings of that day, in articles of two scripts.
            ("اجتماع", "2015-11-26", "2015-11-27", ["Putin"]),
            ("اجتماع", "2015-11-26", "2015-11-27", ["Putin", HOLLANDE]),
            *(
                (title, met, "2015-12-10", ["Putin"])
                for met in ("2015-11-26", "2015-11-26", "2015-11-27")
                for title in ("Deal", "اتفاق")
            ),
        ],
    ),
    "what_comes_next": (
        'first, "then"',
        [("لقاء", "مؤتمر"), ("تفجير", "اتفاق"), ("اجتماع", "اتفاق"), ("Talks", "Deal")],
    ),
    "what_is_new": (
        "change, title, location",
        [
            ("added", "لقاء", "a"),
            ("added", "مؤتمر", "a"),
            ("added", "وساطة", "a"),
            ("added", "اجتماع", "b"),
            ("added", "اتفاق", "b"),
            ("added", "تفجير", "b"),
            ("added", "War", "c"),
            ("added", "Talks", "c"),
            ("added", "Deal", "c"),
        ],
    ),
    "what_dates_rest_on": (
        "basis, granularity, events, percent",
        [("text", "day", 5, 55.6), ("text", "range", 3, 33.3), ("undated", "unknown", 1, 11.1)],
    ),
    "where_it_happens": ("place, country, events", [("موسكو", "RU", 2), ("Moscow", "RU", 1)]),
    "who_met_whom": (
        "one, other, title, certain",
        [("Putin", HOLLANDE, "لقاء", True), (HOLLANDE, "Putin", "اجتماع", True)],
    ),
    "words_without_a_day": ("words, value, times", [("الآن", "PRESENT_REF", 1)]),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("world") / "w.duckdb"
    load(path, WORLD, [], Run(started=STARTED))
    return path


def test_every_question_has_a_right_answer_here() -> None:
    assert QUERIES.keys() == ANSWERS.keys()


@pytest.mark.parametrize("name", QUERIES)
def test_a_file_asks_one_question(name: str) -> None:
    assert QUERIES[name].splitlines()[0].startswith("-- ")
    assert QUERIES[name].splitlines()[0].endswith("?")
    assert re.sub(r"^--.*$", "", QUERIES[name], flags=re.MULTILINE).count(";") == 1


@pytest.mark.parametrize("name", QUERIES)
def test_a_question_finds_its_answer(world: Path, name: str) -> None:
    columns, rows = ANSWERS[name]
    answer = QUERIES[name].rstrip().removesuffix(";")
    assert query(world, f"select {columns} from (\n{answer}\n)")[1] == rows


def test_the_rest_is_looked_at_where_the_soonest_announced_are_too_few(world: Path) -> None:
    sql = QUERIES["announced_never_reported"]
    narrow = re.sub(r"\b10000\b", "1", sql)  # the soonest is reported
    assert narrow.count("nth <= 1)") == 1 and narrow.count("nth > 1 ") == 1
    assert query(world, narrow) == query(world, sql)
    never = narrow.replace("from soonest_unreported) < 1000", "from soonest_unreported) < 0")
    assert query(world, never)[1] == []


@pytest.mark.parametrize("name", QUERIES)
def test_a_question_runs_on_the_seeds(read_seeds: Path, name: str) -> None:
    assert query(read_seeds / "w.duckdb", QUERIES[name])[0]


def test_a_quote_is_what_the_text_has_there_in_a_paragraph_of_several_sentences(read_seeds: Path) -> None:
    there = "substring(text, t.quote_start + 1, t.quote_end - t.quote_start)"
    sql = f"select t.quote = {there}, t.quote <> t.paragraph, count(*) from timeline as t join documents "
    told = query(read_seeds / "w.duckdb", f"{sql} using (document_id) group by all order by all")[1]
    assert [row[:2] for row in told] == [(True, False), (True, True)]


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("who_met_whom", ["فلاديمير بوتين", "François Hollande", "2015-11-26", "موسكو", True]),
        ("on_a_day", [True, "2015-11-26"]),
        ("announced_never_reported", ["2016-04-21/2016-04-30"]),
        ("articles_without_a_date", ["inferred", "ar/000_a4337a132dd5787c.txt"]),
        ("articles_without_a_date", ["text", "ar/women-driving.txt", dt.date(2017, 9, 26)]),
        ("announced_never_reported", ["2011-05-05", dt.date(2011, 5, 2)]),
        ("busiest_months", ["2020-08"]),
        ("dated_by_other_events", [6, "2020-08-10"]),
        ("dated_differently", [1, "2018-06-11", "2018-06-12"]),
        ("denied_or_alleged", ["negated"]),
        ("in_ramadan", ["2015-07-14", "1436-09-27"]),
        ("life_of_a_name", ["2015-08-06"]),
        ("longest_waits", [198, "2016-11-07/2016-11-18"]),
        ("told_in_several_languages", [dt.date(2020, 8, 4), ["ar", "en", "fr"], 3]),
        ("what_came_after", ["2018-06-11", "2018-06-12"]),
        ("what_is_new", ["added", "en/bin-laden.txt"]),
        ("where_it_happens", ["فيينا", "AT"]),
        ("words_without_a_day", ["P17D"]),
    ],
)
def test_seed_and_sample_corpus_are_in_the_answers(read_seeds: Path, name: str, part: list[Any]) -> None:
    _, rows = query(read_seeds / "w.duckdb", QUERIES[name])
    assert any(all(value in row for value in part) for row in rows)


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("2015-01-31", "2015-03-03", [31]),  # over a whole month
        ("2015-01-31", "2015-03-04", []),
        ("1969-12-20", "1970-01-10", [21]),  # over the day that dates are counted from
        ("1969-11-20", "1969-12-21", [31]),
        ("2015-01-31", "2015-01-31", []),
    ],
)
def test_dates_differ_within_31_days(tmp_path: Path, first: str, second: str, apart: list[int]) -> None:
    told = [
        _article(name, "ar", "2016-01-01", _event(name, "CONSULT", day, day, (PUTIN,)))
        for name, day in (("b", first), ("a", second))
    ]
    load(tmp_path / "w.duckdb", told, [], Run(started=STARTED))
    columns, rows = query(tmp_path / "w.duckdb", QUERIES["dated_differently"])
    assert [row[columns.index("days_apart")] for row in rows] == apart
