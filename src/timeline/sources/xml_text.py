"""Which text is in the bytes of an XML file from somewhere: in whatever encoding, and with no entities."""

from __future__ import annotations

import re
from email.message import Message

from timeline.sources.decoding import decode_said

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.-]{2,20})""")
_HEAD = re.compile(r"\s*<\?xml[^>]{0,500}\?>")
_ENTITY = re.compile(r"<!ENTITY", re.I)


def xml_text(data: bytes, content_type: str = "") -> str:
    """The text without its XML declaration: it is characters by now.

    Raises ValueError where it declares entities of its own, which may swell without end, and NotText.
    """
    declared = _DECLARED.search(data[:300])
    text = decode_said(data, declared and declared[1].decode("ascii"), _charset(content_type))
    if _ENTITY.search(text):
        raise ValueError("it declares entities of its own: they may swell without end")
    return _HEAD.sub("", text, count=1)


def _charset(content_type: str) -> str | None:
    message = Message()
    message["content-type"] = content_type
    found = message.get_param("charset")
    return found if isinstance(found, str) else None
