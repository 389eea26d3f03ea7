from __future__ import annotations

import pytest

from dateline.errors import CorpusError
from dateline.evaluation.timex import GoldTime, TimedDocument, read_timed_document, score_times, timex_files
from dateline.model import Timex, TimexValue

TEXT = "They met last week, on Monday, for two hours."
GOLD = (GoldTime((9, 18), "DATE", "2023-W08"), GoldTime((23, 29), "DATE", "2023-02-20"))
MEANTIME = """<?xml version="1.0"?><Document doc_id="1" lang="en">
<token number="0" sentence="0" t_id="1">Talks</token>
<token number="1" sentence="1" t_id="2">March</token>
<token number="2" sentence="1" t_id="3">02</token>
<token number="3" sentence="1" t_id="4">,</token>
<token number="4" sentence="1" t_id="5">2023</token>
<token number="5" sentence="2" t_id="6">They</token>
<token number="6" sentence="2" t_id="7">met</token>
<token number="7" sentence="2" t_id="8">Monday</token>
<token number="8" sentence="2" t_id="9">.</token>
<token number="9" sentence="6" t_id="10">Today</token>
<Markables>
<TIMEX3 m_id="1" type="DATE" value="02-03-2023" functionInDocument="CREATION_TIME"><token_anchor t_id="2"/>
<token_anchor t_id="3"/><token_anchor t_id="4"/><token_anchor t_id="5"/></TIMEX3>
<TIMEX3 m_id="2" type="DATE" value="2023-02-27" functionInDocument="NONE"><token_anchor t_id="8"/></TIMEX3>
<TIMEX3 m_id="3" type="DATE" value="2022" functionInDocument="NONE"/>
</Markables></Document>
"""
TIMEML = """<?xml version="1.0"?><TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2023-03-02">2 March</TIMEX3></DCT>
<TITLE>Talks</TITLE><TEXT>They <EVENT eid="e1">met</EVENT> <TIMEX3 tid="t1" type="DATE" value="2023-W08">last
week</TIMEX3>.</TEXT></TimeML>
"""


def document(text: str = TEXT, times: tuple[GoldTime, ...] = GOLD, end: int | None = None) -> TimedDocument:
    return TimedDocument("one", text, "2023-03-02", (0, end or len(text)), None, times)


def predicted(words: str, kind: str, value: str) -> Timex:
    start = TEXT.index(words)
    return Timex(
        id="t1",
        span=(start, start + len(words)),
        text=words,
        start=None,
        end=None,
        granularity=None,
        edtf=None,
        timex=TimexValue(type=kind, value=value),  # type: ignore[arg-type]
    )


def test_what_is_annotated_scores_full_marks():
    found = [predicted("last week", "DATE", "2023-W08"), predicted("Monday", "DATE", "2023-02-20")]
    table = score_times([(document(), found)])
    assert {figures["F1"] for figures in table.values()} == {100}


def test_relaxed_spans_share_a_character_and_values_count_over_them():
    found = [predicted("week", "DURATION", "2023-W08"), predicted("two hours", "DURATION", "PT2H")]
    table = score_times([(document(), found)])
    assert table["strict"]["F1"] == 0
    assert table["relaxed"] == {"P": 50, "R": 50, "F1": 50}
    assert table["value"]["F1"] == 50
    assert table["type"]["F1"] == 0


def test_a_time_is_matched_once():
    gold = (GoldTime((9, 18), "DATE", "2023-W08"),)
    found = [predicted("last", "DATE", "X"), predicted("week", "DATE", "2023-W08")]
    assert score_times([(document(times=gold), found)])["relaxed"] == {"P": 50, "R": 100, "F1": 66.67}


def test_what_was_not_annotated_is_not_scored():
    found = [predicted("last week", "DATE", "2023-W08"), predicted("two hours", "DURATION", "PT2H")]
    table = score_times([(document(times=GOLD[:1], end=20), found)])
    assert table["relaxed"]["F1"] == 100


def test_meantime_is_read(tmp_path):
    path = tmp_path / "1_talks.xml"
    path.write_text(MEANTIME)
    read = read_timed_document(path)
    assert read.text == "Talks\n\nMarch 02, 2023\n\nThey met Monday. Today"
    assert read.created == "2023-03-02"
    assert read.given is not None
    assert read.text[slice(*read.given)] == "March 02, 2023"
    assert read.text[slice(*read.region)].endswith("Monday.")
    assert [(read.text[slice(*t.span)], t.value) for t in read.times] == [("Monday", "2023-02-27")]


def test_timeml_is_read(tmp_path):
    path = tmp_path / "talks.tml"
    path.write_text(TIMEML)
    read = read_timed_document(path)
    assert read.text == "They met last\nweek."
    assert read.created == "2023-03-02"
    assert [(read.text[slice(*t.span)], t.type, t.value) for t in read.times] == [("last\nweek", "DATE", "2023-W08")]
    assert timex_files(tmp_path) == [path]


def test_a_file_that_is_no_xml_is_named(tmp_path):
    path = tmp_path / "broken.xml"
    path.write_text("<Document>")
    with pytest.raises(CorpusError, match=r"broken\.xml"):
        read_timed_document(path)
