"""What is in a .warc or .warc.gz file: an article for each page that was answered with one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from timeline.document import Document
from timeline.sources import plain_text, web_page
from timeline.sources.article import NotText, Reject, completed, reject_of
from timeline.sources.sidecar import Sidecar

_KINDS = {"text/html": web_page.read, "application/xhtml+xml": web_page.read, "text/plain": plain_text.read}


def read(data: bytes, stated: Sidecar, location: str) -> Iterator[Document | Reject]:
    """The article of each page at `FILE#RECORD`; requests, redirects, errors and pictures are left aside.

    A record that can't be read is a reject of its own, and where the archive breaks, the rest is one.
    """
    from warcio.archiveiterator import ArchiveIterator

    number = 0
    try:
        for record in ArchiveIterator(io.BytesIO(data)):
            if record.format != "warc":
                break  # warcio takes any line for the head of its older format
            number += 1
            if reader := _reader(record):
                yield from _article(record, reader, stated, f"{location}#{number}")
    except Exception as error:  # warcio raises what lies under it: zlib, its parser's own errors, ValueError
        said = " ".join(str(error).split())[:200]
        hint = "what comes before is read; fetch the archive anew"
        yield reject_of(location, data, f"breaks after record {number}: {type(error).__name__}: {said}", hint)
    if not number:
        yield reject_of(location, data, "an archive without a record", "check that it is a WARC file")


def _reader(record: Any) -> Any:
    if record.rec_type not in ("response", "resource", "conversion"):
        return None
    headers = record.http_headers if record.rec_type == "response" else record.rec_headers
    if headers is None or (record.rec_type == "response" and headers.get_statuscode() != "200"):
        return None
    return _KINDS.get((headers.get_header("Content-Type") or "").partition(";")[0].strip().lower())


def _article(record: Any, reader: Any, stated: Sidecar, location: str) -> Iterator[Document | Reject]:
    page = b""
    try:
        page = record.content_stream().read(web_page.MAX_PAGE + 1)
        address = record.rec_headers.get_header("WARC-Target-URI")
        if getattr(record.raw_stream, "limit", 0) and len(page) <= web_page.MAX_PAGE:
            raise NotText("a page whose end is missing", "fetch the archive anew")
        yield from reader(page, completed(stated, url=address), location)
    except NotText as error:
        yield reject_of(location, page, str(error), error.hint)
