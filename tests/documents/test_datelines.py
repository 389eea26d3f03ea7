"""Place lines: what is one, what it says, and what only looks like one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.documents import article_from_text
from dateline.documents.headers import read_headings
from dateline.documents.places import find_agency, find_place, is_region, region_country
from dateline.model import Dateline

MORE = "The minister said on Tuesday that the talks would go on for as long as both of the sides wanted them to."

# The line's beginning, and place, country, date and agency that it gives.
PLACE_LINES = [
    (" date 2023-03-02 New Delhi: ", "New Delhi", "IND", "2023-03-02", None),
    ("2023-03-02 New Delhi: ", "New Delhi", "IND", "2023-03-02", None),
    ("LONDON, May 26. /TASS/. ", "London", "GBR", None, "TASS"),
    ("MOSCOW, March 2, 2023 /TASS/ ", "Moscow", "RUS", "2023-03-02", "TASS"),
    ("MOSCOW, March 2. /TASS/. ", "Moscow", "RUS", None, "TASS"),
    ("ST. PETERSBURG, June 5. /TASS/. ", "St. Petersburg", "RUS", None, "TASS"),
    ("TUNISIA, May 21. /TASS/. ", "Tunisia", "TUN", None, "TASS"),
    ("MADRID/MOSCOW, May 21. /TASS/. ", "Madrid/Moscow", None, None, "TASS"),
    ("WASHINGTON (Reuters) - ", "Washington", "USA", None, "Reuters"),
    ("WASHINGTON, March 2 (Reuters) - ", "Washington", "USA", None, "Reuters"),
    ("LONDON/EDINBURGH, March 2 (Reuters) - ", "London/Edinburgh", "GBR", None, "Reuters"),
    ("(Reuters) - ", None, None, None, "Reuters"),
    ("March 2 (Reuters) - ", None, None, None, "Reuters"),
    ("March 2, 2023 (Reuters) - ", None, None, "2023-03-02", "Reuters"),
    ("(AP) -- ", None, None, None, "Associated Press"),
    ("KYIV, Ukraine (AP) — ", "Kyiv", "UKR", None, "Associated Press"),
    ("KIEV, Ukraine (AP) — ", "Kiev", "UKR", None, "Associated Press"),
    ("SMALLVILLE, Kan. (AP) — ", "Smallville", "USA", None, "Associated Press"),
    ("TBILISI, Georgia (AP) — ", "Tbilisi", "GEO", None, "Associated Press"),
    ("ATLANTA, Georgia (AP) — ", "Atlanta", "USA", None, "Associated Press"),
    ("PARIS, Texas (AP) — ", "Paris", "USA", None, "Associated Press"),
    ("PORT-AU-PRINCE, Haiti (AP) — ", "Port-au-Prince", "HTI", None, "Associated Press"),
    ("UNITED NATIONS (AP) — ", "United Nations", None, None, "Associated Press"),
    ("ABOARD AIR FORCE ONE (AP) — ", "Aboard Air Force One", None, None, "Associated Press"),
    ("TEHRAN (Tasnim) – ", "Tehran", "IRN", None, "Tasnim News Agency"),
    ("TEHRAN, May 21 (MNA) –", "Tehran", "IRN", None, "Mehr News Agency"),
    ("Tehran, IRNA – ", "Tehran", "IRN", None, "IRNA"),
    ("Tehran, May 21, IRNA -- ", "Tehran", "IRN", None, "IRNA"),
    ("BEIJING, May 21 (Xinhua) -- ", "Beijing", "CHN", None, "Xinhua"),
    ("SEOUL, May 21 (Yonhap) -- ", "Seoul", "KOR", None, "Yonhap"),
    ("TOKYO (Kyodo) -- ", "Tokyo", "JPN", None, "Kyodo News"),
    ("Cleveland (AFP) – ", "Cleveland", "USA", None, "Agence France-Presse"),
    ("BEIRUT (Reuters/AFP) - ", "Beirut", "LBN", None, "Reuters"),
    ("LAHORE (Web Desk) – ", "Lahore", "PAK", None, None),
    ("Geneva: ", "Geneva", "CHE", None, None),
    ("NEW DELHI: ", "New Delhi", "IND", None, None),
    ("ISLAMABAD: ", "Islamabad", "PAK", None, None),
    ("DAMASCUS - ", "Damascus", "SYR", None, None),
    ("Kampala — ", "Kampala", "UGA", None, None),
    ("Nice, France — ", "Nice", "FRA", None, None),
    ("Gaza City, Gaza – ", "Gaza City", "PSE", None, None),
    ("BERDYCHIV, UKRAINE — ", "Berdychiv", "UKR", None, None),
    ("BOSTON —", "Boston", "USA", None, None),
    ("Brussels, 21 May 2025 — ", "Brussels", "BEL", "2025-05-21", None),
    ("HYDERABAD: ", "Hyderabad", None, None, None),
    ("In this article PLANO, Texas — ", "Plano", "USA", None, None),
]  # fmt: skip

PROSE = [
    "Blinken: we will never accept this, whatever they offer us in return for it, and they know it well.",
    "Blinken: We will never accept this, whatever they offer us in return for it, and they know it well.",
    "Note: This report has been changed to give the right title of the minister who spoke on Tuesday.",
    "Analysis: What the talks in Geneva mean for the two sides and for those who were not invited to them.",
    "EXCLUSIVE — The minister asked for the meeting herself, three officials who know of it said on Tuesday.",
    "BREAKING: The talks are over, both of the delegations have left the building without any comment.",
    "UPDATE (May 21) - The story was changed to add what the ministry said about it on Wednesday evening.",
    "Iran (IRNA) is the agency that first told of the talks, which the ministry later on confirmed.",
    "Iran (Reuters) says that the talks were a success, which the other side was quick to deny.",
    "Washington: we will not talk to anyone who does not first say sorry for what was done to our embassy.",
    "Moscow: West must stop arming its neighbour",
    "Moscow — which has denied it for a year — said on Monday that there had been a meeting after all.",
    "Moscow — Russia's capital — was quiet on Monday, the mayor said, and all of its schools were open.",
    "Tehran, May 21 was the day on which the talks began, and the day on which they came to their end.",
    "Geneva, Switzerland, has seen many talks fail, the former envoy said, and it will see many more.",
    "Geneva-based diplomats said on Monday that the talks had been put off until the end of the month.",
    "London and Paris - two old rivals - agreed on Monday that the matter should be put to the council.",
    "Jackson: I think that they will come to the table in the end, because they have no other choice.",
    "Nice: The word that nobody would use of the mood between the delegations when they met on Monday.",
    "Lavrov (TASS) told reporters on Monday that there had been no request for a meeting of any kind.",
    "The Hague (in the Netherlands) is where the court sits, and where the hearing will be held in May.",
    "In Kyiv - the president's office said on Monday that it had no comment to make about the report.",
    "May 21 - The day began with a statement of the ministry, and it ended with another that denied it.",
    "WATCH — The minister leaves the building after the talks, and says nothing to the reporters outside.",
    "MODERATOR: Good afternoon to everyone who is with us, and thank you for joining this call today.",
    "RUSSIA — A country that has been accused of it says that it has nothing to do with the attack at all.",
]  # fmt: skip


def dateline_of(text: str) -> Dateline | None:
    return article_from_text(text).dateline


@pytest.mark.parametrize(("line", "place", "country", "date", "agency"), PLACE_LINES)
def test_place_lines(line: str, place: str | None, country: str | None, date: str | None, agency: str | None) -> None:
    dateline = dateline_of(line + MORE)
    assert dateline is not None
    assert (dateline.place, dateline.country, dateline.date, dateline.agency) == (place, country, date, agency)


@pytest.mark.parametrize("line", PROSE)
def test_prose_is_no_place_line(line: str) -> None:
    assert dateline_of(f"{line}\n\n{MORE}") is None


def test_the_span_runs_from_the_beginning_of_the_line_to_the_place() -> None:
    text = f" date 2023-03-02 New Delhi: {MORE}"
    article = article_from_text(text)
    assert article.dateline is not None
    assert article.dateline.span == (0, 26)
    assert article.published == "2023-03-02"
    assert article.text == text


def test_the_span_takes_in_the_agency_that_follows() -> None:
    text = f"LONDON, May 26. /TASS/. {MORE}"
    dateline = dateline_of(text)
    assert dateline is not None
    assert text[slice(*dateline.span)] == "LONDON, May 26. /TASS/"


def test_a_day_without_a_year_gives_no_date() -> None:
    article = article_from_text(f"LONDON, May 26 (Reuters) - {MORE}")
    assert article.published is None
    assert [header.field for header in article.headers] == ["place", "agency"]


def test_the_agency_of_the_place_line_is_not_the_outlet() -> None:
    assert article_from_text(f"LONDON (Reuters) - {MORE}").outlet is None


@pytest.mark.parametrize(
    "before",
    [
        "Two ministers to meet, or not\n\n",
        "Two ministers to meet, or not.\n\nBy Jane Doe\n\n",
        "Two ministers to meet, or not\r\n\r\nJane Doe, May 21, 2025\r\n",
        "Summary\n\nThe minister has asked for talks, one side says, and the other denies that anyone asked.\n\n",
    ],
)
def test_the_place_line_may_follow_a_title_and_bylines(before: str) -> None:
    text = f"{before}KYIV, Ukraine (AP) — {MORE}"
    dateline = dateline_of(text)
    assert dateline is not None
    assert text[slice(*dateline.span)] == "KYIV, Ukraine (AP)"


def test_a_place_line_far_down_is_not_the_articles() -> None:
    assert dateline_of(f"{MORE}\n\n" * 8 + f"KYIV, Ukraine (AP) — {MORE}") is None


def test_speakers_of_a_transcript_are_no_places() -> None:
    assert dateline_of(f"Berlin: {MORE}\n\nTokyo: {MORE}\n\nBerlin: {MORE}") is None


def test_the_first_town_decides_where_a_later_paragraph_begins_with_another() -> None:
    dateline = dateline_of(f"KYIV (AFP) – {MORE}\n\nMOSCOW (AFP) – {MORE}")
    assert dateline is not None
    assert dateline.place == "Kyiv"


HEADS = st.sampled_from([line for line, *_ in PLACE_LINES] + [line + "\n\n" for line in PROSE])
BITS = st.sampled_from(
    [*PROSE, MORE, "By Jane Doe", "Published: 21 May 2025, 10:15 GMT", "", "|", "—", "(AP)", "/", "A, B"]
)


@given(head=HEADS, bits=st.lists(BITS, max_size=5), gap=st.sampled_from(["\n", "\r\n", " ", "\n\n "]))
def test_spans_lie_in_the_text_and_hold_what_they_say(head: str, bits: list[str], gap: str) -> None:
    text = gap.join([*bits, head + MORE])
    headings = read_headings(text)
    if headings.dateline is not None:
        start, end = headings.dateline.span
        assert 0 <= start < end <= len(text)
        assert "\n" not in text[start:end]
    for header in headings.headers:
        start, end = header.span
        shown = text[start:end]
        assert shown == shown.strip() != ""
        match header.field:
            case "place":
                assert header.value.casefold() == shown.casefold()
            case "agency":
                assert find_agency(re.split(r"[/]", shown)[0]) is not None
            case "author" | "outlet":
                assert header.value.casefold() == shown.casefold()
            case "date" | "updated":
                assert header.value[:4] in shown


@given(text=st.text(alphabet=st.sampled_from("ABab .,:()/-—\n12 AP Reuters MayKYIV"), max_size=80))
def test_no_text_breaks_the_reading_of_headings(text: str) -> None:
    for header in read_headings(text).headers:
        assert 0 <= header.span[0] < header.span[1] <= len(text)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("TEHRAN", "IRN"), ("Kiev", "UKR"), ("Kyiv", "UKR"), ("st petersburg", "RUS"), ("Bogota", "COL"),
        ("SANA'A", "YEM"), ("Sharm el-Sheikh", "EGY"), ("The Hague", "NLD"), ("Davos", "CHE"), ("Hyderabad", None),
        ("Barcelona", "ESP"), ("Pristina", "XKX"), ("Taipei", "TWN"), ("Ramallah", "PSE"), ("N’Djamena", "TCD"),
    ],
)  # fmt: skip
def test_places_are_found_in_every_spelling(name: str, country: str | None) -> None:
    place = find_place(name)
    assert place is not None
    assert place.country == country


def test_the_table_has_the_capitals() -> None:
    from dateline.documents.places import _places

    with_capitals = {place.country for place in _places().values() if place.kind == "capital"}
    for country in ("USA", "RUS", "CHN", "IRN", "ISR", "UKR", "IND", "PAK", "TUR", "SAU", "EGY", "FRA", "GBR", "DEU"):
        assert country in with_capitals
    assert len(with_capitals) > 190


def test_regions_know_states_and_short_forms() -> None:
    assert region_country("Calif.") == "USA"
    assert region_country("UK") == "GBR"
    assert is_region("Georgia")
    assert region_country("Georgia") is None
