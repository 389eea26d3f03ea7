"""Where the words around a time say that it lies: behind, or ahead.

News leaves out the year of a date and the week of a weekday, and lets the verb tell: "met on Thursday" is the last
Thursday, "will meet on Thursday" the next. The verb is the nearest one above the expression in the tree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, TypeAlias

from dateline.language.analysis import Token
from dateline.times.lexicon import lexicon

Direction: TypeAlias = Literal["past", "future"]

_AUXILIARIES: Final = frozenset({"aux", "aux:pass", "cop"})
_HAVE: Final = frozenset({"have", "'ve", "has", "had", "having"})
_PAST: Final[Direction] = "past"
_FUTURE: Final[Direction] = "future"


def direction_of(
    tokens: Sequence[Token], children: Mapping[int, Sequence[int]], start: int, *, closed: bool
) -> Direction | None:
    """The direction of the nearest verb at or above the token ``start``, or None where no verb tells.

    ``closed`` says that the sentence ends with a full stop: in headlines the present tense is the past's.
    """
    words = lexicon().tense
    current = start
    passed: set[int] = set()
    while current not in passed:
        passed.add(current)
        token = tokens[current]
        copula = next((tokens[k] for k in children.get(current, ()) if tokens[k].dep == "cop"), None)
        if current == start and copula is not None and copula.tag in {"VBZ", "VBP"}:
            return _FUTURE  # "the meeting is on Saturday"
        if current != start or token.pos in {"VERB", "AUX"} or copula is not None:
            lemma = token.lemma.lower()
            auxiliaries = [tokens[k] for k in children.get(current, ()) if tokens[k].dep in _AUXILIARIES]
            if _plans(token, auxiliaries) or (token.pos == "ADJ" and lemma in words.adjectives):
                return _FUTURE
            if closed and token.tag in {"VBZ", "VBP"} and lemma in words.announcing:
                return _FUTURE
            if token.pos in {"VERB", "AUX"} or auxiliaries:
                told = _of_verb(tokens, children, current, auxiliaries)
                if told is not None:
                    return told
        current = token.head
    return None


def _plans(token: Token, auxiliaries: Sequence[Token]) -> bool:
    """Whether what hangs on the word lies ahead: "scheduled for Monday", "is set for Monday"."""
    words = lexicon().tense
    lemma = token.lemma.lower()
    if token.tag == "VBN":
        by_others = any(a.dep == "aux:pass" for a in auxiliaries) or not auxiliaries
        return lemma in words.planning or (by_others and lemma in words.planned)
    return token.pos == "VERB" and lemma in words.planning and token.tag in {"VBG", "VBZ", "VBP"}


def _of_verb(
    tokens: Sequence[Token], children: Mapping[int, Sequence[int]], verb: int, auxiliaries: Sequence[Token]
) -> Direction | None:
    token = tokens[verb]
    has = any(a.text.lower() in _HAVE or a.lemma.lower() == "have" for a in auxiliaries)
    if any(a.tag == "MD" for a in auxiliaries):
        return _PAST if has and token.tag == "VBN" else _FUTURE
    if has or any(a.tag == "VBD" for a in auxiliaries):
        return _PAST
    present = any(a.tag in {"VBZ", "VBP"} for a in auxiliaries)
    if token.tag == "VBD":
        return _PAST
    if token.tag == "MD":
        return _FUTURE
    if token.tag == "VBN":
        return _FUTURE if present else _PAST
    if token.tag == "VBG":
        return _FUTURE if present else None
    if token.tag == "VB":
        return _of_infinitive(tokens, children, verb)
    return None


def _of_infinitive(tokens: Sequence[Token], children: Mapping[int, Sequence[int]], verb: int) -> Direction | None:
    """Ahead, but for the infinitives of what was achieved ("managed to meet"), which the verb above tells."""
    marked = any(tokens[k].tag == "TO" for k in children.get(verb, ()))
    head = tokens[tokens[verb].head]
    if marked and tokens[verb].head != verb and head.lemma.lower() in lexicon().tense.achieving:
        return None
    if not marked and any(tokens[k].lemma.lower() == "do" for k in children.get(verb, ())):
        return _PAST if any(tokens[k].tag == "VBD" for k in children.get(verb, ())) else None
    return _FUTURE if marked else None
