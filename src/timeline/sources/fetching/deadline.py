"""When is a request over, whatever its server does: a limit for all of it, from the first byte of its head.

The limits of the library are for a single read, and a server that sends a byte now and then keeps each.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable

import httpcore


class Deadline:
    """Until when a request may go on; one request at a time."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._end = clock, float("inf")

    def begin(self, seconds: float) -> None:
        """From now on."""
        self._end = self._clock() + seconds

    def left(self, timeout: float | None, late: type[Exception]) -> float:
        """The seconds that a step may take which has a limit of its own. Raises `late` where none is left."""
        left = self._end - self._clock()
        if left <= 0:
            raise late("the answer takes too long")
        return left if timeout is None else min(left, timeout)


class Timed(httpcore.NetworkBackend):
    """Connects as another backend does, and holds all that goes through to the deadline."""

    def __init__(self, inner: httpcore.NetworkBackend, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Raises what the other backend raises, and httpcore.ConnectTimeout."""
        timeout = self._deadline.left(timeout, httpcore.ConnectTimeout)
        stream = self._inner.connect_tcp(host, port, timeout, local_address, socket_options)
        return _TimedStream(stream, self._deadline)

    def sleep(self, seconds: float) -> None:
        """As the other backend does."""
        self._inner.sleep(seconds)


class _TimedStream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        timeout = self._deadline.left(timeout, httpcore.ConnectTimeout)
        return _TimedStream(self._inner.start_tls(ssl_context, server_hostname, timeout), self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)
