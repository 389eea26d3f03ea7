"""What linking hands on: the mentions of a text with the actors they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.coreference.clusters import Gender
from dateline.model.extraction import Reason
from dateline.model.mentions import Actor, Mention
from dateline.model.spans import Span


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a cluster is: an actor, or none and why; ``by_office`` where a table of office-holders says so."""

    actor: Actor | None
    reason: Reason | None = None
    by_office: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """The mentions of a text with their actors.

    ``at`` has the identities by the token that heads a mention, by index in ``Analysis.tokens``; ``stands_for``
    the actor that a place's name stands for where it acts ("Moscow said"); ``groups`` the actors that a plural
    stands for together; ``names`` the names of the tables that mean one actor, by their place in the text,
    ``people`` the names of people, ``owners`` those of people whom something belongs to ("Macron's call"), and
    ``genders`` what is known of theirs, by the actor's id.
    """

    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    at: Mapping[int, Identity] = field(default_factory=dict)
    stands_for: Mapping[int, Actor] = field(default_factory=dict)
    groups: Mapping[int, tuple[Actor, ...]] = field(default_factory=dict)
    names: tuple[tuple[Span, Actor], ...] = ()
    people: tuple[tuple[Span, Actor], ...] = ()
    genders: Mapping[str, Gender] = field(default_factory=dict)
    owners: tuple[tuple[Span, Actor], ...] = ()

    def at_head(self, head: int) -> tuple[Actor, ...]:
        """Whom the mention headed by a token means where it speaks or acts."""
        if head in self.groups:
            return self.groups[head]
        if head in self.stands_for:
            return (self.stands_for[head],)
        found = self.at.get(head)
        return (found.actor,) if found is not None and found.actor is not None else ()
