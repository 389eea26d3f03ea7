"""Coreference on the documents of GUM: gold entities, a baseline, and the scores of both systems in one run.

- *raw*: words, sentences and mentions are Dateline's, from the text alone. A mention is right where its span of
  characters is the gold one exactly. *gold*: words, sentences and mentions (span, head, type) are GUM's; tags, trees
  and the reader's guesses are not.
- Entities of one mention are dropped on both sides, as in CoNLL-2012; rows in ``.singletons`` keep them.
- ``.actors`` are people and organisations alone: the entities most of whose mentions are of these types.
- ``baseline``: mentions whose heads have the same lemma, or that are the same pronoun, upper and lower case alike.
- ``naming``: a mention of a person or organisation that is no name gets the name of its entity. It is right where
  that name is a mention of the gold entity; asked for where the gold entity has a mention headed by a proper noun.
  By the least probability of links that is asked of :func:`~dateline.coreference.resolve`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from dateline.coreference import Cluster, resolve
from dateline.evaluation.attribution import Table, Tally
from dateline.evaluation.coreference import METRICS, score_coreference
from dateline.evaluation.treebank import TreebankDocument, read_treebank
from dateline.language import Analysis, Mention, load_analyser
from dateline.model.spans import Span

if TYPE_CHECKING:
    from dateline.language.analyser import EncoderAnalyser

GENRES: Final = ("news", "interview", "speech")
"""The genres of GUM that are nearest to what Dateline reads: each has rows of its own."""
LEAST: Final = (0.0, 0.5, 0.7, 0.9)
"""The least probabilities of links that naming is scored with."""
_ACTORS: Final = frozenset({"person", "organization"})
_PROPER: Final = frozenset({"NNP", "NNPS"})

Entities: TypeAlias = list[list[Span]]
System: TypeAlias = Callable[[Analysis], list[list[int]]]
Reading: TypeAlias = tuple[TreebankDocument, Analysis]


@dataclass(frozen=True, slots=True)
class Scored:
    """The entities of one document: those of GUM and those of a system, each with its type."""

    gold: list[tuple[str, list[Span]]]
    predicted: list[tuple[str, list[Span]]]

    def pair(self, *, actors: bool) -> tuple[Entities, Entities]:
        """Gold and predicted entities, of people and organisations alone if asked."""
        gold, predicted = (
            [spans for kind, spans in side if not actors or kind in _ACTORS] for side in (self.gold, self.predicted)
        )
        return gold, predicted


def evaluate_coreference(path: Path) -> tuple[list[dict[str, Any]], Table]:
    """The clusters of each document of a GUM folder or file, from raw text, and the scores in per cent.

    Raises:
        CorpusError: there is no CoNLL-U file.
    """
    documents = list(read_treebank(path))
    analyser = cast("EncoderAnalyser", load_analyser())  # which can be given words
    raw = list(zip(documents, analyser.analyse(d.text for d in documents), strict=True))
    table = {**score_readings("raw", raw), **score_naming(raw)}
    table |= score_readings("gold", [(d, gold_mentions(d, read_gold_words(analyser, d))) for d in documents])
    printed = [
        {"document": document.name, "clusters": [_printed(analysis, c) for c in resolve(analysis)]}
        for document, analysis in raw
    ]
    return printed, table


def _printed(analysis: Analysis, cluster: Cluster) -> dict[str, Any]:
    return {
        "type": cluster.type,
        "name": None if cluster.name is None else analysis.text[slice(*cluster.name)],
        "mentions": [list(analysis.mentions[k].span) for k in cluster.mentions],
        "scores": list(cluster.scores),
        "members": list(cluster.members),
    }


def read_gold_words(analyser: EncoderAnalyser, document: TreebankDocument) -> Analysis:
    """The analysis of a document with its own words and sentences."""
    words = [(word.start, word.end) for word in document.words]
    return analyser.read_words(document.text, words, list(document.sentences()))


def gold_mentions(document: TreebankDocument, analysis: Analysis) -> Analysis:
    """The analysis, whose tokens are the document's words, with the document's mentions in the place of its own.

    The reader's guesses of antecedents stay, between the first mentions of the same head words.
    """
    guessed = {m.head: analysis.mentions[m.antecedent].head for m in analysis.mentions if m.antecedent is not None}
    likely = {m.head: [(analysis.mentions[i].head, chance) for i, chance in m.likely] for m in analysis.mentions}
    first: dict[int, int] = {}
    for k, mention in enumerate(document.mentions):
        first.setdefault(mention.head, k)
    mentions = tuple(
        Mention(
            span=_span(document, k),
            head=gold.head,
            type=gold.type,
            named=analysis.tokens[gold.head].tag in _PROPER,
            antecedent=first.get(guessed.get(gold.head, -1)),
            likely=tuple((first[head], chance) for head, chance in likely.get(gold.head, []) if head in first),
        )
        for k, gold in enumerate(document.mentions)
    )
    return replace(analysis, mentions=mentions)


def _span(document: TreebankDocument, k: int) -> Span:
    mention = document.mentions[k]
    return document.words[mention.first].start, document.words[mention.last].end


def gold_entities(document: TreebankDocument) -> list[tuple[str, list[Span]]]:
    """The groups of a document, each with the type of most of its mentions and their spans; no span comes twice."""
    groups: dict[str, dict[Span, str]] = defaultdict(dict)
    taken: set[Span] = set()
    for k, mention in enumerate(document.mentions):
        span = _span(document, k)
        if span not in taken:
            groups[mention.group][span] = mention.type
            taken.add(span)
    return [(_commonest(list(spans.values())), list(spans)) for spans in groups.values()]


def gold_groups(document: TreebankDocument, analysis: Analysis) -> list[str]:
    """For each mention of an analysis the group of the gold mention of its span, else of its head word, else ""."""
    by_span: dict[Span, str] = {}
    by_head: dict[int, str] = {}
    for k, mention in enumerate(document.mentions):
        by_span.setdefault(_span(document, k), mention.group)
        by_head[document.words[mention.head].start] = mention.group  # of several the smallest, as the reader is taught
    return [by_span.get(m.span) or by_head.get(analysis.tokens[m.head].start, "") for m in analysis.mentions]


def same_heads(analysis: Analysis) -> list[list[int]]:
    """The baseline: mentions by the lemma of their head, pronouns by their form."""
    found: dict[tuple[bool, str], list[int]] = defaultdict(list)
    for k, mention in enumerate(analysis.mentions):
        head = analysis.tokens[mention.head]
        pronoun = head.pos == "PRON"
        found[pronoun, (head.text if pronoun else head.lemma).lower()].append(k)
    return list(found.values())


def resolved(analysis: Analysis) -> list[list[int]]:
    """The mentions of each cluster."""
    return [list(cluster.mentions) for cluster in resolve(analysis)]


def score_readings(given: str, readings: Sequence[Reading]) -> Table:
    """A row for each part and way of counting: F1 of the metrics, their mean, and the mean of the baseline."""
    ours, baseline = ([_scored(reading, system) for reading in readings] for system in (resolved, same_heads))
    table: Table = {}
    for part, chosen in _parts([document.name for document, _ in readings]):
        for actors in (False, True):
            for singletons in (False, True):
                row = ".".join([given, *part, *(["actors"] if actors else []), *(["singletons"] if singletons else [])])
                own, plain = (
                    score_coreference((side[k].pair(actors=actors) for k in chosen), singletons=singletons)
                    for side in (ours, baseline)
                )
                table[row] = {metric: own[metric]["F1"] for metric in (*METRICS, "conll")}
                table[row]["baseline"] = plain["conll"]["F1"]
    return table


def _parts(names: Sequence[str]) -> Iterator[tuple[list[str], list[int]]]:
    """All documents, then those of each genre that there are some of, by their places."""
    yield [], list(range(len(names)))
    for genre in GENRES:
        if chosen := [k for k, name in enumerate(names) if name.split("_")[1:2] == [genre]]:
            yield [genre], chosen


def _scored(reading: Reading, system: System) -> Scored:
    document, analysis = reading
    predicted = []
    for cluster in system(analysis):
        mentions = [analysis.mentions[k] for k in cluster]
        predicted.append((_commonest([m.type for m in mentions]), [m.span for m in mentions]))
    return Scored(gold_entities(document), predicted)


def _commonest(values: Sequence[str]) -> str:
    """The most frequent value; of equals the one that comes first."""
    return Counter(values).most_common(1)[0][0]


def score_naming(readings: Iterable[Reading]) -> Table:
    """P, R and F1 in per cent of the names that people and organisations get, for each of :data:`LEAST`."""
    tallies = {least: Tally() for least in LEAST}
    for document, analysis in readings:
        groups = gold_groups(document, analysis)
        named = {groups[k] for k, m in enumerate(analysis.mentions) if m.named and m.type in _ACTORS and groups[k]}
        asked = {k for k, m in enumerate(analysis.mentions) if not m.named and m.type in _ACTORS and groups[k] in named}
        for least, tally in tallies.items():
            given = dict(_names_given(analysis, least))
            tally.add(
                sum(k in asked and groups[k] == groups[name] for k, name in given.items()), len(asked), len(given)
            )
    return {f"naming.{least:.1f}": tally.percentages() for least, tally in tallies.items()}


def _names_given(analysis: Analysis, least: float) -> Iterator[tuple[int, int]]:
    """Mentions of people and organisations that are no names, each with the named mention that tells its name."""
    for cluster in resolve(analysis, least=least):
        name = cluster.name
        if name is None:
            continue
        bearer = next(
            k for k in cluster.mentions if analysis.mentions[k].named and _holds(analysis.mentions[k].span, name)
        )
        for k in cluster.mentions:
            if not analysis.mentions[k].named and analysis.mentions[k].type in _ACTORS:
                yield k, bearer


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
