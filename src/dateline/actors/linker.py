"""Who a cluster of mentions is: by the tables, and by what the text says of office and country.

Each decision takes the day and the site of the article into account; what is not certain is left open.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Final

from dateline.actors.candidates import Candidate, Context
from dateline.actors.context import context_of
from dateline.actors.described import Titled, is_definite, sole_holder, titled_people
from dateline.actors.entries import Organ, Outlet, State, Tenure
from dateline.actors.gazetteer import Gazetteer
from dateline.actors.linked import Identity
from dateline.actors.mended import mended_entities
from dateline.actors.names import folds, slug
from dateline.actors.people import PeopleOfText
from dateline.actors.scanning import NameMatch, find_names
from dateline.actors.whole_names import with_whole_names
from dateline.coreference import Cluster
from dateline.language.analysis import Analysis, Entity, Token
from dateline.language.analysis import Mention as Noun
from dateline.model.mentions import Actor
from dateline.model.spans import Span, SpanIndex, contains, overlaps

_CERTAIN: Final = 0.9  # the score of a look-up that is taken
_CLEAR: Final = 0.04  # how far the best candidate must stand before the next
_NEVER_ALONE: Final = frozenset({"surname", "misspelling", "shortened"})
_ARGUMENTS: Final = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos"})
_LOOSE: Final = frozenset({"metonym", "misspelling", "surname", "adjective"})
_NEVER: Final = frozenset({"misspelling", "adjective"})
_BESIDE: Final = frozenset({"flat", "appos"})
_NAMING: Final = frozenset({"flat", "appos", "compound"})
_BEFORE: Final = 48  # characters in front of a name that can be its title
_LONGEST_OFFICE: Final = 9  # words
_PHRASE: Final = frozenset({"det", "amod", "compound", "nmod", "flat", "case"})
_PLURAL: Final = frozenset({"NNS", "NNPS"})
_POSSESSIVE: Final = frozenset({"'s", "’s"})
_HIGH: Final = frozenset({"leader", "minister", "deputy"})
_OF: Final = frozenset({"of", "the", "and"})
_HIGHEST: Final = frozenset({"leader", "minister"})
_LEADING: Final = frozenset({"presidency", "prime-ministers-office", "royal-court"})
_GOVERNMENTS: Final = frozenset({"administration", "government", "cabinet"})


class Linker:
    """Decides who a cluster is; holds the names of the whole text and what it says of countries.

    ``site`` is the organ of a state on whose own site the text stands: "the President" there is that state's.
    """

    def __init__(self, analysis: Analysis, who: Gazetteer, on: date | None, site: Organ | None = None) -> None:
        self.analysis, self.who, self.on, self.site = analysis, who, on, site
        self.found = find_names(analysis.text, who)
        self.countries = self._countries()
        self.entities = with_whole_names(mended_entities(analysis, who), self.found, self._meant_by)
        self.people = PeopleOfText(who, (self._text(e.span) for e in self.entities if e.label == "PERSON"))
        self.local: dict[str, Actor] = {}
        self._starts = analysis.tree.starts
        self._entity_starts = [entity.span[0] for entity in self.entities]
        self._mention_starts = [noun.span[0] for noun in analysis.mentions]
        self._match_starts = [match.span[0] for match in self.found]

    def _countries(self) -> Counter[str]:
        """How often the text names each country, by code."""
        found: Counter[str] = Counter()
        for match in self.found:
            codes = {self.who.country_of(each.id) for each in match.references} - {None}
            if len(codes) == 1 and not match.ambiguous:
                found.update(code for code in codes if code is not None)
        if self.site is not None and (own := self.who.country_of(self.site.id)) is not None:
            found[own] += 1
        return found

    def _meant_by(self, entity: Entity) -> str | None:
        """The id of the person whom the tables have by a name, titles before it left out."""
        found = self.who.lookup(self._text(entity.span), self.on)[:1]
        return next((c.actor.id for c in found if c.actor.type == "PERSON"), None)

    def _text(self, span: Span) -> str:
        return " ".join(self.analysis.text[slice(*span)].split())

    def own(self, noun: Noun, identity: Identity) -> Identity:
        """The identity of a mention in its cluster.

        What is named as a state or an organisation is no person, and one with another first name is another person.
        A description is whom the name in apposition to it says: "the ministry's spokeswoman, Maria Zakharova".
        """
        if (apposed := self._apposed(noun)) is not None:
            return Identity(apposed, None)
        if identity.actor is None:
            return identity
        if identity.actor.type != "PERSON":
            foreign = noun.named and noun.type == "organization" and not self._goes_by(noun, identity.actor)
            return self._other([noun], noun.type) if foreign else identity
        if noun.type != "person":
            return self._other([noun], noun.type) if noun.named else identity
        if identity.by_office:
            return identity if self.is_pronoun(noun) else self._holder([noun])
        names = self.full_names(noun)
        if not names and self._is_of_another_state(noun, identity.actor):
            return self._holder([noun])
        return self._person([noun]) if names and not self._is_name_of(names[0], identity.actor) else identity

    def _is_of_another_state(self, noun: Noun, actor: Actor) -> bool:
        """Whether a mention is a high office of one state, and the person of another: "President of Mali" is no Dane.

        An envoy may be called by the state that he is sent to.
        """
        if self.is_pronoun(noun) or self.who.entry(actor.id) is None or not self._names_state(noun):
            return False
        context, table = self._context([noun], ()), self.who.offices
        codes = {self.who.country_of(i) for country in context.countries for i in self.who.ids_of(country)}
        high = {table.by_id[id_].level in _HIGHEST for words in context.offices for id_ in table.meant_first(words)}
        return high == {True} and bool(codes) and actor.country not in {*codes, None}

    def _names_state(self, noun: Noun) -> bool:
        """Whether a state stands in a mention by its own name: bodies of several states are called "State Council"."""
        first, end = (bisect_left(self._match_starts, place) for place in noun.span)
        return any(r.type == "STATE" for match in self.found[first:end] for r in match.references)

    def _goes_by(self, noun: Noun, actor: Actor) -> bool:
        """Whether a body can be called by a mention's name: by a word of its own, but by a palace's whole name alone.

        "The Council" may be the Security Council; "the House" is not the White House.
        """
        own, whole = set(folds(self._text(noun.span))), set(folds(actor.name))
        palace = any(candidate.actor.id == actor.id for candidate in self.who.metonym(actor.name))
        return whole <= own if palace else bool(own & whole)

    def _apposed(self, noun: Noun) -> Actor | None:
        """Whom the name in apposition to a description of a person means."""
        if noun.type != "person" or noun.named or self.is_pronoun(noun):
            return None
        text = self.analysis.text
        # Trees hang such a name in many ways; a comma and the end of the mention tell it.
        for span, actor in self._by_place.touching((noun.span[1] - 3, noun.span[1])):
            ends = noun.span[0] < span[0] and noun.span[1] - 2 <= span[1] <= noun.span[1]
            if ends and text.endswith(", ", noun.span[0], span[0]):
                return actor
        return None

    def full_names(self, noun: Noun) -> list[str]:
        """The full names, as far as the text gives them, of the person whom a mention names."""
        cleaned = (self.people.clean(name) for name in self._names([noun], {"PERSON"}))
        return [self.people.full(name) for name in cleaned if name is not None]

    @cached_property
    def everybody(self) -> tuple[tuple[Span, Actor], ...]:
        """Every name of a person in the text with whom it means."""
        made = []
        for entity in self.entities:
            named = entity.label == "PERSON" and not self._is_adjective(entity.span)
            clean = self.people.clean(self._text(entity.span)) if named else None
            if clean is None:
                continue
            name = self.people.full(clean)
            # Titles stand right before a name: they tell which of two it is, and whom a slip of the pen means.
            bare = entity.span[0] + max(self._text(entity.span).find(clean), 0)
            before = self._before((bare, entity.span[1]))
            context = context_of(self.who, before)
            known = self._known_person(name, context)
            if known is None and context.countries:
                # "The French president thanked Mr Berg": the title is another's.
                known = self._known_person(name, context_of(self.who, self._title_at_end(before)))
            if known is None and self.who.metonym(clean, self.on):
                continue  # a capital, which the reader of names took for a person
            made.append((entity.span, known or self._of_text(name, context)))
        return tuple(made)

    @cached_property
    def _by_place(self) -> SpanIndex[tuple[Span, Actor]]:
        return SpanIndex((span, (span, actor)) for span, actor in self.everybody)

    def named_people(self) -> tuple[tuple[Span, Actor], ...]:
        """Every name of a person in the text with whom it means, possessors left out."""
        text = self.analysis.text
        return tuple((span, actor) for span, actor in self.everybody if text[span[1] :][:2] not in _POSSESSIVE)

    @cached_property
    def _titled(self) -> tuple[Titled, ...]:
        return titled_people(self.analysis, self.who, self.everybody, self._before)

    def _before(self, span: Span) -> str:
        """The words of its line before a name that can be its title."""
        beside = self.analysis.text[max(0, span[0] - _BEFORE) : span[0]].rpartition("\n")[2]
        return beside.rpartition(", ")[2]

    def _title_at_end(self, before: str) -> str:
        """The words at the end of what stands before a name that can be its title: those behind the last other word."""
        offices = self.who.offices
        kept: list[str] = []
        for word in reversed(before.split()):
            if word[:1].islower() and word not in offices.first_words | offices.last_words | _OF:
                break
            kept.insert(0, word)
        return " ".join(kept)

    def _is_adjective(self, span: Span) -> bool:
        near = self.analysis.tokens[max(0, bisect_left(self._starts, span[0]) - 1) : bisect_left(self._starts, span[1])]
        inside = [t for t in near if overlaps(span, (t.start, t.end))]
        return all(t.dep == "amod" or t.pos == "ADJ" for t in inside)

    def is_pronoun(self, noun: Noun) -> bool:
        """Whether a mention is a pronoun, which says nothing of whom it means."""
        return self.analysis.tokens[noun.head].pos in {"PRON", "DET"}

    def _is_name_of(self, name: str, actor: Actor) -> bool:
        """Whether a name can be an actor's: its words are among the actor's, or a table knows it as the actor's."""
        if set(folds(name)) <= set(folds(actor.name)) or set(folds(actor.name)) <= set(folds(name)):
            return True
        return any(candidate.actor.id == actor.id for candidate in self.who.lookup(name, self.on)[:1])

    # -- one cluster -----------------------------------------------------------------------------------------------

    def identity(self, cluster: Cluster) -> Identity:
        """Who a cluster is."""
        nouns = [self.analysis.mentions[k] for k in cluster.mentions]
        if cluster.members:
            return Identity(None, "unresolved_reference")
        if cluster.type == "person":
            return self._person(nouns)
        if cluster.type in {"organization", "place", "event", "object", "abstract"}:
            return self._other(nouns, cluster.type)
        return Identity(None, "not_covered")

    def _person(self, nouns: Sequence[Noun]) -> Identity:
        named = self._names(nouns, {"PERSON"})
        names = [clean for name in named if (clean := self.people.clean(name)) is not None]
        context = self._context(nouns, names)
        if not names:
            return self._holder(nouns)
        full = self.people.full(max(names, key=lambda name: (len(name.split()), -names.index(name))))
        known = self._known_person(full, context)
        if known is not None:
            return Identity(known)
        if any(self._text(noun.span).lower().startswith("the ") for noun in nouns if noun.named):
            organ = self._tabled(nouns, "organization")
            if organ is not None:
                return Identity(self._edition(organ))  # "the Kremlin", taken for somebody of that name
        if len(full.split()) == 1 and self.who.lookup(full, self.on, context):
            # A family name that several bear, or one that the tables know in another place or time.
            return Identity(self._of_text(full, context), "ambiguous")
        return Identity(self._of_text(full, context), "unknown_name")

    def _known_person(self, name: str, context: Context) -> Actor | None:
        found = [c for c in self.who.lookup(name, self.on, context) if c.actor.type == "PERSON"]
        if not found:
            return None
        if len(name.split()) > 1 and found[0].how not in _NEVER_ALONE:
            return self._best(found) or self._namesake(found, context)
        at_home = self._best([c for c in found if self._at_home(c, context)])
        # Countries stand beside a name by chance too; of one name and office there is one on a day.
        in_office = [c for c in found if c.how == "surname" and self._in_office(c, context)]
        return at_home or self._best(in_office) or self._guest(found, context)

    def _namesake(self, found: Sequence[Candidate], context: Context) -> Actor | None:
        """The one person of a full name, in office or not, where the text speaks of that person's country."""
        whole = [c for c in found if c.how in {"name", "variant"}]
        if len(whole) != 1 or whole[0].actor.country is None:
            return None
        codes = {self.who.country_of(i) for country in context.countries for i in self.who.ids_of(country)}
        return whole[0].actor if whole[0].actor.country in (codes or set(self.countries)) else None

    def _guest(self, found: Sequence[Candidate], context: Context) -> Actor | None:
        """Whom a leader's own site calls by the family name alone: the one leader of the day who bears it."""
        leading = [c for c in found if c.how == "surname" and c.holds and any(map(self._leads, c.tenures))]
        on_leaders_site = self.site is not None and self.site.kind in _LEADING
        if not on_leaders_site or self.on is None or context.countries or len(leading) != 1:
            return None
        return leading[0].actor

    def _at_home(self, candidate: Candidate, context: Context) -> bool:
        """Whether a person known by part of a name is one whom the text can mean: in office, and of its countries."""
        if candidate.how == "misspelling" and not (context.countries and context.offices):
            return False
        if context.countries:
            ids = {i for country in context.countries for i in self.who.ids_of(country)}
            fits = candidate.actor.country in {self.who.country_of(i) for i in ids}
        else:
            fits = candidate.actor.country in self.countries or self._in_office(candidate, context)
        return fits and candidate.holds

    def _in_office(self, candidate: Candidate, context: Context) -> bool:
        """Whether a person holds a high office that stands beside the name: "President Biden"."""
        offices = self.who.offices
        held = {t.office for t in candidate.tenures if offices.by_id[t.office].level in _HIGH}
        return any(offices.meant_first(words) & held for words in context.offices)

    def _best(self, found: Sequence[Candidate]) -> Actor | None:
        """The best candidate where it is good enough and stands clear of the next."""
        if not found:
            return None
        ranked = sorted(found, key=lambda c: -c.score)
        clear = len(ranked) == 1 or ranked[0].score - ranked[1].score >= _CLEAR
        single = [c for c in ranked if c.holds]
        if ranked[0].score >= _CERTAIN and clear:
            return ranked[0].actor
        if len(single) == 1 and single[0] is ranked[0]:
            return single[0].actor
        return None

    def _holder(self, nouns: Sequence[Noun]) -> Identity:
        """The holder of an office that a description names with its country: "the US Secretary of State"."""
        for noun in nouns:
            token = self.analysis.tokens[noun.head]
            if token.tag in _PLURAL or token.pos == "PRON":
                continue
            found = self._office_of(self._text((noun.span[0], max(noun.span[1], token.end))), token.text)
            found = found or sole_holder(self.analysis, self.who, self._titled, noun)
            if found is not None:
                return Identity(found, by_office=True)
        return Identity(None, "unresolved_reference")

    def _office_of(self, words: str, head: str) -> Actor | None:
        """The one holder, on the day, of the one office of the one country that words name; None without a day.

        The head of the words must be of the office: "a spokesman for the secretary-general" is not the latter.
        """
        if self.on is None or not is_definite(words) or len(words.split()) > _LONGEST_OFFICE:
            return None
        context = context_of(self.who, words)
        countries = context.countries or self._at_site(head, context.offices)
        if len(countries) != 1 or len(context.offices) != 1:
            return None
        (country,), (office,) = countries, context.offices
        if not set(folds(head)) & set(folds(office)):
            return None
        found = [c for c in self.who.office_holder(office, country, self.on) if c.score == 1.0]
        return found[0].actor if len(found) == 1 else None

    def _at_site(self, head: str, offices: Collection[str]) -> frozenset[str]:
        """The state whose office is meant without its name, on the site of that very office: "the President said".

        In small letters the word may mean another of whom the text speaks.
        """
        if self.site is None or not head[:1].isupper():
            return frozenset()
        table = self.who.offices
        own = any(table.by_id[id_].organ == self.site.kind for words in offices for id_ in table.meant_first(words))
        return frozenset({self.site.state}) if own else frozenset()

    def unmarked_offices(self, marked: Collection[int]) -> dict[int, Identity]:
        """By token, the holders of offices that no mention marks: of a title in capitals the reader may see none."""
        found = {}
        for k, token in enumerate(self.analysis.tokens):
            if k in marked or token.pos != "PROPN" or token.tag in _PLURAL or not self._is_subject(token):
                continue
            actor = self._office_of(self._text(self._phrase(k)), token.text)
            if actor is not None:
                found[k] = Identity(actor, by_office=True)
        return found

    def unmarked_people(self, marked: Collection[int]) -> dict[int, Identity]:
        """By token, the people of the tables whom no mention marks: the reader misses bare names in short texts."""
        tree = self.analysis.tree
        found = {}
        for span, actor in self.named_people():
            inside = tree.inside((span,))
            top = [k for k in inside if tree.tokens[k].head not in inside or tree.tokens[k].head == k]
            if len(top) != 1 or not set(inside).isdisjoint(marked) or self.who.actor(actor.id, self.on) is None:
                continue
            if tree.tokens[top[0]].dep.split(":")[0] in _ARGUMENTS:
                found[top[0]] = Identity(actor)
        return found

    def _is_subject(self, token: Token) -> bool:
        """Whether a token heads a subject, or is joined to one: "the French President and Greek Prime Minister"."""
        above = self.analysis.tokens[token.head]
        return token.dep.startswith("nsubj") or (token.dep == "conj" and above.dep.startswith("nsubj"))

    def _phrase(self, head: int) -> Span:
        """A noun with the determiner, names and "of" phrase that belong to it."""
        inside = {head}
        for _ in range(3):
            inside |= {
                k
                for k, token in enumerate(self.analysis.tokens[max(0, head - 10) : head + 10], max(0, head - 10))
                if token.head in inside and token.dep.split(":")[0] in _PHRASE
            }
        return (
            min(self.analysis.tokens[k].start for k in inside),
            max(self.analysis.tokens[k].end for k in inside),
        )

    def _other(self, nouns: Sequence[Noun], kind: str) -> Identity:
        names = self._names(nouns, {"ORG", "PLACE", "NAME", "PERSON"})
        longer = [
            self._text(noun.span) for noun in nouns if noun.span[1] - noun.span[0] < 80 and not self._nested(noun)
        ]
        tabled = self._led(nouns) or self._tabled(nouns, kind)
        if tabled is not None:
            return Identity(self._edition(tabled))
        for name in sorted({*names, *longer}, key=lambda n: (-len(n), n)):
            if not any(c.isupper() for c in name):
                continue
            loose = _LOOSE if kind == "place" else _NEVER
            found = [
                c for c in self.who.lookup(_plain(name), self.on) if c.actor.type != "PERSON" and c.how not in loose
            ]
            best = self._best(found)
            if best is not None and not (kind == "place" and best.type == "ORG"):
                return Identity(self._edition(best))
        if kind == "organization" and names and not any(self.seated_in(noun) for noun in nouns):
            return Identity(self._of_text(max(names, key=len), Context(), "ORG"), "unknown_name")
        return Identity(None, "unknown_name" if names else "unresolved_reference")

    def _led(self, nouns: Sequence[Noun]) -> Actor | None:
        """The government that a mention calls by its leader: "the Trump administration"."""
        for noun in nouns:
            if self.analysis.tokens[noun.head].lemma.lower() not in _GOVERNMENTS:
                continue
            inside = [actor for span, actor in self._by_place.touching(noun.span) if contains((noun.span,), span)]
            inside.extend(a for t in self._before_head(noun) if (a := self._leader(t.text)) is not None)
            states = {t.of for actor in inside for t in self.who.tenures(actor.id, self.on) if self._leads(t)}
            if len(states) == 1 and self.on is not None:
                return self.who.ministry(next(iter(states)), "government")
        return None

    def _before_head(self, noun: Noun) -> list[Token]:
        """The names that stand right before the head of a mention as part of it."""
        inside = self.analysis.tokens[max(0, noun.head - 3) : noun.head]
        return [t for t in inside if t.head == noun.head and t.pos == "PROPN" and t.dep.split(":")[0] in _NAMING]

    def _leader(self, name: str) -> Actor | None:
        """The one leader of a state, on the day, of a name: a family name before "administration" needs no more."""
        found = [c.actor for c in self.who.lookup(self.people.full(name), self.on) if any(map(self._leads, c.tenures))]
        return found[0] if len(found) == 1 else None

    def _leads(self, tenure: Tenure) -> bool:
        office = self.who.offices.by_id.get(tenure.office)
        return office is not None and office.level == "leader" and tenure.of in self.who.states

    def _tabled(self, nouns: Sequence[Noun], kind: str) -> Actor | None:
        """The actor whose name in the tables heads one of the mentions, the longest name first."""
        ranked = []
        for noun in nouns:
            head = self.analysis.tokens[noun.head]
            first, end = (bisect_left(self._match_starts, place) for place in noun.span)
            for match in self.found[first:end]:
                if match.span[1] > noun.span[1]:
                    continue
                at_head = overlaps(match.span, (head.start, head.end))
                if (at_head and noun.named) or (kind != "place" and self._beside(match.span, noun)):
                    ranked.append((match.span[0] - match.span[1], match))
        for _, match in sorted(ranked, key=lambda item: (item[0], item[1].span)):
            actor = self.meant(match, kind)
            if actor is not None:
                return actor
        return None

    def meant(self, match: NameMatch, kind: str | None = None) -> Actor | None:
        """The one actor other than a person that a name of the tables means as what ``kind`` says, or None."""
        forms = {"name"} if kind == "place" else {"name", "organ"}
        ids = [r.id for r in match.references if r.form in forms and r.type != "PERSON"]
        ids = [i for i in ids if self._exists(i)] or ids
        return self.who.actor(ids[0], self.on) if len(set(ids)) == 1 and not match.ambiguous else None

    def _exists(self, id_: str) -> bool:
        """Whether the tables say that an actor exists on the day."""
        entry = self.who.entry(id_)
        valid = getattr(entry, "valid", None)
        return valid is None or bool(valid.holds(self.on))

    def _beside(self, span: Span, noun: Noun) -> bool:
        """Whether a name stands beside the head of a mention as its name: "Interfax news agency", "news agency AFP"."""
        return any(
            overlaps(span, (t.start, t.end)) and t.head == noun.head and t.dep.split(":")[0] in _NAMING
            for t in self.analysis.tokens[max(0, noun.head - 12) : noun.head + 12]
        )

    def _edition(self, actor: Actor) -> Actor:
        """The meeting of a series that the day of the article points to, else the series."""
        if actor.type != "MEETING" or self.on is None:
            return actor
        edition = self.who.edition(actor.id, self.on)
        return actor if edition is None else self.who.actor(edition.id, self.on) or actor

    def seated_in(self, noun: Noun) -> Actor | None:
        """The state or organ that a place's name stands for where it acts: Moscow, the Kremlin."""
        if noun.type not in {"place", "organization"}:
            return None
        # A mention may run on behind its name: "Moscow of breaking the truce".
        inside = [e.span for e in self._entities(noun) if e.span[0] == noun.span[0]]
        found = self.who.metonym(_plain(self._text(inside[0] if inside else noun.span)), self.on)
        return found[0].actor if found and (len(found) == 1 or found[0].score - found[1].score >= _CLEAR) else None

    # -- what the text says ----------------------------------------------------------------------------------------

    def _names(self, nouns: Iterable[Noun], labels: set[str]) -> list[str]:
        """The names that head the mentions, each once, without titles."""
        found: dict[str, None] = {}
        for noun in nouns:
            for entity in self._entities(noun):
                if entity.label in labels:
                    found.setdefault(self._text(entity.span))
        return list(found)

    def _entities(self, noun: Noun) -> list[Entity]:
        """The names that a mention goes by: at its head, or beside it ("news agency AFP", "the envoy, Anna Roux")."""
        head = self.analysis.tokens[noun.head]
        beside = _BESIDE if noun.type == "person" else _BESIDE | {"compound"}
        first, end = (bisect_left(self._entity_starts, place) for place in noun.span)
        inside = [e for e in self.entities[first:end] if e.span[1] <= noun.span[1]]
        # A name may be longer than the mention, where a part of it was not read: "President Moon Jae|-in".
        at_head = [e for e in self.entities[first:end] if overlaps(e.span, (head.start, head.end))]
        return at_head or [
            e
            for e in inside
            if e.label != "PLACE"
            and (
                (e.label == "PERSON" and 0 < e.span[0] - head.end <= 2)
                or any(
                    overlaps(e.span, (t.start, t.end)) and t.head == noun.head and t.dep.split(":")[0] in beside
                    for t in self.analysis.tokens[max(0, noun.head - 12) : noun.head + 12]
                )
            )
        ]

    def _nested(self, noun: Noun) -> bool:
        """Whether a mention is more than its name: it holds another mention or a clause."""
        first, end = (bisect_left(self._mention_starts, place) for place in noun.span)
        inside = [m for m in self.analysis.mentions[first:end] if m is not noun]
        return any(m.span[1] <= noun.span[1] and m.head != noun.head and m.type != noun.type for m in inside)

    def _context(self, nouns: Iterable[Noun], names: Sequence[str]) -> Context:
        """The countries and the offices that stand beside the names in their mentions."""
        countries: set[str] = set()
        offices: set[str] = set()
        for noun in nouns:
            words = self._text(noun.span)
            for name in names:
                words = words.replace(name, " , ")
            found = context_of(self.who, words)
            countries |= found.countries
            offices |= found.offices
        return Context(frozenset(countries), frozenset(offices))

    def _home_of(self, name: str, context: Context) -> set[str | None]:
        """The country of somebody with no country beside the name.

        That of all whom the tables have with this name and office ("President Bush"); of a name that no table has, the
        only one that the text speaks of.
        """
        known = [c for c in self.who.lookup(name, self.on, context) if c.actor.type == "PERSON"]
        found = {c.actor.country for c in known if self._in_office(c, context)} - {None}
        return found or (set(self.countries) if len(self.countries) == 1 and not known else set())

    def _of_text(self, name: str, context: Context, kind: str = "PERSON") -> Actor:
        """An actor that only the text knows, with what it says of office and country."""
        id_ = slug(name)
        entry = self.who.entry(id_)
        named = isinstance(entry, State) or (isinstance(entry, Outlet) and entry.kind == "agency")
        if named and (known := self.who.actor(id_, self.on)) is not None:
            return known  # a state's name is nobody's, whatever it was read as, and neither is "Bloomberg"
        if entry is not None:
            id_ += "-of-the-text"  # an id of the tables is not given to somebody that they do not know
        known = self.local.get(id_)
        codes = {self.who.country_of(i) for country in context.countries for i in self.who.ids_of(country)[:1]} - {None}
        codes = codes or (self._home_of(name, context) if kind == "PERSON" else set())
        actor = Actor(
            id=id_,
            name=name,
            type="ORG" if kind == "ORG" else "PERSON",
            country=next(iter(codes)) if len(codes) == 1 else None,
            office=min(context.offices) if len(context.offices) == 1 else None,
        )
        if known is not None:
            actor = replace(known, country=known.country or actor.country, office=known.office or actor.office)
        self.local[id_] = actor
        return actor


def _plain(name: str) -> str:
    """A name without the determiner and the possessive."""
    return re.sub(r"['’]s?$", "", re.sub(r"^(?:the|The|its|their) ", "", name))
