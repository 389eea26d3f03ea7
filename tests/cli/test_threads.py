from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(("given", "found"), [(None, "1"), ("3", "3")])
def test_products_of_matrices_are_computed_by_one_thread_unless_the_user_says_otherwise(
    given: str | None, found: str
) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    if given is not None:
        environment["OPENBLAS_NUM_THREADS"] = given
    script = (
        "import sys, os, dateline, dateline.cli; "
        "print('numpy' in sys.modules, os.environ['OPENBLAS_NUM_THREADS']); import dateline.cli.app"
    )
    run = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", found]
