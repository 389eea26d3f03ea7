"""Events that news counts from, and terms in office: the days of "since the revolution", "since he took office"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from dateline.actors import Gazetteer
from dateline.actors.entries import LEVELS, Tenure

_TABLE: Final = Path(__file__).parent / "data" / "anchors.toml"
_WORD: Final = re.compile(r"\w[\w./'’-]*")
_BEGIN: Final = frozenset(
    {"start", "begin", "beginning", "outbreak", "onset", "erupt", "launch", "broke", "began", "first"}
)
_END: Final = frozenset({"end", "ending", "close", "conclusion", "armistice", "ended", "finish"})
_OFFICE: Final = frozenset(
    {"office", "power", "presidency", "premiership", "post", "role", "job", "helm", "charge", "white"}
)
_TAKING: Final = frozenset(
    {"take", "assume", "return", "come", "enter", "rise", "accede", "hold", "begin", "start", "become", "win"}
)
_NAMED: Final = frozenset({"inauguration", "inaugurate", "appointment", "appoint", "swear", "installation"})
_WHOLE: Final = frozenset({"administration", "presidency", "premiership", "government", "era", "tenure"})
_TERM_NUMBERS: Final = {"first": 0, "second": 1, "third": 2}

Interval = tuple[str, str]
Alternative = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class HistoricalAnchor:
    """An event with its days, the actors it concerns (each with those that stand for it), and the words for it."""

    id: str
    start: str
    end: str
    actors: tuple[frozenset[str], ...]
    keys: tuple[Alternative, ...]
    bare: tuple[Alternative, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands after "since": its words (lemmas and as printed) and the states and movements that it names.

    ``names`` are the names in it that mean none of them; ``subject`` is who did what it tells, as far as known.
    """

    words: frozenset[str]
    names: frozenset[str]
    actors: frozenset[str]
    subject: tuple[str, ...] = ()


def phrase_words(text: str, lemmas: Iterable[str]) -> frozenset[str]:
    """The words of a phrase in lower case: as printed, the parts of those with hyphens, and the lemmas.

    Past forms without their ending are among them, for lemmas of rare verbs may be wrong ("severed").
    """
    found = {lemma.lower() for lemma in lemmas}
    for match in _WORD.finditer(text.lower()):
        word = match.group().removesuffix("'s").removesuffix("’s")
        found |= {word, word.rstrip("."), word.removesuffix("ed"), word.removesuffix("d")}
        found.update(part for part in re.split(r"[-–]", word) if part)
    return frozenset(found)


@cache
def historical_anchors() -> tuple[HistoricalAnchor, ...]:
    """The table of ``anchors.toml``.

    Raises:
        ValueError: a row's days are none, or end before they start.
        KeyError: a row lacks a key, or names a list of words that is not there.
    """
    table: dict[str, Any] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    lists = {name: frozenset(words.split("|")) for name, words in table["words"].items()}
    return tuple(_anchor(row, lists) for row in table["anchor"])


def _anchor(row: dict[str, Any], lists: dict[str, frozenset[str]]) -> HistoricalAnchor:
    if date.fromisoformat(row["start"]) > date.fromisoformat(row["end"]):
        raise ValueError(f"{row['id']} ends before it starts")
    return HistoricalAnchor(
        id=row["id"],
        start=row["start"],
        end=row["end"],
        actors=tuple(frozenset(actor.split("|")) for actor in row["actors"]),
        keys=tuple(_alternative(key, lists) for key in row["keys"]),
        bare=tuple(_alternative(key, lists) for key in row.get("bare", ())),
        note=row["note"],
    )


def _alternative(key: str, lists: dict[str, frozenset[str]]) -> Alternative:
    words = []
    for word in key.split():
        options: set[str] = set()
        for option in word.split("|"):
            options |= lists[option[1:]] if option.startswith("@") else {option}
        words.append(frozenset(options))
    return tuple(words)


def historical(
    phrase: Phrase, around: Collection[str], on: date | None, within: Interval | None = None
) -> Interval | None:
    """The first and last day of the event that a phrase means, or None where none or several fit.

    ``around`` are the states and movements that the article names, ``on`` its day, and ``within`` the days in which
    the phrase itself says that it was.
    """
    rows = [row for row in historical_anchors() if on is None or row.start <= on.isoformat()]
    if within is not None:
        rows = [row for row in rows if row.start <= within[1] and row.end >= within[0]]
    full = [(score, row) for row in rows if (score := _score(row.keys, phrase)) and _is_about(row, phrase)]
    if full:
        # The most words decide, and of events that the same words mean the one whose parties are named.
        best = max((score, _shared(row, phrase.actors | set(around))) for score, row in full)
        chosen = [row for score, row in full if (score, _shared(row, phrase.actors | set(around))) == best]
    else:
        known = phrase.actors | set(around)
        fitting = [row for row in rows if _score(row.bare, phrase) and _shared(row, known) == len(row.actors)]
        chosen = [row for row in fitting if _is_about(row, phrase) and not _unexplained(row, phrase)]
        most = max((_score(row.bare, phrase) for row in chosen), default=0)
        chosen = [row for row in chosen if _score(row.bare, phrase) == most]
    return _days(_latest(chosen), phrase) if chosen and _same_parties(chosen) else None


def _score(alternatives: Sequence[Alternative], phrase: Phrase) -> int:
    """The number of words of the longest alternative that stands in the phrase."""
    return max((len(a) for a in alternatives if all(options & phrase.words for options in a)), default=0)


def _shared(row: HistoricalAnchor, known: Collection[str]) -> int:
    return sum(1 for options in row.actors if options & set(known))


def _is_about(row: HistoricalAnchor, phrase: Phrase) -> bool:
    """Whether one of the actors that the phrase names is one of the event's, where both have any."""
    return not row.actors or not phrase.actors or any(options & phrase.actors for options in row.actors)


def _unexplained(row: HistoricalAnchor, phrase: Phrase) -> bool:
    """Whether the phrase names what the event is not about: "the war of Independence" is not any war."""
    known = {option for options in row.actors for option in options}
    return bool(phrase.actors - known) or bool(phrase.names)


def _same_parties(rows: Sequence[HistoricalAnchor]) -> bool:
    """Whether events concern the same parties, so that the latest is meant."""
    return all(row.actors == rows[0].actors for row in rows)


def _latest(rows: Sequence[HistoricalAnchor]) -> HistoricalAnchor:
    return max(rows, key=lambda row: row.start)


def _days(row: HistoricalAnchor, phrase: Phrase) -> Interval:
    """The event's days; of one that lasted the first or last where the phrase says start or end."""
    if row.start != row.end and phrase.words & _END and not phrase.words & _BEGIN:
        return row.end, row.end
    if row.start != row.end and phrase.words & _BEGIN:
        return row.start, row.start
    return row.start, row.end


def term_in_office(phrase: Phrase, who: Gazetteer, on: date | None) -> Interval | None:
    """The day, or days, from which a term in office counts: "since he took office", "since the Biden presidency".

    Who took office is the phrase's ``subject``; of several terms the one meant is the last that began before the
    article, or the number that the phrase says.
    """
    taking = bool(phrase.words & _TAKING and phrase.words & _OFFICE) or bool(phrase.words & _NAMED)
    becoming = "become" in phrase.words and not phrase.words & {"member", "independent"}
    elected = bool(phrase.words & {"elect", "election"})
    whole = bool(phrase.words & _WHOLE) and not taking
    numbered = next((n for word, n in _TERM_NUMBERS.items() if word in phrase.words and "term" in phrase.words), None)
    if not (taking or becoming or elected or whole or numbered is not None) or len(phrase.subject) != 1:
        return None
    held = _terms(phrase.subject[0], who, on)
    if elected and not taking:
        # Elections come before terms; a pope is in office with his election.
        held = [tenure for tenure in held if tenure.office == "pope"]
    if numbered is not None:
        held = held[numbered : numbered + 1]
    # Who returned has held the office before.
    if not held or ("return" in phrase.words and len(held) < 2):
        return None
    term = held[-1]
    first = _whole_days(term.valid.start)
    if whole and term.valid.end and (on is None or term.valid.last < on):
        return first[0], _whole_days(term.valid.end)[1]
    return first


def _terms(person: str, who: Gazetteer, on: date | None) -> list[Tenure]:
    """A person's terms in the highest office that was held, in order, those of a later day left out."""
    begun = [t for t in who.tenures(person) if t.valid.start and (on is None or t.valid.first <= on)]
    if not begun:
        return []
    now = [t for t in begun if t.valid.holds(on)] or begun
    highest = min(now, key=lambda t: LEVELS.index(who.offices.by_id[t.office].level)).office
    return sorted((t for t in begun if t.office == highest), key=lambda t: t.valid.first)


def _whole_days(text: str) -> Interval:
    """The first and last day of an ISO day, month or year."""
    if len(text) == 10:
        return text, text
    year, *month = (int(part) for part in text.split("-"))
    if not month:
        return f"{year}-01-01", f"{year}-12-31"
    following = date(year + month[0] // 12, month[0] % 12 + 1, 1)
    return date(year, month[0], 1).isoformat(), (following - timedelta(days=1)).isoformat()
