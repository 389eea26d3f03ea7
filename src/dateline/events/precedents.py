"""Claims of precedence: "the first one-on-one since the invasion", "has not met him since 2019"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from dateline.actors import Linked, gazetteer
from dateline.events.bounds import Bounds, bounds_of
from dateline.events.counted import Counted, actors_of, counted, pattern_of
from dateline.events.superlatives import Reading, Superlative, lexicon, superlatives
from dateline.language.analysis import Analysis
from dateline.model.attribution import Attribution
from dateline.model.events import Precedent
from dateline.model.mentions import Timex
from dateline.model.spans import Span, SpanIndex, contains

_BREAK: Final = re.compile(r"[.!?][\"”]?\s+(?=[\"“][A-Z])")
_EDGES: Final = " ,;:.!?-–—\n\t\r"
_OPENING: Final = frozenset("\"“'‘(")
_CLOSING: Final = frozenset('"”’)')
_UPWARDS: Final = frozenset({"xcomp", "acl", "advcl", "acl:relcl"})


def find_precedents(
    analysis: Analysis, linked: Linked, times: Sequence[Timex], attributions: Sequence[Attribution], on: date | None
) -> tuple[Precedent, ...]:
    """The claims of precedence of a text, one for each superlative, with ids p1, p2 ... in the order of the text.

    Args:
        analysis: the text with its syntax.
        linked: who is meant by its mentions.
        times: its times, which "since last March" and "in a decade" are read by.
        attributions: who claims what; the claimant is the innermost whose content holds the superlative.
        on: the article's day, after which nothing is counted from.
    """
    reading = Reading(analysis, linked, times, gazetteer(), on)
    contents = SpanIndex((span, (i, a)) for i, a in enumerate(attributions) for span in a.content)
    made: list[Precedent] = []
    every = list(superlatives(reading))
    for i, found in enumerate(every):
        following = every[i + 1] if i + 1 < len(every) else None
        what = counted(reading, found)
        who = actors_of(reading, found, what)
        bounds = bounds_of(reading, found, who[0], _until(found, following))
        if not _is_claim(reading, found, what, bounds):
            continue
        span = _span(reading, found, bounds)
        told = reading.tokens[found.at].start, _told_until(reading, found, bounds, span)
        pattern = pattern_of(reading, found, what, who=who, span=told, window=bounds.window)
        place = reading.tokens[found.at].start, reading.tokens[found.last].end
        made.append(
            Precedent(
                id=f"p{len(made) + 1}",
                span=span,
                claim=found.claim,
                pattern=pattern,
                since=bounds.since,
                attribution=_claimant(contents, place),
            )
        )
    return tuple(made)


def _until(found: Superlative, following: Superlative | None) -> int | None:
    """Where the next superlative begins, unless the two are one phrase: "the first and only visit since"."""
    noun = found.noun if found.noun is not None else found.last
    return following.at if following is not None and following.at > noun else None


def _is_claim(reading: Reading, found: Superlative, what: Counted, bounds: Bounds) -> bool:
    """Whether the words claim precedence of an act, an encounter or a party, and do not merely rank or order."""
    match found.claim:
        case "first":
            return _first_claims(reading, found, what, bounds)
        case "nth":
            return what.kind == "time" or what.category is not None or bool(bounds)
        case "last":
            return _last_claims(reading, found, what, bounds)
        case "only":
            return _only_claims(reading, what)
        case "unprecedented":
            return what.kind in {"contact", "act", "verb", "time"}
        case "most recent":
            return what.kind == "contact"
        case "highest-level":
            return what.kind in {"contact", "party", "time"} or bounds.since is not None
        case _:
            return bool(bounds) or (what.kind == "contact" and _has_perfect_clause(reading, found))


def _first_claims(reading: Reading, found: Superlative, what: Counted, bounds: Bounds) -> bool:
    """Of "first": a time, anything bounded, a party with what it did, an encounter or act that is said to be it."""
    if what.kind == "time" or bounds.since is not None or bounds.window is not None or bounds.ever:
        return True
    if found.noun is None:
        return what.kind == "contact" or (what.kind == "party" and what.verb is not None)
    if what.kind == "party":
        return what.verb is not None or (_is_said_to_be(reading, found) and _is_described(reading, found))
    if what.kind == "contact":
        return _is_said_to_be(reading, found) or _is_described(reading, found)
    if what.kind == "act":
        return _is_said_to_be(reading, found)
    return what.verb is not None and _is_said_to_be(reading, found)


def _last_claims(reading: Reading, found: Superlative, what: Counted, bounds: Bounds) -> bool:
    """Of "last": an encounter, a party that did something; a perfect with "not" only with "since" or "in years"."""
    if found.verb is not None and reading.low(found.at) != "last":
        return bounds.since is not None or (bounds.window is not None and what.category is not None)
    if what.kind in {"time", "verb"}:
        return what.kind == "verb" or what.verb is not None
    return what.kind == "contact" or (what.kind == "party" and what.verb is not None)


def _only_claims(reading: Reading, what: Counted) -> bool:
    """Of "only": a time, a party that did something, an encounter."""
    if what.kind == "time":
        return what.verb is not None
    if what.kind == "party":
        return what.verb is not None and bool(reading.tree.dependents(what.verb, "mark"))
    return what.kind == "contact"


def _is_said_to_be(reading: Reading, found: Superlative) -> bool:
    """Whether the noun is the predicate of a verb of being, or an apposition: "marks the first", ", the first X"."""
    noun = found.noun if found.noun is not None else found.at
    token = reading.tokens[noun]
    if reading.tree.dependents(noun, "cop") or token.dep in {"appos", "parataxis"}:
        return True
    return token.head != noun and reading.lemma(token.head) in lexicon().being and token.dep in {"obj", "xcomp", "obl"}


def _is_described(reading: Reading, found: Superlative) -> bool:
    """Whether something tells the noun from the others of its kind: whose, between whom, where, of what sort."""
    noun = found.noun if found.noun is not None else found.at
    for c in reading.tree.dependents(noun, "nmod", "nmod:poss", "compound", "amod", "acl:relcl", "acl"):
        if not found.at <= c <= found.last:
            return True
    return reading.low(found.at - 1) in {"a", "an"}


def _has_perfect_clause(reading: Reading, found: Superlative) -> bool:
    """Whether a relative clause takes in all until now: "the longest meeting the two [have held]"."""
    noun = found.noun if found.noun is not None else found.at
    clauses = reading.tree.dependents(noun, "acl:relcl")
    return any(reading.lemma(a) == "have" for c in clauses for a in reading.tree.dependents(c, "aux"))


def _span(reading: Reading, found: Superlative, bounds: Bounds) -> Span:
    """The clause that claims, at most the sentence, with the superlative and what bounds it."""
    sentence = reading.sentence(found.at)
    top = reading.clause(found.at)
    while reading.tokens[top].dep in _UPWARDS and reading.tokens[top].head != top:
        top = reading.clause(reading.tokens[top].head)
    inside = [k for k in reading.tree.subtree(top) if k in sentence] or [found.at]
    start = min(reading.tokens[inside[0]].start, reading.tokens[found.at].start)
    noun = found.noun if found.noun is not None and found.noun in sentence else found.last
    end = max(reading.tokens[inside[-1]].end, reading.tokens[noun].end, reading.tokens[found.last].end, bounds.end or 0)
    end = min(end, max(reading.tokens[sentence[-1]].end, bounds.end or 0))
    text = reading.analysis.text
    # Where a quotation runs on, the reader may take several sentences for one.
    before = [m.end() for m in _BREAK.finditer(text, start, reading.tokens[found.at].start)]
    start = before[-1] if before else start
    behind = _BREAK.search(text, max(reading.tokens[noun].end, bounds.end or 0), end)
    end = behind.start() if behind is not None else end
    while text[start] in _EDGES or text[start] in _OPENING:
        start += 1
    while text[end - 1] in _EDGES or (text[end - 1] in _CLOSING and not _OPENING & set(text[start : end - 1])):
        end -= 1
    return start, end


def _told_until(reading: Reading, found: Superlative, bounds: Bounds, span: Span) -> int:
    """Where the words about what is counted end: before "since", a colon or a comma that opens another clause."""
    noun = found.noun if found.noun is not None else found.last
    until: int = max(span[1], reading.tokens[noun].end)
    for k in range(max(noun, found.last) + 1, reading.sentence(found.at).stop):
        if reading.low(k) in {"since", ";", ":"} or (reading.low(k) == "," and bounds.since is None):
            return reading.tokens[k].start
    return until


def _claimant(contents: SpanIndex[tuple[int, Attribution]], place: Span) -> str | None:
    """The innermost attribution whose content holds a place."""
    touching = dict(sorted(contents.touching(place), key=_number))
    holding = [a for a in touching.values() if contains(a.content, place)]
    parents = {a.parent for a in holding}
    inner = [a for a in holding if a.id not in parents] or holding
    found = min(inner, key=lambda a: sum(end - start for start, end in a.content), default=None)
    return None if found is None else found.id


def _number(item: tuple[int, Attribution]) -> int:
    return item[0]
