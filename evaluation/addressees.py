"""Scores of whom is spoken to: the addressees of attributions in real news, against labels made by reading.

usage: python evaluation/addressees.py [score|sample] [--labels FILE] [--speakers FILE] [--data FILE]
                                       [--format table|json] [--list] [--count N]

Two samples of news-2025-05-21.jsonl.gz are labelled: the hundred attributions of speakers.toml, as they come, and
forty more ("telling") whose cue stands in a sentence with a word of :data:`TELLING`, one an article, of articles that
speakers.toml does not use. `sample` repeats the second drawing and prints a draw a line, as JSON.

An addressee counts as `right` (an addressee of the attribution has one of its names, or its id), else as `missed`;
what an attribution gives beside its addressees is `wrong`, unless the label allows it. Addressees without a name
("reporters", "parents") are counted apart, for an attribution's addressees are actors: where one stands alone, any
addressee is wrong. Names are compared as in speakers.py.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

import speakers
from dateline.errors import CorpusError, DatelineError
from dateline.extraction import extract_articles
from dateline.language import load_analyser
from dateline.model.extraction import Extraction
from dateline.model.spans import Spans, check_spans, text_of
from speakers import Names

LABELS: Final = Path(__file__).with_suffix(".toml")
DRAWS: Final = 40
TELLING: Final = re.compile(
    r"\b(?:tell(?:s|ing)?|told|inform(?:s|ed|ing)?|warn(?:s|ed|ing)?|urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?"
    r"|brief(?:s|ed|ing)|notif(?:y|ies|ied|ying)|assur(?:e|es|ed|ing)|advis(?:e|es|ed|ing)|remind(?:s|ed|ing)?"
    r"|(?:wr(?:ite|ites|ote|itten|iting)|repl(?:y|ies|ied|ying)|respond(?:s|ed|ing)?|appeal(?:s|ed|ing)?) to"
    r"|call(?:s|ed|ing)? (?:up)?on)\b",
    re.IGNORECASE,
)
"""Forms of tell, inform, warn, urge, ask, brief, notify, assure, advise, remind; write, reply, respond, appeal to;
call on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A drawn attribution with whom its source speaks to; an addressee without names has none in the text.

    ``allowed`` are names that are no error to give.
    """

    sample: str
    draw: int
    item: int
    sha256: str
    cue: Spans
    source: Spans
    addressees: tuple[Names, ...] = ()
    allowed: Names = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a label: how many of its addressees with a name were found, and what was given wrongly."""

    label: Label
    found: bool
    right: int
    missed: int
    given: Names
    wrong: Names


def read_labels(path: Path, spoken: Path) -> tuple[Label, ...]:
    """The labels of a file: those of the attributions of ``spoken``, with none where the file has no row, then others.

    Raises:
        CorpusError: a file is no TOML, or a label is not as it must be.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
        of_speakers = {row["draw"]: row for row in rows["speakers"]}
        base = [known for known in speakers.read_labels(spoken) if not known.misread]
        if strange := set(of_speakers) - {known.draw for known in base}:
            raise CorpusError(f"{path}: draw {min(strange)} is none of {spoken.name}", "correct the file")
        first = [
            _label(
                "speakers",
                known.draw,
                known.item,
                known.sha256,
                known.cue,
                known.source,
                of_speakers.get(known.draw, {}),
            )
            for known in base
        ]
        second = [
            _label("telling", row["draw"], row["item"], row["sha256"], _spans(row["cue"]), _spans(row["source"]), row)
            for row in rows["telling"]
        ]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise CorpusError(f"{path} holds no labels of addressees: {error}", "correct the file") from error
    return (*first, *second)


def _label(sample: str, draw: int, item: int, sha256: str, cue: Spans, source: Spans, row: dict[str, Any]) -> Label:
    return Label(
        sample=sample,
        draw=draw,
        item=item,
        sha256=sha256,
        cue=cue,
        source=source,
        addressees=tuple(tuple(names) for names in row.get("addressees", [])),
        allowed=tuple(row.get("allowed", [])),
    )


def _spans(pairs: list[list[int]]) -> Spans:
    spans = tuple((start, end) for start, end in pairs)
    check_spans(spans)
    return spans


# --- sampling ---


def draws(path: Path, used: frozenset[int]) -> Iterator[dict[str, Any]]:
    """The attributions of telling in the order in which they are drawn, one an article."""
    ordered = [(item, article) for item, article in speakers.in_turns(speakers.read_news(path)) if item not in used]
    analyser = load_analyser()
    extractions = extract_articles((article for _, article in ordered), analyser)
    for (item, article), extraction in zip(ordered, extractions, strict=True):
        digest = speakers.hash_of(article)
        sentences = next(iter(analyser.analyse([article.text]))).sentences
        near = []
        for found in (a for a in extraction.attributions if a.source):
            around = next((s for s in sentences if s[0] <= found.cue[0][0] < s[1]), None)
            if around and TELLING.search(article.text[slice(*around)]):
                near.append((speakers.rank("telling", digest, found.cue), found, around))
        if near:
            _, found, around = min(near, key=lambda row: row[0])
            words = [article.text[slice(*around)], *(text_of(article.text, s) for s in (found.source, found.cue))]
            yield {"item": item, "sha256": digest[:16], "cue": found.cue, "source": found.source, "words": words}


# --- scoring ---


def score(labels: Sequence[Label], path: Path) -> list[Judged]:
    """What becomes of each label with the present reader; an article is read once."""
    articles = speakers.labelled_articles(labels, path)
    extractions = dict(zip(articles, extract_articles(articles.values(), load_analyser()), strict=True))
    return [judge(label, extractions[label.item]) for label in labels]


def judge(label: Label, extraction: Extraction) -> Judged:
    """Hold the addressees of the attribution whose cue a label shares most of against the label's."""
    named = [names for names in label.addressees if names]
    found = speakers.counterpart(label, extraction.attributions)
    if found is None:
        return Judged(label, found=False, right=0, missed=len(named), given=(), wrong=())
    known = {actor.id: actor for actor in extraction.actors}
    actors = [known[identifier] for identifier in found.addressees]
    right = sum(any(speakers.is_called(names, a.name, a.id) for a in actors) for names in named)
    allowed = (*(name for names in named for name in names), *label.allowed)
    wrong = tuple(a.name for a in actors if not speakers.is_called(allowed, a.name, a.id))
    return Judged(label, True, right, len(named) - right, tuple(a.name for a in actors), wrong)


def summary(judged: Sequence[Judged]) -> dict[str, dict[str, int]]:
    """The figures of each sample and of both."""
    parts = {"speakers": ("speakers",), "telling": ("telling",), "all": ("speakers", "telling")}
    return {name: _figures([j for j in judged if j.label.sample in samples]) for name, samples in parts.items()}


def _figures(judged: Sequence[Judged]) -> dict[str, int]:
    return {
        "labels": len(judged),
        "not_found": sum(not j.found for j in judged),
        "addressees": sum(j.right + j.missed for j in judged),
        "right": sum(j.right for j in judged),
        "missed": sum(j.missed for j in judged),
        "wrong": sum(len(j.wrong) for j in judged),
        "without_a_name": sum(not names for j in judged for names in j.label.addressees),
    }


def printed(figures: dict[str, dict[str, int]]) -> str:
    """The figures for people, a line a sample."""
    columns = list(figures["all"])
    lines = [f"{'':<10}" + "".join(f"{column:>16}" for column in columns)]
    lines += [f"{name:<10}" + "".join(f"{row[column]:>16}" for column in columns) for name, row in figures.items()]
    return "\n".join(lines)


def listed(judged: Sequence[Judged]) -> str:
    """What became of each label that has an addressee or was given one, a line each."""
    return "\n".join(
        f"{j.label.sample:<9}{j.label.draw:>4}  item {j.label.item:>3} {j.label.cue[0][0]:>6}  right {j.right} missed "
        f"{j.missed}  {'; '.join(names[0] if names else '-' for names in j.label.addressees)} | {', '.join(j.given)}"
        + (f"  WRONG {', '.join(j.wrong)}" if j.wrong else "")
        for j in judged
        if j.label.addressees or j.given
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("command", nargs="?", choices=("score", "sample"), default="score")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--speakers", type=Path, default=speakers.LABELS)
    parser.add_argument("--data", type=Path, default=speakers.DATA)
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--list", action="store_true", help="score: also name what became of each label")
    parser.add_argument("--count", type=int, default=DRAWS, help="sample: how many draws")
    args = parser.parse_args()
    try:
        if args.command == "sample":
            used = frozenset(label.item for label in speakers.read_labels(args.speakers))
            for place, row in enumerate(islice(draws(args.data, used), args.count), 1):
                print(json.dumps({"draw": place, **row}, ensure_ascii=False), flush=True)
            return
        judged = score(read_labels(args.labels, args.speakers), args.data)
    except DatelineError as error:
        sys.exit(str(error))
    figures = summary(judged)
    if args.list:
        print(listed(judged), end="\n\n")
    print(json.dumps(figures) if args.format == "json" else printed(figures))


if __name__ == "__main__":
    main()
