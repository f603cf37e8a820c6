"""What speaks for an event in a language whose subject stands before its verb, beside what holds in any.

There a participle may only describe ("confirmed cases"), the one whom a noun belongs to may stand before it
("the Haiti earthquake"), and what goes on is told by "is" and a gerund.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from timeline.events.candidates import Candidate, laid_to
from timeline.events.clauses import COMMA
from timeline.events.event import EventType, Modality
from timeline.events.scene import Scene

WEIGHTS = {
    # of verbs
    "in progress": 3.0,
    "only describes": -4.0,
    "done by somebody": 1.0,
    "is to be done": 1.0,
    # of nouns
    "of somebody known": 2.5,
    "where it was": 2.0,
    "counted": 0.5,
    "before another noun": -1.5,
}

_SOMEBODY = frozenset(("group", "organisation", "title", "nation", "country", "city", "named", "given"))
# What may stand between a subject and its verb.
_QUOTES = frozenset("`\"“‘',")
_AUXILIARY = frozenset(("was", "be", "done", "soon", "not", "now", "aside"))
# What only a noun follows.
_BEFORE_NOUN = frozenset(("known", "article", "of", "with", "in", "from", "toward", "generic"))
# What a noun that stands for itself is followed by.
_BEHIND_NOUN = frozenset(
    (
        "of",
        "in",
        "by",
        "with",
        "against",
        "toward",
        "from",
        "between",
        "when",
        "that",
        "relative",
        "and",
        "or",
    )
) | frozenset(
    ("was", "not", "event", "light", "occur", "say", "plan", "soon", "maybe", "if", "to", "determiner")
)
# How far behind a noun the one may begin whom it belongs to, and how far before it.
OWNER_WITHIN, OWNED_WITHIN = 5, 4
# How far behind a noun it may be called off.
CALLED_OFF_WITHIN = 14


def of_verb(scene: Scene, c: Candidate, modality: Modality) -> Iterator[str]:
    """The names of the points that hold for a verb."""
    i = c.token
    glued = scene.passage.char(i - 1) == "-" and scene.passage.ends[i - 1] == scene.passage.starts[i]
    if glued and i - 1 > scene.sentence.first and scene.passage.lexicon.nouns_join:
        yield "only describes"  # "no-fly zone"
    elif c.reading.sense.tense == "gerund":
        if c.family.statement:
            yield "only describes"
    elif c.reading.sense.tense in ("past", "participle") and _only_describes(scene, i):
        yield "only describes"
    if modality == Modality.SCHEDULED and "to" in scene.kinds(i - 1) and "soon" in scene.kinds(i - 2):
        yield "is to be done"
    if not c.family.sure and _done_by_somebody(scene, i):
        yield "done by somebody"


def undergoes(scene: Scene, c: Candidate) -> bool:
    """Whether a participle without "be" tells what its subject suffers: "men arrested in Lyon", "sold by"."""
    behind, before = scene.kinds(c.token + 1), scene.kinds(c.token - 1)
    if "by" in behind:
        return True
    if before & (_AUXILIARY | {"and", "pronoun", "relative"}) or c.family.mutual:
        return False
    suffers = c.family.role == "victim" and c.family.name != "die"
    whole = suffers or c.family.name in ("arrest", "seize") or scene.passage.char(c.token - 1) == ","
    return whole and bool(behind & (_LINKS if scene.passage.char(c.token - 1) == "," else _AT))


def of_noun(scene: Scene, c: Candidate) -> Iterator[str]:
    """The names of the points that hold for a noun."""
    i = c.token
    joined = _before_noun(scene, i)
    if (_owned(scene, i) and not joined) or _has_owner(scene, i):
        yield "of somebody known"
    if _placed(scene, i):
        yield "where it was"
    if scene.passage.char(i - 1).isdigit() or "number" in scene.kinds(i - 1):
        yield "counted"
    if joined:
        yield "before another noun"


def by_gerund(scene: Scene, verb: int, sure: bool) -> Modality | None:
    """What a gerund tells: "is sending" goes on; "was sending", "had begun sending", ", killing two" did."""
    before = scene.kinds(verb - 1)
    if "is" in before:
        return Modality.ONGOING
    if before & {"was", "when"} or any("begin" in scene.kinds(k) for k in scene.before(verb, 2)):
        return Modality.HAPPENED
    if scene.passage.char(verb - 1) == ",":
        return _by_main_verb(scene, verb)
    if before & {"say", "deny"} or _said(scene, verb - 1):
        return Modality.HAPPENED  # "admitted giving"
    if before & {"of", "with"}:
        charge = laid_to(scene.passage, scene.sentence, verb - 1)
        if "proven" in charge:
            return Modality.HAPPENED  # "convicted of killing"
        if charge & {"claim", "event"}:
            return Modality.ALLEGED  # "accused of killing", "charged with stealing"
    if sure and (before & _SOMEBODY or scene.passage.char(verb - 1).isupper()):
        return Modality.ONGOING  # "police investigating the death"
    return None


def called_off(scene: Scene, i: int) -> bool:
    """Whether a verb behind a noun says that it was called off: "the talks in Paris were cancelled"."""
    for k in scene.after(i, CALLED_OFF_WITHIN):
        if not scene.clauses.same(i, k):
            return False
        if "cancel" in scene.kinds(k):
            return bool(scene.kinds(k - 1) & {"was", "be"})
    return False


# What is announced before it is held.
_HELD = frozenset(
    (EventType.ELECTION, EventType.CONSULT, EventType.SPORT, EventType.CULTURE, EventType.CEREMONY)
)


def to_come(scene: Scene, c: Candidate) -> bool:
    """Whether something that is held is only spoken of ahead: "days before the election", with no date."""
    if c.family.type not in _HELD or not scene.has("before", scene.before(c.token, OWNER_WITHIN)):
        return False
    return not any(scene.timed(k) for k in scene.after(c.token, OWNER_WITHIN))


def calls_off(scene: Scene, i: int) -> bool:
    """Whether a verb calls off what its clause names: then that is the event."""
    if scene.passage.lexicon.order != "svo" or "cancel" not in scene.kinds(i):
        return False
    near = (*scene.before(i, CALLED_OFF_WITHIN), *scene.after(i, CALLED_OFF_WITHIN // 2))
    return any(
        r.sense.kind == "event" and r.sense.tense == "noun"
        for k in near
        if scene.clauses.same(i, k)
        for r in scene.passage.words[k].readings
    )


def _said(scene: Scene, k: int) -> bool:
    readings = scene.passage.words[k].readings if k >= scene.sentence.first else ()
    return any(
        r.sense.kind == "event" and r.sense.value.statement and r.sense.tense == "past" for r in readings
    )


def _by_main_verb(scene: Scene, verb: int) -> Modality | None:
    """What a gerund behind a comma tells, as the verb before it has it."""
    for k in range(verb - 2, scene.sentence.first - 1, -1):
        if "soon" in scene.kinds(k) or "maybe" in scene.kinds(k):
            return None
        was = "was" in scene.kinds(k) and "is" not in scene.kinds(k)
        if was or any(r.sense.tense == "past" for r in scene.passage.words[k].readings):
            return Modality.HAPPENED
    return None


def comes_first(scene: Scene, verb: int) -> bool:
    """Whether an infinitive tells what was done first or last: "the latest country to confirm cases"."""
    return "to" in scene.kinds(verb - 1) and scene.has("rank", scene.before(verb - 1, OWNER_WITHIN))


_BEFORE_WHAT_IS_NEW = frozenset(("of", "in", "by", "was", "with", "and", "article"))


def definite(scene: Scene, i: int) -> bool:
    """Whether a noun is of what was told before: "the attack", "his death", "Jackson's death"."""
    for k in reversed(scene.before(i, 3)):
        kinds = scene.kinds(k)
        if "known" in kinds:
            return True
        elided = scene.passage.char(k) in "'’"  # "l'attaque"
        if not (elided or scene.passage.char(k).isalpha()) or kinds & _BEFORE_WHAT_IS_NEW:
            return False
    return False


def _only_describes(scene: Scene, i: int) -> bool:
    """Whether a participle stands where only a word before a noun does: "with confirmed cases"."""
    before, char = scene.kinds(i - 1), scene.passage.char(i - 1)
    if before & _BEFORE_NOUN and not before & {"relative", "number", "that", "was"}:
        return True
    if not scene.passage.lexicon.nouns_join:
        if i == scene.sentence.first and scene.passage.char(i).isupper():
            clause = takewhile(lambda k: scene.passage.char(k) != ",", range(i, scene.sentence.last))
            return not any(scene.timed(k) for k in clause)  # "Soutenue par Paris, la ministre …"
        elided = char in "'’" and "known" in scene.kinds(i - 2)
        return elided or (char.isdigit() and "group" in scene.kinds(i))  # "l'accusé", "400 détenus"
    counted = char.isdigit() or char == "-" or "number" in before or "be" in before or _adverb(scene, i - 1)
    readings = scene.passage.words[i + 1].readings if i + 1 < scene.sentence.last else ()
    noun = any(r.sense.kind in ("group", "event") and r.sense.tense == "noun" for r in readings)
    return counted and (noun or char == "-") and not scene.timed(i - 1)  # "250 wounded people"


def _done_by_somebody(scene: Scene, i: int) -> bool:
    k = i - 1
    while k > scene.sentence.first and (
        scene.kinds(k) & _AUXILIARY or _adverb(scene, k) or scene.passage.char(k) in _QUOTES
    ):
        k -= 1
    if k < scene.sentence.first:
        return False
    opens = k == scene.sentence.first and scene.passage.char(k).isupper()
    named = opens and not scene.passage.words[k].common
    return named or _capital(scene, k) or bool(scene.kinds(k) & _SOMEBODY)


def _adverb(scene: Scene, k: int) -> bool:
    return scene.passage.words[k].folded.endswith(scene.passage.lexicon.adverbs)


def _capital(scene: Scene, k: int) -> bool:
    return scene.passage.char(k).isupper() and scene.passage.times[k] < 0 and k > scene.sentence.first


_AT = frozenset(("in", "when", "during"))
_LINKS = _AT | {"of", "with", "against", "toward", "from"}


def _owned(scene: Scene, i: int) -> bool:
    """Whether the one whom a noun belongs to stands before it: "Jackson's death", "the Haiti earthquake"."""
    for k in reversed(scene.before(i, OWNED_WITHIN)):
        kinds = scene.kinds(k)
        if _capital(scene, k) or kinds & {"nation", "country", "city", "named", "possessive"}:
            return True
        if kinds & _BEHIND_NOUN or not scene.passage.char(k).isalnum():
            return False
    return False


def _has_owner(scene: Scene, i: int) -> bool:
    """Whether the one whom a noun belongs to stands behind it: "the trial of Dr Murray"."""
    if not scene.kinds(i + 1) & {"of", "by", "against"}:
        return False
    for k in scene.after(i + 1, OWNER_WITHIN - 1):
        if _capital(scene, k) or scene.kinds(k) & (_SOMEBODY - {"title"}):
            return True
        if scene.clauses.between(i, k) >= COMMA or scene.kinds(k) & {"that", "relative", "was"}:
            return False
    return False


def _placed(scene: Scene, i: int) -> bool:
    """Whether a place of its own stands right behind a noun: "the earthquake in Haiti"."""
    if "in" not in scene.kinds(i + 1):
        return False
    return any(_capital(scene, k) or scene.kinds(k) & {"country", "city"} for k in scene.after(i + 1, 3))


def _before_noun(scene: Scene, i: int) -> bool:
    """Whether a noun only says of which kind the next one is: "attack helicopters", "earthquake-hit"."""
    k = i + 1
    if k >= scene.sentence.last or scene.timed(k):
        return False
    char = scene.passage.char(k)
    if char == "-":
        return scene.passage.ends[i] == scene.passage.starts[k]
    word = scene.passage.words[k]
    if not char.isalpha() or char.isupper() or word.kinds & _BEHIND_NOUN or _adverb(scene, k):
        return False
    if word.folded.endswith("ed"):
        return False  # a verb that is not in the lexicon
    return scene.passage.lexicon.nouns_join and word.common
