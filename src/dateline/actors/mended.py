"""The reader's names, mended where syntax and the words beside them show that they are too short or of another kind."""

from __future__ import annotations

from typing import Final

from dateline.actors.gazetteer import Gazetteer
from dateline.actors.names import fold, folds, name_words
from dateline.language.analysis import Analysis, Entity, Token
from dateline.model.spans import Span

_ONE_NAME: Final = frozenset({"flat", "flat:foreign", "flat:name", "compound", "appos"})
_FUNCTION: Final = frozenset({"PRP", "PRP$", "DT", "IN", "TO", "WP", "CC"})
_LONGEST_HEAD: Final = 2  # words of an office that has its body's name before it


def mended_entities(analysis: Analysis, who: Gazetteer) -> tuple[Entity, ...]:
    """The names of a text: pronouns left out, "Lee" widened to "Ann Lee", "Acme" in "Acme president" no person."""
    mender = _Mender(analysis, who)
    return tuple(found for entity in analysis.entities if (found := mender.mended(entity)) is not None)


class _Mender:
    def __init__(self, analysis: Analysis, who: Gazetteer) -> None:
        self._tokens, self._who = analysis.tokens, who
        self._starts = {token.start: k for k, token in enumerate(analysis.tokens)}
        self._ends = {token.end: k for k, token in enumerate(analysis.tokens)}
        self._taken = {
            k for e in analysis.entities for start in range(*e.span) if (k := self._starts.get(start)) is not None
        }

    def mended(self, entity: Entity) -> Entity | None:
        """The name as it should be, or None for what is no name."""
        first, last = self._starts.get(entity.span[0]), self._ends.get(entity.span[1])
        if entity.label != "PERSON" or first is None or last is None:
            return entity
        if first != last:
            return Entity((entity.span[0], self._after_hyphen(last)), "PERSON")
        word = self._tokens[first]
        if word.tag in _FUNCTION and not (len(word.text) > 1 and word.text.isupper()):  # the WHO is no "who"
            return None
        if self._heads_body(last + 1):
            return Entity(entity.span, "ORG")
        return Entity(self._widened(first), "PERSON")

    def _heads_body(self, after: int) -> bool:
        """Whether the words of an office that a body's name stands before begin at a token."""
        words = [token.text.lower() for token in self._tokens[after : after + _LONGEST_HEAD]]
        return any(" ".join(words[:n]) in name_words().heads for n in range(1, len(words) + 1))

    def _widened(self, k: int) -> Span:
        """The span of a person's single name with the first or family name that the reader left beside it."""
        start, end = self._tokens[k].start, self._tokens[k].end
        if k > 0 and self._belongs(k - 1, k):
            start = self._tokens[k - 1].start
        elif k + 1 < len(self._tokens) and self._belongs(k + 1, k):
            end = self._tokens[k + 1].end
        return start, end

    def _after_hyphen(self, last: int) -> int:
        """Where a full name ends: "Ann Lee-Roux", of which the reader saw "Ann Lee"."""
        end = self._tokens[last].end
        hyphen, more = self._tokens[last + 1 : last + 2], self._tokens[last + 2 : last + 3]
        if hyphen and more and hyphen[0].text == "-" and (hyphen[0].start, more[0].start) == (end, end + 1):
            return more[0].end if more[0].text[:1].isupper() else end
        return end

    def _belongs(self, other: int, k: int) -> bool:
        """Whether a word next to a person's single name is part of it: a name too, joined to it, and no title."""
        word, name = self._tokens[other], self._tokens[k]
        left, right = (word, name) if other < k else (name, word)
        plain = fold(word.text)
        return (
            other not in self._taken
            and right.start - left.end == 1
            and word.pos == "PROPN"
            and name.pos == "PROPN"
            and word.text[0].isupper()
            and word.text.isalpha()
            and not word.text.isupper()
            and self._joined(other, k)
            and not self._is_title(word, plain)
        )

    def _joined(self, one: int, other: int) -> bool:
        a, b = self._tokens[one], self._tokens[other]
        return (a.head == other and a.dep in _ONE_NAME) or (b.head == one and b.dep in _ONE_NAME) or (
            a.head == b.head and a.dep in _ONE_NAME and b.dep in _ONE_NAME
        )  # fmt: skip

    def _is_title(self, word: Token, plain: str) -> bool:
        table = name_words()
        return (
            plain in table.honorifics | table.qualifiers
            or plain in table.portfolios
            or self._who.offices.is_phrase((plain,))
            or bool(self._who.state_of_adjective(word.text))
            or bool(self._who.ids_of(word.text))
            or not folds(word.text)
        )
