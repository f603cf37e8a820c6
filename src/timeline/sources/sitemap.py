"""What is in a sitemap: addresses of articles, more sitemaps, and the dates of the news extension."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from timeline.document import Document
from timeline.sources.article import Reject, reject_of, unread
from timeline.sources.fetching import Fetcher, FetchError
from timeline.sources.listed import Source
from timeline.sources.published import published_interval
from timeline.sources.sidecar import Sidecar, web_address
from timeline.sources.url import fetch, read_page
from timeline.sources.xml_text import xml_text

# As many pages as one sitemap may list, and maps that an index leads to.
MOST_PAGES, MOST_MAPS = 50_000, 50


def read(source: Source, fetcher: Fetcher) -> Iterator[Document | Reject]:
    """The article at each address that the sitemap lists; nothing of a map that is as it was."""
    assert source.url is not None
    todo, done = [source.url], set[str]()
    while todo and len(done) < MOST_MAPS:
        address = todo.pop(0)
        if address in done:
            continue
        done.add(address)
        where = f"{source.name}/" if address == source.url else address
        try:
            answer = fetch(address, source, fetcher, conditional=True)
        except FetchError as error:
            fetcher.forget(source.url)
            yield unread(where, str(error), error.hint)
            continue
        if answer.data is None:
            continue
        try:
            maps, pages = entries_of(answer.data, source.max_bytes)
        except ValueError as error:
            fetcher.forget(address)
            yield reject_of(where, answer.data, str(error), "is it the address of a sitemap?")
            continue
        todo += maps
        if maps:
            fetcher.forget(address)  # an index that is as it was may lead to maps that are not
        for page, said in pages[:MOST_PAGES]:
            own = {name: value for name, value in source.stated if value is not None}
            for found in read_page(page, said.model_copy(update=own), source, fetcher):
                if isinstance(found, Reject):
                    fetcher.forget(address)
                yield found


def entries_of(data: bytes, most: int) -> tuple[list[str], list[tuple[str, Sidecar]]]:
    """The sitemaps and the pages that a sitemap lists, with what it says of each. Raises ValueError."""
    from lxml import etree

    if data.startswith(b"\x1f\x8b"):
        data = _unpacked(data, most)
    text = xml_text(data)
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, encoding="utf-8")
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or etree.QName(root).localname not in ("urlset", "sitemapindex"):
        raise ValueError("no sitemap: neither a urlset nor a sitemapindex")
    found = [(etree.QName(one).localname, _said(one)) for one in root if isinstance(one.tag, str)]
    maps = [said["loc"] for name, said in found if name == "sitemap" and _is_address(said.get("loc", ""))]
    pages = [
        (said["loc"], Sidecar(url=said["loc"], title=said.get("title") or None, published=_day(said)))
        for name, said in found
        if name == "url" and _is_address(said.get("loc", ""))
    ]
    return maps, pages


def _said(entry: Any) -> dict[str, str]:
    """The texts of an entry by the names of their elements; of one name, the first."""
    return {
        str(one.tag).rpartition("}")[2]: " ".join((one.text or "").split())
        for one in reversed(list(entry.iter()))
        if isinstance(one.tag, str)
    }


def _is_address(text: str) -> bool:
    try:
        return bool(web_address(text))
    except ValueError:
        return False


def _day(said: dict[str, str]) -> Any:
    """The day of publication; the last change of a page, which is all that most maps have, is none."""
    try:
        return published_interval(said["publication_date"]) if said.get("publication_date") else None
    except ValueError:
        return None


def _unpacked(data: bytes, most: int) -> bytes:
    unpacking = zlib.decompressobj(31)
    try:
        found = unpacking.decompress(data, most)
    except zlib.error:
        raise ValueError("a gzip file that is broken") from None
    if unpacking.unconsumed_tail:
        raise ValueError(f"more than the limit of {most:,} bytes when unpacked")
    return found
