"""The language gate: Dateline reads English, and says so of a text that is not.

What a page or file declares of its language is not asked: it is too often wrong. The text decides, and an English
article stays English whatever it quotes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from dateline.documents.options import Origin
from dateline.errors import LanguageError

_ENGLISH = "en"
_SHORT = 40  # words: below that the identifier errs on names, so it has to be sure
_SAMPLE = 2000  # characters from the beginning, the middle and the end: quotations seldom fill all three
_WORD = re.compile(r"[^\W\d_]+")
# English words that the languages around it do not share. News in English has every fourth word from here.
_FUNCTION_WORD = re.compile(
    r"the|of|and|to|that|with|for|which|from|by|ha[sd]|have|would|were|is|are|be|this|not|said|who|their|its|his"
    r"|after|about|as|on|at|it|s?he|they|will|but|more|than|over|before|when"
)
_SCRIPTS = {
    "CYRILLIC": "ru",
    "ARABIC": "ar",
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "HEBREW": "he",
    "GREEK": "el",
    "DEVANAGARI": "hi",
    "THAI": "th",
}


def check_english(text: str, origin: Origin) -> None:
    """Raise unless ``text`` is English, or too short to tell.

    Raises:
        LanguageError: with the language that was identified.
    """
    sample = _sample(text)
    words = _WORD.findall(sample.casefold())
    if script := _foreign_script(words):
        identified = _identify(sample)[0]
        raise LanguageError(
            origin.path, identified if identified != _ENGLISH else _SCRIPTS.get(script, "und"), item=origin.item
        )
    if not words:
        return
    share = sum(_FUNCTION_WORD.fullmatch(word) is not None for word in words) / len(words)
    if share >= 0.2:
        return
    language, probability = _identify(sample)
    if language == _ENGLISH:
        return
    if len(words) < _SHORT and (probability < 0.9 or share > 0.05 or len(words) < 5):
        return
    if share >= 0.12:  # an English text full of foreign names, or with long quotations
        return
    raise LanguageError(origin.path, language, item=origin.item)


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return f"{text[:_SAMPLE]} {text[middle - _SAMPLE // 2 : middle + _SAMPLE // 2]} {text[-_SAMPLE:]}"


def _foreign_script(words: list[str]) -> str | None:
    """The script of most of the letters if it is not Latin, as Unicode names it."""
    letters = "".join(words)
    foreign = [letter for letter in letters if letter > "\u024f"]  # beyond the Latin blocks
    if len(foreign) * 2 <= len(letters):
        return None
    names = [unicodedata.name(letter, "UNKNOWN").split()[0] for letter in foreign[:500]]
    return max(set(names), key=lambda name: (names.count(name), name))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - 0.2 s and 20 MB, once it is needed

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _identify(text: str) -> tuple[str, float]:
    language, probability = _identifier().classify(text)
    return str(language), float(probability)
