from __future__ import annotations

from pathlib import Path

import pytest

from dateline.actors import gazetteer
from dateline.evaluation.linking import LinkedMention, figures, linked_mentions, titled
from dateline.evaluation.treebank import read_treebank

ROWS = [
    ("Peru", "NNP", "2", "nsubj", "Entity=(1-place-new-snnsn-cf1-1-coref-Peru)"),
    ("thanked", "VBD", "0", "root", "_"),
    ("Ann", "NNP", "2", "obj", "Entity=(2-person-new-snnsn-cf2-1,2-coref-Ann_Lee_%28author%29"),
    ("Lee", "NNP", "3", "flat", "Entity=2)"),
    ("yesterday", "NN", "2", "obl", "Entity=(3-time-new-snnsn-cf3-1-coref)"),
    ("there", "RB", "2", "advmod", "Entity=(1-place-giv:act-snnsn-cf1-1-coref-Peru)"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    lines = ["# newdoc id = GUM_news_quill"]
    for k, (form, tag, head, relation, misc) in enumerate(ROWS, 1):
        lines.append("\t".join([str(k), form, form.lower(), "X", tag, "_", head, relation, "_", misc]))
    file = tmp_path / "one.conllu"
    file.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    return file


def test_titles_are_read_and_only_names_count(path: Path) -> None:
    (document,) = read_treebank(path)
    assert [(m.title, start) for m, start in linked_mentions(document)] == [("Peru", 0), ("Ann Lee (author)", 13)]


@pytest.mark.parametrize(
    ("title", "kind", "ids"),
    [
        ("Peru", "place", {"peru"}),
        ("Peru", "person", set()),
        ("United Nations", "organization", {"united-nations"}),
        ("Sergey Lavrov", "person", {"sergey-lavrov"}),
        ("Ann Quillan Roux", "person", set()),
        ("Russian", "place", set()),
    ],
)
def test_a_title_means_entries_of_its_type(title: str, kind: str, ids: set[str]) -> None:
    assert titled(title, kind, gazetteer()) == ids


def test_figures_are_shares_of_what_the_tables_cover() -> None:
    peru = frozenset({"peru"})
    found = figures(
        [
            LinkedMention("place", "Peru", peru, "peru"),
            LinkedMention("place", "Peru", peru, "chile"),
            LinkedMention("place", "Peru", peru, None),
            LinkedMention("place", "Peru", peru, "peru"),
            LinkedMention("place", "Quill", frozenset(), None),
            LinkedMention("place", "Quill", frozenset(), "peru"),
        ]
    )
    assert (found["mentions"], found["coverage"]) == (6.0, 66.67)
    assert (found["right"], found["wrong"], found["abstained"], found["strays"]) == (50.0, 25.0, 25.0, 50.0)
