"""What is asked, promised and rejected: who is to act, in a short normal form, with its words in the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.extraction import Extraction


@pytest.mark.parametrize(
    ("text", "category", "proposition"),
    [
        ("Emmanuel Macron called on Iran to release the detainees.", "REQUEST", "Iran: release the detainees"),
        ("Norway promised Ukraine to send more tanks.", "AGREE", "Norway: send more tanks"),
        ("Norway rejected the proposal to cut the quota.", "REJECT", "proposal to cut the quota"),
    ],
)
def test_proposition(read: Callable[[str], Extraction], text: str, category: str, proposition: str) -> None:
    (event,) = read(text).events
    assert event.category == category
    assert event.proposition is not None
    assert event.proposition.text == proposition
    start, end = event.proposition.span
    assert text[start:end].rstrip(".").endswith(proposition.rpartition(" ")[2])


def test_a_contact_has_no_proposition(read: Callable[[str], Extraction]) -> None:
    (event,) = read("Annalena Baerbock asked Catherine Colonna for a meeting in Strasbourg.").events
    assert event.proposition is None
