"""Scores against public corpora, behind ``dateline evaluate``."""

from dateline.evaluation.attribution import score_attributions
from dateline.evaluation.corpora import evaluate_attribution, evaluate_times
from dateline.evaluation.entities import evaluate_coreference

__all__ = ["evaluate_attribution", "evaluate_coreference", "evaluate_times", "score_attributions"]
