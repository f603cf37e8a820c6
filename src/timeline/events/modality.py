"""Did it really happen: what negation, denial, plans, claims and conditions in reach make of a trigger."""

from __future__ import annotations

from timeline.events.candidates import Candidate
from timeline.events.clauses import COMMA, SUBORDINATE
from timeline.events.event import BEFALLING, Modality
from timeline.events.passage import PREPOSITIONS, TIMED
from timeline.events.scene import Scene
from timeline.events.subject_first import by_gerund, called_off, calls_off, comes_first, to_come

# How far before a trigger a particle still governs it, and a verb that takes it as its object; in tokens.
PARTICLE, OBJECT = 3, 5
# "would have been the first meeting": particles and auxiliaries before a noun that is only thought of.
THOUGHT = 5
# How far before a verb "was" may stand, how far a claim before what it claims, how far a plan behind a noun.
WAS, CLAIM, PLAN = 8, 20, 8
# How far before a verb in the present one in the future may stand whose account it goes on with.
ANNOUNCED = 25
_PRESENT = ("present", "we", "base")
# How near a verb it may stand how often something is done, in tokens.
HABIT = 12
# How far before a verb "how many" may stand.
ASKED = 6


def modality_of(scene: Scene, c: Candidate, governor: int | None) -> Modality | None:
    """The modality of a candidate; None where it is only wished for, feared or spoken of."""
    if _asked(scene, c):
        return None
    if scene.has("if", scene.after(c.token, PARTICLE)) or (c.verbal and calls_off(scene, c.token)):
        return None
    if _denied(scene, c):
        return Modality.NEGATED
    own = _by_verb(scene, c, governor)
    if own in (None, Modality.NEGATED):
        return own
    if not c.verbal:
        own = _by_noun(scene, c, own or Modality.HAPPENED)
    if own in (Modality.HAPPENED, Modality.ONGOING) and _claimed(scene, c.token):
        return Modality.ALLEGED
    return own


def _asked(scene: Scene, c: Candidate) -> bool:
    """Whether what a verb tells is asked for: "how many people have died"."""
    if scene.passage.lexicon.order != "svo" or not c.verbal:
        return False
    return any(
        "asks" in scene.kinds(k) and scene.clauses.same(k, c.token) for k in scene.before(c.token, ASKED)
    )


def _tense(scene: Scene, c: Candidate, verb: int) -> tuple[str, bool, str]:
    """The verb's tense, whether it is marked as future, and the letter attached before it."""
    if verb == c.token:
        return c.reading.sense.tense, c.reading.future, c.reading.preposition
    carriers = (r for r in scene.passage.words[verb].readings if r.sense.kind in ("light", "occur"))
    r = next(carriers)
    if scene.passage.lexicon.order == "svo" and not scene.kinds(verb - 1) & {"to", "soon", "maybe"}:
        done = ("past", "participle") if scene.has("was", scene.before(verb, 2)) else ("past",)
        r = next((other for other in (r, *carriers) if other.sense.tense in done), r)  # "hit", "a fait"
    return r.sense.tense, r.future, r.preposition


def _by_verb(scene: Scene, c: Candidate, verb: int | None) -> Modality | None:
    if verb is None:
        return Modality.HAPPENED
    tense, future, attached = _tense(scene, c, verb)
    directly = scene.kinds(verb - 1)
    around: set[str] = set()
    for k in reversed(scene.before(verb, PARTICLE)):
        if k < verb - 1 and scene.clauses.between(k, verb) >= SUBORDINATE:
            continue
        around |= scene.kinds(k)
        if scene.kinds(k) & {"that", "relative"}:
            break
    if "if" in around and "not" in around:
        return None  # `حتى لو لم تسدد`
    if "not" in around and ("relative" not in around or "not" in directly):
        leaves = scene.passage.lexicon.order == "svo" and verb > c.token and "happen" not in scene.kinds(verb)
        return Modality.HAPPENED if leaves else Modality.NEGATED  # "the attack left nobody hurt"
    if scene.has("hedge", scene.before(verb, OBJECT)):
        return None if scene.has("if", range(scene.sentence.first, verb)) else Modality.ALLEGED
    if scene.passage.lexicon.order == "svo" and tense in ("past", "participle"):
        if "maybe" in around and "was" in around:
            return Modality.CONDITIONAL  # "may be banned", "might have been killed"
        if "be" in directly and "to" in scene.kinds(verb - 2):
            wished = scene.has("intend", scene.before(verb - 2, 2 * OBJECT))
            return None if wished else Modality.SCHEDULED  # "is to be tried"
    if "due" in around and not scene.has(TIMED, range(verb, scene.sentence.last)):
        return None  # "devait payer": a duty perhaps, where no time makes it a plan
    if future or tense == "future" or "soon" in around:
        return Modality.SCHEDULED
    if "if" in around:
        return None
    if tense == "gerund":
        return by_gerund(scene, verb, c.family.sure)
    if tense in _PRESENT:
        return _by_present(scene, c, verb, attached, directly, around)
    return Modality.HAPPENED


def _by_present(
    scene: Scene, c: Candidate, verb: int, attached: str, directly: frozenset[str], around: set[str]
) -> Modality | None:
    if "to" in directly or attached:
        return _infinitive(scene, verb)
    if "just" in around:
        return Modality.HAPPENED  # "il venait d'inaugurer"
    if "maybe" in around:
        return Modality.CONDITIONAL
    if "done" in around:
        return None  # `قد يزور`: perhaps
    if scene.passage.lexicon.order == "vso" and any(
        r.future for k in scene.before(verb, ANNOUNCED) for r in scene.passage.words[k].readings
    ):
        return Modality.SCHEDULED  # `سيصل إلى الدوحة ثم يزور مسقط`
    if scene.passage.lexicon.order == "svo":
        told = "occur" in scene.kinds(verb) and "begin" not in scene.kinds(verb) and verb != c.token
        return Modality.HAPPENED if told else Modality.ONGOING  # "a quake hits the island"
    if _habitual(scene, verb):
        return None
    was = any(scene.clauses.same(k, verb) for k in scene.where(scene.before(verb, WAS), "was"))
    return Modality.HAPPENED if was or "was" in around else Modality.ONGOING


def _habitual(scene: Scene, verb: int) -> bool:
    """Whether a verb in the present tells what is done again and again: `يزورون المتنزه كل عام`."""
    near = range(max(scene.sentence.first, verb - HABIT), min(scene.sentence.last, verb + HABIT))
    again = scene.where(near, "habit", TIMED)
    return any(
        scene.clauses.same(k, verb) and ("habit" in scene.kinds(k) or "generic" in scene.kinds(k))
        for k in again
    )


def _infinitive(scene: Scene, verb: int) -> Modality | None:
    """What somebody plans to do is scheduled; what somebody wants, asks for or fears is nothing yet."""
    if scene.passage.lexicon.order == "svo" and comes_first(scene, verb):
        return Modality.HAPPENED
    if scene.passage.lexicon.nouns_join and "is" in scene.kinds(verb - 2):
        return Modality.SCHEDULED  # "is to step down"
    for k in reversed(scene.before(verb, 2 * OBJECT)):
        if scene.kinds(k) & {"plan", "soon"}:
            return Modality.SCHEDULED
        if scene.kinds(k) & {"intend", "maybe", "generic"}:
            return None
    return None


def _by_noun(scene: Scene, c: Candidate, own: Modality) -> Modality | None:
    i = c.token
    if any(scene.clauses.same(k, i) for k in scene.where(scene.before(i, OBJECT), "cancel")):
        return Modality.NEGATED
    if scene.passage.lexicon.order == "svo" and called_off(scene, i):
        return Modality.NEGATED
    if scene.passage.lexicon.order == "svo":
        if scene.has("maybe", scene.before(i, THOUGHT)):
            return None
        if own == Modality.HAPPENED and to_come(scene, c):
            return Modality.SCHEDULED
    if c.plan is not None:
        before = scene.before(c.plan, PLAN)
        if scene.has("was", before) or scene.has("generic", before):
            return None  # `كانت تعتزم`, `هل تعتزم`
        return Modality.NEGATED if scene.has("not", scene.before(c.plan, PARTICLE)) else Modality.SCHEDULED
    for k in reversed(scene.before(i, PARTICLE)):
        kinds = scene.kinds(k)
        if scene.clauses.between(k, i) > COMMA or "relative" in kinds:
            break
        if "not" in kinds and (k == i - 1 or "generic" in scene.kinds(i - 1)):
            return Modality.NEGATED
        if kinds & {"plan", "soon"}:
            return Modality.SCHEDULED
        if kinds & {"if", "maybe"}:
            return None
    # Nobody plans a disaster: what will be done behind "Tuesday's earthquake" is something else.
    planned = scene.passage.lexicon.order == "vso" or c.family.type not in BEFALLING
    for k in scene.where(scene.after(i, PLAN), "soon", "event"):
        if planned and "soon" in scene.kinds(k) and scene.clauses.between(i, k) < SUBORDINATE:
            return Modality.SCHEDULED
        if "event" in scene.kinds(k) and any(
            r.sense.tense == "past" for r in scene.passage.words[k].readings
        ):
            break
    soon_after = scene.after(i, 2)
    if scene.passage.lexicon.order == "vso" and scene.has("not", soon_after):
        # `موجة حر لم تشهدها منذ سنوات` has come: with a pronoun, what is not is its like.
        occurs = (r for k in scene.where(soon_after, "occur") for r in scene.passage.words[k].readings)
        if any(r.sense.kind == "occur" and not r.suffix for r in occurs):
            return Modality.NEGATED
    return own


def _denied(scene: Scene, c: Candidate) -> bool:
    """Whether a verb of denial governs the candidate: as its object, or in the clause that it takes."""
    i = c.token
    for k in scene.where(range(scene.sentence.first, i), "deny"):
        if (i - k <= PARTICLE and not c.verbal) or _object_of(scene, k, i) or _doing(scene, c, k):
            return True
        border = next((m for m in range(k + 1, min(k + 9, i)) if "that" in scene.kinds(m)), None)
        if border is not None:
            beyond = any(scene.kinds(m) & {"that", "relative"} for m in range(border + 1, i))
            # "after the attack": what is denied is said of a time at which there was one
            return not beyond and not scene.has("when", range(max(border, i - 2), i))
    return False


# How close behind a verb of denial stands what somebody denies having done.
DONE = 3


def _doing(scene: Scene, c: Candidate, verb: int) -> bool:
    """Whether somebody denies doing it: "denied killing", "a démenti avoir envoyé"."""
    passage, i = scene.passage, c.token
    if passage.lexicon.order != "svo" or not c.verbal or not verb < i <= verb + DONE:
        return False
    between = range(verb + 1, i)
    helps = all(passage.char(k).islower() and not scene.kinds(k) & {"determiner", "that"} for k in between)
    return helps and c.reading.sense.tense in (
        ("gerund",) if verb + 1 == i else ("gerund", "participle", "past")
    )


# How far behind a verb of denial its object may stand, with who denies it and when between them.
DENIED = 10


def _object_of(scene: Scene, verb: int, i: int) -> bool:
    """Whether a deed is the object of a verb that comes first: `نفت وزارة الدفاع أمس قصف مستشفى`."""
    passage = scene.passage
    if passage.lexicon.order != "vso" or i - verb > DENIED or scene.clauses.between(verb, i):
        return False
    if not any(r.sense.tense in ("noun", "construct") for r in passage.words[i].readings):
        return False
    first = i - 1 if scene.kinds(i - 1) & {"occur", "generic", "event", "light"} and i - 1 > verb else i
    governed = scene.kinds(first - 1) & PREPOSITIONS or any(
        r.preposition for r in passage.words[first].readings
    )
    told = (
        r.sense.tense in ("past", "present")
        for k in range(verb + 1, first)
        if passage.times[k] < 0
        for r in passage.words[k].readings
        if r.sense.kind in ("event", "say")
    )
    return not governed and not any(told)


def _claimed(scene: Scene, i: int) -> bool:
    """Whether a place is in the clause of a claim."""
    for k in scene.where(scene.before(i, CLAIM), "claim")[:1]:
        borders = len(scene.where(range(k + 1, i), "that"))
        return borders == 1 and scene.clauses.between(k, i) <= SUBORDINATE + COMMA + 1
    return False
