"""PLOVER's event records: their form, how contacts are coded, and what may not be lost or invented on the way."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given, settings

from dateline.exports import FORMATS, export_lines
from dateline.exports.plover import plover_coding, plover_events
from dateline.model import Mention
from tests.event_samples import asked, encounter, find, met
from tests.model.extractions import extractions

MAYBE_WORDS = {"type": ["string", "null"]}
DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
SPAN = {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
ENTITY = {
    "type": "object",
    "properties": {
        "code": {"type": ["string", "null"], "pattern": "^[A-Z]{3}$"},
        "sector": MAYBE_WORDS,
        "entity_text": {"type": "string"},
        "identifier_id": {"type": ["string", "null"], "pattern": "^Q[0-9]+$"},
        "identifier_text": {"type": "string"},
        "office": MAYBE_WORDS,
    },
    "required": ["code", "entity_text"],
    "additionalProperties": False,
}
CATEGORIES = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
SCHEMA = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "minLength": 1},
        "has_event": {"const": True},
        "date": DAY,
        "enddate": {"anyOf": [DAY, {"type": "null"}]},
        "actor": {"type": "array", "items": ENTITY},
        "recipient": {"type": "array", "items": ENTITY},
        "event": {"type": "array", "items": {"enum": CATEGORIES}, "minItems": 1, "maxItems": 1},
        "mode": {"type": "array", "items": {"type": "string"}},
        "context": {"type": "array", "items": {"type": "string"}},
        "quad_code": {"enum": [1, 2, 3, 4]},
        "event_scale": {"type": ["number", "null"], "minimum": -10, "maximum": 10},
        "event_loc": {"type": ["object", "null"]},
        "event_text": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "text": {"type": "string", "minLength": 1},
        "text_info": {"type": "object", "required": ["start", "end"]},
        "cite_info": {"type": "object", "required": ["publication", "coder", "codebook"]},
        "coder": {"type": "string"},
        "date_basis": {"enum": ["stated", "inherited", "published"]},
        "as_relayed_by": {"type": "string", "minLength": 1},
        "chain": {"type": "array", "items": {"type": "object", "required": ["name", "actor", "source_type"]}},
        "evidence": {"type": "object", "properties": {"trigger": SPAN, "clause": SPAN}},
        **dict.fromkeys(("denies", "contact", "proposition", "attribution"), MAYBE_WORDS),
        **{name: {"type": "string"} for name in ("category", "status", "stage", "factuality")},
    },
    "required": ["id", "date", "actor", "event", "status", "stage", "factuality", "chain", "attribution", "evidence"],
    "additionalProperties": False,
}


def records(extraction):
    found = list(plover_events(extraction))
    for record in found:
        jsonschema.validate(record, SCHEMA)
    return found


def test_every_record_is_of_plovers_form():
    assert [record["event"] for record in records(encounter())] == [
        ["REQUEST"],
        ["CONSULT"],
        ["CONSULT"],
        ["CONSULT"],
        ["CONSULT"],
    ]


@settings(deadline=None)
@given(extraction=extractions())
def test_any_extraction_can_be_exported(extraction):
    for form in FORMATS:
        for line in export_lines([extraction], form):
            line.encode()
            assert "\n" not in line
            json.loads(line)
    for record in plover_events(extraction):
        start, end = record["evidence"]["clause"]
        assert extraction.article.text[start:end] == record["text"]


@pytest.mark.parametrize(
    ("act", "category", "modes"),
    [
        (("CONSULT", None, "occurred", "CT+"), "CONSULT", ()),
        (("CONSULT", "phone", "occurred", "PR+"), "CONSULT", ("phone",)),
        (("CONSULT", "visit", "ongoing", "CT+"), "CONSULT", ("visit",)),
        (("CONSULT", "visit", "requested", "CT+"), "REQUEST", ("meet",)),
        (("CONSULT", None, "offered", "CT+"), "AGREE", ()),
        (("CONSULT", None, "agreed", "CT+"), "AGREE", ()),
        (("CONSULT", "visit", "planned", "CT+"), "AGREE", ()),
        (("CONSULT", None, "refused", "CT+"), "REJECT", ("meet",)),
        (("CONSULT", None, "cancelled", "CT+"), "REJECT", ("meet",)),
        (("CONSULT", None, "avoided", "CT+"), "CONSULT", ("negation",)),
        (("CONSULT", None, "occurred", "CT-"), "CONSULT", ("negation",)),
        (("CONSULT", None, "requested", "CT-"), "REQUEST", ("meet", "negation")),
        (("CONSULT", None, "refused", "PR-"), "REJECT", ("meet", "negation")),
        (("CONSULT", None, "occurred", "PS+"), "CONSULT", ("hypothetical",)),
        (("CONSULT", None, "planned", "U"), "AGREE", ("hypothetical",)),
        (("AID", None, "planned", "CT+"), "AGREE", ()),
        (("AID", None, "refused", "CT+"), "REJECT", ("assist",)),
        (("RETREAT", "withdraw", "planned", "CT+"), "CONCEDE", ()),
        (("RETREAT", "release", "requested", "CT+"), "REQUEST", ("yield",)),
        (("SANCTION", "expel", "planned", "CT+"), "THREATEN", ()),
        (("ASSAULT", "aerial", "cancelled", "CT+"), "CONCEDE", ()),
        (("AID", None, "cancelled", "CT+"), "SANCTION", ()),
        (("ASSAULT", "aerial", "occurred", "PS+"), "ASSAULT", ("aerial", "hypothetical")),
        (("CONCEDE", None, "planned", "CT+"), "CONCEDE", ()),
        (("THREATEN", "violence", "cancelled", "CT+"), "THREATEN", ("violence",)),
        (("ACCUSE", "allege", "occurred", "CT-"), "ACCUSE", ("allege", "negation")),
        (("REQUEST", "yield", "requested", "CT+"), "REQUEST", ("yield",)),
        (("REQUEST", "yield", "occurred", "CT+"), "REQUEST", ("yield",)),
        (("REJECT", "change", "refused", "CT+"), "REJECT", ("change",)),
        (("AGREE", None, "planned", "CT+"), "AGREE", ()),
    ],
)
def test_how_far_an_act_got_decides_its_category(act, category, modes):
    coding = plover_coding(*act)
    assert (coding.category, coding.modes) == (category, modes)


def test_what_is_denied_is_kept_and_not_added_up():
    denied, held = records(encounter())[1:3]
    assert (denied["mode"], denied["event_scale"], denied["status"]) == (["negation"], None, "denied")
    assert denied["denies"] == "label"
    assert (held["mode"], held["event_scale"], held["quad_code"]) == ([], 2.5, 1)


def test_nothing_attributed_is_the_outlets_own():
    made = encounter()
    for event, record in zip(made.events, records(made), strict=True):
        assert (event.attribution is None) == (record["as_relayed_by"] == "Harbour Post")
        assert (event.attribution is None) == (record["chain"] == [])
    held = records(made)[2]
    assert held["as_relayed_by"] == "Harbour Post > Onega Dispatch > Czech Foreign Ministry"
    assert [link["name"] for link in held["chain"]] == ["Onega Dispatch", "Czech Foreign Ministry"]
    assert held["attribution"] == "a3"


def test_everyone_acts_in_a_contact_but_for_visits_and_requests():
    def roles(extraction):
        (record,) = records(extraction)
        return tuple([entity["identifier_text"] for entity in record[role]] for role in ("actor", "recipient"))

    apart = {"actors": ("ada-brandt",), "recipients": ("ivo-kral",)}
    assert roles(met(**apart)) == (["Ada Brandt", "Ivo Kral"], [])
    assert roles(met(**apart, mode="visit")) == (["Ada Brandt"], ["Ivo Kral"])
    assert roles(met(stage="requested", initiator="ivo-kral")) == (["Ivo Kral"], ["Ada Brandt"])
    assert roles(asked("Norway urged Czechia to act.", "urged")) == (["Norway"], ["Czechia"])


def test_an_entity_has_its_code_and_the_words_of_the_text():
    made = met("Norway's envoy met Kral.", actors=("norway", "ada-brandt"))
    mention = Mention(id="m1", span=find(made.article.text, "Norway"), type="STATE", actor="norway", named=True)
    kosovo = tuple(replace(actor, country="XKX") if actor.id == "norway" else actor for actor in made.actors)
    (record,) = records(replace(made, mentions=(mention,), actors=kosovo))
    first, second = record["actor"]
    assert (first["code"], first["entity_text"], first["identifier_id"]) == ("KOS", "Norway", "Q20")
    assert (second["code"], second["entity_text"]) == ("NOR", "Ada Brandt")


@pytest.mark.parametrize(
    ("fields", "dates"),
    [
        ({"date_basis": "stated", "start": "2024-05-01", "end": "2024-05-03"}, ("2024-05-01", "2024-05-03", "stated")),
        ({"date_basis": "stated", "start": "2024-05-01", "end": "2024-05-01"}, ("2024-05-01", None, "stated")),
        ({"date_basis": "inherited", "start": "2024-05-04", "end": "2024-05-04"}, ("2024-05-04", None, "inherited")),
        ({"date_basis": "stated", "end": "2024-05-01"}, ("2024-05-01", None, "stated")),
        ({"published": "2024-05-04T22:00:00+02:00"}, ("2024-05-04", None, "published")),
    ],
)
def test_a_date_says_what_it_rests_on(fields, dates):
    (record,) = records(met(**fields))
    assert (record["date"], record["enddate"], record["date_basis"]) == dates


def test_without_any_date_there_is_no_record():
    assert records(met(published=None)) == []


def test_the_place_the_words_and_the_coder_are_told():
    held = records(encounter())[2]
    assert held["event_loc"] == {"extracted_place": "Oslo", "resolved_place": "Oslo", "country_code": "NOR"}
    assert held["event_text"] == ["spoke"]
    assert held["text"] == "the two spoke briefly in Oslo on May 3"
    assert held["cite_info"]["publication"] == "Harbour Post"
    assert held["cite_info"]["codebook"] == "PLOVER 2.0"
    assert held["coder"] == "Dateline 0.1.0"
    assert records(encounter())[3]["event_loc"] is None
