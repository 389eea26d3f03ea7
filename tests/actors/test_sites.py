"""Sites of offices and organs of states, by address and by name."""

from __future__ import annotations

import pytest

from dateline.actors import gazetteer, site_of
from dateline.actors.entries import Organ
from dateline.actors.sites import organs_by_host
from dateline.model.article import Article


@pytest.mark.parametrize(
    ("url", "outlet", "organ"),
    [
        ("http://en.kremlin.ru/events/1", None, "russia-presidency"),
        ("https://www.state.gov/briefings/", None, "united-states-foreign-ministry"),
        ("https://www.example.com/state.gov", None, None),
        ("https://notstate.gov/", None, None),
        (None, "White House", "united-states-presidency"),
        (None, "Reuters", None),
        (None, None, None),
    ],
)
def test_whose_site_it_is(url: str | None, outlet: str | None, organ: str | None) -> None:
    found = site_of(Article(id="test", text="Text.", url=url, outlet=outlet))
    assert (found.id if found is not None else None) == organ


def test_every_site_is_of_an_organ_that_there_is() -> None:
    assert all(isinstance(gazetteer().entry(organ), Organ) for organ in organs_by_host().values())
