"""What French news agencies tell in set phrases, and what their verbs alone do not."""

from __future__ import annotations

import pytest

from .telling import events


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
