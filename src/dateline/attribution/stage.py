"""The stage: bare spans in, attributions with their chains out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.attribution.cues import cue_kind, cue_polarity
from dateline.attribution.nesting import parents
from dateline.attribution.quoting import Held, quote_kind, quoted_runs
from dateline.attribution.sources import abstention, anonymity, source_name, source_type, tokens_in
from dateline.language.analysis import Analysis, Token
from dateline.language.quotation import Quotation
from dateline.model.attribution import Anonymity, Attribution, ChainLink, Part, RoleSpans, SourceType, Voice
from dateline.model.extraction import Abstention
from dateline.model.spans import Span, SpanIndex, Spans, hull, overlaps, touching

_ENDS_SENTENCE: Final = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_ASIDES: Final = frozenset({"acl:relcl", "parataxis", "appos"})
_BREAKS: Final = frozenset({",", ";", ":", "—", "–"})
_LONGEST_HEADING: Final = 14  # words


@dataclass(frozen=True, slots=True)
class _Source:
    type: SourceType | None
    anonymity: Anonymity | None
    name: str | None


def attribute(
    analysis: Analysis, found: Sequence[RoleSpans], *, headline: Span | None = None
) -> tuple[tuple[Attribution, ...], tuple[Abstention, ...]]:
    """The attributions of a text, with why fields were left empty.

    ``found`` holds the outermost attributions and those inside their contents; ids count them in the given
    order. ``headline`` is where the title stands in the text.
    """
    ids = [f"a{i}" for i in range(1, len(found) + 1)]
    above = parents(found)
    sources = [_source(analysis, spans) for spans in found]
    kinds = [cue_kind(tokens_in(analysis, spans.cue)) for spans in found]
    held = [
        Held(ids[i], None if above[i] is None else ids[above[i] or 0], found[i].content, kinds[i])
        for i in range(len(found))
    ]
    quotations = SpanIndex(((run.start, run.end), run) for run in analysis.quotations)
    contents = SpanIndex((span, i) for i, spans in enumerate(found) for span in spans.content)
    made = []
    for i, spans in enumerate(found):
        runs = quotations.touching(hull(spans.content))
        beside = _with_those_around(contents.touching(hull(spans.content)), above) if runs else ()
        cue = tokens_in(analysis, spans.cue)
        made.append(
            Attribution(
                id=ids[i],
                parent=held[i].parent,
                source=spans.source,
                cue=spans.cue,
                content=spans.content,
                kind=kinds[i],
                quote=quote_kind(analysis.text, spans.content, runs),
                polarity=cue_polarity(cue, _before(analysis, spans.cue), tokens_in(analysis, spans.content)),
                source_type=sources[i].type,
                anonymity=sources[i].anonymity,
                part=_part(analysis, hull(spans.cue), headline),
                quoted=quoted_runs(held[i], runs, {held[k].id: held[k] for k in beside}),
                voice=_voice(analysis, spans, None if above[i] is None else found[above[i] or 0].content, quotations),
                chain=_chain(i, above, sources),
            )
        )
    missing = tuple(
        Abstention(subject=a.id, field="actors", reason=abstention(a.source_type, has_source=bool(a.source)))
        for a in made
        if not a.actors
    )
    return tuple(made), missing


def _with_those_around(inside: Iterable[int], above: Sequence[int | None]) -> list[int]:
    """Attributions by number, in order, with all that they stand in."""
    found: set[int] = set()
    for i in inside:
        current: int | None = i
        while current is not None and current not in found:
            found.add(current)
            current = above[current]
    return sorted(found)


def _voice(analysis: Analysis, spans: RoleSpans, around: Spans | None, quotations: SpanIndex[Quotation]) -> Voice:
    """Whose an attribution is: the source's, unless a relative clause of a paraphrase may be the outlet's gloss.

    In "she said that the mayor, who denies the charge, had left" nothing tells who says that the mayor denies it.
    """
    begin = spans.cue[0][0]
    if around is None or any(run.start < begin for run in quotations.touching((begin, begin + 1))):
        return "source"
    inside = tokens_in(analysis, around)
    starts = {token.start for token in inside}
    current = next((token for token in inside if overlaps((token.start, token.end), spans.cue[0])), None)
    while current is not None and current.start in starts:
        if current.dep in _ASIDES:
            return "unclear"
        above = analysis.tokens[current.head]
        current = None if above is current else above
    return "source"


def _source(analysis: Analysis, spans: RoleSpans) -> _Source:
    kind = source_type(analysis, spans.source)
    withheld = anonymity(analysis, spans.source, spans.cue, kind)
    name = source_name(analysis, spans.source) if spans.source else None
    return _Source("anonymous" if withheld else kind, withheld, name)


def _chain(i: int, above: Sequence[int | None], sources: Sequence[_Source]) -> tuple[ChainLink, ...]:
    """The sources from the outermost attribution down to this one; one that is not written is no link."""
    links: list[ChainLink] = []
    current: int | None = i
    while current is not None:
        source = sources[current]
        if source.name:
            links.append(ChainLink(actor=None, name=source.name, source_type=source.type))
        current = above[current]
    return tuple(reversed(links))


def _before(analysis: Analysis, cue: Spans) -> tuple[Token, ...]:
    """The tokens of the cue's clause in front of it: back to the last comma, or the sentence's start."""
    start = cue[0][0]
    sentence = next(iter(touching(analysis.sentences, cue[0])), cue[0])
    before = tokens_in(analysis, ((sentence[0], start),))
    breaks = [k for k, token in enumerate(before, start=1) if token.text in _BREAKS]
    return before[breaks[-1] :] if breaks else before


def _part(analysis: Analysis, at: Span, headline: Span | None) -> Part:
    """The part of the article: its headline, a heading (a short line that ends no sentence), or the body."""
    if headline and overlaps(at, headline):
        return "headline"
    for start, end in touching(analysis.paragraphs, at)[:1]:
        line = analysis.text[start:end]
        short = len(line.split(None, _LONGEST_HEADING)) <= _LONGEST_HEADING  # a line may be a whole text
        heading = short and not _ENDS_SENTENCE.search(line)
        # In a text without paragraph breaks the one line is the body.
        return "heading" if heading and len(analysis.paragraphs) > 1 else "body"
    return "body"
