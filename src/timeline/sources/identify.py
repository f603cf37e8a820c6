"""Which language is a text in, where nothing states it."""

from __future__ import annotations

from functools import cache
from typing import Any

# Enough code points to tell a language by; more of the same text does not change the answer.
_SAMPLE = 5_000
UNDETERMINED = "und"  # ISO 639-2, for text without letters

# A few words look like many of the model's 97 languages: these are the ones that news comes to us in.
_CANDIDATES = [
    "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr",
    "he", "hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "nl", "no", "pl",
    "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "ta", "th", "tr", "uk", "ur", "vi",
    "zh",
]  # fmt: skip
# How much likelier a text is to be in one of these, before a word of it is read.
_EXPECTED = {"ar": 3.0, "en": 3.0, "fr": 3.0}


def identify_language(text: str) -> str:
    """The ISO 639-1 code of the language that most of the text's beginning is in; `und` without letters."""
    sample = "".join(c if c.isalpha() else " " for c in text[:_SAMPLE])
    if not sample.strip():
        return UNDETERMINED
    ranked = _identifier().rank(sample)
    code, _ = max(ranked, key=lambda language: language[1] * _EXPECTED.get(language[0], 1.0))
    return str(code)


@cache
def _identifier() -> Any:
    # The model takes half a second to load: only when a language must be identified.
    from py3langid import langid

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(_CANDIDATES)
    return identifier
