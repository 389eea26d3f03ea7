"""Scores of who speaks: the actors and chains of attributions in real news, against labels made by reading.

usage: python evaluation/speakers.py [score|sample] [--labels FILE] [--data FILE] [--format table|json] [--list]
                                     [--count N]

`score` reads the labelled articles and holds the actors of each labelled attribution against its label; --list
names the outcome of each. `sample` repeats the drawing and prints a draw a line, with its words, as JSON.

DATA is news-2025-05-21.jsonl.gz, 759 articles of one day. The outlets take turns; an article gives at most two of
the attributions with a source that the reader finds in it. Articles and attributions are ordered by hashes with a
fixed seed, so that a draw depends on no other article; another version of the reader may find, and so draw, others.

A label counts as `right` (one of the actors is the speaker), `rightly_unknown` (nobody could be named, and nobody
is), `wrong` (actors, none of them the speaker, or any where nobody could be named), `missing` (no actor, though the
speaker is known) or `not_found` (no attribution whose cue overlaps). Names are the same whatever their case, accents
and punctuation; an actor counts by its name or its id.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tomllib
import unicodedata
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from dateline.documents import Document, read_documents
from dateline.errors import CorpusError, DatelineError
from dateline.extraction import extract_articles
from dateline.language import load_analyser
from dateline.model.article import Article
from dateline.model.attribution import Attribution
from dateline.model.extraction import Extraction
from dateline.model.spans import Spans, check_spans, hull, text_of

LABELS = Path(__file__).with_suffix(".toml")
DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "news-2025-05-21.jsonl.gz"
SEED = 20250521
PER_ARTICLE = 2
DRAWS = 132  # as many as it took to reach 100 that are no misreadings
# Outlets with several feeds, which are named bbc-top, bbc-world ...
OUTLETS = ("bbc", "cbc", "cnbc", "dw", "fox", "jpost", "nyt")
UNKNOWN = "unknown"

Kind: TypeAlias = Literal[
    "name",
    "pronoun",
    "description",
    "name-in-another-sentence",
    "organisation",
    "metonym",
    "unnamed",
    "document",
    "chain",
]
Outcome: TypeAlias = Literal["right", "rightly_unknown", "wrong", "missing", "not_found"]
Names: TypeAlias = tuple[str, ...]
"""Names of one speaker or link, each of them as good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One drawn attribution and who speaks in it; `kind` and `names` are empty where it is a misreading.

    `names` are the speaker's name and what else it may be called; ("unknown", ...) where the text does not say who,
    with names that would be no error. `chain` has two links or more, or none; `told` says that its first link is an
    outlet that the speaker talked to.
    """

    draw: int
    item: int
    sha256: str
    cue: Spans
    source: Spans
    kind: Kind | None = None
    names: Names = ()
    country: str | None = None
    chain: tuple[Names, ...] = ()
    told: bool = False
    needs_table: bool = False

    @property
    def misread(self) -> bool:
        """Whether the drawn attribution is none."""
        return self.kind is None


@dataclass(frozen=True, slots=True)
class Draw:
    """A drawn attribution, with the article and its line."""

    item: int
    article: Article
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a label: its outcome, and whether the chain and the country are right (null if not asked)."""

    label: Label
    outcome: Outcome
    given: Names
    chain: bool | None
    country: bool | None


# --- the labels ---

_KEYS = {
    "draw": int,
    "item": int,
    "sha256": str,
    "cue": list,
    "source": list,
    "misread": bool,
    "kind": str,
    "speaker": str,
    "aliases": list,
    "country": str,
    "chain": list,
    "told": bool,
    "needs_table": bool,
    "note": str,
}
_ALWAYS = {"draw", "item", "sha256", "cue", "source"}
_ONLY_TRUE = {"kind", "speaker", "aliases", "country", "chain", "told", "needs_table"}


def read_labels(path: Path) -> tuple[Label, ...]:
    """The labels of a file, in its order.

    Raises:
        CorpusError: the file is no TOML, or a label is not as it must be.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["label"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise CorpusError(f"{path} holds no labels: {error}", "correct the file") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CorpusError(f"{path}: label is no list of tables", "write each label as [[label]]")
    labels = []
    for place, row in enumerate(rows, 1):
        try:
            labels.append(_label(row))
        except (ValueError, TypeError) as error:
            raise CorpusError(f"{path}: label {place} (draw {row.get('draw')!r}): {error}", "correct it") from error
    _check_together(path, labels)
    return tuple(labels)


def _label(row: dict[str, Any]) -> Label:
    if strange := sorted(set(row) - set(_KEYS)):
        raise ValueError(f"a label has no key {strange[0]!r}")
    if lacking := sorted(_ALWAYS - set(row)):
        raise ValueError(f"the key {lacking[0]!r} is missing")
    for key, value in row.items():
        if type(value) is not _KEYS[key]:  # and not isinstance: true is no number
            raise ValueError(f"{key} must be {_KEYS[key].__name__}, not {type(value).__name__}")
    if not re.fullmatch(r"[0-9a-f]{16}", row["sha256"]):
        raise ValueError("sha256 must be the first 16 hexadecimal digits of the hash of the article's text")
    base = Label(
        draw=row["draw"],
        item=row["item"],
        sha256=row["sha256"],
        cue=_spans(row, "cue"),
        source=_spans(row, "source"),
    )
    if row.get("misread", False):
        if extra := sorted(_ONLY_TRUE & set(row)):
            raise ValueError(f"a misreading has no {extra[0]}")
        return base
    return _with_speaker(base, row)


def _with_speaker(base: Label, row: dict[str, Any]) -> Label:
    for key in ("kind", "speaker"):
        if not row.get(key):
            raise ValueError(f"the key {key!r} is missing, and it is no misreading")
    if row["kind"] not in get_args(Kind):
        raise ValueError(f"kind {row['kind']!r} is none of {', '.join(get_args(Kind))}")
    names = (row["speaker"], *_names(row.get("aliases", []), "aliases"))
    country = row.get("country")
    if country is not None and (names[0] == UNKNOWN or not re.fullmatch(r"[A-Z]{3}", country)):
        raise ValueError("country must be three capital letters, of a speaker who is known")
    chain = tuple(_names(link if isinstance(link, list) else [link], "chain") for link in row.get("chain", []))
    if chain and (len(chain) < 2 or chain[-1][0] != names[0]):
        raise ValueError("a chain has two links or more, and the speaker is the last")
    if row.get("told", False) and not chain:
        raise ValueError("told is said of a chain, and there is none")
    return Label(
        draw=base.draw,
        item=base.item,
        sha256=base.sha256,
        cue=base.cue,
        source=base.source,
        kind=row["kind"],
        names=names,
        country=country,
        chain=(*chain[:-1], names) if chain else (),
        told=row.get("told", False),
        needs_table=row.get("needs_table", False),
    )


def _names(values: list[Any], key: str) -> Names:
    if not values or not all(isinstance(value, str) and value.strip() for value in values):
        if not values and key == "aliases":
            return ()
        raise ValueError(f"{key} must hold names")
    return tuple(values)


def _spans(row: dict[str, Any], key: str) -> Spans:
    pairs = row[key]
    if not pairs or not all(isinstance(p, list) and len(p) == 2 and all(type(n) is int for n in p) for p in pairs):
        raise ValueError(f"{key} must be a list of [start, end], with one at least")
    spans = tuple((start, end) for start, end in pairs)
    check_spans(spans)
    return spans


def _check_together(path: Path, labels: Sequence[Label]) -> None:
    """Raise ``CorpusError`` unless the draws are counted without a gap and articles keep their hash and their limit."""
    if [label.draw for label in labels] != list(range(1, len(labels) + 1)):
        raise CorpusError(f"{path}: the draws are not counted 1, 2, 3 ...", "put the labels in order, none left out")
    by_item: dict[int, list[Label]] = defaultdict(list)
    for label in labels:
        by_item[label.item].append(label)
    for item, found in by_item.items():
        if len({label.sha256 for label in found}) > 1:
            raise CorpusError(f"{path}: item {item} has two hashes", "correct the file")
        if len(found) > PER_ARTICLE:
            raise CorpusError(f"{path}: item {item} has {len(found)} labels", f"keep {PER_ARTICLE} of an article")


# --- the articles ---


def read_news(path: Path) -> Iterator[tuple[int, Article]]:
    """The articles of the day with their lines; what is empty or not English is passed over.

    Raises:
        CorpusError: there is no such file.
    """
    if not path.is_file():
        raise CorpusError(f"{path} is not there", "name the file of the day's news with --data")
    for document in read_documents([str(path)]):
        if isinstance(document, Document):
            yield document.item or 0, document.article


def hash_of(article: Article) -> str:
    """SHA-256 of the article's text."""
    return hashlib.sha256(article.text.encode()).hexdigest()


def labelled_articles(labels: Sequence[Label], path: Path) -> dict[int, Article]:
    """The articles that have labels, by line.

    Raises:
        CorpusError: one is missing, or its text is another than the one that was labelled.
    """
    hashes = {label.item: label.sha256 for label in labels}
    articles = {item: article for item, article in read_news(path) if item in hashes}
    for label in labels:
        article = articles.get(label.item)
        if article is None or not hash_of(article).startswith(label.sha256):
            raise CorpusError(f"{path}: item {label.item} is not the article that was labelled", "check the file")
        if max(hull(label.cue)[1], hull(label.source)[1]) > len(article.text):
            raise CorpusError(f"draw {label.draw} reaches beyond the text of item {label.item}", "correct the label")
    return articles


# --- sampling ---


def draws(path: Path) -> Iterator[Draw]:
    """The attributions of the day in the order in which they are drawn."""
    ordered = list(in_turns(read_news(path)))
    extractions = extract_articles((article for _, article in ordered), load_analyser())
    for (item, article), extraction in zip(ordered, extractions, strict=True):
        digest = hash_of(article)
        places = {a.id: rank(digest, a.cue) for a in extraction.attributions if a.source}
        chosen = sorted(places, key=places.__getitem__)[:PER_ARTICLE]
        for attribution in (a for a in extraction.attributions if a.id in chosen):
            yield Draw(item, article, attribution)


def in_turns(articles: Iterable[tuple[int, Article]]) -> Iterator[tuple[int, Article]]:
    """The articles in a fixed random order, the outlets taking turns; no text and no address twice."""
    groups: dict[str, dict[str, tuple[int, Article]]] = defaultdict(dict)
    for item, article in articles:
        groups[_outlet(article.outlet or "")].setdefault(hash_of(article), (item, article))
    queues = {name: deque(found[digest] for digest in sorted(found, key=rank)) for name, found in groups.items()}
    seen: set[str] = set()
    for turn in count():
        if not any(queues.values()):
            return
        for _, name in sorted((rank(turn, name), name) for name in queues):
            while queues[name]:
                item, article = queues[name].popleft()
                if article.url is None or article.url not in seen:
                    seen.update([article.url] if article.url else [])
                    yield item, article
                    break


def _outlet(feed: str) -> str:
    first = feed.split("-", maxsplit=1)[0]
    return first if first in OUTLETS else feed


def rank(*parts: object) -> str:
    """A random but fixed place in an order."""
    return hashlib.sha256(":".join(map(str, (SEED, *parts))).encode()).hexdigest()


def print_sample(labels: Sequence[Label], path: Path, number: int) -> None:
    """Print the first draws, a line each, with their words and whether the file labels them."""
    labelled = 0
    for place, draw in enumerate(islice(draws(path), number), 1):
        found = draw.attribution
        known = any(label.item == draw.item and _shared(label.cue, found.cue) for label in labels)
        labelled += known
        row = {
            "draw": place,
            "item": draw.item,
            "sha256": hash_of(draw.article)[:16],
            "outlet": draw.article.outlet,
            "cue": found.cue,
            "source": found.source,
            "words": [text_of(draw.article.text, spans) for spans in (found.source, found.cue, found.content)],
            "labelled": known,
        }
        print(json.dumps(row, ensure_ascii=False), flush=True)
    if labelled < min(number, len(labels)):
        why = "this reader is not the one that was drawn from"
        print(f"{labelled} of {number} draws are labelled: {why}", file=sys.stderr)


# --- scoring ---


def score(labels: Sequence[Label], path: Path) -> list[Judged]:
    """What becomes of each label with the present reader; an article is read once."""
    articles = labelled_articles(labels, path)
    by_item: dict[int, list[Label]] = defaultdict(list)
    for label in labels:
        by_item[label.item].append(label)
    extractions = extract_articles((articles[item] for item in by_item), load_analyser())
    pairs = zip(by_item.values(), extractions, strict=True)
    judged = [judge(label, extraction) for found, extraction in pairs for label in found]
    return sorted(judged, key=lambda j: j.label.draw)


def judge(label: Label, extraction: Extraction) -> Judged:
    """Hold the attribution whose cue a label shares most of against the label."""
    found = counterpart(label, extraction.attributions)
    if found is None:
        return Judged(label, "not_found", (), chain=False if label.chain else None, country=None)
    known = {actor.id: actor for actor in extraction.actors}
    actors = [known[identifier] for identifier in found.actors]
    right = [a for a in actors if is_called(label.names, a.name, a.id)]
    if right:
        outcome: Outcome = "right"
    elif actors:
        outcome = "wrong"
    else:
        outcome = "rightly_unknown" if label.names[:1] == (UNKNOWN,) else "missing"
    return Judged(
        label,
        outcome,
        tuple(actor.name for actor in actors),
        chain=_has_chain(label, found, {a.id: a.name for a in extraction.actors}) if label.chain else None,
        country=any(a.country == label.country for a in right) if right and label.country else None,
    )


def counterpart(label: Label, attributions: Sequence[Attribution]) -> Attribution | None:
    """The attribution that shares most of the cue, and then of the source."""
    near = [a for a in attributions if _shared(label.cue, a.cue)]
    return max(near, key=lambda a: (_shared(label.cue, a.cue), _shared(label.source, a.source)), default=None)


def _shared(one: Spans, other: Spans) -> int:
    """How many characters the spans share."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)


def _has_chain(label: Label, found: Attribution, actors: dict[str, str]) -> bool:
    """Whether the links are those of the label, one for one; an unknown one must name no actor.

    Labels have what the cue's own sentence says, so that carriers inferred from the sentence before do not count.
    """
    links = [link for link in found.chain if not link.inferred]
    if len(links) != len(label.chain):
        return False
    return all(
        (names[0] == UNKNOWN and link.actor is None)
        or is_called(names, link.name, link.actor or "", actors.get(link.actor or "", ""))
        for names, link in zip(label.chain, links, strict=True)
    )


def is_called(names: Names, *given: str) -> bool:
    wanted = {_plain(name) for name in names if name != UNKNOWN}
    return any(_plain(name) in wanted for name in given if name)


def _plain(name: str) -> str:
    """A name without case, accents, punctuation and a leading article."""
    letters = (c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = re.sub(r"[\W_]+", " ", re.sub(r"(?<=\w)['’](?=s\b)|\.", "", "".join(letters))).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


# --- reports ---


def summary(judged: Sequence[Judged]) -> dict[str, Any]:
    """The figures: outcomes in all and by kind, chains, countries, and misreadings that are still read."""
    true = [j for j in judged if not j.label.misread]
    outcomes = Counter(j.outcome for j in true)
    misread = [j for j in judged if j.label.misread]
    known = [j for j in true if j.label.names[0] != UNKNOWN]
    tables = [j for j in true if j.label.needs_table]
    kinds = [kind for kind in get_args(Kind) if any(j.label.kind == kind for j in true)]
    return {
        "labels": len(true),
        "outcomes": {name: outcomes[name] for name in get_args(Outcome)},
        "by_kind": {
            kind: {name: sum(j.label.kind == kind and j.outcome == name for j in true) for name in get_args(Outcome)}
            for kind in kinds
        },
        "given_right": _fraction(j.outcome == "right" for j in true if j.outcome in {"right", "wrong"}),
        "known_right": _fraction(j.outcome == "right" for j in known),
        "needing_a_table_right": _fraction(j.outcome == "right" for j in tables),
        "countries_right": _fraction(j.country for j in true if j.country is not None),
        "chains_right": _fraction(j.chain for j in true if j.chain is not None),
        "chains_right_reported": _fraction(j.chain for j in true if j.chain is not None and not j.label.told),
        "chains_right_told": _fraction(j.chain for j in true if j.chain is not None and j.label.told),
        "misreadings_still_read": _fraction(j.outcome != "not_found" for j in misread),
    }


def _fraction(hits: Iterable[bool | None]) -> list[int]:
    """How many, and of how many."""
    found = [bool(hit) for hit in hits]
    return [sum(found), len(found)]


def printed(figures: dict[str, Any]) -> str:
    """The figures for people: outcomes by kind as a table, the rest a line each."""
    outcomes = get_args(Outcome)
    lines = [f"{'':<26}" + "".join(f"{name:>17}" for name in outcomes) + f"{'all':>7}"]
    for kind, row in {**figures["by_kind"], "all": figures["outcomes"]}.items():
        lines.append(f"{kind:<26}" + "".join(f"{row[name]:>17}" for name in outcomes) + f"{sum(row.values()):>7}")
    lines.append("")
    for name, value in figures.items():
        if isinstance(value, list):
            lines.append(f"{name.replace('_', ' '):<26}{value[0]:>4} of {value[1]}")
    return "\n".join(lines)


def listed(judged: Iterable[Judged]) -> str:
    """What became of each label, a line each: where it stands, who speaks, whom the reader names."""
    lines = []
    for j in judged:
        label = j.label
        where = f"{label.draw:>4}  item {label.item:>3}  {hull(label.cue)[0]:>6}"
        if label.misread:
            lines.append(f"{where}  misreading, {'gone' if j.outcome == 'not_found' else 'still read'}")
            continue
        chain = {None: "", True: "; chain right", False: "; chain wrong"}[j.chain]
        given = ", ".join(j.given) or "-"
        lines.append(f"{where}  {j.outcome:<16}{label.kind:<26}{label.names[0]} | {given}{chain}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("command", nargs="?", choices=("score", "sample"), default="score")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--list", action="store_true", help="score: also name what became of each label")
    parser.add_argument("--count", type=int, default=DRAWS, help="sample: how many draws")
    args = parser.parse_args()
    try:
        labels = read_labels(args.labels)
        if args.command == "sample":
            print_sample(labels, args.data, args.count)
            return
        judged = score(labels, args.data)
    except DatelineError as error:
        sys.exit(str(error))
    figures = summary(judged)
    if args.format == "json":
        rows = [{"draw": j.label.draw, "outcome": j.outcome, "given": j.given, "chain": j.chain} for j in judged]
        print(json.dumps(figures | ({"list": rows} if args.list else {}), ensure_ascii=False))
        return
    if args.list:
        print(listed(judged), end="\n\n")
    print(printed(figures))


if __name__ == "__main__":
    main()
