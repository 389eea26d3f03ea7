from __future__ import annotations

from functools import cache

import pytest

from dateline.actors import facts_of, gazetteer, link
from dateline.attribution import attribute
from dateline.coreference import resolve
from dateline.events.precedents import find_precedents
from dateline.events.superlatives import lexicon
from dateline.extraction import read_attributions
from dateline.language import load_analyser
from dateline.model.attribution import Attribution
from dateline.model.events import Precedent
from dateline.times import Anchor, read_times

PUBLISHED = "2023-03-02"


@cache
def read(text: str, published: str = PUBLISHED) -> tuple[tuple[Precedent, ...], tuple[Attribution, ...]]:
    """The claims and attributions of a text, read by the shipped reader."""
    analyser = load_analyser()
    analysis = next(iter(analyser.analyse([text])))
    anchor, who = Anchor(published, None), gazetteer()
    on = anchor.day()[0]
    attributions, _ = attribute(analysis, read_attributions(analysis, analyser.score))
    linked = link(analysis, resolve(analysis, facts_of(analysis, who, on), least=0.55), who, on)
    return find_precedents(analysis, linked, read_times(analysis, anchor), attributions, on), attributions


def claims(text: str, published: str = PUBLISHED) -> tuple[Precedent, ...]:
    return read(text, published)[0]


def only(text: str, published: str = PUBLISHED) -> Precedent:
    found = claims(text, published)
    assert len(found) == 1, [(p.claim, text[slice(*p.span)]) for p in found]
    return found[0]


def since(found: Precedent) -> tuple[str, str | None, str | None] | None:
    return (found.since.text, found.since.start, found.since.end) if found.since is not None else None


def test_first_one_on_one_since_an_invasion() -> None:
    found = only(
        "Annalena Baerbock and Sergei Lavrov are in Vienna. The Baerbock-Lavrov talks were the first one-on-one "
        "between the two ministers since Russia invaded Ukraine a year ago."
    )
    assert (found.claim, found.pattern.category, found.pattern.form) == ("first", "CONSULT", "one-on-one")
    assert set(found.pattern.actors) == {"annalena-baerbock", "sergey-lavrov"}
    assert found.pattern.level == "minister"
    assert since(found) == ("Russia invaded Ukraine", "2022-02-24", "2022-02-24")


@pytest.mark.parametrize(
    ("text", "claim", "form"),
    [
        ("Emmanuel Macron and Vladimir Putin spoke by phone for the first time since 2021.", "first", "phone call"),
        ("Paris and Ankara held the highest-level talks since 2016.", "highest-level", "talks"),
        ("The last time the two leaders spoke was in November 2022.", "last", "conversation"),
        ("It was the longest meeting the two presidents have held.", "longest", "meeting"),
        ("Never before has a sitting US vice president travelled to Greenland.", "unprecedented", "visit"),
        ("Not since 2011 has a Japanese prime minister visited Seoul.", "last", "visit"),
        ("Xi Jinping has not met Narendra Modi since 2019.", "last", "meeting"),
        ("The two sides have not held direct talks since 2014.", "last", "talks"),
        ("The only time the two presidents met was at a funeral.", "only", "meeting"),
        ("Their most recent meeting in Oslo lasted an hour.", "most recent", "meeting"),
        ("She is the most senior US official to visit Caracas since 2019.", "highest-level", "visit"),
        ("It was the minister's first-ever visit to Kabul.", "first", "visit"),
    ],
)
def test_classes_of_claims_about_encounters(text: str, claim: str, form: str) -> None:
    found = only(text)
    assert (found.claim, found.pattern.category, found.pattern.form) == (claim, "CONSULT", form)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("It was the deadliest attack on the city since 2014.", "deadliest"),
        ("The council adopted the toughest sanctions since 2012, diplomats said.", "strongest"),
        ("This is the largest war in Europe since World War II.", "largest"),
        ("It was the most violent night in Port-au-Prince in a decade.", "most"),
        ("She became the first woman to lead the alliance.", "first"),
        ("Relations are at their lowest point since the Cold War.", "lowest"),
    ],
)
def test_claims_about_acts_parties_and_states_have_no_category(text: str, claim: str) -> None:
    found = only(text)
    assert (found.claim, found.pattern.category) == (claim, None)


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Iran and Oman held a third round of talks in Muscat.", 3),
        ("It was their second meeting this year.", 2),
        ("The ministers met for the fourth time.", 4),
    ],
)
def test_ordinals_claim_a_count(text: str, n: int) -> None:
    found = only(text)
    assert (found.claim, found.pattern.n, found.pattern.category) == ("nth", n, "CONSULT")


@pytest.mark.parametrize(
    "text",
    [
        "At first the talks went well.",
        "First, the ministers discussed trade, and first of all grain.",
        "The first lady visited the First Minister of Scotland.",
        "Exports rose in the first half of the year and fell in the second quarter.",
        "He won the first round of the presidential election.",
        "The First Deputy Prime Minister met the envoy last week.",
        "It is the only way to end the war.",
        "Only the president can call an election.",
        "The ministers met last month, last week and last Tuesday.",
        "It was one of the first meetings since the war began.",
        "It was among the worst attacks since 2014.",
        "China is the largest economy in Asia.",
        "It is the second-largest exporter since the sanctions began.",
        "World War I began in 1914, the First World War of history books.",
        "Talks have gone on at the highest level.",
        "He was convicted of first-degree murder.",
        "The president's second term begins in January.",
        "This is the last chance for peace.",
    ],
)
def test_what_is_no_claim_of_precedence(text: str) -> None:
    assert [(p.claim, text[slice(*p.span)]) for p in claims(text)] == []


def test_an_event_is_counted_from_by_its_parties_in_the_article() -> None:
    text = "Syria's president landed in Riyadh. It was his first trip to the kingdom since the civil war began."
    assert since(only(text)) == ("the civil war began", "2011-03-15", "2011-03-15")
    assert since(only("It was his first trip to the kingdom since the civil war began.")) == (
        "the civil war began",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("last March", "2022-03-01", "2022-03-31"),
        ("at least 1988", "1988-01-01", "1988-12-31"),
        ("the fall of the Berlin Wall", "1989-11-09", "1989-11-09"),
        ("Joe Biden took office", "2021-01-20", "2021-01-20"),
        ("the G20 summit in Bali", "2022-11-15", "2022-11-16"),
        ("a dam burst in May 2021", "2021-05-01", "2021-05-31"),
        ("a dam burst", None, None),
    ],
)
def test_since_means_days(phrase: str, start: str | None, end: str | None) -> None:
    assert since(only(f"It was the first visit to Beijing by an Australian minister since {phrase}.")) == (
        phrase,
        start,
        end,
    )


def test_a_term_in_office_is_that_of_whoever_made_the_visit() -> None:
    found = only("Friedrich Merz flew to Washington for his first visit since taking office.", "2025-06-05")
    assert since(found) == ("taking office", "2025-05-06", "2025-05-06")
    assert found.pattern.actors == ("friedrich-merz",)


def test_a_window_is_counted_back_from_the_article() -> None:
    found = only("The foreign ministers met for the first time in more than a decade.")
    assert found.since is None
    assert found.pattern.window is not None
    assert (found.pattern.window.text, found.pattern.window.start, found.pattern.window.end) == (
        "more than a decade",
        "2013-03-02",
        "2023-03-02",
    )


def test_a_vague_window_has_no_start() -> None:
    window = only("It was their first summit in years.").pattern.window
    assert window is not None
    assert (window.text, window.start) == ("years", None)


def test_a_bound_belongs_to_the_superlative_before_it() -> None:
    first, second = claims("Iran and Oman held a third round of talks on Sunday, their second meeting this year.")
    assert (first.pattern.n, first.pattern.window) == (3, None)
    assert second.pattern.n == 2
    assert second.pattern.window is not None
    assert second.pattern.actors == ("iran", "oman")


def test_a_since_in_another_clause_bounds_nothing() -> None:
    found = only("It was the minister's first visit to Cairo, and trade has grown since 2019.")
    assert found.since is None


def test_what_narrows_the_claim() -> None:
    found = only(
        "It was the first direct, in-person meeting of the Armenian and Azerbaijani leaders on Russian soil since 2021."
    )
    assert set(found.pattern.restrictions) >= {"direct", "in-person"}
    assert (found.pattern.level, found.pattern.place) == ("leader", "Russian soil")
    assert set(found.pattern.actors) == {"armenia", "azerbaijan"}


def test_the_two_are_the_two_that_were_named_before() -> None:
    text = "Joe Biden called Xi Jinping. It was the first conversation between the two leaders since November."
    assert only(text).pattern.actors == ("joe-biden", "xi-jinping")


def test_whoever_visits_is_the_actor_and_where_is_the_place() -> None:
    found = only("Joe Biden became the first US president to visit Kyiv in 15 years.")
    assert found.pattern.actors == ("joe-biden",)
    assert (found.pattern.place, found.pattern.level) == ("Kyiv", "leader")


def test_the_claimant_is_the_innermost_speaker() -> None:
    found, attributions = read(
        "TASS reported that Sergei Lavrov had said the call was the first contact between the two capitals since 2021."
    )
    assert len(found) == 1
    speaker = next(a for a in attributions if a.id == found[0].attribution)
    assert speaker.parent is not None


def test_a_headline_and_a_sentence_are_two_claims_each_in_its_own_words() -> None:
    text = "Kishida visits Seoul for first time since 2018\n\nIt was the first visit by a Japanese premier since 2018."
    first, second = claims(text)
    assert (first.id, second.id) == ("p1", "p2")
    assert text[slice(*first.span)] == "Kishida visits Seoul for first time since 2018"
    assert text[slice(*second.span)] == "It was the first visit by a Japanese premier since 2018"


def test_nothing_is_read_where_nothing_stands() -> None:
    assert claims("The ministers met.") == ()


def test_forms_of_superlatives_belong_to_one_class() -> None:
    words = lexicon()
    assert set(words.nth.values()) == set(range(2, 13))
    assert words.classes["biggest"] == "largest"
    assert not words.first & set(words.nth)
