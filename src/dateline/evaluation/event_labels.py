"""Events against labels made by reading: what is found, what is invented, and what is wrong with what is found.

A predicted event matches a label where their triggers overlap, or stand within three words of each other in one
clause, and the category is the label's or one that the label allows as well. Each label that is asked for takes one
event and each event one label; optional labels take any number, and what they take counts neither for nor against.

Of a matched event the status, the countries of its actors, those of its recipients, and the attribution are compared,
unless the label leaves the field open. Of an act of speech the stage that it asks for or promises is as good as
``occurred`` (a REQUEST requested, an AGREE offered).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, cast, get_args

from dateline.errors import CorpusError
from dateline.model.events import Event, Status
from dateline.model.extraction import Extraction
from dateline.model.spans import Span, Spans, check_span, contains, overlaps

Field: TypeAlias = Literal["status", "actors", "recipients", "attribution"]
FIELDS: Final[tuple[Field, ...]] = ("status", "actors", "recipients", "attribution")
"""What is compared of a matched event."""
COUNTS: Final = ("asked", "matched", "missed", "spurious", "optional", *(f"wrong_{field}" for field in FIELDS))
"""The counts of a row; ``compared_FIELD`` are those that ``wrong_FIELD`` are of."""
ALL: Final = "all"

_NEAR: Final = 3
_WORD: Final = re.compile(r"\w+(?:[-'’.]\w+)*")
_END_OF_CLAUSE: Final = re.compile(r"[,;:.!?](?=\s|$)|\s[–—-]\s|[\"“”()\[\]\n]")
_CATEGORIES: Final = frozenset({
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
})  # fmt: skip
_RARE: Final = {"same_as", "also", "open", "optional"}
_STATUSES: Final = frozenset(get_args(Status))
# The contract gives an act of speech the stage of the act that it is about, where it does not say that it occurred.
_SPOKEN: Final = {
    "REQUEST": frozenset({"occurred", "requested"}),
    "AGREE": frozenset({"occurred", "agreed", "offered", "planned"}),
    "REJECT": frozenset({"occurred", "refused"}),
    "THREATEN": frozenset({"occurred", "planned"}),
}

Table: TypeAlias = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Party:
    """A party by its name, with the state that it acts for, or None."""

    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLabel:
    """One event mention as a reader finds it; evaluation/events.toml tells what the fields mean."""

    trigger: Span
    category: str
    status: str
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    attribution: Spans = ()
    same_as: str | None = None
    also: tuple[str, ...] = ()
    open: frozenset[Field] = frozenset()
    optional: bool = False

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories that are no error, the best first."""
        return self.category, *self.also


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledArticle:
    """The labels of an article in the order of their triggers; ``skip`` is left out of account.

    ``item`` is its line in the file of news, ``sha256`` the first 16 hexadecimal digits of the hash of its text.
    """

    item: int
    sha256: str
    events: tuple[EventLabel, ...]
    skip: Spans = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A label with the event that matches it, and the fields that are compared and those of them that are wrong."""

    label: EventLabel
    event: Event
    compared: tuple[Field, ...]
    wrong: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The events of one article held against its labels; ``optional`` are events that optional labels took."""

    matches: tuple[Match, ...]
    missed: tuple[EventLabel, ...]
    spurious: tuple[Event, ...]
    optional: tuple[Event, ...]


def score_events(gold: Sequence[LabelledArticle], predicted: Sequence[Extraction]) -> Table:
    """A row of figures for each category that was asked for or predicted, and one for all of them.

    Shares are in per cent: ``spurious_share`` of the events that count (matched and spurious), ``recall`` of the
    labels that are asked for. A category's row counts labels by the label's, spurious events by their own.

    Raises:
        ValueError: the two are not of the same articles.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for labels, extraction in zip(gold, predicted, strict=True):
        counts.update(_counted(compare(labels, extraction)))
    categories = sorted({category for category, _ in counts} - {ALL})
    return {category: _row(counts, category, len(gold)) for category in (*categories, ALL)}


def score_contacts(gold: Sequence[LabelledArticle], predicted: Sequence[Extraction]) -> dict[str, int]:
    """How many pairs of matched mentions are one contact: by the labels, by the events, and by both.

    Raises:
        ValueError: the two are not of the same articles.
    """
    pairs: Counter[str] = Counter(labelled=0, predicted=0, both=0)
    for labels, extraction in zip(gold, predicted, strict=True):
        matches = compare(labels, extraction).matches
        for one, other in combinations((m for m in matches if m.label.same_as and m.event.contact), 2):
            labelled = one.label.same_as == other.label.same_as
            read = one.event.contact == other.event.contact
            pairs.update(labelled=labelled, predicted=read, both=labelled and read)
    return dict(pairs)


def compare(labels: LabelledArticle, extraction: Extraction) -> Comparison:
    """What each event of an extraction and each label of the same article becomes."""
    text = extraction.article.text
    events = [e for e in extraction.events if not any(overlaps(e.trigger, span) for span in labels.skip)]
    asked = [label for label in labels.events if not label.optional]
    pairs = [
        (likeness, i, j)
        for i, label in enumerate(asked)
        for j, event in enumerate(events)
        if (likeness := _likeness(label, event, text)) is not None
    ]
    taken: dict[int, int] = {}
    for _, i, j in sorted(pairs, key=lambda pair: (*(-part for part in pair[0]), *pair[1:])):
        if i not in taken and j not in taken.values():
            taken[i] = j
    matches = tuple(_match(asked[i], events[j], extraction) for i, j in sorted(taken.items()))
    rest = [event for j, event in enumerate(events) if j not in taken.values()]
    optional = [label for label in labels.events if label.optional]
    borderline = tuple(e for e in rest if any(_likeness(label, e, text) is not None for label in optional))
    return Comparison(
        matches=matches,
        missed=tuple(label for i, label in enumerate(asked) if i not in taken),
        spurious=tuple(event for event in rest if event not in borderline),
        optional=borderline,
    )


def countries_of(parties: Iterable[Party]) -> frozenset[str]:
    """The states that the parties act for."""
    return frozenset(party.country for party in parties if party.country is not None)


def listed(labels: LabelledArticle, extraction: Extraction) -> Iterator[str]:
    """A line for each error of an article in the order of the text: what it is, and the words around the trigger."""
    found = compare(labels, extraction)
    text = extraction.article.text
    lines = [(label.trigger, f"missed    {label.category} {label.status}") for label in found.missed]
    for event in found.spurious:
        there = [label.category for label in labels.events if overlaps(label.trigger, event.trigger)]
        note = f" (labelled {there[0]})" if there else ""
        lines.append((event.trigger, f"spurious  {event.category} {event.status}{note}"))
    for match in found.matches:
        lines.extend(
            (match.event.trigger, f"{field:<9} {match.label.category}: {_difference(field, match, extraction)}")
            for field in match.wrong
        )
    for trigger, words in sorted(lines):
        yield f"{labels.item}:{trigger[0]}  {words}\n    {_around(text, trigger)}"


# --- the file of labels ---


def read_event_labels(path: Path) -> tuple[LabelledArticle, ...]:
    """The labelled articles of a file such as evaluation/events.toml, in its order.

    Raises:
        CorpusError: the file is no TOML, or an article or a label is not as it must be.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["article"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise CorpusError(f"{path} holds no labelled articles: {error}", "correct the file") from error
    articles = []
    for row in rows:
        try:
            articles.append(_article(row))
        except (KeyError, TypeError, ValueError) as error:
            raise CorpusError(f"{path}: item {row.get('item')!r}: {error}", "correct the label") from error
    return tuple(articles)


def _article(row: dict[str, Any]) -> LabelledArticle:
    _check_keys(row, {"item", "sha256", "url_sha256", "outlet", "skip", "events"})
    if not re.fullmatch(r"[0-9a-f]{16}", row["sha256"]):
        raise ValueError("sha256 must be the first 16 hexadecimal digits of the hash of the article's text")
    events = tuple(_label(event) for event in row["events"])
    for one, other in pairwise(events):
        if other.trigger[0] < one.trigger[1]:
            raise ValueError(f"the triggers {one.trigger} and {other.trigger} are out of order or overlap")
    return LabelledArticle(item=row["item"], sha256=row["sha256"], events=events, skip=_spans(row.get("skip", [])))


def _label(row: dict[str, Any]) -> EventLabel:
    _check_keys(row, {"trigger", "category", "status", "actors", "recipients", "attribution"} | _RARE)
    (trigger,) = _spans([row["trigger"]])
    label = EventLabel(
        trigger=trigger,
        category=row["category"],
        status=row["status"],
        actors=_parties(row.get("actors", [])),
        recipients=_parties(row.get("recipients", [])),
        attribution=_spans(row.get("attribution", [])),
        same_as=row.get("same_as"),
        also=tuple(row.get("also", [])),
        open=cast("frozenset[Field]", frozenset(row.get("open", []))),
        optional=row.get("optional", False),
    )
    for given, known in ((label.categories, _CATEGORIES), ((label.status,), _STATUSES), (label.open, FIELDS)):
        if strange := sorted(set(given) - set(known)):
            raise ValueError(f"the label at {trigger} has the unknown {strange[0]!r}")
    if label.same_as is not None and label.category != "CONSULT":
        raise ValueError(f"the label at {trigger} has same_as and is no contact")
    return label


def _check_keys(row: dict[str, Any], known: set[str]) -> None:
    if strange := sorted(set(row) - known):
        raise ValueError(f"there is no key {strange[0]!r}")


def _parties(rows: list[list[str]]) -> tuple[Party, ...]:
    parties = tuple(Party(*row) for row in rows)
    for party in parties:
        if party.country is not None and not re.fullmatch(r"[A-Z]{3}", party.country):
            raise ValueError(f"the country of {party.name!r} must be three capital letters")
    return parties


def _spans(rows: list[list[int]]) -> Spans:
    spans = tuple((start, end) for start, end in rows)
    for span in spans:
        check_span(span)
    return spans


# --- matching ---


def _likeness(label: EventLabel, event: Event, text: str) -> tuple[int, int, int] | None:
    """How well an event fits a label, None where it does not: overlap, the label's own category, shared characters."""
    if event.category not in label.categories:
        return None
    first = event.category == label.category
    if overlaps(label.trigger, event.trigger):
        shared = min(label.trigger[1], event.trigger[1]) - max(label.trigger[0], event.trigger[0])
        return 1, first, shared
    return (0, first, 0) if _is_near(label.trigger, event, text) else None


def _is_near(trigger: Span, event: Event, text: str) -> bool:
    """Whether a label's trigger stands in an event's clause, at most three words away from its trigger."""
    start, end = min(trigger[1], event.trigger[1]), max(trigger[0], event.trigger[0])
    between = text[start:end]
    return (
        contains((event.span,), trigger)
        and _END_OF_CLAUSE.search(between) is None
        and len(_WORD.findall(between)) <= _NEAR
    )


def _match(label: EventLabel, event: Event, extraction: Extraction) -> Match:
    compared = tuple(field for field in FIELDS if field not in label.open)
    wrong = tuple(field for field in compared if not _is_right(field, label, event, extraction))
    return Match(label, event, compared, wrong)


def _is_right(field: Field, label: EventLabel, event: Event, extraction: Extraction) -> bool:
    if field == "status":
        spoken = _SPOKEN.get(label.category, frozenset()) | _SPOKEN.get(event.category, frozenset())
        return label.status == event.status or {label.status, event.status} <= spoken
    if field == "attribution":
        cues = _cues(event, extraction)
        return any(overlaps(a, b) for a in label.attribution for b in cues) if label.attribution else not cues
    parties = label.actors if field == "actors" else label.recipients
    return countries_of(parties) == _countries(event.actors if field == "actors" else event.recipients, extraction)


def _countries(actors: Sequence[str], extraction: Extraction) -> frozenset[str]:
    return frozenset(a.country for a in extraction.actors if a.id in actors and a.country is not None)


def _cues(event: Event, extraction: Extraction) -> Spans:
    return next((a.cue for a in extraction.attributions if a.id == event.attribution), ())


# --- figures ---


def _counted(found: Comparison) -> Iterator[tuple[str, str]]:
    """The counts that an article adds to, each for its category and for all."""
    for category, count in _counts(found):
        yield category, count
        yield ALL, count


def _counts(found: Comparison) -> Iterator[tuple[str, str]]:
    for match in found.matches:
        category = match.label.category
        yield category, "asked"
        yield category, "matched"
        for field in match.compared:
            yield category, f"compared_{field}"
        for field in match.wrong:
            yield category, f"wrong_{field}"
    for label in found.missed:
        yield label.category, "asked"
        yield label.category, "missed"
    for event in found.spurious:
        yield event.category, "spurious"
    for event in found.optional:
        yield event.category, "optional"


def _row(counts: Counter[tuple[str, str]], category: str, articles: int) -> dict[str, float]:
    row: dict[str, float] = {name: counts[category, name] for name in COUNTS}
    row |= {f"compared_{field}": counts[category, f"compared_{field}"] for field in FIELDS}
    row["recall"] = _percent(row["matched"], row["asked"])
    row["spurious_share"] = _percent(row["spurious"], row["matched"] + row["spurious"])
    row["spurious_per_article"] = round(row["spurious"] / articles, 2) if articles else 0.0
    return row


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


# --- the listing ---


def _difference(field: Field, match: Match, extraction: Extraction) -> str:
    label, event = match.label, match.event
    if field == "status":
        return f"{event.status}, labelled {label.status}"
    if field == "attribution":
        text = extraction.article.text
        return f"{_words(text, _cues(event, extraction))}, labelled {_words(text, label.attribution)}"
    parties, actors = (label.actors, event.actors) if field == "actors" else (label.recipients, event.recipients)
    return f"{_named(_countries(actors, extraction))}, labelled {_named(countries_of(parties))}"


def _named(countries: frozenset[str]) -> str:
    return " ".join(sorted(countries)) or "none"


def _words(text: str, cues: Spans) -> str:
    return " / ".join(f"'{text[start:end]}'" for start, end in cues) or "none"


def _around(text: str, trigger: Span, width: int = 90) -> str:
    start, end = trigger
    before, after = text[max(0, start - width) : start], text[end : end + width]
    return " ".join(f"{before}[{text[start:end]}]{after}".split())
