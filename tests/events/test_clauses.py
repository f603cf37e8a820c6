"""English and French, where the subject comes first: what is told, of whom, and the headline."""

from __future__ import annotations

import pytest

from .telling import days, events, names, words

# language, text, and of each event: its word, type, modality, who takes part, where, and its headline
TOLD = [
    (
        "en",
        "A bomb exploded in Baghdad on Monday, killing 12 people, police said.",
        [("exploded", "ASSAULT", "happened", {"12 people"}, "Baghdad", "Bomb exploded in Baghdad")],
    ),
    (
        "en",
        "ShelterBox is sending help to Haiti after a massive earthquake struck the island.",
        [
            ("sending", "AID", "ongoing", {"ShelterBox", "Haiti"}, "Haiti", "ShelterBox sends help to Haiti"),
            ("earthquake", "DISASTER", "happened", set(), None, "Massive earthquake"),
        ],
    ),
    (
        "en",
        "Prosecutors charged John Smith. He was sentenced to 12 years in prison on Friday.",
        [
            (
                "charged",
                "COERCE",
                "happened",
                {"Prosecutors", "John Smith"},
                None,
                "Prosecutors charge John Smith",
            ),
            (
                "sentenced",
                "LEGAL",
                "happened",
                {"John Smith"},
                None,
                "John Smith sentenced to 12 years in prison",
            ),
        ],
    ),
    (
        "en",
        "Iran's army was attacked by rebels near Tabriz.",
        [
            (
                "attacked",
                "ASSAULT",
                "happened",
                {"army", "rebels"},
                "Tabriz",
                "Army attacked by rebels near Tabriz",
            )
        ],
    ),
    (
        "en",
        "The Haiti earthquake killed 200,000 people.",
        [("earthquake", "DISASTER", "happened", {"Haiti", "200,000 people"}, "Haiti", "Haiti earthquake")],
    ),
    (
        "en",
        "Michael Jackson's death shocked fans.",
        [("death", "DEATH", "happened", {"Michael Jackson"}, None, "Death of Michael Jackson")],
    ),
    (
        "en",
        "The bill was passed by the Senate.",
        [("passed", "LEGAL", "happened", {"Senate"}, None, "Bill passed by the Senate")],
    ),
    (
        "en",
        "US Navy helicopters landed in Haiti.",
        [("landed", "CONSULT", "happened", {"US Navy"}, "Haiti", "US Navy helicopters land in Haiti")],
    ),
    (
        "en",
        "The talks between Barack Obama and Vladimir Putin were cancelled.",
        [
            (
                "talks",
                "CONSULT",
                "negated",
                {"Barack Obama", "Vladimir Putin"},
                None,
                "Talks between Barack Obama and Vladimir Putin called off",
            )
        ],
    ),
    (
        "en",
        "Police denied that officers attacked protesters.",
        [
            (
                "attacked",
                "ASSAULT",
                "negated",
                {"officers", "protesters"},
                None,
                "Officers did not attack protesters",
            )
        ],
    ),
    (
        "en",
        "Two men are believed to have been killed in Paris.",
        [("killed", "ASSAULT", "alleged", {"Two men"}, "Paris", "Two men killed in Paris")],
    ),
    (
        "en",
        "Murray will be sentenced on Friday.",
        [("sentenced", "LEGAL", "scheduled", set(), None, "Murray to be sentenced")],
    ),
    (
        "en",
        "The UN said it handed over countries with confirmed cases and 250 wounded people.",
        [("handed", "CONCEDE", "happened", {"UN"}, None, None)],
    ),
    (
        "fr",
        "Deux policiers ont été blessés à Paris vendredi.",
        [("blessés", "ASSAULT", "happened", {"Deux policiers"}, "Paris", "Deux policiers blessés à Paris")],
    ),
    (
        "fr",
        "La police a arrêté trois hommes à Lyon vendredi.",
        [
            (
                "arrêté",
                "COERCE",
                "happened",
                {"police", "trois hommes"},
                "Lyon",
                "Police arrête trois hommes à Lyon",
            )
        ],
    ),
    (
        "fr",
        "Le tireur aurait tué deux hommes à Lyon.",
        [
            (
                "tué",
                "ASSAULT",
                "alleged",
                {"tireur", "deux hommes"},
                "Lyon",
                "Tireur tue deux hommes à Lyon",
            )
        ],
    ),
    (
        "fr",
        "Un séisme a frappé le centre de l'Italie mercredi, faisant 250 morts.",
        [("séisme", "DISASTER", "happened", set(), "Italie", "Séisme à Italie")],
    ),
    (
        "fr",
        "La visite du président François Hollande en Tunisie a été annulée.",
        [
            (
                "visite",
                "CONSULT",
                "negated",
                {"François Hollande"},
                "Tunisie",
                "Visite du président François Hollande en Tunisie : annulation",
            )
        ],
    ),
    (
        "fr",
        "Angela Merkel se rendra à Moscou mercredi.",
        [
            (
                "rendra",
                "CONSULT",
                "scheduled",
                {"Angela Merkel"},
                "Moscou",
                "Angela Merkel se rendra à Moscou",
            )
        ],
    ),
    (
        "fr",
        "Des milliers de personnes manifestaient à Alger vendredi.",
        [
            (
                "manifestaient",
                "PROTEST",
                "happened",
                {"personnes"},
                "Alger",
                "Milliers de personnes manifestent à Alger",
            )
        ],
    ),
]


@pytest.mark.parametrize(("language", "text", "wanted"), TOLD, ids=[text[:40] for _, text, _ in TOLD])
def test_who_does_what_to_whom(language: str, text: str, wanted: list[tuple[object, ...]]) -> None:
    told = [
        (words(text, e), str(e.type), str(e.modality), names(e), e.place and e.place.name, e.title)
        for e in events(text, language)
    ]
    told = [t if w[-1] is not None else (*t[:-1], None) for t, w in zip(told, wanted, strict=True)]
    assert told == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Obama might have been attacked in Paris."),
        ("en", "The no-fly zone covers the north."),
        ("en", "They have questions about the attack."),
        ("en", "Two protests are planned, but nobody knows if there will be any."),
    ],
)
def test_nothing_is_told_where_nothing_happened(language: str, text: str) -> None:
    assert not [e for e in events(text, language) if e.modality in ("happened", "negated")]


def test_a_verb_shares_the_date_of_what_came_before_it() -> None:
    text = "Jackson was bailed after attacking a policeman in February 2010."
    assert [days(e) for e in events(text, "en")] == [("2010-02-01", "2010-02-28")] * 2


def test_what_somebody_is_convicted_of_keeps_its_own_date() -> None:
    text = "He was convicted on Friday of killing his wife in 2009."
    assert [days(e) for e in events(text, "en")] == [
        ("2015-12-18", "2015-12-18"),
        ("2009-01-01", "2009-12-31"),
    ]


def test_a_definite_noun_takes_up_what_was_told() -> None:
    text = "An earthquake struck Chile on Friday. Aid came late. Nobody slept after the quake."
    found = [e for e in events(text, "en") if e.type == "DISASTER"]
    assert [len(e.mentions) for e in found] == [3]
