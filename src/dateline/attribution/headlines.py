"""Attributions that a headline shows by a dash or a colon: "Grain corridor to reopen on Monday — Kremlin".

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

# The last dash of a line that stands between spaces, or its colon, and some words behind it without another, or a mark
# or figure.
_TAIL: Final = re.compile(
    r"(?:\s(?P<dash>[—–-])|(?P<colon>:))\s+"
    r"(?P<source>[^\s—–:;,/?!\d][^—–:;/?!\d]{0,58}[^\s—–:;,/?!.\d])$"
)
_LONGEST: Final = 26  # words of a headline
_REACH: Final = 64  # characters before its end in which the dash stands
_LONGEST_SOURCE: Final = 7  # words
_FEWEST: Final = 3  # words of a claim
_LONG: Final = frozenset({"—", "–"})
_SMALL: Final = 3  # letters of words that titles do not capitalise
_TOLD_ANYWAY: Final = 6  # words of a first line that tell something with no verb among them
_NOMINAL: Final = frozenset({"NOUN", "PROPN"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VERBS: Final = frozenset({"VERB", "AUX"})
_TELLING: Final = _VERBS | {"ADJ"}
_NAMES: Final = frozenset({"PERSON", "ORG", "PLACE"})
# Below the first line an organisation behind a dash is as often whose the picture is; a place behind a colon is as
# often where something happened.
_NAMES_BELOW: Final = frozenset({"PERSON", "PLACE"})
_NAMES_BEHIND_COLON: Final = frozenset({"PERSON", "ORG"})
_ENDS_SENTENCE: Final = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class _Headline:
    """What a line says, the dash or colon, and who says so."""

    claim: Span
    mark: Span
    source: Span


def with_headlines(
    analysis: Analysis, found: Sequence[RoleSpans], headers: Sequence[Span] = ()
) -> tuple[RoleSpans, ...]:
    """The outermost attributions with those of headlines that end in a dash or colon and who says so.

    What was read in such a line is kept inside the claim; the words of the line are nobody else's, and so are those of
    any headline above a text. A line whose end stands in one of ``headers`` ("... - The Guardian", in The Guardian)
    names no source.
    """
    made = list(found)
    first = _first_line(analysis)
    if first is not None:
        made = [kept for a in made if (kept := _apart(analysis.text, a, first)) is not None]
    for line in _headlines(analysis):
        if any(overlaps(line.source, header) for header in headers):
            continue
        made = [kept for a in made if (kept := _beside(analysis.text, a, line)) is not None]
        made.append(RoleSpans((line.source,), (line.mark,), (line.claim,)))
    return tuple(made)


def _first_line(analysis: Analysis) -> Span | None:
    """The headline above a text: a first line of its own that is no sentence and introduces nothing."""
    if len(analysis.paragraphs) < 2:
        return None
    start, end = analysis.paragraphs[0]
    line = analysis.text[start:end]
    return None if len(line.split()) > _LONGEST or _ENDS_SENTENCE.search(line) else (start, end)


def _headlines(analysis: Analysis) -> list[_Headline]:
    found = []
    for number, (start, end) in enumerate(analysis.paragraphs):
        match = _TAIL.search(analysis.text, max(start, end - _REACH), end)
        if match is None or len(analysis.text[start:end].split()) > _LONGEST:
            continue
        mark = match.span("dash" if match["dash"] else "colon")
        line = _Headline((start, match.start()), mark, match.span("source"))
        if _is_claim(analysis, line, first=not number) and _is_source(analysis, line, first=not number):
            found.append(line)
    return found


def _is_claim(analysis: Analysis, line: _Headline, *, first: bool) -> bool:
    """Whether something is told: no question and no label; without a verb only in the first line, "Oil up a dollar"."""
    text = analysis.text[slice(*line.claim)]
    words = len(text.split())
    if words < _FEWEST or text.endswith("?"):
        return False
    tree = analysis.tree
    parts = {tree.tokens[k].pos for k in tree.inside((line.claim,))}
    if analysis.text[slice(*line.mark)] == ":":
        return not parts.isdisjoint(_VERBS)
    if first and words >= _TOLD_ANYWAY:
        return True
    return not parts.isdisjoint(_TELLING) or any(overlaps((q.start, q.end), line.claim) for q in analysis.quotations)


def _is_source(analysis: Analysis, line: _Headline, *, first: bool) -> bool:
    """Whether the words are a person, an organisation or a document, named or by what they are, and no clause.

    Behind a long dash of the first line any name will do, for the reader knows too few where there is so little around;
    but not where all words are capitalised, names or not ("... — A Long Story"), and none that labels a page ("Live").
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
    claim, mark, source = (analysis.text[slice(*span)] for span in (line.claim, line.mark, line.source))
    names = _NAMES_BEHIND_COLON if mark == ":" else _NAMES if first else _NAMES_BELOW
    if any(e.label in names and contains((line.source,), e.span) for e in analysis.entities):
        return True
    label = source.lower() in layout_lexicon().not_speakers
    return first and mark in _LONG and not label and _in_sentence_case(claim)


def _in_sentence_case(claim: str) -> bool:
    """Whether half the words of a headline, small ones left out, begin with a small letter."""
    words = [word for word in claim.split() if len(word) > _SMALL]
    return 2 * sum(word[0].islower() for word in words) >= len(words)


def _head(tree: Tree, inside: Sequence[int]) -> int:
    """The word that the others hang on, or the last where the tree has several."""
    tops = [k for k in inside if tree.tokens[k].head not in inside or tree.tokens[k].head == k]
    return tops[-1]


def _beside(text: str, attribution: RoleSpans, line: _Headline) -> RoleSpans | None:
    """The attribution as far as the headline leaves it: inside the claim, or outside the line."""
    tail = line.mark[0], line.source[1]
    if any(overlaps(span, tail) for span in attribution.cue):
        return None
    own = any(overlaps(span, line.claim) for span in attribution.cue)
    return _without(text, attribution, tail if own else (line.claim[0], line.source[1]))


def _apart(text: str, attribution: RoleSpans, line: Span) -> RoleSpans | None:
    """The attribution kept to the first line, or to what stands below it, as its cue does."""
    own = any(overlaps(span, line) for span in attribution.cue)
    return _without(text, attribution, (line[1], len(text)) if own else line)


def _without(text: str, attribution: RoleSpans, place: Span) -> RoleSpans | None:
    source, content = (_short_of(text, spans, place) for spans in (attribution.source, attribution.content))
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
