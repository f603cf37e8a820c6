"""What English news agencies tell, each class of it with what it must not be taken for."""

from __future__ import annotations

import pytest

from .telling import events, names, words


def told(text: str) -> list[tuple[str, str, str]]:
    return [(words(text, e), e.type.value, e.modality.value) for e in events(text, "en", "2024-03-14")]


def test_no_disaster_is_planned() -> None:
    text = "The money raised after the Lisbon earthquake will help thousands of families in the city."
    assert ("earthquake", "DISASTER", "scheduled") not in told(text)
    assert "earthquake" in [word for word, _, _ in told("An earthquake struck Lisbon on Monday.")]


@pytest.mark.parametrize("question", ["how many soldiers have died in Mali", "how many people were killed"])
def test_what_is_asked_for_did_not_happen(question: str) -> None:
    assert told(f"The ministry of Mali does not know {question}.") == []
    assert told("On Monday ten soldiers died in Mali.")


def test_a_short_name_in_brackets_is_the_long_one() -> None:
    text = (
        "The International Coffee Committee (ICC) rejected the offer on Monday. ICC urged Brazil to return."
    )
    found = events(text, "en", "2024-03-14")
    assert [names(e) & {"International Coffee Committee", "ICC"} for e in found] == [
        {"International Coffee Committee"}
    ] * 2


def test_what_a_verb_needs_is_told_with_it() -> None:
    assert len(told("The health ministry declared an epidemic on Wednesday.")) == 1


def test_what_a_virus_kills_is_of_its_outbreak() -> None:
    assert [kind for _, kind, _ in told("The virus has killed 86 people in Chile since Monday.")] == [
        "HEALTH"
    ]
    assert [kind for _, kind, _ in told("Rebels killed 86 people in Chile on Monday.")] == ["ASSAULT"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels attacked an army base in the southern city of Deraa on Monday.", "Deraa"),
        ("Canada confirmed four cases of measles on Monday.", "Canada"),
        ("Canada expelled two diplomats on Monday.", None),
        ("An earthquake struck Nepal on Friday.", "Nepal"),
        ("Rebels attacked a convoy in eastern Ukraine on Sunday.", "Ukraine"),
    ],
)
def test_where_it_was(text: str, place: str | None) -> None:
    (event,) = events(text, "en", "2024-03-14")
    assert (event.place and event.place.name) == place


def test_who_only_tells_it_takes_no_part() -> None:
    text = "The virus killed ten people in Chile last week, according to French researchers."
    (event,) = events(text, "en", "2024-03-14")
    assert names(event) == {"ten people"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rebels mounted a raid on Goma on Monday.", "ASSAULT"),
        ("The minister tendered his resignation on Monday.", "APPOINTMENT"),
        ("Voters in Chile cast ballots on Sunday.", "ELECTION"),
        ("Nurses in Leeds went on strike on Monday.", "PROTEST"),
        ("France and Chad inked a deal on Monday.", "AGREE"),
        ("A fighter jet was shot down over Goma on Monday.", "ASSAULT"),
        ("A bomb exploded at a market in Goma on Monday.", "ASSAULT"),
        ("A storm slammed into Chile on Monday.", "DISASTER"),
        ("China devalued its currency on Monday.", "ECONOMY"),
    ],
)
def test_light_verbs_and_set_phrases(text: str, kind: str) -> None:
    assert kind in [k for _, k, _ in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Britain raised its threat level on Monday.",
        "She left the room on Monday.",
        "On Monday the house passed the bill by 52 votes to 48.",
    ],
)
def test_what_only_sounds_like_one(text: str) -> None:
    assert not {"THREATEN", "CONSULT", "ELECTION"} & {kind for _, kind, _ in told(text)}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Gunmen killed at least 25 people in Goma on Monday.", {"Gunmen", "25 people"}),
        ("Israeli forces shot dead a man on Monday.", {"Israeli forces", "man"}),
        ("Turkey bombed Kurdish militants in northern Iraq on Monday.", {"Turkey", "Kurdish militants"}),
        ("The Iranian president, Hassan Rouhani, will travel to Paris on Monday.", {"Hassan Rouhani"}),
        ("The foreign minister resigned on Monday.", {"foreign minister"}),
        ("The European Court of Justice ruled on Monday.", {"European Court of Justice"}),
    ],
)
def test_who_took_part(text: str, parties: set[str]) -> None:
    (event,) = events(text, "en", "2024-03-14")
    assert names(event) == parties


def test_who_died_in_a_crash_is_told_with_it() -> None:
    text = "Three people were killed on Monday when a bus overturned near Goma."
    assert [kind for _, kind, _ in told(text)] == ["ACCIDENT"]


def test_who_denies_doing_it_did_not_do_it() -> None:
    (event,) = events("Russia denied sending troops into Ukraine.", "en", "2024-03-14")
    assert (event.modality, event.title) == ("negated", "Russia did not send troops into Ukraine")
