"""What is asked, promised, accused or rejected: a span and a short normal form, "Russia: rejoin New START"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.events.scene import Scene
from dateline.model.events import Proposition
from dateline.model.mentions import Actor

_LEFT_OUT: Final = frozenset({"acl:relcl", "advcl", "parataxis", "punct", "discourse", "cc", "conj", "dislocated"})
_NOT_SAID: Final = frozenset({"mark", "aux", "aux:pass", "nsubj", "nsubj:pass", "expl", "case", "det", "nmod:poss"})
_LONGEST: Final = 12  # words of a normal form


def proposition(scene: Scene, top: int, owed_by: Sequence[Actor]) -> Proposition:
    """The proposition that a clause or a noun expresses; ``owed_by`` are those who are to act, where that is known."""
    tree = scene.tree
    whole = tree.subtree(top, frozenset({"parataxis", "discourse", "dislocated"}))
    start, end = tree.span(k for k in whole if tree.tokens[k].pos != "PUNCT" or k == top)
    sentence = scene.sentence(top)
    span = (max(start, sentence[0]), min(end, sentence[1]))
    words = _words(scene, top)
    name = " and ".join(actor.name for actor in owed_by[:2])
    return Proposition(span=span, text=f"{name}: {words}" if name else words)


def _words(scene: Scene, top: int) -> str:
    """The clause without subject, auxiliaries and what only describes: "release Paul Whelan"."""
    tree = scene.tree
    verbal = tree.tokens[top].pos in {"VERB", "AUX"}
    unsaid = _NOT_SAID if verbal else frozenset({"case", "mark", "det"})
    dropped = [c for c in tree.dependents(top) if tree.tokens[c].dep in unsaid]
    inner = {k for c in dropped for k in tree.subtree(c)}
    kept = [k for k in tree.subtree(top, _LEFT_OUT) if k not in inner and tree.tokens[k].pos != "PUNCT"]
    negated = any(tree.lemmas[c] in {"not", "n't", "never"} for c in tree.dependents(top, "advmod"))
    said = [tree.tokens[k].text for k in kept if not (negated and tree.lemmas[k] in {"not", "n't"})]
    if verbal and kept:
        at = kept.index(top) - sum(1 for k in kept[: kept.index(top)] if negated and tree.lemmas[k] in {"not", "n't"})
        said[at] = tree.lemmas[top] if not tree.is_done_to(top) else tree.tokens[top].text.lower()
    text = " ".join(said[:_LONGEST]).replace(" 's", "'s").replace(" ’s", "’s")
    return f"not {text}" if negated else text
