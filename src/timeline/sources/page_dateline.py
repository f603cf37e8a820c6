"""When was a web page published, as it tells people: by the dates in the lines around its article.

Of all dates that a page shows, its own stands between headline and text or just above the headline, says
that it is, or is marked as one. That of today in a header, those of other articles, of comments and calendars
and the years of a footer do not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from timeline.sources.page_days import Named, Told, days_in, is_signed, said_of, stands_alone
from timeline.sources.page_lines import Line, lines_of

# Where a page is not about this article, by words in names of classes.
_ELSEWHERE = re.compile(
    r"(?<!post-)(?<!entry-)(?<!article-)foot|pied|bottom|sidebar|related|comment|reply|widget|menu|\bnav|copyright|recommend|popular|latest|more-"
    r"|clock|today|ticker|calendar|archive|event|agenda|breadcrumb|similaire|connexe|caption|legende"
)
_HEADER = re.compile(
    r"(?:site|page|main|global|top)?[-_]?(?:header|top|topbar|head|banner|masthead|bandeau|entete)"
)
_ARTICLES_FOOT = re.compile(r"entry|post|article")
_DATED = re.compile(r"date|time|publi|posted|submitted|byline|dateline|meta|info|author|auteur|تاريخ", re.I)
_OWN = re.compile(r"publi(?!c\b)|posted|submitted|created", re.I)
_CHANGED = re.compile(r"updat|modif|maj\b", re.I)
_TITLED = re.compile(r"title|titre|headline", re.I)
# Attributes in which a page tells machines what it tells people otherwise.
_TOLD_IN = ("datetime", "title", "content", "data-date", "data-datetime", "data-time", "data-published")
# A dateline is short: what is longer is a text that tells of days. Long lines show where the article is.
_LONGEST, _BODY = 200, 60
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# How many lines above the headline, and under the article, may be its own.
_ABOVE, _UNDER = 3, 6
# What is read of a page before it is given up: lines with a figure, lines before the headline, and lines in
# which the article is looked for from either end.
_MOST, _BEFORE, _FAR = 400, 60, 3_000


class _Dated(NamedTuple):
    """A day that a line names: where that stands, how it is told, in which order to believe it."""

    where: str
    how: str
    day: str


# The first of these that a page has is its date. `between` is headline and text; `far` under the article and
# all that stands after the headline otherwise. What is told far off must be the same in all places.
_ORDER = (
    *(("between", "published"), ("between", "marked"), ("between", "bare")),
    *(
        ("above", "published"),
        ("above", "marked"),
        ("under", "published"),
        ("above", "bare"),
        ("under", "marked"),
    ),
    *(("far", "published"), ("far", "marked"), ("before", "published")),
)
_UPDATES = (("between", "updated"), ("under", "updated"), ("above", "updated"), ("far", "updated"))
_AGREED = ("under", "far", "before")


def days_shown(tree: Any, text: str, languages: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Days that the page may show as its own, the likeliest first; whether that is only of its last change.

    `text` is the article that was taken from it.
    """
    found = list(_dated(tree, text, languages))
    for order, updated in ((_ORDER, False), (_UPDATES, True)):
        for where, how in order:
            days = [one.day for one in found if (one.where, one.how) == (where, how)]
            if days and not (where in _AGREED and len({day[:10] for day in days}) > 1):
                yield from ((day, updated) for day in days)


def _dated(tree: Any, text: str, languages: Sequence[str]) -> Iterator[_Dated]:
    lines = list(lines_of(tree))
    first, second, last = _article(lines, " ".join(text.split()))
    headline = _headline(lines, first, languages)
    own = _around(*(lines[n] for n in (headline, first) if n is not None and n < len(lines)))
    top = headline if headline is not None else max(0, first - _UNDER)
    tried = 0
    for number, line in enumerate(lines):
        where = _where(number, top, second, last)
        if where is None or len(line.text) > _LONGEST:
            continue
        line = _whole(line, own)
        elements = (*line.inline, *_up(line, own))
        if not _may_tell(line, elements):
            continue
        tried += 1
        if tried > _MOST:
            return
        if is_elsewhere(line.block, own) or any(_is_of_another(one) for one in line.inline):
            continue
        yield from (
            _Dated(where, how, day)
            for how, day in _told(line, elements, languages, is_headline=number == headline)
        )


def _told(
    line: Line, elements: Sequence[Any], languages: Sequence[str], *, is_headline: bool
) -> Iterator[tuple[str, str]]:
    """How a line tells which days: those for machines first, then what it reads."""
    marks = " ".join(_names(one) for one in elements)
    own = bool(_OWN.search(marks)) or any(one.get("pubdate") is not None for one in elements)
    changed = bool(_CHANGED.search(marks)) and not own
    marked = bool(_DATED.search(marks)) or any(one.tag in ("time", "abbr") for one in elements)
    named = days_in(line.text, languages, dated=marked)
    for one in elements:
        if one.tag not in ("time", "abbr") and not _DATED.search(_names(one)):
            continue
        said = next((v for v in map(one.get, _TOLD_IN) if v and any(c.isdigit() for c in v)), None)
        if said:
            told = _said_of(line, one, named)
            if told == "updated" or (_CHANGED.search(_names(one)) and not _OWN.search(_names(one))):
                yield "updated", said
            else:
                yield "published" if told == "published" or _OWN.search(_names(one)) else "marked", said
    for one in named:
        if one.told in ("published", "updated"):
            yield one.told, one.day
        elif is_headline or one.told == "event":
            continue
        elif is_signed(line.text, one):
            yield "published", one.day
        elif marked:
            yield ("updated" if changed else "published" if own else "marked"), one.day
        elif stands_alone(line.text, named):
            yield "bare", one.day


def _said_of(line: Line, element: Any, named: Sequence[Named]) -> Told:
    """What an element in a line is said to be, which tells machines its day."""
    words = " ".join("".join(element.itertext()).split())
    start = line.text.find(words) if words else -1
    if start < 0:
        return "bare"
    before = max((one.end for one in named if one.end <= start), default=0)
    return said_of(line.text[before:start], line.text[start + len(words) :])


def _headline(lines: Sequence[Line], first: int, languages: Sequence[str]) -> int | None:
    """The number of the line that is the article's headline: the last <h1> above it, or what is like one."""
    above = range(min(first, len(lines) - 1), -1, -1)
    for tags in (("h1",), _HEADINGS, ()):
        for number in above:
            line = lines[number]
            here = [line.block, *line.inline]
            if line.block.getparent() is not None:
                here.append(line.block.getparent())
            is_one = (
                any(e.tag in tags for e in here) if tags else any(_TITLED.search(_names(e)) for e in here)
            )
            if is_one and not is_elsewhere(line.block) and not days_in(line.text, languages):
                return number
    return None


def _where(number: int, top: int, second: int, last: int) -> str | None:
    """Where a line stands, None where it is in the article or far above it."""
    if number < top:
        return "above" if number >= top - _ABOVE else "before" if number >= top - _BEFORE else None
    if number <= second:
        return "between"
    if number < last:
        return None
    return "under" if number <= last + _UNDER else "far"


def _article(lines: Sequence[Line], article: str) -> tuple[int, int, int]:
    """The numbers of its first long line, of the next that a dateline may stand above, and of its last."""

    def found(numbers: range) -> int:
        for number in numbers[:_FAR]:
            if len(lines[number].text) >= _BODY and lines[number].text in article:
                return number
        return len(lines)

    first, last = found(range(len(lines))), found(range(len(lines) - 1, -1, -1))
    # The first may be what leads into the article, with the date after it.
    second = found(range(first + 1, min(first + _UNDER, last + 1)))
    return first, second if second <= last else first, last


def _whole(line: Line, own: set[Any]) -> Line:
    """The line, or all of a day that is cut into boxes: <div>12</div><div>mars</div><div>2017</div>."""
    around = line.block.getparent()
    if len(line.text) > 4 or around is None or around in own or not _DATED.search(_names(around)):
        return line
    text = " ".join(" ".join(around.itertext()).split())
    return Line(text, around) if len(text) <= _BODY else line


def _around(*lines: Line) -> set[Any]:
    """The elements that hold the headline or the article: whatever they are called, they are no sidebar."""
    return {one for line in lines for one in (line.block, *line.block.iterancestors())}


def _up(line: Line, own: set[Any]) -> Iterator[Any]:
    """The block of a line and the one around it, for as long as they hold nothing of the article."""
    for one in (line.block, line.block.getparent()):
        if one is None or one in own:
            return
        yield one


def _may_tell(line: Line, elements: Sequence[Any]) -> bool:
    """Whether there is a figure in what a line shows, or in what it tells machines."""
    shown = (line.text, *(one.get(name) or "" for one in elements for name in _TOLD_IN))
    return any(c.isdigit() for said in shown for c in said)


def is_elsewhere(element: Any, own: Collection[Any] = ()) -> bool:
    """Whether an element stands in a part of the page that is not about its article, which is in `own`."""
    for one in (element, *element.iterancestors()):
        if one in own:
            return False
        names = _names(one).lower()
        if one.tag in ("aside", "figure", "nav") or _ELSEWHERE.search(names):
            return True
        if one.tag == "footer" and not _ARTICLES_FOOT.search(names):
            return True
        if any(_HEADER.fullmatch(name) for name in names.split()):
            return True
    return False


def _is_of_another(inline: Any) -> bool:
    names = _names(inline)
    return bool(_DATED.search(names) and _ELSEWHERE.search(names.lower()))


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
