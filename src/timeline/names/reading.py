"""What is read in a name as it is written: its own form, and how it may sound in the other script."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from math import prod

from timeline.names.sounds import ARABIC, Rule, consonants, plain, rules, sound
from timeline.names.territories import called, territory
from timeline.names.words import arabic_words, latin_words, may_be_a_name

# A form that begins so is the key of the name, too: that of a country is its English name.
FIXED = "= "
# How many ways a name may sound; more say nothing any more.
MOST = 24
# What may be otherwise in a plain Latin word: how it sounds then, written out.
_OTHERWISE = rules(
    (
        ("(?<=..)[dtspxz]$|(?<=r)g$", ""),
        ("(?<=..)[rtd]s$|(?<=..)rd$|(?<=..)nd$|(?<=.)er$", lambda m: m[0][0]),
        ("(?<!s)(?<!t)ch", "k"),
        ("(?<!s)(?<!t)ch", "kh"),
        ("w", "v"),
        ("z", "ts"),
        ("(?<=[aeiouy])s(?=[aeiouy])", "z"),
        ("^s(?=[aeiouy])", "z"),
        ("s$", "z"),
        ("(?<=..)(?:ai|ei|i)n$", "an"),
        ("^e(?=ss|tt|dd|zz|nn|rr|ch)", ""),
        ("ill", "iy"),
        ("v", "w"),
        ("j", "y"),
        ("j", "kh"),
        ("gh", ""),
        ("^el(?=.{4})", ""),
        ("(?<=[bdg])h", ""),
        ("gn", "gin"),
        ("^h(?=[aeiouy])|(?<=[aeiouy])h(?=[^aeiouy])", ""),
        ("^s(?=[tp])", "sh"),
        ("c(?=[ei])", "ch"),
        ("th", "s"),
        ("(?<=[aeiouy])([ts])h", r"\1eh"),
        ("dh", "z"),
        ("m(?=[bp])", "n"),
        ("z$", "ss"),
    )
)
_OTHERWISE_ARABIC = rules((("ق", "ج"), ("غ", "ك"), ("ث", "س"), ("[ذض]", "ز"), ("ظ", "ض")))
# Makes a Latin word what English and French transcribe alike: Poutine and Putin, Choïgou and Shoigu.
_FORM = rules(
    (
        ("(?<=..)e$", ""),
        ("([aeiouy])h$", r"\1"),
        ("tsch|tch|tsh|sch|ch|sh", "S"),
        ("kh", "X"),
        ("ph", "f"),
        ("gh", "g"),
        ("gu(?=[ei])", "g"),
        ("dj", "j"),
        ("[iey]+", "i"),
        ("[ouw]+", "u"),
        ("c(?=i)", "s"),
        ("[ckq]+", "k"),
    )
)
_SOUNDED = re.compile(r"\[[^]]*\]|[A-Z]")
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Name:
    """`form` is the same for the same name in its script; `sounds` are how it may sound, vowels and all.

    What is written as no name of a person sounds like none.
    """

    arabic: bool
    form: str
    words: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()

    @property
    def heard(self) -> list[str]:
        """Its consonants in each reading: names of two scripts that share one may be the same."""
        return list(dict.fromkeys(_skeleton(s) for s in self.sounds))

    @property
    def parts(self) -> list[str]:
        """What each word sounds like, to be found by one of them: in small letters what is a given name.

        Many given names share their consonants; that of one alone says little.
        """
        known = _known()
        heard = ((word, consonants(sound(word))) for word in self.words)
        return list(dict.fromkeys(said.lower() if word in known else said for word, said in heard))


@lru_cache(maxsize=1 << 16)
def name_of(text: str) -> Name:
    """What is read in a name."""
    arabic = ARABIC.search(text) is not None
    if code := territory(text):
        return Name(arabic, f"{FIXED}{called(code, 'en')}")
    words = arabic_words(text) if arabic else latin_words(text, lambda word: word in _known())
    if not words or not may_be_a_name(text):
        return Name(arabic, plain(text), tuple(words))
    form = " ".join(words if arabic else (_form(word) for word in words))
    return Name(arabic, form, tuple(words), _sounds(words, _OTHERWISE_ARABIC if arabic else _OTHERWISE))


@lru_cache(maxsize=1 << 16)
def _form(word: str) -> str:
    if word in _known():
        return _known()[word][0]
    for pattern, to, _ in _FORM:
        word = pattern.sub(to, word)
    return _DOUBLED.sub(r"\1", word)


def _sounds(words: Sequence[str], otherwise: Sequence[Rule]) -> tuple[str, ...]:
    each = [_heard(word, otherwise) for word in words]
    while prod(map(len, each)) > MOST:
        longest = max(range(len(each)), key=lambda n: len(each[n]))
        each[longest] = each[longest][:-1]
    return tuple(dict.fromkeys(".".join(parts) for parts in product(*each)))


@lru_cache(maxsize=1 << 16)
def _heard(word: str, otherwise: Sequence[Rule]) -> tuple[str, ...]:
    """The ways a word may sound; a name that is known stands in brackets, by its first Arabic spelling."""
    if word in _known():
        return tuple(f"[{name}]" for name in _known()[word])
    letters = set(word)
    spelled = [word]
    for pattern, to, speaks_of in otherwise:
        if not speaks_of.isdisjoint(letters):
            spelled.append(pattern.sub(to, word))
    return tuple(dict.fromkeys(sound(s) for s in dict.fromkeys(spelled)))


def _skeleton(sounds: str) -> str:
    """The consonants of a whole name, and what is in brackets."""
    bare = "".join(_SOUNDED.findall(sounds))
    return bare if bare and sounds[:1] == bare[:1] else f"A{bare}"


@cache
def _known() -> Mapping[str, tuple[str, ...]]:
    """The given names that a word may be, in either script."""
    given = tomllib.loads(files("timeline.names").joinpath("given.toml").read_text("utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for arabic, latin in given.items():
        spelled = arabic.split(" | ")
        for word in map(plain, (*spelled, *latin.split())):
            found[word] = (*found.get(word, ()), plain(spelled[0]))
    for word in [word for word in found if word[-1] == "n"]:  # Salmane, as French has it
        found.setdefault(f"{word}e", found[word])
    return found
