"""What is in a .txt file: one article, its text untouched."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.document import Document
from timeline.sources.article import Reject, document_of
from timeline.sources.decoding import decode
from timeline.sources.sidecar import Sidecar


def read(data: bytes, stated: Sidecar, location: str) -> Iterator[Document | Reject]:
    """The one article; offsets count its decoded text with the newlines as they stand."""
    yield document_of(decode(data).text, stated, location)
