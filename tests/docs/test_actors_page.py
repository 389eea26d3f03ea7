from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TABLES = ROOT / "src" / "dateline" / "actors" / "data"
PAGE = (ROOT / "docs" / "actors.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (`\w+\.tsv`(?:, `\w+\.tsv`)*) \| ([\d, ]+) \|", PAGE, re.MULTILINE)
TOLD = {
    name: int(number.replace(",", ""))
    for names, numbers in ROWS
    for name, number in zip(re.findall(r"`(.+?)`", names), numbers.split(", "), strict=True)
}


def rows(table: str) -> int:
    lines = (TABLES / table).read_text(encoding="utf-8").splitlines()
    return sum(bool(line) and not line.startswith("#") for line in lines) - 1  # without the names of the columns


def test_every_table_of_rows_is_told_of() -> None:
    assert {path.name for path in TABLES.glob("*.tsv")} == TOLD.keys()


@pytest.mark.parametrize("table", sorted(TOLD))
def test_tables_have_as_many_rows_as_the_page_says(table: str) -> None:
    assert rows(table) == TOLD[table]
