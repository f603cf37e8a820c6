"""Who is who: the people of a text, each under one name however often and in whichever spelling it recurs."""

from __future__ import annotations

from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from timeline.events.gazetteer import COMMON, RARE, is_dictionary_word
from timeline.events.lexicon import Word
from timeline.events.passage import Passage
from timeline.events.words import TANWIN

# What no article begins with.
HAMZA = "أإآ"
# No name is longer, in tokens.
LONGEST = 6
# A surname of at least so many letters may recur with one letter wrong.
MISSPELT = 5
# A word is "and" with another one that is so much commoner, on the Zipf scale.
JOINED = 0.5
# How an Arabic surname ends that may be a common word; up to these frequencies, on the Zipf scale, the second
# for one with an article.
SURNAME, COMMON_SURNAME, COMMON_NISBA = "ي", 4.6, 5.2


@dataclass(slots=True)
class Person:
    """A person: the fullest form of the name, what they hold, and the nation they hold it for."""

    name: str
    words: tuple[str, ...]
    country: str | None = None
    offices: set[tuple[str, str]] = field(default_factory=set)
    first: int = 0


class Names:
    """The people of one passage: collected by `add`, then, once closed, asked for."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.people: list[Person] = []
        self._by_word: dict[str, list[Person]] = {}  # by the first and the last word of a name
        self._by_name: dict[str, Person] = {}
        self.aliases: dict[str, Person] = {}
        self._spans: dict[tuple[int, int], Person] = {}
        # As they may be written, with how many letters attached before them.
        self.surnames: dict[str, tuple[Person, int]] = {}
        self._fragile: list[tuple[str, Person]] = []  # those that may recur with a letter wrong
        self._guesses: dict[str, tuple[Person | None, int]] = {}
        self.last_office = ("", "")  # what the last title said: "his counterpart" holds the same

    def run(self, first: int, *, titled: bool = False) -> int:
        """Where the name that begins at a token ends; `first` itself where none does.

        Behind a title a word of the language can be a name, too, if a name goes on with it.
        """
        passage, lexicon = self.passage, self.passage.lexicon
        i = first
        bound = False
        while i < len(passage.words) and i < first + LONGEST and passage.times[i] < 0:
            word = passage.words[i]
            if not passage.char(i).isalpha():
                joins = passage.char(i) in "-'’" and i > first and passage.starts[i] == passage.ends[i - 1]
                if joins and i + 1 < len(passage.starts) and passage.starts[i + 1] == passage.ends[i]:
                    i += 1
                    bound = True
                    continue
                break
            if TANWIN in passage.spelled(i, i + 1):
                break
            named = bound or self.like(i, i > first) or self._exact(i, first) or self._inside(i, first)
            named = named or (titled and i == first and self._led_to(i))
            if not named or "owing" in word.kinds or self._city_behind(i, first):
                break
            bound = word.folded in lexicon.binds
            i += passage.size(i)  # `سعد الدين` is one word
        while i > first and (self._binding(i - 1) or not passage.char(i - 1).isalpha()):
            i -= 1
        return i

    def _binding(self, i: int) -> bool:
        """Whether a word is no name without another behind it: `عبد`, but not the second of `علاء الدين`."""
        return self.passage.words[i].folded in self.passage.lexicon.binds and not self.article(i)

    def _led_to(self, i: int) -> bool:
        """Whether a word that a title stands before begins a name: `الوزير التركي مولود جاويش`."""
        word, lexicon = self.passage.words[i], self.passage.lexicon
        behind = i + self.passage.size(i)
        if not lexicon.article or behind >= len(self.passage.words) or word.kinds - {"city"}:
            return False
        if self.article(i) or any(
            word.folded.startswith(c) and lexicon.frequency.get(word.folded[len(c) :], 0.0) >= COMMON
            for c in (*lexicon.conjunctions, *lexicon.prepositions)
        ):
            return False
        after = self.passage.words[behind]
        sure = "given" in after.kinds or after.folded not in lexicon.frequency
        return after.folded in lexicon.binds or (sure and self.like(behind, True))

    def article(self, i: int) -> bool:
        """Whether a word begins with an article, which is spelled without a hamza: no `ألكسيس`."""
        article, folded = self.passage.lexicon.article, self.passage.words[i].folded
        return bool(article) and folded.startswith(article) and self.passage.char(i) not in HAMZA

    def _city_behind(self, i: int, first: int) -> bool:
        """Whether a city stands behind a whole name: `غادر عمر البشير جوهانسبرغ`."""
        word = self.passage.words[i]
        whole = i - first >= 2 and self.passage.words[i - 1].folded not in self.passage.lexicon.binds
        return bool(self.passage.lexicon.article) and whole and word.kinds == {"city"}

    def _exact(self, i: int, first: int) -> bool:
        """A name that is spelled nearly as a particle is: `علي` beside `على`."""
        passage = self.passage
        if passage.spelled(i, i + 1) not in passage.lexicon.exact:
            return False
        return i > first or (i + 1 < len(passage.words) and self.like(i + 1, True))

    def _inside(self, i: int, first: int) -> bool:
        """Whether an ordinary word stands between a given name and a word that only names have."""
        passage = self.passage
        if i == first or i + 1 >= len(passage.words) or "given" not in passage.words[i - 1].kinds:
            return False
        after = passage.words[i + 1]
        plain = not passage.words[i].kinds and not passage.words[i].folded.startswith(passage.lexicon.article)
        unheard = after.folded not in passage.lexicon.frequency
        return plain and bool(passage.lexicon.article) and unheard and self.like(i + 1, True)

    def like(self, i: int, inside: bool) -> bool:
        """Whether a word can be part of a name: no word of the language, or known as a name."""
        word = self.passage.words[i]
        spelled = self.passage.spelled(i, i + 1)
        kinds = word.kinds
        following = self.passage.words[i + 1].folded if i + 1 < len(self.passage.words) else ""
        if following in self.passage.lexicon.filial and not kinds - {"city", "given"}:
            return True
        if "given" in kinds:
            return not any(r.conjunction or r.preposition for r in word.readings if r.sense.kind == "given")
        if kinds == {"group"} and inside and self._after_given(i):
            return all(r.article and r.sense.number == 1 for r in word.readings)  # `وليد المعلم`
        if kinds - {"city", "title"} or ("title" in kinds and not inside):
            return False
        folded, lexicon = word.folded, self.passage.lexicon
        if len(folded) < 2:
            return False
        if "title" in kinds:
            # Some titles are names too: `حسين أمير عبداللهيان`.
            bare = not any(r.article or r.conjunction for r in word.readings)
            return bare and i + 1 < len(self.passage.words) and self.like(i + 1, True)
        article = lexicon.article
        if folded in lexicon.regnal:
            return inside and self._after_given(i)
        if inside and folded in lexicon.binds:
            return True  # `صلاح الدين`
        if self.article(i):
            heard = lexicon.frequency.get(folded, 0.0)
            nisba = folded.endswith(SURNAME) and heard < COMMON_NISBA
            given = self._after_given(i) and (heard < COMMON or folded.endswith(SURNAME))  # `نبيل العربي`
            return inside and len(folded) > 4 and (nisba or given)
        if article and any(folded.startswith(letter + article) for letter in lexicon.prepositions):
            return False
        if article and (folded.startswith("لل") or self._owned(spelled)):
            return False
        for letter in lexicon.prepositions:
            rest = folded[len(letter) :]
            if folded.startswith(letter) and lexicon.frequency.get(rest, 0.0) >= COMMON:
                return False
        for ending in lexicon.case_endings:
            if spelled.endswith(ending) and is_dictionary_word(spelled[: -len(ending)], lexicon.code):
                return False
        frequency = lexicon.frequency.get(folded, 0.0)
        for letter in lexicon.conjunctions:
            without = lexicon.frequency.get(folded[len(letter) :], 0.0)
            rest = folded[len(letter) :]
            if article and rest.startswith(article) and len(rest) < len(article) + 2:
                continue  # `فالس` is not "and" and `الس`
            if folded.startswith(letter) and without >= max(COMMON, frequency + JOINED):
                return False  # `ومساعده`: and somebody else
        if inside and not frequency and article and self._after_given(i):
            return True  # `خالد بحاح`
        if inside and folded.endswith(SURNAME) and frequency < COMMON_SURNAME and self._after_given(i):
            return True  # `سامح شكري`, though the word is one of the language, too
        if inside and lexicon.frequency.get(folded, 0.0) < COMMON:
            return not is_dictionary_word(spelled, lexicon.code) or lexicon.frequency.get(folded, 0.0) > 3.0
        return lexicon.frequency.get(folded, 0.0) < COMMON + 0.6 and not is_dictionary_word(
            spelled, lexicon.code
        )

    def _owned(self, spelled: str) -> bool:
        """Whether a word is one that people know with a pronoun behind it: `تحضيراته`."""
        lexicon = self.passage.lexicon
        for suffix in lexicon.suffixes:
            if spelled.endswith(suffix) and len(spelled) > len(suffix) + 3:
                stem = lexicon.fold(spelled[: -len(suffix)])
                forms = (stem, stem[:-1] + "ه" if stem.endswith("ت") else stem)
                if any(lexicon.frequency.get(f, 0.0) >= RARE for f in forms):
                    return True
        return False

    def _after_given(self, i: int) -> bool:
        return i > 0 and "given" in self.passage.words[i - 1].kinds

    def add(self, first: int, last: int, country: str | None, office: str, field_: str = "") -> None:
        """Note a full name at tokens [first, last), with what its title says."""
        words = tuple(w.folded for w in self.passage.words[first:last])
        person = self._same(words)
        if person is None:
            person = Person(self._text(first, last), words, first=first)
            self.people.append(person)
            for word in {words[0], words[-1]}:
                self._by_word.setdefault(word, []).append(person)
        elif len(words) > len(person.words):
            person.words, person.name = words, self._text(first, last)
        person.country = person.country or country
        if office:
            person.offices.add((office, field_))
        self._spans[first, last] = person

    def _text(self, first: int, last: int) -> str:
        return " ".join(self.passage.spelled(first, last).split())

    def known(self, words: tuple[str, ...]) -> bool:
        """Whether somebody named before goes by these words."""
        return self._same(words) is not None

    def _same(self, words: tuple[str, ...]) -> Person | None:
        for person in self._by_word.get(words[-1], ()):
            longer, shorter = sorted((person.words, words), key=len, reverse=True)
            if longer[-len(shorter) :] == shorter or (longer[-1] == shorter[-1] and longer[0] == shorter[0]):
                return person
        if len(words) > 1:
            for person in self._by_word.get(words[0], ()):
                if person.words[0] == words[0] and _near(person.words[-1], words[-1], 2):
                    return person
        return None

    def close(self) -> None:
        """All names are known: index them by surname."""
        seen: dict[str, list[Person]] = {}
        for person in self.people:
            for word in dict.fromkeys((person.words[-1], " ".join(person.words))):
                seen.setdefault(word, []).append(person)
        self._by_name = {p.name: p for p in reversed(self.people)}
        full = [(p.words[-1], p) for p in self.people if len(p.words) > 1]
        self._fragile = [(surname, p) for surname, p in full if len(surname) >= MISSPELT]
        self.aliases = {word: people[0] for word, people in seen.items() if len(people) == 1}
        lexicon = self.passage.lexicon
        letters = (*lexicon.conjunctions, *lexicon.prepositions)
        attached = {c + alias: (p, len(c)) for alias, p in self.aliases.items() for c in letters}
        self.surnames = attached | {alias: (p, 0) for alias, p in self.aliases.items()}

    def person(self, first: int, last: int) -> Person | None:
        """Whose name stands at tokens [first, last)."""
        return self._spans.get((first, last))

    def holder(self, office: str, field_: str, country: str | None, at: int) -> Person | None:
        """The one who holds an office, of a nation where that is said; None where it could be several."""
        fitting = [
            p
            for p in self.people
            if (office, field_) in p.offices and (country is None or p.country == country)
        ]
        if not fitting and not field_:
            fitting = [
                p
                for p in self.people
                if p.first < at
                and any(o == office for o, _ in p.offices)
                and (country is None or p.country == country)
            ]
        if country is None and len(fitting) > 1:
            before = [p for p in fitting if p.first < at]
            fitting = before[-1:]
        return fitting[0] if len(fitting) == 1 else None

    def named(self, name: str) -> Person | None:
        return self._by_name.get(name)

    def again(self, word: Word) -> tuple[Person | None, int]:
        """Whose surname a word is, and how many letters are attached before it."""
        # Remembered, as most words of a text recur.
        known = self._guesses.get(word.folded)
        if known is None:
            known = self._guesses[word.folded] = self._recall(word)
        return known

    def _recall(self, word: Word) -> tuple[Person | None, int]:
        folded = word.folded
        if len(folded) < 3 or not word.kinds <= _NAMELIKE:
            return None, 0
        return self.surnames.get(folded) or (self._misspelt(folded), 0)

    def _misspelt(self, folded: str) -> Person | None:
        if len(folded) < MISSPELT:
            return None
        near = [p for surname, p in self._fragile if _near(surname, folded, 1)]
        return near[0] if len(near) == 1 else None


_NAMELIKE = frozenset(("given", "city"))


def _near(a: str, b: str, most: int) -> bool:
    return abs(len(a) - len(b)) <= most and Levenshtein.distance(a, b, score_cutoff=most) <= most
