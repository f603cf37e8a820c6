"""What can a time expression mean, and when is that: a small closed algebra, pure and without a clock."""

from timeline.meaning.resolve import Context, Preference, Reading, resolve
from timeline.meaning.terms import ALGEBRA, Term

__all__ = ["ALGEBRA", "Context", "Preference", "Reading", "Term", "resolve"]
