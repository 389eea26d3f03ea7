"""Who a source is: its type, whether its identity is withheld, and its name in a chain."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from dateline.attribution.lexicon import source_lexicon
from dateline.language.analysis import Analysis, Entity, Token
from dateline.model.attribution import Anonymity, SourceType
from dateline.model.extraction import Reason
from dateline.model.spans import Span, Spans, hull, overlaps, touching

_PERSON: Final = "PERSON"
_NAMES: Final = frozenset({"ORG", "PLACE"})
_PROPER: Final = frozenset({"NNP", "NNPS"})
_PLURAL: Final = frozenset({"NNS", "NNPS"})
_MODIFIERS: Final = frozenset({"amod", "nmod", "nmod:poss", "obl"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM"})
_UNNAMED: Final[frozenset[SourceType]] = frozenset({"unnamed_person", "unnamed_group"})


def source_type(analysis: Analysis, source: Spans) -> SourceType | None:
    """The type of a source, or None where only its antecedent would tell (pronouns, "the ministry").

    A named person, wherever the words of the source hold one outside a possessive; else by the head of the
    noun phrase: people, documents, organisations.
    """
    if not source:
        return "none"
    tokens = tokens_in(analysis, source)
    if not tokens:
        return None
    lexicon = source_lexicon()
    head = _head(analysis, tokens)
    lemma, word = head.lemma.lower(), head.text.lower()
    names = [e for e in _entities_in(analysis, source) if not _possesses(tokens, e.span)]
    if any(e.label == _PERSON and not _modifies(analysis, tokens, e.span, head) for e in names):
        return "named_person"
    if len(tokens) == 1 and word in lexicon.references:
        return None
    if word in lexicon.plural_only:
        return "unnamed_group"
    if lemma in lexicon.people:
        return "unnamed_group" if head.tag in _PLURAL else "unnamed_person"
    return _impersonal(analysis, source, head)


def _impersonal(analysis: Analysis, source: Spans, head: Token) -> SourceType | None:
    """The type of a source whose head names no person: an organisation, a document or a group."""
    lexicon = source_lexicon()
    lemma = head.lemma.lower()
    names = [e.span for e in _entities_in(analysis, source) if e.label in _NAMES]
    if lemma in lexicon.documents:
        return "named_organisation" if names else "document"
    if head.tag in _PROPER or any(overlaps(name, (head.start, head.end)) for name in names):
        return "named_organisation"
    if lemma in lexicon.organisations:
        return "named_organisation" if names else None
    return "unnamed_group" if head.tag in _PLURAL else None


def anonymity(analysis: Analysis, source: Spans, cue: Spans, kind: SourceType | None) -> Anonymity | None:
    """That the source's identity is withheld, with the words that say so; only ever of an unnamed source.

    The words are looked for in the sentence of the cue and in the source itself.
    """
    if kind not in _UNNAMED:
        return None
    for start, end in [*source, *touching(analysis.sentences, hull(cue))]:
        if match := source_lexicon().anonymity.search(analysis.text, start, end):
            return Anonymity(reason=match.span())
    return None


def source_name(analysis: Analysis, source: Spans) -> str:
    """The source's words without the determiner, as a link of a chain shows them."""
    words = " ".join(" ".join(analysis.text[start:end].split()) for start, end in source)
    words = words.strip(" ,;:—–-")
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in source_lexicon().determiners else words


def abstention(kind: SourceType | None, *, has_source: bool) -> Reason:
    """Why an attribution names no actor."""
    if not has_source:
        return "not_stated"
    if kind == "anonymous":
        return "identity_withheld"
    return "unresolved_reference" if kind is None else "not_covered"


def _entities_in(analysis: Analysis, spans: Spans) -> list[Entity]:
    """The names that lie inside one of the spans."""
    found: list[Entity] = []
    for start, end in spans:
        first = bisect_left(analysis.entities, start, key=_entity_start)
        last = bisect_left(analysis.entities, end, lo=first, key=_entity_start)
        found.extend(entity for entity in analysis.entities[first:last] if entity.span[1] <= end)
    return found


def _entity_start(entity: Entity) -> int:
    return entity.span[0]


def tokens_in(analysis: Analysis, spans: Spans) -> tuple[Token, ...]:
    """The tokens that lie inside one of the spans."""
    found: list[Token] = []
    starts = analysis.tree.starts
    for start, end in spans:
        first = bisect_left(starts, start)
        last = bisect_left(starts, end, first)
        # Of tokens in a row only the last can reach over the end.
        while last > first and analysis.tokens[last - 1].end > end:
            last -= 1
        found += analysis.tokens[first:last]
    return tuple(found)


def _head(analysis: Analysis, tokens: Sequence[Token]) -> Token:
    """The first noun, name or pronoun whose head stands outside the tokens, else the last token."""
    starts = {token.start for token in tokens}
    for token in tokens:
        head = analysis.tokens[token.head]
        if token.pos in _NOMINAL and (head.start not in starts or head is token):
            return token
    return tokens[-1]


def _modifies(analysis: Analysis, tokens: Sequence[Token], name: Span, head: Token) -> bool:
    """Whether a name only says whose or from where the head is: "a Trump aide", "the minister of Ardania"."""
    top = next(
        (t for t in tokens if overlaps((t.start, t.end), name) and not overlaps(_place(analysis.tokens[t.head]), name)),
        None,
    )
    if top is None or top.start == head.start:
        return False
    return top.dep in _MODIFIERS or (top.dep == "compound" and head.tag not in _PROPER)


def _place(token: Token) -> Span:
    return token.start, token.end


def _possesses(tokens: Sequence[Token], name: Span) -> bool:
    """Whether the name is only a possessor: "Lavrov's ministry"."""
    return any(token.tag == "POS" and token.start in {name[1], name[1] - len(token.text)} for token in tokens)
