"""Where contents end: with a phrase, and with the quotation that they open, and that they do not stop in between.

A reader of word pieces breaks a content off where it takes an inner cue for a second outer one, or in the middle of
a phrase; where the tree shows what the last word belongs to, the content goes on to there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dateline.attribution.lexicon import cue_lexicon
from dateline.language.analysis import Analysis
from dateline.language.tree import Tree
from dateline.model.attribution import ROLES, RoleSpans
from dateline.model.spans import Span, SpanIndex, contains, overlaps, touching

_EDGES: Final = " ,;:.\n\t"
_CLOSING: Final = "”\"'’»"
_SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_GROUP: Final = ("aux", "aux:pass", "cop", "advmod")
_CLAUSES: Final = frozenset({"VERB", "AUX", "ADJ"})
_WHEN: Final = frozenset({"obl", "obl:unmarked", "advcl"})


def bounded(analysis: Analysis, found: Sequence[RoleSpans]) -> tuple[RoleSpans, ...]:
    """The attributions, each content ending where its last phrase and the quotation that it opens end.

    Larger contents go first, so that what is inside them may grow with them.
    """
    tree = analysis.tree
    made = _Changing(found)
    beginning: dict[int, list[int]] = defaultdict(list)  # by where the source begins, or the cue
    for i, each in enumerate(found):
        beginning[(each.source or each.cue)[0][0]].append(i)
    closed = [(q.start, q.end) for q in analysis.quotations if q.depth == 0 and q.closed]
    sizes = [sum(end - start for start, end in a.content) for a in found]
    for i in sorted(range(len(found)), key=sizes.__getitem__, reverse=True):
        made[i] = _without_gaps(analysis, tree, made[i], made)
        made[i] = _short_of_others(analysis, tree, closed, _alone(analysis, tree, made[i]), made)
        made[i] = _whole_phrase(analysis, tree, made[i], made)
        made[i] = _whole_quotation(closed, made[i], made)
        behind = [made[j] for j in beginning.get(made[i].content[-1][1] + 1, ()) if j != i]
        made[i] = _with_clause_of_noun(analysis, tree, made[i], behind, made)
    return made.all()


class _Changing:
    """Attributions by number, one after the other of which gets another content, and which of them stand at a place."""

    def __init__(self, found: Sequence[RoleSpans]) -> None:
        self._all = list(found)
        self._index = SpanIndex((span, i) for i, a in enumerate(found) for role in ROLES for span in a.role(role))
        self._changed: set[int] = set()

    def __getitem__(self, i: int) -> RoleSpans:
        return self._all[i]

    def __setitem__(self, i: int, attribution: RoleSpans) -> None:
        if attribution is not self._all[i]:
            self._all[i] = attribution
            self._changed.add(i)

    def all(self) -> tuple[RoleSpans, ...]:
        """The attributions as they are now."""
        return tuple(self._all)

    def near(self, place: Span) -> list[RoleSpans]:
        """Those that touch a place, and some others."""
        return [self._all[i] for i in {*self._index.touching(place), *self._changed}]


def _without_gaps(analysis: Analysis, tree: Tree, own: RoleSpans, found: _Changing) -> RoleSpans:
    """The attribution, two parts of its content made one where only more of the sentence stands between them.

    "[The bridge between] Russia and Crimea was struck on Monday; [the two matters were unrelated], he said": an inner
    clause is content too. Of 45 such gaps in PolNeAR dev 27 stand in a content that annotators marked over both parts,
    none between two parts of one; 18 times no annotated content has both.
    """
    if len(own.content) == 1:
        return own
    content = [own.content[0]]
    for span in own.content[1:]:
        gap = content[-1][1], span[0]
        if _is_content(analysis, tree, gap, found) and not _says_when(tree, gap, own):
            content[-1] = content[-1][0], span[1]
        else:
            content.append(span)
    return own if len(content) == len(own.content) else RoleSpans(own.source, own.cue, tuple(content))


def _is_content(analysis: Analysis, tree: Tree, gap: Span, found: _Changing) -> bool:
    """Whether what parts two parts of a content is more of it: of one sentence, without a source, a cue or "say"."""
    if not any(start < gap[0] and gap[1] < end for start, end in touching(analysis.sentences, gap)):
        return False
    roles = (span for other in found.near(gap) for span in (*other.source, *other.cue))
    says = cue_lexicon().kinds
    return not any(overlaps(span, gap) for span in roles) and not any(
        tree.tokens[k].pos == "VERB" and tree.lemmas[k] in says for k in tree.inside((gap,))
    )


def _says_when(tree: Tree, gap: Span, own: RoleSpans) -> bool:
    """Whether what stands in a gap is a phrase of the cue: "told them [after the call] that ..." is when he told."""
    cue = set(tree.inside(own.cue))
    return any(tree.tokens[k].head in cue and tree.tokens[k].dep in _WHEN for k in tree.inside((gap,)))


def _alone(analysis: Analysis, tree: Tree, own: RoleSpans) -> RoleSpans:
    return _short_of_the_next(analysis, tree, _short_of_its_verb(analysis, tree, own))


def _short_of_its_verb(analysis: Analysis, tree: Tree, own: RoleSpans) -> RoleSpans:
    """The attribution of a noun, its content cut before the verb that the noun is the subject of.

    "The claim [that ships were sunk] was dropped": what happened to the claim is not what it says.
    """
    for noun in tree.inside(own.cue):
        verb = tree.tokens[noun].head
        if tree.tokens[noun].pos != "NOUN" or tree.tokens[noun].dep not in _SUBJECTS:
            continue
        start, end = own.content[-1]
        first = min([c for c in tree.dependents(verb, *_GROUP) if noun < c < verb], default=verb)
        if start < tree.tokens[first].start < end and own.cue[-1][1] <= start:
            return _ending(own, _stop(analysis.text, start, tree.tokens[first].start))
    return own


def _short_of_the_next(analysis: Analysis, tree: Tree, own: RoleSpans) -> RoleSpans:
    """The attribution of a noun, its content cut before a noun that is joined to the cue and somebody's own.

    "Her thanks for [the help] and her regret that ..." are two.
    """
    for noun in tree.inside(own.cue):
        for c in tree.dependents(noun, "conj") if tree.tokens[noun].pos == "NOUN" else ():
            start, end = own.content[-1]
            first = tree.subtree(c)[0]
            if tree.dependents(c, "nmod:poss") and own.cue[-1][1] <= start < tree.tokens[first].start < end:
                return _ending(own, _stop(analysis.text, start, tree.tokens[first].start))
    return own


def _short_of_others(
    analysis: Analysis, tree: Tree, closed: Sequence[Span], own: RoleSpans, found: _Changing
) -> RoleSpans:
    """The attribution, its content cut before what is another's, where that has a cue of its own.

    That is a verb which is joined to the cue ("finds [that ...], and recommends that ..."), and the sentence behind a
    quotation that the content is.
    """
    start, end = own.content[-1]
    if own.cue[-1][1] > start:
        return own
    for verb in tree.inside(own.cue):
        for c in tree.dependents(verb, "conj") if tree.tokens[verb].pos == "VERB" else ():
            if tree.dependents(c, "mark", *_SUBJECTS):
                continue  # "said that P, and that Q was expected" goes on
            first = tree.tokens[tree.subtree(c)[0]].start
            place = tree.tokens[c].start, tree.tokens[c].end
            if start < first < end and any(contains(other.cue, place) for other in found.near(place)):
                return _ending(own, _stop(analysis.text, start, first))
    for quotation in touching(closed, (start, start + 1)):
        rest = quotation[1], end
        begun = {span[0] for span in analysis.sentences if rest[0] < span[0] < rest[1]}
        if quotation[0] == start and any(a.source and a.source[0][0] in begun for a in found.near(rest)):
            return _ending(own, quotation[1])
    return own


def _with_clause_of_noun(
    analysis: Analysis, tree: Tree, own: RoleSpans, behind: Sequence[RoleSpans], found: _Changing
) -> RoleSpans:
    """The attribution, its content with the clause behind its last noun that says what somebody says of it.

    "They fined [two firms] it says moved arms": no comma parts the firms from what is said of them.
    """
    end = own.content[-1][1]
    last = tree.inside((own.content[-1],))[-1:]
    if not last or tree.tokens[last[0]].end != end or tree.tokens[last[0]].pos not in {"NOUN", "PROPN"}:
        return own
    for other in behind:
        parts = (*other.source, *other.cue, *other.content)
        if len(parts) != 3 or not all(a[1] < b[0] for a, b in pairwise(parts)):
            continue
        gaps = [(end, parts[0][0]), *((a[1], b[0]) for a, b in pairwise(parts))]
        if all(analysis.text[a:b] == " " for a, b in gaps) and _free(own, (end, parts[2][1]), found):
            return _ending(own, parts[2][1])
    return own


def _whole_phrase(analysis: Analysis, tree: Tree, own: RoleSpans, found: _Changing) -> RoleSpans:
    """The attribution, its content continued to the end of the phrase or clause that its last word belongs to.

    "She said [both sides, over coffee,] admitted defeat" goes on to the end of what the sides admitted; "and" that
    joins a clause which is not the content's is left out.
    """
    start, end = own.content[-1]
    inside = tree.inside(((start, end),))
    words = [k for k in inside if tree.tokens[k].pos != "PUNCT"]
    sentence = next(iter(touching(analysis.sentences, (start, start + 1))), None)
    if not words or analysis.text[end - 1] in _CLOSING or sentence is None or end > sentence[1]:
        return own
    top = words[-1]
    while inside[0] <= tree.tokens[top].head <= inside[-1] and tree.tokens[top].head != top:
        top = tree.tokens[top].head
    head = tree.tokens[top].head
    if tree.tokens[head].start < end or tree.tokens[head].end > sentence[1]:
        return own
    if tree.tokens[words[-1]].dep == "cc" and tree.tokens[head].pos in _CLAUSES and len(words) > 1:
        return _ending(own, _stop(analysis.text, start, tree.tokens[words[-1]].start))
    if tree.tokens[head].dep == "conj" and tree.tokens[head].head in tree.inside(own.cue):
        # What is joined to the cue is somebody's next deed: the reader took its subject for more of the content.
        return _ending(own, _stop(analysis.text, start, tree.tokens[tree.subtree(head)[0]].start))
    governed = {*inside, *tree.inside(own.cue)}
    if governed.isdisjoint(tree.ancestors(head)):
        return own
    reach = _stop(analysis.text, end, tree.tokens[tree.subtree(head)[-1]].end)
    return _ending(own, reach) if _free(own, (end, reach), found) else own


def _whole_quotation(closed: Sequence[Span], own: RoleSpans, found: _Changing) -> RoleSpans:
    """The attribution, its content continued to the end of a quotation that it opens and breaks off."""
    start, end = own.content[-1]
    for quotation in touching(closed, (end, end + 1)):
        if start <= quotation[0] < end < quotation[1] and _free(own, (end, quotation[1]), found):
            return _ending(own, quotation[1])
    return own


def _ending(own: RoleSpans, end: int) -> RoleSpans:
    start = own.content[-1][0]
    return RoleSpans(own.source, own.cue, (*own.content[:-1], (start, end))) if start < end else own


def _stop(text: str, start: int, end: int) -> int:
    """The end of a stretch without the marks and spaces behind its last word."""
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return end


def _free(own: RoleSpans, more: Span, found: _Changing) -> bool:
    """Whether what a content would take in is nobody else's, or an attribution that it then holds whole.

    Of an attribution around it the content must hold it as well.
    """
    if more[0] >= more[1] or any(overlaps(span, more) for span in (*own.source, *own.cue)):
        return False
    now, then = own.content[-1], (own.content[-1][0], more[1])
    for other in found.near(then):
        around = contains(other.content, now)
        touched = any(overlaps(span, more) for span in (*other.source, *other.cue, *other.content))
        if other is own or not (around or touched):
            continue
        inside = all(contains((then,), span) for span in (*other.cue, *other.content))
        if not (contains(other.content, then) if around else inside):
            return False
    return True
