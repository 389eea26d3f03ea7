"""Triggers in sentences that the real analyser reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.events.triggers import Reading, Trigger, find_triggers, proposition_heads
from dateline.language import Analyser


def triggers(analyser: Analyser, text: str) -> tuple[Trigger, ...]:
    (read,) = analyser.analyse([text])
    return find_triggers(read)


def told(analyser: Analyser, text: str) -> list[tuple[str, str]]:
    return [(text[slice(*t.span)], t.category) for t in triggers(analyser, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # One act, one trigger: the noun's where the verb is light.
        ("The ministers held brief talks in Lima.", [("talks", "CONSULT")]),
        ("Okafor paid a visit to Quito.", [("visit", "CONSULT")]),
        ("Talks held in Geneva failed.", [("Talks", "CONSULT")]),
        ("Berlin lodged a complaint with Paris.", [("complaint", "ACCUSE")]),
        ("The president imposed sanctions on Iran.", [("sanctions", "SANCTION")]),
        # The same verb with other objects is another act.
        ("Chile withdrew from the treaty.", [("withdrew", "SANCTION")]),
        ("They withdrew their troops from the valley.", [("withdrew", "RETREAT")]),
        ("The president fired the minister.", [("fired", "RETREAT")]),
        ("The navy fired a missile.", [("fired", "ASSAULT")]),
        ("Canada signed a treaty with Chile.", [("signed", "SUPPORT")]),
        ("Peru cut aid to Bolivia.", [("cut", "SANCTION")]),
        ("The commander declared a ceasefire.", [("ceasefire", "CONCEDE")]),
        ("Both sides observed the truce.", [("observed", "RETREAT")]),
        ("The rebels sued for peace.", [("sued", "REQUEST")]),
        ("A shipowner sued Denmark for damages.", [("sued", "ACCUSE")]),
        ("Peru is committed to opening its ports.", [("committed", "AGREE")]),
        ("Macron called Sánchez on Monday.", [("called", "CONSULT")]),
        # Nested acts that keep triggers of their own.
        ("Ukraine accused Russia of threatening Moldova.", [("accused", "ACCUSE"), ("threatening", "THREATEN")]),
        ("The Russian invasion of Ukraine was condemned.", [("invasion", "ASSAULT"), ("condemned", "ACCUSE")]),
        ("Rome rejected the request.", [("rejected", "REJECT"), ("request", "REQUEST")]),
        # What is asked, promised, refused or threatened belongs to the asking.
        ("Oslo demanded the release of the sailors.", [("demanded", "REQUEST")]),
        ("The premier is willing to resign.", [("willing", "AGREE")]),
        ("The junta refused to release the journalists.", [("refused", "REJECT")]),
        ("Norway must release the prisoners.", [("release", "REQUEST")]),
        ("The general vowed to attack Eritrea.", [("vowed", "THREATEN")]),
        ("The call between the premiers lasted an hour.", [("call", "CONSULT")]),
        ("Their call for elections went unheard.", [("call", "REQUEST")]),
        # A denied act keeps its category, and the denial none.
        ("Lisbon denied the accusation.", [("accusation", "ACCUSE")]),
        ("Madrid denied having met the delegation.", [("met", "CONSULT")]),
    ],
)
def test_an_act_has_one_trigger(analyser: Analyser, text: str, expected: list[tuple[str, str]]) -> None:
    assert told(analyser, text) == expected


@pytest.mark.parametrize(
    ("text", "governor", "stage"),
    [
        ("Blinken asked for a meeting with Lavrov.", "asked", "requested"),
        ("The two agreed to meet in Paris.", "agreed", "agreed"),
        ("Iran refused to hold talks with Washington.", "refused", "refused"),
        ("The commission cancelled the meeting.", "cancelled", "cancelled"),
        ("A planned meeting was called off.", "called", "cancelled"),
        ("Turkey offered to host a summit.", "offered", "offered"),
        ("Tanaka has ruled out a meeting with the rebels.", "ruled", "refused"),
        ("The leaders should meet again.", "meet", "requested"),
    ],
)
def test_a_contact_stays_one_whatever_is_done_about_it(
    analyser: Analyser, text: str, governor: str, stage: str
) -> None:
    (read,) = analyser.analyse([text])
    (found,) = find_triggers(read)
    assert found.category == "CONSULT"
    assert found.governor is not None
    assert (read.tokens[found.governor].text, found.stage) == (governor, stage)


def test_a_lemma_that_the_reader_gets_wrong_is_known_by_its_form(analyser: Analyser) -> None:
    (analysis,) = analyser.analyse(["Morocco severed ties with Iran."])
    wrong = tuple(replace(t, lemma="severe") if t.text == "severed" else t for t in analysis.tokens)
    (found,) = find_triggers(replace(analysis, tokens=wrong))
    assert (found.category, found.mode) == ("SANCTION", "discontinue")


def test_a_light_verb_is_told(analyser: Analyser) -> None:
    text = "Xi and Tokayev are to hold a video call."
    (read,) = analyser.analyse([text])
    (found,) = find_triggers(read)
    assert found.light is not None
    assert (read.tokens[found.light].text, found.mode) == ("hold", "phone")


@pytest.mark.parametrize(
    "text",
    [
        "The meeting room was empty.",
        "Nakamura called it a mistake.",
        "The store met its target.",
        "The ministry released a statement.",
        "The airline cancelled flights.",
        "The spokeswoman declined to comment.",
    ],
)
def test_other_senses_are_no_acts(analyser: Analyser, text: str) -> None:
    assert told(analyser, text) == []


def test_a_summit_with_sidelines_is_a_place(analyser: Analyser) -> None:
    text = "The presidents of Chile and Peru will meet on the sidelines of the G20 summit."
    assert told(analyser, text) == [("meet", "CONSULT")]


def test_avoiding_somebody_is_a_contact_that_was_avoided(analyser: Analyser) -> None:
    (found,) = triggers(analyser, "Blinken avoided Lavrov at the dinner.")
    assert (found.category, found.stage) == ("CONSULT", "avoided")


def test_the_span_takes_in_the_particle(analyser: Analyser) -> None:
    assert told(analyser, "Ottawa turned down the offer.")[0] == ("turned down", "REJECT")


def test_the_proposition_is_what_is_asked(analyser: Analyser) -> None:
    (read,) = analyser.analyse(["Warsaw called for new elections in Belarus."])
    (found,) = find_triggers(read)
    assert [read.tokens[k].text for k in proposition_heads(Reading(read), found)] == ["elections"]


def test_a_noun_that_two_words_of_a_verb_govern_is_taken_over_once(analyser) -> None:
    (analysis,) = analyser.analyse(
        ["In May the president walked out of the fishing agreement between Norway and Sweden."]
    )
    heads = [trigger.head for trigger in find_triggers(analysis)]
    assert len(heads) == len(set(heads)) == 1
