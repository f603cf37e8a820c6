"""Who says so: the source that a sentence names for what it tells."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.events.cast import Cast, Mention
from timeline.events.event import Attribution
from timeline.events.passage import Passage
from timeline.events.triggers import Trigger

# How far from the word that says so its speaker may stand, in tokens.
NEAR = 8
_SPEAKERS = frozenset(("person", "role", "organisation", "country"))


def attribution_of(passage: Passage, cast: Cast, trigger: Trigger) -> Attribution | None:
    """The source named before what it says ("X said that …", "according to X, …"), or after it ("…, X said").

    None where the text tells it in its own name.
    """
    scene, at = trigger.scene, trigger.token
    first, last = trigger.sentence.first, trigger.sentence.last
    for k in reversed(passage.where(first, at, "source", "say", "claim")):
        kinds = scene.kinds(k)
        if "source" in kinds:
            return _spoken(passage, cast.between(k + 1, min(k + NEAR, at)))
        if kinds & {"say", "claim"} and k != trigger.governor and _leads_to(trigger, k):
            return _spoken(passage, _beside(passage, cast, k, first, at))
    for k in passage.where(at + 1, last, "source", "say"):
        if "source" in scene.kinds(k):
            return _spoken(passage, cast.between(k + 1, min(k + NEAR, last)))
        if "say" in scene.kinds(k) and k != trigger.governor and passage.lexicon.order == "svo":
            if any(passage.char(m) in ',،”»"' for m in range(max(at, k - NEAR), k)):
                return _spoken(passage, _beside(passage, cast, k, at + 1, last))
            return None
    return None


def _leads_to(trigger: Trigger, k: int) -> bool:
    """Whether what is said begins between the verb of saying and the trigger."""
    scene, passage = trigger.scene, trigger.scene.passage
    between = range(k + 1, trigger.token)
    return scene.has("that", between) or any(passage.char(m) in ':"“«' for m in between)


def _beside(passage: Passage, cast: Cast, k: int, first: int, last: int) -> list[Mention]:
    """Who may be the subject of a verb of saying, likeliest first: by language, behind it or before it."""
    said = next((m for m in range(k + 1, min(k + NEAR, last)) if passage.reports(m)), last)
    after = cast.between(k + 1, min(k + NEAR, said))
    before = cast.between(max(first, k - NEAR), k)[::-1]
    return [*after, *before] if passage.lexicon.order == "vso" else [*before, *after]


def _spoken(passage: Passage, mentions: Iterable[Mention]) -> Attribution | None:
    for mention in mentions:
        if mention.first and "in" in passage.words[mention.first - 1].kinds:
            continue
        actor = next((a for a in mention.actors if a.kind in _SPEAKERS), None)
        if actor is not None:
            return Attribution(name=actor.name, start=mention.start, end=mention.end)
    return None
