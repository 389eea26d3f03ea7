from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extraction import extract_article
from dateline.language import Analyser
from dateline.model.article import Article, article_id
from dateline.model.attribution import Attribution
from dateline.model.extraction import Extraction

Reads = Callable[..., Extraction]


@pytest.fixture(scope="module")
def reads(analyser: Analyser) -> Reads:
    def read(text: str, published: str | None = "2023-03-02") -> Extraction:
        identifier = article_id(text, url=None, outlet=None, published=published)
        return extract_article(Article(id=identifier, text=text, published=published), analyser)

    return read


def by_cue(extraction: Extraction, cue: str) -> Attribution:
    text = extraction.article.text
    (found,) = [a for a in extraction.attributions if cue in " ".join(text[s:e] for s, e in a.cue)]
    return found


def chain(attribution: Attribution) -> list[str]:
    return [link.name for link in attribution.chain]


def test_a_name_with_its_title_is_the_person_of_the_tables(reads: Reads) -> None:
    found = reads("US Secretary of State Antony Blinken said on Thursday that the road was open.")
    assert by_cue(found, "said").actors == ("antony-blinken",)
    (actor,) = [a for a in found.actors if a.id == "antony-blinken"]
    assert (actor.name, actor.country, actor.office) == ("Antony Blinken", "USA", "Secretary of State")


def test_a_family_name_is_the_person_named_before(reads: Reads) -> None:
    found = reads("The harbour minister, Petra Quill, opened the pier. “It is done,” Quill declared.")
    assert chain(by_cue(found, "declared")) == ["Petra Quill"]


def test_somebody_no_table_knows_is_an_actor_too(reads: Reads) -> None:
    found = reads("Mayor Odalys Brandt told reporters that the ferry would sail.")
    attribution = by_cue(found, "told")
    assert (attribution.source_type, chain(attribution)) == ("named_person", ["Odalys Brandt"])


@pytest.mark.parametrize("published", ["2023-03-02", "2016-03-02"])
def test_an_office_means_who_held_it_on_the_day(reads: Reads, published: str) -> None:
    found = reads("The US Secretary of State said that the talks would go on.", published)
    expected = {"2023-03-02": "antony-blinken", "2016-03-02": "john-kerry"}[published]
    assert by_cue(found, "said").actors == (expected,)


def test_an_office_without_an_article_is_its_holder_as_in_headlines(reads: Reads) -> None:
    found = reads(
        "Omani foreign minister says the talks will be held in Rome. “They begin on Friday,” Foreign Minister Badr "
        "Albusaidi wrote.",
        "2025-05-21",
    )
    assert by_cue(found, "says").actors == by_cue(found, "wrote").actors == ("badr-al-busaidi",)


def test_without_a_day_an_office_means_nobody(reads: Reads) -> None:
    found = reads("The US Secretary of State said that the talks would go on.", None)
    assert by_cue(found, "said").actors == ()


@pytest.mark.parametrize(
    "source",
    ["A senior State Department official", "An official of the Foreign Ministry", "A diplomat close to Sergey Lavrov"],
)
def test_who_is_not_named_is_never_given_a_name(reads: Reads, source: str) -> None:
    found = reads(f"Antony Blinken and Sergey Lavrov met. {source} said on Friday that the exchange was short.")
    attribution = by_cue(found, "said")
    assert attribution.actors == ()
    assert attribution.source_type == "unnamed_person"


def test_a_report_speaks_for_who_made_it(reads: Reads) -> None:
    found = reads("According to a report by news agency AFP, the minister confirmed that the port was shut.")
    assert chain(by_cue(found, "confirmed"))[0] == "AFP"


def test_a_capital_speaks_for_its_state(reads: Reads) -> None:
    found = reads("Moscow said on Monday that the road was open. The train to Moscow was late.")
    assert by_cue(found, "said").actors == ("russia",)


def test_a_capital_that_was_read_as_a_person_speaks_for_its_state(reads: Reads) -> None:
    found = reads("Moscow denied on Monday that the road was shut. The train to Moscow was late.")
    assert by_cue(found, "denied").actors == ("russia",)


def test_an_outlet_that_is_told_is_a_link(reads: Reads) -> None:
    found = reads("Foreign Minister Sergey Lavrov told TASS that the talks had failed.")
    attribution = by_cue(found, "told")
    assert chain(attribution) == ["TASS", "Sergey Lavrov"]
    assert attribution.addressees == ("tass",)


def test_who_is_told_may_be_named_behind_what_it_is(reads: Reads) -> None:
    found = reads("Foreign Minister Sergey Lavrov told the agency TASS that the talks had failed.")
    assert by_cue(found, "told").addressees == ("tass",)


def test_who_is_quoted_says_i(reads: Reads) -> None:
    found = reads("“I believe that the ferry will sail,” Petra Quill said.")
    assert by_cue(found, "believe").actors == by_cue(found, "said").actors != ()


def test_two_names_are_never_one_person(reads: Reads) -> None:
    found = reads(
        "Antony Blinken and Sergey Lavrov spoke in New Delhi. Blinken asked for a truce. Lavrov replied that none "
        "was near. Blinken added that he would call again."
    )
    assert by_cue(found, "asked for").actors == ("antony-blinken",)
    assert by_cue(found, "replied").actors == ("sergey-lavrov",)
    assert by_cue(found, "added").actors == ("antony-blinken",)


def test_every_actor_that_is_named_stands_in_the_extraction(reads: Reads) -> None:
    found = reads("Germany's government fears a vote, the Kremlin's spokesman Dmitry Peskov told Reuters.")
    known = {actor.id for actor in found.actors}
    for attribution in found.attributions:
        assert {*attribution.actors, *attribution.addressees} <= known
        assert {link.actor for link in attribution.chain} - {None} <= known
    assert {mention.actor for mention in found.mentions} - {None} <= known


def test_what_a_relative_clause_adds_is_nobodys_for_certain(reads: Reads) -> None:
    found = reads("The aide said that the mayor, who denied the charge, had left the town.")
    assert by_cue(found, "said").voice == "source"
    assert by_cue(found, "denied").voice == "unclear"


def test_an_empty_speaker_says_why(reads: Reads) -> None:
    found = reads("It was reported that the port was shut.")
    reasons = {a.subject: a.reason for a in found.abstentions if a.field == "actors"}
    assert reasons[by_cue(found, "reported").id] == "not_stated"


def test_a_chamber_is_not_the_palace_it_shares_a_word_with(reads: Reads) -> None:
    text = "The White House praised the vote. The House passed the bill on Tuesday, and the House will meet again."
    found = reads(text)
    chambers = [m.actor for m in found.mentions if text[slice(*m.span)] in {"The House", "the House"}]
    assert len(chambers) == 2
    assert "united-states-presidency" not in chambers
    assert "united-states-presidency" in {m.actor for m in found.mentions}
