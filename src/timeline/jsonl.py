"""How scripts talk to us: one JSON object a line in, one a line out, in order, as they come."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from timeline.document import Document
from timeline.fault import fault_line
from timeline.sources.identify import identify_language
from timeline.sources.published import published_interval
from timeline.sources.sidecar import language_code

# Valid inside JSON strings, but line breaks to readers that split on more than \n.
_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")


class Answer(NamedTuple):
    """One line out; `problem` says in one line why the line in could not be used, None where it could."""

    line: bytes
    problem: str | None


def answers(
    lines: Iterable[bytes],
    work: Callable[[Document], dict[str, Any]],
    *,
    empty: dict[str, Any],
    language: str | None = None,
    published: object = None,
) -> Iterator[Answer]:
    """An answer for each line that is not blank, so that order and count hold even where a line is bad.

    `work` gives the fields of the answer that follow its id; `empty` stands in for them, beside an `error`,
    where the line is no `{id, text, language?, published?}`. `language` and `published` are for lines
    that state none; a language that nobody states is identified.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        given: Any = None
        try:
            given = json.loads(line)
            document = _document(given, language, published)
            fields = {"id": _id(given), "language": document.language, **work(document)}
        except Exception as error:  # whatever one line does to us, the lines after it get their answers
            problem = _plain(error)
            fields = {"id": _id(given), "language": None, **empty, "error": problem}
            yield Answer(encode(fields), f"line {number}: {problem}")
        else:
            yield Answer(encode(fields), None)


def encode(value: dict[str, Any]) -> bytes:
    """One line of JSON in UTF-8 with its newline; what UTF-8 or a line cannot hold is a \\u escape."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        line = text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return json.dumps(value).encode() + b"\n"
    if _LINE_BREAKS.search(text):
        line = _LINE_BREAKS.sub(lambda m: f"\\u{ord(m[0]):04x}", text).encode()
    return line + b"\n"


def _document(given: Any, language: str | None, published: object) -> Document:
    if not isinstance(given, dict):
        raise ValueError("not a JSON object with an id and a text")
    text = given.get("text")
    if not isinstance(text, str):
        raise ValueError("no text" if text is None else "text is not a string")
    stated = given.get("language") or language
    if stated is not None and not isinstance(stated, str):
        raise ValueError("language is not a string")
    day = given.get("published") or published
    return Document(
        id=str(given.get("id")),
        text=text,
        language=language_code(stated) if stated else identify_language(text),
        published=published_interval(day) if day else None,
    )


def _id(given: Any) -> Any:
    return given.get("id") if isinstance(given, dict) else None


def _plain(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg} at column {error.colno}"
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8: byte {error.start}"
    if isinstance(error, RecursionError):
        return "not JSON that can be read: nested too deeply"
    if isinstance(error, ValueError):
        return " ".join(str(error).split())
    return fault_line(error)
