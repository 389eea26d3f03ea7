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
    """
    names = SpanIndex((match.span, match.span) for match in found)
    places = SpanIndex((entity.span, k) for k, entity in enumerate(entities))
    kept = dict(enumerate(entities))
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


def _only_names(entity: Entity, names: SpanIndex[Span]) -> bool:
    """Whether a name that was read is several of the tables' in a row: "Norway Anna Berg"."""
    inside = [span for span in names.touching(entity.span) if contains((entity.span,), span)]
    spaces = max(len(inside) - 1, 0)
    return len(inside) > 1 and sum(end - start for start, end in inside) + spaces == entity.span[1] - entity.span[0]
