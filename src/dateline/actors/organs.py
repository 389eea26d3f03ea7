"""Organs of states: by their names, and by rule for every state ("russia-foreign-ministry")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dateline.actors.entries import Organ, OrganKind, State
from dateline.actors.names import folds


@dataclass(frozen=True)
class OrganTable:
    """The named organs and the kinds of organ that every state has."""

    kinds: tuple[OrganKind, ...]
    named: tuple[Organ, ...]
    states: Mapping[str, State]

    @cached_property
    def by_id(self) -> Mapping[str, Organ]:
        """The named organs by id."""
        return {organ.id: organ for organ in self.named}

    @cached_property
    def by_kind(self) -> Mapping[str, OrganKind]:
        """The kinds by their name."""
        return {kind.kind: kind for kind in self.kinds}

    @cached_property
    def phrases(self) -> Mapping[tuple[str, ...], str]:
        """The kind that folded words mean after a state's adjective or before "of" and its name."""
        return {folds(phrase): kind.kind for kind in self.kinds for phrase in (kind.title, *kind.phrases)}

    def organ(self, state: str, kind: str) -> Organ | None:
        """The state's organ of a kind, under its own name or that of the rule; None for an unknown state or kind."""
        wanted = f"{state}-{kind}"
        if wanted in self.by_id:
            return self.by_id[wanted]
        if state not in self.states or kind not in self.by_kind:
            return None
        of = self.states[state]
        adjective = of.adjectives[0] if of.adjectives else of.name
        return Organ(
            id=wanted,
            name=f"{adjective} {self.by_kind[kind].title}",
            state=state,
            kind=kind,
            valid=of.valid,
            source="rule",
        )

    def from_id(self, id_: str) -> Organ | None:
        """The organ of an id that a table or the rule gives, or None."""
        if id_ in self.by_id:
            return self.by_id[id_]
        parts = id_.split("-")
        for at in range(1, len(parts)):
            state, kind = "-".join(parts[:at]), "-".join(parts[at:])
            if state in self.states and kind in self.by_kind:
                return self.organ(state, kind)
        return None
