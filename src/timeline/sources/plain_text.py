"""What is in a .txt file: one article, its text untouched."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.document import Document, stable_id
from timeline.sources.decoding import NotText, decode
from timeline.sources.identify import identify_language
from timeline.sources.sidecar import Sidecar


def read(data: bytes, sidecar: Sidecar, location: str) -> Iterator[Document]:
    """The one article; offsets count its decoded text with the newlines as they stand."""
    text = decode(data).text
    if not text.strip():
        raise NotText("an empty file" if not data else "a file without a word")
    yield Document(
        id=stable_id("document", location, text),
        text=text,
        language=sidecar.language or identify_language(text),
        title=sidecar.title,
        source=sidecar.source,
        url=sidecar.url,
        published=sidecar.published,
        location=location,
    )
