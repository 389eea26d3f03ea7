"""What stands beside a name: the countries and the offices that words speak of."""

from __future__ import annotations

from functools import lru_cache

from dateline.actors.candidates import Context
from dateline.actors.entries import Organ, State
from dateline.actors.gazetteer import Gazetteer
from dateline.actors.names import words

_LONGEST_STATE = 8  # words of a state's name, its apostrophes counted: "the Democratic People's Republic of Korea"


def context_of(who: Gazetteer, text: str) -> Context:
    """The countries, by actor id, and the offices, in folded words, that a text speaks of; the longest phrases count.

    A state counts by its name, its adjective, its capital or its organ ("Downing Street"), capitalised as in print.
    """
    tokens = words(text)
    plain = tuple(token.fold for token in tokens)
    offices: set[str] = set()
    countries: set[str] = set()
    at = 0
    longest, first_words = max(who.offices.longest, _LONGEST_STATE), who.offices.first_words
    while at < len(tokens):
        if plain[at] not in first_words and not tokens[at].text[:1].isupper():
            at += 1
            continue
        for length in range(min(len(tokens) - at, longest), 0, -1):
            part = plain[at : at + length]
            printed = text[tokens[at].start : tokens[at + length - 1].end]
            if who.offices.is_phrase(part):
                offices.add(" ".join(part))
            elif length <= _LONGEST_STATE and printed[:1].isupper() and (state := _state(who, printed)) is not None:
                countries.add(state)
            else:
                continue
            at += length
            break
        else:
            at += 1
    return Context(frozenset(countries), frozenset(offices))


@lru_cache(maxsize=32768)
def _state(who: Gazetteer, printed: str) -> str | None:
    """The state that a name, an adjective, a capital or an organ's name speaks of, or None."""
    for id_ in who.ids_of(printed):
        entry = who.entry(id_)
        if isinstance(entry, State) or (entry is not None and who.country_of(id_) in {"EUR", "UNO"}):
            return id_
        if isinstance(entry, Organ):
            return entry.state
    return None
