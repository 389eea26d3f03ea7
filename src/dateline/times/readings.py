"""What an expression says, and what it is read against."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from re import Match, Pattern
from typing import Final, TypeAlias

from dateline.language.analysis import Token
from dateline.model.mentions import Anchoring, TimexType
from dateline.model.spans import Span
from dateline.times.lexicon import forms
from dateline.times.patterns import compiled, needed
from dateline.times.periods import Period, approximate
from dateline.times.tense import Direction
from dateline.times.words import Words

UNKNOWN: Final = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "year": "XXXX", "decade": 3 * "X", "century": "XX", "fortnight": "XXXX-WXX",
}  # fmt: skip
"""The TIMEX3 value of a unit of which nothing is known: an X for each digit that a known one would have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an expression says: TIMEX3 type and value, the days from ``first`` to ``last``, its EDTF string.

    ``anchor`` tells what it was counted from; ``period`` is what a later expression can refer to.
    """

    type: TimexType
    value: str
    granularity: str | None
    first: date | None = None
    last: date | None = None
    edtf: str | None = None
    anchor: Anchoring | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """An expression that was read before, with its place: what later ones refer to."""

    span: Span
    reading: Reading


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression at ``span`` is read against.

    ``day`` is when the text was written and ``anchor`` where that was taken from, both None where unknown;
    ``earlier`` are the dates that were read before it, in the order of the text.
    """

    words: Words
    span: Span
    day: date | None
    anchor: Anchoring | None
    earlier: Sequence[Moment]

    def direction(self) -> Direction | None:
        """Whether the words around the expression speak of what was or of what is to come."""
        return self.words.direction(self.span)

    def before(self) -> str:
        """The word in front of the expression, in lower case, or nothing."""
        return self.words.before(self.span)

    def after(self) -> Token | None:
        """The token behind the expression, in its sentence."""
        return self.words.after(self.span)

    def last(self, *granularities: str) -> Period | None:
        """The last period of one of these granularities that was read before; without any, the last of all."""
        for moment in reversed(self.earlier):
            period = moment.reading.period
            if period is not None and (not granularities or period.granularity in granularities):
                return period
        return None

    def in_sentence(self) -> Moment | None:
        """The last expression that was read in the same sentence."""
        if self.earlier and self.words.same_sentence(self.earlier[-1].span, self.span):
            return self.earlier[-1]
        return None


Reader: TypeAlias = Callable[[Match[str], Context], Reading]
"""What a match means in its context."""
Guard: TypeAlias = Callable[[Match[str], Words], bool]
"""Whether a match is a time, by the words around it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A form that expressions take: where ``pattern`` matches and ``accepts`` agrees, ``read`` says what it means.

    Every match holds one of the words of ``needs``, ``#`` standing for any number, which saves the search
    elsewhere.
    """

    name: str
    needs: frozenset[str]
    pattern: Pattern[str]
    read: Reader
    accepts: Guard


def rules_of(meanings: Mapping[str, tuple[Reader, Guard]]) -> tuple[Rule, ...]:
    """The rules for forms of ``forms.toml``, each with what reads it and what accepts it, in the given order."""
    table, _ = forms()
    return tuple(
        Rule(name, needed(table[name].needs), compiled(table[name].pattern), read, accepts)
        for name, (read, accepts) in meanings.items()
    )


def dated(
    period: Period | None, anchor: Anchoring | None, *, unknown: str, granularity: str, modifier: str | None = None
) -> Reading:
    """The reading of a date, or the open one with the value ``unknown`` where its period is not known.

    ``modifier`` is "about", "more" or "less", as the tables have them: the first marks the date as
    approximate.
    """
    if period is None:
        return Reading(type="DATE", value=unknown, granularity=granularity)
    edtf = approximate(period.edtf) if modifier else period.edtf
    return Reading(
        type="DATE",
        value=period.value,
        granularity=period.granularity,
        first=period.first,
        last=period.last,
        edtf=edtf,
        anchor=anchor,
        period=period,
    )


def since_or_until(reading: Reading, context: Context, *, backwards: bool) -> Reading:
    """The reading with all that is behind the day of writing, or ahead of it: nobody says how far it reaches."""
    if context.day is None:
        return reading
    here = context.day.isoformat()
    if backwards:
        return replace(reading, last=context.day, edtf=f"../{here}", anchor=context.anchor)
    return replace(reading, first=context.day, edtf=f"{here}/..", anchor=context.anchor)


def at_part(reading: Reading, part: str) -> Reading:
    """The part of a day, or the clock time, on a day that was read; ``part`` is what follows the T of TIMEX3."""
    if reading.granularity != "day":
        return replace(reading, type="TIME", value=f"XXXX-XX-XXT{part}", granularity="part_of_day", period=None)
    return replace(reading, type="TIME", value=f"{reading.value}T{part}", granularity="part_of_day")
