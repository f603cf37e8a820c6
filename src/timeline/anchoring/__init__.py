"""When are the expressions of a document: its own date, and every mention resolved against it."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.anchoring.inference import infer
from timeline.anchoring.resolution import resolve_mentions
from timeline.document import Basis, CreationTime, Document
from timeline.expression import TimeExpression
from timeline.language import available
from timeline.meaning import Preference
from timeline.tagger import Mention, tag


@dataclass(frozen=True, slots=True)
class Anchored:
    """A document's own date, and its time expressions in text order, none overlapping another."""

    published: CreationTime
    expressions: tuple[TimeExpression, ...]


def anchor(document: Document, *, prefer: Preference = "past") -> Anchored:
    """Every time expression of a document, resolved; a date that nothing states is inferred first."""
    mentions: list[Mention] = (
        tag(document.text, document.language) if document.language in available() else []
    )
    if document.published is not None:
        published = CreationTime(interval=document.published, basis=Basis.METADATA)
    else:
        published = infer(document.text, mentions)
    return Anchored(published, resolve_mentions(document.text, mentions, published, prefer))


__all__ = ["Anchored", "anchor"]
