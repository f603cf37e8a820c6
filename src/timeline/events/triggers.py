"""Which words tell of something happening here: the candidates whose context says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.events.candidates import VERBAL, Candidate, candidates, needed_word
from timeline.events.clauses import Clauses
from timeline.events.event import EventType, Modality
from timeline.events.evidence import ENOUGH, reasons, score_of
from timeline.events.filter import Filter, Weighed, confirmed
from timeline.events.lexicon import Family, Reading
from timeline.events.modality import modality_of
from timeline.events.passage import Passage, Sentence
from timeline.events.scene import Scene, of_sport, open_scene
from timeline.events.subject_first import undergoes

# A statement is an event of its own only in so many sentences from the beginning.
NEWS = 2
# How far before its object a verb may stand whose subject comes between, in tokens.
FAR = 28
# How close behind a verb that says little by itself what it does may be told, in tokens.
CARRIED = 4
# How far behind a verb of rise and fall may stand whose number it was.
COUNTED = 3
# What nobody does to people.
_BEFALLEN = ("disaster", "accident")
# What players and clubs do and suffer, in words that tell of something else elsewhere.
_PLAYED = frozenset(
    (
        EventType.AGREE,
        EventType.COOPERATE,
        EventType.SANCTION,
        EventType.CEREMONY,
        EventType.ECONOMY,
        EventType.HEALTH,
    )
)
# The verbs that can carry an event noun.
_CARRIERS = ("light", "occur")
# What a noun stands behind, and no verb.
_GOVERN_NOUNS = frozenset(("in", "toward", "of", "when"))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells an event. `governor`: the token of the verb that carries it, which may be itself."""

    token: int
    reading: Reading
    family: Family
    verbal: bool
    scene: Scene
    modality: Modality
    governor: int | None
    score: float
    needed: int | None
    plan: int | None
    passive: bool
    timely: bool  # whether a time stands near it

    @property
    def sentence(self) -> Sentence:
        return self.scene.sentence

    @property
    def number(self) -> int:
        return self.scene.number

    @property
    def clauses(self) -> Clauses:
        return self.scene.clauses


def find_triggers(passage: Passage, judge: Filter | None = None) -> list[Trigger]:
    """All triggers of a text that tell of an event, in text order; with a filter, where it confirms them."""
    found: list[Trigger] = []
    for number, sentence in enumerate(passage.sentences):
        here = list(candidates(passage, sentence))
        if not here:
            continue
        scene = open_scene(passage, number)
        told = confirmed(judge, scene, weighed(scene, here))
        told = [w for w in told if not (w.family.plain and _carries_one(w, told)) and not _needed(w, told)]
        found += (_trigger(scene, w) for w in told)
    return [t for t in found if not t.family.statement or _is_the_news(t, found)]


def weighed(scene: Scene, here: list[Candidate]) -> list[Weighed]:
    """The candidates of a sentence with what the rules say of each, but for those only wished for."""
    before: Candidate | None = None
    out = []
    for c in here:
        governor = c.token if c.verbal else _governor(scene, c)
        modality = modality_of(scene, c, governor)
        if modality is None or _says_nothing(scene, c, modality):
            continue
        points = tuple(reasons(scene, c, governor, modality, before))
        score = score_of(c.family, points)
        if score >= ENOUGH:
            before = c
        out.append(Weighed(c, _by_cause(scene, c), modality, governor, points, score))
    return out


def _says_nothing(scene: Scene, c: Candidate, modality: Modality) -> bool:
    """Whether a verb says little by itself and tells what was not done, or what "I" and "we" do or say."""
    unsaid = modality == Modality.NEGATED and not scene.leads
    ours = c.reading.sense.tense == "we"
    return (c.family.plain and (unsaid or ours)) or (c.family.statement and ours)


def _carries_one(verb: Weighed, told: Sequence[Weighed]) -> bool:
    """Whether a verb that says little by itself carries a noun that tells the event: `أقام دورة`."""
    i = verb.candidate.token
    return any(w.governor == i or 0 < w.candidate.token - i <= CARRIED for w in told if w is not verb)


def _needed(noun: Weighed, told: Sequence[Weighed]) -> bool:
    """Whether a noun is the word that a verb needs to tell another kind of event: "launched an appeal"."""
    i = noun.candidate.token
    return any(w.candidate.needed == i and w.family.group != noun.family.group for w in told)


def _trigger(scene: Scene, w: Weighed) -> Trigger:
    c = w.candidate
    return Trigger(
        token=c.token,
        reading=c.reading,
        family=w.family,
        verbal=c.verbal,
        scene=scene,
        modality=w.modality,
        governor=w.governor,
        score=w.score,
        needed=c.needed,
        plan=c.plan,
        passive=_passive(scene, c),
        timely="date near" in w.points,
    )


def _by_cause(scene: Scene, c: Candidate) -> Family:
    """The family as its cause has it: an explosion with a bomb is an assault, a death by flood is none."""
    family, whole = c.family, range(scene.sentence.first, scene.sentence.last)
    if family.armed is not None and scene.has("weapon", whole):
        return replace(family, type=family.armed)
    sport = family.type in _PLAYED and scene.has("about SPORT", whole) and of_sport(scene.passage)
    if sport and not scene.has("weapon", whole):
        return replace(family, type=EventType.SPORT)
    if family.type == EventType.OTHER:
        topic = next((t for t in scene.passage.lexicon.topics if scene.has(t, whole)), None)
        return family if topic is None else replace(family, type=scene.passage.lexicon.topics[topic])
    if family.type == EventType.ECONOMY and scene.has("toll", scene.after(c.token, COUNTED)):
        return replace(family, type=EventType.DEATH, group="death")  # `ارتفع عدد قتلى الزلزال`
    killing = family.role == "victim" and family.type == EventType.ASSAULT and not family.meant
    verb_first = scene.passage.lexicon.order == "vso"
    befell = killing and (scene.has("nature", whole) or _cause(scene) in _BEFALLEN)
    if befell and not scene.has("weapon", whole):
        group = "death" if verb_first else _cause(scene)
        does = c.verbal and not scene.has("be", scene.before(c.token, 2))
        sick = does and scene.has("sickness", whole)  # "the virus has killed 86 people"
        return replace(family, type=EventType.HEALTH if sick else EventType.DEATH, group=group)
    return family


def _cause(scene: Scene) -> str:
    """The group of what a sentence says people died of, where it tells that too: it is one event."""
    for i in scene.where(range(scene.sentence.first, scene.sentence.last), "event"):
        families = [r.sense.value for r in scene.passage.words[i].readings if r.sense.kind == "event"]
        if any(family.role == "victim" for family in families):
            continue  # who died of it
        groups = {family.group for family in families}
        for group in (*_BEFALLEN, "attack"):  # `تحطمت` is a crash, whatever "she smashes" would mean
            if group in groups:
                return group
    return "death"


def _is_the_news(t: Trigger, found: list[Trigger]) -> bool:
    """Whether saying so is what happened: nothing else that happened is told by it."""
    anywhere = t.scene.passage.lexicon.order == "svo" or t.timely
    return (anywhere or t.number < NEWS) and not any(o.scene is t.scene and o is not t for o in found)


def _passive(scene: Scene, c: Candidate) -> bool:
    """Whether a participle stands behind a form of "be": its subject suffers what it tells."""
    if scene.passage.lexicon.order != "svo" or c.reading.sense.tense not in ("past", "participle"):
        return False
    if scene.has("be", scene.before(c.token, 2)):
        return True
    if c.reading.sense.tense == "participle" and not scene.has("was", scene.before(c.token, 2)):
        return True  # "the troops sent to Mali"
    return c.verbal and undergoes(scene, c)


def _governor(scene: Scene, c: Candidate) -> int | None:
    """The light or occurrence verb that carries an event noun: before it, or soon after it."""
    i = c.token
    for j in reversed(scene.where(scene.before(i, 7), *_CARRIERS)):
        if not scene.clauses.same(j, i) or scene.clauses.between(j, i) > 3:
            break
        if _carries(scene, j):
            return j
    # `ترأس` with its long subject, offices and names, and then `اجتماعا`: the object of the clause's verb.
    if scene.passage.lexicon.order == "vso" and not (c.reading.article or c.reading.preposition):
        far = scene.where(scene.before(i, FAR), *_CARRIERS, "event", "say")
        first = next((j for j in far if scene.clauses.same(j, i)), None)
        if first is not None and "light" in scene.kinds(first) and _carries(scene, first):
            return first
    for j in scene.where(scene.after(i, 12 if scene.passage.lexicon.order == "svo" else 7), *_CARRIERS):
        if scene.clauses.between(i, j) > 8 or _tells_of_a_place(scene, i, j):
            break
        if j == i + 1 == c.needed and any(r.sense.tense == "noun" for r in scene.passage.words[j].readings):
            continue  # `توقيع عقد`: a contract, and nothing held
        if _carries(scene, j):
            return j
    return None


def _tells_of_a_place(scene: Scene, i: int, verb: int) -> bool:
    """Whether a relative clause is about a place behind an event: `اشتباك بمدينة السويس التي تقع`."""
    if "relative" not in scene.kinds(verb - 1):
        return False
    return any(scene.kinds(k) & {"city", "country", "place_kind"} for k in range(i + 1, verb - 1))


def _carries(scene: Scene, j: int) -> bool:
    kinds = scene.kinds(j)
    if not kinds & {"light", "occur"} or "when" in kinds or scene.kinds(j - 1) & _GOVERN_NOUNS:
        return False
    readings = scene.passage.words[j].readings
    return any(
        r.sense.kind in ("light", "occur")
        and r.sense.tense in VERBAL
        and (r.sense.needs is None or needed_word(scene.passage, scene.sentence, j, r.sense.needs))
        for r in readings
    )
