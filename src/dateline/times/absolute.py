"""Dates by their calendar names: days, months, quarters, seasons, years, decades, centuries.

A year that is left out is found from the day on which the text was written and from the tense.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from re import Match
from typing import Final

from dateline.model.mentions import Anchoring
from dateline.times.lexicon import context as nearby
from dateline.times.lexicon import lexicon
from dateline.times.numbers import number_of, ordinal_of
from dateline.times.periods import (
    Period,
    century_period,
    day_period,
    decade_period,
    half_period,
    interval,
    month_period,
    months_period,
    portion,
    quarter_period,
    season_period,
    week_period,
    year_period,
)
from dateline.times.readings import UNKNOWN, Context, Reading, Rule, at_part, dated, rules_of
from dateline.times.words import Words

_NEAR: Final = timedelta(days=65)
_FAR: Final = timedelta(days=300)
_PROPER: Final = frozenset({"NNP", "NNPS", "NN"})


def _number(groups: dict[str, str | None], *names: str) -> int | None:
    """The first of the groups that matched, as a number without its suffix."""
    for name in names:
        printed = groups.get(name)
        if printed:
            return int(re.sub(r"\D", "", printed))
    return None


def month_number(printed: str) -> int:
    """The number of a month by its name or abbreviation."""
    return lexicon().months[printed.lower().rstrip(".")]


def _weekday_number(printed: str) -> int:
    return lexicon().weekdays[printed.lower().rstrip(".")]


def relative_year(word: str, context: Context) -> int | None:
    """The year that "last year" and the like mean."""
    word = word.lower()
    if word in {"same", "previous", "following"}:
        period = context.last()
        year = period.first.year if period else None
    else:
        year = context.day.year if context.day else None
    shift = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(word, 0)
    return None if year is None else year + shift


def _year(match: Match[str], context: Context) -> tuple[int | None, Anchoring | None]:
    """The year that the match states, and what it was counted from."""
    groups = match.groupdict()
    stated = _number(groups, "year", "year2")
    if stated is not None:
        return stated, "text"
    if groups.get("relative"):
        word = str(groups["relative"])
        anchor = "time" if word.lower() in {"same", "previous", "following"} else context.anchor
        return relative_year(word, context), anchor
    return None, None


def nearest_day(context: Context, month: int, day: int, weekday: int | None = None) -> date | None:
    """The day of the year that tense and weekday ask for, near the day of writing."""
    if context.day is None:
        return None
    days = [found for year in (-2, -1, 0, 1, 2) if (found := _day(context.day.year + year, month, day))]
    here = context.day
    if weekday is not None:
        fitting = [found for found in days if found.isoweekday() == weekday]
        return min(fitting or days, key=lambda found: abs(found - here), default=None)
    # A day ahead of the writer's own may still have begun elsewhere.
    behind = max((found for found in days if found <= here + timedelta(days=1)), default=None)
    ahead = min((found for found in days if found >= here), default=None)
    if behind is None or ahead is None:
        return behind or ahead
    direction = context.direction()
    # The year is left out of what is near: a tense that points far away was misread.
    if direction == "past" and here - behind > _FAR and ahead - here < _NEAR:
        return ahead
    if direction == "future" and ahead - here > _FAR and here - behind < _NEAR:
        return behind
    if direction is None:
        return behind if here - behind <= ahead - here else ahead
    return behind if direction == "past" else ahead


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _narrated_year(context: Context) -> int | None:
    """The year that the same sentence began with ("In 2014, ... in March"), where it is not the writer's own."""
    moment = context.in_sentence()
    if moment is None or moment.reading.anchor != "text" or context.day is None:
        return None
    if not context.words.opens_sentence(moment.span):
        return None
    period = moment.reading.period
    if period is None or period.granularity not in {"year", "month", "day"} or period.last.year >= context.day.year:
        return None
    return period.first.year if context.direction() != "future" else None


def nearest_month(context: Context, month: int) -> tuple[int, Anchoring | None] | None:
    """The year of a month without one, and what it was counted from."""
    if context.day is None:
        return None
    narrated = _narrated_year(context)
    if narrated is not None:
        return narrated, "time"
    year = context.day.year
    direction = context.direction()
    ahead = (month - context.day.month) % 12
    if direction == "future" or (direction is None and 0 < ahead < 4):
        return year + (month < context.day.month), context.anchor
    return year - (month > context.day.month), context.anchor


def _read_day(match: Match[str], context: Context) -> Reading:
    groups = match.groupdict()
    month = month_number(str(groups["month"]))
    day = _number(groups, "day") or 0
    weekday = _weekday_number(str(groups["weekday"])) if groups.get("weekday") else None
    year, anchor = _year(match, context)
    found: date | None = None
    named = _named_year(context, month, day) if year is None else None
    if named is not None:
        year, anchor = named, "text"
    if year is None and not groups.get("relative"):
        narrated = _narrated_year(context) if weekday is None else None
        found = _day(narrated, month, day) if narrated else nearest_day(context, month, day, weekday)
        anchor = "time" if narrated else context.anchor
    elif year is not None:
        found = _day(year, month, day)
    unknown = f"XXXX-{month:02d}-{day:02d}"
    reading = dated(
        day_period(found) if found else None,
        anchor,
        unknown=unknown,
        granularity="day",
        modifier=_modifier(groups),
    )
    part = groups.get("part")
    return at_part(reading, lexicon().parts_of_day[part.lower()]) if part else reading


def _named_year(context: Context, month: int, day: int) -> int | None:
    """The year of a day that goes by its name: "the September 11 attacks"."""
    year, nouns = lexicon().named_days.get((month, day), (0, frozenset()))
    after = context.after()
    known = context.day is None or context.day.year >= year
    return year if year and known and after is not None and after.text.lower() in nouns else None


def _modifier(groups: dict[str, str | None]) -> str | None:
    printed = groups.get("modifier")
    return lexicon().modifiers[" ".join(printed.lower().split())] if printed else None


def _real_day(match: Match[str], words: Words) -> bool:
    groups = match.groupdict()
    month, day = str(groups["month"]), _number(groups, "day") or 0
    after = words.after(match.span())
    if not month[0].isupper() or (after is not None and after.text.lower() in {"%", "percent", "per"}):
        return False
    # "may 5" is no date, but a modal verb with a number never has a capital; "March 10 miles" is none either.
    if groups.get("year") is None and after is not None and after.text.lower() in lexicon().counted:
        return False
    year = _number(groups, "year", "year2")
    return _day(year or 2000, month_number(month), day) is not None


def _read_numeric(match: Match[str], _context: Context) -> Reading:
    groups = match.groupdict()
    year = _number(groups, "year") or 1
    one, other = _number(groups, "one") or 0, _number(groups, "other") or 0
    iso = bool(groups.get("iso"))
    if iso:
        month, day = one, other
    elif groups.get("dot") or one > 12:
        day, month = one, other
    elif other > 12 or one == other:
        month, day = one, other
    else:  # 02/03/2023 is the second of March or the third of February
        reading = dated(year_period(year), "text", unknown="", granularity="year")
        return replace(reading, value=f"{year:04d}-XX-XX")
    found = _day(year, month, day)
    return dated(day_period(found) if found else None, "text", unknown=f"{year:04d}-XX-XX", granularity="day")


def _real_numeric(match: Match[str], _words: Words) -> bool:
    groups = match.groupdict()
    year, one, other = (_number(groups, name) or 0 for name in ("year", "one", "other"))
    if groups.get("iso"):
        return _day(year, one, other) is not None
    return bool(_day(year, one, other) or (_day(year, other, one) and True))


def _read_range(match: Match[str], context: Context) -> Reading:
    groups = match.groupdict()
    first_month = month_number(str(groups["month"]))
    last_month = month_number(str(groups["month2"])) if groups.get("month2") else first_month
    first, last = _number(groups, "day") or 0, _number(groups, "day2") or 0
    year, anchor = _year(match, context)
    end = _day(year, last_month, last) if year else nearest_day(context, last_month, last)
    if end is None:
        return Reading(type="DURATION", value="PXD", granularity="day")
    begin = _day(end.year - (first_month > last_month), first_month, first)
    if begin is None or begin >= end:
        return Reading(type="DURATION", value="PXD", granularity="day")
    value = f"P{(end - begin).days + 1}D"
    period = interval(day_period(begin), day_period(end), "day", value)
    reading = dated(period, anchor or context.anchor, unknown=value, granularity="day")
    return replace(reading, type="DURATION", period=day_period(end))


def _real_range(match: Match[str], _words: Words) -> bool:
    groups = match.groupdict()
    ordered = bool(groups.get("month2")) or (_number(groups, "day") or 0) < (_number(groups, "day2") or 0)
    return ordered and str(groups["month"])[0].isupper()


def _read_month(match: Match[str], context: Context) -> Reading:
    groups = match.groupdict()
    month = month_number(str(groups["month"]))
    year, anchor = _year(match, context)
    relation = groups.get("rel")
    if relation:
        year, anchor = _related_month_year(relation.lower(), month, context), context.anchor
    elif year is None and not groups.get("relative"):
        nearest = nearest_month(context, month)
        year, anchor = nearest if nearest else (None, None)
    period = month_period(year, month) if year else None
    return _with_portion(period, anchor, groups, unknown=f"XXXX-{month:02d}", granularity="month")


def _with_portion(
    period: Period | None, anchor: Anchoring | None, groups: dict[str, str | None], *, unknown: str, granularity: str
) -> Reading:
    """The reading of a date, of a part of it ("early June"), or of about it ("around 2014")."""
    part = groups.get("portion")
    modifier = _modifier(groups)
    if period is None or not part:
        return dated(period, anchor, unknown=unknown, granularity=granularity, modifier=modifier)
    named = lexicon().portions[" ".join(part.lower().split())]
    reading = dated(portion(period, named), anchor, unknown=unknown, granularity=granularity)
    return replace(reading, period=period)


def _related_month_year(relation: str, month: int, context: Context) -> int | None:
    """The year of "last March", "this March", "next March"."""
    if context.day is None:
        return None
    year, here = context.day.year, context.day.month
    if relation in {"last", "past"}:
        return year - (month >= here)
    if relation in {"next", "coming"}:
        return year + (month <= here)
    return year


def _real_month(match: Match[str], words: Words) -> bool:
    groups = match.groupdict()
    printed = str(groups["month"])
    if not printed[0].isupper():
        return False
    if any(groups.get(name) for name in ("year", "year2", "relative", "portion")):
        return True
    at = match.span("month")
    before = words.before(match.span())
    licensed = bool(groups.get("rel")) or before in lexicon().before
    if len(printed.rstrip(".")) <= 4 and printed.lower() not in {"may", "june", "july"}:
        return licensed and printed.endswith(".")
    if words.is_person(at):
        return False
    tags = {token.tag for token in words.at(at)}
    if printed.lower() in lexicon().month_verbs:
        return licensed and bool(tags & _PROPER)
    return licensed or bool(tags & _PROPER)


def _read_year(match: Match[str], context: Context) -> Reading:
    groups = match.groupdict()
    year = _number(groups, "year")
    if year is None:
        short = _number(groups, "short") or 0
        year = 2000 + short if context.day and 2000 + short <= context.day.year + 5 else 1900 + short
    return _with_portion(year_period(year), "text", groups, unknown=UNKNOWN["year"], granularity="year")


def _real_year(match: Match[str], words: Words) -> bool:
    groups = match.groupdict()
    if groups.get("portion") or match.group().lower().startswith("the year"):
        return True
    year = _number(groups, "year")
    before, after = words.token_before(match.span()), words.after(match.span())
    ahead = before.text.lower() if before else ""
    if year is None:
        return ahead in lexicon().before or ahead in {"the", "of"}
    if after is not None and (after.text.lower() in lexicon().counted or after.text in {"%", "°"}):
        return False
    if any(token.tag not in {"CD", "NNP", "NN"} for token in words.at(match.span("year"))[:1]):
        return False
    if not 1900 <= year < 2100:
        return ahead in nearby("before_old_year")
    licensed = ahead in lexicon().before or ahead in nearby("before_year")
    if licensed or after is None or not after.text[0].isalpha():
        return before is None or before.tag != "CD"
    # "In the run, 2003 people ...": a number of things, unless it stands within a name ("Expo 2020 Dubai").
    return after.tag not in {"NNS", "JJ"} or before is None or before.tag in {"NNP", "NNPS", "POS"}


def _read_code(match: Match[str], _context: Context) -> Reading:
    day = day_period(lexicon().numbered_days[match.group()])
    return dated(day, "text", unknown=UNKNOWN["day"], granularity="day")


def _read_years(match: Match[str], _context: Context) -> Reading:
    groups = match.groupdict()
    first = _number(groups, "year") or 1
    printed = str(groups["other"])
    last = int(printed) if len(printed) == 4 else first // 100 * 100 + int(printed)
    period = interval(year_period(first), year_period(last), "year", f"P{last - first}Y")
    reading = dated(period, "text", unknown="PXY", granularity="year")
    return replace(reading, type="DURATION", period=year_period(last))


def _real_years(match: Match[str], _words: Words) -> bool:
    first, printed = _number(match.groupdict(), "year") or 0, match["other"]
    last = int(printed) if len(printed) == 4 else first // 100 * 100 + int(printed)
    return 0 < last - first < 100


def _read_decade(match: Match[str], _context: Context) -> Reading:
    groups = match.groupdict()
    year = _number(groups, "year")
    if year is None:
        printed = _number(groups, "short")
        tens = printed if printed is not None else int(number_of(str(groups["named"])[:-3] + "y") or 0)
        year = (1900 if tens >= 20 else 2000) + tens
    return _with_portion(decade_period(year), "text", groups, unknown=UNKNOWN["decade"], granularity="decade")


def _read_century(match: Match[str], _context: Context) -> Reading:
    groups = match.groupdict()
    number = ordinal_of(str(groups["ordinal"]))
    period = century_period(number) if 1 <= number <= 99 else None
    return _with_portion(period, "text", groups, unknown=UNKNOWN["century"], granularity="century")


def _read_quarter(match: Match[str], context: Context) -> Reading:
    groups = match.groupdict()
    number = _number(groups, "q") or ordinal_of(str(groups.get("ordinal") or "1"))
    half = (groups.get("what") or "quarter").lower() == "half"
    year, anchor = _year(match, context)
    letter, months = ("H", 6) if half else ("Q", 3)
    if year is None and not groups.get("relative") and context.day is not None:
        anchor = context.anchor
        year = context.day.year if groups.get("whole") else _quarter_year(context, number, months)
    period = None
    if year is not None:
        period = half_period(year, number) if half else quarter_period(year, number)
    name = "half_year" if half else "quarter"
    reading = dated(period, anchor, unknown=f"XXXX-{letter}{number}", granularity=name)
    return replace(reading, period=period)


def _quarter_year(context: Context, number: int, months: int) -> int | None:
    """The year of a quarter or half without one: past tense means the last that has begun."""
    if context.day is None:
        return None
    current = (context.day.month - 1) // months + 1
    if context.direction() == "future":
        return context.day.year + (number < current)
    # What is told of a quarter is mostly its results, soon after its end; one that is long over has its year.
    long_over = number > current and 12 // months - number + current > 12 // months // 2
    return context.day.year - (number > current and not long_over)


def _real_quarter(match: Match[str], words: Words) -> bool:
    groups = match.groupdict()
    number = _number(groups, "q") or ordinal_of(str(groups.get("ordinal") or "1"))
    half = (groups.get("what") or "quarter").lower() == "half"
    if number > (2 if half else 4):
        return False
    if half:  # the second half of a match has no year
        return bool(_number(groups, "year", "year2") or groups.get("relative") or groups.get("whole"))
    after = words.after(match.span())
    stated = _number(groups, "year", "year2") or groups.get("relative") or groups.get("whole")
    return bool(stated) or after is None or after.text.lower() not in nearby("sport")


def _read_season(match: Match[str], context: Context) -> Reading:
    groups = match.groupdict()
    season = lexicon().seasons[str(groups["season"]).lower()]
    year, anchor = _year(match, context)
    letters = season.timex
    if year is not None and groups.get("year") and season.timex == "WI" and not groups.get("to"):
        # The winter of 2022 may be either of the two that have days in that year.
        either = season_period(year, season)
        return replace(
            dated(either, anchor, unknown="", granularity="season"), first=season_period(year - 1, season).first
        )
    relation = (groups.get("rel") or "").lower()
    if year is None and not groups.get("relative"):
        anchor = context.anchor
        year = _season_year(relation, season.first_month, context)
    period = season_period(year, season) if year else None
    return dated(period, anchor, unknown=f"XXXX-{letters}", granularity="season")


def _season_year(relation: str, first_month: int, context: Context) -> int | None:
    """The year in which the season that is meant begins, by the day of writing."""
    if context.day is None:
        return None
    year = context.day.year
    begins = [date(year + shift, first_month, 1) for shift in (-2, -1, 0, 1)]
    begun = [day for day in begins if day <= context.day]
    ended = [day for day in begun if (context.day - day).days > 92]
    ahead = [day for day in begins if day > context.day]
    if relation in {"last", "past", "previous"}:
        return ended[-1].year
    if relation in {"next", "coming", "following", "upcoming"}:
        return ahead[0].year
    within = begun[-1] != ended[-1]
    if within:
        return begun[-1].year
    direction = context.direction()
    if direction == "future":
        return ahead[0].year
    if direction == "past":
        return ended[-1].year
    nearer = (context.day - ended[-1]).days - 92 <= (ahead[0] - context.day).days
    return ended[-1].year if nearer else ahead[0].year


def _real_season(match: Match[str], words: Words) -> bool:
    groups = match.groupdict()
    stated = _number(groups, "year", "year2") or groups.get("relative")
    tags = {token.tag for token in words.at(match.span("season"))}
    if not tags & _PROPER and not stated:
        return False
    if stated:
        return True
    after = words.after(match.span())
    behind = after.text.lower() if after else ""
    name = str(groups["season"]).lower()
    if name in {"fall", "spring"} and (
        behind in {"of", "in", "from", "to"} or (after is not None and after.tag == "NN")
    ):
        return False
    if groups.get("rel") or groups.get("portion"):
        return True
    before = words.before(match.span())
    if behind == "of" or (name in {"fall", "spring"} and not groups.get("the")):
        return False
    return before in nearby("before_season")


def _read_week_of(match: Match[str], context: Context) -> Reading:
    reading = _read_day(match, context)
    if reading.first is None:
        return Reading(type="DATE", value="XXXX-WXX", granularity="week")
    return dated(week_period(reading.first), reading.anchor, unknown="", granularity="week")


def _read_first_months(match: Match[str], context: Context) -> Reading:
    groups = match.groupdict()
    number = int(number_of(str(groups["number"])) or 1)
    year, anchor = _year(match, context)
    value = f"P{number}M"
    if year is None or not 1 <= number <= 12:
        return Reading(type="DURATION", value=value, granularity="month")
    first, last = (1, number) if str(groups["which"]).lower() == "first" else (13 - number, 12)
    period = months_period("month", (year, first), (year, last), value)
    return replace(dated(period, anchor, unknown=value, granularity="month"), type="DURATION")


def _always(_match: Match[str], _words: Words) -> bool:
    return True


def _capital_month(match: Match[str], words: Words) -> bool:
    return _real_day(match, words)


def rules() -> tuple[Rule, ...]:
    """The rules for absolute dates."""
    return rules_of(
        {
            "month-day": (_read_day, _real_day),
            "day-month": (_read_day, _real_day),
            "iso": (_read_numeric, _real_numeric),
            "numeric": (_read_numeric, _real_numeric),
            "month-days": (_read_range, _real_range),
            "days-month": (_read_range, _real_range),
            "month": (_read_month, _real_month),
            "week-of": (_read_week_of, _capital_month),
            "code": (_read_code, _always),
            "years": (_read_years, _real_years),
            "year": (_read_year, _real_year),
            "short-year": (_read_year, _real_year),
            "decade": (_read_decade, _real_decade),
            "century": (_read_century, _always),
            "quarter": (_read_quarter, _real_quarter),
            "q": (_read_quarter, _real_quarter),
            "season": (_read_season, _real_season),
            "first-months": (_read_first_months, _always),
        }
    )


def _real_decade(match: Match[str], words: Words) -> bool:
    groups = match.groupdict()
    if groups.get("year"):
        return True
    text = match.group().lower()
    before = words.token_before(match.span())
    age = before is not None and before.text.lower() in nearby("ages")
    listed = re.fullmatch(r"['’]?\d0s (?:and|or|to)", words.before(match.span(), 2)) is not None
    return not age and (text.startswith("the") or "'" in text or "’" in text or bool(groups.get("portion")) or listed)
