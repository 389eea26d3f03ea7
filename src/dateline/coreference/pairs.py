"""Pairs of a mention with one before it that it may refer back to, and what speaks for and against each.

The features are those of mention-ranking models (Durrett and Klein 2013; Clark and Manning 2016), as far as the
analysis has them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dateline.coreference.lexicon import PRONOUNS
from dateline.coreference.profiles import DEFINITENESS, KINDS, ROLES, TYPES, Ints, Profiles
from dateline.coreference.vectors import Floats

Bools: TypeAlias = NDArray[np.bool_]

CLOSE: Final = 20
"""How many mentions before it a mention is compared with, whatever they are."""
WINDOW: Final = 60
"""How many it is compared with if they agree with it in number, gender and being a person."""
RECENT: Final = 12
"""How many earlier mentions with the same head or a name in common it is compared with besides."""

_PRONOUN, _NAME, _NOUN = (KINDS.index(kind) for kind in ("pronoun", "name", "noun"))
_PERSON = TYPES.index("person")
_I, _WE, _YOU = (PRONOUNS.index(family) for family in ("i", "we", "you"))
_SUBJECT = ROLES.index("subject")
_TURNS: Final = 4  # beyond so many paragraphs it means nothing who would be speaking


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidates ``before[k]`` of the mentions ``after[k]``, by mention and from the nearest on."""

    before: Ints
    after: Ints

    def __len__(self) -> int:
        return len(self.before)


def candidate_pairs(found: Profiles) -> Pairs:
    """The pairs that are compared: all close by, those that agree within a window, those with a word in common."""
    by_word: dict[int, list[int]] = defaultdict(list)
    before: list[Ints] = []
    counts = np.zeros(len(found), dtype=np.int32)
    lemma, kind, name = found.lemma.tolist(), found.kind.tolist(), found.name.tolist()
    for k in range(len(found)):
        near = max(0, k - WINDOW)
        own = np.arange(k - 1, near - 1, -1, dtype=np.int32)
        if kind[k] != _PRONOUN:
            words = {lemma[k], *(n for n in name[k] if n)}
            far = {i for word in words for i in (*by_word[word][:2], *by_word[word][-RECENT:]) if i < near}
            own = np.concatenate((own, np.array(sorted(far, reverse=True), dtype=np.int32)))
            for word in words:
                by_word[word].append(k)
        before.append(own)
        counts[k] = len(own)
    i = np.concatenate(before) if before else np.zeros(0, dtype=np.int32)
    j = np.repeat(np.arange(len(found), dtype=np.int32), counts)
    kept = (j - i <= CLOSE) | (j - i > WINDOW) | _agreeing(found, i, j) | _equal(found.lemma, i, j)
    return Pairs(i[kept], j[kept])


def _agreeing(found: Profiles, i: Ints, j: Ints) -> Bools:
    """Whether nothing in number, gender and being a person keeps the two from being one."""
    clash = _apart(found.number, i, j) | genders_apart(found.gender[i], found.gender[j])
    agreeing: Bools = ~clash & ((found.type[i] == _PERSON) == (found.type[j] == _PERSON))
    return agreeing


def mention_features(found: Profiles) -> Floats:
    """What each mention is by itself: a row a mention, mostly ones and zeros."""
    blocks = [
        _choice(found.kind, len(KINDS)),
        _choice(found.family, len(PRONOUNS)),
        _choice(found.type, len(TYPES)),
        _choice(found.role, len(ROLES)),
        _choice(found.definiteness, len(DEFINITENESS)),
        _choice(found.number, 3),
        _choice(found.gender, 5),
        _column(found.quotation >= 0),
        _column(found.speaker >= 0),
        _column(found.collective),
        _column(found.elsewhere),
        _column(found.possessor > 0),
        _column(found.numerals > 0),
        _column(found.joined_to >= 0),
        _column(np.log1p(found.length)),
        _column(np.log1p((found.modifiers > 0).sum(axis=1))),
        _column(np.log1p((found.name > 0).sum(axis=1))),
        _column(np.log1p(_frequency(found.lemma))),
        _column(found.paragraph == 0),
        _column(found.asks),
        _column(np.full(len(found), _dialogue(found))),
    ]
    return np.concatenate(blocks, axis=1)


def _dialogue(found: Profiles) -> float:
    """The share of "I" and "you" outside quotations among the mentions: high where people talk."""
    talking = np.isin(found.family, (_I, _YOU)) & (found.quotation < 0)
    return float(talking.sum()) / max(1, len(found))


def alone_features(found: Profiles, pairs: Pairs, features: Floats) -> Floats:
    """What tells, beside its own features, whether a mention refers back at all: a row a mention."""
    names = list(PAIR_FEATURES)
    held = [features[:, names.index(name)] for name in _SUMMED]
    best = np.zeros((len(found), len(held)), dtype=np.float32)
    if len(pairs):
        firsts = np.flatnonzero(np.r_[True, pairs.after[1:] != pairs.after[:-1]])
        best[pairs.after[firsts]] = np.maximum.reduceat(np.stack(held, axis=1), firsts, axis=0)
    place = np.arange(len(found))
    extra = [
        _column(found.chances.sum(axis=1)),
        _column(found.pointer >= 0),
        _column(np.log1p(place)),
        _column(place == 0),
        _column(found.sentence == 0),
    ]
    return np.concatenate([best, *extra], axis=1)


_SUMMED: Final = (
    "same_wording", "same_lemma", "heads_alike", "phrases_alike", "name_within", "name_last", "words_within",
    "acronym", "points", "grammar_ties", "same_speaker", "utters", "chance", "log_chance_of_chain",
)  # fmt: skip


def pair_features(found: Profiles, pairs: Pairs) -> Floats:
    """What each pair has in common and apart: a row a pair, a column for each of :data:`PAIR_FEATURES`."""
    i, j = pairs.before, pairs.after
    columns = {
        **_wordings(found, i, j),
        **_agreement(found, i, j),
        **_grammar(found, i, j),
        **_voices(found, i, j),
        **_distances(found, i, j),
        **pointing(found, i, j),
    }
    columns |= _recency(found, pairs, columns)
    table = np.empty((len(PAIR_FEATURES), len(pairs)), dtype=np.float32)
    for row, name in enumerate(PAIR_FEATURES):
        table[row] = columns[name]
    return table.T


PAIR_FEATURES: Final = (
    "same_wording", "same_lemma", "same_form", "same_name", "name_within", "name_last", "name_first", "name_apart",
    "name_conflict", "name_longer", "words_within", "words_common", "acronym", "modifiers_new", "modifiers_apart",
    "modifiers_common", "numerals_apart", "possessors_same", "possessors_apart", "head_among_words", "heads_alike",
    "phrases_alike", "same_type", "number_same", "number_apart", "gender_same", "gender_apart", "country_same",
    "country_apart", "same_family", "they_collective", "person_thing", "holds", "held", "grammar_ties", "apposed",
    "equated", "relative", "joined", "same_clause", "same_role", "both_subjects", "same_head", "both_quoted",
    "one_quoted", "same_quotation", "same_speaker", "other_speaker", "turn_agrees", "turn_disagrees", "both_ask",
    "one_asks", "asks_agree", "utters", "uttered", "self_quoted", "same_sentence", "sentences", "mentions",
    "paragraphs", "same_paragraph", "next_sentence", "far", "points", "points_too", "shares_pointed", "frequency",
    "chance", "log_chance", "chance_of_chain", "log_chance_of_chain",
    "agreeing_between", "alike_between", "subjects_between",
)  # fmt: skip


def _choice(values: Ints, size: int) -> Floats:
    chosen: Floats = (values[:, None] == np.arange(size)).astype(np.float32)
    return chosen


def _column(values: NDArray[np.generic]) -> Floats:
    return values.astype(np.float32)[:, None]


def _frequency(values: Ints) -> NDArray[np.int64]:
    """How often the value of each row stands in all rows."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    return counts[inverse]


def _equal(values: Ints, i: Ints, j: Ints) -> Bools:
    """Whether both have the same value, and one at all."""
    one = values[i]
    equal: Bools = (one == values[j]) & (one > 0)
    return equal


def _apart(values: Ints, i: Ints, j: Ints) -> Bools:
    """Whether both have a value and not the same."""
    one, other = values[i], values[j]
    apart: Bools = (one != other) & (one > 0) & (other > 0)
    return apart


def _common(rows: Ints, i: Ints, j: Ints, compared: Bools) -> NDArray[np.int64]:
    """How many numbers other than 0 the two rows of each pair have in common; 0 where they are not compared.

    Most pairs have none: a bit for each number, modulo 64, tells which are worth a closer look.
    """
    bits = np.where(rows > 0, np.uint64(1) << (rows % 64).astype(np.uint64), np.uint64(0))
    marks = np.bitwise_or.reduce(bits, axis=1)
    near = np.flatnonzero(compared & ((marks[i] & marks[j]) > 0))
    one, other = rows[i[near]], rows[j[near]]
    found = np.zeros(len(i), dtype=np.int64)
    found[near] = ((one[:, :, None] == other[:, None, :]) & (one[:, :, None] > 0)).any(axis=2).sum(axis=1)
    return found


def _wordings(found: Profiles, i: Ints, j: Ints) -> dict[str, NDArray[np.generic]]:
    """How the words of the two compare."""
    sizes = {field: (getattr(found, field) > 0).sum(axis=1) for field in ("name", "modifiers", "words")}
    name_i, name_j = sizes["name"][i], sizes["name"][j]
    modifiers_i, modifiers_j = sizes["modifiers"][i], sizes["modifiers"][j]
    words_i, words_j = sizes["words"][i], sizes["words"][j]
    named = (name_i > 0) & (name_j > 0)
    nominal = (found.kind[i] != _PRONOUN) & (found.kind[j] != _PRONOUN)
    names, words, modifiers = (
        _common(rows, i, j, compared)
        for rows, compared in ((found.name, named), (found.words, nominal), (found.modifiers, nominal))
    )
    lemma_among = np.zeros(len(i), dtype=bool)
    sharing = np.flatnonzero(words)
    lemma_among[sharing] = (found.words[i[sharing]] == found.lemma[j[sharing], None]).any(axis=1) | (
        found.words[j[sharing]] == found.lemma[i[sharing], None]
    ).any(axis=1)
    last = _last(found.name, sizes["name"])
    acronym = _spells(found.acronym[i], found.initials[j]) | _spells(found.acronym[j], found.initials[i])
    modifiers_new = nominal & (modifiers_j > modifiers)
    return {
        "same_wording": _equal(found.wording, i, j),
        "same_lemma": _equal(found.lemma, i, j),
        "same_form": _equal(found.form, i, j),
        "same_name": named & (names == name_j) & (name_i == name_j),
        "name_within": named & ((names == name_j) | (names == name_i)),
        "name_last": named & (last[i] == last[j]),
        "name_first": named & (found.name[i, 0] == found.name[j, 0]),
        "name_apart": named & (names == 0),
        "name_conflict": named & (names > 0) & (names < name_i) & (names < name_j),
        "name_longer": named & (names == name_i) & (names < name_j),
        "words_within": (words > 0) & (words == words_j),
        "words_common": words / np.maximum(1, words_i + words_j - words),
        "acronym": acronym,
        "modifiers_new": modifiers_new,
        "modifiers_apart": modifiers_new & (modifiers_i > modifiers),
        "modifiers_common": modifiers > 0,
        "numerals_apart": _apart(found.numerals, i, j),
        "possessors_same": _equal(found.possessor, i, j),
        "possessors_apart": _apart(found.possessor, i, j),
        "head_among_words": lemma_among,
        "heads_alike": np.einsum("kd,kd->k", found.head_vector[i], found.head_vector[j]),
        "phrases_alike": np.einsum("kd,kd->k", found.phrase_vector[i], found.phrase_vector[j]),
    }


def _spells(acronyms: Ints, initials: Ints) -> Bools:
    """Whether an acronym is made of the initials beside it."""
    spells: Bools = (acronyms == initials) & (acronyms > 0)
    return spells


def _last(names: Ints, sizes: NDArray[np.int64]) -> Ints:
    """The last word of each name; 0 for none."""
    column = np.maximum(0, sizes - 1)[:, None]
    last: Ints = np.take_along_axis(names, column, axis=1)[:, 0]
    return last


def _agreement(found: Profiles, i: Ints, j: Ints) -> dict[str, NDArray[np.generic]]:
    """Whether the two can be one thing by type, number, gender and country."""
    they = found.family == PRONOUNS.index("they")
    person = found.type == _PERSON
    return {
        "same_type": found.type[i] == found.type[j],
        "number_same": _equal(found.number, i, j),
        "number_apart": _apart(found.number, i, j),
        "gender_same": _equal(found.gender, i, j),
        "gender_apart": genders_apart(found.gender[i], found.gender[j]),
        "country_same": _equal(found.country, i, j),
        "country_apart": _apart(found.country, i, j),
        "same_family": _equal(found.family, i, j),
        "they_collective": (they[i] & (found.collective[j] > 0)) | (they[j] & (found.collective[i] > 0)),
        "person_thing": person[i] != person[j],
    }


def genders_apart(one: Ints, other: Ints) -> Bools:
    """Whether no one thing has both genders, as :class:`Profiles` numbers them."""
    known = (one > 0) & (other > 0)
    either = ((one == 4) & (other < 3)) | ((other == 4) & (one < 3))
    apart: Bools = known & (one != other) & ~either
    return apart


def _grammar(found: Profiles, i: Ints, j: Ints) -> dict[str, NDArray[np.generic]]:
    """How the two stand to each other in the tree."""
    apposed = (found.apposed_to[j] == i) | (found.apposed_to[i] == j)
    equated = (found.equated_with[j] == i) | (found.equated_with[i] == j)
    relative = (found.relative_to[j] == i) | (found.relative_to[i] == j)
    same_clause = (found.governor[i] == found.governor[j]) & (found.governor[i] >= 0)
    return {
        "holds": (found.start[i] <= found.start[j]) & (found.end[j] <= found.end[i]),
        "held": (found.start[j] <= found.start[i]) & (found.end[i] <= found.end[j]),
        "grammar_ties": apposed | equated | relative,
        "apposed": apposed,
        "equated": equated,
        "relative": relative,
        "joined": (found.joined_to[j] == i)
        | (found.joined_to[i] == j)
        | ((found.joined_to[i] == found.joined_to[j]) & (found.joined_to[i] >= 0)),
        "same_clause": same_clause,
        "same_role": found.role[i] == found.role[j],
        "both_subjects": (found.role[i] == _SUBJECT) & (found.role[j] == _SUBJECT),
        "same_head": found.head[i] == found.head[j],
    }


def _voices(found: Profiles, i: Ints, j: Ints) -> dict[str, NDArray[np.generic]]:
    """Who speaks where the two stand."""
    speaking = np.isin(found.family, (_I, _WE))
    inside = found.quotation >= 0
    known = (found.speaker[i] >= 0) & (found.speaker[j] >= 0)
    # Two quotations of "he said" have one speaker where their words for him are one.
    said = np.where(found.speaker >= 0, found.lemma[found.speaker], 0)
    same = known & ((found.speaker[i] == found.speaker[j]) | (said[i] == said[j]))
    return {
        "both_quoted": inside[i] & inside[j],
        "one_quoted": inside[i] != inside[j],
        "same_quotation": inside[i] & (found.quotation[i] == found.quotation[j]),
        "same_speaker": same,
        "other_speaker": known & ~same,
        **_turns(found, i, j),
        "utters": (found.speaker[j] == i) & speaking[j],
        "uttered": (found.speaker[i] == j) & speaking[i],
        "self_quoted": ((found.speaker[j] == i) & ~speaking[j]) | ((found.speaker[i] == j) & ~speaking[i]),
    }


def _turns(found: Profiles, i: Ints, j: Ints) -> dict[str, NDArray[np.generic]]:
    """Who talks where the two stand, if paragraphs are the turns of two who take turns."""
    between = np.maximum(0, found.paragraph[j] - found.paragraph[i])
    talking = np.isin(found.family, (_I, _YOU))
    both = talking[i] & talking[j]
    same = found.family[i] == found.family[j]
    odd = between % 2 == 1
    return {
        "turn_agrees": both & (same != odd) & (between > 0) & (between <= _TURNS),
        "turn_disagrees": both & (same == odd) & (between <= _TURNS),
        "both_ask": (found.asks[i] + found.asks[j]) == 2,
        "one_asks": found.asks[i] != found.asks[j],
        "asks_agree": both & (same == (found.asks[i] == found.asks[j])),
    }


def _distances(found: Profiles, i: Ints, j: Ints) -> dict[str, NDArray[np.generic]]:
    """How far the two are from each other."""
    sentences = np.maximum(0, found.sentence[j] - found.sentence[i])
    paragraphs = np.maximum(0, found.paragraph[j] - found.paragraph[i])
    return {
        "same_sentence": sentences == 0,
        "next_sentence": sentences == 1,
        "far": sentences > 5,
        "sentences": np.log1p(sentences),
        "mentions": np.log1p(j - i),
        "paragraphs": np.log1p(paragraphs),
        "same_paragraph": paragraphs == 0,
    }


def pointing(found: Profiles, i: Ints, j: Ints) -> dict[str, NDArray[np.generic]]:
    """What the reader's own guess of an antecedent says, link by link."""
    chain = pointer_chains(found.pointer)
    return {
        "points": found.pointer[j] == i,
        "points_too": (found.pointer[i] == found.pointer[j]) & (found.pointer[i] >= 0),
        "shares_pointed": chain[i] == chain[j],
        "frequency": np.log1p(_frequency(chain)[i]),
        **_chances(found, chain, i, j),
    }


def _chances(found: Profiles, chain: Ints, i: Ints, j: Ints) -> dict[str, NDArray[np.generic]]:
    """How likely the reader holds it that the later one refers to the earlier, or to one that is tied to it."""
    own, tied = (np.zeros(len(i), dtype=np.float32) for _ in range(2))
    for rank in range(found.likely.shape[1]):
        antecedent, chance = found.likely[:, rank], found.chances[:, rank]
        own += chance[j] * (antecedent[j] == i)
        tied += chance[j] * (chain[antecedent][j] == chain[i]) * (antecedent[j] >= 0)
    return {
        "chance": own,
        "log_chance": _scaled_log(own),
        "chance_of_chain": tied,
        "log_chance_of_chain": _scaled_log(tied),
    }


def _scaled_log(chance: Floats) -> Floats:
    """The logarithm of a probability, from 0 for a thousandth or less to 1."""
    scaled: Floats = (1 + np.log10(np.maximum(chance, 1e-3)) / 3).astype(np.float32)
    return scaled


def pointer_chains(pointer: Ints) -> Ints:
    """A number for each mention, the same for those that the reader's guesses tie together."""
    chain = list(range(len(pointer)))
    for k, antecedent in enumerate(pointer.tolist()):
        if 0 <= antecedent < k:
            chain[k] = chain[antecedent]
    return np.array(chain, dtype=np.int32)


def _recency(found: Profiles, pairs: Pairs, columns: dict[str, NDArray[np.generic]]) -> dict[str, NDArray[np.generic]]:
    """How many better placed candidates stand between the two."""
    agreeing = _agreeing(found, pairs.before, pairs.after)
    subjects = agreeing & (found.role[pairs.before] == _SUBJECT)
    return {
        "agreeing_between": np.log1p(_earlier(agreeing, pairs)),
        "alike_between": np.log1p(_earlier(columns["same_lemma"].astype(bool), pairs)),
        "subjects_between": np.log1p(_earlier(subjects, pairs)),
    }


def _earlier(flag: Bools, pairs: Pairs) -> NDArray[np.int64]:
    """For each pair how many of the same mention's pairs before it (nearer ones) have the flag."""
    counted: NDArray[np.int64] = np.cumsum(flag) - flag
    first = np.searchsorted(pairs.after, pairs.after)
    return counted - counted[first] if len(counted) else counted
