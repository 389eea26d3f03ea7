"""What the verbs, nouns and adjectives of saying, thinking and wanting govern.

The reader was taught on a corpus that marks outermost attributions only, and leaves out most of those inside
contents. There the grammar of the clause is the better guide.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from dateline.attribution.lexicon import cue_lexicon
from dateline.language.analysis import Analysis
from dateline.language.tree import Tree
from dateline.model.attribution import RoleSpans
from dateline.model.spans import Span, Spans, contains, hull, overlaps

_GROUP: Final = frozenset({"aux", "aux:pass", "cop", "advmod"})
_WITH_INFINITIVE: Final = frozenset({"intention", "attitude", "decree", "belief"})
_PASSIVE: Final = "nsubj:pass"
_OF_WHICH: Final = frozenset({"accusation", "allegation", "denial", "claim", "charge"})
_CLAUSE_OF_NOUN: Final = frozenset({"that", "to", "whether"})
_QUESTION: Final = frozenset({"WP", "WRB", "WP$"})
_SEEN: Final = ("xcomp", "ccomp", "acl", "dep")
_BARE: Final = frozenset({"VB", "VBG"})
_EDGES: Final = " ,;:.\n\t"


def clause_attributions(analysis: Analysis, tree: Tree, within: Iterable[int]) -> Iterator[RoleSpans]:
    """The attributions whose cue is one of the tokens ``within``, by index."""
    table = cue_lexicon()
    for k in within:
        token = analysis.tokens[k]
        made = None
        if token.text.lower() in table.states and (made := _of_state(analysis.text, tree, k)) is not None:
            yield made
        elif tree.lemmas[k] in table.kinds and token.pos == "NOUN":
            made = _of_noun(analysis.text, tree, k)
        elif tree.lemmas[k] in table.kinds and token.pos == "VERB":
            made = raised(analysis.text, tree, k) or _of_verb(analysis.text, tree, k)
        if made is not None:
            yield made


def _of_verb(text: str, tree: Tree, verb: int) -> RoleSpans | None:
    table = cue_lexicon()
    subject = subject_of(tree, verb)
    content = _complement(text, tree, verb, table.kinds[tree.lemmas[verb]])
    cue = verb_group(tree, verb)
    if not content and (phrase := _prepositional(tree, verb, table.prepositions.get(tree.lemmas[verb]))) is not None:
        cue, content = _with_preposition(tree, cue, phrase), _without_case(text, tree, phrase)
    return _attribution(() if subject is None else span_of(text, tree, subject), cue, content)


def _of_noun(text: str, tree: Tree, noun: int) -> RoleSpans | None:
    """The possessor's, as in "its threat to ...", or the subject's of a verb that only carries it: "had no idea"."""
    clause = _noun_clause(tree, noun)
    if clause is None:
        return None
    token, source = tree.tokens[noun], _possessor(tree, noun)
    cue = token.start, token.end
    verb = token.head
    if source is None and token.dep == "obj" and verb < noun and tree.lemmas[verb] in cue_lexicon().light:
        source = subject_of(tree, verb)
        cue = verb_group(tree, verb)[0], token.end
    return _attribution(() if source is None else span_of(text, tree, source), cue, span_of(text, tree, clause))


def _of_state(text: str, tree: Tree, state: int) -> RoleSpans | None:
    """What somebody is sure, aware or afraid of: "[the envoy] is certain [that ...]", "... was tired of [the row]"."""
    clauses = [
        c
        for c in tree.dependents(state, "ccomp", "xcomp", "advcl")
        if c > state and not {"because", "if", "when", "as", "after"} & set(tree.cases(c))
    ]
    subject = tree.own_subject(state)
    copulas = tree.dependents(state, "cop", "aux:pass", "aux")
    if subject is None or not copulas or tree.agent(state) is not None:
        return None
    cue = verb_group(tree, state)
    phrase = _prepositional(tree, state, cue_lexicon().of_states)
    if clauses:
        content = span_of(text, tree, clauses[0])
    elif phrase is not None:
        cue, content = _with_preposition(tree, cue, phrase), _without_case(text, tree, phrase)
    else:
        return None
    return _attribution(span_of(text, tree, subject), cue, content)


def _attribution(source: Spans, cue: Span, content: Spans) -> RoleSpans | None:
    """The attribution, unless its parts overlap; a source inside the content is none."""
    if not content or any(overlaps(cue, span) for span in (*content, *source)):
        return None
    return RoleSpans(source if not source or not contains(content, source[0]) else (), (cue,), content)


def raised(text: str, tree: Tree, verb: int) -> RoleSpans | None:
    """What a passive says of its subject: "[X] is believed [to be in hiding]"; no one says it but its agent."""
    subjects = tree.dependents(verb, _PASSIVE, "nsubj")
    clauses = [c for c in tree.dependents(verb, "xcomp") if c > verb]
    if not subjects or not clauses or not tree.is_passive(verb):
        return None
    content = (*span_of(text, tree, subjects[0]), *span_of(text, tree, clauses[0]))
    agent = subject_of(tree, verb)
    source = () if agent is None or agent == subjects[0] else span_of(text, tree, agent)
    cue = verb_group(tree, verb)
    ordered = len(content) == 2 and content[0][1] <= cue[0] and cue[1] <= content[1][0]
    return RoleSpans(source if not overlaps_any(source, hull(content)) else (), (cue,), content) if ordered else None


def _complement(text: str, tree: Tree, verb: int, kind: str) -> Spans:
    """What the verb says, thinks or wants: its clause, its infinitive, what is seen to happen, or its object."""
    table, lemma = cue_lexicon(), tree.lemmas[verb]
    denies = lemma in table.denied
    clauses = [c for c in tree.dependents(verb, "ccomp") if c > verb]
    objects = [c for c in tree.dependents(verb, "obj", "iobj") if c > verb]
    if objects and lemma in table.perceived:
        seen = [c for c in tree.dependents(verb, *_SEEN) if c > objects[0] and tree.tokens[c].tag in _BARE]
        if seen:
            return _from_to(text, tree, objects[0], seen[0])
    if clauses:
        return span_of(text, tree, clauses[0])
    if kind in _WITH_INFINITIVE or denies or lemma in table.declined or lemma in table.with_infinitive:
        infinitives = [c for c in tree.dependents(verb, "xcomp") if tree.tokens[c].pos == "VERB" and c > verb]
        if infinitives:
            asked = [c for c in objects if c < infinitives[0]]
            return _from_to(text, tree, (asked or infinitives)[0], infinitives[0])
    if objects and lemma in table.described:
        named = [c for c in tree.dependents(verb, "obl", "advcl", "xcomp") if _is_as(tree, c)]
        if named and named[0] > objects[0]:
            return _from_to(text, tree, objects[0], named[0])
    direct = tree.dependents(verb, "obj")
    if direct and (kind == "attitude" or denies or lemma in table.with_object):
        return _from_to(text, tree, (objects or direct)[0], direct[0])
    return ()


def _is_as(tree: Tree, k: int) -> bool:
    """Whether "as" leads a phrase, of which trees make a preposition, a conjunction or an adverb."""
    leading = tree.dependents(k, "case", "mark", "advmod")
    return bool(leading) and leading[0] < k and tree.lemmas[leading[0]] == "as"


def _from_to(text: str, tree: Tree, first: int, last: int) -> Spans:
    """From the first word of one subtree to the last of another."""
    start, end = tree.tokens[tree.subtree(first)[0]].start, tree.tokens[tree.subtree(last)[-1]].end
    span = trimmed(text, (start, end))
    return () if span is None else (span,)


def _prepositional(tree: Tree, head: int, prepositions: Collection[str] | None) -> int | None:
    """The noun behind one of the prepositions that a verb or adjective goes with: "knew of [three drafts]"."""
    for c in tree.dependents(head, "obl", "obj", "nmod"):
        cases = tree.dependents(c, "case")
        if prepositions and cases and c > cases[0] > head and tree.lemmas[cases[0]] in prepositions:
            return c
    return None


def _with_preposition(tree: Tree, cue: Span, phrase: int) -> Span:
    """The cue with the preposition that stands next to it."""
    case = tree.dependents(phrase, "case")[0]
    gap = tree.inside(((cue[1], tree.tokens[case].start),))
    return (cue[0], tree.tokens[case].end) if not gap else cue


def _without_case(text: str, tree: Tree, phrase: int) -> Spans:
    case = tree.dependents(phrase, "case")[0]
    inside = [c for c in tree.subtree(phrase) if c > case]
    span = trimmed(text, (tree.tokens[inside[0]].start, tree.tokens[inside[-1]].end)) if inside else None
    return () if span is None else (span,)


def _noun_clause(tree: Tree, noun: int) -> int | None:
    """The clause that says what a claim, a threat or a report is: "the allegation that ...", "its offer to ...".

    Of accusations and denials also what they are of. In "the claim, spread by rivals, that ..." the clause may hang
    on the verb that governs the claim.
    """
    for c in tree.dependents(noun, "acl", "ccomp", "xcomp"):
        marks = {tree.lemmas[m] for m in tree.dependents(c, "mark")}
        asks = tree.tokens[tree.subtree(c)[0]].tag in _QUESTION  # "no idea who sent it"
        if c > noun and (marks & _CLAUSE_OF_NOUN or asks):
            return c
    if tree.lemmas[noun] in _OF_WHICH:
        for c in (*tree.dependents(noun, "nmod"), *tree.dependents(tree.tokens[noun].head, "obl", "nmod")):
            cases = tree.dependents(c, "case")
            near = bool(cases) and (tree.tokens[c].head == noun or cases[0] == noun + 1)
            if c > noun and near and tree.lemmas[cases[0]] == "of":
                return c
    for aside in tree.dependents(noun, "acl"):
        for c in tree.dependents(tree.tokens[noun].head, "ccomp"):
            first = next((k for k in tree.subtree(c) if tree.tokens[k].pos != "PUNCT"), c)
            gap = range(tree.subtree(aside)[-1] + 1, first)
            if tree.lemmas[first] == "that" and gap and all(tree.tokens[k].pos == "PUNCT" for k in gap):
                return c
    return None


def _possessor(tree: Tree, noun: int) -> int | None:
    """Whose claim it is: the possessor, or the one that it, or what was done with it, is "by"."""
    for c in tree.dependents(noun, "nmod:poss", "nmod"):
        if tree.tokens[c].dep == "nmod:poss" or any(tree.tokens[g].lemma == "by" for g in tree.dependents(c, "case")):
            return c
    for c in tree.dependents(noun, "acl"):
        if (agent := tree.agent(c)) is not None:
            return agent
    return None


def subject_of(tree: Tree, verb: int) -> int | None:
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
        above = tree.dependents(current, _PASSIVE, "nsubj:outer")
        above = above or (tree.dependents(current, "nsubj") if tree.is_passive(current) else [])
        if above:
            # "X is said to have told": who tells is the subject of the passive around it.
            return above[0] if current != verb and tree.tokens[verb].dep == "xcomp" else None
        if subjects := tree.dependents(current, "nsubj"):
            return subjects[0]
        token = tree.tokens[current]
        if token.dep not in {"conj", "xcomp", "advcl"} or token.head == current:
            return None
        current = token.head
    return None


def verb_group(tree: Tree, verb: int) -> Span:
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


def span_of(text: str, tree: Tree, top: int) -> Spans:
    """The characters of a subtree as one span, marks at its edges left out unless they quote."""
    inside = tree.subtree(top)
    span = trimmed(text, (tree.tokens[inside[0]].start, tree.tokens[inside[-1]].end))
    return () if span is None else (span,)


def trimmed(text: str, span: Span) -> Span | None:
    """The span without marks and spaces at its edges that do not quote; None where nothing is left."""
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def overlaps_any(spans: Iterable[Span], place: Span) -> bool:
    """Whether one of the spans shares a character with a place."""
    return any(overlaps(span, place) for span in spans)
