"""An event as it is being coded, before contacts are told apart and ids are given."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.events.circumstances import NOWHERE, UNDATED, When, Where
from dateline.model.attribution import Attribution
from dateline.model.events import Duration, Factuality, Proposition, Stage
from dateline.model.mentions import Actor
from dateline.model.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One trigger with its parties, stage and circumstances.

    ``head`` is the token of the trigger and ``light`` the verb that carries a noun; ``claim`` is the attribution
    that claims it; the last fields are for contacts: ``beside`` are the parties of the clause that a
    contact is the frame of ("during the call she told him"), and ``together`` marks a verb that is a contact only
    where two share it ("they spoke about the war"). ``received`` tells that
    somebody whom nothing identifies stands where a recipient does: "sent food to the villagers".
    """

    head: int
    light: int | None
    trigger: Span
    span: Span
    category: str
    mode: str | None
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    stage: Stage
    factuality: Factuality
    claim: Attribution | None
    proposition: Proposition | None = None
    when: When = UNDATED
    where: Where = NOWHERE
    contexts: tuple[str, ...] = ()
    initiator: str | None = None
    form: str | None = None
    duration: Duration | None = None
    within: str | None = None
    beside: tuple[Actor, ...] = ()
    together: bool = False
    received: bool = False

    @property
    def is_contact(self) -> bool:
        """Whether it is a contact, in whatever stage."""
        return self.category == "CONSULT"

    @property
    def is_denied(self) -> bool:
        """Whether its claimant says that it did not happen."""
        return self.factuality.endswith("-")

    @property
    def parties(self) -> frozenset[str]:
        """The ids of all who take part."""
        return frozenset(a.id for a in (*self.actors, *self.recipients))

    @property
    def sides(self) -> frozenset[str]:
        """The states that take part, or the ids of those who act for none."""
        return frozenset(a.country or a.id for a in (*self.actors, *self.recipients))
