"""The stage: an analysis and the days it was written on in, times out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Final

from dateline.language.analysis import Analysis
from dateline.model.mentions import Anchoring, Timex, TimexValue
from dateline.model.spans import Span, overlaps
from dateline.times import absolute, amounts, clocks, deictic, named
from dateline.times.clocks import on_day
from dateline.times.lexicon import any_of, lexicon
from dateline.times.patterns import words_in
from dateline.times.readings import Context, Moment, Reading, Rule
from dateline.times.words import Words

_LONGEST_LAG: Final = 31
"""Days between a dateline and publication beyond which the dateline is not when the text was written."""
# An empty line, or a sentence's end: no abbreviation in an expression of time has five letters before its full stop.
_GAP: Final = re.compile(r"\n\s*\n|(?<=[a-z]{5}[.!?])\s+(?=[A-Z\"“])")
_JOINS_CLOCK: Final = re.compile(r"(?:,? (?:on )?|,? )", re.IGNORECASE)
_SPOKEN: Final = frozenset({"clock", "clock-24", "clock-dot", "clock-digits", "clock-spoken", "clock-named"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """When a text was written: its ``published`` date or date-time, as printed, and its ``dateline``'s date.

    Both are ISO 8601 or None. The day is the printed local one, whatever its zone.
    """

    published: str | None = None
    dateline: str | None = None

    def day(self) -> tuple[date | None, Anchoring | None]:
        """The day to count from, and which of the two it is: the dateline's, unless it lies far from publication."""
        published = _plausible(datetime.fromisoformat(self.published).date()) if self.published else None
        filed = _plausible(date.fromisoformat(self.dateline)) if self.dateline else None
        if filed is not None and (published is None or abs((published - filed).days) <= _LONGEST_LAG):
            return filed, "dateline"
        return published, "publication" if published else None


def _plausible(day: date) -> date | None:
    """The day, unless it lies before print or where a calendar of four digits ends: there is nothing to count from."""
    return day if 1400 <= day.year <= 9000 else None


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: Span
    match: re.Match[str]
    rule: Rule


@cache
def _rules() -> tuple[Rule, ...]:
    """All rules; of two that match the same characters the earlier counts."""
    return (*absolute.rules(), *clocks.rules(), *amounts.rules(), *deictic.rules(), *named.rules())


def read_times(analysis: Analysis, anchor: Anchor) -> tuple[Timex, ...]:
    """The times of a text, by their place, with the ids t1, t2, ...; they do not overlap.

    The days of a time are null where the text and ``anchor`` do not tell them, and are never more exact
    than the text. Spans are those of TIMEX3: no preposition in front, an article and "more than" or "early" inside.

    Raises:
        ValueError: a date of ``anchor`` is not ISO 8601.
    """
    words = Words(analysis)
    day, origin = anchor.day()
    moments: list[Moment] = []
    for group in _joined(analysis.text, _chosen(_candidates(words))):
        span = (group[0].span[0], group[-1].span[1])
        readings = [
            candidate.rule.read(candidate.match, Context(words, candidate.span, day, origin, moments))
            for candidate in group
        ]
        reading = readings[0] if len(group) == 1 else _clock_on(group, readings)
        moments.append(Moment(span, reading))
    return tuple(_timex(i, analysis.text, moment) for i, moment in enumerate(moments, start=1))


def _candidates(words: Words) -> Iterable[_Candidate]:
    taken = [match.span() for match in _names().finditer(words.text)]
    for start, end in _blocks(words.text):
        present = set(words_in(words.text[start:end]))
        for rule in _rules():
            if rule.needs.isdisjoint(present):
                continue
            for match in rule.pattern.finditer(words.text, start, end):
                if rule.accepts(match, words) and not any(overlaps(match.span(), name) for name in taken):
                    yield _Candidate(match.span(), match, rule)


def _blocks(text: str) -> Iterable[Span]:
    """What stands between empty lines and sure ends of sentences: no expression reaches over one."""
    start = 0
    for gap in _GAP.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


@cache
def _names() -> re.Pattern[str]:
    """What holds the words of times and is none: "USA Today"."""
    return re.compile(rf"\b{any_of(lexicon().names)}\b")


def _chosen(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """The leftmost ones, of those that begin together the longest, without overlap."""
    ordered = sorted(candidates, key=lambda c: (c.span[0], -c.span[1]))
    chosen: list[_Candidate] = []
    reached = 0
    for candidate in ordered:
        if candidate.span[0] >= reached:
            chosen.append(candidate)
            reached = candidate.span[1]
    return chosen


def _joined(text: str, chosen: Sequence[_Candidate]) -> Iterable[list[_Candidate]]:
    """The candidates one by one, but a clock time with the day beside it: "9 a.m. on Friday"."""
    i = 0
    while i < len(chosen):
        if i + 1 < len(chosen) and _makes_one(text, chosen[i], chosen[i + 1]):
            yield [chosen[i], chosen[i + 1]]
            i += 2
        else:
            yield [chosen[i]]
            i += 1


_DAYS: Final = frozenset({"month-day", "day-month", "weekday", "deictic-day", "iso"})


def _makes_one(text: str, one: _Candidate, other: _Candidate) -> bool:
    between = text[one.span[1] : other.span[0]]
    if one.rule.name in _SPOKEN and other.rule.name in _DAYS:
        return bool(_JOINS_CLOCK.fullmatch(between))
    return one.rule.name in _DAYS and other.rule.name in _SPOKEN and between in {" ", ", "}


def _clock_on(group: Sequence[_Candidate], readings: Sequence[Reading]) -> Reading:
    """The clock time on the day beside it."""
    clock, day = readings if group[0].rule.name in _SPOKEN else reversed(readings)
    time = clock.value.partition("T")[2]
    if day.period is None or day.period.granularity != "day":
        return replace(day, type="TIME", value=f"{day.value.partition('T')[0]}T{time}", granularity=clock.granularity)
    return on_day(time, day.period, day.anchor, midnight=time.startswith("24:00"))


def _timex(number: int, text: str, moment: Moment) -> Timex:
    reading = moment.reading
    start, end = moment.span
    return Timex(
        id=f"t{number}",
        span=moment.span,
        text=text[start:end],
        start=reading.first.isoformat() if reading.first else None,
        end=reading.last.isoformat() if reading.last else None,
        granularity=reading.granularity,
        edtf=reading.edtf,
        timex=TimexValue(type=reading.type, value=reading.value),
        anchor=reading.anchor,
    )
