"""Lists to be read from afar: needs, what they rest on, words beside what they are about, promises."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain, zip_longest

from rich.text import Text  # noqa: TID251 -- screens are rich's room

from cxw.drawing import columns
from cxw.pictures.charts import (
    Belief,
    Beliefs,
    Cards,
    KnownFrom,
    LabelledWords,
    Listing,
    ListItem,
    NeedsBoard,
    Pairs,
    PromiseCard,
    Proposed,
    Role,
)
from cxw.pictures.speaking import so_many
from cxw.wall.terminal.ink import column, fit_cells, wrapped
from cxw.wall.terminal.sheet import WallSheet

CHOSEN = "✓"
SIGNS: dict[KnownFrom, tuple[str, Role]] = {
    "contradicted": ("✗", "warning"),
    "customer evidence": ("■", "accent"),
    "single story": ("▣", "plain"),
    "assumption": ("□", "quiet"),
}
"""Told apart without colour."""


def listing(chart: Listing, sheet: WallSheet) -> list[Text]:
    """The lines with their marks; those without any are what something is about, on two lines at most."""
    if chart.beside:
        return _side_by_side(chart.items, sheet)
    if not any(item.mark for item in chart.items):
        rows = (wrapped(item.text, sheet.width, 2) for item in chart.items)
        return [Text(row, sheet.ink) for row in chain.from_iterable(rows)]
    return _marked(chart.items, sheet)


def rows_of(chart: Listing, sheet: WallSheet) -> int:
    """Rows of a list of marked lines, each with all its words."""
    if chart.beside or not any(item.mark for item in chart.items):
        return 0
    return sum(len(wrapped(item.text, sheet.width - 5) or [""]) for item in chart.items)


def _marked(items: Sequence[ListItem], sheet: WallSheet) -> list[Text]:
    """Marks, words, and as much air as there is room for; where there is little the longest are cut first."""
    for most in (99, 3, 2, 1):
        rows = [wrapped(item.text, sheet.width - 5, most) or [""] for item in items]
        if sum(map(len, rows)) <= sheet.height:
            break
    each = (sheet.height - sum(map(len, rows))) // max(1, len(rows) - 1) if len(rows) > 1 else 0
    lines: list[Text] = []
    for place, (item, words) in enumerate(zip(items, rows, strict=True)):
        lines += [Text()] * (min(each, 2) if place else 0)
        lines.append(Text.assemble((f"{item.mark:>2}", sheet.accent), ("   " + words[0], sheet.strong)))
        lines += [Text("     " + word, sheet.strong) for word in words[1:]]
    return lines


def _side_by_side(items: Sequence[ListItem], sheet: WallSheet) -> list[Text]:
    """As many columns as it takes for all of them to have a place."""
    beside = -(-len(items) // max(1, sheet.height))
    wide = sheet.width // max(1, beside) - 2
    rows = -(-len(items) // max(1, beside))
    cells = [
        Text.assemble((f"{item.mark:>2}", sheet.accent), "   ", (column(item.text, wide - 5), sheet.strong))
        for item in items
    ]
    return [Text("  ").join(cells[row::rows]) for row in range(rows)]


def needs_board(chart: NeedsBoard, sheet: WallSheet) -> list[Text]:
    """The needs with how many proposed each; two lines a need where there is room for all."""
    high = 2 if len(chart.needs) * 2 <= sheet.height else 1
    return list(chain.from_iterable(_proposed(need, high, sheet) for need in chart.needs))


def _proposed(need: Proposed, high: int, sheet: WallSheet) -> list[Text]:
    style = sheet.strong if need.chosen else sheet.ink
    if need.parked:
        style = sheet.quiet
    text = f"{need.text} ({sheet.say('parked')})" if need.parked else need.text
    votes = f"   {sheet.say.many(need.votes, 'vote', 'votes')}" if need.votes else ""
    cells = sheet.width - 14 - 4
    words = wrapped(text, cells, high) or [""]
    first = Text.assemble(
        (f"{CHOSEN if need.chosen else ' '} ", sheet.accent),
        (column(words[0], cells), style),
        (column(f"×{need.slips}{votes}", 16, right=True), sheet.quiet),
    )
    return [first, *(Text("  " + word, style) for word in words[1:]), *[Text()] * (high - len(words))]


def beliefs_known(chart: Beliefs, sheet: WallSheet) -> list[Text]:
    """Each belief beside a sign and words for what it rests on."""
    rows = [wrapped(belief.words, sheet.width - 24, 2) or [""] for belief in chart.beliefs]
    if sum(map(len, rows)) > sheet.height:
        rows = [[fit_cells(belief.words, sheet.width - 24)] for belief in chart.beliefs]
    gap = 1 if sum(map(len, rows)) + len(rows) <= sheet.height else 0
    lines: list[Text] = []
    for belief, words in zip(chart.beliefs, rows, strict=True):
        lines += [*_belief(belief, words, sheet), *[Text()] * gap]
    return lines


def _belief(belief: Belief, words: list[str], sheet: WallSheet) -> list[Text]:
    sign, role = SIGNS[belief.known]
    known = Text(f"{sign} {column(sheet.say(belief.known), 22)}", sheet.role(role))
    first = known.append(words[0], sheet.strong)
    return [first, *(Text(" " * 24 + word, sheet.strong) for word in words[1:])]


def pairs_beside(chart: Pairs, sheet: WallSheet) -> list[Text]:
    """Labels and words, with air between where all have a place; those without one are counted."""
    below = [Text(row, sheet.ink) for row in wrapped(chart.below, min(sheet.width, 110))]
    room = sheet.height - len(below) - bool(below)
    blocks = _blocks(chart, room, sheet)
    heights = list(accumulate(len(block) for block in blocks))
    shown = len(blocks)
    if chart.printed:
        shown = sum(height + (place < len(blocks)) <= room for place, height in enumerate(heights, 1))
    # Without rows to spare the words below stay close to the list: air within it would tear the two apart.
    loose = room - 2 * bool(below)
    air = [Text()] if heights and heights[-1] + len(blocks) <= loose else []
    lines = list(chain.from_iterable((*block, *air) for block in blocks[:shown]))
    if shown < len(blocks):
        more = so_many(sheet.say, len(blocks) - shown)
        lines.append(Text(sheet.say("and {number} more in the handout", number=more), sheet.quiet))
    return [*lines, *([Text()] if below else []), *below]


def _blocks(chart: Pairs, room: int, sheet: WallSheet) -> list[list[Text]]:
    """Each pair on as many lines as it takes; on two or one where the handout does not have it in full."""
    label = _label_cells(chart, sheet)
    for most in (99,) if chart.printed else (2, 1):
        blocks = [_pair(pair, chart, label, most, sheet) for pair in chart.pairs]
        if sum(map(len, blocks)) <= room:
            break
    return blocks


def _label_cells(chart: Pairs, sheet: WallSheet) -> int:
    """How wide the labels are, with the marks before them."""
    labels = [*chart.labels, *(pair.label for pair in chart.pairs)]
    return min(max(map(columns, labels), default=0), sheet.width // 4)


def _pair(pair: LabelledWords, chart: Pairs, label: int, most: int, sheet: WallSheet) -> list[Text]:
    """One label beside its words, with its mark before it."""
    mark = f"{pair.mark}  " if pair.mark else ""
    room = min(sheet.width - label - 3 - len(mark), 90)
    words = [(row, sheet.role(chart.words)) for row in wrapped(pair.words, room, most) or [""]]
    words += [(row, sheet.quiet) for row in wrapped(pair.below, room, most)]
    labels = wrapped(pair.label, label, max(most, len(words)))
    rows = zip_longest(labels, words, fillvalue=None)
    return [
        Text.assemble(
            (mark if place == 0 else " " * len(mark), sheet.accent),
            (column(said or "", label), sheet.role(chart.label)),
            "   ",
            beside or "",
        )
        for place, (said, beside) in enumerate(rows)
    ]


def promise_cards(chart: Cards, sheet: WallSheet) -> list[Text]:
    """The promises below each other, each in as many words as there is room for."""
    room = sheet.height // max(1, len(chart.cards))
    found = [_fitting(card, room, sheet) for card in chart.cards]
    air = 1 if sum(map(len, found)) + len(found) - 1 <= sheet.height else 0
    return list(chain.from_iterable((*rows, *[Text()] * air) for rows in found))


def _fitting(card: PromiseCard, room: int, sheet: WallSheet) -> list[Text]:
    """The card in as many words as there is room for."""
    for most in (6, 4, 3, 2):
        rows = _card(card, most, sheet)
        if len(rows) <= room:
            return rows
    return _card(card, 1, sheet)


def _card(card: PromiseCard, most: int, sheet: WallSheet) -> list[Text]:
    rows = [Text(row, sheet.strong) for row in wrapped(card.question, sheet.width, most)]
    for words, style in ((card.wrong_if, sheet.ink), (card.who, sheet.accent)):
        rows += [Text.assemble("   ", (row, style)) for row in wrapped(words, sheet.width - 3, most)]
    return rows
