"""What can be told of each mention by itself, as arrays with a row a mention."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.coreference.clusters import NameFacts
from dateline.coreference.lexicon import PRONOUNS, lexicon
from dateline.coreference.trees import Tree, speakers
from dateline.coreference.vectors import Floats, word_vectors
from dateline.language.analysis import Mention, Token

Ints = NDArray[np.int32]

KINDS: Final = ("pronoun", "name", "noun", "verb")
"""What heads a mention."""
TYPES: Final = (
    "person", "organization", "place", "event", "time", "object", "abstract", "substance", "animal", "plant",
)  # fmt: skip
ROLES: Final = ("other", "subject", "passive", "object", "oblique", "possessor", "modifier", "apposition", "conjunct",
    "root", "clause")  # fmt: skip
"""What a mention is in its clause."""
DEFINITENESS: Final = ("bare", "definite", "pointing", "indefinite", "quantified", "possessed")

_ROLE_OF: Final = {
    "nsubj": "subject", "nsubj:outer": "subject", "nsubj:pass": "passive", "obj": "object", "iobj": "object",
    "obl": "oblique", "obl:agent": "oblique", "obl:unmarked": "oblique", "nmod:poss": "possessor", "nmod": "modifier",
    "compound": "modifier", "amod": "modifier", "nmod:unmarked": "modifier", "nmod:desc": "modifier",
    "appos": "apposition", "conj": "conjunct", "root": "root", "advcl": "clause", "ccomp": "clause",
    "xcomp": "clause", "acl": "clause", "acl:relcl": "clause", "parataxis": "clause",
}  # fmt: skip
_CLOSING: Final = " \t\"'”’)"
_PLURAL: Final = frozenset({"NNS", "NNPS"})
_NAME_PART: Final = frozenset({"flat", "compound", "nmod:desc", "amod", "nummod"})
_PREMODIFIER: Final = frozenset({"amod", "compound", "nummod", "nmod", "nmod:poss", "nmod:unmarked", "nmod:desc"})
_MEANING: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB"})

NAME_WIDTH: Final = 6
MODIFIER_WIDTH: Final = 8
WORD_WIDTH: Final = 10
LIKELY_WIDTH: Final = 4


@dataclass(slots=True)
class Numbering:
    """Numbers for strings, from 1, equal where the strings are; 0 is for none."""

    numbers: dict[str, int] = field(default_factory=dict)

    def __call__(self, text: str) -> int:
        """The number of a string; 0 for the empty one."""
        if text in self.numbers:
            return self.numbers[text]
        self.numbers[text] = number = len(self.numbers) + 1 if text else 0
        return number

    def row(self, texts: Iterable[str], width: int) -> list[int]:
        """The numbers of the first ``width`` distinct strings, filled up with 0."""
        found = list(dict.fromkeys(map(self, texts)))[:width]
        return found + [0] * (width - len(found))


@dataclass(frozen=True, slots=True)
class Profiles:
    """A row for each mention. Strings are numbered within the text; 0 is none, -1 no place.

    ``kind``, ``family``, ``type``, ``role`` and ``definiteness`` index the tables of this module and
    :data:`~dateline.coreference.lexicon.PRONOUNS`. ``number``: 0 open, 1 singular, 2 plural. ``gender``: 0 open,
    1 masculine, 2 feminine, 3 neuter, 4 masculine or feminine. ``quotation`` numbers the outermost quotation
    around a mention and ``speaker`` is the mention that utters it. ``asks`` tells that the mention's paragraph ends
    in a question, as the turns of one who interviews do. ``pointer`` is the reader's guess of an antecedent, ``likely``
    its likeliest ones with their probabilities in ``chances``. ``head_vector`` and ``phrase_vector`` are of the
    head's lemma and of all words that carry meaning; zeros for pronouns.
    """

    kind: Ints
    family: Ints
    type: Ints
    role: Ints
    definiteness: Ints
    number: Ints
    gender: Ints
    start: Ints
    end: Ints
    head: Ints
    governor: Ints
    sentence: Ints
    paragraph: Ints
    asks: Ints
    quotation: Ints
    speaker: Ints
    lemma: Ints
    form: Ints
    wording: Ints
    acronym: Ints
    initials: Ints
    name: Ints
    modifiers: Ints
    words: Ints
    numerals: Ints
    possessor: Ints
    elsewhere: Ints
    collective: Ints
    pointer: Ints
    likely: Ints
    chances: Floats
    country: Ints
    actor: Ints
    length: Ints
    apposed_to: Ints
    equated_with: Ints
    relative_to: Ints
    joined_to: Ints
    owner: Ints
    head_vector: Floats
    phrase_vector: Floats

    def __len__(self) -> int:
        return len(self.kind)


_OF_ALL: Final = frozenset({"likely", "chances", "head_vector", "phrase_vector"})
_WIDTHS: Final = {"name": NAME_WIDTH, "modifiers": MODIFIER_WIDTH, "words": WORD_WIDTH}


def profiles(tree: Tree, facts: NameFacts) -> Profiles:
    """The profiles of the mentions of the tree's analysis."""
    analysis = tree.analysis
    number = Numbering()
    mention_of = {m.head: k for k, m in reversed(list(enumerate(analysis.mentions)))}
    sentences = [start for start, _ in analysis.sentences]
    paragraphs = [start for start, _ in analysis.paragraphs]
    quotations = [q for q in analysis.quotations if q.depth == 0 and q.double]
    quoted = [q.start for q in quotations]
    asking = [analysis.text[start:end].rstrip(_CLOSING).endswith("?") for start, end in analysis.paragraphs]
    utters = speakers(tree)
    rows: list[dict[str, int | list[int]]] = []
    for k, mention in enumerate(analysis.mentions):
        at = bisect_right(quoted, mention.span[0]) - 1
        inside = at >= 0 and mention.span[0] < quotations[at].end
        paragraph = bisect_right(paragraphs, mention.span[0]) - 1
        row: dict[str, int | list[int]] = {
            "sentence": bisect_right(sentences, mention.span[0]) - 1,
            "paragraph": paragraph,
            "asks": int(paragraph >= 0 and asking[paragraph]),
            "quotation": at if inside else -1,
            "speaker": mention_of.get(utters.get(quoted[at], -1), -1) if inside else -1,
            "pointer": -1 if mention.antecedent is None else mention.antecedent,
            "country": number(f"country {facts.countries[k]}") if k in facts.countries else 0,
            "actor": number(f"actor {facts.actors[k]}") if k in facts.actors else 0,
        }
        row |= _of_head(tree, mention, facts.types.get(k, mention.type), facts.genders.get(k))
        row |= _of_words(tree, mention, number)
        row |= _of_neighbours(tree, mention, mention_of)
        rows.append(row)
    table = word_vectors()
    pronoun = KINDS.index("pronoun")
    nominal = [None if row["kind"] == pronoun else m for m, row in zip(analysis.mentions, rows, strict=True)]
    likely, chances = _likely(analysis.mentions)
    names = [name for name in Profiles.__slots__ if name not in _OF_ALL]
    columns: dict[str, Sequence[int | list[int]]] = dict.fromkeys(names, ())
    if rows:  # all have the same keys in the same order
        columns |= zip(rows[0], zip(*(row.values() for row in rows), strict=True), strict=True)
    return Profiles(
        **{name: _array(name, columns[name]) for name in names},
        likely=likely,
        chances=chances,
        head_vector=table.means([[tree.lemmas[m.head]] if m else [] for m in nominal]),
        phrase_vector=table.means([_meaning(tree, m) if m else [] for m in nominal]),
    )


def _likely(mentions: Sequence[Mention]) -> tuple[Ints, Floats]:
    """The reader's likeliest antecedents of each mention, -1 where there are fewer, and their probabilities."""
    likely = np.full((len(mentions), LIKELY_WIDTH), -1, dtype=np.int32)
    chances = np.zeros((len(mentions), LIKELY_WIDTH), dtype=np.float32)
    for k, mention in enumerate(mentions):
        for rank, (antecedent, chance) in enumerate(mention.likely[:LIKELY_WIDTH]):
            likely[k, rank], chances[k, rank] = antecedent, chance
    return likely, chances


def _meaning(tree: Tree, mention: Mention) -> list[str]:
    """The lemmas of a mention that carry meaning."""
    return [tree.lemmas[k] for k in tree.beginning_in(mention.span) if tree.tokens[k].pos in _MEANING]


def _array(name: str, values: Sequence[int | list[int]]) -> Ints:
    array = np.array(values, dtype=np.int32)
    return array.reshape(len(values), _WIDTHS[name]) if name in _WIDTHS else array


def _of_head(tree: Tree, mention: Mention, kind_of_thing: str, gender: str | None) -> dict[str, int]:
    """Kind, pronoun, type, role, number and gender."""
    words = lexicon()
    token = tree.tokens[mention.head]
    pronoun = words.pronouns.get(tree.words[mention.head].replace("’", "'")) if _is_pronoun(tree, mention) else None
    if pronoun is not None:
        kind = "pronoun"
    elif mention.named:
        kind = "name"
    else:
        kind = "noun" if token.pos in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"} else "verb"
    relation = token.dep if token.dep in _ROLE_OF else token.dep.split(":")[0]
    return {
        "kind": KINDS.index(kind),
        "family": PRONOUNS.index(pronoun.family) if pronoun else 0,
        "type": TYPES.index(kind_of_thing) if kind_of_thing in TYPES else TYPES.index("abstract"),
        "role": ROLES.index(_ROLE_OF.get(relation, "other")),
        "number": {"?": 0, "s": 1, "p": 2}[pronoun.number] if pronoun else _number(tree, mention),
        "gender": _gender(tree, mention, kind_of_thing, gender, pronoun.gender if pronoun else None),
        "start": mention.span[0],
        "end": mention.span[1],
        "head": mention.head,
        "governor": token.head if token.head != mention.head else -1,
        "collective": int(
            kind_of_thing == "organization" or tree.lemmas[mention.head] in words.collective or token.tag in _PLURAL
        ),
    }


def _is_pronoun(tree: Tree, mention: Mention) -> bool:
    """Whether the head is a word for something named elsewhere; "that report" is headed by its noun."""
    token = tree.tokens[mention.head]
    return token.pos in {"PRON", "DET", "ADV"} or token.tag in {"PRP", "PRP$", "WP", "WP$", "WDT", "EX"}


def _number(tree: Tree, mention: Mention) -> int:
    """1 for one thing, 2 for several: by the tag of the head, and by what is joined to it inside the mention."""
    start, end = mention.span
    if any(start <= tree.tokens[c].start < end for c in tree.dependents(mention.head, "conj")):
        return 2
    tag = tree.tokens[mention.head].tag
    return 2 if tag in _PLURAL else 1 if tag in {"NN", "NNP"} else 0


def _gender(tree: Tree, mention: Mention, kind: str, known: str | None, pronoun: str | None) -> int:
    """The gender that a table, the pronoun, a title or the noun tells; neuter for what is no person or animal."""
    if known is not None:
        return {"masculine": 1, "feminine": 2, "neuter": 3}[known]
    if pronoun is not None:
        return {"?": 0, "m": 1, "f": 2, "n": 3}[pronoun]
    words = lexicon()
    near = [mention.head, *tree.dependents(mention.head, "compound", "flat", "nmod:desc", "amod")]
    for k in near:
        for word in (tree.words[k], tree.lemmas[k]):
            if word in words.masculine:
                return 1
            if word in words.feminine:
                return 2
    if kind == "person":
        return 4
    return 0 if kind == "animal" else 3


def _of_words(tree: Tree, mention: Mention, number: Numbering) -> dict[str, int | list[int]]:
    """What the mention is worded as: numbers that are equal where the words are."""
    words = lexicon()
    inside = list(tree.beginning_in(mention.span)) or [mention.head]
    head = tree.tokens[mention.head]
    possessors = tree.dependents(mention.head, "nmod:poss")
    definiteness = "bare" if inside[0] == mention.head else words.determiners.get(tree.words[inside[0]], "bare")
    if definiteness == "bare" and inside[0] in possessors:
        definiteness = "possessed"
    modifiers = [c for c in tree.dependents(mention.head, *_PREMODIFIER) if tree.tokens[c].pos not in {"DET", "PRON"}]
    initials = [tree.tokens[k].text[0] for k in inside if tree.words[k] not in words.determiners]
    capitals = "".join(initial for initial in initials if initial.isupper())
    acronym = head.text.replace(".", "") if head.text.isupper() and len(head.text) > 1 else ""
    parts = name_parts(tree, mention) if mention.named else []
    return {
        "definiteness": DEFINITENESS.index(definiteness),
        "lemma": number(tree.lemmas[mention.head]),
        "form": number(tree.words[mention.head]),
        "wording": number(" ".join(_wording(tree, inside))),
        "acronym": number(f"initials {acronym}") if acronym else 0,
        "initials": number(f"initials {capitals}") if len(capitals) > 1 else 0,
        "name": number.row((part.text.lower() for part in parts), NAME_WIDTH),
        "modifiers": number.row((tree.lemmas[c] for c in modifiers), MODIFIER_WIDTH),
        "words": number.row((tree.lemmas[k] for k in inside if tree.tokens[k].pos in _MEANING), WORD_WIDTH),
        "numerals": number(" ".join(tree.lemmas[c] for c in modifiers if tree.tokens[c].pos == "NUM")),
        "possessor": number(tree.lemmas[possessors[0]]) if possessors else 0,
        "elsewhere": int(any(tree.lemmas[k] in words.elsewhere for k in (mention.head, *modifiers))),
        "length": len(inside),
    }


def _wording(tree: Tree, inside: Sequence[int]) -> list[str]:
    """The words in lower case, without determiners in front and a final "'s"."""
    words = [tree.words[k] for k in inside if tree.tokens[k].pos != "PUNCT"]
    while len(words) > 1 and words[0] in lexicon().determiners:
        del words[0]
    if len(words) > 1 and words[-1] in {"'s", "’s", "'", "’"}:
        del words[-1]
    return words


def name_parts(tree: Tree, mention: Mention) -> list[Token]:
    """The tokens of the name that heads a mention, in the order of the text, titles and suffixes left out.

    Where nothing else is left ("the President"), titles stay.
    """
    words = lexicon()
    start, end = mention.span
    found, waiting = {mention.head}, [mention.head]
    while waiting:
        part = waiting.pop()
        children = tree.dependents(part, *_NAME_PART)
        if tree.words[part] not in words.titles:
            children = [*children, *_of(tree, part)]
        for c in children:
            token = tree.tokens[c]
            if c not in found and start <= token.start < end and token.text[0].isupper():
                found.add(c)
                waiting.append(c)
    parts = sorted(found)
    kept = [k for k in parts if tree.words[k] not in words.titles and tree.words[k] not in words.suffixes]
    return [tree.tokens[k] for k in kept or parts]


def _of(tree: Tree, k: int) -> list[int]:
    """What a name is "of": "University of Ostrel"."""
    return [
        c
        for c in tree.dependents(k, "nmod")
        if any(tree.lemmas[g] in {"of", "for"} for g in tree.dependents(c, "case"))
    ]


def _of_neighbours(tree: Tree, mention: Mention, mention_of: dict[int, int]) -> dict[str, int]:
    """The mentions that grammar ties to this one, -1 where there is none."""
    token = tree.tokens[mention.head]
    apposed = mention_of.get(token.head, -1) if token.dep == "appos" else -1
    joined = mention_of.get(token.head, -1) if token.dep == "conj" else -1
    equated = -1
    if tree.dependents(mention.head, "cop"):
        equated = next((mention_of.get(s, -1) for s in tree.dependents(mention.head, "nsubj")), -1)
    relative = -1
    if token.tag in {"WP", "WDT", "WP$"}:
        clause = token.head
        for _ in range(3):
            if tree.tokens[clause].dep == "acl:relcl":
                relative = mention_of.get(tree.tokens[clause].head, -1)
                break
            clause = tree.tokens[clause].head
    owners = tree.dependents(mention.head, "nmod:poss")
    owner = mention_of.get(owners[0], -1) if owners else -1
    return {
        "owner": owner,
        "apposed_to": apposed,
        "joined_to": joined,
        "equated_with": equated,
        "relative_to": relative,
    }
