"""What a claim of precedence counts: the form of the encounter, who takes part, and what narrows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from dateline.events.bounds import actors_at, states_of
from dateline.events.superlatives import Reading, Superlative, lexicon
from dateline.model.events import PrecedentPattern, Since
from dateline.model.spans import Span

_WITH: Final = frozenset({"between", "of", "with", "by", "among", "involving", "for"})
_WHERE: Final = frozenset({"to", "in", "at", "on", "inside"})
_BOTH: Final = frozenset({"two", "both", "pair", "duo"})
_STATES: Final = frozenset(
    {"country", "nation", "side", "state", "neighbour", "neighbor", "rival", "power", "government", "ally", "capital"}
)
_BACK: Final = 3  # sentences in which "the two" are looked for
_MAIN_VERBS: Final = frozenset({"xcomp", "acl", "advcl", "acl:relcl"})


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: the noun or verb of an encounter, its form, and the tokens that say who takes part."""

    kind: str
    form: str | None
    category: str | None
    verb: int | None


def counted(reading: Reading, found: Superlative) -> Counted:
    """What kind of thing a superlative is about: a contact, an act, a party, a time or something else."""
    words = lexicon()
    noun = found.noun if found.noun is not None else _antecedent(reading, found)
    if found.noun is None and reading.low(found.last + 1) == "to":
        # "Japan was the first to start talks"
        verb = next(iter(_infinitives(reading, found.at)), None)
        return _of_verb(reading, verb, "party") if verb is not None else Counted("other", None, None, None)
    if found.verb is not None and found.noun is None:
        return _of_verb(reading, found.verb, "verb")
    if noun is None:
        return Counted("other", None, None, None)
    lemma = reading.lemma(noun)
    if lemma in words.times:
        verb = _verb_of_time(reading, noun)
        return _of_verb(reading, verb, "time") if verb is not None else Counted("time", None, None, None)
    form = _form(reading, found, noun)
    if form is not None:
        return Counted("contact", form, "CONSULT", None)
    if lemma in words.people or reading.who.offices.is_phrase((lemma,)):
        verb = next(iter(_infinitives(reading, noun)), None)
        inner = _of_verb(reading, verb, "party") if verb is not None else None
        return inner or Counted("party", None, None, None)
    if lemma in words.acts:
        return Counted("act", None, None, None)
    return Counted("other", None, None, next(iter(_infinitives(reading, noun)), None))


def _antecedent(reading: Reading, found: Superlative) -> int | None:
    """The noun that "the first" stands for: "the visit, the first since", "the talks were the first in"."""
    token = reading.tokens[found.at]
    if token.dep in {"appos", "nmod", "dep", "acl", "conj"} and token.head < found.at:
        return token.head if reading.tokens[token.head].pos in {"NOUN", "PROPN"} else None
    subjects = reading.tree.dependents(found.at, "nsubj", "nsubj:outer")
    if not subjects and token.head != found.at:
        subjects = reading.tree.dependents(token.head, "nsubj", "nsubj:pass", "obj")
    return next((s for s in subjects if reading.tokens[s].pos in {"NOUN", "PROPN"}), None)


def _form(reading: Reading, found: Superlative, noun: int) -> str | None:
    """The form of an encounter: of the noun, of what "round of" is said of, one-on-one before all."""
    words, lemma = lexicon(), reading.lemma(noun)
    near = reading.analysis.text[reading.tokens[found.at].start : reading.tokens[noun].end + 12].lower()
    one = re.search(r"\bone[- ]on[- ]one\b", near)
    if one is not None:
        return "one-on-one"
    if lemma in words.general:
        behind = range(noun + 1, min(noun + 8, reading.sentence(noun).stop))
        inner = next((reading.lemma(i) for i in behind if reading.lemma(i) in words.contacts), None)
        before = reading.lemma(noun - 1)
        if inner is None and before in words.contacts:
            inner = before
        # A session or an exchange without talks behind it may be of anything.
        return words.contacts[inner] if inner is not None and inner not in words.general else None
    if lemma == "face" and reading.low(noun - 1) == "-":
        return "meeting"
    if reading.low(noun) == "call" or lemma == "call":
        return "video call" if "video" in near else "phone call"
    if lemma in {"exchange", "engagement", "mission", "tour", "audience", "journey"} and not _is_diplomatic(
        reading, noun
    ):
        return None
    return words.contacts.get(lemma)


def _is_diplomatic(reading: Reading, noun: int) -> bool:
    """Whether a noun of many senses stands beside an actor: "the pope's audience", but "the theatre audience"."""
    return any(actors_at(reading, c) for c in reading.tree.dependents(noun, "nmod:poss", "compound", "amod"))


def _verb_of_time(reading: Reading, noun: int) -> int | None:
    """The verb of "the first time": what "for the first time" is said of, or the relative clause behind it."""
    inside = [c for c in reading.tree.dependents(noun, "acl:relcl", "acl", "ccomp", "advcl") if c > noun]
    if "for" in reading.cases(noun) or not inside:
        head = reading.tokens[noun].head
        if reading.tokens[noun].dep in {"obl", "obl:unmarked", "nmod", "advmod", "obj"} and head != noun:
            return head if reading.tokens[head].pos in {"VERB", "AUX"} else reading.clause(head)
    return inside[0] if inside else None


def _infinitives(reading: Reading, noun: int) -> Iterator[int]:
    """The verbs that say what a party did: "the first president [to visit]", "who visited"."""
    waiting = [c for c in reading.tree.dependents(noun, *_MAIN_VERBS) if c > noun]
    head = reading.tokens[noun].head
    waiting += [c for c in reading.tree.dependents(head, "xcomp", "acl", "advcl") if c > noun]
    for c in waiting:
        infinitive = any(reading.low(m) == "to" for m in reading.tree.dependents(c, "mark"))
        if reading.tokens[c].pos == "VERB" and (infinitive or reading.tokens[c].dep == "acl:relcl"):
            yield c


def _of_verb(reading: Reading, verb: int, kind: str) -> Counted:
    """What a verb tells of: an encounter by itself, or with the noun that a light verb has."""
    words, lemma = lexicon(), reading.lemma(verb)
    objects = reading.tree.dependents(verb, "obj", "nsubj:pass", "obl")
    if lemma in words.light_verbs:
        noun = next((c for c in objects if reading.lemma(c) in words.contacts), None)
        if noun is not None:
            return Counted(kind, words.contacts[reading.lemma(noun)], "CONSULT", verb)
    form = words.contact_verbs.get(lemma)
    if form is None or not _is_contact_verb(reading, verb, lemma):
        return Counted(kind, None, None, verb)
    near = reading.analysis.text[slice(*_hull(reading, verb))].lower()
    if form == "conversation" and re.search(r"\b(?:by|over the|on the) (?:tele)?phone\b", near):
        form = "phone call"
    return Counted(kind, form, "CONSULT", verb)


def _is_contact_verb(reading: Reading, verb: int, lemma: str) -> bool:
    """Whether a verb of many senses has the complement of an encounter: "travelled to", "stopped by", "spoke with"."""
    obliques = reading.tree.dependents(verb, "obl", "obj", "advmod", "compound:prt")
    cases = {case for c in obliques for case in reading.cases(c)} | {reading.low(c) for c in obliques}
    if lemma in {"travel", "fly", "arrive", "go"}:
        return bool(cases & {"to", "in", "there"})
    if lemma == "stop":
        return bool(cases & {"by", "in", "over"})
    if lemma in {"see", "receive", "welcome", "host"}:
        # One receives prizes, and hosts cups.
        objects = reading.tree.dependents(verb, "obj", "nsubj:pass")
        return any(_is_person(reading, c) or reading.lemma(c) in lexicon().people for c in objects)
    if lemma == "negotiate":
        return not reading.tree.dependents(verb, "obj")
    if lemma == "call":
        return any(actors_at(reading, c) for c in reading.tree.dependents(verb, "obj")) and not reading.tree.dependents(
            verb, "xcomp", "ccomp"
        )
    return True


def _is_person(reading: Reading, k: int) -> bool:
    return any((entry := reading.who.entry(a)) is not None and entry.type == "PERSON" for a in actors_at(reading, k))


def _hull(reading: Reading, k: int) -> Span:
    inside = reading.tree.subtree(k)
    return reading.tokens[inside[0]].start, reading.tokens[inside[-1]].end


# -- who takes part ----------------------------------------------------------------------------------------------------


def actors_of(reading: Reading, found: Superlative, what: Counted) -> tuple[tuple[str, ...], str]:
    """The ids of those who take part in what is counted, in the order of the text, and the words that name them."""
    tokens = sorted(set(_participants(reading, found, what)))
    actors: dict[str, None] = {}
    for k in tokens:
        actors.update(dict.fromkeys(_meant(reading, k)))
    return tuple(actors), " , ".join(_name(reading, k).lower() for k in tokens)


def _participants(reading: Reading, found: Superlative, what: Counted) -> Iterator[int]:
    """The tokens that head the names of those who take part."""
    noun = found.noun if found.noun is not None else _antecedent(reading, found)
    if what.kind in {"time", "verb"} and what.verb is not None:
        yield from _of_clause(reading, what.verb)
        return
    if what.kind != "party" and reading.tokens[found.at - 1].tag == "POS" and found.at > 1:
        yield found.at - 2  # whose it is, whatever the tree makes of it
    for head in dict.fromkeys(k for k in (noun, found.at) if k is not None):
        if reading.tokens[head].dep in {"appos", "parataxis"} and not _owners_known(reading, head):
            # "X and Y held talks, their second meeting": whose, the clause before says.
            yield from _of_clause(reading, reading.clause(reading.tokens[head].head))
        if what.kind != "party":
            yield from _of_noun(reading, head)
        if reading.lemma(head) in lexicon().general:
            # "the fifth round of Paris-Ankara talks"
            inner = next(
                (i for i in range(head + 1, min(head + 8, len(reading.tokens))) if _is_encounter(reading, i)), head
            )
            yield from (i for i in range(head + 1, inner) if reading.tokens[i].pos in {"PROPN", "ADJ"})
            yield from _of_inner(reading, inner)
        yield from _of_inner(reading, head)
        predicate = reading.tokens[head].head
        being = reading.lemma(predicate) in lexicon().being
        if reading.tokens[head].dep in {"obj", "xcomp", "obl", "appos", "nmod"} and predicate != head:
            subjects = [] if being and what.kind != "party" else _subjects(reading, predicate)
            yield from (c for s in subjects for c in (s, *_joined(reading, s)))
            topics = reading.tree.dependents(predicate, "nsubj") if being else [predicate]
        else:
            topics = reading.tree.dependents(head, "nsubj", "nsubj:outer")
        for topic in topics:
            if what.kind == "party":
                yield topic
            elif reading.tokens[topic].pos in {"NOUN", "PROPN"} and _is_encounter(reading, topic):
                yield from _of_noun(reading, topic)
    if what.kind == "party" and what.verb is not None:
        objects = [o for o in reading.tree.dependents(what.verb, "obj") if _is_person(reading, o)]
        yield from (c for o in objects for c in (o, *_joined(reading, o)))


def _owners_known(reading: Reading, noun: int) -> bool:
    """Whether a noun has no possessor, or one that is known; of an encounter that is "theirs", two at least."""
    owners = reading.tree.dependents(noun, "nmod:poss")
    return not owners or any(len(actors_at(reading, c)) >= (2 if reading.low(c) == "their" else 1) for c in owners)


def _is_encounter(reading: Reading, k: int) -> bool:
    return reading.lemma(k) in lexicon().contacts


def _of_noun(reading: Reading, noun: int) -> Iterator[int]:
    """Who a noun of encounter names: possessors, "between", compounds ("Paris-Ankara talks"), "by"."""
    for c in reading.tree.dependents(noun, "nmod:poss", "compound", "amod", "nmod", "flat", "obl"):
        dep = reading.tokens[c].dep
        if dep in {"nmod", "obl"} and not reading.cases(c) & _WITH:
            # "... one-on-one between": the tree may hang it lower.
            continue
        yield from (c, *_joined(reading, c))
        if dep == "compound":
            yield from (i for i in reading.tree.subtree(c) if reading.tokens[i].pos in {"PROPN", "ADJ"})
    # Names joined by a hyphen before the noun, whatever the tree makes of them.
    i = noun - 1
    while i > 0 and (reading.low(i) in {"-", "–"} or reading.tokens[i].pos == "PROPN"):
        if reading.tokens[i].pos == "PROPN":
            yield i
        i -= 1


def _of_inner(reading: Reading, noun: int) -> Iterator[int]:
    """Who is named "between", "with", "by" or in a relative clause behind a noun, where the tree hangs it elsewhere."""
    stop = reading.sentence(noun).stop
    for i in range(noun + 1, min(noun + 8, stop)):
        if reading.low(i) in {",", ";", "since", "for"}:
            break
        if reading.low(i) in {"between", "with", "by"} and reading.tokens[i].dep == "case":
            yield from (reading.tokens[i].head, *_joined(reading, reading.tokens[i].head))
            break
    for c in reading.tree.dependents(noun, "acl:relcl"):
        yield from _of_clause(reading, c)


def _of_clause(reading: Reading, verb: int) -> Iterator[int]:
    """Who takes part in what a verb of encounter says: subject, object, "with" and "to" persons."""
    subjects = _subjects(reading, verb)
    meets = reading.lemma(verb) in lexicon().contact_verbs
    objects = reading.tree.dependents(verb, "obj") if meets else []
    for k in (*subjects, *objects):
        if _is_encounter(reading, k):
            yield from _of_noun(reading, k)
        elif k in subjects or reading.lemma(verb) not in {"visit"} or _is_person(reading, k):
            yield from (k, *_joined(reading, k))
    for c in reading.tree.dependents(verb, "obl", "obl:agent"):
        if reading.cases(c) & {"with", "by", "between"}:
            yield from (c, *_joined(reading, c))
        elif "to" in reading.cases(c) and _is_person(reading, c):
            yield c
    for c in reading.tree.dependents(verb, "obj"):
        if _is_encounter(reading, c):
            yield from _of_noun(reading, c)


def _subjects(reading: Reading, verb: int) -> list[int]:
    """The subjects of a verb, or of those that it is joined to or hangs on."""
    current: int = verb
    for _ in range(4):
        subjects = reading.tree.dependents(current, "nsubj", "nsubj:pass")
        if subjects or reading.tokens[current].dep not in {"xcomp", "conj", "advcl"}:
            return subjects
        current = reading.tokens[current].head
    return []


def _joined(reading: Reading, k: int) -> list[int]:
    """What is joined to a name: by "and", or by a hyphen without spaces."""
    beside = [i for i in (k - 2, k + 2) if 0 <= i < len(reading.tokens) and reading.tokens[i].pos == "PROPN"]
    hyphenated = [i for i in beside if reading.low((i + k) // 2) in {"-", "–"} and reading.joined((i + k) // 2)]
    return [*reading.tree.dependents(k, "conj"), *hyphenated]


def _meant(reading: Reading, k: int) -> tuple[str, ...]:
    """Whom a token means: by itself, as "the two leaders" of the text around, or by the states that describe it."""
    found = actors_at(reading, k)
    if found and not (len(found) == 1 and _is_dual(reading, k)):
        return found
    if _is_dual(reading, k):
        return _the_two(reading, k)
    if reading.tokens[k].pos == "NOUN" and not _is_encounter(reading, k):
        return tuple(
            dict.fromkeys(a for c in _describing(reading, k) for a in actors_at(reading, c) if _is_state(reading, a))
        )
    return ()


def _describing(reading: Reading, k: int) -> Iterator[int]:
    """The tokens that say whose somebody is: "[Iranian] and [Iraqi] ministers", "the leaders of [Iran] and [Iraq]"."""
    for c in reading.tree.dependents(k, "amod", "compound", "nmod", "nmod:poss", "conj"):
        if reading.tokens[c].dep != "nmod" or reading.cases(c) & {"of", "from"}:
            yield c
            yield from _describing(reading, c)


def _is_state(reading: Reading, actor: str) -> bool:
    entry = reading.who.entry(actor)
    return entry is not None and entry.type == "STATE"


def _is_dual(reading: Reading, k: int) -> bool:
    near = {reading.low(c) for c in reading.tree.dependents(k, "nummod", "det", "amod")}
    return reading.low(k) in _BOTH or bool(near & _BOTH)


def _the_two(reading: Reading, k: int) -> tuple[str, ...]:
    """The two people, or states, that the sentence or the nearest one before names, where they are two."""
    states = reading.lemma(k) in _STATES
    sentences = [s for s in reading.analysis.sentences if s[0] <= reading.tokens[k].start]
    for start, end in reversed(sentences[-1 - _BACK :]):
        named: dict[str, None] = {}
        for i in range(reading.token_from(start), reading.token_from(end)):
            # What stands behind "since" is another occasion, and names others.
            if (
                i != k
                and reading.tokens[i].pos in {"PROPN", "ADJ", "NOUN", "PRON"}
                and not (i > k and _behind_since(reading, k, i))
            ):
                named.update(dict.fromkeys(a for a in actors_at(reading, i) if _fits(reading, a, states)))
        if len(named) == 2:
            return tuple(named)
    return ()


def _behind_since(reading: Reading, k: int, i: int) -> bool:
    return any(reading.low(j) == "since" for j in range(k, i))


def _fits(reading: Reading, actor: str, states: bool) -> bool:
    entry = reading.who.entry(actor)
    kind = entry.type if entry is not None else "PERSON"
    return kind == "STATE" if states else kind == "PERSON"


# -- what narrows it ---------------------------------------------------------------------------------------------------


def pattern_of(
    reading: Reading,
    found: Superlative,
    what: Counted,
    *,
    who: tuple[tuple[str, ...], str],
    span: Span,
    window: Since | None,
) -> PrecedentPattern:
    """The pattern of a claim; ``span`` is where it is told, without what bounds it in time; ``who`` takes part."""
    text = re.sub(r"\s+", " ", reading.analysis.text[slice(*span)].lower())
    restrictions = [name for name, words in lexicon().restrictions.items() if _says(text, words)]
    words = reading.analysis.text[reading.tokens[found.at].start : reading.tokens[found.last].end]
    if found.claim in {"most", "worst", "largest", "strongest"}:
        restrictions.insert(0, words.lower())
    if what.kind == "party" and found.noun is not None:
        party = reading.analysis.text[reading.tokens[found.last].end : reading.tokens[found.noun].end].strip(" -")
        restrictions.append(" ".join(party.split()))
    return PrecedentPattern(
        category=what.category,
        form=what.form,
        actors=who[0],
        restrictions=tuple(dict.fromkeys(r for r in restrictions if r != what.form)),
        level=_level(text) or _level(who[1]),
        place=_place(reading, found, what),
        n=found.n,
        window=window,
    )


def _says(text: str, words: Iterable[str]) -> bool:
    return any(re.search(rf"(?<![\w-]){re.escape(word)}(?![\w])", text) for word in words)


def _level(text: str) -> str | None:
    """The level of those who meet, of the longest words that tell one."""
    found = [(len(word), level) for level, words in lexicon().levels.items() for word in words if _says(text, [word])]
    return max(found)[1] if found else None


def _place(reading: Reading, found: Superlative, what: Counted) -> str | None:
    """Where it is counted: "[to Damascus]", "[on Russian soil]", the object of "visit"."""
    heads = [k for k in (what.verb if what.form == "visit" else None, found.noun, found.at) if k is not None]
    for head in heads:
        if what.form == "visit" and reading.lemma(head) == "visit" and reading.tokens[head].pos == "VERB":
            for c in reading.tree.dependents(head, "obj"):
                return _name(reading, c)
        for c in reading.tree.dependents(head, "nmod", "obl"):
            to = "to" in reading.cases(c) and what.form == "visit"
            soil = reading.lemma(c) in {"soil", "territory", "ground"}
            if (to or soil or (reading.cases(c) & _WHERE and what.kind == "contact")) and _is_place(
                reading, c, soil=soil
            ):
                return _name(reading, c)
    for i in range(found.at, min(found.at + 20, reading.sentence(found.at).stop)):
        if reading.lemma(i) == "soil" and reading.tokens[i].pos == "NOUN":
            return _name(reading, i)
    return None


def _is_place(reading: Reading, k: int, *, soil: bool) -> bool:
    times = any(t.span[0] <= reading.tokens[k].start < t.span[1] for t in reading.times)
    named = reading.tokens[k].pos == "PROPN" or bool(states_of(reading, actors_at(reading, k)))
    person = any((e := reading.who.entry(a)) is not None and e.type == "PERSON" for a in actors_at(reading, k))
    return soil or (named and not times and not person)


def _name(reading: Reading, k: int) -> str:
    """The words of a place: its noun with what stands before it, articles left out."""
    kept = {k, *(c for c in reading.tree.dependents(k, "compound", "amod", "flat", "nmod:poss", "fixed"))}
    inside = [c for c in sorted(kept) if reading.tokens[c].dep != "det"]
    start, end = reading.tokens[inside[0]].start, reading.tokens[inside[-1]].end
    return " ".join(reading.analysis.text[start:end].split())
