"""Where a text claims that something is first, last or the most of its kind: the words that make the claim.

Only the words are found here, with the noun or verb that they are about; whether they make a claim is decided with
what bounds them (:mod:`dateline.events.precedents`).
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from dateline.actors import Gazetteer, Linked
from dateline.language.analysis import Analysis, Token
from dateline.language.tree import Tree
from dateline.model.mentions import Timex

_TABLE: Final = Path(__file__).parent / "data" / "superlatives.toml"
_ORDINAL: Final = re.compile(r"\d+(?:st|nd|rd|th)")
_NOUNS: Final = frozenset({"NOUN", "PROPN"})
# What a noun phrase goes on with after a superlative: "first [face-to-face] meeting".
_INSIDE: Final = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_CLAUSES: Final = frozenset({"root", "ccomp", "advcl", "acl:relcl", "parataxis", "csubj", "acl", "xcomp"})
_DETERMINED: Final = frozenset({"the", "its", "his", "her", "their", "our", "my", "your", "'s", "’s", "'", "’"})
_AUXILIARIES: Final = frozenset({"have", "be", "do"})
_LONGEST_PHRASE: Final = 9  # tokens between a superlative and its noun, hyphens counted


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables of ``superlatives.toml``."""

    classes: Mapping[str, str]
    first: frozenset[str]
    nth: Mapping[str, int]
    highest_level: Mapping[str, frozenset[str]]
    unprecedented: frozenset[str]
    precedents: frozenset[str]
    contacts: Mapping[str, str]
    contact_verbs: Mapping[str, str]
    light_verbs: frozenset[str]
    general: frozenset[str]
    acts: frozenset[str]
    people: frozenset[str]
    being: frozenset[str]
    times: frozenset[str]
    ever: frozenset[str]
    ever_phrases: tuple[str, ...]
    window: Mapping[str, frozenset[str]]
    restrictions: Mapping[str, tuple[str, ...]]
    levels: Mapping[str, tuple[str, ...]]
    not_counted: frozenset[str]
    never: frozenset[str]
    titles: frozenset[str]
    partitive: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The table of ``superlatives.toml``."""
    table: dict[str, Any] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return Lexicon(
        classes={form: claim for claim, forms in table["classes"].items() for form in forms},
        first=frozenset(table["first"]["words"]),
        nth=table["nth"],
        highest_level={name: frozenset(words) for name, words in table["highest_level"].items()},
        unprecedented=frozenset(table["unprecedented"]["words"]),
        precedents=frozenset(table["unprecedented"]["nouns"]),
        contacts=table["contacts"],
        contact_verbs=table["contact_verbs"],
        light_verbs=frozenset(table["light_verbs"]["words"]),
        general=frozenset(table["general_nouns"]["words"]),
        acts=frozenset(table["acts"]["words"]),
        people=frozenset(table["people"]["words"]),
        being=frozenset(table["being"]["words"]),
        times=frozenset(table["times"]["words"]),
        ever=frozenset(table["ever"]["words"]),
        ever_phrases=tuple(table["ever"]["phrases"]),
        window={name: frozenset(words) for name, words in table["window"].items()},
        restrictions={name: tuple(words) for name, words in table["restrictions"].items()},
        levels={name: tuple(words) for name, words in table["levels"].items()},
        not_counted=frozenset(table["not_counted"]["nouns"]),
        never=frozenset(table["not_counted"]["never"]),
        titles=frozenset(table["not_counted"]["titles"]),
        partitive=frozenset(table["not_counted"]["partitive"]),
    )


@dataclass(frozen=True)
class Reading:
    """All that is known of a text when its claims are read; pure data and look-ups over it."""

    analysis: Analysis
    linked: Linked
    times: Sequence[Timex]
    who: Gazetteer
    on: date | None

    @cached_property
    def tree(self) -> Tree:
        """The tokens with their dependents."""
        return self.analysis.tree

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens of the text."""
        return self.analysis.tokens

    @cached_property
    def _begins(self) -> list[int]:
        return [start for start, _ in self.analysis.sentences]

    def sentence(self, k: int) -> range:
        """The tokens of the sentence that a token stands in, ended by a line's end."""
        spans = self.analysis.sentences
        at = bisect_right(self._begins, self.tokens[k].start) - 1
        start, end = spans[at] if at >= 0 else (0, len(self.analysis.text))
        return range(self.token_from(start), self.token_from(max(end, self.tokens[k].end)))

    def token_from(self, place: int) -> int:
        """The index of the first token that begins at a place in the text or after it."""
        return bisect_right(self.tree.starts, place - 1)

    def low(self, k: int) -> str:
        """A token's text in lower case; empty outside the text."""
        words = self.tree.words
        return words[k] if 0 <= k < len(words) else ""

    def lemma(self, k: int) -> str:
        """A token's lemma in lower case; of a noun in -ing that the reader takes for a verb, as printed."""
        token = self.tokens[k]
        return token.text.lower() if token.tag == "VBG" and token.pos == "NOUN" else token.lemma.lower()

    def joined(self, k: int) -> bool:
        """Whether a token is a hyphen without spaces, or stands beside one."""
        text = self.analysis.text
        for hyphen in (k - 1, k, k + 1):
            if self.low(hyphen) in {"-", "–", "‑"}:
                start, end = self.tokens[hyphen].start, self.tokens[hyphen].end
                if text[start - 1 : start].strip() and text[end : end + 1].strip():
                    return True
        return False

    def clause(self, k: int) -> int:
        """The head of the clause that a token stands in: the first above it that heads one."""
        current: int = k
        for _ in range(len(self.tokens)):
            token = self.tokens[current]
            heads = token.dep in _CLAUSES or (token.dep == "conj" and token.pos in {"VERB", "AUX"})
            if heads or token.head == current:
                return current
            current = token.head
        return current

    def cases(self, k: int) -> set[str]:
        """The prepositions of a noun."""
        return {self.low(c) for c in self.tree.dependents(k, "case")}


@dataclass(frozen=True, slots=True)
class Superlative:
    """The word that claims: its token, the last token of its words, the class, and what it is about.

    ``noun`` is the noun that it describes and ``verb`` the verb that it belongs to as an adverb or negation;
    both are None where it stands for a noun itself ("the first since").
    """

    at: int
    last: int
    claim: str
    n: int | None = None
    noun: int | None = None
    verb: int | None = None


def superlatives(reading: Reading) -> Iterator[Superlative]:
    """The words of a text that may claim precedence, in order; what is plainly a name or one of several is left out."""
    for k in range(len(reading.tokens)):
        found = _at(reading, k)
        if found is not None and not _is_partitive(reading, found):
            yield found


def _at(reading: Reading, k: int) -> Superlative | None:
    """The superlative that begins at a token."""
    words, low = lexicon(), reading.low(k)
    if low in words.first:
        return _first(reading, k)
    if low in words.nth:
        return _nth(reading, k)
    if low in {"last", "only"}:
        return _last(reading, k) if low == "last" else _only(reading, k)
    if low in words.unprecedented:
        return Superlative(k, k, "unprecedented", noun=_noun(reading, k, k))
    if low in {"without", "no"} and reading.low(k + 1) in words.precedents:
        return Superlative(k, k + 1, "unprecedented", verb=reading.clause(k))
    if low in {"never", "not", "n't", "n’t"}:
        return _negation(reading, k)
    if reading.tokens[k].tag in {"JJS", "RBS"} or low in words.classes:
        return _degree(reading, k)
    return None


def _first(reading: Reading, k: int) -> Superlative | None:
    words, token = lexicon(), reading.tokens[k]
    last = k + 2 if reading.low(k + 1) == "-" and reading.low(k + 2) == "ever" else k
    if last == k and reading.low(k + 1) in {"-", "’s", "'s"}:
        return None  # "first-time", "first-degree"
    if token.text[0].isupper() and reading.low(k + 1) in words.titles:
        return None
    noun = _noun(reading, k, last)
    if noun is None and not _stands_alone(reading, k):
        return None
    if noun is not None and _is_name(reading, k, noun):
        return None
    return Superlative(k, last, "first", noun=noun)


def _nth(reading: Reading, k: int) -> Superlative | None:
    noun = _noun(reading, k, k)
    if noun is None or reading.low(k + 1) == "-" or _is_name(reading, k, noun):
        return None
    return Superlative(k, k, "nth", n=lexicon().nth[reading.low(k)], noun=noun)


def _last(reading: Reading, k: int) -> Superlative | None:
    words, token = lexicon(), reading.tokens[k]
    if reading.low(k + 1) == "-":
        return None
    if token.dep == "advmod" and reading.lemma(token.head) in words.contact_verbs and token.head > k:
        return Superlative(k, k, "last", verb=token.head)
    noun = _noun(reading, k, k)
    # "last Tuesday", "last summit": without an article it is a time, or the one before this.
    if noun is None or _is_name(reading, k, noun) or reading.low(k - 1) not in _DETERMINED:
        return None
    return Superlative(k, k, "last", noun=noun)


def _only(reading: Reading, k: int) -> Superlative | None:
    following = reading.low(k + 1)
    # "only the second time", "for only the first time": the ordinal makes the claim.
    if following in {"the", "-"} or following in lexicon().nth or following in lexicon().first:
        return None
    noun = _noun(reading, k, k)
    if noun is None or reading.low(k - 1) not in _DETERMINED or reading.lemma(noun) in lexicon().never:
        return None
    return Superlative(k, k, "only", noun=noun)


def _negation(reading: Reading, k: int) -> Superlative | None:
    """What is denied to have been: "never before has X", "not since 2011 has X", "X has not met Y since"."""
    token, words = reading.tokens[k], lexicon()
    if reading.low(k) == "never" and reading.low(k + 1) == "before":
        return Superlative(k, k + 1, "unprecedented", verb=reading.clause(k))
    if reading.low(k) == "not" and reading.low(k + 1) == "since":
        verbs = [i for i in reading.sentence(k) if i > k and reading.tokens[i].pos == "VERB"]
        verbs = [i for i in verbs if reading.lemma(i) not in _AUXILIARIES]
        return Superlative(k, k, "last", verb=verbs[0]) if verbs else None
    verb = token.head
    has = any(reading.tokens[c].lemma == "have" for c in reading.tree.dependents(verb, "aux"))
    if has and reading.low(k) != "never" and reading.lemma(verb) in {*words.contact_verbs, *words.light_verbs}:
        contact = reading.lemma(verb) in words.contact_verbs or _contact_object(reading, verb) is not None
        return Superlative(k, k, "last", verb=verb) if contact else None
    return None


def _contact_object(reading: Reading, verb: int) -> int | None:
    """The encounter that a light verb is said of: "held [talks]"."""
    objects = reading.tree.dependents(verb, "obj", "nsubj:pass")
    return next((c for c in objects if reading.lemma(c) in lexicon().contacts), None)


def _degree(reading: Reading, k: int) -> Superlative | None:
    """Adjectives in the superlative: "the longest", "the most brutal", "the highest-level", "the most recent"."""
    words, low = lexicon(), reading.low(k)
    before = reading.low(k - 2) if reading.low(k - 1) == "-" else reading.low(k - 1)
    if before in words.nth or _ORDINAL.fullmatch(before):
        return None  # "the second-largest", "the 24th richest": a rank
    last, claim = k, words.classes.get(low, "most")
    if low == "highest" and reading.low(k + 1) == "-" and reading.low(k + 2) in words.highest_level["after_highest"]:
        last, claim = k + 2, "highest-level"
    elif low == "highest" and reading.low(k + 1) in words.highest_level["after_highest"]:
        last, claim = k + 1, "highest-level"
        if _noun(reading, k, last) is None:
            return Superlative(k, k, "highest", noun=k + 1)
    elif low == "most":
        if reading.tokens[k + 1 : k + 2] and reading.tokens[k + 1].pos != "ADJ":
            return None
        last = k + 1
        if reading.low(last) == "recent":
            claim = "most recent"
        elif reading.low(last) in words.highest_level["after_most"]:
            claim = "highest-level"
    elif low in {"least", "latest", "earliest", "utmost", "foremost"}:
        return None
    noun = _noun(reading, k, last)
    if noun is not None and reading.lemma(noun) in words.never:
        return None
    return Superlative(k, last, claim, noun=noun)


def _noun(reading: Reading, k: int, last: int) -> int | None:
    """The noun that a superlative describes: the last of its phrase, whatever the tree makes of a hyphen."""
    limit = min(last + 1 + _LONGEST_PHRASE, len(reading.tokens))
    found = None
    i = last + 1
    while i < limit:
        token = reading.tokens[i]
        joined = reading.joined(i)
        named = found is not None and reading.tokens[found].pos == "PROPN"
        if reading.lemma(i) in lexicon().times and not joined:
            return i  # what follows is a clause without "that"
        if token.pos in _NOUNS or (token.text[0].isdigit() and joined):
            found = i
        elif named and reading.low(i) in lexicon().contacts:
            return i  # "Third Paris-Ankara call", which the reader may take for a verb
        elif reading.low(i) == "one" and joined:
            found = i  # "one-on-one"
        elif token.tag == "POS":
            found = None
        elif token.tag == "VBG" and reading.lemma(i) == "meet":
            found = i  # "meeting", which the reader may take for a verb
        elif not (token.pos in _INSIDE or joined or token.tag in {"VBN", "VBG"} or _ever(reading, i)):
            break
        i += 1
    head = reading.tokens[k].head
    if found is None and reading.tokens[k].dep == "amod" and reading.tokens[head].pos in _NOUNS and head > last:
        return head
    return found


def _ever(reading: Reading, i: int) -> bool:
    return reading.low(i) in lexicon().ever or (reading.low(i) in {'"', "“", "”"} and i > 0)


def _stands_alone(reading: Reading, k: int) -> bool:
    """Whether "first" stands for a noun: "the first since", "the first by a president", "the first in a decade"."""
    return reading.low(k - 1) in {"the", "a"} and reading.low(k + 1) in {
        "since", "in", "by", "of", "for", "between", "to", "with", "ever", "from", "at", "under", "on", "such",
    }  # fmt: skip


def _is_name(reading: Reading, k: int, noun: int) -> bool:
    """Whether an ordinal or "last" with its noun is a name or an order: "first quarter", "second term", "last week"."""
    words = lexicon()
    lemmas = {reading.lemma(i) for i in range(k + 1, noun + 1)}
    if reading.lemma(noun) in words.not_counted or reading.low(k + 1) in words.not_counted - {"world"}:
        return reading.low(noun) != "years" or reading.low(k) == "last"
    if reading.lemma(noun) == "round":
        # A round of a cup or a vote is a name; one of talks is counted.
        behind = {reading.lemma(i) for i in reading.sentence(k) if noun < i < noun + 8}
        return not (lemmas | behind) & (set(words.contacts) - words.general)
    return reading.low(k + 1) == "world" and reading.low(k + 2) == "war"


def _is_partitive(reading: Reading, found: Superlative) -> bool:
    """Whether it is one of several: "one of the first", "among the largest"."""
    i = found.at - 1
    while i >= 0 and (reading.low(i) in {*_DETERMINED, "very"} or _is_owner(reading, i)):
        i -= 1
    if reading.low(i) == "among":
        return True
    return reading.low(i) == "of" and reading.low(i - 1) in lexicon().partitive


def _is_owner(reading: Reading, i: int) -> bool:
    """Whether a token belongs to a possessor before a superlative: "one of [the world]'s biggest"."""
    return reading.tokens[i].pos in {"PROPN", "ADJ"} or reading.tokens[i + 1].tag == "POS"
