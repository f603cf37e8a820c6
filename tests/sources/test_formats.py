"""Formats that a library reads: what they hold, and what is said of those that are broken or made to harm."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from email.message import EmailMessage

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.document import Document
from timeline.sources import READERS, Reject, read_bytes
from timeline.sources import pdf as pdf_reader
from timeline.sources.published import published_interval

BODY = "The ministers met in Geneva on Monday and agreed on a truce that begins at midnight. " * 4
ARABIC = "أعلنت وزارة الخارجية أن المحادثات بين الجانبين انتهت في جنيف أمس باتفاق على وقف إطلاق النار. " * 4


def read(data: bytes, suffix: str, **more: dict[str, str]) -> list[Document | Reject]:
    return list(read_bytes(data, f"a{suffix}", suffix=suffix, **more))  # type: ignore[arg-type]


def article(data: bytes, suffix: str) -> Document:
    (one,) = read(data, suffix)
    assert isinstance(one, Document), one
    return one


def reject(data: bytes, suffix: str) -> Reject:
    (one,) = read(data, suffix)
    assert isinstance(one, Reject), one
    assert one.hint
    return one


def page(body: str = BODY, head: str = "", top: str = "", end: str = "") -> bytes:
    return (
        f"<!doctype html><html><head><title>Truce agreed</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a></nav><article><h1>Truce agreed</h1>{top}"
        f"<p>{body}</p><p>{body}</p></article>"
        f"<footer>Copyright 2010 - 1 January 2010 {end}</footer></body></html>"
    ).encode()


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


def word(*paragraphs: str, title: str = "") -> bytes:
    import docx

    made, file = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    made.core_properties.title = title
    made.save(file)
    return file.getvalue()


def pdf(text: str, password: str = "") -> bytes:
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer, file = PdfWriter(), io.BytesIO()
    sheet = writer.add_blank_page(600, 800)
    if text:
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode())
        sheet[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(file)
    return file.getvalue()


def letter(text: str = BODY) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "الاتفاق", "Agency Desk <desk@example.org>"
    message["Date"] = "Mon, 21 Dec 2015 10:30:00 +0300"
    message.set_content(text)
    return message.as_bytes()


def archive(*pages: bytes, packed: bool = True, status: str = "200 OK") -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    for number, content in enumerate(pages):
        headers = StatusAndHeaders(status, [("Content-Type", "text/html")], protocol="HTTP/1.1")
        address = f"https://example.org/{number}"
        writer.write_record(
            writer.create_warc_record(address, "response", payload=io.BytesIO(content), http_headers=headers)
        )
    return file.getvalue()


def parquet(rows: dict[str, list[object]]) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table(rows), file)
    return file.getvalue()


def test_a_web_page_is_its_main_text_with_what_it_says_of_itself() -> None:
    head = '<meta property="article:published_time" content="2015-12-21T10:30:00+03:00">'
    head += '<meta property="og:site_name" content="The Herald">'
    document = article(page(head=head), ".html")
    assert BODY.strip() in document.text
    assert "Copyright" not in document.text
    assert "Home" not in document.text
    assert (document.title, document.source, document.language) == ("Truce agreed", "The Herald", "en")
    assert document.published == published_interval("2015-12-21T10:30:00+03:00")


def test_a_web_page_names_its_authors() -> None:
    head = '<meta name="author" content="Leila Haddad; Marc Petit">'
    assert article(page(head=head), ".html").authors == ("Leila Haddad", "Marc Petit")
    assert article(page(), ".html").authors == ()


@pytest.mark.parametrize(
    ("stated", "authors"),
    [
        ('"Leila Haddad"', ("Leila Haddad",)),
        ('["ليلى حداد", " Marc  Petit ", "ليلى حداد", ""]', ("ليلى حداد", "Marc Petit")),
        ('"A. Writer; https://example.org/them"', ("A. Writer",)),
        ('""', ()),
    ],
)
def test_authors_are_stated_as_a_list_or_in_one_line(stated: str, authors: tuple[str, ...]) -> None:
    line = f'{{"text": "{ARABIC.strip()}", "authors": {stated}}}'
    assert article(line.encode(), ".jsonl").authors == authors


def test_authors_that_are_no_names_are_a_reject_that_says_so() -> None:
    (found,) = read_bytes(b'{"text": "A long day.", "authors": 7}', "a.jsonl", suffix=".jsonl")
    assert isinstance(found, Reject)
    assert "authors" in found.reason


def test_who_wrote_it_makes_another_document_of_it() -> None:
    one = Document(id="1", text="a", language="en")
    other = one.model_copy(update={"authors": ("Leila Haddad",)})
    assert one.content_hash != other.content_hash


def test_a_page_in_a_legacy_encoding_is_read_as_it_says() -> None:
    data = page(ARABIC, head='<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">')
    assert ARABIC.strip() in article(data.decode().encode("cp1256"), ".html").text


@pytest.mark.parametrize(
    ("head", "top", "day"),
    [
        (linked('{"@graph": [{"@type": "NewsArticle", "datePublished": "2015-12-21"}]}'), "", "2015-12-21"),
        (linked('{"@type": "NewsArticle", "datePublished": "2015-12-21", }'), "", "2015-12-21"),
        ('<meta name="pubdate" content="20151221">', "", "2015-12-21"),
        ('<meta name="date" content="Mon, 21 Dec 2015 00:00:00 +0000">', "", "2015-12-21"),
        ("", '<time datetime="2015-12-21">last Monday</time>', "2015-12-21"),
        ("", '<span itemprop="datePublished" content="2015-12-21"></span>', "2015-12-21"),
        ("", '<div class="post-date">Monday, 21 December 2015</div>', "2015-12-21"),
        ("", '<div class="post-date">21/12/2015</div>', "2015-12-21"),
        ("", "", None),
        ("", '<aside><time datetime="2016-01-01">other</time></aside>', None),
        ('<meta name="date" content="soon">', "", None),
    ],
)  # fmt: skip
def test_a_page_tells_its_date_to_machines_or_above_its_text(head: str, top: str, day: str | None) -> None:
    published = article(page(head=head, top=top), ".html").published
    assert published == (None if day is None else published_interval(day))


@pytest.mark.parametrize("line", ["الاثنين 21 كانون الأول 2015", "نُشر في: ٢١ ديسمبر ٢٠١٥ - ١٠:٣٠"])
def test_a_visible_arabic_date_is_read_and_the_year_of_the_footer_never(line: str) -> None:
    published = article(page(ARABIC, top=f'<div class="news-date">{line}</div>'), ".html").published
    assert published == published_interval("2015-12-21")


def test_a_page_without_an_article_is_a_reject() -> None:
    assert "main text" in reject(b"<html><body><nav><a href='/'>Home</a></nav></body></html>", ".html").reason


def test_a_pdf_is_its_text_layer() -> None:
    assert article(pdf("The ministers met on Monday."), ".pdf").text.strip() == "The ministers met on Monday."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf(""), "without a text layer"),
        (pdf("secret", password="x"), "locked by a password"),
        (pdf("The ministers met.")[:200], "broken PDF"),
        (b"%PDF-1.4\n", "PDF"),
    ],
)
def test_pdfs_without_a_text_to_read_say_why(data: bytes, reason: str) -> None:
    assert reason in reject(data, ".pdf").reason


def drawn(operations: str) -> bytes:
    """A PDF whose one page draws so much."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DecodedStreamObject, NameObject

    writer, file = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("x")))), io.BytesIO()
    stream = DecodedStreamObject()
    stream.set_data(operations.encode())
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    writer.write(file)
    return file.getvalue()


def test_a_pdf_that_was_made_to_take_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    slow, large = drawn("q 1 0 0 1 0 0 cm Q\n" * 20_000), drawn(" " * 25_000_000)
    assert len(slow) + len(large) < 100_000
    assert "without a text layer" in reject(slow, ".pdf").reason
    assert "more than 20,000,000 bytes" in reject(large, ".pdf").reason
    monkeypatch.setattr(pdf_reader, "MAX_SECONDS", 0.05)
    assert "more than 0.05 s" in reject(slow, ".pdf").reason


def test_a_word_file_is_its_paragraphs() -> None:
    document = article(word("أعلنت الوزارة اتفاقا.", "Second paragraph.", title="Truce"), ".docx")
    assert (document.text, document.title) == ("أعلنت الوزارة اتفاقا.\nSecond paragraph.", "Truce")


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 broken", "broken .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "locked by a password"),
        (zipped({"a.txt": b"x"}), "a zip file, not a .docx"),
        (zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b" " * 101_000_000}), "unpacks to"),
        (zipped({"[Content_Types].xml": b"<x/>"}), "cannot be read as .docx"),
    ],
)
def test_word_files_that_are_none_say_why(data: bytes, reason: str) -> None:
    assert reason in reject(data, ".docx").reason


def test_entities_in_a_word_file_open_no_file_and_do_not_grow() -> None:
    parts = {}
    with zipfile.ZipFile(io.BytesIO(word("MARK"))) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    kinds = f'<!DOCTYPE d [<!ENTITY l0 "lol">{lol}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    text = parts["word/document.xml"].decode().replace("MARK", "told &l9; &f;")
    head, _, rest = text.partition("?>")
    parts["word/document.xml"] = f"{head}?>{kinds}{rest}".encode()
    (one,) = read(zipped(parts), ".docx")
    assert isinstance(one, Reject) or ("root:" not in one.text and len(one.text) < 1000)


def test_a_message_states_its_date_its_sender_and_its_subject() -> None:
    document = article(letter(), ".eml")
    assert document.text.strip() == BODY.strip()
    assert (document.title, document.source) == ("الاتفاق", "Agency Desk")
    assert document.published == published_interval("2015-12-21T10:30:00+03:00")


def test_each_message_of_a_mailbox_is_an_article() -> None:
    quoted = letter("One.\n>From here it went on.\n")
    first, second = read(b"From a Mon\n" + quoted + b"\nFrom b Tue\n" + b"Subject: x\n\n", ".mbox")
    assert isinstance(first, Document)
    assert (first.text.strip(), first.location) == ("One.\nFrom here it went on.", "a.mbox#1")
    assert isinstance(second, Reject)
    assert second.location == "a.mbox#2"


def test_a_letter_in_html_is_read_as_a_page_is() -> None:
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content(page().decode(), subtype="html")
    assert "Home" not in article(message.as_bytes(), ".eml").text


def test_rows_of_parquet_are_articles_under_the_names_that_are_given() -> None:
    import datetime as dt

    data = parquet({"body": [BODY, None], "date": [dt.date(2015, 12, 21), None], "n": [1, 2]})
    first, second = read(data, ".parquet", columns={"text": "body", "published": "date"})
    assert isinstance(first, Document)
    assert (first.text, first.published) == (BODY, published_interval("2015-12-21"))
    assert isinstance(second, Reject)
    assert "columns =" in reject(data, ".parquet").hint


@pytest.mark.parametrize(
    ("data", "suffix"),
    [(b'{"body": "Word.", "h": "Met"}', ".jsonl"), (b"Body,H\nWord.,Met\n", ".csv")],
)
def test_columns_of_tables_may_have_other_names(data: bytes, suffix: str) -> None:
    (one,) = read(data, suffix, columns={"text": "body", "title": "h"})
    assert isinstance(one, Document)
    assert (one.text, one.title) == ("Word.", "Met")


@pytest.mark.parametrize("packed", [True, False])
def test_pages_of_a_web_archive_are_articles_with_their_addresses(packed: bool) -> None:
    data = archive(page(), b"<html></html>", packed=packed)
    first, second = read(data, ".warc.gz" if packed else ".warc")
    assert isinstance(first, Document)
    assert first.url == "https://example.org/0"
    assert isinstance(second, Reject)
    assert read(archive(page(), status="404 Not Found"), ".warc") == []


def test_where_an_archive_breaks_what_comes_before_is_read() -> None:
    whole = archive(page(), page(ARABIC))
    first, second = read(whole[: len(whole) - 60], ".warc.gz")
    assert isinstance(first, Document)
    assert isinstance(second, Reject)


def test_a_page_that_unpacks_without_end_is_a_reject() -> None:
    (one,) = read(archive(b"<p>" + b"a" * 30_000_000), ".warc.gz")
    assert isinstance(one, Reject)
    assert "more than" in one.reason


GOOD = {
    ".html": page(),
    ".pdf": pdf("The ministers met on Monday."),
    ".docx": word("The ministers met."),
    ".eml": letter(),
    ".mbox": b"From a\n" + letter(),
    ".parquet": parquet({"text": [BODY]}),
    ".warc": archive(page(), packed=False),
    ".warc.gz": archive(page()),
    ".jsonl": b'{"text": "one"}',
    ".csv": b"text\none\n",
}


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_bytes_that_are_broken_anywhere_are_documents_or_rejects(data: st.DataObject) -> None:
    suffix = data.draw(st.sampled_from(sorted(GOOD)))
    broken = bytearray(GOOD[suffix])
    for place in data.draw(st.lists(st.integers(0, len(broken) - 1), max_size=8)):
        broken[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(broken)))
    for one in read(bytes(broken[:cut]), suffix):
        assert isinstance(one, Document) or (one.reason and one.hint and "\n" not in one.reason)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(READERS)), st.binary(max_size=300))
def test_any_bytes_are_documents_or_rejects_in_every_format(suffix: str, data: bytes) -> None:
    for one in read(data, suffix):
        assert isinstance(one, Document | Reject)


def test_nested_pages_do_not_exhaust_the_stack() -> None:
    assert read(b"<div>" * 50_000 + BODY.encode() + b"</div>" * 50_000, ".html")


def test_unpacked_bombs_in_pdfs_stop() -> None:
    bomb = zlib.compress(b" " * 120_000_000)
    data = pdf("The ministers met on Monday.")
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(bomb) + bomb + b"\nendstream"
    start = data.index(b"<<", data.index(b"BT") - 60)
    broken = data[:start] + stream + data[data.index(b"endstream") + 9 :]
    assert len(read(broken, ".pdf")) == 1


def test_gzip_that_is_no_archive_is_a_reject() -> None:
    assert reject(gzip.compress(b"no archive" * 100), ".warc.gz").reason


def test_what_was_taken_of_a_page_is_told_line_by_line() -> None:
    from timeline.sources.web_page import taken

    lines = dict(taken(page("The <b>ministers</b> met in Geneva on Monday and agreed on a truce. " * 4)))
    assert lines["Home"] is False
    assert [was for line, was in lines.items() if line.startswith("The ministers met in Geneva")] == [True]
    assert [was for line, was in lines.items() if line.startswith("Copyright")] == [False]
