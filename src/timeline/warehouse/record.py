"""Which run brought what into the warehouse."""

from __future__ import annotations

import datetime as dt
import time

from pydantic import Field

from timeline.document import Frozen


class Run(Frozen):
    """One run of the flow. `started` has a time zone; `clock` is time.perf_counter() at that moment."""

    started: dt.datetime
    clock: float = Field(default_factory=time.perf_counter)
    # Documents that were left as they are.
    unchanged: int = 0


class Fetch(Frozen):
    """An address that was read whole, and what its server said of that version."""

    url: str
    etag: str | None = None
    modified: str | None = None


class Copy(Frozen):
    """A place where an article stands that is read from another place, its home."""

    location: str
    home: str
    source: str | None = None


class Changes(Frozen):
    """Events that one load added, changed and removed; one that it told again as before is none of them."""

    added: int = 0
    changed: int = 0
    removed: int = 0


class LoadReport(Frozen):
    """What one load wrote, and how many documents it removed."""

    documents: int
    events: int
    rejects: int
    removed: int = 0
    changes: Changes = Changes()
    # What checks of severity `warn` found.
    warnings: tuple[str, ...] = ()
