"""An extraction as rows, and back: pure functions between the nouns and the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from sqlalchemy import Table

from dateline.model import (
    Actor,
    Article,
    Attribution,
    ChainLink,
    Event,
    Extraction,
    Generator,
    Mention,
    Precedent,
    Timex,
    content_id,
)
from dateline.model.events import PrecedentPattern
from dateline.model.form import extraction_from_json, extraction_to_json
from dateline.model.spans import Span, Spans, hull, text_of
from dateline.record import tables
from dateline.record.moments import publication
from dateline.record.words import storable, words_column

Row: TypeAlias = dict[str, Any]


def generator_id(generator: Generator) -> str:
    """The id of a generator: a hash of program version, weights and rules."""
    return content_id(generator.version, generator.weights, generator.rules)


def extraction_id(article: str, generator: Generator) -> str:
    """The id of an extraction: a hash of the article's id and the generator's."""
    return content_id(article, generator_id(generator))


def search_key(*parts: str) -> int:
    """A positive integer of 60 bits that stands for ``parts`` in a full-text index."""
    return int(content_id(*parts)[:15], 16)


def payload_of(extraction: Extraction) -> Row:
    """The extraction's printed form without what the record holds elsewhere: path, item and text.

    A text that no database can keep as it is stays in the payload, where JSON escapes it.
    """
    payload = extraction_to_json(extraction)
    del payload["path"], payload["item"]
    if storable(extraction.article.text) == extraction.article.text:
        del payload["article"]["text"]
    return payload


def extraction_of(payload: Mapping[str, Any], text: str) -> Extraction:
    """The extraction that :func:`payload_of` took apart, with the ``text`` of its article."""
    article = {"text": text, **payload["article"]}
    return extraction_from_json({**payload, "path": None, "item": None, "article": article})


def article_row(article: Article) -> Row:
    """What an article's row says of it: all but the version, the reading time and the keys."""
    dateline = article.dateline
    published = publication(article.published)
    rest: Row = {"headers": [{"field": h.field, "value": h.value, "span": list(h.span)} for h in article.headers]}
    if dateline is not None:
        rest["dateline"] = {"agency": dateline.agency, "span": list(dateline.span)}
    return _kept(
        {
            "title": article.title,
            "outlet": article.outlet,
            "author": article.author,
            "url": article.url,
            "language": article.language,
            "published": article.published,
            "published_day": published.day if published else None,
            "published_at": published.moment if published else None,
            "dateline_place": dateline.place if dateline else None,
            "dateline_country": dateline.country if dateline else None,
            "dateline_date": dateline.date if dateline else None,
            "metadata": rest,
            "text": article.text,
        }
    )


def extraction_rows(extraction: Extraction) -> Iterator[tuple[Table, list[Row]]]:
    """The flat rows of an extraction, table by table, in an order that keys allow; tables without rows left out."""
    identifier = extraction_id(extraction.article.id, extraction.generator)
    names = {actor.id: actor.name for actor in extraction.actors}
    text = extraction.article.text
    rows: list[tuple[Table, Iterable[Row]]] = [
        (tables.actor, (_actor_row(i, actor) for i, actor in enumerate(extraction.actors))),
        (tables.mention, (_mention_row(i, mention) for i, mention in enumerate(extraction.mentions))),
        (tables.timex, (_timex_row(i, timex) for i, timex in enumerate(extraction.times))),
        (
            tables.attribution,
            (
                {
                    "key": search_key(identifier, attribution.id),
                    "ordinal": i,
                    **_attribution_row(attribution, text, names),
                }
                for i, attribution in enumerate(extraction.attributions)
            ),
        ),
        (tables.attribution_span, (row for a in extraction.attributions for row in _span_rows(a))),
        (tables.attribution_actor, (row for a in extraction.attributions for row in _attribution_actor_rows(a))),
        (tables.chain_link, (row for a in extraction.attributions for row in _chain_rows(a))),
        (tables.event, (_event_row(i, event, text, names) for i, event in enumerate(extraction.events))),
        (tables.event_actor, (row for event in extraction.events for row in _event_actor_rows(event))),
        (tables.precedent, (_precedent_row(i, precedent) for i, precedent in enumerate(extraction.precedents))),
    ]
    for table, several in rows:
        kept = [{"extraction_id": identifier, **_kept(row)} for row in several]
        if kept:
            yield table, kept


def speaker_of(attribution: Attribution, text: str) -> str | None:
    """The name of the chain's last link, else the source's words; None where the chain holds only carriers."""
    if attribution.chain:
        # "Zakharova said that contact was asked for": the asking has no source, and its chain ends in a carrier.
        return attribution.chain[-1].name if attribution.source else None
    return text_of(text, attribution.source) or None


def _kept(row: Row) -> Row:
    return {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}


def _attribution_row(attribution: Attribution, text: str, names: Mapping[str, str]) -> Row:
    source = text_of(text, attribution.source) or None
    speaker = speaker_of(attribution, text)
    return {
        "id": attribution.id,
        "parent": attribution.parent,
        "kind": attribution.kind,
        "polarity": attribution.polarity,
        "quote": attribution.quote,
        "source_type": attribution.source_type,
        "anonymous": attribution.anonymity is not None or attribution.source_type == "anonymous",
        "part": attribution.part,
        "voice": attribution.voice,
        "speaker": speaker,
        "speaker_words": words_column(speaker),
        "source_words": words_column(source),
        "chain": " > ".join(link.name for link in attribution.chain),
        "inferred": any(link.inferred for link in attribution.chain),
        "addressees": "; ".join(names[actor] for actor in attribution.addressees),
        "source_text": source,
        "cue_text": text_of(text, attribution.cue),
        "content_text": text_of(text, attribution.content),
        "start": hull((*attribution.source, *attribution.cue, *attribution.content))[0],
    }


def _span_rows(attribution: Attribution) -> Iterator[Row]:
    written: dict[str, Spans] = {
        "source": attribution.source,
        "cue": attribution.cue,
        "content": attribution.content,
    }
    for role, spans in written.items():
        for i, span in enumerate(spans):
            yield _span_row(attribution, role, i, span)
    for i, run in enumerate(attribution.quoted):
        yield _span_row(attribution, "quoted", i, run.span, run.words_of)
    if attribution.anonymity and attribution.anonymity.reason:
        yield _span_row(attribution, "anonymity", 0, attribution.anonymity.reason)


def _span_row(attribution: Attribution, role: str, ordinal: int, span: Span, words_of: str | None = None) -> Row:
    return {
        "attribution_id": attribution.id,
        "role": role,
        "ordinal": ordinal,
        "start": span[0],
        "end": span[1],
        "words_of": words_of,
    }


def _attribution_actor_rows(attribution: Attribution) -> Iterator[Row]:
    for role, actors in (("source", attribution.actors), ("addressee", attribution.addressees)):
        for i, actor in enumerate(actors):
            yield {"attribution_id": attribution.id, "role": role, "ordinal": i, "actor": actor}


def _chain_rows(attribution: Attribution) -> Iterator[Row]:
    last = len(attribution.chain) - 1 if attribution.source else None
    for i, link in enumerate(attribution.chain):
        yield {
            "attribution_id": attribution.id,
            "position": i,
            "is_source": i == last,
            **_link_row(link),
        }


def _link_row(link: ChainLink) -> Row:
    return {
        "actor": link.actor,
        "name": link.name,
        "words": words_column(link.name),
        "source_type": link.source_type,
        "inferred": link.inferred,
    }


def _actor_row(ordinal: int, actor: Actor) -> Row:
    return {
        "id": actor.id,
        "ordinal": ordinal,
        "name": actor.name,
        "words": words_column(actor.name),
        "type": actor.type,
        "country": actor.country,
        "sector": actor.sector,
        "office": actor.office,
        "wikidata": actor.wikidata,
    }


def _mention_row(ordinal: int, mention: Mention) -> Row:
    return {
        "id": mention.id,
        "ordinal": ordinal,
        "start": mention.span[0],
        "end": mention.span[1],
        "type": mention.type,
        "actor": mention.actor,
        "named": mention.named,
    }


def _timex_row(ordinal: int, timex: Timex) -> Row:
    return {
        "id": timex.id,
        "ordinal": ordinal,
        "start": timex.span[0],
        "end": timex.span[1],
        "text": timex.text,
        "first_day": timex.start,
        "last_day": timex.end,
        "granularity": timex.granularity,
        "edtf": timex.edtf,
        "type": timex.timex.type if timex.timex else None,
        "value": timex.timex.value if timex.timex else None,
    }


def _event_row(ordinal: int, event: Event, text: str, names: Mapping[str, str]) -> Row:
    return {
        "id": event.id,
        "ordinal": ordinal,
        "trigger_start": event.trigger[0],
        "trigger_end": event.trigger[1],
        "start": event.span[0],
        "end": event.span[1],
        "category": event.category,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "stage": event.stage,
        "factuality": event.factuality,
        "status": event.status,
        "denies": event.denies,
        "contact": event.contact,
        "proposition": event.proposition.text if event.proposition else None,
        "date_basis": event.date_basis,
        "time": event.time,
        "first_day": event.start,
        "last_day": event.end,
        "place": event.place,
        "country": event.country,
        "attribution": event.attribution,
        "initiator": event.initiator,
        "form": event.form,
        "duration": event.duration.text if event.duration else None,
        "duration_min": event.duration.min if event.duration else None,
        "duration_max": event.duration.max if event.duration else None,
        "within": event.within,
        "trigger_text": text_of(text, (event.trigger,)),
        "clause_text": text_of(text, (event.span,)),
        "actor_names": "; ".join(names.get(actor, actor) for actor in event.actors),
        "recipient_names": "; ".join(names.get(actor, actor) for actor in event.recipients),
        "initiator_name": names.get(event.initiator, event.initiator) if event.initiator else None,
    }


def _event_actor_rows(event: Event) -> Iterator[Row]:
    for role, actors in (("actor", event.actors), ("recipient", event.recipients)):
        for i, actor in enumerate(actors):
            yield {"event_id": event.id, "role": role, "ordinal": i, "actor": actor}


def _restrictions(pattern: PrecedentPattern) -> list[str]:
    """What narrows a first-since claim, as words: in person, ministers, the third, in a decade."""
    number = f"number {pattern.n}" if pattern.n is not None else None
    window = pattern.window.text if pattern.window is not None else None
    return [*pattern.restrictions, *(word for word in (pattern.level, pattern.place, number, window) if word)]


def _precedent_row(ordinal: int, precedent: Precedent) -> Row:
    return {
        "id": precedent.id,
        "ordinal": ordinal,
        "start": precedent.span[0],
        "end": precedent.span[1],
        "claim": precedent.claim,
        "category": precedent.pattern.category,
        "form": precedent.pattern.form,
        "actors": list(precedent.pattern.actors),
        "restrictions": _restrictions(precedent.pattern),
        "since_text": precedent.since.text if precedent.since else None,
        "since_first_day": precedent.since.start if precedent.since else None,
        "since_last_day": precedent.since.end if precedent.since else None,
        "attribution": precedent.attribution,
    }
