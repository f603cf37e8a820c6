"""What does one run read and write, and how: the job, and the known events that it reads with."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from timeline.anchoring import read_known_events
from timeline.document import Frozen
from timeline.extractor import Settings
from timeline.language_model import Endpoint
from timeline.meaning import Preference
from timeline.sources import MAX_BYTES, Reject

# Beside the articles: events whose dates the reader knows.
KNOWN_EVENTS = "known_events.csv"

# Beside the folder of articles: where else they come from.
SEEDS = "seeds"
SOURCES = "sources.toml"


class Job(Frozen):
    """What one run reads and writes. `started` has a time zone: only the caller knows what time it is."""

    started: dt.datetime
    # A folder of articles, or a file that lists sources.
    seeds: Path = Path(SEEDS)
    warehouse: Path = Path("warehouse/timeline.duckdb")
    dashboards: Path = Path("dashboards")
    prefer: Preference = "past"
    # Events whose dates the reader knows; None is the file of that name among the seeds, if there is one.
    known_events: Path | None = None
    # A language model that finds the events; None is our own rules.
    model: Endpoint | None = None
    max_bytes: int = MAX_BYTES
    # Remove from the warehouse what the seeds no longer hold.
    prune: bool = False
    # Read everything anew, also what the warehouse has from the same text by the same extractor.
    full: bool = False
    # Only what was published in these days, both inclusive, and that anew; None on both sides is no limit.
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def events_file(self) -> Path:
        """Where the known events are read from."""
        folder = self.seeds.parent / SEEDS if self.seeds.suffix == ".toml" else self.seeds
        return self.known_events or folder / KNOWN_EVENTS

    @property
    def listed(self) -> Path | None:
        """The file that lists the sources, if there is one."""
        return sources_beside(self.seeds)


def sources_beside(seeds: Path) -> Path | None:
    """The file that lists the sources: `seeds` itself, or sources.toml beside a folder of that name."""
    if seeds.suffix == ".toml":
        return seeds
    beside = seeds.with_name(SOURCES)
    return beside if seeds.name == SEEDS and beside.is_file() else None


def settings_of(job: Job) -> tuple[Settings, list[Reject]]:
    """How the job reads its documents, and a reject for each known event that can't be used."""
    file, hint = job.events_file, "names,start,end: names with ' / ' between them, ISO 8601 dates"
    try:
        known, problems = read_known_events(file)
    except OSError as error:
        return Settings(prefer=job.prefer, model=job.model), [
            _refused(file.name, f"cannot be read: {error.strerror}", hint)
        ]
    rejects = [_refused(*line, hint) for line in problems]
    return Settings(prefer=job.prefer, events=known.events, model=job.model), rejects


def _refused(location: str, reason: str, hint: str) -> Reject:
    return Reject(location=location, reason=reason, hint=hint, content_hash="")
