"""What is a language: words with their values, and rules that make times of them, as data.

lexicon.toml   [category], then value = "word | other word | two words"; each word once in a category.
               A word that begins with = is that spelling alone, upper case and accents too: =May.
rules.txt      one rule a line, see timeline.language.rules.

A language that says `locale = true` in its [settings], and any that has no folder, is built on the world's
locale data and the rules of languages/common.txt; its own words and rules come first.
"""

from timeline.language.loading import Language, available, load_language, readable
from timeline.language.rules import BEGIN, END, MENTIONS, LanguageError, Node, Rule
from timeline.language.spelling import NUMBER_CLASSES, TOKEN, cut, fold, number_classes

__all__ = [
    "BEGIN",
    "END",
    "MENTIONS",
    "NUMBER_CLASSES",
    "TOKEN",
    "Language",
    "LanguageError",
    "Node",
    "Rule",
    "available",
    "cut",
    "fold",
    "load_language",
    "number_classes",
    "readable",
]
