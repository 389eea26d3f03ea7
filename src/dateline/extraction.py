"""Article to Extraction: the stages in order, and the second reading of contents."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import tee
from pathlib import Path
from typing import Final

from dateline.actors import (
    Gazetteer,
    Linked,
    Linker,
    facts_with,
    gazetteer,
    link_with,
    outlet_ids,
    outlet_in_title,
    outlets_read,
    site_of,
    with_speakers,
)
from dateline.attribution import (
    attribute,
    bounded,
    completed,
    decode,
    distinct,
    is_plausible,
    needs_second_reading,
    repaired,
    second_reading,
    spoken,
    with_headlines,
    with_inner_clauses,
    with_layout,
    with_listed,
    with_whole_cues,
    without_headers,
    without_leads,
)
from dateline.coreference import resolve
from dateline.events import Scene, find_precedents, read_events
from dateline.language.analysis import Analyser, Analysis, RoleScores
from dateline.model.article import Article
from dateline.model.attribution import ROLES, Attribution, RoleSpans
from dateline.model.events import Event
from dateline.model.extraction import Abstention, Extraction, Generator
from dateline.model.mentions import Actor, Timex
from dateline.model.spans import Span, SpanIndex, Spans, hull
from dateline.times import Anchor, read_times
from dateline.version import VERSION

_DEEPEST: Final = 4  # readings inside readings; a chain of more voices than this is a misreading
# The least probability with which two mentions are taken for one: a wrong speaker is worse than none.
_SURE: Final = 0.55
_PACKAGE: Final = Path(__file__).parent
_RULES: Final = ("actors", "attribution", "coreference", "events", "language", "times", "extraction.py")
_READ: Final = frozenset({".py", ".toml", ".tsv", ".npz", ".json"})


def extract_article(article: Article, analyser: Analyser) -> Extraction:
    """Everything that is read out of one article; the same whatever articles it travels with."""
    return next(extract_articles([article], analyser))


def extract_articles(articles: Iterable[Article], analyser: Analyser) -> Iterator[Extraction]:
    """The extraction of each article, in order, as a stream."""
    generator = generator_of(analyser)
    given, texts = tee(articles)
    for article, analysis in zip(given, analyser.analyse(article.text for article in texts), strict=True):
        ground = grounded(article, analysis, analyser)
        linked, times, attributions, on = ground.linked, ground.times, ground.attributions, ground.on
        events = read_events(Scene(analysis, linked, times, attributions, on.isoformat() if on is not None else None))
        yield Extraction(
            generator=generator,
            article=article,
            actors=_with_states(linked.actors, events, gazetteer()),
            mentions=linked.mentions,
            times=times,
            attributions=attributions,
            events=events,
            precedents=find_precedents(analysis, linked, times, attributions, on),
            abstentions=ground.abstentions,
        )


@dataclass(frozen=True, slots=True)
class Grounding:
    """What the events of an article stand on: who says what, with mentions tied to actors and times to days.

    ``on`` is the day from which the text speaks, where it is known.
    """

    linked: Linked
    times: tuple[Timex, ...]
    attributions: tuple[Attribution, ...]
    abstentions: tuple[Abstention, ...]
    on: date | None


def grounded(article: Article, analysis: Analysis, analyser: Analyser) -> Grounding:
    """The attributions of an article with their actors, its mentions and its times; ``analysis`` is of its text."""
    headers = [header.span for header in article.headers]
    if article.dateline is not None:
        headers.append(article.dateline.span)
    if (signed := outlet_in_title(article)) is not None:
        headers.append(signed)
    found = read_attributions(analysis, analyser.score, headers)
    attributions, _ = attribute(analysis, found, headline=article.headline)
    anchor = Anchor(article.published, article.dateline.date if article.dateline is not None else None)
    on = anchor.day()[0]
    linker = Linker(analysis, gazetteer(), on, site_of(article))
    linked = link_with(linker, resolve(analysis, facts_with(linker), least=_SURE))
    outlets = outlet_ids() - outlets_read(article)
    attributions, abstentions = with_speakers(analysis, attributions, linked, outlets=outlets)
    return Grounding(linked, read_times(analysis, anchor), attributions, abstentions, on)


def _with_states(actors: Sequence[Actor], events: Sequence[Event], who: Gazetteer) -> tuple[Actor, ...]:
    """The actors, with the states that events name by an adjective alone: "Hungarian officials agreed"."""
    known = {actor.id: actor for actor in actors}
    for event in events:
        for id_ in (*event.actors, *event.recipients):
            if id_ not in known and (state := who.actor(id_)) is not None:
                known[id_] = state
    return tuple(known[id_] for id_ in sorted(known))


def read_attributions(
    analysis: Analysis, score: Callable[[str, RoleScores, Span], RoleScores], headers: Sequence[Span] = ()
) -> tuple[RoleSpans, ...]:
    """The bare spans of all attributions, those inside contents included, by their cues' places.

    ``score`` reads a content by itself, as :meth:`~dateline.language.Analyser.score` does. What stands in the dateline
    or another header is no attribution.
    """
    whole: Spans = ((0, len(analysis.text)),)
    outermost = completed(analysis, without_headers(decode(analysis.text, analysis.scores), tuple(headers)))
    outermost = with_layout(analysis, bounded(analysis, with_whole_cues(analysis, repaired(analysis, outermost))))
    outermost = with_headlines(analysis, outermost, headers)
    level = [(spans, whole) for spans in outermost]
    found: list[RoleSpans] = []
    for _ in range(_DEEPEST):
        inside: list[tuple[RoleSpans, Spans]] = []
        roles = SpanIndex((s, (i, s)) for i, (a, _) in enumerate(level) for role in ROLES for s in a.role(role))
        for i, (spans, within) in enumerate(level):
            if not needs_second_reading(analysis, spans):
                found.append(spans)
                continue
            start, end = hull(spans.content)
            # What stands there of others; a shared source belongs to both.
            taken = (*(s for j, s in roles.touching((start, end)) if j != i), *spans.source, *spans.cue)
            scores = score(analysis.text, analysis.scores, (start, end))
            outer, inner = second_reading(analysis.text, spans, scores, taken=taken, within=within)
            found.append(outer)
            inside.extend((a, outer.content) for a in inner if is_plausible(analysis, a))
        level = inside
    read = distinct([*found, *(spans for spans, _ in level)])
    read = with_whole_cues(analysis, with_inner_clauses(analysis, spoken(analysis.text, read)))
    listed = with_listed(analysis, bounded(analysis, repaired(analysis, read)))
    return distinct(without_leads(analysis.text, listed))


def generator_of(analyser: Analyser) -> Generator:
    """The version, weights and rules that an extraction by ``analyser`` is made with."""
    return Generator(version=VERSION, weights=analyser.weights, rules=_rules_hash())


@cache
def _rules_hash() -> str:
    """A hash over the code and tables that turn a text into an extraction."""
    digest = hashlib.sha256()
    for name in _RULES:
        root = _PACKAGE / name
        files = [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.suffix in _READ)
        for path in files:
            digest.update(path.relative_to(_PACKAGE).as_posix().encode())
            digest.update(path.read_bytes())
    return f"sha256:{digest.hexdigest()}"
