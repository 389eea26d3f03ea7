"""Attributions that a headline shows by a dash: "Grain corridor to reopen on Monday — Kremlin".

Agencies name in this form, with no word for saying, who says what a whole report is about. A reader of words takes the
line for the beginning of what the report's first sentence says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.attribution.lexicon import layout_lexicon, source_lexicon
from dateline.language.analysis import Analysis
from dateline.language.tree import Tree
from dateline.model.attribution import RoleSpans
from dateline.model.spans import Span, Spans, contains, overlaps

# The last dash of a line that stands between spaces, and some words behind it without another, or a mark or figure.
_TAIL: Final = re.compile(r"\s(?P<dash>[—–-])\s+(?P<source>[^\s—–:;,/?!\d][^—–:;/?!\d]{0,58}[^\s—–:;,/?!.\d])$")
_LONGEST: Final = 26  # words of a headline
_REACH: Final = 64  # characters before its end in which the dash stands
_LONGEST_SOURCE: Final = 7  # words
_FEWEST: Final = 3  # words of a claim
_TOLD_ANYWAY: Final = 6  # words of a first line that tell something with no verb among them
_NOMINAL: Final = frozenset({"NOUN", "PROPN"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_TELLING: Final = frozenset({"VERB", "AUX", "ADJ"})
_NAMES: Final = frozenset({"PERSON", "ORG", "PLACE"})
# Below the first line an organisation behind a dash is as often whose the picture is.
_NAMES_BELOW: Final = frozenset({"PERSON", "PLACE"})


@dataclass(frozen=True, slots=True)
class _Headline:
    """What a line says, the dash, and who says so."""

    claim: Span
    dash: Span
    source: Span


def with_headlines(
    analysis: Analysis, found: Sequence[RoleSpans], headers: Sequence[Span] = ()
) -> tuple[RoleSpans, ...]:
    """The outermost attributions with those of headlines that end in a dash and who says so.

    What was read in such a line is kept inside the claim; the words of the line are nobody else's. A line whose end
    stands in one of ``headers`` ("... - The Guardian", in The Guardian) names no source.
    """
    made = list(found)
    for line in _headlines(analysis):
        if any(overlaps(line.source, header) for header in headers):
            continue
        made = [kept for a in made if (kept := _beside(analysis.text, a, line)) is not None]
        made.append(RoleSpans((line.source,), (line.dash,), (line.claim,)))
    return tuple(made)


def _headlines(analysis: Analysis) -> list[_Headline]:
    found = []
    for number, (start, end) in enumerate(analysis.paragraphs):
        match = _TAIL.search(analysis.text, max(start, end - _REACH), end)
        if match is None or len(analysis.text[start:end].split()) > _LONGEST:
            continue
        line = _Headline((start, match.start()), match.span("dash"), match.span("source"))
        if _is_claim(analysis, line.claim, first=not number) and _is_source(analysis, line, first=not number):
            found.append(line)
    return found


def _is_claim(analysis: Analysis, claim: Span, *, first: bool) -> bool:
    """Whether something is told: no question and no label; without a verb only in the first line, "Oil up a dollar"."""
    text = analysis.text[slice(*claim)]
    words = len(text.split())
    if words < _FEWEST or text.endswith("?"):
        return False
    if first and words >= _TOLD_ANYWAY:
        return True
    tree = analysis.tree
    quoted = any(overlaps((run.start, run.end), claim) for run in analysis.quotations)
    return quoted or any(tree.tokens[k].pos in _TELLING for k in tree.inside((claim,)))


def _is_source(analysis: Analysis, line: _Headline, *, first: bool) -> bool:
    """Whether the words are a person, an organisation or a document, named or by what they are, and no clause.

    Behind a long dash of the first line any name will do: the reader knows too few where there is so little around.
    """
    tree = analysis.tree
    inside = tree.inside((line.source,))
    if not 0 < len(inside) <= _LONGEST_SOURCE:
        return False
    head = _head(tree, inside)
    nouns = source_lexicon()
    tables = nouns.people, nouns.organisations, nouns.plural_only, layout_lexicon().headlines
    known = any(tree.lemmas[head] in table or tree.words[head] in table for table in tables)
    if known and len(inside) == 1:
        return True  # "report" alone looks like a verb
    if tree.tokens[head].pos not in _NOMINAL or any(tree.tokens[k].tag in _FINITE for k in inside):
        return False
    if known or tree.tokens[head].pos != "PROPN":
        return known
    names = _NAMES if first else _NAMES_BELOW
    sure = first and analysis.text[slice(*line.dash)] != "-"
    return sure or any(e.label in names and contains((line.source,), e.span) for e in analysis.entities)


def _head(tree: Tree, inside: Sequence[int]) -> int:
    """The word that the others hang on, or the last where the tree has several."""
    tops = [k for k in inside if tree.tokens[k].head not in inside or tree.tokens[k].head == k]
    return tops[-1]


def _beside(text: str, attribution: RoleSpans, line: _Headline) -> RoleSpans | None:
    """The attribution as far as the headline leaves it: inside the claim, or outside the line."""
    whole = line.claim[0], line.source[1]
    tail = line.dash[0], line.source[1]
    if any(overlaps(span, tail) for span in attribution.cue):
        return None
    own = any(overlaps(span, whole) for span in attribution.cue)
    source = _short_of(text, attribution.source, tail if own else whole)
    content = _short_of(text, attribution.content, tail if own else whole)
    return RoleSpans(source, attribution.cue, content) if content else None


def _short_of(text: str, spans: Spans, place: Span) -> Spans:
    """The spans without what of them stands in a place, and without the white space that is left at their ends."""
    kept = []
    for span in spans:
        for start, end in ((span[0], min(span[1], place[0])), (max(span[0], place[1]), span[1])):
            words = text[start:end].strip()
            if words:
                first = text.index(words, start)
                kept.append((first, first + len(words)))
    return tuple(kept)
