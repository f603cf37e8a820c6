"""What does a text that states no date of its own show of it: constraints, and the interval they leave."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.document import CreationTime
from timeline.tagger import Mention


def infer(text: str, mentions: Sequence[Mention]) -> CreationTime:
    """The interval in which a document was most likely written, from what its expressions show of it."""
    return CreationTime()
