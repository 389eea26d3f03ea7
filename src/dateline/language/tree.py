"""The dependencies of a text as something to walk: dependents, subtrees, subjects, conjuncts, prepositions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from dateline.model.spans import Span

if TYPE_CHECKING:
    from dateline.language.analysis import Token

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_SUBJECTS: Final = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")
_RELATIVE: Final = frozenset({"WP", "WDT", "WP$"})
_JOINED: Final = frozenset({"conj", "xcomp", "advcl", "acl", "parataxis"})
# Relations under which a name's parts and a noun's own words hang together.
_INSIDE_PHRASE: Final = frozenset(
    {"det", "det:predet", "amod", "compound", "flat", "nummod", "nmod:poss", "fixed", "punct", "nmod:desc"}
)
# What parsers call a subject where a sentence is out of order, as after a dateline.
_MISTAKEN: Final = frozenset({"appos", "dep", "parataxis", "compound", "nmod", "obl:unmarked", "dislocated", "flat"})
_STEPS: Final = 5  # how many clauses up a subject is looked for


class Tree:
    """The tokens of a text with the dependents of each; their words, lemmas and places are made when asked for."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._relations = [token.dep for token in tokens]
        self._children: dict[int, list[int]] = {}  # of those that have any
        for k, token in enumerate(tokens):
            if token.head != k:
                self._children.setdefault(token.head, []).append(k)
        self._leftmost: dict[int, int] = {}

    @cached_property
    def lemmas(self) -> list[str]:
        """The lemmas in lower case."""
        return [token.lemma.lower() for token in self.tokens]

    @cached_property
    def words(self) -> list[str]:
        """The words in lower case."""
        return [token.text.lower() for token in self.tokens]

    @cached_property
    def starts(self) -> list[int]:
        """Where the tokens begin."""
        return [token.start for token in self.tokens]

    def dependents(self, k: int, *relations: str) -> list[int]:
        """The dependents of a token with one of the relations (all without), in the order of the text."""
        children = self._children.get(k)
        if children is None:
            return []
        return [c for c in children if self._relations[c] in relations] if relations else list(children)

    def inside(self, spans: Iterable[Span]) -> list[int]:
        """The tokens that lie inside one of the spans, in order."""
        found: set[int] = set()
        for start, end in spans:
            first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
            # Of tokens in a row only the last can reach over the end.
            while last > first and self.tokens[last - 1].end > end:
                last -= 1
            found.update(range(first, last))
        return sorted(found)

    def subtree(self, k: int, without: frozenset[str] = frozenset()) -> list[int]:
        """A token and all below it in order; dependents under a relation of ``without`` are left out whole."""
        found = [k]
        for current in found:  # grows as it goes
            children = self._children.get(current)
            if children is not None:
                found += [c for c in children if self._relations[c] not in without] if without else children
        found.sort()
        return found

    def leftmost(self, k: int) -> int:
        """The first token of a token's subtree."""
        if k not in self._leftmost:
            self._leftmost[k] = self.subtree(k)[0]
        return self._leftmost[k]

    def ancestors(self, k: int) -> list[int]:
        """The tokens above a token, the nearest first."""
        found: list[int] = []
        while self.tokens[k].head != k and len(found) < len(self.tokens):
            k = self.tokens[k].head
            found.append(k)
        return found

    def cases(self, k: int) -> tuple[str, ...]:
        """The lemmas of the prepositions of a noun, with the words that are fixed to them: ("accord to",)."""
        made = []
        for case in self.dependents(k, "case", "mark"):
            words = [case, *self.dependents(case, "fixed")]
            made.append(" ".join(self.lemmas[w] for w in words))
        return tuple(made)

    def conjuncts(self, k: int) -> list[int]:
        """A token with those that are joined to it by "and", in the order of the text."""
        found = [k]
        for c in self.dependents(k, "conj", "nmod"):
            # Parsers hang the second of two names on the first as they hang its own phrases.
            if self.tokens[c].dep == "conj" or (self.dependents(c, "cc") and not self.cases(c)):
                found.extend(self.conjuncts(c))
        return found

    def is_passive(self, verb: int) -> bool:
        """Whether a verb is a passive: a participle with a form of "be", whatever relation its subject has."""
        if self.dependents(verb, "nsubj:pass", "aux:pass"):
            return True
        forms = {self.lemmas[c] for c in self.dependents(verb, "aux", "cop") if c < verb}
        return self.tokens[verb].tag == "VBN" and "be" in forms

    def is_done_to(self, verb: int) -> bool:
        """Whether a verb is a passive, or a participle behind what it is done to: "the talks held in Doha"."""
        return self.is_passive(verb) or (self.tokens[verb].tag == "VBN" and self.tokens[verb].dep == "acl")

    def agent(self, verb: int) -> int | None:
        """The noun behind "by" of a passive verb."""
        for c in self.dependents(verb, "obl:agent", "obl", "nmod"):
            if "by" in self.cases(c) and self.is_done_to(verb):
                return c
        return None

    def own_subject(self, verb: int) -> int | None:
        """The subject that a verb has itself: by its relation, else a noun without preposition in front of it.

        Of "the envoy who spoke" it is the envoy.
        """
        for c in self.dependents(verb, *_SUBJECTS):
            if self.tokens[c].tag in _RELATIVE and self.tokens[verb].dep == "acl:relcl":
                return self.tokens[verb].head
            if self.tokens[c].pos != "SCONJ":
                return c
        if self.tokens[verb].dep == "acl:relcl" and not self.dependents(verb, "expl"):
            return None
        if self.tokens[verb].tag in {"VBD", "VBZ", "VBP", "MD"}:
            before = [
                c
                for c in self.dependents(verb)
                if c < verb and self.tokens[c].pos in _NOMINAL and self.tokens[c].dep in _MISTAKEN and not self.cases(c)
            ]
            if before:
                return before[-1]
        return None

    def subject(self, verb: int) -> int | None:
        """Who does what a verb says: its own subject, or that of the verb that it hangs on or is joined to.

        The object of a verb that makes somebody act ("asked Russia to leave") goes before that verb's subject.
        """
        current = verb
        for _ in range(_STEPS):
            if (found := self.own_subject(current)) is not None:
                return found
            token = self.tokens[current]
            if token.dep not in _JOINED or token.head == current:
                return None
            above = token.head
            if token.dep == "xcomp" and (objects := self.dependents(above, "obj", "iobj")):
                return objects[0]
            if token.dep == "acl" and self.tokens[above].pos in _NOMINAL:
                # "the deal signed in Minsk", "a delegation visiting Doha": the noun itself; a passive has no doer here.
                return above if token.tag == "VBG" else None
            current = above
        return None

    def phrase(self, k: int) -> Span:
        """The characters of a noun with its own words: determiner, adjectives, parts of the name."""
        inside = [k]
        for c in self._children.get(k, ()):
            if self.tokens[c].dep in _INSIDE_PHRASE and self.tokens[c].pos != "PUNCT":
                inside.extend(self.subtree(c))
        return min(self.tokens[c].start for c in inside), max(self.tokens[c].end for c in inside)

    def span(self, tokens: Iterable[int]) -> Span:
        """The characters from the first to the last of some tokens."""
        found = list(tokens)
        return min(self.tokens[k].start for k in found), max(self.tokens[k].end for k in found)
