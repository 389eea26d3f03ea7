from __future__ import annotations

import time

import pytest

from dateline.attribution.quoting import Held, quote_kind, quoted_runs
from dateline.language import find_quotations
from dateline.model.attribution import Kind
from tests.analyses import at, spans


def kind_of(text: str, *content: str) -> str:
    return quote_kind(text, spans(text, *content), find_quotations(text))


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ('"We leave," she said.', ['"We leave,"'], "direct"),
        ("“We leave,” she said.", ["“We leave,”"], "direct"),
        ("‘We leave,’ she said.", ["‘We leave,’"], "direct"),
        ('"We leave," she said, "now."', ['"We leave,"', '"now."'], "direct"),
        ('She said they "leave" now.', ['they "leave" now'], "mixed"),
        ('"We leave," she said, and that was all.', ['"We leave,"', "and that was all"], "mixed"),
        ("She said they leave.", ["they leave"], "indirect"),
        ("She said the ministers' meeting is off.", ["the ministers' meeting is off"], "indirect"),
        ('She said — "…" — nothing.', ['— "…" — nothing'], "indirect"),
        ('"We leave, she said.', ['"We leave'], "direct"),
        ("“We leave.\n“We leave now,” she said.", ["“We leave.\n“We leave now,”"], "direct"),
    ],
)
def test_how_a_content_is_quoted(text: str, content: list[str], expected: str) -> None:
    assert kind_of(text, *content) == expected


def held(text: str, identifier: str, content: str, kind: Kind = "statement", parent: str | None = None) -> Held:
    return Held(identifier, parent, spans(text, content), kind)


def runs_of(text: str, asked: Held, *others: Held) -> list[tuple[str, str | None]]:
    known = {other.id: other for other in (asked, *others)}
    return [(text[run.span[0] : run.span[1]], run.words_of) for run in quoted_runs(asked, find_quotations(text), known)]


def test_the_words_of_a_quotation_are_the_speakers() -> None:
    text = '"We leave," she said.'
    assert runs_of(text, held(text, "a1", '"We leave,"')) == [('"We leave,"', "a1")]


def test_words_about_a_wish_are_the_tellers() -> None:
    text = 'Blinken wanted to "disabuse them of that", a US official said.'
    said = held(text, "a1", 'Blinken wanted to "disabuse them of that"')
    wanted = held(text, "a2", 'to "disabuse them of that"', "intention", "a1")
    assert runs_of(text, said, wanted) == [('"disabuse them of that"', "a1")]
    assert runs_of(text, wanted, said) == [('"disabuse them of that"', "a1")]


def test_words_that_the_inner_speaker_uttered_are_the_inner_speakers() -> None:
    text = 'Officials said the envoy called it "a farce".'
    outer = held(text, "a1", 'the envoy called it "a farce"')
    inner = held(text, "a2", 'it "a farce"', "statement", "a1")
    assert runs_of(text, outer, inner) == [('"a farce"', "a2")]
    assert runs_of(text, inner, outer) == [('"a farce"', "a2")]


def test_a_paraphrase_inside_a_quotation_is_in_the_words_of_the_one_who_is_quoted() -> None:
    text = '"The envoy told me that nobody wept," Quill said.'
    outer = held(text, "a1", '"The envoy told me that nobody wept,"')
    inner = held(text, "a2", "that nobody wept", "statement", "a1")
    assert runs_of(text, outer, inner) == [('"The envoy told me that nobody wept,"', "a1")]
    assert runs_of(text, inner, outer) == [("that nobody wept", "a1")]


def test_a_quotation_inside_a_quotation_is_in_the_words_of_the_inner_speaker() -> None:
    text = "“The envoy told me ‘go home’ twice,” Quill said."
    outer = held(text, "a1", "“The envoy told me ‘go home’ twice,”")
    inner = held(text, "a2", "‘go home’ twice", "statement", "a1")
    assert runs_of(text, outer, inner) == [("“The envoy told me ‘go home’ twice,”", "a1")]
    assert ("‘go home’", "a2") in runs_of(text, inner, outer)
    assert ("‘go home’ twice", "a1") in runs_of(text, inner, outer)


def test_a_content_that_leaves_its_opening_mark_out_is_still_its_speakers() -> None:
    text = '"We leave now," she said.'
    assert runs_of(text, held(text, "a1", "We leave now")) == [("We leave now", "a1")]


def test_nobody_utters_what_is_only_thought() -> None:
    text = 'She believes it is "a farce".'
    assert runs_of(text, held(text, "a1", 'it is "a farce"', "belief")) == [('"a farce"', None)]


def test_an_attribution_beside_it_utters_none_of_its_words() -> None:
    text = 'She believes it is "a farce", he said.'
    thought = held(text, "a1", 'it is "a farce"', "belief")
    beside = held(text, "a2", 'is "a farce"')
    assert runs_of(text, thought, beside) == [('"a farce"', None)]


def test_marks_that_never_close_give_one_run_and_the_inner_mark_tells_whose_it_is() -> None:
    text = "Quill said: “The envoy told me “go home"
    outer = held(text, "a1", "“The envoy told me “go home")
    inner = held(text, "a2", "“go home", "statement", "a1")
    assert runs_of(text, inner, outer) == [("“go home", "a2")]


def test_runs_are_cut_to_the_content_and_listed_in_order() -> None:
    text = '"One two," he said. "Three."'
    both = Held("a1", None, (at(text, "two"), at(text, '"Three."')), "statement")
    assert [words for words, _ in runs_of(text, both)] == ["two", '"Three."']


def test_many_quotations_are_read_in_reasonable_time() -> None:
    line = '"We leave," she said.\n'
    text = line * 500
    known = {f"a{i}": Held(f"a{i}", None, ((i * len(line), i * len(line) + 11),), "statement") for i in range(500)}
    quotations = find_quotations(text)
    began = time.process_time()
    assert all(len(quoted_runs(asked, quotations, known)) == 1 for asked in known.values())
    assert time.process_time() - began < 5
