"""PolNeAR compartments in brat standoff: texts with their attributions.

PolNeAR: Newell, Margolin and Ruths, "An Attribution Relations Corpus for Political News" (LREC 2018).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import Final

from dateline.model.attribution import ROLES, RoleSpans
from dateline.model.spans import Spans

_TEXT_KEY: Final = re.compile(r"T\d+")
_EVENT_KEY: Final = re.compile(r"E\d+")
_ROLE_NUMBER: Final = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A text of the corpus with the attributions of each of its annotators, by file name."""

    stem: str
    path: Path
    text: str
    annotations: tuple[tuple[RoleSpans, ...], ...]


def read_compartment(folder: Path) -> Iterator[GoldArticle]:
    """The articles of a compartment (``text/*.txt`` and ``attributions/*_<annotator>.ann``), by name."""
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        files = sorted((folder / "attributions").glob(f"{escape(path.stem)}_????.ann"))
        yield GoldArticle(path.stem, path, text, tuple(read_standoff(file) for file in files))


def read_standoff(path: Path) -> tuple[RoleSpans, ...]:
    """The attributions of one ``.ann`` file: its ``T`` lines are spans, its ``E`` lines link them."""
    spans: dict[str, Spans] = {}
    found = []
    # Not splitlines: the quoted text may hold line separators of other kinds.
    for line in path.read_text(encoding="utf-8").split("\n"):
        key, _, rest = line.partition("\t")
        if _TEXT_KEY.fullmatch(key):
            segments = rest.split("\t")[0].split(" ", 1)[1].split(";")
            spans[key] = tuple((int(a), int(b)) for a, b in (segment.split() for segment in segments))
        elif _EVENT_KEY.fullmatch(key):
            roles: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
            for argument in rest.split():
                name, _, target = argument.partition(":")
                role = _ROLE_NUMBER.sub("", name).lower()
                if role in roles and target in spans:
                    roles[role].extend(spans[target])
            found.append(RoleSpans(*(tuple(roles[role]) for role in ROLES)))
    return tuple(found)
