"""Feeds, sitemaps and pages from a real server on loopback that changes, vanishes, stalls and lies."""

from __future__ import annotations

import datetime as dt
import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from timeline import pipeline
from timeline.document import Document
from timeline.sources.article import Reject
from timeline.sources.fetching import Fetcher, addresses, fetcher
from timeline.sources.listed import Source
from timeline.sources.reading import read
from timeline.status import freshness_in, status_of
from timeline.warehouse import query

STORY = "زار الوزير سامي الجارم مدينة طنجة يوم 3 مايو 2016 والتقى رئيس بلديتها في مكتبه."
ARTICLE = f"<article><h1>زيارة</h1><p>{STORY} {STORY}</p></article>"
PAGE = f"<html><head><title>زيارة</title></head><body>{ARTICLE}</body></html>"
Answer = tuple[int, dict[str, str], bytes]


class Server(ThreadingHTTPServer):
    """Gives what `pages` has for a path; a function is asked each time, with the headers that came."""

    daemon_threads = True
    pages: dict[str, Any]
    asked: list[str]

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        given = self.server.pages.get(self.path, (404, {}, b""))
        status, headers, body = given(self.headers) if callable(given) else given
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        if headers.get("Connection") == "close":
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    started = Server(("127.0.0.1", 0), _Handler)
    started.pages, started.asked = {}, []
    threading.Thread(target=started.serve_forever, args=(0.02,), daemon=True).start()
    yield started
    started.shutdown()
    started.server_close()


def ok(body: str | bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    data = body.encode() if isinstance(body, str) else body
    return 200, {"Content-Type": kind, **headers}, data


def rss(*items: tuple[str, str], title: str = "صحيفة", more: str = "", story: str = STORY) -> Answer:
    found = "".join(
        f"<item><title>{name}</title><link>{link}</link><description>&lt;p&gt;{story.format(name=name)}&lt;/p&gt;"
        f"{'&lt;p&gt;ثم عاد.&lt;/p&gt;' * number}</description>"
        f"<pubDate>Wed, 04 May 2016 09:00:00 +0300</pubDate></item>"
        for number, (name, link) in enumerate(items)
    )
    channel = f"<channel><title>{title}</title>{found}</channel>"
    return ok(f'<?xml version="1.0"?>{more}<rss version="2.0">{channel}</rss>', "application/rss+xml")


def source(server: Server, kind: str, path: str, **more: Any) -> Source:
    given = {
        "name": kind,
        "kind": kind,
        "url": server.url(path),
        "allow_private": True,
        "delay": "0s",
        **more,
    }
    return Source.model_validate(given)


def taken(one: Source, sleep: Callable[[float], None] = lambda _: None) -> list[Document | Reject]:
    with Fetcher(time.monotonic, sleep) as asking:
        return list(read(one, fetcher=asking))


def listed(folder: Path, kind: str, url: str) -> pipeline.Job:
    """A job whose one source is at an address."""
    (folder / "sources.toml").write_text(
        f'[[source]]\nname = "{kind}"\nkind = "{kind}"\nurl = "{url}"\n'
        'allow_private = true\ndelay = "0s"\nwarn_after = "2h"\n',
        encoding="utf-8",
    )
    return pipeline.Job(
        started=dt.datetime(2026, 1, 2, tzinfo=dt.UTC),
        seeds=folder / "sources.toml",
        warehouse=folder / "timeline.duckdb",
        dashboards=folder / "dashboards",
    )


def only_reject(found: list[Document | Reject]) -> Reject:
    (one,) = found
    assert isinstance(one, Reject)
    return one


@pytest.mark.parametrize(
    ("feed", "authors"),
    [
        (
            '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>t</title><item>'
            "<title>a</title><description>{story}</description><dc:creator>ليلى حداد</dc:creator></item>"
            "</channel></rss>",
            ("ليلى حداد",),
        ),
        (
            '<rss version="2.0"><channel><title>t</title><item><title>a</title>'
            "<description>{story}</description><author>desk@example.org (Marc Petit)</author></item>"
            "</channel></rss>",
            ("Marc Petit",),
        ),
        (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><author><name>Desk</name></author><entry>'
            "<id>1</id><title>a</title><content>{story}</content><author><name>A</name></author>"
            "<author><name>B</name></author></entry></feed>",
            ("A", "B"),
        ),
        (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><author><name>Desk</name></author><entry>'
            "<id>1</id><title>a</title><content>{story}</content></entry></feed>",
            ("Desk",),
        ),
        (
            '{{"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [{{"id": "1", '
            '"content_text": "{story}", "authors": [{{"name": "A"}}, {{"url": "https://example.org"}}]}}]}}',
            ("A",),
        ),
        (
            '{{"version": "https://jsonfeed.org/version/1", "title": "t", "items": [{{"id": "1", '
            '"content_text": "{story}", "author": {{"name": "A"}}}}]}}',
            ("A",),
        ),
    ],
)
def test_a_feed_says_who_wrote_its_articles(server: Server, feed: str, authors: tuple[str, ...]) -> None:
    kind = "application/json" if feed.startswith("{") else "application/xml"
    server.pages["/feed"] = ok(feed.format(story=STORY.format(name="زيارة")), kind)
    (found,) = taken(source(server, "feed", "/feed"))
    assert isinstance(found, Document)
    assert found.authors == authors


def test_a_feed_gives_an_article_an_item_with_what_it_says_of_it(server: Server) -> None:
    server.pages["/feed"] = rss(("زيارة &amp; لقاء", server.url("/a")), ("بلا رابط", "javascript:alert(1)"))
    first, second = taken(source(server, "feed", "/feed"))
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.text, first.title, first.source) == (STORY, "زيارة & لقاء", "feed")
    assert first.published is not None
    assert first.published.iso() == {"start": "2016-05-04T09:00", "end": "2016-05-04T09:01"}
    assert (first.location, first.url) == (server.url("/a"), server.url("/a"))
    assert second.url is None and second.location.startswith("feed/")


def test_full_text_is_read_where_an_item_leads_to(server: Server) -> None:
    server.pages["/feed"] = rss(("زيارة", server.url("/a")), ("ضاع", server.url("/gone")))
    server.pages["/a"] = ok(PAGE)
    page, gone = taken(source(server, "feed", "/feed", full_text=True))
    assert isinstance(page, Document) and STORY in page.text and page.title == "زيارة"
    assert isinstance(gone, Reject) and "404" in gone.reason and gone.location == server.url("/gone")


@pytest.mark.parametrize("kind", ["atom", "json"])
def test_other_feeds(server: Server, kind: str) -> None:
    if kind == "atom":
        server.pages["/feed"] = ok(
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>صحيفة</title><entry><title>زيارة</title>'
            f'<link href="https://example.org/1"/><published>2016-05-04T09:00:00+03:00</published>'
            f'<content type="html">&lt;p&gt;{STORY}&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</content>'
            "</entry></feed>",
            "application/atom+xml",
        )
    else:
        server.pages["/feed"] = ok(
            '{"version": "https://jsonfeed.org/version/1.1", "title": "صحيفة", "items": [{"id": "1", '
            '"title": "زيارة", '
            f'"url": "https://example.org/1", "date_published": "2016-05-04T09:00:00+03:00", '
            f'"content_html": "<p>{STORY}</p>"}}]}}',
            "application/feed+json",
        )
    (one,) = taken(source(server, "feed", "/feed"))
    assert isinstance(one, Document)
    assert (one.text, one.url, one.source) == (STORY, "https://example.org/1", "feed")


def test_a_sitemap_leads_through_its_index_and_dates_its_news(server: Server) -> None:
    index = f"<sitemapindex><sitemap><loc>{server.url('/news.xml.gz')}</loc></sitemap></sitemapindex>"
    news = (
        '<urlset xmlns:n="x"><url><loc>' + server.url("/a") + "</loc><n:news><n:publication_date>2016-05-04"
        "</n:publication_date></n:news></url><url><loc>file:///etc/passwd</loc></url></urlset>"
    )
    server.pages |= {"/map": ok(index, "text/xml"), "/a": ok(PAGE)}
    server.pages["/news.xml.gz"] = ok(gzip.compress(news.encode()), "application/gzip")
    (one,) = taken(source(server, "sitemap", "/map"))
    assert isinstance(one, Document) and one.published is not None
    assert one.published.iso() == {"start": "2016-05-04", "end": "2016-05-05"}
    assert "/etc/passwd" not in server.asked


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (ok("no feed at all"), "no feed"),
        (ok(""), "no feed"),
        (rss(more='<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'), "entities"),
        (ok(b"\x1f\x8b broken", **{"Content-Encoding": "gzip"}), "broken"),
        (ok(gzip.compress(b" " * 5_000_000), **{"Content-Encoding": "gzip"}), "limit of 1,000,000"),
        (ok(b"x" * 2_000_000), "limit of 1,000,000"),
        ((500, {}, b""), "500"),
        ((410, {}, b""), "410"),
        ((200, {"Content-Length": "1000", "Connection": "close"}, b"half"), "no whole answer"),
        ((302, {"Location": "/feed"}, b""), "redirects"),
        ((302, {"Location": "ftp://example.org/"}, b""), "http"),
        ((429, {"Retry-After": "100000"}, b""), "429"),
    ],
)
def test_a_feed_that_fails_is_one_reject_that_says_why(server: Server, answer: Answer, reason: str) -> None:
    server.pages["/feed"] = answer
    found = only_reject(taken(source(server, "feed", "/feed", max_bytes=1_000_000)))
    assert found.location == "feed/" and reason in found.reason and found.hint


@pytest.mark.parametrize("kind", ["feed", "sitemap", "url"])
def test_fetched_sources_are_watched_under_their_names(server: Server, tmp_path: Path, kind: str) -> None:
    page = PAGE.replace("<title>", '<meta property="og:site_name" content="Another"><title>')
    server.pages = {
        "/feed": rss(("زيارة", server.url("/url")), title="Another"),
        "/sitemap": ok(f"<urlset><url><loc>{server.url('/url')}</loc></url></urlset>", "text/xml"),
        "/url": ok(page),
    }
    job = listed(tmp_path, kind, server.url(f"/{kind}"))
    pipeline.build(job)
    found = status_of(job.warehouse, job.started + dt.timedelta(hours=1), freshness_in(job.seeds))
    assert [(one.name, one.documents, one.state) for one in found.sources] == [(kind, 1, "ok")]
    late = status_of(job.warehouse, job.started + dt.timedelta(hours=3), freshness_in(job.seeds))
    assert [one.state for one in late.sources] == ["warn"]


def test_what_may_pass_is_tried_again_and_waits_as_long_as_the_server_asks(server: Server) -> None:
    answers = [(429, {"Retry-After": "7"}, b""), (503, {}, b""), rss(("زيارة", "https://example.org/1"))]
    server.pages["/feed"] = lambda _: answers.pop(0)
    waited: list[float] = []
    (one,) = taken(source(server, "feed", "/feed"), waited.append)
    assert isinstance(one, Document)
    assert waited[1] >= 7 and 0 < waited[2] < 60


def test_a_host_is_asked_no_faster_than_it_likes(server: Server) -> None:
    server.pages |= {"/feed": rss(*((str(n), server.url(f"/{n}")) for n in range(3)))}
    server.pages |= {f"/{n}": ok(PAGE) for n in range(3)}
    now = [0.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    with Fetcher(lambda: now[0], sleep) as asking:
        list(read(source(server, "feed", "/feed", full_text=True, delay="5s"), fetcher=asking))
    assert now[0] >= 15


def test_a_server_that_stalls_is_left(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetcher, "READ", 0.2)
    server.pages["/feed"] = lambda _: (time.sleep(1), rss())[1]
    assert "in time" in only_reject(taken(source(server, "feed", "/feed"))).reason


@pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n<rss>"])
def test_a_server_that_dribbles_is_left(sent: bytes) -> None:
    """It sends a byte often enough for each read, of its head or its body, and never ends."""
    listening = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def dribble() -> None:
        while not over.is_set():
            try:
                asking, _ = listening.accept()
                with asking:
                    asking.sendall(sent)
                    while not over.wait(0.05):
                        asking.sendall(b"x")
            except OSError:
                continue

    thread = threading.Thread(target=dribble, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/feed"
    one = Source(name="s", kind="feed", url=address, allow_private=True, delay=dt.timedelta(0))
    began = time.monotonic()
    with Fetcher(time.monotonic, lambda _: None, most_seconds=0.4) as asking:
        found = only_reject(list(read(one, fetcher=asking)))
    over.set()
    listening.close()
    assert (found.location, found.reason) == ("s/", "no answer in time")
    assert time.monotonic() - began < 8  # robots.txt and three tries


def test_robots_txt_is_kept_to(server: Server) -> None:
    server.pages["/robots.txt"] = ok("User-agent: *\nDisallow: /private", "text/plain")
    server.pages |= {"/private/a": ok(PAGE), "/a": ok(PAGE)}
    assert "robots.txt" in only_reject(taken(source(server, "url", "/private/a"))).reason
    assert isinstance(taken(source(server, "url", "/a"))[0], Document)
    assert "/private/a" not in server.asked


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/a",
        "http://localhost:{port}/a",
        "http://[::1]:{port}/a",
        "http://[::ffff:127.0.0.1]:{port}/a",
        "http://2130706433:{port}/a",
        "http://0177.0.0.1:{port}/a",
        "http://0.0.0.0:{port}/a",
    ],
)
def test_no_private_machine_is_asked_unless_it_is_allowed(server: Server, url: str) -> None:
    server.pages["/a"] = ok(PAGE)
    one = Source(name="s", kind="url", url=url.format(port=server.server_port), delay=dt.timedelta(0))
    found = only_reject(taken(one))
    assert any(said in found.reason for said in ("public internet", "no such host", "not an address"))
    assert server.asked == []


@pytest.mark.parametrize(
    "address",
    [
        *("10.0.0.1", "169.254.169.254", "fe80::1%eth0", "fd00::1", "224.0.0.1", "100.64.0.1"),
        *("2002:7f00:1::", "64:ff9b::a9fe:a9fe", "::ffff:10.0.0.1"),
    ],
)
def test_a_public_name_of_a_private_machine_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (address, 80))])
    found = only_reject(taken(Source(name="s", kind="url", url="http://example.org/", delay=dt.timedelta(0))))
    assert "public internet" in found.reason


def test_a_redirect_to_a_private_machine_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    real = addresses.public_address
    public = lambda host, port: "127.0.0.1" if host == "news.example" else real(host, port)  # noqa: E731
    monkeypatch.setattr(addresses, "public_address", public)
    server.pages["/a"] = (302, {"Location": server.url("/secret")}, b"")
    server.pages["/secret"] = ok(PAGE)
    one = Source(
        name="s", kind="url", url=f"http://news.example:{server.server_port}/a", delay=dt.timedelta(0)
    )
    assert "public internet" in only_reject(taken(one)).reason
    assert "/secret" not in server.asked


BOMB = '<?xml version="1.0" encoding="{}"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>{}'


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "utf-7"]
)
def test_entities_are_refused_in_every_encoding(server: Server, kind: str, encoding: str) -> None:
    inner = {"feed": '<rss version="2.0"/>', "sitemap": "<urlset><url><loc>&b;</loc></url></urlset>"}[kind]
    data = BOMB.format(encoding, inner).encode(encoding)
    server.pages[f"/{kind}"] = ok(data, f"text/xml; charset={encoding}")
    found = only_reject(taken(source(server, kind, f"/{kind}")))
    assert found.location == f"{kind}/"
    # What is UTF-7 would be read in that by nobody who reads it as characters first.
    assert "entities" in found.reason or encoding == "utf-7"


@pytest.mark.parametrize("said", ["utf-8", "iso-8859-1", "us-ascii", "windows-1256", "no-such-thing", ""])
@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "utf-16", ""])
def test_a_feed_in_utf_8_is_read_whatever_its_server_says(server: Server, said: str, declared: str) -> None:
    _, _, body = rss(("زيارة", server.url("/1")))
    head = f'<?xml version="1.0" encoding="{declared}"?>'.encode() if declared else b""
    kind = f"text/xml; charset={said}" if said else "text/xml"
    server.pages["/feed"] = ok(head + body.replace(b'<?xml version="1.0"?>', b""), kind)
    (one,) = taken(source(server, "feed", "/feed"))
    assert isinstance(one, Document) and (one.title, one.text) == ("زيارة", STORY)


@pytest.mark.parametrize("encoding", ["cp1256", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("by", ["header", "declaration"])
def test_a_feed_in_another_encoding_is_read_as_it_says(server: Server, encoding: str, by: str) -> None:
    _, _, body = rss(("زيارة", server.url("/1")))
    xml = body.decode()
    if by == "declaration":
        xml = xml.replace('version="1.0"', f'version="1.0" encoding="{encoding}"')
    server.pages["/feed"] = ok(
        xml.encode(encoding), f"text/xml; charset={encoding}" if by == "header" else "text/xml"
    )
    (one,) = taken(source(server, "feed", "/feed"))
    assert isinstance(one, Document) and (one.title, one.text) == ("زيارة", STORY)


def test_legacy_encodings_are_read(server: Server) -> None:
    server.pages["/a"] = ok(PAGE.encode("cp1256"), "text/html; charset=windows-1256")
    (one,) = taken(source(server, "url", "/a"))
    assert isinstance(one, Document) and STORY in one.text


def test_runs_ask_whether_there_is_anything_new_and_store_every_article_once(
    server: Server, tmp_path: Path
) -> None:
    items = [("أولى", server.url("/1"))]
    seen: list[str | None] = []

    def feed(headers: Any) -> Answer:
        seen.append(headers.get("If-None-Match"))
        tag = f'"{len(items)}"'
        if headers.get("If-None-Match") == tag:
            return 304, {"ETag": tag}, b""
        status, head, body = rss(*items, story="{name}: " + STORY)
        return status, {**head, "ETag": tag}, body

    server.pages["/feed"] = feed
    job = listed(tmp_path, "feed", server.url("/feed"))
    assert pipeline.build(job).documents == 1
    assert pipeline.build(job).changed is False
    items.append(("ثانية", server.url("/2")))
    report = pipeline.build(job)
    assert (report.documents, report.unchanged) == (1, 1)
    del server.pages["/feed"]
    assert [r.location for r in pipeline.build(job).rejects] == ["feed/"]
    assert seen == [None, '"1"', '"1"']
    assert query(job.warehouse, "select count(*), count(distinct location) from documents")[1] == [(2, 2)]
    pruned = job.model_copy(update={"prune": True})
    pipeline.build(pruned)
    assert query(job.warehouse, "select count(*) from documents")[1] == [(2,)]


def told_apart(headers: Any, answer: Answer) -> Answer:
    """The answer with a tag, or 304 to who has it."""
    tag = f'"{hash(answer[2])}"'
    return (
        (304, {"ETag": tag}, b"") if headers.get("If-None-Match") == tag else (200, {"ETag": tag}, answer[2])
    )


@pytest.mark.parametrize("story", [STORY, "لا شيء يذكر في هذا الخبر القصير."])
def test_a_feed_that_answers_is_fresh_with_something_new_or_without(
    server: Server, tmp_path: Path, story: str
) -> None:
    answer = rss(("زيارة", server.url("/1")), story=story)
    server.pages["/feed"] = lambda headers: told_apart(headers, answer)
    job = listed(tmp_path, "feed", server.url("/feed"))
    pipeline.build(job)
    later = job.model_copy(update={"started": job.started + dt.timedelta(hours=3)})

    def state() -> str:
        (one,) = status_of(job.warehouse, later.started, freshness_in(job.seeds)).sources
        return one.state

    assert state() == "warn"
    assert pipeline.build(later).changed is False
    assert state() == "ok"
    server.pages["/feed"] = (500, {}, b"")
    much_later = later.model_copy(update={"started": later.started + dt.timedelta(hours=3)})
    pipeline.build(much_later)
    (one,) = status_of(job.warehouse, much_later.started, freshness_in(job.seeds)).sources
    assert (one.state, one.answered) == ("warn", later.started)


def test_two_feeds_of_one_publisher_are_watched_apart(server: Server, tmp_path: Path) -> None:
    for name in ("politics", "sport"):
        story = f"{STORY} {name}"
        server.pages[f"/{name}"] = rss((name, server.url(f"/{name}/1")), story=story)
    listing = "\n".join(
        f'[[source]]\nname = "{name}"\nkind = "feed"\nurl = "{server.url(f"/{name}")}"\n'
        'publisher = "The Herald"\nallow_private = true\ndelay = "0s"\nwarn_after = "2h"\n'
        for name in ("politics", "sport")
    )
    job = listed(tmp_path, "feed", server.url("/politics"))
    job.seeds.write_text(listing, "utf-8")
    pipeline.build(job)
    server.pages["/politics"] = (500, {}, b"")
    later = job.model_copy(update={"started": job.started + dt.timedelta(hours=3)})
    pipeline.build(later)
    found = status_of(job.warehouse, later.started, freshness_in(job.seeds))
    assert [(one.name, one.documents, one.state) for one in found.sources] == [
        ("The Herald", 2, "ok"),  # articles are their publisher's, answers those of a feed
        ("politics", 0, "warn"),
        ("sport", 0, "ok"),
    ]
    assert "politics" in found.reasons[0]


def test_a_feed_whose_settings_have_changed_is_read_again(server: Server, tmp_path: Path) -> None:
    answer = rss(("زيارة", server.url("/1")))
    server.pages["/feed"] = lambda headers: told_apart(headers, answer)
    server.pages["/1"] = ok(PAGE)
    job = listed(tmp_path, "feed", server.url("/feed"))
    pipeline.build(job)
    assert pipeline.build(job).documents == 0
    for more in ('publisher = "The Herald"', 'publisher = "The Herald"\nfull_text = true'):
        listed(tmp_path, "feed", server.url("/feed"))
        job.seeds.write_text(job.seeds.read_text("utf-8") + more + "\n", encoding="utf-8")
        assert pipeline.build(job).documents == 1
        assert pipeline.build(job).documents == 0
    found = query(job.warehouse, "select source, text from documents")[1]
    assert len(found) == 1 and found[0][0] == "The Herald" and found[0][1].count(STORY) == 2


def test_a_feed_of_which_a_page_is_missing_is_read_again_after_its_settings_changed(
    server: Server, tmp_path: Path
) -> None:
    answer = rss(("زيارة", server.url("/1")))
    server.pages["/feed"] = lambda headers: told_apart(headers, answer)
    job = listed(tmp_path, "feed", server.url("/feed"))
    pipeline.build(job)
    job.seeds.write_text(job.seeds.read_text("utf-8") + "full_text = true\n", encoding="utf-8")
    assert len(pipeline.build(job).rejects) == 1
    server.pages["/1"] = ok(PAGE)
    report = pipeline.build(job)
    assert (report.documents, len(report.rejects)) == (1, 0)
