"""The tokens of a text, found by characters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from dateline.language.analysis import Analysis, Token
from dateline.model.spans import Span, SpanIndex
from dateline.times.lexicon import lexicon
from dateline.times.tense import Direction, direction_of


class Words:
    """Look-ups in an analysis: what stands at, before and behind a span of characters."""

    def __init__(self, analysis: Analysis) -> None:
        self.text = analysis.text
        self._analysis = analysis
        self._starts = analysis.tree.starts
        self._names = SpanIndex((entity.span, entity) for entity in analysis.entities)
        self._sentences = [start for start, _ in analysis.sentences]
        self._children: defaultdict[int, list[int]] = defaultdict(list)
        for i, token in enumerate(analysis.tokens):
            if token.head != i:
                self._children[token.head].append(i)

    def at(self, span: Span) -> Sequence[Token]:
        """The tokens that the span touches."""
        low, high = self._range(span)
        return self._analysis.tokens[low:high]

    def before(self, span: Span, count: int = 1) -> str:
        """The words in front of the span, in lower case and without the space between them, or nothing."""
        low, _ = self._range(span)
        tokens = self._analysis.tokens[max(0, low - count) : low]
        return " ".join(token.text.lower() for token in tokens)

    def token_before(self, span: Span) -> Token | None:
        """The token in front of the span, in its sentence."""
        low, _ = self._range(span)
        if low == 0:
            return None
        token = self._analysis.tokens[low - 1]
        return token if self.same_sentence((token.start, token.end), span) else None

    def after(self, span: Span) -> Token | None:
        """The token behind the span, in its sentence."""
        _, high = self._range(span)
        if high >= len(self._analysis.tokens):
            return None
        token = self._analysis.tokens[high]
        return token if self.same_sentence((token.start, token.end), span) else None

    def same_sentence(self, one: Span, other: Span) -> bool:
        """Whether two spans begin in the same sentence."""
        return bisect_right(self._sentences, one[0]) == bisect_right(self._sentences, other[0])

    def opens_sentence(self, span: Span) -> bool:
        """Whether the span is the first thing in its sentence, but for a preposition."""
        low, _ = self._range(span)
        sentence = bisect_right(self._sentences, span[0]) - 1
        first, _ = self._range((self._sentences[sentence], span[1])) if sentence >= 0 else (0, 0)
        return low - first <= 1

    def is_person(self, span: Span) -> bool:
        """Whether the span is part of a person's name."""
        return any(e.label == "PERSON" for e in self._names.touching(span))

    def is_name(self, span: Span) -> bool:
        """Whether the span is part of a longer name that is not a time's own."""
        return any(not _inside(e.span, span) for e in self._names.touching(span))

    def direction(self, span: Span) -> Direction | None:
        """Where the words around the span say that it lies."""
        words = lexicon().tense
        low, high = self._range(span)
        if low == high:
            return None
        one, two = self.before(span), self.before(span, 2)
        inside = range(low, high)
        top = next((k for k in inside if self._analysis.tokens[k].head not in inside), high - 1)
        told = direction_of(self._analysis.tokens, self._children, top, closed=self._closed(span))
        if one in words.behind:
            return "past"
        if (
            two in words.ahead
            or (one in words.ahead and told != "past")
            or (one in {"until", "till"} and not self.opens_sentence(span))
        ):
            return "future"
        return told

    def _closed(self, span: Span) -> bool:
        """Whether the sentence of the span ends with a full stop."""
        sentence = bisect_right(self._sentences, span[0]) - 1
        if sentence < 0:
            return False
        start, end = self._analysis.sentences[sentence]
        return self.text[start:end].rstrip("\"'”’)]").endswith((".", "!", "?"))

    def _range(self, span: Span) -> tuple[int, int]:
        low = bisect_right(self._starts, span[0]) - 1
        if low < 0 or self._analysis.tokens[low].end <= span[0]:
            low += 1
        return low, bisect_left(self._starts, span[1], lo=low)


def _inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
