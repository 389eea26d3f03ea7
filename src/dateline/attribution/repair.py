"""Attributions put right by syntax: sources made whole or found, and refusals to say told from what is refused.

A reader of word pieces takes the determiner of a source and loses its noun, or loses a source that stands far from
its cue; where the tree shows whom the verb is said of, the tree knows better.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from dateline.attribution.complements import raised, span_of
from dateline.attribution.lexicon import cue_lexicon
from dateline.language.analysis import Analysis
from dateline.language.tree import Tree
from dateline.model.attribution import RoleSpans
from dateline.model.spans import Span, Spans, contains, hull, overlaps

_PARTS: Final = frozenset({"det", "amod", "compound", "nmod:poss", "nummod", "case", "nmod:desc"})
_INSIDE: Final = frozenset({*_PARTS, "flat"})
_ASKING: Final = frozenset({"ask", "tell", "question", "quiz", "press"})
_NAMED_IN: Final = frozenset({"quote", "cite", "report"})
_TOLD_KINDS: Final = frozenset({"statement", "belief", "knowledge"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_WANTING: Final = frozenset({"intention", "decree", "attitude"})
_ASKED: Final = frozenset({"WDT", "WP", "WP$", "WRB"})
_CLOSING: Final = "”\"'’»"
_OBJECTS: Final = ("ccomp", "obj", "obl", "advcl", "xcomp")


def repaired(analysis: Analysis, found: Sequence[RoleSpans]) -> tuple[RoleSpans, ...]:
    """The attributions, each with what its tree knows better than its pieces."""
    tree = analysis.tree
    return tuple(_repaired(analysis, tree, a) for a in found)


def _repaired(analysis: Analysis, tree: Tree, found: RoleSpans) -> RoleSpans:
    found = _from_its_clause(analysis, tree, _unsaid(tree, _asked(tree, _led_on(tree, _whole(tree, found)))))
    found = _without_others(analysis, tree, _governed(tree, found))
    found = _described(analysis, tree, _raised(analysis, tree, found))
    return _refusal(tree, _with_subject(analysis, tree, found))


def spoken(text: str, found: Sequence[RoleSpans]) -> tuple[RoleSpans, ...]:
    """The attributions that somebody makes: a colon or a dash says nothing where no source stands before it.

    "GENEVA: The minister said ..." looks like a transcript's turn once the dateline is known to be none.
    """
    return tuple(a for a in found if a.source or any(text[k].isalnum() for span in a.cue for k in range(*span)))


def _whole(tree: Tree, found: RoleSpans) -> RoleSpans:
    """The attribution with a source that holds the noun which its words belong to; a conjunction is no source."""
    inside = tree.inside(found.source)
    if inside and all(tree.tokens[k].dep == "mark" for k in inside):
        return RoleSpans((), found.cue, found.content)
    if len(found.source) != 1:
        return found
    own = set(inside)
    if not inside or any(tree.tokens[k].pos in {"NOUN", "PROPN", "PRON"} and _outside(tree, k, own) for k in inside):
        return found
    adverbs = all(tree.tokens[k].dep == "advmod" for k in inside)  # "only | Russia and China had refused"
    nouns = {
        tree.tokens[k].head for k in inside if (adverbs or tree.tokens[k].dep in _PARTS) and _outside(tree, k, own)
    }
    if len(nouns) != 1:
        return found
    noun = nouns.pop()
    nouns = {noun, *tree.conjuncts(noun)} if adverbs else {noun}
    parts = [*nouns, *(k for noun in nouns for k in tree.dependents(noun) if tree.tokens[k].dep in _INSIDE)]
    span = min(tree.tokens[k].start for k in [*parts, *inside]), max(tree.tokens[k].end for k in [*parts, *inside])
    taken = (*found.cue, *found.content)
    if tree.tokens[noun].pos not in {"NOUN", "PROPN"} or any(overlaps(span, other) for other in taken):
        return found
    return RoleSpans((span,), found.cue, found.content)


def _led_on(tree: Tree, found: RoleSpans) -> RoleSpans:
    """The attribution with a source that goes on to what its last preposition leads: "both sides of | Cyprus"."""
    inside = tree.inside(found.source[-1:])
    if not inside or tree.tokens[inside[-1]].dep != "case":
        return found
    last, noun = inside[-1], tree.tokens[inside[-1]].head
    if noun <= last or tree.tokens[noun].pos not in {"NOUN", "PROPN"} or not {*inside} & {*tree.ancestors(noun)}:
        return found
    start, end = found.source[-1][0], max(tree.tokens[k].end for k in (noun, *tree.dependents(noun, "flat")))
    if any(overlaps((start, end), other) for other in (*found.cue, *found.content)):
        return found
    return RoleSpans((*found.source[:-1], (start, end)), found.cue, found.content)


def _outside(tree: Tree, k: int, inside: set[int]) -> bool:
    return tree.tokens[k].head not in inside or tree.tokens[k].head == k


def _asked(tree: Tree, found: RoleSpans) -> RoleSpans:
    """Without a source where the cue is a participle of asking: in "asked about P, she ..." somebody else asks."""
    for k in tree.inside(found.cue):
        token = tree.tokens[k]
        bare = token.tag in {"VBN", "VBD"} and not tree.dependents(k, "aux", "aux:pass", "nsubj", "mark")
        if bare and token.dep == "advcl" and token.lemma.lower() in _ASKING:
            return RoleSpans((), found.cue, found.content)
    return found


def _unsaid(tree: Tree, found: RoleSpans) -> RoleSpans:
    """Without a source where the cue is a passive that names no agent: "they are understood to have met"."""
    verbs = [k for k in tree.inside(found.cue) if tree.tokens[k].pos == "VERB"]
    if not found.source or not verbs or not tree.is_passive(verbs[0]):
        return found
    if cue_lexicon().kinds.get(tree.tokens[verbs[0]].lemma.lower()) not in _TOLD_KINDS:
        return found  # "is appalled by": an attitude is its subject's
    above = tree.tokens[verbs[0]].head
    phrases = [*tree.dependents(verbs[0], "obl", "obl:agent", "advcl"), *tree.dependents(above, "obl:agent")]
    named = {"by", "in", "from"} if tree.tokens[verbs[0]].lemma.lower() in _NAMED_IN else {"by"}
    for c in phrases:
        if any(tree.tokens[g].lemma.lower() in named for g in tree.dependents(c, "case", "mark")):
            inside = set(tree.subtree(c))
            if inside & set(tree.inside(found.source)):
                return found
    # A source in front of the verb that is its own subject is whom it is said of, or else of another clause.
    return RoleSpans((), found.cue, found.content)


def _from_its_clause(analysis: Analysis, tree: Tree, found: RoleSpans) -> RoleSpans:
    """With the whole clause as content where its cue follows: "The envoy asked for “contact” at the gate, he said"."""
    start = found.content[0][0]
    if found.cue[0][0] < found.content[-1][1] or any(span[0] < start for span in found.source):
        return found
    own = tree.inside(found.content[:1])
    outside = {tree.tokens[k].head for k in own if tree.tokens[tree.tokens[k].head].start < start}
    taken = set(tree.inside((*found.cue, *found.source)))
    verbs = [
        h
        for h in outside - taken
        if tree.tokens[h].tag in _FINITE and _same(analysis.sentences, (tree.tokens[h].start, start), found.content[0])
    ]
    if len(verbs) != 1 or tree.tokens[verbs[0]].lemma.lower() in {"say", "be"}:
        return found
    inside = [k for k in tree.subtree(verbs[0]) if tree.tokens[k].start < start and k not in taken]
    first = min(inside)
    span = (tree.tokens[first].start, found.content[0][1])
    if not _same(analysis.sentences, span, found.content[0]):
        return found
    return RoleSpans(found.source, found.cue, (span, *found.content[1:]))


def _raised(analysis: Analysis, tree: Tree, found: RoleSpans) -> RoleSpans:
    """With all of what a passive says of its subject: "[X] is reported [to have told creditors that P]".

    A first reading may take the infinitive, which is an inner cue, for a part of the outer one.
    """
    for k in tree.inside(found.cue):
        whole = raised(analysis.text, tree, k) if tree.tokens[k].pos == "VERB" else None
        told = [c for c in tree.dependents(k, "xcomp") if c > k]
        if whole is None or cue_lexicon().kinds.get(tree.lemmas[k]) not in _TOLD_KINDS:
            continue
        if contains(found.content, (tree.tokens[told[0]].start, tree.tokens[told[0]].end)):
            continue
        verb, reach = whole.content[-1], found.content[-1][1]
        within = all(contains((hull(whole.content),), span) or span[0] >= verb[0] for span in found.content)
        if within and not any(overlaps(span, hull(whole.content)) for span in found.source):
            return RoleSpans(found.source, whole.cue, (whole.content[0], (verb[0], max(verb[1], reach))))
    return found


def _described(analysis: Analysis, tree: Tree, found: RoleSpans) -> RoleSpans:
    """With what is described in the content: "[The plan] was described by an aide [as a hoax]"."""
    for k in tree.inside(found.cue):
        if tree.lemmas[k] not in cue_lexicon().described or not tree.is_passive(k):
            continue
        subjects = tree.dependents(k, "nsubj:pass")
        spans = span_of(analysis.text, tree, subjects[0]) if subjects else ()
        taken = (*found.source, *found.cue, *found.content)
        relative = bool(subjects) and tree.tokens[subjects[0]].tag in {"WDT", "WP"}
        if spans and not relative and spans[0][1] <= found.cue[0][0] and not any(overlaps(spans[0], t) for t in taken):
            return RoleSpans(found.source, found.cue, tuple(sorted((*spans, *found.content))))
    return found


def _governed(tree: Tree, found: RoleSpans) -> RoleSpans:
    """Without a later clause that somebody else is the subject of: "asked for a room, but “there was none”"."""
    inside = tree.inside(found.cue)
    wanting = any(cue_lexicon().kinds.get(tree.tokens[k].lemma.lower()) in _WANTING for k in inside)
    # "asked for" governs a noun, and no clause.
    with_noun = bool(inside) and tree.tokens[inside[-1]].pos == "ADP"
    if len(found.content) < 2 or not (wanting or with_noun):
        return found
    if not any(tree.tokens[k].head in inside for k in tree.inside(found.content[:1])):
        return found
    kept = [found.content[0]]
    for span in found.content[1:]:
        own = set(tree.inside((span,)))
        tops = [k for k in own if tree.tokens[k].head not in own - {k}]
        subjects = ("nsubj", "expl", "nsubj:pass") if wanting else ("expl",)
        joined = [k for k in tops if tree.tokens[k].head not in inside or tree.tokens[k].dep == "conj"]
        if not any(tree.dependents(k, *subjects) for k in joined):
            kept.append(span)
    return RoleSpans(found.source, found.cue, tuple(kept))


def _without_others(analysis: Analysis, tree: Tree, found: RoleSpans) -> RoleSpans:
    """Without a question of another sentence: "admitted [a call]. The paper could not tell [who rang]"."""
    if len(found.content) == 1:
        return found
    kept = []
    for span in found.content:
        inside = tree.inside((span,))
        near = any(_same(analysis.sentences, cue, span) for cue in found.cue)
        asked = bool(inside) and (tree.tokens[inside[0]].tag in _ASKED or tree.words[inside[0]] == "whether")
        above = {tree.tokens[k].head for k in inside} - set(inside)
        if near or not asked or not any(tree.tokens[k].pos == "VERB" for k in above):
            kept.append(span)
    return RoleSpans(found.source, found.cue, tuple(kept)) if kept else found


def _with_subject(analysis: Analysis, tree: Tree, found: RoleSpans) -> RoleSpans:
    """With the subject of its own verb as the source, where none was read in the verb's own sentence."""
    if any(_same(analysis.sentences, span, found.cue[0]) for span in found.source):
        return found
    taken = (*found.cue, *found.content)
    for k in tree.inside(found.cue):
        if tree.tokens[k].pos != "VERB" or tree.is_passive(k) or tree.dependents(k, "expl"):
            continue
        for subject in tree.dependents(k, "nsubj"):
            span = _noun_phrase(tree, subject)
            if not any(overlaps(span, other) for other in taken):
                return RoleSpans((span,), found.cue, found.content)
            if (content := _before(analysis.text, found.content, span)) is not None:
                return RoleSpans((span,), found.cue, content)
    return found


def _before(text: str, content: Spans, subject: Span) -> Spans | None:
    """The content without the subject that was read as the end of a quotation: "“It is done,” the mayor"."""
    for k, (start, end) in enumerate(content):
        cut = text[start : subject[0]].rstrip()
        if end == subject[1] and cut and cut[-1] in _CLOSING and any(c.isalnum() for c in cut):
            return (*content[:k], (start, start + len(cut)), *content[k + 1 :])
    return None


def _start(span: Span) -> int:
    return span[0]


def _same(sentences: Sequence[Span], one: Span, other: Span) -> bool:
    """Whether two spans begin in one sentence."""
    at = bisect_right(sentences, one[0], key=_start) - 1
    return at >= 0 and sentences[at][0] <= other[0] < sentences[at][1]


def _noun_phrase(tree: Tree, top: int) -> Span:
    """A noun with what belongs to it and stands without a gap: clauses and asides behind it are left out."""
    inside = set(tree.subtree(top))
    for k in tree.dependents(top, "acl:relcl", "appos", "parataxis", "conj", "punct"):
        inside.difference_update(tree.subtree(k))
    first = last = top
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return tree.tokens[first].start, tree.tokens[last].end


def _refusal(tree: Tree, found: RoleSpans) -> RoleSpans:
    """With the verb of telling in the cue where somebody declines to tell: "refused to say | whether P".

    With nothing after that verb it stays what is refused: "declined | to comment".
    """
    verbs = [k for k in tree.inside(found.cue) if tree.tokens[k].pos == "VERB"]
    if len(found.cue) != 1 or not verbs or tree.tokens[verbs[-1]].lemma.lower() not in cue_lexicon().declined:
        return found
    for k in tree.dependents(verbs[-1], "xcomp"):
        token = tree.tokens[k]
        told = [c for c in tree.dependents(k, *_OBJECTS) if c > k]
        if token.lemma.lower() not in cue_lexicon().telling or not told:
            continue
        if not contains(found.content, (token.start, token.end)) or found.content[0][0] < found.cue[0][1]:
            continue
        first = _case_of(tree, told[0])
        cue_end = tree.tokens[first - 1].end if first > k + 1 else token.end
        content: Spans = tuple((max(a, cue_end), b) for a, b in found.content if b > cue_end)
        start = tree.tokens[min(tree.subtree(told[0]))].start if first == told[0] else tree.tokens[first].start
        content = tuple((max(a, start), b) for a, b in content if b > start)
        if content and content[0][0] >= cue_end:
            return RoleSpans(found.source, ((found.cue[0][0], cue_end),), content)
    return found


def _case_of(tree: Tree, k: int) -> int:
    """The first token of what a verb tells, behind the preposition that links it: "on" of "comment on the letter"."""
    inside = [c for c in tree.subtree(k) if c > tree.tokens[k].head]
    cases = [c for c in tree.dependents(k, "case") if c in inside]
    rest = [c for c in inside if not cases or c > cases[-1]]
    return min(rest, default=k)
