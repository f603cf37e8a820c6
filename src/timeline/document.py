"""What is a document: one article, with its raw text, where it came from, and what is known of its date."""

from __future__ import annotations

import hashlib
import unicodedata
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from timeline.interval import UNKNOWN, Interval


class Frozen(BaseModel):
    """A value that crosses a border: immutable, and strict about what it is given."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """Half-open [start, end), in code points of the document's raw text."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Basis(StrEnum):
    """What a document's own date rests on."""

    METADATA = "metadata"
    TEXT = "text"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class CreationTime(Frozen):
    """The document creation time (TimeML's DCT) as an interval with its basis."""

    interval: Interval = UNKNOWN
    basis: Basis = Basis.UNKNOWN
    # Why: one line for each constraint or source that the interval rests on, for people to read.
    reasons: tuple[str, ...] = ()
    # How sure it is that the interval holds the true day, 0 to 1.
    confidence: float = 0.0


class Document(Frozen):
    """One article. `text` is raw: every offset in the project counts its code points."""

    id: str
    text: str
    language: str  # ISO 639-1
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: Interval | None = None  # as stated by metadata; None where nothing states it
    location: str = ""  # where it was read from, relative to the folder that was given
    authors: tuple[str, ...] = ()  # as stated by metadata

    @property
    def content_hash(self) -> str:
        """SHA-256 of everything that the result depends on."""
        stated = "" if self.published is None else str(self.published.iso())
        parts = (self.text, self.language, self.title, self.source, self.url, stated, self.location)
        return stable_id(*(p or "" for p in parts), *self.authors, length=64)

    @property
    def article(self) -> str:
        """The same for the same article wherever it stands: vowel signs, case and spaces do not count."""
        return article_key(self.text)


def article_key(text: str) -> str:
    """A hash of the words of a text."""
    letters = (c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
    return stable_id("article", " ".join("".join(letters).replace("\u0640", "").split()))


def stable_id(*parts: str, length: int = 16) -> str:
    """A hex id that is the same for the same parts on any machine (SHA-256, cut to `length` digits).

    Lone surrogates count as themselves, so that no text can make it fail.
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:length]
