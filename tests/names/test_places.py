"""Places have one key in three languages, and are called in each as it does."""

from __future__ import annotations

import pytest

from timeline.events.gazetteer import towns
from timeline.names.places import _otherwise, place_called, place_key


@pytest.mark.parametrize(
    ("names", "key", "ar", "fr"),
    [
        (("Moscow", "موسكو", "Moscou"), "Moscow", "موسكو", "Moscou"),
        (("Cairo", "القاهرة", "Le Caire"), "Cairo", "القاهرة", "Le Caire"),
        (("New York", "نيويورك", "New York City"), "New York City", "نيويورك", "New York"),
        (("Syria", "سوريا", "سورية", "Syrie"), "Syria", "سوريا", "Syrie"),
        (("Beirut", "بيروت", "Beyrouth"), "Beirut", "بيروت", "Beyrouth"),
    ],
)
def test_a_place_has_one_key(names: tuple[str, ...], key: str, ar: str, fr: str) -> None:
    assert {place_key(name) for name in names} == {key}
    assert (place_called(key, "ar"), place_called(key, "fr")) == (ar, fr)


@pytest.mark.parametrize(
    ("town", "ar"),
    [("Washington", "واشنطن"), ("Algiers", "الجزائر العاصمة"), ("Ankara", "أنقرة"), ("Kyiv", "كييف")],
)
def test_no_arabic_reader_is_shown_a_persian_spelling(town: str, ar: str) -> None:
    assert place_called(town, "ar") == ar
    called = [place_called(one.name, "ar") or "" for one in towns()[:2000]]
    assert not [name for name in called if set(name) & set("گچپژکی")]


def test_what_nobody_knows_keeps_its_name() -> None:
    assert place_key("جرود عرسال") == "جرود عرسال"
    assert place_called("جرود عرسال", "en") is None


def test_towns_that_are_called_otherwise_are_towns() -> None:
    assert {name for names in _otherwise().values() for name in names} <= {town.name for town in towns()}
