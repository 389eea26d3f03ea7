"""Analyses and role scores written by hand, so that a stage can be tested without a model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from dateline.language import Analysis, Entity, LinkScores, RoleScores, Token, find_quotations
from dateline.language.analysis import ROLE_TAGS
from dateline.model.attribution import RoleSpans
from dateline.model.spans import Span, Spans

_WORD = re.compile(r"n['’]t\b|['’]s\b|[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*|[^\sA-Za-z0-9]")
_LINE = re.compile(r"[^\r\n]+")
_SENTENCE = re.compile(r"\S[^\r\n]*?(?:[.!?][\"”']*(?=\s|$)|(?=[\r\n]|$))")
_SURE, _OTHERWISE, _UNLIKELY = -0.01, -6.0, -9.0

# Word: tag, part of speech and lemma, where they are not those of a common or a proper noun.
_WORDS = {
    "a": ("DT", "DET"), "an": ("DT", "DET"), "the": ("DT", "DET"), "some": ("DT", "DET"), "senior": ("JJ", "ADJ"),
    "familiar": ("JJ", "ADJ"), "unnamed": ("JJ", "ADJ"), "two": ("CD", "NUM"), "many": ("JJ", "ADJ"),
    "he": ("PRP", "PRON"), "she": ("PRP", "PRON"), "it": ("PRP", "PRON"), "they": ("PRP", "PRON"),
    "who": ("WP", "PRON"), "one": ("CD", "NUM"), "others": ("NNS", "NOUN", "other"),
    "people": ("NNS", "NOUN", "people"),
    "officials": ("NNS", "NOUN", "official"), "diplomats": ("NNS", "NOUN", "diplomat"),
    "talks": ("NNS", "NOUN", "talk"),
    "lawmakers": ("NNS", "NOUN", "lawmaker"), "farmers": ("NNS", "NOUN", "farmer"), "by": ("IN", "ADP"),
    "of": ("IN", "ADP"), "with": ("IN", "ADP"), "on": ("IN", "ADP"), "in": ("IN", "ADP"), "to": ("TO", "PART"),
    "according": ("VBG", "VERB", "accord"), "said": ("VBD", "VERB", "say"), "told": ("VBD", "VERB", "tell"),
    "wanted": ("VBD", "VERB", "want"), "denied": ("VBD", "VERB", "deny"), "believes": ("VBZ", "VERB", "believe"),
    "rejected": ("VBD", "VERB", "reject"),
    "refused": ("VBD", "VERB", "refuse"), "declined": ("VBD", "VERB", "decline"), "was": ("VBD", "AUX", "be"),
    "were": ("VBD", "AUX", "be"), "did": ("VBD", "AUX", "do"), "say": ("VB", "VERB", "say"), "not": ("RB", "PART"),
    "says": ("VBZ", "VERB", "say"), "added": ("VBD", "VERB", "add"), "asked": ("VBD", "VERB", "ask"),
    "ordered": ("VBD", "VERB", "order"), "if": ("IN", "SCONJ"), "that": ("IN", "SCONJ"), "never": ("RB", "ADV"),
    "whose": ("WP$", "PRON"), "speaking": ("VBG", "VERB", "speak"),
     "n't": ("RB", "PART", "not"), "n’t": ("RB", "PART", "not"), "'s": ("POS", "PART"),
    "’s": ("POS", "PART"),
}  # fmt: skip
_PHRASE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN"})


def spans_of_words(text: str) -> list[Span]:
    """The spans of what white space parts."""
    return [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]


def at(text: str, words: str) -> Span:
    """Where ``words`` stand in ``text``, which must hold them once."""
    found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    assert len(found) == 1, f"{words!r} stands {len(found)} times in the text"
    return found[0]


def spans(text: str, *parts: str) -> Spans:
    """Where each part stands in ``text``."""
    return tuple(at(text, part) for part in parts)


def roles(text: str, source: Sequence[str] | str, cue: str, *content: str) -> RoleSpans:
    """The bare spans of an attribution, given by their words; an empty source is not written."""
    parts = [source] if isinstance(source, str) else source
    return RoleSpans(spans(text, *(part for part in parts if part)), spans(text, cue), spans(text, *content))


def words_of(text: str, found: Spans) -> list[str]:
    """The text of each span."""
    return [text[start:end] for start, end in found]


def analysis(
    text: str,
    *,
    entities: Mapping[str, str] | None = None,
    heads: Mapping[str, str] | None = None,
    scores: RoleScores | None = None,
) -> Analysis:
    """An analysis of ``text`` by a few plain rules.

    ``entities`` gives the label of a name; ``heads`` overrides the head of a word, where the last noun of
    its phrase, and for that the sentence's last verb, is not the right one.
    """
    sentences = tuple(match.span() for match in _SENTENCE.finditer(text))
    return Analysis(
        text=text,
        tokens=_parsed(text, [_token(match) for match in _WORD.finditer(text)], sentences, heads or {}),
        sentences=sentences,
        paragraphs=tuple(match.span() for match in _LINE.finditer(text) if match.group().strip()),
        entities=tuple(Entity(at(text, name), label) for name, label in (entities or {}).items()),
        mentions=(),
        quotations=find_quotations(text),
        scores=role_scores(text, ()) if scores is None else scores,
    )


def _token(match: re.Match[str]) -> Token:
    text = match.group()
    default: tuple[str, ...] = ("NN", "NOUN")
    if not text[0].isalnum() and text not in _WORDS:
        default = ("-PUNCT-", "PUNCT")
    elif text[0].isupper() and text.lower() not in _WORDS:
        default = ("NNP", "PROPN")
    tag, pos, *lemma = _WORDS.get(text.lower(), default)
    return Token(match.start(), match.end(), text, lemma[0] if lemma else text.lower(), tag, pos, 0, "dep")


def _parsed(text: str, tokens: list[Token], sentences: Spans, heads: Mapping[str, str]) -> tuple[Token, ...]:
    parsed = []
    for i, token in enumerate(tokens):
        head = _phrase_head(tokens, i)
        if head == i:
            inside = next((s for s in sentences if s[0] <= token.start < s[1]), (0, len(text)))
            verbs = [k for k, t in enumerate(tokens) if t.pos == "VERB" and inside[0] <= t.start < inside[1]]
            head = verbs[-1] if verbs else i
        if token.text in heads:
            head = next(k for k, other in enumerate(tokens) if other.text == heads[token.text])
        parsed.append(replace(token, head=head))
    return tuple(parsed)


def _phrase_head(tokens: Sequence[Token], i: int) -> int:
    """The last noun of the noun phrase around a token, or the token itself."""
    head = k = i
    while k < len(tokens) and (tokens[k].pos in _PHRASE or tokens[k].tag == "POS"):
        head = k if tokens[k].pos in {"NOUN", "PROPN"} else head
        k += 1
    return head


def role_scores(text: str, found: Iterable[RoleSpans]) -> RoleScores:
    """Scores that say ``found`` and nothing else, a piece for every word and mark."""
    offsets = tuple(match.span() for match in _WORD.finditer(text))
    tags = np.zeros(len(offsets), dtype=int)
    links = np.full((len(offsets), len(offsets)), _UNLIKELY, dtype=np.float32)
    for attribution in found:
        cue = next(k for k, offset in enumerate(offsets) if offset[0] >= attribution.cue[0][0])
        for role in ("source", "cue", "content"):
            for span in attribution.role(role):
                inside = [k for k, (start, end) in enumerate(offsets) if span[0] <= start and end <= span[1]]
                tags[inside] = ROLE_TAGS.index(f"I-{role}")
                tags[inside[:1]] = ROLE_TAGS.index(f"B-{role}")
                links[inside, cue] = _SURE
    scores = np.full((len(offsets), len(ROLE_TAGS)), _UNLIKELY, dtype=np.float32)
    scores[:, 0] = _OTHERWISE
    scores[np.arange(len(offsets)), tags] = _SURE
    return RoleScores(offsets, scores, (LinkScores(0, len(offsets), 0, links),) if offsets else ())


class WrittenAnalyser:
    """An analyser that knows texts and contents by heart, and finds nothing in any other."""

    weights = "sha256:written-by-hand"

    def __init__(self, known: Mapping[str, Sequence[RoleSpans]]) -> None:
        self.known = dict(known)
        self.scored: list[str] = []

    def analyse(self, texts: Iterable[str]) -> Iterator[Analysis]:
        for text in texts:
            yield analysis(text, scores=role_scores(text, self.known.get(text, ())))

    def score(self, text: str, _whole: RoleScores, content: Span) -> RoleScores:
        inside = text[slice(*content)]
        self.scored.append(inside)
        return role_scores(inside, self.known.get(inside, ()))
