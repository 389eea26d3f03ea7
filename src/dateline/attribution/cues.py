"""What a cue makes of its content: the kind of attribution, and its polarity."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.attribution.lexicon import cue_lexicon
from dateline.language.analysis import Token
from dateline.model.attribution import Kind, Polarity


def cue_kind(cue: Sequence[Token]) -> Kind:
    """The kind of the last cue word that the table knows; a cue that it does not know is a statement.

    The last one, for a cue is a verb group whose main word ends it ("is planning", "went on to say").
    """
    kinds = cue_lexicon().kinds
    known = [kinds[lemma] for token in cue if (lemma := token.lemma.lower()) in kinds]
    return known[-1] if known else "statement"


def cue_polarity(cue: Sequence[Token], before: Sequence[Token]) -> Polarity:
    """The polarity of a cue; ``before`` holds the tokens of its clause that stand in front of it."""
    lexicon = cue_lexicon()
    lemmas = {token.lemma.lower() for token in cue}
    words = {token.text.lower() for token in cue}
    if lemmas & lexicon.declined:
        return "declined"
    if words & lexicon.negated:
        return "negated"
    if lemmas & lexicon.denied:
        return "denied"
    if any(token.text.lower() in lexicon.conditional for token in before):
        return "conditional"
    return "asserted"


def is_cue_word(token: Token) -> bool:
    """Whether a token may be a cue, so that the content around it is worth a second reading."""
    lemma = token.lemma.lower()
    return lemma == "accord" or (lemma in cue_lexicon().kinds and token.pos in {"VERB", "ADP", "SCONJ"})
