from __future__ import annotations

import os
from pathlib import Path

import pytest

from timeline.document import Document
from timeline.sources import Reject, read_folder

ARABIC = "أعلنت روسيا وفرنسا أن التنظيم عدو مشترك لهما.\r\n"


def only(folder: Path, **options: int) -> Document | Reject:
    (one,) = read_folder(folder, **options)
    return one


def rejected(folder: Path, **options: int) -> Reject:
    one = only(folder, **options)
    assert isinstance(one, Reject)
    return one


def article(folder: Path) -> Document:
    one = only(folder)
    assert isinstance(one, Document)
    return one


def test_an_article_without_metadata_states_nothing_but_its_text(tmp_path: Path) -> None:
    (tmp_path / "ar").mkdir()
    (tmp_path / "ar" / "a.txt").write_bytes(ARABIC.encode())
    document = article(tmp_path)
    assert (document.text, document.language, document.location) == (ARABIC, "ar", "ar/a.txt")
    assert (document.title, document.source, document.url, document.published) == (None, None, None, None)


def test_ids_depend_on_content_and_place_only(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_bytes(ARABIC.encode())
    one, two = article(tmp_path / "one"), article(tmp_path / "two")
    assert one == two
    (tmp_path / "two" / "a.txt").write_bytes(ARABIC.encode() * 2)
    assert article(tmp_path / "two").id != one.id


def test_the_sidecar_gives_the_metadata(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Presidents met.")
    (tmp_path / "a.toml").write_text(
        'title = "Met"\nsource = "Elaph"\nurl = "https://example.org/a?b=1"\n'
        'language = "en-GB"\npublished = 2015-12-21\n'
    )
    document = article(tmp_path)
    assert (document.title, document.source, document.url) == ("Met", "Elaph", "https://example.org/a?b=1")
    assert document.language == "en"
    assert document.published is not None
    assert document.published.iso() == {"start": "2015-12-21", "end": "2015-12-22"}


@pytest.mark.parametrize(
    ("sidecar", "named"),
    [
        (b"title = ]", "line 1"),
        (b"title = " + b"[" * 100_000, "nested too deeply"),
        (b'publishd = "2015-12-21"', "unknown key 'publishd'"),
        (b'published = "last week"', "published: not an ISO 8601"),
        (b'url = "javascript:alert(1)"', "url: not an http or https address"),
        (b'language = "Arabic language"', "language: not a language code"),
        (b"title = 3", "title: "),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_a_broken_sidecar_is_rejected_by_name_and_its_article_still_read(
    tmp_path: Path, sidecar: bytes, named: str
) -> None:
    (tmp_path / "a.txt").write_bytes(ARABIC.encode())
    (tmp_path / "a.toml").write_bytes(sidecar)
    reject, document = read_folder(tmp_path)
    assert isinstance(reject, Reject)
    assert isinstance(document, Document)
    assert reject.location == "a.toml"
    assert reject.reason.startswith("broken sidecar: ")
    assert named in reject.reason
    assert "\n" not in reject.reason
    assert (document.location, document.published) == ("a.txt", None)


def test_a_sidecar_without_its_article_does_not_disappear(tmp_path: Path) -> None:
    (tmp_path / "gone.toml").write_text('title = "x"')
    assert rejected(tmp_path).reason == "a sidecar without its article"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "an empty file"),
        ("a.txt", b" \r\n\t", "a file without a word"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0", "a binary file"),
        ("a.odt", b"PK", "no reader for .odt"),
        ("README", b"text", "no reader for files without a suffix"),
    ],
)
def test_what_cannot_be_read_is_rejected_with_its_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)
    reject = rejected(tmp_path)
    assert (reject.location, reject.reason) == (name, reason)
    assert reject.hint


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("word " * 10)
    assert "50 bytes are more than the limit of 49" in rejected(tmp_path, max_bytes=49).reason
    assert isinstance(only(tmp_path, max_bytes=50), Document)


def test_articles_run_together_are_told_to_be_split(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("word " * 400_001)
    assert "2,000,005 characters, and one article has at most 2,000,000" in rejected(tmp_path).reason


def test_order_is_that_of_names_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/B.txt", "é.txt", ".hidden.txt", ".git/c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("The word.")
    assert [d.location for d in read_folder(tmp_path)] == ["a/B.txt", "a/z.txt", "b.txt", "é.txt"]


def test_links_in_a_circle_end_and_dead_ones_are_named(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("The word.")
    (tmp_path / "in" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "dead.txt").symlink_to(tmp_path / "nowhere.txt")
    found = list(read_folder(tmp_path))
    assert [f.location for f in found] == ["dead.txt", "in/a.txt", "self.txt"]
    assert [isinstance(f, Reject) for f in found] == [True, False, True]


def test_a_pipe_does_not_block_the_run(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert rejected(tmp_path).reason == "not a regular file"


def test_a_file_name_that_is_not_utf8_is_read(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.txt")).write_text("The president met the minister in London.")
    assert article(tmp_path).location == "\udcff.txt"


def test_there_must_be_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError, match="no such folder"):
        list(read_folder(tmp_path / "none"))


def test_identified_languages(tmp_path: Path) -> None:
    texts = {
        "ar": ARABIC,
        "en": "The president said on Monday that talks would go on.",
        "fr": "Le président a dit lundi que les négociations se poursuivraient.",
        "und": "12 / 3 = 4",
    }
    for language, text in texts.items():
        (tmp_path / f"{language}.txt").write_text(text)
    documents = [d for d in read_folder(tmp_path) if isinstance(d, Document)]
    assert {d.location: d.language for d in documents} == {f"{language}.txt": language for language in texts}
