"""How do spelled numerals add up: sums and scales that refuse numerals out of order."""

from __future__ import annotations

from typing import Any


def number(*digits: int) -> int:
    """A sum of numerals told one by one: 1000 + 900 + 78."""
    return sum(digits)


def scaled(n: int, scale: int, rest: int = 0) -> int:
    """n times a scale plus a smaller rest: two thousand and fourteen."""
    if n >= scale or rest >= scale:
        raise ValueError("numerals out of order")
    return n * scale + rest


def tens(t: int, u: int) -> int:
    """A ten and a unit: twenty-one."""
    if t % 10 or not 20 <= t <= 90 or not 1 <= u <= 19 or (u > 9 and t not in (60, 80)):
        raise ValueError("not a ten and a unit")
    return t + u


def pair(a: int, b: int) -> int:
    """A year told in two halves: nineteen eighty-four."""
    if not 10 <= a <= 20 or not 1 <= b <= 99:
        raise ValueError("not a year")
    return a * 100 + b


def hundred(h: int, r: int) -> int:
    """Hundreds and a smaller rest."""
    if h % 100 or not 100 <= h <= 900 or not 1 <= r <= 99:
        raise ValueError("numerals out of order")
    return h + r


def both(a: int, b: int) -> int:
    """A month named twice, in two traditions."""
    if a != b:
        raise ValueError("two different months")
    return a


def same(x: Any) -> Any:
    """The slot's own value."""
    return x
