"""What governs a mention: the preposition before it, attached or on its own."""

from __future__ import annotations

from timeline.events.cast import Mention
from timeline.events.event import EventType
from timeline.events.passage import PREPOSITIONS, Passage
from timeline.events.triggers import Trigger


def kind_before(passage: Passage, trigger: Trigger, m: Mention) -> frozenset[str]:
    """What stands before a mention, attached or on its own; `of` where it belongs to the noun before it."""
    first = m.first
    if first > 1 and m.actors[0].kind in ("person", "role") and "honorific" in passage.words[first - 1].kinds:
        first -= 1  # `زيارة معالي الوزير`
    word = passage.words[first]
    if first and "owing" in passage.words[first - 1].kinds and passage.times[first - 1] < 0:
        return frozenset(("of",))  # `التابع للأمم المتحدة`
    for r in word.readings:
        if r.preposition:
            return frozenset({"ب": ("in",), "ل": ("toward",), "ك": ("from",)}.get(r.preposition, ()))
    if not first:
        return frozenset()
    before = passage.words[first - 1]
    if first > 1 and before.kinds == {"bearing"}:
        before = passage.words[first - 2]  # "in northern Iraq"
    among = passage.lexicon.order == "svo" or m.actors[0].kind == "group"
    if among and "of" in before.kinds and first > 1 and "number" in passage.words[first - 2].kinds:
        return frozenset()  # "thousands of protesters" are protesters
    if first > 1 and "roughly" in passage.words[first - 2].kinds:
        return frozenset()  # `أكثر من 100 شخص`, `ما لا يقل عن 20 شخصا`
    own = first - 1 in (trigger.token, trigger.governor)
    own = own or (
        first - 1 == trigger.needed
        and trigger.family.type != EventType.ECONOMY
        and not _led_to(passage, first - 1)
    )
    if passage.lexicon.order == "vso" and not own and _plain_noun(passage, first - 1):
        inside = any(r.preposition == "ب" for r in before.readings)  # `بجنوب صنعاء`
        return frozenset(("of", "in") if inside else ("of",))
    return before.kinds


def _led_to(passage: Passage, i: int) -> bool:
    """Whether a preposition governs a word: `عثر على جثة`, `بسجن`."""
    attached = any(r.preposition for r in passage.words[i].readings)
    return attached or bool(i and passage.words[i - 1].kinds & PREPOSITIONS)


def _plain_noun(passage: Passage, i: int) -> bool:
    """Whether a word is a noun that what follows can belong to: no article, no time, no mark."""
    folded = passage.words[i].folded
    if (
        not folded[:1].isalpha()
        or passage.times[i] >= 0
        or folded.startswith(passage.lexicon.article or "\0")
    ):
        return False
    # What a text is about, and what can be named after people, are no kinds of words.
    topics = passage.lexicon.topics
    readings = [
        r for r in passage.words[i].readings if r.sense.kind not in topics and r.sense.kind not in _NO_WORDS
    ]
    if not readings:
        return passage.words[i].common
    if any(r.article for r in readings):
        return False
    if any(r.preposition for r in readings):
        return all(r.sense.kind != "title" for r in readings)  # `بسجن` can be no verb
    return all(r.sense.kind in _NOUN_KINDS and r.sense.tense in ("noun", "construct") for r in readings)


_NO_WORDS = frozenset(("honours", "honorific", "venue", "affair", "lands"))
_NOUN_KINDS = frozenset(
    ("event", "light", "occur", "organisation", "group", "intend", "say", "plan", "place_kind")
)
