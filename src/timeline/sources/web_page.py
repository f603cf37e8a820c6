"""What is in an .html file: one article, its main text without the page around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from timeline.document import Document
from timeline.sources.article import NotText, Reject, completed, document_of
from timeline.sources.decoding import decode_said
from timeline.sources.page_lines import lines_of
from timeline.sources.sidecar import Sidecar

# No page of news is as long; reading one takes memory and time in proportion to it.
MAX_PAGE = 10_000_000
# What is left of a page with nothing but links is shorter than any news, in code points.
MIN_TEXT = 40
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,20})""", re.I)


class Page(NamedTuple):
    """A web page: the text that is its article, and what it says of itself."""

    text: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    authors: str | None = None


def read(data: bytes, stated: Sidecar, location: str) -> Iterator[Document | Reject]:
    """The one article. Raises NotText where the page has no main text."""
    page = page_of(data, url=stated.url)
    said = {name: getattr(page, name) for name in Page._fields if name != "text"}
    known = completed(stated, **said)
    yield document_of(page.text, known, location)


def page_of(data: bytes, *, url: str | None = None, charset: str | None = None) -> Page:
    """What the page holds. Raises NotText where that is no article."""
    from lxml import etree
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    from timeline.sources.page_date import date_of

    if len(data) > MAX_PAGE:
        raise NotText(f"a page of more than {MAX_PAGE:,} bytes", "save its article alone")
    text = _decoded(data, charset)
    if not text.strip():
        raise NotText("an empty file")
    try:
        tree = load_html(text)
        found: Any = tree is not None and bare_extraction(
            tree,
            url=url,
            with_metadata=True,
            include_comments=False,
            # Searching all of a page takes a year in its footer for its date.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
        # bare_extraction takes elements out of the tree that the date may stand in.
        whole = load_html(text)
    except (etree.LxmlError, RecursionError, ValueError, AssertionError) as error:
        raise NotText(f"a page that can't be parsed: {error}", "save it anew from a browser") from None
    if not found or len((found.text or "").strip()) < MIN_TEXT:
        raise NotText("a page without a main text", "save the article itself, not a list of articles")
    published = date_of(whole, found.text, found.url) if whole is not None else None
    return Page(found.text, found.title, found.sitename, found.url, published, found.author)


def taken(data: bytes) -> list[tuple[str, bool]]:
    """Each line of text that the page shows, and whether it was taken as part of the article.

    Raises NotText where nothing was.
    """
    from trafilatura.utils import load_html

    article = " ".join(page_of(data).text.split())
    tree = load_html(_decoded(data, None))
    return [(line.text, line.text in article) for line in lines_of(tree)]


def _decoded(data: bytes, charset: str | None) -> str:
    named = _CHARSET.search(data[:4096])
    return decode_said(data, charset, named and named[1].decode("ascii"))
