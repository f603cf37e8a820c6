"""Who may be asked: by http and https, and on the public internet unless a source allows other machines.

A name is looked up once, every address that it has is checked, and the connection goes to the one checked: a
name that means another machine a moment later changes nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

import httpcore

# IPv6 addresses that a network may hand on to the IPv4 address in their last four bytes (RFC 6052).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Refused(Exception):
    """An address that is not asked. The message says why."""


def check_address(url: str) -> str:
    """The host of an http or https address. Raises Refused for any other."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise Refused("not an address of the web") from None
    if parts.scheme not in ("http", "https") or not host:
        raise Refused(f"not an http or https address: {parts.scheme or url[:20]!r}")
    if parts.username is not None or parts.password is not None:
        raise Refused("an address with a user or a password in it")
    return host


def public_address(host: str, port: int) -> str:
    """An IP address of the host, all of which are public. Raises Refused, or OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not _is_public(address):
            raise Refused(
                f"{host} is {address}, which is not on the public internet; allow_private = true lets it"
            )
    return addresses[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if ip in _NAT64:
        inner = ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
    if inner is not None:
        ip = inner
    return ip.is_global and not ip.is_multicast


class Guarded(httpcore.SyncBackend):
    """Connects to public addresses only, and to the very address that was checked."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """As the library does it, after the check. Raises Refused, or httpcore.ConnectError."""
        try:
            address = public_address(host, port)
        except OSError as error:
            raise httpcore.ConnectError(f"no such host: {host} ({error.strerror})") from None
        return super().connect_tcp(address, port, timeout, local_address, socket_options)
