"""How does searching know a word: by the number of its lemma, whatever form it has in the text.

Forms are folded as the macro folded() does it. The lemma is simplemma's; an Arabic form that it does not know
loses its article, attached letters and commonest endings, as in the macro stem().
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import simplemma

from timeline.document import stable_id

_TOKEN = re.compile(r"[^\W_][\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640]*")
_MARKS = dict.fromkeys([*range(0x064B, 0x0653), 0x0670, 0x0640])
_VARIANTS = str.maketrans("أإآٱىةؤئ", "ااااييوي")
_ATTACHED = re.compile("^[وف]?(?:[بك]?ال|لل)(.{3,})$")
_AND = re.compile("^[وف](.{4,})$")
_ENDING = re.compile("^(.{3,}?)(?:ان|ين|ون|ات|ي|ه|ها|هم|هما|يه)$")
_LEMMATISED = frozenset(simplemma.strategies.dictionaries.dictionary_factory.SUPPORTED_LANGUAGES)

# What stands for a word in the index: its form, folded, and the number of its lemma.
Word = tuple[str, int]


def indexed(title: Iterable[str | None], sentence: str, language: str) -> tuple[list[Word], int]:
    """The words of an event, each once, and how many of them stand in the title, names or place."""
    found = dict.fromkeys(word for text in title if text for word in words(text, language))
    first = len(found)
    found.update(dict.fromkeys(words(sentence, language)))
    return list(found), first


def words(text: str, language: str) -> list[Word]:
    """The words of a text, in order."""
    return [word(form, language) for form in _TOKEN.findall(text)]


@lru_cache(maxsize=1 << 17)
def word(form: str, language: str) -> Word:
    """The form, folded, and the number of its lemma: 31 bits of a hash, the same on any machine."""
    return folded(form), int(stable_id("word", folded(_lemma(form, language)), length=8), 16) >> 1


def folded(form: str) -> str:
    """Lower case, without diacritics, with the variants of Arabic letters as one."""
    decomposed = unicodedata.normalize("NFD", form.translate(_MARKS))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare).lower().translate(_VARIANTS)


def _lemma(form: str, language: str) -> str:
    if language not in _LEMMATISED:
        return form
    bare = form.translate(_MARKS)
    lemma = simplemma.lemmatize(bare, lang=language)
    if language != "ar" or lemma != bare or simplemma.is_known(bare, lang=language):
        return lemma
    for pattern in (_ATTACHED, _AND, _ENDING):
        lemma = pattern.sub(r"\1", lemma)
    return simplemma.lemmatize(lemma, lang=language)
