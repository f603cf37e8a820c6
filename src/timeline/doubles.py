"""Which of the articles that were found is another one, and which stands in two places."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from timeline.document import Document


class Doubles:
    """Sorts the documents of a run. What the warehouse holds at a place of its own stays there.

    `homes` is the article at each place of the warehouse. The first place of an article in a run is its home,
    unless the warehouse has it elsewhere; whether it is still there is only known at the end of the run.
    """

    def __init__(self, homes: Mapping[str, str]) -> None:
        self._homes = homes
        self._stored = {article: location for location, article in reversed(list(homes.items()))}
        self._here: dict[str, str] = {}  # by article, its home in this run
        self._now: dict[str, str] = {}  # by place, the article that stands there now
        self._waiting: list[tuple[str, Document]] = []
        # By place, the home of the article that stands there, too, and the document.
        self.copies: dict[str, tuple[str, Document]] = {}

    def take(self, location: str, found: Document) -> bool:
        """Whether this document is to be looked at now; it is a copy, or waits for `rest`, otherwise."""
        article = found.article
        self._now[location] = article
        home = self._here.get(article)
        if location not in self._homes:
            if home is not None and home != location:
                self.copies[location] = home, found
                return False
            if article in self._stored:
                self._waiting.append((location, found))
                return False
        self._here.setdefault(article, location)
        return True

    def rest(self, is_gone: Callable[[str], bool]) -> list[Document]:
        """The documents that waited and whose article no longer stands where the warehouse has it."""
        new = []
        for location, found in self._waiting:
            article = found.article
            home = self._here.get(article, self._stored[article])
            stays = article in self._here or not (is_gone(home) or self._now.get(home, article) != article)
            if not stays:
                self._here[article] = location
                new.append(found)
            else:
                self.copies[location] = home, found
        self._waiting.clear()
        return new
