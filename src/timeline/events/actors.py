"""Who and what is spoken of: the people, organisations, countries, groups and places of a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.events.capitals import read_capitals, read_name
from timeline.events.gazetteer import City
from timeline.events.lexicon import Reading
from timeline.events.names import Names
from timeline.events.offices import Titled, read_title
from timeline.events.organisations import capitalised_organisation, organisation
from timeline.events.passage import Passage


@dataclass(frozen=True, slots=True)
class Actor:
    """Who can take part. `kind`: person, role (one not named), organisation, country, group or place."""

    name: str
    kind: str
    country: str | None = None
    city: City | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Where actors are spoken of: half-open tokens of all that says so, and the span of the name itself."""

    first: int
    last: int
    start: int
    end: int
    actors: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """An actor with a role in an event, and the mention that says so."""

    actor: Actor
    role: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Cast:
    """All mentions in text order, and the token at which each begins."""

    mentions: list[Mention]
    firsts: list[int]

    def between(self, first: int, last: int) -> list[Mention]:
        """The mentions that begin in tokens [first, last), in order."""
        return self.mentions[bisect_left(self.firsts, first) : bisect_left(self.firsts, last)]


def _cast(mentions: list[Mention]) -> Cast:
    ordered = sorted(mentions, key=lambda m: m.first)
    return Cast(ordered, [m.first for m in ordered])


# What a name or another mention can begin with, beside a capital letter.
_BEGINS = frozenset(("title", "nation", "organisation", "given", "named", "country", "city", "group"))


def find_actors(passage: Passage) -> Cast:
    """Read the whole text once for names, then resolve what refers to them."""
    names = Names(passage)
    found: list[Titled | Mention] = []
    beyond = 0
    for i in _beginnings(passage):
        if i >= beyond and passage.times[i] < 0:
            beyond = i + _at(passage, names, i, found)
    names.close()
    mentions = [m for piece in found for m in _resolved(passage, names, piece)]
    mentions += _recurrences(passage, names, mentions)
    cast = _cast(mentions)
    pairs = _pairs(passage, names, cast)
    return _cast([*mentions, *pairs]) if pairs else cast


def _beginnings(passage: Passage) -> list[int]:
    """Where a mention can begin."""
    begin = passage.where(0, len(passage.words), *_BEGINS)
    if not passage.lexicon.capitals:
        return begin
    text = passage.text
    return sorted({*begin, *(i for i, start in enumerate(passage.starts) if text[start].isupper())})


def _at(passage: Passage, names: Names, i: int, found: list[Titled | Mention]) -> int:
    """Read what begins at a token; returns how many tokens it takes, 0 where nothing does."""
    word = passage.words[i]
    kinds = word.kinds
    if passage.lexicon.capitals:
        step = _capitalised(passage, names, i, found)
        if step:
            return step
    if "title" in kinds and "event" not in kinds and not passage.lexicon.capitals:
        pieces, end = read_title(passage, names, i)
        if pieces:
            found.extend(pieces)
            return end - i
    if "organisation" in kinds:
        end = organisation(passage, names, i)
        if any(r.suffix for r in word.readings if r.sense.kind == "organisation"):
            return 0  # `مكتبه`: somebody's office, and no name
        if end > i + 1 or word.readings[0].article:
            found.append(_mention(passage, i, end, "organisation", _nation(passage, i, end)))
            return end - i
    if "given" in kinds and not passage.lexicon.capitals:
        end = names.run(i)
        if end > i + 1:
            names.add(i, end, None, "")
            found.append(Titled(i, end, i, end, "", "", None))
            return end - i
    size = passage.size(i)
    for reading in word.readings:
        kind, value = reading.sense.kind, reading.sense.value
        if kind == "named":
            found.append(_mention(passage, i, i + size, "organisation", None))
            return size
        if kind == "country":
            if (
                passage.lexicon.nouns_join
                and _is_group(passage, i + size)
                and passage.char(i + size).islower()
            ):
                size += 1  # "US troops"
            found.append(_mention(passage, i, i + size, "country", value))
            return size
        if kind == "city":
            city: City = value
            start, end = _bare(passage, i, i + size)
            name = " ".join(passage.text[start:end].split())
            found.append(Mention(i, i + size, start, end, (Actor(name, "place", city.country, city),)))
            return size
        if kind == "group" and _is_group(passage, i):
            end = i + 1
            while end < len(passage.words) and passage.words[end].kinds == {"nation"} and end < i + 3:
                end += 1
            first = max(_counted(passage, i), found[-1].last if found else 0)
            if _describes_event(passage, i, reading):
                return 0
            found.append(_mention(passage, first, end, "group", _nation(passage, i, end)))
            return end - i
    return 0


def _is_group(passage: Passage, i: int) -> bool:
    """Whether a word names people; what can be an event too does so only where that is a verb."""
    if i >= len(passage.words) or "group" not in passage.words[i].kinds:
        return False
    senses = [r.sense for r in passage.words[i].readings if r.sense.kind == "event"]
    if passage.lexicon.nouns_join:
        return all(s.tense != "noun" for s in senses)
    # `المتظاهرون`: who they are tells what happened, too
    return all(s.tense == "noun" and not s.value.strong for s in senses)


def _describes_event(passage: Passage, i: int, group: Reading) -> bool:
    """Whether a word for one person only says of which kind an event is: `هجوم مسلح`."""
    if group.sense.value != "either" or not i:
        return False
    before = passage.words[i - 1].readings
    return any(r.sense.kind == "event" for r in before) and all(
        r.sense.kind != "event" or (r.sense.tense == "noun" and r.sense.value.strong) for r in before
    )


def _counted(passage: Passage, i: int) -> int:
    """Where a group begins whose number stands before it: `27 شخصا`."""
    first = i
    while (
        first > max(0, i - 3)
        and passage.times[first - 1] < 0
        and (
            passage.char(first - 1).isdigit()
            or "number" in passage.words[first - 1].kinds
            or _groups_digits(passage, first - 1)
        )
    ):
        first -= 1
    return first


def _groups_digits(passage: Passage, i: int) -> bool:
    """Whether a mark stands inside a number: "2,000"."""
    inside = passage.char(i) in ",." and passage.char(i - 1).isdigit() and passage.char(i + 1).isdigit()
    return inside and passage.ends[i - 1] == passage.starts[i] and passage.ends[i] == passage.starts[i + 1]


def _capitalised(passage: Passage, names: Names, i: int, found: list[Titled | Mention]) -> int:
    """People and organisations in a language that writes names with capitals."""
    kinds = passage.words[i].kinds
    letter = passage.char(i)
    if not letter.isupper() and not kinds & {"title", "nation"}:
        return 0
    end = capitalised_organisation(passage, i)
    if end > i:
        found.append(_mention(passage, i, end, "organisation", _nation(passage, i, end)))
        return end - i
    if (
        "organisation" in kinds
        and letter.isupper()
        and i > passage.sentence_of(i).first
        and "event" not in kinds
    ):
        found.append(_mention(passage, i, i + 1, "organisation", None))
        return 1
    if kinds & {"country", "named", "that", "in"} or (kinds == {"city"} and passage.size(i) > 1):
        return 0
    pieces, end = read_capitals(passage, names, i)
    found.extend(pieces)
    if end == i and not kinds & {"city", "group"}:
        end = read_name(passage, i)
        if end > i:
            found.append(_unknown(passage, i, end))
    return end - i


def _unknown(passage: Passage, first: int, last: int) -> Mention:
    """A name that nothing is known of: a place where it says that somebody is in it, else an organisation."""
    inside = first > 0 and "in" in passage.words[first - 1].kinds
    if not inside:
        return _mention(passage, first, last, "organisation", None)
    start, end = passage.starts[first], passage.ends[last - 1]
    name = " ".join(passage.text[start:end].split())
    return Mention(first, last, start, end, (Actor(name, "place", None, City(name, None, None, None)),))


def _bare(passage: Passage, first: int, last: int) -> tuple[int, int]:
    """The offsets of tokens without the letters attached before them."""
    start = passage.starts[first]
    for reading in passage.words[first].readings:
        if reading.preposition == "ل" and reading.article:
            return start + reading.conjunction, passage.ends[last - 1]
        start += reading.conjunction + len(reading.preposition)
        break
    return start, passage.ends[last - 1]


def _mention(passage: Passage, first: int, last: int, kind: str, country: str | None) -> Mention:
    start, end = _bare(passage, first, last)
    name = " ".join(passage.text[start:end].split())
    if name.startswith("لل"):
        name = "ا" + name[1:] if not name.startswith("لله") else name
    return Mention(first, last, start, end, (Actor(name, kind, country),))


def _nation(passage: Passage, first: int, last: int) -> str | None:
    for word in passage.words[first:last]:
        for reading in word.readings:
            if reading.sense.kind in ("nation", "country"):
                country: str = reading.sense.value
                return country
    return None


def _resolved(passage: Passage, names: Names, piece: Titled | Mention) -> list[Mention]:
    if isinstance(piece, Mention):
        return [piece]
    person = names.person(piece.name_first, piece.name_last) if piece.name_last > piece.name_first else None
    if person is None:
        person = names.holder(piece.office, piece.field, piece.country, piece.first)
    first = piece.name_first if piece.name_last > piece.name_first else piece.first
    last = piece.name_last if piece.name_last > piece.name_first else piece.last
    start, end = _bare(passage, first, last)
    if person is not None:
        actor = Actor(person.name, "person", person.country)
    elif piece.number > 1 or piece.last <= piece.first + 1:
        return []
    else:
        actor = Actor(" ".join(passage.text[start:end].split()), "role", piece.country)
    return [Mention(piece.first, piece.last, start, end, (actor,))]


def _recurrences(passage: Passage, names: Names, mentions: list[Mention]) -> list[Mention]:
    """Every later or earlier place where a person's name stands again, alone."""
    if not names.aliases:
        return []
    found = []
    covered = {k for m in mentions for k in range(m.first, m.last)}
    capitals, text, starts = passage.lexicon.capitals, passage.text, passage.starts
    for i, word in enumerate(passage.words):
        if i in covered or passage.times[i] >= 0 or (capitals and not text[starts[i]].isupper()):
            continue
        person, attached = names.again(word)
        if person is not None:
            actor = Actor(person.name, "person", person.country)
            found.append(Mention(i, i + 1, starts[i] + attached, passage.ends[i], (actor,)))
    return found


# How many mentions before it may tell whom "both sides" means.
PAIR_WITHIN = 60


def _pairs(passage: Passage, names: Names, cast: Cast) -> list[Mention]:
    """What names two parties by what they are ("both sides"): the last two people or countries."""
    found: list[Mention] = []
    for i in passage.where(0, len(passage.words), "pair", "title"):
        word = passage.words[i]
        if "pair" not in word.kinds and not _bare_dual(word.kinds, passage, i):
            continue
        k = bisect_left(cast.firsts, i)
        if (k < len(cast.firsts) and cast.firsts[k] == i) or (k and cast.mentions[k - 1].last > i):
            continue
        before = cast.mentions[max(0, k - PAIR_WITHIN) : k]
        office = next((r.sense.lemma for r in word.readings if r.sense.kind == "title"), "")
        holders = [m for m in before if _hold(names, m, office)] if office else before
        pair = _last_two(holders) or _last_two(before)
        if pair:
            start, end = _bare(passage, i, i + passage.size(i))
            found.append(Mention(i, i + passage.size(i), start, end, pair))
    return found


def _bare_dual(kinds: frozenset[str], passage: Passage, i: int) -> bool:
    return "title" in kinds and any(
        r.sense.kind == "title" and r.sense.number == 2 and r.article for r in passage.words[i].readings
    )


def _hold(names: Names, mention: Mention, office: str) -> bool:
    people = [names.named(a.name) for a in mention.actors]
    return any(p is not None and any(o == office for o, _ in p.offices) for p in people)


def _last_two(mentions: Sequence[Mention]) -> tuple[Actor, ...]:
    for kind in ("person", "country"):
        found: dict[str, Actor] = {}
        for m in reversed(mentions):
            for actor in m.actors:
                if actor.kind == kind:
                    found.setdefault(actor.name, actor)
            if len(found) >= 2:
                return tuple(reversed(list(found.values())[:2]))
    return ()
