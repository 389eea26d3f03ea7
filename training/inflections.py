"""Regular inflection by English spelling, and the irregular verbs and nouns that news may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_VOWELS: Final = frozenset("aeiou")
_SYLLABLE: Final = re.compile(r"[aeiouy]+")
# Stressed on the last syllable, so that its consonant is doubled.
_STRESSED_TEXT: Final = """
abet abhor acquit admit allot begin commit compel concur confer control debar defer demur deter disbar dispel emit
embed enrol equip excel expel extol forbid forget impel incur infer inter kidnap occur offset omit patrol permit
prefer program propel rebel rebut recap recur refer regret remit repel reset submit transfer transmit upset
"""
_STRESSED: Final = frozenset(_STRESSED_TEXT.split())


@dataclass(frozen=True)
class Forms:
    """Regular forms of a lemma: in -s, -ed and -ing, and what -er and -est are put to. All empty for odd words."""

    s: tuple[str, ...] = ()
    ed: tuple[str, ...] = ()
    ing: tuple[str, ...] = ()
    er: tuple[str, ...] = ()


def syllables(word: str) -> int:
    """Roughly how many syllables a word has."""
    return len(_SYLLABLE.findall(word))


def inflect(lemma: str) -> Forms:
    """The regular forms of a lemma; both where spelling leaves a choice ("travelled", "traveled")."""
    if len(lemma) < 3 or not lemma.isalpha() or not lemma.isascii() or not lemma.islower():
        return Forms()
    plural = _with_s(lemma)
    if lemma.endswith("ie"):
        return Forms(plural, (f"{lemma}d",), (f"{lemma[:-2]}ying",), (lemma[:-1],))
    if lemma.endswith("e"):
        kept = lemma[-2:] in {"ee", "oe", "ye"}
        return Forms(plural, (f"{lemma}d",), (f"{lemma if kept else lemma[:-1]}ing",), (lemma[:-1],))
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return Forms(plural, (f"{lemma[:-1]}ied",), (f"{lemma}ing",), (f"{lemma[:-1]}i",))
    if lemma.endswith("c"):
        return Forms(plural, (f"{lemma}ked",), (f"{lemma}king",), (lemma,))
    one_vowel = lemma[-2] in _VOWELS and (lemma[-3] not in _VOWELS or lemma[-4:-2] == "qu")
    if lemma[-1] in "wxyh" or lemma[-1] in _VOWELS or not one_vowel:
        stems: tuple[str, ...] = (lemma,)
    elif syllables(lemma) == 1 or lemma in _STRESSED:
        stems = (lemma + lemma[-1],)
    else:
        stems = (lemma, f"{lemma}l") if lemma[-1] == "l" else (lemma,)
    return Forms(plural, tuple(f"{s}ed" for s in stems), tuple(f"{s}ing" for s in stems), stems)


def _with_s(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("sis"):
        return (f"{lemma[:-2]}es",)
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return (f"{lemma}es",)
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return (f"{lemma[:-1]}ies",)
    if lemma.endswith("o") and lemma[-2] not in _VOWELS:
        return (f"{lemma}s", f"{lemma}es")
    return (f"{lemma}s",)


# Each lemma with its past tense and participle. Forms that are also another verb's regular ones ("found", "wound") are
# left to what the treebanks say.
_VERBS: Final = """
arise arose arisen; awake awoke awoken; bear bore borne; beat beat beaten; become became; befall befell befallen;
beget begot begotten; begin began begun; bend bent; beset beset; bet bet; bid bid; bind bound; bite bit bitten; bleed
bled; blow blew blown; break broke broken; breed bred; bring brought; broadcast broadcast; build built; burn burnt;
burst burst; buy bought; cast cast; catch caught; choose chose chosen; cling clung; come came; cost cost; creep crept;
cut cut; deal dealt; dig dug; do did done; draw drew drawn; dream dreamt; drink drank drunk; drive drove driven; dwell
dwelt; eat ate eaten; fall fell fallen; feed fed; feel felt; fight fought; flee fled; fling flung; fly flew flown;
forbid forbade forbidden; forecast forecast; foresee foresaw foreseen; foretell foretold; forget forgot forgotten;
forgive forgave forgiven; forgo forwent forgone; forsake forsook forsaken; freeze froze frozen; get got gotten; give
gave given; go went gone; grow grew grown; hang hung; hear heard; hide hid hidden; hit hit; hold held; hurt hurt;
inset inset; input input; keep kept; kneel knelt; know knew known; lay laid; lead led; lean leant; leap leapt; learn
learnt; leave left; lend lent; let let; light lit; lose lost; make made; mean meant; meet met; mislead misled; misread
misread; mistake mistook mistaken; misunderstand misunderstood; mow mown; offset offset; outbid outbid; outdo outdid
outdone; outgrow outgrew outgrown; output output; outrun outran; outsell outsold; outshine outshone; overcome
overcame; overdo overdid overdone; overhang overhung; overhear overheard; override overrode overridden; overrun
overran overrun; oversee oversaw overseen; oversleep overslept; overtake overtook overtaken; overthrow overthrew
overthrown; partake partook partaken; pay paid; prepay prepaid; prove proven; put put; quit quit; read read; rebuild
rebuilt; recast recast; redo redid redone; redraw redrew redrawn; remake remade; repay repaid; rerun reran rerun;
reset reset; resell resold; retake retook retaken; retell retold; rethink rethought; rewrite rewrote rewritten; rid
rid; ride rode ridden; ring rang rung; rise rose risen; run ran run; say said; see saw seen; seek sought; sell sold;
send sent; set set; sew sewn; shake shook shaken; shed shed; shine shone; shoot shot; show shown; shrink shrank
shrunk; shut shut; sing sang sung; sink sank sunk; sit sat; slay slew slain; sleep slept; slide slid; sling slung;
slit slit; smell smelt; sneak snuck; sow sown; speak spoke spoken; speed sped; spell spelt; spend spent; spill spilt;
spin spun; spit spat; split split; spoil spoilt; spread spread; spring sprang sprung; stand stood; steal stole stolen;
stick stuck; sting stung; stink stank stunk; stride strode stridden; strike struck stricken; string strung; strive
strove striven; sublet sublet; swear swore sworn; sweep swept; swell swollen; swim swam swum; swing swung; take took
taken; teach taught; tear tore torn; tell told; think thought; thrive throve; throw threw thrown; thrust thrust; tread
trod trodden; unbind unbound; undercut undercut; undergo underwent undergone; underlie underlay underlain; understand
understood; undertake undertook undertaken; underwrite underwrote underwritten; undo undid undone; unwind unwound;
uphold upheld; upset upset; wake woke woken; wear wore worn; weave wove woven; wed wed; weep wept; wet wet; win won;
withdraw withdrew withdrawn; withhold withheld; withstand withstood; wring wrung; write wrote written
"""
_NOUNS: Final = """
addendum addenda; alga algae; alumnus alumni; analysis analyses; antithesis antitheses; appendix appendices; axis
axes; bacterium bacteria; cactus cacti; calf calves; child children; codex codices; corpus corpora; crisis crises;
criterion criteria; curriculum curricula; diagnosis diagnoses; dwarf dwarves; elf elves; ellipsis ellipses; emphasis
emphases; foot feet; fungus fungi; genus genera; goose geese; grandchild grandchildren; half halves; hoof hooves;
hypothesis hypotheses; index indices; knife knives; larva larvae; leaf leaves; life lives; loaf loaves; louse lice;
man men; matrix matrices; medium media; memorandum memoranda; mouse mice; nebula nebulae; nucleus nuclei; oasis oases;
ox oxen; parenthesis parentheses; phenomenon phenomena; radius radii; referendum referenda; schoolchild
schoolchildren; scarf scarves; self selves; serviceman servicemen; sheaf sheaves; shelf shelves; spectrum spectra;
stepchild stepchildren; stimulus stimuli; stratum strata; syllabus syllabi; symposium symposia; synopsis synopses;
synthesis syntheses; thesis theses; thief thieves; tooth teeth; vertebra vertebrae; vertex vertices; wharf wharves;
wife wives; housewife housewives; midwife midwives; wolf wolves; woman women; aircraft aircraft; offspring offspring;
series series; species species; spacecraft spacecraft; calorie calories; cookie cookies; hippie hippies; prairie
prairies; rookie rookies; selfie selfies; zombie zombies
"""


_NEWS: Final = """
abscond acquiesce adjudicate allege ambush annex annul appease apprehend assail assuage avenge avert berate besiege
blockade bolster boycott broker capitulate castigate cede censure chastise chide coerce commemorate commend
condemn condone confiscate connive contravene convene decry defuse degrade delude denounce denuclearise deplore
deport depose deride disarm disavow dissuade elude embargo embroil encroach endorse enrage envisage eschew
espouse evade evict evoke exacerbate excoriate exhort exile exonerate expedite exude foment gloat goad harangue
implore imply impugn incite infringe instigate interrogate intervene invade invoke jeopardise lambast lambaste
lament lobby maim malign mediate mobilise nationalise negate obfuscate obstruct oust overrule oversee pillory
placate plead prejudge preside pressurise proclaim procrastinate provoke quash quell raid ransack ratify raze
rebuff rebuke recant reconvene redeploy refute reimpose reinstate reiterate relinquish renege renounce repatriate
reprimand repudiate rescind resurge retaliate revere revile revoke sabotage scapegoat scold seethe shell shroud
smear sue supersede surmise tout underline underscore usurp vacate vilify vow vouch waive wane wield
"""
NEWS_VERBS: Final = tuple(_NEWS.split())
"""Verbs whose regular forms news may hold and the treebanks may not."""


def _by_form(text: str) -> dict[str, str]:
    rows = (row.split() for row in text.split(";"))
    return {form: lemma for lemma, *forms in rows for form in forms}


PAST_FORMS: Final = _by_form(_VERBS)
"""Lemmas by irregular past tense or participle."""
PLURALS: Final = _by_form(_NOUNS)
"""Lemmas by irregular plural."""
