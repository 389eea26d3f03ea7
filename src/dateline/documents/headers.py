"""What a text itself says of its publication: place line, bylines, dates.

They are metadata with a span; the text stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.documents.datelines import find_dateline
from dateline.documents.moments import Moment, find_moments
from dateline.documents.places import find_agency, find_place
from dateline.model import Dateline, Header, Span

_LINES = 12  # non-empty lines of the text's beginning that are looked at
_PARAGRAPHS = 4  # and paragraphs among them: a summary may stand before the place line
_LINE = re.compile(r"[^\r\n\v\f\u2028\u2029]*[^\s][^\r\n\v\f\u2028\u2029]*")
_SEGMENT = re.compile(r"[^|•·●]+")
_BYLINE = re.compile(r"\s*(?:By|BY|(?:Written|Reported|Reporting) by)[ :\u00a0]+(?P<names>\S.*?)\s*\Z", re.DOTALL)
_BETWEEN = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+(?:and|AND|&)\s+")
_IN_TOWN = re.compile(r" (?:in|IN|from) (?P<town>[A-Z].*)\Z")
_PERSON = re.compile(
    r"[A-ZÀ-Þ][\w'’-]*\.?(?: (?:(?:de|da|del|della|di|du|van|von|der|den|bin|bint|ibn|al|el|la|le|ter|y)[ -])*"
    r"[A-ZÀ-Þ][\w'’-]*\.?){1,4}"
)
_OFFICE = re.compile(
    r"\b(?:Staff|Desk|Bureau|Team|Agenc(?:y|ies)|Correspondents?|Reporters?|Writers?|Editors?|Editorial|Service|Wires?|Board"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"(?:[A-Z][\w'’.]*\s)*(?:News|Times|Post|Herald|Tribune|Guardian|Journal|Chronicle|Mail|Telegraph|Today)"
)
_LABEL = re.compile(
    r"(?P<label>(?:first |last |originally )?(?:published|posted|issued|updated|modified|revised)|date)(?: (?:on|at))?"
    r"[\s:–—-]*\Z",
    re.IGNORECASE,
)
_TOWN_AFTER = re.compile(r"\s*[-–—|,]\s*(?P<town>[A-Z][\w .'’-]{2,40}?)\s*\Z")


@dataclass(frozen=True, slots=True)
class Headings:
    """What the beginning of a text says; ``published`` is ISO 8601."""

    headers: tuple[Header, ...] = ()
    dateline: Dateline | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None


def read_headings(text: str, start: int = 0, *, outlet: str | None = None) -> Headings:
    """What the lines of ``text`` from ``start``, the beginning of the body, say of its publication.

    ``outlet`` helps to tell whose time "IST" is. Nothing is inferred: a day without a year gives no date.
    """
    context = f"{outlet or ''} {text[:4000]}"
    headers: list[Header] = []
    dateline: Dateline | None = None
    fallback: Dateline | None = None
    paragraphs = 0
    for begin, end in _lines(text, start):
        found = find_dateline(text, begin, end, first=paragraphs == 0)
        if found is not None:
            dateline = found[0]
            headers.extend(found[1])
            break
        of_line, town_line = _line_headers(text, begin, end, context)
        headers.extend(of_line)
        fallback = fallback or town_line
        if not of_line and _is_prose(text[begin:end]):
            paragraphs += 1
            if paragraphs == _PARAGRAPHS:
                break
    return _headings(headers, dateline or fallback)


def _headings(headers: list[Header], dateline: Dateline | None) -> Headings:
    # A text's own date of publication comes before that of its place line, that before its last change.
    dates = [header.value for header in headers if header.field == "date"]
    updates = [header.value for header in headers if header.field == "updated"]
    return Headings(
        headers=tuple(sorted(headers, key=lambda header: header.span)),
        dateline=dateline,
        published=next(iter((*dates, *updates)), None),
        authors=tuple(dict.fromkeys(header.value for header in headers if header.field == "author")),
        outlet=next((header.value for header in headers if header.field == "outlet"), None),
    )


def _lines(text: str, start: int) -> Iterator[Span]:
    for count, match in enumerate(_LINE.finditer(text, start)):
        if count == _LINES:
            return
        yield match.span()


def _is_prose(line: str) -> bool:
    return len(line.split()) >= 12


def _line_headers(text: str, begin: int, end: int, context: str) -> tuple[list[Header], Dateline | None]:
    """The bylines and dates of a line that holds nothing else."""
    if end - begin > 240:
        return [], None
    headers: list[Header] = []
    dateline: Dateline | None = None
    for segment in _SEGMENT.finditer(text, begin, end):
        byline = _BYLINE.match(text, segment.start(), segment.end())
        names_end = segment.end()
        moments = list(find_moments(text, segment.start(), segment.end(), context=context))
        if byline:
            if moments:
                names_end = _before_label(text, byline.start("names"), moments[0].span[0])
            headers.extend(_byline_headers(text, byline.start("names"), names_end))
        dates, town_line = _dates(text, names_end if byline else segment.start(), segment.end(), moments)
        headers.extend(dates)
        dateline = dateline or town_line
    return headers, dateline


def _before_label(text: str, start: int, end: int) -> int:
    """Where "Updated" or the like begins that stands before a date, else where the date begins."""
    label = _LABEL.search(text, start, end)
    return label.start() if label else end


def _dates(text: str, start: int, end: int, moments: list[Moment]) -> tuple[list[Header], Dateline | None]:
    """The dates of ``text[start:end]`` if nothing but their labels stands around them."""
    headers: list[Header] = []
    reached = start
    for moment in moments:
        before = text[reached : moment.span[0]]
        label = _LABEL.search(before)
        if before[: label.start() if label else None].strip(" \t\u00a0,()–—-:"):
            return [], None
        updated = label is not None and label["label"].casefold().split()[-1] in {"updated", "modified", "revised"}
        headers.append(Header(field="updated" if updated else "date", value=moment.iso, span=moment.span))
        reached = moment.span[1]
    if not headers:
        return [], None
    after = text[reached:end]
    if not after.strip(" \t\u00a0,().–—-"):
        return headers, None
    town = _TOWN_AFTER.match(after)
    place = find_place(town["town"]) if town else None
    if town is None or place is None:
        return [], None
    span = reached + town.start("town"), reached + town.end("town")
    name = place.spelling if town["town"].isupper() else town["town"]
    headers.append(Header(field="place", value=name, span=span))
    # "Updated - February 28, 2026 08:07 pm IST - New Delhi": that day was the text changed, not filed there.
    filed = next((header.value[:10] for header in headers if header.field == "date"), None)
    return headers, Dateline(place=name, country=place.country, date=filed, span=(start, span[1]))


def _byline_headers(text: str, start: int, end: int) -> list[Header]:
    """Authors, agency and outlet of ``text[start:end]``, the names after "By"; nothing if it holds other words."""
    if town := _IN_TOWN.search(text[start:end]):
        end = start + town.start()
    headers: list[Header] = []
    for part_start, part_end in _parts(text, start, end):
        stripped = text[part_start:part_end].strip(" \t\u00a0.-–—:")
        if not stripped:
            continue
        begin = text.index(stripped, part_start)
        span = begin, begin + len(stripped)
        if agency := find_agency(re.sub(r"\s(?:Staff|staff|STAFF|Team)\Z", "", stripped)):
            headers.append(Header(field="agency", value=agency.name, span=span))
        elif _OFFICE.search(stripped):
            continue
        elif headers and _OUTLET.fullmatch(stripped):
            headers.append(Header(field="outlet", value=stripped, span=span))
        elif _PERSON.fullmatch(stripped):
            headers.append(Header(field="author", value=_person(stripped), span=span))
        elif not headers:  # not a name: then this line is no byline
            return []
    return headers


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """The spans between commas and "and"."""
    for between in _BETWEEN.finditer(text, start, end):
        yield start, between.start()
        start = between.end()
    yield start, end


def _person(name: str) -> str:
    """The name in normal case: bylines are often in capitals."""
    return re.sub(r"[^\W\d_]{2,}", lambda word: word[0].capitalize(), name) if name.isupper() else name
