"""What a folder of articles holds: each file as a document, or as a reject with its reason."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from timeline.document import Document, Frozen
from timeline.sources import plain_text
from timeline.sources.decoding import NotText
from timeline.sources.sidecar import Sidecar, parse_sidecar

SIDECAR = ".toml"
# One file for each format; the key is the suffix, in lower case.
READERS: dict[str, Callable[[bytes, Sidecar, str], Iterator[Document]]] = {".txt": plain_text.read}
MAX_BYTES = 100_000_000


class Reject(Frozen):
    """An input that gave no document; `content_hash` is the SHA-256 of its bytes, empty if none were read."""

    location: str
    reason: str
    hint: str
    content_hash: str


def read_folder(folder: Path, *, max_bytes: int = MAX_BYTES) -> Iterator[Document | Reject]:
    """Each article in the folder and below it, in the order of their names, read one at a time.

    Locations are POSIX paths relative to the folder. Hidden files are left out; a folder that is linked to
    more than once is read once. Files of more than `max_bytes` are rejected unread. Raises NotADirectoryError
    where there is no such folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"no such folder: {folder}")
    for path in _files(folder, seen=set()):
        yield from read_file(path, path.relative_to(folder).as_posix(), max_bytes=max_bytes)


def read_file(path: Path, location: str, *, max_bytes: int = MAX_BYTES) -> Iterator[Document | Reject]:
    """The articles of one file with the metadata beside it, and without it where that is broken."""
    suffix = path.suffix.lower()
    if suffix == SIDECAR:
        if not any(path.with_suffix(s).exists() for s in READERS):
            yield Reject(
                location=location,
                reason="a sidecar without its article",
                hint=f"name it like the article beside it: NAME{SIDECAR} for NAME.txt",
                content_hash=_hash(path.read_bytes()),
            )
        return
    if suffix not in READERS:
        known = ", ".join(sorted(READERS))
        yield _reject(
            location, f"no reader for {suffix or 'files without a suffix'}", f"formats read: {known}"
        )
        return
    try:
        if not path.is_file():
            yield _reject(location, "not a regular file", "remove it, or mend what it links to")
            return
        size = path.stat().st_size
        if size > max_bytes:
            limit = f"{size:,} bytes are more than the limit of {max_bytes:,}"
            yield _reject(location, limit, "split it into its articles, or raise --max-bytes")
            return
        data = path.read_bytes()
        beside = path.with_suffix(SIDECAR)
        stated = beside.read_bytes() if beside.is_file() else b""
    except OSError as error:
        yield _reject(location, f"cannot be read: {error.strerror}", "check its permissions")
        return
    sidecar = Sidecar()
    try:
        sidecar = parse_sidecar(stated)
    except ValueError as error:
        yield Reject(
            location=location[: -len(path.suffix)] + SIDECAR,
            reason=f"broken sidecar: {error}",
            hint="mend it; until then its article is read without it",
            content_hash=_hash(stated),
        )
    yield from read_bytes(data, location, suffix=suffix, sidecar=sidecar)


def read_bytes(
    data: bytes, location: str, *, suffix: str = ".txt", sidecar: Sidecar | None = None
) -> Iterator[Document | Reject]:
    """The articles in the bytes of a file of one of the formats in READERS."""
    try:
        yield from READERS[suffix](data, sidecar or Sidecar(), location)
    except NotText as error:
        yield Reject(
            location=location,
            reason=str(error),
            hint="an article is text: UTF-8, UTF-16 or a legacy encoding such as cp1256",
            content_hash=_hash(data),
        )


def _files(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    status = folder.stat()
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _files(path, seen)
        else:
            yield path


def _reject(location: str, reason: str, hint: str) -> Reject:
    return Reject(location=location, reason=reason, hint=hint, content_hash="")


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
