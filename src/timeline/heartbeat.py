"""When did it last run, and how did that end: a small file beside the warehouse.

A run that finds nothing new leaves the warehouse as it is, and so does one that fails: whoever watches needs
to know of both.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pydantic import Field, ValidationError

from timeline.document import Frozen


class Heard(Frozen):
    """How a source stood when it was last read: when it last answered, and when it last brought an article.

    `settings` is what it was asked for.
    """

    settings: str = ""
    answered: dt.datetime | None = None
    brought: dt.datetime | None = None


class LastRun(Frozen):
    """How the last run ended; `error` is empty where it went well, and `well` is when one last did.

    `sources` are those that are listed, by their names, as the last run that went well left them.
    """

    started: dt.datetime
    seconds: float
    error: str = ""
    documents: int = 0
    unchanged: int = 0
    rejects: int = 0
    well: dt.datetime | None = None
    sources: dict[str, Heard] = Field(default={})


class Note:
    """What a run has to say of itself, once it knows."""

    def __init__(self) -> None:
        self.documents = self.unchanged = self.rejects = 0
        self.sources: Mapping[str, Heard] = {}

    def report(
        self, documents: int, unchanged: int, rejects: int, sources: Mapping[str, Heard] | None = None
    ) -> None:
        self.documents, self.unchanged, self.rejects = documents, unchanged, rejects
        self.sources = sources or {}


@contextmanager
def noted(warehouse: Path, started: dt.datetime) -> Iterator[Note]:
    """Note how the block ends, whichever way that is."""
    clock, note, error = time.perf_counter(), Note(), ""
    try:
        yield note
    except BaseException as raised:
        error = " ".join(str(raised).split()) or type(raised).__name__
        raise
    finally:
        before = last_run(warehouse)
        _write(
            _file(warehouse),
            LastRun(
                started=started,
                seconds=round(time.perf_counter() - clock, 3),
                error=error,
                documents=note.documents,
                unchanged=note.unchanged,
                rejects=note.rejects,
                well=(before and before.well) if error else started,
                sources=dict(note.sources or (before.sources if before else {})),
            ),
        )


def last_run(warehouse: Path) -> LastRun | None:
    """How the last run into this warehouse ended; None where none is known."""
    try:
        return LastRun.model_validate_json(_file(warehouse).read_bytes())
    except (OSError, ValidationError):
        return None


def _file(warehouse: Path) -> Path:
    return warehouse.with_name(f"{warehouse.name}.last_run.json")


def _write(file: Path, last: LastRun) -> None:
    """Whole or not at all; where there is no folder for a warehouse, nothing has run."""
    if not file.parent.is_dir():
        return
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_text(last.model_dump_json(indent=2) + "\n", encoding="utf-8")
        part.replace(file)
    except OSError:  # a full disk is told by the run itself, whose error this must not hide
        part.unlink(missing_ok=True)
