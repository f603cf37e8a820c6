"""Which words name people without a name: a group, so and so many of them, those of a nation."""

from __future__ import annotations

from timeline.events.lexicon import Reading
from timeline.events.passage import Passage

# So many words that only say of which kind they are may follow.
DESCRIBED = 3


def people_without_name(passage: Passage, i: int, reading: Reading) -> int:
    """Where people end that are named by what they are, and begin at a token with a reading; else `i`."""
    kind = reading.sense.kind
    if kind == "nation":
        return i + 1 if _nationals(passage, i, reading) else i
    if kind == "counted" and counted_from(passage, i) == i:
        return i
    if kind == "group" and (not names_people(passage, i) or _of_things(passage, i)):
        return i
    if _describes_event(passage, i, reading):
        return i
    end = i + 1
    if "number" in passage.words[i].kinds and (names_people(passage, end) or _crowd(passage, end)):
        end += 1  # `مئات المحتجين`
    while end < len(passage.words) and passage.words[end].kinds == {"nation"} and end <= i + DESCRIBED:
        end += 1
    return end


def _nationals(passage: Passage, i: int, reading: Reading) -> bool:
    """Whether a word for those of a nation is no adjective: counted, or right behind a verb."""
    if passage.lexicon.capitals or reading.article or reading.preposition or reading.sense.tense != "noun":
        return False
    if counted_from(passage, i) < i:
        return True  # `ثلاثة فلسطينيين`
    before = [r.sense for r in passage.words[i - 1].readings] if i else []  # `استشهد فلسطيني`
    return any(s.kind == "event" and s.tense == "past" for s in before) and all(
        s.tense not in ("noun", "construct") for s in before
    )


def _of_things(passage: Passage, i: int) -> bool:
    """Whether a number of many counts no people: `عشرات المنازل`."""
    article = passage.lexicon.article
    if not article or "number" not in passage.words[i].kinds or i + 1 >= len(passage.words):
        return False
    after = passage.words[i + 1]
    people = after.kinds & {"group", "counted", "nation"} or _crowd(passage, i + 1)
    return after.folded.startswith(article) and not people


def _crowd(passage: Passage, i: int) -> bool:
    """Whether an unknown word has an article and the ending of several people: `آلاف النازحين`."""
    if i >= len(passage.words) or not passage.lexicon.article or passage.words[i].kinds:
        return False
    folded = passage.words[i].folded
    return folded.startswith(passage.lexicon.article) and folded.endswith(passage.lexicon.of_many)


def names_people(passage: Passage, i: int) -> bool:
    """Whether a word names people; what can be an event too does so only where that is a verb."""
    if i >= len(passage.words) or "group" not in passage.words[i].kinds:
        return False
    senses = [r.sense for r in passage.words[i].readings if r.sense.kind == "event"]
    senses = [s for s in senses if s.tense != "construct"]  # `انتحاري`: who did it, and no two suicides
    if passage.lexicon.nouns_join:
        return all(s.tense != "noun" for s in senses)
    # `المتظاهرون`: who they are tells what happened, too
    return all(s.tense == "noun" and not s.value.strong for s in senses)


def _describes_event(passage: Passage, i: int, group: Reading) -> bool:
    """Whether a word for one person only says of which kind an event is: `هجوم مسلح`."""
    if group.sense.value != "either" or not i:
        return False
    before = passage.words[i - 1].readings
    return any(r.sense.kind == "event" for r in before) and all(
        r.sense.kind != "event" or (r.sense.tense == "noun" and r.sense.value.strong) for r in before
    )


def counted_from(passage: Passage, i: int) -> int:
    """Where a group begins whose number stands before it: `27 شخصا`."""
    first = i
    some = passage.lexicon.order == "vso" and first > 1 and "of" in passage.words[i - 1].kinds
    if some and _is_number(passage, i - 2):
        first -= 1  # `12 من عناصر`
    while (
        first > max(0, i - 4)
        and passage.times[first - 1] < 0
        and (_is_number(passage, first - 1) or _groups_digits(passage, first - 1))
    ):
        first -= 1
    return first


def _is_number(passage: Passage, i: int) -> bool:
    return passage.times[i] < 0 and (passage.char(i).isdigit() or "number" in passage.words[i].kinds)


def _groups_digits(passage: Passage, i: int) -> bool:
    """Whether a mark stands inside a number: "2,000"."""
    inside = passage.char(i) in ",." and passage.char(i - 1).isdigit() and passage.char(i + 1).isdigit()
    return inside and passage.ends[i - 1] == passage.starts[i] and passage.ends[i] == passage.starts[i + 1]
