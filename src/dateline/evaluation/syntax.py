"""Scores of words, sentences, tags, lemmas and trees against a treebank, in the measures of CoNLL 2018.

Zeman et al., "CoNLL 2018 Shared Task: Multilingual Parsing from Raw Text to Universal Dependencies". Words of
the two sides are the same where they cover the same characters; every measure is the F1 of what is right, over
the gold and the predicted words, so that a word that was cut otherwise costs on both sides. With gold words
all of them are accuracies. Punctuation counts.

- *words*, *sentences*: spans that both sides have.
- *UPOS*, *XPOS*, *lemmas*: words with the right tag or lemma; a gold lemma ``_`` admits any.
- *UAS*: words with the right head. *LAS*: and with the right relation, subtype included. *LAS_plain*: the
  relation without its subtype, which is the shared task's own LAS.
- *noun_verb_heads*: the part of the gold common nouns and full verbs (UPOS NOUN and VERB) that have the right
  head, relations left aside. It compares trees of another scheme after a conversion of heads: what depends on
  small words, how a name is built inside and how loose clauses are joined (parataxis, list) is not asked. A
  head is right if it stands in the right name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.evaluation.attribution import Table, Tally
from dateline.evaluation.treebank import TreebankDocument, Word
from dateline.language.analysis import Analysis, Token
from dateline.model.spans import Span

MEASURES: Final = ("words", "sentences", "UPOS", "XPOS", "lemmas", "UAS", "LAS", "LAS_plain", "noun_verb_heads")

# Relations that build a name or a word together, and those that join what is loosely joined: each scheme has its
# own way, so that they are not asked of nouns and verbs.
_UNASKED: Final = frozenset({"flat", "fixed", "goeswith", "reparandum", "dep", "punct", "parataxis", "list"})


@dataclass(frozen=True, slots=True)
class Counts:
    """What one measure found in one document: right ones, gold ones, predicted ones."""

    hits: int
    gold: int
    predicted: int


def score_syntax(readings: Iterable[tuple[TreebankDocument, Analysis]]) -> Table:
    """:data:`MEASURES` in per cent over documents and their analyses."""
    tallies = {measure: Tally() for measure in MEASURES}
    for document, analysis in readings:
        for measure, counts in count_syntax(document, analysis).items():
            tallies[measure].add(counts.hits, counts.gold, counts.predicted)
    return {measure: tally.percentages() for measure, tally in tallies.items()}


def count_syntax(document: TreebankDocument, analysis: Analysis) -> dict[str, Counts]:
    """The counts of each of :data:`MEASURES` for one document."""
    words, tokens = document.words, analysis.tokens
    pairs = align(words, tokens)
    token_of = dict(pairs)
    bounds = {(words[first].start, words[end - 1].end) for first, end in document.sentences()}
    hits = dict.fromkeys(("UPOS", "XPOS", "lemmas", "UAS", "LAS", "LAS_plain"), 0)
    for i, j in pairs:
        word, token = words[i], tokens[j]
        hits["UPOS"] += word.upos == token.pos
        hits["XPOS"] += word.xpos == token.tag
        hits["lemmas"] += word.lemma in {"_", token.lemma}
        if token.head == (j if word.head < 0 else token_of.get(word.head, -1)):
            hits["UAS"] += 1
            hits["LAS"] += word.deprel == token.dep
            hits["LAS_plain"] += _plain(word.deprel) == _plain(token.dep)
    sizes = len(words), len(tokens)
    heads = list(_noun_verb_heads(words, tokens, pairs))
    return {
        "words": Counts(len(pairs), *sizes),
        "sentences": Counts(len(bounds & set(analysis.sentences)), len(bounds), len(analysis.sentences)),
        **{measure: Counts(count, *sizes) for measure, count in hits.items()},
        "noun_verb_heads": Counts(sum(heads), len(heads), len(heads)),
    }


def align(words: Sequence[Word], tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The pairs (word, token) that cover the same characters, in their order."""
    pairs = []
    i = j = 0
    while i < len(words) and j < len(tokens):
        word, token = _span(words[i]), _span(tokens[j])
        if word == token:
            pairs.append((i, j))
        i += word <= token
        j += token <= word
    return pairs


def _span(item: Word | Token) -> Span:
    return item.start, item.end


def _plain(relation: str) -> str:
    return relation.partition(":")[0]


def _noun_verb_heads(
    words: Sequence[Word], tokens: Sequence[Token], pairs: Sequence[tuple[int, int]]
) -> Iterator[bool]:
    """For each common noun and full verb of the gold side, whether its head is right."""
    word_of = {j: i for i, j in pairs}
    token_of = dict(pairs)
    for i, word in enumerate(words):
        if word.upos not in {"NOUN", "VERB"} or _plain(word.deprel) in _UNASKED:
            continue
        j = token_of.get(i)
        if j is None:
            yield False
        elif word.head < 0 or tokens[j].head == j:
            yield word.head < 0 and tokens[j].head == j
        else:
            found = word_of.get(tokens[j].head)
            yield found is not None and _name_of(words, found) == _name_of(words, word.head)


def _name_of(words: Sequence[Word], i: int) -> int:
    """The first word of the name that a word stands in, or the word itself."""
    while _plain(words[i].deprel) == "flat" and words[i].head >= 0:
        i = words[i].head
    return i
