"""The shipped articles: that they are what their manifest says, nobody's words, and different where they should be."""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from dateline.demo import DemoArticle, demo_articles

BANNER = "[Constructed for Dateline from public facts; the outlet does not exist.]"
REFERENCE = Path(__file__).parents[2].parent / "shared"  # reference data, kept beside the checkout and not in it
RUN = 8  # words in a row that two texts share only when one was copied
REAL_OUTLETS = """
    ABC News|AFP|Agence France|Al Arabiya|Al Jazeera|Al-Ahram|Anadolu|ANSA|Asahi|Associated Press|Axios|BBC|Bloomberg|
    BQ Prime|CBC|CNN|Corriere|Daily Mail|Daily Nation|Dawn|Der Spiegel|Deutsche Welle|Dpa|Economist|Efe|El Pais|
    Euronews|Express|Figaro|Financial Times|Firstpost|Foreign Policy|Fox News|Frankfurter|France 24|Globe and Mail|
    Guardian|Gulf News|Haaretz|Hindu|Hindustan|Hurriyet|Independent|Indian Express|Interfax|IRNA|Izvestia|
    Japan Times|Jerusalem Post|Kathimerini|Kommersant|Korea Herald|Kyiv Post|Le Monde|Le Soir|Los Angeles Times|Mehr|
    MSNBC|NBC|NDTV|New York Times|Nikkei|Novaya|NPR|Pravda|Politico|Press Trust|Radio Free|Reuters|RIA|Sky News|
    South China|Sputnik|Stabroek|Straits Times|Sydney Morning|Tanjug|Tasnim|TASS|Telegraph|Time Magazine|
    Times of India|Times of Israel|Today|UPI|USA Today|UrduPoint|Vedomosti|Voice of America|Wall Street|
    Washington Post|Xinhua|Yomiuri|Yonhap
"""


class Page(HTMLParser):
    """The visible text of a page, its elements, its canonical address and its JSON-LD."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.canonical: str | None = None
        self._visible: list[str] = []
        self._data: list[str] = []
        self._within: str | None = None
        self.feed(html)
        self.text = " ".join(self._visible)
        self.metadata: dict[str, Any] = json.loads("".join(self._data))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        if tag in {"script", "title", "nav", "footer", "aside"}:
            self._within = tag
        if tag == "link" and ("rel", "canonical") in attrs:
            self.canonical = dict(attrs)["href"]

    def handle_endtag(self, tag: str) -> None:
        if tag == self._within:
            self._within = None

    def handle_data(self, data: str) -> None:
        if self._within == "script":
            self._data.append(data)
        elif self._within is None:
            self._visible.append(data)


def manifest() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = tomllib.loads((folder() / "articles.toml").read_text(encoding="utf-8"))["article"]
    return entries


def folder() -> Path:
    return demo_articles()[0].path.parent


def items(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def texts() -> dict[str, str]:
    """What a reader would read, for each article: a file, or a numbered line of one."""
    found: dict[str, str] = {}
    for article in demo_articles():
        content = article.path.read_text(encoding="utf-8")
        if article.path.suffix == ".html":
            found[article.path.name] = Page(content).text
        elif article.path.suffix == ".jsonl":
            for number, item in enumerate(items(article.path), 1):
                found[f"{article.path.name}:{number}"] = f"{item['title']}\n\n{item['text']}"
        else:
            found[article.path.name] = content
    return found


def told_from_delhi() -> dict[str, str]:
    """The four accounts of 2 March 2023 by the country of their outlet."""
    return {
        entry["country"]: (folder() / entry["file"]).read_text(encoding="utf-8")
        for entry in manifest()
        if entry["file"].startswith("new-delhi-2023-03-02-")
    }


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def test_every_listed_file_is_there_and_every_file_is_listed() -> None:
    present = {path.name for path in folder().iterdir()} - {"articles.toml"}
    listed = [article.path.name for article in demo_articles()]
    assert set(listed) == present
    assert len(listed) == len(present)


def test_there_are_ten_articles_or_more_in_three_formats() -> None:
    assert len(texts()) >= 10
    suffixes = [article.path.suffix for article in demo_articles()]
    assert suffixes.count(".html") >= 2
    assert suffixes.count(".jsonl") == 1


def test_a_bare_text_gets_its_outlet_and_day_from_the_manifest() -> None:
    first = demo_articles()[0]
    assert first == DemoArticle(path=first.path, outlet="Yamuna Courier", published="2023-03-02")


def test_every_text_has_an_outlet_and_a_day_and_json_lines_say_their_own() -> None:
    for article in demo_articles():
        if article.path.suffix == ".jsonl":
            assert (article.outlet, article.published) == (None, None)
        else:
            assert article.outlet
            assert article.published
            datetime.fromisoformat(article.published)


def test_the_manifest_says_what_each_article_is_about_and_rests_on() -> None:
    for entry in manifest():
        for described in (entry, *entry.get("item", [])):
            assert described["subject"]
            assert described["facts_from"]
        for outlet in entry.get("item", [entry]):
            assert re.fullmatch("[A-Z]{3}", outlet["country"])


@pytest.mark.parametrize("name", texts())
def test_every_article_says_at_its_end_that_it_was_constructed(name: str) -> None:
    assert texts()[name].rstrip().endswith(BANNER)


@pytest.mark.parametrize("name", texts())
def test_every_article_has_the_length_of_a_short_report(name: str) -> None:
    assert 150 <= len(texts()[name].replace(BANNER, "").split()) <= 450


def test_no_outlet_bears_the_name_of_a_real_one() -> None:
    outlets = [described["outlet"] for entry in manifest() for described in entry.get("item", [entry])]
    assert len(outlets) == len(set(outlets))
    real = [name.strip() for name in REAL_OUTLETS.split("|")]
    for outlet in outlets:
        assert not [name for name in real if re.search(rf"\b{re.escape(name)}\b", outlet, re.IGNORECASE)]


@pytest.mark.parametrize("article", [a for a in demo_articles() if a.path.suffix == ".html"], ids=lambda a: a.path.name)
def test_a_page_looks_like_one_and_its_metadata_agrees_with_the_manifest(article: DemoArticle) -> None:
    page = Page(article.path.read_text(encoding="utf-8"))
    assert {"nav", "footer", "article", "h1", "p"} <= set(page.elements)
    assert page.metadata["@type"] == "NewsArticle"
    assert page.metadata["headline"] in page.text
    assert page.metadata["author"]["name"]
    assert page.metadata["publisher"]["name"] == article.outlet
    assert page.metadata["datePublished"] == article.published
    assert (urlsplit(page.canonical or "").hostname or "").endswith((".example.com", ".example.org"))


def test_json_lines_items_agree_with_the_manifest() -> None:
    (entry,) = [entry for entry in manifest() if entry["file"].endswith(".jsonl")]
    read = items(folder() / entry["file"])
    assert len(read) == 2
    for item, described in zip(read, entry["item"], strict=True):
        assert set(item) == {"text", "title", "outlet", "published", "url"}
        assert (item["outlet"], item["published"]) == (described["outlet"], described["published"])
        assert (urlsplit(item["url"]).hostname or "").endswith((".example.com", ".example.org"))


def test_four_countries_tell_of_new_delhi() -> None:
    assert set(told_from_delhi()) == {"IND", "USA", "RUS", "BEL"}


def test_the_accounts_of_new_delhi_differ_on_how_long_it_took() -> None:
    told = {
        country: re.findall(r"just 10 minutes|about 10 minutes|less than ten minutes", text)
        for country, text in told_from_delhi().items()
    }
    assert told == {
        "IND": [],
        "USA": ["about 10 minutes"],
        "RUS": ["less than ten minutes"],
        "BEL": ["just 10 minutes"],
    }


@pytest.mark.parametrize(
    ("country", "precedent"),
    [
        ("IND", "first contact between them in months"),
        ("USA", "highest-level in-person talks between their governments since"),
        ("RUS", "first face-to-face contact of the two ministers since"),
        ("BEL", "first conversation alone since"),
    ],
)
def test_each_account_of_new_delhi_makes_a_precedent_claim_of_its_own(country: str, precedent: str) -> None:
    assert [c for c, text in told_from_delhi().items() if precedent in text] == [country]


@pytest.mark.parametrize(
    ("country", "asked"),
    [
        ("IND", "Antony Blinken sought “contact”"),
        ("USA", "it was Blinken who had asked to talk"),
        ("RUS", "it was the American side that asked for “contact”"),
        ("BEL", "could not establish independently which of the two had approached the other"),
    ],
)
def test_each_account_of_new_delhi_tells_in_its_own_way_who_asked(country: str, asked: str) -> None:
    assert asked in told_from_delhi()[country]


@pytest.mark.parametrize(
    ("country", "carriers", "absent"),
    [
        ("IND", {"Interfax", "The New York Times"}, {"RIA", "TASS", "AFP"}),
        ("USA", {"condition of anonymity", "Russian news agencies"}, {"Interfax", "TASS", "AFP", "New York Times"}),
        ("RUS", {"RIA Novosti", "TASS", "Western agencies"}, {"Interfax", "AFP", "New York Times"}),
        ("BEL", {"AFP", "RIA"}, {"Interfax", "TASS", "New York Times"}),
    ],
)
def test_each_account_of_new_delhi_rests_on_other_carriers(country: str, carriers: set[str], absent: set[str]) -> None:
    text = told_from_delhi()[country]
    assert {carrier for carrier in carriers | absent if carrier in text} == carriers


def test_two_accounts_of_new_delhi_know_the_last_meeting_and_the_calls_between() -> None:
    told = told_from_delhi()
    assert {country for country, text in told.items() if "Geneva in January 2022" in text} == {"USA", "BEL"}
    assert {country for country, text in told.items() if "by telephone" in text} == {"USA", "BEL"}


def test_all_accounts_of_new_delhi_but_the_american_leave_moscow_the_word_contact() -> None:
    assert {country for country, text in told_from_delhi().items() if "“contact”" in text} == {"IND", "RUS", "BEL"}


def test_no_run_of_words_is_taken_from_a_published_text() -> None:
    acceptance = sorted((REFERENCE / "acceptance").glob("*.txt"))
    news = REFERENCE / "data" / "news-2025-05-21.jsonl.gz"
    if not acceptance or not news.is_file():
        pytest.skip("the published texts to compare with are not beside this checkout")
    ours: dict[tuple[str, ...], str] = {}
    for name, text in texts().items():
        ours.update(dict.fromkeys(runs(text.replace(BANNER, "")), name))
    published = [path.read_text(encoding="utf-8") for path in acceptance]
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        published += [json.loads(line).get("text") or "" for line in lines]
    taken = {f"{ours[run]}: {' '.join(run)}" for text in published for run in runs(text) & ours.keys()}
    assert not taken
