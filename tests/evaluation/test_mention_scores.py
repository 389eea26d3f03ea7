from __future__ import annotations

import json
from dataclasses import replace

import pytest

from dateline.errors import CorpusError
from dateline.evaluation.mentions import (
    NamedText,
    gum_text,
    match_names,
    re3d_text,
    read_re3d,
    score_mentions,
    score_names,
    trimmed,
)
from dateline.evaluation.treebank import GoldMention
from dateline.language import Entity, Mention
from tests.evaluation.readings import document, place, reading

TEXT = "The Syrian army said that troops near Daquq in Iraq met Lama Fakih of the HRW's staff."


def entity(words: str, label: str, text: str = TEXT) -> Entity:
    return Entity(place(text, words), label)


def row(words: str, kind: str, confidence: float = 1, text: str = TEXT) -> dict[str, object]:
    start, end = place(text, words)
    return {"begin": start, "end": end, "type": kind, "confidence": confidence, "documentId": "d"}


def shown(text: str, names: tuple[Entity, ...]) -> list[tuple[str, str]]:
    return [(text[slice(*name.span)], name.label) for name in names]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("the United Nations", "United Nations"),
        ("all the Kurds", "Kurds"),
        ("A BBC crew", "BBC crew"),
        ("Theresa May", "Theresa May"),
        ("HRW's", "HRW"),
        ("the troops’", "troops"),
        ("that", "that"),
        ("the ", "the "),  # nothing else is left
    ],
)
def test_leading_determiners_and_a_final_possessive_are_left_out(text, left):
    start, end = trimmed(f"by {text}", (3, 3 + len(text)))
    assert f"by {text}"[start:end] == left


def test_an_exact_name_needs_its_span_and_type_and_an_overlapping_one_its_type():
    gold = NamedText(
        "x", TEXT, (entity("Syrian army", "ORG"), entity("Daquq", "PLACE"), entity("Lama Fakih", "PERSON"))
    )
    predicted = [entity("The Syrian army", "ORG"), entity("Daquq", "PERSON"), entity("Fakih", "PERSON")]
    table = score_names([(gold, predicted)])
    assert table["exact"] == {"P": 33.33, "R": 33.33, "F1": 33.33}
    assert table["overlap"]["F1"] == 66.67
    assert table["exact.ORG"]["F1"] == 100
    assert table["exact.PERSON"] == {"P": 0, "R": 0, "F1": 0}
    assert table["overlap.PERSON"] == {"P": 50, "R": 100, "F1": 66.67}
    assert table["overlap.PLACE"] == {"P": 0, "R": 0, "F1": 0}


def test_names_of_other_kinds_are_not_held_against_a_reader():
    gold = NamedText("x", TEXT, (entity("Iraq", "PLACE"),))
    assert score_names([(gold, [entity("Iraq", "PLACE"), entity("Daquq", "NAME")])])["exact"]["P"] == 100


def test_two_names_inside_one_gold_name_find_it_once():
    gold = [Entity((0, 20), "ORG")]
    predicted = [Entity((0, 5), "ORG"), Entity((8, 20), "ORG")]
    assert match_names(gold, predicted) == [(0, 1)]


def test_the_closest_pair_is_matched_first_and_touching_is_no_overlap():
    gold = [Entity((0, 10), "ORG"), Entity((10, 14), "ORG")]
    predicted = [Entity((8, 14), "ORG"), Entity((14, 16), "ORG")]
    assert match_names(gold, predicted) == [(1, 0)]


def test_what_is_left_open_is_neither_right_nor_wrong():
    gold = NamedText("x", TEXT, (entity("Daquq", "PLACE"),), left_open=(entity("Iraq", "PLACE"),))
    right = score_names([(gold, [entity("Daquq", "PLACE"), entity("Iraq", "PLACE")])])["exact"]
    assert right == {"P": 100, "R": 100, "F1": 100}
    assert score_names([(gold, [entity("Daquq", "PLACE"), entity("Iraq", "ORG")])])["exact"]["P"] == 50


def test_of_what_is_wholly_named_only_the_recall_is_told():
    gold = NamedText("x", TEXT, (entity("Syrian army", "ORG"), entity("Iraq", "PLACE")))
    table = score_names([(gold, [entity("Iraq", "PLACE")])])
    assert table["wholly_named.exact"] == {"R": 100}
    assert table["exact"]["R"] == 50


def test_re3d_counts_what_holds_a_capitalised_word_beside_its_determiner():
    rows = [
        row("The Syrian army", "Organisation"),
        row("troops", "Organisation"),
        row("Daquq", "Location"),
        row("Lama Fakih", "Person"),
        row("HRW's", "Organisation"),
        row("near", "Weapon"),
    ]
    found = re3d_text("x", TEXT, rows)
    assert shown(TEXT, found.names) == [
        ("Syrian army", "ORG"),
        ("Daquq", "PLACE"),
        ("Lama Fakih", "PERSON"),
        ("HRW", "ORG"),
    ]
    assert shown(TEXT, found.wholly_named) == [("Daquq", "PLACE"), ("Lama Fakih", "PERSON"), ("HRW", "ORG")]


def test_connecting_words_and_apostrophes_do_not_make_a_name_a_description():
    text = "Those near: Ministry of Defence, al-Bab, Da’esh, US-led forces"
    rows = [
        row(words, "Organisation", text=text) for words in ("Ministry of Defence", "al-Bab", "Da’esh", "US-led forces")
    ]
    found = re3d_text("x", text, rows)
    assert [words for words, _ in shown(text, found.wholly_named)] == ["Ministry of Defence", "al-Bab", "Da’esh"]
    assert len(found.names) == 4


def test_a_pronoun_or_determiner_that_begins_a_sentence_is_no_name():
    text = "They left. A man stayed. His brother left."
    rows = [row(words, "Person", text=text) for words in ("They", "A man", "His brother")]
    assert re3d_text("x", text, rows).names == ()


def test_what_people_did_not_confirm_is_left_open():
    found = re3d_text("x", TEXT, [row("Iraq", "Location", 0.2), row("Daquq", "Location", 0.5)])
    assert shown(TEXT, found.names) == [("Daquq", "PLACE")]
    assert shown(TEXT, found.left_open) == [("Iraq", "PLACE")]


def test_a_state_that_acts_is_a_place():
    found = re3d_text("x", TEXT, [row("Iraq", "Organisation"), row("Iraq", "Location", 0)])
    assert shown(TEXT, found.names) == [("Iraq", "PLACE")]
    assert found.left_open == ()


def test_re3d_is_read_source_by_source(tmp_path):
    for source in ("b", "a"):
        folder = tmp_path / source
        folder.mkdir()
        (folder / "documents.json").write_text(json.dumps({"_id": "d", "text": TEXT}) + "\n", encoding="utf-8")
        (folder / "entities.json").write_text(json.dumps(row("Daquq", "Location")) + "\n", encoding="utf-8")
    found = list(read_re3d(tmp_path))
    assert [(text.name, shown(TEXT, text.names)) for text in found] == [
        ("a/d", [("Daquq", "PLACE")]),
        ("b/d", [("Daquq", "PLACE")]),
    ]
    with pytest.raises(CorpusError, match="no documents of re3d"):
        list(read_re3d(tmp_path / "a"))


MET = replace(
    document(
        """
        The DET DT 2 det
        envoy NOUN NN 5 nsubj
        Ann PROPN NNP 2 appos
        Lee PROPN NNP 3 flat
        met VERB VBD 0 root
        Americans PROPN NNPS 5 obj
        in ADP IN 8 case
        Goma PROPN NNP 5 obl
        """
    ),
    mentions=(
        GoldMention(0, 3, 1, "person", "1"),
        GoldMention(5, 5, 5, "person", "2"),
        GoldMention(7, 7, 7, "place", "3"),
    ),
)


def mention(first: int, last: int, head: int, kind: str, *, named: bool = False) -> Mention:
    return Mention((MET.words[first].start, MET.words[last].end), head, kind, named, None)


def test_gold_names_of_gum_carry_our_labels_and_plural_people_are_left_open():
    found = gum_text(MET)
    assert shown(MET.text, found.names) == [("Ann Lee", "PERSON"), ("Goma", "PLACE")]
    assert shown(MET.text, found.left_open) == [("Americans", "PERSON")]


def test_a_name_that_heads_a_mention_inside_another_is_one_name():
    twice = replace(MET, mentions=(GoldMention(6, 7, 7, "place", "3"), GoldMention(7, 7, 7, "place", "3")))
    assert shown(MET.text, gum_text(twice).names) == [("Goma", "PLACE")]


def test_mentions_are_judged_by_span_by_type_and_by_head():
    predicted = (
        mention(0, 3, 2, "person"),  # another head
        mention(5, 5, 5, "organization", named=True),  # another type
        mention(6, 7, 7, "place", named=True),  # another span
        mention(4, 4, 4, "event"),  # none
    )
    table = score_mentions([(MET, reading(MET, mentions=predicted))])
    assert table["span"] == {"P": 50, "R": 66.67, "F1": 57.14}
    assert table["span_type"] == {"P": 25, "R": 33.33, "F1": 28.57}
    assert table["head_type"] == {"P": 25, "R": 33.33, "F1": 28.57}
    assert table["head_named"] == {"P": 100, "R": 100, "F1": 100}
    assert table["head_type.place"]["F1"] == 100
    assert table["head_type.event"] == {"P": 0, "R": 0, "F1": 0}


def test_a_mention_that_is_predicted_twice_is_right_once():
    twice = (mention(7, 7, 7, "place"), mention(7, 7, 7, "place"))
    assert score_mentions([(MET, reading(MET, mentions=twice))])["span"] == {"P": 50, "R": 33.33, "F1": 40}


def test_heads_are_compared_by_their_place_and_not_by_their_number():
    # "The" is no token here, so that every token has another number than its word.
    tokens = tuple(replace(token, head=max(0, token.head - 1)) for token in reading(MET).tokens[1:])
    predicted = (Mention((MET.words[7].start, MET.words[7].end), 6, "place", True, None),)
    table = score_mentions([(MET, reading(MET, tokens=tokens, mentions=predicted))])
    assert table["head_type"]["P"] == 100
