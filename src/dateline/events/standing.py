"""The state that a party without a name of its own stands for: by its own words, by whom it refers to, by the setting.

"Israeli forces" and "rebels in Darfur" say it themselves; "they" and "the group" say what those say whom they refer to;
"police" and "protesters" are at home in the one state that their sentence speaks of. It is the state that PLOVER codes
for such parties. Where a sentence speaks of several states, or of none, a setting tells nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from dateline.actors import gazetteer
from dateline.actors.entries import Outlet, State
from dateline.documents.places import find_place, is_region, region_country
from dateline.events.scene import Scene
from dateline.events.tables import read_table
from dateline.model.mentions import Actor
from dateline.model.spans import Span, overlaps

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "ADJ"})
_BODIES: Final = frozenset({"UNO", "EUR"})
_REFERRING: Final = frozenset({"they", "them", "it", "he", "she", "him", "who", "which", "their", "its", "his", "her"})
_BASED: Final = frozenset({"base", "live", "operate", "fight", "hold", "station", "deploy", "loyal", "affiliate"})
_FLEEING: Final = frozenset({"flee", "escape", "leave"})
_LONGEST_PLACE: Final = 4  # words


@dataclass(frozen=True, slots=True)
class PartyNouns:
    """The nouns of ``parties.toml``, which says what they are for."""

    organs: frozenset[str]
    people: frozenset[str]
    fighters: frozenset[str]
    abroad: frozenset[str]
    papers: frozenset[str]
    led: frozenset[str]
    where: frozenset[str]


@cache
def party_nouns() -> PartyNouns:
    """The table of nouns of parties."""
    return PartyNouns(**{name: frozenset(words) for name, words in read_table("parties.toml").items()})


class Standing:
    """The states that the nouns of one scene stand for."""

    def __init__(self, scene: Scene) -> None:
        self._scene, self._tree = scene, scene.tree

    @cached_property
    def _sources(self) -> Mapping[int, Sequence[Span]]:
        """The sources of attributions that a token stands in."""
        found: dict[int, list[Span]] = defaultdict(list)
        for attribution in self._scene.attributions:
            for span in attribution.source:
                for i in self._tree.inside([span]):
                    found[i].append(span)
        return found

    # --- by the words of the phrase ---

    def places_of(self, k: int) -> tuple[Actor, ...]:
        """The states of the places that a noun is put in: "rebels in Darfur", "a group based in Trinidad"."""
        found: dict[str, Actor] = {}
        for c in self._located(k):
            for each in self._tree.conjuncts(c):
                if (state := self.place_at(each)) is not None:
                    found.setdefault(state.id, state)
        return tuple(self._organ(k, state) if len(found) == 1 else state for state in found.values())

    def _organ(self, k: int, state: Actor) -> Actor:
        """The organ of a state that a noun names, else the state: "police in Ghana"."""
        lemma = self._tree.lemmas[k]
        organ = gazetteer().ministry(state.id, lemma) if lemma in party_nouns().organs else None
        return organ or state

    def _located(self, k: int) -> Iterator[int]:
        for c in self._tree.dependents(k, "nmod", "obl"):
            if c > k and self._is_where(c):
                yield c
                yield from (i for i in self._tree.dependents(c, "nmod", "appos") if i > c)
        for c in self._tree.dependents(k, "acl", "acl:relcl", "amod"):
            if c > k and self._tree.lemmas[c] in _BASED:
                yield from (i for i in self._tree.dependents(c, "obl", "nmod") if self._tree.cases(i))
            elif c > k and self._tree.lemmas[c] in _FLEEING:
                yield from (i for i in self._tree.subtree(c) if self._tree.tokens[i].dep in {"obj", "nmod", "obl"})

    def _is_where(self, k: int) -> bool:
        return not party_nouns().where.isdisjoint(self._tree.cases(k))

    def place_at(self, k: int) -> Actor | None:
        """The state that a name of a place lies in, by itself or by the state named behind it."""
        token = self._tree.tokens[k]
        if token.pos != "PROPN":
            return None
        if (state := self._scene.state_at(k)) is not None:
            return state
        start, end = self._tree.phrase(k)
        inside = self._tree.inside([(start, end)])
        for first in inside[: _LONGEST_PLACE + 1]:
            words = self._scene.analysis.text[self._tree.tokens[first].start : token.end]
            if words[:1].isupper() and (state := state_of_place(words)) is not None:
                return state
        return None

    def joined_at(self, k: int) -> tuple[Actor, ...]:
        """The state that a word speaks of, with those that "and" joins to it in front: "US and British forces"."""
        state = self._scene.state_at(k)
        if state is None:
            return ()
        found = [state]
        i = k
        while i > 1 and self._tree.tokens[i - 1].text in {"and", ","}:
            before = self._scene.state_at(i - 2)
            if before is None:
                break
            found.append(before)
            i -= 2
        # A comma alone joins nothing: "in Paris, French police".
        listed = i < k and any(self._tree.tokens[j].text == "and" for j in range(i, k))
        return tuple(reversed(found)) if listed else (state,)

    # --- by whom a word refers to ---

    def referred(self, k: int) -> int | None:
        """The token that heads the mention to which a pronoun, or a possessor of the phrase, most likely refers."""
        mentions = self._scene.analysis.mentions
        at = self._mention_at.get(k)
        if at is None or self._tree.lemmas[k] not in _REFERRING:
            return None
        before = mentions[at].antecedent
        return mentions[before].head if before is not None and mentions[before].head != k else None

    @cached_property
    def _mention_at(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for i, mention in enumerate(self._scene.analysis.mentions):
            found.setdefault(mention.head, i)
        return found

    # --- by the setting ---

    def is_party_noun(self, k: int) -> bool:
        """Whether a token is a noun of ``parties.toml``."""
        nouns = party_nouns()
        return (
            self._tree.tokens[k].pos == "NOUN" and self._tree.lemmas[k] in nouns.organs | nouns.people | nouns.fighters
        )

    def at_home(self, k: int, acting: Sequence[Actor] = ()) -> tuple[Actor, ...]:
        """The state whose organs or people an unnamed noun names, by the one state that its sentence speaks of.

        ``acting`` are those who act on it: fighters whom a state's army fights are not its own.
        """
        nouns, lemma = party_nouns(), self._tree.lemmas[k]
        if self.is_ethnic(k):
            found = self._spoken_of(k, places=True)
            return tuple(found.values()) if len(found) == 1 else ()
        if self._tree.tokens[k].pos != "NOUN" or self._is_elsewhere(k):
            return ()
        if lemma in nouns.fighters and not acting:
            found = self._spoken_of(k, places=True)
        elif lemma in nouns.organs | nouns.people:
            found = self._spoken_of(k, places=False)
        else:
            return ()
        if len(found) != 1:
            return ()
        (state,) = found.values()
        return (self._organ(k, state),)

    def others(self, k: int, known: Collection[str]) -> tuple[Actor, ...]:
        """The one state or movement that the sentence of a token speaks of beside those whose codes are known."""
        found: dict[str, Actor] = {}
        for i, state in self._states_in(self._scene.sentence(k)):
            if state.country and state.country not in known and not self._is_source(i, k):
                found.setdefault(state.country, state)
        return tuple(found.values()) if len(found) == 1 else ()

    def is_ethnic(self, k: int) -> bool:
        """Whether a people's name is said of some people only: "ethnic Albanians"."""
        return any(self._tree.lemmas[c] == "ethnic" for c in self._tree.dependents(k, "amod"))

    def led_from(self, k: int) -> tuple[Actor, ...]:
        """The state of somebody with a title whom no table knows: "President X", in a sentence of one state."""
        found = self._spoken_of(k, places=False) if self._tree.tokens[k].pos == "PROPN" else {}
        return tuple(found.values()) if len(found) == 1 else ()

    def _is_elsewhere(self, k: int) -> bool:
        """Whether a phrase says of itself that it is no state's: "UN officials", "officials of the bank"."""
        inside = {*self._tree.inside([self._tree.phrase(k)])} - {k}
        behind = [c for c in self._tree.dependents(k, "nmod") if not {"of", "from"}.isdisjoint(self._tree.cases(c))]
        named = self._scene.named_near(self._tree.phrase(k))
        spans = [span for span, _ in named]
        known = any(
            overlaps(span, (t.start, t.end))
            for i in (*inside, *behind)
            for t in (self._tree.tokens[i],)
            for span in spans
        )
        return known or any(self._tree.lemmas[i] in {"foreign", "international", "western"} for i in inside)

    def _spoken_of(self, k: int, *, places: bool) -> dict[str, Actor]:
        """The states that the sentence of a token speaks of, by code; ``places``: by where something is alone."""
        sentence = self._scene.sentence(k)
        found: dict[str, Actor] = {}
        there: dict[str, Actor] = {}
        for i, state in self._states_in(sentence):
            if i != k and state.country and not self._is_source(i, k):
                found.setdefault(state.country, state)
                if self._is_where(i):
                    there.setdefault(state.country, state)
        if len(found) > 1 and (places or len(there) == 1):
            return there  # of several states it is the one that it happens in
        return found if there or not places else {}

    def _states_in(self, sentence: Span) -> Iterator[tuple[int, Actor]]:
        """The tokens of a sentence that speak of a state, with it: names, adjectives, places, people, movements."""
        who = gazetteer()
        for span, actor in self._scene.named_near(sentence):
            inside = self._tree.inside([span])
            if not inside or not sentence[0] <= span[0] < sentence[1] or isinstance(who.entry(actor.id), Outlet):
                continue
            code = actor.country or who.home_of(actor.id)
            if code is not None and code not in _BODIES and (state := state_of(code)) is not None:
                yield inside[-1], state
        for i in self._tree.inside([sentence]):
            token = self._tree.tokens[i]
            if not token.text[:1].isupper() or token.pos not in _NOMINAL:
                continue
            state = self._scene.state_at(i) or (self.place_at(i) if token.pos == "PROPN" else None)
            if state is not None and self._tree.lemmas[token.head] not in party_nouns().abroad:
                yield i, state

    def _is_source(self, i: int, k: int) -> bool:
        """Whether a token belongs to whoever reports, and the other does not."""
        at = self._tree.tokens[k].start
        return any(not start <= at < end for start, end in self._sources.get(i, ()))


def state_of_place(words: str) -> Actor | None:
    """The state of a town or region by its name, where one alone has it."""
    plain = words.removeprefix("the ")
    place = find_place(plain)
    if place is not None:
        return state_of(place.country) if place.country is not None and not place.cautious else None
    code = region_country(plain) if is_region(plain) else None
    return state_of(code) if code is not None else None


@cache
def state_of(code: str | None) -> Actor | None:
    """The state of a code, if it is one's."""
    who = gazetteer()
    ids = [i for i in who.ids_of(code or "") if isinstance(who.entry(i), State)]
    return who.actor(ids[0]) if ids else None
