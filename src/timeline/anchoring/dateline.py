"""Does a text state its own date: a dateline, told apart from dates that the text is merely about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.interval import Granularity, Interval
from timeline.meaning.terms import Fixed
from timeline.tagger import Mention

# A dateline begins at most so many code points into the text: a place or two, and the agency.
_PLACES = 48
# What may follow a dateline: its era, its twin in another calendar, an agency, a dash, the end of the line.
_AFTER = re.compile(
    r"\s*(?:م\b|هـ?\b)?[\s)،,.]*(?:\n|$|[-–—―:/|(]|واس\b|رويترز|وكالات|أ\s?ف\s?ب|د\s?ب\s?أ|سبأ|بترا|كونا|وام\b|AFP|AP\b|Reuters)"
)
_TWIN = re.compile(
    r"\s*(?:م|هـ?|ه)?\s*[-–/،,(]?\s*(?:الموافق\s*(?:لـ?)?|correspondant au|corresponding to)?\s*"
)
# Words that a dateline's places never hold: a sentence has begun.
_SENTENCE = re.compile(r"[.!?؟:؛]\s|\n\s*\n")


def dateline(text: str, mentions: Sequence[Mention]) -> tuple[Interval, int, int] | None:
    """The day that a dateline at the beginning of the text names, with its span; None where there is none."""
    begins = len(text) - len(text.lstrip(" \t\r\n\ufeff&\u00a0"))
    for i, m in enumerate(mentions[:3]):
        if m.start - begins > _PLACES or _SENTENCE.search(text, begins, m.start):
            return None
        day = _day(m)
        if day is None:
            continue
        end = m.end
        following = mentions[i + 1] if i + 1 < len(mentions) else None
        if (
            following is not None
            and _TWIN.fullmatch(text, end, following.start)
            and _day(following) is not None
        ):
            # Where two calendars disagree by the sighting of the moon, the Gregorian day is meant.
            day, end = _day(following), following.end
            return (day, m.start, end) if day is not None else None
        if _AFTER.match(text, end) and len(text[begins : m.start].split()) <= 6:
            return day, m.start, end
    return None


def _day(m: Mention) -> Interval | None:
    if isinstance(m.term, Fixed) and m.term.grain == Granularity.DAY:
        return Interval.of_days(m.term.first, m.term.first)
    return None
