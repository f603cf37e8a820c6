"""What defines a timeline: a query over the view `timeline`, with comments on top that say how to show it.

-- title: Russia and France against ISIS
-- description: One line under the title.
-- lanes: type | person | place | source
-- chart: timeline | calendar | people | map
select * from timeline where modality <> 'conditional'

Where the interface's language is to have another title or description: `-- title (fr): …`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from timeline.charts.lane import By
from timeline.document import Frozen

_HEADER = re.compile(r"--[ \t]*(\w+)(?:[ \t]*\(([a-z]{2})\))?[ \t]*:[ \t]*(.*)")
_TRANSLATED = {"title": "titles", "description": "descriptions"}


class TimelineError(Exception):
    """A timeline file that says nothing usable. The message names the file and what to mend."""


class TimelineSpec(Frozen):
    """One timeline: which events (SQL whose columns are the view's), under which title, in which lanes.

    `titles`, `descriptions`: by the code of the interface's language, where they differ.
    """

    name: str
    sql: str
    title: str = ""
    description: str = ""
    titles: dict[str, str] = Field(default_factory=dict)
    descriptions: dict[str, str] = Field(default_factory=dict)
    lanes: By = "type"
    chart: Literal["timeline", "calendar", "people", "map"] = "timeline"


def parse_timeline(name: str, text: str) -> TimelineSpec:
    """The timeline in the text of a .sql file. Raises TimelineError where header or query cannot be used."""
    lines = text.removeprefix("\ufeff").splitlines()
    header: dict[str, str] = {}
    translated: dict[str, dict[str, str]] = {}
    for line in lines:
        if line.strip() and not line.startswith("--"):
            break
        found = _HEADER.fullmatch(line.strip())
        if found and found[2] and found[1].lower() in _TRANSLATED:
            translated.setdefault(_TRANSLATED[found[1].lower()], {})[found[2]] = found[3].strip()
        elif found:
            header[found[1].lower()] = found[3].strip()
    sql = "\n".join(line for line in lines if not line.startswith("--")).strip()
    if not sql:
        raise TimelineError(f"{name}: no query; write a select over the view timeline under the comments")
    try:
        return TimelineSpec.model_validate({"name": name, "sql": sql, **header, **translated})
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise TimelineError(f"{name}: the comment `-- {key}: …` cannot be used: {first['msg']}") from error


def read_timeline(path: Path) -> TimelineSpec:
    """The timeline in a .sql file, named as the file. Raises TimelineError, also where it is unreadable."""
    try:
        return parse_timeline(path.stem, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise TimelineError(f"{path.name}: cannot be read as UTF-8 text: {error}") from error
