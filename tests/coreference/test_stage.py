from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.coreference import Cluster, NameFacts, resolve
from dateline.coreference.stage import name_span
from dateline.coreference.trees import Tree
from dateline.language import Analysis, Mention
from tests.analyses import analysis as written
from tests.analyses import at
from tests.coreference.samples import index, parsed

TEXT = (
    "Petra Quill met farmers in Ostrel. She said that Quill and the farmers liked the town.\n"
    "Later Quill left. Officials of the Harbour Council said nothing. It was late, the Council said."
)
# Words that stand once, the mention among them, its head and its type.
MENTIONS = (
    ("Petra Quill", "Petra Quill", "Quill", "person"), ("met farmers", "farmers", "farmers", "person"),
    ("in Ostrel", "Ostrel", "Ostrel", "place"), ("She", "She", "She", "person"),
    ("that Quill", "Quill", "Quill", "person"), ("the farmers", "the farmers", "farmers", "person"),
    ("the town", "the town", "town", "place"), ("Later Quill", "Quill", "Quill", "person"),
    ("Officials of the", "Officials", "Officials", "person"),
    ("the Harbour Council", "the Harbour Council", "Council", "organization"), ("It", "It", "It", "event"),
    ("the Council", "the Council", "Council", "organization"),
)  # fmt: skip


def with_mentions(text: str, before: str = "") -> Analysis:
    """The text with its mentions; ``before`` is put in front of it and holds none."""
    analysis = written(before + text, entities={"Petra Quill": "PERSON"})
    found = []
    for context, words, head, kind in MENTIONS:
        start = at(analysis.text, context)[0] + context.index(words)
        span = start, start + len(words)
        token = next(k for k, t in enumerate(analysis.tokens) if span[0] <= t.start < span[1] and t.text == head)
        found.append(Mention(span, token, kind, analysis.tokens[token].tag == "NNP", None))
    return replace(analysis, mentions=tuple(sorted(found, key=lambda m: (m.span[0], -m.span[1]))))


SAMPLE = with_mentions(TEXT)


def words(analysis: Analysis, clusters: tuple[Cluster, ...]) -> list[list[str]]:
    return [[analysis.text[slice(*analysis.mentions[k].span)] for k in c.mentions] for c in clusters]


@given(st.sets(st.integers(0, len(SAMPLE.mentions) - 1)), st.sampled_from([0.0, 0.5, 0.9]))
@settings(deadline=None, max_examples=40)
def test_clusters_part_the_mentions(chosen, least):
    analysis = replace(SAMPLE, mentions=tuple(SAMPLE.mentions[k] for k in sorted(chosen)))
    clusters = resolve(analysis, least=least)
    assert sorted(k for c in clusters for k in c.mentions) == list(range(len(chosen)))
    assert [c.mentions[0] for c in clusters] == sorted(c.mentions[0] for c in clusters)
    assert all(1.0 in c.scores and all(score >= least for score in c.scores) for c in clusters)
    assert all(0 <= m < len(clusters) and clusters[m] is not c for c in clusters for m in c.members)


def test_the_same_analysis_gives_the_same_clusters():
    assert resolve(SAMPLE) == resolve(with_mentions(TEXT))


def test_unrelated_text_before_changes_no_cluster():
    after = with_mentions(TEXT, before="Snow fell over the hills all night. Nobody stirred.\n")
    assert words(after, resolve(after)) == words(SAMPLE, resolve(SAMPLE))


def test_no_mentions_make_no_clusters():
    assert resolve(written("It rained.")) == ()


def test_the_more_is_asked_of_a_link_the_fewer_are_made():
    counts = [len(resolve(SAMPLE, least=least)) for least in (0.0, 0.5, 0.9, 1.0)]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


def test_a_name_is_tied_to_its_shorter_form_and_gives_the_cluster_its_name():
    cluster = next(c for c in resolve(SAMPLE) if index(SAMPLE, "Petra Quill") in c.mentions)
    assert {index(SAMPLE, "Quill", 1), index(SAMPLE, "Quill", 2)} <= set(cluster.mentions)
    assert cluster.name == at(TEXT, "Petra Quill")
    assert (cluster.type, cluster.number) == ("person", "singular")


def test_what_no_name_heads_has_no_name():
    cluster = next(c for c in resolve(SAMPLE) if index(SAMPLE, "Officials") in c.mentions)
    assert cluster.name is None
    assert cluster.gender is None


def test_facts_from_outside_tie_and_part():
    quill, town = index(SAMPLE, "Petra Quill"), index(SAMPLE, "the town")
    ostrel, later = index(SAMPLE, "Ostrel"), index(SAMPLE, "Quill", 2)
    tied = resolve(SAMPLE, NameFacts(actors={ostrel: "ostrel", town: "ostrel"}))
    assert any({ostrel, town} <= set(c.mentions) for c in tied)
    parted = resolve(SAMPLE, NameFacts(actors={quill: "one", later: "other"}))
    assert not any({quill, later} <= set(c.mentions) for c in parted)


def test_a_name_of_a_known_man_is_not_she():
    she, quill = index(SAMPLE, "She"), index(SAMPLE, "Petra Quill")
    assert any({she, quill} <= set(c.mentions) for c in resolve(SAMPLE))
    told = resolve(SAMPLE, NameFacts(genders={quill: "masculine"}))
    assert not any({she, quill} <= set(c.mentions) for c in told)


@pytest.mark.parametrize(
    ("rows", "mention", "name"),
    [
        ("President PROPN NNP 0 root\nAnn PROPN NNP 1 flat\nLee PROPN NNP 1 flat", "President Ann Lee", "Ann Lee"),
        ("the DET DT 2 det\nPresident PROPN NNP 0 root", "the President", "President"),
        (
            "the DET DT 2 det\nUniversity PROPN NNP 0 root\nof ADP IN 4 case\nOstrel PROPN NNP 2 nmod",
            "the University of Ostrel",
            "University of Ostrel",
        ),
        ("Ann PROPN NNP 0 root\nLee PROPN NNP 1 flat\n's PART POS 1 case", "Ann Lee 's", "Ann Lee"),
    ],
)
def test_a_name_is_without_title_and_determiner(rows, mention, name):
    analysis = parsed(rows, mentions=[(mention, rows.split()[0] if "the" not in rows else rows.split()[5], "person")])
    start, end = name_span(Tree(analysis), analysis.mentions[0])
    assert analysis.text[start:end] == name


def test_a_cluster_checks_its_mentions():
    fields = {"type": "person", "name": None, "number": None, "gender": None}
    with pytest.raises(ValueError, match="each with a score"):
        Cluster(mentions=(1, 2), scores=(1.0,), **fields)
    with pytest.raises(ValueError, match="order of the text"):
        Cluster(mentions=(2, 1), scores=(1.0, 0.5), **fields)
