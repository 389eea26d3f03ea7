"""Whom plurals of office-holders mean: "the French and Greek presidents", and "both leaders" on a leader's own site.

A page of a president's own site that tells of "the two presidents" tells of its own and of one other: of the one whom
it names, or of the other state of which it speaks in one breath with its own ("Danish-Greek ties").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from dateline.actors.context import context_of
from dateline.actors.entries import Organ
from dateline.actors.gazetteer import Gazetteer
from dateline.actors.scanning import NameMatch
from dateline.actors.tables import tsv_rows
from dateline.actors.validity import Validity
from dateline.model.mentions import Actor

_TABLE: Final = Path(__file__).parent / "data" / "leading.tsv"
_ENDS: Final = frozenset(
    {"presidents", "leaders", "heads", "ministers", "chancellors", "premiers", "kings", "secretaries"}
)
_SINGULAR: Final = {"secretaries": "secretary", "heads": "head"}
_OFFICES: Final = {"presidents": "president", "leaders": "leader", "heads of state": "head of state"}
_LANDS: Final = r"(?:countries|states|nations)"
_BOTH: Final = re.compile(
    rf"(?:(?:the|both|these|two) )*(?:two {_LANDS}['’] )?(?P<who>presidents|leaders|heads of state)"
    rf"(?: of (?:the |both |these )?(?:two )?{_LANDS})?"
)
_HIGH: Final = frozenset({"leader", "minister"})
_LONGEST: Final = 9  # words
# Between two states that a text speaks of in one breath: "Danish-Greek", "Denmark and Greece".
_JOINED: Final = frozenset({"-", "–", " and ", " and the "})
# "At the Greek side's initiative", "on the initiative of Greece".
_INITIATIVE: Final = re.compile(r"(?:['’]s)?(?: side(?:['’]s)?)? initiative\b")
_BEFORE_INITIATIVE: Final = re.compile(r"\b(?:at|on|upon) (?:the )?$", re.IGNORECASE)
_INITIATIVE_OF: Final = re.compile(r"\b(?:at|on|upon) the initiative of (?:the )?$", re.IGNORECASE)


@cache
def _leading() -> tuple[tuple[str, str, Validity], ...]:
    """The states by id with the office that leads each, and when it does."""
    with _TABLE.open(encoding="utf-8") as lines:
        return tuple(
            (of, row["office"], Validity(row["from"], row["until"]))
            for row in tsv_rows(lines)
            for of in row["of"].split("|")
        )


def can_be_leaders(word: str) -> bool:
    """Whether a plural's head can be the word for holders of an office."""
    return word.lower() in _ENDS


@dataclass(frozen=True)
class Leaders:
    """The leaders of states on a day, for a text that stands on the site of one, or elsewhere (``site`` is None)."""

    who: Gazetteer
    on: date | None
    site: Organ | None

    def by_states(self, words: str, head: str) -> tuple[Actor, ...]:
        """The two holders of the office that words name with two states: "the French and Greek presidents"."""
        plain = words.split()
        if self.on is None or len(plain) > _LONGEST or "and" not in plain:
            return ()
        office_word = _SINGULAR.get(head.lower(), head.lower().removesuffix("s"))
        context = context_of(self.who, " ".join(office_word if word == head else word for word in plain))
        if len(context.countries) != 2 or len(context.offices) != 1:
            return ()
        (office,) = context.offices
        if office == "leader":
            # Elsewhere than on a leader's own site "the leaders" may be of parties and movements.
            return self._both(sorted(context.countries)) if self.own is not None else ()
        high = any(self.who.offices.by_id[i].level in _HIGH for i in self.who.offices.meant_first(office))
        holders = [self._holder(office, state) for state in sorted(context.countries)] if high else []
        return tuple(h for h in holders if h is not None) if len(holders) == 2 and None not in holders else ()

    def of_both(self, words: str, named: Iterable[Actor], text: str, found: Sequence[NameMatch]) -> tuple[Actor, ...]:
        """The site's own leader with the other one, of "both leaders" and the like; none where nothing tells the other.

        ``named`` are the people whom the text names, ``found`` the names of the tables in it.
        """
        match = _BOTH.fullmatch(" ".join(words.lower().split()))
        own = self.own if match is not None else None
        if match is None or own is None or self.site is None:
            return ()
        office = _OFFICES[match["who"]]
        others = {a.id: a for a in named if a.id != own.id and self._holds(a, office)}
        if len(others) == 1:
            return own, next(iter(others.values()))
        states = self._beside_own(text, found)
        if len(states) != 1:
            return ()
        other = self._leader(states[0]) if office == "leader" else self._holder(office, states[0])
        return () if other is None else (own, other)

    @property
    def own(self) -> Actor | None:
        """Who leads on the day from the office whose site it is."""
        if self.site is None or self.on is None:
            return None
        offices = [o.id for o in self.who.offices.by_id.values() if o.organ == self.site.kind and o.level == "leader"]
        holders = {h.id: h for o in offices if (h := self._holder(o, self.site.state)) is not None}
        return next(iter(holders.values())) if len(holders) == 1 else None

    def _both(self, states: Sequence[str]) -> tuple[Actor, ...]:
        found = [self._leader(state) for state in states]
        return tuple(a for a in found if a is not None) if None not in found else ()

    def _leader(self, state: str) -> Actor | None:
        if self.site is not None and state == self.site.state:
            return self.own
        offices = {office for of, office, valid in _leading() if of == state and valid.holds(self.on)}
        return self._holder(next(iter(offices)), state) if len(offices) == 1 else None

    def _holder(self, office: str, state: str) -> Actor | None:
        # Where there is a president, others who stand above are not whom news calls the head of state.
        for each in ("president", "monarch") if office == "head of state" else (office,):
            holders = self.who.office_holder(each, state, self.on)
            found = {c.actor.id: c.actor for c in holders if c.score == 1.0}
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
        return None

    def _holds(self, actor: Actor, office: str) -> bool:
        """Whether a person holds such an office of another state than the site's on the day."""
        offices = self.who.offices
        own = self.site.state if self.site is not None else None
        held = [t for t in self.who.tenures(actor.id, self.on) if t.of in self.who.states and t.of != own]
        leading = [t for t in held if offices.by_id[t.office].level == "leader"]
        return any(office == "leader" or t.office in offices.meant(office, t.of) for t in leading)

    def _beside_own(self, text: str, found: Sequence[NameMatch]) -> list[str]:
        """The states that the text joins to the site's own, or on whose initiative something is done there."""
        own = self.site.state if self.site is not None else None
        names = [m for m in found if len({r.id for r in m.references} & set(self.who.states)) == 1]
        states = [(m.span, m.references[0].id, {r.form for r in m.references}) for m in names]
        beside: dict[str, None] = {}
        for (span, one, form), (after, other, other_form) in pairwise(states):
            alike = text[span[1] : after[0]] in _JOINED and form & other_form
            if alike and own in {one, other} and one != other:
                beside[other if one == own else one] = None
        for span, id_, _ in states:
            before = text[max(0, span[0] - 30) : span[0]]
            asks = _BEFORE_INITIATIVE.search(before) and _INITIATIVE.match(text[span[1] : span[1] + 30])
            if id_ != own and (asks or _INITIATIVE_OF.search(before)):
                beside[id_] = None
        return list(beside)
