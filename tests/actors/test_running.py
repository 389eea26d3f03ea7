from __future__ import annotations

from tests.actors.test_speakers import Reads, by_cue, chain, reads

__all__ = ["reads"]


def test_he_is_who_spoke_before(reads: Reads) -> None:
    found = reads(
        "Harbour Secretary Hugh Marlow said the pier was safe. He added that the lamps had been paid for twice."
    )
    assert chain(by_cue(found, "added")) == ["Hugh Marlow"]


def test_she_is_not_a_man_who_spoke_before(reads: Reads) -> None:
    found = reads("Sergey Lavrov said the road was open. She added that the bridge was shut.")
    assert by_cue(found, "added").actors == ()


def test_it_is_the_body_that_spoke_before(reads: Reads) -> None:
    found = reads(
        "The Russian Foreign Ministry said on Monday that the talks would go on. It added that a date had been set."
    )
    assert by_cue(found, "added").actors == by_cue(found, "said").actors != ()


def test_a_description_goes_on_where_it_stands_beside_the_name(reads: Reads) -> None:
    found = reads(
        "Engineer Odalys Brandt said the bridge was weak. The engineer pointed out that nobody had looked at it."
    )
    assert by_cue(found, "pointed out").actors == ("odalys-brandt",)


def test_no_thing_is_who_spoke_before(reads: Reads) -> None:
    found = reads("Engineer Odalys Brandt said the bridge was weak. The survey showed that nobody had looked at it.")
    assert by_cue(found, "showed").actors == ()


def test_an_official_is_not_who_spoke_before(reads: Reads) -> None:
    found = reads("Sergey Lavrov said the road was open. An official added that the bridge was shut.")
    assert by_cue(found, "added").actors == ()


def test_the_minister_is_the_only_one_named(reads: Reads) -> None:
    found = reads(
        "Foreign Minister Hugh Marlow flew to Lima on Monday. The town was dark. Crowds stood at the gate. "
        "The minister told reporters that the trip was short."
    )
    assert by_cue(found, "told").actors == ("hugh-marlow",)


def test_an_administration_is_the_government_that_its_leader_led_on_the_day(reads: Reads) -> None:
    found = reads("The Trump administration said on Monday that the road was open.", "2025-05-20")
    assert by_cue(found, "said").actors == ("united-states-government",)


def test_a_title_with_its_portfolio_is_no_name(reads: Reads) -> None:
    found = reads("Minister of Transport Odalys Brandt announced that the ferry would sail.")
    assert chain(by_cue(found, "announced")) == ["Odalys Brandt"]


def test_his_support_is_that_of_who_reiterated_it(reads: Reads) -> None:
    found = reads("Mayor Hugh Marlow reiterated his support for the ferry.")
    for attribution in found.attributions:
        assert attribution.actors == ("hugh-marlow",)
