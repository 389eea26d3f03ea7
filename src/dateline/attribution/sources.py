"""Who a source is: its type, whether its identity is withheld, and its name in a chain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.attribution.lexicon import source_lexicon
from dateline.language.analysis import Analysis, Token
from dateline.model.attribution import Anonymity, SourceType
from dateline.model.extraction import Reason
from dateline.model.spans import Span, Spans, contains, hull, overlaps

_PERSON: Final = "PERSON"
_NAMES: Final = frozenset({"ORG", "GPE", "NORP"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM"})
_UNNAMED: Final[frozenset[SourceType]] = frozenset({"unnamed_person", "unnamed_group"})


def source_type(analysis: Analysis, source: Spans) -> SourceType | None:
    """The type of a source, or None where only its antecedent would tell (pronouns, "the ministry").

    A named person, wherever the words of the source hold one outside a possessive; else by the head of the
    noun phrase: people, organisations, documents.
    """
    if not source:
        return "none"
    tokens = tokens_in(analysis, source)
    if not tokens:
        return None
    lexicon = source_lexicon()
    head = _head(analysis, tokens)
    names = [e for e in analysis.entities if contains(source, e.span)]
    lemma = head.lemma.lower()
    if any(e.label == _PERSON and not _possesses(tokens, e.span) for e in names):
        return "named_person"
    if len(tokens) == 1 and lemma in lexicon.references:
        return None
    if lemma in lexicon.people or head.text.lower() in lexicon.plural_only:
        return "unnamed_group" if head.tag in {"NNS", "NNPS"} or head.text.lower() in lexicon.plural_only else "unnamed_person"
    named = any(e.label in _NAMES or (e.label == _PERSON and not _possesses(tokens, e.span)) for e in names)
    if lemma in lexicon.documents:
        return "named_organisation" if named else "document"
    if any(e.label in _NAMES and overlaps(e.span, (head.start, head.end)) for e in names) or head.tag.startswith("NNP"):
        return "named_organisation"
    if lemma in lexicon.organisations:
        return "named_organisation" if named else None
    if head.tag == "NNS":
        return "unnamed_group"
    return None


def anonymity(analysis: Analysis, source: Spans, cue: Spans, kind: SourceType | None) -> Anonymity | None:
    """That the source's identity is withheld, with the words that say so; only ever of an unnamed source.

    The words are looked for in the sentence of the cue and in the source itself.
    """
    if kind not in _UNNAMED:
        return None
    around = [s for s in analysis.sentences if overlaps(s, hull(cue))]
    for start, end in [*source, *around]:
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


def tokens_in(analysis: Analysis, spans: Spans) -> tuple[Token, ...]:
    """The tokens that lie inside one of the spans."""
    return tuple(token for token in analysis.tokens if contains(spans, (token.start, token.end)))


def _head(analysis: Analysis, tokens: Sequence[Token]) -> Token:
    """The first noun, name or pronoun whose head stands outside the tokens, else the last token."""
    starts = {token.start for token in tokens}
    for token in tokens:
        head = analysis.tokens[token.head]
        if token.pos in _NOMINAL and (head.start not in starts or head is token):
            return token
    return tokens[-1]


def _possesses(tokens: Sequence[Token], name: Span) -> bool:
    """Whether the name is only a possessor: "Lavrov's ministry"."""
    return any(token.tag == "POS" and token.start in {name[1], name[1] - len(token.text)} for token in tokens)
