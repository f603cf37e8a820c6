"""Which words of a text tell a time: tag(text, language) -> mentions, in time linear in the text.

A text is cut into runs of words that the language knows: words.py says what each may be, chart.py which
mentions a run holds, tense.py which tense their clauses have.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from timeline.language import TOKEN, Language, cut, load_language
from timeline.tagger.chart import MAX_TOKENS, Mention, Run, parse
from timeline.tagger.tense import CALLED_OFF, PASSIVE, with_tense
from timeline.tagger.words import known_of, read_word

__all__ = ["Mention", "tag", "tokens"]

# A memory of so many words is kept; then it starts anew, so that a long run can't fill the machine.
MAX_ANALYSES = 100_000
# A run of more tokens than this is read through a window, so that the chart of a hostile text stays small.
WINDOW = 10 * MAX_TOKENS
# Short runs recur ("on Monday"): what was found in them is remembered.
MAX_RECALLED = 8


def tag(text: str, language: str) -> list[Mention]:
    """The time expressions of a text in order, none overlapping another. Offsets are half-open code points.

    Raises FileNotFoundError for a language without a folder.
    """
    knowledge = load_language(language)
    memory = knowledge.analyses
    if len(memory) > MAX_ANALYSES:
        memory.clear()
    run: Run = []
    mentions: list[Mention] = []
    cues: list[tuple[int, int]] = []
    off: list[int] = []  # where something is said to be called off
    last = 0
    content = False
    for spelled, start, end in zip(*cut(text), strict=True):
        try:
            word = memory[spelled]
        except KeyError:
            word = memory[spelled] = read_word(knowledge, spelled)
        if word is None:
            if run:
                if content:
                    mentions += _mentions(knowledge, run, text)
                    content = False
                run = []
            continue
        if run and start > last + 1 and text.count("\n", last, start) > 1:
            if content:
                mentions += _mentions(knowledge, run, text)
                content = False
            run = []
        if word.tense == CALLED_OFF:
            off.append(start)
        if word.tense and not (word.tense < 0 and cues and cues[-1][1] > 0 and start - cues[-1][0] < PASSIVE):
            cues.append((start, max(word.tense, -1)))
        content = content or word.content
        run.append((start, end, word))
        last = end
        if len(run) == WINDOW:
            if content:
                found = _settled(parse(run, knowledge.rules, text), run)
                mentions += found
                run = _rest(run, found)
            else:
                run = run[-MAX_TOKENS:]
    if content:
        mentions += _mentions(knowledge, run, text)
    return with_tense(text, mentions, cues, off) if cues else mentions


def _settled(mentions: list[Mention], run: Run) -> list[Mention]:
    """The mentions of a full window that no token after it could make longer."""
    edge = run[-MAX_TOKENS][0]
    return [m for m in mentions if m.end <= edge]


def _rest(run: Run, found: list[Mention]) -> Run:
    """The tokens of a full window that may still be part of a mention."""
    done = max(found[-1].end if found else 0, run[-2 * MAX_TOKENS][0])
    return [token for token in run if token[0] >= done]


def _mentions(language: Language, run: Run, text: str) -> list[Mention]:
    """The mentions of a run, remembered where the same words stand between the same characters."""
    if len(run) > MAX_RECALLED:
        return parse(run, language.rules, text)
    first, last = run[0][0], run[-1][1]
    # What stands beside a numeral decides whether it goes on, and a word behind it whether it counts.
    numeral = text[first].isdigit() or text[last - 1].isdigit()
    beside = text[max(first - 2, 0) : last + 2] if numeral else text[last : last + 2].strip().isalpha()
    spelled = (text[first:last], beside)
    found = language.recalled.get(spelled)
    if found is None:
        if len(language.recalled) > MAX_ANALYSES:
            language.recalled.clear()
        found = language.recalled[spelled] = [
            (m, m.start - first, m.end - first) for m in parse(run, language.rules, text)
        ]
        return [m for m, _, _ in found]
    return [
        Mention(first + start, first + end, m.category, m.term, m.rule, 0, m.others)
        for m, start, end in found
    ]


def tokens(text: str, language: str) -> Iterator[tuple[str, tuple[tuple[str, Any], ...]]]:
    """Each token of a text with what the language knows of it, for `timeline explain`."""
    knowledge = load_language(language)
    for m in TOKEN.finditer(text):
        word = m.group()
        found = known_of(knowledge, word) or ()
        yield word, tuple((category, value) for _, _, category, value in found)
