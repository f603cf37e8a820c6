"""What is in a .docx file: one article, its paragraphs and tables in order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from timeline.document import Document
from timeline.sources.article import NotText, Reject, completed, document_of
from timeline.sources.sidecar import Sidecar

# What the parts of a file may unpack to, and how many there may be.
MAX_UNPACKED = 100_000_000
MAX_PARTS = 5_000


def read(data: bytes, stated: Sidecar, location: str) -> Iterator[Document | Reject]:
    """The one article; comments, headers and footers are left out. Raises NotText where it is none."""
    _check(data)
    from docx import Document as open_word
    from docx.table import Table

    word = open_word(io.BytesIO(data))
    paragraphs: list[str] = []
    for block in word.iter_inner_content():
        if isinstance(block, Table):
            paragraphs += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            paragraphs.append(block.text)
    yield document_of("\n".join(paragraphs), completed(stated, title=word.core_properties.title), location)


def _check(data: bytes) -> None:
    """Raises NotText for what is no .docx, or was made to fill the memory; sizes come from its directory,
    which zipfile holds the parts to."""
    hint = "save it as .docx without a password"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            inside = parts.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        locked = data.startswith(b"\xd0\xcf\x11\xe0")
        reason = "an old .doc, or locked by a password" if locked else f"a broken .docx: {error}"
        raise NotText(reason, hint) from None
    if "[Content_Types].xml" not in {part.filename for part in inside}:
        raise NotText("a zip file, not a .docx", "unpack it into the folder")
    unpacked = sum(part.file_size for part in inside)
    if unpacked > MAX_UNPACKED or len(inside) > MAX_PARTS:
        raise NotText(f"unpacks to {unpacked:,} bytes in {len(inside):,} parts", "leave out its pictures")
