"""Which timelines are too long to be sent whole, and held in memory for those who look at them.

It imports no Dash, so that a server holds its first timeline while it still reads its libraries.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread

from timeline.dashboard.choice import Wanted
from timeline.dashboard.detail import Hold, Whole, detail, whole
from timeline.dashboard.events import Query, count_events
from timeline.dashboard.shell import INTERFACE
from timeline.dashboard.spec import TimelineError, TimelineSpec, read_timeline
from timeline.names.places import place_called
from timeline.warehouse import WarehouseError

# A timeline of so many events is sent whole.
SENT_WHOLE = 2_000
# What can be wrong with a timeline, or with the warehouse that it is asked of.
WRONG = (TimelineError, WarehouseError)


class Parts:
    """The long timelines of a folder, each held once for each version of warehouse and file.

    The first one is held at once, before anyone asks for it.
    """

    def __init__(self, folder: Path, query: Query, hold: Hold, version: Callable[[], str]) -> None:
        self._query, self._hold, self._version, self._lock = query, hold, version, Lock()
        self._found: dict[str, tuple[str, Whole | None]] = {}
        # The names of all towns are read once in a process: while the first visitor is still on the way.
        self._towns = Thread(target=_read_towns, daemon=True)
        self._towns.start()
        # No daemon: where Python ends one in the midst of DuckDB, the process aborts.
        Thread(target=self._make_ready, args=(folder,)).start()

    def whole(self, spec: TimelineSpec) -> Whole | None:
        """All of a timeline, None where it is short enough to be sent whole. Raises TimelineError."""
        key = f"{self._version()}|{spec.model_dump_json()}"
        with self._lock:
            found = self._found.get(spec.name)
            if found is None or found[0] != key:
                # What was held before may still be asked by another visitor: it goes when nobody has it.
                found = self._found[spec.name] = key, self._long(spec)
                self._towns.join()  # or both would read them
            return found[1]

    def _long(self, spec: TimelineSpec) -> Whole | None:
        try:
            found = whole(spec, self._hold, self._towns.join)
        except WRONG:
            # What is sent whole may lack columns.
            if count_events(spec, self._query, SENT_WHOLE + 1) > SENT_WHOLE:
                raise
            return None
        if found.columns.total <= SENT_WHOLE:
            found.held.close()
            return None
        # All visitors ask this first: what is counted for it is kept, what is loaded for it is there.
        with suppress(TimelineError):
            detail(spec, found, Wanted())
        return found

    def _make_ready(self, folder: Path) -> None:
        """Hold the timeline that visitors see first. What is wrong with it is said to those who ask."""
        with suppress(*WRONG):
            for path in sorted(folder.glob("*.sql"))[:1]:
                self.whole(read_timeline(path))


def _read_towns() -> None:
    for language in INTERFACE:
        place_called("", language)
