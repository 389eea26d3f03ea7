"""Dateline's stages as spaCy factories, found by spaCy through entry points.

``nlp.add_pipe("dateline_attribution")`` sets ``doc.spans["sources"]``, ``doc.spans["cues"]`` and
``doc.spans["contents"]``, and ``doc._.attributions``, a tuple of :class:`dateline.model.Attribution` whose
spans are characters of ``doc.text``. It reads the document's tokens by itself and leaves all that earlier
components said of them as it is.

``nlp.add_pipe("dateline")``, or :func:`pipeline`, sets all that and the analysis as well: tags, lemmas, heads
and relations of Universal Dependencies, sentences, names as ``doc.ents``, and mentions, which may be nested, as
``doc.spans["mentions"]``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import spacy
from spacy import attrs, symbols
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from dateline.attribution import attribute
from dateline.extraction import read_attributions
from dateline.model.attribution import Attribution
from dateline.model.form import attributions_from_json, attributions_to_json

if TYPE_CHECKING:
    from dateline.language import Analysis
    from dateline.language.analyser import EncoderAnalyser

_STORED: Final = "dateline.attributions"
_GROUPS: Final = (("sources", "source"), ("cues", "cue"), ("contents", "content"))


@Language.factory(
    "dateline_attribution",
    assigns=["doc._.attributions", "doc.spans"],
    default_config={"threads": 1},
)
def create_attribution(nlp: Language, name: str, threads: int) -> AttributionComponent:  # noqa: ARG001 - spaCy passes both
    """The component that finds attributions; ``threads`` is the number of threads for one document."""
    return AttributionComponent(threads=threads)


@Language.factory(
    "dateline",
    assigns=[
        "doc._.attributions", "doc.spans", "doc.ents", "doc.sents",
        "token.tag", "token.pos", "token.lemma", "token.head", "token.dep",
    ],
    default_config={"threads": 1},
)  # fmt: skip
def create_reader(nlp: Language, name: str, threads: int) -> ReaderComponent:  # noqa: ARG001 - spaCy passes both
    """The component that sets the whole analysis and the attributions."""
    return ReaderComponent(threads=threads)


def pipeline(*, threads: int = 1) -> Language:
    """Blank English of spaCy with Dateline's reader behind it: no model of spaCy's is loaded.

    It sets tags, lemmas, trees, sentences, names, mentions and attributions. ``threads`` is the number of
    threads for one document. ``dateline.spacy`` is this function.
    """
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline", config={"threads": threads})
    return nlp


class AttributionComponent:
    """Finds attributions in a ``Doc``; the reader is loaded with the first document."""

    def __init__(self, *, threads: int = 1) -> None:
        self._threads = threads
        self._loaded: EncoderAnalyser | None = None
        if not Doc.has_extension("attributions"):
            Doc.set_extension("attributions", getter=_stored, setter=_store)

    def __call__(self, doc: Doc) -> Doc:
        """The same document with its attributions set."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> tuple[Attribution, ...]:
        """The attributions of ``doc``, which stays as it is."""
        return self._attributions(self._analysis(doc))

    def set_annotations(self, doc: Doc, attributions: Sequence[Attribution]) -> None:
        """Set the span groups and the extension; spans are widened to whole tokens."""
        for group, role in _GROUPS:
            spans = [
                doc.char_span(start, end, label=role.upper(), alignment_mode="expand")
                for attribution in attributions
                for start, end in getattr(attribution, role)
            ]
            doc.spans[group] = SpanGroup(doc, name=group, spans=[span for span in spans if span is not None])
        doc._.attributions = tuple(attributions)

    def _analysis(self, doc: Doc) -> Analysis:
        words = [(token.idx, token.idx + len(token)) for token in doc if not token.is_space]
        return self._analyser().read_words(doc.text, words)

    def _attributions(self, analysis: Analysis) -> tuple[Attribution, ...]:
        attributions, _ = attribute(analysis, read_attributions(analysis, self._analyser().score))
        return attributions

    def _analyser(self) -> EncoderAnalyser:
        if self._loaded is None:
            # spaCy imports this module with every pipeline it makes: onnxruntime waits for a document.
            from dateline.language.analyser import EncoderAnalyser  # noqa: PLC0415

            self._loaded = EncoderAnalyser(threads=self._threads)
        return self._loaded


class ReaderComponent(AttributionComponent):
    """Sets the analysis of a ``Doc`` as well as its attributions."""

    def __call__(self, doc: Doc) -> Doc:
        """The same document with its analysis and its attributions set."""
        analysis = self._analysis(doc)
        _set_syntax(doc, analysis)
        _set_spans(doc, analysis)
        self.set_annotations(doc, self._attributions(analysis))
        return doc


def _set_syntax(doc: Doc, analysis: Analysis) -> None:
    """Tags, lemmas and trees; a token of white space hangs on the one before it, as spaCy's parser has it."""
    places = [token.i for token in doc if not token.is_space]
    if not places:
        return
    columns = [attrs.TAG, attrs.POS, attrs.LEMMA, attrs.DEP, attrs.HEAD]
    values = np.zeros((len(doc), len(columns)), dtype=np.uint64)
    strings = doc.vocab.strings
    for i in range(len(doc)):
        # What all but white space overwrites. HEAD is the distance to the head, as an unsigned number.
        distance = np.int64(-1 if i else places[0]).astype(np.uint64)
        values[i] = (strings.add("_SP"), symbols.SPACE, strings.add(doc[i].text), strings.add("dep"), distance)
    for token, i in zip(analysis.tokens, places, strict=True):
        distance = np.int64(places[token.head] - i).astype(np.uint64)
        relation = "ROOT" if token.dep == "root" else token.dep
        values[i] = (
            strings.add(token.tag), symbols.IDS[token.pos], strings.add(token.lemma), strings.add(relation),
            distance,
        )  # fmt: skip
    doc.from_array(columns, values)  # type: ignore[arg-type] # its stub asks for an array of another library


def _set_spans(doc: Doc, analysis: Analysis) -> None:
    """Names as the document's entities, mentions as a span group."""
    names = (doc.char_span(*entity.span, label=entity.label) for entity in analysis.entities)
    doc.set_ents([span for span in names if span is not None])
    mentions: list[Span] = []
    for mention in analysis.mentions:
        span = doc.char_span(*mention.span, label=mention.type.upper())
        if span is not None:
            mentions.append(span)
    doc.spans["mentions"] = SpanGroup(doc, name="mentions", spans=mentions)


# spaCy writes user data to bytes, for a file or another process, only where it is plain lists and strings.
def _stored(doc: Doc) -> tuple[Attribution, ...]:
    return attributions_from_json(doc.user_data.get(_STORED, ()))


def _store(doc: Doc, attributions: Sequence[Attribution]) -> None:
    doc.user_data[_STORED] = attributions_to_json(attributions)
