"""Which days does a short line of a web page name, and what are they said to be: «publié le», «آخر تحديث»."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

Told = Literal["published", "updated", "event", "bare"]

# As pages of news say it in their languages, lower case and without marks.
_UPDATED = re.compile(
    r"mise? a jour|\bmaj\b|modifi|actualis|actualiz|aggiorn|revis|updated|edited|aktualisiert|تحديث|تعديل|عدل"
)
_PUBLISHED = re.compile(
    r"publi(?![cq])|pubblic|post(?:e|ed)\b|en ligne|parution|\bparu\b|redig|\becrit\b|soumis|submitted"
    r"|written|\bcree?(?:\s+(?:le|par)\b|\W*$)|created|ajout|\badded|diffus|envoye|veroffentlicht|erstellt"
    r"|(?:edition|article) du|\bdate\b|نشر|بتاريخ|تاريخ|كتب|اضيف|ارسل|مرسل|حرر|اضاف"
)
# Of something else than this page: of what it tells, of all the site.
_EVENT = re.compile(
    r"\b(?:concert|rendez-vous|date limite|expire|naissance|born|deadline|inscriptions?|session|avant le"
    r"|site|depuis|since|nee?|mort|decede|archives?|photos?)\b"
)
# A sentence that tells of something published does not begin as a dateline does.
_SENTENCE = re.compile(
    r"(?:les?|la|l|une?|des?|du|the|an?|ce(?:tte)?|ال\w+)\b(?! (?:article|billet|message|note)\b)"
)
_PARTS = re.compile(r"[|•·;\n]")
# Who signs, and where: what may stand beside a bare date.
_BY = re.compile(r"^(?:par|by|de|von|بقلم)\b|[|•·»,–-]\s*$|^[^\d:]{2,25},\s*(?:le|in|في)?\s*$|^\W*$")
_SIGNED = re.compile(r"^(?:fait\s+a\s+)?[^\d:.,]{2,25},\s*(?:le\s*)?$")
_WORDS = 6
# A date in figures with a year of two: only where a line is said to be one.
_SHORT_YEAR = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d\d)(?![\d/.-])")
# As programs write it that have the months' names in another language than their own.
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?=T\d\d)")
_YEAR = re.compile(r"(?<!\d)(?:1[3-9]|20)\d\d(?!\d)")
_FINE = ("day", "hour", "minute", "second")
# The web's own, and what is put on it of before.
_FIRST, _LAST = "1900", "2100"


class Named(NamedTuple):
    """A day that a line names, as ISO 8601, and what the words before it say that it is."""

    day: str
    told: Told
    start: int
    end: int


def days_in(line: str, languages: Iterable[str], *, dated: bool = False) -> list[Named]:
    """The days that a line names in full, in the first of the languages in which it names any.

    `dated` says that the line is marked as a date, which then may have a year of two figures.
    """
    if not any(c.isdigit() for c in line):
        return []
    line = _ORDINAL.sub(lambda m: " " * len(m[0]), line)
    spans = list(_iso(line))
    if not spans and _YEAR.search(_in_latin_figures(line)):
        for language in dict.fromkeys(languages):
            if spans := list(_tagged(line, language)):
                break
    if not spans and (dated or _PUBLISHED.search(_plain(line)) or _UPDATED.search(_plain(line))):
        spans = list(_short(line))
    found, before = [], 0
    for start, end, day in spans:
        if _FIRST <= day < _LAST:
            found.append(Named(day, said_of(line[before:start], line[end:]), start, end))
        before = end
    return found


def stands_alone(line: str, days: Sequence[Named]) -> bool:
    """Whether a line is little more than its days: who wrote, from where, at what time."""
    before = _plain(line[: days[0].start])
    around = [before, *(line[a.end : b.start] for a, b in pairwise(days)), line[days[-1].end :]]
    words = [w for w in re.findall(r"[^\W\d_]+", " ".join(around)) if len(w) > 1]
    return len(words) <= 3 or (len(words) <= _WORDS and bool(_BY.search(before.strip())))


def is_signed(line: str, named: Named) -> bool:
    """Whether it is how letters and notices end: «Fait à Rabat, le …»."""
    return bool(_SIGNED.match(_plain(line[: named.start]))) and len(line) - named.end < 3


def said_of(before: str, after: str) -> Told:
    """What a day is said to be by the words before it, since the day before, and by those after it."""
    said = _PARTS.split(_plain(before))[-1].strip()
    updated = max((m.start() for m in _UPDATED.finditer(said)), default=-1)
    published = max((m.start() for m in _PUBLISHED.finditer(said)), default=-1)
    if _EVENT.search(said):
        return "event"
    if updated > published or (updated < 0 and published < 0 and _UPDATED.search(_plain(after[:25]))):
        return "updated"
    if published >= 0:
        return "event" if published and _SENTENCE.match(said) else "published"
    return "bare"


def _tagged(line: str, language: str) -> Iterator[tuple[int, int, str]]:
    from timeline.anchoring import anchor
    from timeline.document import Document
    from timeline.language import available

    if language not in available():
        return
    for one in anchor(Document(id="-", text=line, language=language)).expressions:
        if one.basis == "text" and one.granularity in _FINE and one.interval is not None:
            day = (one.interval.iso()["start"] or "")[:10]
            if day:
                yield one.start, one.end, day


def _iso(line: str) -> Iterator[tuple[int, int, str]]:
    for m in _ISO.finditer(line):
        if 1 <= int(m[2]) <= 12 and 1 <= int(m[3]) <= 31:
            yield m.start(), m.end(), m[0]


def _short(line: str) -> Iterator[tuple[int, int, str]]:
    for m in _SHORT_YEAR.finditer(line):
        day, month, year = int(m[1]), int(m[3]), int(m[4])
        if day <= 31 and month <= 12 and day and month:
            yield m.start(), m.end(), f"{1900 + year if year > 70 else 2000 + year}-{month:02}-{day:02}"


def _plain(text: str) -> str:
    """In lower case, without accents, vowel signs, and the forms of Arabic's alif."""
    parted = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in parted if not unicodedata.combining(c)).replace("ـ", "")


def _in_latin_figures(text: str) -> str:
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
