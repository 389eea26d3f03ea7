"""PLOVER 2.0's event records: what event-data tools read, with what PLOVER has no field for kept beside it.

PLOVER codes a contact by how far it got: one that is asked for is a REQUEST to meet, one to come an AGREE, one that was
refused or called off a REJECT. What is denied or only supposed keeps its category with an auxiliary mode, so that a
program that counts events can leave it out. Who claims an event, through whom, stands in fields of Dateline's own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from dateline.actors import gazetteer
from dateline.events.plover import category_at, is_withheld
from dateline.model import Actor, Article, Event, Extraction
from dateline.model.events import Factuality, Stage
from dateline.model.spans import contains, text_of

CODEBOOK: Final = "PLOVER 2.0"
NEGATION: Final = "negation"
HYPOTHETICAL: Final = "hypothetical"
UNKNOWN_OUTLET: Final = "unknown outlet"
"""What stands in front of a chain where the article names no outlet."""


@dataclass(frozen=True, slots=True)
class Coding:
    """A category with its modes, the auxiliary ones last."""

    category: str
    modes: tuple[str, ...]

    @property
    def counts(self) -> bool:
        """Whether the event is one that its claimant says is or will be."""
        return not {NEGATION, HYPOTHETICAL} & set(self.modes)


def plover_coding(category: str, mode: str | None, stage: Stage, factuality: Factuality) -> Coding:
    """How PLOVER codes an act of this category and mode that got so far, to which the claimant commits so far."""
    if is_withheld(category, stage, factuality):
        return Coding("REJECT", tuple(_asked(category)))
    coded = category_at(category, stage)
    if coded == category:
        modes = [mode] if mode else []
    else:
        modes = _asked(category) if coded in {"REQUEST", "REJECT"} else []
    if factuality.endswith("-") or stage == "avoided":  # that two avoided each other is a contact that was not
        modes.append(NEGATION)
    elif factuality in {"PS+", "U"}:
        modes.append(HYPOTHETICAL)
    return Coding(coded, tuple(modes))


def plover_events(extraction: Extraction) -> Iterator[dict[str, Any]]:
    """PLOVER's record of each event of an extraction, in order.

    A record needs a date. Where the text gives none, it is the day of publication and ``date_basis`` says so; an
    event of an article without any date has no record.
    """
    actors = {actor.id: actor for actor in extraction.actors}
    for event in extraction.events:
        if event.start or event.end or extraction.article.published:
            yield _record(extraction, event, actors)


def _record(extraction: Extraction, event: Event, actors: dict[str, Actor]) -> dict[str, Any]:
    article = extraction.article
    coding = plover_coding(event.category, event.mode, event.stage, event.factuality)
    acting, receiving = _roles(event, coding)
    date, enddate, basis = _dates(event, article)
    return {
        "id": f"{article.id}-{event.id}",
        "has_event": True,
        "date": date,
        "enddate": enddate,
        "actor": _entities(extraction, event, acting, actors),
        "recipient": _entities(extraction, event, receiving, actors),
        "event": [coding.category],
        "mode": list(coding.modes),
        "context": list(event.contexts),
        "quad_code": _table()["quad"].get(coding.category),
        # Nothing that is denied or only supposed may be added up with what is said to be.
        "event_scale": _table()["scale"].get(coding.category) if coding.counts else None,
        "event_loc": _place(event),
        "event_text": [text_of(article.text, (event.trigger,))],
        "text": text_of(article.text, (event.span,)),
        "text_info": {"start": event.span[0], "end": event.span[1]},
        "cite_info": _citation(extraction),
        "coder": f"Dateline {extraction.generator.version}",
        **_dateline_fields(extraction, event, basis),
    }


def _dateline_fields(extraction: Extraction, event: Event, basis: str) -> dict[str, Any]:
    """What PLOVER has no field for."""
    claim = next((a for a in extraction.attributions if a.id == event.attribution), None)
    chain = claim.chain if claim else ()
    outlet = extraction.article.outlet or UNKNOWN_OUTLET
    proposition = event.proposition
    return {
        "date_basis": basis,
        "category": event.category,
        "status": event.status,
        "stage": event.stage,
        "factuality": event.factuality,
        "denies": event.denies,
        "contact": event.contact,
        "proposition": proposition.text if proposition else None,
        "as_relayed_by": " > ".join((outlet, *(link.name for link in chain))),
        "chain": [
            {"name": link.name, "actor": link.actor, "source_type": link.source_type, "inferred": link.inferred}
            for link in chain
        ],
        "attribution": event.attribution,
        "evidence": {
            "trigger": list(event.trigger),
            "clause": list(event.span),
            "proposition": list(proposition.span) if proposition else None,
            "source": [list(span) for span in claim.source] if claim else [],
            "cue": [list(span) for span in claim.cue] if claim else [],
        },
    }


def _asked(category: str) -> list[str]:
    mode = _table()["asked"].get(category)
    return [mode] if mode else []


def _roles(event: Event, coding: Coding) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who acts and who is acted on.

    Of a contact without host and visitor everyone acts. Who asked for one, where that is known, asks the others.
    """
    everyone = tuple(dict.fromkeys((*event.actors, *event.recipients)))
    if event.category != "CONSULT":
        return event.actors, event.recipients
    if coding.category == "REQUEST" and event.initiator is not None:
        return (event.initiator,), tuple(party for party in everyone if party != event.initiator)
    if coding.category in {"CONSULT", "AGREE"} and event.mode != "visit":
        return everyone, ()
    return event.actors, event.recipients


def _dates(event: Event, article: Article) -> tuple[str, str | None, str]:
    """First and last day and what they rest on; of an unknown end the other stands alone."""
    first = event.start or event.end
    if first is None:
        return (article.published or "")[:10], None, "published"
    last = event.end if event.end and event.end != first else None
    return first, last, event.date_basis or "stated"


def _entities(
    extraction: Extraction, event: Event, ids: Iterable[str], actors: dict[str, Actor]
) -> list[dict[str, Any]]:
    found = []
    for identifier in ids:
        actor = actors.get(identifier)
        words = next(
            (
                text_of(extraction.article.text, (mention.span,))
                for mention in extraction.mentions
                if mention.actor == identifier and contains((event.span,), mention.span)
            ),
            None,
        )
        name = actor.name if actor else identifier
        country = (actor.country or gazetteer().home_of(actor.id)) if actor else None
        found.append(
            {
                # A movement is coded by the state where it is active, as PLOVER does (Hamas is PSE, REB).
                "code": _table()["codes"].get(country, country) if country else None,
                "sector": actor.sector if actor else None,
                "entity_text": words or name,
                "identifier_id": actor.wikidata if actor else None,
                "identifier_text": name,
                "office": actor.office if actor else None,
            }
        )
    return found


def _place(event: Event) -> dict[str, Any] | None:
    if event.place is None and event.country is None:
        return None
    return {"extracted_place": event.place, "resolved_place": event.place, "country_code": event.country}


def _citation(extraction: Extraction) -> dict[str, Any]:
    article, generator = extraction.article, extraction.generator
    return {
        "citation": article.id,
        "url": article.url,
        "title": article.title,
        "language": article.language,
        "publication": article.outlet,
        "coder": f"Dateline {generator.version}, weights {generator.weights}, rules {generator.rules}",
        "codebook": CODEBOOK,
    }


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads((Path(__file__).parent / "data" / "plover.toml").read_text(encoding="utf-8"))
