"""The walk from a trigger up its tree: each word on the way does to the claim what the table says of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal, TypeAlias

from dateline.events.clauses import CT, PR, PS, Group, SentenceTree, U, denying_determiners, read_group
from dateline.events.governors import (
    cases_of,
    form_of,
    is_definite,
    is_inverted,
    is_past,
    is_past_be,
    operator_of,
    says,
)
from dateline.events.modality import Operator, modality_lexicon
from dateline.events.stages import Assessment, Claim

_HAPPENING: Final = frozenset({"happening", "beginning", "continuing", "ending"})
_WITH_PURPOSE: Final = frozenset(
    {"requesting", "wanting", "offering", "agreeing", "planning", "intending", "trying", "expecting", "refusing"}
    | {"implicative", "anti-implicative", "enabling", "causing"}
)
"""Operators whose infinitive a tree may take for a purpose."""
_UTTERED: Final = frozenset({"requesting", "offering"})
"""Operators whose nouns name what is uttered, and so came about, whatever becomes of it."""
_STATES: Final = frozenset(
    {"planning", "expecting", "enabling", "agreeing", "cancelling", "continuing", "unlikely", "obliging", "ending"}
    | {"postponing", "anti-implicative", "requesting"}
)
"""Operators whose adjectives are said of acts: "the talks are likely"; "the talks are successful" is another matter."""
_IS: Final = frozenset({"am", "are", "is", "'m", "'re", "'s", "’m", "’re", "’s"})
_STEPS: Final = 12  # more clauses above one another than any sentence has
_TRANSPARENT: Final = Operator(name="transparent", transparent=True)


_Step: TypeAlias = "tuple[int, Operator | None, Literal['read', 'hop']] | None"
"""Where to go on, what the word there does, and whether its clause is read or only passed through."""


class Walk:
    """The walk from a trigger up its tree."""

    def __init__(self, tree: SentenceTree) -> None:
        self.tree = tree
        self.claim = Claim()
        self.lexicon = modality_lexicon()
        self.counted: set[int] = set()
        self.head = -1
        self.overdue = False  # "was due to meet": planned once, no longer ahead

    def assess(self, head: int, light: int | None) -> Assessment:
        """The assessment of the trigger whose head, and light verb, these tokens are."""
        tree, claim = self.tree, self.claim
        token = tree.tokens[head]
        self.head = head
        if token.pos == "VERB" and tree.lemma(head) in self.lexicon.words["encounters.avoided"]:
            claim.stage, claim.staged, claim.firm = "avoided", True, True
            claim.operators.append(head)
        if token.pos != "VERB":
            self._modifiers(head)
        elif denied := denying_determiners(tree, head):
            claim.negated = not claim.negated
            claim.operators.extend(denied)
            self.counted.update(denied)
        current = head if light is None or light == head or not tree.visible(light) else light
        if token.dep in {"cop", "aux", "aux:pass"} and (predicate := tree.governor(current)) is not None:
            current = predicate
        if tree.is_clause(current):
            group = self._group(current)
            claim.take(group)
            claim.undone = group.negated
            self._condition(current)
            self._predicate(current)
        for _ in range(_STEPS):
            step = self._leave_clause(current) if tree.is_clause(current) else self._leave_noun(current)
            if step is None:
                break
            governor, operator, how = step
            if how == "read":
                self._read(governor, operator or _TRANSPARENT)
                if operator is not None and operator.stops:
                    claim.stage = claim.stage or "occurred"
                    break
            current = governor
        claim.open = tree.tokens[current].head != current and not tree.visible(tree.tokens[current].head)
        if self.overdue and claim.stage == "planned":
            claim.future = False
        if claim.stage is None and tree.marked_to(current):
            claim.stage, claim.future = "planned", True
            claim.certainty = min(claim.certainty, CT if tree.governor(current) is None else PR)
        return claim.assessment()

    # -- what stands above

    def _predicate(self, k: int) -> None:
        """An act that is what somebody is in or against: "are in talks", "is against talks"."""
        tree, claim = self.tree, self.claim
        cases = {tree.lemma(m): m for m in tree.markers(k)} if tree.tokens[k].pos == "NOUN" else {}
        if cases.keys() & self.lexicon.words["markers.opposing"]:
            claim.stage, claim.staged = "refused", True
        elif cases.keys() & self.lexicon.words["markers.inside"] and claim.stage == "occurred":
            present = any(tree.tokens[c].text.lower() in _IS for c in tree.dependents(k, "cop", "aux"))
            claim.stage = "ongoing" if present else claim.stage

    def _leave_clause(self, k: int) -> _Step:
        tree = self.tree
        token = tree.tokens[k]
        before = self._before_infinitive(k)
        if before is not None:
            return before
        governor = tree.governor(k)
        if governor is None:
            self._root(k)
            return None
        if token.dep == "conj":
            return governor, None, "hop"
        if token.dep in {"ccomp", "csubj", "csubj:pass"}:
            bare = token.tag in {"VBG", "VB"} and not tree.dependents(k, "aux", "aux:pass", "cop")
            form = form_of(tree, k) if bare or tree.marked_to(k) else "clause"
            self._whether(k)
            operator = operator_of(tree, governor, form, k)
        elif token.dep == "advcl":
            return self._leave_adverbial(k, governor)
        elif token.dep == "acl":
            return self._leave_adjunct(k, governor)
        elif token.dep in {"xcomp", "obl", "nmod", "dep", "obj"}:
            operator = operator_of(tree, governor, form_of(tree, k), k)
            if operator is None and tree.tokens[governor].pos == "NOUN":
                return self._leave_adjunct(k, governor)
            if (
                operator is None
                and tree.marked_to(k)
                and tree.lemma(governor) in self.lexicon.words["purpose.achieved"]
            ):
                return self._leave_adverbial(k, governor)
            if operator is None and token.dep == "xcomp" and not tree.marked_to(k) and token.tag != "VB":
                operator = _TRANSPARENT
        else:
            operator = None
            if token.dep == "parataxis":
                self._root(k)
        return None if operator is None else (governor, operator, "read")

    def _leave_adjunct(self, k: int, governor: int) -> _Step:
        """From a clause to the noun that it explains: "the refusal to meet", "the claim that they met"."""
        tree = self.tree
        if tree.tokens[k].tag in {"VBN", "VBG"} and not tree.markers(k):
            return None
        operator = operator_of(self.tree, governor, form_of(self.tree, k), k)
        if operator is not None:
            return governor, operator, "read"
        ranks = self.lexicon.words["markers.ranking"]
        named = {tree.lemma(c) for c in (governor, *tree.dependents(governor, "amod", "advmod"))}
        if tree.marked_to(k) and self.claim.stage is None:
            if named & ranks:
                self.claim.stage = "occurred"
            elif tree.governor(governor) is None and not tree.is_clause(governor) and tree.tokens[k].dep == "acl":
                self.claim.stage, self.claim.future = "planned", True  # a headline: "Minister to meet envoy"
        return None

    def _before_infinitive(self, k: int) -> _Step:
        """The word right before "to": "is due to meet" has as many trees as parsers."""
        tree = self.tree
        word = k - 1
        while word > tree.first and tree.tokens[word].head == k and tree.tokens[word].tag != "TO":
            word -= 1
        if word <= tree.first or tree.tokens[word].tag != "TO":
            return None
        word -= 1
        if tree.tokens[word].dep in {"advmod", "aux"} and tree.lemma(word) in {"not", "n't", "never"}:
            word -= 1
        if word < tree.first or not tree.visible(word) or word in {k, *tree.dependents(k, "aux", "aux:pass", "cop")}:
            return None
        if self.claim.stage is not None or tree.tokens[word].pos not in {"ADJ", "VERB", "ADV"}:
            return None
        if tree.tokens[word].text.lower() == "going" and tree.tokens[word].tag == "VBG":
            self.claim.stage, self.claim.future, self.claim.staged = "planned", True, True
            self.claim.operators.append(word)
            return word, _TRANSPARENT, "read"
        operator = operator_of(self.tree, word, "infinitive", k)
        return None if operator is None else (word, operator, "read")

    def _leave_adverbial(self, k: int, governor: int) -> _Step:
        tree, claim, words = self.tree, self.claim, self.lexicon.words
        marks = {tree.lemma(m): m for m in tree.markers(k)}
        marks |= {
            tree.lemma(m): m
            for m in tree.dependents(k, "advmod")
            if m < k and tree.lemma(m) in words["markers.instead"]
        }
        if found := words["markers.conditional"] & marks.keys() - {"until"}:
            claim.operators.extend(marks[m] for m in found)
        if found or is_inverted(self.tree, k):
            claim.certainty = U
            if not claim.staged and "have" not in {tree.lemma(c) for c in tree.dependents(k, "aux")}:
                claim.stage, claim.future = "planned", True
            return None
        if found := words["markers.without"] & marks.keys():
            claim.operators.extend(marks[m] for m in found)
            self._lacking(governor)
            return None
        if found := words["markers.instead"] & marks.keys():
            claim.negated = not claim.negated
            claim.operators.extend(marks[m] for m in found)
            return None
        operator = operator_of(self.tree, governor, form_of(self.tree, k), k)
        headline = tree.marked_to(k) and not tree.is_clause(governor)
        if operator is not None and (
            operator.name in _WITH_PURPOSE if tree.marked_to(k) else operator.takes & marks.keys()
        ):
            return governor, operator, "read"
        if tree.marked_to(k):
            if headline:
                claim.stage, claim.future = claim.stage or "planned", True
            elif claim.stage is None and tree.lemma(governor) in words["purpose.achieved"]:
                self._read(governor, _TRANSPARENT)
            return (governor, _TRANSPARENT, "hop") if claim.stage == "occurred" and not headline else None
        if claim.stage is None:
            self._alongside(governor)
        return None

    def _lacking(self, governor: int) -> None:
        """What is done without an act denies it; what will be without it makes it a condition."""
        self._alongside(governor)
        if self.claim.future:
            self.claim.certainty = U
        else:
            self.claim.negated = not self.claim.negated

    def _alongside(self, governor: int) -> None:
        """The time of the clause that an act is told with, without its polarity."""
        if self.tree.is_clause(governor):
            group = self._group(governor)
            if group.future:
                self.claim.stage, self.claim.future = "planned", True
                self.claim.certainty = min(self.claim.certainty, group.certainty)

    def _leave_noun(self, k: int) -> _Step:
        tree = self.tree
        relation = tree.tokens[k].dep
        governor = tree.governor(k)
        if governor is None:
            self._question(k)
            return None
        if relation in {"conj", "appos", "flat", "fixed"}:
            return (governor, None, "hop") if relation == "conj" else None
        cases = cases_of(tree, k)
        if self._phrase(cases, governor):
            return None
        if not tree.is_clause(governor):
            return self._leave_phrase(k, governor, cases)
        if relation in {"nsubj", "nsubj:pass", "csubj"}:
            return self._leave_subject(k, governor)
        return self._leave_object(k, governor, cases)

    def _leave_object(self, k: int, governor: int, cases: dict[str, int]) -> _Step:
        """From an object, or a phrase with a preposition, to its verb: "held talks", "asked for talks"."""
        tree = self.tree
        oblique = tree.tokens[k].dep in {"obl", "advcl"}
        operator = operator_of(tree, governor, "noun", k)
        if operator is not None and oblique and cases:
            # "Made progress in the talks": what was made is the progress.
            taken = operator.name == "doing" and tree.dependents(governor, "obj", "nsubj:pass")
            operator = None if taken or not operator.takes & cases.keys() else operator
        own = self.lexicon.nouns.get(tree.lemma(k)) if k == self.head else None
        if operator is not None and operator.name == "refusing" and own is not None and own.name in _UTTERED:
            return None  # a request that is refused has been made
        if operator is not None and operator.name != "happening":
            return governor, operator, "read"
        if oblique:
            self._time_of(governor, cases)
            return None
        if is_definite(tree, k) and tree.tokens[k].dep == "obj":
            return None
        if any(tree.lemma(c) in {"a", "an"} for c in tree.dependents(k, "det")) and not tree.marked_to(governor):
            self._ahead(governor)
            return None
        return governor, _TRANSPARENT, "read"

    def _time_of(self, governor: int, cases: dict[str, int]) -> None:
        """The time of an act that a clause names beside its own: "will speak at the summit", "flew there for talks"."""
        words, claim = self.lexicon.words, self.claim
        if cases.keys() & (words["markers.alongside"] | {"for"}):
            self._alongside(governor)
        if "for" in cases and self.tree.lemma(governor) in words["purpose.moving"] and claim.stage is None:
            claim.stage, claim.future, claim.certainty = "planned", True, min(claim.certainty, PR)
            claim.operators.append(cases["for"])

    def _leave_subject(self, k: int, governor: int) -> _Step:
        tree = self.tree
        passive = tree.tokens[k].dep == "nsubj:pass" or tree.tokens[governor].tag == "VBN"
        operator = operator_of(self.tree, governor, "noun", k)
        adjective = tree.tokens[governor].pos in {"ADJ", "ADV"}
        if operator is not None and adjective and operator.name not in _STATES:
            operator = None
        if operator is None or operator.name == "happening":
            if tree.dependents(governor, "expl"):
                return governor, _TRANSPARENT, "read"  # "there were no talks"
            if tree.lemma(governor) == "be":
                self.claim.take(replace(self._group(governor), negated=False))
                return None  # "the talks were not on Friday": they were
        if operator is not None and (passive or adjective or operator.name in _HAPPENING):
            return governor, operator, "read"
        if k != self.head and tree.lemma(governor) in self.lexicon.words["plans.failing"]:
            self.claim.negated = not self.claim.negated
            self.claim.operators.append(governor)
        else:
            self._ahead(governor)
        return None

    def _ahead(self, governor: int) -> None:
        """The time and the certainty of what a clause says lies ahead, for an act that takes part in it."""
        group = self._group(governor)
        if group.future and self.claim.stage is None:
            self.claim.stage, self.claim.future = group.stage, True
            self.claim.certainty = min(self.claim.certainty, group.certainty)
            self.claim.operators.extend(group.operators)

    def _leave_phrase(self, k: int, governor: int, cases: dict[str, int]) -> _Step:
        """From a noun to the noun above it: "plans for a summit", "a round of talks", "the meeting request"."""
        tree = self.tree
        token = tree.tokens[k]
        lemma = tree.lemma(governor)
        if token.dep not in {"nmod", "compound", "acl", "nmod:poss", "obl", "amod", "dep"}:
            return None
        operator = operator_of(self.tree, governor, "noun", k)
        if operator is not None and (token.dep != "nmod:poss" or operator.name == "cancelling"):
            taken = token.dep != "nmod" or bool(cases.keys() & self.lexicon.words["markers.taking"])
            return (governor, operator, "read") if taken else None
        if lemma in self.lexicon.words["transparent.nouns"] and ("of" in cases or token.dep == "compound"):
            self._modifiers(governor)
            return governor, None, "hop"
        return None

    def _phrase(self, cases: dict[str, int], governor: int) -> bool:
        """Whether the preposition alone decides: "without talks", "ahead of talks", "in case of talks"."""
        words, claim = self.lexicon.words, self.claim
        if found := (words["markers.without"] | words["markers.instead"]) & cases.keys():
            self._lacking(governor)
        elif (found := words["markers.ahead"] & cases.keys()) and not claim.staged:
            claim.stage, claim.future = "planned", True
        elif found := words["markers.case"] & cases.keys():
            claim.certainty, claim.future = U, True
        claim.operators.extend(cases[m] for m in found)
        return bool(found)

    # -- what a word and its clause say

    def _read(self, k: int, operator: Operator) -> None:
        tree = self.tree
        if tree.is_clause(k):
            group = self._group(k)
            self._condition(k)
        else:
            denied = [c for c in denying_determiners(tree, k) if c not in self.counted]
            self.counted.update(denied)
            group = Group(negated=bool(denied), finite=False, operators=tuple(denied))
        if operator is _TRANSPARENT:
            self.claim.take(group)
            return
        self.claim.operators.append(k)
        if (
            group.finite
            and operator.name in {"planning", "expecting"}
            and is_past_be(self.tree, k)
            and not self._reported(k)
        ):
            self.overdue = True
        if operator.name == "beginning" and group.stage == "occurred" and not is_past(self.tree, k):
            group = replace(group, stage="ongoing")
        if operator.transparent and not operator.flips and operator.certainty == CT and operator.negated == "flips":
            self.claim.take(group)
            return
        self.claim.apply(operator, group, firm=tree.tokens[k].tag.startswith("V"))

    def _group(self, k: int) -> Group:
        group = read_group(self.tree, k, reported=self._reported(k), counted=self.counted)
        self.counted.update(group.operators)
        return group

    def _reported(self, k: int) -> bool:
        """Whether a clause is told as somebody's words."""
        tree = self.tree
        if tree.within is not None:
            return True
        current: int | None = k
        for _ in range(_STEPS):
            if current is None:
                return False
            told = [c for c in tree.dependents(current, "parataxis", "ccomp") if says(tree, c)]
            above = tree.governor(current)
            if told or (tree.tokens[current].dep in {"ccomp", "parataxis"} and above is not None):
                return True
            current = above
        return False

    def _modifiers(self, noun: int) -> None:
        """What stands beside a noun: "no talks", "the planned visit", "talks scheduled for Monday"."""
        tree, claim = self.tree, self.claim
        denied = denying_determiners(tree, noun)
        if denied:
            claim.negated = not claim.negated
            claim.operators.extend(denied)
            self.counted.update(denied)
        for c in tree.dependents(noun, "amod", "acl", "acl:relcl", "compound", "advmod"):
            token = tree.tokens[c]
            if token.dep in {"compound", "advmod"} and token.pos not in {"ADJ", "VERB"}:
                continue
            relative = token.dep == "acl:relcl"
            if token.dep.startswith("acl") and token.tag != "VBN" and not relative:
                continue
            if relative and not any(
                tree.tokens[s].tag in {"WDT", "WP"} for s in tree.dependents(c, "nsubj:pass", "nsubj")
            ):
                continue
            operator = operator_of(self.tree, c, "noun", noun)
            if (
                operator is None
                or operator.stops
                or (relative and token.tag != "VBN" and operator.name not in _HAPPENING)
            ):
                if token.dep == "acl" and tree.marked_to(c):
                    claim.stage, claim.future = "planned", True
                continue
            if token.dep.startswith("acl"):
                self._read(c, operator)
            else:
                claim.operators.append(c)
                claim.apply(operator, Group())
        if (
            not claim.staged
            and claim.stage is None
            and tree.tokens[noun].dep == "conj"
            and not tree.dependents(noun, "det")
        ):
            other = tree.governor(noun)
            if other is not None and not tree.is_clause(other):
                for c in tree.dependents(other, "amod"):
                    operator = operator_of(self.tree, c, "noun", other)
                    if operator is not None and not operator.stops:
                        claim.operators.append(c)
                        claim.apply(operator, Group())

    # -- the clause as a whole

    def _condition(self, clause: int) -> None:
        """A clause with a condition holds no more than may be."""
        tree = self.tree
        for c in tree.dependents(clause, "advcl"):
            found = [m for m in tree.markers(c) if tree.lemma(m) in {"if", "unless"}]
            if (found or is_inverted(self.tree, c)) and not any(
                tree.lemma(m) == "even" for m in tree.dependents(c, "advmod")
            ):
                self.claim.certainty = min(self.claim.certainty, PS)
                self.claim.operators.extend(found)

    def _whether(self, clause: int) -> None:
        found = [m for m in self.tree.markers(clause) if self.tree.lemma(m) in {"if", "whether"}]
        if found:
            self.claim.certainty = U
            self.claim.operators.extend(found)

    def _root(self, clause: int) -> None:
        tree, claim = self.tree, self.claim
        self._whether(clause)
        self._question(clause)
        token = tree.tokens[clause]
        bare = token.tag in {"VB", "VBP"} and not tree.dependents(clause, "nsubj", "nsubj:pass", "expl")
        helpers = {tree.lemma(c) for c in tree.dependents(clause, "aux", "aux:pass", "cop")}
        if bare and not claim.staged and not tree.marked_to(clause) and helpers <= {"do"} and token.tag == "VB":
            claim.stage, claim.future, claim.staged = "requested", True, True
            if claim.negated:
                claim.certainty = U

    def _question(self, clause: int) -> None:
        """A question that can be answered with yes or no claims nothing; "why did they meet?" takes it for granted."""
        tree = self.tree
        if not tree.text.rstrip("\"”’') \n").endswith("?"):
            return
        asked = any(
            tree.lemma(k) in self.lexicon.words["words.question"]
            for k in range(tree.first, min(clause, tree.last))
            if tree.tokens[k].tag.startswith("W")
        )
        if not asked or self.claim.future:
            self.claim.certainty = U
