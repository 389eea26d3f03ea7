"""How far an act got and how firmly it is claimed, from the tree of its sentence and commented word lists.

The stage tells how far the act got; the factuality is that of FactBank, of the claimant, and is said of the act *in
that stage*: "asked for talks" is CT+ of a request, "denied having refused to meet" CT- of a refusal. A walk leads from
the trigger up the tree; each word on the way that the table knows does to the claim what the table says.

Conventions: a purpose is planned ("flew there to meet him"), unless the verb above it is of coming together, whose
purposes are carried out ("met to discuss the truce"). "Agreed not to attack" is refused; "urged them not to attack" is
requested, and says nothing of what will be (U). "Would" is a future in what somebody says, else a possibility.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias, cast

from dateline.events.clauses import CT, PR, PS, Group, SentenceTree, U, denying_determiners, read_group
from dateline.events.modality import CERTAINTIES, Complement, Operator, modality_lexicon
from dateline.language.analysis import Analysis
from dateline.model.attribution import Kind, Polarity
from dateline.model.events import Factuality, Stage, Status
from dateline.model.spans import Spans, contains

_UNREALISED: Final = frozenset({"refused", "cancelled", "avoided"})
_PROSPECTIVE: Final = frozenset({"requested", "offered", "agreed", "planned"})
_HAPPENING: Final = frozenset({"happening", "beginning", "continuing", "ending"})
_WITH_PURPOSE: Final = frozenset(
    {"requesting", "wanting", "offering", "agreeing", "planning", "intending", "trying", "expecting", "refusing"}
    | {"implicative", "anti-implicative", "enabling", "causing"}
)
"""Operators whose infinitive a tree may take for a purpose."""
_STEPS: Final = 12  # more clauses above one another than any sentence has
_TRANSPARENT: Final = Operator(name="transparent", transparent=True)


@dataclass(frozen=True, slots=True)
class Assessment:
    """How far an act got, and how firmly it is claimed.

    ``negated`` tells that the act itself is said not to come about, whatever became of a request or a plan
    for it; ``future`` that it lies ahead. ``operators`` are the tokens that decided it, in order.
    """

    stage: Stage
    factuality: Factuality
    negated: bool
    future: bool
    operators: tuple[int, ...]

    @property
    def status(self) -> Status:
        """The one-word summary of stage and factuality."""
        return status_of(self.stage, self.factuality)


def status_of(stage: Stage, factuality: Factuality) -> Status:
    """``denied`` if the factuality is negative, ``hypothetical`` if it is ``PS+`` or ``U``, else the stage."""
    if factuality.endswith("-"):
        return "denied"
    return "hypothetical" if factuality in {"PS+", "U"} else stage


def assess(analysis: Analysis, head: int, light: int | None = None, *, within: Spans | None = None) -> Assessment:
    """What the sentence says of the act whose trigger's head is the token ``head``.

    ``light`` is the light verb of a nominal trigger ("held talks"), if any. ``within`` are the spans of the
    content of the attribution that claims the act: words outside of them are left to :func:`under_cue`.
    """
    trigger = analysis.tokens[head]
    if within is not None and not contains(within, (trigger.start, trigger.end)):
        within = None
    return _Walk(SentenceTree(analysis, head, within)).assess(head, light)


def under_cue(
    assessment: Assessment, polarity: Polarity | None, kind: Kind | None, cue: tuple[str, ...] = ()
) -> Assessment:
    """The assessment of an act after what the attribution that claims it does to its content.

    ``polarity`` and ``kind`` are the attribution's; ``cue`` are the lemmas of its cue, by which requests,
    offers and refusals are told apart from plain statements.
    """
    claim = _Claim.of(assessment)
    operator = _cue_operator(kind, cue) if polarity != "denied" else None
    unmade = assessment.stage in _PROSPECTIVE or assessment.stage in _UNREALISED
    if operator is not None and operator.stage is not None and (unmade or kind in {"intention", "decree"}):
        if operator.stage in _UNREALISED or not (claim.staged and assessment.stage != "planned"):
            claim.staged = False
            claim.apply(operator, Group())
    elif kind == "belief":
        claim.certainty = min(claim.certainty, PR)
    elif kind == "attitude" and assessment.future:
        claim.certainty = min(claim.certainty, PS)
    if polarity == "denied":
        claim.negated = not claim.negated
    elif polarity == "conditional":
        claim.certainty = U
    elif polarity == "negated":
        if kind in {"belief", "intention"}:
            claim.negated = not claim.negated
        else:
            claim.certainty = U
    elif polarity == "declined" and kind not in {"intention", "decree"}:
        claim.certainty = U
    return claim.assessment()


def _cue_operator(kind: Kind | None, cue: tuple[str, ...]) -> Operator | None:
    lexicon = modality_lexicon()
    for lemma in reversed(cue):
        for operator in (lexicon.verbs.get((lemma, "infinitive")), lexicon.nouns.get(lemma)):
            if operator is not None and operator.stage is not None:
                return operator
    if kind == "decree":
        return lexicon.verbs["order", "infinitive"]
    return lexicon.verbs["intend", "infinitive"] if kind == "intention" else None


@dataclass(slots=True)
class _Claim:
    """What has been gathered of a claim so far.

    ``told`` tells that a finite verb gave the stage; ``undone`` that the act's own verb
    was denied; ``staged`` that a word has set the stage, ``firm`` that it was a verb, above which another verb no
    longer replaces it.
    """

    stage: Stage | None = None
    certainty: int = CT
    negated: bool = False
    future: bool = False
    told: bool = False
    undone: bool = False
    staged: bool = False
    firm: bool = False
    operators: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, assessment: Assessment) -> _Claim:
        """An assessment to go on from."""
        factuality = assessment.factuality
        unknown = factuality == "U"
        return cls(
            stage=assessment.stage,
            certainty=U if unknown else CERTAINTIES.index(factuality[:2]),
            negated=(assessment.negated != (assessment.stage in _UNREALISED)) if unknown else factuality.endswith("-"),
            future=assessment.future,
            staged=assessment.stage != "occurred",
            operators=list(assessment.operators),
        )

    def take(self, group: Group) -> None:
        """The tense, modality and polarity of a clause whose act this is."""
        if not self.staged and not self.told and group.stage is not None:
            self.stage, self.told = group.stage, group.finite
        self.future = self.future or group.future
        self.certainty = min(self.certainty, group.certainty)
        self.negated ^= group.negated
        self.operators.extend(group.operators)

    def apply(self, operator: Operator, group: Group, *, firm: bool = False) -> None:
        """What a word does to the claim that stands under it, in a clause of its own."""
        if operator.stage is not None:
            self._set_stage(operator.stage, firm=firm)
        if operator.flips:
            self.negated = not self.negated
        if operator.transparent and not self.staged:
            self.stage = self.stage if self.stage is not None else group.stage
        if not operator.stops:
            self.certainty = min(self.certainty, operator.certainty)
            self.future = self.future or (group.future and self.stage != "occurred")
        if operator.negated != "holds":
            self.certainty = min(self.certainty, group.certainty)
        if group.negated:
            self._deny(operator)
        self.operators.extend(group.operators)

    def _set_stage(self, stage: Stage, *, firm: bool) -> None:
        if self.staged and self.firm and self.stage not in {"planned", "agreed"} and firm:
            # A plan or a request to refuse, cancel or offer: the refusal has not been made.
            if stage in _UNREALISED:
                self.negated = not self.negated
            elif stage in _PROSPECTIVE:
                self.certainty = min(self.certainty, PR if stage == "agreed" else U)
            return
        if self.told and not self.staged and stage in _PROSPECTIVE:
            return
        if self.negated and self.undone and not self.staged and stage in _PROSPECTIVE:
            # "Agreed not to attack", "urged them not to attack".
            self.negated = False
            if stage in {"requested", "offered"}:
                self.negated, self.certainty = True, U
            else:
                stage = "refused"
        elif self.negated and self.undone and not self.staged and stage in _UNREALISED:
            self.negated, stage = False, "planned"
        self.stage, self.staged, self.firm = stage, True, firm
        self.future = stage in _PROSPECTIVE

    def _deny(self, operator: Operator) -> None:
        if operator.negated == "unknown":
            self.certainty = U
        elif operator.negated == "possible":
            self.stage, self.certainty, self.negated, self.future = "planned", min(self.certainty, PS), False, True
        elif operator.negated in {"flips", "weakly"}:
            self.negated = not self.negated
            if operator.negated == "weakly":
                self.certainty = min(self.certainty, PR)

    def assessment(self) -> Assessment:
        """The claim as it stands; an act whose stage nothing tells took place."""
        stage: Stage = self.stage or "occurred"
        value = "U" if self.certainty == U else CERTAINTIES[self.certainty] + ("-" if self.negated else "+")
        if stage in _UNREALISED:
            unmade = not self.negated
        else:
            unmade = self.negated
        return Assessment(
            stage=stage,
            factuality=cast("Factuality", value),
            negated=unmade,
            future=self.future,
            operators=tuple(sorted(set(self.operators))),
        )


_Step: TypeAlias = "tuple[int, Operator | None, Literal['read', 'hop']] | None"
"""Where to go on, what the word there does, and whether its clause is read or only passed through."""


class _Walk:
    """The walk from a trigger up its tree."""

    def __init__(self, tree: SentenceTree) -> None:
        self.tree = tree
        self.claim = _Claim()
        self.lexicon = modality_lexicon()
        self.counted: set[int] = set()
        self.head = -1
        self.overdue = False  # "was due to meet": planned once, no longer ahead

    def assess(self, head: int, light: int | None) -> Assessment:
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
            present = any(tree.tokens[c].tag in {"VBZ", "VBP"} for c in tree.dependents(k, "cop", "aux"))
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
            infinitive = tree.marked_to(k) or bare
            operator = self._operator(governor, self._form(k) if infinitive else "clause", k)
            self._whether(k)
            return None if operator is None else (governor, operator, "read")
        if token.dep == "advcl":
            return self._leave_adverbial(k, governor)
        if token.dep == "acl":
            return self._leave_adjunct(k, governor)
        if token.dep in {"xcomp", "obl", "nmod", "dep", "obj"}:
            operator = self._operator(governor, self._form(k), k)
            if operator is None and token.dep == "xcomp" and not tree.marked_to(k) and token.tag != "VB":
                operator = _TRANSPARENT
            return None if operator is None else (governor, operator, "read")
        if token.dep == "acl:relcl":
            return None
        if token.dep == "parataxis":
            self._root(k)
        return None

    def _form(self, k: int) -> Complement:
        return "gerund" if self.tree.tokens[k].tag == "VBG" and not self.tree.marked_to(k) else "infinitive"

    def _leave_adjunct(self, k: int, governor: int) -> _Step:
        """From a clause to the noun that it explains: "the refusal to meet", "the claim that they met"."""
        tree = self.tree
        if tree.tokens[k].tag in {"VBN", "VBG"} and not tree.markers(k):
            return None
        operator = self._operator(governor, self._form(k), k)
        if operator is not None:
            return governor, operator, "read"
        ranks = self.lexicon.words["markers.ranking"]
        named = {tree.lemma(c) for c in (governor, *tree.dependents(governor, "amod", "advmod"))}
        if tree.marked_to(k) and named & ranks and self.claim.stage is None:
            self.claim.stage = "occurred"
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
        operator = self._operator(word, "infinitive", k)
        return None if operator is None else (word, operator, "read")

    def _leave_adverbial(self, k: int, governor: int) -> _Step:
        tree, claim, words = self.tree, self.claim, self.lexicon.words
        token = tree.tokens[k]
        marks = {tree.lemma(m): m for m in tree.markers(k)}
        marks |= {
            tree.lemma(m): m
            for m in tree.dependents(k, "advmod")
            if m < k and tree.lemma(m) in words["markers.instead"]
        }
        if found := words["markers.conditional"] & marks.keys() - {"until"}:
            claim.operators.extend(marks[m] for m in found)
        if found or self._inverted(k):
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
        operator = self._operator(governor, self._form(k), k)
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
        token = tree.tokens[k]
        governor = tree.governor(k)
        if governor is None:
            self._question(k)
            return None
        if token.dep in {"conj", "appos", "flat", "fixed"}:
            return (governor, None, "hop") if token.dep == "conj" else None
        cases = {tree.lemma(m): m for m in tree.markers(k)}
        for m in tuple(cases.values()):
            cases |= {tree.lemma(f): f for f in tree.dependents(m, "fixed")}
            if (
                m > tree.first
                and tree.tokens[m - 1].head == governor
                and tree.lemma(m - 1) in self.lexicon.words["markers.ahead"]
            ):
                cases[tree.lemma(m - 1)] = m - 1
        if self._phrase(cases, k, governor):
            return None
        if not tree.is_clause(governor):
            return self._leave_phrase(k, governor, cases)
        if token.dep in {"nsubj", "nsubj:pass", "csubj"}:
            return self._leave_subject(k, governor)
        operator = self._operator(governor, "noun", k)
        if operator is not None and token.dep == "obl" and cases and not operator.takes & cases.keys():
            operator = None
        own = self.lexicon.nouns.get(tree.lemma(k)) if k == self.head else None
        if (
            operator is not None
            and operator.name == "refusing"
            and own is not None
            and own.name in {"requesting", "offering"}
        ):
            return None  # a request that is refused has been made
        if operator is not None and operator.name != "happening":
            return governor, operator, "read"
        if token.dep in {"obl", "advcl"}:
            if cases.keys() & self.lexicon.words["markers.alongside"]:
                self._alongside(governor)
            elif "for" in cases:
                self._alongside(governor)
                if tree.lemma(governor) in self.lexicon.words["purpose.moving"] and self.claim.stage is None:
                    self.claim.stage, self.claim.future = "planned", True
                    self.claim.certainty = min(self.claim.certainty, PR)
            return None
        if self._definite(k) and token.dep == "obj":
            return None
        if any(tree.lemma(c) in {"a", "an"} for c in tree.dependents(k, "det")) and not tree.marked_to(governor):
            self._ahead(governor)
            return None
        return governor, _TRANSPARENT, "read"

    def _leave_subject(self, k: int, governor: int) -> _Step:
        tree = self.tree
        passive = tree.tokens[k].dep == "nsubj:pass" or tree.tokens[governor].tag == "VBN"
        operator = self._operator(governor, "noun", k)
        adjective = tree.tokens[governor].pos in {"ADJ", "ADV"}
        if operator is not None and (passive or adjective or operator.name in _HAPPENING | {"seeming", "expecting"}):
            return governor, operator, "read"
        if operator is None and tree.lemma(governor) == "be":
            return governor, _TRANSPARENT, "read"
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
        operator = self._operator(governor, "noun", k)
        if operator is not None and (token.dep != "nmod:poss" or operator.name == "cancelling"):
            taken = token.dep != "nmod" or bool(cases.keys() & self.lexicon.words["markers.taking"])
            return (governor, operator, "read") if taken else None
        if lemma in self.lexicon.words["transparent.nouns"] and ("of" in cases or token.dep == "compound"):
            self._modifiers(governor)
            return governor, None, "hop"
        return None

    def _phrase(self, cases: dict[str, int], k: int, governor: int) -> bool:
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
        if group.finite and operator.name in {"planning", "expecting"} and self._was(k) and not self._reported(k):
            self.overdue = True
        if operator.name == "beginning" and group.stage == "occurred" and not self._past(k):
            group = Group(stage="ongoing", certainty=group.certainty, negated=group.negated, operators=group.operators)
        if operator.transparent and not operator.flips and operator.certainty == CT and operator.negated == "flips":
            self.claim.take(group)
            return
        self.claim.apply(operator, group, firm=tree.tokens[k].pos == "VERB")

    def _was(self, k: int) -> bool:
        tree = self.tree
        return any(tree.tokens[c].text.lower() in {"was", "were"} for c in tree.dependents(k, "aux", "aux:pass", "cop"))

    def _past(self, k: int) -> bool:
        tree = self.tree
        tags = {tree.tokens[k].tag, *(tree.tokens[c].tag for c in tree.dependents(k, "aux", "aux:pass"))}
        return "VBD" in tags or not tags & {"VBZ", "VBP"}

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
            told = [c for c in tree.dependents(current, "parataxis", "ccomp") if self._says(c)]
            above = tree.governor(current)
            if told or (tree.tokens[current].dep in {"ccomp", "parataxis"} and above is not None):
                return True
            current = above
        return False

    def _says(self, k: int) -> bool:
        operator = self.lexicon.verbs.get((self.tree.lemma(k), "clause"))
        return operator is not None and operator.stops

    def _operator(self, k: int, complement: Complement, below: int) -> Operator | None:
        """What a word does to what hangs on it, by its lemma, with its particle if it has one."""
        tree, lexicon = self.tree, self.lexicon
        token = tree.tokens[k]
        lemma = tree.lemma(k)
        if token.pos in {"ADJ", "ADV"} or token.dep == "amod":
            found = lexicon.adjectives.get(token.text.lower())
            if found is None and token.pos == "ADJ":
                found = lexicon.adjectives.get(lemma)
            if found is not None or token.tag not in {"VBN", "VBD"}:
                return found
        if token.pos in {"NOUN", "PROPN"}:
            return lexicon.nouns.get(lemma)
        for c in (*tree.dependents(k), *tree.markers(below)):
            pair = f"{lemma} {tree.lemma(c)}"
            if (pair, complement) in lexicon.verbs and c != below:
                return lexicon.verbs[pair, complement]
        operator = lexicon.verbs.get((lemma, complement))
        if operator is None and lemma == token.text.lower():
            # Headlines mislead the lemmatiser: "cancels" is no lemma.
            operator = lexicon.verbs.get((lemma.removesuffix("s"), complement))
        if lemma == "let" and {tree.tokens[c].text.lower() for c in tree.dependents(k, "obj")} & {"us", "'s", "’s"}:
            return lexicon.verbs["propose", complement]
        others = complement != "infinitive" or any(c < below for c in tree.dependents(k, "obj"))
        if operator is not None and operator.name == "wanting" and (others or tree.dependents(below, "nsubj")):
            return lexicon.verbs["request", complement]
        if operator is None and token.tag in {"VBN", "VBG"}:
            return lexicon.adjectives.get(token.text.lower())
        return operator

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
            operator = self._operator(c, "noun", noun)
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
                    operator = self._operator(c, "noun", other)
                    if operator is not None and not operator.stops:
                        claim.operators.append(c)
                        claim.apply(operator, Group())

    def _definite(self, noun: int) -> bool:
        tree = self.tree
        determiners = {tree.lemma(c) for c in tree.dependents(noun, "det")}
        return bool(determiners & {"the", "this", "that", "these", "those"} or tree.dependents(noun, "nmod:poss"))

    # -- the clause as a whole

    def _condition(self, clause: int) -> None:
        """A clause with a condition holds no more than may be."""
        tree = self.tree
        for c in tree.dependents(clause, "advcl"):
            found = [m for m in tree.markers(c) if tree.lemma(m) in {"if", "unless"}]
            if (found or self._inverted(c)) and not any(tree.lemma(m) == "even" for m in tree.dependents(c, "advmod")):
                self.claim.certainty = min(self.claim.certainty, PS)
                self.claim.operators.extend(found)

    def _inverted(self, clause: int) -> bool:
        """ "Should they meet", "had they met": a condition without a conjunction."""
        tree = self.tree
        first = next(iter(tree.dependents(clause, "aux")), None)
        subject = next(iter(tree.dependents(clause, "nsubj", "nsubj:pass")), None)
        return (
            first is not None
            and subject is not None
            and first < subject
            and tree.lemma(first) in {"should", "have", "be", "had"}
            and tree.tokens[clause].dep == "advcl"
        )

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
