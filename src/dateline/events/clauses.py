"""The tree of one sentence, and what a verb's own group says: tense, aspect, modality, negation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.events.modality import CERTAINTIES, modality_lexicon
from dateline.language.analysis import Analysis, Token
from dateline.model.events import Stage
from dateline.model.spans import Spans, contains

CT: Final = CERTAINTIES.index("CT")
PR: Final = CERTAINTIES.index("PR")
PS: Final = CERTAINTIES.index("PS")
U: Final = CERTAINTIES.index("U")

_AUXILIARIES: Final = frozenset({"aux", "aux:pass", "cop"})
_HAVE: Final = frozenset({"have", "'ve", "’ve"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "csubj", "expl", "nsubj:outer"})
_ARGUMENTS: Final = _SUBJECTS | {"obj", "iobj", "obl:agent"}
_NEGATING: Final = frozenset({"advmod", "neg", "det", "cc", "cc:preconj", "advmod:neg"})


class SentenceTree:
    """The tokens of the sentence around a token, with the dependents of each.

    Indices are those of the whole text. ``within`` hides all tokens outside of it.
    """

    def __init__(self, analysis: Analysis, around: int, within: Spans | None = None) -> None:
        self.tokens: Sequence[Token] = analysis.tokens
        self.within = within
        place = self.tokens[around].start
        number = bisect_right(analysis.sentences, (place, len(analysis.text) + 1)) - 1
        start, end = analysis.sentences[number] if number >= 0 else (0, len(analysis.text))
        self._tree = analysis.tree
        self.first = bisect_left(self._tree.starts, start)
        self.last = bisect_left(self._tree.starts, end)
        self.text = analysis.text[start:end]

    def visible(self, k: int) -> bool:
        """Whether a token stands in the sentence and within what is looked at."""
        token = self.tokens[k]
        inside = self.within is None or contains(self.within, (token.start, token.end))
        return inside and self.first <= k < self.last

    def lemma(self, k: int) -> str:
        """The lemma of a token in lower case."""
        return self._tree.lemmas[k]

    def dependents(self, k: int, *relations: str) -> list[int]:
        """The visible dependents with one of the relations (all without), in order."""
        return [c for c in self._tree.dependents(k, *relations) if self.visible(c)]

    def governor(self, k: int) -> int | None:
        """The visible head of a token, None for a root."""
        head = self.tokens[k].head
        return head if head != k and self.visible(head) else None

    def markers(self, k: int) -> list[int]:
        """The conjunctions and prepositions that open the clause or phrase of a token."""
        return self.dependents(k, "mark", "case")

    def marked_to(self, k: int) -> bool:
        """Whether a verb is an infinitive with "to"."""
        return any(self.tokens[m].tag == "TO" or self.lemma(m) == "to" for m in self.dependents(k, "mark", "aux"))

    def is_clause(self, k: int) -> bool:
        """Whether a token heads a clause: a verb, or what a copula joins to its subject."""
        token = self.tokens[k]
        return token.pos in {"VERB", "AUX"} or bool(self.dependents(k, "cop"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What a clause says of its own verb.

    ``stage`` is null where the verb form leaves it to what governs it (infinitives, gerunds). ``operators``
    are the tokens that decided it.
    """

    stage: Stage | None = None
    certainty: int = CT
    negated: bool = False
    future: bool = False
    finite: bool = False
    operators: tuple[int, ...] = ()


def auxiliaries_of(tree: SentenceTree, verb: int) -> list[int]:
    """The auxiliaries and the copula of a verb; those of the verb that it is joined to where it has none itself."""
    own = [c for c in tree.dependents(verb, *_AUXILIARIES) if c < verb or tree.tokens[c].dep == "cop"]
    token = tree.tokens[verb]
    gapped = token.tag == "VBN"  # "will be arrested and the house searched"
    if own or token.dep != "conj" or tree.dependents(verb, "mark", *(() if gapped else _SUBJECTS)):
        return own
    other = tree.governor(verb)
    shares = other is not None and token.tag in {"VB", "VBN", "VBG"} and tree.tokens[other].tag in {token.tag, "JJ"}
    return auxiliaries_of(tree, other) if shares and other is not None else []


def negations(tree: SentenceTree, verb: int) -> list[int]:
    """The words that deny a clause: "not", "never", and "no" before one of its arguments."""
    words = modality_lexicon().words
    found = [
        c
        for c in tree.dependents(verb, *_NEGATING)
        if tree.lemma(c) in words["words.negation"]
        # "Decided not to return": what stands behind a full verb denies what follows.
        and (c < verb or tree.lemma(verb) in _HAVE | {"be", "do"})
        and not _limited(tree, verb, c)
    ]
    mark = next((m for m in tree.dependents(verb, "mark") if tree.tokens[m].tag == "TO"), tree.first)
    if mark > tree.first and tree.lemma(mark - 1) in {"not", "never"} and tree.visible(mark - 1):
        found = found or [mark - 1]
    for argument in tree.dependents(verb, *_ARGUMENTS):
        found.extend(denying_determiners(tree, argument))
        if tree.lemma(argument) in words["words.nobody"] or tree.tokens[argument].text.lower() == "none":
            found.append(argument)
    for phrase in tree.dependents(verb, "obl", "nmod"):
        if tree.lemma(phrase) in words["words.no_time"]:
            found.extend(denying_determiners(tree, phrase))
    if tree.tokens[verb].tag in {"VBD", "VBN"} and tree.lemma(verb) not in words["words.seeming"]:
        early = [c for c in tree.dependents(verb, "advmod") if c < verb]
        found.extend(c for c in early if tree.lemma(c) in words["words.nearly"])
    if not found and _shares_negation(tree, verb):
        return negations(tree, tree.tokens[verb].head)
    return found


def _limited(tree: SentenceTree, verb: int, negation: int) -> bool:
    """Whether a negation denies less than its clause: "not only", "did not meet until Friday"."""
    following = negation + 1
    if tree.first <= following < tree.last and tree.lemma(following) in {"only", "just", "merely", "least"}:
        return True
    below = [verb, *tree.dependents(verb, "obl", "advcl", "obl:tmod", "advmod")]
    return any(tree.lemma(m) == "until" for c in below for m in (*tree.markers(c), c))


def denying_determiners(tree: SentenceTree, noun: int) -> list[int]:
    """The "no" of a noun phrase, or of the phrase that the noun is joined to by "or"."""
    found = [
        c
        for c in tree.dependents(noun, "det", "nummod", "amod")
        if tree.lemma(c) in modality_lexicon().words["words.no"]
    ]
    if not found and tree.tokens[noun].dep == "conj" and not tree.dependents(noun, "det"):
        other = tree.governor(noun)
        return denying_determiners(tree, other) if other is not None and not tree.is_clause(other) else []
    return found


def _shares_negation(tree: SentenceTree, verb: int) -> bool:
    """Whether "not" reaches over a conjunction: "did not meet or speak", but not "did not stay and left"."""
    token = tree.tokens[verb]
    other = tree.governor(verb) if token.dep == "conj" else None
    if other is None or not tree.is_clause(other) or tree.dependents(verb, "nsubj", "nsubj:pass"):
        return False
    joined = {tree.lemma(c) for c in tree.dependents(verb, "cc")}
    bare = token.tag in {"VB", "VBG", "VBN"} and not tree.dependents(verb, "aux", "aux:pass", "cop", "mark")
    return "but" not in joined and (bare or bool(joined & {"or", "nor"}))


def read_group(tree: SentenceTree, verb: int, *, reported: bool, counted: Collection[int] = ()) -> Group:
    """What the verb group says.

    ``reported`` tells that the clause is somebody's words, where "would" is a future; negations that are
    ``counted`` already are left out.
    """
    helpers = auxiliaries_of(tree, verb)
    denied = [c for c in negations(tree, verb) if c not in counted]
    certainty, doubts = _adverbs(tree, verb)
    modal = next((h for h in helpers if tree.tokens[h].tag == "MD"), None)
    negated = bool(denied)
    if modal is not None:
        group = _of_modal(tree, verb, (modal, helpers), negated=negated, reported=reported)
    else:
        group = _of_tense(tree, verb, helpers, negated=negated)
    return Group(
        stage=group.stage,
        certainty=min(group.certainty, certainty),
        negated=group.negated,
        future=group.future,
        finite=group.finite,
        operators=(*group.operators, *denied, *doubts),
    )


def _adverbs(tree: SentenceTree, verb: int) -> tuple[int, list[int]]:
    words = modality_lexicon().words
    certainty = CT
    found: list[int] = []
    for c in tree.dependents(verb, "advmod", "obl", "parataxis"):
        lemma = tree.lemma(c)
        if lemma in words["words.probable"] | words["words.hearsay"]:
            certainty, found = min(certainty, PR), [*found, c]
        elif lemma in words["words.possible"]:
            certainty, found = min(certainty, PS), [*found, c]
    return certainty, found


def _of_modal(
    tree: SentenceTree, verb: int, group: tuple[int, Sequence[int]], *, negated: bool, reported: bool
) -> Group:
    modal, helpers = group
    words = modality_lexicon().words
    text = tree.tokens[modal].text.lower()
    perfect = any(tree.lemma(h) in _HAVE for h in helpers if h != modal) and tree.tokens[verb].tag == "VBN"
    at = (modal,)
    if text in words["modals.future"]:
        return Group(stage="planned", negated=negated, future=True, finite=True, operators=at)
    if text in words["modals.would"]:
        if perfect:
            return Group(stage="occurred", negated=not negated, finite=True, operators=at)
        if reported:
            return Group(stage="planned", negated=negated, future=True, finite=True, operators=at)
        return Group(stage="planned", certainty=PS, negated=negated, future=True, finite=True, operators=at)
    if text not in words["modals.obliged"]:
        stage: Stage = "occurred" if perfect else "planned"
        certain = CT if negated and text in words["modals.able"] else PS
        ahead = not perfect and text not in {"can", "ca"}
        return Group(stage=stage, certainty=certain, negated=negated, future=ahead, finite=True, operators=at)
    if perfect:
        # "Should have met" did not; "must have met" probably did.
        unreal = text != "must"
        return Group(
            stage="occurred", certainty=CT if unreal else PR, negated=negated != unreal, finite=True, operators=at
        )
    certain = U if negated else PR
    return Group(stage="requested", certainty=certain, negated=negated, future=True, finite=True, operators=at)


def _of_tense(tree: SentenceTree, verb: int, helpers: Sequence[int], *, negated: bool) -> Group:
    token = tree.tokens[verb]
    tags = {tree.tokens[h].tag for h in helpers}
    perfect = any(tree.lemma(h) in _HAVE for h in helpers)
    finite = bool(tags & {"VBD", "VBZ", "VBP"}) or (not helpers and token.tag in {"VBD", "VBZ", "VBP"})
    at = tuple(helpers)
    if tree.marked_to(verb):
        return _of_infinitive(tree, verb, helpers, negated=negated)
    progressive = token.tag == "VBG" and any(tree.lemma(h) == "be" for h in helpers)
    present = finite and "VBD" not in tags and (bool(helpers) or token.tag in {"VBZ", "VBP"}) and not perfect
    if (
        present
        and (ahead := _time_ahead(tree, verb)) is not None
        and (progressive or token.tag in {"VBZ", "VBP", "JJ"})
    ):
        return Group(stage="planned", negated=negated, future=True, finite=True, operators=(*at, *ahead))
    if progressive:
        return Group(stage="ongoing", negated=negated, finite=finite, operators=at)
    if finite:
        return Group(stage="occurred", negated=negated, finite=True, operators=at)
    if token.tag in {"VBN"}:
        return Group(stage="occurred", negated=negated, operators=at)
    headline = token.tag == "VBG" and token.dep == "root" and not closed(tree)
    stage: Stage | None = "occurred" if perfect else "ongoing" if headline else None
    return Group(stage=stage, negated=negated, operators=at)


def closed(tree: SentenceTree) -> bool:
    """Whether the sentence ends with a full stop, which headlines do not."""
    return tree.text.rstrip("\"”’' \n").endswith(".")


def _of_infinitive(tree: SentenceTree, verb: int, helpers: Sequence[int], *, negated: bool) -> Group:
    at = tuple(helpers)
    finite = [h for h in helpers if tree.lemma(h) == "be" and tree.tokens[h].tag in {"VBZ", "VBP", "VBD"}]
    if tree.tokens[verb].tag == "VBG" and helpers:
        return Group(stage="ongoing", negated=negated, operators=at)
    if any(tree.lemma(h) in _HAVE for h in helpers):
        return Group(stage="occurred", negated=negated, operators=at)
    if finite:
        past = any(tree.tokens[h].tag == "VBD" for h in finite)
        return Group(stage="planned", negated=negated, future=not past, finite=True, operators=at)
    return Group(negated=negated, operators=at)


def _time_ahead(tree: SentenceTree, verb: int) -> tuple[int, ...] | None:
    """What tells that a present tense announces: "tomorrow", "next week", or any time with "begins", "leaves"."""
    words = modality_lexicon().words
    below = tree.dependents(verb, "obl", "obl:tmod", "nmod:tmod", "advmod", "obl:npmod", "obl:unmarked")
    for c in below:
        for k in (c, *tree.dependents(c, "amod", "advmod")):
            if tree.lemma(k) in words["future.words"]:
                return (k,)
    if closed(tree) and tree.lemma(verb) in words["future.announcing"]:
        dated = [c for c in below if any(tree.lemma(m) in {"on", "at", "in"} for m in tree.markers(c))]
        times = [c for c in dated if tree.tokens[c].pos in {"PROPN", "NUM"} and _is_time(tree.tokens[c].text)]
        return tuple(times) or None
    return None


def _is_time(word: str) -> bool:
    return word.lower() in modality_lexicon().words["future.days"] or word.isdigit()
