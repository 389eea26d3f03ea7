from __future__ import annotations

import pytest

from dateline.attribution.lexicon import source_lexicon
from dateline.attribution.sources import abstention, anonymity, source_name, source_type, tokens_in
from dateline.language import Analysis
from dateline.model import Anonymity
from dateline.model.attribution import SourceType
from tests.analyses import analysis, at, spans


def typed(
    source: str, entities: dict[str, str] | None = None, heads: dict[str, str] | None = None
) -> SourceType | None:
    text = f"Then {source} said so."
    return source_type(analysis(text, entities=entities, heads=heads), spans(text, source))


@pytest.mark.parametrize(
    ("source", "entities", "expected"),
    [
        ("Petra Quill", {"Petra Quill": "PERSON"}, "named_person"),
        ("the foreign minister, Petra Quill,", {"Petra Quill": "PERSON"}, "named_person"),
        ("Northmark spokeswoman Petra Quill", {"Petra Quill": "PERSON", "Northmark": "PLACE"}, "named_person"),
        ("a Northmark official", {"Northmark": "PLACE"}, "unnamed_person"),
        ("a senior official", {}, "unnamed_person"),
        ("the spokesman", {}, "unnamed_person"),
        ("officials", {}, "unnamed_group"),
        ("two diplomats", {}, "unnamed_group"),
        ("Northmark lawmakers", {"Northmark": "PLACE"}, "unnamed_group"),
        ("people familiar with the matter", {}, "unnamed_group"),
        ("others", {}, "unnamed_group"),
        ("farmers", {}, "unnamed_group"),
        ("the ministry", {}, None),
        ("the Northmark ministry", {"Northmark": "PLACE"}, "named_organisation"),
        ("Wirefax", {"Wirefax": "ORG"}, "named_organisation"),
        ("Northmark", {"Northmark": "PLACE"}, "named_organisation"),
        ("the Harbour Council", {"the Harbour Council": "ORG"}, "named_organisation"),
        ("a report", {}, "document"),
        ("the communique", {}, "document"),
        ("a report by Wirefax", {"Wirefax": "ORG"}, "named_organisation"),
        ("he", {}, None),
        ("who", {}, None),
        ("they", {}, None),
        ("she", {}, None),
    ],
)
def test_type_of_a_source(source: str, entities: dict[str, str], expected: SourceType | None) -> None:
    assert typed(source, entities) == expected


@pytest.mark.parametrize("mark", ["'s", "’s"])
def test_a_possessive_name_is_not_the_source(mark: str) -> None:
    assert typed(f"Quill{mark} spokesman", {"Quill": "PERSON"}) == "unnamed_person"
    assert typed(f"Quill{mark} spokesman", {f"Quill{mark}": "PERSON"}) == "unnamed_person"
    assert typed(f"Quill{mark} report", {"Quill": "PERSON"}) == "document"
    assert typed(f"Quill{mark} ministry", {"Quill": "PERSON"}) is None


def test_a_name_outside_the_source_does_not_count() -> None:
    text = "Petra Quill left, an official said."
    assert (
        source_type(analysis(text, entities={"Petra Quill": "PERSON"}), spans(text, "an official")) == "unnamed_person"
    )


def test_a_source_that_is_not_written_is_of_type_none() -> None:
    assert source_type(analysis("It rained, reportedly."), ()) == "none"


def test_a_source_without_tokens_is_unknown() -> None:
    assert source_type(analysis("— said so."), ((1, 2),)) is None


WITHHELD = [
    "on condition of anonymity",
    "on the condition of anonymity",
    "speaking anonymously",
    "who asked not to be named",
    "who declined to be identified",
    "who requested anonymity",
    "whose name was withheld",
    "who was not authorized to speak publicly",
    "who is not authorised to talk to the press",
    "who could not be named",
]
NOT_WITHHELD = [
    "familiar with the matter",
    "briefed on the talks",
    "close to the palace",
    "with knowledge of the plan",
    "who has worked on the file for years",
    "who was not there",
    "who asked to be heard",
]


def found_anonymity(text: str, source: str, entities: dict[str, str] | None = None) -> Anonymity | None:
    given: Analysis = analysis(text, entities=entities)
    where = spans(text, source)
    return anonymity(given, where, spans(text, "said"), source_type(given, where))


@pytest.mark.parametrize("words", WITHHELD)
def test_identity_is_withheld_where_words_say_so(words: str) -> None:
    text = f"It rained. An official, {words}, said it was late. It dried."
    found = found_anonymity(text, "An official")
    assert found is not None
    assert found.reason is not None
    start, end = at(text, words)
    assert start <= found.reason[0] < found.reason[1] <= end


@pytest.mark.parametrize("words", WITHHELD)
def test_the_words_count_inside_the_source_too(words: str) -> None:
    source = f"An official {words}"
    assert found_anonymity(f"{source} said it was late.", source) is not None


@pytest.mark.parametrize("words", NOT_WITHHELD)
def test_being_unnamed_is_not_being_anonymous(words: str) -> None:
    assert found_anonymity(f"People {words} said it was late.", f"People {words}") is None
    assert found_anonymity(f"An official {words} said it was late.", f"An official {words}") is None


def test_words_of_another_sentence_do_not_count() -> None:
    text = "He spoke on condition of anonymity. An official said it was late."
    assert found_anonymity(text, "An official") is None


@pytest.mark.parametrize(
    ("source", "entities"),
    [("Petra Quill", {"Petra Quill": "PERSON"}), ("Wirefax", {"Wirefax": "ORG"}), ("she", {}), ("the ministry", {})],
)
def test_only_an_unnamed_source_is_anonymous(source: str, entities: dict[str, str]) -> None:
    text = f"On condition of anonymity, {source} said it was late."
    assert found_anonymity(text, source, entities) is None


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("the ministry", "ministry"),
        ("A senior official", "senior official"),
        ("An envoy", "envoy"),
        ("Those diplomats", "diplomats"),
        ("Petra Quill", "Petra Quill"),
        ("the", "the"),
        ("Theo Brandt", "Theo Brandt"),
        ("the  harbour\n\tcouncil", "harbour council"),
        ("the envoy,", "envoy"),
        ("— the envoy —", "envoy"),
    ],
)
def test_a_chain_names_a_source_without_its_determiner(source: str, name: str) -> None:
    text = f"Then {source}."
    assert source_name(analysis(text), (at(text, source),)) == name


def test_a_broken_source_is_named_in_one() -> None:
    text = "The envoy, it seems, of Ostrel said so."
    assert source_name(analysis(text), spans(text, "The envoy", "of Ostrel")) == "envoy of Ostrel"


@pytest.mark.parametrize(
    ("kind", "has_source", "reason"),
    [
        ("none", False, "not_stated"),
        ("anonymous", True, "identity_withheld"),
        (None, True, "unresolved_reference"),
        ("named_person", True, "not_covered"),
    ],
)
def test_why_no_actor_is_named(kind: SourceType | None, has_source: bool, reason: str) -> None:
    assert abstention(kind, has_source=has_source) == reason


def test_tokens_in_spans_are_those_that_lie_inside_whole() -> None:
    text = "The envoys left early today."
    found = tokens_in(analysis(text), ((1, 10), (11, 21)))
    assert [token.text for token in found] == ["envoys", "left", "early"]
    assert tokens_in(analysis(text), ()) == ()


def test_the_table_is_in_lower_case() -> None:
    lexicon = source_lexicon()
    tables = (
        lexicon.people, lexicon.plural_only, lexicon.organisations, lexicon.documents, lexicon.references,
        lexicon.determiners,
    )  # fmt: skip
    assert all(word == word.lower().strip() for table in tables for word in table)
    assert not lexicon.people & lexicon.organisations
    assert not lexicon.documents & (lexicon.people | lexicon.organisations)
