"""``dateline schema``: the JSON Schema of what ``dateline extract`` prints."""

from __future__ import annotations

import json

from dateline.cli.console import write


def schema() -> None:
    """Print the JSON Schema of one line of `dateline extract`."""
    from dateline.model.form import json_schema

    write(json.dumps(json_schema(), indent=2, ensure_ascii=False))
