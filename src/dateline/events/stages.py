"""Stage and factuality of a claim, and how words change them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, cast

from dateline.events.clauses import CT, PR, PS, Group, U
from dateline.events.modality import CERTAINTIES, Operator
from dateline.model.events import Factuality, Stage, Status

UNREALISED: Final = frozenset({"refused", "cancelled", "avoided"})
"""Stages of acts that do not come about."""
PROSPECTIVE: Final = frozenset({"requested", "offered", "agreed", "planned"})
"""Stages of acts that are still to come about."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """How far an act got, and how firmly it is claimed.

    ``negated`` tells that the act itself is said not to come about, whatever became of a request or a plan
    for it; ``future`` that it lies ahead. ``operators`` are the tokens that decided it, in order. ``open``
    tells that the act hangs on a word that was out of sight, and no finite verb tells what became of it, so
    that this word may: "asked for [a meeting]".
    """

    stage: Stage
    factuality: Factuality
    negated: bool
    future: bool
    operators: tuple[int, ...]
    open: bool = False

    @property
    def status(self) -> Status:
        """The one-word summary of stage and factuality."""
        return status_of(self.stage, self.factuality)


def status_of(stage: Stage, factuality: Factuality) -> Status:
    """``denied`` if the factuality is negative, ``hypothetical`` if it is ``PS+`` or ``U``, else the stage."""
    if factuality.endswith("-"):
        return "denied"
    return "hypothetical" if factuality in {"PS+", "U"} else stage


@dataclass(slots=True)
class Claim:
    """What has been gathered of a claim so far.

    ``told`` tells that a finite verb gave the stage; ``undone`` that the act's own verb
    was denied; ``staged`` that a word has set the stage, ``firm`` that it was a verb, above which another verb no
    longer replaces it.
    """

    stage: Stage | None = None
    certainty: int = CT
    negated: bool = False
    future: bool = False
    told: bool = False
    undone: bool = False
    staged: bool = False
    firm: bool = False
    open: bool = False
    operators: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, assessment: Assessment) -> Claim:
        """An assessment to go on from."""
        factuality, stage = assessment.factuality, assessment.stage
        denied = factuality.endswith("-")
        if factuality == "U":
            denied = assessment.negated != (stage in UNREALISED)
        staged = stage not in {"occurred", "ongoing", "planned"}
        return cls(
            stage=stage,
            certainty=CERTAINTIES.index(factuality.rstrip("+-")),
            negated=denied,
            undone=denied,
            future=assessment.future,
            staged=staged,
            firm=staged,
            operators=list(assessment.operators),
        )

    def take(self, group: Group) -> None:
        """The tense, modality and polarity of a clause whose act this is."""
        if not self.staged and not self.told and group.stage is not None:
            self.stage, self.told = group.stage, group.finite
        self.future = self.future or group.future
        self.certainty = min(self.certainty, group.certainty)
        self.negated ^= group.negated
        self.operators.extend(group.operators)

    def apply(self, operator: Operator, group: Group, *, firm: bool = False) -> None:
        """What a word does to the claim that stands under it, in a clause of its own."""
        if operator.stage is not None:
            self._set_stage(operator.stage, firm=firm)
        if operator.flips:
            self.negated = not self.negated
        if operator.transparent and not self.staged:
            self.stage = self.stage if self.stage is not None else group.stage
        if not operator.stops:
            self.certainty = min(self.certainty, operator.certainty)
            self.future = self.future or (group.future and self.stage != "occurred")
        if operator.negated != "holds":
            self.certainty = min(self.certainty, group.certainty)
        if group.negated:
            self._deny(operator)
        self.operators.extend(group.operators)

    def _set_stage(self, stage: Stage, *, firm: bool) -> None:
        if self.staged and self.firm and self.stage not in {"planned", "agreed"} and firm:
            # A plan or a request to refuse, cancel or offer: the refusal has not been made.
            if stage in UNREALISED:
                self.negated = not self.negated
            elif stage in PROSPECTIVE:
                self.certainty = min(self.certainty, PR if stage == "agreed" else U)
            return
        if self.told and not self.staged and stage in PROSPECTIVE:
            return
        if self.negated and self.undone and not self.staged and stage in PROSPECTIVE:
            # "Agreed not to attack", "urged them not to attack".
            self.negated = False
            if stage in {"requested", "offered"}:
                self.negated, self.certainty = True, U
            else:
                stage = "refused"
        elif self.negated and self.undone and not self.staged and stage in UNREALISED:
            self.negated, stage = False, "planned"
        self.stage, self.staged, self.firm = stage, True, firm
        self.future = stage in PROSPECTIVE

    def _deny(self, operator: Operator) -> None:
        if operator.negated == "unknown":
            self.certainty = U
        elif operator.negated == "possible":
            self.stage, self.certainty, self.negated, self.future = "planned", min(self.certainty, PS), False, True
        elif operator.negated in {"flips", "weakly"}:
            self.negated = not self.negated
            if operator.negated == "weakly":
                self.certainty = min(self.certainty, PR)

    def assessment(self) -> Assessment:
        """The claim as it stands; an act whose stage nothing tells took place."""
        stage: Stage = self.stage or "occurred"
        value = "U" if self.certainty == U else CERTAINTIES[self.certainty] + ("-" if self.negated else "+")
        return Assessment(
            stage=stage,
            factuality=cast("Factuality", value),
            negated=self.negated != (stage in UNREALISED),
            future=self.future,
            operators=tuple(sorted(set(self.operators))),
            open=self.open and not (self.told and self.stage in {"occurred", "ongoing"}),
        )
