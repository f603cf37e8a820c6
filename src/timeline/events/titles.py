"""What is an event called: a headline of its own, in the language of the article."""

from __future__ import annotations

import re

from timeline.events.cast import Party
from timeline.events.clause_titles import LEADING, NAMED, belongs, clause, where
from timeline.events.event import Modality
from timeline.events.lexicon import Reading
from timeline.events.merging import Told
from timeline.events.passage import Passage

# No headline is longer, in words.
LONGEST = 12
# Before the next trigger an "and" begins what that one tells, in tokens.
LEFT_OVER = 5
# A verb in the future has at least so many letters.
SHORTEST_FUTURE = 5
# What a headline leaves off at.
_ENDS = frozenset(".!?؟،,;؛:…&*–—")
_STOPS = frozenset(("relative", "say", "when", "was"))
_ACCUSATIVE = re.compile("(?:اً|ًا)$")
_UNMARKED = "ا"  # the same without its mark
_PASSED_OVER = frozenset("()[]«»\"“”'`’‘")


def headline(passage: Passage, one: Told) -> str:
    """At most twelve words: what happened, who, and what it was about or where."""
    titles = passage.lexicon.titles
    tail = _agreeing(passage, one, _complement(passage, one))
    leading: tuple[str, ...] = LEADING
    if one.trigger.family.role == "victim" and one.trigger.reading.suffix:
        leading = (*LEADING, "victim")  # what a pronoun stands for has to be named
    names = [_behind_a_noun(passage, p) for p in one.parties if p.role in leading][:NAMED]
    missing = titles["and"].join(n for n in names if not _mentions(tail, n))
    if titles["style"] == "verb":
        words = clause(passage, one, tail)
    else:
        words = _as_noun_phrase(passage, one, missing, len(names), tail)
        words = _not(passage, one, words)
    place = one.place
    if place is not None and not _mentions(words, place.name) and len(words) + 2 <= LONGEST:
        words += [where(passage, place), *place.name.split()]
    words = [w for w in words if w][:LONGEST]
    _trim(words, passage.lexicon.dangling)
    text = " ".join(words)
    return text[:1].upper() + text[1:]


# How far before a trigger the word may stand that denies it or calls it off; the nearest one does.
DENIED_WITHIN = 12


def _not(passage: Passage, one: Told, words: list[str]) -> list[str]:
    """A noun phrase that says that it was not: `عدم قصف المدينة`, `إلغاء زيارة الوزير`, `نفي إرسال قوات`."""
    titles, i = passage.lexicon.titles, one.trigger.token
    if one.modality != Modality.NEGATED or "not" not in titles:
        return words
    before = reversed(one.trigger.scene.before(i, DENIED_WITHIN))
    hows = (how for k in before for how in ("not", "cancel", "deny") if how in passage.words[k].kinds)
    return [titles[next(hows, "not")], *words]


def _as_noun_phrase(passage: Passage, one: Told, names: str, number: int, tail: list[str]) -> list[str]:
    """What happened and who: names stand behind the noun, or where words describe it, behind these."""
    titles, noun = passage.lexicon.titles, _as_noun(passage, one)
    if not names or one.trigger.verbal or one.trigger.reading.suffix or not _goes_on(passage, one):
        linked = f"{titles.get('of', '')} {names}" if names else ""
        return [*noun, *linked.split(), *tail]
    if one.trigger.governor is None or "light" not in passage.words[one.trigger.governor].kinds:
        return [*noun, *tail]
    room = LONGEST - len(noun) - len(names.split()) - 1
    between = titles.get("between", "") if one.trigger.family.mutual and number > 1 else ""
    by = f"{between} {names}" if between else _attached(passage, titles.get("by", ""), names)
    tail = tail[:room]
    _trim(tail, passage.lexicon.dangling)
    return [*noun, *tail, *by.split()]


def _behind_a_noun(passage: Passage, party: Party) -> str:
    """A party's name as the second of two nouns: several people are in another case there."""
    titles = passage.lexicon.titles
    head, _, rest = party.actor.name.partition(" ")
    ending = titles.get("nominative", "")
    if not ending or party.actor.kind != "group" or not head.endswith(ending):
        return party.actor.name
    return f"{head.removesuffix(ending)}{titles['genitive']} {rest}".strip()


def _attached(passage: Passage, letter: str, name: str) -> str:
    """A preposition written as one with a name: `ل` and `الشرطة` are `للشرطة`."""
    article = passage.lexicon.article
    return letter + (name[1:] if letter and article and name.startswith(article) else name)


def _goes_on(passage: Passage, one: Told) -> bool:
    """Whether the word right behind a noun describes it: `حريق جزئي`, `محاضرة بعنوان`."""
    i = one.trigger.token + 1
    if i < one.trigger.sentence.last and not one.trigger.reading.article and _definite(passage, i):
        return not any(p.mention.first == i for p in one.parties)  # `فعاليات المهرجان`
    if i == one.trigger.needed:
        return True  # `حفل افتتاح`
    return (
        i < one.following
        and passage.char(i).isalpha()
        and not passage.words[i].kinds
        and passage.times[i] < 0
        and not any(p.mention.first == i for p in one.parties)
    )


def _definite(passage: Passage, i: int) -> bool:
    return any(r.article and not r.conjunction and not r.preposition for r in passage.words[i].readings)


def _mentions(words: list[str], name: str) -> bool:
    return name.split()[-1] in " ".join(words)


def _as_noun(passage: Passage, one: Told) -> list[str]:
    """The trigger as a noun without attached letters: the verb's own noun, or the word as it stands."""
    trigger = one.trigger
    sense = trigger.reading.sense
    head = passage.lexicon.heads.get((sense.lemma, trigger.family.name))
    if trigger.verbal or trigger.reading.suffix:
        return [(head.noun or head.infinitive) if head else sense.lemma]
    return [_stripped(passage, trigger.token, trigger.reading)]


def _stripped(passage: Passage, token: int, reading: Reading) -> str:
    """A word of the text without the letters attached before it."""
    spelled = passage.spelled(token, token + 1)
    cut = reading.conjunction + len(reading.preposition)
    if reading.preposition and reading.article and spelled[cut : cut + 1] != passage.lexicon.article[:1]:
        return passage.lexicon.article + spelled[cut + 1 :]
    noun, lexicon = _ACCUSATIVE.sub("", spelled[cut:]), passage.lexicon
    without = lexicon.words.get(lexicon.fold(noun[:-1]), ()) if noun.endswith(_UNMARKED) else ()
    same = any(s.lemma == reading.sense.lemma and s.tense == "noun" for s in without)
    return noun[:-1] if same and reading.sense.number == 1 else noun


def _agreeing(passage: Passage, one: Told, tail: list[str]) -> list[str]:
    """What describes a noun in its case: `اجتماع عاجل` of `عقد اجتماعا عاجلا`."""
    trigger = one.trigger
    if not tail or passage.lexicon.titles["style"] == "verb" or not passage.char(trigger.token + 1).isalpha():
        return tail
    spelled = _ACCUSATIVE.sub(_UNMARKED, passage.spelled(trigger.token, trigger.token + 1))
    marked = spelled.endswith(_UNMARKED) and _as_noun(passage, one)[0] != spelled
    first = _ACCUSATIVE.sub(_UNMARKED, tail[0])
    known = passage.lexicon.frequency.get(passage.lexicon.fold(first[:-1])) is not None
    if trigger.verbal or not marked or not first.endswith(_UNMARKED) or not known:
        return tail
    return [first[:-1], *tail[1:]]


def _complement(passage: Passage, one: Told) -> list[str]:
    """The words right behind the trigger that say what it was about, up to a border or the next trigger."""
    trigger = one.trigger
    dangling = passage.lexicon.dangling
    out: list[str] = []
    skip = {k: p.mention.last for p in one.parties for k in (p.mention.first,) if p.role in LEADING}
    if passage.lexicon.titles["style"] == "verb" and (trigger.passive or not trigger.verbal):
        skip = {}  # "passed by the Senate", "visit of the president"
    elif passage.lexicon.titles["style"] == "verb" and any(k < trigger.token for k in skip):
        skip = {k: last for k, last in skip.items() if k < trigger.token}  # "Obama meets Putin"
    if not trigger.verbal and passage.lexicon.titles["style"] == "noun" and _goes_on(passage, one):
        skip = {}
    i = trigger.token + 1
    end = min(_goes_until(passage, one), i + 18)
    if trigger.needed is not None and trigger.needed >= end:
        end = min(trigger.needed + 2, trigger.sentence.last)  # "carried out 29 strikes": never without these
    opened = not trigger.family.statement
    if not opened:
        said = (k for k in range(i, min(end, i + 25)) if "that" in passage.words[k].kinds)
        i = next(said, i)
        end = min(one.following, i + 18)
    while i < end and len(out) < LONGEST - 3:
        word = passage.words[i]
        if not trigger.verbal and passage.lexicon.titles["style"] == "verb" and not belongs(passage, one, i):
            break
        ending = one.following - i <= LEFT_OVER and "and" in word.kinds
        if ending and not any(p.mention.first in (i + 1, i + 2) for p in one.parties):
            break  # what another trigger tells begins here
        if passage.times[i] >= 0 and not _measured(passage, one, i):
            i += 1
            _trim(out, dangling)
            if i + 1 < end and passage.char(i) in "'’" and "possessive" in passage.words[i + 1].kinds:
                i += 2  # "in Tuesday's earthquake"
        elif i in skip:
            _trim(out, dangling)
            i = skip[i]
        elif not out and (meant := _taken_up(passage, one, i)):
            out += meant
            i += 1
        elif _left_out(passage, one, i) or ("honorific" in word.kinds and i + 1 in skip):
            i += 1
        elif out and _glued(passage, i):
            out[-1] += passage.spelled(i, i + 2).replace(" ", "")
            i += 2
        elif passage.char(i) in _PASSED_OVER or _encloses_time(passage, i):
            after_time = passage.times[i - 1] >= 0
            i += 1
            if out and after_time and i < end and not passage.words[i].kinds & {"in"}:
                break
        elif (
            passage.char(i) in _ENDS
            or _will(passage, i)
            or word.kinds & _STOPS
            or ("that" in word.kinds and opened)
        ):
            break
        else:
            opened = opened or "that" in word.kinds
            out += passage.spelled(i, i + passage.size(i)).split()
            i += passage.size(i)
    _trim(out, dangling)
    return out


def _taken_up(passage: Passage, one: Told, i: int) -> list[str]:
    """What "to it" right behind a verb means, where it stands before: `الاتفاقات التي توصل إليها`."""
    trigger, word = one.trigger, passage.words[i]
    preposition = passage.lexicon.resumptive.get(word.folded, "")
    k = trigger.token - 1
    while k > trigger.sentence.first and (passage.char(k) in "،," or "relative" in passage.words[k].kinds):
        k -= 1
    definite = passage.words[k].folded.startswith(passage.lexicon.article or "\0")
    behind = trigger.verbal and i == trigger.token + 1 and trigger.sentence.first <= k < trigger.token - 1
    if not (preposition and behind and definite and passage.times[k] < 0):
        return []
    return [preposition, passage.spelled(k, k + 1)]


def _left_out(passage: Passage, one: Told, i: int) -> bool:
    """Whether a headline says nothing less without a word."""
    aside = passage.words[i].folded in passage.lexicon.asides
    return aside or (i == one.trigger.needed and _says_the_same(passage, one, i))


def _says_the_same(passage: Passage, one: Told, i: int) -> bool:
    """Whether a word that a verb needs is the noun that a headline has for it: `لقي … مصرعهم`."""
    noun = passage.lexicon.fold(_as_noun(passage, one)[0])
    return one.trigger.verbal and passage.words[i].folded.startswith(noun)


def _measured(passage: Passage, one: Told, i: int) -> bool:
    """Whether a time is how much of something there was: "sentenced to 12 years"."""
    if passage.times[i] == one.when.expression or passage.lexicon.titles["style"] != "verb":
        return False
    first = i
    while passage.times[first - 1] == passage.times[i]:
        first -= 1
    last = i
    while last + 1 < len(passage.times) and passage.times[last] == passage.times[i]:
        last += 1
    counted = passage.char(first).isdigit() or "number" in passage.words[first].kinds
    return counted and bool(
        passage.words[first - 1].kinds & {"to", "of"} or "of" in passage.words[last].kinds
    )


def _goes_until(passage: Passage, one: Told) -> int:
    """Where what a headline may take in ends: at the next verb, or at an event that "and" joins to it."""
    last, k = one.trigger.sentence.last, one.following
    if k >= last or passage.lexicon.titles["style"] == "verb":
        return k
    readings = [r for r in passage.words[k].readings if r.sense.kind == "event"]
    noun = any(r.sense.tense in ("noun", "construct") and not r.conjunction for r in readings)
    return last if noun else k


def _will(passage: Passage, i: int) -> bool:
    """Whether an Arabic word that the lexicon does not know is a verb in the future: `سيجعل`."""
    lexicon, folded = passage.lexicon, passage.words[i].folded
    if not folded.startswith(lexicon.future) or len(folded) < SHORTEST_FUTURE:
        return False
    return any(
        folded.startswith(letter + person) and folded[len(letter) :] in lexicon.frequency
        for letter in lexicon.future
        for person in ("ي", "ت")
    )


def _glued(passage: Passage, i: int) -> bool:
    """Whether a mark stands inside a word or a number: 0.3, O'Neill, lay-off."""
    if not 0 < i < len(passage.starts) - 1 or passage.char(i).isalnum():
        return False
    if passage.char(i) in "'’" and "possessive" in passage.words[i + 1].kinds:
        return True  # "Jackson 's", as some agencies space it
    close = passage.ends[i - 1] == passage.starts[i] and passage.ends[i] == passage.starts[i + 1]
    return close and passage.char(i - 1).isalnum() and passage.char(i + 1).isalnum()


def _encloses_time(passage: Passage, i: int) -> bool:
    """Whether a comma only sets a time expression apart."""
    last = len(passage.times) - 1
    return passage.char(i) in "،," and (passage.times[i - 1] >= 0 or passage.times[min(i + 1, last)] >= 0)


def _trim(words: list[str], dangling: frozenset[str]) -> None:
    while words and words[-1] in dangling:
        words.pop()
