"""Scores against public corpora, behind ``dateline evaluate``."""

from dateline.evaluation.attribution import score_attributions
from dateline.evaluation.corpora import evaluate_attribution, evaluate_times
from dateline.evaluation.entities import evaluate_coreference
from dateline.evaluation.linking import evaluate_linking

__all__ = ["evaluate_attribution", "evaluate_coreference", "evaluate_linking", "evaluate_times", "score_attributions"]
