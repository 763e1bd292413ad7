"""Which changes of a text only correct its typing, told without a dictionary, and in doubt not told.

A rule that takes a changed meaning for a typing error says "nothing found" about a changed reward, and nobody reviews it; one
that takes a typing error for a change costs its author a line in the changelog. So two words count as one, typed wrong, only if
they have the same letters: two neighbours swapped, or a consonant doubled, inside a long word. Real words can still differ
by no more than that (causal, casual). Those that are known to do so are listed, and forms such as hoping and hopping are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.extract.prose import normalised

if TYPE_CHECKING:
    from reward_reports.changes.comparing import Change
    from reward_reports.linting.context import Context

_MEANT = lazy(r"""\d[\d.,]*|[^\w\s.,;:'"“”‘’()!`–—]""")
"""Numbers and signs, of which none is a slip; a question is not a statement."""
_WORDED = frozenset({"definition", "description", "requirement"})
"""Of the keys that define something those that hold words, and no value of a list, id, unit or formula."""
_SHORTEST = 6
_CONSONANT = "bcdfghjklmnpqrstvwxyz"
_FORM = lazy(
    rf"(?:^|[^aeiou])[aeiou]([{_CONSONANT}])\1(?:e|ed|en|er|ers|es|est|ing|ings|le|les|led|ling|y|ier|ies|able)\Z"
)
"""The form of a word that is another word with one consonant less: hopped, planned, losses, latter."""
_TWINS = frozenset(
    """
    ailment ailments algins aliens aligns aliment aliments alines angels angles balance balding barely barked barking
    barley bassinet belated belied bellied blading bleated braked braking bugled bugles bugling bulged bulges bulging
    cannons canons carlos carols carted carter carters carton carved carves carving carvings casual casually causal
    causally cerate cerated cerates cervices chagres chanel channel charges charters chartres closest closets compiled
    compiles complaint compliant complied complies concerted concertize concertized concreted concretize concretized
    conservatoires conservatories corals corespondent corespondents coroner corrals correspondent correspondents crated
    crater craters crates craton craved craves craving cravings create created creates crevices crooner cruses curses
    dairies denies denise desert deserts dessert desserts diaries didoes diodes direst discreetly discreetness
    discretely discreteness driest earing earring egocentric exists exits farmed farmer farmers farming filers filets
    fillets finish finnish fliers forward framed framer framers framing froward garter garters geocentric gilded gilder
    gilders gilding glided glider gliders gliding grater graters gravelly gravely gustily gutsily infarct infarcted
    infarction infarcts infract infracted infraction infracts installs latices lattices maligner maligners malinger
    malingers mantels mantles marital maritally martial martially minimus miniums minuets minutes misfield misfiled
    overate overdoes overdose overrate parish parrish parted parting parton patron peirce percept perceptive percepts
    perfect perfects perform performed performing performs perils perpend pertest pervious perviously pierce plaint
    pliant pluses poises poison poisson posies prated prating precept preceptive precepts prefect prefects preform
    preformed preforming preforms prepend pretest previous previously pulses realtor realtors regarded regarding
    regraded regrading relator relators repertoires repertories resists resits retard retired retires retrad retried
    retries robbins robins sacred salted saltier salting salved salver salves salving satins scared scarped scarping
    scarps scraped scraping scraps sherds shreds shrieks shrikes signed signer signers signing silver silvered silvering
    silvers singed singer singers singing slated slatier slating slaved slaver slaves slaving sliver slivered slivering
    slivers soldier solider solitaires solitaries stains steals stelas tilted tilting timbers timbres titled titling
    torches trailed trailing trails trialed trialing trials trimers trimmers troches united unites untied unties untired
    untried waiver wavier wigner wilted winger witled
    """.split()
)
"""Words that differ from another real word by two letters swapped or one doubled."""


def is_typing_error(change: Change, context: Context) -> bool:
    """Whether a change only corrects the typing of a text: capitals, punctuation, layout, letters within long words.

    A spelling that still stands elsewhere in the report was not an error.
    """
    if not (isinstance(change.old, str) and isinstance(change.new, str)) or not _holds_words(change):
        return False
    if _MEANT.findall(change.old) != _MEANT.findall(change.new):
        return False
    old, new = (normalised(side).split() for side in (change.old, change.new))
    if len(old) != len(new):
        return False
    changed = {(left, right) for left, right in zip(old, new, strict=True) if left != right}
    if not all(_same_letters(left, right) for left, right in changed):
        return False
    return not any(left in context.spellings for left, _ in changed)


def _holds_words(change: Change) -> bool:
    return change.kind == "prose" or (change.kind == "redefined" and change.path[-1] in _WORDED)


def _same_letters(old: str, new: str) -> bool:
    """Whether two words are one, typed wrong."""
    if min(len(old), len(new)) < _SHORTEST or not (old + new).isalpha() or not _TWINS.isdisjoint((old, new)):
        return False
    if len(old) == len(new):
        return _swapped(old, new)
    longer, shorter = sorted((old, new), key=len, reverse=True)
    return _doubled(longer, shorter) and not _FORM.search(longer)


def _swapped(old: str, new: str) -> bool:
    """Whether two neighbouring letters changed places, neither of them the first or the last."""
    at = [place for place, (left, right) in enumerate(zip(old, new, strict=True)) if left != right]
    if len(at) != 2 or at[1] != at[0] + 1 or at[0] == 0 or at[1] == len(old) - 1:
        return False
    return old[at[0]] == new[at[1]] and old[at[1]] == new[at[0]]


def _doubled(longer: str, shorter: str) -> bool:
    """Whether one word has a consonant twice that the other has once, and not at its end."""
    return any(
        longer[place] == longer[place + 1]
        and longer[place] in _CONSONANT
        and longer[:place] + longer[place + 1 :] == shorter
        for place in range(1, len(longer) - 2)
    )
