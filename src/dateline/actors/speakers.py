"""Attributions with the actors who speak in them, whom they speak to, and chains that end in names.

The spans of a source say what the text calls it; who that is comes from the mentions. A pronoun or a description
takes the type of source, and the anonymity, of what it refers back to. An outlet that somebody "told" something is
a link of the chain: it is through the outlet that the article knows it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.actors.addressees import Addressees
from dateline.actors.carriers import Carriers
from dateline.actors.linked import Linked
from dateline.actors.running import DOCUMENTS, Running
from dateline.language.analysis import Analysis
from dateline.model.attribution import Anonymity, Attribution, ChainLink, SourceType
from dateline.model.extraction import Abstention, Reason
from dateline.model.mentions import Actor
from dateline.model.spans import Span, SpanIndex, Spans, contains, hull

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_SPEAKER_ALONE: Final = frozenset({"i", "me", "my", "mine", "myself"})
_SPEAKERS_SIDE: Final = frozenset({"we", "us", "our", "ours", "ourselves"})
_RELATIVE: Final = frozenset({"who", "which", "whom", "that", "whose"})
_OF_A_TEXT: Final = frozenset({"by", "from", "of"})
_DEFINITE: Final = frozenset({"the", "this", "that", "his", "her", "its", "their"})
# Heads of descriptions that keep somebody unnamed: never given a name, whatever they seem to refer back to.
_WITHHELD: Final = frozenset({"official", "source", "diplomat", "insider", "aide", "person", "people"})
_PERSONAL: Final = frozenset({"he", "she", "him", "his"})
_THINGS: Final = frozenset({"it", "its"})
_CAN_BE_NAMED: Final = frozenset({"official", "diplomat"})
_SUCH_AS: Final = ("such as ", "including ", "among them ")
_TYPE_OF: Final[Mapping[str, SourceType]] = {
    "PERSON": "named_person", "STATE": "named_organisation", "ORG": "named_organisation",
    "GROUP": "named_organisation", "OFFICE": "named_person",
}  # fmt: skip
_UNNAMED: Final[frozenset[SourceType | None]] = frozenset({"unnamed_person", "anonymous", "unnamed_group"})


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who speaks in an attribution."""

    actors: tuple[Actor, ...]
    addressees: tuple[Actor, ...]
    type: SourceType | None
    anonymity: Anonymity | None
    reason: Reason | None


def with_speakers(
    analysis: Analysis, attributions: Sequence[Attribution], linked: Linked, *, outlets: frozenset[str]
) -> tuple[tuple[Attribution, ...], tuple[Abstention, ...]]:
    """The attributions with actors, addressees and named chains, and why some name no actor.

    ``outlets`` are the ids of the actors that are news agencies, newspapers or broadcasters, without the one read.
    """
    scene = _Scene(analysis, attributions, linked, outlets)
    voices = {a.id: scene.voice(a) for a in attributions}
    made = []
    for attribution in attributions:
        voice = voices[attribution.id]
        made.append(
            replace(
                attribution,
                actors=tuple(actor.id for actor in voice.actors),
                addressees=tuple(actor.id for actor in voice.addressees),
                source_type=voice.type,
                anonymity=voice.anonymity,
                chain=scene.chain(attribution, voices),
            )
        )
    missing = tuple(
        Abstention(subject=a.id, field="actors", reason=voices[a.id].reason or "unresolved_reference")
        for a in made
        if not a.actors
    )
    return tuple(made), missing


class _Scene:
    """The attributions of a text with its mentions, for finding who speaks."""

    def __init__(
        self, analysis: Analysis, attributions: Sequence[Attribution], linked: Linked, outlets: frozenset[str]
    ) -> None:
        self.analysis, self.linked, self.outlets = analysis, linked, outlets
        self.by_id = {a.id: a for a in attributions}
        self.running = Running(analysis, attributions, linked, lambda a: self.voice(a).actors)
        self.carriers = Carriers(analysis, attributions, linked, outlets)
        self.addressed = Addressees(analysis, linked, self._known)
        self._spoken: dict[str, tuple[Actor, ...]] = {}
        self._chains: dict[str, tuple[ChainLink, ...]] = {}
        self._found: dict[str, _Voice] = {}
        self._tree = analysis.tree
        self._names = SpanIndex((span, (span, actor)) for span, actor in linked.names)
        self._people = SpanIndex((span, (span, actor)) for span, actor in linked.people)
        # What earlier mentions of the same actorless cluster were: by the cluster's identity object.
        self._types: dict[int, tuple[SourceType | None, Anonymity | None]] = {}
        for attribution in attributions:
            for head in self._heads(attribution.source):
                identity = linked.at.get(head)
                if identity is not None and identity.actor is None and attribution.source_type in _UNNAMED:
                    self._types.setdefault(id(identity), (attribution.source_type, attribution.anonymity))

    def voice(self, attribution: Attribution) -> _Voice:
        """Who speaks in an attribution; of one inside another after that one."""
        if attribution.id not in self._found:
            self._found[attribution.id] = self._voice(attribution)
        return self._found[attribution.id]

    def _voice(self, attribution: Attribution) -> _Voice:
        kind, withheld = attribution.source_type, attribution.anonymity
        addressees = self.addressed.of(attribution, self._tree.inside(attribution.cue))
        if not attribution.source:
            return _Voice((), addressees, kind, withheld, "not_stated")
        if kind == "anonymous":
            return _Voice((), addressees, kind, withheld, "identity_withheld")
        heads = self._heads(attribution.source)
        if kind in {"unnamed_person", "unnamed_group"} and not any(self.linked.groups.get(h) for h in heads):
            known = [a for h in heads for a in self._described(h)]
            if kind == "unnamed_person" and len(heads) == 1 and not known and self._may_go_on(heads[0]):
                known.extend(self.running.speakers(attribution, heads[0]))
            elif kind == "unnamed_group":
                known.extend(self._example(attribution))
            if not known:
                return _Voice((), addressees, kind, withheld, "not_stated")
            return _Voice(tuple(known), addressees, "named_person", None, None)
        actors = self._speakers(attribution, heads) or self._behind(attribution, heads)
        actors = actors or self._going_on(attribution, heads)
        if actors:
            return _Voice(actors, addressees, _TYPE_OF.get(actors[0].type, kind), None, None)
        kind, withheld = self._inherited(heads, kind, withheld)
        return _Voice((), addressees, kind, withheld, self._reason(heads, kind))

    def _speakers(self, attribution: Attribution, heads: Sequence[int]) -> tuple[Actor, ...]:
        found: dict[str, Actor] = {}
        for head in heads:
            for actor in self._at(attribution, head):
                found.setdefault(actor.id, actor)
        if attribution.source_type == "named_person" and not any(a.type == "PERSON" for a in found.values()):
            # An organisation beside the name is not who speaks, unless the name is a part of its.
            named = self._named(attribution)
            led = found and named and self._is_led(attribution, heads[0])
            # A capital, or "the Kremlin", that the reader of names took for a person.
            alone = len([k for k in self._tree.inside(attribution.source) if self.analysis.tokens[k].pos != "DET"]) == 1
            seat = not named and (alone or all(actor.type == "STATE" for actor in found.values()))
            return tuple(found.values()) if led or seat else named
        if attribution.source_type == "named_person" and len(heads) == 1 and len(found) == 1:
            return self._fuller(attribution, next(iter(found.values())))
        return tuple(found.values())

    def _is_led(self, attribution: Attribution, head: int) -> bool:
        """Whether the first person named in a source stands in front of its head: "the Trump administration"."""
        start = self.analysis.tokens[head].start
        first = next(span for span, _ in _inside(self._people, attribution.source))
        return self.analysis.tokens[head].text.islower() and first[1] <= start

    def _fuller(self, attribution: Attribution, actor: Actor) -> tuple[Actor, ...]:
        """The person, or the one behind in a source who has a full name: of "Acme officer Rod Lee" not "Acme"."""
        if actor.office is not None or " " in actor.name:
            return (actor,)
        text, start = self.analysis.text, attribution.source[0][0]
        inside = [
            a
            for span, a in _inside(self._people, attribution.source)
            if " " in a.name and "," not in text[start : span[0]]
        ]
        return (inside[-1],) if inside else (actor,)

    def _named(self, attribution: Attribution) -> tuple[Actor, ...]:
        """The first person named in a source: of "X, president of Y" and of "Y president X"."""
        return next(((actor,) for _, actor in _inside(self._people, attribution.source)), ())

    def _at(self, attribution: Attribution, head: int) -> tuple[Actor, ...]:
        """Whom the head of a source means."""
        token = self.analysis.tokens[head]
        word = token.text.lower()
        if token.pos == "PRON" and word in _SPEAKER_ALONE | _SPEAKERS_SIDE:
            return self._first_person(attribution)
        if word in _RELATIVE and (noun := self._antecedent(head)) is not None:
            return self.linked.at_head(noun)
        known = tuple(a for a in self._known(head) if self._can_mean(attribution, head, a))
        if known:
            return known
        # "a report by AFP": the one behind a text speaks through it.
        for child in self._tree.dependents(head):
            if self.analysis.tokens[child].dep in {"nmod", "nmod:poss", "appos"}:
                cases = {self.analysis.tokens[c].lemma.lower() for c in self._tree.dependents(child)}
                behind = self.analysis.tokens[child].dep == "appos" or cases & _OF_A_TEXT
                if attribution.source_type in {"document", "named_organisation"} and behind:
                    inner = self.linked.at_head(child)
                    if inner and inner[0].type in {"ORG", "STATE", "GROUP", "PERSON"}:
                        return inner
        return ()

    def _can_mean(self, attribution: Attribution, head: int, actor: Actor) -> bool:
        """Whether a pronoun's form or a common noun lets it mean an actor: neither "it" nor "a memo" is a person."""
        token = self.analysis.tokens[head]
        if actor.type != "PERSON":
            return token.text.lower() not in _PERSONAL
        return token.text.lower() not in _THINGS and (attribution.source_type != "document" or token.pos == "PROPN")

    def _known(self, head: int) -> tuple[Actor, ...]:
        """Whom a noun means: by its mention, else by the name of the tables that stands there."""
        token = self.analysis.tokens[head]
        place = (token.start, token.end)
        around = (actor for span, actor in self._names.touching(place) if contains((span,), place))
        return self.linked.at_head(head) or next(((actor,) for actor in around), ())

    def _behind(self, attribution: Attribution, heads: Sequence[int]) -> tuple[Actor, ...]:
        """The one organisation that the words of a text's or an organisation's source name: "Russia's X agency"."""
        document = any(self.analysis.tokens[h].lemma.lower() in DOCUMENTS for h in heads)
        if attribution.source_type not in {"document", "named_organisation"} and not document:
            return ()
        inside = [a for _, a in _inside(self._names, attribution.source) if a.type == "ORG"]
        outlets = [a for a in inside if a.id in self.outlets]
        found = list({a.id: a for a in outlets or inside}.values())
        if not found and document:
            return self._named_before(heads[0]) or self._official(heads[0])
        return (found[0],) if len(found) == 1 else ()

    def _named_before(self, head: int) -> tuple[Actor, ...]:
        """Whose data, poll or report it is by the name in front of the noun: "Acme platform data"."""
        tokens = self.analysis.tokens
        first = head
        while first > 0 and tokens[first - 1].dep == "compound" and tokens[first - 1].head in range(first, head + 1):
            first -= 1
        if first == head or tokens[first].pos != "PROPN":
            return ()
        return next((found for k in range(first, head) if (found := self.linked.at_head(k))), ())

    def _official(self, head: int) -> tuple[Actor, ...]:
        state = self.running.is_official(head)
        return tuple(actor for actor in self.linked.actors if actor.id == state)

    def _going_on(self, attribution: Attribution, heads: Sequence[int]) -> tuple[Actor, ...]:
        """Who spoke before, where the source takes that up: "he", "the company", "the same poll"."""
        if len(heads) != 1 or (self.linked.groups.get(heads[0])):
            return ()
        return self.running.same_document(attribution, heads[0]) or self.running.speakers(attribution, heads[0])

    def _example(self, attribution: Attribution) -> tuple[Actor, ...]:
        """The one person whom a group's source names: "analysts such as X"."""
        words = self.analysis.text[slice(*hull(attribution.source))].lower()
        if not any(sign in words for sign in _SUCH_AS):
            return ()
        named = {actor.id: actor for _, actor in _inside(self._people, attribution.source)}
        return tuple(named.values()) if len(named) == 1 else ()

    def _first_person(self, attribution: Attribution) -> tuple[Actor, ...]:
        """The one whose words the cue stands in: inside a quotation "I" is who is quoted."""
        above = self.by_id.get(attribution.parent or "")
        while above is not None:
            if above.quote != "indirect" or any(self._is_colon(span) for span in above.cue):
                return self.voice(above).actors
            above = self.by_id.get(above.parent or "")
        return ()

    def _is_colon(self, span: Span) -> bool:
        return self.analysis.text[slice(*span)].strip() == ":"

    def _antecedent(self, relative: int) -> int | None:
        """The noun that a relative pronoun stands for: what its clause hangs on."""
        k = relative
        for _ in range(6):
            token = self.analysis.tokens[k]
            if token.dep.startswith("acl"):
                return token.head
            if token.head == k:
                return None
            k = token.head
        return None

    def _described(self, head: int) -> tuple[Actor, ...]:
        """The person whom a definite description means: "the minister", never "an official" or "the source"."""
        identity = self.linked.at.get(head)
        if identity is None or identity.actor is None:
            return ()
        if identity.actor.type != "PERSON":
            return (identity.actor,) if self._is_one_body(head, identity.actor) else ()
        if identity.by_office:
            return (identity.actor,)
        token = self.analysis.tokens[head]
        words = {self.analysis.tokens[c].text.lower() for c in self._tree.dependents(head)}
        # A state has one foreign minister, and headlines spare the article: "Ostrelian foreign minister says".
        office = (identity.actor.office or "").lower().split()
        spared = token.text.lower() in office and not self._tree.dependents(head, "det")
        definite = bool(words & _DEFINITE) or token.pos == "PROPN" or spared
        return (identity.actor,) if definite and self._may_be_named(head) else ()

    def _may_go_on(self, head: int) -> bool:
        """Whether a description can be of the one who spoke before: "the diplomat" where the text has no other."""
        lemma = self.analysis.tokens[head].lemma.lower()
        if lemma not in _WITHHELD:
            return True
        others = (m.head for m in self.analysis.mentions if self._tree.lemmas[m.head] == lemma)
        return lemma in _CAN_BE_NAMED and all(
            any(self.analysis.tokens[c].text.lower() == "the" for c in self._tree.dependents(k))
            and self.analysis.tokens[k].tag == "NN"
            for k in others
        )

    def _may_be_named(self, head: int) -> bool:
        return self.analysis.tokens[head].lemma.lower() not in _WITHHELD

    def _is_one_body(self, head: int, actor: Actor) -> bool:
        """Whether "the administration", "the company" is a body, and not its people."""
        token = self.analysis.tokens[head]
        words = {self.analysis.tokens[c].text.lower() for c in self._tree.dependents(head)}
        body = actor.type in {"ORG", "STATE"} and self._is_body(head) and self._may_be_named(head)
        return body and token.tag == "NN" and bool(words & _DEFINITE)

    def _is_body(self, head: int) -> bool:
        return any(m.head == head and m.type == "organization" for m in self.analysis.mentions)

    def _inherited(
        self, heads: Sequence[int], kind: SourceType | None, withheld: Anonymity | None
    ) -> tuple[SourceType | None, Anonymity | None]:
        """The type of what a pronoun or description refers back to, where the text gives it no name."""
        if kind is None:
            for head in heads:
                identity = self.linked.at.get(head)
                if identity is not None and id(identity) in self._types:
                    return self._types[id(identity)]
        return kind, withheld

    def _reason(self, heads: Sequence[int], kind: SourceType | None) -> Reason:
        for head in heads:
            identity = self.linked.at.get(head)
            if identity is not None and identity.reason is not None:
                return identity.reason
        return "unresolved_reference" if kind is None else "not_stated"

    # -- spans and heads -------------------------------------------------------------------------------------------

    def _heads(self, spans: Spans) -> list[int]:
        """The tokens that head a source: what hangs on nothing inside it, and what is joined to that."""
        inside = self._tree.inside(spans)
        own = set(inside)
        roots = [
            k
            for k in inside
            if self.analysis.tokens[k].pos in _NOMINAL
            and (self.analysis.tokens[k].head not in own or self.analysis.tokens[k].head == k)
        ]
        # A determiner that the parser hung on the verb heads no source that has a noun.
        nouns = [k for k in roots if self.analysis.tokens[k].pos != "DET"]
        if nouns and nouns != roots:
            nouns = [k for k in nouns if k + 1 not in nouns]  # "the Trump administration": the last of a row
        top = nouns[:1] or roots[:1] or inside[-1:]
        found = list(top)
        for k in inside:
            token = self.analysis.tokens[k]
            if token.dep == "conj" and token.head in found and token.pos in _NOMINAL:
                found.append(k)
        return found

    # -- chains ----------------------------------------------------------------------------------------------------

    def chain(self, attribution: Attribution, voices: Mapping[str, _Voice]) -> tuple[ChainLink, ...]:
        """The sources from the outermost attribution down to this one, each under its actor's name where known."""
        if attribution.id not in self._chains:
            self._chains[attribution.id] = self._chain(attribution, voices)
        return self._chains[attribution.id]

    def _chain(self, attribution: Attribution, voices: Mapping[str, _Voice]) -> tuple[ChainLink, ...]:
        own = self._links(attribution, voices[attribution.id])
        above = self.by_id.get(attribution.parent or "")
        if above is not None:
            return _without_repeats((*self.chain(above, voices), *own))
        if len(own) != 1 or voices[attribution.id].addressees:
            return own
        return (*self.carriers.inferred(attribution, self._actors(voices), lambda a: self.chain(a, voices)), *own)

    def _actors(self, voices: Mapping[str, _Voice]) -> Mapping[str, tuple[Actor, ...]]:
        if not self._spoken:
            self._spoken.update((id_, voice.actors) for id_, voice in voices.items())
        return self._spoken

    def _links(self, attribution: Attribution, voice: _Voice) -> tuple[ChainLink, ...]:
        told = self.carriers.told(attribution, voice.addressees)
        if not attribution.source:
            return told
        if len(voice.actors) == 1:
            actor = voice.actors[0]
            return (*told, ChainLink(actor=actor.id, name=actor.name, source_type=voice.type))
        written = attribution.chain[-1].name if attribution.chain else None
        name = " and ".join(actor.name for actor in voice.actors) if voice.actors else written
        return (*told, ChainLink(actor=None, name=name, source_type=voice.type)) if name else told


def _inside(index: SpanIndex[tuple[Span, Actor]], spans: Spans) -> list[tuple[Span, Actor]]:
    """The names that one of the spans holds."""
    return [named for named in index.touching(hull(spans)) if contains(spans, named[0])]


def _without_repeats(links: Sequence[ChainLink]) -> tuple[ChainLink, ...]:
    """The links, one that the same actor follows at once left out: "he said that he believed"."""
    kept: list[ChainLink] = []
    for one in links:
        if kept and one.actor is not None and kept[-1].actor == one.actor:
            continue
        kept.append(one)
    return tuple(kept)
