"""Coreference within an article: which mentions are of one entity. Pure: an analysis in, clusters out."""

from dateline.coreference.clusters import Cluster, NameFacts
from dateline.coreference.stage import resolve

__all__ = ["Cluster", "NameFacts", "resolve"]
