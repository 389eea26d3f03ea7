"""Readouts of governments: pages that tell of one contact, with what their titles say of it.

The titles are the gold: who met whom and in which form, and the page has the date. Two corpora are read: the texts of
the White House (readouts-white-house, CC0) and of the Kremlin (readouts-kremlin, CC BY 4.0). A title that no rule here
reads, or that names no party of another state, is told apart with the reason and never dropped unseen.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal, TypeAlias

from dateline.actors import Context, find_names, gazetteer, outlet_ids
from dateline.actors.candidates import Candidate
from dateline.actors.index import names_of
from dateline.actors.names import folds, name_words

Form: TypeAlias = Literal["call", "video call", "meeting", "visit", "talks"]
Reason: TypeAlias = Literal["no contact in the title", "no party of another state", "a side without a name"]

# The corpus of the White House keeps no addresses of single pages, but all are of its site.
_WHITE_HOUSE: Final = "https://www.whitehouse.gov/briefing-room/statements-releases/"
_FRONT: Final = re.compile(r"\A---\n(?P<front>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_TITLE: Final = re.compile(r"^title: (?P<title>.*(?:\n  .*)*)", re.MULTILINE)
_DATE: Final = re.compile(r"^date: '?(?P<day>\d{4}-\d\d-\d\d)", re.MULTILINE)
_ESCAPE: Final = re.compile(r"\\(?:x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})|(?P<one>[_\"\\ ]))")
_PLAIN: Final = {"_": " ", '"': '"', "\\": "\\", " ": " "}
_SPACES: Final = re.compile(r"[\s\u00a0\u2060]+")
_MARKUP: Final = re.compile(r"\\?#{3,}\s*\Z|\\(?=[^\w\s])|[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}")
_LINKED: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
# The foot of a page of the Kremlin: where and when it was published.
_FOOT: Final = re.compile(r"\s*Published in sections?: .*\Z", re.DOTALL)
# What the site shows when a name is pointed at stands in the text behind it: "Berg Berg AnnaPrime Minister of Norway".
_POINTED: Final = re.compile(
    r"\b(?P<family>[\w’'-]+(?: [\w’'-]+){0,2}) (?P=family) (?P<rest>[\w.’' -]{1,30}?)"
    r"(?:(?:Acting |Federal |First |Deputy |Vice )*(?:President|Prime Minister|Chancellor|King|Emir|Crown Prince"
    r"|Minister|Secretary|Chairman|Head|Chair)\b(?: (?:of|the|for|[A-Z][\w’'-]+))*)?(?= [a-z(]|[.,;:]|$)"
)

# Links that end in a lead lost the space behind them: "the European CouncilAnna Berg".
_RUN_ON: Final = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z])")

_FORM_WORDS: Final = (
    r"(?P<kind>(?:(?:Virtual|Video|Phone|Telephone|Bilateral|Trilateral|Breakfast|Trilateral Virtual) )?"
    r"(?:Calls?|Meetings?|Conversations?|Discussions?|Audience|Trilateral|Travel|Trip|Visit))"
)
_SPOKESPERSON: Final = re.compile(r"\A(?:NSC )?Spokesperson(?: [A-Z]\w+ [A-Z]\w+)?,? (?:on|of) (?:the )?")
_READOUT: Final = re.compile(r"\A(?:Joint )?Readout(?:: | of | from | by )(?:the )?", re.IGNORECASE)
_SIDES: Final = re.compile(
    rf"\A(?P<one>.+?)(?:[’']s?|s[’'])?\.? {_FORM_WORDS} (?:with|to|of|between) (?P<other>.+)\Z", re.I
)
_ALL_SIDES: Final = re.compile(rf"\A{_FORM_WORDS} (?:with|of|between|Between) (?P<other>.+)\Z", re.IGNORECASE)
_TAIL: Final = re.compile(
    r" (?:on|regarding|to discuss|following|in advance of|ahead of|as part of)\b.*\Z", re.IGNORECASE
)

_TELEPHONE: Final = re.compile(r"\ATelephone (?:conversations?|conference) with (?P<other>.+)\Z")
_TELEPHONED: Final = re.compile(
    r"\A(?:(?:On|At) (?:the )?.+? initiative,? |On the initiative of .+?, )?(?P<one>.+?),? "
    r"(?:had|held|has|initiated) (?:an?other |an? )?(?:long |trilateral )?"
    r"telephone conversations?(?:, .+?,)?(?: with (?P<other>.+))?\Z"
)
_TELEPHONED_TAIL: Final = re.compile(
    r"(?:,? (?:on|at|in connection with|to|during|regarding|about|before) (?:the )?.*|,? initiated by .*|, who .*"
    r"| and agreed .*| concerning .*)\Z"
)
_BETWEEN: Final = re.compile(r"\AA telephone conversation between (?P<one>.+?) took place.*\Z")

_SURNAME: Final = re.compile(r"[A-ZÀ-ÞŁŠŽÇŞİ][\w’'-]+(?:[ -][A-ZÀ-ÞŁŠŽÇŞİ][\w’'-]+)*")
# Those whom a title does not name one by one.
_GROUP: Final = re.compile(
    r"\b(?:leaders|allies|partners|counterparts|ambassadors|dignitaries|advisors|executives|activists?|governors?"
    r"|legislators|presidents of the"
    r"|nine|g7|g20)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a government: its day, title, body, and the address that it was read at."""

    name: str
    published: date
    title: str
    body: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A party as a title names it: for whom it acts, and the actor's id where the tables know the person."""

    country: str | None
    person: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """The contact that a title tells."""

    parties: frozenset[Party]
    form: Form


@dataclass(frozen=True, slots=True)
class Untold:
    """Why a title gives no contact to hold a reading against."""

    reason: Reason


def read_white_house(folder: Path, years: Sequence[int] = (2021, 2022)) -> list[Page]:
    """The readouts of some years, by day and name: the pages that call themselves so in their titles."""
    pages = []
    for path in sorted(folder.glob("*/*/*.md")):
        found = _FRONT.match(path.read_text(encoding="utf-8"))
        if found is None:
            continue
        title, day = _title_of(found["front"]), _DATE.search(found["front"])
        if title is None or day is None:
            continue
        published = date.fromisoformat(day["day"])
        if published.year in years and "readout" in title.lower():
            pages.append(Page(path.stem, published, title, _unwrapped(found["body"]), _WHITE_HOUSE))
    return sorted(pages, key=lambda page: (page.published, page.name))


def _title_of(front: str) -> str | None:
    """The title of a YAML front matter: plain, or in quotes with escapes and lines that are joined."""
    found = _TITLE.search(front)
    if found is None:
        return None
    title = found["title"].strip()
    if title.startswith('"'):
        joined = re.sub(r"\\\n\s*\\?", "", title[1:-1])
        title = _ESCAPE.sub(lambda m: chr(int(m["x"] or m["u"], 16)) if m["x"] or m["u"] else _PLAIN[m["one"]], joined)
    elif title.startswith("'"):
        title = title[1:-1].replace("''", "'")
    return _SPACES.sub(" ", title).strip()


def _unwrapped(body: str) -> str:
    """The paragraphs of a Markdown body, a line each, without links and marks."""
    paragraphs = [_SPACES.sub(" ", part).strip() for part in re.split(r"\n\s*\n", body)]
    plain = [_MARKUP.sub("", _LINKED.sub(r"\1", part)).strip() for part in paragraphs]
    return "\n\n".join(part for part in plain if part)


def read_kremlin(path: Path) -> list[Page]:
    """The pages on telephone conversations, by day and name; the body is the lead and the text without the foot."""
    pages = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            title = _SPACES.sub(" ", row["title"]).strip()
            if "telephone conversation" not in title.lower():
                continue
            text = "\n".join(_lines_of(_FOOT.sub("", row["text"])))
            lead = _RUN_ON.sub(" ", _SPACES.sub(" ", row["description"]).strip())
            body = "\n\n".join(_POINTED.sub(r"\g<family>", part) for part in (lead, text) if part)
            pages.append(Page(row["id"], date.fromisoformat(row["date"]), title, body, row["url"]))
    return sorted(pages, key=lambda page: (page.published, page.name))


def _lines_of(text: str) -> Iterator[str]:
    """Paragraphs of a text that is broken inside them too: a line that ends no sentence goes on in the next."""
    kept = ""
    for line in text.split("\n"):
        kept = _SPACES.sub(" ", f"{kept} {line}").strip()
        if kept.endswith((".", "!", "?", ":", "”", "*")):
            yield kept
            kept = ""
    if kept:
        yield kept


def told_by_white_house(page: Page) -> tuple[Told, ...] | Untold:
    """The contacts that a title of the White House tells."""
    title = _READOUT.sub("", page.title)
    title = _SPOKESPERSON.sub("", title)
    found = _ALL_SIDES.match(title) or _SIDES.match(title)
    if found is None:
        return Untold("no contact in the title")
    sides = [side for key in ("one", "other") if (side := found.groupdict().get(key))]
    sides[-1] = _TAIL.sub("", sides[-1])
    return _told(sides, page.published, _form(found["kind"]), home="USA", several=found["kind"].endswith("s"))


def told_by_kremlin(page: Page) -> tuple[Told, ...] | Untold:
    """The contacts that a title of the Kremlin tells; who telephones is the president of the day."""
    found = _TELEPHONE.match(page.title)
    if found is not None:
        holders = gazetteer().office_holder("president", "RUS", page.published)
        home = "President " + holders[0].actor.name if holders else "Russia"
        return _told([home, found["other"]], page.published, "call", home="RUS", several="conversations" in page.title)
    found = _TELEPHONED.match(page.title) or _BETWEEN.match(page.title)
    if found is None:
        return Untold("no contact in the title")
    sides = [side for key in ("one", "other") if (side := found.groupdict().get(key))]
    sides = [_TELEPHONED_TAIL.sub("", side) for side in sides]
    return _told(sides, page.published, "call", home="RUS", several="conversations" in page.title)


def _form(kind: str) -> Form:
    words = kind.lower()
    if "video" in words or "virtual" in words:
        return "video call"
    if "call" in words or "phone" in words:
        return "call"
    if any(word in words for word in ("travel", "trip", "visit")):
        return "visit"
    return "talks" if "conversation" in words or "discussion" in words else "meeting"


def _told(sides: Sequence[str], on: date, form: Form, *, home: str, several: bool) -> tuple[Told, ...] | Untold:
    named = [parties_of(side, on) for side in sides]
    everyone = {party for side in named for party in side}
    if not named[-1] or _GROUP.search(sides[-1]):
        return Untold("a side without a name")
    if all(party.country == home for party in everyone):
        return Untold("no party of another state")
    if not any(party.country == home for party in everyone):
        # An adviser whom no table knows acts for the government whose page it is.
        everyone.add(Party(home, None))
    known = {party.country for party in everyone if party.person is not None}
    parties = frozenset(party for party in everyone if party.person is not None or party.country not in known)
    if not several:
        return (Told(parties, form),)
    host = {party for party in parties if party.country == home}
    return tuple(Told(frozenset({*host, guest}), form) for guest in sorted(parties - host, key=str))


def parties_of(side: str, on: date) -> tuple[Party, ...]:
    """The parties that a side of a title names.

    People whom the tables know by their names, or by a family name behind an office; of others the state or
    organisation that they are named with.
    """
    who = gazetteer()
    people: dict[str, str | None] = {}
    countries: dict[str, None] = {}
    for match in find_names(side):
        persons = [r.id for r in match.references if r.type == "PERSON"]
        if persons:
            found = who.lookup(match.text, on, _context(side))
            best = [c for c in found if c.actor.id in persons][:1]
            people.update((c.actor.id, c.actor.country) for c in best)
            continue
        if side[: match.span[0]].endswith("New "):  # New Mexico, New Jersey
            continue
        acting = [r for r in match.references if r.type in {"STATE", "ORG"} and r.id not in outlet_ids()]
        # Of a person it is the state that counts: "Head of Cabinet to the President of the European Council".
        codes = [who.country_of(r.id) for r in acting if r.type == "STATE" or not people]
        countries.update((code, None) for code in codes[:1] if code is not None)
    for names, office in _behind_offices(side):
        holders = (_holder(name, office, frozenset(countries), on) for name in names)
        holder = next((each for each in holders if each is not None), None)
        named = {word for i in people for word in who.entries[i].name.split()}
        if holder is not None and not named & set(names[0].split()):
            people[holder.actor.id] = holder.actor.country
    parties = [Party(country, person) for person, country in people.items()]
    covered = set(people.values())
    parties += [Party(code, None) for code in countries if code not in covered]
    return tuple(parties)


def _holder(name: str, office: str, countries: frozenset[str], on: date) -> Candidate | None:
    """Who of that name held the office on the day, in one of the countries where any are named."""
    who = gazetteer()
    for found in who.lookup(name, on, Context(countries, frozenset({office}))):
        if not found.holds or found.actor.type != "PERSON":
            continue
        if found.actor.country in countries:
            return found
        if not countries and any(t.office in who.offices.meant(office, t.of) for t in found.tenures):
            return found
    return None


def _context(side: str) -> Context:
    who = gazetteer()
    states = [r.id for m in find_names(side) for r in m.references if r.type == "STATE"]
    return Context(frozenset(code for i in states if (code := who.country_of(i)) is not None))


def _behind_offices(side: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The names, and the parts of them, that stand right behind the words for an office, with these words."""
    offices = gazetteer().offices
    tokens = re.findall(r"[\w’'.-]+|[,&]", side)
    plain = [token.lower().rstrip(".") for token in tokens]
    skipped = name_words().honorifics
    for start in range(len(tokens)):
        for length in range(min(offices.longest, len(tokens) - start - 1), 0, -1):
            if not offices.is_phrase(tuple(plain[start : start + length])):
                continue
            at = start + length
            while at < len(tokens) - 1 and plain[at] in skipped:
                at += 1
            name = _SURNAME.match(" ".join(tokens[at : at + 4]))
            if name is not None:
                words = name[0].removesuffix("’s").split()
                office = " ".join(plain[start : start + length])
                # Family names come first in some languages, and last in others.
                yield (" ".join(words), words[0], words[-1])[: 2 * len(words) - 1], office
            break


def names_all(page: Page, told: Told) -> bool:
    """Whether a body names everybody whom the title names, people by a word of their names' ends."""
    who = gazetteer()
    plain = set(folds(page.body))
    found = [who.country_of(r.id) for match in find_names(page.body) for r in match.references]
    for party in told.parties:
        entry = who.entry(party.person) if party.person is not None else None
        if entry is None and party.country not in found:
            return False
        if entry is not None and not plain & {folds(name)[-1] for name in names_of(entry)}:
            return False
    return True


def key_of(page: Page) -> str:
    """The eight hexadecimal digits that a page is known by in a list: the beginning of its name's SHA-256."""
    return hashlib.sha256(page.name.encode()).hexdigest()[:8]
