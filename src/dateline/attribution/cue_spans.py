"""Where cues begin and end: with the verb behind their adverb, and with the noun that tells what follows a colon."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.attribution.lexicon import cue_lexicon, source_lexicon
from dateline.language.analysis import Analysis
from dateline.language.tree import Tree
from dateline.model.attribution import RoleSpans
from dateline.model.spans import Spans, overlaps

_OWNING: Final = frozenset({"of", "by", "from"})


def with_whole_cues(analysis: Analysis, found: Sequence[RoleSpans]) -> tuple[RoleSpans, ...]:
    """The attributions, each cue with the word that makes it one."""
    tree = analysis.tree
    return tuple(_by_its_noun(analysis, tree, _with_its_verb(tree, a)) for a in found)


def without_leads(text: str, found: Sequence[RoleSpans]) -> tuple[RoleSpans, ...]:
    """Without colons that part a subject from a list of what it does: "Ministers: 1. agreed to ...; 2. welcomed ...".

    What is agreed is found by its verb, whose source stands before the colon.
    """
    predicates = {(a.source, a.cue[0][0]) for a in found if a.source}
    return tuple(
        a
        for a in found
        if not (
            _is_colon(text, a)
            and (a.source, a.content[0][0]) in predicates
            and "\n" in text[a.cue[0][1] : a.content[0][0]]
        )
    )


def _is_colon(text: str, found: RoleSpans) -> bool:
    return len(found.cue) == 1 and text[slice(*found.cue[0])].strip() == ":"


def _with_its_verb(tree: Tree, found: RoleSpans) -> RoleSpans:
    """With the verb that an adverb alone in the cue stands before: "both [also say] they have it"."""
    inside = tree.inside(found.cue)
    kinds = cue_lexicon().kinds
    # "Reportedly" tells by itself.
    bare = all(tree.tokens[k].pos == "ADV" and tree.lemmas[k] not in kinds for k in inside)
    if len(found.cue) != 1 or not inside or not bare:
        return found
    verb = inside[-1] + 1
    if verb >= len(tree.tokens) or tree.tokens[verb].pos != "VERB":
        return found
    if any(tree.tokens[k].head != verb for k in inside):
        return found
    end = tree.tokens[verb].end
    content: Spans = tuple((max(a, end + 1) if b > end and a < end else a, b) for a, b in found.content)
    content = tuple(span for span in content if not overlaps(span, (found.cue[0][0], end)))
    if not content or any(overlaps(span, (found.cue[0][0], end)) for span in found.source):
        return found
    return RoleSpans(found.source, ((found.cue[0][0], end),), content)


def _by_its_noun(analysis: Analysis, tree: Tree, found: RoleSpans) -> RoleSpans:
    """With the noun for a colon that says whose words follow: "[Declaration of] the mayors: ..."."""
    if not _is_colon(analysis.text, found) or len(found.source) != 1:
        return found
    inside = tree.inside(found.source)
    if not inside or inside[0] < 2:
        return found
    noun, owning = inside[0] - 2, inside[0] - 1
    telling = tree.lemmas[noun] in cue_lexicon().kinds or tree.lemmas[noun] in source_lexicon().documents
    if not telling or tree.tokens[noun].pos not in {"NOUN", "PROPN"} or tree.words[owning] not in _OWNING:
        return found
    cue = tree.tokens[noun].start, tree.tokens[owning].end
    return RoleSpans(found.source, (cue,), found.content)
