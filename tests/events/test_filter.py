"""The trained filter: what it drops, what it takes up, when it isn't asked, and that it can be left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from timeline.anchoring import anchor
from timeline.document import Document
from timeline.events import extract_events
from timeline.events.event import EventType
from timeline.events.filter import Filter, Weights, load_filter, read_filter

ATTACK = "قتل خمسة جنود في هجوم بسيارة مفخخة في بغداد أمس."
NEAR = "قتل خمسة في هجوم بسيارة مفخخة وسط بغداد."
VERBAL = "هاجم الوزير وسائل الإعلام في كلمة له أمام البرلمان."


def types(text: str, filters: Callable[[str], Filter | None]) -> list[str]:
    document = Document(id="", text=text, language="ar")
    return [e.type for e in extract_events(document, anchor(document), filters)]


def judge(bias: float, **weights: dict[str, float]) -> Filter:
    return Filter(("و",), ("ال",), (), {EventType.ASSAULT: Weights(bias, **weights)})


def test_what_the_filter_does_not_believe_is_no_event() -> None:
    assert "ASSAULT" in types(ATTACK, lambda _: None)
    assert "ASSAULT" not in types(ATTACK, lambda _: judge(-1.0))
    assert "ASSAULT" in types(ATTACK, lambda _: judge(-1.0, words={"بغداد": 9.0}))


def test_what_the_rules_say_counts_too() -> None:
    assert "ASSAULT" in types(ATTACK, lambda _: judge(-1.0, points={"is happened": 2.0}))
    assert "ASSAULT" not in types(ATTACK, lambda _: judge(-1.0, points={"is ongoing": 2.0}))


@pytest.mark.parametrize(
    "sign, counts",
    [
        ("+بسياره", True),  # folded, and whole: this filter takes no ending off
        ("-بسياره", False),  # it stands behind the attack, not before it
        ("+بغداد", False),  # too far
        ("-=number", True),  # behind "killed": what a word can be
        ("+=", True),  # the attack behind the killing: of the same type
        ("+هجوم", False),  # but not which word it is
    ],
)
def test_what_stands_beside_a_trigger_counts(sign: str, counts: bool) -> None:
    assert ("ASSAULT" in types(NEAR, lambda _: judge(-1.0, beside={sign: 9.0}))) == counts


@pytest.mark.parametrize("pair", ["< قتل", "خمسه جنود", "في بغداد", "# عنصرا", ". >"])
def test_two_words_in_a_row_count(pair: str) -> None:
    text = f"{ATTACK[:-1]} مع 12 عنصرا."
    assert "ASSAULT" not in types(text, lambda _: judge(-1.0, pairs={"جنود خمسة": 99.0}))
    assert "ASSAULT" in types(text, lambda _: judge(-1.0, pairs={pair: 99.0}))


@pytest.mark.parametrize("point", ["of قتل", "as هجوم", "attack happened", "before خمسه", "behind في"])
def test_which_word_is_the_trigger_counts(point: str) -> None:
    assert "ASSAULT" in types(ATTACK, lambda _: judge(-1.0, points={point: 2.0}))


def test_a_weak_candidate_is_taken_up_where_its_sentence_speaks_for_it() -> None:
    weak = "سبب القتل خلاف قديم."
    assert types(weak, lambda _: None) == []
    assert types(weak, lambda _: judge(1.0)) == ["ASSAULT"]


def test_no_event_without_a_trigger_word() -> None:
    assert types("كان يوما هادئا في بغداد.", lambda _: judge(99.0)) == []


def test_a_plan_is_not_its_to_judge() -> None:
    text = "سيهاجم الجيش المدينة غدا."
    assert types(text, lambda _: None) == types(text, lambda _: judge(-99.0)) == ["ASSAULT"]


def test_in_an_article_the_rules_decide() -> None:
    article = f"{ATTACK} وصل الرئيس إلى باريس. وعاد الوفد مساء إلى القاهرة."
    assert types(article, lambda _: judge(-99.0)) == types(article, lambda _: None)


@pytest.mark.parametrize("word, stem", [("والبيت", "بيت"), ("بيت", "بيت"), ("ولد", "ولد"), ("الى", "الى")])
def test_stems(word: str, stem: str) -> None:
    assert judge(0.0).stem(word) == stem


def test_the_shipped_weights_are_those_of_the_card() -> None:
    shipped = load_filter("ar")
    assert shipped is not None and set(shipped.types) == {EventType.ASSAULT, EventType.PROTEST}
    assert load_filter("en") is None
    assert "ASSAULT" in types(ATTACK, load_filter)
    assert "ASSAULT" in types(VERBAL, lambda _: None) and "ASSAULT" not in types(VERBAL, load_filter)


def test_a_filter_is_read_from_its_table() -> None:
    table = {
        "version": 2,
        "stems": {"joined": ["و"], "attached": ["ال"], "endings": ["ة"]},
        "types": {"ASSAULT": {"bias": 1.5, "words": {"قنبل": 2.0}, "points": {}}},
    }
    read = read_filter(table)
    assert read.stem("والقنبلة") == "قنبل"
    assert read.types[EventType.ASSAULT].words["قنبل"] == 2.0
