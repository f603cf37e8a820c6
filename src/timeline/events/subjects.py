"""Whose deed it is that a verb tells: who stands before it, says it of themselves, or announces it."""

from __future__ import annotations

from timeline.events.cast import Cast, Mention
from timeline.events.clauses import COMMA
from timeline.events.event import BEFALLING, EventType, Modality
from timeline.events.governing import kind_before
from timeline.events.passage import PREPOSITIONS, Passage
from timeline.events.triggers import Trigger

# How far before "who" the one may begin that it stands for.
ANTECEDENT = 10
# How far before a noun the verb may stand that only says "did", and behind it a clause that says who did.
DONE_WITHIN, MADE_WITHIN, MADE_FAR = 15, 6, 10
# What a verb ends in that tells what we did, or what was done to us.
OURS = "نا"
# How close behind its verb a subject stands, in tokens.
SUBJECT_WITHIN = 3
# How far before what is announced the verb may stand that does so, in tokens.
ANNOUNCED = 12
_BEFALLS = BEFALLING | {EventType.DEATH, EventType.ASSAULT}
_SPEAKING = ("person", "role", "organisation", "country")
_QUOTES = frozenset('"“”«»:')
_NO_SUBJECT = PREPOSITIONS | {"source"}
_DASHES = frozenset("-–—")
DONE_TO_PEOPLE = frozenset((EventType.COERCE, EventType.CONCEDE, EventType.LEGAL, EventType.APPOINTMENT))


def speaker(passage: Passage, cast: Cast, trigger: Trigger) -> Mention | None:
    """Who says what "he" or "it" did: `قال الوزير إنه سيزور`; None where the pronoun means somebody else."""
    i = trigger.token if trigger.verbal else trigger.governor
    if i is None or i - 1 <= trigger.sentence.first:
        return None
    if not passage.reports(i - 1) or not passage.words[i - 1].folded.endswith(passage.lexicon.suffixes):
        return None
    first = trigger.sentence.first
    if any(r.conjunction for r in passage.words[i - 1].readings):
        told = next((k for k in range(i - 2, first - 1, -1) if passage.reports(k)), None)
        if told is not None and not passage.words[told].folded.endswith(passage.lexicon.suffixes):
            # `قالت الوزارة إن السلطات أحبطت … وإنها اعتقلت`: the same who did the first
            return next((m for m in cast.between(told + 1, told + 2) if m.actors[0].kind in _SPEAKING), None)
    said = next((k for k in range(i - 2, first - 1, -1) if "say" in passage.words[k].kinds), None)
    if said is None or any(passage.words[k].kinds & {"relative", "event"} for k in range(said + 1, i - 1)):
        return None
    near = [m for m in cast.between(said + 1, i - 1) if m.actors[0].kind in _SPEAKING]
    behind = [m for m in near if not kind_before(passage, trigger, m) & _NO_SUBJECT]
    return behind[0] if behind else None


def doer(passage: Passage, cast: Cast, trigger: Trigger) -> Mention | None:
    """Who did what a noun says behind a verb that says no more than that: `تمكن الجيش من السيطرة`."""
    i = trigger.token
    if passage.lexicon.order != "vso" or trigger.verbal or trigger.governor is not None:
        return None
    k = next(
        (k for k in reversed(trigger.scene.before(i, DONE_WITHIN)) if "does" in passage.words[k].kinds), None
    )
    if k is None or not trigger.clauses.same(k, i) or "undergone" in passage.words[k].kinds:
        return None
    governed = trigger.reading.preposition or passage.words[i - 1].kinds & {"of", "in", "against"}
    bare = [m for m in cast.between(k + 1, i) if not kind_before(passage, trigger, m) & _NO_SUBJECT]
    return bare[0] if governed and bare else None


def maker(passage: Passage, cast: Cast, trigger: Trigger) -> Mention | None:
    """Who makes an event, as a clause behind its noun says: `الهجوم الذي شنه مسلحون`, `مهرجان تنظمه لجنة`."""
    i = trigger.token
    if passage.lexicon.order != "vso" or (trigger.verbal and trigger.family.role != "victim"):
        return None
    if trigger.verbal:  # `قتل جنود في الهجوم الذي شنته جماعة`
        deeds = (k for k in trigger.scene.after(i, MADE_FAR) if _same_deed(passage, trigger, k))
        i = next(deeds, trigger.sentence.last)
    for k in range(i + 1, min(trigger.sentence.last, i + 1 + MADE_WITHIN)):
        if passage.words[k].kinds & {"event", "say", "occur"} and not _made(passage, k):
            return None
        if _made(passage, k):
            behind = cast.between(k + 1, k + 3)
            bare = [m for m in behind if not kind_before(passage, trigger, m) & _NO_SUBJECT]
            return bare[0] if bare else None
    return None


def _same_deed(passage: Passage, trigger: Trigger, k: int) -> bool:
    """Whether a noun can tell of the deed that a verb tells by its victims."""
    senses = [r.sense for r in passage.words[k].readings if r.sense.kind == "event"]
    return any(s.tense == "noun" and s.value.group == trigger.family.group for s in senses)


def _made(passage: Passage, k: int) -> bool:
    """Whether a word is a verb with a pronoun for what it makes."""
    return any(
        r.suffix and r.sense.kind in ("event", "light", "deed") and r.sense.tense in ("past", "present")
        for r in passage.words[k].readings
    )


def carried_on(passage: Passage, cast: Cast, trigger: Trigger, after: list[Mention]) -> Mention | None:
    """Who did what the verb before it tells, and now this: `استقبل الملك …، وبحث معه التعاون`.

    Only where the verb is joined to that clause, agrees with its verb, and has no subject of its own.
    """
    at = trigger.token if trigger.verbal else trigger.governor
    if passage.lexicon.order != "vso" or at is None or at > trigger.token or trigger.passive:
        return None
    joined = any(r.conjunction for r in passage.words[at].readings) or "where" in passage.words[at - 1].kinds
    if (
        not joined
        or trigger.family.suffered
        or _takes_place(passage, at)
        or _own_subject(passage, trigger, at, after)
    ):
        return None
    for k in range(at - 1, trigger.sentence.first - 1, -1):
        if passage.words[k].kinds & {"relative", "that"} and "where" not in passage.words[k].kinds:
            return None
        if not _finite(passage, k):
            continue
        behind = [m for m in cast.between(k + 1, k + SUBJECT_WITHIN) if m.last <= at]
        bare = [m for m in behind if not kind_before(passage, trigger, m) & _NO_SUBJECT]
        agrees = _feminine(passage, k) == _feminine(passage, at) is not None
        return bare[0] if bare and agrees and bare[0].actors[0].kind in (*_SPEAKING, "group") else None
    return None


def _own_subject(passage: Passage, trigger: Trigger, at: int, after: list[Mention]) -> bool:
    """Whether somebody stands bare behind a verb, or a word with an article that nothing is known of."""
    near = [m for m in after if m.first <= at + SUBJECT_WITHIN and not _counterpart(passage, m)]
    follows = passage.words[at + 1] if at + 1 < trigger.sentence.last else None
    if (
        follows is not None
        and "number" in follows.kinds
        and follows.folded.endswith(passage.lexicon.case_endings)
    ):
        return False  # `والتقى عددا من`: so many in the accusative are met
    if any(not kind_before(passage, trigger, m) & PREPOSITIONS for m in near):
        return True
    return follows is not None and follows.folded.startswith(passage.lexicon.article)


def _counterpart(passage: Passage, m: Mention) -> bool:
    """Whether a mention is of somebody's counterpart, who is met: `حيث التقى نظيره`."""
    return any(r.sense.value == "same" for r in passage.words[m.first].readings)


def _finite(passage: Passage, k: int) -> bool:
    return any(
        r.sense.kind in ("event", "say", "light", "plan", "does") and r.sense.tense in ("past", "present")
        for r in passage.words[k].readings
    )


def _feminine(passage: Passage, k: int) -> bool | None:
    """Whether a verb is of her, it or them: `قالت`, `تقول`; None of what is no verb of others than us."""
    reading = next((r for r in passage.words[k].readings if r.sense.tense in ("past", "present")), None)
    if reading is None or reading.suffix == OURS:
        return None
    stem = passage.words[k].folded
    for letter in passage.lexicon.conjunctions if reading.conjunction else ():
        stem = stem.removeprefix(letter)
    stem = stem.removesuffix(reading.suffix) if reading.suffix else stem
    return stem.endswith("ت") if reading.sense.tense == "past" else stem.startswith("ت")


def announcer(passage: Passage, cast: Cast, trigger: Trigger, after: list[Mention]) -> Mention | None:
    """Who announces, decides or denies what they do: `أعلن الجيش عزل الرئيس`, but not what befell them."""
    i, family = trigger.token, trigger.family
    if passage.lexicon.order != "vso" or trigger.verbal or trigger.governor is not None:
        return None
    denied = trigger.modality == Modality.NEGATED
    if family.role == "victim" or trigger.reading.article or trigger.reading.suffix:
        return None
    if family.type in _BEFALLS and not denied:
        return None
    if trigger.plan is not None:
        return next((m for m in cast.between(trigger.plan + 1, trigger.plan + 2) if _acts(m)), None)
    if family.type not in DONE_TO_PEOPLE and any(m.first == i + 1 for m in after):
        return None  # `أعلنت الوزارة زيارة الوزير`: whose it is stands behind it
    for k in reversed(trigger.scene.before(i, ANNOUNCED)):
        if not trigger.clauses.same(k, i) or trigger.clauses.between(k, i) >= COMMA:
            return None
        if _announces(passage, k) or (denied and "deny" in passage.words[k].kinds):
            told = cast.between(k + 1, i)
            one = len(told) == 1 and _acts(told[0])
            return told[0] if one and not kind_before(passage, trigger, told[0]) & _NO_SUBJECT else None
    return None


def _acts(m: Mention) -> bool:
    return m.actors[0].kind in (*_SPEAKING, "group")


def _announces(passage: Passage, k: int) -> bool:
    """Whether a word is a verb by which somebody announces or decides something."""
    return any(
        r.sense.tense in ("past", "present")
        and (r.sense.kind == "plan" or (r.sense.kind == "event" and r.sense.value.statement))
        for r in passage.words[k].readings
    )


def subject_before(passage: Passage, cast: Cast, trigger: Trigger, before: list[Mention]) -> Mention | None:
    """The actor before a verb that it belongs to: the nearest one that no preposition governs."""
    if trigger.governor is None or trigger.governor > trigger.token or undergone(passage, trigger):
        return None
    if not trigger.verbal and _takes_place(passage, trigger.governor):
        return None
    if any(r.suffix == OURS and r.sense.tense == "past" for r in passage.words[trigger.governor].readings):
        return None
    if "relative" in passage.words[trigger.governor - 1].kinds:
        # "who visited": whoever stands right before the pronoun
        pronoun = trigger.governor - 1
        if passage.words[pronoun].folded in passage.lexicon.of_people:
            people = cast.between(max(trigger.sentence.first, pronoun - 2 * ANTECEDENT), pronoun)
            people = [m for m in people if m.actors[0].kind in ("person", "group", "role")]
            return people[-1] if people else None
        earlier = cast.between(trigger.governor - 1 - ANTECEDENT, trigger.governor - 1)
        near = earlier and not _noun_between(passage, earlier[-1].last, trigger.governor - 1)
        return earlier[-1] if near else None
    if _opens_speech(passage, trigger):
        return None
    for m in reversed(before):
        if _aside(passage, trigger, m):
            continue
        if kind_before(passage, trigger, m) & _NO_SUBJECT or all(a.kind == "place" for a in m.actors):
            continue
        return m
    return None


def _noun_between(passage: Passage, first: int, last: int) -> bool:
    """Whether something else stands between a name and the pronoun that would mean it: `قناة إيران التي`."""
    return any(passage.char(k).isalpha() for k in range(first, last))


def _opens_speech(passage: Passage, trigger: Trigger) -> bool:
    """Whether a verb opens its sentence or what is quoted: where it comes first, its subject follows."""
    i = trigger.token
    if passage.lexicon.order != "vso" or not trigger.verbal or trigger.governor != i:
        return False
    return i == trigger.sentence.first or passage.char(i - 1) in _QUOTES


def _aside(passage: Passage, trigger: Trigger, m: Mention) -> bool:
    """Whether a mention stands in words that dashes set apart from a verb behind them."""
    closed = sum(passage.char(k) in _DASHES for k in range(m.last, trigger.token))
    opened = any(passage.char(k) in _DASHES for k in range(trigger.sentence.first, m.first))
    return closed % 2 == 1 and opened


def _takes_place(passage: Passage, governor: int) -> bool:
    """Whether a verb only says that something took place: its subject is the event, `وقع حادث`."""
    kinds = passage.words[governor].kinds
    return passage.lexicon.order == "vso" and "occur" in kinds and "light" not in kinds


def undergone(passage: Passage, trigger: Trigger) -> bool:
    """Whether a noun is told by a verb that names nobody who did it: `تم نقل المصابين`."""
    i = trigger.governor
    return i is not None and not trigger.verbal and "undergone" in passage.words[i].kinds


def _joins(passage: Passage, trigger: Trigger) -> bool:
    """Whether an "and" begins another clause, with its verb or the particle before: `ولم يقصف الجيش`."""
    i = trigger.token
    return any(
        r.conjunction
        for k in (i, i - 1)
        if k == i or "not" in passage.words[k].kinds
        for r in passage.words[k].readings
    )


def follows_closely(passage: Passage, trigger: Trigger, subject: Mention, after: list[Mention]) -> bool:
    """Whether a verb that comes first has its subject behind it, and not beyond the comma before it."""
    if passage.lexicon.order != "vso" or not trigger.verbal or not after:
        return False
    far = trigger.clauses.between(subject.first, trigger.token) >= COMMA or _joins(passage, trigger)
    m = after[0]
    if all(a.kind == "place" for a in m.actors) or _counterpart(passage, m):
        return False  # `أنه سيزور مسقط`, `حيث التقى نظيره`
    return far and m.first - trigger.token <= 3 and not kind_before(passage, trigger, m) & PREPOSITIONS
