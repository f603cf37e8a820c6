"""Does a text state its own date: a dateline, told apart from dates that the text is merely about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.anchoring.constraint import Evidence, core
from timeline.anchoring.cues import Cues
from timeline.anchoring.twins import is_between_twins
from timeline.interval import Granularity, Interval
from timeline.language import fold
from timeline.meaning.terms import Fixed, Periodic
from timeline.tagger import Mention

# A dateline begins at most so many code points into the text and after so many words: places and an agency.
_PLACES, _WORDS = 48, 6
# A stamp stands among the first code points of a text, after headlines and names, or among the last ones.
_HEAD, _FOOT = 700, 200
# A line that is a stamp holds at most so many words beside its date.
_LINE, _BESIDE, _STOPS = 120, 3, (".", "!", "?", "؟")
# What closes a dateline: the end of its line, a dash, or a bar; a colon does after a place.
_CLOSED = re.compile(r"[\s)،,.]*(?:\n|[-–—―|_])")
_COLON = re.compile(r"\s*:")
# A clock time with its zone after a date: no sentence tells it so, a stamp does.
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?\s*)?(?:[A-Z]{2,4}T|UTC|Z)\b"
_STAMPED, _STAMP = re.compile(r"\s*[,،|-]?\s*" + _CLOCK), re.compile(_CLOCK)
# What a dateline's places never hold: a sentence has begun.
_SENTENCE = re.compile(r"[.!?؟:؛]\s|\n\s*\n")
_LEFT_ASIDE = re.compile(r"[\s\ufeff&*#•-]*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ERA = 3


def dateline(text: str, mentions: Sequence[Mention], cues: Cues) -> Evidence | None:
    """The day that the text bears: with bounds where it has its year, else as what comes every year.

    It is hard where an agency follows, soft where only the place where it stands says so.
    Where it is told in two calendars that disagree by the sighting of the moon, the Gregorian day is meant.
    """
    for i, m in enumerate(mentions):
        if _HEAD < m.start < len(text) - _FOOT or not _is_day(m):
            continue
        twin = mentions[i + 1] if i + 1 < len(mentions) else None
        if twin is None or not _is_day(twin) or not is_between_twins(text, m, twin):
            twin = m
        agency = _opens(text, m, twin.end, cues)
        if agency is not None or _is_stamp(text, m, twin.end, cues):
            day = core(twin.term)
            if isinstance(day, Periodic):
                return Evidence("dateline", m.start, twin.end, cycle=day)
            assert isinstance(day, Fixed)
            borne = Interval.of_days(day.first, day.first)
            return Evidence("dateline", m.start, twin.end, borne, hard=bool(agency))
    return None


def _is_day(m: Mention) -> bool:
    day = core(m.term)
    if isinstance(day, Periodic):
        return day.kind in ("month_day", "weekday_month_day")
    return isinstance(day, Fixed) and day.grain == Granularity.DAY


def _opens(text: str, m: Mention, end: int, cues: Cues) -> bool | None:
    """Whether an agency follows a date that stands where a dateline does, after a place or two.

    None where it is no dateline: no agency, no dash and no line's end follows; one without a year needs its
    agency.
    """
    begins = _LEFT_ASIDE.match(text).end()  # type: ignore[union-attr]
    if m.start - begins > _PLACES or _SENTENCE.search(text, begins, m.start):
        return None
    places = text[begins : m.start].split()
    if len(places) > _WORDS:
        return None
    end = _past_era(text, end, cues)
    if cues.follows(text, end, cues.agency):
        return True
    if isinstance(core(m.term), Periodic) or cues.precedes(text, m.start, cues.preposition):
        return None
    return False if _CLOSED.match(text, end) or (places and _COLON.match(text, end)) else None


def _past_era(text: str, end: int, cues: Cues) -> int:
    """Where a date's era ends, which may stand apart from it: م, هـ."""
    word = text[end : end + _ERA].split()
    return text.index(word[0], end) + len(word[0]) if word and fold(word[0]) in cues.era else end


def _is_stamp(text: str, m: Mention, end: int, cues: Cues) -> bool:
    """Whether a date is a stamp: with a clock time and its zone, after "updated", or alone on its line."""
    if isinstance(core(m.term), Periodic):
        return False
    if _STAMP.search(text, m.start, m.end) or _STAMPED.match(text, end):
        return True
    if cues.precedes(text, m.start, cues.stamp) or cues.follows(text, end, cues.stamp):
        return True
    first, last = text.rfind("\n", 0, m.start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    if last - first > _LINE or (first == 0 and last == len(text)):
        return False
    beside = text[first : m.start] + " " + text[end:last]
    return not beside.rstrip().endswith(_STOPS) and len(_WORD.findall(beside)) <= _BESIDE
