"""What every test may use."""

from __future__ import annotations

import pytest
from hypothesis import settings

from dateline.language import Analyser, load_analyser

# A machine that is busy must not fail a test for its speed.
settings.register_profile("dateline", deadline=None, max_examples=60)
settings.load_profile("dateline")


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    """The real analyser with the shipped weights, loaded once."""
    return load_analyser()
