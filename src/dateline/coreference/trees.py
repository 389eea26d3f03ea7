"""The tokens of a text with the dependents of each, and who utters its quotations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from dateline.coreference.lexicon import lexicon
from dateline.language import tree as language_tree
from dateline.language.analysis import Analysis
from dateline.language.quotation import Quotation
from dateline.model.spans import Span


class Tree(language_tree.Tree):
    """The dependencies of an analysis, with the analysis."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__(analysis.tokens)
        self.analysis = analysis

    def beginning_in(self, span: Span) -> range:
        """The tokens that begin inside a span."""
        return range(bisect_left(self.starts, span[0]), bisect_left(self.starts, span[1]))

    def subject(self, verb: int) -> int | None:
        """The token that heads the subject of a verb, or of the verb that it is joined to."""
        for _ in range(4):
            if subjects := self.dependents(verb, "nsubj", "nsubj:pass"):
                found = subjects[0]
                # "The envoy who said so": the one who is meant by the relative pronoun.
                relative = self.tokens[verb].dep == "acl:relcl" and self.tokens[found].tag in {"WP", "WDT"}
                return self.tokens[verb].head if relative else found
            token = self.tokens[verb]
            if token.dep not in {"conj", "xcomp", "advcl"} or token.head == verb:
                return None
            verb = token.head
        return None


def speakers(tree: Tree) -> dict[int, int]:
    """For the start of each outermost quotation the token that heads its speaker, where syntax shows one.

    The speaker is the subject of a verb of saying that governs the quotation or is put into it or beside it,
    else the speaker of the quotation before it in the same paragraph, or of one that it continues.
    """
    analysis = tree.analysis
    outermost = [q for q in analysis.quotations if q.depth == 0 and q.double]
    inside = {k for q in outermost for k in tree.beginning_in((q.start, q.end))}
    breaks = [start for start, _ in analysis.paragraphs]
    found: dict[int, int] = {}
    before: Quotation | None = None
    for quotation in outermost:
        verbs = [*_governing(tree, quotation, inside), *_beside(tree, quotation, inside)]
        subject = next((s for verb in verbs if (s := tree.subject(verb)) is not None and s not in inside), None)
        if subject is None and before is not None:
            same = bisect_right(breaks, before.start) == bisect_right(breaks, quotation.start)
            subject = found.get(before.start) if same or before.continued else None
        if subject is not None:
            found[quotation.start] = subject
        before = quotation
    return found


def _governing(tree: Tree, quotation: Quotation, inside: set[int]) -> Iterator[int]:
    """Verbs of saying outside on which a word of the quotation hangs, or which hang on one."""
    words = tree.beginning_in((quotation.start, quotation.end))
    for k in words:
        head = tree.tokens[k].head
        if head not in inside and _says(tree, head):
            yield head
        yield from (c for c in tree.dependents(k) if c not in inside and _says(tree, c))


def _beside(tree: Tree, quotation: Quotation, inside: set[int]) -> list[int]:
    """Verbs of saying in the sentences that the quotation touches, the nearest first."""
    touched = [s for s in tree.analysis.sentences if s[0] < quotation.end and quotation.start < s[1]]
    if not touched:
        return []
    around = tree.beginning_in((touched[0][0], touched[-1][1]))
    verbs = [k for k in around if k not in inside and _says(tree, k)]
    return sorted(verbs, key=lambda k: (_distance(tree.tokens[k].start, quotation), k))


def _distance(place: int, quotation: Quotation) -> int:
    return quotation.start - place if place < quotation.start else place - quotation.end


def _says(tree: Tree, k: int) -> bool:
    return tree.tokens[k].pos == "VERB" and tree.lemmas[k] in lexicon().saying
