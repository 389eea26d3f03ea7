from __future__ import annotations

import pytest

from dateline.attribution.layout import with_layout, with_listed
from dateline.language import Analyser
from dateline.model.attribution import RoleSpans
from tests.analyses import analysis, roles, words_of


def told(text: str, *found: RoleSpans) -> list[tuple[list[str], list[str], list[str]]]:
    made = sorted(with_layout(analysis(text), found), key=lambda a: a.cue[0])
    return [(words_of(text, a.source), words_of(text, a.cue), words_of(text, a.content)) for a in made]


def test_each_turn_of_a_transcript_is_its_speakers() -> None:
    text = "Q: Has the envoy replied?\nMR. OBI (Gabon): He has. We wait.\n\nWe wait gladly.\nTHE CHAIR: Thank you."
    assert told(text) == [
        (["Q"], [":"], ["Has the envoy replied?"]),
        (["MR. OBI (Gabon)"], [":"], ["He has. We wait", "We wait gladly"]),
        (["THE CHAIR"], [":"], ["Thank you"]),
    ]


def test_turns_of_a_quoted_transcript_each_open_with_a_mark() -> None:
    text = 'The exchange follows:\n\n"HOST: Is it over?\n\n"(LAUGHTER.)\n\n"GUEST: Not yet.'
    lead = roles(text, (), "follows", "Is it over?", "Not yet")
    assert told(text, lead) == [(["HOST"], [":"], ["Is it over?"]), (["GUEST"], [":"], ["Not yet"])]


def test_how_someone_speaks_is_not_who_speaks() -> None:
    text = "THE PRESIDENT (spoke in French): The floor is yours.\nMS. ROUX: Thank you."
    assert told(text)[0] == (["THE PRESIDENT"], [":"], ["The floor is yours"])


def test_an_attribution_inside_a_turn_stays_within_it() -> None:
    text = "Q: Was the bridge closed?\nA: The mayor said it was open."
    inner = roles(text, "The mayor", "said", "Was the bridge closed?", "it was open")
    assert told(text, inner)[-1] == (["The mayor"], ["said"], ["it was open"])


@pytest.mark.parametrize(
    "text",
    [
        "KYIV: The ministry said the road was shut. It gave no reason.",  # one label is a dateline or a heading
        "Update: The port is open.\nWatch: The port at dawn.",
        "The talks: what we know.\nThe aim: a truce by Friday.",
        "Moscow: The talks go on.\nAnkara: The talks go on.",  # places that report, not speakers
    ],
)
def test_what_is_no_transcript_has_no_turns(text: str) -> None:
    assert told(text) == []


def test_flashes_do_not_run_into_the_next_line() -> None:
    text = "MINISTRY: NO DATE SET\nMINISTRY SPOKESMAN SAYS TALKS GO ON\nPALACE: NO COMMENT"
    assert told(text)[0] == (["MINISTRY"], [":"], ["NO DATE SET"])


def test_a_list_belongs_to_the_line_that_introduces_it() -> None:
    text = "The minister named three conditions:\n1. no inspections;\n2) a hotline, and\n- an apology.\nTalks go on."
    cue = roles(text, "The minister", "named", "three conditions")
    assert told(text, cue) == [
        (["The minister"], ["named"], ["three conditions", "no inspections", "a hotline", "an apology"])
    ]


def test_the_content_of_a_list_is_cut_to_its_items() -> None:
    text = "She asked for this:\n• a second line;\n• a camera."
    cue = roles(text, "She", "asked", "for this:\n• a second line;\n• a camera")
    assert told(text, cue) == [(["She"], ["asked"], ["for this:", "a second line", "a camera"])]


def test_a_number_says_nothing_and_nobody_speaks_in_two_items() -> None:
    text = "The note says this:\n1. the envoy ordered a halt;\n2. the port is shut."
    outer = roles(text, "The note", "says", "this")
    inner = RoleSpans(
        ((20, 22),),
        roles(text, "", "ordered", "a halt").cue,
        roles(text, "", "ordered", "a halt", "the port is shut").content,
    )
    assert told(text, outer, inner)[1] == ([], ["ordered"], ["a halt"])


@pytest.mark.parametrize(
    "text",
    [
        "The minister spoke.\n1. no inspections;\n2. a hotline.",  # nothing introduces it
        "The minister said:\n1. no inspections.",  # one item is no list
    ],
)
def test_what_nothing_introduces_stays_as_it_was_read(text: str) -> None:
    cue = RoleSpans(((0, 12),), ((13, 17),), ((18, 19),))
    assert with_layout(analysis(text), (cue,)) == (cue,)


def test_all_voices_of_an_introducing_line_share_its_list(analyser: Analyser) -> None:
    said = "A daily quoted an aide saying that the envoy made two points to the king:"
    text = f"{said}\n\n1 – the road stays\n\n2 – no tolls"
    lead = "that the envoy made two points to the king"
    daily = roles(text, "A daily", "quoted", "an aide saying that the envoy made two points to the king")
    aide = roles(text, "an aide", "saying", lead)
    made = with_listed(next(analyser.analyse([text])), (daily, aide))
    assert [words_of(text, a.content)[-2:] for a in made] == [["the road stays", "no tolls"]] * 3
    assert [words_of(text, a.source) for a in made] == [["A daily"], ["an aide"], ["the envoy"]]
    assert words_of(text, made[2].cue) == ["made two points to the king"]


def test_a_quotation_runs_on_while_its_marks_stay_open() -> None:
    text = "The council spoke.\n\n“We note the ice.\n\n“We ask for roads.\n\n“We wait.”\n\nIt adjourned."
    first = roles(text, "The council", "spoke", "We note the ice")
    assert told(text, first)[0][2][-2:] == ["“We ask for roads.", "“We wait.”"]


def test_a_closed_quotation_does_not_run_on() -> None:
    text = "The council spoke.\n\n“We note the ice.”\n\n“We ask for roads.”"
    first = roles(text, "The council", "spoke", "We note the ice")
    assert told(text, first)[0][2] == ["We note the ice"]


def test_a_speech_is_its_speakers(analyser: Analyser) -> None:
    text = "Key points from the envoy's speech:\n- the road stays\n- no tolls"
    (made,) = with_listed(next(analyser.analyse([text])), ())
    assert words_of(text, made.source) == ["the envoy's"]
    assert words_of(text, made.content) == ["the road stays", "no tolls"]


def test_items_that_begin_with_a_verb_are_said_of_what_introduces_them(analyser: Analyser) -> None:
    text = "The note records that the ministers:\n1. agreed to meet in May;\n2. welcomed the truce."
    inner = roles(text, "", "agreed", "to meet in May")
    (made,) = with_listed(next(analyser.analyse([text])), (inner,))
    assert words_of(text, made.source) == ["the ministers"]
