"""When was a web page published, as it says itself: to machines, by its address, to people.

A year in a footer, the date of today in a header's clock and those of other articles are not its date.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator, Sequence
from email.utils import parsedate_to_datetime
from typing import Any

from timeline.interval import DAY
from timeline.sources.identify import identify_language
from timeline.sources.page_dateline import days_shown, is_elsewhere
from timeline.sources.page_days import days_in
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
# What it was changed: the date of a page that has no other.
_META_CHANGED = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "last-modified", "revised", "lastmod",
)  # fmt: skip
_ARTICLES = re.compile(r"article|posting|report|webpage", re.I)
# In scripts that are no JSON-LD; of several different ones none is the page's for sure.
_STATE = re.compile(
    r"""["'](?:date_?publi\w{1,10}|publi\w{0,10}_?(?:date|time|at|on)|pub_?date)["']\s*:\s*["']([^"']{8,40})["']""",
    re.I,
)


def date_of(tree: Any, text: str, url: str | None = None) -> str | None:
    """An ISO 8601 date or datetime, None where the page does not say.

    `tree` is lxml's of the whole page, `text` its article, whose language a visible date is in.
    """
    languages = (identify_language(text), (tree.get("lang") or "")[:2].lower(), "en", "fr", "ar")
    head = _head(tree)
    changed: list[str] = [head[name] for name in _META_CHANGED if name in head]
    for value in (
        *_linked_data(tree),
        *(head[name] for name in _META if name in head),
        *_properties(tree),
    ):
        if found := _day(value, languages):
            return found
    if found := _of_address(url, head.get("og:url"), _canonical(tree)):
        return found
    for value, is_change in days_shown(tree, text, languages):
        if is_change:
            changed.append(value)
        elif found := _day(value, languages):
            return found
    states = {found for value in _states(tree) if (found := _iso(value))}
    if len({found[:10] for found in states}) == 1:
        return states.pop()
    for value in changed:
        if found := _day(value, languages):
            return found
    return _of_address(head.get("og:image"))


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
                if isinstance(day := one.get("datePublished") or one.get("dateCreated"), str):
                    if _ARTICLES.search(str(one.get("@type"))):
                        yield day
                    else:
                        rest.append(day)
                todo += [one[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in one]
    yield from rest


def _head(tree: Any) -> dict[str, str]:
    """What its <meta> say by their names, in lower case; of one name, the first."""
    said: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = next((n for n in map(meta.get, ("property", "name", "itemprop", "http-equiv")) if n), "")
        if content := meta.get("content"):
            said.setdefault(name.strip().lower(), content)
    return said


def _properties(tree: Any) -> Iterator[str]:
    for element in tree.iterfind(".//*[@itemprop]"):
        if "datepublished" in element.get("itemprop").lower() and not is_elsewhere(element):
            yield element.get("datetime") or element.get("content") or "".join(element.itertext())[:100]


def _canonical(tree: Any) -> str | None:
    return next((one.get("href") for one in tree.iter("link") if one.get("rel") == "canonical"), None)


def _of_address(*addresses: str | None) -> str | None:
    """The first whole day that one of them names."""
    from timeline.anchoring.address import day_of_address

    for address in addresses:
        when = day_of_address(address)
        if when is not None and when.days == 1:
            return (when.iso()["start"] or "")[:10] or None
    return None


def _states(tree: Any) -> Iterator[str]:
    for script in tree.iter("script"):
        for found in _STATE.finditer(script.text or ""):
            yield found[1]


def _day(value: str, languages: Sequence[str]) -> str | None:
    """The day or moment that a page tells, in figures for machines or in words."""
    if found := _iso(value):
        return found
    named = days_in(value[:100], languages, dated=True)
    return named[0].day if named else None


def _iso(value: str) -> str | None:
    """The same date as published_interval knows it, of the ways in which pages write one for machines."""
    value = value.strip()
    short = re.match(r"(\d{4})-?(\d\d)-?(\d\d)(?:(?!\d)|(?=\d{6}$))", value.replace("/", "-"))
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
