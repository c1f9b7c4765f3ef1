"""What one part of a lens shows once it is revealed: cards as they are heard, middles, counts, lines.

All of it comes from findings, which hold nothing of fewer than three people and nothing private. How it is
cut into pages is reckoned for the smallest window: a page loses no word there and is the same everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby
from typing import TypeVar

from cxw.drawing import wrap
from cxw.findings.in_words import whole
from cxw.findings.lenses.told import asked_once, counted, made, number_told, share_told, told_beside
from cxw.findings.lenses.types import (
    TOO_FEW_ANSWERED,
    LensCard,
    LensCount,
    LensFindings,
    LensPartFindings,
    LensShare,
    LensThingFindings,
)
from cxw.model import LensShape
from cxw.pictures.charts import Bars, Heat, LabelledWords, Length, Pairs, Square
from cxw.text.phrases import Phrases
from cxw.wall.page import Page
from cxw.wall.scene import Scene, chunks, numbered

T = TypeVar("T")
ROWS, LINES = 12, 6
"""Rows below a headline of one line in the smallest window, above the facilitator's keys; cards or lines a
page, that each can be read from afar."""
ACROSS, BESIDE, LABELS = 72, 48, 18
"""Cells of a headline there, of words beside a label, and of a label."""
LISTED = 66
"""Cells of a numbered line there."""
LABEL, OF_A_BAR = 28, 60
"""Letters up to which a thing is the label of a row in a table, and of a bar."""
HEAD = 24
"""Letters of a choice that stands whole over its column."""
WORD: Mapping[int, int] = {2: 13, 3: 13, 4: 13, 5: 9}
"""Columns of a table -> letters of the longest word over one of them."""
FEW_THINGS, ROWS_OF_TABLE = 5, 5
"""Things up to which each has a page of its own; rows of a table."""
BARS = 11
"""Rows that bars may take: a long label takes two."""
MANY = 6
"""Choices above which those that nobody made have no bar."""
NUMBERS: Mapping[LensShape, int | None] = {"points": None, "marks": 10, "percent": 100}
"""Where the scale of each ends; of points at the longest bar."""
MIDDLE = "The middle of all. In brackets: the lowest and the highest."
LEGENDS: Mapping[LensShape, str] = {
    "points": "Points in the mean of all.",
    "marks": MIDDLE,
    "percent": MIDDLE,
}
MOST_THINGS = 12
"""More than a lens may be about, unless it is about texts: two readers of a text are no room."""
TOO_LITTLE = "This is too little to show anything of it."
OUTSIDE = "Who else speaks to these customers and was not in the room:"


def part_pages(scene: Scene, lens: LensFindings, part: LensPartFindings) -> list[Page]:
    """The pages of one revealed part; a sentence where too few answered."""
    if part.by == "function" and part.shape == "words":
        return _cards(scene, lens, part)
    if part.said:
        return [*_lines(scene.told, part)]
    if lens.shares and part.part == "say":
        return _shares(scene.told, part, lens.shares)
    return _of_things(scene, part)


def _of_things(scene: Scene, part: LensPartFindings) -> list[Page]:
    """What was answered about each thing of which enough know, and which the others are."""
    say, shown = scene.told, [thing for thing in part.things if thing.asked]
    if not shown or len(part.things) > MOST_THINGS:
        return [Page(part.ask, under=(say(TOO_LITTLE if part.enough else TOO_FEW_ANSWERED),))]
    pages = _numbers(scene, part, shown) if part.shape in NUMBERS else _picked(say, part, shown)
    few = [thing.text for thing in part.things if not thing.asked]
    return [*pages, *([Page(say("Too few of us know"), (numbered(few),))] if few else [])]


def packed(items: Sequence[T], high: Callable[[T], int], room: int, most: int = 99) -> list[list[T]]:
    """The items in order on as few pages as hold them, about as full as each other."""
    pages = _filled(items, high, room, most)
    even = -(-sum(map(high, items)) // max(1, len(pages)))
    tries = (_filled(items, high, less, most) for less in range(even, room))
    return next((one for one in tries if len(one) == len(pages)), pages)


def _filled(items: Sequence[T], high: Callable[[T], int], room: int, most: int) -> list[list[T]]:
    pages, used = list[list[T]](), 0
    for item in items:
        used += high(item)
        if not pages or used > room or len(pages[-1]) >= most:
            pages.append([])
            used = high(item)
        pages[-1].append(item)
    return pages


def cards_heard(scene: Scene, cards: Sequence[tuple[str, str]], headline: str) -> list[Page]:
    """What functions say, one below the other under what was found of it."""
    heard = chain.from_iterable(_heard(scene, function, words) for function, words in cards)
    return [*map(_each_once, _pairs_pages(Page(headline), [*heard]))]


def _heard(scene: Scene, function: str, words: str, below: str = "") -> Iterator[LabelledWords]:
    """A function's words; those longer than a page on several."""
    label = scene.wording.lenses.function_says(function)
    *before, last = _parts(words)
    yield from (LabelledWords(label, part) for part in before)
    yield LabelledWords(label, last, below=below)


def _parts(words: str) -> list[str]:
    """Words in parts of which each has a place on a page; nearly always one."""
    lines, most = wrap(words, BESIDE) or [""], ROWS - 4
    return [" ".join(some) for some in chunks(lines, most)] if len(lines) > most else [words]


def _rows(pair: LabelledWords) -> int:
    """Rows that a pair takes in the smallest window."""
    below = wrap(pair.below, BESIDE) if pair.below else []
    return max(len(wrap(pair.words, BESIDE)) + len(below), len(wrap(pair.label, LABELS)))


def _pairs_pages(page: Page, pairs: Sequence[LabelledWords]) -> list[Page]:
    """The page with these pairs, on as many as they take."""
    room = ROWS + 1 - len(wrap(page.headline, ACROSS))
    return [_pairs_page(page, some) for some in packed(pairs, _rows, max(room, 6), LINES)]


def _each_once(page: Page) -> Page:
    """The page, with a label that goes on standing there once."""
    (chart,) = page.charts
    assert isinstance(chart, Pairs)
    labels = [pair.label for pair in chart.pairs]
    pairs = [
        replace(pair, label="") if place and labels[place - 1] == pair.label else pair
        for place, pair in enumerate(chart.pairs)
    ]
    return replace(page, charts=(replace(chart, pairs=tuple(pairs)),))


def _pairs_page(page: Page, pairs: Sequence[LabelledWords]) -> Page:
    rows = sum(map(_rows, pairs))
    chart = Pairs(tuple(pairs), label="accent", words="strong", printed=True)
    return replace(page, charts=(chart,), least=rows, likes=rows + len(pairs))


def _cards(scene: Scene, lens: LensFindings, part: LensPartFindings) -> list[Page]:
    """One thing a page: each function with its words, under what they are about."""
    say, pages = scene.told, list[Page]()
    lacking = f"{say('No card:')} {', '.join(part.no_card)}" if part.no_card else ""
    for about, some in groupby(part.cards, lambda card: card.about):
        cards = list(some)
        once = asked_once(cards, lens.outside)
        under = tuple(filter(None, (part.ask if about else "", once, lacking)))
        told = chain.from_iterable(_card(scene, card, lens.outside, once) for card in cards)
        pages += map(_each_once, _pairs_pages(Page(about or part.ask, under=under), [*told]))
    if not pages:
        return [Page(part.ask, under=(lacking,) if lacking else ())]
    return [*pages, *([Page(say(OUTSIDE), (numbered(lens.outside),))] if lens.outside else [])]


def _card(scene: Scene, card: LensCard, outside: Sequence[str], once: str) -> Iterator[LabelledWords]:
    """A function's words, and what it wrote beside them; without the question that stands above all cards."""
    say = scene.told
    if not card.words:
        yield LabelledWords(f"{card.function}:", say("we do not know" if card.unknown else "nothing"))
    beside = " · ".join(told_beside(card, outside, once))
    for place, line in enumerate(card.words, 1):
        yield from _heard(scene, card.function, line, beside if place == len(card.words) else "")


def _lines(say: Phrases, part: LensPartFindings) -> Iterator[Page]:
    """What people wrote, without names; the numbers go on, so that one may be called by its number."""
    for told in part.said:
        page, number = Page(told.about or part.ask, under=(part.ask,) if told.about else ()), 1
        room = ROWS + 1 - len(wrap(page.headline, ACROSS))
        for some in packed(told.lines, lambda line: len(wrap(line, LISTED)), max(room, 6), LINES):
            yield replace(page, charts=(numbered(some, number),))
            number += len(some)
        if not told.lines:
            yield replace(page, under=(say("Nobody wrote anything."),))


def _shares(say: Phrases, part: LensPartFindings, shares: Sequence[LensShare]) -> list[Page]:
    """How many of 100 texts are about each need, with the ends of the interval and what we guessed."""
    bars = [
        Length(one.text, one.share, _share(say, one), "strong" if one.guess is None else "accent")
        for one in shares
    ]
    under = (say("Of 100 texts. In brackets: of all texts like these."),)
    return _bars_in_pages(Page(part.ask, under=under), bars, max(one.share for one in shares))


def _share(say: Phrases, one: LensShare) -> str:
    guessed = "" if one.guess is None else f"{say('we guessed')} {whole(one.guess)}"
    return ", ".join(filter(None, (share_told(one), guessed)))


def _numbers(scene: Scene, part: LensPartFindings, things: Sequence[LensThingFindings]) -> list[Page]:
    """The mean of points, or the middle of marks and percentages with its ends; don't-knows above."""
    say, differ = scene.told, len({thing.dont_know for thing in things}) > 1
    bars = [_number(say, part, thing, differ=differ) for thing in things]
    legend = (say(LEGENDS[part.shape]), *((say("dk: do not know"),) if differ else ()))
    first = _unknown(scene, part, things)
    if any(len(bar.label) > OF_A_BAR for bar in bars):
        pairs = [LabelledWords(bar.text, bar.label) for bar in bars]
        return _pairs_pages(Page(part.ask, (), first, legend), pairs)
    top = NUMBERS[part.shape] or max(bar.value for bar in bars)
    return _bars_in_pages(Page(part.ask, (), first, legend), bars, top)


def _bars_in_pages(page: Page, bars: Sequence[Length], top: float) -> list[Page]:
    """The page with these bars, on as many as they take, all on one scale."""
    return [
        replace(page, charts=(Bars(tuple(some), top=top),), least=sum(map(_rows_of_bar, some)))
        for some in packed(bars, _rows_of_bar, BARS)
    ]


def _rows_of_bar(bar: Length) -> int:
    return len(wrap(bar.label, ACROSS // 2)) or 1


def _number(say: Phrases, part: LensPartFindings, thing: LensThingFindings, *, differ: bool) -> Length:
    """A thing with its number, and how many do not know where these are not as many for all: `46, 2 dk`."""
    value, number = thing.mean if part.shape == "points" else thing.middle, number_told(part.shape, thing)
    unknown = f"{thing.dont_know} {say('dk')}" if thing.dont_know and (differ or not number) else ""
    return Length(thing.text, value or 0, ", ".join(filter(None, (number, unknown))))


def _unknown(scene: Scene, part: LensPartFindings, things: Sequence[LensThingFindings]) -> str:
    """Who does not know, of the thing of which most do not; of all of them where they are as many."""
    most = max(things, key=lambda thing: thing.dont_know)
    if not most.dont_know or part.by == "function":
        return ""
    alike = len({thing.dont_know for thing in things}) == 1
    about = "" if alike and len(things) > 1 else most.text
    return scene.wording.lenses.many_do_not_know(about, most.dont_know, most.asked)


def _picked(say: Phrases, part: LensPartFindings, things: Sequence[LensThingFindings]) -> list[Page]:
    """Counts: a table where its words have a place; of many things in words; else a page a thing."""
    heads = [say("do not know"), *(one.text for one in things[0].counts)]
    short = all(len(thing.text) <= LABEL for thing in things)
    if short and all(map(_have_names, [heads, *_heads_behind(things)])):
        rows = [(thing.text, (thing.dont_know, *_so_many(thing.counts))) for thing in things]
        return [*_tables(part.ask, heads, rows), *_further(things)]
    if len(things) > FEW_THINGS and all(len(thing.text) <= OF_A_BAR for thing in things):
        return _pairs_pages(Page(part.ask), [_counted(say, thing) for thing in things])
    return [*chain.from_iterable(_bars(say, part, thing) for thing in things)]


def _heads_behind(things: Sequence[LensThingFindings]) -> list[list[str]]:
    """What could be picked behind the picks."""
    behind = chain.from_iterable(thing.further for thing in things)
    return [[count.text for count in one.counts] for one in behind]


def _counted(say: Phrases, thing: LensThingFindings) -> LabelledWords:
    """What was picked of one thing, in words: who does not know first, then what most picked."""
    unknown = f"{say('do not know')} {thing.dont_know}" if thing.dont_know else ""
    further = " · ".join(f"{one.ask} {counted(one.counts)}" for one in thing.further)
    words = " · ".join(filter(None, (unknown, counted(thing.counts))))
    return LabelledWords(thing.text, words, below=further)


def _further(things: Sequence[LensThingFindings]) -> list[Page]:
    """What was picked behind the picks, a table for each question."""
    behind = defaultdict[str, list[tuple[str, Sequence[LensCount]]]](list)
    for thing in things:
        for one in thing.further:
            behind[one.ask].append((thing.text, one.counts))
    pages = list[Page]()
    for ask, rows in behind.items():
        heads = [one.text for one in rows[0][1]]
        pages += _tables(ask, heads, [(text, _so_many(counts)) for text, counts in rows])
    return pages


def _have_names(heads: Sequence[str]) -> bool:
    """Whether choices have a place above their columns, none cut."""
    words = " ".join(heads).split()
    longest = WORD.get(len(heads), 0)
    return all(len(head) <= HEAD for head in heads) and all(len(word) <= longest for word in words)


def _so_many(counts: Sequence[LensCount]) -> tuple[int, ...]:
    return tuple(one.n for one in counts)


def _bars(say: Phrases, part: LensPartFindings, thing: LensThingFindings) -> list[Page]:
    """One thing: who does not know, then each choice, and what was picked behind them."""
    unknown = Length(say("do not know"), thing.dont_know, str(thing.dont_know), "quiet")
    behind = {one.ask: f"{one.ask} {counted(one.counts)}." for one in thing.further}
    brief = [one for one in behind.values() if len(one) <= ACROSS * 2 and len(thing.counts) <= MANY]
    page = Page(thing.text, under=(part.ask, *brief, *_nobody(say, thing.counts)))
    pages = _bars_in_pages(page, [unknown, *_lengths(thing.counts)], thing.asked)
    for one in thing.further if not brief else ():
        under = (one.ask, *_nobody(say, one.counts))
        pages += _bars_in_pages(Page(thing.text, under=under), _lengths(one.counts), thing.asked)
    return pages


def _lengths(counts: Sequence[LensCount]) -> list[Length]:
    shown = counts if len(counts) <= MANY else made(counts)
    return [Length(one.text, one.n, str(one.n), "accent") for one in shown]


def _nobody(say: Phrases, counts: Sequence[LensCount]) -> Iterator[str]:
    """What nobody picked, where there was so much to pick from that it has no bar."""
    others = [one.text for one in counts if not one.n]
    if len(counts) > MANY and others:
        yield say("Nobody picked: {these}", these=", ".join(others))


def _tables(ask: str, heads: Sequence[str], rows: Sequence[tuple[str, tuple[int, ...]]]) -> list[Page]:
    """A row a thing, a column a choice."""
    pages = list[Page]()
    for some in chunks(rows, ROWS_OF_TABLE):
        squares = tuple(tuple(map(_square, numbers)) for _, numbers in some)
        chart = Heat(tuple(text for text, _ in some), tuple(heads), squares)
        pages.append(Page(ask, (chart,), least=2 * len(some) + 2))
    return pages


def _square(number: int) -> Square:
    return Square(str(number) if number else "·")
