"""sources.toml: what it may say, what is said of its mistakes, and what a run makes of it."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import pytest

from timeline import pipeline
from timeline.document import Document
from timeline.sources import Reject, Source, SourcesError, read, read_sources
from timeline.warehouse import known_articles

NOW = dt.datetime(2026, 11, 26, tzinfo=dt.UTC)
DOCS = Path(__file__).parents[2] / "docs/sources.md"


def listed(folder: Path, text: str) -> tuple[Source, ...]:
    (folder / "sources.toml").write_text(text, encoding="utf-8")
    return read_sources(folder / "sources.toml")


@pytest.mark.parametrize("example", re.findall(r"```toml\n(.*?)```", DOCS.read_text("utf-8"), re.S))
def test_every_example_of_the_documentation_is_one(example: str, tmp_path: Path) -> None:
    assert listed(tmp_path, example)


def test_the_documentation_has_an_example_of_every_kind() -> None:
    kinds = set(re.findall(r'^kind = "(\w+)"', DOCS.read_text("utf-8"), re.M))
    assert kinds == {"folder", "feed", "sitemap", "url", "stdin"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[source]]\nname = "a"\nkind = "folder"\n', r":1: a folder needs a path"),
        ('# x\n[[source]]\nname = "a"\nkind = "fodler"\n', r":4: kind: .*'folder'"),
        ('[[source]]\nname = "a"\nkind = "feed"\npaht = "y"\n', r":4: unknown key 'paht'; known"),
        ('[[source]]\nkind = "stdin"\n', r":1: a source needs a name: add"),
        ('[[source]]\nname = "a"\nkind = "stdin"\n\n' * 2, r":6: .*rename one"),
        ('[[source]]\nname = "a"\nkind = "stdin"\nurl = "https://a.example"\n', r":4: a stdin has no url"),
        ('[[source]]\nname = "a"\nkind = "feed"\nurl = "file:///etc/passwd"\n', r":4: url: not an http"),
        ('[[source]]\nname = "a"\nkind = "stdin"\nwarn_after = "soon"\n', r":4: warn_after: not a length"),
        ('[[source]]\nname = "a\n', r"not TOML: .*line 2"),
        ('[[sources]]\nname = "a"\n', r"unknown key 'sources'; every source begins"),
        ("", r"no source in it"),
        ("source = 3\n", r"not a list of tables"),
    ],
)  # fmt: skip
def test_mistakes_are_named_with_their_line(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SourcesError, match=said):
        listed(tmp_path, text)


def test_a_folder_is_read_by_its_globs_with_what_the_list_states(tmp_path: Path) -> None:
    for name in ("a.txt", "b.md", "deep/c.txt", "deep/d.md"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(f"The ministers met in {name}.")
    (tmp_path / "in/a.toml").write_text('source = "Own"')
    head = '[[source]]\nname = "x"\nkind = "folder"\npath = "in"\npublisher = "Herald"\nlanguage = "en"\n'

    def found(more: str) -> dict[str, str | None]:
        (source,) = listed(tmp_path, head + more)
        return {one.location: one.source for one in read(source) if isinstance(one, Document)}

    assert found('globs = ["**/*.txt"]') == {"x/a.txt": "Own", "x/deep/c.txt": "Herald"}
    assert found('globs = ["*.txt"]') == {"x/a.txt": "Own"}
    assert found("recursive = false") == {"x/a.txt": "Own", "x/b.md": "Herald"}


def test_standard_input_is_read_as_what_it_shows_itself_to_be() -> None:
    source = Source(name="pipe", kind="stdin")
    (one,) = read(source, stdin=io.BytesIO(b'{"text": "The ministers met."}\n'))
    assert isinstance(one, Document)
    assert one.location == "pipe/-#1"
    (long,) = read(source.model_copy(update={"max_bytes": 5}), stdin=io.BytesIO(b"123456"))
    assert isinstance(long, Reject)


def test_a_source_that_fails_takes_none_of_the_others_along_and_loses_nothing(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(f"The ministers of {name} met in Geneva on 21 December 2015.")
    tables = "".join(f'[[source]]\nname = "{n}"\nkind = "folder"\npath = "{n}"\n' for n in ("one", "two"))
    (tmp_path / "sources.toml").write_text(tables)
    job = pipeline.Job(
        started=NOW,
        seeds=tmp_path / "seeds",
        warehouse=tmp_path / "w.duckdb",
        dashboards=tmp_path / "d",
        prune=True,
    )
    assert pipeline.build(job).documents == 2
    (tmp_path / "one").rename(tmp_path / "gone")
    report = pipeline.build(job)
    assert [reject.location for reject in report.rejects] == ["one/"]
    assert set(known_articles(job.warehouse)[0]) == {"one/a.txt", "two/a.txt"}
    (tmp_path / "one").mkdir()
    assert pipeline.build(job).removed == 1
