"""Scores of whole events on the PLOVER records: the category, and the countries of both sides.

A record is JSON with an old name of a category, its parties with codes, and a text. What is compared:

- A party with the code of a state is found where a party of the event acts for that state. A movement counts for the
  state where it is active, as PLOVER codes it (Hamas is PSE); of a former state its successor is as good. Three
  misprinted codes are read as meant.
- A party with a code of PLOVER for those without a state (IGO, NGO, IMG, ISM) is found where the organisation that the
  record names is a party: another organisation is as wrong as a state.
- Where the record leaves a side open, the event may claim no state there but those of the other side.
- A contact has two sides without a direction (PLOVER 2.0 has the visitor first, the records have the host), and where
  all parties of an event are actors alike, sources and targets are both looked for among them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dateline.actors import gazetteer
from dateline.actors.scanning import find_names
from dateline.errors import CorpusError
from dateline.evaluation.attribution import Table
from dateline.events.plover import CATEGORIES, plover_category
from dateline.model.extraction import Extraction
from dateline.model.mentions import Actor
from dateline.model.spans import Span, overlaps

_OLD_NAMES: Final = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
_MISPRINTS: Final = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}
_STATELESS: Final = frozenset({"IGO", "NGO", "IMG", "ISM", "MNC"})
_BODIES: Final = frozenset({"UNO", "EUR"})  # what Dateline gives as the country of the UN's and the EU's organs
_SUCCESSORS: Final = {"SCG": ("SRB", "MNE"), "SUN": ("RUS",)}
_UNCODED: Final = "none"
MEASURES: Final = ("category", "countries", "both", "exact")


@dataclass(frozen=True, slots=True)
class RecordedParty:
    """A party as a record names it, and its code."""

    words: str
    code: str

    @property
    def is_stateless(self) -> bool:
        """Whether the code is one for parties that act for no state."""
        return self.code in _STATELESS


@dataclass(frozen=True, slots=True)
class PloverRecord:
    """A PLOVER record: its text, its category by its present name, and its sources and targets."""

    id: str
    text: str
    category: str
    sources: tuple[RecordedParty, ...]
    targets: tuple[RecordedParty, ...]

    @property
    def kind(self) -> str:
        """What its parties are: ``states``, ``organisation`` where one has no state, ``open`` where a side is empty."""
        if any(party.is_stateless for party in (*self.sources, *self.targets)):
            return "organisation"
        return "states" if self.sources and self.targets else "open"


def read_plover_records(path: Path) -> tuple[PloverRecord, ...]:
    """The records with a text and a category of PLOVER 2.0, under which old names are read.

    Raises:
        CorpusError: the file is no list of records.
    """
    try:
        records = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CorpusError(f"{path} is no JSON: {error}", "name PLOVER_GSR_CAMEO.txt") from error
    found = []
    for record in records:
        category = _OLD_NAMES.get(record["event"], record["event"])
        if category in CATEGORIES and record.get("text"):
            sides = [_parties(record.get(side)) for side in ("source", "target")]
            found.append(PloverRecord(record["id"], record["text"], category, sides[0], sides[1]))
    return tuple(found)


def _parties(parties: Any) -> tuple[RecordedParty, ...]:
    """The coded parties of a side; some records leave a side out, or give an empty string."""
    listed = parties if isinstance(parties, list) else [parties] if isinstance(parties, dict) else []
    coded = ((str(party.get("actorText") or ""), str(party["code"])) for party in listed if party.get("code"))
    return tuple(RecordedParty(words, _MISPRINTS.get(code, code)) for words, code in coded)


def evaluate_plover_records(
    records: Iterable[PloverRecord], extract: Callable[[str], Extraction]
) -> tuple[Table, Mapping[tuple[str, str], int]]:
    """Scores of whole events, and how often a category (first) was coded as another (second).

    ``extract`` makes the extraction of a text. Of each record's events the one that agrees best is taken: with its
    category and countries, with its category, or else the first; "none" where PLOVER codes none. A row for all records
    and one for each kind: how many there are (``n``), and in per cent those with the right ``category``, the right
    ``countries`` of both sides, whatever the category, ``both`` in one event, and ``exact``: both, and no other state
    is a party.
    """
    counts: Counter[tuple[str, str]] = Counter()
    confusion: Counter[tuple[str, str]] = Counter()
    for record in records:
        coded = _coded(extract(record.text))
        same = [sides for category, sides in coded if category == record.category]
        right = [_found(record, sides) for sides in same]
        reached = {
            "n": True,
            "category": bool(same),
            "countries": any(_found(record, sides) for _, sides in coded),
            "both": any(right),
            "exact": any(r and _adds_nothing(record, sides) for r, sides in zip(right, same, strict=True)),
        }
        counts.update((row, name) for row in ("all", record.kind) for name, holds in reached.items() if holds)
        confusion[record.category, record.category if same else coded[0][0] if coded else _UNCODED] += 1
    rows = ["all", *sorted({row for row, _ in counts} - {"all"})]
    return {row: _shares(counts, row) for row in rows}, confusion


def _shares(counts: Mapping[tuple[str, str], int], row: str) -> dict[str, float]:
    total = counts[row, "n"]
    return {"n": total, **{name: round(100 * counts[row, name] / max(1, total), 2) for name in MEASURES}}


@dataclass(frozen=True, slots=True)
class _Side:
    """The parties on one side of an event: the states they act for, their ids, and where the text names them."""

    states: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    named: tuple[Span, ...] = ()
    text: str = ""

    def __or__(self, other: _Side) -> _Side:
        return _Side(
            self.states | other.states, self.ids | other.ids, (*self.named, *other.named), self.text or other.text
        )

    def has(self, party: RecordedParty) -> bool:
        """Whether a party of the record is among these."""
        return self._has_body(party.words) if party.is_stateless else party.code in self.states

    def _has_body(self, words: str) -> bool:
        """Whether one of these is the organisation that words name: by the tables, else by where they stand."""
        who = gazetteer()
        ids = {reference.id for match in find_names(words, who) for reference in match.references}
        if ids & self.ids or {who.country_of(i) for i in ids} & _BODIES & self.states:
            return True
        start = self.text.find(words)
        return start >= 0 and any(overlaps(span, (start, start + len(words))) for span in self.named)


_Sides = tuple[_Side, _Side]


def _coded(extraction: Extraction) -> list[tuple[str, _Sides]]:
    """What PLOVER would code of an extraction: a category with actors and recipients."""
    actors = {actor.id: actor for actor in extraction.actors}
    found = []
    for event in extraction.events:
        category = plover_category(event.category, event.stage, event.factuality)
        if category is not None:
            sides = [_side(extraction, actors, ids) for ids in (event.actors, event.recipients)]
            found.append((category, (sides[0], sides[1])))
    return found


def _side(extraction: Extraction, actors: Mapping[str, Actor], ids: Collection[str]) -> _Side:
    known = [actors[i] for i in ids if i in actors]
    states = [actor.country or gazetteer().home_of(actor.id) for actor in known]
    stateless = {actor.id for actor, state in zip(known, states, strict=True) if state is None or state in _BODIES}
    named = tuple(mention.span for mention in extraction.mentions if mention.actor in stateless)
    codes = (code for state in states if state is not None for code in _SUCCESSORS.get(state, (state,)))
    return _Side(frozenset(codes), frozenset(ids), named, extraction.article.text)


def _found(record: PloverRecord, sides: _Sides) -> bool:
    """Whether the parties of both sides were found, and nobody where the record names nobody."""
    actors, recipients = sides
    ways = [(actors, recipients)]
    if record.category == "CONSULT":
        ways.append((recipients, actors))
    if not recipients.ids:
        ways.append((actors, actors))
    return any(
        all(acting.has(party) for party in record.sources)
        and all(receiving.has(party) for party in record.targets)
        and _is_open(record, acting, receiving)
        for acting, receiving in ways
    )


def _is_open(record: PloverRecord, actors: _Side, recipients: _Side) -> bool:
    """Whether a side that the record leaves open claims no state but those of the other side."""
    if record.sources and record.targets:
        return True
    given = frozenset(party.code for party in (*record.sources, *record.targets))
    claimed = (recipients if record.sources else actors).states
    return claimed <= given


def _adds_nothing(record: PloverRecord, sides: _Sides) -> bool:
    """Whether all states of an event are among the record's."""
    given = {party.code for party in (*record.sources, *record.targets)}
    states = sides[0].states | sides[1].states
    if any(party.is_stateless for party in (*record.sources, *record.targets)):
        states -= _BODIES
    return all(state in given for state in states)
