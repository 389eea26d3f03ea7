"""Dateline's stages as spaCy factories, found by spaCy through entry points.

``nlp.add_pipe("dateline_attribution")`` sets ``doc.spans["sources"]``, ``doc.spans["cues"]`` and
``doc.spans["contents"]``, and ``doc._.attributions``, a tuple of :class:`dateline.model.Attribution` whose
spans are characters of ``doc.text``. Tags, lemmas, sentences and entities are taken from the pipeline's
earlier components where it has them; without them source types stay unknown more often.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from dateline.attribution import attribute
from dateline.extraction import read_attributions
from dateline.model.attribution import Attribution
from dateline.model.form import attributions_from_json, attributions_to_json

if TYPE_CHECKING:
    from dateline.language.reader import Reader

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


class AttributionComponent:
    """Finds attributions in a ``Doc``; the reader is loaded with the first document."""

    def __init__(self, *, threads: int = 1) -> None:
        self._threads = threads
        self._loaded: Reader | None = None
        if not Doc.has_extension("attributions"):
            Doc.set_extension("attributions", getter=_stored, setter=_store)

    def __call__(self, doc: Doc) -> Doc:
        """The same document with its attributions set."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> tuple[Attribution, ...]:
        """The attributions of ``doc``, which stays as it is."""
        # spaCy imports this module with every pipeline it makes: onnxruntime waits for a document.
        from dateline.language.spacy_analyser import assemble, find_paragraphs  # noqa: PLC0415

        reader = self._reader()
        text = doc.text
        part = [((0, len(text)), doc)]
        analysis = assemble(text, find_paragraphs(text), part, reader.score(text))
        attributions, _ = attribute(analysis, read_attributions(analysis, reader.score))
        return attributions

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

    def _reader(self) -> Reader:
        if self._loaded is None:
            from dateline.language.reader import Reader  # noqa: PLC0415 - as above
            from dateline.language.weight_files import load_weights  # noqa: PLC0415 - as above

            self._loaded = Reader(load_weights(), threads=self._threads)
        return self._loaded


# spaCy writes user data to bytes, for a file or another process, only where it is plain lists and strings.
def _stored(doc: Doc) -> tuple[Attribution, ...]:
    return attributions_from_json(doc.user_data.get(_STORED, ()))


def _store(doc: Doc, attributions: Sequence[Attribution]) -> None:
    doc.user_data[_STORED] = attributions_to_json(attributions)
