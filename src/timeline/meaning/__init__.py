"""What can a time expression mean, and when is that: a small closed algebra, pure and without a clock."""

from timeline.meaning.algebra import ALGEBRA
from timeline.meaning.reading import Context, Preference, Reading
from timeline.meaning.relative import relative_value
from timeline.meaning.resolve import resolve
from timeline.meaning.terms import Term

__all__ = ["ALGEBRA", "Context", "Preference", "Reading", "Term", "relative_value", "resolve"]
