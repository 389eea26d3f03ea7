from __future__ import annotations

import pytest

from dateline.errors import CorpusError
from dateline.evaluation.treebank import GoldMention, read_treebank

SAID = """\
# newdoc id = GUM_news_talks
# newpar
# sent_id = 1
# text = They don't know.
1	They	they	PRON	PRP	_	4	nsubj	_	Discourse=ROOT:1:0|Entity=(1-person-new-n-cf1-1-ana)
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	know	know	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_
"""
LAKE = """\
# sent_id = 2
1	Mali	Mali	PROPN	NNP	_	3	nmod:poss	_	Entity=(3-organization-new(2-place-new-1|SpaceAfter=No
2	's	's	PART	POS	_	1	case	_	Entity=2)
3	army	army	NOUN	NN	_	4	nsubj	_	Entity=3)
4	left	leave	VERB	VBD	_	0	root	_	_
4.1	left	leave	VERB	VBD	_	_	_	4:conj	_
5	Goma	Goma	PROPN	NNP	_	4	obj	_	Discourse=ROOT:2:0|Entity=(4-place-new-n-1-sgl-Goma)|SpaceAfter=No
6	.	.	PUNCT	.	_	4	punct	_	_
"""


def written(tmp_path, *blocks, name="a.conllu"):
    path = tmp_path / name
    path.write_text("\n".join(blocks) + "\n", encoding="utf-8")
    return path


def words(document):
    return [document.text[word.start : word.end] for word in document.words]


def test_sentences_of_a_paragraph_are_joined_by_a_space_and_paragraphs_by_a_line_break(tmp_path):
    (one,) = read_treebank(written(tmp_path, SAID, LAKE))
    assert one.text == "They don't know. Mali's army left Goma."
    (other,) = read_treebank(written(tmp_path, SAID, "# newpar\n" + LAKE))
    assert other.text == "They don't know.\nMali's army left Goma."


def test_every_word_stands_where_its_span_says(tmp_path):
    (document,) = read_treebank(written(tmp_path, SAID, LAKE))
    found = words(document)
    assert found[:6] == ["They", "do", "n't", "know", ".", "Mali"]
    assert found[-2:] == ["Goma", "."]
    assert list(document.sentences()) == [(0, 5), (5, 11)]


@pytest.mark.parametrize(
    ("written_form", "forms", "parts"),
    [
        ("cannot", ("can", "not"), ["can", "not"]),
        ("dunno", ("do", "n't", "know"), ["du", "nn", "o"]),  # parts that do not add up still share the letters
        ("Im", ("I", "am"), ["I", "m"]),
    ],
)
def test_a_written_form_is_parted_among_its_words_without_overlap(tmp_path, written_form, forms, parts):
    rows = [f"1-{len(forms)}\t{written_form}" + "\t_" * 8]
    rows += [f"{k}\t{form}\t{form}\tX\tX\t_\t{k - 1}\tdep\t_\t_" for k, form in enumerate(forms, 1)]
    (document,) = read_treebank(written(tmp_path, "\n".join(rows) + "\n"))
    assert document.text == written_form
    assert words(document) == parts


def test_heads_count_through_the_document_and_empty_nodes_are_no_words(tmp_path):
    (document,) = read_treebank(written(tmp_path, SAID, LAKE))
    assert len(document.words) == 11
    assert [word.head for word in document.words] == [3, 3, 3, -1, 3, 7, 5, 8, -1, 8, 8]
    assert [word.sentence for word in document.words] == [0] * 5 + [1] * 6
    assert (document.words[9].lemma, document.words[9].upos, document.words[9].deprel) == ("Goma", "PROPN", "obj")


def test_mentions_may_stand_inside_others_and_consist_of_one_word(tmp_path):
    (document,) = read_treebank(written(tmp_path, SAID, LAKE))
    assert document.mentions == (
        GoldMention(0, 0, 0, "person", "1"),
        GoldMention(5, 7, 7, "organization", "3"),
        GoldMention(5, 6, 5, "place", "2"),
        GoldMention(9, 9, 9, "place", "4"),
    )


def test_one_group_inside_itself_closes_the_inner_mention_first(tmp_path):
    rows = """\
1	we	we	PRON	PRP	_	0	root	_	Entity=(1-person-new-nnnnn-cf1-1-coref
2	and	and	CCONJ	CC	_	3	cc	_	_
3	friends	friend	NOUN	NNS	_	1	conj	_	Entity=(1-person-new-nnnnn-cf1-1-coref
4	there	there	ADV	RB	_	3	advmod	_	Entity=1)1)
"""
    (document,) = read_treebank(written(tmp_path, rows))
    assert [(m.first, m.last, m.head) for m in document.mentions] == [(0, 3, 0), (2, 3, 2)]


def test_the_mark_of_a_discourse_unit_stays_with_its_first_word(tmp_path):
    (document,) = read_treebank(written(tmp_path, SAID, LAKE))
    marks = {k: word.discourse for k, word in enumerate(document.words) if word.discourse}
    assert marks == {0: "ROOT:1:0", 9: "ROOT:2:0"}


def test_documents_are_parted_by_their_ids_and_files_are_read_by_name(tmp_path):
    written(tmp_path, LAKE, name="b.conllu")
    written(tmp_path, SAID, LAKE, SAID.replace("talks", "more"), name="a.conllu")
    found = list(read_treebank(tmp_path))
    assert [(document.name, len(document.words)) for document in found] == [
        ("GUM_news_talks", 11),
        ("GUM_news_more", 5),
        ("b", 6),
    ]
    assert found[2].words[0].head == 2  # heads begin anew with the document


def test_what_is_no_treebank_is_refused(tmp_path):
    with pytest.raises(CorpusError, match="no CoNLL-U"):
        list(read_treebank(tmp_path / "absent"))
    with pytest.raises(CorpusError, match="ten columns"):
        list(read_treebank(written(tmp_path, "1\tThey\tthey\n")))
