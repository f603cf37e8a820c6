"""What is at an address: the article of one page, or of whatever file it is."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.document import Document
from timeline.sources.article import Reject, unread
from timeline.sources.fetching import Fetched, Fetcher, FetchError
from timeline.sources.formats import READERS, read_bytes, suffix_by_content, suffix_of
from timeline.sources.listed import Source
from timeline.sources.sidecar import Sidecar

_BY_TYPE = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
}


def read(source: Source, fetcher: Fetcher) -> Iterator[Document | Reject]:
    """The articles at the source's address; nothing where it is as it was."""
    assert source.url is not None
    yield from read_page(source.url, source.stated, source, fetcher, conditional=True)


def read_page(
    url: str, stated: Sidecar, source: Source, fetcher: Fetcher, *, conditional: bool = False
) -> Iterator[Document | Reject]:
    """The articles at an address, which is their location; what `stated` says of them wins."""
    try:
        page = fetch(url, source, fetcher, conditional=conditional)
    except FetchError as error:
        yield unread(url, str(error), error.hint)
        return
    if page.data is None:
        return
    known = stated if stated.url else stated.model_copy(update={"url": page.url})
    for found in read_bytes(page.data, url, suffix=suffix_for(page), sidecar=known):
        if isinstance(found, Reject):
            fetcher.forget(url)
        yield found


def fetch(url: str, source: Source, fetcher: Fetcher, *, conditional: bool = False) -> Fetched:
    """The bytes of an address within the limits of a source. Raises FetchError."""
    return fetcher.fetch(
        url,
        max_bytes=source.max_bytes,
        delay=source.delay.total_seconds(),
        private=source.allow_private,
        conditional=conditional,
    )


def suffix_for(page: Fetched) -> str:
    """The suffix of the format that an answer is in: by its type, its address, its first bytes."""
    kind = page.content_type.partition(";")[0].strip().lower()
    by_name = suffix_of(page.url.partition("?")[0])
    return _BY_TYPE.get(kind) or (by_name if by_name in READERS else suffix_by_content(page.data or b""))
