"""What is in an .eml or .mbox file: an article a message, as newsletters and agencies send them."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr

from timeline.document import Document
from timeline.sources.article import NotText, Reject, completed, document_of, reject_of
from timeline.sources.decoding import decode
from timeline.sources.sidecar import Sidecar

# mboxrd and mboxo write a line of the text that begins so with a > before it.
_BETWEEN = re.compile(rb"(?:\A|(?<=\n))From [^\n]*\n")
_QUOTED = re.compile(rb"^>(>*From )", re.M)


def read(data: bytes, stated: Sidecar, location: str) -> Iterator[Document | Reject]:
    """The article of each message: `FILE` for one alone, `FILE#NUMBER` in a mailbox. Attachments are left
    aside, and a message that cannot be used is a reject of its own."""
    if not data.startswith(b"From "):
        yield _article(data, stated, location)
        return
    for number, message in enumerate(_BETWEEN.split(data)[1:], start=1):
        yield _article(_QUOTED.sub(rb"\1", message), stated, f"{location}#{number}")


def _article(data: bytes, stated: Sidecar, location: str) -> Document | Reject:
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        sent = getattr(message["date"], "datetime", None)
        sender = parseaddr(str(message["from"] or ""))[0]
        subject = " ".join(str(message["subject"] or "").split())
        known = completed(stated, title=subject, source=sender, published=sent)
        return document_of(_text(message), known, location)
    except NotText as error:
        return reject_of(location, data, str(error), error.hint)
    except Exception as error:  # the standard library raises much on headers that break its grammar
        said = " ".join(str(error).split())[:200]
        return reject_of(location, data, f"a broken message: {type(error).__name__}: {said}")


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        raise NotText("a message without a text", "save what is attached to it as files")
    data = body.get_payload(decode=True)
    if not isinstance(data, bytes):
        raise NotText("a message without a text", "save what is attached to it as files")
    if body.get_content_subtype() == "html":
        from timeline.sources.web_page import page_of

        return page_of(data, charset=body.get_content_charset()).text
    try:
        return data.decode(body.get_content_charset() or "utf-8").replace("\r\n", "\n")
    except (UnicodeDecodeError, LookupError):
        return decode(data).text.replace("\r\n", "\n")
