"""Source, cue and content; chains; source types and anonymity. Pure: scores in, attributions out."""

from dateline.attribution.boundaries import bounded
from dateline.attribution.clauses import completed, with_inner_clauses
from dateline.attribution.cue_spans import with_whole_cues, without_leads
from dateline.attribution.decoding import decode
from dateline.attribution.headlines import with_headlines
from dateline.attribution.layout import with_layout, with_listed
from dateline.attribution.nesting import distinct, is_plausible, needs_second_reading, second_reading, without_headers
from dateline.attribution.repair import repaired, spoken
from dateline.attribution.stage import attribute

__all__ = [
    "attribute",
    "bounded",
    "completed",
    "decode",
    "distinct",
    "is_plausible",
    "needs_second_reading",
    "repaired",
    "second_reading",
    "spoken",
    "with_headlines",
    "with_inner_clauses",
    "with_layout",
    "with_listed",
    "with_whole_cues",
    "without_headers",
    "without_leads",
]
