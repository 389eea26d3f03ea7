"""Who is who: the one object through which the tables are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from typing import Final

from dateline.actors.candidates import Candidate, Context, Match
from dateline.actors.entries import (
    LEVELS,
    Document,
    Edition,
    Entry,
    Meeting,
    Metonym,
    Movement,
    Organ,
    Organisation,
    Outlet,
    Person,
    State,
    Tenure,
)
from dateline.actors.index import SURNAME_ONE, SURNAME_TWO, Hit, NameIndex
from dateline.actors.names import fits, fold, folds, name_words, words
from dateline.actors.offices import OfficeTable
from dateline.actors.organs import OrganTable
from dateline.actors.tables import Tables, tables
from dateline.actors.validity import Validity
from dateline.model.mentions import Actor

_MOST: Final = 20
_KEPT: Final = 16384  # look-ups
# News names people shortly before they take office and long after they left it.
_SOON: Final = timedelta(days=120)


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """The tables with their indexes; look-ups are pure and give the best candidate first."""

    tables: Tables

    @cached_property
    def states(self) -> Mapping[str, State]:
        """States, territories and breakaway entities by id."""
        return {state.id: state for state in self.tables.states}

    @cached_property
    def offices(self) -> OfficeTable:
        """The offices and the words for them."""
        return OfficeTable(self.tables.offices, self.tables.titles)

    @cached_property
    def organs(self) -> OrganTable:
        """The organs of states."""
        return OrganTable(self.tables.organ_kinds, self.tables.organs, self.states)

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Everything that a table gives an id and a name."""
        return {entry.id: entry for entry in self.tables.entries}

    @cached_property
    def editions(self) -> Mapping[str, Edition]:
        """Single meetings by id."""
        return {edition.id: edition for edition in self.tables.editions}

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex(tuple(self.tables.entries))

    @cached_property
    def _held(self) -> Mapping[str, tuple[Tenure, ...]]:
        """The tenures of each person, the latest first."""
        held: dict[str, list[Tenure]] = {}
        for tenure in self.tables.tenures:
            held.setdefault(tenure.person, []).append(tenure)
        return {person: tuple(sorted(own, key=_latest, reverse=True)) for person, own in held.items()}

    @cached_property
    def _holders(self) -> Mapping[tuple[str, str], tuple[Tenure, ...]]:
        """The tenures of each office of each state, organisation or movement, the latest first."""
        holders: dict[tuple[str, str], list[Tenure]] = {}
        for tenure in self.tables.tenures:
            holders.setdefault((tenure.office, tenure.of), []).append(tenure)
        return {key: tuple(sorted(own, key=_latest, reverse=True)) for key, own in holders.items()}

    @cached_property
    def _codes(self) -> Mapping[str, tuple[str, ...]]:
        """The ids that a country code takes in, states before parts of states, with EUR and UNO."""
        codes: dict[str, list[str]] = {}
        for state in sorted(self.tables.states, key=lambda s: s.kind != "state"):
            if state.code:
                codes.setdefault(state.code, []).append(state.id)
        for organisation in self.tables.organisations:
            if organisation.country:
                codes.setdefault(organisation.country, []).append(organisation.id)
        return {code: tuple(ids) for code, ids in codes.items()}

    @cached_property
    def _adjectives(self) -> Mapping[tuple[str, ...], tuple[State, ...]]:
        return _by_folds(self.tables.states, lambda state: (*state.adjectives, *state.demonyms))

    @cached_property
    def _capitals(self) -> Mapping[tuple[str, ...], tuple[State, ...]]:
        return _by_folds(self.tables.states, lambda state: state.capitals)

    # -- actors ----------------------------------------------------------------------------------------------------

    def entry(self, id_: str) -> Entry | None:
        """The entry of an id, organs by rule included."""
        return self.entries.get(id_) or self.organs.from_id(id_)

    def actor(self, id_: str, on: date | None = None) -> Actor | None:
        """The actor of an id as it was on a day, or None for an unknown id.

        Without a day a person has the office that was held last. After the last office a person's sector is
        PLOVER's ELI, of former officials; the country stays that of the last office.
        """
        if id_ in self.editions:
            return self._edition_actor(self.editions[id_])
        entry = self.entry(id_)
        return None if entry is None else self._actor(entry, on)

    def _actor(self, entry: Entry, on: date | None) -> Actor:
        wikidata = getattr(entry, "wikidata", None)
        sector: str | None = None
        match entry:
            case Person():
                return self._person_actor(entry, on)
            case State():
                sector = "GOV"
            case Organ():
                sector = self._organ_sector(entry)
            case Organisation() | Movement():
                sector = entry.sector
            case Outlet():
                sector = "JRN"
            case Meeting() | Document():
                pass
        country = self.country_of(entry.id)
        return Actor(
            id=entry.id, name=entry.name, type=entry.type, country=country, sector=sector or None, wikidata=wikidata
        )

    def _organ_sector(self, organ: Organ) -> str | None:
        kind = self.organs.by_kind.get(organ.kind)
        return kind.sector if kind else None

    def _person_actor(self, person: Person, on: date | None) -> Actor:
        held = self._held.get(person.id, ())
        actor = Actor(id=person.id, name=person.name, type="PERSON", wikidata=person.wikidata)
        if not held:
            return actor
        now = self._on(held, on)
        tenure = now[0] if now else held[0]
        past = on is not None and not now and all(each.valid.last < on for each in held)
        office = self.offices.by_id.get(tenure.office)
        return replace(
            actor,
            country=self.country_of(tenure.of),
            sector="ELI" if past else office.sector if office and now else None,
            office=self.offices.title(tenure.office, tenure.of) if now and office else None,
        )

    def _edition_actor(self, edition: Edition) -> Actor:
        series = self.entries[edition.series]
        name = f"{series.name} {edition.id.removeprefix(edition.series).strip('-')}, {edition.place}"
        return Actor(id=edition.id, name=name, type="MEETING", country=edition.country)

    def country_of(self, id_: str) -> str | None:
        """The country code of a state, an organ or an organisation; None for parties without a state."""
        entry = self.entry(id_)
        match entry:
            case State():
                return entry.code
            case Organ():
                return self.country_of(entry.state)
            case Organisation() | Outlet():
                return entry.country
        return None

    def home_of(self, id_: str) -> str | None:
        """The code of the state where a movement is active, which it does not act for; None for all others."""
        entry = self.entry(id_)
        return self.country_of(entry.home) if isinstance(entry, Movement) and entry.home is not None else None

    def ids_of(self, country: str) -> tuple[str, ...]:
        """The ids that a country code, an id or a name stands for, the likeliest first: "RUS", "russia", "Russia"."""
        if country in self._codes:
            return self._codes[country]
        if self.entry(country) is not None:
            return (country,)
        found = [hit.id for hit in self._index.exact(country) if not isinstance(self.entries[hit.id], Person)]
        found.extend(state.id for state in self._adjectives.get(folds(country), ()))
        return tuple(dict.fromkeys(found))

    def tenures(self, person: str, on: date | None = None) -> tuple[Tenure, ...]:
        """The offices that a person held on a day, the highest first; without a day all, the latest first."""
        held = self._held.get(person, ())
        return held if on is None else self._on(held, on)

    def _on(self, held: Iterable[Tenure], on: date | None) -> tuple[Tenure, ...]:
        return tuple(sorted((each for each in held if each.valid.holds(on)), key=self._rank if on else _constant))

    def _rank(self, tenure: Tenure) -> tuple[int, int]:
        office = self.offices.by_id.get(tenure.office)
        return LEVELS.index(office.level) if office else len(LEVELS), -tenure.valid.first.toordinal()

    # -- look-ups --------------------------------------------------------------------------------------------------

    def lookup(self, name: str, on: date | None = None, context: Context = Context()) -> tuple[Candidate, ...]:  # noqa: B008
        """The actors that a name may mean on a day, the likeliest first, at most 20.

        Titles, honorifics and adjectives before a name are read as its context ("US Secretary of State Antony
        Blinken"). A family name alone gives everybody who bears it. A misspelt full name is accepted where it is
        very like one; a misspelt family name only where each kind of context that is given (country, office)
        fits, and there is one.
        """
        return self._remembered(name, on, context)

    @cached_property
    def _remembered(self) -> Callable[[str, date | None, Context], tuple[Candidate, ...]]:
        """Look-ups with those of late kept: a text asks for the same names many times."""
        return lru_cache(maxsize=_KEPT)(self._looked_up)

    def _looked_up(self, name: str, on: date | None, context: Context) -> tuple[Candidate, ...]:
        found = self._hits(name)
        bare = name
        if not found:
            # "Amir" before a name is a title or a first name: the least that has to be left out is.
            stages = list(self._stripped(name))
            stage = next((each for each in stages if self._hits(each[0], strict=True)), stages[-1] if stages else None)
            if stage is not None:
                bare, beside = stage
                context = Context(context.countries | beside.countries, context.offices | beside.offices)
                found = self._hits(bare)
            found = found or list(self._misspelt_surnames(bare, on, context))
        candidates: dict[str, Candidate] = {}
        for hit in found:
            candidate = self._candidate(hit, on, context)
            if hit.id not in candidates or candidates[hit.id].score < candidate.score:
                candidates[hit.id] = candidate
        return tuple(sorted(candidates.values(), key=lambda c: (-c.score, c.actor.id))[:_MOST])

    def _hits(self, name: str, *, strict: bool = False) -> list[Hit]:
        """What a name reaches, by the strictest way that reaches anything; ``strict``: as a whole name only."""
        index = self._index
        if not any(word.text[0].isupper() or word.text[0].isdigit() for word in words(name)):
            return []
        ways = (index.exact, index.spelling, index.shortened, index.surname, index.misspelt)
        for way in ways[:3] if strict else ways:
            hits = list(way(name))
            if way == index.exact:
                hits.extend(self._by_place_or_rule(name))
                # A mononym such as "Jordan" or "Francis" is a family name too.
                if hits and len(folds(name)) == 1:
                    hits.extend(index.surname(name))
            if hits:
                return hits
        return []

    def _by_place_or_rule(self, name: str) -> Iterator[Hit]:
        for candidate in (*self.metonym(name), *self._organs_named(name), *self.state_of_adjective(name)):
            yield Hit(candidate.actor.id, candidate.matched, candidate.how, candidate.score)

    def _organs_named(self, name: str) -> Iterator[Candidate]:
        """The organ that a state's name or adjective with a kind of organ means, by rule."""
        plain = tuple(fold(word.text) for word in words(name) if word.fold not in {"the", "s"})
        for cut in range(1, len(plain)):
            for place, kind in ((plain[:cut], plain[cut:]), (_after_of(plain[cut:]), plain[:cut])):
                if kind not in self.organs.phrases or not place:
                    continue
                for state in self._states_called(place):
                    organ = self.organs.organ(state.id, self.organs.phrases[kind])
                    if organ is not None:
                        yield self._plain_candidate(organ, name, "rule", 0.97)

    def _states_called(self, plain: tuple[str, ...]) -> tuple[State, ...]:
        """The states that folded words name or whose adjective they are."""
        return tuple(dict.fromkeys((*self._state_names.get(plain, ()), *self._adjectives.get(plain, ()))))

    @cached_property
    def _state_names(self) -> Mapping[tuple[str, ...], tuple[State, ...]]:
        return _by_folds(self.tables.states, lambda state: (state.name, *state.alternates))

    def _stripped(self, name: str) -> Iterator[tuple[str, Context]]:
        """A name with ever more of the titles, honorifics and adjectives before it left out, and what these say."""
        tokens = words(name)
        skipped = name_words().honorifics | name_words().qualifiers
        offices: set[str] = set()
        countries: set[str] = set()
        at = 0
        while at < len(tokens) - 1:
            for length in range(min(len(tokens) - 1 - at, self.offices.longest), 0, -1):
                part = tuple(token.fold for token in tokens[at : at + length])
                if self.offices.is_phrase(part):
                    offices.add(" ".join(part))
                elif states := self._states_called(part):
                    countries.update(state.id for state in states)
                elif length > 1 or part[0] not in (skipped | name_words().links if offices else skipped):
                    continue
                at += length
                break
            else:
                return
            yield name[tokens[at].start :], Context(frozenset(countries), frozenset(offices))

    def _misspelt_surnames(self, name: str, on: date | None, context: Context) -> Iterator[Hit]:
        if not context or len(folds(name)) > 2 or not name[:1].isupper():
            return
        floor = SURNAME_TWO if context.countries and context.offices else SURNAME_ONE
        for hit in self._index.misspelt_surname(name, floor):
            if all(goes for goes in self._fits(hit.id, on, context) if goes is not None):
                yield hit

    def _fits(self, id_: str, on: date | None, context: Context) -> tuple[bool | None, bool | None]:
        """Whether an actor goes with the countries and with the offices beside its name; None where none are given.

        A person's must be one tenure that goes with both, and on or about the day.
        """
        if not context:
            return None, None
        wanted = frozenset(i for country in context.countries for i in self.ids_of(country))
        held = [each for each in self._held.get(id_, ()) if _about(each.valid, on)]
        if not held:
            own = self.country_of(id_)
            goes = any(self.country_of(each) == own for each in wanted) if own else id_ in wanted
            return (goes if context.countries else None), (False if context.offices else None)
        best: tuple[bool, bool] = (False, False)
        for tenure in held:
            country = tenure.of in wanted or self.country_of(tenure.of) in {self.country_of(i) for i in wanted} - {None}
            office = any(tenure.office in self.offices.meant(each, tenure.of) for each in context.offices)
            best = max(best, (country, office), key=sum)
        return (best[0] if context.countries else None), (best[1] if context.offices else None)

    def _candidate(self, hit: Hit, on: date | None, context: Context) -> Candidate:
        entry = self.entry(hit.id)
        assert entry is not None, hit.id
        score = hit.score
        valid = getattr(entry, "valid", Validity())
        tenures: tuple[Tenure, ...] = ()
        holds = valid.holds(on)
        if isinstance(entry, Person):
            held = self._held.get(entry.id, ())
            tenures = self.tenures(entry.id, on)
            if held:
                about = tenures or held
                valid, holds = about[0].valid, bool(tenures)
        if not holds:
            score *= 0.9 if _about(valid, on) else 0.85 if on is not None and valid.last < on else 0.7
        for goes, weight in zip(self._fits(hit.id, on, context), (0.1, 0.15), strict=True):
            if goes is not None:
                score = min(1.0, score + weight) if goes else score * 0.75
        return Candidate(
            actor=self._actor(entry, on),
            matched=hit.matched,
            how=hit.how,
            score=round(score, 4),
            tenures=tenures,
            valid=valid,
            holds=holds,
            sex=entry.sex if isinstance(entry, Person) else None,
            source=getattr(entry, "source", ""),
        )

    def _plain_candidate(self, entry: Entry, matched: str, how: Match, score: float) -> Candidate:
        valid = getattr(entry, "valid", Validity())
        return Candidate(
            actor=self._actor(entry, None), matched=matched, how=how, score=score, valid=valid, source=entry.source
        )

    def office_holder(self, office: str, country: str, on: date | None = None) -> tuple[Candidate, ...]:
        """Who holds an office of a state, organisation or movement on a day; without a day everybody, the latest first.

        ``office`` is an id or words ("foreign minister", "Secretary of State"), ``country`` a code, an id or a
        name. Several holders come where the office is shared, where one hands over on that day, or where the words
        mean several offices: what the words mean first stands before what they may mean as well.
        """
        found: list[Candidate] = []
        for of in self._offices_of(country):
            exact = self.offices.own(office, of)
            if not exact:
                exact = frozenset({office}) if office in self.offices.by_id else self.offices.meant_first(office, of)
            for each in sorted(self.offices.widened(exact), key=lambda i: (i not in exact, i)):
                found.extend(
                    self._holder(tenure, on, first=each in exact)
                    for tenure in self._holders.get((each, of), ())
                    if tenure.valid.holds(on)
                )
            if found:
                break
        return tuple(found)

    def _offices_of(self, country: str) -> tuple[str, ...]:
        """The ids that can have offices: those that the word stands for, and the states of organs and metonyms."""
        found = (*self.ids_of(country), *(candidate.actor.id for candidate in self.metonym(country)))
        entries = [entry for each in found if (entry := self.entry(each)) is not None]
        states = [entry.state for entry in entries if isinstance(entry, Organ)]
        return tuple(dict.fromkeys((*found, *states)))

    def _holder(self, tenure: Tenure, on: date | None, *, first: bool) -> Candidate:
        person = self.entries[tenure.person]
        assert isinstance(person, Person)
        actor = replace(
            self._actor(person, on),
            office=self.offices.title(tenure.office, tenure.of),
            country=self.country_of(tenure.of),
        )
        return Candidate(
            actor=actor,
            matched=f"{self.offices.title(tenure.office, tenure.of)} ({tenure.of})",
            how="office",
            score=1.0 if first else 0.7,
            tenures=(tenure,),
            valid=tenure.valid,
            sex=person.sex,
            source=tenure.source,
        )

    def metonym(self, text: str, on: date | None = None) -> tuple[Candidate, ...]:
        """What a place can stand for: "the Kremlin", "Foggy Bottom", "Ankara", the likelier first."""
        plain = folds(text)
        found: dict[str, Candidate] = {}
        for row in self._metonyms.get(plain, ()):
            if row.valid.holds(on) and fits(row.text, text):
                for k, id_ in enumerate(row.actors):
                    entry = self.entry(id_)
                    if entry is not None:
                        found[id_] = self._plain_candidate(entry, row.text, "metonym", 0.96 - 0.1 * k)
        for state in self._capitals.get(plain, ()):
            if state.id not in found and any(fits(capital, text) for capital in state.capitals):
                found[state.id] = self._plain_candidate(state, text, "metonym", 0.9 if not found else 0.6)
        return tuple(found.values())

    @cached_property
    def _metonyms(self) -> Mapping[tuple[str, ...], tuple[Metonym, ...]]:
        rows: dict[tuple[str, ...], list[Metonym]] = {}
        for row in self.tables.metonyms:
            rows.setdefault(folds(row.text), []).append(row)
        return {plain: tuple(own) for plain, own in rows.items()}

    def state_of_adjective(self, text: str) -> tuple[Candidate, ...]:
        """The states whose adjective or people a word names: "Russian", "Hungarians"; two for "Congolese"."""
        states = self._adjectives.get(folds(text))
        if states is None:  # as of most words
            return ()
        return tuple(
            self._plain_candidate(state, text, "adjective", 0.95)
            for state in states
            if any(fits(name, text) for name in (*state.adjectives, *state.demonyms))
        )

    def ministry(self, country: str, kind: str = "foreign-ministry") -> Actor | None:
        """A state's organ of a kind (id or words: "foreign ministry"), or None.

        ``country`` is a code, an id, a name or an adjective.
        """
        wanted = kind if kind in self.organs.by_kind else self.organs.phrases.get(folds(kind))
        for of in self.ids_of(country):
            organ = self.organs.organ(of, wanted) if wanted else None
            if organ is not None:
                return self._actor(organ, None)
        return None

    def outlet(self, text: str) -> Outlet | None:
        """The news agency, newspaper, broadcaster or site of a name, an abbreviation or a domain, or None."""
        plain = text.strip().casefold().removeprefix("www.")
        if plain in self._domains:
            return self._domains[plain]
        for hit in self._index.exact(text):
            entry = self.entries[hit.id]
            if isinstance(entry, Outlet):
                return entry
        return None

    @cached_property
    def _domains(self) -> Mapping[str, Outlet]:
        return {domain: outlet for outlet in self.tables.outlets for domain in outlet.domains}

    def organisation(self, text: str) -> Organisation | None:
        """The organisation of a name or abbreviation, or None."""
        for hit in self._index.exact(text):
            entry = self.entries[hit.id]
            if isinstance(entry, Organisation):
                return entry
        return None

    def members(self, organisation: str, on: date | None = None) -> Mapping[str, str]:
        """The states that belong to an organisation on a day, each with its role ("member", "elected")."""
        return {
            state: row.role
            for row in self.tables.memberships
            if row.organisation == organisation and row.valid.holds(on)
            for state in row.states
        }

    def edition(self, series: str, on: date, *, within_days: int = 14) -> Edition | None:
        """The meeting of a series that met on a day, else the one that begins or ended nearest to it, or None."""
        near = [
            (min(abs((on - each.valid.first).days), abs((on - each.valid.last).days)), each.id, each)
            for each in self.tables.editions
            if each.series == series
        ]
        met = [each for _, _, each in near if each.valid.holds(on)]
        if met:
            return met[0]
        closest = min(near, default=None)
        return closest[2] if closest is not None and closest[0] <= within_days else None


def _by_folds(
    states: Iterable[State], names: Callable[[State], Iterable[str]]
) -> Mapping[tuple[str, ...], tuple[State, ...]]:
    """States by the folds of some of their names, states before their parts."""
    found: dict[tuple[str, ...], dict[State, None]] = {}
    for state in sorted(states, key=lambda s: s.kind != "state"):
        for name in names(state):
            found.setdefault(folds(name), {})[state] = None
    return {plain: tuple(own) for plain, own in found.items()}


def _latest(tenure: Tenure) -> tuple[date, date]:
    return tenure.valid.last, tenure.valid.first


def _constant(_: Tenure) -> tuple[int, int]:
    return 0, 0


def _about(valid: Validity, on: date | None) -> bool:
    """Whether an interval takes in the day, or begins or ended shortly before or after."""
    if on is None:
        return True
    begin = valid.first if valid.first == date.min else valid.first - _SOON
    end = valid.last if valid.last == date.max else valid.last + _SOON
    return begin <= on <= end


def _after_of(plain: tuple[str, ...]) -> tuple[str, ...]:
    return plain[1:] if plain[:1] == ("of",) else ()


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the tables that ship with Dateline."""
    return Gazetteer(tables())
