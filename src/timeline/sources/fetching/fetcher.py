"""One request after the other: conditional, within limits of time and size, again where that can help."""

from __future__ import annotations

import random
import ssl
import zlib
from collections.abc import Callable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from functools import partial
from importlib.metadata import version
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from timeline.document import Frozen
from timeline.sources.fetching.addresses import Guarded, Refused, check_address
from timeline.sources.fetching.deadline import Deadline, Timed
from timeline.sources.fetching.robots import MAX_ROBOTS, Robots

AGENT = f"timeline-news/{version('timeline-news')}"
MOST_REDIRECTS, ATTEMPTS = 5, 3
# Seconds: to connect, between two pieces of an answer, for all of a request, and the most a host may ask for.
CONNECT, READ, WHOLE, MOST_PAUSE = 10.0, 20.0, 120.0, 60.0
_PASSING = frozenset((408, 425, 429, 500, 502, 503, 504))
_MOVED = frozenset((301, 302, 303, 307, 308))
_CHUNK = 65_536


class FetchError(Exception):
    """An address that gave nothing. `hint` says what to do about it."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


class Validators(Frozen):
    """What a server said of a version of an address, by which it can tell whether there is another."""

    etag: str | None = None
    modified: str | None = None


class Fetched(Frozen):
    """An answer: its bytes, decompressed; None where nothing has changed since the validators were given."""

    url: str  # where it was in the end
    data: bytes | None
    content_type: str = ""
    validators: Validators = Validators()


class Fetcher:
    """Fetches addresses one by one and remembers what hosts asked for; close it, or use it in `with`.

    `known` are the validators of earlier runs by address. `clock` is in seconds and only goes forward. A
    request of more than `most_seconds` is given up, whatever of it has come.
    """

    def __init__(
        self,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        known: Mapping[str, Validators] | None = None,
        most_seconds: float = WHOLE,
    ) -> None:
        self._clock, self._sleep, self._known = clock, sleep, known or {}
        self._asked: dict[str, float] = {}
        self._deadline, self._most_seconds = Deadline(clock), most_seconds
        trust = httpx.create_ssl_context()
        self._clients = {private: _client(private, self._deadline, trust) for private in (False, True)}
        self._robots = {
            private: Robots(partial(self._robots_of, private=private), AGENT) for private in (False, True)
        }
        # What was fetched whole, with the validators to ask with next time.
        self.seen: dict[str, Validators] = {}
        # Whether all of each address is asked for, whatever is known of it.
        self.whole = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all connections."""
        for client in self._clients.values():
            client.close()

    def fetch(
        self, url: str, *, max_bytes: int, delay: float, private: bool = False, conditional: bool = False
    ) -> Fetched:
        """The bytes of an address, through at most five redirects, each checked like the first.

        `delay` is the least number of seconds between two requests to a host. Raises FetchError.
        """
        asked = url
        for _ in range(MOST_REDIRECTS + 1):
            self._may_ask(url, private)
            known = self._known.get(url) if conditional and not self.whole else None
            status, headers, data = self._tried(url, max_bytes, delay, private, known)
            if status in _MOVED and headers.get("location"):
                url = urljoin(url, headers["location"])
                continue
            if status == 304:
                return Fetched(url=url, data=None)
            if status != 200:
                raise FetchError(f"the server answers {status}", "open it in a browser: has it moved?")
            found = Validators(etag=headers.get("etag"), modified=headers.get("last-modified"))
            if conditional and found != Validators():
                self.seen[asked] = found
            kind = headers.get("content-type", "")
            return Fetched(url=url, data=data, content_type=kind, validators=found)
        raise FetchError(f"more than {MOST_REDIRECTS} redirects", "name the address that they lead to")

    def forget(self, url: str) -> None:
        """Ask for all of this address next time, too: not all that it leads to was read."""
        self.seen.pop(url, None)

    def _may_ask(self, url: str, private: bool) -> None:
        try:
            check_address(url)
            allowed = self._robots[private].allows(url)
        except Refused as error:
            raise FetchError(str(error), "name another address") from None
        if not allowed:
            raise FetchError("robots.txt of the host forbids it", "ask its owner, or leave it out")

    def _robots_of(self, url: str, private: bool) -> tuple[int, bytes]:
        """The robots.txt at an address: none where the host can't be reached, which its pages will tell."""
        try:
            for _ in range(MOST_REDIRECTS + 1):
                check_address(url)
                status, headers, data = self._once(url, MAX_ROBOTS, private, None)
                if status in _MOVED and headers.get("location"):
                    url = urljoin(url, headers["location"])
                    continue
                return status, data
        except (httpx.HTTPError, FetchError):
            pass
        return 404, b""

    def _tried(
        self, url: str, max_bytes: int, delay: float, private: bool, known: Validators | None
    ) -> tuple[int, httpx.Headers, bytes]:
        """The answer, asked for again where the fault may pass."""
        host = urlsplit(url).netloc
        problem, pause = "", 0.0
        for attempt in range(ATTEMPTS):
            since = self._clock() - self._asked.get(host, float("-inf"))
            self._sleep(max(0.0, delay - since, pause))
            self._asked[host] = self._clock()
            try:
                status, headers, data = self._once(url, max_bytes, private, known)
            except httpx.TimeoutException:
                problem = "no answer in time"
            except httpx.HTTPError as error:
                problem = f"no whole answer: {' '.join(str(error).split())[:120] or type(error).__name__}"
            else:
                if status not in _PASSING:
                    return status, headers, data
                problem = f"the server answers {status}"
                pause = _asked_for(headers.get("retry-after", ""), headers.get("date", ""))
                if pause > MOST_PAUSE:
                    break
            pause = max(pause, 2**attempt * (0.5 + random.random()))
        raise FetchError(problem, "it is asked again by the next run")

    def _once(
        self, url: str, max_bytes: int, private: bool, known: Validators | None
    ) -> tuple[int, httpx.Headers, bytes]:
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"}
        if known is not None and known.etag:
            headers["If-None-Match"] = known.etag
        if known is not None and known.modified:
            headers["If-Modified-Since"] = known.modified
        self._deadline.begin(self._most_seconds)
        try:
            with self._clients[private].stream("GET", url, headers=headers) as answer:
                pieces = _within(answer.iter_raw(_CHUNK), max_bytes)
                encoding = answer.headers.get("content-encoding", "").strip().lower()
                data = b"" if answer.status_code in (304, *_MOVED) else _plain(pieces, encoding, max_bytes)
                return answer.status_code, answer.headers, data
        except Refused as error:
            raise FetchError(str(error), "name another address") from None
        except (httpx.InvalidURL, UnicodeError):
            raise FetchError("not an address of the web", "mend it in sources.toml") from None


def _client(private: bool, deadline: Deadline, trust: ssl.SSLContext) -> httpx.Client:
    transport = httpx.HTTPTransport(verify=trust)
    # httpx has no place of its own for a network backend; its pool has.
    transport._pool = httpcore.ConnectionPool(
        ssl_context=trust,
        network_backend=Timed(httpcore.SyncBackend() if private else Guarded(), deadline),
        max_connections=4,
    )
    limits = httpx.Timeout(READ, connect=CONNECT)
    return httpx.Client(transport=transport, timeout=limits, follow_redirects=False, trust_env=False)


def _within(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    """The pieces as they come. Raises FetchError where they are too many."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise FetchError(f"more than the limit of {most:,} bytes", "raise max_bytes of the source")
        yield piece


def _plain(pieces: Iterator[bytes], encoding: str, most: int) -> bytes:
    """The bytes decompressed, never more than `most` of them: a bomb is given up where it begins to swell."""
    if encoding in ("", "identity"):
        return b"".join(pieces)
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"compressed as {encoding[:20]!r}", "it cannot be read here")
    unpacking = zlib.decompressobj(47 if "gzip" in encoding else 15)  # 47: gzip or zlib, by its head
    found = bytearray()
    try:
        for piece in pieces:
            found += unpacking.decompress(piece, most - len(found) + 1)
            if len(found) > most or unpacking.unconsumed_tail:
                raise FetchError(f"more than the limit of {most:,} bytes", "raise max_bytes of the source")
    except zlib.error:
        raise FetchError("its compression is broken", "it is asked again by the next run") from None
    if not unpacking.eof:
        raise FetchError("the answer breaks off", "it is asked again by the next run")
    return bytes(found)


def _asked_for(retry_after: str, date: str) -> float:
    """The seconds that a server asks us to wait; 0 where it does not say."""
    if retry_after.strip().isdigit():
        return float(retry_after.strip()[:6])
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - parsedate_to_datetime(date)).total_seconds())
    except (ValueError, TypeError):
        return 0.0
