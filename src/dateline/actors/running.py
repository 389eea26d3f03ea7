"""Who goes on speaking: "he added", "the diplomat said", "it found", "the same poll" after the one who spoke before.

In news the subject of a sentence of speech is whom the next one's pronoun means. That is taken only where the
sentences run on and nobody else stands between: a wrong speaker is worse than none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from dateline.actors.gazetteer import gazetteer
from dateline.actors.linked import Linked
from dateline.actors.names import folds
from dateline.language.analysis import Analysis, Token
from dateline.model.attribution import Attribution
from dateline.model.mentions import Actor
from dateline.model.spans import Span, SpanIndex, contains, hull

Actors = tuple[Actor, ...]

_PERSONAL: Final[Mapping[str, str]] = {
    "he": "masculine", "him": "masculine", "his": "masculine", "she": "feminine", "her": "feminine",
}  # fmt: skip
_OWNED: Final = frozenset({"his", "her", "its", "their"})
_BODIES: Final = frozenset({"ORG", "STATE", "GROUP"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "obl", "nmod"})
_GENERIC_BODIES: Final = frozenset({"agency", "body", "company", "firm", "group", "organisation", "organization"})
_MORE_BODIES: Final = frozenset(
    {"broadcaster", "channel", "station", "network", "newspaper", "outlet", "publisher", "website", "club", "team",
     "party", "maker", "carmaker", "giant", "lender", "retailer", "pair", "duo", "jury", "panel", "defence", "defense"}
)  # fmt: skip
_TITLE_WORDS: Final = 4
_BESIDE: Final = 60  # characters around a name in which what the person is stands
_PLAIN: Final = frozenset({"det", "amod", "compound"})
_CLAUSES: Final = frozenset({"advcl", "ccomp", "acl", "parataxis", "conj", "csubj", "xcomp"})
_TOPICS: Final = frozenset({"as", "for", "like"})  # "As for X, he said": he is X
# Documents that a later sentence takes up by the same word.
DOCUMENTS: Final = frozenset(
    {"report", "poll", "survey", "study", "statement", "analysis", "document", "letter", "paper", "statistics", "data",
     "figure", "article", "review", "memo", "declaration", "communique", "readout", "probe", "ruling"}
)  # fmt: skip
# What a state's office is behind, where no more of it is named: "official Chinese data".
_OFFICIAL: Final = frozenset({"official", "government", "customs", "state", "census", "ministry"})


class Running:
    """The attributions of a text in their order, for finding who goes on speaking in one that names nobody.

    ``spoken`` gives the actors of an earlier attribution.
    """

    def __init__(
        self,
        analysis: Analysis,
        attributions: Sequence[Attribution],
        linked: Linked,
        spoken: Callable[[Attribution], Actors],
    ) -> None:
        self._analysis, self._linked, self._spoken = analysis, linked, spoken
        self._outer = sorted((a for a in attributions if a.parent is None and a.source), key=_place)
        self._places = [_place(a) for a in self._outer]
        # By the ends of their sources; of those that end together the first stands last.
        by_end = sorted((_source_end(a), -k) for k, a in enumerate(self._outer))
        self._ended = [self._outer[-k] for _, k in by_end]
        self._ends = [_source_end(a) for a in self._ended]
        self._people = SpanIndex((span, (span, actor)) for span, actor in linked.people)
        self._found: dict[str, set[str]] = {}  # words of descriptions that were found to mean a person
        self._types = {m.head: m.type for m in analysis.mentions}
        self._by_id = {a.id: a for a in attributions}
        self._starts = analysis.tree.starts
        self._sentences = [start for start, _ in analysis.sentences]

    def speakers(self, attribution: Attribution, head: int) -> Actors:
        """Who speaks in an attribution whose source, headed by a token, says no name; empty where nothing tells."""
        word = self._analysis.tokens[head].text.lower()
        if word in _OWNED and (owner := self._owner(attribution, word)):
            return owner
        before = self._previous(attribution)
        if before is None or not self._goes_back(before, head):
            return ()
        found = self._spoken(before)
        person = attribution.source_type == "unnamed_person" or self._types.get(head) == "person"
        if len(found) != 1 or not self._is_meant(found[0], head, person=person):
            return ()
        return () if self._others(before, attribution, found[0]) else found

    def same_document(self, attribution: Attribution, head: int) -> Actors:
        """Who is behind "the report", "the same poll": as of the last source with that noun."""
        token = self._analysis.tokens[head]
        lemma = token.lemma.lower()
        if lemma not in DOCUMENTS or not self._is_definite(head):
            return ()
        for k in reversed(range(bisect_left(self._places, _place(attribution)))):
            earlier = self._outer[k]
            inside = [t for t in self._within(earlier.source) if t.lemma.lower() == lemma]
            if inside and not any(contains(earlier.source, span) for span in attribution.source):
                found = self._spoken(earlier)
                return found if len(found) == 1 else ()
        return ()

    def is_official(self, head: int) -> str | None:
        """The state behind "official Chinese data": the id of the state whose adjective stands beside such a word."""
        token = self._analysis.tokens[head]
        if token.lemma.lower() not in DOCUMENTS:
            return None
        inside = self._analysis.tokens[max(0, head - 4) : head]
        near = [t for t in inside if t.dep.split(":")[0] in _PLAIN]
        if not any(t.text.lower() in _OFFICIAL for t in near):
            return None
        states = {c.actor.id for t in near if t.text[:1].isupper() for c in gazetteer().state_of_adjective(t.text)}
        return next(iter(states)) if len(states) == 1 else None

    # -- what goes before ------------------------------------------------------------------------------------------

    def _previous(self, attribution: Attribution) -> Attribution | None:
        """The attribution before this one in the same or the sentence before, by the places of their sources."""
        if attribution.parent is not None:
            return None
        earlier = reversed(range(bisect_right(self._ends, attribution.source[0][0])))
        others = (self._ended[k] for k in earlier if self._ended[k].source != attribution.source)
        before = next(others, None)
        if before is None:
            return None
        last = max(hull(before.source)[1], hull(before.cue)[1], hull(before.content)[1])
        first = min(hull(s)[0] for s in (attribution.source, attribution.cue, attribution.content))
        near = before.part == attribution.part and self._sentence(first) - self._sentence(last - 1) <= 1
        return before if near else None

    def _sentence(self, place: int) -> int:
        return bisect_right(self._sentences, place) - 1

    def _goes_back(self, before: Attribution, head: int) -> bool:
        """Whether a pronoun or description goes back to no noun of its own after the one who spoke before."""
        token = self._analysis.tokens[head]
        if token.dep not in _SUBJECTS and token.head != head:
            return False
        identity = self._linked.at.get(head)
        if identity is None:
            return True
        between = range(bisect_left(self._starts, hull(before.source)[0]), head)
        return not any(self._linked.at.get(k) is identity and self._analysis.tokens[k].pos != "PRON" for k in between)

    def _others(self, before: Attribution, attribution: Attribution, speaker: Actor) -> bool:
        """Whether another person who could be meant is named between: not in what was said, nor beside the verb."""
        end = max(hull(before.source)[1], hull(before.cue)[1], hull(before.content)[1])
        start = attribution.source[0][0]
        return any(
            actor.id != speaker.id
            and end <= span[0]
            and not contains(attribution.content, span)
            and not self._beside_verb(span, attribution)
            for span, actor in (self._people.touching((end, start)) if end < start else ())
        )

    def _beside_verb(self, span: Span, attribution: Attribution) -> bool:
        """Whether a name hangs on the verb of saying, so that its subject is another: "After talks with X, he said"."""
        cues = {bisect_left(self._starts, t.start) for t in self._within(attribution.cue)}
        k = bisect_left(self._starts, span[0])
        for _ in range(8):
            if k >= len(self._starts) or self._analysis.tokens[k].dep.split(":")[0] in _CLAUSES:
                return False
            if self._analysis.tokens[k].head in cues:
                return not any(self._analysis.tokens[c].text.lower() in _TOPICS for c in self._children(k))
            k = self._analysis.tokens[k].head
        return False

    # -- who can be meant ------------------------------------------------------------------------------------------

    def _is_meant(self, actor: Actor, head: int, *, person: bool) -> bool:
        token = self._analysis.tokens[head]
        word = token.text.lower()
        if word in _PERSONAL:
            return actor.type == "PERSON" and self._linked.genders.get(actor.id, _PERSONAL[word]) == _PERSONAL[word]
        if word in {"it", "its"}:
            return actor.type in _BODIES
        if token.pos != "NOUN" or token.tag != "NN" or not self._is_definite(head):
            return False
        if actor.type == "PERSON":
            meant = person and self._is_role_of(actor, head)
            if meant:
                self._found.setdefault(actor.id, set()).add(word)
            return meant
        return not person and actor.type == "ORG" and (word in _GENERIC_BODIES or word in folds(actor.name))

    def _is_role_of(self, actor: Actor, head: int) -> bool:
        """Whether a description can be of a person: of the same country, or by a word that stands beside the name."""
        word = self._analysis.tokens[head].text.lower()
        if word in _MORE_BODIES | _GENERIC_BODIES:
            return False
        called = word in self._called(actor)
        if not called and gazetteer().offices.is_phrase((word,)) and word not in folds(actor.office or ""):
            return False
        gender = self._linked.genders.get(actor.id)
        if (word.endswith("woman") and gender == "masculine") or (word.endswith("man") and gender == "feminine"):
            return False
        codes = {
            c.actor.country
            for k in self._children(head)
            for c in gazetteer().state_of_adjective(self._analysis.tokens[k].text)
        }
        if codes:
            return actor.country is None or actor.country in codes
        return called or self._stands_beside(word, actor)

    def _called(self, actor: Actor) -> set[str]:
        """The nouns that were found to mean a person so far, and those that coreference ties to the name."""
        return self._tied.get(actor.id, set()) | self._found.get(actor.id, set())

    @cached_property
    def _tied(self) -> Mapping[str, set[str]]:
        """The nouns and names that coreference ties together, by the actor's id."""
        found: dict[str, set[str]] = {}
        for k, identity in self._linked.at.items():
            if identity.actor is not None:
                found.setdefault(identity.actor.id, set()).add(self._analysis.tokens[k].text.lower())
        return found

    def _stands_beside(self, word: str, actor: Actor) -> bool:
        """Whether a word is a title or an apposition of a person's name: "expert Ann Lee", "Ann Lee, an expert"."""
        text = self._analysis.text
        for span, named in self._linked.people:
            if named.id != actor.id:
                continue
            title = folds(text[max(0, span[0] - _BESIDE) : span[0]].rpartition(".")[2])[-_TITLE_WORDS:]
            behind = text[span[1] : span[1] + _BESIDE]
            apposition = folds(behind[1:].partition(",")[0]) if behind.startswith(",") else ()
            if word in title or word in apposition:
                return True
        return False

    def _is_definite(self, head: int) -> bool:
        """Whether a noun has "the" and adjectives only: "the top Russian diplomat", not "the minister's aide"."""
        children = [self._analysis.tokens[k] for k in self._children(head)]
        definite = any(t.text.lower() in {"the", "this", "that", "same"} for t in children if t.dep in _PLAIN)
        return definite and not any(t.dep.split(":")[0] in {"nmod", "compound"} for t in children)

    def _children(self, head: int) -> Iterator[int]:
        near = range(max(0, head - 8), min(len(self._analysis.tokens), head + 9))
        return (k for k in near if k != head and self._analysis.tokens[k].head == head)

    def _within(self, spans: Sequence[Span]) -> Iterator[Token]:
        for start, end in spans:
            for k in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
                if self._analysis.tokens[k].end <= end:
                    yield self._analysis.tokens[k]

    def _owner(self, attribution: Attribution, word: str) -> Actors:
        """The speaker to whom "his support" belongs where he reiterated it: the one subject of the clause around."""
        above = self._by_id.get(attribution.parent or "")
        if above is None or not above.source or word == "their":
            return ()
        found = self._spoken(above)
        # Nothing but the cue stands between the subject and what is his.
        between = self._analysis.text[hull(above.cue)[1] : attribution.source[0][0]]
        if len(found) != 1 or between.strip() or hull(above.source)[1] > above.cue[0][0]:
            return ()
        if word == "its":
            return found if found[0].type in _BODIES else ()
        fits = self._linked.genders.get(found[0].id, _PERSONAL[word]) == _PERSONAL[word]
        return found if found[0].type == "PERSON" and fits else ()


def _place(attribution: Attribution) -> tuple[int, int]:
    return hull(attribution.source)[0], attribution.cue[0][0]


def _source_end(attribution: Attribution) -> int:
    return hull(attribution.source)[1]
