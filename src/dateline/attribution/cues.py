"""What a cue makes of its content: the kind of attribution, and its polarity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.attribution.lexicon import cue_lexicon
from dateline.language.analysis import Token
from dateline.model.attribution import Kind, Polarity

_WILLING: Final = frozenset({"would", "will", "wo"})  # "wo": of "won't"


def cue_kind(cue: Sequence[Token]) -> Kind:
    """The kind of the last cue word that the table knows; a cue that it does not know is a statement.

    The last one, for a cue is a verb group whose main word ends it ("is planning", "went on to say").
    """
    kinds = cue_lexicon().kinds
    known = [kinds[lemma] for token in cue if (lemma := token.lemma.lower()) in kinds]
    return known[-1] if known else "statement"


def cue_polarity(cue: Sequence[Token], before: Sequence[Token], content: Sequence[Token] = ()) -> Polarity:
    """The polarity of a cue.

    ``before`` holds the tokens of its clause that stand in front of it, the source among them; ``content``
    those of its content: rejecting a claim denies it, rejecting an offer does not.
    """
    lexicon = cue_lexicon()
    lemmas = {token.lemma.lower() for token in cue}
    words = {token.text.lower() for token in cue}
    told = {token.text.lower() for token in before if token.pos != "PROPN"}
    negated = bool(words & lexicon.negated)
    if lemmas & lexicon.declined or (negated and words & _WILLING and lemmas & lexicon.telling):
        return "declined"
    if negated or told & lexicon.nobody:
        return "negated"
    if lemmas & lexicon.denied or (lemmas & lexicon.rejected and _names(content, lexicon.deniable)):
        return "denied"
    if told & lexicon.conditional or words & lexicon.modal:
        return "conditional"
    return "asserted"


def _names(content: Sequence[Token], nouns: frozenset[str]) -> bool:
    """Whether one of the nouns is what the content begins with, before any verb."""
    for token in content:
        if token.lemma.lower() in nouns:
            return True
        if token.pos == "VERB":
            return False
    return False


def is_cue_word(token: Token) -> bool:
    """Whether a token may be a cue, so that the content around it is worth a second reading."""
    lemma = token.lemma.lower()
    return lemma == "accord" or (lemma in cue_lexicon().kinds and token.pos in {"VERB", "ADP", "SCONJ"})
