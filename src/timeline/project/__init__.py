"""What does a project folder begin with: files that are its owner's from then on.

They are copies of those in the repository: the wheel carries them beside folder/, as pyproject.toml says
under force-include, and a clone has them where they are.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from timeline.document import Frozen

_PACKAGE = Path("timeline/project/folder")
# What the folder has in other names, because tools would take it for the package's own.
_NAMES = {"gitignore": ".gitignore"}
# What nobody wants to start with.
_LEFT_OUT = {"__pycache__"}


class Begun(Frozen):
    """Which files were made, and which were there already and stay as they are."""

    made: tuple[Path, ...]
    kept: tuple[Path, ...]


def begin(folder: Path, *, dry_run: bool = False) -> Begun:
    """Make a project in the folder; nothing that is there is changed. Raises OSError."""
    made, kept = [], []
    with as_file(files("timeline.project").joinpath("folder")) as beginning:
        for place, source in sorted(_files(beginning)):
            target = folder / place
            if target.exists():
                kept.append(target)
                continue
            made.append(target)
            if not dry_run:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(source.read_bytes())
    return Begun(made=tuple(made), kept=tuple(kept))


def _files(beginning: Path) -> Iterator[tuple[Path, Path]]:
    """Each file's place in a project, and where it is read from."""
    found = dict(_below(beginning))
    for place, source in _in_clone(beginning):
        found.update({place / below: file for below, file in _below(source)})
    for place, file in found.items():
        yield place.with_name(_NAMES.get(place.name, place.name)), file


def _in_clone(beginning: Path) -> Iterator[tuple[Path, Path]]:
    """In a clone, what a wheel would have carried: places in the project, and the repository's files."""
    root = beginning.parents[3]
    project = root / "pyproject.toml"
    if beginning.parts[-4:-3] == ("src",) and project.is_file():
        wheel = tomllib.loads(project.read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
        for source, target in wheel["force-include"].items():
            yield Path(target).relative_to(_PACKAGE), root / source


def _below(place: Path) -> Iterator[tuple[Path, Path]]:
    """The file, or every file below the folder, by its path from there."""
    if place.is_file():
        yield Path(), place
    for path in place.rglob("*"):
        below = path.relative_to(place)
        if path.is_file() and not _LEFT_OUT & set(below.parts):
            yield below, path
