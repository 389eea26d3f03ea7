"""Scores against public corpora, behind ``dateline evaluate``."""

from dateline.evaluation.attribution import score_attributions
from dateline.evaluation.corpora import evaluate_attribution, evaluate_times
from dateline.evaluation.entities import evaluate_coreference
from dateline.evaluation.events import evaluate_events
from dateline.evaluation.linking import evaluate_linking
from dateline.evaluation.status import evaluate_status

__all__ = [
    "evaluate_attribution",
    "evaluate_coreference",
    "evaluate_events",
    "evaluate_linking",
    "evaluate_status",
    "evaluate_times",
    "score_attributions",
]
