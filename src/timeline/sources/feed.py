"""What is in a feed: RSS, Atom or JSON Feed, an article an item."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

from timeline.document import Document
from timeline.sources.article import NotText, Reject, document_of, reject_of, unread
from timeline.sources.fetching import Fetcher, FetchError
from timeline.sources.listed import Source
from timeline.sources.published import published_interval
from timeline.sources.sidecar import Sidecar, authors_of, language_code, web_address
from timeline.sources.url import fetch, read_page
from timeline.sources.xml_text import xml_text

# No feed has as many items; one that has is read up to here.
MOST_ITEMS = 10_000
_BREAKS = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr)[ />]?[^>]*>", re.I)


class Item(NamedTuple):
    """One item as the feed has it; `text` may be HTML."""

    key: str
    link: str | None
    title: str
    text: str
    published: str
    language: str
    authors: tuple[str, ...] = ()


def read(source: Source, fetcher: Fetcher) -> Iterator[Document | Reject]:
    """The articles of a feed; nothing where it is as it was. With `full_text` each at its own address."""
    assert source.url is not None
    try:
        answer = fetch(source.url, source, fetcher, conditional=True)
    except FetchError as error:
        yield unread(f"{source.name}/", str(error), error.hint)
        return
    if answer.data is None:
        return
    try:
        items = items_of(answer.data, answer.content_type)
    except ValueError as error:
        fetcher.forget(source.url)
        yield reject_of(f"{source.name}/", answer.data, str(error), "is it the address of a feed?")
        return
    for item in items[:MOST_ITEMS]:
        for found in _article(item, source, fetcher):
            if isinstance(found, Reject):
                fetcher.forget(source.url)
            yield found


def _article(item: Item, source: Source, fetcher: Fetcher) -> Iterator[Document | Reject]:
    stated = _stated(item, source)
    location = stated.url or f"{source.name}/{item.key}"
    if source.full_text and stated.url:
        yield from read_page(stated.url, stated, source, fetcher)
        return
    try:
        yield document_of(plain(item.text) or plain(item.title), stated, location)
    except NotText as error:
        yield reject_of(location, item.text.encode("utf-8", "surrogatepass"), str(error), error.hint)


def _stated(item: Item, source: Source) -> Sidecar:
    """What the feed says of an item, as far as it can be used."""
    return Sidecar(
        title=plain(item.title) or None,
        source=source.publisher,
        url=_usable(web_address, item.link),
        language=source.language or _usable(language_code, item.language),
        published=_usable(lambda said: published_interval(_day(said)), item.published),
        authors=_usable(authors_of, item.authors) or None,
    )


def _usable(reading: Any, said: object) -> Any:
    try:
        return reading(said) if said else None
    except ValueError:
        return None


def _day(said: str) -> str | datetime:
    """A date as feeds write it: RFC 822 in RSS, ISO 8601 elsewhere; on the clock of its own time zone."""
    try:
        return parsedate_to_datetime(said)
    except ValueError:
        return said


def items_of(data: bytes, content_type: str = "") -> list[Item]:
    """Its items in their order. Raises ValueError where it is no feed."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _of_json(data)
    text = xml_text(data, content_type)
    import feedparser

    # It is text that we take, and links that are whole.
    feedparser.RESOLVE_RELATIVE_URIS = feedparser.SANITIZE_HTML = False
    # In bytes: what is a text may be taken for an address.
    said = {"content-type": "application/xml; charset=utf-8"}
    parsed = feedparser.parse(text.encode("utf-8", "replace"), response_headers=said)
    if not parsed.get("version"):  # of nothing at all it does not even say that
        raise ValueError("no feed: neither RSS nor Atom nor JSON Feed")
    language = str(parsed.feed.get("language") or "")
    whole = _authors(parsed.feed)
    return [_of_entry(one, language, whole) for one in parsed.entries]


def _of_entry(entry: Any, language: str, authors: tuple[str, ...]) -> Item:
    whole = next((str(part.get("value") or "") for part in entry.get("content", ())), "")
    return Item(
        key=str(entry.get("id") or entry.get("link") or entry.get("title") or "")[:200],
        link=str(entry.get("link") or "") or None,
        title=str(entry.get("title") or ""),
        text=whole or str(entry.get("summary") or ""),
        published=str(entry.get("published") or entry.get("updated") or ""),
        language=language,
        authors=_authors(entry) or authors,
    )


def _authors(entry: Any) -> tuple[str, ...]:
    """Their names: of dc:creator, of Atom's author, of what stands in brackets in that of RSS."""
    named = tuple(str(one.get("name") or "") for one in entry.get("authors") or () if isinstance(one, dict))
    return tuple(name for name in named if name)


def _of_json(data: bytes) -> list[Item]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise ValueError("no feed: broken JSON") from None
    if "jsonfeed.org/version" not in str(found.get("version")) or not isinstance(found.get("items"), list):
        raise ValueError("no feed: JSON, but no JSON Feed")
    language = str(found.get("language") or "")
    return [
        Item(
            key=str(one.get("id") or one.get("url") or "")[:200],
            link=str(one.get("url") or "") or None,
            title=str(one.get("title") or ""),
            text=str(one.get("content_text") or one.get("content_html") or one.get("summary") or ""),
            published=str(one.get("date_published") or one.get("date_modified") or ""),
            language=str(one.get("language") or language),
            authors=_authors(one) or _authors({"authors": [one.get("author")]}),
        )
        for one in found["items"]
        if isinstance(one, dict)
    ]


def plain(text: str) -> str:
    """The words of a piece of HTML, a line for each of its blocks; text without a tag stays as it is."""
    if "<" not in text and "&" not in text:
        return text.strip()
    from lxml import etree, html

    try:
        tree = html.fromstring(f"<div>{_BREAKS.sub(lambda m: m[0] + chr(10), text)}</div>")
    except (etree.ParserError, ValueError):
        return ""
    etree.strip_elements(tree, "script", "style", etree.Comment, with_tail=False)
    lines = (" ".join(line.split()) for line in str(tree.text_content()).split("\n"))
    return "\n".join(line for line in lines if line)
