"""Does a candidate tell of one concrete happening: points for and against, in a table that people can read.

The weights were set by hand from what each point is worth on labelled Arabic sentences and annotated
articles, and rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.events import subject_first
from timeline.events.candidates import Candidate
from timeline.events.clauses import SUBORDINATE
from timeline.events.event import EventType, Modality
from timeline.events.lexicon import Family
from timeline.events.passage import TIMED
from timeline.events.scene import Scene

# From this sum on, a candidate tells an event.
ENOUGH = 2.0
# How far behind an event the word may stand that places it before or after another, in tokens.
PLACED_WITHIN = 9
# How far behind an event the verb may stand that says what it left behind: "the storm … left six dead".
LEFT_WITHIN = 5
# How far behind a verb of saying the clause may begin that tells the news, and in it the verb; in tokens.
FAR, REPORTED_WITHIN = 30, 7
# How far before a noun the verb may stand that says that it is planned, in tokens.
PLANNED_WITHIN = 3
# How far before a noun the verb of saying may stand that tells of it, in tokens.
TOLD_OF_WITHIN = 12
# How far behind a noun may stand what it is filled in with, in tokens.
FILLED_WITHIN = 3
# Families of deeds that go to a place: what "to" governs is where, and nobody.
JOURNEYS = frozenset(("visit", "journey"))
# How far before a noun the number may stand that counts it, in tokens.
COUNTED_BY = 1
# How far behind a verb of prices the number may stand that they rose or fell by, in tokens.
AMOUNT_WITHIN = 9

WEIGHTS = {
    # of any word
    "date near": 1.75,
    "planned or denied": 1.5,
    "set phrase": 0.5,
    "part of a name": -2.5,
    # of verbs
    "verb in the past": 3.0,
    "verb in the present": 0.5,
    "unsure verb": -1.75,
    "opens the lead": 1.5,
    "a group behind": 0.75,
    "a number behind": 1.0,
    "only possible": -2.0,
    "simply not": -1.5,
    "nobody near": -1.5,
    "told by I or you": -1.5,
    "bare form": -1.0,
    # of nouns
    "strong noun": 1.0,
    "weak noun": -0.5,
    "carried by a verb": 1.0,
    "right behind its verb": 1.0,
    "done in the past": 1.5,
    "carried out": 2.5,
    "meant to be done": 1.5,
    "begins or ends": 1.5,
    "placed by another event": 1.0,
    "left its mark": 1.5,
    "opens the sentence": 2.0,
    "after a time word": 1.0,
    "its date behind": 1.0,
    "announced": 1.5,
    "said to take place": 1.5,
    "number near": 1.5,
    "named party behind": 0.25,
    "between two": 1.0,
    "on what": 1.5,
    "where to": 1.0,
    "possessed by its parties": 1.0,
    "joined to an event": 1.0,
    "possessed": -0.5,
    "definite": -1.5,
    "plural without a name": -0.5,
    "spoken of in general": -3.0,
    "object of a wish": -1.5,
    "purpose": -1.5,
    "part of another event": -2.0,
    "told as one more": 2.0,
    "only a game": -2.5,
} | subject_first.WEIGHTS

# What a verb says of those who do it is told by another word: `قام المتظاهرون بتحطيم السيارات`.
_OF_ANOTHER = frozenset(
    ("carried by a verb", "right behind its verb", "done in the past", "carried out", "begins or ends")
) | {"opens the lead"}
# What nobody does is told by what it left.
_NOBODY_S = frozenset((EventType.DISASTER, EventType.ACCIDENT))
# What is told of matches in the words of war.
_FOUGHT = frozenset((EventType.ASSAULT, EventType.COERCE))
_NAMED = frozenset(("city", "country", "nation", "named", "title", "given", "between", "pair"))
# Behind whom what they announce may stand.
_ANNOUNCING = frozenset(("organisation", "nation", "named", "country"))
_SOMEBODY = frozenset(("group", "organisation", *_NAMED)) - {"between"}


def score_of(family: Family, points: Iterable[str]) -> float:
    """What the points come to."""
    return sum(WEIGHTS[name] for name in points if not (family.people and name in _OF_ANOTHER))


def reasons(
    scene: Scene, c: Candidate, governor: int | None, modality: Modality, before: Candidate | None
) -> Iterator[str]:
    """The names of the points that hold."""
    i = c.token
    around = range(max(scene.sentence.first, i - 8), min(scene.sentence.last, i + 16))
    if any(scene.clauses.between(i, k) < SUBORDINATE for k in scene.where(around, TIMED)):
        yield "date near"
    if modality in (Modality.SCHEDULED, Modality.NEGATED):
        yield "planned or denied"
    if c.needed is not None:
        yield "set phrase"
    whole = range(scene.sentence.first, scene.sentence.last)
    if c.family.type in _FOUGHT and scene.has("about SPORT", whole) and not scene.has("weapon", whole):
        yield "only a game"
    capitals = scene.passage.lexicon.capitals
    if capitals and i > scene.sentence.first and scene.passage.char(i).isupper():
        yield "part of a name"
    if not c.verbal:
        yield from _of_noun(scene, c, governor, before)
        if scene.passage.lexicon.order == "svo":
            yield from subject_first.of_noun(scene, c)
        return
    yield from _of_verb(scene, c, modality)
    if scene.passage.lexicon.order == "svo":
        yield from subject_first.of_verb(scene, c, modality)
    if capitals:
        yield from _of_verb_among_capitals(scene, c, modality)


def _of_verb(scene: Scene, c: Candidate, modality: Modality) -> Iterator[str]:
    i = c.token
    infinitive = c.reading.sense.tense in ("base", "present") and "to" in scene.kinds(i - 1)
    infinitive = infinitive and not (modality == Modality.HAPPENED and scene.passage.lexicon.order == "svo")
    present = infinitive or modality == Modality.ONGOING
    if present and c.reading.sense.tense == "gerund":
        yield "in progress"
    else:
        yield "verb in the present" if present else "verb in the past"
    opening = present and i == scene.sentence.first and scene.passage.lexicon.order == "vso"
    if opening:
        yield "opens the sentence"
    leads = c.family.plain and scene.leads and scene.passage.lexicon.order == "vso"
    if leads and (_opens(scene, i) or _reported(scene, i)):
        yield "opens the lead"
    if not c.family.sure:
        yield "unsure verb"
    if (opening or not c.family.sure) and any(_some_group(scene, k) for k in scene.after(i, 3)):
        yield "a group behind"
    priced = not present and c.family.plain and c.family.type == EventType.ECONOMY
    if priced and any(_amount(scene, k) for k in scene.after(i, AMOUNT_WITHIN)):
        yield "a number behind"
    if modality == Modality.NEGATED and not scene.has("deny", range(scene.sentence.first, i)):
        yield "simply not"
    if modality == Modality.CONDITIONAL:
        yield "only possible"


def _of_verb_among_capitals(scene: Scene, c: Candidate, modality: Modality) -> Iterator[str]:
    """Where names can be seen, a verb without any is doubtful."""
    i = c.token
    passage, first = scene.passage, scene.sentence.first
    around = (*scene.before(i, 8), *scene.after(i, 8))
    if not any(scene.kinds(k) & _SOMEBODY or (passage.char(k).isupper() and k > first) for k in around):
        yield "nobody near"
    if scene.has("speaker", scene.before(i, 3)):
        yield "told by I or you"
    if modality == Modality.ONGOING and c.reading.sense.tense == "base":
        yield "bare form"


def _of_noun(scene: Scene, c: Candidate, governor: int | None, before: Candidate | None) -> Iterator[str]:
    i = c.token
    reading, family = c.reading, c.family
    yield "strong noun" if family.strong else "weak noun"
    by_its_verb = tuple(_by_its_verb(scene, c, governor))
    yield from by_its_verb
    verb_first = scene.passage.lexicon.order == "vso" and scene.leads
    if governor is not None and verb_first and _opens(scene, governor) and not _what_for(scene, c, governor):
        yield "opens the lead"
    if not reading.article and _opens(scene, i):
        yield "opens the sentence"
    last = _before(scene, i)
    if "when" in last:
        yield "after a time word"
    if "generic" in last:
        yield "spoken of in general"
    own = scene.timed(i + 1) or (scene.timed(i + 2) and "of" in scene.kinds(i + 1))
    if own and not reading.article:  # `ثورة 25 يناير`
        yield "its date behind"
    told = ("say", "deny") if scene.passage.lexicon.order == "vso" else ("say",)
    if scene.where(scene.before(i, 3), *told) or _told_of(scene, c) or _announced(scene, c):
        yield "announced"
    if scene.passage.lexicon.order == "vso" and "occur" in scene.kinds(i - 1) and governor is None:
        yield "said to take place"  # `أفاد بوقوع حادث`
    if any(_amount(scene, k) for k in (*scene.after(i, 2), *scene.before(i, COUNTED_BY))):
        yield "number near"
    named = any(scene.kinds(k) & _NAMED for k in scene.after(i, 3))
    if named:
        yield "named party behind"
    elif reading.sense.number == 3:
        yield "plural without a name"
    if reading.suffix:
        yield "possessed by its parties" if family.mutual else "possessed"
    # `تمكنت من السيطرة`, `يعتزم التصويت`: grammar wants the article where a verb says that it is done.
    meant = scene.passage.lexicon.order == "vso" and scene.has("plan", scene.before(i, PLANNED_WITHIN))
    if reading.article and "carried out" not in by_its_verb and not meant and not _announced(scene, c):
        yield "definite"
    if family.mutual and (scene.has("between", scene.after(i, 3)) or _of_two(scene, i + 1)):
        yield "between two"
    yield from _filled_in(scene, c)
    if _placed(scene, i):
        yield "placed by another event"
    if before is not None:
        yield from _beside(scene, c, before)


def _by_its_verb(scene: Scene, c: Candidate, governor: int | None) -> Iterator[str]:
    i = c.token
    if governor is not None:
        yield "carried by a verb"
        if governor < i and _what_for(scene, c, governor):
            yield "purpose"
        elif governor < i and _done(scene, governor):
            yield "done in the past"
        if "begin" in scene.kinds(governor):
            yield "begins or ends"
        if c.family.type in _NOBODY_S and 0 < governor - i <= LEFT_WITHIN:
            yield "left its mark"
        if governor > i and _told_by(scene, governor):
            yield "done in the past"
        if 0 < i - governor <= 2:
            yield "right behind its verb"
    else:
        if c.reading.preposition in scene.passage.lexicon.purpose or _meant(scene, i - 1):
            yield "purpose"
        if scene.has("intend", scene.before(i, 3)):
            yield "object of a wish"
    # A verb that only says "did", and a noun that says what: `قام مسلحون بخطف`, `تمكنوا من خطف`, `تم خطفهم`.
    taken = c.reading.preposition or scene.kinds(i - 1) & {"of", "in"}
    reach = scene.before(i, 15 if taken else 1)
    if any(scene.clauses.same(k, i) for k in scene.where(reach, "does")):
        yield "carried out"
    if c.plan is not None:
        yield "meant to be done"


def _told_of(scene: Scene, c: Candidate) -> bool:
    """Whether a noun is what somebody tells of, long names between: `ركزت الصحف الصادرة اليوم على لقاء`."""
    i = c.token
    governed = c.reading.preposition or scene.kinds(i - 1) & {"against", "from", "toward"}
    if scene.passage.lexicon.order != "vso" or c.reading.article:
        return False
    if not governed and not (scene.timed(i - 1) or scene.kinds(i - 1) & {"nation"}):
        return False  # `أعلنت الشركة السعودية توقيع عقد`, and no second noun
    return any(scene.clauses.same(k, i) for k in scene.where(scene.before(i, TOLD_OF_WITHIN), "say"))


def _announced(scene: Scene, c: Candidate) -> bool:
    """Whether a definite noun is what somebody announces: `أعلن مصدر أمني اليوم العثور على`."""
    i, reading = c.token, c.reading
    if scene.passage.lexicon.order != "vso" or not reading.article or reading.preposition:
        return False
    if reading.conjunction or not (scene.timed(i - 1) or scene.kinds(i - 1) & _ANNOUNCING):
        return False
    return any(scene.clauses.same(k, i) for k in scene.where(scene.before(i, TOLD_OF_WITHIN), "say"))


def _filled_in(scene: Scene, c: Candidate) -> Iterator[str]:
    """What an Arabic noun is filled in with: `اتفاق الوزيرين على مواصلة الحوار`, `زيارته إلى روما`."""
    if scene.passage.lexicon.order != "vso":
        return
    if c.family.type == EventType.AGREE and scene.has("against", scene.after(c.token, FILLED_WITHIN)):
        yield "on what"
    if c.family.name in JOURNEYS and any(_toward(scene, k) for k in scene.after(c.token, 1)):
        yield "where to"


def _of_two(scene: Scene, k: int) -> bool:
    """Whether a word names both sides: `الجانبين`, `الوزيرين`."""
    two = scene.kinds(k) and any(
        r.sense.kind == "title" and r.sense.number == 2 for r in scene.passage.words[k].readings
    )
    return bool(two) or "pair" in scene.kinds(k)


def _toward(scene: Scene, k: int) -> bool:
    word, lexicon = scene.passage.words[k], scene.passage.lexicon
    letter, rest = word.folded[:1], word.folded[1:]
    heard = lexicon.frequency.get(rest, 0.0) > lexicon.frequency.get(word.folded, 0.0)
    attached = letter in lexicon.purpose and (rest.startswith(letter) or heard)
    return attached or "toward" in scene.kinds(k)


def _told_by(scene: Scene, governor: int) -> bool:
    """Whether the verb behind its noun says that it has been: `الانتخابات التي جرت`."""
    return "relative" in scene.kinds(governor - 1) and any(
        r.sense.kind == "occur" and r.sense.tense == "past" for r in scene.passage.words[governor].readings
    )


def _meant(scene: Scene, i: int) -> bool:
    """Whether a word says that what follows is what something is done for: `لإجراء محادثات`."""
    return "light" in scene.kinds(i) and any(
        r.preposition and r.preposition in scene.passage.lexicon.purpose
        for r in scene.passage.words[i].readings
    )


def _beside(scene: Scene, c: Candidate, before: Candidate) -> Iterator[str]:
    i, distance = c.token, c.token - before.token
    if before.verbal:
        links = range(max(before.token, i - 3), i)
        near = distance <= 14 and scene.clauses.same(before.token, i)
        known = scene.passage.lexicon.order == "svo" and subject_first.definite(scene, i)
        if near and not known and any(scene.kinds(k) & {"against", "toward"} for k in links):
            yield "part of another event"
            if scene.has("another", scene.before(i, 2)):
                yield "told as one more"
    elif c.reading.conjunction and distance < 10:
        yield "joined to an event"


def _what_for(scene: Scene, c: Candidate, governor: int) -> bool:
    """Whether a noun says what for: `استعداداتها لاستقبال`; what a deed led to was no aim: `أدى لمقتل`."""
    attached = c.reading.preposition in scene.passage.lexicon.purpose
    return attached and c.token - governor > 1 and c.family.role != "victim"


def _done(scene: Scene, governor: int) -> bool:
    """Whether a verb that only carries its noun says that it was done."""
    return any(
        r.sense.kind == "light" and r.sense.tense == "past" and not r.future
        for r in scene.passage.words[governor].readings
    )


def _placed(scene: Scene, i: int) -> bool:
    """Whether the same clause goes on with another event that this one lies before or after."""
    return any(
        scene.clauses.same(i, k) and "during" not in scene.kinds(k) and scene.has("event", scene.after(k, 3))
        for k in scene.where(scene.after(i, PLACED_WITHIN), "when", "before")
    )


def _before(scene: Scene, i: int) -> frozenset[str]:
    """What the word before a noun can be; articles, and one word that is nothing, are looked over."""
    k = i - 1
    while "determiner" in scene.kinds(k) and k > i - 4:
        k -= 1
    return scene.kinds(k) or scene.kinds(k - 1)


def _opens(scene: Scene, i: int) -> bool:
    """Whether nothing but times and marks stands before a word in its sentence."""
    return all(scene.timed(k) or not scene.passage.char(k).isalnum() for k in range(scene.sentence.first, i))


def _reported(scene: Scene, i: int) -> bool:
    """Whether a verb is the first of what the verb that opens its sentence says: `أعلنت الوزارة أن …`."""
    first = scene.sentence.first
    that = next((k for k in scene.before(i, FAR) if scene.passage.reports(k)), None)
    if that is None or i - that > REPORTED_WITHIN or not scene.has("say", range(first, first + 1)):
        return False
    return not any(scene.kinds(k) & {"event", "light", "occur", "relative"} for k in range(that + 1, i))


def _amount(scene: Scene, k: int) -> bool:
    return scene.passage.char(k).isdigit() and not scene.timed(k)


def _some_group(scene: Scene, k: int) -> bool:
    """Whether a word names people not spoken of before: "some protesters", not "the protesters"."""
    return "group" in scene.kinds(k) and not any(r.article for r in scene.passage.words[k].readings)
