"""``dateline show``: one article in the terminal, with its attributions marked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from dateline.cli import options
from dateline.cli.console import console, record_url
from dateline.model.spans import Spans, text_of

if TYPE_CHECKING:
    from dateline.model import Attribution, ChainLink, Event, Extraction

_STYLES = {"source": "bold cyan", "cue": "bold magenta", "content": "green"}


def show(
    article: Annotated[str, typer.Argument(metavar="ID|PATH", help="An article's id, or the path it was read from.")],
    record: options.Record = None,
) -> None:
    """Show one article: its text with the attributions marked, its claims, and its events with who tells of them."""
    extraction = _find(article, record_url(record))
    out = console()
    out.print(heading(extraction))
    out.print()
    out.print(marked_text(extraction))
    out.print()
    for attribution in extraction.attributions:
        out.print(claim_text(extraction, attribution))
    for event in extraction.events:
        out.print(event_text(extraction, event))
    out.print(Text(f"machine-read by Dateline {extraction.generator.version}; not reviewed", style="dim"))


def _find(id_or_path: str, url: str) -> Extraction:
    """The article of the record; a file that no record knows is read on the spot.

    Raises:
        DatelineError: neither the record nor the file system knows it.
    """
    from dateline.api import read
    from dateline.errors import MissingRecordError, UnknownArticleError
    from dateline.record import Record

    try:
        with Record.open(url) as opened:
            return opened.extraction(opened.find_article(id_or_path))
    except (MissingRecordError, UnknownArticleError):
        if Path(id_or_path).is_file():
            return next(read(id_or_path))
        raise


def heading(extraction: Extraction) -> Text:
    """Outlet, date, dateline, title and id of an article."""
    article = extraction.article
    line = article.dateline
    place = ", ".join(part for part in (line.place, line.country) if part) if line else ""
    parts = [article.outlet or "unknown outlet", article.published or "no date", place, f"id {article.id}"]
    text = Text(" · ".join(part for part in parts if part), style="dim")
    if article.title:
        text = Text(article.title, style="bold").append("\n").append_text(text)
    return text


def marked_text(extraction: Extraction) -> Text:
    """The article's text; sources, cues and contents coloured, each attribution's id before its cue."""
    text = Text(extraction.article.text)
    outermost_first = sorted(extraction.attributions, key=lambda a: a.parent is not None)
    for attribution in outermost_first:
        for role, style in _STYLES.items():
            spans: Spans = getattr(attribution, role)
            for start, end in spans:
                text.stylize(style, start, end)
    marks = sorted(((a.cue[0][0], a.id) for a in extraction.attributions), reverse=True)
    for position, identifier in marks:
        before, after = text.divide([position])
        text = before.append(f"[{identifier}] ", style="dim").append_text(after)
    return text


def claim_text(extraction: Extraction, attribution: Attribution) -> Text:
    """One claim: its chain with the outlet in front, how it is told, and its words."""
    text = Text(f"[{attribution.id}] ", style="dim")
    text.append(_relayed(extraction, attribution.chain), style=_STYLES["source"])
    cue = text_of(extraction.article.text, attribution.cue)
    text.append(f"  {cue}", style=_STYLES["cue"])
    traits = [attribution.kind, attribution.quote, attribution.polarity, attribution.source_type]
    text.append(f"  ({', '.join(trait for trait in traits if trait)})", style="dim")
    content = " ".join(text_of(extraction.article.text, attribution.content).split())
    return text.append(f"\n     {content}\n")


def event_text(extraction: Extraction, event: Event) -> Text:
    """One event: the chain that tells of it with the outlet in front, what it is, and the clause that says so."""
    from dateline.record.listing import in_words

    names = {actor.id: actor.name for actor in extraction.actors}
    chain = next((a.chain for a in extraction.attributions if a.id == event.attribution), ())
    text = Text(f"[{event.id}] ", style="dim").append(_relayed(extraction, chain), style=_STYLES["source"])
    text.append(f"  {event.category}{f' {event.mode}' if event.mode else ''} {event.status}", style=_STYLES["cue"])
    denied = {"encounter": "denies that it happened", "label": "rejects the word", None: None}[event.denies]
    traits = [
        f"{event.stage} {event.factuality}",
        denied,
        in_words(event.start, event.end, event.date_basis),
        event.place or event.country,
        f"contact {event.contact}" if event.contact else None,
    ]
    text.append(f"  ({', '.join(trait for trait in traits if trait)})", style="dim")
    parties = ", ".join(names.get(actor, actor) for actor in event.actors) or "nobody named"
    recipients = ", ".join(names.get(actor, actor) for actor in event.recipients)
    text.append(f"\n     {parties}{f' -> {recipients}' if recipients else ''}")
    if event.proposition:
        text.append(f": {event.proposition.text}")
    clause = " ".join(text_of(extraction.article.text, (event.span,)).split())
    return text.append(f"\n     {clause}\n")


def _relayed(extraction: Extraction, chain: tuple[ChainLink, ...]) -> str:
    """A chain as one line that begins with the outlet that was read."""
    return " > ".join((extraction.article.outlet or "unknown outlet", *(link.name for link in chain)))
