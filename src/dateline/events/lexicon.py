"""The commented tables of ``events/data``: which words say which act, and where its parties stand.

Every entry is checked when the tables are read: an unknown category, mode, frame, place, class, need or key raises.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, get_args

from dateline.events.plover import CATEGORIES, MODES
from dateline.model.events import Stage

_DATA: Final = Path(__file__).parent / "data"
NONE: Final = "NONE"
"""The category of words that say no act in the sense of their entry."""

PREPOSITIONS: Final = frozenset(
    {
        "about", "against", "along", "among", "at", "between", "behind", "by", "for", "from", "in", "into", "near",
        "of", "on", "outside", "over", "through", "to", "toward", "towards", "upon", "via", "with", "without",
    }
)  # fmt: skip
_PLACES: Final = frozenset(
    {
        "subject", "object", "iobj", "possessor_of_object", "of_object", "by_object", "from_object", "clause",
        "clause_subject", "object_of_clause", "self", "speaker", "possessor", "adjective", "compound",
        "light_subject", "light_object",
    }
)  # fmt: skip
_NEEDS: Final = {
    "clause": 1,
    "object": 1,
    "no_object": 1,
    "indicative": 2,
    "light": 1,
    "party": 1,
    "passive": 2,
    "occasion": 1,
}
_SPECIAL: Final = frozenset({"@ACTOR", "@PERSON", "@PLACE"})
_KEYS: Final = frozenset(
    {"category", "mode", "frame", "words", "objects", "without", "subjects", "modifiers", "needs", "stage"}
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the parties of an act stand around its word, the places in order of preference."""

    name: str
    actor: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    symmetric: bool = False
    proposition: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of an act: its lemma, the words it needs around it, and what it then means.

    ``after`` are particles and prepositions that a verb governs, or the preposition behind a noun; ``modifiers``
    stand before a noun, one of them at least. ``objects``, ``without`` and ``subjects`` are lemmas or one of
    ``@ACTOR``, ``@PERSON``, ``@PLACE``; of ``needs`` one has to hold. ``stage`` is what the word says of a contact
    that it governs. ``order`` is its place in the tables.
    """

    lemma: str
    after: tuple[str, ...]
    category: str
    mode: str | None
    frame: Frame
    objects: frozenset[str]
    without: frozenset[str]
    subjects: frozenset[str]
    modifiers: frozenset[str]
    needs: tuple[str, ...]
    stage: Stage | None
    order: int

    @property
    def rank(self) -> tuple[int, int]:
        """How much it asks for, then which comes first: the greatest is the entry to take."""
        asked = 2 * len(self.after) + 3 * bool(self.objects) + 3 * bool(self.subjects) + 3 * bool(self.modifiers)
        return asked + max((_NEEDS[need] for need in self.needs), default=0), -self.order


@dataclass(frozen=True, slots=True)
class Acts:
    """All entries by lemma; light verbs by lemma as pairs of a relation and the particle they need, if any.

    ``beside`` are nouns behind which a meeting is a place ("sidelines"), ``at`` the prepositions of such places;
    ``words`` all lemmas that any entry or class names; ``occasions`` the prepositions and ``happening`` the verbs
    that make a noun an occasion.
    """

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    adjectives: Mapping[str, tuple[Entry, ...]]
    light: Mapping[str, frozenset[tuple[str, str | None]]]
    modal: Entry
    modal_words: frozenset[str]
    modal_infinitives: frozenset[str]
    frames: Mapping[str, Frame]
    beside: frozenset[str]
    at: frozenset[str]
    words: frozenset[str]
    occasions: frozenset[str]
    happening: frozenset[str]
    shares: frozenset[str]


@cache
def acts() -> Acts:
    """The tables of ``acts.toml``, ``acts-verbs.toml`` and ``acts-nouns.toml``.

    Raises:
        ValueError: an entry is not well formed.
    """
    return read_acts(*(tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(_DATA.glob("acts*.toml"))))


def read_acts(*tables: Mapping[str, Any]) -> Acts:
    """The entries of parsed tables taken together; :func:`acts` says what it raises."""
    whole: dict[str, Any] = defaultdict(list)
    for table in tables:
        for key, value in table.items():
            if isinstance(value, list):
                whole[key].extend(value)
            else:
                whole[key] = value
    frames = {name: _frame(name, fields) for name, fields in whole["frames"].items()}
    classes: Mapping[str, Iterable[str]] = whole["classes"]
    modal = whole["modal"]
    must = {"category": "REQUEST", "frame": modal["frame"], "words": modal["words"], "stage": "requested"}
    verbs, nouns = _entries(whole["verb"], frames, classes), _entries(whole["noun"], frames, classes, nouns=True)
    named = (word for entries in (*verbs.values(), *nouns.values()) for entry in entries for word in entry.objects)
    return Acts(
        verbs=verbs,
        nouns=nouns,
        adjectives=_entries(whole["adjective"], frames, classes),
        light=_light(whole["light"]),
        modal=next(iter(_entries([must], frames, classes).values()))[0],
        modal_words=frozenset(modal["words"]),
        modal_infinitives=frozenset(modal["infinitive"]),
        frames=frames,
        beside=frozenset(whole["venue"]["beside"]),
        at=frozenset(whole["venue"]["prepositions"]),
        words=frozenset((*verbs, *nouns, *named)),
        occasions=frozenset(whole["occasion"]["prepositions"]),
        happening=frozenset(whole["occasion"]["verbs"]),
        shares=frozenset(whole["share"]["words"]),
    )


def _frame(name: str, fields: Mapping[str, Any]) -> Frame:
    frame = Frame(
        name,
        tuple(fields["actor"]),
        tuple(fields.get("recipients", ())),
        fields.get("symmetric", False),
        tuple(fields.get("proposition", ())),
    )
    for place in (*frame.actor, *frame.recipients, *frame.proposition):
        if place not in _PLACES | PREPOSITIONS and place.removeprefix("light_") not in PREPOSITIONS:
            raise ValueError(f"frame {name}: no such place: {place}")
    return frame


def _entries(
    groups: Iterable[Mapping[str, Any]],
    frames: Mapping[str, Frame],
    classes: Mapping[str, Iterable[str]],
    *,
    nouns: bool = False,
) -> dict[str, tuple[Entry, ...]]:
    """The entries by lemma, those that ask for most first."""
    found: dict[str, list[Entry]] = defaultdict(list)
    order = 0
    for group in groups:
        _check(group, frames)
        for phrase in group["words"]:
            order += 1
            lemma, after, before = _noun_words(phrase) if nouns else (*_verb_words(phrase), frozenset())
            found[lemma].append(
                Entry(
                    lemma=lemma,
                    after=after,
                    category=group["category"],
                    mode=group.get("mode"),
                    frame=frames[group["frame"]],
                    objects=_words(group.get("objects", ()), classes),
                    without=_words(group.get("without", ()), classes),
                    subjects=_words(group.get("subjects", ()), classes),
                    modifiers=before | _words(group.get("modifiers", ()), classes),
                    needs=tuple(group.get("needs", ())),
                    stage=group.get("stage"),
                    order=order,
                )
            )
    return {lemma: tuple(sorted(entries, key=lambda e: e.rank, reverse=True)) for lemma, entries in found.items()}


def _check(group: Mapping[str, Any], frames: Mapping[str, Frame]) -> None:
    category, words = group["category"], ", ".join(group["words"][:3])
    if unknown := set(group) - _KEYS:
        raise ValueError(f"{words}: no such key: {', '.join(sorted(unknown))}")
    if category not in (*CATEGORIES, NONE):
        raise ValueError(f"{words}: no such category: {category}")
    if "mode" in group and group["mode"] not in MODES.get(category, ()):
        raise ValueError(f"{words}: {category} has no mode {group['mode']}")
    if group["frame"] not in frames:
        raise ValueError(f"{words}: no such frame: {group['frame']}")
    if unknown := set(group.get("needs", ())) - set(_NEEDS):
        raise ValueError(f"{words}: no such need: {', '.join(sorted(unknown))}")
    if "stage" in group and group["stage"] not in get_args(Stage):
        raise ValueError(f"{words}: no such stage: {group['stage']}")


def _verb_words(phrase: str) -> tuple[str, tuple[str, ...]]:
    lemma, *after = phrase.split(" ")
    return lemma, tuple(after)


def _noun_words(phrase: str) -> tuple[str, tuple[str, ...], frozenset[str]]:
    """The noun of "call for" with what follows it, or of "car bomb" with what stands before it."""
    first, *others = phrase.split(" ")
    if others and others[0] not in PREPOSITIONS:
        return others[-1], (), frozenset([first, *others[:-1]])
    return first, tuple(others[:1]), frozenset()


def _words(names: Iterable[str], classes: Mapping[str, Iterable[str]]) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        if not name.startswith("@") or name in _SPECIAL:
            found.add(name)
        elif name[1:] in classes:
            found.update(classes[name[1:]])
        else:
            raise ValueError(f"no such class of words: {name}")
    return frozenset(found)


def _light(groups: Iterable[Mapping[str, Any]]) -> dict[str, frozenset[tuple[str, str | None]]]:
    found: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
    for group in groups:
        relation = group["relation"]
        if relation != "object" and relation not in PREPOSITIONS:
            raise ValueError(f"light verbs: no such relation: {relation}")
        for phrase in group["words"]:
            lemma, *particle = phrase.split(" ")
            found[lemma].add((relation, particle[0] if particle else None))
    return {lemma: frozenset(pairs) for lemma, pairs in found.items()}
