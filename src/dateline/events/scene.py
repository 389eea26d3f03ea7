"""A text with all that has been read out of it, as the coding of events asks for it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dateline.actors import Linked, gazetteer
from dateline.actors.entries import Person, State
from dateline.actors.index import surnames_of
from dateline.actors.names import family_name
from dateline.language.analysis import Analysis
from dateline.language.tree import Tree
from dateline.model.attribution import Attribution
from dateline.model.mentions import Actor, Mention, Timex
from dateline.model.spans import Span, contains

_LONGEST_NAME: Final = 120  # characters


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
        return self.analysis.tree

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
    def _cue_of(self) -> Mapping[int, Attribution]:
        """The attribution whose cue holds a token."""
        found: dict[int, Attribution] = {}
        for a in self.attributions:
            for k in self.tree.inside(a.cue):
                found.setdefault(k, a)
        return found

    @cached_property
    def _content_of(self) -> Mapping[int, Attribution]:
        """The innermost attribution whose content holds a token."""
        found: dict[int, Attribution] = {}
        sized = [(sum(end - start for start, end in a.content), i) for i, a in enumerate(self.attributions)]
        for _, i in sorted(sized, reverse=True):
            for k in self.tree.inside(self.attributions[i].content):
                found[k] = self.attributions[i]
        return found

    def claimant(self, span: Span) -> Attribution | None:
        """The innermost attribution whose content holds a trigger; of a cue, the one around it; else None."""
        if (cued := self.cued(span)) is not None:
            return self.by_id[cued.parent] if cued.parent is not None else None
        inside = self.tree.inside([span])
        return self._content_of.get(inside[0]) if inside else None

    def cued(self, span: Span) -> Attribution | None:
        """The attribution whose cue holds a trigger: the act is one of speech, and its source does it."""
        inside = self.tree.inside([span])
        found = self._cue_of.get(inside[0]) if inside else None
        return found if found is not None and contains(found.cue, span) else None

    @cached_property
    def named(self) -> Sequence[tuple[Span, Actor]]:
        """The names of tables and of people with the actors they mean, by place."""
        return sorted({*self.linked.names, *self.people}, key=lambda pair: (pair[0], pair[1].id))

    @cached_property
    def people(self) -> Sequence[tuple[Span, Actor]]:
        """The names of people with whom they mean, those of possessors too, by place."""
        return sorted((*self.linked.people, *self.linked.owners), key=lambda pair: pair[0])

    @cached_property
    def by_office(self) -> Sequence[tuple[Span, Actor]]:
        """The descriptions that mean the holder of an office, by their heads: "the Greek prime minister"."""
        tokens = self.analysis.tokens
        found = [(k, i.actor) for k, i in self.linked.at.items() if i.by_office and i.actor is not None]
        return [((tokens[k].start, tokens[k].end), actor) for k, actor in sorted(found, key=lambda pair: pair[0])]

    @cached_property
    def _named_starts(self) -> list[int]:
        return [span[0] for span, _ in self.named]

    def named_near(self, place: Span) -> Sequence[tuple[Span, Actor]]:
        """The names that stand in a place or may hold it: those that begin shortly before it, or in it."""
        first = bisect_left(self._named_starts, place[0] - _LONGEST_NAME)
        return self.named[first : bisect_right(self._named_starts, place[1])]

    @cached_property
    def by_family_name(self) -> Mapping[str, tuple[Actor, ...]]:
        """The people of the text by their family names, as printed and as known, where one person alone has it."""
        found: dict[str, dict[str, Actor]] = {}
        printed = [(self.analysis.text[slice(*span)], actor) for span, actor in self.people]
        known = [(actor.name, actor) for actor in self.linked.actors if actor.type == "PERSON"]
        for name, actor in (*printed, *known):
            if " " not in name:
                continue
            entry = gazetteer().entry(actor.id)
            tabled = surnames_of(entry) if isinstance(entry, Person) else (family_name(actor.name),)
            for family in {name.rsplit(" ", 1)[1], *tabled}:
                found.setdefault(family.lower(), {})[actor.id] = actor
        return {name: tuple(people.values()) for name, people in found.items() if len(people) == 1}

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

    @cached_property
    def _types(self) -> Mapping[int, str]:
        found: dict[int, str] = {}
        for mention in self.analysis.mentions:
            found.setdefault(mention.head, mention.type)
        return found

    def type_at(self, k: int) -> str | None:
        """The type of the mention that a token heads, in GUM's inventory; None where it heads none."""
        return self._types.get(k)

    def state_at(self, k: int) -> Actor | None:
        """The state that a name or an adjective speaks of, with the word before it: "South African", "Hungarian"."""
        tokens = self.analysis.tokens
        if not tokens[k].text[:1].isupper():
            return None
        who = gazetteer()
        text = self.analysis.text
        if any(self.analysis.tokens[c].text.lower() == "ethnic" for c in self.tree.dependents(k, "amod")):
            return None  # "ethnic Albanians" may be anybody's
        for first in (k - 1, k):
            if first < 0 or not tokens[first].text[:1].isupper() or tokens[first].head not in {k, tokens[k].head}:
                continue
            printed = text[tokens[first].start : tokens[k].end]
            if first == k and (home := self._homeland(k)) is not None:
                return home
            found = who.state_of_adjective(printed)
            if found and (len(found) == 1 or found[0].score > found[1].score):
                return found[0].actor
            for id_ in who.ids_of(printed):
                if isinstance(who.entry(id_), State):
                    return who.actor(id_)
        return None

    def _homeland(self, k: int) -> Actor | None:
        """The state that a people's name stands behind, where another state has that name: "Bosnian Serbs"."""
        tokens, who = self.analysis.tokens, gazetteer()
        if k == 0 or tokens[k - 1].head != k or tokens[k - 1].dep not in {"amod", "compound"}:
            return None
        land, people = who.state_of_adjective(tokens[k - 1].text), who.state_of_adjective(tokens[k].text)
        return land[0].actor if len(land) == 1 and people and tokens[k].tag in {"NNS", "NNPS", "NN", "NNP"} else None

    @cached_property
    def _times_by_sentence(self) -> Mapping[Span, list[tuple[Timex, int]]]:
        found: dict[Span, list[tuple[Timex, int]]] = {}
        for time, head in self.time_heads:
            found.setdefault(self.sentence(head), []).append((time, head))
        return found

    def times_beside(self, k: int) -> Sequence[tuple[Timex, int]]:
        """The times in the sentence of a token, each with the token that heads it."""
        return self._times_by_sentence.get(self.sentence(k), [])

    def actors_of(self, ids: Iterable[str]) -> list[Actor]:
        """The actors of some ids."""
        return [self.actors[i] for i in ids if i in self.actors]
