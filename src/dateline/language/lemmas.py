"""Lemmas from a word's form and tags: a table of exceptions over suffix rules, learned from treebanks.

The method is that of suffix guessers (the TreeTagger's suffix lexicon, Schmid 1994; UDPipe's edit rules, Straka
et al. 2016): the longest known ending of a form under its tag gives an edit, and forms for which that goes wrong
stand in the table. A Penn tag says all that a lemma depends on ("'s" is POS, VBZ or PRP), so the part of speech
only tells what is a proper noun. ``training/lemmas.py`` makes the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

LONGEST_ENDING: Final = 6
"""Characters in the longest ending that a rule can have."""
FAMILIES: Final = {
    "NNS": "NNS", "NNPS": "NNS", "VBZ": "VBZ", "VBD": "VBD", "VBN": "VBD", "VBG": "VBG",
    "JJR": "JJR", "RBR": "JJR", "JJS": "JJS", "RBS": "JJS",
}  # fmt: skip
"""The tags of inflected forms, with the one under which the rules and the table of all that inflect alike stand."""
PROPER: Final = frozenset({"NNP", "NNPS"})

Edit = tuple[int, str]
"""How many characters to cut off a form's end, and what to put in their place."""

_AS_PROPER: Final = {"NN": "NNP", "NNS": "NNPS"}
_STRAIGHT: Final = str.maketrans("’‘“”", "''\"\"")
_ONSET: Final = re.compile(r"(?:s?qu|y)?[b-df-hj-np-tv-xz]*")
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


class Lemmatiser:
    """Gives lemmas. ``table`` has lemmas by tag and form, ``rules`` edits by tag and ending."""

    def __init__(self, table: Mapping[str, Mapping[str, str]], rules: Mapping[str, Mapping[str, Edit]]) -> None:
        self._table, self._rules = table, rules
        self._looked_up = lru_cache(maxsize=50_000)(self._look_up)

    @classmethod
    def load(cls, path: Path) -> Lemmatiser:
        """The lemmatiser of a ``lemmas.json``."""
        stored = json.loads(path.read_bytes())
        rules = {
            tag: {ending: (int(cut), str(added)) for ending, (cut, added) in edits.items()}
            for tag, edits in stored["rules"].items()
        }
        return cls(stored["table"], rules)

    def lemma(self, form: str, tag: str, pos: str) -> str:
        """The lemma of a form with a Penn tag and a Universal part of speech, by UD's conventions.

        Proper nouns keep their case; all else is in lower case, but for what the table has otherwise ("I",
        "American"). Under a tag that is not known a form is its own lemma. Never empty for a form that is not.
        """
        return self._looked_up(form, tag, pos)

    def _look_up(self, form: str, tag: str, pos: str) -> str:
        if pos == "PROPN":
            tag = _AS_PROPER.get(tag, tag)
        key = table_key(form, tag, pos)
        known = self._table.get(tag, {}).get(key)
        if known is not None:
            return known
        if tag == "CD":
            return _THOUSANDS.sub("", key)
        if tag in FAMILIES or tag == "JJ":
            start, hyphen, last = key.rpartition("-")
            if start and last.isalpha():
                return start + hyphen + self._look_up(last, tag, pos)
        return self._inflected(key, tag) if tag in FAMILIES else key

    def _inflected(self, form: str, tag: str) -> str:
        """The lemma of an inflected form by the table and the rules of its family."""
        family, lower = FAMILIES[tag], form.lower()
        known = self._table.get(family, {}).get(lower)
        if known is not None:
            return _cased_like(form, known)
        rules = self._rules.get(family, {})
        for ending in endings(lower):
            cut, added = rules.get(ending, (len(form), ""))
            if cut < len(form):
                return form[: len(form) - cut] + (added.upper() if form[-2:].isupper() else added)
        return form


def table_key(form: str, tag: str, pos: str) -> str:
    """The form as the table has it: marks straight, in lower case where it is not a proper noun's."""
    form = form.translate(_STRAIGHT)
    return form if tag in PROPER or pos == "PROPN" else form.lower()


def endings(form: str) -> Iterator[str]:
    """The endings of a form in lower case, the longest first and the empty one last.

    A word's start up to its first vowel is one mark, ``^``: what comes after it tells "hoping" from "visiting".
    """
    onset = _ONSET.match(form)
    marked = "^" + (form[onset.end() :] if onset else form)
    if marked == "^":
        marked += form
    for length in range(min(LONGEST_ENDING, len(marked)), -1, -1):
        yield marked[len(marked) - length :]


def edit_of(form: str, lemma: str) -> Edit:
    """The edit that makes ``lemma`` of ``form``."""
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    return len(form) - shared, lemma[shared:]


def _cased_like(form: str, lemma: str) -> str:
    if len(form) > 1 and form.isupper():
        return lemma.upper()
    return lemma[:1].upper() + lemma[1:] if form[:1].isupper() else lemma
