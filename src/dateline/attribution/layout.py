"""Attributions that the layout of a text shows: transcripts, and lists below the line that introduces them.

A reader of words sees neither that a line begins with a speaker's name, nor that the items below "the minister
made three points:" are what the minister said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from dateline.attribution.lexicon import layout_lexicon
from dateline.language.analysis import Analysis
from dateline.language.tree import Tree
from dateline.model.attribution import RoleSpans
from dateline.model.spans import Span, Spans, contains, hull, overlaps

# A speaker's label: words that begin with capitals, in brackets what they are of and how they speak, and a colon.
# Where a transcript is quoted, each turn opens with a mark.
_LABEL: Final = re.compile(
    r"(?:[“\"«]\s?)?(?P<name>(?:[^\W\d_a-z][\w.'’\-]*)(?: (?:[^\W\d_a-z][\w.'’\-]*|of|the|de|al|van|von|for|and)){0,7}"
    r"(?: \([A-Z][^()\n]{1,40}\))?)(?: \([a-z][^()\n]{1,60}\))?(?P<colon>:)\s+(?=\S)"
)
_ASIDE: Final = re.compile(r"[“\"«]?[(\[][^()\[\]]*[)\]]\.?[”\"»]?\Z")  # "(CROSSTALK)"
_PROSE: Final = re.compile(r"[.?!…][\"'”’»)\]]*$")
_ITEM: Final = re.compile(
    r"(?:[•‣▪◦●*·–—-]\s*|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+|\d{1,2}\s*[–—-]\s+)(?=\S)", re.IGNORECASE
)
_CLOSING: Final = {"“": "”", '"': '"', "«": "»", "‘": "’"}
_ENDING: Final = " \t.;,"
_FEWEST: Final = 2  # labelled lines that make a transcript, items that make a list


@dataclass(frozen=True, slots=True)
class _Turn:
    """What one speaker says in a transcript: the label, its colon, and the lines up to the next label."""

    name: str
    label: Span
    colon: Span
    lines: Spans


def with_layout(analysis: Analysis, found: Sequence[RoleSpans]) -> tuple[RoleSpans, ...]:
    """The outermost attributions with those of a transcript's turns, and with what runs on joined to its beginning.

    What runs on are quotations over several paragraphs and the items of a list.
    """
    return _with_lists(analysis, _with_paragraphs(analysis, _with_turns(analysis, found)))


def _with_turns(analysis: Analysis, found: Sequence[RoleSpans]) -> tuple[RoleSpans, ...]:
    turns = _turns(analysis)
    if not turns:
        return tuple(found)
    made = [RoleSpans((turn.label,), (turn.colon,), turn.lines) for turn in turns]
    heads = [(turn.label[0], turn.colon[1]) for turn in turns]
    kept = [a for a in found if not any(overlaps(span, head) for span in a.cue for head in heads)]
    return (*made, *(apart for a in kept if (apart := _apart(a, turns)) is not None))


def _apart(attribution: RoleSpans, turns: Sequence[_Turn]) -> RoleSpans | None:
    """The attribution, cut to the turn in which its cue stands: nobody speaks in two turns at once.

    One outside all turns is cut to what is no turn; nothing is left of "The transcript follows:".
    """
    own = next((t for t in turns if any(a <= attribution.cue[0][0] < b for a, b in t.lines)), None)
    said = [span for turn in turns for span in (turn.label, *turn.lines)]
    content = tuple(
        span
        for span in attribution.content
        if (any(overlaps(span, line) for line in own.lines) if own else not any(overlaps(span, x) for x in said))
    )
    if not content and own is None:
        return None
    return RoleSpans(attribution.source, attribution.cue, content or attribution.content)


def _turns(analysis: Analysis) -> tuple[_Turn, ...]:
    """The turns of a transcript, or none: two labelled lines at least, half of the labels in capitals."""
    text, turns = analysis.text, list[_Turn]()
    for (_, before), (start, end) in pairwise([(0, 0), *analysis.paragraphs]):
        label = _LABEL.match(text, start, end)
        if label and label["name"].lower() not in layout_lexicon().not_speakers:
            turns.append(
                _Turn(label["name"], label.span("name"), label.span("colon"), ((label.end(), _stop(text, start, end)),))
            )
        elif _ASIDE.match(text[start:end]):
            continue
        elif turns and _PROSE.search(text, turns[-1].lines[-1][0], before):
            last = turns[-1]
            turns[-1] = _Turn(last.name, last.label, last.colon, (*last.lines, (start, _stop(text, start, end))))
    # A name in capitals is set apart from the words; "Kyiv:" before one sentence is a dateline or a heading.
    speakers = [turn.name for turn in turns if _capitals(turn.name)]
    return tuple(turns) if len(turns) >= _FEWEST and 2 * len(speakers) >= len(turns) else ()


def _capitals(name: str) -> bool:
    plain = name.partition(" (")[0]
    return plain.isupper()


def _stop(text: str, start: int, end: int) -> int:
    """The end of a line without its last full stop."""
    while end > start + 1 and text[end - 1] in _ENDING:
        end -= 1
    return end


def _with_paragraphs(analysis: Analysis, found: Sequence[RoleSpans]) -> tuple[RoleSpans, ...]:
    """The attributions of quotations with the paragraphs over which they run.

    Each paragraph of such a quotation opens with a mark, and only the last one closes it. What a colon alone
    introduces in the same quotation is no second attribution.
    """
    labels = [turn.label for turn in _turns(analysis)]
    runs = [run for run in _running(analysis) if not any(overlaps(p, label) for p in run for label in labels)]
    made = list(found)
    for run in runs:
        own = next((a for a in made if any(overlaps(span, run[0]) for span in a.content)), None)
        if own is None or any(overlaps(own.cue[0], paragraph) for paragraph in run[1:]):
            continue
        rest = tuple(p for p in run[1:] if not any(overlaps(p, span) for span in own.content))
        joined = RoleSpans(own.source, own.cue, tuple(sorted((*own.content, *rest))))
        covered = [a for a in made if a is not own and all(contains(joined.content, span) for span in a.content)]
        again = [a for a in covered if not any(analysis.text[i].isalnum() for i in range(*a.cue[0]))]
        made = [joined if a is own else a for a in made if a not in again]
    return tuple(made)


def _running(analysis: Analysis) -> list[Spans]:
    """Paragraphs that follow one another inside one quotation: each opens with a mark that the one before left open."""
    found: list[Spans] = []
    current: list[Span] = []
    for start, end in analysis.paragraphs:
        mark = analysis.text[start]
        if mark not in _CLOSING:
            current = []
            continue
        current.append((start, end))
        closing = _CLOSING[mark]
        if (
            analysis.text[start + 1 : end].rstrip(_ENDING).endswith(closing)
            or closing in analysis.text[start + 1 : end]
        ):
            if len(current) >= _FEWEST:
                found.append(tuple(current))
            current = []
    return found


def _with_lists(analysis: Analysis, found: Sequence[RoleSpans]) -> tuple[RoleSpans, ...]:
    made = list(found)
    for lead, items in _lists(analysis):
        own = _introducing(made, lead)
        made = [
            _over(a, lead, items)
            if a is own
            else _inside(a, items)
            if any(overlaps(a.cue[0], item) for item in items)
            else a
            for a in made
        ]
    return tuple(made)


def with_listed(analysis: Analysis, found: Sequence[RoleSpans]) -> tuple[RoleSpans, ...]:
    """All attributions, inner ones included, each of an introducing line that reaches its end with the whole list.

    Of "a report quoted an aide saying that the envoy made two points:" the report, the aide and the envoy are all
    sources of what is listed; the envoy's, "made two points:", is added where no reader takes it for a cue.
    """
    lists = _lists(analysis)
    if not lists:
        return tuple(found)
    tree = analysis.tree
    made = list(found)
    for lead, items in lists:
        colon = lead[1] - 1
        reaching = [
            a
            for a in made
            if any(overlaps(span, lead) for span in a.cue)
            and any(end >= colon - 1 or overlaps((start, end), items[0]) for start, end in a.content)
        ]
        made = [_over(a, lead, items) if a in reaching else a for a in made]
        said_of = _last_noun(tree, lead)
        made = [_item_of(tree, a, items, said_of) for a in made]
        telling = _telling(tree, lead)
        if telling is not None and not any(overlaps(span, telling[1]) for a in made for span in a.cue):
            made.append(RoleSpans(telling[0], (telling[1],), items))
    return tuple(sorted(made, key=lambda a: (a.cue[0], a.content[0])))


def _owner(tree: Tree, noun: int, inside: Sequence[int]) -> Spans | None:
    """Whose remarks a line without a verb introduces: "Key points from the envoy's speech:"."""
    if any(tree.tokens[k].pos == "VERB" for k in inside):
        return None
    for k in tree.dependents(noun, "nmod:poss", "compound"):
        if not any(tree.tokens[c].tag == "POS" for c in tree.dependents(k, "case")):
            continue
        words = [tree.tokens[j] for j in tree.subtree(k)]
        return ((words[0].start, words[-1].end),)
    return None


def _last_noun(tree: Tree, lead: Span) -> Spans:
    """The noun phrase that an introducing line ends with: the subject of items that begin with a verb, or nothing."""
    inside = tree.inside(((lead[0], lead[1] - 1),))
    if not inside or tree.tokens[inside[-1]].pos not in {"NOUN", "PROPN", "PRON"}:
        return ()
    first = inside[-1]
    parts = [k for k in tree.dependents(first, "det", "amod", "compound", "flat", "nmod:poss") if k < first]
    return ((min([tree.tokens[k].start for k in parts], default=tree.tokens[first].start), tree.tokens[first].end),)


def _item_of(tree: Tree, attribution: RoleSpans, items: Spans, said_of: Spans) -> RoleSpans:
    """An attribution whose cue begins an item without a subject, with the subject of the introducing line."""
    begins = any(attribution.cue[0][0] == item[0] for item in items)
    verbal = any(tree.tokens[k].pos == "VERB" for k in tree.inside(attribution.cue))
    if attribution.source or not begins or not verbal:
        return attribution
    return RoleSpans(said_of, attribution.cue, attribution.content)


def _introducing(found: Sequence[RoleSpans], lead: Span) -> RoleSpans | None:
    """The attribution whose list it is: the last of the introducing line is the one that the colon opens."""
    inside = [a for a in found if overlaps(hull((*a.source, *a.cue)), lead)]
    return max(inside, key=lambda a: a.cue[0], default=None)


def _over(attribution: RoleSpans, lead: Span, items: Spans) -> RoleSpans:
    """The attribution with all items in its content, and of the rest what stands in the introducing line."""
    kept = [part for span in attribution.content for part in _clipped(span, (lead,))]
    return RoleSpans(attribution.source, attribution.cue, (*kept, *items))


def _telling(tree: Tree, lead: Span) -> tuple[Spans, Span] | None:
    """The source and cue of a line like "the envoy made two points:": a subject, a verb, and what is listed."""
    inside = tree.inside((lead,))
    table = layout_lexicon()
    nouns = [k for k in inside if tree.tokens[k].lemma.lower() in table.listed | table.speeches]
    for noun in reversed(nouns):
        verb = tree.tokens[noun].head
        subjects = tree.dependents(verb, "nsubj")
        if (owner := _owner(tree, noun, inside)) is not None:
            return owner, (tree.tokens[noun].start, lead[1] - 1)
        if tree.tokens[noun].dep == "obj" and subjects and lead[0] <= tree.tokens[verb].start:
            words = [tree.tokens[k] for k in tree.subtree(subjects[0])]
            # Without the colon, which contents around the cue leave out.
            return ((words[0].start, words[-1].end),), (tree.tokens[verb].start, lead[1] - 1)
    return None


def _lists(analysis: Analysis) -> list[tuple[Span, Spans]]:
    """Lists: the line that ends in a colon above them, and their items without markers and closing marks."""
    text, found = analysis.text, list[tuple[Span, Spans]]()
    lines = analysis.paragraphs
    lead: Span | None = None
    items: list[Span] = []
    for before, line in pairwise([(0, 0), *lines]):
        marker = _ITEM.match(text, *line)
        if marker is None:
            _close(found, lead, items)
            lead, items = None, []
            continue
        if not items:
            lead = before if text[: before[1]].rstrip().endswith(":") else None
        items.append((marker.end(), _item_stop(text, marker.end(), line[1])))
    _close(found, lead, items)
    return found


def _close(found: list[tuple[Span, Spans]], lead: Span | None, items: Sequence[Span]) -> None:
    if lead is not None and len(items) >= _FEWEST:
        found.append((lead, tuple(items)))


def _item_stop(text: str, start: int, end: int) -> int:
    """The end of an item without its closing mark and the "and" that joins it to the next."""
    while end > start + 1:
        plain = text[start:end].rstrip(_ENDING)
        shorter = re.sub(r"[;,]\s+(?:and|or)$", "", plain)
        if start + len(shorter) == end:
            break
        end = start + max(1, len(shorter))
    return end


def _clipped(span: Span, within: Spans) -> Spans:
    """The parts of a span that stand in one of the others."""
    parts = ((max(span[0], a), min(span[1], b)) for a, b in within)
    return tuple((a, b) for a, b in parts if a < b)


def _inside(attribution: RoleSpans, items: Spans) -> RoleSpans:
    """The attribution with what of it stands in the item that holds its cue."""
    own = next(item for item in items if overlaps(attribution.cue[0], item))
    source = tuple(span for span in attribution.source if own[0] <= span[0] and span[1] <= own[1])
    content = tuple(part for span in attribution.content for part in _clipped(span, (own,)))
    return RoleSpans(source, attribution.cue, content or attribution.content)
