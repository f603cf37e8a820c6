"""The tagger's work is linear in the text, whatever the text is made of: counted in steps, not in seconds."""

from __future__ import annotations

from typing import Any

import pytest

from timeline import tagger
from timeline.language import load_language
from timeline.tagger import chart

UNITS = {
    "slashes": "1/",
    "dashes": "1-",
    "numbers": "1 ",
    "brackets": "(",
    "months": "يناير ",
    "months and dashes": "يناير - ",
    "and": "و ",
    "numerals and": "خمسة و ",
    "from": "من ",
    "from month to": "من يناير إلى ",
    "weekdays": "يوم الاثنين ",
    "years": "عام 2014 ",
    "ends": "نهاية ",
    "digits": "7",
    "letters": "ا",
}


def steps(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many nodes of the rules' trie are visited for a text that nothing is remembered of."""
    language = load_language("ar")
    language.analyses.clear()
    language.recalled.clear()
    count = 0
    walk = chart._walk

    def counted(*arguments: Any) -> None:
        nonlocal count
        count += 1
        walk(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(chart, "_walk", counted)
        tagger.tag(text, "ar")
    return count


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_four_times_the_text_is_four_times_the_work(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    size = 1_000
    small = steps(unit * size, monkeypatch)
    large = steps(unit * size * 4, monkeypatch)
    assert large <= 4.4 * small + 100
    assert large <= 60_000 * size / 100


def test_readings_of_one_span_are_chosen_by_the_order_of_the_rules() -> None:
    language = load_language("ar")
    for _ in range(2):
        (mention,) = tagger.tag("9/8/2015", "ar")
        assert mention.term == tagger.tag("9 أغسطس 2015", "ar")[0].term
        language.recalled.clear()


def test_what_is_remembered_is_what_is_read_anew() -> None:
    text = "في 5 مايو 2014 وفي 5 مايو 2014، يوم الاثنين الماضي. يوم الاثنين الماضي"
    language = load_language("ar")
    language.recalled.clear()
    anew = tagger.tag(text, "ar")
    assert [(m.start, m.end, m.term) for m in tagger.tag(text, "ar")] == [
        (m.start, m.end, m.term) for m in anew
    ]
    assert [text[m.start : m.end] for m in anew] == [
        "5 مايو 2014",
        "5 مايو 2014",
        "يوم الاثنين الماضي",
        "يوم الاثنين الماضي",
    ]


@pytest.mark.parametrize("order", [1, -1])
def test_what_is_remembered_heeds_the_word_behind_it(order: int) -> None:
    load_language("en").recalled.clear()
    texts = {"They met on May five people": [], "They met on May five.": ["May five"]}
    for text in list(texts)[::order]:
        assert [text[m.start : m.end] for m in tagger.tag(text, "en")] == texts[text]
