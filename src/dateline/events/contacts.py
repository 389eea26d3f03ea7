"""Contacts: their form, what they stood inside, and which mentions tell of one and the same.

A contact lives through stages: it is asked for, agreed, takes place, is denied, is called a meeting by one side and a
brief exchange by the other. All mentions of it in one article share an id. Two mentions are of one contact where the
parties are the same, or one names some of the other's, and nothing else tells them apart: neither times that exclude
each other, nor places in different countries, nor a telephone against a handshake, nor a future against a past.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dateline.events.drafts import Draft
from dateline.events.scene import Scene
from dateline.events.tables import forms
from dateline.language.tree import Tree
from dateline.model.mentions import Actor
from dateline.model.spans import Span, contains

_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those", "their", "both", "its", "his", "her"})
_FRESH: Final = timedelta(days=7)  # how long news is news
_RECENT: Final = 40  # mentions that a later one is compared with: an article seldom has more
_BOTH: Final = frozenset({"both", "two", "the", "these"})
_ANEW: Final = frozenset(
    {"another", "next", "further", "future", "previous", "earlier", "last", "second", "third", "separate"}
)
_INSIDE: Final = ("sidelines", "margins", "during", "at", "in", "within")


def form_of(scene: Scene, head: int, light: int | None) -> str | None:
    """The form of a contact by its trigger and the words that modify it; the most telling one."""
    table, tree = forms(), scene.tree
    lemma, verbal = tree.lemmas[head], tree.tokens[head].pos == "VERB"
    words_exchanged = verbal or any("of" in tree.cases(k) for k in tree.dependents(head, "nmod"))
    own = table.of_words.get(lemma) if words_exchanged else None
    found = set(own or table.of_trigger.get(lemma, ()))
    around = [*tree.dependents(head, "amod", "compound", "advmod", "nmod", "obl", "obl:unmarked")]
    if light is not None:
        around += tree.dependents(light, "advmod", "obl")
    start = tree.tokens[head].start
    words = {tree.lemmas[k] for k in around}
    # "one-on-one" is five tokens.
    close = scene.analysis.text[max(0, start - 24) : tree.tokens[head].end + 24].lower()
    words |= {word for word in ("one-on-one", "one-to-one", "tete-a-tete") if word in close}
    for word in words:
        found.update(table.of_modifier.get(word, ()))
    return next((form for form in table.order if form in found), None)


def within(scene: Scene, reach: Sequence[int], span: Span) -> str | None:
    """The meeting that a contact stood inside: "on the sidelines of the G20 summit", "during the second session"."""
    tree = scene.tree
    for mention in scene.meetings:
        inside = tree.inside([mention.span])
        if not inside or not contains((span,), mention.span) or any(k in inside for k in reach[:1]):
            continue
        heads = [k for k in inside if tree.tokens[k].head not in inside]
        around = [tree.lemmas[k] for h in heads for k in (h, *tree.ancestors(h)[:2])]
        before = scene.analysis.text[max(0, mention.span[0] - 40) : mention.span[0]].lower()
        if any(word in before.split() for word in _INSIDE) or "sideline" in around:
            return mention.actor
    return None


def is_definite(tree: Tree, head: int) -> bool:
    """Whether a noun points back: "the meeting", "this contact", "their talks"; "there were no talks" does too."""
    words = {tree.lemmas[k] for k in tree.dependents(head, "det", "nmod:poss", "det:predet")}
    if words & _DEFINITE:
        return True
    above = tree.tokens[head].head
    return "no" in words and bool(tree.dependents(above, "expl"))


def same_contact(one: Draft, other: Draft, told_on: date | None = None) -> bool:
    """Whether two mentions can be of one contact; ``one`` is told first, on the day ``told_on``."""
    if (one.stage == "avoided") != (other.stage == "avoided"):
        return False
    if not _same_parties(one, other):
        return False
    ahead = one.stage in {"planned", "agreed"}, other.stage in {"planned", "agreed"}
    if ahead[0] != ahead[1] and "occurred" in {one.stage, other.stage} and not (one.is_denied or other.is_denied):
        return False
    if _apart_in_time(one, other) or (told_on is not None and _is_history(one, other, told_on)):
        return False
    if one.where.country and other.where.country and one.where.country != other.where.country:
        return False
    table = forms()
    media = [
        "remote" if d.form in table.remote else "present" if d.form in table.present else None for d in (one, other)
    ]
    return None in media or media[0] == media[1]


def _same_parties(one: Draft, other: Draft) -> bool:
    if not one.parties or not other.parties:
        return False
    if one.parties <= other.parties or other.parties <= one.parties:
        return True
    # "Washington and Moscow held talks" may be what their ministers did.
    states = [all(a.type == "STATE" for a in (*d.actors, *d.recipients)) for d in (one, other)]
    return any(states) and len(one.sides) > 1 and one.sides == other.sides


def _apart_in_time(one: Draft, other: Draft) -> bool:
    if one.when.basis != "stated" or other.when.basis != "stated":
        return False
    starts = one.when.start or "", other.when.start or ""
    ends = one.when.end or "9999", other.when.end or "9999"
    return starts[0] > ends[1] or starts[1] > ends[0]


def _is_history(news: Draft, other: Draft, told_on: date) -> bool:
    """Whether a contact that is told without a day, as news, is another than one that is then told with its day.

    News is of the last days: "the two spoke by phone", and then of "their talks on 9 May", weeks before or ahead.
    """
    if news.when.basis != "inherited" or other.when.basis != "stated" or news.stage != "occurred":
        return False
    earliest, latest = (told_on + days for days in (-_FRESH, _FRESH))
    start, end = other.when.start, other.when.end
    return (end is not None and end < earliest.isoformat()) or bool(
        (start is not None and start > told_on.isoformat()) or (end is not None and end > latest.isoformat())
    )


def contacts_of(scene: Scene, drafts: Sequence[Draft]) -> dict[int, str]:
    """The id of the contact of each contact draft, by its place in ``drafts``; c1 is the first told."""
    groups: list[list[int]] = []
    on = date.fromisoformat(scene.claimed_on[:10]) if scene.claimed_on is not None else None
    for i, draft in enumerate(drafts):
        if not draft.is_contact or not draft.parties:
            continue
        anew = _is_anew(scene.tree, draft.head)
        fitting = [g for g in groups[-_RECENT:] if all(same_contact(drafts[j], draft, on) for j in g[-_RECENT:])]
        if fitting and not anew:
            fitting[-1].append(i)
        else:
            groups.append([i])
    return {i: f"c{number}" for number, group in enumerate(groups, 1) for i in group}


def _is_anew(tree: Tree, head: int) -> bool:
    words = {tree.lemmas[k] for k in tree.dependents(head, "amod", "det", "advmod")}
    return bool(words & _ANEW)


def with_inherited(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with parties for the nouns that point back: "the meeting", "there were no talks".

    They take those of the contact told before in the same sentence, else of the last one that names two. Contacts of
    nobody are left out.
    """
    made: list[Draft] = []
    for draft in drafts:
        if draft.is_contact and _attended(scene.tree, draft) and not _between(scene.tree, draft.head):
            continue
        if not draft.is_contact or len(draft.parties) > 1:
            made.append(draft)
            continue
        if _names_a_meeting(scene, draft.head):
            continue
        noun = scene.tree.tokens[draft.head].pos in {"NOUN", "PROPN"}
        before = [d for d in made[-_RECENT:] if d.is_contact and len(d.parties) > 1]
        near = [d for d in before if scene.sentence(d.head) == scene.sentence(draft.head)]
        points_back = noun and (is_definite(scene.tree, draft.head) or _beside_definite(scene, draft.head))
        points_back = points_back or _said_of_both(scene.tree, draft)
        candidates = near or before
        if points_back and candidates and draft.parties <= candidates[-1].parties:
            last = candidates[-1]
            made.append(replace(draft, actors=last.actors, recipients=last.recipients))
        elif points_back and not before and len(two := _two_named(scene, draft.head)) == 2:
            made.append(replace(draft, actors=_each_once(*draft.actors, *two), recipients=()))
        elif len({*draft.parties, *(a.id for a in draft.beside)}) > 1:
            made.append(replace(draft, actors=_each_once(*draft.actors, *draft.beside)))
        elif draft.parties and not draft.together:
            made.append(draft)
    return made


def _two_named(scene: Scene, head: int) -> list[Actor]:
    """The two people of two states whom a text has named up to the end of a sentence; none where there are others.

    They are "the two leaders" who discuss, and those whose "conversation" it was, where no contact was told before.
    """
    _, end = scene.sentence(head)
    named = _each_once(*(actor for span, actor in (*scene.linked.people, *scene.by_office) if span[1] <= end))
    # "The two leaders discussed ties. Mr Berg thanked Mr Roux": a text may name them afterwards.
    named = named or _each_once(*(actor for _, actor in (*scene.people, *scene.by_office)))
    return list(named) if len(named) == 2 and len({a.country for a in named} - {None}) == 2 else []


def _each_once(*actors: Actor) -> tuple[Actor, ...]:
    return tuple({actor.id: actor for actor in actors}.values())


def _names_a_meeting(scene: Scene, head: int) -> bool:
    """Whether a noun is itself the name of a meeting, at which contacts take place: "the G20 summit"."""
    token = scene.tree.tokens[head]
    return any(contains((m.span,), (token.start, token.end)) for m in scene.meetings)


def _attended(tree: Tree, draft: Draft) -> bool:
    """Whether a meeting is one that people attend: being in the same room is no contact."""
    return draft.light is not None and tree.lemmas[draft.light] in forms().copresence


def _between(tree: Tree, head: int) -> bool:
    """Whether a noun names with whom or between whom it is."""
    phrases = tree.dependents(head, "nmod", "obl")
    return any(not {"with", "between"}.isdisjoint(tree.cases(k)) for k in phrases)


def _said_of_both(tree: Tree, draft: Draft) -> bool:
    """Whether a plural that nobody resolved has the contact: "they spoke", "both diplomats", "the two sides"."""
    subject = tree.subject(draft.light if draft.light is not None else draft.head)
    around = [subject] if subject is not None else tree.dependents(draft.head, "nmod", "nmod:poss")
    for k in around:
        words = {tree.lemmas[c] for c in tree.dependents(k, "det", "det:predet", "nummod")}
        if tree.tokens[k].tag in {"NNS", "NNPS"} and words & _BOTH:
            return True
        if tree.lemmas[k] in {"they", "their", "both"}:
            return True
    return False


def _beside_definite(scene: Scene, head: int) -> bool:
    """Whether a noun is joined to one that points back: "no talks or full-fledged meeting"."""
    token = scene.tree.tokens[head]
    return token.dep == "conj" and token.head != head and is_definite(scene.tree, token.head)


def denies_label(scene: Scene, draft: Draft, told: Sequence[Draft]) -> bool:
    """Whether a denied contact is denied a name and not the encounter.

    It is where the denied noun is qualified ("no formal talks"), or where the same side, or the same sentence, tells
    of the contact under another name. ``told`` are the mentions of the same contact.
    """
    tree = scene.tree
    qualified = {
        tree.lemmas[k]
        for c in tree.conjuncts(draft.head)
        for k in tree.subtree(c)
        if tree.tokens[k].pos in {"ADJ", "ADV", "VERB"}
    }
    if qualified & forms().label_modifiers:
        return True
    for other in told:
        if other.is_denied or other.stage != "occurred" or other.head == draft.head:
            continue
        if scene.sentence(other.head) == scene.sentence(draft.head) and other.claim == draft.claim:
            return True
        if other.claim is not None and draft.claim is not None and _side(scene, other) & _side(scene, draft):
            return True
    return False


def _side(scene: Scene, draft: Draft) -> set[str]:
    """The states that those who claim it speak for."""
    if draft.claim is None:
        return set()
    return {a.country for a in scene.actors_of(draft.claim.actors) if a.country}
