"""The flat views of a record, for people who open the file with Datasette, DuckDB or pandas.

One row is one thing, columns have readable names, and nothing needs to be joined. The views belong to
this version of Dateline: opening a record with a newer one makes them anew when it upgrades the schema.
"""

from __future__ import annotations

from typing import Final

VIEWS: Final[dict[str, dict[str, str]]] = {
    "articles": {
        "article": "id of the article: a hash of its address, else outlet and day, and its text",
        "title": "title",
        "outlet": "who published it",
        "author": "byline",
        "url": "canonical address",
        "language": "ISO 639-1 code",
        "published": "date or date-time of publication, as printed",
        "dateline_place": "place of the dateline, where the text has one",
        "dateline_country": "its country, ISO 3166-1 alpha-3",
        "dateline_date": "its date, ISO, empty where the line gives no year",
        "version": "1 for the first text seen at this address, counting up",
        "first_version": "id of the first text seen at this address",
        "superseded": "1 where the record has a later text of this address",
        "path": "where it was read from; the first in order where there are several",
        "read_at": "when it was added to the record, UTC",
        "generator": "version of Dateline whose reading is the current one",
        "weights": "hash of the weights that it read with",
        "rules": "hash of the rules that it read with",
        "claims": "number of claims in the current reading",
        "text": "the text; every offset counts its characters from 0",
    },
    "claims": {
        "article": "id of the article",
        "attribution": "id of the attribution, local to the article",
        "as_relayed_by": "the outlet that was read: whatever the chain names, this is who relays it",
        "published": "date or date-time of publication, as printed",
        "title": "title of the article",
        "speaker": "name of the source that the claim is attributed to, else the words for it",
        "chain": "sources through which the article knows it, outermost first: A > B",
        "inferred": "1 where a link of the chain is named in a neighbouring sentence only",
        "source": "words that name the source, empty where none are written",
        "cue": "words that attribute",
        "content": "what is claimed; an ellipsis between spaces stands where words were left out",
        "addressees": "whom it was said to, separated by semicolons",
        "kind": "statement, belief, knowledge, intention, decree or attitude",
        "polarity": "asserted, denied, negated, declined or conditional",
        "quote": "direct, mixed or indirect",
        "source_type": "what kind of source the speaker is",
        "anonymous": "1 where the text says that the source's identity is withheld",
        "part": "headline, heading, caption or body",
        "parent": "id of the attribution whose content holds this one",
        "start": "character of the text at which it begins",
        "superseded": "1 where the record has a later text of this article",
        "url": "canonical address of the article",
        "generator": "version of Dateline that read it",
    },
    "contacts": {
        "article": "id of the article",
        "contact": "id of the contact, local to the article: rows that share both are one contact",
        "event": "id of the event mention, local to the article: one row is what one voice tells of a contact once",
        "as_relayed_by": "the outlet that was read: whatever the chain names, this is who relays it",
        "chain": "sources through which the article knows it, outermost first; empty for its own voice",
        "published": "date or date-time of publication, as printed",
        "parties": "who took part, separated by semicolons",
        "recipients": "of a visit the host, separated by semicolons",
        "word": "what the voice calls it",
        "status": "what the voice tells of it: occurred, requested, denied ...",
        "stage": "how far it got: requested, offered, agreed, planned, ongoing, occurred, refused, cancelled, avoided",
        "factuality": "what the voice commits to: CT+, PR+, PS+, CT-, PR-, PS-, U",
        "denies_happened": "1 where the voice denies that it happened",
        "rejects_word": "1 where the voice rejects the word, without denying that it happened",
        "initiator": "who asked for it, where the voice says so",
        "first_day": "first day, ISO; empty where unknown or inherited",
        "last_day": "last day, ISO; of an inherited date the day on or before which it was",
        "date_basis": "stated, or inherited from the verb of saying, the dateline or the day of publication",
        "place": "where",
        "country": "country of the place, ISO 3166-1 alpha-3",
        "form": "form of contact",
        "within": "the meeting inside which it was",
        "duration": "how long, as told",
        "clause": "the clause that says so",
        "start": "character of the text at which the clause begins",
        "superseded": "1 where the record has a later text of this article",
        "generator": "version of Dateline that read it",
    },
    "asks": {
        "article": "id of the article",
        "event": "id of the event mention, local to the article",
        "as_relayed_by": "the outlet that was read: whatever the chain names, this is who relays it",
        "chain": "sources through which the article knows it, outermost first; empty for its own voice",
        "published": "date or date-time of publication, as printed",
        "kind": "request (demands and orders too) or pledge",
        "actors": "who asks or promises, separated by semicolons",
        "recipients": "who is asked, or promised something, separated by semicolons",
        "what": "what is asked or promised; the clause where no proposition was read",
        "status": "what the voice tells of it",
        "factuality": "what the voice commits to: CT+, PR+, PS+, CT-, PR-, PS-, U",
        "first_day": "first day, ISO; empty where unknown or inherited",
        "last_day": "last day, ISO; of an inherited date the day on or before which it was",
        "date_basis": "stated, or inherited from the verb of saying, the dateline or the day of publication",
        "clause": "the clause that says so",
        "start": "character of the text at which the clause begins",
        "superseded": "1 where the record has a later text of this article",
        "generator": "version of Dateline that read it",
    },
    "sources": {
        "source": "name of a source; of a source without a name, the words for it",
        "source_type": "what kind of source it is",
        "only_in": "of a source without a name, the article: the same words elsewhere may be someone else",
        "claims": "number of claims, later texts of an article instead of earlier ones",
        "articles": "number of articles they are in",
        "outlets": "number of outlets that relay them",
        "first_published": "day of the earliest of these articles",
        "last_published": "day of the latest",
    },
}
"""Each view's columns with what they mean, in order."""

# What the views of events share: the article, and the chain that tells of the event.
_TOLD: Final = """
        FROM event
        JOIN extraction ON extraction.id = event.extraction_id
        JOIN article ON article.id = extraction.article_id
        JOIN generator ON generator.id = extraction.generator_id
        LEFT JOIN attribution ON attribution.extraction_id = event.extraction_id
            AND attribution.id = event.attribution
        WHERE extraction.is_current"""
# An inherited date is the last on which something can have been; when it began nobody says.
_DAYS: Final = """
            CASE WHEN event.date_basis = 'inherited' THEN NULL ELSE event.first_day END AS first_day,
            CASE WHEN event.date_basis = 'inherited' THEN coalesce(event.last_day, event.first_day)
                ELSE event.last_day END AS last_day, event.date_basis"""

DEFINITIONS: Final[dict[str, str]] = {
    "articles": """
        SELECT article.id AS article, article.title, article.outlet, article.author, article.url,
            article.language, article.published, article.dateline_place, article.dateline_country,
            article.dateline_date, article.version, article.first_version, NOT article.is_latest AS superseded,
            (SELECT min(reading.path) FROM reading WHERE reading.article_id = article.id) AS path,
            article.read_at, generator.version AS generator, generator.weights, generator.rules,
            (SELECT count(*) FROM attribution WHERE attribution.extraction_id = extraction.id) AS claims,
            article.text
        FROM article
        JOIN extraction ON extraction.article_id = article.id
        JOIN generator ON generator.id = extraction.generator_id
        WHERE extraction.is_current""",
    "claims": """
        SELECT article.id AS article, attribution.id AS attribution, article.outlet AS as_relayed_by,
            article.published, article.title, attribution.speaker, attribution.chain, attribution.inferred,
            attribution.source_text AS source, attribution.cue_text AS cue, attribution.content_text AS content,
            attribution.addressees, attribution.kind, attribution.polarity, attribution.quote,
            attribution.source_type, attribution.anonymous, attribution.part, attribution.parent,
            attribution.start, NOT article.is_latest AS superseded, article.url, generator.version AS generator
        FROM attribution
        JOIN extraction ON extraction.id = attribution.extraction_id
        JOIN article ON article.id = extraction.article_id
        JOIN generator ON generator.id = extraction.generator_id
        WHERE extraction.is_current""",
    "contacts": f"""
        SELECT article.id AS article, coalesce(event.contact, event.id) AS contact, event.id AS event,
            article.outlet AS as_relayed_by, coalesce(attribution.chain, '') AS chain, article.published,
            event.actor_names AS parties, event.recipient_names AS recipients, event.trigger_text AS word,
            event.status, event.stage, event.factuality,
            CASE WHEN event.denies = 'encounter' THEN 1 ELSE 0 END AS denies_happened,
            CASE WHEN event.denies = 'label' THEN 1 ELSE 0 END AS rejects_word,
            event.initiator_name AS initiator,{_DAYS}, event.place, event.country, event.form, event.within,
            event.duration, event.clause_text AS clause, event.start, NOT article.is_latest AS superseded,
            generator.version AS generator{_TOLD} AND event.category = 'CONSULT'""",
    "asks": f"""
        SELECT article.id AS article, event.id AS event, article.outlet AS as_relayed_by,
            coalesce(attribution.chain, '') AS chain, article.published,
            CASE WHEN event.category = 'REQUEST' THEN 'request' ELSE 'pledge' END AS kind,
            event.actor_names AS actors, event.recipient_names AS recipients,
            coalesce(event.proposition, event.clause_text) AS what, event.status, event.factuality,{_DAYS},
            event.clause_text AS clause, event.start, NOT article.is_latest AS superseded,
            generator.version AS generator{_TOLD}
            AND (event.category = 'REQUEST' OR (event.category = 'AGREE' AND event.proposition IS NOT NULL))""",
    # Only names join claims of several articles: two "senior officials" are never taken for one.
    "sources": """
        SELECT named.speaker AS source, named.source_type, named.only_in, count(*) AS claims,
            count(DISTINCT named.article) AS articles, count(DISTINCT named.outlet) AS outlets,
            min(named.published_day) AS first_published, max(named.published_day) AS last_published
        FROM (
            SELECT attribution.speaker, attribution.source_type, article.id AS article, article.outlet,
                article.published_day,
                CASE WHEN attribution.source_type IN ('named_person', 'named_organisation') THEN NULL
                    ELSE article.id END AS only_in
            FROM attribution
            JOIN extraction ON extraction.id = attribution.extraction_id
            JOIN article ON article.id = extraction.article_id
            WHERE extraction.is_current AND article.is_latest AND attribution.speaker IS NOT NULL
        ) AS named
        GROUP BY named.speaker, named.source_type, named.only_in""",
}
"""Each view's statement, in SQL that SQLite and PostgreSQL share."""


def markdown(view: str) -> str:
    """The columns of ``view`` as a Markdown table, for the documentation."""
    lines = ["| column | meaning |", "|---|---|"]
    lines += [f"| `{column}` | {meaning} |" for column, meaning in VIEWS[view].items()]
    return "\n".join(lines)
