"""Which mentions tell of the same happening: each event once, as its best mention tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.events.cast import Party
from timeline.events.event import Modality, Place
from timeline.events.subject_first import definite
from timeline.events.triggers import Trigger
from timeline.events.when import When

# A definite mention ("the attack") may take up an event told at most so many sentences before.
TAKEN_UP_WITHIN = 6
# Its victims, or what the same parties did, may be told once more so soon.
RETOLD_WITHIN = 2
# An event is looked for among the last so many, and a mention compared with the last so many of it.
RECENT = 40
# How far before "that" the word may stand that tells the same, in tokens.
TOLD_WITHIN = 14
# What people die of is told with its deaths.
DEATH, DEADLY = "death", frozenset(("attack", "accident", "disaster"))
_REAL = (Modality.HAPPENED, Modality.ONGOING, Modality.ALLEGED)


@dataclass(slots=True)
class Told:
    """One mention of an event, with all that its sentence says of it."""

    trigger: Trigger
    when: When
    parties: list[Party]
    place: Place | None
    modality: Modality
    following: int  # the token of the next trigger of the sentence, or where the sentence ends
    names: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        kinds = ("person", "country", "organisation", "role")
        self.names = frozenset(p.actor.name for p in self.parties if p.actor.kind in kinds)

    @property
    def dated(self) -> int:
        """How well its date is known: 0 not at all, 1 by tense, 2 by an expression, 3 to the day."""
        if self.when.expression is None or not (self.when.interval.start or self.when.interval.end):
            return int(self.when.basis != "undated")
        return 3 if self.when.interval.days == 1 else 2


def merge(told: Sequence[Told]) -> list[list[Told]]:
    """The mentions grouped by happening, in text order; the first of each group is its best mention."""
    groups: list[list[Told]] = []
    fresh = {one.trigger.number for one in told if _introduced(one)}
    for one in told:
        several = sum(g[0].trigger.family.group == one.trigger.family.group for g in groups[-RECENT:]) > 1
        full = one.place is not None and one.when.expression is not None
        new = one.trigger.number in fresh and (several or full)
        group = next((g for g in reversed(groups[-RECENT:]) if _same(g[-RECENT:], one, new)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return [sorted(g, key=_rank) for g in groups]


def _rank(one: Told) -> tuple[bool, int, int, bool, bool, bool, int]:
    return (
        one.trigger.family.plain,
        -one.dated,
        -min(len(one.names), 4),
        one.place is None,
        one.trigger.family.role == "victim",
        one.trigger.needed is not None and one.trigger.needed < one.trigger.token,  # "the summit was held"
        one.trigger.token,
    )


def _introduced(one: Told) -> bool:
    """Whether a noun speaks of something for the first time: `في هجوم`, and not `في الهجوم`."""
    t = one.trigger
    known = t.reading.article or t.reading.suffix or t.scene.has("determiner", t.scene.before(t.token, 1))
    known = known or _taken_up(one)
    return t.family.grouped and not t.verbal and t.family.role != "victim" and not known


def _same(group: list[Told], one: Told, new: bool) -> bool:
    if not any(_of_one_kind(other, one) for other in group):
        return False
    if any(_conflict(other, one) for other in group):
        return False
    return any(_linked(other, one, new) for other in group)


# How far before "that" the noun may stand that it goes on with, in tokens.
GOES_ON = 3


def _tells_more_of(a: Told, b: Told) -> bool:
    """Whether a verb that says little only goes on with what was told: `تغلب في المباراة التي أقيمت أمس`."""
    t = b.trigger
    if t.scene is not a.trigger.scene or not (t.family.plain and t.verbal) or a.trigger.token > t.token:
        return False
    pronoun = t.token - 1
    if "relative" not in t.scene.kinds(pronoun) or pronoun - a.trigger.token > TOLD_WITHIN:
        return False
    return t.scene.has("event", t.scene.before(pronoun, GOES_ON))


def _one_verb(a: Told, b: Told) -> bool:
    """Whether both are told by one verb, though what stands beside it makes two families of it."""
    lemma = a.trigger.reading.sense.lemma
    return a.trigger.verbal and b.trigger.verbal and lemma == b.trigger.reading.sense.lemma


def _of_one_kind(a: Told, b: Told) -> bool:
    """Whether two mentions can tell of one happening: what killed, and who died of it, too."""
    ours, theirs = a.trigger.family, b.trigger.family
    if ours.group == theirs.group or _one_verb(a, b) or _tells_more_of(a, b):
        return True
    deaths = [one for one in (a, b) if one.trigger.family.group == DEATH]
    if len(deaths) != 1 or {ours.group, theirs.group}.isdisjoint(DEADLY):
        return False
    return a.trigger.number == b.trigger.number or (deaths == [b] and bool(b.trigger.reading.suffix))


def _conflict(a: Told, b: Told) -> bool:
    if (a.trigger.number != b.trigger.number and _another(b)) or _besides(b):
        return True
    if _counted(a) and _counted(b) and _counted(a) != _counted(b):
        return True
    if (a.modality in _REAL) != (b.modality in _REAL) or (a.modality == Modality.NEGATED) != (
        b.modality == Modality.NEGATED
    ):
        return True
    if (
        a.when.expression is not None
        and b.when.expression is not None
        and a.when.interval.intersect(b.when.interval) is None
    ):
        return True
    if a.place and b.place and a.place.name != b.place.name and not _may_hold(a.place, b.place):
        return True
    if _done_by_others(a, b):
        return True
    if a.trigger.family.mutual and a.names and b.names:
        return not (a.names <= b.names or b.names <= a.names)
    return False


def _done_by_others(a: Told, b: Told) -> bool:
    """Whether two mentions name different people who did it: `بعث الملك برقية`, `كما بعث ولي العهد برقية`."""
    ours, theirs = (
        {p.actor.name for p in one.parties if p.role == "agent" and p.actor.kind == "person"}
        for one in (a, b)
    )
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _counted(one: Told) -> str:
    """The number right before an event noun: `29 ضربة`, `ثماني ضربات`; "" where there is none."""
    t = one.trigger
    if t.verbal or t.token == t.sentence.first:
        return ""
    passage, k = t.scene.passage, t.token - 1
    number = passage.char(k).isdigit() or "number" in t.scene.kinds(k)
    return passage.words[k].folded if number and not t.scene.timed(k) else ""


def _another(one: Told) -> bool:
    """Whether its own words set an event apart from those told before: `في هجوم آخر`."""
    t = one.trigger
    beside = (*t.scene.before(t.token, 1), *t.scene.after(t.token, 3))
    return not t.verbal and any("another" in t.scene.kinds(k) for k in beside)


def _within(a: Place, b: Place) -> bool:
    """Whether one may lie in the other: a country and a place of it."""
    return a.country is not None and a.country == b.country and (a.latitude is None) != (b.latitude is None)


def _besides(one: Told) -> bool:
    """Whether a noun is told as one more: `إضافة إلى اتفاقهما على …`."""
    t = one.trigger
    return not t.verbal and t.scene.has("another", t.scene.before(t.token, 2))


def _may_hold(a: Place, b: Place) -> bool:
    """Whether one may lie in the other: also a place that no gazetteer has, in a country."""
    unheard = [p for p in (a, b) if p.country is None]
    return _within(a, b) or (len(unheard) == 1 and all(p.latitude is None for p in (a, b)))


def _taken_up(one: Told) -> bool:
    """Whether a word before a noun says that it was told before, where no letter on the noun does."""
    scene = one.trigger.scene
    return (
        scene.passage.lexicon.order == "svo" and not one.trigger.verbal and definite(scene, one.trigger.token)
    )


def _known_by_another(one: Told) -> bool:
    """Whether a noun is known by the one behind it: `انفجار البيت`, and not `انفجار في بيت`."""
    t = one.trigger
    passage = t.scene.passage
    article, behind = passage.lexicon.article, t.token + 1
    known = bool(article) and behind < t.sentence.last and passage.words[behind].folded.startswith(article)
    return not t.verbal and known


def _linked(a: Told, b: Told, new: bool) -> bool:
    """Whether a later mention, which nothing sets apart, is of the same happening.

    `new`: its sentence speaks of something for the first time, in a text that tells of several.
    """
    family = a.trigger.family
    distance = b.trigger.number - a.trigger.number
    if _tells_more_of(a, b):
        return True
    if b.trigger.governor == a.trigger.token:
        return True  # `يستضيف مؤتمرا`: what the verb does is what the noun says
    if a.trigger.scene.passage.lexicon.order == "svo" and b.trigger.token == a.trigger.needed:
        return True  # "declared a pandemic"
    taken_up = b.trigger.reading.article or bool(b.trigger.reading.suffix) or _taken_up(b)
    taken_up = taken_up or (family.grouped and _known_by_another(b))
    shared = a.names & b.names
    if b.trigger.scene.passage.lexicon.order == "svo":
        nouns = not a.trigger.verbal and not b.trigger.verbal
        if nouns and taken_up and not (family.mutual and b.names and not shared):
            return True  # "an earthquake", and all through the text "the quake"
        if a.trigger.verbal and b.trigger.verbal and not family.grouped:
            alike = a.trigger.reading.sense.lemma == b.trigger.reading.sense.lemma
            near = distance == 0 or bool(shared)
            if family.sure and not (a.names and b.names):
                near = near or distance <= TAKEN_UP_WITHIN
            return alike and near and family.name == b.trigger.family.name
    if not family.grouped:
        same = family.name == b.trigger.family.name or _one_verb(a, b)
        if family.mutual:
            return same and bool(shared) and taken_up and not b.trigger.verbal
        alike = taken_up or a.trigger.verbal == b.trigger.verbal
        return same and alike and (distance == 0 or bool(shared))
    exact = a.place is not None and a.place.latitude is not None
    if distance == 0 or (
        a.place and b.place and a.place.name == b.place.name and (exact or distance <= RETOLD_WITHIN)
    ):
        return True
    if family.mutual:
        return len(shared) >= 2 or (
            taken_up and distance <= TAKEN_UP_WITHIN and (bool(shared) or not b.names)
        )
    if b.trigger.family.role == "victim" and distance <= RETOLD_WITHIN and not new:
        return True
    bare = b.trigger.verbal and not b.names and b.place is None and b.when.expression is None
    if bare and not new and distance <= RETOLD_WITHIN:
        return True
    if _one_verb(a, b) and not new and distance <= RETOLD_WITHIN:
        return True
    if taken_up and not b.trigger.verbal:
        return distance <= TAKEN_UP_WITHIN
    return bool(shared) and distance <= RETOLD_WITHIN
