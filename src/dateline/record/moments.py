"""Moments as the record keeps them, in texts that sort by time, and the order of an article's versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime


def stamp(moment: datetime) -> str:
    """``moment`` in UTC with microseconds and a ``Z``; one without a zone is taken as local time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication time: ``day`` as printed, ``moment`` in UTC to sort by (the day where no time is printed)."""

    day: str
    moment: str


def publication(published: str | None) -> Publication | None:
    """The day and moment of an article's ``published``; a time without a zone counts as UTC."""
    if published is None:
        return None
    if len(published) == 10:  # YYYY-MM-DD
        day = date.fromisoformat(published).isoformat()
        return Publication(day, day)
    moment = datetime.fromisoformat(published)
    try:
        sortable = stamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except OverflowError:  # the first or last day of the calendar, in another zone
        sortable = stamp(moment.replace(tzinfo=UTC))
    return Publication(moment.date().isoformat(), sortable)


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an address: the article's id, when it was published and when it was first read."""

    article: str
    published: Publication | None
    read_at: str


def in_order(versions: Iterable[Version]) -> list[Version]:
    """The versions of one address, first to last, whatever order they came in.

    By publication where all of them tell it, by the day alone where one of them tells no more; then by
    the time of reading, then by id.
    """
    several = list(versions)
    known = [version.published for version in several if version.published]
    told = len(known) == len(several)
    by_day = any(published.moment == published.day for published in known)

    def key(version: Version) -> tuple[str, str, str]:
        published = ""
        if told and version.published:
            published = version.published.day if by_day else version.published.moment
        return published, version.read_at, version.article

    return sorted(several, key=key)
