"""Learn the lemmatiser's table and rules from treebanks.

usage: PYTHONPATH=src python training/lemmas.py DATA OUT.json

DATA holds the unpacked corpora ``ewt`` and ``gum``; their training parts are read. The same input gives the same
file, byte for byte. Beside the forms that the treebanks hold, rules and table learn from the regular forms of the
lemmas that they hold, and from the lists of verbs and plurals that news may hold and they do not (``inflections.py``).
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from dateline.evaluation.treebank import TreebankDocument, read_treebank
from dateline.language.lemmas import FAMILIES, PROPER, Edit, Lemmatiser, edit_of, endings, table_key
from inflections import NEWS_VERBS, PAST_FORMS, PLURALS, inflect, syllables

LEAST: Final = 2  # distinct forms behind a rule: below that it would be a typing error's
PRIOR: Final = 2.0  # how many forms the next shorter ending's share of an edit is worth
LEAST_OTHER: Final = 2  # times that a lemma has to be seen where the tag does not inflect

Seen = dict[str, dict[str, Counter[str]]]
"""How often each lemma was seen, by tag and form."""


def build(documents: Iterable[TreebankDocument]) -> dict[str, Any]:
    """The content of ``lemmas.json``."""
    seen = count_lemmas(documents)
    known = family_forms(seen)
    learned = {family: regular | known[family] for family, regular in regular_forms(known, seen).items()}
    learned["VBD"] |= PAST_FORMS
    learned["NNS"] = learned["NNS"] | PLURALS | known["NNS"]
    rules = {family: learn_rules(forms) for family, forms in sorted(learned.items())}
    return {"rules": rules, "table": exceptions(seen, learned, rules)}


def count_lemmas(documents: Iterable[TreebankDocument]) -> Seen:
    """What stands in the treebanks, without words that were written in two ("with out")."""
    seen: Seen = defaultdict(lambda: defaultdict(Counter))
    for document in documents:
        broken = {word.head for word in document.words if word.deprel == "goeswith"}
        for k, word in enumerate(document.words):
            if k not in broken and word.deprel != "goeswith" and word.lemma != "_" and word.xpos != "GW":
                form = table_key(document.text[word.start : word.end], word.xpos, word.upos)
                # The list of past forms is surer than the treebanks, which have "flead" for "fled".
                past = PAST_FORMS.get(form) if FAMILIES.get(word.xpos) == "VBD" else None
                seen[word.xpos][form][past or word.lemma] += 1
    return seen


def commonest(lemmas: Mapping[str, float]) -> str:
    """The lemma with the highest count; of several the last by the alphabet."""
    return max(lemmas.items(), key=lambda item: (item[1], item[0]))[0]


def family_forms(seen: Seen) -> dict[str, dict[str, str]]:
    """For each family the commonest lemma of each form, in lower case."""
    pooled: Seen = {family: defaultdict(Counter) for family in FAMILIES.values()}
    for tag, family in FAMILIES.items():
        # Names in the plural teach nothing of plurals: those of teams and firms are lemmas of their own.
        for form, lemmas in seen.get(tag, {}).items() if tag not in PROPER else ():
            for lemma, count in lemmas.items():
                pooled[family][form][lemma.lower()] += count
    return {family: {form: commonest(lemmas) for form, lemmas in forms.items()} for family, forms in pooled.items()}


def regular_forms(known: dict[str, dict[str, str]], seen: Seen) -> dict[str, dict[str, str]]:
    """The regular inflected forms of all lemmas that were seen, by family.

    Nouns and adjectives are inflected as verbs too, where no verb has the form: most can be ("to tweet"), and
    where an "e" is dropped or a consonant doubled is the same for all.
    """
    irregular = {lemma for form, lemma in known["VBD"].items() if not form.endswith("ed")}
    irregular |= set(PAST_FORMS.values())
    odd_plurals = {lemma for form, lemma in known["NNS"].items() if not form.endswith("s")}
    verbs = _lemma_counts(seen, ("VB", "VBP", "VBZ", "VBD", "VBG"))
    nouns = _lemma_counts(seen, ("NN", "NNS"))
    adjectives = _lemma_counts(seen, ("JJ", "JJR", "JJS"))
    found: dict[str, dict[str, Counter[str]]] = {family: defaultdict(Counter) for family in known}
    for lemma in {*verbs, *NEWS_VERBS}:
        forms = inflect(lemma)
        for family, made in (("VBZ", forms.s), ("VBD", [] if lemma in irregular else forms.ed), ("VBG", forms.ing)):
            for form in made:
                found[family][form][lemma] += 1
    taken = {family: set(found[family]) for family in found}
    for lemma, count in (*nouns.items(), *adjectives.items()):
        # Seen once it is often a typing error, and what ends in a single "s" is no verb.
        if count > 1 and lemma not in irregular and (not lemma.endswith("s") or lemma.endswith("ss")):
            forms = inflect(lemma)
            for family, made in (("VBD", forms.ed[:1]), ("VBG", forms.ing[:1])):
                for form in made:
                    if form not in taken[family]:
                        found[family][form][lemma] += count
    for lemma in nouns:
        for form in [] if lemma in odd_plurals else inflect(lemma).s:
            found["NNS"][form][lemma] += 1
    for lemma in adjectives:
        for form in inflect(lemma).er if syllables(lemma) <= 2 else []:
            found["JJR"][f"{form}er"][lemma] += 1
            found["JJS"][f"{form}est"][lemma] += 1
    return {family: {form: commonest(lemmas) for form, lemmas in forms.items()} for family, forms in found.items()}


def _lemma_counts(seen: Seen, tags: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for tag in tags:
        for lemmas in seen.get(tag, {}).values():
            for lemma, count in lemmas.items():
                counts[lemma.lower()] += count
    return counts


def learn_rules(forms: Mapping[str, str]) -> dict[str, Edit]:
    """The likeliest edit of each ending that tells something else than the next shorter one that has a rule.

    An edit's share among the forms with an ending is smoothed with its share for the ending that is a character
    shorter.
    """
    counts: dict[str, Counter[Edit]] = defaultdict(Counter)
    for form, lemma in forms.items():
        for ending in endings(form):
            counts[ending][edit_of(form, lemma)] += 1
    shares: dict[str, dict[Edit, float]] = {}
    rules: dict[str, Edit] = {}
    for ending in sorted(counts, key=lambda e: (len(e), e)):
        counted, above = counts[ending], shares[ending[1:]] if ending else {}
        total = counted.total() + PRIOR
        shares[ending] = {e: (counted[e] + PRIOR * above.get(e, 0.0)) / total for e in sorted({*counted, *above})}
        edit = max(shares[ending], key=lambda e: (shares[ending][e], -e[0], e[1]))
        shorter = next((rules[ending[k:]] for k in range(1, len(ending) + 1) if ending[k:] in rules), None)
        # An ending decides only over characters that it has.
        if counted[edit] >= LEAST and edit[0] <= len(ending.lstrip("^")) and edit != shorter:
            rules[ending] = edit
    return rules


def exceptions(
    seen: Seen, learned: dict[str, dict[str, str]], rules: dict[str, dict[str, Edit]]
) -> dict[str, dict[str, str]]:
    """By tag the forms that the rules get wrong; first those of the families, then what single tags have apart."""
    table: dict[str, dict[str, str]] = {}
    ruled = Lemmatiser({}, rules)
    for family, forms in learned.items():
        wrong = {form: lemma for form, lemma in forms.items() if ruled.lemma(form, family, "") != lemma}
        table[family] = dict(sorted(wrong.items()))
    shared = Lemmatiser(table, rules)
    apart: dict[str, dict[str, str]] = {}
    for tag, forms in seen.items():
        apart[tag] = {}
        for form, lemmas in sorted(forms.items()):
            lemma = commonest(lemmas)
            count = lemmas[lemma]
            inflects = tag in FAMILIES or tag in {"VB", "VBP"}
            trusted = tag not in PROPER and (inflects or lemma.lower() == form)
            agreed = count * 2 > lemmas.total() and (trusted or count >= LEAST_OTHER)
            pos = "PROPN" if form != form.lower() else ""
            if agreed and shared.lemma(form, tag, pos) != lemma:
                apart[tag][form] = lemma
    merged = {tag: dict(sorted((table.get(tag, {}) | apart.get(tag, {})).items())) for tag in {*table, *apart}}
    return {tag: forms for tag, forms in sorted(merged.items()) if forms}


def write(data: Path, out: Path) -> None:
    """Learn from the training parts in ``data`` and write the file."""
    documents = [*read_treebank(data / "ewt" / "train"), *read_treebank(data / "gum" / "train")]
    text = json.dumps(build(documents), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    out.write_text(text + "\n", encoding="utf-8")
    print(f"{out}: {len(text.encode()) // 1000} kB")


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
