"""The places, regions and news agencies that datelines name: three tables under ``data/``."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Place:
    """A capital, large city or seat of talks.

    ``spelling`` is the spelling that was looked up, in normal case; ``name`` the usual one. ``country`` is ISO
    3166-1 alpha-3, None where several countries share the name. ``cautious`` places are English words or people's
    names too.
    """

    name: str
    spelling: str
    country: str | None
    kind: str
    cautious: bool


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency; ``country`` is that of its seat, None where agencies of several countries share the name."""

    name: str
    country: str | None


# Letters that NFKD does not take apart.
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "-": " ", "‐": " "})


@lru_cache(maxsize=4096)  # a text names few places, and each many times
def place_key(name: str) -> str:
    """The name without accents, marks and case, so that "ST. PETERSBURG" finds "Saint Petersburg"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if unicodedata.category(c) not in ("Mn", "Lm"))
    plain = "".join(c for c in plain.translate(_PLAIN) if c.isalnum() or c == " ").casefold()
    return " ".join("saint" if word == "st" else word for word in plain.split())


def _rows(table: str) -> Iterator[dict[str, str]]:
    lines = files("dateline.documents").joinpath("data", table).read_text(encoding="utf-8").splitlines()
    return csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)


@cache
def _places() -> dict[str, Place]:
    places: dict[str, Place] = {}
    for row in _rows("places.tsv"):
        for spelling in (row["name"], *filter(None, row["alternates"].split("|"))):
            places.setdefault(
                place_key(spelling),
                Place(
                    name=row["name"],
                    spelling=spelling,
                    country=row["country"] or None,
                    kind=row["kind"],
                    cautious=row["caution"] == "caution",
                ),
            )
    return places


@cache
def _regions() -> dict[str, str | None]:
    return {place_key(row["name"]): row["country"] or None for row in _rows("regions.tsv")}


@cache
def _agencies() -> dict[str, Agency]:
    agencies: dict[str, Agency] = {}
    for row in _rows("agencies.tsv"):
        for spelling in (row["name"], *filter(None, row["alternates"].split("|"))):
            agencies.setdefault(spelling.casefold(), Agency(row["name"], row["country"] or None))
    return agencies


def find_place(name: str) -> Place | None:
    """The place that ``name`` means, in whatever case, or None."""
    return _places().get(place_key(name))


def is_region(name: str) -> bool:
    """Whether ``name`` is a country, or a state or province as datelines write it ("Calif.")."""
    return place_key(name) in _regions()


def region_country(name: str) -> str | None:
    """The country (ISO 3166-1 alpha-3) of a region, None where it is unknown or shared."""
    return _regions().get(place_key(name))


def find_agency(name: str) -> Agency | None:
    """The news agency that ``name`` means, or None."""
    return _agencies().get(" ".join(name.removeprefix("The ").removeprefix("the ").split()).casefold())
