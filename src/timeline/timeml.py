"""How is a document written in TimeML: its text with a TIMEX3 around each time expression.

The form is TimeML 1.2.1, as TempEval-3 uses it: the document creation time is TIMEX3 t0, and what is
relative to it says so by `anchorTimeID`.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from timeline.anchoring import Anchored
from timeline.document import CreationTime, Document
from timeline.expression import TimeExpression
from timeline.interval import edtf, iso_day

# What XML 1.0 has no place for.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def timeml(document: Document, anchored: Anchored) -> str:
    """The document as a TimeML file.

    Characters that XML can't hold (controls, lone surrogates) become U+FFFD, one for one, so that offsets
    into the text stay true.
    """
    out: list[str] = []
    at = 0
    for number, e in enumerate(anchored.expressions, 1):
        out += [_text(document.text[at : e.start]), _timex(e, number)]
        at = e.end
    out.append(_text(document.text[at:]))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n'
        f"<DOCID>{_text(document.id)}</DOCID>\n"
        f"<DCT>{_creation(anchored.published)}</DCT>\n"
        f"<TITLE>{_text(document.title or '')}</TITLE>\n"
        f"<TEXT>{''.join(out)}</TEXT>\n</TimeML>\n"
    )


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text))


def _creation(published: CreationTime) -> str:
    interval = published.interval
    day = interval.first_day
    if day is not None and day == interval.last_day:
        value = iso_day(day)
    else:
        value = edtf(interval, "") or "XXXX-XX-XX"
    return (
        f'<TIMEX3 tid="t0" type="DATE" value={quoteattr(value)} functionInDocument="CREATION_TIME" '
        f'temporalFunction="false">{_text(value)}</TIMEX3>'
    )


def _timex(e: TimeExpression, number: int) -> str:
    attributes = {"tid": f"t{number}", "type": str(e.type), "value": e.value}
    if e.mod:
        attributes["mod"] = e.mod
    if e.basis.startswith("published"):
        attributes |= {"temporalFunction": "true", "anchorTimeID": "t0"}
    written = " ".join(f"{name}={quoteattr(_FORBIDDEN.sub('', value))}" for name, value in attributes.items())
    return f"<TIMEX3 {written}>{_text(e.text)}</TIMEX3>"
