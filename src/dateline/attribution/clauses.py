"""Attributions that syntax shows: a verb of saying, thinking or wanting with what it governs.

The reader was taught on a corpus that marks outermost attributions only, and leaves out most of those inside
contents. There the grammar of the clause is the better guide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dateline.attribution.lexicon import cue_lexicon
from dateline.attribution.nesting import parents
from dateline.language.analysis import Analysis
from dateline.language.tree import Tree
from dateline.model.attribution import RoleSpans
from dateline.model.spans import Span, Spans, contains, hull, overlaps

_GROUP: Final = frozenset({"aux", "aux:pass", "cop", "advmod"})
_WITH_INFINITIVE: Final = frozenset({"intention", "attitude", "decree", "belief"})
_PASSIVE: Final = "nsubj:pass"
_CARRYING: Final = frozenset({"cite", "quote"})
_OF_WHICH: Final = frozenset({"accusation", "allegation", "denial", "claim", "charge"})
_EDGES: Final = " ,;:.\n\t"


def clause_attributions(analysis: Analysis, tree: Tree, within: Iterable[int]) -> Iterator[RoleSpans]:
    """The attributions whose cue is one of the tokens ``within``, by index."""
    kinds = cue_lexicon().kinds
    for k in within:
        token = analysis.tokens[k]
        kind = kinds.get(token.lemma.lower())
        if kind is None or token.pos not in {"VERB", "NOUN"}:
            continue
        if token.pos == "NOUN":
            complement, source, cue = _noun_clause(tree, k), _possessor(tree, k), (token.start, token.end)
        else:
            complement = _complement(tree, k, kind, denies=token.lemma.lower() in cue_lexicon().denied)
            source, cue = _subject(tree, k), _verb_group(tree, k)
        if token.pos == "VERB" and (raised := _raised(analysis.text, tree, k)) is not None:
            yield raised
            continue
        if complement is None:
            continue
        content = _span(analysis.text, tree, complement)
        spans = () if source is None else _span(analysis.text, tree, source)
        if content and not any(overlaps(cue, span) for span in (*content, *spans)):
            yield RoleSpans(spans if not spans or not contains(content, spans[0]) else (), (cue,), content)


def _raised(text: str, tree: Tree, verb: int) -> RoleSpans | None:
    """What a passive says of its subject: "[X] is believed [to be in hiding]"; no one says it but its agent."""
    subjects = tree.dependents(verb, _PASSIVE, "nsubj")
    clauses = [c for c in tree.dependents(verb, "xcomp") if c > verb]
    if not subjects or not clauses or not tree.is_passive(verb):
        return None
    content = (*_span(text, tree, subjects[0]), *_span(text, tree, clauses[0]))
    agent = _subject(tree, verb)
    source = () if agent is None or agent == subjects[0] else _span(text, tree, agent)
    cue = _verb_group(tree, verb)
    ordered = len(content) == 2 and content[0][1] <= cue[0] and cue[1] <= content[1][0]
    return RoleSpans(source if not _overlaps_any(source, hull(content)) else (), (cue,), content) if ordered else None


def _complement(tree: Tree, verb: int, kind: str, *, denies: bool) -> int | None:
    """What the verb says, thinks or wants: its clause, its infinitive, or what it denies or feels about."""
    clauses = [c for c in tree.dependents(verb, "ccomp") if c > verb]
    if clauses:
        return clauses[0]
    if kind in _WITH_INFINITIVE or denies or tree.tokens[verb].lemma in cue_lexicon().declined:
        infinitives = [c for c in tree.dependents(verb, "xcomp") if tree.tokens[c].pos == "VERB" and c > verb]
        if infinitives:
            return infinitives[0]
    if (kind == "attitude" or denies) and (objects := tree.dependents(verb, "obj")):
        return objects[0]
    return None


def _noun_clause(tree: Tree, noun: int) -> int | None:
    """The clause that says what a claim, a threat or a report is: "the allegation that ...", "its offer to ...".

    Of accusations and denials also what they are of.
    """
    for c in tree.dependents(noun, "acl", "ccomp", "xcomp"):
        marks = {tree.tokens[m].lemma.lower() for m in tree.dependents(c, "mark")}
        if c > noun and marks & {"that", "to", "whether"}:
            return c
    if tree.tokens[noun].lemma.lower() in _OF_WHICH:
        for c in tree.dependents(noun, "nmod"):
            if c > noun and any(tree.tokens[g].lemma == "of" for g in tree.dependents(c, "case")):
                return c
    return None


def _possessor(tree: Tree, noun: int) -> int | None:
    """Whose claim it is: the possessor, or the one that it is "by"."""
    for c in tree.dependents(noun, "nmod:poss", "nmod"):
        if tree.tokens[c].dep == "nmod:poss" or any(tree.tokens[g].lemma == "by" for g in tree.dependents(c, "case")):
            return c
    return None


def _subject(tree: Tree, verb: int) -> int | None:
    """Who says it: the verb's own subject or agent, else that of the verb that it is joined to."""
    current: int = verb
    for _ in range(4):
        agents = [
            c
            for c in tree.dependents(current, "obl:agent", "obl")
            if tree.dependents(current, _PASSIVE)
            and any(tree.tokens[g].lemma == "by" for g in tree.dependents(c, "case"))
        ]
        if agents:
            return agents[0]
        raised = tree.dependents(current, _PASSIVE, "nsubj:outer")
        raised = raised or (tree.dependents(current, "nsubj") if tree.is_passive(current) else [])
        if raised:
            # "X is said to have told": who tells is the subject of the passive around it.
            return raised[0] if current != verb and tree.tokens[verb].dep == "xcomp" else None
        if subjects := tree.dependents(current, "nsubj"):
            return subjects[0]
        token = tree.tokens[current]
        if token.dep not in {"conj", "xcomp", "advcl"} or token.head == current:
            return None
        current = token.head
    return None


def _verb_group(tree: Tree, verb: int) -> Span:
    """The verb with its auxiliaries, negation and adverbs that stand before it without a gap, and its particle."""
    first = last = verb
    while first > 0 and tree.tokens[first - 1].head == verb and tree.tokens[first - 1].dep in _GROUP:
        first -= 1
    while (
        last + 1 < len(tree.tokens)
        and tree.tokens[last + 1].head == verb
        and tree.tokens[last + 1].dep == "compound:prt"
    ):
        last += 1
    return tree.tokens[first].start, tree.tokens[last].end


def _span(text: str, tree: Tree, top: int) -> Spans:
    """The characters of a subtree as one span, marks at its edges left out unless they quote."""
    inside = tree.subtree(top)
    span = _trimmed(text, (tree.tokens[inside[0]].start, tree.tokens[inside[-1]].end))
    return () if span is None else (span,)


def _trimmed(text: str, span: Span) -> Span | None:
    """The span without marks and spaces at its edges that do not quote; None where nothing is left."""
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def completed(analysis: Analysis, found: Sequence[RoleSpans]) -> tuple[RoleSpans, ...]:
    """The attributions, the content of each "according to" widened to the clause that the phrase stands in."""
    tree = Tree(analysis.tokens)
    return tuple(_completed(analysis, tree, attribution) for attribution in found)


def _completed(analysis: Analysis, tree: Tree, found: RoleSpans) -> RoleSpans:
    """One attribution, its content widened where it is what something is according to.

    A first reading leaves out the subject and the verb where they look like a second source and cue:
    "according to the report, [a chief warned] the cabinet that ...".
    """
    inside = tree.inside(found.cue)
    if not found.source or not any(tree.tokens[k].lemma.lower() in {"accord", "per"} for k in inside):
        return found
    phrase = next((k for k in tree.inside(found.source[:1]) if tree.tokens[k].dep == "obl"), None)
    if phrase is None:
        return found
    clause = tree.tokens[phrase].head
    own = (*found.source, *found.cue)
    within = {*tree.subtree(phrase), *tree.inside(own)}
    kept = [k for k in tree.subtree(clause) if k not in within]
    runs: list[Span] = []
    for k in kept:
        token = tree.tokens[k]
        if runs and not any(runs[-1][1] <= tree.tokens[j].start < token.start for j in within):
            runs[-1] = runs[-1][0], token.end
        else:
            runs.append((token.start, token.end))
    content = tuple(part for run in runs if (part := _trimmed(analysis.text, run)) is not None)
    meant = [span for span in found.content if _overlaps_any(content, span)]
    # A part in another line, such as a heading, is a slip of the reader; one in the same line is more than this clause.
    stray = [span for span in found.content if span not in meant]
    covered = bool(meant) and all("\n" in analysis.text[min(s[1], meant[0][0]) : max(s[0], meant[0][1])] for s in stray)
    larger = bool(stray) or sum(b - a for a, b in content) > sum(b - a for a, b in meant)
    alone = not any(overlaps(part, span) for part in content for span in own)
    return RoleSpans(found.source, found.cue, content) if covered and larger and alone else found


def carried(analysis: Analysis, tree: Tree, found: Sequence[RoleSpans]) -> list[RoleSpans]:
    """The attributions with those that a "citing" or "quoting" phrase carries.

    "AFP, citing a minister, reported that P": what AFP reports is that a minister is the source of P. The
    phrase becomes part of AFP's content, and in it the minister's attribution has the content P.
    """
    attributions = [part for a in found for part in _carrier(analysis, tree, a)]
    for k, token in enumerate(tree.tokens):
        if token.lemma.lower() not in _CARRYING or token.tag != "VBG" or token.dep not in {"advcl", "acl"}:
            continue
        cited = tree.dependents(k, "obj")
        phrase = _span(analysis.text, tree, k)
        if not cited or not phrase or tree.dependents(k, "ccomp", "advcl", "obl"):
            continue
        place = token.start, token.end
        outer = next((a for a in attributions if _reports(tree, k, a)), None)
        source = _span(analysis.text, tree, cited[0])
        if outer is None or not source or any(overlaps(phrase[0], span) for span in (*outer.cue, *outer.content)):
            continue
        kept = tuple(part for span in outer.source if (part := _without(analysis.text, span, phrase[0])) is not None)
        widened = RoleSpans(kept, outer.cue, tuple(sorted((*outer.content, phrase[0]))))
        inner = RoleSpans(source, (place,), outer.content)
        attributions = [widened if a is outer else a for a in attributions if not _overlaps_any(a.cue, place)]
        attributions.append(inner)
    return attributions


def _carrier(analysis: Analysis, tree: Tree, found: RoleSpans) -> tuple[RoleSpans, ...]:
    """The attribution, or the two that it is where its cue is what a verb of saying cites.

    Of "the radio reported, citing an official, that P" a first reading may take "citing" for the radio's cue.
    """
    inside = tree.inside(found.cue)
    citing = next((k for k in inside if tree.tokens[k].lemma in _CARRYING and tree.tokens[k].tag == "VBG"), None)
    if citing is None or tree.tokens[citing].dep != "advcl":
        return (found,)
    verb = tree.tokens[citing].head
    told = [c for v in (verb, citing) for c in tree.dependents(v, "ccomp", "parataxis") if c != citing]
    cited = tree.dependents(citing, "obj")
    if tree.tokens[verb].lemma.lower() not in cue_lexicon().kinds or not told or not cited:
        return (found,)
    content, source = _span(analysis.text, tree, told[0]), _span(analysis.text, tree, cited[0])
    cue, place = _verb_group(tree, verb), (tree.tokens[citing].start, tree.tokens[citing].end)
    if not content or not source or not cue[1] <= place[0] < source[0][1] <= content[0][0]:
        return (found,)
    if _overlaps_any((*content, *source, *found.source), cue):
        return (found,)
    outer = RoleSpans(found.source, (cue,), ((place[0], source[0][1]), content[0]))
    return outer, RoleSpans(source, (place,), content)


def _reports(tree: Tree, participle: int, outer: RoleSpans) -> bool:
    """Whether the participle hangs on the cue of an attribution, or on its source, which is the cue's subject."""
    head = tree.tokens[participle].head
    if _overlaps_any(outer.cue, (tree.tokens[participle].start, tree.tokens[participle].end)):
        return False
    return _overlaps_any((*outer.cue, *outer.source), (tree.tokens[head].start, tree.tokens[head].end))


def _without(text: str, span: Span, phrase: Span) -> Span | None:
    """What of a span stands before a phrase that it holds."""
    return _trimmed(text, (span[0], min(span[1], phrase[0]))) if overlaps(span, phrase) else span


def _overlaps_any(spans: Iterable[Span], place: Span) -> bool:
    return any(overlaps(span, place) for span in spans)


def quoted_as(analysis: Analysis, tree: Tree, found: Sequence[RoleSpans]) -> list[RoleSpans]:
    """The attributions with the two voices of "X was quoted by Y as saying that P".

    Y quotes X as saying P; what X says is P.
    """
    attributions = list(found)
    for k, token in enumerate(tree.tokens):
        if token.lemma.lower() not in _CARRYING or token.tag != "VBN":
            continue
        subjects = tree.dependents(k, _PASSIVE)
        saying = [
            c
            for c in tree.dependents(k, "advcl", "xcomp", "acl")
            if tree.tokens[c].tag == "VBG"
            and any(tree.tokens[m].lemma == "as" for m in tree.dependents(c, "mark", "case"))
        ]
        if not subjects or not saying:
            continue
        told = [c for c in tree.dependents(saying[0], "ccomp", "obj", "xcomp") if c > saying[0]]
        subject, words = _span(analysis.text, tree, subjects[0]), _span(analysis.text, tree, saying[0])
        content = _span(analysis.text, tree, told[0]) if told else ()
        cue = _verb_group(tree, k)
        inner_cue = tree.tokens[saying[0]].start, tree.tokens[saying[0]].end
        if not subject or not words or not content or not cue[1] <= words[0][0] < inner_cue[1] <= content[0][0]:
            continue
        old = [a for a in attributions if _overlaps_any(a.cue, (token.start, inner_cue[1]))]
        # The reader knows better than the tree how far the words go.
        reach = max((end for a in old for _, end in a.content), default=content[0][1])
        content = ((content[0][0], max(reach, content[0][1])),)
        agent = _subject(tree, k)
        carrier = _span(analysis.text, tree, agent) if agent is not None and agent != subjects[0] else ()
        if subject[0][1] > cue[0] or _overlaps_any((*carrier, *subject), content[0]):
            continue
        attributions = [a for a in attributions if a not in old]
        attributions.append(RoleSpans(carrier, (cue,), (subject[0], (words[0][0], content[0][1]))))
        attributions.append(RoleSpans(subject, (inner_cue,), content))
    return attributions


def with_inner_clauses(analysis: Analysis, found: Sequence[RoleSpans]) -> tuple[RoleSpans, ...]:
    """``found`` with the voices of carriers told apart, and after them the attributions inside that syntax shows."""
    tree = Tree(analysis.tokens)
    found = quoted_as(analysis, tree, carried(analysis, tree, found))
    cues = bytearray(len(analysis.text))
    for start, end in (span for attribution in found for span in attribution.cue):
        cues[start:end] = b"\1" * (end - start)
    added: dict[Span, RoleSpans] = {}
    for outer in found:
        whole = hull(outer.content)
        for inner in clause_attributions(analysis, tree, tree.inside(outer.content)):
            spans = (*inner.cue, *inner.content)
            taken = any(cues[slice(*inner.cue[0])])
            if not taken and all(contains((whole,), span) for span in spans) and inner.content != outer.content:
                source = tuple(span for span in inner.source if contains((whole,), span))
                added.setdefault(inner.cue[0], RoleSpans(source, inner.cue, inner.content))
    return _with_sources_inside(analysis, tree, (*found, *added.values()))


def _with_sources_inside(analysis: Analysis, tree: Tree, found: Sequence[RoleSpans]) -> tuple[RoleSpans, ...]:
    """The attributions, each inner one with a source inside its parent's content.

    In "it was confirmed, according to Interfax" the one who confirms is not Interfax, which stands outside: a
    wrong speaker is worse than none. The subject of the cue is taken where it stands inside.
    """
    fixed = []
    for inner, above in zip(found, parents(found), strict=True):
        within = None if above is None else found[above].content
        if within is None or all(contains(within, span) for span in inner.source):
            fixed.append(inner)
            continue
        verb = next((k for k in tree.inside(inner.cue) if tree.tokens[k].pos == "VERB"), None)
        subject = None if verb is None else _subject(tree, verb)
        source = () if subject is None else _span(analysis.text, tree, subject)
        usable = source and contains(within, source[0]) and not _overlaps_any((*inner.cue, *inner.content), source[0])
        fixed.append(RoleSpans(source if usable else (), inner.cue, inner.content))
    return tuple(fixed)
