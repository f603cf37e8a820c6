"""What do all sources of a project hold now, one article at a time, and how did each of them answer."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from timeline.document import Document
from timeline.doubles import Doubles
from timeline.heartbeat import Heard
from timeline.sources import Reject, Source, read, read_folder
from timeline.warehouse import Copy, Fetch

# What of a source decides which articles it gives, and what is said of them.
_SETTINGS = {"kind", "url", "full_text", "language", "publisher", "name"}


class Arrivals:
    """The articles of listed sources, read once; then `fetches` is what was read whole.

    `known` is what earlier runs fetched, `heard` how their sources stood. A source whose settings have
    changed since is asked for all that it has.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        *,
        known: Sequence[Fetch] = (),
        heard: Mapping[str, Heard] | None = None,
        apart: Collection[Path] = (),
    ) -> None:
        self._sources, self._known, self._apart = sources, known, apart
        self._heard = heard or {}
        self._now = ""  # the source that is read
        self._brought: set[str] = set()
        self._refused: set[str] = set()
        self._silent: set[str] = set()
        self.fetches: tuple[Fetch, ...] = ()

    def __iter__(self) -> Iterator[Document | Reject]:
        if all(source.kind in ("folder", "stdin") for source in self._sources):
            for source in self._sources:
                yield from self._of(source, read(source, apart=self._apart))
            return
        from timeline.sources.fetching import Fetcher, Validators

        said = {one.url: Validators(etag=one.etag, modified=one.modified) for one in self._known}
        with Fetcher(time.monotonic, time.sleep, said) as fetcher:
            for source in self._sources:
                before = self._heard.get(source.name)
                fetcher.whole = before is None or before.settings != _settings(source)
                yield from self._of(source, read(source, apart=self._apart, fetcher=fetcher))
        self.fetches = tuple(
            Fetch(url=url, etag=one.etag, modified=one.modified) for url, one in fetcher.seen.items()
        )

    def is_new(self) -> None:
        """Note that the article that came last is one that the warehouse does not have."""
        self._brought.add(self._now)

    def heard(self, now: dt.datetime) -> dict[str, Heard]:
        """How each source stands after it was read."""
        return {one.name: self._stands(one, now) for one in self._sources}

    def _of(self, source: Source, found: Iterator[Document | Reject]) -> Iterator[Document | Reject]:
        self._now = source.name
        for one in found:
            if isinstance(one, Reject):
                self._refused.add(source.name)
                if one.location == f"{source.name}/":
                    self._silent.add(source.name)
            yield one

    def _stands(self, source: Source, now: dt.datetime) -> Heard:
        before = self._heard.get(source.name, Heard())
        return Heard(
            # Of a source of which not all could be read, all is asked for again.
            settings=before.settings if source.name in self._refused else _settings(source),
            answered=before.answered if source.name in self._silent else now,
            brought=now if source.name in self._brought else before.brought,
        )


class Folder(Arrivals):
    """The articles of one folder without a list of sources, which is no source to watch."""

    def __init__(self, folder: Path, *, max_bytes: int, apart: Collection[Path] = ()) -> None:
        super().__init__((), apart=apart)
        self._folder, self._max_bytes = folder, max_bytes

    def __iter__(self) -> Iterator[Document | Reject]:
        yield from read_folder(self._folder, max_bytes=self._max_bytes, apart=self._apart)


def may_be_gone(sources: Sequence[Source] | None, known: set[str]) -> set[str]:
    """The locations to prune unless they are found: of sources that are listed only what folders hold.

    A feed forgets its articles; that does not take them back.
    """
    if sources is None:
        return known
    folders = tuple(f"{source.name}/" for source in sources if source.kind == "folder")
    return {location for location in known if location.startswith(folders)}


def new_copies(doubles: Doubles, known: Mapping[str, str]) -> tuple[Copy, ...]:
    """The places of articles that stand elsewhere, too; `known` are those that the warehouse has."""
    return tuple(
        Copy(location=location, home=home, source=found.source)
        for location, (home, found) in doubles.copies.items()
        if known.get(location) != home
    )


def _settings(source: Source) -> str:
    said = source.model_dump_json(include=_SETTINGS)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
