"""Scores of extraction on annotated sentences, where attributions stand inside the contents of others.

Predicted attributions are matched to gold ones one to one by an overlapping cue, the closest in content first.

- *found*: matched pairs whose contents share a word, and whose sources do or are both empty (``overlap``), or
  that share half of the words of each (``iou50``, intersection over union), as in the scores on PolNeAR.
- *nesting*: a gold attribution inside another counts when it is matched, and its match stands inside the match
  of its parent; precision is over the predicted attributions that stand inside another. ``both_found`` is the
  share of those that are placed right where they and their parents are matched: placing without finding.
- *kind*, *polarity*, *quote*: over matched pairs the accuracy, and the F1 of each class with its mean over the
  classes of the gold side. ``majority`` always says the most frequent class of the matched gold attributions.
- *form*: the recall at iou50 by the form that a sentence was written for.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dateline.evaluation.attribution import Table, Tally
from dateline.evaluation.sentences import GoldAttribution, GoldSentence
from dateline.model.attribution import Attribution
from dateline.model.spans import Spans, overlaps

FIELDS: Final = ("kind", "polarity", "quote")
"""What is judged of a matched attribution."""

_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold attribution with its match, and how far their words agree (intersection over union)."""

    gold: GoldAttribution
    predicted: Attribution
    source: float
    content: float

    @property
    def overlaps(self) -> bool:
        """Whether the contents share a word, and the sources too or both are empty."""
        return self.content > 0 and self.source > 0

    @property
    def iou50(self) -> bool:
        """Whether source and content each share half of their words."""
        return self.content >= 0.5 and self.source >= 0.5


def words_in(text: str, spans: Spans) -> frozenset[int]:
    """The words that spans touch, by where they begin."""
    return frozenset(
        word.start()
        for word in _WORD.finditer(text)
        if any(word.start() < end and start < word.end() for start, end in spans)
    )


def match_attributions(
    text: str, gold: Sequence[GoldAttribution], predicted: Sequence[Attribution]
) -> tuple[Pair, ...]:
    """One-to-one pairs whose cues overlap, the closest in content first, then in source, in the gold order."""
    likely = [
        Pair(g, p, _agreement(text, g.spans.source, p.source), _agreement(text, g.spans.content, p.content))
        for g in gold
        for p in predicted
        if any(overlaps(one, other) for one in g.spans.cue for other in p.cue)
    ]
    chosen: dict[str, Pair] = {}
    taken: set[str] = set()
    for pair in sorted(likely, key=lambda pair: (pair.content, pair.source), reverse=True):
        if pair.gold.id not in chosen and pair.predicted.id not in taken:
            chosen[pair.gold.id] = pair
            taken.add(pair.predicted.id)
    return tuple(chosen[g.id] for g in gold if g.id in chosen)


def _agreement(text: str, one: Spans, other: Spans) -> float:
    """Intersection over union of words; 1 where both are empty."""
    left, right = words_in(text, one), words_in(text, other)
    return len(left & right) / len(left | right) if left or right else 1.0


def score_sentences(readings: Iterable[tuple[GoldSentence, Sequence[Attribution]]]) -> Table:
    """All measures in per cent over sentences and what was predicted for them; see the module for what each is."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    forms: dict[str, Tally] = defaultdict(Tally)
    pairs: list[Pair] = []
    for sentence, predicted in readings:
        matched = match_attributions(sentence.text, sentence.attributions, predicted)
        sizes = len(sentence.attributions), len(predicted)
        tallies["found.overlap"].add(sum(pair.overlaps for pair in matched), *sizes)
        tallies["found.iou50"].add(sum(pair.iou50 for pair in matched), *sizes)
        _count_nested(tallies, sentence, predicted, matched)
        forms[sentence.form].add(sum(pair.iou50 for pair in matched), *sizes)
        pairs.extend(matched)
    table: Table = {measure: tally.percentages() for measure, tally in tallies.items()}
    both = tallies["nesting.both_found"]
    table["nesting.both_found"] = {"given": both.gold, "accuracy": both.percentages()["R"]}
    for field in FIELDS:
        answers = [(getattr(pair.gold, field), getattr(pair.predicted, field)) for pair in pairs]
        table.update(score_classes(field, answers))
    for form, tally in sorted(forms.items()):
        table[f"form.{form}"] = {"given": tally.gold, "R": tally.percentages()["R"]}
    return table


def _count_nested(
    tallies: Mapping[str, Tally], sentence: GoldSentence, predicted: Sequence[Attribution], matched: Sequence[Pair]
) -> None:
    match = {pair.gold.id: pair.predicted for pair in matched}
    nested = [a for a in sentence.attributions if a.parent is not None]
    outer = [(match[a.id], match[a.parent]) for a in nested if a.parent in match and a.id in match]
    hits = sum(child.parent == parent.id for child, parent in outer)
    tallies["nesting"].add(hits, len(nested), sum(p.parent is not None for p in predicted))
    tallies["nesting.both_found"].add(hits, len(outer), len(outer))


def score_classes(name: str, answers: Sequence[tuple[str, Any]]) -> Table:
    """Accuracy and F1 by class over (gold, predicted) answers, with the majority's beside them.

    What is predicted may be None, which is right for no class.
    """
    common = Counter(gold for gold, _ in answers).most_common(1)
    majority = [(gold, common[0][0]) for gold, _ in answers]
    right, classes = _judged(answers)
    return {
        name: right,
        f"{name}.majority": _judged(majority)[0],
        **{f"{name}.{label}": tally.percentages() for label, tally in sorted(classes.items())},
    }


def _judged(answers: Sequence[tuple[str, Any]]) -> tuple[dict[str, float], dict[str, Tally]]:
    """The accuracy and mean F1, and the tally of each class that the gold side has."""
    classes = {label: Tally() for label in {gold for gold, _ in answers}}
    for label, tally in classes.items():
        gold, predicted = ([answer[side] == label for answer in answers] for side in (0, 1))
        tally.add(sum(g and p for g, p in zip(gold, predicted, strict=True)), sum(gold), sum(predicted))
    hits = sum(tally.hits for tally in classes.values())
    scores = [tally.percentages()["F1"] for tally in classes.values()]
    return {
        "given": len(answers),
        "accuracy": round(100 * hits / max(1, len(answers)), 2),
        "macro_F1": round(sum(scores) / max(1, len(scores)), 2),
    }, classes
