"""Outlets through which the article knows what somebody said: interviews that they gave, and who relayed them before.

A carrier that only a neighbouring sentence names is marked as inferred, so that it can be filtered out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from dateline.actors.gazetteer import gazetteer
from dateline.actors.linked import Linked
from dateline.actors.names import folds
from dateline.language.analysis import Analysis, Token
from dateline.model.attribution import Attribution, ChainLink
from dateline.model.mentions import Actor
from dateline.model.spans import SpanIndex, Spans, contains, hull, touching

_INTERVIEWS: Final = frozenset({"interview", "podcast", "broadcast", "phone-in"})
_TELLING: Final = frozenset({"tell", "inform", "brief"})
_GIVEN: Final = frozenset({"obj", "iobj"})
_NAME: Final = frozenset({"PROPN", "NUM"})
_NOT_OUTLETS: Final = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
     "april", "may", "june", "july", "august", "september", "october", "november", "december", "x", "twitter",
     "facebook", "telegram", "instagram", "youtube"}
)  # fmt: skip
# What somebody says on another occasion is not known through the outlet of the sentence before.
_OCCASIONS: Final = frozenset(
    {"conference", "speech", "statement", "hearing", "briefing", "letter", "address", "post", "interview", "meeting",
     "reporter", "journalist", "press", "lawmaker", "court", "tweet", "article", "book", "email"}
)  # fmt: skip
_SAME: Final = frozenset({"the", "that", "this"})

Links = tuple[ChainLink, ...]


class Carriers:
    """The carriers of the attributions of a text."""

    def __init__(
        self, analysis: Analysis, attributions: Sequence[Attribution], linked: Linked, outlets: frozenset[str]
    ) -> None:
        self._analysis, self._tree, self._outlets = analysis, analysis.tree, outlets
        self._all = tuple(sorted((a for a in attributions if a.source), key=_place))
        self._by_id = {a.id: a for a in attributions}
        # By their ends; of those that end together the first stands last.
        self._outer = sorted(
            ((_end(a), hull(a.source)[1], a) for a in reversed(self._all) if a.parent is None), key=_first
        )
        self._names = SpanIndex((span, (span, actor)) for span, actor in linked.names)
        self._inside: dict[str, list[Attribution]] = {}
        for one in self._all:
            self._inside.setdefault(self._outermost(one).id, []).append(one)
        self._sentences = [start for start, _ in analysis.sentences]
        self._starts = analysis.tree.starts
        self._unlisted: set[str] = set()  # outlets that no table knows, found by what was said in them

    # -- named in the sentence of the cue --------------------------------------------------------------------------

    def told(self, attribution: Attribution, addressees: Sequence[Actor]) -> Links:
        """The outlet that the speaker talked to, as the cue's sentence says: told, or in an interview with it."""
        outlets = [a for a in addressees if a.id in self._outlets]
        if outlets:
            return tuple(_link(a.id, a.name) for a in outlets)
        for cue in self._cues(attribution):
            found = next(
                (link for k in self._tree.dependents(cue) if (link := self._outlet_told(attribution, cue, k))), None
            )
            if found is not None:
                return (found,)
        return ()

    def _outlet_told(self, attribution: Attribution, cue: int, child: int) -> ChainLink | None:
        token = self._analysis.tokens[child]
        if contains(attribution.content, (token.start, token.end)):
            return None
        if token.lemma.lower() in _INTERVIEWS and token.dep.startswith("obl"):
            return self._of_interview(child)
        if token.dep in _GIVEN and self._analysis.tokens[cue].lemma.lower() in _TELLING:
            return self._with_outlets_name(child)
        return None

    def _of_interview(self, noun: int) -> ChainLink | None:
        """The outlet of an interview: one of the tables, else the last name that it was "on"."""
        inside = self._tree.subtree(noun)
        tokens = self._analysis.tokens
        place = tokens[inside[0]].start, tokens[inside[-1]].end
        known = [a for span, a in self._names.touching(place) if place[0] <= span[0] and a.id in self._outlets]
        if known:
            return _link(known[-1].id, known[-1].name)
        names = [
            name
            for k in inside
            if tokens[k].pos == "PROPN" and any(tokens[c].text.lower() == "on" for c in self._tree.dependents(k))
            if (name := self._printed(k)) and name.lower() not in _NOT_OUTLETS
        ]
        return self._unlisted_link(names[-1]) if names else None

    def _with_outlets_name(self, head: int) -> ChainLink | None:
        """A station or paper that the tables know by the first word of its name only: "FOX 5 Springfield"."""
        name = self._printed(head)
        words = name.split()
        if len(words) < 2:
            return None
        known = next((gazetteer().outlet(word) for word in words[:1] if len(word) > 2), None)
        if known is None:
            return None
        # "Fox News Digital" is what was read, "FOX 5 Springfield" another station.
        read = known.id not in self._outlets and folds(name)[: len(folds(known.name))] == folds(known.name)
        return None if read else self._unlisted_link(name)

    def _unlisted_link(self, name: str) -> ChainLink:
        self._unlisted.add(name)
        return _link(None, name)

    def _printed(self, head: int) -> str:
        """The name around its head as it is printed: proper nouns and numbers that stand together."""
        tokens = self._analysis.tokens
        first = last = head
        while first > 0 and self._is_name(tokens[first - 1]) and tokens[first - 1].head == head:
            first -= 1
        while last + 1 < len(tokens) and (self._is_name(tokens[last + 1]) or self._is_hyphen(last + 1)):
            last += 1
        return " ".join(self._analysis.text[tokens[first].start : tokens[last].end].split())

    def _is_name(self, token: Token) -> bool:
        return token.pos in _NAME and (token.text[:1].isupper() or token.text.isdigit())

    def _is_hyphen(self, k: int) -> bool:
        around = self._analysis.tokens[k - 1 : k + 2]
        return len(around) == 3 and around[1].text == "-" and around[0].end == around[1].start and (
            around[1].end == around[2].start
        )  # fmt: skip

    def _cues(self, attribution: Attribution) -> Iterator[int]:
        """The verbs of the cue, and the verb of saying whose participle it is: "told X ..., explaining"."""
        for k in self._within(attribution.cue):
            token = self._analysis.tokens[k]
            if token.pos == "VERB":
                yield k
                above = self._analysis.tokens[token.head]
                if token.dep == "advcl" and token.tag == "VBG" and above.lemma.lower() in _TELLING:
                    yield token.head

    # -- named in the sentence before ------------------------------------------------------------------------------

    def inferred(
        self, attribution: Attribution, actors: Mapping[str, tuple[Actor, ...]], chain: Callable[[Attribution], Links]
    ) -> Links:
        """The carriers of what the same source said right before, marked; none where the sentences do not run on."""
        if attribution.parent is not None or attribution.kind != "statement" or self._has_occasion(attribution):
            return ()
        # What a state wants or does is seldom a quotation from the interview before.
        if not attribution.source or any(actor.type == "STATE" for actor in actors[attribution.id]):
            return ()
        before = self._before(attribution)
        same = [a for a in before if self._is_same(a, attribution, actors)]
        if not same:
            return ()
        links = chain(same[-1])[:-1]
        if not links or not all(self._is_carrier(link) for link in links[:1]):
            return ()
        return tuple(ChainLink(actor=k.actor, name=k.name, source_type=k.source_type, inferred=True) for k in links)

    def _is_carrier(self, link: ChainLink) -> bool:
        return link.inferred or link.actor in self._outlets or (link.actor is None and link.name in self._unlisted)

    def _before(self, attribution: Attribution) -> list[Attribution]:
        """The outermost attribution right before, and those inside it, where no other sentence stands between."""
        start, begin = attribution.source[0][0], _begin(attribution)
        earlier = reversed(range(bisect_right(self._outer, begin, key=_first)))
        outer = (
            (end, a)
            for end, source_end, a in (self._outer[k] for k in earlier)
            if source_end <= start and a.source != attribution.source
        )
        end, last = next(outer, (0, None))
        if last is None:
            return []
        gap = self._sentence(begin) - self._sentence(end - 1)
        return self._inside[last.id] if gap <= 1 and last.part == attribution.part else []

    def _outermost(self, attribution: Attribution) -> Attribution:
        while attribution.parent in self._by_id:
            attribution = self._by_id[attribution.parent or ""]
        return attribution

    def _sentence(self, place: int) -> int:
        return bisect_right(self._sentences, place) - 1

    def _is_same(self, before: Attribution, now: Attribution, actors: Mapping[str, tuple[Actor, ...]]) -> bool:
        """Whether two attributions have one speaker: an actor, or the same unnamed source under the same noun."""
        one, other = actors[before.id], actors[now.id]
        if one or other:
            return len(one) == 1 and [a.id for a in one] == [a.id for a in other]
        nouns, again = self._nouns(before.source), self._nouns(now.source)
        taken_up = self._analysis.text[slice(*now.source[0])].split()[:1]
        return bool(nouns) and bool(nouns & again) and bool(taken_up) and taken_up[0].lower() in _SAME

    def _nouns(self, spans: Spans) -> set[str]:
        inside = (self._analysis.tokens[k] for k in self._within(spans))
        return {t.lemma.lower() for t in inside if t.tag == "NN" and not t.dep.startswith(("compound", "nmod"))}

    def _within(self, spans: Spans) -> Iterator[int]:
        """The tokens inside spans."""
        for start, end in spans:
            for k in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
                if self._analysis.tokens[k].end <= end:
                    yield k

    def _has_occasion(self, attribution: Attribution) -> bool:
        """Whether the sentence says where or to whom it was said, outside what was said."""
        first, last = _begin(attribution), max(hull(attribution.cue)[1], hull(attribution.source)[1])
        sentence = touching(self._analysis.sentences, (first, last))
        if attribution.addressees or not sentence:
            return True
        tokens = (self._analysis.tokens[k] for k in self._within(tuple(sentence)))
        inside = (t for t in tokens if not contains(attribution.content, (t.start, t.end)))
        return any(t.lemma.lower() in _OCCASIONS for t in inside)


def _link(actor: str | None, name: str) -> ChainLink:
    return ChainLink(actor=actor, name=name, source_type="named_organisation")


def _place(attribution: Attribution) -> tuple[int, int]:
    return hull(attribution.source)[0], attribution.cue[0][0]


def _first(ended: tuple[int, int, Attribution]) -> int:
    return ended[0]


def _begin(attribution: Attribution) -> int:
    return min(hull(attribution.source)[0], hull(attribution.cue)[0], hull(attribution.content)[0])


def _end(attribution: Attribution) -> int:
    return max(hull(attribution.source)[1], hull(attribution.cue)[1], hull(attribution.content)[1])
