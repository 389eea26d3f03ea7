"""Events of a text: each trigger with its parties, stage, circumstances, and the attribution that claims it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from dateline.events.arguments import Arguments
from dateline.events.circumstances import duration_of, time_of, when, where
from dateline.events.contacts import contacts_of, denies_label, form_of, with_inherited, within
from dateline.events.drafts import Draft
from dateline.events.factuality import Assessment, assess, status_of, under_cue
from dateline.events.headlines import with_headlines
from dateline.events.propositions import proposition
from dateline.events.scene import Scene
from dateline.events.sieve import Sieve
from dateline.events.standing import Standing, state_of
from dateline.events.tables import contexts
from dateline.events.triggers import Reading, Trigger, find_triggers, proposition_heads
from dateline.model.attribution import Attribution
from dateline.model.events import Denial, Event, Proposition, Stage
from dateline.model.mentions import Actor
from dateline.model.spans import Span, contains

_SPOKEN: Final = frozenset({"REQUEST", "AGREE", "REJECT", "THREATEN", "ACCUSE", "SUPPORT", "CONCEDE"})
_WITH_PROPOSITION: Final = frozenset({"REQUEST", "AGREE", "REJECT", "THREATEN", "ACCUSE", "CONCEDE"})
_TWO_SIDED: Final = frozenset({"COOPERATE", "AID", "SANCTION"})  # PLOVER: a recipient is required
_HAPPENED: Final = frozenset({"occurred", "ongoing", "refused", "cancelled", "avoided", "requested", "offered"})
_CLAUSES: Final = frozenset({"root", "ccomp", "advcl", "acl:relcl", "parataxis", "conj", "csubj", "dep"})
_NOT_IN_CLAUSE: Final = frozenset({"parataxis", "discourse", "dislocated"})
_CONCERNS: Final = frozenset({"REJECT", "THREATEN", "PROTEST", "AGREE", "ACCUSE", "CONCEDE", "SUPPORT"})
_OWN_CLAUSES: Final = frozenset({"acl:relcl", "advcl", "parataxis", "punct"})
_SYMMETRIC: Final = frozenset({"CONSULT", "COOPERATE"})
_SUFFERED: Final = frozenset({"PROTEST", "ASSAULT"})  # where they happen is whom they strike
_TOWARDS: Final = frozenset({"SANCTION", "AID", "RETREAT", "CONCEDE", "COERCE", "MOBILIZE"})
_AIMING: Final = frozenset({"with", "to", "on", "against", "for", "toward", "towards"})
_CONDITIONS: Final = frozenset({"if", "unless"})
_ONE_SIDED_NEWS: Final = frozenset({"AID", "SANCTION"})
_RECEIVERS: Final = frozenset({"person", "organization", "place"})
_LAWFUL: Final = frozenset(
    {("COERCE", "arrest"), ("COERCE", "deport"), ("ACCUSE", "investigate"), ("SANCTION", "convict")}
)
# Acts that are done to somebody, so that the one other party of the sentence is the one they are done to.
_AT_OTHERS: Final = frozenset(
    {"ACCUSE", "REJECT", "THREATEN", "SANCTION", "SUPPORT", "AGREE", "ASSAULT", "MOBILIZE", "CONCEDE"}
)
_FRAMING: Final = frozenset({"during", "in"})
_LONGEST: Final = 400


def read_events(scene: Scene) -> tuple[Event, ...]:
    """The events of a text in the order of their triggers, with the ids ``e1`` and so on.

    An event needs a party that is known. What is asked, promised, refused or threatened is told once, as the
    proposition of that act; a contact is a contact in every stage.
    """
    scene = replace(scene, analysis=with_headlines(scene))
    coder = Coder(scene)
    drafts = with_inherited(scene, coder.drafts())
    drafts = _distinct(scene, [d for d in drafts if _counts(d)])
    contacts = contacts_of(scene, drafts)
    return tuple(_event(scene, i, drafts, contacts) for i in range(len(drafts)))


class Coder:
    """Codes the triggers of one scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene, self._tree = scene, scene.tree
        self._reading = Reading(scene.analysis)
        self._arguments = Arguments(scene, self._reading)
        self._standing = Standing(scene)
        sieve = Sieve(scene, self._reading)
        self._triggers = [t for t in find_triggers(scene.analysis) if not sieve.holds_back(t)]
        self._verbs = frozenset(k for t in self._triggers for k in (t.head, t.light, t.governor) if k is not None)
        self._cues = frozenset(self._tree.inside(span for a in scene.attributions for span in a.cue))
        self._told_of: dict[Span, frozenset[str]] = {}  # the contexts that a sentence speaks of

    def drafts(self) -> list[Draft]:
        """The triggers as drafts, in order."""
        # What a protest demands is not told apart (PLOVER).
        inside = {t.head for outer in self._triggers for t in self._below(outer)}
        return [self._draft(trigger) for trigger in self._triggers if trigger.head not in inside]

    def _draft(self, trigger: Trigger) -> Draft:
        scene = self._scene
        claim = scene.claimant(trigger.span)
        assessed = self._assessed(trigger, claim)
        actors, recipients = self._parties(trigger, claim)
        reach = self._reach(trigger)
        blocked = (self._verbs | self._cues) - set(reach)
        span = self._clause(trigger)
        contact = trigger.category == "CONSULT"
        happened = assessed.stage in _HAPPENED and not assessed.factuality.endswith("-")
        return Draft(
            head=trigger.head,
            light=trigger.light,
            trigger=trigger.span,
            span=span,
            category=trigger.category,
            mode=trigger.mode,
            actors=actors,
            recipients=recipients,
            stage=assessed.stage,
            factuality=assessed.factuality,
            claim=claim,
            proposition=self._proposition(trigger, actors, recipients),
            when=when(scene, time_of(scene, reach, blocked, self._topics(trigger)), happened=happened),
            where=where(scene, reach),
            contexts=self._contexts(trigger),
            initiator=self._initiator(trigger, assessed.stage, actors) if contact else None,
            form=form_of(scene, trigger.head, trigger.light) if contact else None,
            duration=duration_of(scene, reach, blocked) if contact else None,
            within=within(scene, reach, span) if contact else None,
            beside=self._beside(trigger) if contact else (),
            together=trigger.entry.frame.name == "together",
            received=self._is_received(trigger),
        )

    def _topics(self, trigger: Trigger) -> list[int]:
        """The objects of a verb that says what two discuss."""
        discussed = trigger.entry.frame.name == "together" or trigger.entry.lemma == "discuss"
        return self._tree.dependents(trigger.head, "obj") if discussed else []

    def _assessed(self, trigger: Trigger, claim: Attribution | None) -> Assessment:
        """Stage and factuality: of the clause, then of what the claimant's cue does to it.

        A request is made by the word "must" itself: what it asks for is not assessed, but that it was asked.
        """
        if trigger.governor == trigger.head and trigger.category == "REQUEST":
            assessed = Assessment("occurred", "CT+", negated=False, future=False, operators=())
            polarity = claim.polarity if claim is not None else None
            return under_cue(assessed, polarity, None)
        content = claim.content if claim is not None else None
        assessed = assess(self._scene.analysis, trigger.head, trigger.light, within=content)
        if claim is not None:
            lemmas = tuple(self._tree.lemmas[k] for k in self._tree.inside(claim.cue))
            assessed = under_cue(assessed, claim.polarity, claim.kind, lemmas)
        return assessed

    def _parties(self, trigger: Trigger, claim: Attribution | None) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Actors and recipients; of a contact without host and visitor all are actors."""
        frame, head, light = trigger.entry.frame, trigger.head, trigger.light
        cued = self._scene.cued(trigger.span)
        if frame.actor == ("speaker",):
            actors = self._spoken_by(claim) if claim is not None else ()
        else:
            # Who welcomes, or briefs, is its source too; of a contact the frame tells the parties.
            spoken = cued is not None and trigger.category != "CONSULT"
            actors = self._spoken_by(cued) if cued is not None and spoken else ()
            if not any(a.country for a in actors):
                actors = self._arguments.first_filled(head, light, frame.actor) or actors
        recipients = self._recipients(trigger, actors) or self._there(trigger, actors)
        if not actors and (lawful := self._by_law(trigger)):
            actors, recipients = lawful, tuple(a for a in recipients if a.id not in {b.id for b in lawful})
        if actors and not recipients and trigger.category in _AT_OTHERS:
            known = {a.country for a in actors if a.country is not None}
            recipients = self._standing.others(head, known) if known else ()
        if not recipients and cued is not None and trigger.category in _SPOKEN:
            recipients = tuple(a for a in self._scene.actors_of(cued.addressees) if a not in actors)
        if frame.symmetric:
            together = {a.id: a for a in (*self._asking(trigger, (*actors, *recipients)), *actors, *recipients)}
            return tuple(together.values()), ()
        return actors, recipients

    def _spoken_by(self, attribution: Attribution) -> tuple[Actor, ...]:
        """Who an attribution's source is: the speakers it was given, or more of those that its words name."""
        known = tuple(self._scene.actors_of(attribution.actors))
        if len(known) > 1 or (known and not attribution.source):
            return known
        named = self._arguments.sources_of(attribution)
        states = {a.country for a in named} - {None}
        if not known or known[0].country is None:
            return named if states else known or named
        # "The United States and Jordan agreed": the second was read as a person's name.
        return named if known[0].country in states and len(states) > 1 else known

    def _asking(self, trigger: Trigger, found: Sequence[Actor]) -> tuple[Actor, ...]:
        """Who asks for a contact of their own, or refuses it, and whom: "asked him for talks", "agreed to meet her"."""
        governor = trigger.governor
        if governor is None or trigger.category != "CONSULT" or len(found) > 1:
            return ()
        named = [self._arguments.at(governor, place) for place in ("object", "iobj", "clause_subject")]
        others = [k for tokens in named for k in tokens if k != trigger.head]
        asked = self._arguments.actors(others)
        if others and not asked:
            return ()
        return (*self._arguments.actors(self._arguments.at(governor, "subject")), *asked)

    def _beside(self, trigger: Trigger) -> tuple[Actor, ...]:
        """The people of the clause that a contact is the frame of: "during the call she told him that ..."."""
        tree, top = self._tree, trigger.head
        if tree.lemmas[tree.tokens[top].head] == "course":
            top = tree.tokens[top].head
        if tree.tokens[top].pos != "NOUN" or trigger.mode == "visit" or not _FRAMING & set(tree.cases(top)):
            return ()
        verb = tree.tokens[top].head
        if tree.tokens[verb].pos != "VERB":
            return ()
        others = [k for place in ("object", "iobj", "to", "with") for k in self._arguments.at(verb, place)]
        subject = self._arguments.at(verb, "subject")
        found = self._arguments.actors(k for k in (*subject, *others) if k != top)
        return tuple(a for a in found if a.type == "PERSON")

    def _recipients(self, trigger: Trigger, actors: Sequence[Actor]) -> tuple[Actor, ...]:
        own = {a.id for a in actors}
        # "Washington's commitment" is not a support for Washington.
        states = {a.country for a in actors}
        for place in trigger.entry.frame.recipients:
            if place == "object" and trigger.entry.lemma == "discuss":
                continue
            tokens = self._of_its_own(trigger, place)
            if len(own) > 1 and (topics := self._topics(trigger)):
                # "The two discussed ties with Mali": what is behind the topic belongs to it.
                own_phrase = trigger.entry.frame.name != "together"
                tokens = [k for k in tokens if k < topics[-1] or (own_phrase and self._hangs_on(k, trigger))]
            found = self._arguments.actors(tokens, actors)
            if kept := tuple(a for a in found if a.id not in own and not (a.type == "STATE" and a.country in states)):
                return kept
            # Of the state whose organ acts: "police arrested protesters". Nobody stands on both sides.
            kept = tuple(a for a in found if a.id not in own)
            if kept and trigger.category not in _SYMMETRIC and self._arguments.are_people(tokens):
                return kept
        if trigger.category in _TOWARDS and (found := self._towards(trigger, own, states)):
            return found
        if trigger.category not in _CONCERNS:
            return ()
        # "Refused to deploy troops in Iraq", "protested against its neighbour's plan": whom the matter concerns.
        heads = proposition_heads(self._reading, trigger) or [below.head for below in self._below(trigger)]
        for k in (k for head in heads for k in self._tree.subtree(head, _OWN_CLAUSES)):
            for actor in self._arguments.concerned(k):
                if actor.country and actor.id not in own and actor.country not in states:
                    return (actor,)
        return self._warned(trigger, states) if trigger.category == "THREATEN" else ()

    def _towards(self, trigger: Trigger, own: set[str], states: set[str | None]) -> tuple[Actor, ...]:
        """Whom the thing is for that an act is done with: "suspended air links with Mali", "aid to rebels in Mali"."""
        tokens = [k for place in ("object", "of", "light_object") for k in self._of_its_own(trigger, place)]
        for k in tokens:
            for c in (c for each in self._tree.subtree(k, _OWN_CLAUSES) for c in self._tree.dependents(each, "nmod")):
                if not _AIMING.isdisjoint(self._tree.cases(c)):
                    found = self._arguments.actors([c], self._scene.actors_of(own))
                    kept = tuple(a for a in found if a.id not in own and a.country not in states - {None})
                    if kept:
                        return kept
        return ()

    def _warned(self, trigger: Trigger, states: Collection[str | None]) -> tuple[Actor, ...]:
        """Whose act a threat depends on: "will leave the talks if Mali attacks"."""
        tops = {trigger.head, trigger.governor, *proposition_heads(self._reading, trigger)} - {None}
        for top in (k for k in tops if k is not None):
            for k in self._tree.subtree(top):
                if self._tree.tokens[k].dep == "advcl" and not _CONDITIONS.isdisjoint(self._tree.cases(k)):
                    found = self._arguments.actors(self._arguments.at(k, "subject"))
                    if kept := tuple(a for a in found if a.country not in states):
                        return kept
        return ()

    def _there(self, trigger: Trigger, actors: Sequence[Actor]) -> tuple[Actor, ...]:
        """The state in whose land a conflict happens, where nobody else is said to suffer it: "rioted in Minsk"."""
        if trigger.category not in _SUFFERED or not actors:
            return ()
        state = state_of(where(self._scene, self._reach(trigger)).country)
        return () if state is None or state.id in {a.id for a in actors} else (state,)

    def _by_law(self, trigger: Trigger) -> tuple[Actor, ...]:
        """The state in whose land somebody is arrested, tried or investigated by nobody who is named."""
        if (trigger.category, trigger.mode) not in _LAWFUL:
            return ()
        state = state_of(where(self._scene, self._reach(trigger)).country)
        return () if state is None else (state,)

    def _below(self, outer: Trigger) -> list[Trigger]:
        """The demands and accusations that a protest is for."""
        if outer.category != "PROTEST":
            return []
        tops = {outer.head, outer.light} - {None}
        return [
            t
            for t in self._triggers
            if t.category in {"REQUEST", "ACCUSE", "PROTEST"}
            and t.head not in tops
            and tops & set(self._tree.ancestors(t.head)[:3])
        ]

    def _of_its_own(self, trigger: Trigger, place: str) -> list[int]:
        """The tokens at a place; of what two discuss only those that hang on the verb: "discussed ties with Mali"."""
        found = self._arguments.at(trigger.head, place, trigger.light)
        if trigger.entry.frame.name != "together":
            return found
        return [k for k in found if self._hangs_on(k, trigger)]

    def _hangs_on(self, k: int, trigger: Trigger) -> bool:
        return self._tree.tokens[k].head == trigger.head

    def _initiator(self, trigger: Trigger, stage: Stage, actors: Sequence[Actor]) -> str | None:
        """Who asked for a contact, or offered it: the subject of the word that asks."""
        if stage not in {"requested", "offered"} or trigger.governor is None:
            return None
        first = [
            *self._arguments.actors(self._arguments.at(trigger.governor, "subject")),
            *self._arguments.actors(self._arguments.at(trigger.governor, "possessor")),
        ]
        return first[0].id if first else actors[0].id if len(actors) == 1 else None

    def _proposition(
        self, trigger: Trigger, actors: Sequence[Actor], recipients: Sequence[Actor]
    ) -> Proposition | None:
        if trigger.category not in _WITH_PROPOSITION:
            return None
        heads = proposition_heads(self._reading, trigger)
        if not heads:
            return None
        owed = recipients if trigger.category == "REQUEST" else actors if trigger.category == "AGREE" else ()
        return proposition(self._scene, heads[0], owed)

    def _reach(self, trigger: Trigger) -> list[int]:
        """The tokens that the circumstances of an act hang on: its own, its light verb, the verb of its clause."""
        reach = [trigger.head]
        if trigger.light is not None:
            reach.append(trigger.light)
        if trigger.governor is not None and trigger.governor not in reach:
            reach.append(trigger.governor)
        for k in self._tree.ancestors(trigger.head)[:3]:
            if k in self._cues or (k in self._verbs and k not in reach):
                break
            if self._tree.tokens[k].pos in {"VERB", "AUX"} and k not in reach:
                reach.append(k)
                break
        return reach

    def _is_received(self, trigger: Trigger) -> bool:
        """Whether somebody, known or not, stands where an act of aid or sanction has its recipient."""
        if trigger.category not in _ONE_SIDED_NEWS:
            return False
        places = [place for place in trigger.entry.frame.recipients if place not in {"object", "in"}]
        found = [k for place in (*places, "object") for k in self._of_its_own(trigger, place)]
        inner = [
            c for k in found for c in self._tree.dependents(k, "nmod") if not _AIMING.isdisjoint(self._tree.cases(c))
        ]
        return any(self._scene.type_at(k) in _RECEIVERS for k in (*found, *inner))

    def _clause(self, trigger: Trigger) -> Span:
        """The clause that makes the claim: the trigger with its arguments, at most its sentence."""
        tree, tokens = self._tree, self._tree.tokens
        top = trigger.light if trigger.light is not None else trigger.head
        top = trigger.governor if trigger.governor is not None else top
        for k in [top, *tree.ancestors(top)]:
            top = k
            if (tokens[k].pos in {"VERB", "AUX"} and tokens[k].dep in _CLAUSES) or tokens[k].head == k:
                break
        start, end = self._scene.sentence(trigger.head)
        kept = [k for k in tree.subtree(top, _NOT_IN_CLAUSE) if start <= tokens[k].start and tokens[k].end <= end]
        kept = [k for k in kept if tokens[k].pos != "PUNCT"] or kept
        span = tree.span({*kept, trigger.head})
        if span[1] - span[0] > _LONGEST or not contains((span,), trigger.span):
            near = [k for k in tree.subtree(trigger.head, _NOT_IN_CLAUSE) if start <= tokens[k].start < end]
            span = tree.span({*near, trigger.head})
        first, last = min(span[0], trigger.span[0]), max(span[1], trigger.span[1])
        if last - first > _LONGEST:
            return trigger.span[0], max(trigger.span[1], min(last, trigger.span[0] + _LONGEST))
        return first, last

    def _contexts(self, trigger: Trigger) -> tuple[str, ...]:
        sentence = self._scene.sentence(trigger.head)
        if sentence not in self._told_of:
            lemmas = [self._tree.lemmas[k] for k in self._tree.inside([sentence])]
            words = {*lemmas, *map(" ".join, pairwise(lemmas))}
            self._told_of[sentence] = frozenset(context for word in words for context in contexts().get(word, ()))
        found = set(self._told_of[sentence])
        if trigger.category == "CONSULT":
            found.add("diplomatic")
        return tuple(sorted(found))


def _counts(draft: Draft) -> bool:
    """Whether a draft is an event: somebody does it, and with two-sided acts to somebody."""
    if draft.category in _TWO_SIDED:
        return (bool(draft.actors) and (bool(draft.recipients) or draft.received)) or len(draft.parties) > 1
    return bool(draft.parties)


def _distinct(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those that say the same act of the same parties once more in one clause."""
    kept: dict[int, Draft] = {}
    beside: dict[Span, list[int]] = {}
    for i, draft in enumerate(drafts):
        others = beside.setdefault(scene.sentence(draft.head), [])
        twin = next((j for j in others if j in kept and _twins(scene, kept[j], draft)), None)
        if twin is not None and not kept[twin].parties < draft.parties:
            continue
        if twin is not None:
            kept.pop(twin)  # "the attack killed two Danes": the one that names more of the parties
        kept[i] = draft
        others.append(i)
    return list(kept.values())


def _twins(scene: Scene, one: Draft, other: Draft) -> bool:
    if one.category != other.category or one.claim != other.claim or one.stage != other.stage:
        return False
    if one.factuality != other.factuality or scene.sentence(one.head) != scene.sentence(other.head):
        return False
    related = other.head in scene.tree.ancestors(one.head) or one.head in scene.tree.ancestors(other.head)
    smaller, larger = sorted((one.parties, other.parties), key=len)
    same = smaller <= larger
    if one.is_contact:
        # "Met for talks" is one contact; "visited Paris, where he met the mayor" is two.
        nominal = scene.tree.tokens[other.head].pos == "NOUN" or scene.tree.tokens[one.head].pos == "NOUN"
        return same and related and (nominal or one.parties == other.parties)
    return same and (related or one.span == other.span)


def _event(scene: Scene, i: int, drafts: Sequence[Draft], contacts: dict[int, str]) -> Event:
    draft = drafts[i]
    denies: Denial | None = None
    if draft.is_contact and draft.is_denied:
        told = [drafts[j] for j, contact in contacts.items() if contact == contacts.get(i)]
        denies = "label" if denies_label(scene, draft, told) else "encounter"
    return Event(
        id=f"e{i + 1}",
        trigger=draft.trigger,
        span=draft.span,
        category=draft.category,
        mode=draft.mode,
        contexts=draft.contexts,
        actors=tuple(a.id for a in draft.actors),
        recipients=tuple(a.id for a in draft.recipients),
        stage=draft.stage,
        factuality=draft.factuality,
        status=status_of(draft.stage, draft.factuality),
        denies=denies,
        contact=contacts.get(i),
        proposition=draft.proposition,
        date_basis=draft.when.basis,
        time=draft.when.time,
        start=draft.when.start,
        end=draft.when.end,
        place=draft.where.place,
        country=draft.where.country,
        attribution=draft.claim.id if draft.claim is not None else None,
        initiator=draft.initiator,
        form=draft.form,
        duration=draft.duration,
        within=draft.within,
    )
