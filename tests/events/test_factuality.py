from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.events.factuality import Assessment, assess, status_of, under_cue
from dateline.language import Analysis
from tests.analyses import at

_TABLE = Path(__file__).with_name("assessed.tsv")
_MARK = re.compile(r"\[(\w+)\]")
READINGS = [tuple(line.split("\t")) for line in _TABLE.read_text("utf-8").splitlines() if line and line[0] != "#"]


def head_at(analysis: Analysis, start: int) -> int:
    return next(k for k, token in enumerate(analysis.tokens) if token.start == start)


@pytest.fixture(scope="module")
def analyses(analyser):
    texts = [_MARK.sub(r"\1", marked) for marked, _, _ in READINGS]
    return dict(zip((row[0] for row in READINGS), analyser.analyse(texts), strict=True))


@pytest.mark.parametrize(("marked", "stage", "factuality"), READINGS)
def test_stage_and_factuality(analyses, marked, stage, factuality):
    analysis = analyses[marked]
    found = assess(analysis, head_at(analysis, marked.index("[")))
    assert (found.stage, found.factuality) == (stage, factuality)


@pytest.fixture(scope="module")
def read(analyser):
    """Assess the word of a text, with its light verb and its content given by their words."""

    def assessed(text: str, word: str, *, light: str | None = None, content: str | None = None) -> Assessment:
        analysis = next(iter(analyser.analyse([text])))
        head = head_at(analysis, at(text, word)[0])
        verb = None if light is None else head_at(analysis, at(text, light)[0])
        return assess(analysis, head, verb, within=None if content is None else (at(text, content),))

    return assessed


@pytest.mark.parametrize(
    ("text", "negated", "future"),
    [
        ("The ministers met in Vienna.", False, False),
        ("The ministers did not meet in Vienna.", True, False),
        ("The ministers will meet in Vienna.", False, True),
        ("The ministers will not meet in Vienna.", True, True),
        ("The ministers asked to meet in Vienna.", False, True),
        ("The minister refused to meet the envoy.", True, False),
        ("The minister did not refuse to meet the envoy.", False, False),
        ("The envoy urged them not to meet in Vienna.", True, True),
        ("The ministers were due to meet in Vienna.", False, False),
    ],
)
def test_polarity_is_that_of_the_act_and_time_that_of_the_writer(read, text, negated, future):
    found = read(text, "met" if " met " in text else "meet")
    assert (found.negated, found.future) == (negated, future)


def test_the_light_verb_gives_the_tense(read):
    found = read("Talks the two sides will hold in Oslo worry the king.", "Talks", light="hold")
    assert (found.stage, found.factuality) == ("planned", "CT+")


def test_operators_are_the_words_that_decided(read, analyser):
    text = "The minister may refuse to meet the envoy."
    analysis = next(iter(analyser.analyse([text])))
    found = assess(analysis, head_at(analysis, at(text, "meet")[0]))
    assert (found.stage, found.factuality, found.status) == ("refused", "PS+", "hypothetical")
    assert [analysis.tokens[k].text for k in found.operators] == ["may", "refuse"]


def test_words_outside_the_content_are_left_to_its_cue(read):
    text = "The ministry denied that the two had met in Oslo."
    inside = read(text, "met", content="the two had met in Oslo")
    assert (inside.stage, inside.factuality) == ("occurred", "CT+")
    assert under_cue(inside, "denied", "statement", ("deny",)).factuality == "CT-"
    assert read(text, "met").factuality == "CT-"


def test_a_trigger_outside_the_content_is_read_in_its_whole_sentence(read):
    found = read("The ministry did not accuse the king of lying.", "accuse", content="lying")
    assert found.factuality == "CT-"


@pytest.mark.parametrize(
    ("text", "word", "content", "polarity", "kind", "cue", "expected"),
    [
        ("He denied having refused to meet her.", "meet", "having refused to meet her", "denied", "statement", "deny",
         ("refused", "CT-", "denied")),
        ("He denied that they did not meet.", "meet", "they did not meet", "denied", "statement", "deny",
         ("occurred", "CT+", "occurred")),
        ("He asked to meet her.", "meet", "to meet her", "asserted", "statement", "ask",
         ("requested", "CT+", "requested")),
        ("He did not ask to meet her.", "meet", "to meet her", "negated", "statement", "ask",
         ("requested", "CT-", "denied")),
        ("He told her that they would meet.", "meet", "they would meet", "asserted", "statement", "tell",
         ("planned", "CT+", "planned")),
        ("He requested talks with her.", "talks", "talks with her", "asserted", "statement", "request",
         ("requested", "CT+", "requested")),
        ("He wants to meet her.", "meet", "to meet her", "asserted", "intention", "want",
         ("planned", "PR+", "planned")),
        ("He plans to meet her.", "meet", "to meet her", "asserted", "intention", "plan",
         ("planned", "CT+", "planned")),
        ("He agreed to meet her.", "meet", "to meet her", "asserted", "intention", "agree",
         ("agreed", "CT+", "agreed")),
        ("He agreed not to attack her.", "attack", "not to attack her", "asserted", "intention", "agree",
         ("refused", "CT+", "refused")),
        ("He refused to meet her.", "meet", "to meet her", "declined", "intention", "refuse",
         ("refused", "CT+", "refused")),
        ("He ordered the guards to leave.", "leave", "the guards to leave", "asserted", "decree", "order",
         ("requested", "CT+", "requested")),
        ("He thinks that they met.", "met", "they met", "asserted", "belief", "think",
         ("occurred", "PR+", "occurred")),
        ("He does not think that they met.", "met", "they met", "negated", "belief", "think",
         ("occurred", "PR-", "denied")),
        ("He knows that they met.", "met", "they met", "asserted", "knowledge", "know",
         ("occurred", "CT+", "occurred")),
        ("He hopes that they will meet.", "meet", "they will meet", "asserted", "attitude", "hope",
         ("planned", "PS+", "hypothetical")),
        ("He did not say that they met.", "met", "they met", "negated", "statement", "say",
         ("occurred", "U", "hypothetical")),
        ("He declined to say whether they met.", "met", "whether they met", "declined", "statement", "say",
         ("occurred", "U", "hypothetical")),
        ("He would say that they met.", "met", "they met", "conditional", "statement", "say",
         ("occurred", "U", "hypothetical")),
        ("He demanded that those behind the attack leave.", "attack", "those behind the attack leave", "asserted",
         "statement", "demand", ("occurred", "CT+", "occurred")),
    ],
)  # fmt: skip
def test_what_an_attribution_does_to_its_content(read, text, word, content, polarity, kind, cue, expected):  # noqa: PLR0917
    found = under_cue(read(text, word, content=content), polarity, kind, (cue,))
    assert (found.stage, found.factuality, found.status) == expected


@pytest.mark.parametrize(
    ("stage", "factuality", "status"),
    [
        ("refused", "CT+", "refused"),
        ("refused", "CT-", "denied"),
        ("planned", "PR-", "denied"),
        ("planned", "PR+", "planned"),
        ("planned", "PS+", "hypothetical"),
        ("occurred", "U", "hypothetical"),
    ],
)
def test_status_sums_up_stage_and_factuality(stage, factuality, status):
    assert status_of(stage, factuality) == status
