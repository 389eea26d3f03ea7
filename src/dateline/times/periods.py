"""Periods of the Gregorian calendar: days, weeks, months, seasons, years and what they add up to.

Weeks are those of ISO 8601, Monday to Sunday; a winter belongs to the year in which it begins.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from dateline.times.lexicon import Season

_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_THIRDS_OF_MONTH: Final = {"start": (1, 10), "middle": (11, 20), "end": (21, 31)}
_THIRDS_OF_YEAR: Final = {"start": (1, 4), "middle": (5, 8), "end": (9, 12)}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included, with the names that TIMEX3 and EDTF have for it."""

    granularity: str
    first: date
    last: date
    value: str
    edtf: str


def day_period(day: date) -> Period:
    """One day."""
    return Period("day", day, day, day.isoformat(), day.isoformat())


def week_period(day: date) -> Period:
    """The week that ``day`` is in; EDTF has no weeks, so that it is an interval of days."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return _spanned("week", monday, monday + timedelta(days=6), f"{year:04d}-W{week:02d}")


def weekend_period(day: date) -> Period:
    """The Saturday and Sunday of the week that ``day`` is in."""
    saturday = day + timedelta(days=5 - day.weekday())
    year, week, _ = day.isocalendar()
    return _spanned("weekend", saturday, saturday + _DAY, f"{year:04d}-W{week:02d}-WE")


def month_period(year: int, month: int) -> Period:
    """A month."""
    name = f"{year:04d}-{month:02d}"
    return Period("month", date(year, month, 1), date(year, month, monthrange(year, month)[1]), name, name)


def months_period(granularity: str, first: tuple[int, int], last: tuple[int, int], value: str) -> Period:
    """A run of months, given as year and month."""
    one, other = month_period(*first), month_period(*last)
    return Period(granularity, one.first, other.last, value, f"{one.edtf}/{other.edtf}")


def quarter_period(year: int, quarter: int) -> Period:
    """A quarter of a calendar year, from 1."""
    return months_period("quarter", (year, 3 * quarter - 2), (year, 3 * quarter), f"{year:04d}-Q{quarter}")


def half_period(year: int, half: int) -> Period:
    """A half of a calendar year, from 1."""
    return months_period("half_year", (year, 6 * half - 5), (year, 6 * half), f"{year:04d}-H{half}")


def season_period(year: int, season: Season) -> Period:
    """The season that begins in ``year``."""
    last = season.first_month + 2
    end = month_period(year + (last > 12), (last - 1) % 12 + 1).last
    first = date(year, season.first_month, 1)
    return Period("season", first, end, f"{year:04d}-{season.timex}", f"{year:04d}-{season.edtf}")


def year_period(year: int) -> Period:
    """A calendar year."""
    return Period("year", date(year, 1, 1), date(year, 12, 31), f"{year:04d}", f"{year:04d}")


def decade_period(year: int) -> Period:
    """The decade that ``year`` is in."""
    tens = year // 10
    return Period("decade", date(max(1, tens * 10), 1, 1), date(tens * 10 + 9, 12, 31), f"{tens:03d}", f"{tens:03d}X")


def century_period(number: int) -> Period:
    """A century by its number: the 19th is 1801 to 1900. TIMEX3's two digits are those of most of its years."""
    first, last = 100 * number - 99, 100 * number
    value = f"{number - 1:02d}"
    return Period("century", date(first, 1, 1), date(last, 12, 31), value, f"{first:04d}/{last:04d}")


def interval(first: Period, last: Period, granularity: str, value: str) -> Period:
    """What reaches from the beginning of one period to the end of another."""
    return Period(granularity, first.first, last.last, value, f"{first.edtf}/{last.edtf}")


def unit_period(unit: str, day: date, shift: int = 0) -> Period | None:
    """The period of a unit that is ``shift`` units away from the one that ``day`` is in.

    None where the calendar of ISO 8601 does not reach, or the unit is shorter than a day.
    """
    try:
        return _shifted(unit, day, shift)
    except (OverflowError, ValueError):  # before the year 1 or after 9999
        return None


def _shifted(unit: str, day: date, shift: int) -> Period | None:
    months = day.year * 12 + day.month - 1
    match unit:
        case "day":
            found = day_period(day + shift * _DAY)
        case "week":
            found = week_period(day + shift * _WEEK)
        case "weekend":
            found = weekend_period(day + shift * _WEEK)
        case "month":
            found = month_period((months + shift) // 12, (months + shift) % 12 + 1)
        case "quarter":
            found = quarter_period((months // 3 + shift) // 4, (months // 3 + shift) % 4 + 1)
        case "year":
            found = year_period(day.year + shift)
        case "decade":
            found = decade_period(day.year + 10 * shift)
        case "century":
            found = century_period((day.year - 1) // 100 + 1 + shift)
        case _:
            return None
    return found


def same_period(period: Period, years: int) -> Period | None:
    """The period so many years away: the same day, month, quarter or half."""
    first = period.first
    try:
        if period.granularity == "half_year":
            return half_period(first.year + years, 1 if first.month <= 6 else 2)
        if period.granularity == "day":
            return day_period(first.replace(year=first.year + years))
        if period.granularity in {"month", "quarter", "year"}:
            return unit_period(period.granularity, first.replace(day=1, year=first.year + years))
    except ValueError:  # 29 February
        return None
    return None


def portion(period: Period, part: str) -> Period:
    """The start, middle or end of a period: about a third of it. Its TIMEX3 value is the whole's."""
    first, last = period.first, period.last
    if period.granularity == "month":
        low, high = _THIRDS_OF_MONTH[part]
        first, last = first.replace(day=low), last.replace(day=min(high, last.day))
    elif period.granularity == "year":
        low, high = _THIRDS_OF_YEAR[part]
        return replace(
            months_period("year", (first.year, low), (first.year, high), period.value),
            edtf=f"{first.year:04d}-{low:02d}~/{first.year:04d}-{high:02d}~",
        )
    elif period.granularity in {"decade", "century"}:
        third = (last.year - first.year + 1) / 3
        bounds = {"start": (0.0, third), "middle": (third, 2 * third), "end": (2 * third, 3 * third)}[part]
        low, high = first.year + int(bounds[0]), min(last.year, first.year + int(bounds[1]))
        name = f"{low:04d}~/{high:04d}~"
        return Period(period.granularity, date(low, 1, 1), date(high, 12, 31), period.value, name)
    else:
        return replace(period, edtf=approximate(period.edtf))
    name = f"{first.isoformat()}~/{last.isoformat()}~"
    return Period(period.granularity, first, last, period.value, name)


def clipped(period: Period, first: date, last: date) -> Period:
    """The part of a period between two days, where more than one day of it remains; else the period as it is."""
    low, high = max(period.first, first), min(period.last, last)
    if low >= high:
        return period
    return replace(period, first=low, last=high, edtf=f"{low.isoformat()}/{high.isoformat()}")


def approximate(edtf: str) -> str:
    """The same EDTF date or interval, marked as approximate."""
    parts = edtf.split("/")
    return "/".join(part if part in {"..", ""} or part.endswith(("~", "X")) else f"{part}~" for part in parts)


def _spanned(granularity: str, first: date, last: date, value: str) -> Period:
    return Period(granularity, first, last, value, f"{first.isoformat()}/{last.isoformat()}")
