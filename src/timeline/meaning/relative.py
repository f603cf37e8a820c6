"""How is a term written whose reference is not known: TIMEX3 with X for what is missing, or an offset."""

from __future__ import annotations

from timeline.interval import DAY
from timeline.meaning import terms as t
from timeline.meaning.timex import duration_value, period_value


def relative_value(term: t.Term) -> str:
    """The value of a term whose reference is not known: TIMEX3 with X for what is missing, or an offset."""
    match term:
        case t.Periodic("month", (m,)):
            return f"XXXX-{m:02d}"
        case t.Periodic("month_day", (m, d)) | t.Periodic("weekday_month_day", (_, m, d)):
            return f"XXXX-{m:02d}-{d:02d}"
        case t.Periodic("day_of_month", (d,)):
            return f"XXXX-XX-{d:02d}"
        case t.Periodic("weekday", (wd,)):
            return f"XXXX-WXX-{int(wd) + 1}"
        case t.Periodic("quarter", (n,)):
            return f"XXXX-Q{n}"
        case t.Periodic("half", (n,)):
            return f"XXXX-H{n}"
        case t.Periodic("season", (n,)):
            return f"XXXX-{('SP', 'SU', 'FA', 'WI')[int(n)]}"
        case t.Periodic(kind, args):
            return f"XXXX-{kind.upper()}-{'-'.join(map(str, args))}"
        case t.Rel(unit, n, _):
            return _offset(n, unit)
        case t.Shift(amount, sign, None, _):
            return ("-" if sign < 0 else "") + duration_value(amount.parts)
        case t.Ahead(amount):
            return duration_value(amount.parts)
        case t.Stretch(amount, sign):
            return ("-" if sign < 0 else "") + duration_value(amount.parts)
        case t.Clock(hour, minute, _, _):
            return f"T{hour:02d}" + ("" if minute is None else f":{minute:02d}")
        case t.DayPart(code):
            return f"T{code}"
        case t.At(day, clock):
            return relative_value(day) + relative_value(clock)
        case t.Directed(inner, _) | t.Modified(inner, _) | t.Part(_, inner) | t.Open(_, inner):
            return relative_value(inner)
        case t.Within(inner, _):
            return relative_value(inner)
        case t.Range(first, last, _):
            return f"{relative_value(first)}/{relative_value(last)}"
        case t.Dated(_, date):
            return relative_value(date)
        case t.Either(first, _):
            return relative_value(first)
        case t.Fixed(first, after, grain, value):
            return value or period_value(first * DAY, after * DAY, grain)
        case _:
            return "XXXX-XX-XX"


def _offset(n: int, unit: str) -> str:
    if n == 0:
        return "PRESENT_REF"
    code = {"day": "D", "week": "W", "weekend": "W", "month": "M", "quarter": "Q", "half": "H", "year": "Y"}
    return f"{'-' if n < 0 else ''}P{abs(n)}{code.get(unit, 'Y')}"
