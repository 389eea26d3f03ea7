"""Attributions that syntax shows: what a phrase of citing relays, and what a content holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.attribution.complements import (
    clause_attributions,
    overlaps_any,
    span_of,
    subject_of,
    trimmed,
    verb_group,
)
from dateline.attribution.lexicon import cue_lexicon
from dateline.attribution.nesting import parents
from dateline.language.analysis import Analysis
from dateline.language.tree import Tree
from dateline.model.attribution import RoleSpans
from dateline.model.spans import Span, Spans, contains, hull, overlaps

_PARTICIPLES: Final = frozenset({"VBN", "VBD"})  # taggers take one for the other
_PASSIVE: Final = "nsubj:pass"
_CARRYING: Final = frozenset({"cite", "quote"})


def completed(analysis: Analysis, found: Sequence[RoleSpans]) -> tuple[RoleSpans, ...]:
    """The attributions, the content of each "according to" widened to the clause that the phrase stands in."""
    tree = analysis.tree
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
    content = tuple(part for run in runs if (part := trimmed(analysis.text, run)) is not None)
    meant = [span for span in found.content if overlaps_any(content, span)]
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
        phrase = span_of(analysis.text, tree, k)
        if not cited or not phrase or tree.dependents(k, "ccomp", "advcl", "obl"):
            continue
        place = token.start, token.end
        outer = next((a for a in attributions if _reports(tree, k, a)), None)
        source = span_of(analysis.text, tree, cited[0])
        if outer is None or not source or any(overlaps(phrase[0], span) for span in (*outer.cue, *outer.content)):
            continue
        kept = tuple(part for span in outer.source if (part := _without(analysis.text, span, phrase[0])) is not None)
        widened = RoleSpans(kept, outer.cue, tuple(sorted((*outer.content, phrase[0]))))
        inner = RoleSpans(source, (place,), outer.content)
        attributions = [widened if a is outer else a for a in attributions if not overlaps_any(a.cue, place)]
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
    content, source = span_of(analysis.text, tree, told[0]), span_of(analysis.text, tree, cited[0])
    cue, place = verb_group(tree, verb), (tree.tokens[citing].start, tree.tokens[citing].end)
    if not content or not source or not cue[1] <= place[0] < source[0][1] <= content[0][0]:
        return (found,)
    if overlaps_any((*content, *source, *found.source), cue):
        return (found,)
    outer = RoleSpans(found.source, (cue,), ((place[0], source[0][1]), content[0]))
    return outer, RoleSpans(source, (place,), content)


def _reports(tree: Tree, participle: int, outer: RoleSpans) -> bool:
    """Whether the participle hangs on the cue of an attribution, or on its source, which is the cue's subject."""
    head = tree.tokens[participle].head
    if overlaps_any(outer.cue, (tree.tokens[participle].start, tree.tokens[participle].end)):
        return False
    return overlaps_any((*outer.cue, *outer.source), (tree.tokens[head].start, tree.tokens[head].end))


def _without(text: str, span: Span, phrase: Span) -> Span | None:
    """What of a span stands before a phrase that it holds."""
    return trimmed(text, (span[0], min(span[1], phrase[0]))) if overlaps(span, phrase) else span


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
        subject, words = span_of(analysis.text, tree, subjects[0]), span_of(analysis.text, tree, saying[0])
        content = span_of(analysis.text, tree, told[0]) if told else ()
        if not told and (relayed := _quoted_before(analysis, tree, k, saying[0], attributions)) is not None:
            attributions = relayed
            continue
        cue = verb_group(tree, k)
        inner_cue = tree.tokens[saying[0]].start, tree.tokens[saying[0]].end
        if not subject or not words or not content or not cue[1] <= words[0][0] < inner_cue[1] <= content[0][0]:
            continue
        old = [a for a in attributions if overlaps_any(a.cue, (token.start, inner_cue[1]))]
        # The reader knows better than the tree how far the words go.
        reach = max((end for a in old for _, end in a.content), default=content[0][1])
        content = ((content[0][0], max(reach, content[0][1])),)
        agent = subject_of(tree, k)
        carrier = span_of(analysis.text, tree, agent) if agent is not None and agent != subjects[0] else ()
        if subject[0][1] > cue[0] or overlaps_any((*carrier, *subject), content[0]):
            continue
        attributions = [a for a in attributions if a not in old]
        attributions.append(RoleSpans(carrier, (cue,), (subject[0], (words[0][0], content[0][1]))))
        attributions.append(RoleSpans(subject, (inner_cue,), content))
    return attributions


def _quoted_before(
    analysis: Analysis, tree: Tree, verb: int, saying: int, found: Sequence[RoleSpans]
) -> list[RoleSpans] | None:
    """The attributions with the two voices of "“P,” X was quoted as saying by Y", or None."""
    text, place = analysis.text, (tree.tokens[verb].start, tree.tokens[saying].end)
    old = [a for a in found if overlaps_any(a.cue, place)]
    subject = span_of(text, tree, tree.dependents(verb, _PASSIVE)[0])
    if len(old) != 1 or not subject or old[0].content[-1][1] > subject[0][0]:
        return None
    agents = [tree.agent(verb), *(c for c in tree.dependents(saying, "obl:agent", "obl") if "by" in tree.cases(c))]
    carrier = next((span_of(text, tree, c) for c in agents if c is not None), ())
    mark = next(iter(tree.dependents(saying, "mark", "case")), saying)
    words, said = (tree.tokens[mark].start, place[1]), (tree.tokens[saying].start, place[1])
    outer = RoleSpans(carrier, (verb_group(tree, verb),), (*old[0].content, *subject, words))
    return [*(a for a in found if a is not old[0]), outer, RoleSpans(subject, (said,), old[0].content)]


def quoted_in(analysis: Analysis, tree: Tree, found: Sequence[RoleSpans]) -> list[RoleSpans]:
    """The attributions with the outlet of "X, quoted in Y, said P": what Y quotes is that X said P."""
    attributions = list(found)
    for k, token in enumerate(tree.tokens):
        if tree.lemmas[k] not in _CARRYING or token.tag not in _PARTICIPLES or token.dep != "acl":
            continue
        places = [c for c in tree.dependents(k, "obl", "obl:agent") if set(tree.cases(c)[:1]) & {"in", "by"} and c > k]
        places = [c for c in places if tree.dependents(c, "case")]
        own = next((a for a in attributions if _said_by(analysis.text, token.start, a)), None)
        if not places or own is None or not own.cue[0][1] <= own.content[0][0]:
            continue
        phrase = span_of(analysis.text, tree, k)[0]
        speaker = _without(analysis.text, own.source[0], phrase)
        case = tree.dependents(places[0], "case")[0]
        outlet = trimmed(analysis.text, (tree.tokens[case].end, phrase[1]))
        cue = token.start, tree.tokens[case].end
        if speaker is None or outlet is None or not speaker[1] <= cue[0] < phrase[1] <= own.cue[0][0]:
            continue
        attributions = [a for a in attributions if a is not own and not overlaps_any(a.cue, phrase)]
        attributions.append(RoleSpans((outlet,), (cue,), (speaker, (own.cue[0][0], own.content[-1][1]))))
        attributions.append(RoleSpans((speaker,), own.cue, own.content))
    return attributions


def _said_by(text: str, place: int, found: RoleSpans) -> bool:
    """Whether an attribution's source holds a place, or ends with the comma in front of it."""
    if len(found.source) != 1:
        return False
    start, end = found.source[0]
    return start < place < end or (end < place and text[end:place].strip() == ",")


def reported(analysis: Analysis, tree: Tree, found: Sequence[RoleSpans]) -> list[RoleSpans]:
    """The attributions with those that an adverb makes: "The envoy has reportedly left"; nobody says who says so."""
    made = list(found)
    for k, token in enumerate(tree.tokens):
        if tree.lemmas[k] not in cue_lexicon().reported or token.pos != "ADV" or tree.tokens[token.head].pos != "VERB":
            continue
        place, verb = (token.start, token.end), token.head
        subject = tree.subject(verb)
        inside = [c for c in tree.subtree(verb, frozenset({"cc"})) if tree.tokens[c].dep != "mark" or c > verb]
        if subject is None or not inside or any(a.cue == (place,) for a in made):
            continue
        joined = [tree.subtree(c)[0] for c in tree.dependents(verb, "conj")]
        first = next((c for c in inside if tree.tokens[c].pos != "PUNCT"), verb)
        last = min([j for j in joined if j > verb], default=inside[-1] + 1) - 1
        runs = [(tree.tokens[first].start, token.start), (token.end, tree.tokens[last].end)]
        if first > subject:
            runs[0] = (tree.tokens[tree.subtree(subject)[0]].start, tree.tokens[tree.subtree(subject)[-1]].end)
        content = tuple(part for run in runs if run[0] < run[1] and (part := trimmed(analysis.text, run)) is not None)
        own = [a for a in made if overlaps_any(a.cue, place)]
        made = [RoleSpans(a.source, _apart(analysis.text, a.cue, place), a.content) if a in own else a for a in made]
        if content and not overlaps_any(content, place):
            made.append(RoleSpans((), (place,), content))
    return [a for a in made if a.cue]


def _apart(text: str, cue: Spans, place: Span) -> Spans:
    """What of a cue stands behind an adverb that is a cue by itself, or in front of it."""
    start, end = cue[0]
    rest = [trimmed(text, (place[1], end))] if place[1] < end else []
    rest += [trimmed(text, (start, place[0]))] if start < place[0] else []
    return next(((part,) for part in rest if part is not None), ())


def with_inner_clauses(analysis: Analysis, found: Sequence[RoleSpans]) -> tuple[RoleSpans, ...]:
    """``found`` with the voices of carriers told apart, and after them the attributions inside that syntax shows."""
    tree = analysis.tree
    found = quoted_in(analysis, tree, quoted_as(analysis, tree, carried(analysis, tree, found)))
    found = reported(analysis, tree, found)
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
        subject = None if verb is None else subject_of(tree, verb)
        source = () if subject is None else span_of(analysis.text, tree, subject)
        usable = source and contains(within, source[0]) and not overlaps_any((*inner.cue, *inner.content), source[0])
        fixed.append(RoleSpans(source if usable else (), inner.cue, inner.content))
    return tuple(fixed)
