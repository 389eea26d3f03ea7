"""The nouns: frozen, slotted data classes with no behaviour but their own invariants."""

from dateline.model.article import Article, Dateline, Header, article_id, content_id
from dateline.model.attribution import Anonymity, Attribution, ChainLink, QuotedRun
from dateline.model.events import Duration, Event, Precedent, PrecedentPattern, Proposition, Since
from dateline.model.extraction import REASONS, SCHEMA, Abstention, Extraction, Generator, Reason
from dateline.model.mentions import Actor, Mention, Timex, TimexValue
from dateline.model.spans import Span, Spans

__all__ = [
    "REASONS",
    "SCHEMA",
    "Abstention",
    "Actor",
    "Anonymity",
    "Article",
    "Attribution",
    "ChainLink",
    "Dateline",
    "Duration",
    "Event",
    "Extraction",
    "Generator",
    "Header",
    "Mention",
    "Precedent",
    "PrecedentPattern",
    "Proposition",
    "QuotedRun",
    "Reason",
    "Since",
    "Span",
    "Spans",
    "Timex",
    "TimexValue",
    "article_id",
    "content_id",
]
