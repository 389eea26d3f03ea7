"""Times counted from the day of writing or from a time that was read before.

"Last week", "Thursday evening", "two years ago", "earlier this month" are counted from the day of writing; "the
following day", "two days earlier", "that month" from what the text named last.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from re import Match
from typing import Final

from dateline.model.mentions import Anchoring
from dateline.times.amounts import amount_accepted, amount_of, period_away
from dateline.times.lexicon import context as nearby
from dateline.times.lexicon import lexicon
from dateline.times.periods import (
    Period,
    approximate,
    clipped,
    day_period,
    portion,
    same_period,
    unit_period,
    weekend_period,
)
from dateline.times.readings import UNKNOWN, Context, Reading, Rule, at_part, dated, rules_of, since_or_until
from dateline.times.words import Words

# Units away from the day of writing, and from what was named last.
_DEICTIC: Final = {
    "last": -1,
    "past": -1,
    "latest": -1,
    "this": 0,
    "current": 0,
    "present": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
}
_ANAPHORIC: Final = {"previous": -1, "preceding": -1, "prior": -1, "same": 0, "that": 0, "following": 1, "ensuing": 1}
_DAYS: Final = {**_ANAPHORIC, "next": 1}
_DAY: Final = timedelta(days=1)


def _read_deictic_day(match: Match[str], context: Context) -> Reading:
    groups = match.groupdict()
    shift, part = lexicon().deictic[" ".join(str(groups["when"]).lower().split())]
    named = groups.get("part")
    day = unit_period("day", context.day, shift) if context.day else None
    reading = dated(day, context.anchor, unknown=UNKNOWN["day"], granularity="day")
    if named:
        return at_part(reading, lexicon().parts_of_day[named.lower()])
    if part and day is not None:
        reading = at_part(reading, part)
        # A night has days on both sides of midnight; "overnight" is the one behind or ahead.
        return _night(reading, day) if part == "NI" else reading
    return at_part(reading, part) if part else reading


def _night(reading: Reading, day: Period) -> Reading:
    last = unit_period("day", day.first, 1)
    return reading if last is None else replace(reading, last=last.first, edtf=f"{day.edtf}/{last.edtf}")


def _deictic_accepted(match: Match[str], words: Words) -> bool:
    when = match["when"].lower()
    tokens = words.at(match.span("when"))
    if when == "overnight":
        return bool(tokens) and tokens[0].tag == "RB"
    if when in {"today", "tomorrow"} and match["when"][0].isupper():  # "USA Today"
        return not words.is_name(match.span("when"))
    return True


def _read_weekday(match: Match[str], context: Context) -> Reading:
    groups = match.groupdict()
    number = lexicon().weekdays[str(groups["weekday"]).lower().rstrip(".")]
    relation = (groups.get("rel") or groups.get("rel2") or "").lower()
    week = (groups.get("week") or "").lower()
    found, anchor = _weekday(context, number, relation, week)
    reading = dated(day_period(found) if found else None, anchor, unknown=f"XXXX-WXX-{number}", granularity="day")
    part = groups.get("part")
    if not part:
        return reading
    if found is None:
        return replace(reading, type="TIME", value=f"XXXX-WXX-{number}T{lexicon().parts_of_day[part.lower()]}")
    return at_part(reading, lexicon().parts_of_day[part.lower()])


def _weekday(context: Context, number: int, relation: str, week: str) -> tuple[date | None, Anchoring | None]:
    if relation in {"following", "previous", "preceding"}:
        reference = context.last("day")
        if reference is None:
            return None, None
        step = 1 if relation == "following" else -1
        return _step_to(reference.first + step * _DAY, number, step), "time"
    day = context.day
    if day is None:
        return None, None
    if week:
        monday = day + (_DEICTIC[week] * 7 - day.weekday()) * _DAY
        return monday + (number - 1) * _DAY, context.anchor
    if relation in {"last", "past"}:
        return _step_to(day - _DAY, number, -1), context.anchor
    if relation in {"next", "coming"}:
        return _step_to(day + _DAY, number, 1), context.anchor
    ahead = context.direction() == "future"
    return _step_to(day, number, 1 if ahead else -1), context.anchor


def _step_to(day: date, weekday: int, step: int) -> date:
    """The first day with that weekday from ``day`` on, forwards or backwards."""
    return day + step * ((step * (weekday - day.isoweekday())) % 7) * _DAY


def _weekday_accepted(match: Match[str], words: Words) -> bool:
    printed = match["weekday"]
    if not printed[0].isupper():
        return False
    short = printed.lower().rstrip(".") in lexicon().short_weekdays
    if short and not printed.endswith(".") and not (match["part"] or match["rel"]):
        return False
    before = words.token_before(match.span())
    # "Black Friday", "Bloody Sunday": another day, of a name of its own.
    named = before is not None and before.tag in {"NNP", "JJ"} and before.text.lower() in nearby("names_of_weekdays")
    return not named


def _read_unit(match: Match[str], context: Context) -> Reading:
    groups = match.groupdict()
    unit = str(groups["unit"]).lower()
    relation = (groups.get("rel") or "this").lower()
    period, anchor = _unit(context, unit, relation)
    part, side, rest = groups.get("portion"), (groups.get("side") or "").lower(), groups.get("rest")
    unknown = UNKNOWN.get(unit, "XXXX-XX-XX")
    if period is None:
        return dated(None, None, unknown=unknown, granularity=unit)
    if side in {"early", "late"}:
        part = side
    if part:
        named = lexicon().portions[" ".join(part.lower().split())]
        return replace(dated(portion(period, named), anchor, unknown=unknown, granularity=unit), period=period)
    shown = period
    if context.day is not None and anchor != "time":
        if side == "earlier":
            shown = clipped(period, period.first, context.day)
        elif side == "later" or rest:
            shown = clipped(period, context.day, period.last)
    return replace(dated(shown, anchor, unknown=unknown, granularity=unit), period=period)


def _unit(context: Context, unit: str, relation: str) -> tuple[Period | None, Anchoring | None]:
    """The week, month, year ... that "last", "the following", "that" make of a unit."""
    if unit == "fortnight":
        return None, None
    if unit == "weekend":
        return _weekend(context, relation)
    anaphoric = relation in _ANAPHORIC or (unit == "day" and relation in _DAYS)
    if anaphoric:
        return _anaphoric_unit(context, unit, _DAYS[relation])
    if context.day is None:
        return None, None
    return unit_period(unit, context.day, _DEICTIC.get(relation, 0)), context.anchor


_COARSER: Final = ("day", "weekend", "week", "month", "quarter", "half_year", "year", "decade", "century")


def _anaphoric_unit(context: Context, unit: str, shift: int) -> tuple[Period | None, Anchoring | None]:
    """So many units away from what was named last, where that is at least as exact as the unit."""
    reference = context.last()
    if reference is None:
        if shift >= 0 or context.day is None:
            return None, None
        return unit_period(unit, context.day, shift), context.anchor
    if not _fits(reference, unit):
        return None, None
    return unit_period(unit, reference.first, shift), "time"


def _fits(reference: Period, unit: str) -> bool:
    name = "month" if reference.granularity == "season" else reference.granularity
    order = _COARSER
    return name in order and unit in order and order.index(name) <= order.index(unit)


def _weekend(context: Context, relation: str) -> tuple[Period | None, Anchoring | None]:
    if context.day is None:
        return None, None
    here = weekend_period(context.day)
    shift = _DEICTIC.get(relation, 0)
    weekday = context.day.isoweekday()
    if shift < 0:
        # On a Sunday "last weekend" is the one before this.
        return unit_period("weekend", context.day, -1), context.anchor
    if shift > 0:
        return unit_period("weekend", context.day, 1 if weekday >= 6 else 0), context.anchor
    if weekday < 6 and context.direction() != "future" and (relation in {"the", "this"} and _behind(context)):
        return unit_period("weekend", context.day, -1), context.anchor
    return here, context.anchor


def _behind(context: Context) -> bool:
    """Whether "this weekend" or "the weekend" is the last one: the tense says so, or nothing says otherwise."""
    return context.direction() == "past"


def _unit_accepted(match: Match[str], words: Words) -> bool:
    groups = match.groupdict()
    unit, relation = str(groups["unit"]).lower(), (groups.get("rel") or "").lower()
    after = words.after(match.span())
    behind = after.text.lower() if after else ""
    if unit in {"day", "hour"} and relation not in _DAYS and not groups.get("portion"):
        return False
    if unit == "quarter" and behind in {"of", "century"}:
        return False
    if relation in {"last", "next", "past"} and behind in {"old", "minute", "-", "of"}:
        return False
    return not (relation == "that" and words.at(match.span())[0].tag in {"IN", "WDT"})


def _read_the_unit(match: Match[str], context: Context) -> Reading:
    """The reading of "the year": the one that was named last, else the one of the day of writing.

    A quarter that no one named stays open, for results are told after its end.
    """
    unit = match["unit"].lower()
    named = context.last(unit)
    if named is not None:
        return dated(named, "time", unknown=UNKNOWN[unit], granularity=unit)
    here = unit_period(unit, context.day) if context.day and unit != "quarter" else None
    return dated(here, context.anchor, unknown=UNKNOWN[unit], granularity=unit)


def _the_unit_accepted(match: Match[str], words: Words) -> bool:
    after = words.after(match.span())
    ends = after is None or not after.text[0].isalpha() or after.text.lower() in {"ended", "ending", "to", "and", "as"}
    hyphen = after is not None and after.text in {"-", "‐", "‑", "–"}
    return ends and not hyphen and words.before(match.span()) in nearby("before_the_unit")


def _read_bare_day(_match: Match[str], context: Context) -> Reading:
    anchor: Anchoring | None = "time"
    period = context.last("day")
    if period is None and context.day is not None:
        period, anchor = day_period(context.day), context.anchor
    return dated(period, anchor, unknown=UNKNOWN["day"], granularity="day")


def _bare_day_accepted(match: Match[str], words: Words) -> bool:
    """Whether "the day" is the one that is told of: "ended the day at 7,114", "later in the day"."""
    before, two = words.before(match.span()), words.before(match.span(), 2)
    after = words.after(match.span())
    closing = after is None or not after.text[0].isalpha() or after.text.lower() in nearby("behind_the_day")
    return (before in nearby("before_the_day") or two in nearby("before_the_day_2")) and closing


def _read_ago(match: Match[str], context: Context) -> Reading:
    """So long ago, or from now: a period of the unit, about."""
    groups = match.groupdict()
    amount = amount_of(groups)
    ahead = match.group().lower().endswith(("now", "time", "hence"))
    modifier = _modifier(groups)
    if amount.number is None or context.day is None:
        return _open_reference(context, amount.unit.name, ahead=ahead)
    if amount.unit.clock:
        return _hours_away(context, ahead=ahead, granularity=amount.unit.name)
    period = period_away(amount, context.day, 1 if ahead else -1)
    unknown = UNKNOWN.get(amount.unit.name, "XXXX")
    if period is None:
        return dated(None, None, unknown=unknown, granularity=amount.unit.name)
    reading = dated(period, context.anchor, unknown=unknown, granularity=amount.unit.name)
    exact = amount.unit.name == "day" and modifier is None
    if not exact:
        reading = replace(reading, edtf=approximate(period.edtf))
    return _bounded(reading, period, context.day, modifier, ahead=ahead)


def _bounded(reading: Reading, period: Period, day: date, modifier: str | None, *, ahead: bool) -> Reading:
    """The reading with the side open that "more than" or "less than" leaves open."""
    first, last = period.edtf.partition("/")[0], period.edtf.rpartition("/")[2]
    here = day.isoformat()
    if modifier == "more":
        if ahead:
            return replace(reading, last=None, edtf=f"{approximate(first)}/..", period=None)
        return replace(reading, first=None, edtf=f"../{approximate(last)}", period=None)
    if modifier == "less":
        if ahead:
            return replace(reading, first=day, edtf=f"{here}/{approximate(last)}", period=None)
        return replace(reading, last=day, edtf=f"{approximate(first)}/{here}", period=None)
    return reading


def _open_reference(context: Context, unit: str, *, ahead: bool) -> Reading:
    """Behind or ahead of the day of writing, nobody says how far."""
    reading = Reading(type="DATE", value="FUTURE_REF" if ahead else "PAST_REF", granularity=unit)
    return since_or_until(reading, context, backwards=not ahead)


def _hours_away(context: Context, *, ahead: bool, granularity: str) -> Reading:
    """Hours before or after the moment of writing: on that day or the next to it."""
    reading = Reading(type="TIME", value="XXXX-XX-XX", granularity=granularity)
    if context.day is None:
        return reading
    other = unit_period("day", context.day, 1 if ahead else -1)
    if other is None:
        return reading
    first, last = sorted((context.day, other.first))
    return replace(
        reading,
        value=context.day.isoformat(),
        first=first,
        last=last,
        edtf=f"{first.isoformat()}/{last.isoformat()}",
        anchor=context.anchor,
    )


def _modifier(groups: dict[str, str | None]) -> str | None:
    printed = groups.get("modifier")
    return lexicon().modifiers[" ".join(printed.lower().split())] if printed else None


def _read_offset(match: Match[str], context: Context) -> Reading:
    """So long before or after what the text named last."""
    groups = match.groupdict()
    amount = amount_of(groups)
    ahead = str(groups["way"]).lower() in {"later", "after", "afterwards", "on"}
    unit = amount.unit.name
    unknown = UNKNOWN.get(unit, "XXXX-XX-XX")
    reference = context.last()
    anchor: Anchoring | None = "time"
    if reference is None and not ahead and context.day is not None and unit in _COARSER:
        reference, anchor = day_period(context.day), context.anchor
    if reference is None or amount.number is None or not _fits(reference, unit):
        return dated(None, None, unknown=unknown, granularity=unit)
    if (
        unit in {"year", "month"}
        and reference.granularity in {"month", "quarter", "half_year"}
        and not amount.number % 1
    ):
        moved = same_period(reference, int(amount.number) * (1 if ahead else -1)) if unit == "year" else None
        if moved is not None and reference.granularity == "quarter":
            return dated(moved, anchor, unknown=unknown, granularity=unit)
    period = period_away(amount, reference.first, 1 if ahead else -1)
    reading = dated(period, anchor, unknown=unknown, granularity=unit, modifier=_modifier(groups))
    if period is None:
        return reading
    return reading if unit == "day" else replace(reading, edtf=approximate(period.edtf))


def _offset_accepted(match: Match[str], words: Words) -> bool:
    groups = match.groupdict()
    if not amount_accepted(match, words):
        return False
    if amount_of(groups).unit.clock:
        return False
    way = str(groups["way"]).lower()
    if way in {"later", "earlier", "previously", "afterwards", "beforehand"}:
        return True
    after = words.after(match.span())
    return after is None or after.text.lower() in nearby("closing")


def _read_day_before(match: Match[str], context: Context) -> Reading:
    """The reading of "the day before": away from what was named last."""
    period, anchor = _anaphoric_unit(context, match["unit"].lower(), -1 if match["way"].lower() != "after" else 1)
    return dated(period, anchor, unknown=UNKNOWN[match["unit"].lower()], granularity=match["unit"].lower())


def _day_before_accepted(match: Match[str], words: Words) -> bool:
    after = words.after(match.span())
    return after is None or after.text.lower() in nearby("closing")


def _read_same_period(_match: Match[str], context: Context) -> Reading:
    """The reading of "the same period last year": the period that was named last, a year before."""
    reference = context.last("month", "quarter", "half_year")
    if reference is None:
        return dated(None, None, unknown="XXXX", granularity="year")
    return dated(same_period(reference, -1), "time", unknown="XXXX", granularity=reference.granularity)


def _always(_match: Match[str], _words: Words) -> bool:
    return True


def rules() -> tuple[Rule, ...]:
    """The rules for deictic and anaphoric times."""
    return rules_of(
        {
            "deictic-day": (_read_deictic_day, _deictic_accepted),
            "weekday": (_read_weekday, _weekday_accepted),
            "part-weekday": (_read_weekday, _weekday_accepted),
            "unit": (_read_unit, _unit_accepted_bare),
            "rest": (_read_unit, _rest_accepted),
            "of-the-unit": (_read_unit, _unit_accepted_bare),
            "the-unit": (_read_the_unit, _the_unit_accepted),
            "the-weekend": (_read_weekend_bare, _weekend_accepted),
            "the-day": (_read_bare_day, _bare_day_accepted),
            "ago": (_read_ago, amount_accepted),
            "time": (_read_ago, _time_accepted),
            "long-ago": (_read_ago, _always),
            "offset": (_read_offset, _offset_accepted),
            "day-before": (_read_day_before, _day_before_accepted),
            "same-period": (_read_same_period, _always),
            "that-time": (_read_that_time, _that_time_accepted),
            "year-end": (_read_year_end, _always),
            "year-ago": (_read_year_ago, _always),
        }
    )


def _rest_accepted(match: Match[str], _words: Words) -> bool:
    return match["unit"].lower() != "century"


def _time_accepted(match: Match[str], words: Words) -> bool:
    """Whether "two weeks' time" lies ahead, which "in" tells."""
    return amount_accepted(match, words) and words.before(match.span()) == "in"


def _unit_accepted_bare(match: Match[str], words: Words) -> bool:
    groups = match.groupdict()
    if not groups.get("rel"):
        if (groups.get("side") or "").lower() in {"early", "late"}:
            return False
        if "the" not in match.group().lower().split():
            return False
    return _unit_accepted(match, words)


def _read_weekend_bare(_match: Match[str], context: Context) -> Reading:
    period, anchor = _weekend(context, "the")
    if context.day is not None and context.direction() is None and context.day.isoweekday() < 4:
        period = unit_period("weekend", context.day, -1)
    return dated(period, anchor, unknown=UNKNOWN["weekend"], granularity="weekend")


def _weekend_accepted(match: Match[str], words: Words) -> bool:
    return words.before(match.span()) in nearby("before_weekend")


def _read_that_time(_match: Match[str], context: Context) -> Reading:
    return dated(context.last(), "time", unknown="XXXX-XX-XX", granularity="day")


def _that_time_accepted(match: Match[str], words: Words) -> bool:
    return words.before(match.span()) in nearby("before_that_time")


def _read_year_end(_match: Match[str], context: Context) -> Reading:
    period = unit_period("year", context.day, 0) if context.day else None
    if period is None:
        return dated(None, None, unknown="XXXX", granularity="year")
    return replace(dated(portion(period, "end"), context.anchor, unknown="XXXX", granularity="year"), period=period)


def _read_year_ago(_match: Match[str], context: Context) -> Reading:
    period = unit_period("year", context.day, -1) if context.day else None
    return dated(period, context.anchor, unknown="XXXX", granularity="year", modifier="about")
