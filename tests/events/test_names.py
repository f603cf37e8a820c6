"""Who is who: full names from titles, then wherever they recur."""

from __future__ import annotations

import pytest

from timeline.events.actors import find_actors
from timeline.events.lexicon import load_lexicon
from timeline.events.passage import read


def actors(text: str, language: str = "ar") -> list[str]:
    cast = find_actors(read(text, load_lexicon(language), ()))
    return [a.name for m in cast.mentions for a in m.actors]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "ar",
            "قال وزير الدفاع الروسي سيرغي شويغو إن نظيره الفرنسي جان إيف لودريان وصل",
            ["سيرغي شويغو", "جان إيف لودريان"],
        ),
        (
            "ar",
            "الرئيسان الروسي فلاديمير بوتين والفرنسي فرنسوا هولاند اتفقا",
            ["فلاديمير بوتين", "فرنسوا هولاند"],
        ),
        ("ar", "قال سيرغي شويغو ذلك. ثم قال شويغو: نعم. وقال سويغو: لا.", ["سيرغي شويغو"] * 3),
        ("ar", "وزير الدفاع الروسي سيرغي شويغو جاء. وقال الوزير الروسي كلاما", ["سيرغي شويغو"] * 2),
        ("ar", "كان صور له", []),
        ("en", "Russian Defence Minister Sergei Shoigu left. Shoigu said so.", ["Sergei Shoigu"] * 2),
        ("fr", "Le président François Hollande est parti. Hollande a dit non.", ["François Hollande"] * 2),
    ],
)
def test_actors(language: str, text: str, found: list[str]) -> None:
    assert actors(text, language) == found


def test_both_sides_are_the_last_two_people() -> None:
    text = "التقى وزير الدفاع الروسي سيرغي شويغو نظيره الفرنسي جان إيف لودريان. واتفق الجانبان."
    assert actors(text)[-2:] == ["سيرغي شويغو", "جان إيف لودريان"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("في كان", "ar"),
        ("Le monde", "fr"),
        ("dans le port", "fr"),
        ("sous la flèche", "fr"),
        ("No man", "en"),
    ],
)
def test_words_that_are_no_places(text: str, language: str) -> None:
    cast = find_actors(read(text, load_lexicon(language), ()))
    assert not [a for m in cast.mentions for a in m.actors if a.kind == "place"]
