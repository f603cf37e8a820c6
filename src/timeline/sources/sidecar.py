"""What is a sidecar: the metadata of NAME.txt in a small NAME.toml beside it."""

from __future__ import annotations

import re
import tomllib
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from timeline.document import Frozen
from timeline.interval import Interval
from timeline.sources.published import published_interval

# No article has more of them, in so many letters; what has is the text of a page.
MOST_AUTHORS, MAX_NAME = 20, 120
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9_-]+)?", re.I)


def language_code(tag: str) -> str:
    """The ISO 639 code of a BCP 47 tag: `ar` for `ar-EG`. Raises ValueError where it is no such tag."""
    m = _LANGUAGE.fullmatch(tag.strip())
    if m is None:
        raise ValueError(f"not a language code such as ar, en or fr: {tag[:40]!r}")
    return m[1].lower()


def web_address(url: str) -> str:
    """The same address. Raises ValueError where it is not http or https: it becomes a link people click."""
    if not re.fullmatch(r"https?://[^\s/?#\x00-\x20]+[^\s\x00-\x1f]*", url, re.I):
        raise ValueError(f"not an http or https address: {url[:40]!r}")
    return url


def authors_of(stated: object) -> object:
    """The names in a list, or in one line with semicolons between them; addresses are none."""
    if stated is None:
        return None
    named = stated.split(";") if isinstance(stated, str) else stated
    if not isinstance(named, list | tuple) or not all(isinstance(name, str) for name in named):
        raise ValueError("authors are names: a list of them, or one line with ; between them")
    names = (" ".join(name.split()) for name in named)
    kept = dict.fromkeys(name for name in names if name and "://" not in name and len(name) <= MAX_NAME)
    return tuple(kept)[:MOST_AUTHORS]


class Sidecar(Frozen):
    """All that can be stated of an article from outside its text."""

    title: str | None = Field(default=None, min_length=1)
    source: str | None = Field(default=None, min_length=1)
    url: Annotated[str, AfterValidator(web_address)] | None = None
    language: Annotated[str, AfterValidator(language_code)] | None = None
    published: Annotated[Interval, BeforeValidator(published_interval)] | None = None
    authors: Annotated[tuple[str, ...] | None, BeforeValidator(authors_of)] = None


def parse_sidecar(data: bytes) -> Sidecar:
    """The metadata in the bytes of a TOML file. Raises ValueError with one line that names line or key."""
    try:
        return Sidecar.model_validate(tomllib.loads(data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise ValueError(f"a sidecar is UTF-8 text; byte {error.start} is not") from None
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except ValidationError as error:
        raise ValueError(problems(error, Sidecar)) from None


def problems(error: ValidationError, model: type[Frozen]) -> str:
    """What pydantic found, in one line for people: each with the key it is about."""
    return "; ".join(_problem(e, model) for e in error.errors(include_url=False))


def _problem(error: Any, model: type[Frozen]) -> str:
    key = ".".join(str(part) for part in error["loc"] if not str(part).startswith("function-"))
    if error["type"] == "extra_forbidden":
        return f"unknown key {key!r} (known: {', '.join(model.model_fields)})"
    return f"{key}: {error['msg'].removeprefix('Value error, ')}" if key else str(error["msg"])
