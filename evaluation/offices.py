"""Hold the tables of office-holders against public archives, and print where they differ.

usage: python evaluation/offices.py [--data .cache/data] [--show differ missing] [--source NAME]

Every archive gives sightings: a day, an office, a name and a state. A sighting *agrees* where a holder that the
tables give for that day bears the name, *differs* where they give other holders only, and is *missing* where they
give none; *elsewhere* means that the name is that of another state's holder, as when guests are named beside a host.
The archives: The World Factbook (chiefs of state and heads of government, January 2026), Archigos (leaders, 2000 to
2015), the visits of foreign leaders and the travels of secretaries of state that the US Department of State lists,
and the dated readouts of the White House. The check fails where an office has two holders at once and the rows do
not say that it is shared.
"""

from __future__ import annotations

import argparse
import csv
import html
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from dateline.actors import Gazetteer, gazetteer
from dateline.actors.index import surnames_of
from dateline.actors.names import name_key, similarity, without_article

FACTBOOK_DAY = date(2026, 1, 15)
LEADERS = (
    *("president", "prime-minister", "chancellor", "monarch", "supreme-leader", "junta-leader", "pope"),
    *("party-leader", "chief-executive", "state-counsellor"),
)
# The words of the archives for an office, in their patterns; the gazetteer resolves them.
OFFICES = (
    "Interim President|Acting President|Vice President|President|Deputy Prime Minister|Prime Minister|Premier|"
    "Taoiseach|Federal Chancellor|Chancellor|King|Queen|Emir|Amir|Sultan|Crown Prince|"
    "Minister (?:of|for) Foreign Affairs|Foreign Affairs Minister|Foreign Minister|External Affairs Minister|"
    "Minister of External Affairs|Foreign Secretary|"
    "Minister (?:of|for) (?:National )?Def[ec]n[cs]e|Def[ec]n[cs]e Minister|Secretary[ -]General|High Representative|"
    "National Security Advis[eo]r|Pope"
)
PARTICLES = "bin|ibn|al|el|von|van|der|den|de|da|dos|di|la|du|del|e"
WORD = rf"(?:[A-Z]\.|[A-Z][\w'’-]*|{PARTICLES})"
NAME = rf"{WORD}(?:[ -]{WORD}){{0,5}}"
SIGHTING = re.compile(rf"\b({OFFICES}) ({NAME})(?:,? of (?:the )?({NAME}(?: and {NAME})?))?")
STATES_OF_ARCHIGOS = {
    "UKG": "GBR", "FRN": "FRA", "GMY": "DEU", "GFR": "DEU", "SPN": "ESP", "POR": "PRT", "NTH": "NLD", "SWZ": "CHE",
    "AUS": "AUT", "AUL": "AUS", "NEW": "NZL", "CZR": "CZE", "SLO": "SVK", "SLV": "SVN", "SER": "SRB", "YUG": "SCG",
    "CRO": "HRV", "BOS": "BIH", "MAC": "MKD", "KOS": "XKX", "BUL": "BGR", "MLD": "MDA", "RUM": "ROU", "LAT": "LVA",
    "LIT": "LTU", "GRG": "GEO", "SWD": "SWE", "DEN": "DNK", "ICE": "ISL", "IRE": "IRL", "DRV": "VNM", "ROK": "KOR",
    "TAW": "TWN", "MAL": "MYS", "SIN": "SGP", "PHI": "PHL", "INS": "IDN", "ETM": "TLS", "CAM": "KHM", "THI": "THA",
    "SRI": "LKA", "NEP": "NPL", "BNG": "BGD", "MYA": "MMR", "MON": "MNG", "KYR": "KGZ", "KZK": "KAZ", "TAJ": "TJK",
    "LEB": "LBN", "KUW": "KWT", "BAH": "BHR", "UAE": "ARE", "OMA": "OMN", "LIB": "LBY", "SUD": "SDN", "MOR": "MAR",
    "ALG": "DZA", "NIG": "NGA", "NIR": "NER", "CDI": "CIV", "GUI": "GIN", "BFO": "BFA", "SIE": "SLE", "TOG": "TGO",
    "CAO": "CMR", "GAM": "GMB", "EQG": "GNQ", "CEN": "CAF", "CHA": "TCD", "CON": "COG", "DRC": "COD", "TAZ": "TZA",
    "BUI": "BDI", "ANG": "AGO", "MZM": "MOZ", "ZAM": "ZMB", "ZIM": "ZWE", "MAW": "MWI", "SAF": "ZAF", "LES": "LSO",
    "BOT": "BWA", "SWA": "SWZ", "MAG": "MDG", "MAS": "MUS", "MAA": "MRT", "CAP": "CPV", "HAI": "HTI", "TRI": "TTO",
    "BAR": "BRB", "BHM": "BHS", "GUA": "GTM", "SAL": "SLV", "COS": "CRI", "PAR": "PRY", "URU": "URY", "BHU": "BTN",
    "MAD": "MDV", "BRU": "BRN", "SOL": "SLB", "FJI": "FJI", "GUY": "GUY",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody who held an office of a state on a day, as an archive says."""

    source: str
    day: date
    offices: tuple[str, ...]
    name: str
    of: str


def factbook(data: Path, tables: Gazetteer) -> Iterator[Sighting]:
    """The chiefs of state and heads of government, by the factbook's own codes of states."""
    codes = data / "country-codes" / "data" / "country-codes.csv"
    with codes.open(encoding="utf-8", newline="") as rows:
        of_state = {row["FIPS"].split(",")[0].strip(): row["ISO3166-1-Alpha-3"] for row in csv.DictReader(rows)}
    of_state |= {"KV": "XKX", "RI": "SRB"}
    for path in sorted((data / "factbook").glob("*/*.json")):
        states = tables.ids_of(of_state.get(path.stem.upper(), "?"))
        if not states or getattr(tables.entry(states[0]), "kind", "") != "state":
            continue
        government = json.loads(path.read_text(encoding="utf-8")).get("Government") or {}
        branch = government.get("Executive branch") or {}
        for head in ("chief of state", "head of government"):
            text = html.unescape(re.sub("<[^>]+>", " ", (branch.get(head) or {}).get("text", "")))
            first = re.split(r"\(|;|, represented|, also|,? \bnote", text)[0]
            if re.search(r"[A-Z]{3}", first):
                office = tables.offices.meant_first(_spoken(first), states[0])
                yield Sighting("factbook", FACTBOOK_DAY, tuple(sorted(office)) or LEADERS, _spoken(first), states[0])


def archigos(data: Path, tables: Gazetteer) -> Iterator[Sighting]:
    """The effective leaders, one sighting for each spell that reached into 2000 or later, at its middle."""
    path = data / "archigos" / "data-raw" / "leaders" / "archigos" / "arch_annual.txt"
    spells: dict[tuple[str, str, int], list[str]] = {}
    last = ("", "")
    number = 0
    with path.open(encoding="latin-1", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            key = row["idacr"], row["leadid"]
            number += key != last
            last = key
            if row["enddate"] >= "2000-03":
                spell = spells.setdefault(
                    (*key, number), [row["leader"].strip(), max(row["startdate"], "2000-01-01"), ""]
                )
                spell[2] = row["enddate"].strip()
    for (state, _, _), (leader, start, end) in spells.items():
        ids = tables.ids_of(STATES_OF_ARCHIGOS.get(state, state))
        first, final = date.fromisoformat(start), date.fromisoformat(end)
        if ids and (final - first).days > 30:
            yield Sighting("archigos", first + (final - first) / 2, LEADERS, leader, ids[0])


def visits(data: Path, tables: Gazetteer) -> Iterator[Sighting]:
    """The visits of foreign leaders to the United States since 2000."""
    for path in sorted((data / "state-visits" / "data").glob("20*.xml")):
        for visit in ElementTree.parse(path).getroot().iter("visit"):
            country = (visit.findtext("from") or "").strip()
            name, comma, first = country.partition(", ")
            ids = tables.ids_of(f"{first} {name}" if comma and first in {"North", "South"} else country)
            day = date.fromisoformat(visit.findtext("start-date") or "")
            for match in SIGHTING.finditer(visit.findtext("visitor") or ""):
                if ids:
                    yield Sighting("visits", day, (match[1],), match[2], ids[0])


def travels(data: Path, tables: Gazetteer) -> Iterator[Sighting]:
    """Whom secretaries of state met abroad since 2000, where the remarks name an office."""
    for path in sorted((data / "state-travels" / "secretary-travels").glob("*.xml")):
        for trip in ElementTree.parse(path).getroot().iter("trip"):
            day = trip.findtext("end-date") or trip.findtext("start-date") or ""
            if day < "2000":
                continue
            ids = tables.ids_of((trip.findtext("country") or "").strip())
            remarks = " ".join((trip.findtext("remarks") or "").split())
            for match in SIGHTING.finditer(remarks):
                # What another adjective or "of" qualifies is not of the state that was visited.
                before = remarks[: match.start()].rsplit(" ", 2)[-1]
                if ids and not match[3] and not tables.state_of_adjective(before.strip(" ,")):
                    yield Sighting("travels", date.fromisoformat(day), (match[1],), match[2], ids[0])


def readouts(data: Path, tables: Gazetteer) -> Iterator[Sighting]:
    """Offices with a name and "of" a state in the texts of the White House that are dated."""
    for path in sorted((data / "readouts-white-house").glob("*/*/*.md")):
        text = path.read_text(encoding="utf-8")
        head = re.search(r"^date: '?(\d{4}-\d\d-\d\d)", text, re.MULTILINE)
        if head is None or "readout" not in path.stem:
            continue
        body = " ".join(text.split("---", 2)[-1].split())
        seen = set()
        for match in SIGHTING.finditer(body):
            ids = tables.ids_of(match[3]) if match[3] else ()
            if ids and (match[1], match[2], ids[0]) not in seen:
                seen.add((match[1], match[2], ids[0]))
                yield Sighting("readouts", date.fromisoformat(head[1]), (match[1],), match[2], ids[0])


def _spoken(name: str) -> str:
    """A name of the factbook, with the family name in small letters as well."""
    return " ".join(word.title() if word.isupper() and len(word) > 1 else word for word in name.split())


def bears(tables: Gazetteer, person: str, name: str) -> bool:
    """Whether a person of the tables can be meant by a name, which may have a title before it."""
    entry = tables.entries[person]
    wanted = without_article(name_key(name))
    parts = set(wanted.split())
    for short in (*surnames_of(entry), entry.name, *entry.variants):  # type: ignore[union-attr,arg-type]
        key = without_article(name_key(short))
        if set(key.split()) <= parts or similarity(key, wanted, 0.8):
            return True
    # The last resort of other romanisations: one word of four letters or more that is nearly the same.
    own = {part for each in (entry.name, *entry.variants) for part in name_key(each).split()}  # type: ignore[union-attr]
    return any(len(p) > 3 and len(o) > 3 and similarity(p, o, 0.8) for p in parts for o in own)


def verdict(tables: Gazetteer, seen: Sighting) -> tuple[str, tuple[str, ...]]:
    """``agree``, ``differ``, ``missing`` or ``elsewhere``, and the holders that the tables give.

    ``elsewhere``: none of the state's bears the name, and somebody who held the office of another state did, as when
    two guests of one host are named, or a president travels with his minister.
    """
    holders = tuple(
        dict.fromkeys(
            candidate.actor.id
            for office in seen.offices
            for candidate in tables.office_holder(office, seen.of, seen.day)
        )
    )
    if any(bears(tables, each, seen.name) for each in holders):
        return "agree", holders
    meant = {office for words in seen.offices for office in tables.offices.meant(words)}
    for candidate in tables.lookup(seen.name.rstrip(".'’ "), seen.day):
        if any(tenure.office in meant and tenure.of != seen.of for tenure in candidate.tenures):
            return "elsewhere", (candidate.actor.id,)
    return ("differ" if holders else "missing"), holders


def overlaps(tables: Gazetteer) -> Iterator[str]:
    """Offices with two holders at once whose rows do not say that they are shared."""
    held: dict[tuple[str, str, str | None], list[tuple[date, int]]] = {}
    rows = tables.tables.tenures
    for number, tenure in enumerate(rows):
        if not tenure.shared:
            held.setdefault((tenure.office, tenure.of, tenure.at), []).append((tenure.valid.first, number))
    for (office, of, _), own in held.items():
        for (_, one), (_, other) in zip(sorted(own), sorted(own)[1:], strict=False):
            if rows[one].valid.overlaps(rows[other].valid):
                yield f"{office} of {of}: {rows[one].person} and {rows[other].person}, {rows[other].valid.start}"


def report(tables: Gazetteer, sightings: Iterable[Sighting], show: set[str]) -> dict[str, Counter[str]]:
    """The counts by source; what is to be shown is printed as it comes."""
    counts: dict[str, Counter[str]] = {}
    for seen in sightings:
        result, holders = verdict(tables, seen)
        counts.setdefault(seen.source, Counter())[result] += 1
        if result in show:
            told = ", ".join(holders) or "nobody"
            print(f"{result}\t{seen.source}\t{seen.day}\t{seen.of}\t{'/'.join(seen.offices[:1])}\t{seen.name}\t{told}")
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(".cache/data"))
    parser.add_argument("--show", nargs="*", choices=["agree", "differ", "missing", "elsewhere"], default=["differ"])
    parser.add_argument("--source", choices=["factbook", "archigos", "visits", "travels", "readouts"])
    options = parser.parse_args()
    tables = gazetteer()
    archives = (factbook, archigos, visits, travels, readouts)
    chosen = [each for each in archives if options.source in {None, each.__name__}]
    counts = report(tables, (seen for each in chosen for seen in each(options.data, tables)), set(options.show))
    for source, found in counts.items():
        total = sum(found.values())
        print(
            f"{source}: {total} sightings, {found['agree']} agree, {found['differ']} differ, "
            f"{found['missing']} missing, {found['elsewhere']} of another state"
        )
    unmarked = list(overlaps(tables))
    for line in unmarked:
        print(f"two holders: {line}")
    print(
        f"{len(tables.tables.tenures)} tenures of {len(tables.tables.people)} people; {len(unmarked)} unmarked overlaps"
    )
    if unmarked:
        sys.exit(1)


if __name__ == "__main__":
    main()
