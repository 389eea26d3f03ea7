"""What every database has to do as a record: ``Store``'s contract, run over each backend of ``conftest``."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_samples import FIRST, SECOND, TALKS, article, numbered, said, talks

from dateline.errors import UnknownArticleError
from dateline.model import Extraction
from dateline.record import Added, ClaimQuery, Record

MONDAY = datetime(2023, 3, 6, 9, 0, tzinfo=UTC)
WORKER = Path(__file__).with_name("record_worker.py")
each = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_a_new_article_is_added_and_comes_back_as_it_was(record):
    extraction = talks()
    assert record.add(extraction, path="talks.txt") is Added.ADDED
    assert record.extraction(extraction.article.id) == extraction
    assert list(record.extractions()) == [extraction]


def test_reading_twice_changes_nothing(backend):
    url = backend.fresh()
    with Record.open(url) as record:
        record.add(talks(), path="talks.txt", read_at=MONDAY)
    before = backend.rows(url), backend.terms(url)
    with Record.open(url) as record:
        assert record.known(talks().article.id, FIRST)
        assert record.add(talks(), path="talks.txt", read_at=MONDAY + timedelta(days=1)) is Added.KNOWN
        record.note_reading(talks().article.id, path="talks.txt")
    assert (backend.rows(url), backend.terms(url)) == before


def test_a_generator_that_has_not_read_an_article_does_not_know_it(record):
    assert not record.known(talks().article.id, FIRST)
    record.add(talks())
    assert record.known(talks().article.id, FIRST)
    assert not record.known(talks().article.id, SECOND)


def test_a_new_generator_adds_an_extraction_and_makes_it_current(backend):
    url = backend.fresh()
    old, new = said("Ada Brandt", "the corridor opened"), said("Ada Brandt", "the corridor opened", SECOND)
    claim = replace(new.attributions[0], content=((21, 40),))
    new = replace(new, attributions=(claim,), article=replace(new.article, title="A corridor"))
    with Record.open(url) as record:
        assert record.add(old) is Added.ADDED
        assert record.add(new) is Added.REREAD
        assert record.extraction(old.article.id) == new
        assert [c.generator for c in record.claims()] == ["0.2.0"]
        assert [c.content for c in record.claims(ClaimQuery(text="corridor"))] == [new.article.text[21:40]]
        assert record.claims(ClaimQuery(text="that")) == []
        assert [found.title for found in record.search("title OR corridor")] == []
        assert [found.title for found in record.search("corridor")] == ["A corridor"]
        assert record.counts().extractions == 2
        assert record.counts().generators == 2
    assert len(backend.rows(url)["attribution"]) == 2
    backend.check(url)


def test_an_older_generator_that_comes_back_leaves_the_current_extraction(record):
    for generator, expected in ((FIRST, Added.ADDED), (SECOND, Added.REREAD), (FIRST, Added.KNOWN)):
        assert record.add(talks(generator)) is expected
    assert record.extraction(talks().article.id).generator == SECOND


def test_another_text_at_the_same_address_is_a_version_linked_to_the_first(backend):
    url, address = backend.fresh(), "https://harbour.example/1"
    first = said("Ada Brandt", "ten trucks crossed", url=address)
    second = said("Ada Brandt", "twelve trucks crossed", url=address)
    with Record.open(url) as record:
        assert record.add(first, read_at=MONDAY) is Added.ADDED
        assert record.add(second, read_at=MONDAY + timedelta(hours=1)) is Added.NEW_VERSION
        claims = {c.article: (c.version, c.superseded) for c in record.claims()}
        assert claims == {first.article.id: (1, True), second.article.id: (2, False)}
        assert [c.article for c in record.claims(ClaimQuery(latest=True))] == [second.article.id]
        assert (record.counts().articles, record.counts().versions) == (1, 2)
    assert {row[2] for row in backend.rows(url)["article"]} == {first.article.id}


def test_versions_are_numbered_by_publication_whatever_order_they_are_read_in(record):
    address = "https://harbour.example/1"
    texts = {"2023-03-03T08:00:00+02:00": "three", "2023-03-01": "one", "2023-03-02T23:00:00Z": "two"}
    for published, words in texts.items():
        record.add(said("Ada Brandt", f"{words} crossed", url=address, published=published))
    versions = {c.content: c.version for c in record.claims()}
    assert versions == {"that one crossed": 1, "that two crossed": 2, "that three crossed": 3}


def test_versions_published_on_one_day_are_numbered_by_the_time_of_reading(record):
    for i, words in enumerate(("ten", "twelve", "nine")):
        extraction = said("Ada Brandt", f"{words} crossed", url="https://harbour.example/1")
        record.add(extraction, read_at=MONDAY + timedelta(hours=i))
    versions = {c.content: c.version for c in record.claims()}
    assert versions == {"that ten crossed": 1, "that twelve crossed": 2, "that nine crossed": 3}


def test_the_same_text_in_another_outlet_is_another_article(record):
    assert record.add(said("Ada Brandt", "it rained", outlet="Harbour Post")) is Added.ADDED
    assert record.add(said("Ada Brandt", "it rained", outlet="River Times")) is Added.ADDED
    assert [c.outlet for c in record.claims()] in (["Harbour Post", "River Times"], ["River Times", "Harbour Post"])
    assert {c.version for c in record.claims()} == {1}


def test_texts_that_no_database_keeps_come_back_unchanged(record):
    for text in ("half a pair \ud83d and a\0nul", "naïve 🙂 \u2028 text", "\ufffd alone"):
        extraction = Extraction(generator=FIRST, article=article(text, author="a\ud800\0"))
        record.add(extraction, path="odd\udce9.txt")
        assert record.extraction(extraction.article.id) == extraction
    assert record.find_article("odd\udce9.txt")


def test_extractions_come_in_order_of_id_over_many_pages(record):
    made = numbered(150)
    for extraction in made:
        record.add(extraction)
    assert list(record.extractions()) == sorted(made, key=lambda e: e.article.id)


def test_articles_may_be_added_while_extractions_are_read(record):
    for extraction in numbered(3):
        record.add(extraction)
    met = 0
    for _ in record.extractions():
        met += 1
        if met == 1:
            record.add(talks())
    assert met >= 3


def test_an_article_is_found_by_id_prefix_and_path(record):
    extraction = talks()
    identifier = extraction.article.id
    record.add(extraction, path="news/talks.txt")
    for name in (identifier, identifier[:6], identifier[:10].upper(), "news/talks.txt"):
        assert record.find_article(name) == identifier
    assert record.extraction(identifier[:6]) == extraction


@pytest.mark.parametrize("name", ["", "abc", "abcdef", "0" * 20, "news/talks.txt", "%%%%%%", "______"])
def test_an_unknown_article_is_named_with_the_next_step(record, name):
    record.add(said("Ada Brandt", "it rained"))
    for ask in (record.find_article, record.extraction):
        with pytest.raises(UnknownArticleError, match=r"has no article .*; name a path") as caught:
            ask(name)
        assert caught.value.next_step


def test_a_prefix_that_fits_two_articles_is_ambiguous(record):
    one, other = said("Ada Brandt", "it rained"), said("Ivo Kral", "it snowed")
    for extraction, identifier in ((one, "abcdef01"), (other, "abcdef02")):
        record.add(replace(extraction, article=replace(extraction.article, id=identifier)))
    with pytest.raises(UnknownArticleError, match="more than one article"):
        record.find_article("abcdef")
    assert record.find_article("abcdef02") == "abcdef02"


def test_the_text_that_a_path_held_last_is_the_one_it_names(record):
    one, other = said("Ada Brandt", "it rained"), said("Ada Brandt", "it snowed")
    for i, extraction in enumerate((one, other)):
        record.add(extraction, path="weather.txt", read_at=MONDAY + timedelta(hours=i))
    assert record.find_article("weather.txt") == other.article.id
    record.note_reading(one.article.id, path="weather.txt", read_at=MONDAY + timedelta(hours=5))
    assert record.find_article("weather.txt") == one.article.id


def test_a_copy_is_found_by_its_own_path(record):
    record.add(talks(), path="one.txt")
    record.note_reading(talks().article.id, path="copy.txt")
    record.note_reading("0" * 20, path="unknown.txt")
    assert record.find_article("copy.txt") == talks().article.id
    assert [claim.path for claim in record.claims()] == ["copy.txt"] * 3


def test_items_of_one_file_are_named_by_line(record):
    for i, words in enumerate(("it rained", "it snowed"), start=1):
        record.add(said("Ada Brandt", words), path="feed.jsonl", item=i)
    with pytest.raises(UnknownArticleError, match="holds 2 articles"):
        record.find_article("feed.jsonl")
    found = record.extraction(record.find_article("feed.jsonl:2"))
    assert found.article.text == "Ada Brandt said that it snowed."
    with pytest.raises(UnknownArticleError, match="has no article"):
        record.find_article("feed.jsonl:3")


def test_a_claim_tells_all_that_a_line_needs(record):
    record.add(talks(), path="talks.txt")
    claim = next(claim for claim in record.claims() if claim.attribution == "a2")
    assert claim.source == "A senior U.S. official"
    assert claim.speaker == "senior U.S. official"
    assert claim.cue == "denied"
    assert claim.content == "that sanctions on Veldania … discussed"
    assert " … ".join(TALKS[start:end] for start, end in claim.spans) == claim.content
    assert (claim.kind, claim.polarity, claim.quote) == ("statement", "denied", "indirect")
    assert (claim.source_type, claim.anonymous, claim.part, claim.parent) == ("anonymous", True, "body", None)
    assert (claim.outlet, claim.title, claim.published) == ("Harbour Post", "Corridor talks resume", "2023-03-02")
    assert (claim.path, claim.version, claim.superseded, claim.generator) == ("talks.txt", 1, False, "0.1.0")
    told = next(claim for claim in record.claims() if claim.attribution == "a1")
    assert told.chain == ("spokesman", "Ada Brandt")
    assert told.chain_text == "spokesman > Ada Brandt"
    assert told.inferred
    assert told.addressees == ("Ivo Kral",)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (ClaimQuery(), "a1 a2 a3"),
        (ClaimQuery(by="brandt"), "a1"),
        (ClaimQuery(by="FOREIGN minister"), "a1"),
        (ClaimQuery(by="Kral"), "a3"),
        (ClaimQuery(by="US official"), "a2"),
        (ClaimQuery(by="U.S. officials"), ""),
        (ClaimQuery(by="spokesman"), ""),
        (ClaimQuery(by="off"), ""),
        (ClaimQuery(by="..."), ""),
        (ClaimQuery(by="%"), ""),
        (ClaimQuery(via="spokes"), "a1"),
        (ClaimQuery(via="Brandt"), ""),
        (ClaimQuery(to="ivo kral"), "a1"),
        (ClaimQuery(to="Brandt"), ""),
        (ClaimQuery(about="sanction"), "a2"),
        (ClaimQuery(about="Republic"), "a2"),
        (ClaimQuery(about="Brandt"), ""),
        (ClaimQuery(text="reopening"), "a1"),
        (ClaimQuery(text="Republic"), ""),
        (ClaimQuery(text='"corridor will"'), "a1"),
        (ClaimQuery(text='"will corridor"'), ""),
        (ClaimQuery(text="corridor sanctions"), ""),
        (ClaimQuery(text="corridor OR sanctions"), ""),
        (ClaimQuery(text="!!!"), ""),
        (ClaimQuery(kind="belief"), "a3"),
        (ClaimQuery(polarity="denied"), "a2"),
        (ClaimQuery(anonymous=True), "a2"),
        (ClaimQuery(quoted=True), "a1"),
        (ClaimQuery(by="kral", kind="statement"), ""),
        (ClaimQuery(said_since=date(2023, 3, 2)), "a1 a2 a3"),
        (ClaimQuery(said_since=date(2023, 3, 3)), ""),
        (ClaimQuery(said_until=date(2023, 3, 2)), "a1 a2 a3"),
        (ClaimQuery(said_until=date(2023, 3, 1)), ""),
        (ClaimQuery(added_since=date(2023, 3, 6), added_until=date(2023, 3, 6)), "a1 a2 a3"),
        (ClaimQuery(added_since=date(2023, 3, 7)), ""),
        (ClaimQuery(added_until=date(2023, 3, 5)), ""),
        (ClaimQuery(added_until=date.max, said_until=date.max), "a1 a2 a3"),
        (ClaimQuery(happened_since=date(2023, 2, 26)), "a3"),
        (ClaimQuery(happened_since=date(2023, 2, 27)), ""),
        (ClaimQuery(happened_until=date(2023, 2, 20)), "a3"),
        (ClaimQuery(happened_until=date(2023, 2, 19)), ""),
        (ClaimQuery(limit=2), "a1 a2"),
        (ClaimQuery(limit=0), ""),
    ],
)
def test_a_query_finds(record, query, expected):
    record.add(talks(), read_at=MONDAY)
    assert " ".join(claim.attribution for claim in record.claims(query)) == expected


def test_a_short_word_is_a_whole_word(record):
    record.add(said("United Fleet", "it sails"))
    record.add(said("UN envoy", "it sails"))
    assert [claim.speaker for claim in record.claims(ClaimQuery(by="UN"))] == ["UN envoy"]


def test_an_abbreviation_is_found_with_and_without_points(record):
    record.add(said("One", "the U.S. agreed"))
    record.add(said("Two", "the US agreed"))
    record.add(said("Three", "the union agreed"))
    for words in ("US", "U.S."):
        assert {claim.speaker for claim in record.claims(ClaimQuery(text=words))} == {"One", "Two"}


def test_claims_come_latest_publication_first_and_undated_ones_last(record):
    days = {"Two": "2023-03-02", "None": None, "Three": "2023-03-02T01:00:00-05:00", "One": "2022-12-31"}
    for speaker, published in days.items():
        record.add(said(speaker, "it rained", published=published))
    assert [claim.speaker for claim in record.claims()] == ["Three", "Two", "One", "None"]


def test_claims_of_one_article_come_in_the_order_of_the_text(record):
    extraction = talks()
    record.add(replace(extraction, attributions=extraction.attributions[::-1]))
    assert [claim.attribution for claim in record.claims()] == ["a1", "a2", "a3"]


def test_a_limit_holds_however_many_claims_there_are(record):
    made = numbered(40)
    for extraction in made:
        record.add(extraction)
    everything = record.claims()
    assert len(everything) == 40
    assert record.claims(ClaimQuery(limit=7)) == everything[:7]
    with pytest.raises(ValueError, match="0 or more"):
        ClaimQuery(limit=-1)


def test_search_finds_articles_by_stems_titles_first(record):
    record.add(said("Ada Brandt", "many corridors were planned"), path="planned.txt")
    record.add(talks())
    assert [found.title for found in record.search("corridor")] == ["Corridor talks resume", None]
    assert [found.path for found in record.search("corridor planning")] == ["planned.txt"]
    assert "corridors were planned" in record.search("planned")[0].excerpt
    assert len(record.search("corridor", limit=1)) == 1
    assert record.search("ceasefires")[0].article == talks().article.id
    assert record.search("elsewhere") == []
    assert record.search("") == []


@each
@given(words=st.text(max_size=40) | st.text(alphabet='"*()^:-+ANDORNEAR{}\0\ud800 a', max_size=20))
def test_no_input_is_a_search_error(record, words):
    record.add(talks(), read_at=MONDAY)
    record.search(words)
    for query in (ClaimQuery(text=words), ClaimQuery(about=words), ClaimQuery(by=words, to=words, via=words)):
        record.claims(query)
    if not any(c.isalnum() for c in words):
        assert record.search(words) == []


def test_counts(record):
    record.add(talks())
    record.add(said("Ada Brandt", "it rained", outlet="River Times", published=None))
    counts = record.counts()
    assert (counts.articles, counts.versions, counts.outlets, counts.extractions) == (2, 2, 2, 2)
    assert (counts.claims, counts.anonymous, counts.events, counts.generators) == (4, 1, 1, 1)
    assert (counts.first_published, counts.last_published) == ("2023-03-02", "2023-03-02")


def test_a_record_closes_twice(record):
    record.close()
    record.close()


def test_many_threads_may_share_a_record(record, together):
    made = numbered(30)
    outcomes: list[Added] = []

    def read() -> None:
        for extraction in made:
            outcomes.append(record.add(extraction))
            record.claims(ClaimQuery(limit=3))

    together([read] * 4)
    assert outcomes.count(Added.KNOWN) == 90
    assert record.counts().versions == 30


# The laws, over any order and any repetition.

ADDRESS = "https://harbour.example/1"
POOL = [
    talks(),
    said("Ada Brandt", "ten trucks crossed", url=ADDRESS, published="2023-03-01"),
    said("Ada Brandt", "twelve trucks crossed", url=ADDRESS, published="2023-03-02"),
    said("Ada Brandt", "fifteen trucks crossed", url=ADDRESS, published="2023-03-03"),
    said("Ivo Kral", "it rained", outlet="Harbour Post"),
    said("Ivo Kral", "it rained", outlet="River Times"),
]
# What the k-th reading of an article is made by: two generators, in this order, with repetitions.
GENERATORS = (FIRST, FIRST, SECOND, FIRST, SECOND)


def reading(i: int, k: int) -> Extraction:
    extraction = replace(POOL[i], generator=GENERATORS[k])
    if GENERATORS[k] != SECOND:
        return extraction
    kept = extraction.attributions[:1]
    claimed = {None, *(a.id for a in kept)}
    return replace(
        extraction, attributions=kept, events=tuple(e for e in extraction.events if e.attribution in claimed)
    )


def read_all(url: str, order: list[int], *, reopen: bool = False) -> None:
    """Read articles of the pool in ``order``; each is read as often as ``GENERATORS`` says in the end."""
    times = [0] * len(POOL)
    record = Record.open(url)
    for i in [*order, *(i for i in range(len(POOL)) for _ in GENERATORS)]:
        if times[i] < len(GENERATORS):
            record.add(reading(i, times[i]), path=f"{i}.txt")
            times[i] += 1
        if reopen:
            record.close()
            record = Record.open(url)
    record.close()


@pytest.fixture
def in_order(backend):
    """The rows and the search index of a record that read the pool in order."""
    url = backend.fresh()
    read_all(url, [])
    return backend.rows(url), backend.terms(url)


@settings(each, max_examples=15)
@given(order=st.lists(st.integers(0, len(POOL) - 1), max_size=30))
def test_any_order_and_any_repetition_end_in_the_same_rows(backend, in_order, order):
    url = backend.fresh()
    read_all(url, order)
    assert (backend.rows(url), backend.terms(url)) == in_order
    backend.check(url)


def test_a_record_that_is_closed_after_each_article_ends_in_the_same_rows(backend, in_order):
    url = backend.fresh()
    read_all(url, [5, 3, 1, 2, 0, 4], reopen=True)
    assert (backend.rows(url), backend.terms(url)) == in_order


@settings(each, max_examples=25)
@given(order=st.lists(st.tuples(st.integers(0, len(POOL) - 1), st.sampled_from([FIRST, SECOND])), max_size=25))
def test_a_record_tells_what_a_plain_model_of_it_tells(backend, order):
    """A dictionary that remembers extractions is what a record has to be like from outside."""
    model: dict[str, list[Extraction]] = {}
    url = backend.fresh()
    with Record.open(url) as record:
        for i, generator in order:
            extraction = replace(POOL[i], generator=generator)
            several = model.setdefault(extraction.article.id, [])
            addresses = {e.article.url for versions in model.values() for e in versions} - {None}
            if any(e.generator == generator for e in several):
                expected = Added.KNOWN
            elif several:
                expected = Added.REREAD
            else:
                expected = Added.NEW_VERSION if extraction.article.url in addresses else Added.ADDED
            assert record.known(extraction.article.id, generator) is (expected is Added.KNOWN)
            assert record.add(extraction) is expected
            if expected is not Added.KNOWN:
                several.append(extraction)
        current = {identifier: several[-1] for identifier, several in model.items()}
        assert list(record.extractions()) == [current[identifier] for identifier in sorted(current)]
        assert {(c.article, c.attribution) for c in record.claims()} == {
            (e.article.id, a.id) for e in current.values() for a in e.attributions
        }
        assert {f.article for f in record.search("trucks")} == {
            identifier for identifier, e in current.items() if "trucks" in e.article.text
        }
    backend.check(url)


def _worker(url: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WORKER), url, str(count)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_a_killed_run_that_starts_again_ends_in_the_same_record(backend):
    count, url, plain = 60, backend.absent(), backend.fresh()
    with Record.open(plain) as record:
        for i, extraction in enumerate(numbered(count)):
            record.add(extraction, path=f"articles/{i}.txt")
    chance = random.Random(20230302)
    for stop in (0, 9, 30, None):
        with _worker(url, count) as process:
            process.stdin.write("go\n")
            process.stdin.flush()
            if stop is None:
                assert len(process.stdout.read().split()) == count
                continue
            for _ in range(stop):
                process.stdout.readline()
            time.sleep(chance.uniform(0, 0.004))  # so that it stops anywhere, within transactions too
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
    assert backend.rows(url) == backend.rows(plain)
    assert backend.terms(url) == backend.terms(plain)
    backend.check(url)


def test_two_processes_that_read_the_same_articles_share_the_work(backend):
    count, url = 40, backend.absent()
    with _worker(url, count) as one, _worker(url, count) as other:
        for process in (one, other):
            process.stdin.write("go\n")
            process.stdin.flush()
        outcomes = [process.communicate()[0].split() for process in (one, other)]
    assert (one.returncode, other.returncode) == (0, 0)
    for pair in zip(*outcomes, strict=True):
        assert sorted(pair)[1 if "added" in pair else 0] == "known"
        assert pair.count("known") == 1
    plain = backend.fresh()
    with Record.open(plain) as record:
        for i, extraction in enumerate(numbered(count)):
            record.add(extraction, path=f"articles/{i}.txt")
    assert backend.rows(url) == backend.rows(plain)
    backend.check(url)


def test_a_claim_without_a_source_of_its_own_is_nobodys_and_its_carriers_relay_it(record):
    extraction = talks()
    first = next(a for a in extraction.attributions if a.id == "a1")
    relayed = replace(first, source=(), source_type="none", chain=(replace(first.chain[0], name="Onega Dispatch"),))
    rest = tuple(relayed if a is first else a for a in extraction.attributions)
    record.add(replace(extraction, attributions=rest), path="talks.txt")
    assert record.claims(ClaimQuery(by="Onega")) == []
    (claim,) = record.claims(ClaimQuery(via="Onega"))
    assert (claim.attribution, claim.speaker, claim.chain) == ("a1", None, ("Onega Dispatch",))
