"""Which words of a text say an act: verbs with their particles, nouns with their light verbs, adjectives, modals.

Words are found by lemma and by what the tree hangs on them, never by their spelling. Each act has one trigger: "held
talks" is the noun's, and what is asked, promised, refused or threatened belongs to the asking, promising, refusing or
threatening - except a contact, which is a contact in every stage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.events.lexicon import NONE, PREPOSITIONS, Entry, acts
from dateline.language.analysis import Analysis, Token
from dateline.model.events import Stage
from dateline.model.spans import Span

_OBJECTS: Final = ("obj", "iobj", "nsubj:pass")
_PHRASES: Final = ("obl", "nmod", "obl:agent", "advcl", "xcomp", "ccomp", "acl", "obl:unmarked")
_CLAUSES: Final = ("ccomp", "xcomp", "advcl", "acl", "csubj")
_HANGING: Final = ("compound:prt", "advmod", "obj", "xcomp", "obl", "case", "mark", "obl:unmarked", "ccomp", "amod")
_NOT_HEADS: Final = frozenset({"compound", "flat", "flat:foreign", "appos:name"})
_MODIFIERS: Final = ("compound", "amod", "nmod:poss", "nummod", "nmod:unmarked", "flat")
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_PERSONAL: Final = frozenset(
    {"each", "he", "she", "him", "her", "they", "them", "we", "us", "i", "me", "you", "who", "whom"}
)
_FIRST: Final = frozenset({"i", "we", "you"})
_RELATIVE: Final = frozenset({"that", "which", "who", "whom"})
_BEINGS: Final = frozenset({"person", "organization", "place"})
_GOVERNING: Final = frozenset({"REQUEST", "AGREE", "REJECT", "THREATEN"})
_ANSWERABLE: Final = frozenset({"REQUEST", "AGREE", "ACCUSE", "THREATEN", "REJECT"})
_THREATS: Final = frozenset({"ASSAULT", "SANCTION", "COERCE", "MOBILIZE"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that says an act.

    ``head`` is its token, ``span`` that of the verb with its particle, or of the noun. ``light`` is the verb that
    gives a noun its subject. ``governor`` is the verb, noun or adjective that asks for a contact, agrees to it,
    refuses it or calls it off, or the modal's verb; ``stage`` what it says of the contact.
    """

    head: int
    span: Span
    category: str
    mode: str | None
    entry: Entry
    light: int | None = None
    governor: int | None = None
    stage: Stage | None = None


def find_triggers(analysis: Analysis) -> tuple[Trigger, ...]:
    """The triggers of a text, in the order of their heads."""
    reading = Reading(analysis)
    nouns = {t.head: t for k, token in enumerate(analysis.tokens) if token.pos == "NOUN" for t in _noun(reading, k)}
    verbs = {}
    for k, token in enumerate(analysis.tokens):
        if (token.pos in {"VERB", "ADJ", "NOUN"} and k not in nouns) and (found := _predicate(reading, k)) is not None:
            verbs[k] = found
    _join(reading, verbs, nouns)
    found_all = {k: t for k, t in {**verbs, **nouns}.items() if t.category != NONE}
    found_all |= dict(_modals(reading, found_all))
    _absorb(reading, found_all)
    return tuple(found_all[k] for k in sorted(found_all))


class Reading:
    """A text's tree with what its words name."""

    def __init__(self, analysis: Analysis) -> None:
        self.tokens = analysis.tokens
        self.tree = analysis.tree
        self._lemmas: dict[int, str] = {}
        self._types: dict[int, str] = {}
        for mention in analysis.mentions:
            self._types.setdefault(mention.head, mention.type)

    def lemma(self, k: int) -> str:
        """The lemma of a token, in lower case; where the lexicon does not know it, that of a form which it knows."""
        found = self._lemmas.get(k)
        if found is None:
            found = self._lemmas[k] = self._lemma(k)
        return found

    def _lemma(self, k: int) -> str:
        token, lemma, known = self.tokens[k], self.tree.lemmas[k], acts().words
        if k > 1 and self.tokens[k - 1].text == "-" and token.pos in {"VERB", "NOUN", "ADP", "ADV"}:
            first, dash = self.tokens[k - 2], self.tokens[k - 1]
            whole = f"{first.text.lower()}-{lemma}"
            if first.end == dash.start and dash.end == token.start and whole in known:
                return whole  # "cease-fire" is no fire
        if lemma in known or token.pos not in {"VERB", "NOUN"}:
            return lemma
        return next((base for base in bases_of(self.tree.words[k]) if base in known), lemma)

    def is_one_of(self, k: int, words: frozenset[str]) -> bool:
        """Whether a token is one of the words, or of the kind that a special class stands for."""
        lemma, word = self.lemma(k), self.tree.words[k]
        if lemma in words or word in words:
            return True
        named, kind = self.tokens[k].pos == "PROPN", self._types.get(k)
        personal = lemma in _PERSONAL or word in _PERSONAL
        return (
            ("@ACTOR" in words and (named or personal or kind in _BEINGS))
            or ("@PERSON" in words and (personal or kind == "person" or (named and kind is None)))
            or ("@PLACE" in words and (kind == "place" or (named and kind in {None, "organization"})))
        )

    def with_conjuncts(self, heads: Iterable[int]) -> list[int]:
        """The tokens, each with those that are joined to it."""
        return [c for k in heads for c in (k, *self.tree.dependents(k, "conj"))]

    def with_shared(self, nouns: Sequence[int]) -> list[int]:
        """The nouns, each with what it is a share of: "part of the aid"."""
        return [c for k in nouns for c in (k, *(self.phrases(k, "of") if self.lemma(k) in acts().shares else ()))]

    def objects(self, verb: int) -> list[int]:
        """What a verb does its act to: its objects, a passive's subject, or the noun that its clause is about."""
        passive = self.tree.is_passive(verb)
        found = self.tree.dependents(verb, *_OBJECTS, *(("nsubj",) if passive else ()))
        token = self.tokens[verb]
        real = [k for k in found if self.lemma(k) not in _RELATIVE]
        if not real and token.head != verb:
            participle = token.dep == "acl" and token.tag in {"VBN", "VBD"}
            relative = token.dep == "acl:relcl" and not self.tree.dependents(verb, "obj")
            relative = relative or any(self.lemma(k) in _RELATIVE for k in found)
            if participle or (relative and not self._subject_is_relative(verb)):
                real = [token.head]
        if not real and (shared := self._object_behind(verb)) is not None:
            real = [shared]
        if not real and token.dep == "conj" and not self.tree.dependents(verb, "nsubj", "nsubj:pass"):
            real = self._shared(verb)
        return self.with_conjuncts(real)

    def _object_behind(self, verb: int) -> int | None:
        """The object that a verb shares with the one right behind it: "called and congratulated her"."""
        for c in self.tree.dependents(verb, "conj"):
            objects = self.tree.dependents(c, "obj")
            if c == verb + 2 and self.tokens[c].tag == self.tokens[verb].tag and objects:
                return objects[0]
        return None

    def _shared(self, verb: int) -> list[int]:
        """The objects of the verb that a verb without its own is joined to, where both are passives."""
        head = self.tokens[verb].head
        if self.tree.is_passive(head) and self.tokens[verb].tag == "VBN":
            return self.tree.dependents(head, "nsubj:pass", "nsubj")
        return []

    def _subject_is_relative(self, verb: int) -> bool:
        subjects = self.tree.dependents(verb, "nsubj")
        return any(self.lemma(k) in _RELATIVE for k in subjects) and not self.tree.is_passive(verb)

    def subjects(self, verb: int) -> list[int]:
        """The subject of a clause, of a passive too, or that of the verb that it shares its subject with."""
        current = verb
        for _ in range(4):
            if found := self.tree.dependents(current, "nsubj", "nsubj:pass", "nsubj:outer"):
                return found
            token = self.tokens[current]
            if token.head == current or token.dep not in {"conj", "xcomp"}:
                return []
            current = token.head
        return []

    def marks(self, k: int) -> set[str]:
        """The prepositions and conjunctions that introduce a phrase or clause."""
        return {self.lemma(c) for c in self.tree.dependents(k, "case", "mark", "fixed")}

    def phrases(self, k: int, preposition: str) -> list[int]:
        """The phrases and clauses below a token that a preposition introduces."""
        found = self.tree.dependents(k, *_PHRASES)
        return [c for c in found if preposition in self.marks(c) or (c > k and self._opens(c, preposition))]

    def _opens(self, k: int, preposition: str) -> bool:
        """Whether a phrase opens with the preposition, though the tree hangs it on another of its words."""
        first = self.tree.leftmost(k)
        return first < k and self.tokens[first].pos == "ADP" and self.lemma(first) == preposition

    def clauses(self, k: int) -> list[int]:
        """The clauses and infinitives that a word governs behind it."""
        return [
            c
            for c in self.tree.dependents(k, *_CLAUSES)
            if c > k and (self.tokens[c].dep in {"ccomp", "xcomp"} or self.marks(c) & {"to", "that"})
        ]

    def indicative(self, k: int) -> bool:
        """Whether a verb governs a clause that states something, not one that asks for it."""
        for c in self.clauses(k):
            auxiliaries = self.tree.dependents(c, "aux", "cop", "aux:pass")
            asks = any(self.lemma(a) in acts().modal_words for a in auxiliaries)
            finite = self.tokens[c].tag in _FINITE or any(self.tokens[a].tag in {*_FINITE, "MD"} for a in auxiliaries)
            if finite and not asks:
                return True
        return False


def bases_of(form: str) -> Iterator[str]:
    """What a verb or noun may be an inflected form of, for the lemmas that the reader gets wrong."""
    for ending, others in (
        ("ies", ("y",)),
        ("ied", ("y",)),
        ("es", ("", "e")),
        ("s", ("",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
    ):
        stem = form.removesuffix(ending)
        if stem != form:
            yield from (stem + other for other in others)
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


# --- verbs and adjectives ---------------------------------------------------------------------------------------


def _predicate(reading: Reading, k: int) -> Trigger | None:
    """The trigger that a verb, or an adjective with its copula, is."""
    token = reading.tokens[k]
    # Of a participle the two sets of tags may say different things: "is committed to".
    adjective = token.pos == "ADJ" or (token.pos == "VERB" and token.tag == "JJ")
    table = acts().adjectives if adjective else acts().verbs if token.pos == "VERB" else None
    if table is None or (token.dep in {*_NOT_HEADS, "amod"} and token.tag not in _FINITE and token.pos == "VERB"):
        return None
    for entry in table.get(reading.lemma(k), ()):
        matched = _fits(reading, k, entry)
        if matched is not None:
            span = _span(reading.tokens, k, matched)
            return Trigger(k, span, entry.category, entry.mode, entry, stage=_own_stage(entry))
    return None


def _own_stage(entry: Entry) -> Stage | None:
    """The stage of a contact that its own word tells ("avoided each other")."""
    return entry.stage if entry.category == "CONSULT" else None


def _fits(reading: Reading, k: int, entry: Entry) -> list[int] | None:
    """The particles of an entry that fits a word; ``None`` where it does not fit."""
    particles: list[int] = []
    governed: list[int] | None = None
    hung = reading.tree.dependents(k, *_HANGING) if entry.after else []
    words = {c: (reading.lemma(c), reading.tree.words[c]) for c in hung}
    for word in entry.after:
        hanging = [c for c in words if word in words[c]]
        below = _governed(reading, k, word)
        if below and (word in PREPOSITIONS or not hanging):
            governed = below
        elif hanging:
            particles.extend(c for c in hanging[:1] if reading.tokens[c].dep == "compound:prt")
            governed = governed if word not in PREPOSITIONS else []
        else:
            return None
    objects = reading.with_shared(reading.with_conjuncts(governed) if governed else reading.objects(k))
    if entry.objects and not any(reading.is_one_of(c, entry.objects) for c in objects):
        return None
    if entry.without and any(reading.is_one_of(c, entry.without) for c in objects):
        return None
    if entry.subjects and not any(reading.is_one_of(c, entry.subjects) for c in reading.subjects(k)):
        return None
    return particles if _needs(reading, k, entry) else None


def _governed(reading: Reading, k: int, word: str) -> list[int]:
    """The phrases that a preposition introduces below a verb, or below its object, where parsers hang them too."""
    own = reading.phrases(k, word)
    if own or word not in PREPOSITIONS:
        return own
    # "Committed to opening up": what the preposition introduces is a clause.
    doing = [c for c in reading.tree.dependents(k, "advcl", "ccomp", "xcomp") if reading.tokens[c].tag == "VBG"]
    if found := [c for c in doing if any(reading.lemma(m) == word for m in reading.tree.dependents(c, "mark"))]:
        return found
    for c in reading.tree.dependents(k, "case"):
        # A parser's slip: the preposition on the verb, its phrase beside it.
        behind = [o for o in reading.tree.dependents(k, "obl", "nmod", "obj") if o > c > k]
        if reading.lemma(c) == word and behind:
            return behind[:1]
    return [c for o in reading.tree.dependents(k, "obj") for c in reading.phrases(o, word) if c > o]


def _needs(reading: Reading, k: int, entry: Entry) -> bool:
    return not entry.needs or any(_holds(reading, k, need) for need in entry.needs)


def _holds(reading: Reading, k: int, need: str) -> bool:
    """Whether a word has what an entry needs; the tree is asked for nothing else."""
    match need:
        case "clause":
            return bool(reading.clauses(k))
        case "indicative":
            return reading.indicative(k)
        case "object":
            return bool(reading.objects(k))
        case "no_object":
            return not reading.objects(k)
        case "light":
            return _light(reading, k) is not None
        case "passive":
            return reading.tree.is_passive(k)
        case "occasion":
            return _is_occasion(reading, k)
        case "party":
            return any(reading.phrases(k, word) for word in ("between", "with", "against", "among"))
    raise KeyError(need)


def _is_occasion(reading: Reading, k: int) -> bool:
    """Whether something happens in what a noun names, or it is itself what happens; not a call "for" or "to" do so."""
    token, table = reading.tokens[k], acts()
    if reading.phrases(k, "for") or reading.clauses(k):
        return False
    if token.dep == "nsubj":
        return reading.lemma(token.head) in table.happening
    return token.dep in {"obl", "nmod"} and bool(reading.marks(k) & table.occasions)


def _span(tokens: Sequence[Token], k: int, particles: Iterable[int]) -> Span:
    """The verb with the particles that stand right behind it."""
    last = k
    for c in particles:
        if c == last + 1:
            last = c
    return tokens[k].start, tokens[last].end


# --- nouns ------------------------------------------------------------------------------------------------------


def _noun(reading: Reading, k: int) -> Iterator[Trigger]:
    """The trigger that a noun is, if it is one; with the category ``NONE`` where it is used in another sense."""
    token = reading.tokens[k]
    if token.dep in _NOT_HEADS or token.tag not in {"NN", "NNS"}:
        return
    light = _light(reading, k)
    for entry in acts().nouns.get(reading.lemma(k), ()):
        if _noun_fits(reading, k, entry, light) and not (entry.category == "CONSULT" and _is_venue(reading, k)):
            yield Trigger(k, (token.start, token.end), entry.category, entry.mode, entry, light)
            return


def _is_venue(reading: Reading, k: int) -> bool:
    """Whether a meeting is only where an act takes place: one with a name, or one with sidelines."""
    token, marks = reading.tokens[k], reading.marks(k)
    if reading.lemma(token.head) in acts().beside and token.dep == "nmod":
        return True
    named = any(reading.tokens[c].pos == "PROPN" for c in reading.tree.dependents(k, "compound"))
    parties = any(reading.phrases(k, word) for word in ("with", "between"))
    return named and token.dep in {"obl", "nmod"} and bool(marks & acts().at) and not parties


def _noun_fits(reading: Reading, k: int, entry: Entry, light: int | None) -> bool:
    for word in entry.after:
        own = reading.phrases(k, word)
        lent = [c for c in reading.phrases(light, word) if c > k] if light is not None and light < k else []
        if not own and not lent:
            return False
    if entry.modifiers and not _modifiers(reading, k) & entry.modifiers:
        return False
    return _needs(reading, k, entry)


def _modifiers(reading: Reading, k: int) -> set[str]:
    """Lemmas of what stands before a noun, the parts of hyphenated words too."""
    found: set[str] = set()
    for c in reading.tree.dependents(k, *_MODIFIERS):
        lemma = reading.lemma(c)
        found.update((lemma, reading.tokens[c].text.lower(), *lemma.split("-")))
        found.update(reading.lemma(g) for g in reading.tree.dependents(c, "compound"))
    if k and reading.tokens[k - 1].text == "-" and k > 1:
        found.add(reading.lemma(k - 2))
    return found


def _light(reading: Reading, k: int) -> int | None:
    """The light verb that a noun hangs on, or that its clause is made with ("the talks held in Paris")."""
    token = reading.tokens[k]
    if token.dep == "conj" and token.head != k:
        token = reading.tokens[token.head]
    verb = token.head
    if reading.tokens[verb].pos == "VERB" and verb != k:
        if token.dep in {"obj", "nsubj:pass"} or (token.dep == "nsubj" and reading.tree.is_passive(verb)):
            if _lends(reading, verb, "object"):
                return verb
        elif token.dep in {"obl", "advcl", "nmod"}:
            marks = reading.marks(k if reading.tokens[k].head == verb else reading.tokens[k].head)
            if any(_lends(reading, verb, mark) for mark in marks):
                return verb
    for c in reading.tree.dependents(k, "acl", "acl:relcl"):
        if c > k and k in reading.objects(c) and _lends(reading, c, "object"):
            return c
    return None


def _lends(reading: Reading, verb: int, relation: str) -> bool:
    pairs = acts().light.get(reading.lemma(verb), frozenset())
    hanging = {reading.lemma(c) for c in reading.tree.dependents(verb, "compound:prt", "advmod", "obj")}
    return any(name == relation and (particle is None or particle in hanging) for name, particle in pairs)


# --- one trigger an act -----------------------------------------------------------------------------------------


def _join(reading: Reading, verbs: dict[int, Trigger], nouns: dict[int, Trigger]) -> None:
    """Make one trigger of a verb and the noun that it takes to say one act.

    A contact keeps its noun; the verb's entry tells its stage. Else the verb's entry wins where it asks for that
    noun ("cut aid"), and a verb that is only light goes.
    """
    for k, verb in list(verbs.items()):
        asked = [n for n in reading.objects(k) if n in nouns and reading.is_one_of(n, verb.entry.objects)]
        asked += [n for word in verb.entry.after for n in _governed(reading, k, word) if n in nouns and n not in asked]
        for n in asked:
            noun = nouns.get(n)
            if noun is None:
                continue  # taken over by a verb before
            if noun.category == "CONSULT" and verb.entry.stage is not None and verb.entry.objects:
                nouns[n] = replace(noun, governor=k, stage=verb.entry.stage)
                verbs.pop(k, None)
            elif verb.entry.objects and _takes_over(verb, noun):
                nouns.pop(n)
    for noun in list(nouns.values()):
        if noun.light is not None and noun.category != NONE:
            light = verbs.get(noun.light)
            met = light is not None and light.category == noun.category == "CONSULT"
            if met and noun.head not in reading.objects(noun.light):
                # "Met for talks" is told by the verb, "held talks" by the noun.
                nouns.pop(noun.head, None)
            elif light is not None and _only_light(reading, light, noun):
                verbs.pop(noun.light)


def _takes_over(verb: Trigger, noun: Trigger) -> bool:
    """Whether the act of a verb's entry with its object is one act, not the noun's: a plea that is answered is two."""
    if verb.category in {"REJECT", "CONCEDE"} and noun.category in _ANSWERABLE:
        return False
    return noun.light != verb.head if verb.category == noun.category else verb.category != NONE


def _only_light(reading: Reading, verb: Trigger, noun: Trigger) -> bool:
    """Whether a verb says nothing beside its noun: the same act, or no more than a sense that the noun overrules."""
    if verb.category in {noun.category, NONE}:
        return True
    return verb.category not in _GOVERNING and noun.head in reading.objects(verb.head) and not verb.entry.objects


def _modals(reading: Reading, found: dict[int, Trigger]) -> Iterator[tuple[int, Trigger]]:
    """What somebody must do is what the speaker asks for: a request whose proposition is the clause itself.

    A contact that must take place stays a contact.
    """
    table = acts()
    made: list[tuple[int, Trigger]] = []
    says = {t.light if t.light is not None else t.head: t for t in found.values()}
    for k, token in enumerate(reading.tokens):
        if token.pos not in {"VERB", "ADJ", "NOUN"} or not _under_modal(reading, k):
            continue
        subjects = reading.subjects(k)
        if not subjects or any(reading.lemma(s) in _FIRST for s in subjects):
            continue
        act = says.get(k)
        if act is not None and act.category == "CONSULT":
            made.append((act.head, replace(act, governor=k, stage="requested")))
        elif act is not None or any(reading.is_one_of(s, frozenset({"@ACTOR"})) or s in found for s in subjects):
            span = act.span if act is not None else (token.start, token.end)
            head = act.head if act is not None else k
            made.append((head, Trigger(head, span, "REQUEST", None, table.modal, act.light if act else None, k)))
    yield from made


def _under_modal(reading: Reading, k: int) -> bool:
    """Whether "must" or "should" stands before a predicate, or it is what somebody "needs to" do."""
    table = acts()
    token = reading.tokens[k]
    subjects = reading.tree.dependents(k, "nsubj", "nsubj:pass")
    for c in reading.tree.dependents(k, "aux"):
        # "Should Russia attack" is a condition.
        if reading.lemma(c) in table.modal_words and all(c > s for s in subjects):
            return not any(reading.marks(k) & {"if", "whether", "why", "how"})
    if token.dep == "xcomp" and "to" in reading.marks(k) and reading.lemma(token.head) in table.modal_infinitives:
        return reading.tokens[token.head].pos == "VERB" and reading.tokens[token.head].tag in {"VBZ", "VBP"}
    joined = token.dep == "conj" and token.tag == "VB" and not subjects
    return joined and token.head != k and not reading.tree.dependents(k, "aux") and _under_modal(reading, token.head)


def _absorb(reading: Reading, found: dict[int, Trigger]) -> None:
    """Give what is asked, promised, refused or threatened to the word that does so; contacts stay themselves."""
    says: dict[int, int] = {}
    for k, trigger in found.items():
        says.setdefault(k, k)
        if trigger.light is not None:
            says.setdefault(trigger.light, k)
    for k, outer in list(found.items()):
        if outer.category not in _GOVERNING or k not in found or outer.entry is acts().modal:
            continue
        heads = proposition_heads(reading, outer)
        inner = [found[says[h]] for h in heads if h in says and says[h] in found and says[h] != k]
        if not inner:
            continue
        contacts = [t for t in inner if t.category == "CONSULT"]
        for contact in contacts:
            governor = contact.governor if contact.governor is not None else outer.head
            found[contact.head] = replace(contact, governor=governor, stage=contact.stage or outer.entry.stage)
        if len(contacts) == len(heads) and outer.category != "THREATEN":
            found.pop(k)
            continue
        others = [t for t in inner if t.category != "CONSULT" and not _answered(outer, t)]
        for other in others:
            found.pop(other.head, None)
        if outer.category == "AGREE" and any(t.category in _THREATS for t in others):
            found[k] = replace(outer, category="THREATEN", mode=None)


def _answered(outer: Trigger, inner: Trigger) -> bool:
    """Whether a refusal answers what somebody else said: the plea that is rejected is an act of its own."""
    return outer.category == "REJECT" and inner.category in _ANSWERABLE and inner.entry.lemma in acts().nouns


def proposition_heads(reading: Reading, trigger: Trigger) -> list[int]:
    """The tokens that head what a trigger asks, promises, accuses of or rejects, in the first place that is filled."""
    k = trigger.head
    for place in trigger.entry.frame.proposition:
        if place == "self":
            return [k]
        if place == "clause":
            heads = reading.clauses(k)
        elif place == "object":
            heads = [c for c in reading.objects(k) if not reading.is_one_of(c, frozenset({"@ACTOR"}))]
        else:
            heads = _governed(reading, k, place)
        if heads:
            return reading.with_conjuncts(heads)
    return []
