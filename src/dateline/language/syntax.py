"""From scores of words to sentences, tokens, names and mentions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.language.analysis import Entity, Mention, Token
from dateline.language.labels import Labels
from dateline.language.reader import WordScores
from dateline.language.trees import ROOT, is_tree, tree_heads
from dateline.model.spans import Span

_LONGEST: Final = 300  # words in a sentence; a table without full stops is cut where a sentence is likeliest
_OUTSIDE: Final = np.float32(-60)  # the log-probability of a head in another sentence
_PROPER: Final = frozenset({"NNP", "NNPS"})
_ENTITY_LABELS: Final = {"person": "PERSON", "organization": "ORG", "place": "PLACE", "other": "NAME"}
# Words that word pieces do not part from the word before: "can|not", "gon|na", "got|ta".
_ATTACHED: Final = {
    "not": ("RB", "PART", "advmod"),
    "nt": ("RB", "PART", "advmod"),
    "na": ("TO", "PART", "mark"),
    "ta": ("TO", "PART", "mark"),
}
# Verbs written without their apostrophe, "its", "im", "your" for "it's", "I'm", "you're": tag and lemma.
_GLUED_VERBS: Final = {
    "s": ("VBZ", "be"),
    "m": ("VBP", "be"),
    "r": ("VBP", "be"),
    "re": ("VBP", "be"),
    "ve": ("VBP", "have"),
    "ll": ("MD", "will"),
    "d": ("MD", "would"),
}
# An address in the web or of mail: of 237 in EWT train 233 are tagged so, in GUM train, which has 34, as proper nouns.
_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+(?:com|org|net|edu|gov)(?:/\S*)?", re.IGNORECASE
)
# The name of a file: all 72 in EWT train are tagged as common nouns.
_FILE: Final = re.compile(r"[\w#-]*\.(?:pdf|docx?|xlsx?|pptx?|txt|csv|html?|jpe?g|png|gif|mp3|zip|exe)", re.IGNORECASE)
# Names in capitals that are other words without them.
_ACRONYMS: Final = frozenset({"WHO"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "expl"})
_BESIDE: Final = _SUBJECTS | {"aux", "aux:pass", "cop"}
_END_MARK: Final = re.compile(r"[.!?\u2026]+")

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_NAME_PARTS: Final = frozenset({"compound", "flat", "amod", "nummod"})
_NO_END: Final = frozenset({"ADP", "DET", "PUNCT", "CCONJ", "PART"})

Range = tuple[int, int]
"""Words ``[first, end)`` of a text."""


def find_sentences(words: Sequence[Span], paragraphs: Sequence[Span], scores: WordScores) -> list[Range]:
    """The sentences, as ranges of words: one begins with each paragraph and where the scores say so."""
    if not words:
        return []
    starts = [start for start, _ in words]
    begins = {bisect_left(starts, start) for start, _ in paragraphs}
    begins |= set(np.flatnonzero(scores.sentence > 0).tolist())
    begins = {0} | {k for k in begins if k < len(words)}
    cuts = [*sorted(begins), len(words)]
    ranges: list[Range] = []
    for first, end in pairwise(cuts):
        ranges.extend(_bounded(first, end, scores.sentence))
    return ranges


def _bounded(first: int, end: int, likely: NDArray[np.float32]) -> list[Range]:
    """The range in pieces of bounded length, cut where a sentence is likeliest to begin."""
    waiting, found = [(first, end)], []
    while waiting:
        first, end = waiting.pop()
        if end - first <= _LONGEST:
            found.append((first, end))
            continue
        # Not at the very ends, so that each cut gets somewhere.
        margin = _LONGEST // 10
        cut = first + margin + int(likely[first + margin : end - margin].argmax())
        waiting += [(cut, end), (first, cut)]
    return found


class Columns(NamedTuple):
    """What was read of a text's words, one each: head (its own index for a root), and columns of :class:`Labels`."""

    heads: Sequence[int]
    deprel: Sequence[int]
    xpos: Sequence[int]
    upos: Sequence[int]


def with_prepositions_hung(read: Columns, labels: Labels) -> Columns:
    """What was read, with prepositions and conjunctions where they stand in English: before what they govern.

    One that was hung on the verb before it goes to the phrase that begins with it ("called for elections"), and none
    is a subject. In EWT and GUM train none of 34,734 words tagged IN is one, and of the 33,676 that mark a phrase or a
    clause 106 stand behind its head.
    """
    heads, deprel = list(read.heads), list(read.deprel)
    case, mark = labels.deprel.index("case"), labels.deprel.index("mark")
    subjects = {k for k, name in enumerate(labels.deprel) if name.startswith("nsubj")}
    preposition = labels.xpos.index("IN")
    for k, tag in enumerate(read.xpos):
        if tag != preposition:
            continue
        if deprel[k] in subjects:
            deprel[k] = mark
        if deprel[k] in (case, mark) and heads[k] < k and k + 1 < len(heads):
            governed = k + 1 if heads[k + 1] == heads[k] else heads[k + 1]
            if heads[governed] == heads[k] and all(heads[i] == governed for i in range(k + 1, governed)):
                heads[k] = governed
                deprel[k] = case if labels.upos[read.upos[governed]] in _NOMINAL else mark
    return read._replace(heads=heads, deprel=deprel)


def with_open_complements(read: Columns, labels: Labels) -> Columns:
    """What was read, without subjects of open complements: "wants [it] to open" has an object there.

    An open complement has no subject of its own: of 2,819 infinitives in EWT and GUM train that are one, one has.
    """
    heads, deprel = list(read.heads), list(read.deprel)
    subjects = {k for k, name in enumerate(labels.deprel) if name.startswith("nsubj")}
    complement, infinitive = labels.deprel.index("xcomp"), labels.xpos.index("TO")
    for k, relation in enumerate(read.deprel):
        verb = heads[k]
        if relation not in subjects or deprel[verb] != complement or not heads[verb] < k < verb:
            continue
        if read.xpos[verb - 1] == infinitive:
            heads[k], deprel[k] = heads[verb], labels.deprel.index("obj")
        else:
            deprel[verb] = labels.deprel.index("ccomp")
    return read._replace(heads=heads, deprel=deprel)


def with_conjunction(forms: Sequence[str], read: Columns, labels: Labels) -> Columns:
    """What was read, with "that" as a conjunction where a subject follows: "denied that talks were held".

    Of 1,128 times that "that" is a subject in EWT and GUM train seven have another subject behind it.
    """
    deprel, xpos, upos = list(read.deprel), list(read.xpos), list(read.upos)
    subjects = {k for k, name in enumerate(labels.deprel) if name.startswith("nsubj")}
    for k, form in enumerate(forms):
        verb = read.heads[k]
        if deprel[k] not in subjects or form.lower() != "that":
            continue
        if any(read.heads[j] == verb and deprel[j] in subjects for j in range(k + 1, verb)):
            deprel[k], xpos[k] = labels.deprel.index("mark"), labels.xpos.index("IN")
            upos[k] = labels.upos.index("SCONJ")
    return read._replace(deprel=deprel, xpos=xpos, upos=upos)


def with_phrases_at_verbs(read: Columns, labels: Labels) -> Columns:
    """What was read, with a phrase behind a verb on that verb, not on a later noun: "spoke [to Roux] at talks".

    Of 12,205 nouns with a preposition that hang on nouns in EWT and GUM train 143 hang on a later one, nearly all of
    them in other places ("at least two").
    """
    heads, deprel = list(read.heads), list(read.deprel)
    case, nominal = labels.deprel.index("case"), labels.deprel.index("nmod")
    for k, relation in enumerate(read.deprel):
        noun = heads[k]
        verb = k - 1
        if relation != case or verb < 0 or labels.upos[read.upos[verb]] != "VERB":
            continue
        if k < noun < heads[noun] and deprel[noun] == nominal and verb in _upwards(heads, noun):
            heads[noun], deprel[noun] = verb, labels.deprel.index("obl")
    return read._replace(heads=heads, deprel=deprel)


def with_clauses_at_nouns(forms: Sequence[str], read: Columns, labels: Labels) -> Columns:
    """What was read, with "for" and an infinitive as one clause of the noun before: "a call [for Roux to resign]".

    Of 68 infinitives that "for" marks in EWT and GUM train 66 have their subject behind it.
    """
    heads, deprel = list(read.heads), list(read.deprel)
    mark, nominal, infinitive = labels.deprel.index("mark"), labels.deprel.index("nmod"), labels.xpos.index("TO")
    for k, form in enumerate(forms):
        verb = heads[k]
        if form.lower() != "for" or deprel[k] != mark or not k + 2 < verb or read.xpos[verb - 1] != infinitive:
            continue
        for noun in range(k + 1, verb - 1):
            above = heads[noun]
            if above > k or deprel[noun] != nominal or labels.upos[read.upos[above]] not in _NOMINAL:
                continue
            if verb not in _upwards(heads, above):
                heads[verb], deprel[verb] = above, labels.deprel.index("acl")
                heads[noun], deprel[noun] = verb, labels.deprel.index("nsubj")
                break
    return read._replace(heads=heads, deprel=deprel)


def with_due_hung(forms: Sequence[str], read: Columns, labels: Labels) -> Columns:
    """What was read, with "due" above the infinitive behind it: "the ministers are due to meet".

    Neither EWT nor GUM train has one, so that it is taken for "due to" before a noun. As with "ready to" the adjective
    has the subject and the copula, and the infinitive is its open complement.
    """
    places = [k for k, form in enumerate(forms[:-2]) if form.lower() == "due" and forms[k + 1].lower() == "to"]
    places = [k for k in places if labels.xpos[read.xpos[k + 2]] == "VB"]
    if not places:
        return read
    heads, deprel, xpos, upos = (list(column) for column in read)
    for due in places:
        verb = due + 2
        if _upwards(heads, due)[-1] != _upwards(heads, verb)[-1]:
            continue  # a sentence was taken to end between the two
        if due not in _upwards(heads, verb):
            heads[due], deprel[due] = due if heads[verb] == verb else heads[verb], deprel[verb]
        for k in range(due):
            if heads[k] == verb:
                heads[k] = due
        heads[verb], deprel[verb] = due, labels.deprel.index("xcomp")
        heads[due + 1], deprel[due + 1] = verb, labels.deprel.index("mark")
        xpos[due], upos[due] = labels.xpos.index("JJ"), labels.upos.index("ADJ")
        xpos[due + 1], upos[due + 1] = labels.xpos.index("TO"), labels.upos.index("PART")
    return Columns(heads, deprel, xpos, upos)


def _upwards(heads: Sequence[int], k: int) -> list[int]:
    """A word and those above it, up to the root."""
    found = [k]
    while heads[found[-1]] != found[-1]:
        found.append(heads[found[-1]])
    return found


def build_tokens(
    text: str,
    words: Sequence[Span],
    read: Columns,
    known: NDArray[np.bool_],
    labels: Labels,
    lemma: Callable[[str, str, str], str],
) -> tuple[Token, ...]:
    """The tokens with their tags and lemmas, in a tree for each sentence; ``known`` as in :class:`WordScores`."""
    forms = [text[start:end] for start, end in words]
    heads = read.heads
    relations = ["root" if head == k else labels.deprel[read.deprel[k]] for k, head in enumerate(heads)]
    passive = {heads[k] for k, relation in enumerate(relations) if relation == "aux:pass"}
    tokens: list[Token] = []
    for k, (start, end) in enumerate(words):
        relation, xpos, upos = relations[k], labels.xpos[read.xpos[k]], labels.upos[read.upos[k]]
        if relation == "nsubj":
            # Of the 629 words that EWT and GUM train tag as existential "there" 628 are expletives.
            relation = "expl" if xpos == "EX" else "nsubj:pass" if heads[k] in passive else "nsubj"
        base = lemma(forms[k], xpos, upos)
        tokens.append(Token(start, end, forms[k], base, xpos, upos, heads[k], relation))
    for k in np.flatnonzero(~known).tolist():
        tokens[k] = _without_piece(tokens, k, lemma)
    return tuple(tokens)


def _without_piece(tokens: Sequence[Token], k: int, lemma: Callable[[str, str, str], str]) -> Token:
    """A word that word pieces do not part from the one before it, and of which nothing was read."""
    word, low = tokens[k], tokens[k].text.lower()
    if word.head != k - 1:
        return replace(
            word, lemma=lemma(word.text, "XX", "X"), tag="XX", pos="X", dep="root" if word.head == k else "dep"
        )
    before = tokens[k - 1]
    # An auxiliary's neighbour hangs where the auxiliary does.
    head = before.head if before.dep in _BESIDE and before.head != k else k - 1
    if before.dep in _SUBJECTS and low in _GLUED_VERBS:
        tag, base = _GLUED_VERBS[low]
        governor = tokens[head]
        relation = "aux" if base != "be" or governor.tag in {"VB", "VBG"} else "cop"
        if governor.tag in {"VBN", "VBD"}:
            # "Its gone" may be "it has gone"; "I'm" and "you're" are always of "be".
            relation = "aux:pass" if base == "be" and (low != "s" or before.dep == "nsubj:pass") else "aux"
        return replace(word, lemma=base, tag=tag, pos="AUX", head=head, dep=relation)
    if low in _ATTACHED:
        tag, pos, relation = _ATTACHED[low]
        return replace(word, lemma=lemma(word.text, tag, pos), tag=tag, pos=pos, head=head, dep=relation)
    base = lemma(word.text, before.tag, before.pos)
    return replace(word, lemma=base, tag=before.tag, pos=before.pos, dep="goeswith")


def tag_by_spelling(
    text: str, words: Sequence[Span], tags: tuple[NDArray[np.int64], NDArray[np.int64]], labels: Labels
) -> None:
    """Set the tags, columns of Penn and of Universal ones, of words whose spelling alone decides.

    Those are addresses, names of files, and acronyms among words that are not in capitals: "WHO", the World Health
    Organization.
    """
    for k, (start, end) in enumerate(words):
        form = text[start:end]
        found: tuple[str, str] | None = None
        if form in _ACRONYMS:
            beside = (text[slice(*words[j])] for j in (k - 1, k + 1) if 0 <= j < len(words))
            found = None if any(len(other) > 1 and other.isupper() for other in beside) else ("NNP", "PROPN")
        elif "." in form or "@" in form:
            if _ADDRESS.fullmatch(form):
                found = "ADD", "PROPN"
            elif _FILE.fullmatch(form):
                found = "NN", "NOUN"
        if found:
            tags[0][k], tags[1][k] = labels.xpos.index(found[0]), labels.upos.index(found[1])


def find_heads(text: str, words: Sequence[Span], sentences: Sequence[Range], scores: WordScores) -> list[int]:
    """The head of each word, its own index for a root, in one tree for each sentence.

    The full stop at a sentence's end hangs on its root, as the guidelines of Universal Dependencies have it, and
    nothing hangs on it.
    """
    ends = [end - 1 for first, end in sentences if end - first > 1 and _END_MARK.fullmatch(text, *words[end - 1])]
    heads = sentence_heads(sentences, _without_heads(scores, ends))
    root = {end - 1: next(k for k in range(first, end) if heads[k] == k) for first, end in sentences}
    for k in ends:
        heads[k] = root[k]
    return heads


def _without_heads(scores: WordScores, words: Sequence[int]) -> WordScores:
    """The scores, with some words that are neither a root nor a head."""
    barred = np.isin(scores.heads, words)
    barred[words] |= scores.heads[words] == ROOT
    return replace(scores, head_scores=np.where(barred, _OUTSIDE, scores.head_scores))


def sentence_heads(sentences: Sequence[Range], scores: WordScores) -> list[int]:
    """The head of each word, its own index for a root; a word that has no scores hangs on the one before it."""
    heads: list[int] = []
    likeliest = _likeliest(sentences, scores)
    for first, end in sentences:
        own = likeliest[first:end]
        if scores.known[first:end].all() and is_tree([head if head == ROOT else head - first for head in own]):
            heads.extend(k if head == ROOT else head for k, head in enumerate(own, start=first))
            continue
        known: list[bool] = scores.known[first:end].tolist()
        numbers = np.full(end - first + 1, ROOT, dtype=np.int64)
        inside = np.flatnonzero(scores.known[first:end])
        numbers[inside] = np.arange(len(inside))
        if not len(inside):
            heads.extend([first] * (end - first))
            continue
        tree = tree_heads(*_within(first + inside, first, end, numbers, scores))
        words: list[int] = (first + inside).tolist()
        row = 0
        for k in range(first, end):
            if known[k - first]:
                heads.append(k if tree[row] == ROOT else words[tree[row]])
                row += 1
            else:  # the first word of a sentence has a piece of its own before, or one after
                heads.append(k - 1 if k > first else words[0])
    return heads


def _likeliest(sentences: Sequence[Range], scores: WordScores) -> list[int]:
    """The likeliest head of each word in its sentence, for most sentences a tree already."""
    lengths = [end - first for first, end in sentences]
    firsts, ends = (np.repeat(bounds, lengths)[:, None] for bounds in np.array(sentences).reshape(-1, 2).T)
    candidates = scores.heads[: len(firsts)]
    inside = (candidates == ROOT) | ((candidates >= firsts) & (candidates < ends))
    inside &= (candidates != np.arange(len(firsts))[:, None]) & (scores.head_scores[: len(firsts)] > _OUTSIDE)
    best = np.take_along_axis(candidates, inside.argmax(axis=-1)[:, None], axis=-1)[:, 0]
    heads: list[int] = np.where(inside.any(axis=-1), best, ROOT).tolist()
    return heads


def _within(
    words: NDArray[np.int64], first: int, end: int, numbers: NDArray[np.int64], scores: WordScores
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Candidates and scores of a sentence's words, renumbered, those outside the sentence last and impossible."""
    candidates, logits = scores.heads[words], scores.head_scores[words]
    inside = (candidates == ROOT) | ((candidates >= first) & (candidates < end))
    inside &= candidates != words[:, None]
    logits = np.where(inside, logits, _OUTSIDE)
    renumbered = np.where(candidates == ROOT, ROOT, numbers[np.clip(candidates - first, 0, end - first - 1)])
    renumbered = np.where(inside, renumbered, ROOT)
    order = (-logits).argsort(axis=-1, kind="stable")
    return np.take_along_axis(renumbered, order, axis=-1), np.take_along_axis(logits, order, axis=-1)


def find_entities(tokens: Sequence[Token], scores: WordScores, labels: Labels) -> tuple[Entity, ...]:
    """The names: runs of words tagged B- and I- of one type; an I- after nothing begins a name.

    What the tags part and the tree joins is one name: "United" and "States".
    """
    runs: list[tuple[str, int, int]] = []
    for k in np.flatnonzero(scores.name > 0).tolist():
        mark, _, kind = labels.name[scores.name[k]].partition("-")
        if runs and runs[-1][0] == kind and k == runs[-1][2] + 1 and (mark == "I" or _joined(tokens, runs[-1], k)):
            runs[-1] = kind, runs[-1][1], k
        else:
            runs.append((kind, k, k))
    return tuple(
        Entity((tokens[first].start, tokens[last].end), _ENTITY_LABELS[kind])
        for kind, first, last in (_whole(tokens, run) for run in runs)
    )


def _joined(tokens: Sequence[Token], run: tuple[str, int, int], k: int) -> bool:
    """Whether a word hangs on a word of the run before it, or the run on it, as parts of a name do."""
    _, first, last = run
    inside = range(first, last + 1)
    if tokens[k].head in inside:
        return tokens[k].dep in _NAME_PARTS
    return any(tokens[j].head == k and tokens[j].dep in _NAME_PARTS for j in inside)


def _whole(tokens: Sequence[Token], run: tuple[str, int, int]) -> tuple[str, int, int]:
    """The run without prepositions, determiners and marks at its ends."""
    kind, first, last = run
    while last > first and tokens[last].pos in _NO_END:
        last -= 1
    while first < last and tokens[first].pos in _NO_END:
        first += 1
    return kind, first, last


def find_mentions(
    tokens: Sequence[Token], sentences: Sequence[Range], scores: WordScores, labels: Labels
) -> tuple[Mention, ...]:
    """The mentions of entities, nested ones included, in the order of their beginnings, the larger first."""
    begins = [first for first, _ in sentences]
    rows = np.flatnonzero(scores.mention > 0)
    heading: list[int] = rows.tolist()
    spans = {}
    for k, start, last in zip(heading, scores.first[rows].tolist(), scores.last[rows].tolist(), strict=True):
        first, end = sentences[bisect_right(begins, k) - 1]
        spans[k] = tokens[max(first, start)].start, tokens[min(end - 1, last)].end
    ordered = sorted(heading, key=lambda k: (spans[k][0], -spans[k][1], k))
    number = {k: i for i, k in enumerate(ordered)}
    rounded = scores.antecedent_chances.astype(np.float64).round(4)
    columns = (scores.mention, scores.antecedent, scores.antecedents, rounded)
    read = (column[ordered].tolist() for column in columns)
    return tuple(
        Mention(
            span=spans[k],
            head=k,
            type=labels.mention[kind],
            named=tokens[k].tag in _PROPER,
            antecedent=number.get(antecedent),
            likely=tuple(
                (number[head], chance) for head, chance in zip(likely, chances, strict=True) if head in number
            ),
        )
        for k, kind, antecedent, likely, chances in zip(ordered, *read, strict=True)
    )
