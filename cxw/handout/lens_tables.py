"""Tables of what was answered through a lens: the numbers of its walls, a table for each question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from cxw.findings.in_words import whole
from cxw.findings.lenses.told import counted, number_told, share_told, told_beside
from cxw.findings.lenses.types import LensCard, LensCount, LensPartFindings, LensShare, LensThingFindings
from cxw.handout.speech import Speech
from cxw.handout.words import column_head

MOST_CHOICES = 5
"""Columns of a table of what was picked; of more, or of long ones, what was picked stands in a row."""
NUMBERS = {"points": "Points", "marks": "Middle (lowest–highest)", "percent": "Middle (lowest–highest)"}


MOST_BESIDE = 3
"""Columns beside a card's words, what it is about counted in; of more what was asked stands behind them."""


@dataclass(frozen=True)
class LensTable:
    """One table: a side, `l` or `r`, for each column."""

    ask: str
    """The question it answers; empty where that stands elsewhere."""
    heads: tuple[str, ...]
    sides: str
    rows: tuple[tuple[str, ...], ...]


def lens_tables(spoken: Speech, part: LensPartFindings) -> list[LensTable]:
    """What was answered about each thing of which enough of us know; none where that is none."""
    things = [thing for thing in part.things if thing.asked]
    if not things:
        return []
    if part.shape in NUMBERS:
        rows = tuple((one.text, number_told(part.shape, one), str(one.dont_know)) for one in things)
        heads = (spoken.say("About"), spoken.say(NUMBERS[part.shape]), spoken.say("Do not know"))
        return [LensTable(part.ask, heads, "lrr", rows)]
    picks = [(one.text, one.counts, str(one.dont_know)) for one in things]
    return [_picks(spoken, part.ask, picks), *_further(spoken, things)]


def card_table(spoken: Speech, cards: Sequence[LensCard], outside: Collection[str]) -> LensTable:
    """What stands on cards: a row a card and need, a column for each question that any of them answers.

    Who speaks outside stands elsewhere.
    """
    about = any(card.about for card in cards)
    lines = chain.from_iterable(card.lines for card in cards)
    asked = list(dict.fromkeys(ask for ask, text in lines if text not in outside))
    if len(asked) + about > MOST_BESIDE:
        asked = []
    heads = [spoken.say("Need")] * about + [spoken.say("Department"), spoken.say("What stands on its card")]
    rows = list[tuple[str, ...]]()
    for card in cards:
        beside = dict(card.lines)
        words = _card_words(spoken, card, told_beside(card, outside) if not asked else ())
        rows.append((*[card.about] * about, card.function, words, *(beside.get(ask, "") for ask in asked)))
    return LensTable("", (*heads, *asked), "l" * (len(heads) + len(asked)), tuple(rows))


def _card_words(spoken: Speech, card: LensCard, beside: Sequence[str]) -> str:
    """The words of a card; that its function hears nothing, or does not know, where it has none."""
    if card.words:
        return "; ".join([*card.words, *beside])
    return spoken.say("we do not know" if card.unknown else "nothing")


def _picks(spoken: Speech, ask: str, picks: Sequence[tuple[str, Sequence[LensCount], str]]) -> LensTable:
    """A column a choice; what was picked in a row where the choices are too many."""
    choices = [one.text for one in picks[0][1]]
    rows = list[tuple[str, ...]]()
    if len(choices) > MOST_CHOICES or any(column_head(choice) != choice for choice in choices):
        choices = [spoken.say("Picked")]
        rows += ((text, counted(counts), unknown) for text, counts, unknown in picks)
    else:
        rows += ((text, *(str(one.n) for one in counts), unknown) for text, counts, unknown in picks)
    heads = (spoken.say("About"), *map(column_head, choices), spoken.say("Do not know"))
    sides = "llr" if len(heads) == len("llr") else "l" + "r" * (len(heads) - 1)
    return LensTable(ask, heads, sides, tuple(rows))


def _further(spoken: Speech, things: Sequence[LensThingFindings]) -> Iterator[LensTable]:
    """What was picked behind the picks, question by question."""
    behind = defaultdict[str, list[tuple[str, ...]]](list)
    for thing in things:
        for one in thing.further:
            behind[one.ask].append((thing.text, counted(one.counts)))
    heads = (spoken.say("About"), spoken.say("Picked"))
    yield from (LensTable(ask, heads, "ll", tuple(rows)) for ask, rows in behind.items())


def share_rows(shares: Sequence[LensShare]) -> list[tuple[str, str, str]]:
    """What texts are about: the thing, its share, and what was guessed."""
    return [(one.text, share_told(one), "" if one.guess is None else whole(one.guess)) for one in shares]


def not_known(part: LensPartFindings) -> list[str]:
    """The things of which too few of us know for anything to be shown; none where that is all of them."""
    few = [thing.text for thing in part.things if not thing.asked]
    return few if len(few) < len(part.things) else []
