"""How events lie to each other in time: told as relations, and resolved to the days that they leave.

finding.py reads them in a text; resolving.py lets them bound each other, and what the reader knows.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.anchoring import Anchored
from timeline.document import Document
from timeline.events import Event
from timeline.relations.finding import find_relations
from timeline.relations.relation import Contradiction, Related, Relation
from timeline.relations.resolving import resolve_relations

__all__ = ["Contradiction", "Related", "Relation", "relate"]


def relate(document: Document, anchored: Anchored, events: Sequence[Event]) -> Related:
    """The events of a document with the days that their relations leave, the relations, and what gave way."""
    relations = find_relations(document, anchored, events)
    return resolve_relations(events, relations, anchored.landmarks)
