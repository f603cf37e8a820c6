"""What does a language know of events: which words tell one, which shape it, and who can act.

Read from languages/<code>/{morphology,events,actors}.toml, checked, inflected and put into one dictionary,
so that reading a text is one look-up for each distinct word.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from timeline.events.event import EventType
from timeline.events.gazetteer import City, cities, common_words, countries, lasting, towns
from timeline.events.inflection import Form, Paradigm
from timeline.events.spelling import Fold, spelling
from timeline.language import TOKEN, LanguageError

FILES = ("morphology.toml", "events.toml", "actors.toml")


@dataclass(frozen=True, slots=True)
class Family:
    """Triggers that can name the same happening.

    `group`: families that can tell of one event. `role`: that of who stands right behind the trigger.
    `armed`: its type where weapons are spoken of, None where that changes nothing.
    `mutual`: all its parties do the same. `strong`, `sure`: its nouns, its verbs tell an event unless the
    context speaks against it; otherwise the context must speak for it. `plain`: its verbs say little by
    themselves, and nothing beside an event noun that they carry. `suffered`: the subject of its verbs is who
    suffers it. `people`: its nouns are who does it, and what a verb says of them is another thing.
    `meant`: only people do it, never nature.
    """

    name: str
    type: EventType
    armed: EventType | None
    group: str
    grouped: bool  # whether the group is more than the family itself
    role: str
    mutual: bool
    strong: bool
    sure: bool
    statement: bool
    plain: bool
    suffered: bool
    people: bool
    meant: bool


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a word can be. `needs`: it is this only with one of these words close behind."""

    kind: str
    value: Any
    tense: str = ""
    number: int = 1
    lemma: str = ""
    needs: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A sense of a word of the text, with what is written as one with it."""

    sense: Sense
    conjunction: bool = False
    preposition: str = ""
    article: bool = False
    suffix: str = ""
    future: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A spelling: its readings, and `opens`: by their second word, the phrases that may begin with it.

    `fills`: those of the words that triggers need which it can be, where letters may be attached to them.
    `borders`: whether a clause can begin at it or behind it.
    """

    folded: str
    readings: tuple[Reading, ...]
    opens: Mapping[str, list[tuple[tuple[str, ...], Reading]]]
    kinds: frozenset[str]
    common: bool
    fills: frozenset[str]
    borders: bool


@dataclass(frozen=True, slots=True)
class Head:
    """How a headline says a verb: as a noun, "" without one; of one who does it, of several; bare; done."""

    noun: str
    one: str
    many: str
    infinitive: str
    participle: str


@dataclass(slots=True)
class Lexicon:
    """A language's event knowledge. `memory` remembers each spelling's analysis."""

    code: str
    version: int
    fold: Fold
    order: str
    capitals: bool
    adverbs: tuple[str, ...]  # what adverbs end in
    stand_ins: dict[str, frozenset[str]]  # pronouns, and the kinds of actors that each can mean
    nouns_join: bool  # whether a noun before another only says of which kind that is
    words: dict[str, tuple[Sense, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Sense], ...]]
    needs: frozenset[str]  # all words that some sense of a word needs close behind it
    known: frozenset[str]  # the words of `words`, `phrases` and `needs`: of most spellings none is one
    conjunctions: tuple[str, ...]
    prepositions: tuple[str, ...]
    purpose: tuple[str, ...]  # attached prepositions that can say what for
    article: str
    future: tuple[str, ...]
    suffixes: tuple[str, ...]
    dual_suffixes: tuple[str, ...]
    mend: tuple[tuple[str, str], ...]
    case_endings: tuple[str, ...]
    abbreviations: frozenset[str]
    binds: frozenset[str]
    exact: frozenset[str]
    filial: frozenset[str]
    regnal: frozenset[str]  # ordinals of rulers and popes
    of_many: tuple[str, ...]  # what a word for several people ends in
    plurals: tuple[str, ...]  # what a word for several things ends in
    of_people: frozenset[str]  # relative pronouns that stand for people
    frequency: dict[str, float]
    titles: dict[str, str]  # the words that headlines are joined with
    topics: dict[str, EventType]  # the kinds of words that say what a deed of no type is about
    heads: dict[tuple[str, str], Head]  # by a verb's lemma and its family
    dangling: frozenset[str]  # words that no headline ends in
    asides: frozenset[str]  # folded words that no headline needs
    resumptive: dict[str, str]  # "to it" and the like, folded, and the preposition of each
    memory: dict[str, Word] = field(default_factory=dict)


@cache
def lexicon_languages() -> frozenset[str]:
    """The codes of the languages with an event lexicon."""
    folder = files("timeline").joinpath("languages")
    return frozenset(d.name for d in folder.iterdir() if d.joinpath("events.toml").is_file())


@cache
@lasting()
def load_lexicon(code: str) -> Lexicon:
    """The event lexicon of a language. Raises LanguageError, naming the entry, where it does not hold."""
    folder = files("timeline").joinpath("languages", code)
    morphology, events, actors = (tomllib.loads(folder.joinpath(f).read_text("utf-8")) for f in FILES)
    fold = spelling(morphology["syntax"].get("accents", False))
    paradigms = {
        name: Paradigm(tuple(rules)) for name, rules in morphology.items() if isinstance(rules, list)
    }
    book = _Book(code, fold, paradigms, morphology["syntax"].get("noun_part", 99))
    _families(book, events["family"])
    for kind, lemmas in events["verbs"].items():
        for lemma in lemmas:
            book.inflected("verb", lemma, kind, kind)
    topics = {f"about {name}": EventType(name) for name in events.get("topic", {})}
    for kind, line in (
        *events["words"].items(),
        *((f"about {name}", line) for name, line in events.get("topic", {}).items()),
    ):
        book.listed(kind, line)
    for phrase in events["stop"]["phrases"]:
        book.stop(phrase)
    _actors(book, actors)
    frequency = common_words(code, fold)
    never = {fold(w.strip()) for w in actors["not_place"]["words"].split("|")}
    for name, country in countries(code):
        book.country(name, country, capitals=morphology["syntax"]["capitals"])
    for code2, line in actors["country"].items():
        for name in map(str.strip, line.split("|")):
            book.add(name, Sense("country", code2, lemma=name))
    for name, country in actors["place"].items():
        book.add(name, Sense("city", _place(code, name, country)))
    for folded, city in cities(code, frequency, fold):
        if folded not in never:
            clubs = folded in book.words and all(s.kind == "club" for s in book.words[folded])
            book.add_folded(folded, Sense("city", city), unless_known=not clubs)  # `روما` is both
    clitics = morphology.get("clitics", {})
    return Lexicon(
        code,
        events["version"],
        fold,
        morphology["syntax"]["order"],
        morphology["syntax"]["capitals"],
        tuple(morphology["syntax"].get("adverbs", ())),
        {
            word.strip(): frozenset(kinds.split())
            for kinds, line in actors.get("pronoun", {}).items()
            for word in line.split("|")
        },
        morphology["syntax"].get("nouns_join", False),
        {w: tuple(s) for w, s in book.words.items()},
        {w: tuple(sorted(s, key=lambda p: -len(p[0]))) for w, s in book.phrases.items()},
        frozenset(book.needs),
        frozenset(book.needs).union(book.words, book.phrases),
        tuple(clitics.get("conjunctions", ())),
        tuple(clitics.get("prepositions", ())),
        tuple(clitics.get("purpose", ())),
        clitics.get("article", ""),
        tuple(clitics.get("future", ())),
        tuple(map(fold, clitics.get("suffixes", ()))),
        tuple(clitics.get("dual_suffixes", ())),
        tuple((fold(a), fold(b)) for a, b in clitics.get("mend", ())),
        tuple(clitics.get("case_endings", ())),
        frozenset(map(fold, morphology["sentences"]["abbreviations"])),
        frozenset(fold(w.strip()) for w in actors["name"]["binds"].split("|")),
        frozenset(w.strip() for w in actors["name"].get("exact", "").split("|")),
        frozenset(fold(w.strip()) for w in actors["name"].get("filial", "").split("|")),
        frozenset(fold(w.strip()) for w in actors["name"].get("regnal", "").split("|")),
        tuple(morphology["syntax"].get("of_many", ())),
        tuple(morphology["syntax"].get("plurals", ())),
        frozenset(fold(w.strip()) for w in events["words"].get("who", "").split("|")),
        frequency,
        {k: v for k, v in events["titles"].items() if k not in ("dangling", "asides", "resumptive")},
        topics,
        book.heads,
        frozenset(w.strip() for w in events["titles"]["dangling"].split("|")),
        frozenset(fold(w.strip()) for w in events["titles"].get("asides", "").split("|")),
        {fold(w): p for p, ws in events["titles"].get("resumptive", {}).items() for w in ws.split()},
    )


def _place(code: str, name: str, where: str) -> City:
    """A place by its country, and where it is a town, by what the gazetteer calls that: "US:Washington"."""
    country, _, called = where.partition(":")
    if not called:
        return City(name, country or None, None, None)
    town = next((t for t in towns() if (t.country, t.name) == (country, called)), None)
    if town is None:
        raise LanguageError(
            f"{code}/actors.toml: [place] {name!r}: no town of {country} is called {called!r}"
        )
    return City(name, country, town.latitude, town.longitude, town.capital)


@dataclass(slots=True)
class _Book:
    """The dictionary in the making."""

    code: str
    fold: Fold
    paradigms: dict[str, Paradigm]
    noun_part: int  # which principal part of a verb is its noun
    words: dict[str, list[Sense]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], Sense]]] = field(default_factory=dict)
    heads: dict[tuple[str, str], Head] = field(default_factory=dict)
    needs: set[str] = field(default_factory=set)

    def add(self, text: str, sense: Sense, *, unless_known: bool = False) -> None:
        self.add_folded(self.fold(text), sense, unless_known=unless_known)

    def add_folded(self, folded: str, sense: Sense, *, unless_known: bool = False) -> None:
        parts = tuple(TOKEN.findall(folded))
        if not parts:
            return
        if len(parts) == 1:
            if unless_known and parts[0] in self.words:
                return
            senses = self.words.setdefault(parts[0], [])
            if sense not in senses:
                senses.append(sense)
            return
        known = self.phrases.setdefault(parts[0], [])
        if not (unless_known and any(rest == parts[1:] for rest, _ in known)):
            known.append((parts[1:], sense))

    def country(self, name: str, code: str, *, capitals: bool) -> None:
        """A country by its name, unless that is an ordinary word, too.

        `ليبيا` is a case of `ليبي`, which nobody writes so without its mark; "Suisse" is told by its capital.
        """
        folded = self.fold(name)
        known = self.words.get(folded, [])
        if all(s.kind in ("nation", "club") for s in known):
            if known and not capitals:
                self.words[folded] = [s for s in known if s.kind != "nation"]
            self.add_folded(folded, Sense("country", code, lemma=name), unless_known=not known)

    def stop(self, phrase: str) -> None:
        """A phrase, or a word, that tells no event though it looks so."""
        folded = self.fold(phrase)
        if folded in self.words:
            self.words[folded] = [s for s in self.words[folded] if s.kind not in ("event", "deed")]
        else:
            self.add_folded(folded, Sense("stop", None))

    def listed(self, kind: str, line: str, value: Any = None) -> None:
        for word in map(str.strip, line.split("|")):
            self.add(word, Sense(kind, value, lemma=word))

    def inflected(self, paradigm: str, entry: str, kind: str, value: Any, derived: Any = None) -> None:
        lemma, _, near = entry.partition(" + ")
        needs = frozenset(map(self.fold, near.split())) or None
        self.needs |= needs or set()
        *lead, head = lemma.split(" ") if "/" not in lemma else [lemma]
        try:
            forms: Iterable[Form] = list(self.paradigms[paradigm].forms(head))
        except ValueError as error:
            raise LanguageError(f"{self.code}: {entry!r}: {error}") from None
        first, *parts = lemma.split("/")
        if kind == "event" and paradigm == "verb":
            noun = parts[self.noun_part - 1] if len(parts) >= self.noun_part else ""
            present = [f.text for f in forms if f.tense == "present"] or [first]
            done = [f.text for tense in ("participle", "past") for f in forms if f.tense == tense] or [first]
            self.heads[first, value.name] = Head(
                noun, present[0], present[1] if len(present) > 1 else first, first, done[0]
            )
        for form in forms:
            if value == "plural" and (form.tense == "construct" or form.text.endswith("ات")):
                continue
            text = " ".join([*lead, form.text])
            nominal = form.tense in ("noun", "construct")
            made = derived if derived is not None and nominal else value
            # `تنظيم` is what its verb does, and a hundred other things.
            said = "deed" if kind == "event" and nominal and made.plain else kind
            said = (
                "counted" if value == "plural" and form.number == 1 else said
            )  # `14 مقاتلا`, an adjective else
            self.add(text, Sense(said, made, form.tense, form.number, first, needs))


def _families(book: _Book, tables: dict[str, Any]) -> None:
    for name, table in tables.items():
        try:
            kind = EventType(table["type"])
        except ValueError:
            raise LanguageError(
                f"{book.code}/events.toml: [family.{name}] has no type {table['type']!r}"
            ) from None
        family = Family(
            name,
            kind,
            EventType(table["armed"]) if "armed" in table else None,
            table.get("group", name),
            "group" in table,
            table.get("role", "recipient" if table.get("verb") else "other"),
            table.get("mutual", False),
            table.get("nouns", "strong") == "strong",
            table.get("verbs", "strong") == "strong",
            table.get("statement", False),
            table.get("derived") == "none",
            table.get("suffered", False),
            table.get("people", False),
            table.get("meant", False),
        )
        # Nouns made of its verbs may be weaker than its other nouns: "the killing" tells less than "a death".
        derived = replace(family, strong=family.strong and table.get("derived", "strong") == "strong")
        for lemma in table.get("verb", ()):
            book.inflected("verb", lemma, "event", family, derived)
        for lemma in table.get("noun", ()):
            book.inflected("noun", lemma, "event", family)


def _actors(book: _Book, actors: dict[str, Any]) -> None:
    for kind, table in (
        ("title", actors["title"]),
        ("organisation", actors["organisation"]),
        ("group", actors["group"]),
    ):
        for part, lemmas in table.items():
            for lemma in lemmas:
                book.inflected("human" if kind != "organisation" else "noun", lemma, kind, part)
    book.listed("pair", actors["pair"]["sides"])
    book.listed("named", actors["named"]["organisation"])
    if "club" in actors["named"]:
        book.listed("club", actors["named"]["club"])
    book.listed("given", actors["name"]["given"])
    for country, lemmas in actors["demonym"].items():
        for lemma in lemmas.split():
            book.inflected("human", lemma.replace("_", " "), "nation", country)  # a blank is written _
