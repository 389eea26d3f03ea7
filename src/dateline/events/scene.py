"""A text with all that has been read out of it, as the coding of events asks for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.actors import Linked, gazetteer
from dateline.actors.entries import State
from dateline.language.analysis import Analysis
from dateline.language.tree import Tree
from dateline.model.attribution import Attribution
from dateline.model.mentions import Actor, Mention, Timex
from dateline.model.spans import Span, contains


@dataclass(frozen=True)
class Scene:
    """The reading of one text: its analysis, actors, times and attributions.

    ``claimed_on`` is the ISO date of the dateline, or of publication: what was told had happened by then.
    """

    analysis: Analysis
    linked: Linked
    times: tuple[Timex, ...]
    attributions: tuple[Attribution, ...]
    claimed_on: str | None

    @cached_property
    def tree(self) -> Tree:
        """The dependencies of the text."""
        return Tree(self.analysis.tokens)

    @cached_property
    def by_id(self) -> Mapping[str, Attribution]:
        """The attributions by their ids."""
        return {a.id: a for a in self.attributions}

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """The actors by their ids."""
        return {a.id: a for a in self.linked.actors}

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.analysis.sentences]

    def sentence(self, k: int) -> Span:
        """The sentence that a token stands in."""
        start = self.analysis.tokens[k].start
        at = max(0, bisect_right(self._sentence_starts, start) - 1)
        return self.analysis.sentences[at]

    @cached_property
    def _spans(self) -> Sequence[tuple[int, Span, str]]:
        """The contents of all attributions, the smallest first."""
        sized = [
            (sum(end - start for start, end in a.content), span, a.id) for a in self.attributions for span in a.content
        ]
        return sorted(sized)

    def claimant(self, span: Span) -> Attribution | None:
        """The innermost attribution whose content holds a trigger; of a cue, the one around it; else None."""
        for a in self.attributions:
            if contains(a.cue, span):
                return self.by_id[a.parent] if a.parent is not None else None
        for _, content, identifier in self._spans:
            if contains((content,), span):
                return self.by_id[identifier]
        return None

    def cued(self, span: Span) -> Attribution | None:
        """The attribution whose cue holds a trigger: the act is one of speech, and its source does it."""
        return next((a for a in self.attributions if contains(a.cue, span)), None)

    @cached_property
    def named(self) -> Sequence[tuple[Span, Actor]]:
        """The names of tables and of people with the actors they mean, by place."""
        return sorted({*self.linked.names, *self.linked.people}, key=lambda pair: (pair[0], pair[1].id))

    def named_in(self, span: Span) -> list[Actor]:
        """The actors that names inside a span mean, each once, in order."""
        found = [actor for at, actor in self.named if contains((span,), at)]
        return list({actor.id: actor for actor in found}.values())

    @cached_property
    def by_family_name(self) -> Mapping[str, tuple[Actor, ...]]:
        """The people of the text by the last word of their names, where one person alone has it."""
        found: dict[str, list[Actor]] = {}
        for actor in self.linked.actors:
            if actor.type == "PERSON" and " " in actor.name:
                found.setdefault(actor.name.rsplit(" ", 1)[1].lower(), []).append(actor)
        return {name: tuple(people) for name, people in found.items() if len(people) == 1}

    @cached_property
    def meetings(self) -> Sequence[Mention]:
        """The mentions of meetings that have an actor: the G20 summit, the Munich conference."""
        return [m for m in self.linked.mentions if m.type == "MEETING" and m.actor is not None]

    @cached_property
    def time_heads(self) -> Sequence[tuple[Timex, int]]:
        """The times with the token that heads each."""
        made = []
        for time in self.times:
            inside = self.tree.inside([time.span])
            if inside:
                own = set(inside)
                heads = [k for k in inside if self.tree.tokens[k].head not in own - {k}]
                made.append((time, (heads or inside)[0]))
        return made

    def state_at(self, k: int) -> Actor | None:
        """The state that a name or an adjective speaks of, with the word before it: "South African", "Hungarian"."""
        tokens = self.analysis.tokens
        if not tokens[k].text[:1].isupper():
            return None
        who = gazetteer()
        text = self.analysis.text
        for first in (k - 1, k):
            if first < 0 or not tokens[first].text[:1].isupper() or tokens[first].head not in {k, tokens[k].head}:
                continue
            printed = text[tokens[first].start : tokens[k].end]
            found = who.state_of_adjective(printed)
            if found and (len(found) == 1 or found[0].score > found[1].score):
                return found[0].actor
            for id_ in who.ids_of(printed):
                if isinstance(who.entry(id_), State):
                    return who.actor(id_)
        return None

    def actors_of(self, ids: Iterable[str]) -> list[Actor]:
        """The actors of some ids."""
        return [self.actors[i] for i in ids if i in self.actors]
