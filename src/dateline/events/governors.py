"""Which class of words a governing word belongs to, and what the tree says of a noun phrase or a clause as a whole."""

from __future__ import annotations

from dateline.events.clauses import SentenceTree
from dateline.events.modality import Complement, Operator, modality_lexicon


def operator_of(tree: SentenceTree, k: int, complement: Complement, below: int) -> Operator | None:
    """What a word does to what hangs on it, by its lemma, with its particle if it has one."""
    lexicon = modality_lexicon()
    token = tree.tokens[k]
    lemma = tree.lemma(k)
    if token.pos in {"ADJ", "ADV"} or token.dep == "amod":
        found = lexicon.adjectives.get(token.text.lower())
        if found is None and token.pos == "ADJ":
            found = lexicon.adjectives.get(lemma)
        if found is not None or token.tag not in {"VBN", "VBD"}:
            return found
    if token.pos in {"NOUN", "PROPN"}:
        return lexicon.nouns.get(lemma)
    for c in (*tree.dependents(k), *tree.markers(below)):
        pair = f"{lemma} {tree.lemma(c)}"
        if (pair, complement) in lexicon.verbs and c != below:
            return lexicon.verbs[pair, complement]
    operator = lexicon.verbs.get((lemma, complement))
    if operator is None:
        # A wrong tag misleads the lemmatiser: "cancels" in a headline is no lemma.
        word = token.text.lower()
        operator = lexicon.verbs.get((word, complement)) or lexicon.verbs.get((word.removesuffix("s"), complement))
    if lemma == "let" and {tree.tokens[c].text.lower() for c in tree.dependents(k, "obj")} & {"us", "'s", "’s"}:
        return lexicon.verbs["propose", complement]
    others = complement != "infinitive" or any(c < below for c in tree.dependents(k, "obj"))
    if operator is not None and operator.name == "wanting" and (others or tree.dependents(below, "nsubj")):
        return lexicon.verbs["request", complement]
    if operator is None and token.tag in {"VBN", "VBG"}:
        return lexicon.adjectives.get(token.text.lower())
    return operator


def form_of(tree: SentenceTree, k: int) -> Complement:
    """Whether a clause without a finite verb is a gerund or an infinitive."""
    return "gerund" if tree.tokens[k].tag == "VBG" and not tree.marked_to(k) else "infinitive"


def is_definite(tree: SentenceTree, noun: int) -> bool:
    """Whether a noun takes what it names for known: "the talks", "his visit"."""
    determiners = {tree.lemma(c) for c in tree.dependents(noun, "det")}
    return bool(determiners & {"the", "this", "that", "these", "those"} or tree.dependents(noun, "nmod:poss"))


def is_inverted(tree: SentenceTree, clause: int) -> bool:
    """Whether a clause is a condition without a conjunction: "should they meet", "had they met"."""
    first = next(iter(tree.dependents(clause, "aux")), None)
    subject = next(iter(tree.dependents(clause, "nsubj", "nsubj:pass")), None)
    return (
        first is not None
        and subject is not None
        and first < subject
        and tree.lemma(first) in {"should", "have", "be", "had"}
        and tree.tokens[clause].dep == "advcl"
    )


def is_past_be(tree: SentenceTree, k: int) -> bool:
    """Whether a clause has "was" or "were"."""
    return any(tree.tokens[c].text.lower() in {"was", "were"} for c in tree.dependents(k, "aux", "aux:pass", "cop"))


def is_past(tree: SentenceTree, k: int) -> bool:
    """Whether a verb is past, or has no tense; of perfects it is not."""
    tags = {tree.tokens[k].tag, *(tree.tokens[c].tag for c in tree.dependents(k, "aux", "aux:pass"))}
    return "VBD" in tags or not tags & {"VBZ", "VBP"}


def says(tree: SentenceTree, k: int) -> bool:
    """Whether a word is one of saying."""
    operator = modality_lexicon().verbs.get((tree.lemma(k), "clause"))
    return operator is not None and operator.stops


def cases_of(tree: SentenceTree, noun: int) -> dict[str, int]:
    """The prepositions of a noun phrase by lemma, those of many words with all their words."""
    cases = {tree.lemma(m): m for m in tree.markers(noun) if m < noun}
    for m in tuple(cases.values()):
        cases |= {tree.lemma(f): f for f in tree.dependents(m, "fixed")}
        outer = m - 1 >= tree.first and tree.tokens[m - 1].head == tree.tokens[noun].head
        if outer and tree.lemma(m - 1) in modality_lexicon().words["markers.ahead"]:
            cases[tree.lemma(m - 1)] = m - 1  # "ahead" in "ahead of", where the tree hangs it on the verb
    return cases
