"""Which format are these bytes in, and which file reads it; a format's library loads when it is first met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from timeline.document import Document
from timeline.sources.article import NotText, Reject, reject_of
from timeline.sources.sidecar import Sidecar

# The module that reads each suffix, in lower case.
READERS: dict[str, str] = {
    ".txt": "plain_text",
    ".md": "plain_text",
    ".jsonl": "json_lines",
    ".csv": "table",
    ".tsv": "table",
    ".parquet": "parquet",
    ".html": "web_page",
    ".htm": "web_page",
    ".xhtml": "web_page",
    ".pdf": "pdf",
    ".docx": "word",
    ".eml": "mail",
    ".mbox": "mail",
    ".warc": "web_archive",
    ".warc.gz": "web_archive",
}
# Many articles in a file, each with columns that may have other names than ours.
TABLES = frozenset({"json_lines", "table", "parquet"})
_MAGIC = (
    (b"%PDF-", ".pdf"),
    (b"PAR1", ".parquet"),
    (b"WARC/", ".warc"),
    (b"\x1f\x8b", ".warc.gz"),
    (b"PK\x03\x04", ".docx"),
    (b"From ", ".mbox"),
)
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")
_MAIL = (b"received:", b"return-path:", b"mime-version:", b"message-id:", b"delivered-to:")


def suffix_of(name: str) -> str:
    """The suffix that tells a file's format, in lower case; '' where it has none."""
    low = name.rpartition("/")[2].lower()
    if low.endswith(".warc.gz"):
        return ".warc.gz"
    stem, dot, last = low.rpartition(".")
    return dot + last if stem else ""


def suffix_by_content(data: bytes) -> str:
    """The suffix of a format that the first bytes show; plain text where they show none."""
    for magic, suffix in _MAGIC:
        if data.startswith(magic):
            return suffix
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(_HTML):
        return ".html"
    if head.startswith(_MAIL):
        return ".eml"
    return ".jsonl" if head.startswith(b'{"') else ".txt"


def read_bytes(
    data: bytes,
    location: str,
    *,
    suffix: str = ".txt",
    sidecar: Sidecar | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Document | Reject]:
    """The articles in the bytes of a file of one of the formats in READERS.

    What a sidecar states wins over what the file says of itself; `columns` name those of a table that are
    called otherwise. Whatever the bytes are, what can't be read is a reject.
    """
    module = READERS[suffix]
    reader = import_module(f"timeline.sources.{module}").read
    more = {"columns": columns} if columns and module in TABLES else {}
    try:
        yield from reader(data, sidecar or Sidecar(), location, **more)
    except NotText as error:
        yield reject_of(location, data, str(error), error.hint)
    except (
        Exception
    ) as error:  # formats' libraries raise what they like on bytes that were made to break them
        said = " ".join(str(error).split())[:200]
        reason = f"cannot be read as {suffix}: {type(error).__name__}: {said}"
        yield reject_of(location, data, reason, "save it anew from its program; the other articles are read")
