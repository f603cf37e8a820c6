"""Whatever a text holds, the tagger reads it: no crash, true offsets, no overlap, intervals in order."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.anchoring import anchor
from timeline.document import Document
from timeline.interval import DAY, Interval, day_number
from timeline.language import available, load_language
from timeline.tagger import tag

CODES = available()
NUMERALS = st.one_of(
    st.integers(0, 99).map(str),
    st.integers(1000, 2999).map(str),
    st.sampled_from(
        ["0", "00", "31", "٣١", "۲۰۱۴", "1436", "999999999", "99999999999999999999", "²", "③", "𝟙"]
    ),
)
MARKS = st.sampled_from(list("/-–.,:؛،()[]«»\"'’%$#٪~|<>\n\t\0ـ\u200f\u202b\u2067\u0301\ud800\udfff"))
JOINS = st.sampled_from(["", " ", "  ", "\n", "\u200f"])


def words(code: str) -> st.SearchStrategy[str]:
    """What the language knows: the tokens that a rule may be built of, and letters that stick to them."""
    language = load_language(code)
    known = sorted({w.removeprefix("=") for w in (*language.words, *language.literals)})
    return st.sampled_from([*known, *(f"و{w}" for w in known[:200]), *(f"ال{w}" for w in known[:200])])


@cache
def phrases(code: str) -> list[str]:
    """The phrases with a number that the language's corpus holds, without its marks."""
    concepts = tomllib.loads(files("timeline").joinpath("languages", code, "corpus.toml").read_text("utf-8"))[
        "concept"
    ]
    told = (re.sub("[⟦⟧‹›]", "", phrase) for concept in concepts for phrase in concept["phrases"])
    return [phrase for phrase in told if re.search(r"\d", phrase)]


def soup(code: str) -> st.SearchStrategy[str]:
    token = st.one_of(words(code), words(code), words(code), NUMERALS, MARKS, st.text(max_size=4))
    return st.lists(st.tuples(token, JOINS), max_size=24).map(lambda pairs: "".join(a + b for a, b in pairs))


DAYS = st.one_of(
    st.none(),
    st.integers(day_number(1, 1, 1), day_number(9999, 1, 1)),
    st.integers(day_number(1990, 1, 1), day_number(2030, 1, 1)),
)


@pytest.mark.parametrize("code", CODES)
@given(data=st.data(), day=DAYS, width=st.integers(1, 400), future=st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_words_in_any_order_on_any_day(
    code: str, data: st.DataObject, day: int | None, width: int, future: bool
) -> None:
    text = data.draw(soup(code))
    published = None if day is None else Interval(day * DAY, (day + width) * DAY)
    document = Document(id="x", text=text, language=code, published=published)
    expressions = anchor(document, prefer="future" if future else "past").expressions
    end = 0
    for e in expressions:
        assert end <= e.start < e.end <= len(text)
        assert text[e.start : e.end] == e.text
        assert not e.text[0].isspace()
        assert not e.text[-1].isspace()
        assert e.value
        json.dumps(e.json_object())
        end = e.end
    # A mention does not depend on what was read before it.
    assert tag(text, code) == tag(text, code)
    assert anchor(document, prefer="future" if future else "past").expressions == expressions


@pytest.mark.parametrize("code", CODES)
@given(text=st.text(st.characters(exclude_categories=[]), max_size=80))
@settings(max_examples=40, deadline=None)
def test_any_characters(code: str, text: str) -> None:
    for mention in tag(text, code):
        assert 0 <= mention.start < mention.end <= len(text)


@pytest.mark.parametrize("code", CODES)
def test_a_text_composed_in_another_way_means_the_same(code: str) -> None:
    text = {"ar": "في 5 أبريل 2014 وآذار الماضي", "fr": "le 5 février 2014, en août dernier"}.get(code)
    if text is None:
        pytest.skip("no letters with marks in its time words")
    terms = [m.term for m in tag(text, code)]
    assert terms
    assert [m.term for m in tag(unicodedata.normalize("NFD", text), code)] == terms


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("unit", ["1/", "1 ", "(", "7", "- ", "\n", "\ud800", "١", "1-2-"])
def test_a_long_run_of_one_thing_is_read_in_pieces(code: str, unit: str) -> None:
    for mention in tag(unit * 3_000, code):
        assert mention.end - mention.start < 400


@pytest.mark.parametrize("code", CODES)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_a_window_cuts_no_expression(code: str, data: st.DataObject) -> None:
    """A run longer than the tagger's window gives what its lines give on their own."""
    line = data.draw(words(code)) + " " + data.draw(words(code)) + " " + data.draw(NUMERALS)
    alone = [(m.start, m.end, m.term) for m in tag(line, code)]
    apart = "\n\n\n"
    many = apart.join([line] * 120)
    step = len(line) + len(apart)
    assert [(m.start, m.end, m.term) for m in tag(many, code)] == [
        (start + i * step, end + i * step, term) for i in range(120) for start, end, term in alone
    ]


@pytest.mark.parametrize(
    ("code", "text", "dated"),
    [
        ("en", "See week 1999; it was busy", []),
        ("en", "within 0 months", []),
        ("fr", "ces 0 derniers jours", []),
        ("ar", "آخر 0 أيام", []),
        ("en", "the third hour of this month", ["this month"]),
    ],
)
def test_numbers_that_no_calendar_has_give_no_interval(code: str, text: str, dated: list[str]) -> None:
    document = Document(id="x", text=text, language=code, published=Interval(0, DAY))
    assert [e.text for e in anchor(document).expressions if e.interval is not None] == dated


@pytest.mark.parametrize("code", CODES)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_number_in_what_the_language_says(code: str, data: st.DataObject) -> None:
    """The corpus's own phrases with other numbers in them: what no soup of words is likely to say."""
    phrase = data.draw(st.sampled_from(phrases(code)))
    text = re.sub(r"\d+", lambda _: data.draw(NUMERALS), phrase)
    anchor(Document(id="x", text=text, language=code, published=Interval(0, DAY)))
