"""Numbers as news writes them, and ISO 8601 durations."""

from __future__ import annotations

import re

from dateline.times.lexicon import Unit, lexicon


def number_of(printed: str) -> float | None:
    """The number that the words or digits stand for, or None for an open one ("several")."""
    words = lexicon()
    text = " ".join(printed.lower().split())
    if text in {"a", "an"}:
        return 1
    if text in words.couples:
        return 2
    if re.fullmatch(r"[\d,]+(?:\.\d+)?", text):
        return float(text.replace(",", ""))
    if text.endswith(" 1/2"):
        return float(text.partition(" ")[0]) + 0.5
    if text in {"hundred", "a hundred"}:
        return 100
    if text in words.numerals:
        return words.numerals[text]
    tens, _, ones = text.replace(" ", "-").partition("-")
    if tens in words.numerals and ones in words.numerals:
        return words.numerals[tens] + words.numerals[ones]
    return None


def ordinal_of(printed: str) -> int:
    """The number of an ordinal: "third", "21st"."""
    text = printed.lower()
    return lexicon().ordinals.get(text) or int(re.sub(r"\D", "", text))


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


def duration_of(number: float | None, unit: Unit) -> str:
    """The TIMEX3 value of a duration: ``P2D``, ``PT30M``, ``P2.5Y``; X for an open number."""
    amount = "X" if number is None else _plain(number * unit.factor)
    if unit.clock and number is not None and number % 1 and unit.letter == "H":
        whole = int(number)
        return f"PT{whole or ''}{'H' if whole else ''}{round(60 * (number - whole))}M"
    return f"P{'T' if unit.clock else ''}{amount}{unit.letter}"
