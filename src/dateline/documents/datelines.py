"""Place lines: "KYIV, Ukraine (AP) —", "MOSCOW, May 21. /TASS/.", "date 2023-03-02 New Delhi:" and their kin.

Ordinary prose must not pass for one ("Blinken: we will", "Iran (IRNA) is"). So each form asks for as much evidence
as it lacks of its own: beside an agency's name a town may be unknown, before a bare colon it must be a capital or
large city, and what follows must be a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.documents.moments import DAY_AND_MONTH, WEEKDAY, find_moments
from dateline.documents.places import Place, find_agency, find_place, is_region, region_country
from dateline.model import Dateline, Header, Span

_CAPITAL = "A-ZÀ-ÖØ-ÞŠŽŁŚŻČĆİ"
_WORD = rf"[{_CAPITAL}](?:[\w.'’‘`ʿ]|-(?=\w))*"
_PARTICLE = r"(?:de|del|da|do|la|el|al|am|an|of|the|upon|es|en|le|sur|au|and|di|i|in)"
_PLACE = re.compile(rf"{_WORD}(?:[ -](?:{_PARTICLE}[ -])?{_WORD}){{0,4}}(?:/{_WORD}(?:[ -]{_WORD}){{0,3}}){{0,2}}")
_REGION = re.compile(rf",\s+(?P<name>{_WORD}(?: (?:and )?{_WORD}){{0,3}})")
_DAY = re.compile(rf",?\s*(?:{WEEKDAY},?\s+)?(?P<day>{DAY_AND_MONTH}|(?<=,\s){WEEKDAY})")
_IN_SLASHES = re.compile(r"[\s.,]*/\s?(?P<name>[^/\n]{2,40}?)\s?/")
_IN_BRACKETS = re.compile(r"[\s,]*[(\[](?P<name>[^()\[\]\n]{2,50})[)\]]")
_AFTER_COMMA = re.compile(rf",\s+(?P<name>{_WORD}(?: {_WORD}){{0,3}})(?=\s*[-–—])")
_SEPARATOR = re.compile(r"\s*(?P<mark>(?:-\s?-|[–—―]|(?<=[\s)\]/])-)[-–—]*|:|\.(?=\s))\s*")
_LABEL = re.compile(r"\s*(?i:date)[\s:]+")
_LEAD_IN = re.compile(r"\s*(?:In this article|Listen to (?:this )?article)\s+")
_SENTENCE_BEGINS = re.compile(rf"[\"“‘'«(\[$€£#@]*[{_CAPITAL}0-9]|[\"“‘]")
_SENTENCE_ENDS = re.compile(r"[.!?…:][\"”’')\]]*\s*$")
# Words that stand before a dash or an agency's name without being towns.
_NO_PLACES = re.compile(
    r"watch|breaking|exclusive|updated?|videos?|photos?|live|opinion|analysis"
    r"|editor['’]?s(?: note)?|note|file|correction"
    r"|explainer|factbox|column|insight|focus|special|interview|read more|news|alert|warning|new|the latest|poll"
    r"|transcript|graphic|gallery|podcast|listen|recap|review|editorial|commentary",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What stands before the text of a line that may be a place line; spans are in the whole text."""

    place: Span | None
    region: str | None
    day: str | None
    dated: bool
    agency: Span | None
    in_slashes: bool
    end: int
    mark: str
    rest: int


def find_dateline(text: str, start: int, end: int, *, first: bool) -> tuple[Dateline, tuple[Header, ...]] | None:
    """The place line at the beginning of the line ``text[start:end]``, and the headers that it holds, or None.

    ``first`` says that no other paragraph went before: without it the weakest form, "Town:", does not count.
    """
    if lead_in := _LEAD_IN.match(text, start, end):
        start = lead_in.end()
    position, label = start, _LABEL.match(text, start, end)
    moment = next(find_moments(text, start, min(end, start + 40)), None)
    if moment is not None and not text[label.end() if label else start : moment.span[0]].strip():
        position = moment.span[1]
    else:
        moment = None
    parts = _parts(text, position, end)
    if parts is None:
        return None
    place = _known(text, parts)
    if not _accepted(text, end, parts, place, first=first, dated_before=moment is not None):
        return None
    headers = [] if moment is None else [Header(field="date", value=moment.iso, span=moment.span)]
    if parts.place is not None:
        headers.append(Header(field="place", value=_spelled(text, parts.place), span=parts.place))
    if parts.day is not None:
        span = next(find_moments(text, parts.place[1] if parts.place else position, parts.end)).span
        headers.append(Header(field="date", value=parts.day, span=span))
    agency = _agency_name(text, parts)
    if agency is not None and parts.agency is not None:
        headers.append(Header(field="agency", value=agency, span=parts.agency))
    if parts.place is None and agency is None:
        return None
    day = parts.day or (moment.iso if moment else None)
    dateline = Dateline(
        place=_spelled(text, parts.place) if parts.place else None,
        country=_country(text, parts, place),
        date=day[:10] if day else None,
        span=(start, parts.end),
        agency=agency,
    )
    return dateline, tuple(headers)


def _parts(text: str, start: int, end: int) -> _Parts | None:
    """The parts of a place line at ``start``, whether or not it is one, or None without any mark after them."""
    position = start + len(text[start:end]) - len(text[start:end].lstrip(" \t\u00a0,|"))
    place = region = day = None
    dated = False
    # "May 21 (Reuters) -": a month is no town.
    if (match := _PLACE.match(text, position, end)) and not _DAY.match(text, position, end):
        place, position = match.span(), match.end()
    if place and (match := _REGION.match(text, position, end)) and is_region(match["name"]):
        region, position = match["name"], match.end()
    if place and _NO_PLACES.fullmatch(text, *place):
        return None
    moments = list(find_moments(text, position, min(end, position + 40)))
    if moments and not text[position : moments[0].span[0]].strip(" ,\t"):
        day, position, dated = moments[0].iso, moments[0].span[1], True
    elif match := _DAY.match(text, position, end):
        position, dated = match.end(), True
    agency, position, in_slashes = _agency(text, position, end)
    separator = _SEPARATOR.match(text, position, end)
    if separator is None and not in_slashes:
        return None
    return _Parts(
        place=place,
        region=region,
        day=day,
        dated=dated,
        agency=agency,
        in_slashes=in_slashes,
        end=position,
        mark=separator["mark"] if separator else "",
        rest=separator.end() if separator else position,
    )


def _agency(text: str, position: int, end: int) -> tuple[Span | None, int, bool]:
    """Where an agency's name or something in brackets stands at ``position``, what follows it, and in slashes?"""
    for pattern in (_IN_SLASHES, _IN_BRACKETS, _AFTER_COMMA):
        match = pattern.match(text, position, end)
        if match is None or (pattern is _AFTER_COMMA and find_agency(match["name"]) is None):
            continue
        return match.span("name"), match.end(), pattern is _IN_SLASHES
    return None, position, False


def _agency_name(text: str, parts: _Parts) -> str | None:
    """The usual name of the agency that the line names; of "(Reuters/AFP)" the first."""
    if parts.agency is None:
        return None
    printed = text[parts.agency[0] : parts.agency[1]].strip()
    for name in (printed, *re.split(r"[/,;|]| and ", printed)):
        if agency := find_agency(name.strip()):
            return agency.name
    # Between a date and a full stop the slashes themselves say that it is an agency, known or not.
    named = printed.isupper() or (parts.dated and printed[:1].isupper())
    return printed if parts.in_slashes and named else None


def _first_of(printed: str) -> str:
    return printed.partition("/")[0]


def _known(text: str, parts: _Parts) -> Place | None:
    return find_place(_first_of(text[parts.place[0] : parts.place[1]])) if parts.place else None


def _in_capitals(printed: str) -> bool:
    letters = [word for word in re.split(r"[\s/-]+", printed) if not re.fullmatch(rf"{_PARTICLE}|St\.?", word)]
    return bool(letters) and all(word.upper() == word for word in letters) and len(printed) > 2


def _accepted(text: str, end: int, parts: _Parts, place: Place | None, *, first: bool, dated_before: bool) -> bool:
    """Whether the parts make a place line."""
    printed = text[parts.place[0] : parts.place[1]] if parts.place else ""
    capitals = _in_capitals(printed)
    agency = _agency_name(text, parts)
    dash = parts.mark not in ("", ":", ".")
    dated = parts.dated or dated_before
    located = place is not None or parts.region is not None
    if not printed:  # "(Reuters) -", "May 21 (Reuters) -"
        return agency is not None and (dash or parts.in_slashes)
    if parts.in_slashes:  # "TUNISIA, May 21. /TASS/": the form is TASS's own
        return agency is not None and (capitals or located or dated)
    if agency is not None:
        return (dash or parts.mark == ":" or dated) and (capitals or located or dated)
    if parts.agency is not None:  # "LAHORE (Web Desk) –": something in brackets that is no agency
        return located and dash and (capitals or dated)
    begins = _SENTENCE_BEGINS.match(text, parts.rest, end) is not None
    if dated:
        return begins and (located or (capitals and dash))
    if not located or not begins or not _is_paragraph(text, parts.rest, end):
        return False
    if dash:
        return (capitals or parts.region is not None or not (place and place.cautious)) and not _is_aside(
            text, parts.rest, end
        )
    return (
        parts.mark == ":"
        and first
        and place is not None
        and (parts.region is not None or not place.cautious)
        and len(re.findall(rf"(?:^|\n)\s*{re.escape(printed)}:", text)) <= 1  # else speakers of a transcript
    )


def _is_paragraph(text: str, start: int, end: int) -> bool:
    """Whether running text follows, and not the second half of a headline."""
    rest = text[start:end]
    words = len(rest.split())
    return words >= 15 or (words >= 5 and _SENTENCE_ENDS.search(rest) is not None)


def _is_aside(text: str, start: int, end: int) -> bool:
    """Whether a second dash ends what the first began: "Moscow — Russia's capital — was"."""
    return (
        re.match(r"[^.!?\n]{3,80}?\s?[–—]\s?(?:is|was|are|were|ha[sd]|will|would|said|says)\b", text[start:end])
        is not None
    )


def _spelled(text: str, span: Span) -> str:
    """The place as printed, in normal case."""
    printed = text[span[0] : span[1]]
    if not _in_capitals(printed):
        return printed
    names = []
    for name in printed.split("/"):
        place = find_place(name)
        names.append(place.spelling if place else re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", _capitalised, name))
    return "/".join(names)


def _capitalised(match: re.Match[str]) -> str:
    return match[0].capitalize()


def _country(text: str, parts: _Parts, place: Place | None) -> str | None:
    """The country: of the region that the line names, else of the town; of several towns, if they agree."""
    if parts.place is None:
        return None
    if parts.region is not None and (country := region_country(parts.region)) is not None:
        return country
    names = text[parts.place[0] : parts.place[1]].split("/")
    if len(names) > 1:
        countries = {found.country if (found := find_place(name)) else None for name in names}
        return countries.pop() if len(countries) == 1 else None
    if place is not None:
        return place.country
    # "TUNISIA, May 21. /TASS/": a country where the town should stand.
    return region_country(names[0])
