"""Dates and times as articles and their metadata print them -> ISO 8601, never more exact than they are.

A time of day is kept only together with a zone that is beyond doubt: "8:07 pm IST" is India's only where the text
is about India, "10:00 CST" is never converted, for it may be Chicago, Shanghai or Havana.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from dateline.model import Span

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    r"|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
WEEKDAY = r"(?i:(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:r(?:s)?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?)"
_DAY = r"(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)[0-9]{2}"
DAY_AND_MONTH = rf"(?i:{_MONTH}\s{_DAY}|{_DAY}\s{_MONTH})(?![0-9])"
"""A day without its year, as datelines give it."""
_DATE = (
    rf"(?i:(?P<iso>{_YEAR}[-/.](?:0[1-9]|1[0-2])[-/.](?:0[1-9]|[12][0-9]|3[01]))(?![0-9])"
    rf"|(?:{WEEKDAY},?\s+)?"
    rf"(?:(?P<month1>{_MONTH})\s+(?P<day1>{_DAY})(?:,\s*|\s+)(?P<year1>{_YEAR})"
    rf"|(?P<day2>{_DAY})\s+(?P<month2>{_MONTH}),?\s+(?P<year2>{_YEAR}))(?![0-9]))"
)
_TIME = (
    r"(?P<hour>[01]?[0-9]|2[0-3])[:.](?P<minute>[0-5][0-9])(?::[0-5][0-9])?(?:\s?(?i:(?P<half>[ap])\.?m\b\.?))?"
    r"|(?P<hours>(?:[01][0-9]|2[0-3])[0-5][0-9])(?=\s?(?:GMT|UTC|Z\b))"
)
_ZONE = r"(?P<zone>(?:GMT|UTC)(?:\s?[+-][0-9]{1,2}(?::?[0-9]{2})?)?|[+-][0-9]{2}:?[0-9]{2}|[A-Z]{1,5}(?![A-Za-z]))"
_CLOCK = rf"(?:{_TIME})(?:\s?\(?{_ZONE}\)?)?"
_MOMENT = re.compile(rf"(?:{_DATE})(?:(?:,|\s[-–|•·]|\sat|\s?T)?\s*{_CLOCK})?")
_MOMENT_TIME_FIRST = re.compile(rf"{_CLOCK}(?:,|\son|\s[-–|•·])?\s*(?:{_DATE})")

# Zones of one meaning in news, in minutes east of Greenwich.
_ZONES = {
    "GMT": 0, "UTC": 0, "Z": 0, "WAT": 60, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "CAT": 120, "SAST": 120,
    "MSK": 180, "EAT": 180, "TRT": 180, "IRST": 210, "PKT": 300, "NPT": 345, "WIB": 420, "HKT": 480, "SGT": 480,
    "AWST": 480, "KST": 540, "JST": 540, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
    "EST": -300, "EDT": -240, "CDT": -300, "MDT": -360, "MST": -420, "PDT": -420, "PST": -480,
}  # fmt: skip
_AMERICAN = {"ET": -300, "CT": -360, "MT": -420, "PT": -480}
_INDIAN = re.compile(
    r"\b(?:India|Indian|Indians|New Delhi|Delhi|Mumbai|Kolkata|Chennai|Bengaluru|lakh|crore|PTI|ANI|IANS)\b"
)
_BANGLADESHI = re.compile(r"\b(?:Bangladesh|Bangladeshi|Dhaka)\b")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, or a date and time with its zone, as ISO 8601, and where it stands."""

    iso: str
    span: Span


def find_moments(text: str, start: int, end: int, *, context: str = "") -> Iterator[Moment]:
    """The full dates in ``text[start:end]``, with the time of day where its zone is known.

    ``context`` is what the article says otherwise: it decides what IST and BST mean.
    """
    position = start
    while position < end:
        match = _first(_MOMENT.search(text, position, end), _MOMENT_TIME_FIRST.search(text, position, end))
        if match is None:
            return
        day = _day_of(match)
        if day is not None:
            yield Moment(_iso(match, day, context), match.span())
        position = match.end()


def _first(one: re.Match[str] | None, other: re.Match[str] | None) -> re.Match[str] | None:
    if one is None or other is None:
        return one or other
    return other if other.start() < one.start() else one


def _day_of(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    try:
        if groups["iso"]:
            return date.fromisoformat(re.sub(r"[/.]", "-", groups["iso"]))
        number = "1" if groups["day1"] else "2"
        month = _MONTHS[groups[f"month{number}"].rstrip(".").casefold()]
        day = int(re.sub(r"\D", "", groups[f"day{number}"]))
        return date(int(groups[f"year{number}"]), month, day)
    except ValueError:  # 31 February
        return None


def _iso(match: re.Match[str], day: date, context: str) -> str:
    groups = match.groupdict()
    digits = groups["hours"]
    if groups["zone"] is None or not (digits or groups["hour"]):
        return day.isoformat()
    hour, minute = (int(digits[:2]), int(digits[2:])) if digits else (int(groups["hour"]), int(groups["minute"]))
    if groups["half"]:
        if hour > 12:
            return day.isoformat()
        hour = hour % 12 + (12 if groups["half"].casefold() == "p" else 0)
    offset = zone_offset(groups["zone"], day, context)
    if offset is None:
        return day.isoformat()
    zone = timezone(timedelta(minutes=offset))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone).isoformat()


def zone_offset(zone: str, day: date, context: str = "") -> int | None:
    """Minutes east of Greenwich of ``zone`` on ``day``, or None where it could be several."""
    if zone in _ZONES:
        return _ZONES[zone]
    if zone in _AMERICAN:
        summer = _american_summer(day)
        return None if summer is None else _AMERICAN[zone] + 60 * summer
    if zone == "IST":  # also Israel's and Ireland's
        return 330 if _INDIAN.search(context) else None
    if zone == "BST":  # also Bangladesh's
        return 60 if _british_summer(day) and not _BANGLADESHI.search(context) else None
    numeric = re.fullmatch(r"(?:GMT|UTC)?\s?([+-])([0-9]{1,2}):?([0-9]{2})?", zone)
    if numeric is None or int(numeric[2]) > 14:
        return None
    return (-1 if numeric[1] == "-" else 1) * (60 * int(numeric[2]) + int(numeric[3] or 0))


def _sunday(year: int, month: int, nth: int) -> date:
    """The ``nth`` Sunday of a month, the last for 0."""
    if nth == 0:
        last = date(year, month, 31)
        return last - timedelta(days=last.isoweekday() % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(7 - first.isoweekday()) % 7 + 7 * (nth - 1))


def _american_summer(day: date) -> bool | None:
    """Whether the United States keep summer time; None for the days of change and before the rule of 2007."""
    begins, ends = _sunday(day.year, 3, 2), _sunday(day.year, 11, 1)
    if day.year < 2007 or day in (begins, ends):
        return None
    return begins < day < ends


def _british_summer(day: date) -> bool:
    return day.year >= 1996 and _sunday(day.year, 3, 0) < day < _sunday(day.year, 10, 0)


def normal_moment(value: object) -> str | None:
    """A date of metadata as ISO 8601 with its zone kept, or None: ISO, RFC 2822, seconds of Unix, "May 21, 2025"."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _unix(float(value))
    if not isinstance(value, str):
        return None
    text = " ".join(value.split())
    if re.fullmatch(r"[0-9]{9,10}|[0-9]{13}", text):
        return _unix(float(text))
    return _from_iso(text) or _from_mail(text) or next((m.iso for m in find_moments(text, 0, len(text))), None)


def _unix(seconds: float) -> str | None:
    if seconds > 1e11:  # milliseconds
        seconds /= 1000
    # Before 1990 there was no such file, after 2100 there is none yet: a number there is no time.
    if not 631152000 <= seconds <= 4102444800:
        return None
    return datetime.fromtimestamp(int(seconds), UTC).isoformat()


def _from_iso(text: str) -> str | None:
    if not re.match(r"[12][0-9]{3}-?[0-9]{2}-?[0-9]{2}", text):
        return None
    text = re.sub(r"^(\S+) ([0-9:.]+) ?(UTC|GMT|Z|[+-][0-9:]+)?$", r"\1T\2\3", text)
    text = re.sub(r"\s?(?:UTC|GMT)$", "Z", text)
    text = re.sub(r"([+-][0-9]{2})$", r"\1:00", text) if "T" in text else text
    try:
        if "T" not in text:
            return date.fromisoformat(text).isoformat()
        return datetime.fromisoformat(text).replace(microsecond=0).isoformat()
    except ValueError:
        return None


def _from_mail(text: str) -> str | None:
    if not re.match(r"(?:[A-Z][a-z]{2}, ?)?[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:", text):
        return None
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError):
        return None
