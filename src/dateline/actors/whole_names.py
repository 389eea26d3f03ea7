"""Names of people as the tables have them whole, where the reader of names saw a part or too much of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dateline.actors.scanning import NameMatch
from dateline.language import Entity
from dateline.model.spans import Span, SpanIndex, contains


def with_whole_names(
    entities: Sequence[Entity], found: Sequence[NameMatch], meant: Callable[[Entity], str | None]
) -> tuple[Entity, ...]:
    """The names of a text, in order, with people's full names of the tables for the parts that were read of them.

    "Kais" of "Kais Saied" gives way, and "Kais" with "Saied" read as two. A longer name gives way only where it is a
    person's and no table knows it as another's (``meant``): what begins as a name may be a street's or a university's.
    A part of a state's name is nobody's: "Norway" of "Kingdom of Norway".
    """
    names = SpanIndex((match.span, match.span) for match in found)
    states = SpanIndex((m.span, m.span) for m in found if {r.type for r in m.references} == {"STATE"})
    read = [e for e in entities if e.label != "PERSON" or not _is_part(e.span, states)]
    places = SpanIndex((entity.span, k) for k, entity in enumerate(read))
    kept = dict(enumerate(read))
    whole: list[Entity] = []
    for match in found:
        people = {reference.id for reference in match.references if reference.type == "PERSON"}
        if match.ambiguous or not people:
            continue
        beside = [k for k in places.touching(match.span) if k in kept]
        longer = [kept[k] for k in beside if not contains((match.span,), kept[k].span)]
        longer = [e for e in longer if not _only_names(e, names)]
        if any(e.label != "PERSON" or meant(e) not in {None, *people} for e in longer):
            continue
        for k in beside:
            del kept[k]
        whole.append(Entity(match.span, "PERSON"))  # the names of the tables do not overlap one another
    return tuple(sorted((*kept.values(), *whole), key=lambda entity: entity.span))


def _is_part(part: Span, names: SpanIndex[Span]) -> bool:
    """Whether a name is part of a longer one of the tables."""
    return any(contains((whole,), part) and part != whole for whole in names.touching(part))


def _only_names(entity: Entity, names: SpanIndex[Span]) -> bool:
    """Whether a name that was read is several of the tables' in a row, or parts of them: "of Norway Anna" Berg."""
    first, last = entity.span
    inside = [(max(s, first), min(e, last)) for s, e in names.touching(entity.span)]
    spaces = max(len(inside) - 1, 0)
    return len(inside) > 1 and sum(end - start for start, end in inside) + spaces == last - first
