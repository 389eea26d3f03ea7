from __future__ import annotations

import hashlib
import importlib.util
import json
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.documents import Document, read_documents
from dateline.errors import CorpusError
from dateline.evaluation.event_labels import (
    EventLabel,
    LabelledArticle,
    Party,
    compare,
    listed,
    read_event_labels,
    score_contacts,
    score_events,
)
from dateline.model.article import Article
from dateline.model.attribution import Attribution
from dateline.model.events import Event
from dateline.model.extraction import Extraction, Generator
from dateline.model.mentions import Actor
from tests.analyses import at

EVALUATION = Path(__file__).resolve().parents[2] / "evaluation"
LABELS = EVALUATION / "events.toml"

TEXT = (
    "Norway accused Chile of spying. The envoy said Peru held two days of quiet talks with Chile, and urged Chile to "
    "withdraw. The talks ended badly, and Peru threatened Chile."
)
ACTORS = (
    Actor(id="norway", name="Norway", type="STATE", country="NOR"),
    Actor(id="chile", name="Chile", type="STATE", country="CHL"),
    Actor(id="peru", name="Peru", type="STATE", country="PER"),
    Actor(id="rebels", name="Northern Front", type="GROUP"),
)
SAID = Attribution(
    id="a1",
    parent=None,
    source=(at(TEXT, "The envoy"),),
    cue=(at(TEXT, "said"),),
    content=(at(TEXT, "Peru held two days of quiet talks with Chile"),),
    kind="statement",
    quote="indirect",
    polarity="asserted",
    source_type="unnamed_person",
)
NORWAY, CHILE, PERU = Party("Norway", "NOR"), Party("Chile", "CHL"), Party("Peru", "PER")

ACCUSED = EventLabel(
    trigger=at(TEXT, "accused"), category="ACCUSE", status="occurred", actors=(NORWAY,), recipients=(CHILE,)
)
TALKS = EventLabel(
    trigger=at(TEXT, "quiet talks"),
    category="CONSULT",
    status="occurred",
    actors=(PERU, CHILE),
    attribution=SAID.cue,
    same_as="A",
)
THE_TALKS = EventLabel(trigger=at(TEXT, "The talks"), category="CONSULT", status="occurred", same_as="A", optional=True)


def event(words: str, category: str, *, clause: str | None = None, **fields: object) -> Event:
    trigger = at(TEXT, words)
    own = {
        "id": words,
        "trigger": trigger,
        "span": at(TEXT, clause) if clause else trigger,
        "category": category,
        "mode": None,
        "contexts": (),
        "actors": (),
        "recipients": (),
        "stage": "occurred",
        "factuality": "CT+",
        "status": "occurred",
        "denies": None,
        "contact": None,
        "proposition": None,
        "date_basis": None,
        "time": None,
        "start": None,
        "end": None,
        "place": None,
        "country": None,
        "attribution": None,
        "initiator": None,
        "form": None,
        "duration": None,
        "within": None,
    }
    return Event(**{**own, **fields})


def extraction(*events: Event) -> Extraction:
    return Extraction(
        generator=Generator(version="0", weights="", rules=""),
        article=Article(id="x", text=TEXT),
        actors=ACTORS,
        attributions=(SAID,),
        events=events,
    )


def labelled(*labels: EventLabel, skip: tuple[tuple[int, int], ...] = ()) -> LabelledArticle:
    return LabelledArticle(item=1, sha256="0" * 16, events=labels, skip=skip)


def wrong(label: EventLabel, found: Event) -> tuple[str, ...]:
    """The wrong fields of an event that must match the label."""
    (match,) = compare(labelled(label), extraction(found)).matches
    return match.wrong


RIGHT = event("accused", "ACCUSE", actors=("norway",), recipients=("chile",))


def test_a_right_event_has_nothing_wrong():
    row = score_events([labelled(ACCUSED)], [extraction(RIGHT)])["all"]

    assert (row["asked"], row["matched"], row["missed"], row["spurious"]) == (1, 1, 0, 0)
    assert (row["recall"], row["spurious_share"]) == (100, 0)
    assert wrong(ACCUSED, RIGHT) == ()


def test_without_events_every_label_that_is_asked_for_is_missed():
    table = score_events([labelled(ACCUSED, TALKS, THE_TALKS)], [extraction()])

    assert set(table) == {"ACCUSE", "CONSULT", "all"}
    assert (table["all"]["missed"], table["all"]["recall"]) == (2, 0)
    assert table["CONSULT"]["missed"] == 1


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"status": "denied"}, ("status",), id="status"),
        pytest.param({"actors": ("peru",)}, ("actors",), id="another actor"),
        pytest.param({"actors": ()}, ("actors",), id="no actor"),
        pytest.param({"recipients": ("chile", "peru")}, ("recipients",), id="a recipient too many"),
        pytest.param({"recipients": ("chile", "rebels")}, (), id="a party without a state is not compared"),
        pytest.param({"attribution": "a1"}, ("attribution",), id="attributed, though it is the article's own"),
    ],
)
def test_each_field_is_compared(fields, expected):
    given = {"actors": ("norway",), "recipients": ("chile",), **fields}
    assert wrong(ACCUSED, event("accused", "ACCUSE", **given)) == expected


def test_open_fields_are_not_compared():
    label = EventLabel(
        trigger=ACCUSED.trigger, category="ACCUSE", status="occurred", open=frozenset({"status", "actors"})
    )
    row = score_events([labelled(label)], [extraction(event("accused", "ACCUSE", status="denied", actors=("peru",)))])

    assert (row["all"]["compared_status"], row["all"]["compared_actors"]) == (0, 0)
    assert (row["all"]["wrong_status"], row["all"]["compared_attribution"]) == (0, 1)


def test_an_attribution_is_right_by_its_cue():
    both = ("peru", "chile")

    assert wrong(TALKS, event("talks with", "CONSULT", actors=both, attribution="a1")) == ()
    assert wrong(TALKS, event("talks with", "CONSULT", actors=both)) == ("attribution",)


@pytest.mark.parametrize(
    ("category", "label", "found", "right"),
    [
        ("REQUEST", "occurred", "requested", True),
        ("AGREE", "offered", "agreed", True),
        ("REQUEST", "occurred", "denied", False),
        ("REQUEST", "occurred", "hypothetical", False),
        ("CONSULT", "occurred", "requested", False),
        ("CONSULT", "planned", "agreed", False),
    ],
)
def test_the_stage_that_an_act_of_speech_is_about_is_as_good_as_occurred(category, label, found, right):
    asked = EventLabel(trigger=at(TEXT, "urged"), category=category, status=label)

    assert (wrong(asked, event("urged", category, status=found)) == ()) is right


def test_a_light_verb_in_the_same_clause_matches_its_noun():
    label = EventLabel(trigger=at(TEXT, "days"), category="CONSULT", status="occurred")
    clause = "Peru held two days of quiet talks with Chile"

    assert compare(labelled(label), extraction(event("held", "CONSULT", clause=clause))).matches
    # In its clause, four words away.
    far = event("with Chile", "CONSULT", clause=clause)
    assert compare(labelled(replace(label, trigger=at(TEXT, "two"))), extraction(far)).matches == ()
    # Near, in another clause.
    assert compare(labelled(label), extraction(event("held", "CONSULT"))).matches == ()


def test_a_comma_ends_a_clause():
    label = EventLabel(trigger=at(TEXT, "badly"), category="CONSULT", status="occurred")
    clause = "The talks ended badly, and Peru threatened Chile"

    assert compare(labelled(label), extraction(event("The talks", "CONSULT", clause=clause))).matches
    assert compare(labelled(label), extraction(event("and Peru threatened", "CONSULT", clause=clause))).matches == ()


def test_another_category_is_spurious_and_the_label_missed_unless_it_is_allowed():
    strict = EventLabel(trigger=at(TEXT, "threatened"), category="THREATEN", status="occurred")
    lenient = EventLabel(trigger=at(TEXT, "threatened"), category="THREATEN", status="occurred", also=("ACCUSE",))
    read = extraction(event("threatened", "ACCUSE"))

    table = score_events([labelled(strict)], [read])
    assert (table["THREATEN"]["missed"], table["ACCUSE"]["spurious"]) == (1, 1)
    table = score_events([labelled(lenient)], [read])
    assert set(table) == {"THREATEN", "all"}
    assert (table["THREATEN"]["matched"], table["all"]["spurious"]) == (1, 0)


def test_what_optional_labels_take_counts_neither_for_nor_against():
    row = score_events([labelled(THE_TALKS)], [extraction(event("The talks", "CONSULT"))])["all"]

    assert (row["asked"], row["matched"], row["optional"], row["spurious"]) == (0, 0, 1, 0)


def test_a_label_takes_one_event_and_the_other_is_spurious():
    twice = extraction(
        event("accused Chile of spying", "ACCUSE", actors=("peru",)), RIGHT, event("spying", "ACCUSE", actors=())
    )
    found = compare(labelled(ACCUSED), twice)

    assert [match.event.trigger for match in found.matches] == [at(TEXT, "accused Chile of spying")]
    assert [e.trigger for e in found.spurious] == [RIGHT.trigger, at(TEXT, "spying")]


def test_an_overlapping_event_is_taken_before_a_near_one():
    clause = "Norway accused Chile of spying"
    found = compare(labelled(ACCUSED), extraction(event("spying", "ACCUSE", clause=clause), event("accused", "ACCUSE")))

    assert [match.event.id for match in found.matches] == ["accused"]
    assert [e.id for e in found.spurious] == ["spying"]


def test_shares_are_of_the_events_that_count_and_of_the_articles():
    made_up = event("ended", "RETREAT")
    row = score_events(
        [labelled(ACCUSED, THE_TALKS), labelled()],
        [extraction(RIGHT, made_up, event("The talks", "CONSULT")), extraction(made_up)],
    )["all"]

    assert (row["spurious"], row["spurious_share"], row["spurious_per_article"]) == (2, 66.7, 1.0)


def test_events_in_skipped_spans_are_left_out():
    gold = labelled(ACCUSED, skip=(at(TEXT, "The talks ended badly"),))
    row = score_events([gold], [extraction(event("ended", "RETREAT"))])["all"]

    assert (row["spurious"], row["missed"]) == (0, 1)


def test_contacts_are_scored_by_pairs_of_mentions():
    asked = EventLabel(trigger=at(TEXT, "The talks"), category="CONSULT", status="occurred", same_as="A")
    other = EventLabel(trigger=at(TEXT, "urged"), category="CONSULT", status="occurred", same_as="B")
    read = extraction(
        event("quiet talks", "CONSULT", contact="c1"),
        event("The talks", "CONSULT", contact="c1"),
        event("urged", "CONSULT", contact="c1"),
    )

    assert score_contacts([labelled(TALKS, other, asked)], [read]) == {"labelled": 1, "predicted": 3, "both": 1}


def test_the_list_names_each_error_in_the_order_of_the_text():
    read = extraction(
        event("accused", "ACCUSE", status="denied", actors=("peru",), recipients=("chile",)),
        event("quiet talks", "AGREE"),
    )
    lines = list(listed(labelled(ACCUSED, TALKS), read))

    assert [line.split("\n")[0].split("  ", 1)[1] for line in lines] == [
        "actors    ACCUSE: PER, labelled NOR",
        "status    ACCUSE: denied, labelled occurred",
        "missed    CONSULT occurred",
        "spurious  AGREE occurred (labelled CONSULT)",
    ]
    assert "two days of [quiet talks] with Chile" in lines[-1]


def test_figures_of_other_articles_are_refused():
    with pytest.raises(ValueError, match="zip"):
        score_events([labelled(ACCUSED)], [])


# --- the file of labels ---

HEAD = '[[article]]\nitem = 7\nsha256 = "0123456789abcdef"\n'


def written(tmp_path: Path, *events: str, head: str = HEAD) -> Path:
    path = tmp_path / "labels.toml"
    path.write_text(f"{head}events = [{', '.join(events)}]\n", encoding="utf-8")
    return path


def test_a_label_is_read_with_all_that_it_says(tmp_path):
    path = written(
        tmp_path,
        '{ trigger = [2, 5], category = "CONSULT", status = "planned", actors = [["Ann Bo", "NOR"], ["Rebels"]], '
        'attribution = [[9, 12]], same_as = "A", also = ["AGREE"], open = ["status"], optional = true }',
    )
    (article,) = read_event_labels(path)

    assert article.item == 7
    assert article.events == (
        EventLabel(
            trigger=(2, 5),
            category="CONSULT",
            status="planned",
            actors=(Party("Ann Bo", "NOR"), Party("Rebels")),
            attribution=((9, 12),),
            same_as="A",
            also=("AGREE",),
            open=frozenset({"status"}),
            optional=True,
        ),
    )


@pytest.mark.parametrize(
    ("events", "problem"),
    [
        pytest.param('{ trigger = [2, 2], category = "AID", status = "occurred" }', "not a span", id="span"),
        pytest.param('{ trigger = [1, 2], category = "FIGHT", status = "occurred" }', "'FIGHT'", id="category"),
        pytest.param('{ trigger = [1, 2], category = "AID", status = "done" }', "'done'", id="status"),
        pytest.param('{ trigger = [1, 2], category = "AID" }', "'status'", id="key missing"),
        pytest.param('{ trigger = [1, 2], category = "AID", status = "planned", by = 1 }', "no key 'by'", id="key"),
        pytest.param(
            '{ trigger = [1, 2], category = "AID", status = "planned", actors = [["X", "no"]] }', "'X'", id="country"
        ),
        pytest.param(
            '{ trigger = [1, 2], category = "AID", status = "planned", same_as = "A" }', "no contact", id="same_as"
        ),
        pytest.param(
            '{ trigger = [4, 6], category = "AID", status = "planned" }, '
            '{ trigger = [5, 7], category = "AID", status = "planned" }',
            "overlap",
            id="order",
        ),
    ],
)
def test_a_label_that_is_not_as_it_must_be_is_named(tmp_path, events, problem):
    with pytest.raises(CorpusError, match=f"item 7.*{problem}"):
        read_event_labels(written(tmp_path, events))


def test_a_file_without_labels_is_refused(tmp_path):
    with pytest.raises(CorpusError, match="no labelled articles"):
        read_event_labels(tmp_path / "none.toml")


def test_the_gold_standard_is_as_its_header_says():
    articles = read_event_labels(LABELS)

    assert len(articles) == len({article.item for article in articles}) == 20
    for article in articles:
        assert sum(not label.optional for label in article.events) >= 5
        contacts = [label for label in article.events if label.same_as]
        assert all(label.category == "CONSULT" for label in contacts)


@pytest.fixture(scope="module")
def news():
    data = LABELS.parents[2] / "shared" / "data" / "news-2025-05-21.jsonl.gz"
    if not data.is_file():
        pytest.skip("the day's news is not here")
    return {d.item: d.article.text for d in read_documents([str(data)]) if isinstance(d, Document)}


def test_the_gold_standard_is_of_the_news_it_names(news):
    for article in read_event_labels(LABELS):
        text = news[article.item]
        assert hashlib.sha256(text.encode()).hexdigest().startswith(article.sha256)
        for label in article.events:
            for start, end in (label.trigger, *label.attribution):
                words = text[start:end]
                assert words == words.strip()
                assert not text[max(0, start - 1) : start].isalnum(), words
                assert not text[end : end + 1].isalnum(), words


# --- the script ---


@pytest.fixture(scope="module")
def script():
    specification = importlib.util.spec_from_file_location("event_labels_script", EVALUATION / "event_labels.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_the_table_has_a_line_a_category(script):
    table = score_events([labelled(ACCUSED, TALKS)], [extraction(replace(RIGHT, status="denied"))])
    head, *lines = script.printed(table).splitlines()

    assert head.split()[:6] == ["category", "asked", "matched", "missed", "spurious", "optional"]
    assert [line.split()[0] for line in lines] == ["ACCUSE", "CONSULT", "all"]
    assert lines[-1].split() == ["all", "2", "1", "1", "0", "0", "50.0", "0.0", "0.00", "1/1", "0/1", "0/1", "0/1"]
    assert {len(line) for line in (head, *lines)} == {len(head)}


def test_an_article_that_is_not_the_labelled_one_is_named(script, tmp_path):
    body = "The two ministers met in the capital on Monday and agreed that they would meet again in the spring."
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"title": "Ministers meet", "text": body}) + "\n", encoding="utf-8")
    digest = hashlib.sha256(f"Ministers meet\n\n{body}".encode()).hexdigest()[:16]

    (article,) = script.labelled_articles([LabelledArticle(item=1, sha256=digest, events=())], path)
    assert article.text.endswith(body)
    with pytest.raises(CorpusError, match="item 1 is not the article"):
        script.labelled_articles([labelled()], path)
    with pytest.raises(CorpusError, match="is not there"):
        script.labelled_articles([labelled()], tmp_path / "none.jsonl")
