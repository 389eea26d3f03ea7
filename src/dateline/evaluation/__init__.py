"""Scores against public corpora, behind ``dateline evaluate``."""

from dateline.evaluation.attribution import score_attributions
from dateline.evaluation.corpora import evaluate_attribution, evaluate_times

__all__ = ["evaluate_attribution", "evaluate_times", "score_attributions"]
