from __future__ import annotations

import pytest

from dateline.attribution.clauses import Tree, completed, with_inner_clauses
from dateline.language import Analyser, Analysis
from dateline.model.attribution import RoleSpans
from tests.analyses import at, roles, words_of


@pytest.fixture(scope="module")
def analysed(analyser: Analyser):
    """The real analysis of a text: what these rules read is what the reader gives."""
    return lambda text: next(analyser.analyse([text]))


def told(analysis: Analysis, *found: RoleSpans) -> list[tuple[list[str], list[str], list[str]]]:
    """All attributions as words, in the order of their cues."""
    text = analysis.text
    ordered = sorted(with_inner_clauses(analysis, completed(analysis, found)), key=lambda a: a.cue[0])
    return [(words_of(text, a.source), words_of(text, a.cue), words_of(text, a.content)) for a in ordered]


def outer(text: str, source: str, cue: str, *content: str) -> RoleSpans:
    return roles(text, source, cue, *content)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("that the rebels believed the road was clear", ("the rebels", "believed", "the road was clear")),
        ("that the envoy had not known that talks were off", ("the envoy", "had not known", "that talks were off")),
        ("that the union wanted to reopen the bridge", ("the union", "wanted", "to reopen the bridge")),
        ("that the cabinet fears a new war", ("the cabinet", "fears", "a new war")),
        ("that his staff denied the report", ("his staff", "denied", "the report")),
        ("that nothing came of the claim that ships were sunk", ("", "claim", "that ships were sunk")),
        ("that its threat to close the port was real", ("its", "threat", "to close the port")),
    ],
)
def test_clauses_inside_a_content_are_attributions(analysed, content: str, expected: tuple[str, str, str]) -> None:
    text = f"The spokesman said on Monday {content}."
    analysis = analysed(text)
    source, cue, inside = expected
    _, inner = told(analysis, outer(text, "The spokesman", "said", content))
    assert inner == ([source] if source else [], [cue], [inside])


@pytest.mark.parametrize(
    "content",
    [
        "that the ferry left the harbour at noon",
        "that the minister tried to open the door",  # no verb of the table
        "that the two spoke for ten minutes",
        "that the plan was ready",
    ],
)
def test_what_governs_no_clause_is_no_attribution(analysed, content: str) -> None:
    text = f"The spokesman said on Monday {content}."
    assert len(told(analysed(text), outer(text, "The spokesman", "said", content))) == 1


def test_outside_contents_nothing_is_added(analysed) -> None:
    text = "The envoy believed that the road was clear. An aide said that it rained."
    found = told(analysed(text), outer(text, "An aide", "said", "that it rained"))
    assert [cue for _, cue, _ in found] == [["said"]]


def test_what_was_found_is_not_found_again(analysed) -> None:
    text = "The spokesman said that the rebels believed the road was clear."
    first = outer(text, "The spokesman", "said", "that the rebels believed the road was clear")
    second = outer(text, "the rebels", "believed", "the road was clear")
    assert len(told(analysed(text), first, second)) == 2


def test_according_to_takes_the_whole_clause(analysed) -> None:
    text = "According to a report by Radio Nima, a former chief warned the cabinet that ships were sinking."
    found = told(
        analysed(text), outer(text, "a report by Radio Nima", "According to", "the cabinet that ships were sinking")
    )
    assert found[0][2] == ["a former chief warned the cabinet that ships were sinking"]
    assert found[1] == (["a former chief"], ["warned"], ["that ships were sinking"])


def test_a_heading_is_no_part_of_what_is_said_below_it(analysed) -> None:
    text = "What happened?\nAccording to Radio Nima, an aide signed the deal at noon."
    found = told(analysed(text), outer(text, "Radio Nima", "According to", "What", "signed the deal at noon"))
    assert found[0][2] == ["an aide signed the deal at noon"]


def test_a_carrier_holds_the_source_that_it_cites(analysed) -> None:
    text = "Radio Nima, citing a port official, reported that two tankers had sailed."
    carrier, cited = told(analysed(text), outer(text, "Radio Nima", "reported", "that two tankers had sailed"))[::-1]
    assert carrier == (["Radio Nima"], ["reported"], ["citing a port official", "that two tankers had sailed"])
    assert cited == (["a port official"], ["citing"], ["that two tankers had sailed"])


def test_a_carrier_is_told_from_a_source_that_swallowed_it(analysed) -> None:
    text = "Radio Nima, citing a port official, reported that two tankers had sailed."
    swallowed = outer(text, "Radio Nima, citing a port official", "reported", "that two tankers had sailed")
    carrier = told(analysed(text), swallowed)[-1]
    assert carrier[0] == ["Radio Nima"]


def test_being_quoted_is_two_voices(analysed) -> None:
    text = "The minister was quoted by Radio Nima as saying that the file was closed."
    read = outer(text, "The minister", "was quoted by Radio Nima as saying", "that the file was closed")
    first, second = told(analysed(text), read)
    assert first[1:] == (["was quoted"], ["The minister", "as saying that the file was closed"])
    assert second == (["The minister"], ["saying"], ["that the file was closed"])


def test_a_tree_knows_what_hangs_on_a_word(analysed) -> None:
    text = "The old envoy left."
    analysis = analysed(text)
    tree = Tree(analysis.tokens)
    envoy = next(k for k, t in enumerate(analysis.tokens) if t.text == "envoy")
    assert [analysis.tokens[k].text for k in tree.subtree(envoy)] == ["The", "old", "envoy"]
    assert [analysis.tokens[k].text for k in tree.dependents(envoy, "det")] == ["The"]
    assert at(text, "The old envoy") == (analysis.tokens[0].start, analysis.tokens[envoy].end)


def test_who_stands_outside_a_content_says_nothing_inside_it(analysed) -> None:
    text = "According to Radio Nima, the ministry confirmed that talks were over."
    whole = outer(text, "Radio Nima", "According to", "the ministry confirmed that talks were over")
    wrong = outer(text, "Radio Nima", "confirmed", "that talks were over")
    assert told(analysed(text), whole, wrong)[1] == (["the ministry"], ["confirmed"], ["that talks were over"])


def test_what_a_passive_says_of_its_subject_is_its_content(analysed) -> None:
    text = "The aide said on Monday that the envoy is believed to have left the town."
    content = "that the envoy is believed to have left the town"
    _, inner = told(analysed(text), outer(text, "The aide", "said", content))
    assert inner == ([], ["is believed"], ["the envoy", "to have left the town"])


def test_who_is_said_to_have_told_is_who_told(analysed) -> None:
    text = "The aide said on Monday that the envoy is believed to have warned that talks were off."
    content = "that the envoy is believed to have warned that talks were off"
    *_, inner = told(analysed(text), outer(text, "The aide", "said", content))
    assert inner == (["the envoy"], ["warned"], ["that talks were off"])
