"""What is in a .pdf file: one article, the text layer of its pages."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from timeline.document import Document
from timeline.sources.article import MAX_TEXT, NotText, Reject, completed, document_of
from timeline.sources.sidecar import Sidecar

if TYPE_CHECKING:
    from pypdf import PdfReader

# More is a book; pages are read until the text is longer than any article.
MAX_PAGES = 2_000
# What was made to take long: all of a file in seconds, and what one page draws in bytes, unpacked.
MAX_SECONDS, MAX_DRAWN = 60.0, 20_000_000
_LONG = "print it to a new PDF, or save its text"
# What programs write where nobody gave a title.
_NO_TITLE = ("microsoft word", "untitled", "document")


def read(data: bytes, stated: Sidecar, location: str) -> Iterator[Document | Reject]:
    """The one article. Raises NotText where it is locked or holds pictures only.

    The day it was made is not taken for the day it was published: archives make theirs years later.
    """
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of each flaw that it mends
    try:
        book = PdfReader(io.BytesIO(data))
        if book.is_encrypted and not book.decrypt(""):
            raise FileNotDecryptedError
        if len(book.pages) > MAX_PAGES:
            raise NotText(f"{len(book.pages):,} pages, more than {MAX_PAGES:,}", "split it into its articles")
        text = _text(book)
        title = (book.metadata.title if book.metadata else None) or ""
    except FileNotDecryptedError:
        raise NotText("a PDF that is locked by a password", "save it without one") from None
    except PyPdfError as error:
        raise NotText(f"a broken PDF: {error}", "save it anew from its program") from None
    if not text.strip():
        raise NotText("a PDF without a text layer", "give it one with OCR, for example ocrmypdf")
    named = str(title).strip()
    known = completed(stated, title=None if named.lower().startswith(_NO_TITLE) else named)
    yield document_of(text, known, location)


def _text(book: PdfReader) -> str:
    """The text of the pages. Raises NotText where that takes too long."""
    pages: list[str] = []
    length, end = 0, time.monotonic() + MAX_SECONDS

    def in_time(*_: object) -> None:
        if time.monotonic() > end:
            raise NotText(f"a PDF that takes more than {MAX_SECONDS:g} s to read", _LONG)

    for page in book.pages:
        in_time()
        drawn = page.get_contents()
        if drawn is not None and len(drawn.get_data()) > MAX_DRAWN:
            raise NotText(f"a PDF with a page of more than {MAX_DRAWN:,} bytes", _LONG)
        pages.append(page.extract_text(visitor_operand_before=in_time))
        length += len(pages[-1])
        if length > MAX_TEXT:
            break
    return "\n\n".join(pages)
