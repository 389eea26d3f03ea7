"""Headlines in title case, read as they are meant: "Blinken Meets Lavrov", "Readout of A's Call with B".

Parsers take capitalised words for names, and hang what is left at random. Where a line in title case has a word of
contact between names, its tree is made anew from the names: whose the word is or who does it, and with whom. What the
word means is then for the same rules to say as anywhere else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from dateline.actors import gazetteer
from dateline.actors.names import name_words
from dateline.events.lexicon import Entry, acts
from dateline.events.scene import Scene
from dateline.events.tables import headline_words
from dateline.events.triggers import bases_of
from dateline.language.analysis import Analysis, Token
from dateline.model.spans import Span

_POSSESSIVE: Final = frozenset({"'s", "’s", "'", "’"})
_JOINTS: Final = frozenset({",", "and", "&", ";"})
_BREAKS: Final = frozenset({":", "–", "—", "|", ";", "?", "!"})
_LONGEST: Final = 60  # tokens
_SHORTEST: Final = 3
_CAPITALS: Final = 0.8  # the share of words that begin with a capital, small ones left out
_PARTIES: Final = frozenset({"STATE", "ORG"})
_ARTICLES: Final = frozenset({"a", "an", "the"})
_AUXILIARIES: Final = frozenset({"to", "will", "has", "had", "have"})


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in a headline: the tokens from ``first`` to ``last``."""

    first: int
    last: int
    person: bool


def with_headlines(scene: Scene) -> Analysis:
    """The analysis of a scene with the trees of its headlines in title case as the contacts in them are meant."""
    analysis = scene.analysis
    tokens = list(analysis.tokens)
    starts = [token.start for token in tokens]
    sentences = list(analysis.sentences)
    for paragraph in analysis.paragraphs:
        first, end = bisect_left(starts, paragraph[0]), bisect_left(starts, paragraph[1])
        if not _is_title(tokens[first:end]):
            continue
        if changed := _Headline(tokens, first, end, _names_in(scene, range(first, end))).changes():
            for k, token in changed.items():
                tokens[k] = token
            sentences = _joined(sentences, paragraph)
    return replace(analysis, tokens=tuple(tokens), sentences=tuple(sentences))


def _is_title(tokens: Sequence[Token]) -> bool:
    """Whether a line is in title case: short, without a full stop, every word of weight with a capital."""
    if not _SHORTEST <= len(tokens) <= _LONGEST or tokens[-1].text in {".", "?"}:
        return False
    small = headline_words().small
    words = [token.text for token in tokens if token.text[:1].isalpha() and token.text.lower() not in small]
    return bool(words) and sum(word[0].isupper() for word in words) >= _CAPITALS * len(words)


def _joined(sentences: Sequence[Span], line: Span) -> list[Span]:
    """The sentences, those of a line as one: "Jr." ends none."""
    inside = [s for s in sentences if line[0] <= s[0] and s[1] <= line[1]]
    if len(inside) < 2:
        return list(sentences)
    return sorted([*(s for s in sentences if s not in inside), (inside[0][0], inside[-1][1])])


def _names_in(scene: Scene, line: range) -> list[_Name]:
    """The names of people, states and bodies in a line, in order; of names that overlap a person's, then the longest.

    A family name is a person's where the text names one who has it.
    """
    tree, tokens = scene.tree, scene.analysis.tokens
    found = [(tree.inside([span]), True) for span, _ in scene.people]
    found += [(tree.inside([span]), False) for span, actor in scene.linked.names if actor.type in _PARTIES]
    found += [([k], False) for k in scene.linked.stands_for]
    found += [
        ([k], True) for k in line if tokens[k].text.lower() in scene.by_family_name and tokens[k].text[0].isupper()
    ]
    taken: set[int] = set()
    names = []
    for each, person in sorted(found, key=lambda pair: (not pair[1], -len(pair[0]))):
        inside = [k for k in each if tokens[k].text not in _POSSESSIVE]
        if not inside or inside[0] not in line:
            continue
        inside = inside[_titles(tokens, inside) :] if person else inside
        if not taken & set(range(inside[0], inside[-1] + 1)):
            taken.update(range(inside[0], inside[-1] + 1))
            names.append(_Name(inside[0], inside[-1], person))
    return sorted(names, key=lambda name: name.first)


def _titles(tokens: Sequence[Token], name: Sequence[int]) -> int:
    """The number of tokens of a name that are titles before it: "Crown Prince Sheikh"."""
    offices, at = gazetteer().offices, 0
    plain = [tokens[k].text.lower() for k in name]
    while at < len(name) - 1:
        fitting = (n for n in range(len(name) - 1 - at, 0, -1) if offices.is_phrase(tuple(plain[at : at + n])))
        length = next(fitting, int(plain[at].rstrip(".") in name_words().honorifics))
        if not length:
            break
        at += length
    return at


class _Headline:
    """One headline: the tokens of the text from ``first`` to ``end``, with the names in it."""

    def __init__(self, tokens: Sequence[Token], first: int, end: int, names: Sequence[_Name]) -> None:
        self._tokens, self._first, self._end, self._names = tokens, first, end, names
        self._plain = {k: tokens[k].text.lower() for k in range(first, end)}

    def changes(self) -> dict[int, Token]:
        """The tokens that stand otherwise in the tree of the first contact that the headline tells."""
        for k in range(self._first, self._end):
            if any(name.first <= k <= name.last for name in self._names) or not self._tokens[k].text[:1].isupper():
                continue
            if (lemma := self._lemma(k, acts().verbs)) is not None and (made := self._as_verb(k, lemma)):
                return made
            if (lemma := self._lemma(k, acts().nouns)) is not None and (made := self._as_noun(k, lemma)):
                return made
        return {}

    def _lemma(self, k: int, table: Mapping[str, tuple[Entry, ...]]) -> str | None:
        """The word of contact that a token is a form of."""
        word = self._plain[k]
        irregular = {"met": "meet", "spoke": "speak", "held": "hold"}.get(word)
        for base in (word, *bases_of(word), *([irregular] if irregular else [])):
            if any(entry.category == "CONSULT" for entry in table.get(base, ())):
                return base
        return None

    # -- who ---------------------------------------------------------------------------------------------------------

    def _before(self, k: int) -> list[_Name]:
        """Whose a contact is, or who does it: the names that end right before a token, joined by "and"."""
        words = headline_words()
        at, owned = k - 1, False
        near = [name for name in self._names if name.last < k]
        if not near:
            return []
        between = range(near[-1].last + 1, k)
        owned = bool(between) and self._plain[between[0]] in _POSSESSIVE
        loose = {*words.between, ",", "-", *_AUXILIARIES, *_POSSESSIVE}
        if not owned and not all(self._plain[i] in loose for i in between):
            return []
        found = [near[-1]]
        for name in reversed(near[:-1]):
            at = found[0].first
            gap = [self._plain[i] for i in range(name.last + 1, at)]
            if self._leads(name.last + 1, at) or not (set(gap) & _JOINTS or gap == ["-"]):
                # "President of France Emmanuel Macron": the state belongs to the title.
                if self._leads(name.last + 1, at) or name.person:
                    break
                continue
            if name.person or gap == ["-"] or not any(self._is_office(i) for i in range(name.last + 1, at)):
                found.insert(0, name)
        return found

    def _leads(self, first: int, end: int) -> bool:
        """Whether between two names a word stands behind which another is meant: "on", "of" behind no office."""
        lead = headline_words().lead
        return any(
            self._plain[i] in _BREAKS or (self._plain[i] in lead and not self._is_office(i - 1))
            for i in range(first, end)
        )

    def _is_office(self, k: int) -> bool:
        return k >= self._first and gazetteer().offices.is_phrase((self._plain[k],))

    def _behind(self, k: int) -> list[_Name]:
        """With whom a contact is: the names behind a token up to where something else begins, one of each part joined.

        A person goes before the state beside the name; an office behind a comma says who the one before is.
        """
        found: list[_Name] = []
        for part, by_comma in self._parts(k):
            inside = [name for name in self._names if part[0] <= name.first and name.last < part[1]]
            people = [name for name in inside if name.person]
            if people:
                found.append(people[0])
            elif inside and not (by_comma and any(self._is_office(i) for i in range(*part))):
                found.append(inside[0])
        return found

    def _parts(self, k: int) -> Iterator[tuple[tuple[int, int], bool]]:
        """The parts of the list behind a token, as ranges of tokens, and whether a comma alone stands before each."""
        words = headline_words()
        start, comma, named, titled = k, False, False, False
        for i in range(k, self._end):
            name = next((name for name in self._names if name.first <= i <= name.last), None)
            inside = name is not None
            titled = titled or self._is_office(i)
            # What an office is for stands between it and who holds it.
            named = named or (name is not None and (name.person or not titled))
            word = self._plain[i]
            if inside or (word not in _JOINTS and word not in _BREAKS and not (named and word in words.end)):
                continue
            yield (start, i), comma
            if word not in _JOINTS:
                return
            start, comma, named, titled = i + 1, word == ",", False, False
        yield (start, self._end), comma

    # -- the tree ----------------------------------------------------------------------------------------------------

    def _as_noun(self, k: int, lemma: str) -> dict[int, Token]:
        """The tree of "A's Call with B", "Talks Between A and B", "A-B Meeting"."""
        before = self._before(k)
        follows = self._plain.get(k + 1)
        behind = self._behind(k + 2) if follows in headline_words().partners else []
        if not behind and (not before or follows in headline_words().partners):
            return {}
        tag = "NNS" if self._plain[k] != lemma else "NN"
        made = {k: replace(self._tokens[k], lemma=lemma, tag=tag, pos="NOUN", head=k, dep="root")}
        self._hang(made, before, k, "nmod:poss")
        self._hang(made, behind, k, "nmod", k + 1)
        self._give_back(made, behind, k)
        return made

    def _as_verb(self, k: int, lemma: str) -> dict[int, Token]:
        """The tree of "A Meets B", "A and B Meet", "A to Speak With B"."""
        before = self._before(k)
        bare, helper = self._plain[k] == lemma, self._plain.get(k - 1)
        if not before or helper in _POSSESSIVE or helper in headline_words().between:
            return {}
        if bare and len(before) < 2 and helper not in _AUXILIARIES:
            return {}
        follows = self._plain.get(k + 1)
        case = k + 1 if follows in headline_words().partners else None
        at = k + 1 if case is None else k + 2
        behind = self._behind(at)
        # "Calls B a Liar" is no call.
        if case is None and behind and not self._ends(behind[-1].last + 1):
            return {}
        if not behind and len(before) < 2:
            return {}
        tag = "VB" if helper in {"to", "will"} else "VBN" if helper in _AUXILIARIES else "VBP" if bare else "VBZ"
        if not bare and not self._plain[k].endswith("s"):
            tag = "VBD"
        made = {k: replace(self._tokens[k], lemma=lemma, tag=tag, pos="VERB", head=k, dep="root")}
        if helper in _AUXILIARIES:
            part: Literal["mark", "aux"] = "mark" if helper == "to" else "aux"
            tagged = "TO" if helper == "to" else "MD" if helper == "will" else "VBZ"
            pos = "PART" if helper == "to" else "AUX"
            made[k - 1] = replace(self._tokens[k - 1], lemma=str(helper), tag=tagged, pos=pos, head=k, dep=part)
        self._hang(made, before, k, "nsubj")
        self._hang(made, behind, k, "obj" if case is None else "obl", case)
        self._give_back(made, behind, k)
        return made

    def _ends(self, k: int) -> bool:
        """Whether nothing follows at a token that could belong to a name before: the end, a comma, a preposition."""
        word = self._plain.get(k)
        return word is None or not word[0].isalpha() or word in headline_words().small - _ARTICLES

    def _give_back(self, made: dict[int, Token], behind: Sequence[_Name], k: int) -> None:
        """Hang the state behind "of" on the name before it, and not on the contact: "with President Berg of Norway"."""
        for i in range(k + 1, self._end):
            before = [name for name in behind if name.last < i]
            of = any(self._plain[c] == "of" and self._tokens[c].head == i for c in range(k + 1, i))
            if i not in made and before and of and self._tokens[i].head == k:
                made[i] = replace(self._tokens[i], head=before[-1].first)

    def _hang(
        self, made: dict[int, Token], names: Sequence[_Name], k: int, relation: str, case: int | None = None
    ) -> None:
        """Hang names on the word of contact, the first under a relation and the others on the first."""
        for name in names:
            first = name is names[0]
            head, dep = (k, relation) if first else (names[0].first, "conj")
            made[name.first] = replace(self._tokens[name.first], pos="PROPN", tag="NNP", head=head, dep=dep)
            for i in range(name.first + 1, name.last + 1):
                made[i] = replace(self._tokens[i], head=name.first, dep="flat")
        if names and case is not None:
            plain = self._plain[case]
            made[case] = replace(self._tokens[case], lemma=plain, tag="IN", pos="ADP", head=names[0].first, dep="case")
