"""Which language is a text in, where nothing states it."""

from __future__ import annotations

# Enough code points to tell a language by; more of the same text does not change the answer.
_SAMPLE = 5_000
UNDETERMINED = "und"  # ISO 639-2, for text without letters


def identify_language(text: str) -> str:
    """The ISO 639-1 code of the language that most of the text's beginning is in; `und` without letters."""
    sample = "".join(c if c.isalpha() else " " for c in text[:_SAMPLE])
    if not sample.strip():
        return UNDETERMINED
    from py3langid import langid  # type: ignore[import-untyped]  # loads a model of 2 MB: only when needed

    code, _ = langid.classify(sample)
    return str(code)
