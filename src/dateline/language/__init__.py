"""Article to Analysis: the only room that knows a model.

Nothing here imports spaCy or onnxruntime until :func:`load_analyser` is called.
"""

from dateline.language.analysis import Analyser, Analysis, Entity, LinkScores, Mention, RoleScores, Token
from dateline.language.quotation import Quotation, find_quotations

__all__ = [
    "Analyser",
    "Analysis",
    "Entity",
    "LinkScores",
    "Mention",
    "Quotation",
    "RoleScores",
    "Token",
    "find_quotations",
    "load_analyser",
]


def load_analyser() -> Analyser:
    """The process's analyser, its models loaded once.

    Raises:
        WeightsError: where the shipped weights are missing or altered.
    """
    from dateline.language import analyser  # noqa: PLC0415 - spaCy's tokeniser takes a second to load

    return analyser.load_analyser()
