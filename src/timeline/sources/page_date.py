"""When was a web page published, as it says itself: to machines in its head, or to people above its text.

A year in a footer, the date of today in a header's clock and those of other articles are not its date.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from timeline.interval import DAY
from timeline.sources.identify import identify_language
from timeline.sources.published import published_interval

# What pages of news call it in their head, the surest first.
_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "article:published", "published_time", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "publishdate", "publish-date", "publish_date", "publication_date",
    "publicationdate", "pubdate", "pub_date", "citation_publication_date", "citation_date", "dcterms.issued",
    "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "article.published",
    "article_date_original", "originalpublicationdate", "datecreated", "date", "timestamp",
)  # fmt: skip
_ARTICLES = re.compile(r"article|posting|report|webpage", re.I)
# Where a page is not about this article.
_ELSEWHERE = re.compile(
    r"foot|sidebar|related|comment|widget|menu|nav\b|copyright|recommend|popular|latest|more-|clock|today|ticker"
)
_DATED = re.compile(r"date|time|publi|posted|byline|dateline|meta|info|تاريخ", re.I)
_NUMERIC = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
# A dateline is short; what is longer is a text that tells of days.
_LINE = 120
_MOST = 40
_FINE = ("day", "hour", "minute", "second")


def date_of(tree: Any, text: str) -> str | None:
    """An ISO 8601 date or datetime, None where the page does not say.

    `tree` is lxml's of the whole page, `text` its article, whose language a visible date is in.
    """
    for told in (_linked_data(tree), _head(tree), _properties(tree), _times(tree)):
        for value in told:
            if found := _iso(value):
                return found
    return _visible(tree, text)


def _linked_data(tree: Any) -> Iterator[str]:
    rest: list[str] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            given = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            found = re.search(r'"datePublished"\s*:\s*"([^"]{4,40})"', script.text or "")
            rest += [found[1]] if found else []
            continue
        todo, seen = [given], 0
        while todo and seen < 1_000:
            seen += 1
            one = todo.pop(0)
            if isinstance(one, list):
                todo += one
            elif isinstance(one, dict):
                if isinstance(day := one.get("datePublished"), str):
                    if _ARTICLES.search(str(one.get("@type"))):
                        yield day
                    else:
                        rest.append(day)
                todo += [one[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in one]
    yield from rest


def _head(tree: Any) -> Iterator[str]:
    said: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if content := meta.get("content"):
            said.setdefault(name.strip().lower(), content)
    yield from (said[name] for name in _META if name in said)


def _properties(tree: Any) -> Iterator[str]:
    for element in tree.iterfind(".//*[@itemprop]"):
        if "datepublished" in element.get("itemprop").lower() and not _is_elsewhere(element):
            yield element.get("datetime") or element.get("content") or _words(element)


def _times(tree: Any) -> Iterator[str]:
    times = [t for t in tree.iter("time") if t.get("datetime") and not _is_elsewhere(t)]
    surest = [t for t in times if t.get("pubdate") is not None or "publi" in (t.get("class") or "").lower()]
    in_article = [t for t in times if any(a.tag in ("article", "main") for a in t.iterancestors())]
    for element in (*surest, *in_article, *times[:1]):
        yield element.get("datetime")


def _visible(tree: Any, text: str) -> str | None:
    """The first whole day in a short line that is marked as a date, by its class or by being a <time>."""
    tried = 0
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in (
            "script",
            "style",
            "meta",
            "input",
            "body",
            "html",
        ):
            continue
        marked = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag != "time" and not _DATED.search(marked):
            continue
        line = _words(element)
        if not line or len(line) > _LINE or _is_elsewhere(element):
            continue
        tried += 1
        if found := _day_in(line, identify_language(text)):
            return found
        if tried == _MOST:
            return None
    return None


def _day_in(line: str, language: str) -> str | None:
    """The first day that a line names in full, in its language or in figures; the day before the month."""
    from timeline.anchoring import anchor
    from timeline.document import Document
    from timeline.language import available

    if m := _NUMERIC.search(line):
        return _iso(f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}")
    if language in available():
        read = anchor(Document(id="-", text=line, language=language))
        for one in read.expressions:
            if one.basis == "text" and one.granularity in _FINE and one.interval is not None:
                return (one.interval.iso()["start"] or "")[:10] or None
    if m := _DAY_FIRST.search(line):
        return _iso(f"{m[3]}-{int(m[2]):02}-{int(m[1]):02}")
    return None


def _iso(value: str) -> str | None:
    """The same date as published_interval knows it, of the ways in which pages write one for machines."""
    value = value.strip()
    short = re.match(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)", value.replace("/", "-"))
    tries = [value.replace(" ", "T", 1), *(["-".join(short.groups())] if short else [])]
    with contextlib.suppress(ValueError, TypeError, IndexError, OverflowError):
        tries.append(parsedate_to_datetime(value).isoformat())
    for one in tries:
        try:
            when = published_interval(one)
        except ValueError:
            continue
        if when.start is not None and when.end is not None and when.end - when.start <= DAY:
            return one
    return None


def _is_elsewhere(element: Any) -> bool:
    for one in (element, *element.iterancestors()):
        if one.tag in ("footer", "aside", "nav"):
            return True
        if one.tag not in ("body", "html") and _ELSEWHERE.search(
            f"{one.get('class') or ''} {one.get('id') or ''}".lower()
        ):
            return True
    return False


def _words(element: Any) -> str:
    parts, length = [], 0
    for text in element.itertext():
        parts.append(text)
        length += len(text)
        if length > 10 * _LINE:
            break
    return " ".join(" ".join(parts).split())
