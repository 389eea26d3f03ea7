"""Names of people as the tables have them whole, where the reader of names saw a part or too much of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dateline.actors.scanning import NameMatch
from dateline.language import Entity
from dateline.model.spans import Span, contains, overlaps


def with_whole_names(
    entities: Sequence[Entity], found: Sequence[NameMatch], meant: Callable[[Entity], str | None]
) -> tuple[Entity, ...]:
    """The names of a text, in order, with people's full names of the tables for the parts that were read of them.

    "Kais" of "Kais Saied" gives way, and "Kais" with "Saied" read as two. A longer name gives way only where it is a
    person's and no table knows it as another's (``meant``): what begins as a name may be a street's or a university's.
    A part of a state's name is nobody's: "Norway" of "Kingdom of Norway".
    """
    states = [match.span for match in found if {r.type for r in match.references} == {"STATE"}]
    made = [e for e in entities if e.label != "PERSON" or not any(_is_part(e.span, span) for span in states)]
    for match in found:
        people = {reference.id for reference in match.references if reference.type == "PERSON"}
        if match.ambiguous or not people:
            continue
        beside = [e for e in made if overlaps(e.span, match.span)]
        longer = [e for e in beside if not contains((match.span,), e.span)]
        longer = [e for e in longer if not _only_names(e, found)]
        if any(e.label != "PERSON" or meant(e) not in {None, *people} for e in longer):
            continue
        made = [e for e in made if e not in beside]
        made.append(Entity(match.span, "PERSON"))
    return tuple(sorted(made, key=lambda entity: entity.span))


def _is_part(part: Span, whole: Span) -> bool:
    return contains((whole,), part) and part != whole


def _only_names(entity: Entity, found: Sequence[NameMatch]) -> bool:
    """Whether a name that was read is several of the tables' in a row, or parts of them: "of Norway Anna" Berg."""
    first, last = entity.span
    inside = [(max(s, first), min(e, last)) for s, e in (match.span for match in found) if s < last and first < e]
    spaces = max(len(inside) - 1, 0)
    return len(inside) > 1 and sum(end - start for start, end in inside) + spaces == last - first
