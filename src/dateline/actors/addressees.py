"""Whom a source speaks to, as far as the cue's clause says it by grammar.

Who is told, asked or urged; who is spoken to or with; with whom there is the call or the meeting, and to whom the
letter goes, in which it is said. The verbs and nouns are a table: ``data/addressing.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from dateline.actors.linked import Linked
from dateline.language.analysis import Analysis
from dateline.model.attribution import Attribution
from dateline.model.mentions import Actor
from dateline.model.spans import contains

_OBJECTS: Final = ("obj", "iobj")
# What parsers call the object of telling where they mistake it.
_MISTAKEN: Final = frozenset({"compound", "dep", "obl", "flat", "nmod"})
_OBLIQUES: Final = ("obl", "obl:to", "obl:agent", "nmod")
_PLACES: Final = frozenset({"in", "during", "at", "on", "after", "over", "by", "following"})
_TO: Final = frozenset({"to"})
_ON: Final = frozenset({"on", "upon"})
_WITH: Final = frozenset({"with"})
_GOING_TO: Final = frozenset({"to", "before"})
# What hangs on a verb of telling and goes on for the same speaker and hearer: "told him ..., adding".
_GOING_ON: Final = frozenset({"advcl", "conj", "parataxis"})


@cache
def _words() -> dict[str, frozenset[str]]:
    """The lists of the table by name."""
    table = tomllib.loads((Path(__file__).parent / "data" / "addressing.toml").read_text(encoding="utf-8"))
    return {name: frozenset(word for words in part.values() for word in words) for name, part in table.items()}


class Addressees:
    """The addressees of the attributions of a text; ``known`` gives the actors that a token means."""

    def __init__(self, analysis: Analysis, linked: Linked, known: Callable[[int], tuple[Actor, ...]]) -> None:
        self._tree, self._tokens = analysis.tree, analysis.tokens
        self._linked, self._known = linked, known
        self._lemmas = self._tree.lemmas

    def of(self, attribution: Attribution, cue: list[int]) -> tuple[Actor, ...]:
        """The actors that an attribution is addressed to, by the tokens of its cue."""
        found: dict[str, Actor] = {}
        for k in cue:
            for head in self._heads(attribution, k):
                for one in (head, *self._tree.dependents(head, "conj")):
                    for actor in self._meant(one):
                        found.setdefault(actor.id, actor)
        return tuple(found.values())

    def _meant(self, head: int) -> tuple[Actor, ...]:
        """Whom a token means; "the people of Norland" are Norland, and "FOX 5 Ostrel" is not FOX."""
        actors = self._organisation(head) or self._known(head)
        if not actors and self._lemmas[head] in _words()["bodies"]:
            of = [c for c in self._tree.dependents(head, "nmod") if self._cases(c) == {"of"}]
            actors = tuple(actor for c in of for actor in self._known(c) if actor.type == "STATE")
        parts = self._tree.dependents(head, "compound", "nummod", "dep", "flat")
        if head + 1 < len(self._tokens) and self._tokens[head + 1].dep != "nummod":
            parts.append(head + 1)
        numbers = {self._tokens[c].text for c in parts if self._tokens[c].text.isdigit()}
        return tuple(actor for actor in actors if not numbers or numbers & set(actor.name.split()))

    def _organisation(self, head: int) -> tuple[Actor, ...]:
        """The organisation whose name of several words begins with a token, whatever the parser made of the others."""
        start, end = self._place(head)
        whole = [(span, actor) for span, actor in self._linked.names if span[0] == start and span[1] > end]
        _, longest = max(whole, key=lambda row: row[0][1], default=(None, None))
        return (longest,) if longest is not None and longest.type == "ORG" else ()

    def _heads(self, attribution: Attribution, k: int) -> Iterator[int]:
        """The tokens that head what a word of the cue is addressed to."""
        if self._tokens[k].pos != "VERB":
            return
        yield from self._of_verb(k, attribution)
        token = self._tokens[k]
        if (
            token.dep.split(":")[0] in _GOING_ON
            and token.tag == "VBG"
            and self._lemmas[token.head] in _words()["object"]
        ):
            yield from self._of_verb(token.head, attribution)
        for other in self._tree.dependents(k, "advcl"):
            if not contains(attribution.content, self._place(other)) and self._tokens[other].tag == "VBG":
                yield from self._of_verb(other, attribution)

    def _of_verb(self, verb: int, attribution: Attribution) -> Iterator[int]:
        words, lemma = _words(), self._lemmas[verb]
        # "Urged Norland to sign", "called on Norland to sign": what is asked for holds whom it is asked of.
        directs = bool(self._tree.dependents(verb, "xcomp", "advcl"))
        if lemma in words["object"]:
            yield from self._following(verb, attribution)
            for child in self._tree.dependents(verb, *_OBJECTS):
                if self._outside(child, attribution) or directs:
                    yield self._named_by(child)
        for child in self._tree.dependents(verb, *_OBLIQUES):
            cases = self._cases(child)
            if lemma in words["on"] and cases & _ON and directs:
                yield child
            elif not self._outside(child, attribution):
                continue
            elif any(case in words and lemma in words[case] for case in cases):
                yield child
            elif cases & _PLACES:
                yield from self._through(child)

    def _following(self, verb: int, attribution: Attribution) -> Iterator[int]:
        """The name right after a verb of telling, where the parser did not make it its object: "told DW by phone"."""
        k = verb + 1
        if k < len(self._tokens) and self._tokens[k].pos == "PROPN":
            relation = self._tokens[k].dep.split(":")[0]
            own = self._tokens[k].head == verb or self._outside(k, attribution)
            if relation in _OBJECTS or (own and relation in _MISTAKEN):
                yield k

    def _named_by(self, noun: int) -> int:
        """The name behind a noun that says what it names: "the agency AFP"."""
        name = noun + 1
        named = name in self._tree.dependents(noun, "appos", "nmod", "nmod:unmarked", "flat")
        return name if named and (self._tokens[noun].pos, self._tokens[name].pos) == ("NOUN", "PROPN") else noun

    def _through(self, noun: int) -> Iterator[int]:
        """Whom one has a conversation with, or a message goes to."""
        words, lemma = _words(), self._lemmas[noun]
        wanted = _WITH if lemma in words["conversations"] else _GOING_TO if lemma in words["messages"] else frozenset()
        for child in self._tree.dependents(noun, *_OBLIQUES):
            if self._cases(child) & wanted:
                yield child

    def _cases(self, k: int) -> set[str]:
        return {self._lemmas[c] for c in self._tree.dependents(k, "case")}

    def _place(self, k: int) -> tuple[int, int]:
        return self._tokens[k].start, self._tokens[k].end

    def _outside(self, k: int, attribution: Attribution) -> bool:
        """Whether a word is part neither of what is said nor of who says it."""
        return not contains(attribution.content, self._place(k)) and not contains(attribution.source, self._place(k))
