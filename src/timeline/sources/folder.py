"""What a folder of articles holds: each file as a document, or as a reject with its reason."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from timeline.document import Document
from timeline.sources import json_lines, plain_text, table
from timeline.sources.article import NotText, Reject, reject_of
from timeline.sources.sidecar import Sidecar, parse_sidecar

SIDECAR = ".toml"
# One file for each format; the key is the suffix, in lower case.
READERS: dict[str, Callable[[bytes, Sidecar, str], Iterator[Document | Reject]]] = {
    ".txt": plain_text.read,
    ".md": plain_text.read,
    ".jsonl": json_lines.read,
    ".csv": table.read,
    ".tsv": table.read,
}
MAX_BYTES = 100_000_000


def read_folder(
    folder: Path, *, max_bytes: int = MAX_BYTES, apart: Collection[Path] = ()
) -> Iterator[Document | Reject]:
    """Each article in the folder and below it, in the order of their names, read one at a time.

    Locations are POSIX paths relative to the folder. Hidden files are left out; a folder that is linked to
    more than once is read once, and files that lie there `apart` from the articles not at all. Files of more
    than `max_bytes` are rejected unread. Raises NotADirectoryError where there is no such folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"no such folder: {folder}")
    for path in _files(folder, seen=set()):
        if path in apart:
            continue
        yield from read_file(path, path.relative_to(folder).as_posix(), max_bytes=max_bytes)


def read_file(path: Path, location: str, *, max_bytes: int = MAX_BYTES) -> Iterator[Document | Reject]:
    """The articles of one file with the metadata beside it, and without it where that is broken."""
    suffix = path.suffix.lower()
    try:
        if not path.is_file():
            reason = "a folder that cannot be listed" if path.is_dir() else "not a regular file"
            yield _unread(location, reason, "check its permissions, and what it links to")
        elif suffix == SIDECAR:
            if not any(path.with_suffix(s).exists() for known in READERS for s in (known, known.upper())):
                hint = f"name it like the article beside it: NAME{SIDECAR} for NAME.txt"
                yield _unread(location, "a sidecar without its article", hint)
        elif suffix not in READERS:
            kind = suffix or "files without a suffix"
            yield _unread(location, f"no reader for {kind}", f"formats read: {', '.join(sorted(READERS))}")
        elif (size := path.stat().st_size) > max_bytes:
            reason = f"{size:,} bytes are more than the limit of {max_bytes:,}"
            yield _unread(location, reason, "split it into its articles, or raise --max-bytes")
        else:
            beside = path.with_suffix(SIDECAR)
            stated = beside.read_bytes() if beside.is_file() else b""
            yield from _with_sidecar(path.read_bytes(), stated, location, suffix)
    except OSError as error:
        yield _unread(location, f"cannot be read: {error.strerror}", "check its permissions")


def _with_sidecar(data: bytes, stated: bytes, location: str, suffix: str) -> Iterator[Document | Reject]:
    sidecar = Sidecar()
    try:
        sidecar = parse_sidecar(stated)
    except ValueError as error:
        beside = location[: -len(suffix)] + SIDECAR
        hint = "mend it; until then its article is read without it"
        yield reject_of(beside, stated, f"broken sidecar: {error}", hint)
    yield from read_bytes(data, location, suffix=suffix, sidecar=sidecar)


def read_bytes(
    data: bytes, location: str, *, suffix: str = ".txt", sidecar: Sidecar | None = None
) -> Iterator[Document | Reject]:
    """The articles in the bytes of a file of one of the formats in READERS."""
    try:
        yield from READERS[suffix](data, sidecar or Sidecar(), location)
    except NotText as error:
        hint = "an article is text: UTF-8, UTF-16 or a legacy encoding such as cp1256"
        yield reject_of(location, data, str(error), hint)


def _files(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    """Files below the folder, and folders that cannot be listed: to read one of these tells why."""
    try:
        status = folder.stat()
        inside = sorted(folder.iterdir())
    except PermissionError:
        yield folder
        return
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    for path in inside:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _files(path, seen)
        else:
            yield path


def _unread(location: str, reason: str, hint: str) -> Reject:
    return Reject(location=location, reason=reason, hint=hint, content_hash="")
