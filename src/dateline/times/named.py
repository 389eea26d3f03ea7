"""Holidays, feasts of other calendars, fiscal years, and what has no date: "now", "recently", "the future"."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from re import Match
from typing import Final

from dateline.model.mentions import Anchoring
from dateline.times.absolute import relative_year
from dateline.times.lexicon import Feast, Holiday, calendars, lexicon
from dateline.times.periods import Period, approximate, day_period
from dateline.times.readings import Context, Reading, Rule, dated, rules_of, since_or_until
from dateline.times.words import Words

_REFERENCES: Final = {"present": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF"}


def _key(printed: str) -> str:
    return " ".join(printed.lower().replace("’", "'").split())


def _days(holiday: Holiday, year: int) -> tuple[date, date] | None:
    """The first and last day that the holiday's name can mean in a year."""
    if year < holiday.since or not 1 <= year <= 9999:
        return None
    if holiday.rule is not None:
        month, weekday, nth = holiday.rule
        day = _nth(year, month, weekday, nth)
        return day, day
    if holiday.first is None or holiday.last is None:
        return None
    return date(year, *holiday.first), date(year, *holiday.last)


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    """The ``nth`` weekday of a month, the last for 0."""
    if nth:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


def _read_holiday(match: Match[str], context: Context) -> Reading:
    groups = match.groupdict()
    holiday = calendars().holidays[_key(str(groups["name"]))]
    year, anchor = _stated_year(groups, context)
    if holiday is None:
        return Reading(type="DATE", value="XXXX-XX-XX", granularity="day")
    if year is not None:
        return _spanned(_days(holiday, year), anchor)
    if context.day is None:
        return Reading(type="DATE", value="XXXX-XX-XX", granularity="day")
    here = context.day.year
    relation = (groups.get("rel") or "").lower()
    known = [days for other in range(here - 1, here + 2) if (days := _days(holiday, other))]
    return _spanned(_chosen(known, relation, context), context.anchor)


def _chosen(known: list[tuple[date, date]], relation: str, context: Context) -> tuple[date, date] | None:
    """Which year's days: by "last" and "next", by the tense, else the nearest."""
    day = context.day
    if day is None:
        return None
    behind = [days for days in known if days[0] <= day]
    ahead = [days for days in known if days[1] >= day]
    direction = context.direction()
    if relation in {"last", "past"}:
        behind = [days for days in known if days[1] < day]
        return behind[-1] if behind else None
    if relation in {"next", "coming"}:
        return next((days for days in known if days[0] > day), None)
    if relation == "this":
        return next((days for days in known if days[0].year == day.year), None)
    if direction == "past" and behind:
        return behind[-1]
    if direction == "future" and ahead:
        return ahead[0]
    return min(known, key=lambda days: abs(days[0] - day), default=None)


def _stated_year(groups: dict[str, str | None], context: Context) -> tuple[int | None, Anchoring | None]:
    if groups.get("year"):
        return int(str(groups["year"])), "text"
    if groups.get("relative"):
        return relative_year(str(groups["relative"]), context), context.anchor
    return None, None


def _spanned(days: tuple[date, date] | None, anchor: Anchoring | None) -> Reading:
    if days is None:
        return Reading(type="DATE", value="XXXX-XX-XX", granularity="day")
    first, last = days
    if first == last:
        return dated(day_period(first), anchor, unknown="", granularity="day")
    return Reading(
        type="DATE",
        value=f"{first.year:04d}-{first.month:02d}" if first.month == last.month else f"{first.year:04d}",
        granularity="day",
        first=first,
        last=last,
        edtf=f"{first.isoformat()}/{last.isoformat()}",
        anchor=anchor,
    )


def _capital(match: Match[str], _words: Words) -> bool:
    return match["name"][0].isupper()


def _read_feast(match: Match[str], context: Context) -> Reading:
    groups = match.groupdict()
    table = calendars()
    key = _key(str(groups["name"]))
    feast = table.feasts[key] if key in table.feasts else table.numbered_months[key]
    year, anchor = _stated_year(groups, context)
    known = _feast_days(feast, year, context)
    unknown = "XXXX-XX-XX" if feast.granularity == "day" else "XXXX-XX"
    if known is None:
        return Reading(type="DATE", value=unknown, granularity=feast.granularity)
    first, last = known
    value = f"{first.year:04d}-{first.month:02d}" if first.month == last.month else f"{first.year:04d}"
    edtf = approximate(f"{first.isoformat()}/{last.isoformat()}")
    period = Period(feast.granularity, first, last, value, edtf)
    return replace(dated(period, anchor or context.anchor, unknown=unknown, granularity=feast.granularity), period=None)


def _feast_days(feast: Feast, year: int | None, context: Context) -> tuple[date, date] | None:
    if year is None and context.day is None:
        return None
    if year is not None:
        years = [year]
    else:
        here = context.day.year if context.day else 0
        years = [here - 1, here, here + 1]
    known = []
    for other in years:
        days = feast.years.get(other) or feast.years.get(0)
        if days is not None and 1 <= other < 9999:
            first = date(other, *days[0])
            known.append((first, date(other + (days[1] < days[0]), *days[1])))
    if year is not None:
        return known[0] if known else None
    return _chosen(known, "", context)


def _read_fiscal(match: Match[str], _context: Context) -> Reading:
    """A fiscal or school year: where it begins depends on the country, so that its days stay open."""
    year = match.groupdict().get("year") or match.groupdict().get("year2")
    if year and len(year) == 2:
        year = f"20{year}"
    return Reading(type="DATE", value=f"FY{year}" if year else "XXXX", granularity="year")


def _read_reference(match: Match[str], context: Context) -> Reading:
    name = lexicon().references[_key(match["name"])]
    reading = Reading(type="DATE", value=_REFERENCES[name], granularity=None)
    return reading if name == "present" else since_or_until(reading, context, backwards=name == "past")


def _reference_accepted(match: Match[str], words: Words) -> bool:
    key = _key(match["name"])
    tokens = words.at(match.span())
    after = words.after(match.span())
    behind = after.text.lower() if after else ""
    if key in lexicon().adverbs:
        if key in {"now", "right now"} and (behind in {"that", "-"} or words.before(match.span()) in {"until", "by"}):
            return False
        return (
            bool(tokens)
            and tokens[-1].tag in {"RB", "RBR", "JJ", "IN"}
            and behind[:1] != "-"
            and behind not in {"as", "to", "after"}
        )
    if key in {"current", "recent"}:
        return False  # adjectives have a rule of their own
    if key == "the past":
        return after is None or not after.text[0].isalnum() or after.tag in {"IN", "CC", "VBD", "VBZ", "MD"}
    if key in {"the future", "the present", "the current"}:
        return key != "the current" and (after is None or after.tag not in {"NN", "NNS", "JJ", "NNP"})
    return True


def _adjective(match: Match[str], words: Words) -> bool:
    """Whether the adjective is a time: in "recent losses", not in "the most recent model"."""
    tokens = words.at(match.span())
    after = words.after(match.span())
    compared = words.before(match.span()) in {"most", "more", "very"}
    return bool(tokens) and tokens[0].tag == "JJ" and not compared and after is not None and after.text[0].isalpha()


def _numbered(match: Match[str], _words: Words) -> bool:
    return match["name"][0].isupper()


def _always(_match: Match[str], _words: Words) -> bool:
    return True


def rules() -> tuple[Rule, ...]:
    """The rules for what has a name."""
    return rules_of(
        {
            "holiday": (_read_holiday, _capital),
            "feast": (_read_feast, _capital),
            "numbered-day": (_read_feast, _numbered),
            "day-numbered": (_read_feast, _numbered),
            "month-numbered": (_read_feast, _numbered),
            "fiscal": (_read_fiscal, _always),
            "fiscal-short": (_read_fiscal, _always),
            "reference": (_read_reference, _reference_accepted),
            "adjective": (_read_reference, _adjective),
        }
    )
