"""Which names are of one person: those of one form, and across scripts those that can only mean each other.

An Arabic name and a Latin one share their consonants in one of the ways that they may sound, and their vowels
fit: what Arabic writes of them is heard in the Latin name, and what Latin writes twice is not left out. Where
several fit, only the best of both sides is taken, and nothing where it is not alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

from timeline.names.reading import Name, name_of

_PARTS = re.compile(r"(\[[^]]*\]|[A-Z])")
# Vowels that Latin letters leave no doubt about: long ones, and those at an end of a word.
_CLEAR = re.compile(r"[ou][ouw]|aa|ee|ii|[aeou][iy]|[aiouy][.]|[.][aeiouy]")
_VOWELS = str.maketrans("yow", "iuu")
# How badly vowels may fit, in all of a name. One of a single word must fit, and has so many consonants.
MOST, LEAST_ALONE = 2, 3


def linked(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of pairs of an Arabic and a Latin name that may be the same: each form, by the one for all.

    The pairs are all that share consonants, in any order.
    """
    fits: dict[tuple[str, str], int] = {}
    read: dict[str, Name] = {}
    for names in pairs:
        ours, theirs = map(name_of, names)
        cost = fit(ours, theirs)
        if cost is not None:
            both = ours.form, theirs.form
            fits[both] = min(cost, fits.get(both, MOST))
            read[ours.form], read[theirs.form] = ours, theirs
    best: dict[str, int] = {}
    for both, cost in fits.items():
        for form in both:
            best[form] = min(cost, best.get(form, MOST))
    agreed, fitting = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for (arabic, latin), cost in sorted(fits.items()):
        if cost == best[latin]:
            (agreed if cost == best[arabic] else fitting)[arabic].append(latin)
    stands: dict[str, str] = {}
    for arabic, latins in sorted(agreed.items()):
        if _alike(read[latin] for latin in latins):
            others = [one for one in fitting[arabic] if _alike([read[one], read[latins[0]]])]
            first = min(_root(stands, latin) for latin in (*latins, *others))
            for form in (arabic, *latins, *others):
                stands[_root(stands, form)] = first
    return {form: _root(stands, form) for form in stands}


def _root(stands: dict[str, str], form: str) -> str:
    while stands.get(form, form) != form:
        form = stands[form]
    return form


def _alike(names: Iterable[Name]) -> bool:
    """Whether Latin names differ just by vowels that are written for each other: Saif and Seif."""
    return all(
        any(_near(a, b) for a in one.sounds for b in other.sounds) for one, other in combinations(names, 2)
    )


def _near(one: str, other: str) -> bool:
    ours, theirs = _parts(f"{one}."), _parts(f"{other}.")
    return ours[1::2] == theirs[1::2] and all(
        a <= b or b <= a for a, b in zip(map(_heard, ours[::2]), map(_heard, theirs[::2]), strict=True)
    )


def _heard(vowels: str) -> set[str]:
    return set(vowels.translate(_VOWELS)) & {"a", "i", "u"}


def fit(arabic: Name, latin: Name) -> int | None:
    """How badly an Arabic and a Latin name fit; None where they are not the same name."""
    alone = len(arabic.words) == 1
    if alone != (len(latin.words) == 1):
        return None
    found = [
        cost
        for a in arabic.sounds
        for b in latin.sounds
        if (cost := misfit(a, b)) is not None and cost <= MOST
    ]
    if not found or (alone and (min(found) > 1 or not _says_enough(arabic.sounds[0]))):
        return None
    return min(found)


def _says_enough(sounds: str) -> bool:
    """Whether a single word has consonants enough, and a vowel, or is known as a name."""
    return "[" in sounds or (
        len(re.findall("[A-Z]", sounds)) >= LEAST_ALONE and bool(re.search("[awy]", sounds))
    )


def misfit(arabic: str, latin: str) -> int | None:
    """How badly the vowels of two names fit, 0 where they do; None where their consonants differ."""
    ours, theirs = _parts(arabic), _parts(f"{latin}.")
    if ours[1::2] != theirs[1::2]:
        return None
    return sum(_between(a, b) for a, b in zip(ours[::2], theirs[::2], strict=True))


@lru_cache(maxsize=1 << 14)
def _parts(sounds: str) -> list[str]:
    """Vowels and consonants in turn."""
    return _PARTS.split(sounds)


def _between(arabic: str, latin: str) -> int:
    """How badly the vowels between two consonants fit; a dot is where a Latin word ends."""
    cost = 0
    if "w" in arabic and not re.search("[ouw]", latin):
        cost += 1 if "e" in latin else 3
    if "y" in arabic and not re.search("[iy]|e(?![.])", latin):
        cost += 1 if re.search("[ae]", latin) else 2 if "u" in latin else 3
    if "a" in arabic and "a" not in latin:
        cost += 1 if re.search("[eou]", latin) or ("y" in arabic and "i" in latin) else 3
    if "h" in arabic and not re.search("[ae]", latin):
        cost += 2
    if (not arabic.strip(".") and _CLEAR.search(latin)) or ("a." in latin and not re.search("[ah']", arabic)):
        cost += 2
    return cost
