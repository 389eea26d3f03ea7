from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dateline.coreference import Cluster
from dateline.errors import CorpusError
from dateline.evaluation import entities
from dateline.evaluation.entities import (
    evaluate_coreference,
    gold_entities,
    gold_groups,
    gold_mentions,
    same_heads,
    score_naming,
    score_readings,
)
from dateline.evaluation.treebank import GoldMention
from dateline.language import Analysis, Mention
from tests.evaluation.readings import document, reading

DEV = Path(__file__).resolve().parents[2] / ".cache" / "data" / "gum" / "dev"

ROWS = """
    Ann PROPN NNP 4 nsubj
    of ADP IN 3 case
    Goma PROPN NNP 1 nmod
    saw VERB VBD 0 root
    Towns NOUN NNS 4 obj
    """
MORE = """
    She PRON PRP 2 nsubj
    likes VERB VBZ 0 root
    towns NOUN NNS 2 obj
    and CCONJ CC 5 cc
    her PRON PRP 2 obj
    """
GOLD = replace(
    document(ROWS, MORE, name="GUM_news_x"),
    mentions=(
        GoldMention(0, 2, 0, "person", "1"),
        GoldMention(2, 2, 2, "place", "2"),
        GoldMention(4, 4, 4, "place", "3"),
        GoldMention(5, 5, 5, "person", "1"),
        GoldMention(7, 7, 7, "place", "3"),
        GoldMention(9, 9, 9, "person", "1"),
    ),
)


def mention(first: int, last: int, head: int, kind: str, antecedent: int | None = None) -> Mention:
    span = GOLD.words[first].start, GOLD.words[last].end
    return Mention(span, head, kind, GOLD.words[head].xpos == "NNP", antecedent)


def read(*mentions: Mention) -> Analysis:
    return reading(GOLD, mentions=mentions)


ALL = (
    mention(0, 2, 0, "person"),
    mention(2, 2, 2, "place"),
    mention(4, 4, 4, "object"),
    mention(5, 5, 5, "person", 0),
    mention(7, 7, 7, "object", 2),
    mention(9, 9, 9, "person"),
)


@pytest.fixture
def clusters(monkeypatch):
    """What the system finds; a test fills it with the mentions of each cluster."""
    found: list[list[int]] = []

    def resolve(analysis: Analysis, *, least: float = 0.0) -> tuple[Cluster, ...]:
        return tuple(
            Cluster(
                mentions=tuple(c), scores=(1.0,) * len(c), type="person", number=None, gender=None,
                name=next((analysis.mentions[k].span for k in c if analysis.mentions[k].named), None),
            )
            for c in found
        )  # fmt: skip

    monkeypatch.setattr(entities, "resolve", resolve)
    return found


def test_gold_entities_are_the_groups_with_the_type_of_most_mentions():
    found = gold_entities(GOLD)
    assert [(kind, [GOLD.text[slice(*span)] for span in spans]) for kind, spans in found] == [
        ("person", ["Ann of Goma", "She", "her"]),
        ("place", ["Goma"]),
        ("place", ["Towns", "towns"]),
    ]


def test_a_span_that_is_marked_twice_counts_once():
    twice = replace(GOLD, mentions=(*GOLD.mentions, GoldMention(9, 9, 9, "person", "4")))
    assert gold_entities(twice) == gold_entities(GOLD)


def test_mentions_get_the_group_of_their_span_or_else_of_their_head():
    short = (mention(0, 0, 0, "person"), mention(2, 2, 2, "place"), mention(3, 3, 3, "event"))
    assert gold_groups(GOLD, read(*short)) == ["1", "2", ""]


def test_the_baseline_ties_the_same_head_lemma_and_the_same_pronoun():
    assert same_heads(read(*ALL)) == [[0], [1], [2, 4], [3], [5]]


def test_gold_mentions_keep_the_guesses_of_the_reader():
    she = replace(mention(5, 5, 5, "object", 0), likely=((0, 0.75),))
    guessed = gold_mentions(GOLD, read(mention(0, 0, 0, "object"), she))
    assert [m.span for m in guessed.mentions] == [m.span for m in ALL]
    assert [m.type for m in guessed.mentions] == [m.type for m in GOLD.mentions]
    assert [m.antecedent for m in guessed.mentions] == [None, None, None, 0, None, None]
    assert [m.likely for m in guessed.mentions] == [(), (), (), ((0, 0.75),), (), ()]


def test_rows_tell_all_genres_actors_and_singletons_apart(clusters):
    clusters.extend([[0, 3, 5], [1], [2], [4]])
    table = score_readings("raw", [(GOLD, read(*ALL))])
    assert set(table) == {
        f"raw{genre}{actors}{single}"
        for genre in ("", ".news") for actors in ("", ".actors") for single in ("", ".singletons")
    }  # fmt: skip
    # Of two gold entities one is found whole; the baseline finds the other: 1/2, 4/7 and 2/3.
    assert table["raw"] == {"muc": 80, "b_cubed": 75, "ceaf_e": 66.67, "conll": 73.89, "baseline": 57.94}
    assert table["raw.actors"]["conll"] == 100
    assert table["raw.actors"]["baseline"] == 0
    assert table["raw.singletons"]["muc"] == 80
    assert table["raw.news"] == table["raw"]


def test_naming_counts_what_gets_the_right_name(clusters):
    clusters.extend([[0, 3], [1, 5], [2], [4]])  # "She" is Ann; "her" is said to be Goma
    table = score_naming([(GOLD, read(*ALL))])
    assert table["naming.0.0"] == {"P": 50, "R": 50, "F1": 50}


def test_a_mention_whose_entity_no_name_tells_is_not_asked_for(clusters):
    clusters.extend([[0, 1]])
    assert score_naming([(GOLD, read(ALL[3], ALL[5]))])["naming.0.0"] == {"P": 0, "R": 0, "F1": 0}


def test_a_folder_without_documents_is_named(tmp_path):
    with pytest.raises(CorpusError, match="no CoNLL-U file"):
        evaluate_coreference(tmp_path)


@pytest.mark.corpus
@pytest.mark.skipif(not DEV.is_dir(), reason="GUM is unpacked by `make data` where the corpora are at hand")
def test_the_shipped_weights_are_above_the_baseline_on_a_report():
    printed, table = evaluate_coreference(DEV / "GUM_news_iodine.conllu")
    assert [line["document"] for line in printed] == ["GUM_news_iodine"]
    assert table["raw"]["conll"] > table["raw"]["baseline"]
    assert table["gold"]["conll"] > table["gold"]["baseline"] + 5
