"""Scores of names and of all mentions of entities, against GUM and re3d.

Names are people, organisations and places. Leading determiners and a final "'s" are left out on both sides.

The gold names of GUM are put together from its mentions and its syntax (:mod:`dateline.evaluation.names`).
Plural names of people ("Americans") are left open there.

re3d marks what an analyst wants to see, named or described ("U.S. service members"). Counted are its people,
organisations and places that hold a capitalised word beside a leading determiner or pronoun, so that many are
longer than the name that they hold; ``wholly_named`` are those of which every word is capitalised but for
connecting ones ("of", "al-"). What its automatic annotator found and people did not confirm (a confidence below a
half, a third of all) is left open. An organisation that is marked as a place too is a state that acts ("Iraq
said"), and counts as a place, as it does in GUM and for spaCy.

- *exact*: the same span and type. *overlap*: pairs one to one that share a character and have the same type,
  the largest shares first. Both also by type. A predicted name that is left open in the gold is neither right
  nor wrong.
- For mentions: *span*; *span_type*; *head_type*, the head word and the type of GUM's ten; *head_named*, the
  mentions headed by a proper noun.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dateline.errors import CorpusError
from dateline.evaluation.attribution import Table, Tally
from dateline.evaluation.names import gold_names
from dateline.evaluation.treebank import TreebankDocument, Word
from dateline.language.analysis import Analysis, Entity, Token
from dateline.model.spans import Span

LABELS: Final = ("PERSON", "ORG", "PLACE")
"""The labels of names that are scored."""

_GUM_LABELS: Final = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}
_RE3D_LABELS: Final = {"Person": "PERSON", "Organisation": "ORG", "Location": "PLACE"}
_CONFIDENT: Final = 0.5
_PROPER: Final = frozenset({"NNP", "NNPS"})
_DETERMINER: Final = re.compile(r"(?:the|an?|this|that|these|those|some|any|all|both|each|every|no)\s+", re.IGNORECASE)
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PRONOUNS: Final = frozenset(
    {"i", "you", "he", "she", "it", "we", "they", "him", "her", "us", "them", "my", "your", "his", "its", "our",
     "their", "who", "this", "that", "these", "those", "here", "there"}
)  # fmt: skip
_CONNECTING: Final = frozenset(
    {"of", "for", "and", "the", "in", "on", "to", "de", "la", "al", "el", "bin", "ibn", "ul", "von", "van"}
)


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text with its gold names; ``left_open`` are neither asked for nor wrong."""

    name: str
    text: str
    names: tuple[Entity, ...]
    left_open: tuple[Entity, ...] = ()

    @property
    def wholly_named(self) -> tuple[Entity, ...]:
        """The names that hold nothing that is not capitalised but connecting words."""
        return tuple(name for name in self.names if all(_capitalised(self.text, name.span)))


def gum_text(document: TreebankDocument) -> NamedText:
    """A document of GUM with the names that its mentions hold."""
    names: list[Entity] = []
    groups: list[Entity] = []
    for kind, first, last in gold_names(document):
        if kind in _GUM_LABELS:
            group = kind == "person" and any(document.words[k].xpos == "NNPS" for k in range(first, last + 1))
            span = document.words[first].start, document.words[last].end
            (groups if group else names).append(Entity(trimmed(document.text, span), _GUM_LABELS[kind]))
    # One name may head several mentions, of which one stands inside the other.
    return NamedText(document.name, document.text, tuple(dict.fromkeys(names)), tuple(groups))


def read_re3d(folder: Path) -> Iterator[NamedText]:
    """The documents of re3d (``<source>/documents.json`` and ``entities.json``) with the names that count.

    Raises:
        CorpusError: the folder holds none.
    """
    sources = sorted(path.parent for path in folder.glob("*/documents.json"))
    if not sources:
        raise CorpusError(f"{folder} holds no documents of re3d", "name the folder that its sources stand in")
    for source in sources:
        rows = defaultdict(list)
        for row in _json_lines(source / "entities.json"):
            rows[row["documentId"]].append(row)
        for document in _json_lines(source / "documents.json"):
            yield re3d_text(f"{source.name}/{document['_id']}", document["text"], rows[document["_id"]])


def training_half(texts: Iterable[NamedText]) -> list[NamedText]:
    """Every second document of re3d, from the first: what the reader is taught on. The rest is scored."""
    return list(texts)[::2]


def scored_half(texts: Iterable[NamedText]) -> list[NamedText]:
    """The documents of re3d that nothing is taught on."""
    return list(texts)[1::2]


def re3d_text(name: str, text: str, rows: Iterable[dict[str, Any]]) -> NamedText:
    """A text of re3d with those of its entities (``begin``, ``end``, ``type``, ``confidence``) that count."""
    found: dict[Span, dict[str, float]] = defaultdict(dict)
    for row in rows:
        if row["type"] in _RE3D_LABELS:
            labels = found[trimmed(text, (row["begin"], row["end"]))]
            label = _RE3D_LABELS[row["type"]]
            labels[label] = max(labels.get(label, 0), row["confidence"])
    names: list[Entity] = []
    left_open: list[Entity] = []
    for span, labels in sorted(found.items()):
        if not any(_capitalised(text, span)):
            continue
        if "PLACE" in labels and "ORG" in labels:
            labels["PLACE"] = max(labels["PLACE"], labels.pop("ORG"))
        for label, confidence in sorted(labels.items()):
            (names if confidence >= _CONFIDENT else left_open).append(Entity(span, label))
    return NamedText(name, text, tuple(names), tuple(left_open))


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _capitalised(text: str, span: Span) -> Iterator[bool]:
    """For each word that could be part of a name whether it is capitalised; a pronoun never is, but "US" is none."""
    for word in _WORD.findall(text[slice(*span)]):
        if word not in _CONNECTING:
            pronoun = word.lower() in _PRONOUNS and (len(word) == 1 or not word.isupper())
            yield word[0].isupper() and not pronoun


def trimmed(text: str, span: Span) -> Span:
    """The span without leading determiners and without a final "'s", if anything is left."""
    start, end = span
    while leading := _DETERMINER.match(text, start, end):
        start = leading.end()
    if ending := _POSSESSIVE.search(text[start:end]):
        end = start + ending.start()
    return (start, end) if start < end else span


def score_names(texts: Iterable[tuple[NamedText, Sequence[Entity]]]) -> Table:
    """*exact* and *overlap* in per cent over texts and predicted names, all and by type.

    ``wholly_named.*`` has the recall of wholly named ones; a precision would mean nothing there.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    for gold, predicted in texts:
        own = {Entity(trimmed(gold.text, e.span), e.label) for e in predicted if e.label in LABELS}
        found = sorted(own - (set(gold.left_open) - set(gold.names)), key=lambda e: (e.span, e.label))
        whole = gold.wholly_named
        for measure, chosen in (("exact", _same), ("overlap", match_names)):
            pairs = chosen(gold.names, found)
            tallies[measure].add(len(pairs), len(gold.names), len(found))
            for label in LABELS:
                sizes = (sum(e.label == label for e in side) for side in (gold.names, found))
                tallies[f"{measure}.{label}"].add(sum(found[j].label == label for _, j in pairs), *sizes)
            tallies[f"wholly_named.{measure}"].add(len(chosen(whole, found)), len(whole), 0)
    table = {measure: tally.percentages() for measure, tally in tallies.items()}
    return {k: {"R": v["R"]} if k.startswith("wholly_named.") else v for k, v in table.items()}


def _same(gold: Sequence[Entity], predicted: Sequence[Entity]) -> list[tuple[int, int]]:
    places = {entity: j for j, entity in enumerate(predicted)}
    return [(i, places[entity]) for i, entity in enumerate(gold) if entity in places]


def match_names(gold: Sequence[Entity], predicted: Sequence[Entity]) -> list[tuple[int, int]]:
    """One-to-one pairs of the same label that share a character, the largest share of both first."""
    pairs = sorted(
        (-_share(g.span, p.span), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if g.label == p.label and _share(g.span, p.span) > 0
    )
    left, right = set(range(len(gold))), set(range(len(predicted)))
    chosen = []
    for _, i, j in pairs:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            chosen.append((i, j))
    return chosen


def _share(one: Span, other: Span) -> float:
    """Intersection over union of two spans; 0 or less where they share nothing."""
    return (min(one[1], other[1]) - max(one[0], other[0])) / (max(one[1], other[1]) - min(one[0], other[0]))


def score_mentions(readings: Iterable[tuple[TreebankDocument, Analysis]]) -> Table:
    """*span*, *span_type*, *head_type* (also by type) and *head_named* in per cent over GUM's documents."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for document, analysis in readings:
        words, tokens = document.words, analysis.tokens
        gold = [
            ((words[m.first].start, words[m.last].end), _place(words[m.head]), m.type, words[m.head].xpos in _PROPER)
            for m in document.mentions
        ]
        predicted = [(m.span, _place(tokens[m.head]), m.type, m.named) for m in analysis.mentions]
        _count(tallies, "span", [g[:1] for g in gold], [p[:1] for p in predicted])
        _count(tallies, "span_type", [(g[0], g[2]) for g in gold], [(p[0], p[2]) for p in predicted])
        _count(tallies, "head_type", [g[1:3] for g in gold], [p[1:3] for p in predicted])
        _count(tallies, "head_named", [g[1:2] for g in gold if g[3]], [p[1:2] for p in predicted if p[3]])
        for kind in sorted({m[2] for m in (*gold, *predicted)}):
            sides = ([m[1:2] for m in side if m[2] == kind] for side in (gold, predicted))
            _count(tallies, f"head_type.{kind}", *sides)
    # The four measures as counted, then the types by name.
    ordered = sorted(tallies, key=lambda measure: measure if "." in measure else "")
    return {measure: tallies[measure].percentages() for measure in ordered}


def _place(item: Word | Token) -> Span:
    return item.start, item.end


def _count(tallies: dict[str, Tally], measure: str, gold: Sequence[object], predicted: Sequence[object]) -> None:
    """Count what is on both sides, as often as it is on both."""
    tallies[measure].add((Counter(gold) & Counter(predicted)).total(), len(gold), len(predicted))
