"""Write the generated parts of the documentation again, or check that they are current.

usage: python docs/generate.py [--check]

A generated part stands between ``<!-- generated: NAME -->`` and ``<!-- end -->``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

DOCS = Path(__file__).parent
PAGES = [*sorted(DOCS.glob("*.md")), DOCS.parent / "README.md"]
PART = re.compile(r"(<!-- generated: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)

# A plain width and no colour, whatever the surroundings ask for, so that the page does not depend on who writes it.
PLAIN = {"TERMINAL_WIDTH": "100", "COLUMNS": "100", "NO_COLOR": "1", "FORCE_COLOR": None, "TTY_COMPATIBLE": None}


def commands() -> str:
    """The help of the program and of each command, as the program prints it."""
    from dateline.cli.app import app  # noqa: PLC0415 - the program is needed for this part only

    runner = CliRunner()
    names = [command.callback.__name__ for command in app.registered_commands if command.callback]
    parts = []
    for name in names:
        result = runner.invoke(app, [name, "--help"], env=PLAIN)
        text = "\n".join(line.rstrip() for line in result.output.strip("\n").splitlines())
        parts.append(f"## dateline {name}\n\n```text\n{text}\n```\n")
    return "\n".join(parts)


def reasons() -> str:
    """Why a field can be empty."""
    from dateline.model import REASONS  # noqa: PLC0415 - as above

    rows = "".join(f"| `{reason}` | {meaning} |\n" for reason, meaning in REASONS.items())
    return f"| reason | meaning |\n|---|---|\n{rows}"


def views() -> str:
    """The columns of the SQL views."""
    from dateline.record.views import VIEWS  # noqa: PLC0415 - as above

    parts = []
    for view, columns in VIEWS.items():
        rows = "".join(f"| `{column}` | {meaning} |\n" for column, meaning in columns.items())
        parts.append(f"### {view}\n\n| column | meaning |\n|---|---|\n{rows}")
    return "\n".join(parts)


GENERATORS: dict[str, Callable[[], str]] = {"commands": commands, "reasons": reasons, "views": views}


def generated(page: str) -> str:
    """The page with its generated parts written again."""
    return PART.sub(lambda match: f"{match[1]}{GENERATORS[match[2]]()}{match[3]}", page)


def main() -> None:
    """Write the pages, or with ``--check`` say which are not current."""
    stale = []
    for path in PAGES:
        before = path.read_text(encoding="utf-8")
        after = generated(before)
        if before != after:
            stale.append(path.name)
            if "--check" not in sys.argv:
                path.write_text(after, encoding="utf-8")
    if stale and "--check" in sys.argv:
        sys.exit(f"not current: {', '.join(stale)}; run `make docs`")


if __name__ == "__main__":
    main()
