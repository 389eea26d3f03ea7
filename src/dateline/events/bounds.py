"""What bounds a claim of precedence: "since ...", "in more than a decade", "ever"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dateline.actors import Candidate
from dateline.events.anchors import Interval, Phrase, historical, phrase_words, term_in_office
from dateline.events.superlatives import Reading, Superlative, lexicon
from dateline.model.events import Since
from dateline.model.mentions import Timex
from dateline.model.spans import Span

_DURATION: Final = re.compile(r"P(?P<n>\d+)(?P<unit>DE|CE|[YMWD])")
_AHEAD: Final = re.compile(r"\b(?:coming|next|following)\b")
_DAYS: Final = {"D": 1, "W": 7}
_MONTHS: Final = {"M": 1, "Y": 12, "DE": 120, "CE": 1200}
_LONGEST: Final = 30  # tokens of a phrase after "since"
_NEAR: Final = 3  # tokens after the noun within which a bound belongs to it whatever the tree says
_HEDGES: Final = frozenset(
    {"at", "least", "around", "about", "early", "late", "mid", "the", "back", "as", "long", "ago", "-"}
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of a claim, each None or false where the text says none; ``end`` is where the last of them ends."""

    since: Since | None = None
    window: Since | None = None
    ever: bool = False
    end: int | None = None

    def __bool__(self) -> bool:
        return self.since is not None or self.window is not None or self.ever


def bounds_of(reading: Reading, found: Superlative, subject: Collection[str], until: int | None = None) -> Bounds:
    """The bounds of a claim.

    ``subject`` are the actors of what is counted, who "took office" where nobody else did; ``until`` is the token of
    the next superlative, whose the bounds behind it are.
    """
    sentence = reading.sentence(found.at)
    stop = sentence.stop if until is None else min(sentence.stop, until)
    start = max(found.last, found.noun if found.noun is not None else found.last) + 1
    governors = _governors(reading, found)
    since, since_end, since_at = None, None, None
    for i in range(found.at + 1, stop):
        if reading.low(i) == "since" and _belongs(reading, i, start, governors):
            span = _phrase(reading, i, sentence.stop)
            if span is not None:
                since, since_end, since_at = _since(reading, span, tuple(subject)), span[1], i
                break
    # A time behind "since" tells what the claim counts from.
    told = stop if since_at is None else since_at
    window, window_end = _window(reading, found, range(start, told), governors)
    if found.claim == "last" and since is None:
        since, since_end = _when(reading, found, governors)
    ever, ever_end = _ever(reading, found, start)
    ends = [end for end in (since_end, window_end, ever_end) if end is not None]
    return Bounds(since, window, ever, max(ends, default=None))


def _governors(reading: Reading, found: Superlative) -> set[int]:
    """The tokens that a bound may hang on: the noun, the verb, and the clause that they make."""
    tops = {k for k in (found.at, found.last, found.noun, found.verb) if k is not None}
    current = found.verb if found.verb is not None else found.noun if found.noun is not None else found.at
    nearest = reading.clause(current)
    while current != nearest:
        if reading.tokens[current].dep in {"nsubj", "nsubj:pass"}:
            return tops  # what the verb is bounded by is no bound of its subject
        current = reading.tokens[current].head
    return tops | {nearest}


def _head_of(reading: Reading, i: int) -> int | None:
    """What a preposition or conjunction introduces."""
    token = reading.tokens[i]
    return token.head if token.dep in {"case", "mark"} and token.head > i else None


def _belongs(reading: Reading, i: int, start: int, governors: set[int]) -> bool:
    """Whether a bound's first word at ``i`` hangs on what is counted, and on no other clause in between."""
    if i - start < _NEAR:
        return True
    current = _head_of(reading, i)
    if current is None:
        return False
    for _ in range(len(reading.tokens)):
        token = reading.tokens[current]
        if current in governors:
            return True
        apart = token.dep in {"parataxis", "conj"} and reading.tree.dependents(current, "nsubj", "nsubj:pass")
        if apart or token.head == current or (token.dep == "ccomp" and current > i):
            return False
        current = token.head
    return False


def _phrase(reading: Reading, i: int, stop: int) -> Span | None:
    """The characters of what follows a "since"."""
    head = _head_of(reading, i)
    last = i
    if head is None:
        head = next((k for k in range(i + 1, min(i + 1 + _LONGEST, stop)) if reading.tokens[k].pos != "PUNCT"), None)
        if head is None:
            return None
    inside = set(reading.tree.subtree(head))
    for k in range(i + 1, min(i + 1 + _LONGEST, stop)):
        ends = reading.low(k) in {";", ":", "“", "”", '"', "—", "–", "--", "("}
        # A comma ends it unless what follows still says when: "since March 4, 2018", "since Kabul, the capital, fell".
        if (
            ends
            or (k not in inside and last >= head)
            or (reading.low(k) == "," and last >= head and not _in_time(reading, k))
        ):
            break
        last = k
    first, text = reading.tokens[i + 1].start if i + 1 < stop else 0, reading.analysis.text
    if last == i:
        return None
    end = reading.tokens[last].end
    end = max([end, *(t.span[1] for t in reading.times if t.span[0] < end < t.span[1])])
    # "since X invaded Y more than a year ago": when that was is told again, and vaguely.
    ago = next(
        (t for t in reading.times if t.span[1] == end and t.text.lower().endswith("ago") and t.span[0] > first), None
    )
    end = ago.span[0] if ago is not None else end
    while end > first and text[end - 1] in " ,.;:!?'’\n\t":
        end -= 1
    return (first, end) if end > first else None


def _in_time(reading: Reading, k: int) -> bool:
    place = reading.tokens[k].start
    return any(t.span[0] < place < t.span[1] for t in reading.times)


def _since(reading: Reading, span: Span, subject: Sequence[str]) -> Since:
    text = reading.analysis.text[slice(*span)]
    days = _days(reading, span, subject)
    return Since(text=" ".join(text.split()), start=days[0] if days else None, end=days[1] if days else None)


def _days(reading: Reading, span: Span, subject: Sequence[str]) -> Interval | None:
    """The first and last day of what a phrase after "since" means: a time, an event, a term, a meeting."""
    inside = range(reading.token_from(span[0]), reading.token_from(span[1]))
    times = [t for t in reading.times if span[0] <= t.span[0] and t.span[1] <= span[1]]
    dated = [(t.start, t.end) for t in times if t.start is not None and t.end is not None]
    told = next(iter(dated), None)
    if times and _is_only_time(reading, inside, times):
        return told
    phrase = _read_phrase(reading, span, inside, subject)
    latest = next((t.end for t in times if t.start is None and t.end is not None), None)
    near = phrase.actors | states_of(reading, subject)
    found = historical(phrase, near, reading.on, told) or historical(phrase, near | around(reading), reading.on, told)
    if found is None and told is None:
        found = _edition(reading, inside, None)
    found = found or _edition(reading, inside, told) or term_in_office(phrase, reading.who, reading.on)
    if found is not None and ((told and not _meets(found, told)) or (latest is not None and found[0] > latest)):
        found = None
    return found or told


def _meets(one: Interval, other: Interval) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _is_only_time(reading: Reading, inside: Sequence[int], times: Sequence[Timex]) -> bool:
    """Whether nothing but a time stands in a phrase."""
    rest = [k for k in inside if not any(t.span[0] <= reading.tokens[k].start < t.span[1] for t in times)]
    return all(reading.low(k) in _HEDGES or reading.tokens[k].pos == "PUNCT" for k in rest)


def _read_phrase(reading: Reading, span: Span, inside: Sequence[int], subject: Sequence[str]) -> Phrase:
    actors: set[str] = set()
    names: set[str] = set()
    acting: list[str] = []
    for k in inside:
        token = reading.tokens[k]
        found = actors_at(reading, k)
        actors |= states_of(reading, found)
        if token.dep in {"nsubj", "nsubj:pass", "nmod:poss", "compound", "nmod"}:
            acting.extend(a for a in found if _is_person(reading, a) and a not in acting)
        if token.pos == "PROPN" and token.dep != "flat" and not any(reading.who.entry(a) for a in found):
            names.add(token.text.lower())
    if not acting and len(names) == 1:
        # News seldom tells first names of those whom everybody knows: the tables know one leader of the name.
        acting = [c.actor.id for c in _office_holders(reading, next(iter(names)))]
    elif not acting:
        acting = [a for a in subject if _is_person(reading, a)]
    words = phrase_words(reading.analysis.text[slice(*span)], (reading.tokens[k].lemma for k in inside))
    return Phrase(words, frozenset(names), frozenset(actors), tuple(acting))


def _is_person(reading: Reading, actor: str) -> bool:
    return bool(reading.who.tenures(actor))


def _office_holders(reading: Reading, surname: str) -> list[Candidate]:
    """Those who bear a surname and were in office before the article's day; of several, those who are now."""
    found = [c for c in reading.who.lookup(surname.capitalize(), reading.on) if c.actor.type == "PERSON"]
    return found if len(found) == 1 else [c for c in found if c.holds]


def actors_at(reading: Reading, k: int) -> tuple[str, ...]:
    """The ids of the actors that a token names: as a mention, as a name of the tables, as an adjective or a surname."""
    token = reading.tokens[k]
    found = tuple(actor.id for actor in reading.linked.at_head(k) if not _is_contact(reading, k))
    known = tuple(a for a in found if reading.who.entry(a) is not None)
    if known:
        return known
    named = [actor.id for span, actor in reading.linked.names if span[0] <= token.start < span[1]]
    if named:
        return tuple(dict.fromkeys(named))
    if token.text[:1].isupper():
        states = reading.who.state_of_adjective(token.text)
        if len(states) == 1:
            return (states[0].actor.id,)
        people = [actor.id for span, actor in reading.linked.people if span[0] <= token.start < span[1]]
        if people and len(people) == 1 and not reading.joined(k):
            return tuple(people)
        if _is_bare_name(reading, k) and (person := _by_surname(reading, token.text)) is not None:
            return (person,)
    return found


def _is_bare_name(reading: Reading, k: int) -> bool:
    """Whether a token is a name of one word, no part of a longer one; names that a hyphen joins are two."""
    for i in (k - 1, k + 1):
        beside = 0 <= i < len(reading.tokens) and reading.tokens[i].pos == "PROPN"
        related = beside and (reading.tokens[i].head == k or reading.tokens[k].head == i)
        if related and "flat" in {reading.tokens[i].dep, reading.tokens[k].dep}:
            return False
    return reading.tokens[k].pos == "PROPN" and len(reading.tokens[k].text) > 2


def _is_contact(reading: Reading, k: int) -> bool:
    """Whether a token is a noun of encounter, which is no actor whatever mentions it is thought to corefer with."""
    return reading.tokens[k].pos not in {"PROPN", "PRON"} and reading.lemma(k) in lexicon().contacts


def _by_surname(reading: Reading, name: str) -> str | None:
    """The one person of the text with a surname; else the one leader whom the tables know by it."""
    own = {a.id for a in reading.linked.actors if a.type == "PERSON" and a.name.split()[-1].lower() == name.lower()}
    known = {a for a in own if reading.who.entry(a) is not None}
    if len(own) == 1 or len(known) == 1:
        return next(iter(known or own))
    if own:
        return None
    found = [c for c in reading.who.lookup(name, reading.on) if c.actor.type == "PERSON"]
    sure = found if len(found) == 1 else [c for c in found if c.holds]
    return sure[0].actor.id if len(sure) == 1 and sure[0].how == "surname" else None


def states_of(reading: Reading, actors: Collection[str]) -> set[str]:
    """The states and movements that actors are, or act for."""
    found = set()
    for actor in actors:
        entry = reading.who.entry(actor)
        if entry is not None and entry.type in {"STATE", "GROUP"}:
            found.add(actor)
            continue
        made = reading.who.actor(actor, reading.on)
        ids = reading.who.ids_of(made.country) if made is not None and made.country else ()
        found.update(ids[:1])
    return found


def around(reading: Reading) -> set[str]:
    """The states and movements of the whole text, those that only an adjective names included."""
    named = {actor.id for actor in reading.linked.actors}
    for token in reading.tokens:
        if token.text[:1].isupper() and token.pos in {"ADJ", "PROPN", "NOUN"}:
            states = reading.who.state_of_adjective(token.text)
            named.update(state.actor.id for state in states if len(states) == 1)
    return states_of(reading, named)


def _edition(reading: Reading, inside: Sequence[int], told: Interval | None) -> Interval | None:
    """The days of the meeting of a series that a phrase names with its time or place: "the G20 summit in Bali"."""
    series = {a.id for k in inside for a in reading.linked.at_head(k) if a.type == "MEETING"}
    words = {reading.low(k) for k in inside}
    fitting = []
    for edition in reading.who.tables.editions:
        if edition.series not in series and edition.id not in series:
            continue
        days = edition.valid.first.isoformat(), edition.valid.last.isoformat()
        there = edition.place.split()[-1].lower() in words
        if edition.id in series or (told is not None and _meets(days, told)) or (told is None and there):
            fitting.append(days)
    return fitting[0] if len(fitting) == 1 else None


def _window(
    reading: Reading, found: Superlative, within: range, governors: set[int]
) -> tuple[Since | None, int | None]:
    """The stretch of time that a claim is about: "in more than a decade", "in months", "this year"."""
    table, start = lexicon().window, within.start
    for time in reading.times:
        k = reading.token_from(time.span[0])
        if k not in within or not _belongs_time(reading, k, time, start, governors):
            continue
        before = {reading.low(k - 1)} if found.claim != "last" else {reading.low(k - 1)} - {"over"}
        lasting = time.timex is not None and time.timex.type == "DURATION" and not _AHEAD.search(time.text.lower())
        if lasting and before & (table["before"] if found.claim == "last" else {"in", "within"}):
            return _counted_back(reading, time), time.span[1]
        inside = time.text.lower().startswith("this ") or (reading.low(k - 1) == "of" and "year" in time.text.lower())
        if inside and time.timex is not None and time.timex.type == "DATE" and time.granularity != "day":
            return Since(text=" ".join(time.text.split()), start=time.start, end=time.end), time.span[1]
    for k in range(start, min(start + 4, within.stop)):
        if reading.low(k) == "of" and reading.low(k + 1) == "the" and reading.low(k + 2) in table["nouns"]:
            return Since(text=f"the {reading.low(k + 2)}", start=None, end=None), reading.tokens[k + 2].end
    return None, None


def _belongs_time(reading: Reading, k: int, time: Timex, start: int, governors: set[int]) -> bool:
    if k - start < _NEAR:
        return True
    inside = range(k, reading.token_from(time.span[1]))
    current: int = next((i for i in inside if reading.tokens[i].head not in inside), k)
    for _ in range(4):
        current = reading.tokens[current].head
        if current in governors:
            return True
    return False


def _counted_back(reading: Reading, time: Timex) -> Since:
    """The window of a duration that ends on the article's day; without a start where the text gives no number."""
    value = time.timex.value if time.timex is not None else ""
    match, text = _DURATION.fullmatch(value), " ".join(time.text.split())
    if reading.on is None or match is None:
        return Since(text=text, start=None, end=reading.on.isoformat() if reading.on is not None else None)
    n, unit = int(match["n"]), match["unit"]
    if unit in _DAYS:
        return Since(text=text, start=_back_days(reading.on, n * _DAYS[unit]), end=reading.on.isoformat())
    months = reading.on.year * 12 + reading.on.month - 1 - n * _MONTHS[unit]
    if months < 12:
        return Since(text=text, start=None, end=reading.on.isoformat())
    # The 28th is a day of every month.
    first = date(months // 12, months % 12 + 1, min(reading.on.day, 28))
    return Since(text=text, start=first.isoformat(), end=reading.on.isoformat())


def _back_days(on: date, days: int) -> str | None:
    return (on - timedelta(days=days)).isoformat() if days < on.toordinal() else None


def _when(reading: Reading, found: Superlative, governors: set[int]) -> tuple[Since | None, int | None]:
    """When the last one was: "last met in Bali in November", "the last time they spoke was in 2022"."""
    sentence = reading.sentence(found.at)
    tops = governors | {reading.clause(k) for k in governors}
    tops |= {reading.tokens[k].head for k in tops}
    for time in reading.times:
        k = reading.token_from(time.span[0])
        if k not in sentence or k <= found.last or time.start is None or time.end is None:
            continue
        if _belongs_time(reading, k, time, found.last + 1, tops):
            return Since(text=" ".join(time.text.split()), start=time.start, end=time.end), time.span[1]
    return None, None


def _ever(reading: Reading, found: Superlative, start: int) -> tuple[bool, int | None]:
    """Whether the claim is about all of the past, and where the words that say so end."""
    words, text = lexicon(), reading.analysis.text
    for k in range(found.at, min(start + 2, reading.sentence(found.at).stop)):
        if reading.low(k) in words.ever:
            return True, reading.tokens[k].end
    stop = reading.sentence(found.at).stop
    if start >= stop:
        return False, None
    place, limit = reading.tokens[start].start, reading.tokens[min(stop, start + 16) - 1].end
    behind = text[place:limit].lower().replace("\xa0", " ")
    for match in re.finditer(r"\bin (?:the |its |their |his |her |[\w’'-]+ |[\w’'-]+['’]s? ){0,3}history\b", behind):
        return True, place + match.end()
    for phrase in words.ever_phrases:
        at = re.search(rf"\b{re.escape(phrase)}\b", behind)
        if at is not None:
            return True, place + at.end()
    return False, None
