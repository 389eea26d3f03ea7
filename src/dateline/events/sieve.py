"""Words that look like acts and are none: formulas of anonymity, page furniture, things that do nothing."""

from __future__ import annotations

from typing import Final

from dateline.events.scene import Scene
from dateline.events.standing import party_nouns
from dateline.events.triggers import Reading, Trigger
from dateline.model.spans import contains

# Types of mention, in GUM's inventory, that cannot do what needs a will.
_THINGS: Final = frozenset({"object", "abstract", "event", "substance", "time", "animal", "plant"})
# Acts that things do as well: bombs kill, a law bans, a crisis forces.
_DONE_BY_THINGS: Final = frozenset({"ASSAULT", "COERCE", "SANCTION", "AID"})
_FORMULA: Final = frozenset({"anonymity", "condition"})
_ASKING: Final = frozenset({"ask"})
_INTERROGATIVE: Final = frozenset({"whether", "if", "what", "who", "why", "how", "when", "where", "which"})
_STANDING: Final = frozenset({"SUPPORT"})
_FOR_OTHERS: Final = frozenset({"SUPPORT", "AID"})
_ENDING: Final = frozenset({"lifting", "easing", "relief", "removal", "end", "suspension", "waiver"})
_READER: Final = frozenset({"you", "your"})


class Sieve:
    """What is left out of the triggers of one scene."""

    def __init__(self, scene: Scene, reading: Reading) -> None:
        self._scene, self._reading, self._tree = scene, reading, scene.tree
        self._types: dict[int, str] = {}
        for mention in scene.analysis.mentions:
            self._types.setdefault(mention.head, mention.type)
        self._withheld = [
            a.anonymity.reason for a in scene.attributions if a.anonymity is not None and a.anonymity.reason is not None
        ]

    def holds_back(self, trigger: Trigger) -> bool:
        """Whether a trigger says no act of somebody's."""
        return (
            contains(tuple(self._withheld), trigger.span)
            or self._is_formula(trigger)
            or self._is_of_a_thing(trigger)
            or self._is_a_question(trigger)
            or self._describes(trigger)
            or self._is_for_oneself(trigger)
            or self._is_lifted(trigger)
            or self._speaks_to_the_reader(trigger)
        )

    def _is_formula(self, trigger: Trigger) -> bool:
        """Whether it is part of a formula: of "they spoke on condition of anonymity" nothing is told."""
        below = self._tree.dependents(trigger.head, "obl", "obj", "nmod")
        return any(self._tree.lemmas[k] in _FORMULA for k in below) and self._tree.tokens[trigger.head].pos == "VERB"

    def _is_of_a_thing(self, trigger: Trigger) -> bool:
        """Whether a thing is the subject of what needs a will: "the crisis threatens supplies"."""
        verb = trigger.head if self._tree.tokens[trigger.head].pos == "VERB" else trigger.light
        if verb is None or trigger.category in _DONE_BY_THINGS or self._tree.is_done_to(verb):
            return False
        subject = self._tree.subject(verb)
        if subject is None or self._scene.linked.at_head(subject):
            return False
        if self._tree.tokens[verb].dep == "acl" and self._tree.lemmas[subject] in party_nouns().papers:
            return False  # "issued a statement condemning the attack": whoever issues it
        return self._types.get(subject) in _THINGS and self._tree.tokens[subject].pos == "NOUN"

    def _is_a_question(self, trigger: Trigger) -> bool:
        """Whether what is asked is an answer: "asked whether", "when asked", "was asked about"."""
        if trigger.category != "REQUEST" or self._tree.lemmas[trigger.head] not in _ASKING:
            return False
        clauses = self._tree.dependents(trigger.head, "ccomp", "xcomp", "advcl")
        words = {self._tree.lemmas[k] for c in clauses for k in self._tree.dependents(c)}
        about = any("about" in self._tree.cases(k) for k in self._tree.dependents(trigger.head, "obl"))
        told = clauses or self._tree.dependents(trigger.head, "obl")
        return bool(words & _INTERROGATIVE) or about or not told

    def _describes(self, trigger: Trigger) -> bool:
        """Whether a participle only says what something is: "the index, supported by the union"."""
        token = self._tree.tokens[trigger.head]
        bare = token.tag in {"VBN", "VBD"} and not self._tree.dependents(trigger.head, "aux", "aux:pass", "nsubj")
        return bare and trigger.category in _STANDING and token.dep in {"acl", "amod", "advcl", "dep", "root"}

    def _is_for_oneself(self, trigger: Trigger) -> bool:
        """Whether somebody supports what is their own: "will defend its ships"."""
        if trigger.category not in _FOR_OTHERS or self._tree.tokens[trigger.head].pos != "VERB":
            return False
        owners = [p for k in self._tree.dependents(trigger.head, "obj") for p in self._tree.dependents(k, "nmod:poss")]
        return bool(owners) and all(self._tree.tokens[p].pos == "PRON" for p in owners)

    def _is_lifted(self, trigger: Trigger) -> bool:
        """Whether a penalty is named as what ends: "the lifting of sanctions", "sanctions relief"."""
        token = self._tree.tokens[trigger.head]
        return trigger.category == "SANCTION" and token.pos == "NOUN" and self._tree.lemmas[token.head] in _ENDING

    def _speaks_to_the_reader(self, trigger: Trigger) -> bool:
        """Commands and subjects in the second person outside of what somebody says: "you agree to the terms"."""
        if self._scene.claimant(trigger.span) is not None:
            return False
        token = self._tree.tokens[trigger.head]
        subject = self._tree.subject(trigger.head) if token.pos == "VERB" else None
        if subject is not None:
            return self._tree.lemmas[subject] in _READER
        bare = token.tag == "VB" and token.dep in {"root", "conj"}
        return bare and not self._tree.dependents(trigger.head, "aux", "mark")
