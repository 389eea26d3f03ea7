"""Scores against public corpora, behind ``dateline evaluate``."""

from dateline.evaluation.attribution import score_attributions
from dateline.evaluation.corpora import evaluate_attribution

__all__ = ["evaluate_attribution", "score_attributions"]
