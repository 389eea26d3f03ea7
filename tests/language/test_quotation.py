from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.language import Quotation, find_quotations


def quoted(text: str) -> list[str]:
    return [text[run.start : run.end] for run in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ('"Not today," she said.', ['"Not today,"']),
        ("“Not today,” she said.", ["“Not today,”"]),
        ("«Not today,» she said.", ["«Not today,»"]),
        ("``Not today,'' she said.", ["``Not today,''"]),
        ("„Not today“, she said.", ["„Not today“"]),
        ("‘Not today,’ she said.", ["‘Not today,’"]),
        ("'Not today,' she said.", ["'Not today,'"]),
        ('"One," he said, "and two."', ['"One,"', '"and two."']),
        ('He called it a "farce".', ['"farce"']),
        ('The ("farce") ended—"at last"—on Monday.', ['"farce"', '"at last"']),
        ('"a" "b"', ['"a"', '"b"']),
    ],
)
def test_runs_inside_each_make_of_mark(text: str, runs: list[str]) -> None:
    assert quoted(text) == runs


@pytest.mark.parametrize(
    "text",
    [
        "The minister's aides don't think it's over.",
        "The minister’s aides don’t think it’s over.",
        "The ministers' meeting and the envoys' lunch were held in the '90s.",
        "’Twas late, and the ’90s deal was ’til then unknown.",
        "Rock 'n' roll diplomacy.",
        "a 6' fence and a 5'6 guard",
        "L'Ostrel and O'Dowd met.",
        "",
        "\n\n",
        "'",
        "' '",
        "''''",
    ],
)
def test_apostrophes_open_no_run_of_single_marks(text: str) -> None:
    assert [run for run in find_quotations(text) if not run.double] == []


def test_a_possessive_inside_single_marks_does_not_close_them() -> None:
    assert quoted("‘The ministers’ meeting is off,’ she said.") == ["‘The ministers’ meeting is off,’"]
    assert quoted("'The envoy's chair is empty,' she said.") == ["'The envoy's chair is empty,'"]


def test_single_marks_inside_double_ones_are_deeper() -> None:
    text = "“They told me ‘go home’ and I went,” she said."
    outer, inner = find_quotations(text)
    assert (text[outer.start : outer.end], outer.depth, outer.double) == (text[: text.index(" she")], 0, True)
    assert (text[inner.start : inner.end], inner.depth, inner.double) == ("‘go home’", 1, False)


def test_double_marks_inside_single_ones_are_deeper() -> None:
    text = "'They said \"go home\" and I went,' she said."
    assert [(run.double, run.depth) for run in find_quotations(text)] == [(False, 0), (True, 1)]


def test_a_run_that_nobody_closed_ends_with_its_paragraph() -> None:
    text = '"We leave, she said.\nThe hall emptied. "Good," he said.'
    first, second = find_quotations(text)
    assert text[first.start : first.end] == '"We leave, she said.'
    assert (first.opened, first.closed, first.continued) == (True, False, False)
    assert text[second.start : second.end] == '"Good,"'


def test_a_run_that_was_opened_twice_ends_where_it_is_opened_again() -> None:
    text = '"We leave, she said. "At once," she said.'
    assert [(run.closed, text[run.start : run.end]) for run in find_quotations(text)] == [
        (False, '"We leave, she said. '),
        (True, '"At once,"'),
    ]


@pytest.mark.parametrize("newline", ["\n", "\n\n", "\r\n", "\r\n\r\n", "\r"])
def test_a_quotation_that_runs_over_paragraphs_is_continued(newline: str) -> None:
    text = f"“We leave.{newline}“We leave now.{newline}“And for good,” she said."
    assert [(run.closed, run.continued) for run in find_quotations(text)] == [
        (False, True),
        (False, True),
        (True, False),
    ]


def test_a_paragraph_that_only_closes_belongs_to_the_quotation_before() -> None:
    text = "“We leave.\nWe leave now,” she said."
    first, second = find_quotations(text)
    assert (first.opened, first.closed) == (True, False)
    assert (second.opened, second.closed, text[second.start : second.end]) == (False, True, "We leave now,”")


@pytest.mark.parametrize("text", ["We leave,” she said.", "We leave,» she said.", "”"])
def test_a_closing_mark_by_itself_makes_no_run(text: str) -> None:
    assert find_quotations(text) == ()


def test_one_forgotten_mark_turns_no_later_paragraph_inside_out() -> None:
    text = 'It was a "farce, he said.\n\nThe hall was calm.\n\n"We stay," she said.'
    assert quoted(text)[-1] == '"We stay,"'
    assert not any(run.start < text.index("hall") < run.end for run in find_quotations(text))


MARKS = st.text(alphabet="\"“”„«»‘’'`‚( ,.asA1\n\r—", max_size=60)


def paragraph_of(text: str, run: Quotation) -> bool:
    return "\n" not in text[run.start : run.end] and "\r" not in text[run.start : run.end]


@settings(max_examples=400)
@given(MARKS)
@example("“a\nb 'c” d'")
def test_runs_lie_in_one_paragraph_each_in_order_and_never_cross(text: str) -> None:
    runs = find_quotations(text)
    assert [(run.start, -run.end) for run in runs] == sorted((run.start, -run.end) for run in runs)
    for run in runs:
        assert 0 <= run.start < run.end <= len(text)
        assert paragraph_of(text, run)
        assert run.depth >= 0
        assert not (run.continued and run.closed)
    for i, one in enumerate(runs):
        for other in runs[i + 1 :]:
            assert other.start >= one.end or other.end <= one.end, (one, other)


@given(MARKS)
def test_runs_begin_and_end_with_the_marks_they_claim(text: str) -> None:
    for run in find_quotations(text):
        inside = text[run.start : run.end]
        assert not run.opened or inside[0] in "\"“„«»`‘’'‚”"
        assert not run.closed or inside[-1] in "\"”»'’“„«`"


@given(MARKS, MARKS)
def test_a_paragraph_is_read_alike_whatever_follows(text: str, after: str) -> None:
    """What follows may continue a quotation, and changes nothing else."""
    alone = [(run.start, run.end, run.closed, run.depth) for run in find_quotations(text)]
    followed = [(run.start, run.end, run.closed, run.depth) for run in find_quotations(f"{text}\n{after}")]
    assert followed[: len(alone)] == alone
