"""Who does it to whom: the nouns around a trigger, and the actors that they mean.

A lexicon entry names the places where its parties stand; here each place is looked up in the tree. An actor is whoever
the mention means after coreference; of an official, a soldier or a group that nobody names it is the state that the
phrase puts them with ("Israeli forces", "a US official"), for it is the state that acts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final

from dateline.actors import gazetteer
from dateline.events.scene import Scene
from dateline.events.standing import Standing, party_nouns
from dateline.events.triggers import Reading
from dateline.model.attribution import Attribution
from dateline.model.mentions import Actor
from dateline.model.spans import contains

_PARTIES: Final = frozenset({"PERSON", "STATE", "ORG", "GROUP", "OFFICE"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_OBLIQUE: Final = ("obl", "nmod", "obl:agent", "advcl", "acl", "xcomp", "ccomp")
# Relations that trees give a phrase of a title and a name by mistake.
_ODD: Final = ("nmod:desc", "appos", "dep", "flat")
_OF_OBJECT: Final = {
    "possessor_of_object": "possessor", "of_object": "of", "by_object": "by", "from_object": "from",
}  # fmt: skip
_FIRST: Final = frozenset({"i", "we", "us", "me", "our", "my"})
_DEPTH: Final = 3
_FAR: Final = 25  # tokens from a title to the name behind it
_LINKS: Final = frozenset({"of", "the", "'s", "’s", "-", "–", "(", ")", "dr", "dr.", "his", "her", "h.e."})
_WITH: Final = frozenset({"with", "by", "from", "in", "at", "or", "but", "between"})
_NOT_YET: Final = frozenset({"elect", "designate"})
_NAMING: Final = frozenset({"DET", "ADJ", "PROPN", "PART"})
_LEADERS: Final = frozenset({"leader", "president", "premier", "head", "counterpart"})
_HONORIFICS: Final = frozenset({"highness", "majesty", "holiness", "excellency"})


class Arguments:
    """The nouns at the places around triggers of one scene."""

    def __init__(self, scene: Scene, reading: Reading) -> None:
        self._scene, self._reading = scene, reading
        self._tree = scene.tree
        self._meant: dict[tuple[int, int, tuple[str, ...]], Sequence[Actor]] = {}
        self._standing = Standing(scene)
        self._acting: tuple[Actor, ...] = ()

    def first_filled(self, head: int, light: int | None, places: Sequence[str]) -> tuple[Actor, ...]:
        """The actors at the first of some places where any stand."""
        for place in places:
            if found := self.actors(self.at(head, place, light)):
                return found
        return ()

    def at(self, head: int, place: str, light: int | None = None) -> list[int]:
        """The tokens that head the nouns at a place of a trigger; the places are those of the frames in ``acts.toml``.

        ``light`` is the verb that a noun gets its subject from: "held talks".
        """
        if place.startswith("light_"):
            if light is None:
                return []
            inner = place.removeprefix("light_")
            if inner == "subject":
                return self._subject(light, carries=head)
            # "hosted her for talks": the verb's object is a party where it is not the noun itself.
            found = self._oblique(light, inner) if inner != "object" else self._tree.dependents(light, "iobj", "obj")
            return [k for k in found if k != head]
        if place in _OF_OBJECT:
            return [p for k in self._objects(head) for p in self._beside(k, _OF_OBJECT[place])]
        simple: dict[str, Callable[[int], list[int]]] = {
            "subject": self._subject,
            "object": self._objects,
            "iobj": self._iobj,
            "clause_subject": self._clause_subject,
            "object_of_clause": self._object_of_clause,
        }
        if place in simple:
            return simple[place](head)
        if place in {"possessor", "adjective", "compound"}:
            return self._beside(head, place)
        return [] if place in {"self", "speaker", "clause"} else self._oblique(head, place)

    def _subject(self, verb: int, carries: int | None = None) -> list[int]:
        if self._tree.is_done_to(verb):
            agent = self._tree.agent(verb)
            return [] if agent is None else [agent]
        found = self._tree.subject(verb)
        if found is None:
            found = self._subject_by_order(verb)
        if found is None or found in {verb, carries}:
            return []
        if (author := self._author(verb, found)) is not None:
            return [author]
        # Of a list of names trees make two subjects: "Mr Berg, Ms Roux and Mr Kamau discussed it".
        more = [k for k in self._tree.dependents(verb, "nsubj") if found < k < verb]
        return [found, *more] if all(self._tree.tokens[k].pos == "PROPN" for k in (found, *more)) else [found]

    def _subject_by_order(self, verb: int) -> int | None:
        """The noun that the tree makes the head of its finite verb by mistake, or the one right before the verb."""
        tokens = self._tree.tokens
        token = tokens[verb]
        if token.tag not in {"VBD", "VBZ", "VBP"}:
            return None
        if token.dep in {"dep", "parataxis"} and token.head < verb and tokens[token.head].pos in {"NOUN", "PROPN"}:
            return token.head
        i = verb - 1
        while i >= 0 and tokens[i].pos in {"AUX", "ADV"}:
            i -= 1
        return i if i >= 0 and tokens[i].pos == "PROPN" and not self._tree.cases(i) else None

    def _author(self, verb: int, paper: int) -> int | None:
        """Who issues what a participle is told of: "Oslo issued a statement condemning the attack"."""
        tokens, above = self._tree.tokens, self._tree.tokens[paper].head
        if tokens[verb].dep != "acl" or tokens[paper].dep != "obj" or tokens[above].pos != "VERB":
            return None
        return self._tree.subject(above) if self._tree.lemmas[paper] in party_nouns().papers else None

    def _objects(self, head: int) -> list[int]:
        if self._tree.tokens[head].pos not in {"VERB", "AUX", "ADJ"}:
            return []
        return [k for k in self._reading.objects(head) if self._tree.tokens[k].pos not in {"VERB", "AUX"}]

    def _iobj(self, head: int) -> list[int]:
        return self._tree.dependents(head, "iobj")

    def _beside(self, head: int, place: str) -> list[int]:
        """Who stands in front of a noun, or behind it with a preposition: "Iran's plan", "US-Iran talks"."""
        if place == "possessor":
            return self._tree.dependents(head, "nmod:poss")
        if place in {"adjective", "compound"}:
            relations = ("amod",) if place == "adjective" else ("compound", "nmod", "nmod:desc", "flat")
            # The tree makes a possessor without its mark a plain noun: "Russia invasion".
            found = [c for c in self._tree.dependents(head, *relations) if c < head and not self._tree.cases(c)]
            paired = place == "compound" and head > 2 and self._hyphened(head - 1, head - 3)
            return [*found, head - 1] if paired and head - 1 not in found else found
        return self._oblique(head, place)

    def _clause_subject(self, head: int) -> list[int]:
        for clause in self._reading.clauses(head):
            own = self._tree.own_subject(clause)
            if own is not None and self._tree.tokens[own].pos != "VERB":
                return [own]
        # "a call for Russia to withdraw": trees often hang the subject on the noun.
        clauses = self._reading.clauses(head)
        last = clauses[0] if clauses else len(self._tree.tokens)
        return [
            c
            for c in self._tree.dependents(head, "nmod", "obl", "obj")
            if head < c < last and ("for" in self._tree.cases(c) or (clauses and not self._tree.cases(c)))
        ]

    def _object_of_clause(self, head: int) -> list[int]:
        return [o for clause in self._reading.clauses(head) for o in self._tree.dependents(clause, "obj", "iobj")]

    def _oblique(self, head: int, preposition: str) -> list[int]:
        """Nouns behind a preposition, on a word or on the noun that is its object."""
        found: list[int] = []
        for holder in (head, *self._tree.dependents(head, "obj", "xcomp")):
            for c in self._tree.dependents(holder, *_OBLIQUE, *(_ODD if holder == head else ())):
                led = self._is_led_by(c, preposition) or self._leads(c, head, preposition)
                if (not led and not self._behind(c, head, preposition)) or self._in_title(c, head):
                    continue
                # "commitment to protecting Ukraine": whom it is for is the object of the clause.
                clause = self._tree.tokens[c].pos == "VERB"
                found.extend(self._tree.dependents(c, "obj") if clause else [c])
        return list(dict.fromkeys(found))

    def _is_led_by(self, k: int, preposition: str) -> bool:
        """Whether a phrase has the preposition, in front of it: trees hang that of "of Mali" on "President" too."""
        if preposition not in self._tree.cases(k):
            return False
        own = [c for c in self._tree.dependents(k, "case", "mark") if self._tree.lemmas[c] == preposition]
        return not own or own[0] < k

    def _in_title(self, k: int, head: int) -> bool:
        """Whether a phrase is the rest of a title, which the tree hangs elsewhere: "a call with the King of Spain"."""
        i = k - 1
        while i > head and self._title(i) is None and (self._tree.tokens[i].pos in _NAMING or i in self._in_states):
            i -= 1
        titled = self._title(i - 1) is not None or i - 1 in self._name_ends.values()
        return head < i - 1 and self._tree.lemmas[i] == "of" and titled

    def _leads(self, k: int, head: int, preposition: str) -> bool:
        """Whether a phrase begins with the preposition, though the tree hangs it on another of its words."""
        first = self._tree.leftmost(k)
        return first > head and self._tree.lemmas[first] == preposition and self._tree.tokens[first].pos == "ADP"

    def _behind(self, k: int, head: int, preposition: str) -> bool:
        """Whether the preposition stands right before a phrase, though the tree hangs it on the trigger itself."""
        first = self._tree.leftmost(k)
        return first - 1 > head and self._tree.lemmas[first - 1] == preposition and not self._tree.cases(k)

    def actors(self, tokens: Iterable[int], acting: Sequence[Actor] = ()) -> tuple[Actor, ...]:
        """The actors that nouns mean, those joined by "and" too, each once and in order; ``acting`` act on them."""
        found: dict[str, Actor] = {}
        self._acting = tuple(acting)
        for k in tokens:
            for each in self._tree.conjuncts(k):
                for actor in self._of(each, 0):
                    found.setdefault(actor.id, actor)
        return tuple(found.values())

    def concerned(self, k: int) -> tuple[Actor, ...]:
        """The actors that a noun means, or the state that a place lies in: "elections in the West Bank"."""
        if found := self.actors([k]):
            return found
        state = self._standing.place_at(k)
        return () if state is None else (state,)

    def sources_of(self, attribution: Attribution) -> tuple[Actor, ...]:
        """The actors that the words of a source mean: the states of unnamed speakers too, and all who are joined."""
        inside = set(self._tree.inside(attribution.source))
        return self.actors(k for k in sorted(inside) if self._tree.tokens[k].head not in inside - {k})

    def are_people(self, tokens: Iterable[int]) -> bool:
        """Whether nouns name people or organs of a state, not the state itself."""
        return any(self._standing.is_party_noun(k) for k in tokens)

    def _of(self, k: int, depth: int) -> Sequence[Actor]:
        """Whom a noun means, decided once for each noun, depth and who acts."""
        key = (k, depth, tuple(actor.id for actor in self._acting))
        if key not in self._meant:
            self._meant[key] = self._meaning(k, depth)
        return self._meant[key]

    def _meaning(self, k: int, depth: int) -> Sequence[Actor]:
        token = self._tree.tokens[k]
        if token.pos not in _NOMINAL or depth > _DEPTH:
            return ()
        if (at := self._titled(k)) is not None:
            return self._named_at(at, depth)
        if self._standing.is_ethnic(k):
            return self._standing.places_of(k) or self._standing.at_home(k)
        meant = [a for a in self._scene.linked.at_head(k) if a.type in _PARTIES]
        if not meant and token.text.lower() in _FIRST:
            return self._speaker(k)
        pair = self._pair(k)
        if len(pair) > max(1, len(meant)):
            return pair
        if any(not self._is_local(a) for a in meant):
            # "US and British forces" are of two, though linking takes the phrase for the first.
            unnamed = token.pos == "NOUN" and all(a.type == "STATE" for a in meant)
            stand_ins = self._stand_ins(k, depth) if unnamed else ()
            return stand_ins if len(stand_ins) > len(meant) else meant
        return self._hidden(k, meant, depth)

    def _hidden(self, k: int, meant: Sequence[Actor], depth: int) -> Sequence[Actor]:
        """Who stands behind a noun that no table knows: a name that the mention around it hides, or a state."""
        named = self._named_word(k)
        if found := [a for a in named if not self._is_local(a)] or self._state(k):
            return found
        if all(gazetteer().entry(a.id) is None for a in meant) and (at := self._titled(k, joined=True)) is not None:
            return self._named_at(at, depth)
        meant = meant or named
        if any(a.type == "PERSON" for a in meant):
            return self._seat(k) or meant
        ways = (self._stand_ins(k, depth), self._standing.places_of(k), self._referred(k, depth), self._by_title(k))
        # Several leaders are not of one state.
        home = () if self._are_leaders(k) else self._standing.at_home(k, self._acting)
        found = next((way for way in ways if way), ()) or home or meant
        return found or (self._standing.led_from(k) if k and self._title(k - 1) is not None else ())

    def _seat(self, k: int) -> Sequence[Actor]:
        """The government that sits in a capital which was taken for a person: "Berlin rejected the calls"."""
        token = self._tree.tokens[k]
        alone = token.pos == "PROPN" and not self._tree.dependents(k, "flat", "compound", "nmod:desc", "amod")
        found = gazetteer().metonym(token.text) if alone and token.dep != "flat" else ()
        return (found[0].actor,) if len(found) == 1 and found[0].actor.type == "STATE" else ()

    def _referred(self, k: int, depth: int) -> Sequence[Actor]:
        """The states of whom a pronoun refers to, where these have no name: "the rebels from Mali said they ..."."""
        at = self._standing.referred(k)
        return () if at is None else [a for a in self._of(at, depth + 1) if a.country is not None]

    def _state(self, k: int) -> Sequence[Actor]:
        """The state that a name or an adjective speaks of."""
        found = self._scene.state_at(k)
        return () if found is None else (found,)

    def _named_at(self, at: int, depth: int) -> Sequence[Actor]:
        """The person whose name begins at a token, with those who are joined to the name."""
        last = self._name_ends[at]
        joined = [c for i in range(at, last + 1) for c in self._tree.dependents(i, "conj") if c > last]
        listed = [self._person_at[i] for i in self._listed(last)]
        return (self._person_at[at], *listed, *(a for c in joined for a in self._of(c, depth + 1)))

    def _listed(self, last: int) -> list[int]:
        """The names that follow a name with its last token ``last`` in a list that "and" closes, with their titles."""
        found: list[int] = []
        closed = 0
        while (follow := self._next_in_list(last + 1)) is not None:
            at, by_and = follow
            found.append(at)
            closed = len(found) if by_and else closed
            last = self._name_ends[at]
        return found[:closed]

    def _next_in_list(self, i: int) -> tuple[int, bool] | None:
        """Where the next name of a list begins, and whether "and" stands before it; ``i`` is behind a name."""
        tokens = self._tree.tokens
        while i < self._size and (i in self._in_states or tokens[i].text.lower() in {"of", "the"}):
            i += 1
        joint = [j for j in (i, i + 1) if j < self._size and (tokens[j].text == "," or tokens[j].text.lower() == "and")]
        if not joint or joint[0] != i:
            return None
        by_and = any(tokens[j].text.lower() == "and" for j in joint)
        for j in range(joint[-1] + 1, min(joint[-1] + _FAR, self._size)):
            if j in self._person_at:
                return j, by_and
            if self._title(j) is None and not self._between(j, joined=False):
                return None
        return None

    def _titled(self, k: int, *, joined: bool = False) -> int | None:
        """Where the name begins of whoever is named behind a title, which trees hang in many ways.

        "Prime Minister of Norway Anna Berg" gives "Anna". Between a title, or a state, and the name stand only titles,
        states and organs, "of" and "the"; where titles may be ``joined``, "and" and what an office is for too.
        """
        tokens = self._tree.tokens
        if tokens[k].pos not in {"NOUN", "PROPN", "ADJ"} or not tokens[k].text[:1].isalpha():
            return None
        titled = self._title(k) is not None
        if joined:
            titled = titled or tokens[k].pos == "PROPN"
        if not titled and k not in self._in_states:
            return None
        for i in range(k + 1, min(k + _FAR, len(tokens))):
            if self._on_new_line(i):
                return None
            if i in self._person_at:
                return i if titled and tokens[i - 1].pos in {"NOUN", "PROPN"} else None
            if self._title(i) is not None:
                titled = True
            elif not self._between(i, joined=joined):
                return None
        return None

    def _on_new_line(self, i: int) -> bool:
        """Whether a line ends before a token: what stands in a headline is no title of a name below."""
        before, token = self._tree.tokens[i - 1], self._tree.tokens[i]
        return "\n" in self._scene.analysis.text[before.end : token.start]

    def _between(self, i: int, *, joined: bool) -> bool:
        """Whether a token can stand between a title and the name of who bears it."""
        token = self._tree.tokens[i]
        if i in self._in_states or token.text.lower() in _LINKS:
            return True
        if token.text == "," and (self._title(i - 1) or "") in _HONORIFICS:
            return True
        # A part of a longer title: "Prime" of "Prime Minister".
        if any(self._title(j) is not None and self._starts(j) <= i for j in range(i + 1, min(i + 5, self._size))):
            return True
        if not joined:
            return False
        named = token.pos in {"PROPN", "ADP", "CCONJ"} or (token.pos == "ADJ" and token.text[:1].isupper())
        return token.text == "&" or (named and token.text.lower() not in _WITH)

    @cached_property
    def _size(self) -> int:
        return len(self._tree.tokens)

    @cached_property
    def _in_states(self) -> frozenset[int]:
        """The tokens of the names of states and organs, and of adjectives from them."""
        spans = [span for span, actor in self._scene.named if actor.type in {"STATE", "ORG"}]
        adjectives = [
            (token.start, token.end)
            for token in self._tree.tokens
            if token.pos in {"ADJ", "PROPN"} and gazetteer().state_of_adjective(token.text)
        ]
        return frozenset(self._tree.inside([*spans, *adjectives]))

    @cached_property
    def _person_at(self) -> Mapping[int, Actor]:
        """The people whom the text names, by the token that each name begins with, titles left out."""
        found: dict[int, Actor] = {}
        for span, actor in self._scene.people:
            inside = self._tree.inside([span])
            bare = [i for i in inside if not self._in_any_title(i) and not self._before_title(i, inside)]
            if bare:
                found.setdefault(bare[0], actor)
        return found

    @cached_property
    def _name_ends(self) -> Mapping[int, int]:
        """The token that each name of a person ends with, by the one that it begins with, titles left out."""
        return {
            at: inside[-1]
            for span, _ in self._scene.people
            for inside in (self._tree.inside([span]),)
            for at in inside
            if at in self._person_at
        }

    def _in_any_title(self, i: int) -> bool:
        """Whether a token is a title or the beginning of one: "Crown" of "Crown Prince"."""
        return any(self._title(j) is not None and self._starts(j) <= i for j in range(i, min(i + 5, self._size)))

    def _before_title(self, i: int, inside: Sequence[int]) -> bool:
        return any(j > i and self._title(j) is not None for j in inside)

    def _title(self, k: int) -> str | None:
        """The words for an office that a noun ends: "vice president", "prime minister"."""
        return self._titles.get(k, (None, k))[0]

    def _starts(self, k: int) -> int:
        """The token that a title begins with, by the one that it ends with."""
        return self._titles.get(k, (None, k))[1]

    @cached_property
    def _titles(self) -> Mapping[int, tuple[str, int]]:
        """The longest words for an office that end at a token, with the token that they begin at."""
        found: dict[int, tuple[str, int]] = {}
        offices = gazetteer().offices
        plain = self._tree.words
        ends = offices.last_words | _HONORIFICS | _NOT_YET | {"-"}
        for k, token in enumerate(self._tree.tokens):
            if token.pos not in {"NOUN", "PROPN"} or plain[k] not in ends:
                continue
            for first in range(max(0, k - 6), k + 1):
                words = tuple(word for word in plain[first : k + 1] if word != "-")
                while len(words) > 1 and words[-1] in _NOT_YET:
                    words = words[:-1]
                if words and (offices.is_phrase(words) or words[-1] in _HONORIFICS):
                    found[k] = words[-1] if words[-1] in _HONORIFICS else " ".join(words), first
                    break
        return found

    @cached_property
    def _by_titles(self) -> Mapping[str, frozenset[str]]:
        """Whom the text names behind the words for an office."""
        found: dict[str, set[str]] = {}
        for k, token in enumerate(self._tree.tokens):
            if token.pos in {"NOUN", "PROPN"} and (title := self._title(k)) is not None:
                at = self._titled(k)
                if at is not None:
                    found.setdefault(title, set()).add(self._person_at[at].id)
        return {title: frozenset(people) for title, people in found.items()}

    def _by_title(self, k: int) -> Sequence[Actor]:
        """The one person whom the text calls by a title: "the president" where only one is named."""
        if self._tree.tokens[k].tag in {"NNS", "NNPS"} or (title := self._title(k)) is None:
            return ()
        named = self._by_titles.get(title, frozenset())
        return self._scene.actors_of(named) if len(named) == 1 else ()

    def _speaker(self, k: int) -> Sequence[Actor]:
        """Who says "we" inside a content: the source of it."""
        token = self._tree.tokens[k]
        claim = self._scene.claimant((token.start, token.end))
        return self._scene.actors_of(claim.actors) if claim is not None else ()

    def _pair(self, k: int) -> Sequence[Actor]:
        """Names that a hyphen joins: "Blinken-Lavrov", "US-Iran"."""
        joined = [k]
        for step in (-2, 2):
            other = k + step
            if 0 <= other < len(self._tree.tokens) and self._hyphened(k, other):
                joined.append(other)
        if len(joined) == 1:
            return ()
        return [a for each in sorted(joined) for a in self._named_word(each)]

    def _hyphened(self, k: int, other: int) -> bool:
        first, last = (self._tree.tokens[i] for i in sorted((k, other)))
        between = self._scene.analysis.text[first.end : last.start]
        return between in {"-", "–", "/"} and first.text[:1].isupper() and last.text[:1].isupper()

    def _named_word(self, k: int) -> Sequence[Actor]:
        """Whom a name that holds the token means, where the mention around it was not resolved."""
        token = self._tree.tokens[k]
        if not token.text[:1].isupper():
            return ()
        place = (token.start, token.end)
        for span, actor in self._scene.named_near(place):
            if contains((span,), place) and actor.type in _PARTIES:
                return (actor,)
        return self._scene.by_family_name.get(token.text.lower(), ())[:1]

    def _stand_ins(self, k: int, depth: int) -> Sequence[Actor]:
        """The state, or office, that an unnamed noun is put with: "Israeli forces", "officials from Mali"."""
        if self._tree.tokens[k].pos not in {"NOUN", "PROPN", "ADJ"}:
            return ()
        for c in self._modifiers(k):
            # "Russian and Ukrainian officials".
            states = {s.id: s for i in self._tree.conjuncts(c) for s in self._standing.joined_at(i)}
            if states:
                return tuple(self._leader_of(k, state) or state for state in states.values())
            found = [a for a in self._of(c, depth + 1) if self._acts_for_some(a)]
            if found:
                return found
        return ()

    def _acts_for_some(self, actor: Actor) -> bool:
        """Whether a body acts for a state, or is one of the tables: "Hezbollah fighters", "Red Cross officials"."""
        known = actor.type in {"GROUP", "ORG"} and gazetteer().entry(actor.id) is not None
        return known or (actor.type in {"STATE", "ORG"} and actor.country is not None)

    def _leader_of(self, k: int, state: Actor) -> Actor | None:
        """The one leader of a state whom the text names, where the noun says so: "the French and Greek leaders"."""
        if self._tree.lemmas[k] not in _LEADERS:
            return None
        leading = {a.id: a for _, a in self._scene.people if a.country == state.country and self._is_leader(a)}
        return next(iter(leading.values())) if len(leading) == 1 else None

    def _is_leader(self, actor: Actor) -> bool:
        """Whether a person holds an office of a leader on the day of telling."""
        told = self._scene.claimed_on
        on = date.fromisoformat(told[:10]) if told is not None else None
        offices = gazetteer().offices.by_id
        return on is not None and any(
            offices[t.office].level == "leader" for t in gazetteer().tenures(actor.id, on) if t.office in offices
        )

    def _are_leaders(self, k: int) -> bool:
        plural = self._tree.tokens[k].tag in {"NNS", "NNPS"}
        return plural and self._tree.lemmas[k] in {"leader", "president", "premier"}

    def _modifiers(self, k: int) -> Iterator[int]:
        own = self._tree.dependents(k, "compound", "amod", "nmod:desc", "nmod:poss")
        # "Its European partners" are no partners of its own state; "US-led forces" are the US's.
        yield from sorted(own, key=lambda c: self._tree.tokens[c].dep == "nmod:poss")
        for c in own:
            if self._tree.lemmas[c] in party_nouns().led:
                yield from self._tree.dependents(c)
        for c in self._tree.dependents(k, "nmod"):
            if not {"of", "from"}.isdisjoint(self._tree.cases(c)):
                yield c

    def _is_local(self, actor: Actor) -> bool:
        """Whether no table knows an actor: it gives way to the state that the text puts it with."""
        return actor.country is None and actor.wikidata is None and actor.office is None and actor.type != "STATE"
