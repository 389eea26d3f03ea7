"""Names out of GUM's mentions, which say of what they speak and not whether they name it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.evaluation.treebank import TreebankDocument

_NAME_TAGS: Final = frozenset({"NNP", "NNPS", "CD", "JJ"})


def gold_names(document: TreebankDocument) -> list[tuple[str, int, int]]:
    """The names that mentions hold: (GUM's type, first word, last word), none inside another.

    GUM marks mentions, named or not. A name is a proper noun that heads a mention, or stands in apposition
    to its head, with the proper nouns that hang on it and what stands between them.
    """
    children: dict[int, list[int]] = {}
    for k, word in enumerate(document.words):
        if word.head >= 0:
            children.setdefault(word.head, []).append(k)
    heads = {mention.head for mention in document.mentions}

    def closure(k: int) -> Iterator[int]:
        yield k
        for child in children.get(k, ()):
            word = document.words[child]
            base = word.deprel.split(":")[0]
            proper = (word.xpos in _NAME_TAGS and document.text[word.start].isupper()) or word.xpos == "CD"
            if not proper or word.deprel in {"nmod:poss", "nmod:desc", "nmod:unmarked"}:
                continue
            if base in {"compound", "flat", "amod", "nummod"} or (base == "nmod" and _is_of(document, children, child)):
                yield from closure(child)

    names: list[tuple[str, int, int]] = []
    for mention in document.mentions:
        if mention.type in {"time", "abstract"}:
            continue
        for k in (mention.head, *(c for c in children.get(mention.head, ()) if document.words[c].deprel == "appos")):
            if k != mention.head and (k in heads or not mention.first <= k <= mention.last):
                continue
            if document.words[k].xpos in {"NNP", "NNPS"}:
                inside = [j for j in closure(k) if mention.first <= j <= mention.last]
                names.append((mention.type, min(inside), max(inside)))
    # Of two types for the same words the first stays: GUM's outermost mention.
    distinct = list({(first, last): (kind, first, last) for kind, first, last in reversed(names)}.values())[::-1]
    return [n for n in distinct if not any(o != n and o[1] <= n[1] and n[2] <= o[2] for o in distinct)]


def _is_of(document: TreebankDocument, children: dict[int, list[int]], k: int) -> bool:
    return any(document.words[c].lemma == "of" and document.words[c].deprel == "case" for c in children.get(k, ()))
