"""Demands, requests and pledges, and whether a record holds an answer to them."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice, product
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, and_, or_

from dateline.record.listing import Answer, Ask, AskQuery, Party
from dateline.record.mentions import Mentioned, find_mentions, happened, names, told
from dateline.record.parties import state_words, wanted
from dateline.record.tables import event
from dateline.record.words import words_of

_TABLE: Final = tomllib.loads((Path(__file__).parent / "data" / "answers.toml").read_text(encoding="utf-8"))
ANSWERS: Final = frozenset[str](_TABLE["answers"])
"""PLOVER categories of acts that can answer an ask."""
_DEEDS: Final = frozenset[str](_TABLE["deeds"])
_NOT_OWED: Final = frozenset[str](_TABLE["not_owed"])
_EMPTY: Final = frozenset[str](_TABLE["empty"].split())
_ENDINGS: Final = frozenset[str](("", *_TABLE["endings"].split()))
_STEM: Final[int] = _TABLE["stem"]


def find_asks(connection: Connection, query: AskQuery) -> list[Ask]:
    """The asks that ``query`` asks for: latest publication first, then by article and place in the text."""
    by, to = (wanted(party) if party is not None else None for party in (query.by, query.to))
    is_ask = or_(event.c.category == "REQUEST", and_(event.c.category == "AGREE", event.c.proposition.is_not(None)))
    conditions = [is_ask, *told(query.days), *(names(party) for party in (by, to) if party is not None)]
    asks = [
        mention
        for mention in find_mentions(connection, *conditions)
        if (by is None or any(by.fits(party) for party in mention.actors))
        and (to is None or any(to.fits(party) for party in mention.recipients))
        and happened(query.days, *_days(mention))
    ]
    if not asks:
        return []
    asks.sort(key=lambda mention: mention.row.published_at or "", reverse=True)
    answers = Answers(find_mentions(connection, event.c.category.in_(sorted(ANSWERS))))
    found = (_ask(mention, answers.to(mention)) for mention in asks)
    return list(islice((ask for ask in found if not query.open or is_open(ask)), query.limit))


def is_open(ask: Ask) -> bool:
    """Whether something is owed and the record holds no answer."""
    return ask.answer is None and ask.telling.status not in _NOT_OWED


class Answers:
    """Events that can answer, to be asked for the first that answers an ask.

    An answer is another event of one of :data:`ANSWERS`, which its claimant asserts; on the day of the ask or later,
    where the day of publication stands for a day that is not told; between the same two sides; and its proposition or
    clause shares a word with what is asked, the names of parties and words without content left out.

    A side is the state that a party acts for, else the party itself. A request is answered by the side that was
    asked, towards the asker or nobody in particular; without an addressee by whoever does something to the asker. A
    pledge is answered likewise, and by the side that gave it, but not by giving it again.

    The events are kept by the side that acts and by the beginnings of their words, for a record holds many.
    """

    def __init__(self, mentions: Iterable[Mentioned]) -> None:
        fitting = (m for m in mentions if m.row.category in ANSWERS and m.asserted and m.day is not None)
        several = sorted(fitting, key=_order)
        self._kept = [(mention, _content(mention)) for mention in several]
        self._days = [mention.day or "" for mention in several]
        self._places: dict[tuple[str | None, str], list[int]] = defaultdict(list)
        for place, (mention, words) in enumerate(self._kept):
            beginnings = {word[:_STEM] for word in words}
            for side in (None, *_sides(mention.actors)):
                for beginning in beginnings:
                    self._places[side, beginning].append(place)

    def to(self, ask: Mentioned) -> Mentioned | None:
        """The first answer to ``ask``, None where there is none."""
        if ask.day is None:
            return None
        words = _content(ask)
        first = bisect_left(self._days, ask.day)
        sides = _sides((*ask.actors, *ask.recipients)) if ask.recipients else (None,)
        found = None
        for key in product(sides, {word[:_STEM] for word in words}):
            places = self._places.get(key, [])
            for place in places[bisect_left(places, first) :]:
                if found is not None and place >= found:
                    break
                mention, own = self._kept[place]
                if not _same(mention, ask) and _between(mention, ask) and share_words(words, own):
                    found = place
        return None if found is None else self._kept[found][0]


def share_words(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two lists of words have a word in common, whatever its ending."""
    return any(_alike(a, b) for a, b in product(one, other))


def _between(answer: Mentioned, ask: Mentioned) -> bool:
    asking, asked = _sides(ask.actors), _sides(ask.recipients)
    acting, receiving = _sides(answer.actors), _sides(answer.recipients)
    if not asked:
        return bool(receiving & asking) and not acting & asking
    replied = bool(acting & (asked - asking)) and (not receiving or bool(receiving & asking))
    if ask.row.category != "AGREE":
        return replied
    kept = bool(acting & asking) and (not receiving or bool(receiving & asked)) and answer.row.category != "AGREE"
    return replied or kept


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    stem = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return stem >= _STEM and one[stem:] in _ENDINGS and other[stem:] in _ENDINGS


def _content(mention: Mentioned) -> set[str]:
    """The words of what an event is about, those left out that only say who, or that something was said."""
    row = mention.row
    left_out = set(_EMPTY)
    for party in (*mention.actors, *mention.recipients):
        left_out |= {*words_of(party.name), *(state_words(party.country) if party.country else ())}
    what = (row.proposition or "").rpartition(": ")[2]  # "Russia: rejoin New START" begins with whose turn it is
    if row.category in {"REQUEST", "AGREE"} and what:
        return _full(what) - left_out
    if row.category not in _DEEDS:
        left_out |= set(words_of(row.trigger_text))
    return _full(f"{what} {row.clause_text}") - left_out


def _full(text: str) -> set[str]:
    return {word for word in words_of(text) if len(word) > 2}


def _sides(parties: Iterable[Party]) -> set[str]:
    return {party.country or party.id for party in parties}


def _order(mention: Mentioned) -> tuple[str, str, int, str]:
    return mention.day or "", mention.source.article, mention.row.trigger_start, mention.row.id


def _same(one: Mentioned, other: Mentioned) -> bool:
    return (one.row.extraction_id, one.row.id) == (other.row.extraction_id, other.row.id)


def _days(mention: Mentioned) -> tuple[str | None, str | None]:
    """The days of an ask as :func:`happened` takes them; of an inherited one only the last is known."""
    telling = mention.telling()
    return telling.start, telling.end


def _ask(mention: Mentioned, answer: Mentioned | None) -> Ask:
    return Ask(
        source=mention.source,
        kind="request" if mention.row.category == "REQUEST" else "pledge",
        by=mention.actors,
        to=mention.recipients,
        what=mention.row.proposition or mention.row.clause_text,
        telling=mention.telling(),
        answer=_answer(answer) if answer else None,
    )


def _answer(mention: Mentioned) -> Answer:
    row = mention.row
    return Answer(
        article=mention.source.article,
        event=row.id,
        category=row.category,
        status=row.status,
        as_relayed_by=mention.as_relayed_by,
        clause=row.clause_text,
        day=mention.day or "",
    )
