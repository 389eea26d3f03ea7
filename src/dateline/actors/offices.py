"""What the words of an office mean: "Secretary of State", "foreign ministry spokeswoman", "the Kremlin's spokesman"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from dateline.actors.entries import Office, Title
from dateline.actors.names import folds


@dataclass(frozen=True)
class OfficeTable:
    """The offices with the words for them, and the states' own titles."""

    offices: tuple[Office, ...]
    titles: tuple[Title, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Office]:
        """The offices by id."""
        return {office.id: office for office in self.offices}

    @cached_property
    def _phrases(self) -> Mapping[tuple[str, ...], frozenset[str]]:
        """The offices that a phrase means anywhere."""
        found: dict[tuple[str, ...], set[str]] = {}
        for office in self.offices:
            for phrase in (office.id.replace("-", " "), office.title, *office.phrases):
                found.setdefault(folds(phrase), set()).add(office.id)
        return {phrase: frozenset(ids) for phrase, ids in found.items()}

    @cached_property
    def _own(self) -> Mapping[tuple[str, ...], Mapping[str, frozenset[str]]]:
        """The offices that a phrase means for one state or organisation."""
        found: dict[tuple[str, ...], dict[str, set[str]]] = {}
        for title in self.titles:
            for phrase in (title.title, *title.phrases):
                for of in title.of:
                    found.setdefault(folds(phrase), {}).setdefault(of, set()).add(title.office)
        return {phrase: {of: frozenset(ids) for of, ids in by.items()} for phrase, by in found.items()}

    @cached_property
    def _titles(self) -> Mapping[tuple[str, str], str]:
        return {(title.office, of): title.title for title in self.titles for of in title.of}

    @cached_property
    def longest(self) -> int:
        """The number of words of the longest phrase."""
        return max((len(phrase) for phrase in (*self._phrases, *self._own)), default=0)

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words that phrases begin with, so that most words of a text are told apart at once."""
        return frozenset(phrase[0] for phrase in (*self._phrases, *self._own) if phrase)

    @cached_property
    def last_words(self) -> frozenset[str]:
        """The words that phrases end with."""
        return frozenset(phrase[-1] for phrase in (*self._phrases, *self._own) if phrase)

    def title(self, office: str, of: str) -> str:
        """What an office is called in a state or organisation: "Secretary of State"."""
        return self._titles.get((office, of)) or self.by_id[office].title

    def is_phrase(self, words: tuple[str, ...]) -> bool:
        """Whether the folded words are words for an office."""
        return words in self._phrases or words in self._own

    def exactly(self, words: str, of: str) -> frozenset[str]:
        """The ids of the offices that words mean with nothing before or after them."""
        return self.own(words, of) or self._phrases.get(folds(words), frozenset())

    def own(self, words: str, of: str) -> frozenset[str]:
        """The ids of the offices that words mean in one state or organisation otherwise than elsewhere."""
        return self._own.get(folds(words), {}).get(of, frozenset())

    def meant(self, words: str | tuple[str, ...], of: str | None = None) -> frozenset[str]:
        """The ids of the offices that words mean, those included that they may mean as well."""
        return self.widened(self.meant_first(words, of))

    def meant_first(self, words: str | tuple[str, ...], of: str | None = None) -> frozenset[str]:
        """The ids of the offices that words mean.

        A state's own use of the words (``of``) goes before the general one. Words before or after the office's
        ("deputy", "acting", "Russian") do not hinder: the longest phrase inside counts.
        """
        plain = folds(words) if isinstance(words, str) else words
        for length in range(min(len(plain), self.longest), 0, -1):
            found: set[str] = set()
            for start in range(len(plain) - length + 1):
                part = plain[start : start + length]
                own = self._own.get(part, {})
                if of is not None and of in own:
                    found |= own[of]
                else:
                    found |= self._phrases.get(part, frozenset())
                    if of is None:
                        found |= frozenset().union(*own.values())
            if found:
                return frozenset(found)
        return frozenset()

    def widened(self, ids: Iterable[str]) -> frozenset[str]:
        """The offices with those that their words may mean as well."""
        found = set(ids)
        for office in tuple(found):
            found.update(self.by_id[office].covers)
        return frozenset(found)
