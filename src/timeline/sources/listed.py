"""What does sources.toml say: where a project's articles come from, and how each source is to be read."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator

from timeline.document import Frozen
from timeline.sources.sidecar import Sidecar, language_code, web_address

MAX_BYTES = 100_000_000
# Which keys a kind has beside those that every source has.
_OF_KIND = {
    "folder": {"path", "globs", "recursive", "columns"},
    "feed": {"url", "full_text", "allow_private", "delay"},
    "sitemap": {"url", "allow_private", "delay"},
    "url": {"url", "allow_private", "delay"},
    "stdin": {"format", "columns"},
}
_NEEDED = {"folder": "path", "feed": "url", "sitemap": "url", "url": "url"}
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class SourcesError(ValueError):
    """The file can't be used. The message says which line, what is wrong, and how to mend it."""


def _length(stated: object) -> object:
    if not isinstance(stated, str):
        return stated
    found = re.fullmatch(r"(\d{1,6})\s*([smhdw])", stated.strip())
    if not found:
        raise ValueError(f"not a length of time such as 90m, 26h or 2d: {stated[:40]!r}")
    return dt.timedelta(**{_UNITS[found[2]]: int(found[1])})


Column = Literal["text", "title", "source", "url", "language", "published", "authors"]
Length = Annotated[dt.timedelta, BeforeValidator(_length)]


class Source(Frozen):
    """One `[[source]]`; keys that its kind does not know are refused."""

    name: str = Field(min_length=1)
    kind: Literal["folder", "feed", "sitemap", "url", "stdin"]
    path: Path | None = None
    # Which files of a folder, by their path in it; `**/` is any number of folders.
    globs: tuple[str, ...] = ()
    recursive: bool = True
    # What of an article stands in which column: {"text": "body", "published": "date"}.
    columns: dict[Column, str] = Field(default={})
    url: Annotated[str, AfterValidator(web_address)] | None = None
    # The linked page of each item rather than what the feed says of it.
    full_text: bool = False
    # How standard input is to be read, as a suffix; None looks at its first bytes.
    format: str | None = None
    language: Annotated[str, AfterValidator(language_code)] | None = None
    publisher: str | None = Field(default=None, min_length=1)
    warn_after: Length | None = None
    error_after: Length | None = None
    allow_private: bool = False
    max_bytes: int = Field(default=MAX_BYTES, gt=0)
    # Between two requests to one host.
    delay: Length = dt.timedelta(seconds=1)

    @model_validator(mode="after")
    def _of_its_kind(self) -> Source:
        needed = _NEEDED.get(self.kind)
        if needed and getattr(self, needed) is None:
            raise ValueError(f"a {self.kind} needs a {needed}")
        others = set().union(*_OF_KIND.values()) - _OF_KIND[self.kind]
        if wrong := sorted(others & self.model_fields_set):
            known = ", ".join(sorted(_OF_KIND[self.kind]))
            raise ValueError(f"a {self.kind} has no {wrong[0]} (it has {known})")
        return self

    @property
    def named(self) -> dict[str, str]:
        """The names of a table's columns that are not ours."""
        return {str(key): name for key, name in self.columns.items()}

    @property
    def stated(self) -> Sidecar:
        """What holds for each of its articles that does not say otherwise."""
        return Sidecar(source=self.publisher, language=self.language)


def read_sources(file: Path) -> tuple[Source, ...]:
    """The sources in the order of the file; paths are relative to it. Raises SourcesError, or OSError."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
        tables = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise SourcesError(f"{file}: byte {error.start} is not UTF-8; save it as UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SourcesError(f"{file}: not TOML: {error}") from None
    heads = [n for n, line in enumerate(text.split("\n"), 1) if re.match(r"\s*\[\[\s*source\s*\]\]", line)]
    given = tables.pop("source", [])
    if tables or not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        stray = f"unknown key {next(iter(tables))!r}" if tables else "source is not a list of tables"
        raise SourcesError(f"{file}: {stray}; every source begins with a line [[source]]")
    if not given:
        raise SourcesError(f"{file}: no source in it; begin one with a line [[source]], or remove the file")
    found: list[Source] = []
    for number, table in enumerate(given):
        head = heads[number] if number < len(heads) else 1
        end = heads[number + 1] - 1 if number + 1 < len(heads) else len(text.split("\n"))
        try:
            one = Source.model_validate(table)
        except ValidationError as error:
            raise SourcesError(f"{file}:{_said(error, text, head, end)}") from None
        if any(one.name == other.name for other in found):
            raise SourcesError(
                f"{file}:{_line('name', text, head, end)}: two sources are named {one.name!r}; rename one"
            )
        if one.path is not None:
            one = one.model_copy(update={"path": file.parent / one.path})
        found.append(one)
    return tuple(found)


def file_at(location: str, sources: Sequence[Source]) -> Path | None:
    """The file that stands at a location, of a source that is a folder; None for what is fetched."""
    for one in sources:
        if one.path is not None and location.startswith(f"{one.name}/"):
            return one.path / location.removeprefix(f"{one.name}/")
    return None


def _said(error: ValidationError, text: str, head: int, end: int) -> str:
    """The first problem, with its line and how to mend it."""
    first: Any = error.errors(include_url=False)[0]
    key = str(first["loc"][0]) if first["loc"] else ""
    if not key and (named := re.search(r"has no (\w+)", first["msg"])):
        key = named[1]
    message = first["msg"].removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        message = f"unknown key {key!r}; known: {', '.join(Source.model_fields)}"
    elif first["type"] == "missing":
        message = f"a source needs a {key}: add {key} = …"
    elif first["loc"]:
        message = f"{'.'.join(str(part) for part in first['loc'])}: {message}"
    return f"{_line(key, text, head, end)}: {message}"


def _line(key: str, text: str, head: int, end: int) -> int:
    """The line of a key in the table between two lines, or of the table itself."""
    lines = text.split("\n")[head:end]
    written = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]")
    return next((head + n for n, line in enumerate(lines, 1) if key and written.match(line)), head)
