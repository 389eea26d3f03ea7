"""The categories and modes of PLOVER 2.0, and how PLOVER codes what Dateline keeps apart by stage.

Source: the PLOVER manual 2.0 of the Open Event Data Alliance, restated. Dateline says of a contact that it was asked
for, agreed, held or called off; PLOVER has one category for each of these.
"""

from __future__ import annotations

from typing import Final

from dateline.model.events import Factuality, Stage

CATEGORIES: Final = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""The sixteen categories, in the manual's order from cooperation to conflict."""

_ASKED: Final = frozenset({"assist", "change", "yield", "meet"})

MODES: Final[dict[str, frozenset[str]]] = {
    "CONSULT": frozenset({"visit", "third-party", "multilateral", "phone"}),
    "RETREAT": frozenset({"withdraw", "release", "disarm", "ceasefire", "access", "resign"}),
    "REQUEST": _ASKED,
    "REJECT": _ASKED,
    "ACCUSE": frozenset({"disapprove", "investigate", "allege"}),
    "THREATEN": frozenset({"restrict", "arrest", "relations", "expel", "territory", "violence"}),
    "PROTEST": frozenset({"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"}),
    "SANCTION": frozenset({"convict", "expel", "withdraw", "discontinue"}),
    "MOBILIZE": frozenset({"troops", "weapons", "police", "militia"}),
    "COERCE": frozenset(
        {
            "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
            "misinformation", "cyber",
        }
    ),
    "ASSAULT": frozenset(
        {
            "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
            "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
        }
    ),
}  # fmt: skip
"""The modes of each category that has any."""

_FUTURE: Final = frozenset({"offered", "agreed", "planned"})
_PROMISED: Final = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_THREATENED: Final = frozenset({"ACCUSE", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
_ANSWERED: Final = {"requested": "REQUEST", "refused": "REJECT"}
_TO_COME: Final = {**dict.fromkeys(_PROMISED, "AGREE"), **dict.fromkeys(_THREATENED, "THREATEN"), "RETREAT": "CONCEDE"}
_WITHHELD: Final = frozenset({*_PROMISED, "AGREE", "CONCEDE", "RETREAT"})
_DONE_BY_WORDS: Final = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})


def category_at(category: str, stage: Stage) -> str:
    """The category under which PLOVER codes an act of Dateline's that got so far, whoever denies or supposes it.

    What is asked for is a REQUEST, what is refused or called off a REJECT; cooperation to come is AGREE, a withdrawal
    to come CONCEDE, and conflict to come THREATEN. What is done by words stays what it is.
    """
    if category in _DONE_BY_WORDS:
        return category
    if stage == "cancelled":
        return _called_off(category)
    if stage in _ANSWERED:
        return _ANSWERED[stage]
    return _TO_COME.get(category, category) if stage in _FUTURE else category


def is_withheld(category: str, stage: Stage, factuality: Factuality) -> bool:
    """Whether cooperation, or a concession, is said not to come: "will not receive the refugees"."""
    return factuality.endswith("-") and stage == "planned" and category in _WITHHELD


def plover_category(category: str, stage: Stage, factuality: Factuality) -> str | None:
    """The category under which PLOVER codes an act of Dateline's at its stage; ``None``: PLOVER does not code it.

    PLOVER leaves out what is denied, what was merely avoided, and what nobody commits to; conflict that may come is
    THREATEN, and cooperation that may come AGREE. Cooperation that is said not to come is REJECT.
    """
    if is_withheld(category, stage, factuality):
        return "REJECT"
    if factuality.endswith("-") or stage == "avoided":
        return None
    coded = category_at(category, stage)
    if category in _DONE_BY_WORDS or stage in _ANSWERED or stage == "cancelled":
        return coded
    if category in _THREATENED:
        return "THREATEN" if factuality in {"PS+", "U"} else coded
    if factuality == "U":
        return None
    return "AGREE" if factuality == "PS+" and category in _PROMISED else coded


def _called_off(category: str) -> str:
    """What calling off an act of the category is: less conflict is a concession, less aid or trade a sanction."""
    if category in _THREATENED:
        return "CONCEDE"
    return "SANCTION" if category in {"AID", "COOPERATE"} else "REJECT"
