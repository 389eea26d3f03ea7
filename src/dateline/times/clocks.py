"""Clock times with their zones: "at 14:00 GMT", "9 a.m. local time", "noon"."""

from __future__ import annotations

import re
from dataclasses import replace
from re import Match

from dateline.model.mentions import Anchoring
from dateline.times.lexicon import context as context_words
from dateline.times.lexicon import lexicon
from dateline.times.numbers import number_of
from dateline.times.periods import Period, day_period, unit_period
from dateline.times.readings import Context, Reading, Rule, at_part, rules_of
from dateline.times.words import Words


def _read_clock(match: Match[str], context: Context) -> Reading:
    groups = match.groupdict()
    time = _time(groups) or ""
    zone = re.sub(r"[()\s]", "", groups.get("zone") or "").lower()
    exact = time + ("Z" if zone in lexicon().greenwich else "")
    period, anchor = clock_day(context)
    return on_day(exact, period, anchor, midnight=time == "24:00")


def clock_day(context: Context) -> tuple[Period | None, Anchoring | None]:
    """The day that a clock time belongs to: the sentence's, else what the text named last, else that of writing."""
    moment = context.in_sentence()
    if moment is not None and moment.reading.period is not None and moment.reading.period.granularity == "day":
        return moment.reading.period, "time"
    if context.day is None:
        return None, None
    return day_period(context.day), context.anchor


def on_day(time: str, period: Period | None, anchor: Anchoring | None, *, midnight: bool = False) -> Reading:
    """A clock time on a day; midnight is the end of one day and the beginning of the next."""
    if period is None:
        return Reading(type="TIME", value=f"XXXX-XX-XXT{time}", granularity="hour" if time.endswith("00") else "minute")
    granularity = "hour" if time.rstrip("Z").endswith(":00") else "minute"
    reading = Reading(
        type="TIME",
        value=f"{period.value}T{time}",
        granularity=granularity,
        first=period.first,
        last=period.last,
        edtf=period.edtf,
        anchor=anchor,
        period=period,
    )
    after = unit_period("day", period.first, 1) if midnight else None
    if after is None:
        return reading
    return replace(reading, last=after.first, edtf=f"{period.edtf}/{after.edtf}")


def _time(groups: dict[str, str | None]) -> str | None:
    """Hours and minutes of the match, or None where no clock shows them."""
    named = (groups.get("named") or "").lower()
    if named:
        return {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}[named]
    if groups.get("digits"):
        hour, minute = int(str(groups["digits"])[:2]), int(str(groups["digits"])[2:])
    elif groups.get("spoken"):
        hour, minute = int(number_of(str(groups["spoken"])) or 99), 0
    else:
        hour, minute = int(str(groups["hour"])), int(groups.get("minute") or 0)
    half = (groups.get("half") or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _clock_accepted(match: Match[str], words: Words) -> bool:
    groups = match.groupdict()
    if _time(groups) is None:
        return False
    if groups.get("named"):
        return words.at(match.span())[:1] != () and not words.is_name(match.span())
    if groups.get("half") or groups.get("zone") or groups.get("spoken") or groups.get("hundred") or groups.get("zone2"):
        return True
    return words.before(match.span()) in context_words("before_clock")


def _read_part(match: Match[str], context: Context) -> Reading:
    """The reading of "in the morning": of the day that the text named last."""
    part = lexicon().parts_of_day[match["part"].lower()]
    period, anchor = clock_day(context)
    if period is None:
        return Reading(type="TIME", value=f"XXXX-XX-XXT{part}", granularity="part_of_day")
    return replace(
        at_part(
            Reading(
                type="DATE",
                value=period.value,
                granularity="day",
                first=period.first,
                last=period.last,
                edtf=period.edtf,
                period=period,
            ),
            part,
        ),
        anchor=anchor,
    )


def _part_accepted(match: Match[str], words: Words) -> bool:
    after = words.after(match.span())
    return after is None or after.text.lower() != "of"


def rules() -> tuple[Rule, ...]:
    """The rules for clock times and for parts of a day without one."""
    return rules_of(
        {
            "clock": (_read_clock, _clock_accepted),
            "clock-24": (_read_clock, _clock_accepted),
            "clock-dot": (_read_clock, _clock_accepted),
            "clock-digits": (_read_digits, _clock_accepted),
            "clock-spoken": (_read_clock, _clock_accepted),
            "clock-named": (_read_clock, _clock_accepted),
            "part": (_read_part, _part_accepted),
            "part-trading": (_read_part, _part_accepted),
            "early-hours": (_read_part, _part_accepted),
        }
    )


def _read_digits(match: Match[str], context: Context) -> Reading:
    reading = _read_clock(match, context)
    greenwich = match["zone2"] and not reading.value.endswith("Z")
    return replace(reading, value=f"{reading.value}Z") if greenwich else reading
