"""What attribution gets wrong on PolNeAR dev: by outlet, and one error after the other for a person to sort.

usage: python evaluation/errors.py [--sample N] [--seed 0]

Prints the scores by outlet (the first part of an article's name), then N of the annotated attributions that were not
found in the sense of `linked.iou50` and of the predicted ones that match none, drawn at random with the seed, each
with the sentence around its cue. The texts are the corpus's: they are shown here and kept nowhere.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.evaluation.attribution import outermost, score_attributions
from dateline.evaluation.nesting import words_in
from dateline.evaluation.polnear import GoldArticle, read_compartment
from dateline.extraction import extract_articles
from dateline.language import load_analyser
from dateline.model.article import Article, article_id
from dateline.model.attribution import RoleSpans
from dateline.model.spans import Spans, hull, overlaps, text_of

DEV = Path(__file__).resolve().parent.parent / ".cache" / "data" / "polnear" / "dev"


def agreement(text: str, one: Spans, other: Spans) -> float:
    left, right = words_in(text, one), words_in(text, other)
    return len(left & right) / len(left | right) if left or right else 1.0


def found(text: str, one: RoleSpans, others: Sequence[RoleSpans]) -> bool:
    return any(
        any(overlaps(a, b) for a in one.cue for b in other.cue)
        and agreement(text, one.source, other.source) >= 0.5
        and agreement(text, one.content, other.content) >= 0.5
        for other in others
    )


def shown(text: str, kind: str, one: RoleSpans, others: Sequence[RoleSpans]) -> str:
    start, end = hull((*one.source, *one.cue, *one.content))
    around = text[max(0, start - 80) : end + 80].replace("\n", " / ")
    near = [o for o in others if overlaps((start, end), hull((*o.cue, *o.content)))]
    lines = [kind, f"  {around}", f"  {described(text, one)}"]
    return "\n".join([*lines, *(f"  against: {described(text, other)}" for other in near[:3])])


def described(text: str, one: RoleSpans) -> str:
    return " | ".join(text_of(text, spans).replace("\n", " / ") or "-" for spans in (one.source, one.cue, one.content))


def errors(article: GoldArticle, predicted: Sequence[RoleSpans]) -> Iterator[str]:
    # An annotation may hold neither a cue nor a content: there is nothing to show.
    gold = [one for one in article.annotations[0] if one.cue or one.content]
    for one in gold:
        if not found(article.text, one, predicted):
            yield shown(article.text, f"missed ({article.stem})", one, predicted)
    for one in predicted:
        if not any(overlaps(a, b) for other in gold for a in one.cue for b in other.cue):
            yield shown(article.text, f"spurious ({article.stem})", one, gold)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--sample", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    gold = [article for article in read_compartment(DEV) if article.annotations]
    articles = [Article(id=article_id(g.text, url=None, outlet=None, published=None), text=g.text) for g in gold]
    read = [outermost(e.attributions) for e in extract_articles(articles, load_analyser())]
    outlets = defaultdict(list)
    for g, predicted in zip(gold, read, strict=True):
        outlets[g.stem.partition("_")[0]].append((g.text, g.annotations[0], predicted))
    for outlet, rows in sorted(outlets.items()):
        table = score_attributions(rows)
        print(f"{outlet:<24}{len(rows):>4} articles   linked.iou50 {table['linked.iou50']['F1']:>6.2f}")
    listed = [line for g, predicted in zip(gold, read, strict=True) for line in errors(g, predicted)]
    chosen = random.Random(args.seed).sample(listed, min(args.sample, len(listed)))
    print(f"\n{len(listed)} errors; {len(chosen)} of them:\n")
    print("\n\n".join(chosen))


if __name__ == "__main__":
    main()
