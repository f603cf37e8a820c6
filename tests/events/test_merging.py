"""One happening is one event, however often it is told, and two are two."""

from __future__ import annotations

import pytest

from .telling import days, events, names, words


def test_an_attack_its_victims_and_its_second_mention_are_one() -> None:
    text = (
        "قتل 15 شخصا اليوم عندما فجر انتحاري نفسه في سوق في كابول. "
        "ووقع الهجوم قرب السفارة. وأكد مسؤول مقتل 15 شخصا في الهجوم."
    )
    (event,) = events(text)
    assert (event.type, days(event)) == ("ASSAULT", ("2015-12-21", "2015-12-21"))


def test_two_places_are_two_attacks() -> None:
    found = events("قتل خمسة جنود في هجوم في بغداد أمس. وقتل عشرة جنود في هجوم في الموصل أمس.")
    assert [e.place.name for e in found if e.place] == ["بغداد", "الموصل"]


def test_two_pairs_are_two_meetings() -> None:
    text = (
        "President Barack Obama met President Vladimir Putin in Paris on Friday. "
        "President Francois Hollande met Angela Merkel in Berlin on Saturday."
    )
    first, second = events(text, "en")
    assert names(first).isdisjoint(names(second))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A car bomb explosion killed five people in Baghdad on Friday.", "ASSAULT"),
        ("An explosion destroyed a factory in Beirut on Friday.", "ACCIDENT"),
        ("A flood killed five people in India on Friday.", "DEATH"),
    ],
)
def test_the_cause_decides_the_type(text: str, kind: str) -> None:
    assert kind in {e.type for e in events(text, "en")}
    assert not ({e.type for e in events(text, "en")} & {"ASSAULT"} - {kind})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "خطف مجهولون مهندسا من القرية التي ضربها الزلزال يوم الجمعة. هذا كل ما قيل. ولا شيء غيره."),
        ("en", "A gang kidnapped an engineer on Friday in the town that the earthquake hit."),
        ("fr", "Des inconnus ont kidnappé un ingénieur vendredi dans la ville touchée par le séisme."),
    ],
)
def test_no_earthquake_kidnaps(language: str, text: str) -> None:
    found = {words(text, e): e.type for e in events(text, language)}
    assert found[next(w for w in found if w in ("خطف", "kidnapped", "kidnappé"))] == "ASSAULT"
