"""When and where an event is said to be: the time and the place that hang on its trigger."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from dateline.documents.places import find_place, is_region, region_country
from dateline.events.scene import Scene
from dateline.events.tables import forms
from dateline.model.events import Duration
from dateline.model.mentions import Timex
from dateline.model.spans import Span, contains

_LOCATIVE: Final = frozenset({"in", "at", "near", "outside", "inside", "to", "from", "for", "across", "into"})
_LOCATIVE_OUTER: Final = frozenset({"at", "on", "in", "during", "within", "near", "outside", "inside"})
_DIRECTED: Final = frozenset({"to", "into", "for", "from"})
_MOTION: Final = frozenset({"visit", "travel", "trip", "fly", "arrive", "tour", "withdraw", "go", "come", "return"})
# What hangs inside a clause of its own tells that clause's time.
_OWN_CLAUSE: Final = frozenset({"acl:relcl", "advcl", "ccomp", "parataxis", "acl"})
_ISO: Final = re.compile(r"PT(?:(?P<hours>\d+(?:\.\d+)?)H)?(?:(?P<minutes>\d+(?:\.\d+)?)M)?$")
_DAYS: Final = re.compile(r"P(?P<number>\d+(?:\.\d+)?)D$")
_MINUTES_A_DAY: Final = 1440.0


@dataclass(frozen=True, slots=True)
class When:
    """The time of an event: the id of the expression, if one states it, and its interval."""

    time: str | None = None
    start: str | None = None
    end: str | None = None
    basis: Literal["stated", "inherited"] | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """The place of an event as the text names it, and its country."""

    place: str | None = None
    country: str | None = None


UNDATED: Final = When()
NOWHERE: Final = Where()


def time_of(scene: Scene, reach: Sequence[int], blocked: frozenset[int], topics: Collection[int] = ()) -> Timex | None:
    """The time that hangs on one of the tokens of ``reach``, the first of them before the others.

    What hangs on a token of ``blocked`` (another trigger, a verb of saying) is that one's; of the times inside what is
    discussed (``topics``) only a day that "on" introduces is the discussion's: trees hang such a day there too.
    """
    best: tuple[int, int, Timex] | None = None
    for time, head in scene.times_beside(reach[0]):
        if time.timex is not None and time.timex.type in {"DURATION", "SET"} and time.end is None:
            continue
        if time.start is None and time.end is None:
            continue
        for steps, above in enumerate([head, *scene.tree.ancestors(head)]):
            if above in topics and "on" not in scene.tree.cases(head):
                break
            if above in reach:
                key = (reach.index(above), steps, time)
                if best is None or key[:2] < best[:2]:
                    best = key
                break
            if above in blocked or (steps and scene.tree.tokens[above].dep in _OWN_CLAUSE):
                break
    return best[2] if best else None


def when(scene: Scene, time: Timex | None, *, happened: bool) -> When:
    """The interval of an event: of its own time; else, of what has happened, on or before the day of telling.

    What has happened is not of a day ahead: that one is of what was spoken about.
    """
    if time is not None and not (happened and _is_ahead(scene, time)):
        return When(time.id, time.start, time.end, "stated")
    if happened and scene.claimed_on is not None:
        return When(None, None, scene.claimed_on, "inherited")
    return UNDATED


def _is_ahead(scene: Scene, time: Timex) -> bool:
    """Whether a time begins later than the day of telling; a day's difference may be the clock's."""
    if scene.claimed_on is None or time.start is None:
        return False
    start, told = (date.fromisoformat(day[:10]) for day in (time.start, scene.claimed_on))
    return start - told > timedelta(days=1)


def where(scene: Scene, reach: Sequence[int]) -> Where:
    """The place that hangs on one of the tokens of ``reach``: "in Doha", "at a summit in Bali", "visit Kyiv"."""
    tree = scene.tree
    for anchor in reach:
        moving = tree.lemmas[anchor] in _MOTION
        for k in _oblique(scene, anchor):
            cases = tree.cases(k)
            directed = any(c in _DIRECTED for c in cases)
            if cases and any(c in _LOCATIVE for c in cases) and (moving or not directed):
                found = _place_at(scene, k)
                if found.place is not None:
                    return found
        if moving:
            for k in tree.dependents(anchor, "obj"):
                found = _place_at(scene, k)
                if found.place is not None:
                    return found
    return NOWHERE


def _oblique(scene: Scene, anchor: int) -> list[int]:
    """The prepositional phrases of a token, and of those phrases: "at a meeting in Bali"."""
    found = scene.tree.dependents(anchor, "obl", "nmod", "obl:unmarked")
    # "at a meeting in Bali" is in Bali, "about the war in Mali" is not in Mali.
    placed = [k for k in found if not _LOCATIVE_OUTER.isdisjoint(scene.tree.cases(k))]
    inner = [c for k in placed for c in scene.tree.dependents(k, "nmod", "obl")]
    return [*found, *inner]


def _place_at(scene: Scene, k: int) -> Where:
    """The place that a noun names, with its country."""
    if scene.tree.tokens[k].pos != "PROPN":
        return NOWHERE
    start, end = scene.tree.phrase(k)
    cases = [c for c in scene.tree.dependents(k, "case") if c < k]
    start = max([start, *(scene.tree.tokens[c].end for c in cases)])
    words = re.sub(r"^(?:the|a|an)\s+", "", scene.analysis.text[start:end].lstrip())
    if (known := find_place(words)) is not None:
        return Where(known.name, known.country or _country_beside(scene, k))
    if is_region(words):
        return Where(words, region_country(words))
    for span, actor in scene.named_near((start, end)):
        if actor.type == "STATE" and contains(((start, end),), span):
            return Where(words, actor.country)
    return NOWHERE


def _country_beside(scene: Scene, k: int) -> str | None:
    """The country that is named after a town: "in Bali, Indonesia"."""
    for c in scene.tree.dependents(k, "appos", "conj", "nmod", "nmod:unmarked", "dep", "obl:unmarked"):
        for span, actor in scene.named_near(scene.tree.phrase(c)):
            if actor.type == "STATE" and contains((scene.tree.phrase(c),), span):
                return actor.country
    return None


def duration_of(scene: Scene, reach: Sequence[int], blocked: frozenset[int]) -> Duration | None:
    """How long an event is said to have been: "about ten minutes", "a 40-minute call"."""
    for time, head in scene.times_beside(reach[0]):
        if time.timex is None or time.timex.type != "DURATION":
            continue
        minutes = _minutes(time.timex.value)
        if minutes is None or minutes > 5 * _MINUTES_A_DAY:
            continue
        for above in [head, *scene.tree.ancestors(head)]:
            if above in reach:
                return _hedged(scene.analysis.text, time.span, minutes)
            if above in blocked:
                break
    return None


def _minutes(value: str) -> float | None:
    if (found := _DAYS.match(value)) is not None:
        return float(found["number"]) * _MINUTES_A_DAY
    found = _ISO.match(value)
    if found is None or not (found["hours"] or found["minutes"]):
        return None
    return 60 * float(found["hours"] or 0) + float(found["minutes"] or 0)


def _hedged(text: str, span: Span, minutes: float) -> Duration:
    """The duration with the hedge that stands in or before it."""
    start, end = span
    before = text[max(0, start - 16) : start].lower()
    inside = text[start:end].lower()
    hedges: Mapping[str, tuple[float, float]] = forms().hedges
    for words, (least, most) in sorted(hedges.items(), key=lambda pair: -len(pair[0])):
        pattern = rf"\b{re.escape(words)}\b"
        found = re.search(pattern + r"\s*(?:a|an)?\s*$", before)
        if found is not None or re.match(pattern, inside):
            begin = start - (len(before) - found.start()) if found is not None else start
            top = None if most == float("inf") else minutes * most
            return Duration(text=text[begin:end], min=minutes * least or None, max=top)
    return Duration(text=text[start:end], min=minutes, max=minutes)
