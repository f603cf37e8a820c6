"""What does a host allow: its robots.txt (RFC 9309), read once a run."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

# More of it is not read, as the standard has it.
MAX_ROBOTS = 500_000


class Robots:
    """The rules of every host that was asked. `fetch` gives the bytes of an address and its status."""

    def __init__(self, fetch: Callable[[str], tuple[int, bytes]], agent: str) -> None:
        self._fetch, self._agent = fetch, agent
        self._known: dict[str, RobotFileParser | None] = {}

    def allows(self, url: str) -> bool:
        """Whether we may fetch this address: yes where there are no rules, no where the host can't say."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._known:
            self._known[origin] = self._read(origin)
        rules = self._known[origin]
        return rules is not None and rules.can_fetch(self._agent, url)

    def _read(self, origin: str) -> RobotFileParser | None:
        status, data = self._fetch(f"{origin}/robots.txt")
        if status >= 500:
            return None
        rules = RobotFileParser()
        lines = data[:MAX_ROBOTS].decode("utf-8", "replace").splitlines() if status == 200 else []
        rules.parse(lines)
        return rules
