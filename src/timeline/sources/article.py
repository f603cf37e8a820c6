"""What every format ends in: a document from a text and what is stated of it, or a reject with its reason."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from timeline.document import Document, Frozen, stable_id
from timeline.sources.identify import identify_language
from timeline.sources.sidecar import Sidecar, problems


class Reject(Frozen):
    """An input that gave no document; `content_hash` is the SHA-256 of its bytes, empty if none were read."""

    location: str
    reason: str
    hint: str
    content_hash: str


class NotText(ValueError):
    """The bytes are not the text of an article; the message says why, the hint what to do."""

    def __init__(
        self,
        reason: str,
        hint: str = "an article is text: UTF-8, UTF-16 or a legacy encoding such as cp1256",
    ) -> None:
        super().__init__(reason)
        self.hint = hint


# No article is as long as this, in code points. A file that is holds many, run together: cutting each event's
# sentence out of it costs the length of the whole.
MAX_TEXT = 2_000_000


def document_of(text: str, stated: Sidecar, location: str) -> Document:
    """The document; its id depends on its text and location only.

    Raises NotText where there is no word, or more of them than an article has.
    """
    if not text.strip():
        raise NotText("a file without a word" if text else "an empty file")
    if len(text) > MAX_TEXT:
        raise NotText(f"{len(text):,} characters, and one article has at most {MAX_TEXT:,}: split it")
    return Document(
        id=stable_id("document", location, text),
        text=text,
        language=stated.language or identify_language(text),
        title=stated.title,
        source=stated.source,
        url=stated.url,
        published=stated.published,
        location=location,
        authors=stated.authors or (),
    )


def record_of(
    record: dict[str, Any], stated: Sidecar, location: str, columns: Mapping[str, str] | None = None
) -> Document | Reject:
    """The document in one record of a table: `text` and any of the sidecar's keys; other keys are left aside.

    `columns` say under which names they stand where those are others. What the record does not state, the
    sidecar of the whole table does.
    """
    for key, name in (columns or {}).items():
        record = {**record, key: record.get(name)}
    own = {key: record[key] for key in Sidecar.model_fields if record.get(key) not in (None, "")}
    try:
        text = record.get("text")
        if not isinstance(text, str):
            raise ValueError("no text" if text is None else "text is not a string")
        given = Sidecar.model_validate(own)
        whole = stated.model_copy(update={key: getattr(given, key) for key in given.model_fields_set})
        return document_of(text, whole, location)
    except ValidationError as error:
        return reject_of(location, repr(record).encode("utf-8", "surrogatepass"), problems(error, Sidecar))
    except ValueError as error:
        return reject_of(location, repr(record).encode("utf-8", "surrogatepass"), str(error))


def reject_of(
    location: str, data: bytes, reason: str, hint: str = "mend it; the other articles are read"
) -> Reject:
    """The reject for these bytes."""
    return Reject(location=location, reason=reason, hint=hint, content_hash=hashlib.sha256(data).hexdigest())


def unread(location: str, reason: str, hint: str) -> Reject:
    """The reject for something of which no byte was read."""
    return Reject(location=location, reason=reason, hint=hint, content_hash="")


def completed(stated: Sidecar, **found: Any) -> Sidecar:
    """What is stated from outside, and where that is silent what a file says of itself, if it is usable."""
    for key, value in found.items():
        if getattr(stated, key) is None and value not in (None, "", ()):
            try:
                usable = Sidecar.model_validate({key: value})
            except ValidationError:
                continue
            stated = stated.model_copy(update={key: getattr(usable, key)})
    return stated
