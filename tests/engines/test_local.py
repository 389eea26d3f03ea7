from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline.documents import Document
from dateline.engines import Failed, Outcome, Read, Skipped, extract_documents
from dateline.errors import DocumentError, EmptyDocumentError, MissingDocumentError
from dateline.model import Article

TEXTS = {
    "one": '"We agreed to nothing," the minister said.',
    "two": "Officials in Ostrel denied that the ferry was late.",
    "three": "The envoy told reporters that the talks were over.\n\nIt rained.",
}
FIRST, SECOND, THIRD = (
    Document(path=f"{name}.txt", item=None, article=Article(id=name, text=text)) for name, text in TEXTS.items()
)
MISSING = MissingDocumentError("gone.txt", "nothing there", "look elsewhere")
EMPTY = EmptyDocumentError("feed.jsonl", "no text", "leave it out", item=4)
MIXED: list[Document | DocumentError] = [FIRST, MISSING, SECOND, EMPTY, THIRD]


def names(outcomes: list[Outcome]) -> list[str]:
    """What happened to which input."""
    return [
        f"failed {outcome.error.where}"
        if isinstance(outcome, Failed)
        else f"{type(outcome).__name__.lower()} {outcome.document.path}"
        for outcome in outcomes
    ]


@pytest.fixture(scope="module")
def here() -> list[Outcome]:
    return list(extract_documents(MIXED))


def test_outcomes_come_in_the_order_of_the_documents_and_failures_pass_through(here: list[Outcome]) -> None:
    assert names(here) == ["read one.txt", "failed gone.txt", "read two.txt", "failed feed.jsonl:4", "read three.txt"]
    assert [outcome.error for outcome in here if isinstance(outcome, Failed)] == [MISSING, EMPTY]


def test_each_article_is_read_with_its_own_text(here: list[Outcome]) -> None:
    read = [outcome for outcome in here if isinstance(outcome, Read)]
    assert [outcome.extraction.article for outcome in read] == [FIRST.article, SECOND.article, THIRD.article]


def test_an_article_that_is_not_wanted_is_skipped() -> None:
    outcomes = list(extract_documents(MIXED, skip=lambda article: article.id != "three"))
    assert names(outcomes) == [
        "skipped one.txt",
        "failed gone.txt",
        "skipped two.txt",
        "failed feed.jsonl:4",
        "read three.txt",
    ]
    assert isinstance(outcomes[0], Skipped)


def test_documents_are_read_as_a_stream() -> None:
    def documents() -> Iterator[Document]:
        yield FIRST
        raise AssertionError("the second document was asked for before the first one was read")

    assert names([next(extract_documents(documents()))]) == ["read one.txt"]


def test_no_documents_have_no_outcome() -> None:
    assert list(extract_documents([])) == []
    assert list(extract_documents([], workers=2)) == []


def test_several_processes_give_what_one_gives(here: list[Outcome]) -> None:
    outcomes = list(extract_documents([*MIXED, *MIXED], workers=2, skip=lambda article: article.id == "two"))
    expected = [Skipped(o.document) if isinstance(o, Read) and o.document is SECOND else o for o in here]
    assert outcomes == expected * 2


def test_processes_end_when_the_caller_stops_early() -> None:
    stream = extract_documents([FIRST, SECOND, THIRD] * 10, workers=2)
    assert names([next(stream)]) == ["read one.txt"]
    stream.close()  # type: ignore[attr-defined]
