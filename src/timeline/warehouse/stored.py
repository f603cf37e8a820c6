"""Which documents are in the warehouse already: those of some days, those that another extractor read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.document import Document
from timeline.interval import Interval
from timeline.warehouse.asking import query

if TYPE_CHECKING:
    from timeline.sources import Reject

_DOCUMENTS = """
    select document_id, text, language, title, source, url, location, stated, content_hash, extractor,
        if(published_basis = 'metadata', published_earliest, null) as first,
        if(published_basis = 'metadata', published_latest, null) as last,
        authors
    from documents order by location, document_id
"""


def known_between(path: Path, since: dt.date | None, until: dt.date | None) -> frozenset[str]:
    """The locations of documents that may have been published in these days. Raises WarehouseError."""
    if not path.exists():
        return frozenset()
    sql = (
        "select location from documents where published_basis <> 'unknown' "
        "and coalesce(published_latest >= $1, true) and coalesce(published_earliest <= $2, true)"
    )
    return frozenset(location for (location,) in query(path, sql, [since, until])[1])


def stored_documents(path: Path) -> Iterator[tuple[Document | str, str]]:
    """Each document as it was read, and which extractor read it; its location where it can't be had back.

    What the file can't hold (see columns.storable) is no longer in the text. Raises WarehouseError.
    """
    for *fields, stated, content_hash, extractor, first, last, authors in query(path, _DOCUMENTS)[1]:
        id_, text, language, title, source, url, location = fields
        document = Document(
            id=id_,
            text=text,
            language=language,
            title=title,
            source=source,
            url=url,
            published=_interval(stated) if stated else _of_days(first, last),
            location=location,
            authors=authors,
        )
        yield (document if document.content_hash == content_hash else location), extractor


def stored_rejects(path: Path) -> tuple[Reject, ...]:
    """What could not be read, as of the last run. Raises WarehouseError."""
    from timeline.sources import Reject

    sql = "select location, reason, hint, content_hash from rejects order by reject_id"
    names = ("location", "reason", "hint", "content_hash")
    return tuple(Reject(**dict(zip(names, row, strict=True))) for row in query(path, sql)[1])


def _interval(stated: str) -> Interval:
    start, end = (None if point == ".." else point for point in stated.split("/"))
    return Interval.parse({"start": start, "end": end})


def _of_days(first: dt.date | None, last: dt.date | None) -> Interval | None:
    """What an older schema kept of a stated date: its days."""
    if first is None and last is None:
        return None
    return Interval(
        None if first is None else Interval.of_date(first).start,
        None if last is None else Interval.of_date(last).end,
    )
