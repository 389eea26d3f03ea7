from __future__ import annotations

import pytest

import dateline


def coded(text: str) -> list[tuple[str, str]]:
    extraction = dateline.extract(text, published="2024-05-02")
    return [(event.category, text[slice(*event.trigger)]) for event in extraction.events]


@pytest.mark.parametrize(
    "text",
    [
        "Two envoys of Norway, who spoke on condition of anonymity, described the room.",
        "By clicking the button, you agree to the terms of the Norwegian broadcaster.",
        "Go to the site of Norway's weather office for more.",
        "The Norwegian index, supported by the United Nations, fell by a tenth.",
        "Asked whether Norway had a plan, the minister smiled.",
        "The figures demonstrated that Norway is rich.",
        "Norway wants to sell its gas.",
    ],
)
def test_what_looks_like_an_act_and_is_none(text: str) -> None:
    assert coded(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway asked Sweden to open its border.", ("REQUEST", "asked")),
        ("Norway supported Sweden at the council.", ("SUPPORT", "supported")),
        ("Thousands of Norwegians demonstrated in Oslo.", ("PROTEST", "demonstrated")),
        ("Norway wants Sweden to open its border.", ("REQUEST", "wants")),
        ("Hungarian and Romanian officials met in Vienna.", ("CONSULT", "met")),
    ],
)
def test_the_same_words_as_acts(text: str, expected: tuple[str, str]) -> None:
    assert expected in coded(text)
