"""Scores of links from mentions to the tables, against GUM's links to Wikipedia.

GUM links entities that have an article to its title. A title is *covered* where the tables know it as a name, another
name or another transliteration; disambiguations ("(author)") and what follows a comma ("Oakland, California") are left
out of titles of people and organisations only. Counted are mentions headed by a proper noun.

- *coverage*: covered, of all linked mentions.
- *right*, *wrong*, *abstained*, of the covered: the entry that the title means; another entry of the tables; none, or
  an actor that only the text knows.
- *strays*: of those that the tables do not cover, how many were linked to an entry all the same. Some are right in
  another way: a city's name for its state's government.

GUM's texts have no day here, so that nobody is known by an office. A title that two entries share counts as either.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dateline.actors import Gazetteer, Linked, facts_of, gazetteer, link
from dateline.coreference import resolve
from dateline.evaluation.attribution import Table
from dateline.evaluation.treebank import GoldMention, TreebankDocument, read_treebank
from dateline.language import load_analyser
from dateline.language.analysis import Analysis

TYPES: Final = ("person", "organization", "place")
"""The types of GUM that are scored."""

_NAMED: Final = frozenset({"NNP", "NNPS"})
_EXACT: Final = frozenset({"name", "variant", "spelling"})
_ADDED: Final = re.compile(r" \([^)]*\)$")
_SURE: Final = 0.55  # as extraction asks of coreference


@dataclass(frozen=True, slots=True)
class LinkedMention:
    """A mention that GUM links: its type, what the tables know of its title, and what it was linked to."""

    type: str
    title: str
    wanted: frozenset[str]
    given: str | None

    @property
    def outcome(self) -> str:
        """``right``, ``wrong`` or ``abstained`` where the title is covered, else ``stray`` or ``uncovered``."""
        if not self.wanted:
            return "uncovered" if self.given is None else "stray"
        if self.given is None:
            return "abstained"
        return "right" if self.given in self.wanted else "wrong"


def evaluate_linking(gold: Path) -> tuple[list[dict[str, Any]], Table]:
    """What became of each mention that GUM links, and the table of scores: all, by type, and news alone.

    Raises:
        CorpusError: the path holds no CoNLL-U file, or one that is broken.
    """
    documents = list(read_treebank(gold))
    who = gazetteer()
    found: dict[str, list[LinkedMention]] = defaultdict(list)
    predicted = []
    for document, analysis in zip(documents, load_analyser().analyse(d.text for d in documents), strict=True):
        linked = link(analysis, resolve(analysis, facts_of(analysis, who, None), least=_SURE), who, None)
        for mention, start in linked_mentions(document):
            judged = judge(mention, start, analysis, linked, who)
            for part in ("all", judged.type, *(["news"] if "_news_" in document.name else [])):
                found[part].append(judged)
            predicted.append(
                {"document": document.name, "start": start, "title": judged.title, "given": judged.given}
                | {"outcome": judged.outcome}
            )
    return predicted, {part: figures(found[part]) for part in ("all", *TYPES, "news") if found[part]}


def linked_mentions(document: TreebankDocument) -> Iterator[tuple[GoldMention, int]]:
    """The named mentions that GUM links to an article, with the character at which their head begins."""
    for mention in document.mentions:
        head = document.words[mention.head]
        if mention.title and mention.type in TYPES and head.xpos in _NAMED:
            yield mention, head.start


def judge(mention: GoldMention, start: int, analysis: Analysis, linked: Linked, who: Gazetteer) -> LinkedMention:
    """Hold what a mention was linked to, if to an entry of the tables, against its title."""
    at = bisect_right(analysis.tokens, start, key=lambda token: token.start) - 1
    identity = linked.at.get(at)
    given = identity.actor.id if identity is not None and identity.actor is not None else None
    known = given if given is not None and who.entry(given) is not None else None
    return LinkedMention(mention.type, mention.title, titled(mention.title, mention.type, who), known)


def titled(title: str, kind: str, who: Gazetteer) -> frozenset[str]:
    """The ids of the entries that a Wikipedia title names; of people for people only, and for people alone."""
    name = _ADDED.sub("", title)
    if kind != "place":
        name = name.partition(", ")[0]
    return frozenset(
        c.actor.id
        for c in who.lookup(name)
        if c.how in _EXACT
        and (c.actor.type == "PERSON") == (kind == "person")
        and (kind != "place" or _is_state(c.actor.id, who))
    )


def _is_state(id_: str, who: Gazetteer) -> bool:
    return id_ in who.states


def figures(mentions: Iterable[LinkedMention]) -> dict[str, float]:
    """The shares in per cent, and the number of mentions."""
    outcomes = [mention.outcome for mention in mentions]
    covered = [o for o in outcomes if o in {"right", "wrong", "abstained"}]
    others = len(outcomes) - len(covered)
    shares = {name: _share(covered.count(name), len(covered)) for name in ("right", "wrong", "abstained")}
    return {
        "mentions": float(len(outcomes)),
        "coverage": _share(len(covered), len(outcomes)),
        **shares,
        "strays": _share(outcomes.count("stray"), others),
    }


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0
