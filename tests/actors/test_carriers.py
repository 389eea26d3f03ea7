from __future__ import annotations

from dateline.extraction import extract_article
from dateline.language import Analyser
from dateline.model.article import Article, article_id
from dateline.model.attribution import Attribution
from tests.actors.test_speakers import Reads, by_cue, chain, reads

__all__ = ["reads"]


def inferred(attribution: Attribution) -> list[bool]:
    return [link.inferred for link in attribution.chain]


def test_an_interview_names_its_outlet(reads: Reads) -> None:
    found = reads("In an interview with Reuters, Foreign Minister Sergey Lavrov said that the talks had failed.")
    assert chain(by_cue(found, "said")) == ["Reuters", "Sergey Lavrov"]
    assert inferred(by_cue(found, "said")) == [False, False]


def test_an_interview_on_a_station_that_no_table_knows(reads: Reads) -> None:
    found = reads(
        "During an interview with host Odalys Brandt on Quillan One, Sergey Lavrov said that the talks had failed."
    )
    assert chain(by_cue(found, "said")) == ["Quillan One", "Sergey Lavrov"]


def test_an_interview_on_a_day_names_no_outlet(reads: Reads) -> None:
    found = reads("During an interview on Tuesday, Foreign Minister Sergey Lavrov said that the talks had failed.")
    assert chain(by_cue(found, "said")) == ["Sergey Lavrov"]


def test_a_carrier_goes_on_to_the_next_sentence(reads: Reads) -> None:
    found = reads("Sergey Lavrov told TASS that the talks had failed. He added that no date had been set.")
    assert chain(by_cue(found, "added")) == ["TASS", "Sergey Lavrov"]
    assert inferred(by_cue(found, "added")) == [True, False]


def test_a_carrier_ends_with_another_speaker(reads: Reads) -> None:
    found = reads("Sergey Lavrov told TASS that the talks had failed. Antony Blinken added that no date had been set.")
    assert chain(by_cue(found, "added")) == ["Antony Blinken"]


def test_a_carrier_ends_with_another_occasion(reads: Reads) -> None:
    found = reads(
        "Sergey Lavrov told TASS that the talks failed. At a press conference Lavrov added that no date had been set."
    )
    assert chain(by_cue(found, "added")) == ["Sergey Lavrov"]


def test_a_carrier_ends_where_the_article_speaks(reads: Reads) -> None:
    found = reads(
        "Sergey Lavrov told TASS that the talks had failed. The train was late. Snow fell on the town all night. "
        "Lavrov added that no date had been set."
    )
    assert chain(by_cue(found, "added")) == ["Sergey Lavrov"]


def test_an_unnamed_official_goes_on_under_the_same_noun(reads: Reads) -> None:
    found = reads(
        "A senior official told AFP that the talks had failed. The official added that no date had been set. "
    )
    assert chain(by_cue(found, "added"))[0] == "AFP"
    assert inferred(by_cue(found, "added")) == [True, False]


def test_two_unnamed_officials_share_no_carrier(reads: Reads) -> None:
    found = reads("A senior official told AFP that the talks had failed. Another diplomat added that snow had fallen.")
    assert inferred(by_cue(found, "added")) == [False]


def test_the_outlet_that_was_read_is_no_link(analyser: Analyser) -> None:
    text = "Sergey Lavrov told TASS that the talks had failed. He added that no date had been set."
    made = Article(id=article_id(text, url=None, outlet="TASS", published=None), text=text, outlet="TASS")
    found = extract_article(made, analyser)
    assert chain(by_cue(found, "told")) == chain(by_cue(found, "added")) == ["Sergey Lavrov"]
