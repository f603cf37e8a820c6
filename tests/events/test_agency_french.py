"""What French news agencies tell in set phrases, and what their verbs alone do not."""

from __future__ import annotations

import pytest

from .telling import events, names


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Des agriculteurs ont bloqué jeudi les autoroutes autour de Toulouse.", "PROTEST"),
        ("Le gouvernement a bloqué jeudi le projet de Toulouse.", "REJECT"),
        ("Le Premier ministre a présenté sa démission lundi soir.", "APPOINTMENT"),
        ("Des avions ont visé un dépôt près de Damas lundi.", "ASSAULT"),
    ],
)
def test_what_stands_beside_the_verb_says_which_kind(text: str, kind: str) -> None:
    assert kind in [e.type for e in events(text, "fr", "2024-03-14")]


@pytest.mark.parametrize(
    "text",
    [
        "La Russie a démenti avoir envoyé des troupes à Kiev.",
        "Le suspect a nié avoir tué sa femme.",
        "Le ministre a démenti que la France ait livré des armes.",
    ],
)
def test_what_is_denied_did_not_happen(text: str) -> None:
    told = {e.type: e.modality for e in events(text, "fr", "2024-03-14") if e.type != "REJECT"}
    assert set(told.values()) == {"negated"}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Au moins 25 personnes ont péri lundi dans un attentat à Goma.", {"25 personnes"}),
        ("Le roi Mohammed VI a gracié dix détenus mercredi.", {"Mohammed VI"}),
        ("La Réserve fédérale a relevé ses taux lundi.", {"Réserve fédérale"}),
    ],
)
def test_who_took_part(text: str, parties: set[str]) -> None:
    (event,) = events(text, "fr", "2024-03-14")
    assert names(event) == parties


def test_both_words_of_a_set_phrase_tell_it() -> None:
    text = "Le parquet de Paris a ouvert une enquête lundi."
    (event,) = events(text, "fr", "2024-03-14")
    assert [text[m.trigger.start : m.trigger.end] for m in event.mentions] == ["ouvert", "enquête"]
