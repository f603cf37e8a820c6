"""What do anniversaries show: so many years have passed since an event whose date is told beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from timeline.anchoring.constraint import Evidence, core
from timeline.anchoring.cues import Cues
from timeline.interval import DAY, Granularity, Interval, civil, day_number
from timeline.language import TOKEN, fold
from timeline.meaning import terms as t
from timeline.meaning.calendars import add_months
from timeline.tagger import Mention, tokens

# The date stands at most so many code points from the word for an anniversary, the number of years so many.
_REACH, _NEAR = 120, 28
# An anniversary is news so many days before and after.
_AROUND = 31
_ENDS = ".!?؟\n"


def anniversaries(text: str, mentions: Sequence[Mention], cues: Cues, code: str) -> Iterator[Evidence]:
    """The years of writing that anniversaries give, in text order."""
    if not any(word and word in text for word in cues.anniversary_like):
        return
    for m in mentions:
        term = core(m.term)
        if not isinstance(term, t.Fixed) or term.grain not in (Granularity.YEAR, Granularity.DAY):
            continue
        if (years := _years(text, m, cues, code)) is None:
            continue
        if term.grain == Granularity.YEAR:
            year = civil(term.first)[0] + years
            days = day_number(year, 1, 1), day_number(year + 1, 1, 1)
        else:
            day = add_months(term.first, 12 * years)
            days = day - _AROUND, day + _AROUND + 1
        yield Evidence("anniversary", m.start, m.end, Interval(days[0] * DAY, days[1] * DAY), hard=False)


def _years(text: str, m: Mention, cues: Cues, code: str) -> int | None:
    """The number of years beside the nearest word for an anniversary in the sentence before a date."""
    found = None
    for token in TOKEN.finditer(text, max(m.start - _REACH, 0), m.start):
        word = token.group()
        if word in _ENDS or "\n" in text[token.end() : token.end() + 1]:
            found = None
        elif fold(word) in cues.anniversary:
            after = _number(text[token.end() : min(token.end() + _NEAR, m.start)], code)
            before = _number(text[max(token.start() - _NEAR, 0) : token.start()], code)
            found = after or before or found
    return found


@lru_cache(maxsize=1 << 10)
def _number(text: str, code: str) -> int | None:
    """The number or ordinal that some words spell, units before tens; None without one."""
    total = 0
    for _, known in tokens(text, code):
        value = next((v for c, v in known if c in ("ord", "num") and isinstance(v, int)), 0)
        if 0 < value < 1000 and (not total or total < 10 < value):
            total += value
    return total if total > 1 else None
