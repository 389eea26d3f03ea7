"""How far an act got and how firmly it is claimed, from the tree of its sentence and commented word lists.

The stage tells how far the act got; the factuality is that of FactBank, of the claimant, and is said of the act *in
that stage*: "asked for talks" is CT+ of a request, "denied having refused to meet" CT- of a refusal. A walk leads from
the trigger up the tree; each word on the way that the table knows does to the claim what the table says.

Conventions: a purpose is planned ("flew there to meet him"), unless the verb above it is of coming together, whose
purposes are carried out ("met to discuss the truce"). "Agreed not to attack" is refused; "urged them not to attack" is
requested, and says nothing of what will be (U). "Would" is a future in what somebody says, else a possibility.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.events.clauses import PR, PS, Group, SentenceTree, U
from dateline.events.modality import Complement, Operator, modality_lexicon
from dateline.events.scope import Walk
from dateline.events.stages import Assessment, Claim, status_of
from dateline.language.analysis import Analysis
from dateline.model.attribution import Kind, Polarity
from dateline.model.spans import Spans, contains

__all__ = ["Assessment", "assess", "status_of", "under_cue"]


def assess(analysis: Analysis, head: int, light: int | None = None, *, within: Spans | None = None) -> Assessment:
    """What the sentence says of the act whose trigger's head is the token ``head``.

    ``light`` is the light verb of a nominal trigger ("held talks"), if any. ``within`` are the spans of the
    content of the attribution that claims the act: words outside of them are left to :func:`under_cue`.
    """
    trigger = analysis.tokens[head]
    if within is not None and not contains(within, (trigger.start, trigger.end)):
        within = None
    return Walk(SentenceTree(analysis, head, within)).assess(head, light)


def under_cue(
    assessment: Assessment, polarity: Polarity | None, kind: Kind | None, cue: Sequence[str] = ()
) -> Assessment:
    """The assessment of an act after what the attribution that claims it does to its content.

    ``polarity`` and ``kind`` are the attribution's; ``cue`` are the lemmas of its cue, by which requests, offers
    and refusals are told apart from statements. They count for acts that are ``open`` to them.
    """
    claim = Claim.of(assessment)
    operator = _cue_operator(kind, cue) if assessment.open else None
    denied = polarity == "negated"
    if operator is not None:
        claim.apply(operator, Group(negated=denied), firm=True)
    elif kind == "belief":
        claim.certainty = min(claim.certainty, PR)
        claim.negated ^= denied
    elif kind == "attitude" and assessment.future:
        claim.certainty = min(claim.certainty, PS)
    elif denied:
        claim.certainty = U
    if polarity == "denied":
        claim.negated = not claim.negated
    elif polarity == "conditional" or (polarity == "declined" and operator is None):
        claim.certainty = U
    return claim.assessment()


def _cue_operator(kind: Kind | None, cue: Sequence[str]) -> Operator | None:
    """What sets a stage among the words of a cue, in the sense that goes with its kind.

    "Told", which asks before an infinitive, says before a clause.
    """
    lexicon = modality_lexicon()
    complement: Complement = "clause" if kind in {"statement", None} else "infinitive"
    for lemma in reversed(cue):
        for operator in (lexicon.verbs.get((lemma, complement)), lexicon.nouns.get(lemma)):
            if operator is not None and operator.stage is not None:
                return operator
    if kind == "decree":
        return lexicon.verbs["order", "infinitive"]
    return lexicon.verbs["intend", "infinitive"] if kind == "intention" else None
