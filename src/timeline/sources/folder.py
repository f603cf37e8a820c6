"""What a folder of articles holds: each file as a document, or as a reject with its reason."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from timeline.document import Document
from timeline.sources.article import Reject, reject_of, unread
from timeline.sources.formats import READERS, read_bytes, suffix_of
from timeline.sources.listed import MAX_BYTES
from timeline.sources.sidecar import Sidecar, parse_sidecar

SIDECAR = ".toml"


def read_folder(
    folder: Path,
    *,
    max_bytes: int = MAX_BYTES,
    apart: Collection[Path] = (),
    prefix: str = "",
    globs: Collection[str] = (),
    recursive: bool = True,
    stated: Sidecar | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Document | Reject]:
    """Each article in the folder and below it, in the order of their names, read one at a time.

    Locations are POSIX paths relative to the folder, after the prefix. Only files whose path there fits one
    of the `globs` are read, if there are any. Hidden files are left out; a folder that is linked to more than
    once is read once, and files that lie there `apart` from the articles not at all. Files of more than
    `max_bytes` are rejected unread. Raises NotADirectoryError where there is no such folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"no such folder: {folder}")
    for path in _files(folder, seen=set()):
        inside = path.relative_to(folder)
        if path in apart or (not recursive and len(inside.parts) > 1) or not _fits(inside, globs):
            continue
        location = prefix + inside.as_posix()
        yield from read_file(path, location, max_bytes=max_bytes, stated=stated, columns=columns)


def read_file(
    path: Path,
    location: str,
    *,
    max_bytes: int = MAX_BYTES,
    stated: Sidecar | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Document | Reject]:
    """The articles of one file with the metadata beside it, and without it where that is broken.

    What is `stated` holds where the sidecar is silent.
    """
    suffix = suffix_of(path.name)
    try:
        if not path.is_file():
            reason = "a folder that cannot be listed" if path.is_dir() else "not a regular file"
            yield unread(location, reason, "check its permissions, and what it links to")
        elif suffix == SIDECAR:
            if not any(path.with_suffix(s).exists() for known in READERS for s in (known, known.upper())):
                hint = f"name it like the article beside it: NAME{SIDECAR} for NAME.txt"
                yield unread(location, "a sidecar without its article", hint)
        elif suffix not in READERS:
            kind = suffix or "files without a suffix"
            yield unread(location, f"no reader for {kind}", f"formats read: {', '.join(sorted(READERS))}")
        elif (size := path.stat().st_size) > max_bytes:
            reason = f"{size:,} bytes are more than the limit of {max_bytes:,}"
            yield unread(location, reason, "split it into its articles, or raise --max-bytes")
        else:
            beside = path.with_name(path.name[: -len(suffix)] + SIDECAR)
            sidecar = stated or Sidecar()
            if beside.is_file():
                written = beside.read_bytes()
                try:
                    own = parse_sidecar(written)
                    told = {key: getattr(own, key) for key in own.model_fields_set}
                    sidecar = sidecar.model_copy(update=told)
                except ValueError as error:
                    hint = "mend it; until then its article is read without it"
                    place = location[: -len(suffix)] + SIDECAR
                    yield reject_of(place, written, f"broken sidecar: {error}", hint)
            data = path.read_bytes()
            yield from read_bytes(data, location, suffix=suffix, sidecar=sidecar, columns=columns)
    except OSError as error:
        yield unread(location, f"cannot be read: {error.strerror}", "check its permissions")


def _fits(inside: Path, globs: Collection[str]) -> bool:
    """Whether a path in the folder fits; `**/` is any number of folders, none as well."""
    if not globs or inside.suffix.lower() == SIDECAR:
        return True
    return any(inside.match(g.removeprefix("**/")) if "**" in g else _whole(inside, g) for g in globs)


def _whole(inside: Path, glob: str) -> bool:
    return len(inside.parts) == len(Path(glob).parts) and inside.match(glob)


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
