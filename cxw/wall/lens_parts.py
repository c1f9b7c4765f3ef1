"""What one part of a lens shows once it is revealed: cards as they are heard, middles, counts, lines.

All of it comes from findings, which hold nothing of fewer than three people and nothing private. How it is
cut into pages is reckoned for the smallest window: a page loses no word there and is the same everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeAlias, TypeVar

from cxw.drawing import wrap
from cxw.findings.in_words import half, whole
from cxw.findings.lenses.types import (
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
ROWS = 10
"""Lines below a headline in the smallest window, above the facilitator's keys."""
BESIDE, ACROSS = 48, 66
"""Cells of words beside a label there, and of a numbered line."""
LABEL = 30
"""Letters up to which a thing or a choice is the label of a bar or of a row."""
HEAD, WORD = 20, 11
"""Letters of a choice that stands whole over its column, and of its longest word."""
NAMED, LETTERED = 5, 5
"""Columns that have their names; things up to which each has a page of its own."""
ROWS_OF_TABLE = 6
NUMBERS: Mapping[LensShape, int | None] = {"points": None, "marks": 10, "percent": 100}
"""Where the scale of each ends; of points at the longest bar."""
LEGENDS = ("The middle of all. In brackets: the lowest and the highest.", "Points in the mean of all.")
MOST_THINGS = 12
"""More than a lens may be about, unless it is about texts: two readers of a text are no room."""
TOO_FEW = "Too few answered to show anything."
OUTSIDE = "Who else speaks to these customers and was not in the room:"


def part_pages(scene: Scene, lens: LensFindings, part: LensPartFindings) -> list[Page]:
    """The pages of one revealed part; a sentence where too few answered."""
    if part.cards or part.no_card:
        return _cards(scene, lens, part)
    if part.said:
        return [*_lines(scene.told, part)]
    if lens.shares and part.part == "say":
        return [_shares(scene.told, part, lens.shares)]
    return _of_things(scene, part)


def _of_things(scene: Scene, part: LensPartFindings) -> list[Page]:
    """What was answered about each thing of which enough know, and which the others are."""
    say, shown = scene.told, [thing for thing in part.things if thing.asked]
    if not shown or len(part.things) > MOST_THINGS:
        return [Page(part.ask, under=(say(TOO_FEW),))]
    pages = _numbers(scene, part, shown) if part.shape in NUMBERS else _picked(say, part, shown)
    few = [thing.text for thing in part.things if not thing.asked]
    return [*pages, *([Page(say("Too few of us know"), (numbered(few),))] if few else [])]


def packed(items: Iterable[T], high: Callable[[T], int], room: int = ROWS) -> list[list[T]]:
    """The items in order, as many a page as have a place; one that is too high stands alone."""
    pages, used = list[list[T]](), room
    for item in items:
        used += high(item)
        if not pages or used > room:
            pages.append([])
            used = high(item)
        pages[-1].append(item)
    return pages


def cards_heard(scene: Scene, cards: Sequence[tuple[str, str]], headline: str) -> list[Page]:
    """What functions say, one below the other under what was found of it."""
    heard = [_heard(scene, function, words) for function, words in cards]
    return [_pairs_page(headline, pairs, ()) for pairs in packed(heard, _rows)]


def _heard(scene: Scene, function: str, words: str, below: str = "") -> LabelledWords:
    return LabelledWords(scene.wording.lenses.function_says(function), words, below=below)


def _rows(pair: LabelledWords) -> int:
    """Lines that a card takes in the smallest window, and one of air."""
    beside = len(wrap(pair.words, BESIDE)) + (len(wrap(pair.below, BESIDE)) if pair.below else 0)
    return max(beside, -(-len(pair.label) // 16)) + 1


def _pairs_page(headline: str, pairs: Sequence[LabelledWords], under: tuple[str, ...]) -> Page:
    rows = sum(map(_rows, pairs))
    chart = Pairs(tuple(pairs), label="accent", words="strong", printed=True)
    return Page(headline, (chart,), under=under, least=min(rows, ROWS), likes=rows)


def _cards(scene: Scene, lens: LensFindings, part: LensPartFindings) -> list[Page]:
    """One thing a page: each function with its words, under what they are about."""
    say, pages = scene.told, list[Page]()
    lacking = f"{say('No card:')} {', '.join(part.no_card)}" if part.no_card else ""
    for about, cards in groupby(part.cards, lambda card: card.about):
        under = tuple(filter(None, (part.ask if about else "", lacking)))
        told = [pair for card in cards for pair in _card(scene, card, lens.outside)]
        pages += [_pairs_page(about or part.ask, pairs, under) for pairs in packed(told, _rows)]
    if not pages:
        return [Page(part.ask, under=(lacking,))]
    return [*pages, *([Page(say(OUTSIDE), (numbered(lens.outside),))] if lens.outside else [])]


def _card(scene: Scene, card: LensCard, outside: Sequence[str]) -> Iterator[LabelledWords]:
    """A function's words, and what it wrote beside them; words as long as a page on several."""
    say = scene.told
    if not card.words:
        yield LabelledWords(f"{card.function}:", say("we do not know" if card.unknown else "nothing"))
        return
    beside = (f"{_short(asked)} {text}" for asked, text in card.lines if text not in outside)
    below = " · ".join(beside)
    *before, last = [part for line in card.words for part in _parts(line)]
    for words in before:
        yield _heard(scene, card.function, words)
    yield _heard(scene, card.function, last, below)


def _parts(words: str) -> list[str]:
    """Words in parts of which each has a place on a page; nearly always one."""
    lines, most = wrap(words, BESIDE) or [""], ROWS - 3
    return [" ".join(some) for some in chunks(lines, most)] if len(lines) > most else [words]


def _short(asked: str) -> str:
    """A question without what is said behind it."""
    question, mark, _ = asked.partition("?")
    return question.strip() + (mark or ":")


def _lines(say: Phrases, part: LensPartFindings) -> Iterator[Page]:
    """What people wrote, without names; the numbers go on, so that one may be called by its number."""
    for told in part.said:
        number = 1
        for some in packed(told.lines, lambda line: len(wrap(line, ACROSS)) + 1):
            under = (part.ask,) if told.about else ()
            yield Page(told.about or part.ask, (numbered(some, number),), under=under)
            number += len(some)
        if not told.lines:
            yield Page(told.about or part.ask, under=(say("Nobody wrote anything."),))


def _shares(say: Phrases, part: LensPartFindings, shares: Sequence[LensShare]) -> Page:
    """How many of 100 texts are about each need, with the ends of the interval and what we guessed."""
    bars = tuple(
        Length(one.text, one.share, _share(say, one), "accent" if one.guess is not None else "strong")
        for one in shares
    )
    under = (say("Of 100 texts. In brackets: of all texts like these."),)
    return Page(part.ask, (Bars(bars, top=100),), under=under, least=len(bars), likes=2 * len(bars))


def _share(say: Phrases, one: LensShare) -> str:
    told = f"{whole(one.share)} ({whole(one.low)}–{whole(one.high)})"
    return f"{told}, {say('we guessed')} {whole(one.guess)}" if one.guess is not None else told


def _numbers(scene: Scene, part: LensPartFindings, things: Sequence[LensThingFindings]) -> list[Page]:
    """The mean of points, or the middle of marks and percentages with its ends; don't-knows above."""
    say = scene.told
    figures: Figures = _points if part.shape == "points" else _middle
    told = [(figures(thing), thing) for thing in things]
    if part.shape == "points":
        told.sort(key=lambda one: -one[0][0])
    differ = len({thing.dont_know for thing in things}) > 1
    words = [_with_unknown(say, text, thing, differ=differ) for (_, text), thing in told]
    legend = (say(LEGENDS[part.shape == "points"]), *((say("dk: do not know"),) if differ else ()))
    if any(len(thing.text) > LABEL for thing in things):
        pairs = [LabelledWords(text, thing.text) for text, (_, thing) in zip(words, told, strict=True)]
        return [_pairs_page(part.ask, some, legend) for some in packed(pairs, _rows)]
    bars = tuple(
        Length(thing.text, value, text) for text, ((value, _), thing) in zip(words, told, strict=True)
    )
    chart, first = Bars(bars, top=NUMBERS[part.shape]), _unknown(scene, part, things)
    return [Page(part.ask, (chart,), first, legend, least=len(bars), likes=2 * len(bars))]


Figures: TypeAlias = Callable[[LensThingFindings], tuple[float, str]]


def _points(thing: LensThingFindings) -> tuple[float, str]:
    """Mean points, and as they are said."""
    return (0.0, "") if thing.mean is None else (thing.mean, whole(thing.mean))


def _middle(thing: LensThingFindings) -> tuple[float, str]:
    """The middle, and as it is said with the lowest and the highest: `7 (3–9)`."""
    if thing.middle is None or thing.ends is None:
        return 0.0, ""
    low, high = thing.ends
    return thing.middle, f"{half(thing.middle)} ({low}–{high})"


def _with_unknown(say: Phrases, number: str, thing: LensThingFindings, *, differ: bool) -> str:
    """A number with how many do not know, where these are not as many for all: `46, 2 dk`."""
    unknown = f"{thing.dont_know} {say('dk')}" if thing.dont_know and (differ or not number) else ""
    return ", ".join(filter(None, (number, unknown)))


def _unknown(scene: Scene, part: LensPartFindings, things: Sequence[LensThingFindings]) -> str:
    """Who does not know, of the thing of which most do not; of all of them where they are as many."""
    most = max(things, key=lambda thing: thing.dont_know)
    if not most.dont_know or part.by == "function":
        return ""
    alike = len({thing.dont_know for thing in things}) == 1
    about = "" if alike and len(things) > 1 else most.text
    return scene.wording.lenses.many_do_not_know(about, most.dont_know, most.asked)


def _picked(say: Phrases, part: LensPartFindings, things: Sequence[LensThingFindings]) -> list[Page]:
    """Counts: a table where its words have a place, a page a thing where they are few, else letters."""
    heads = [one.text for one in things[0].counts]
    labels = all(len(thing.text) <= LABEL for thing in things)
    if not (labels and _have_names(heads)) and len(things) <= LETTERED:
        return [_bars(say, part, thing) for thing in things]
    rows = [(thing.text, (thing.dont_know, *_so_many(thing.counts))) for thing in things]
    return [*_tables(part.ask, [say("do not know"), *heads], rows), *_further(things)]


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
    """Whether choices have a place above their columns, none cut and none in small letters."""
    words = [word for head in heads for word in head.split()]
    return (
        len(heads) <= NAMED
        and all(len(head) <= HEAD for head in heads)
        and all(len(w) <= WORD for w in words)
    )


def _so_many(counts: Sequence[LensCount]) -> tuple[int, ...]:
    return tuple(one.n for one in counts)


def _bars(say: Phrases, part: LensPartFindings, thing: LensThingFindings) -> Page:
    """One thing: who does not know, then each choice; what was picked behind it in words."""
    unknown = Length(say("do not know"), thing.dont_know, str(thing.dont_know), "quiet")
    counts = [
        Length(one.text, one.n, str(one.n), "accent", apart=not place)
        for place, one in enumerate(thing.counts)
    ]
    further = (f"{one.ask} {_in_a_row(one.counts)}" for one in thing.further)
    chart = Bars((unknown, *counts), top=thing.asked)
    return Page(thing.text, (chart,), under=(part.ask, *further), least=len(counts) + 2)


def _in_a_row(counts: Sequence[LensCount]) -> str:
    return f"{', '.join(f'{one.text} {one.n}' for one in counts if one.n)}."


def _tables(ask: str, heads: Sequence[str], rows: Sequence[tuple[str, tuple[int, ...]]]) -> list[Page]:
    """A row a thing, a column a choice; choices without a place above their columns have letters."""
    letters = [chr(ord("A") + place) for place in range(len(heads))]
    named = _have_names(heads)
    legend = () if named else tuple(f"{a} {head}" for a, head in zip(letters, heads, strict=True))
    pages = list[Page]()
    for some in chunks(rows, ROWS_OF_TABLE):
        squares = tuple(tuple(map(_square, numbers)) for _, numbers in some)
        chart = Heat(tuple(text for text, _ in some), tuple(heads if named else letters), squares, legend)
        pages.append(Page(ask, (chart,), least=len(some) + 2, likes=2 * len(some) + 2))
    return pages


def _square(number: int) -> Square:
    return Square(str(number) if number else "·")
