"""From when until when a row holds: ISO dates to the day, the month or the year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def earliest(text: str) -> date:
    """The first day of an ISO day, month or year.

    Raises:
        ValueError: it is none.
    """
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def latest(text: str) -> date:
    """The last day of an ISO day, month or year.

    Raises:
        ValueError: it is none.
    """
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int | None, int | None]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"no ISO day, month or year: {text!r}")
    return int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None


@dataclass(frozen=True)
class Validity:
    """An interval of days, both ends included, as a table writes it; an empty end is open.

    An end that is known to the month or year is read widely: a row "until 2012-05" may hold on 2012-05-31.
    """

    start: str = ""
    end: str = ""

    @cached_property
    def first(self) -> date:
        """The first day on which it may hold."""
        return earliest(self.start) if self.start else date.min

    @cached_property
    def last(self) -> date:
        """The last day on which it may hold."""
        return latest(self.end) if self.end else date.max

    def holds(self, on: date | None) -> bool:
        """Whether it may hold on that day; always without one."""
        return on is None or self.first <= on <= self.last

    def overlaps(self, other: Validity) -> bool:
        """Whether both certainly hold on more than the day, month or year in which the one hands over to the other."""
        ends = earliest(self.end) if self.end else date.max, earliest(other.end) if other.end else date.max
        begins = latest(self.start) if self.start else date.min, latest(other.start) if other.start else date.min
        return max(begins) < min(ends)
