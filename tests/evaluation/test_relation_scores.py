from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.evaluation.relations import attribution_relations, find_attribution, read_units, score_relations
from dateline.model.attribution import Attribution
from tests.evaluation.readings import document, place

# Units 1 to 6: [Radio said] [that Nima voted] [when polls opened,] [to end the war.] [Fakih did n't say] [who won.]
VOTE = document(
    """
    Radio NOUN NN 2 nsubj attribution-positive:1->2:1:sem-atsrc-1-_+lex-indwd-2-_
    said VERB VBD 0 root
    that SCONJ IN 5 mark ROOT:2:0
    Nima PROPN NNP 5 nsubj
    voted VERB VBD 2 ccomp
    when ADV WRB 8 advmod context-circumstance:3->2:0:_
    polls NOUN NNS 8 nsubj
    opened, VERB VBD 5 advcl
    to PART TO 10 mark purpose-goal:4->3:0:_
    end VERB VB 5 advcl
    it. PRON PRP 10 obj
    """,
    """
    Fakih PROPN NNP 4 nsubj attribution-negative:5->6:0:lex-indwd-15-_;attribution-positive:5->2:0:2:sem-atsrc-12-_
    did AUX VBD 4 aux
    n't PART RB 4 advmod
    say VERB VB 0 root
    who PRON WP 6 nsubj elaboration-additional:6->2:1:_
    won. VERB VBD 4 ccomp
    """,
)
TEXT = VOTE.text
# Units 1 to 5: [Talks,] [Ann thinks,] [will fail] [because he left,] [she says.]; 3 is the rest of 1.
TALKS = document(
    """
    Talks, NOUN NNS 5 nsubj ROOT:1:0
    Ann PROPN NNP 3 nsubj attribution-positive:2->1:0:sem-atsrc-2-_+lex-indph-3-_
    thinks, VERB VBZ 5 parataxis
    will AUX MD 5 aux same-unit_m:3->1:0:_
    fail VERB VB 0 root
    because SCONJ IN 8 mark causal-cause:4->1:1:_
    he PRON PRP 8 nsubj
    left, VERB VBD 5 advcl
    she PRON PRP 10 nsubj attribution-positive:5->3:1:lex-indwd-10-_
    says. VERB VBZ 5 parataxis
    """
)


def said(text, spans):
    return [text[slice(*span)].strip() for span in spans]


def attribution(cue, *content, text=TEXT, polarity="asserted"):
    return Attribution(
        id=cue, parent=None, source=(), cue=(place(text, cue),), content=tuple(place(text, c) for c in content),
        kind=None, quote="indirect", polarity=polarity, source_type=None,
    )  # fmt: skip


def test_units_reach_from_mark_to_mark():
    units = read_units(VOTE)
    assert {number: TEXT[slice(*unit.span)] for number, unit in units.items()} == {
        1: "Radio said",
        2: "that Nima voted",
        3: "when polls opened,",
        4: "to end it.",
        5: "Fakih did n't say",
        6: "who won.",
    }
    assert [(e.relation, e.head, e.depth) for e in units[5].edges] == [
        ("attribution-negative", 6, 0),
        ("attribution-positive", 2, 2),
    ]


def test_the_content_is_what_hangs_below_the_attribution_and_nothing_above_it():
    (first, *_) = attribution_relations(VOTE)
    assert (first.negative, first.cue_written) == (False, True)
    assert said(TEXT, first.satellite) == ["Radio said"]
    assert said(TEXT, first.nucleus) == ["that Nima voted"]
    # The clause of time hangs lower, and the purpose on that; the sentence that follows hangs as high.
    assert said(TEXT, first.content) == ["that Nima voted when polls opened, to end it."]


def test_a_unit_may_have_further_relations_each_with_its_own_depth():
    _, negative, crossing = attribution_relations(VOTE)
    assert (negative.negative, negative.cue_written, said(TEXT, negative.content)) == (True, True, ["who won."])
    assert (crossing.negative, crossing.cue_written) == (False, False)
    # At depth 2 the first attribution and the later sentence are below too, but not the clause of source and cue.
    assert said(TEXT, crossing.content) == ["Radio said that Nima voted when polls opened, to end it.", "who won."]


def test_an_interrupted_clause_is_one_clause():
    thinks, says = attribution_relations(TALKS)
    assert said(TALKS.text, thinks.nucleus) == ["Talks,", "will fail"]
    assert said(TALKS.text, thinks.content) == ["Talks,", "will fail"]  # "because" hangs higher
    assert said(TALKS.text, says.satellite) == ["she says."]
    assert said(TALKS.text, says.nucleus) == ["Talks,", "will fail"]


def test_a_mark_of_another_form_is_refused():
    with pytest.raises(ValueError, match="not a discourse relation"):
        read_units(document("Talks NOUN NNS 0 root sequence=7"))


def test_an_attribution_finds_the_relation_with_its_cue_and_half_of_the_clause():
    (relation, *_) = attribution_relations(VOTE)
    right = attribution("said", "that Nima voted when polls opened")
    assert find_attribution(relation, [right]) is right
    assert find_attribution(relation, [attribution("said", "when polls opened")]) is None
    assert find_attribution(relation, [attribution("said", "that Nima")]) is not None
    assert find_attribution(relation, [attribution("said", "that")]) is None
    assert find_attribution(relation, [attribution("voted", "that Nima")]) is None
    assert find_attribution(relation, []) is None


def test_a_cue_may_reach_out_of_its_clause_by_less_than_half():
    (relation, *_) = attribution_relations(VOTE)
    at = place(TEXT, "said")
    longer = replace(attribution("said", "Nima voted"), cue=((at[0], at[1] + 3),))
    assert find_attribution(relation, [longer]) is longer
    assert find_attribution(relation, [replace(longer, cue=((at[0], at[1] + 9),))]) is None


def test_of_several_the_one_with_the_closest_content_is_taken():
    (relation, *_) = attribution_relations(VOTE)
    short, whole = (
        attribution("said", "that Nima voted"),
        attribution("said", "that Nima voted when polls opened, to end it."),
    )
    assert find_attribution(relation, [short, whole]) is whole


def test_recall_is_told_of_all_of_those_with_a_cue_and_of_whole_contents():
    relations = attribution_relations(VOTE)
    table = score_relations([(relations, [attribution("said", "that Nima voted")])])
    assert table["positive"] == {"given": 2, "R": 50}
    assert table["positive.cue_written"] == {"given": 1, "R": 100}
    assert table["positive.whole"] == {"given": 1, "R": 0}  # 15 of 45 characters
    assert table["negative"] == {"given": 1, "R": 0}


@pytest.mark.parametrize("polarity", ["negated", "denied", "declined", "conditional"])
def test_any_polarity_but_asserted_tells_a_negative_relation(polarity):
    relations = attribution_relations(VOTE)[:2]
    predicted = [attribution("said", "that Nima voted"), attribution("say", "who won", polarity=polarity)]
    assert score_relations([(relations, predicted)])["negation"] == {
        "given": 1, "predicted": 1, "P": 100, "R": 100, "F1": 100,
    }  # fmt: skip


def test_conditional_attributions_may_be_taken_as_asserted():
    relations = attribution_relations(VOTE)[:2]
    predicted = [
        attribution("said", "that Nima voted", polarity="conditional"),
        attribution("say", "who won", polarity="declined"),
    ]
    table = score_relations([(relations, predicted)])
    assert (table["negation"]["predicted"], table["negation"]["P"]) == (2, 50)
    assert table["negation.without_conditional"]["predicted"] == 1
    assert table["negation.without_conditional"]["F1"] == 100


def test_negation_is_judged_only_where_the_relation_was_found():
    relations = attribution_relations(VOTE)[:2]
    wrong = [attribution("said", "that Nima voted", polarity="negated")]
    assert score_relations([(relations, wrong)])["negation"] == {"given": 0, "predicted": 1, "P": 0, "R": 0, "F1": 0}
    undecided = [attribution("say", "who won", polarity=None)]
    assert score_relations([(relations, undecided)])["negation"]["R"] == 0
