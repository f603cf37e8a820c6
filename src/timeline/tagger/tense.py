"""Which tense the clause of a mention has: that of the nearest word that shows one."""

from __future__ import annotations

from bisect import bisect_left

from timeline.tagger.chart import Mention

# How near, in code points, a word that shows the clause's tense must stand before or after a mention.
BEFORE, AFTER = 120, 80
# A past form so near after a cue of the future is a passive: "will be released".
PASSIVE = 25
# The tense of a word that says that something was called off: of the past, of what may be still to come.
CALLED_OFF = -2


def with_tense(
    text: str, mentions: list[Mention], cues: list[tuple[int, int]], off: list[int]
) -> list[Mention]:
    """Each mention with the tense of the nearest cue in its sentence, one before it if there is one.

    What was planned and called off may lie on either side of today: "planned for 4 July was cancelled".
    """
    places = [place for place, _ in cues]
    out = []
    for m in mentions:
        i, after = bisect_left(places, m.start), bisect_left(places, m.end)
        tense = 0
        if i and m.start - places[i - 1] < BEFORE and not _ends(text, places[i - 1], m.start):
            tense = cues[i - 1][1]
            k = bisect_left(off, m.end)
            if tense > 0 and k < len(off) and off[k] - m.end < AFTER and not _ends(text, m.end, off[k]):
                tense = 0
        elif after < len(places) and places[after] - m.end < AFTER and not _ends(text, m.end, places[after]):
            tense = cues[after][1]
        out.append(Mention(m.start, m.end, m.category, m.term, m.rule, tense, m.others) if tense else m)
    return out


def _ends(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two places."""
    between = text[start:end]
    return any(c in between for c in "!?؟\n;؛") or ". " in between
