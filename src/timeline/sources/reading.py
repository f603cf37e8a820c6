"""What does a source hold: each article as a document, or as a reject with its reason."""

from __future__ import annotations

import sys
import time
from collections.abc import Collection, Iterator
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from timeline.document import Document
from timeline.fault import fault_line
from timeline.sources.article import Reject, unread
from timeline.sources.folder import read_folder
from timeline.sources.formats import READERS, read_bytes, suffix_by_content
from timeline.sources.listed import Source

if TYPE_CHECKING:
    from timeline.sources.fetching import Fetcher


def read(
    source: Source,
    *,
    apart: Collection[Path] = (),
    stdin: BinaryIO | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Document | Reject]:
    """Each article of the source, one at a time; a source that fails is a reject at `NAME/`, never an error.

    Locations in a folder are `NAME/PATH`, so that two folders may hold files of one name; files `apart` are
    left out. Kinds that are fetched are read by the module of their name, with a `fetcher` that others share;
    their articles, whose locations are addresses, are known by the publisher stated, or the source's name.
    """
    try:
        if source.kind == "folder":
            yield from _folder(source, apart)
        elif source.kind == "stdin":
            yield from _standard_input(source, stdin or sys.stdin.buffer)
        else:
            from timeline.sources.fetching import Fetcher

            fetched: Any = import_module(f"timeline.sources.{source.kind}")
            with nullcontext(fetcher) if fetcher else Fetcher(time.monotonic, time.sleep) as asking:
                named = source.model_copy(update={"publisher": source.publisher or source.name})
                yield from fetched.read(named, asking)
    except OSError as error:
        yield unread(f"{source.name}/", f"cannot be read: {error}", "check its path in sources.toml")
    except Exception as error:
        yield unread(f"{source.name}/", fault_line(error), "the other sources are read")


def _folder(source: Source, apart: Collection[Path]) -> Iterator[Document | Reject]:
    assert source.path is not None
    yield from read_folder(
        source.path,
        max_bytes=source.max_bytes,
        apart=apart,
        prefix=f"{source.name}/",
        globs=source.globs,
        recursive=source.recursive,
        stated=source.stated,
        columns=source.named,
    )


def _standard_input(source: Source, stdin: BinaryIO) -> Iterator[Document | Reject]:
    location = f"{source.name}/-"
    data = stdin.read(source.max_bytes + 1)
    suffix = source.format or suffix_by_content(data)
    if len(data) > source.max_bytes:
        reason = f"more than the limit of {source.max_bytes:,} bytes"
        yield unread(location, reason, "raise max_bytes of the source")
    elif suffix not in READERS:
        yield unread(location, f"no reader for {suffix}", f"formats read: {', '.join(sorted(READERS))}")
    else:
        yield from read_bytes(data, location, suffix=suffix, sidecar=source.stated, columns=source.named)
