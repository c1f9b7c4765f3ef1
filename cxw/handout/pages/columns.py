"""How a table stands on paper: how wide its columns are, in which size, and on how many tables it is dealt.

On paper nothing scrolls. No word of up to 24 letters is broken to make a column narrower, and the first
column, which names what a row is about, has a third of the page. What is too wide is set smaller; what still
is has its columns dealt over tables below each other, each with the first column again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil
from typing import NamedTuple

from cxw.handout.pages.breaks import kept_whole, unbroken
from cxw.handout.pages.tree import Node, words_of_line
from cxw.pictures.advances import set_width, widest_word

ROOM = {"a4": 470.0, "letter": 487.0}
"""Width of the text in points."""
NAMED = 1 / 3
"""Of the page, what the first column has at least; not where every column holds sentences."""
NAMED_MOST = 0.45
"""Of the page, what the names beside a heat map have at most."""
INSET = 10.0
"""What each column keeps free."""
SIZES, SMALL_SIZES = (9.6, 8.8, 8.2), (8.8, 8.2)
"""The size of letters, and what is tried before a table is dealt; the first page and the last are smaller."""
HEAD, CHIP, UNDER = 8.8, 8.4, 8.0
"""Size of a heading at most, of a chip, and of what stands small under a mark."""
BODY, HEADING = 10.5, 15.5
"""Of text, and of a heading at most."""
BETWEEN_BOXES = 30.0
"""What two boxes beside each other, and the signs of their lists, keep free of half the page."""
TITLE = 25.0
"""Of the title, where its longest word lets it be so large."""
RAGGED = 18.0
"""What a line of sentences leaves empty on average."""
LEAST = 22.0
SPLIT = 75.0
"""Room for a word that may be broken, so that it takes three lines and not six."""
TALL = 330.0
"""Points: a row higher than this may stand on two pages, since there are pages it does not fit on."""


class Column(NamedTuple):
    """What a column needs: for its longest word, and for each of its cells on one line."""

    least: float
    whole: float


def on_paper(blocks: list[Node], paper: str) -> list[Node]:
    """The blocks with each table laid out, and dealt over several where the page is too narrow for it."""
    room = ROOM["letter" if paper == "letter" else "a4"]
    first = next((place for place, node in enumerate(blocks) if node.get("page")), 0)
    return [*_laid(blocks[:first], room, small=True), *_laid(blocks[first:], room, small=False)]


def _laid(blocks: list[Node], room: float, *, small: bool) -> Iterator[Node]:
    for node in blocks:
        small = small or bool(node.get("appendix"))
        if node["k"] == "table":
            yield from laid_table(node, room, SMALL_SIZES if small else SIZES)
        elif node["k"] == "list":
            yield node | {"items": [list(_laid(item, room - 30, small=small)) for item in node["items"]]}
        elif node["k"] == "quote":
            yield node | {"blocks": list(_laid(node["blocks"], room - 30, small=small))}
        else:
            yield _words_whole(node, room)


def _words_whole(node: Node, room: float) -> Node:
    """What is no table and holds none: its long words broken only where no line of its own holds them."""
    if node["k"] == "board":
        return dict(kept_whole(node, room / 2 - BETWEEN_BOXES, BODY))
    if node["k"] != "heading":
        return dict(kept_whole(node, room, BODY))
    if node["level"] > 1:
        return dict(kept_whole(node, room, HEADING, bold=True))
    wide = widest_word(words_of_line(node["body"]), TITLE, bold=True)
    size = min(TITLE, round(TITLE * room / wide, 1)) if wide else TITLE
    return {**kept_whole(node, room, size, bold=True), "size": size}


def laid_table(table: Node, room: float, sizes: Sequence[float] = SIZES) -> list[Node]:
    """The table in the largest size in which its columns fit the room; else dealt over several."""
    for size in sizes:
        widths = _widths(table, size, room)
        if widths is not None:
            return [_set(table, widths, size)]
    return _dealt(table, room, sizes)


def _dealt(table: Node, room: float, sizes: Sequence[float]) -> list[Node]:
    """As few tables as will do, each with what its rows are about and as many columns as its neighbours."""
    names = _names(table)
    others = range(names, len(table["head"]))
    for tables in range(2, len(others) + 1):
        step = ceil(len(others) / tables)
        parts = [_part(table, [*range(names), *others[at : at + step]]) for at in range(0, len(others), step)]
        fitting = [_widths(part, sizes[0], room) for part in parts]
        if all(fitting):
            return [
                _set(part, widths, sizes[0], dealt=True)
                for part, widths in zip(parts, fitting, strict=True)
                if widths
            ]
    needed = _needed(table, sizes[-1])
    share = room / sum(column.least for column in needed)
    return [_set(table, [share * column.least for column in needed], sizes[-1])]


def _names(table: Node) -> int:
    """How many columns say what a row is about: one, or two where all after them are numbers."""
    sides: list[str] = table["aligns"]
    return 2 if len(sides) > 3 and sides[1] == "left" and "left" not in sides[2:] else 1


def _part(table: Node, places: Sequence[int]) -> Node:
    return table | {
        "head": [table["head"][place] for place in places],
        "rows": [[row[place] for place in places] for row in table["rows"]],
        "aligns": [table["aligns"][place] for place in places],
    }


def _set(table: Node, widths: list[float], size: float, *, dealt: bool = False) -> Node:
    """What the page is told of a table: widths, size, which rows may break and whether it is a high one."""
    heights = [_height(row, widths, size) for row in table["rows"]]
    rows = [_kept(row, widths, size, bold=False) for row in table["rows"]]
    head = _kept(table["head"], widths, min(HEAD, size), bold=True)
    return table | {
        "head": head,
        "rows": rows,
        "columns": [round(width, 2) for width in widths],
        "size": size,
        "headsize": min(HEAD, size),
        "dealt": dealt,
        "tall": [height > TALL for height in heights],
        "height": round(sum(heights) + 22),
    }


def _kept(row: list[Node], widths: list[float], size: float, *, bold: bool) -> list[Node]:
    return [
        kept_whole(cell, width - INSET, size, bold=bold or ("body" in cell and _is_bold(cell)))
        for cell, width in zip(row, widths, strict=True)
    ]


def _height(row: list[Node], widths: list[float], size: float) -> float:
    lines = max(
        ceil(_whole(cell, size) * 1.06 / max(1.0, width - INSET))
        for cell, width in zip(row, widths, strict=True)
    )
    return max(1, lines) * size * 1.2 + 9


def _needed(table: Node, size: float) -> list[Column]:
    columns = zip(table["head"], *table["rows"], strict=True)
    return [_column(head, cells, size) for head, *cells in columns]


def _column(head: Node, cells: Sequence[Node], size: float) -> Column:
    title, letters = words_of_line(head["body"]), min(HEAD, size)
    return Column(
        max(LEAST, widest_word(title, letters, bold=True), *(_least(cell, size) for cell in cells)) + INSET,
        # A heading may stand on two lines: what it names is worth more room than its words.
        max(LEAST, set_width(title, letters, bold=True) * 0.6, *(_whole(cell, size) for cell in cells))
        + INSET,
    )


def _widths(table: Node, size: float, room: float) -> list[float] | None:
    """How wide each column is set so that no word is broken; None where the room is too narrow for that."""
    columns = _needed(table, size)
    first, *others = columns
    if not others:
        return [room]
    if table["hot"]:
        return _even(first, others, room)
    told = len(others) > 2 and set(table["aligns"]) == {"left"}
    floors = [first.least if told else max(first.least, NAMED * room), *(column.least for column in others)]
    if sum(floors) > room:
        return None
    wanted = [max(floor, column.whole) for floor, column in zip(floors, columns, strict=True)]
    if sum(wanted) <= room:
        return [wanted[0] + room - sum(wanted), *wanted[1:]]
    return _as_high(floors, wanted, room) if told else _cut(floors, wanted, room)


def _as_high(floors: list[float], wanted: list[float], room: float) -> list[float]:
    """Columns of sentences so wide that each takes about as many lines as the others."""

    def widths(share: float) -> list[float]:
        # In a narrow column more of each line stays empty.
        both = zip(floors, wanted, strict=True)
        return [max(floor, min(wide, wide * share + RAGGED)) for floor, wide in both]

    return widths(_found(lambda share: sum(widths(share)), 1, room))


def _cut(floors: list[float], wanted: list[float], room: float) -> list[float]:
    """The long columns cut at one width, so that all of them fill the room."""
    widest = max(wanted)
    level = _found(
        lambda level: sum(max(floor, min(wide, level)) for floor, wide in zip(floors, wanted, strict=True)),
        widest,
        room,
    )
    return [max(floor, min(wide, level)) for floor, wide in zip(floors, wanted, strict=True)]


def _found(taken: Callable[[float], float], most: float, room: float) -> float:
    """The largest value, to `most`, that takes no more than the room."""
    low, high = 0.0, most
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if taken(middle) < room else (low, middle)
    return low


def _even(first: Column, others: list[Column], room: float) -> list[float] | None:
    """Companies as wide as each other, and for the needs as much more as the companies' names leave."""
    least = max(column.least for column in others)
    spare = room - least * len(others)
    named = max(first.least, NAMED * room)
    if spare < named:
        return None
    named = max(named, min(first.whole, spare, NAMED_MOST * room))
    return [named, *[(room - named) / len(others)] * len(others)]


def _least(cell: Node, size: float) -> float:
    """The longest thing in the cell that is not to be broken."""
    if "body" not in cell:
        return max(widest_word(cell.get("mark", ""), size, bold=True), widest_word(cell["small"], UNDER))
    chips = [set_width(node["s"], CHIP, bold=True) + 9 for node in cell["body"] if node["k"] == "chip"]
    words = words_of_line(cell["body"])
    split = min(SPLIT, widest_word(unbroken(words), size, bold=_is_bold(cell)))
    return max([widest_word(words, size, bold=_is_bold(cell)), split, *chips])


def _whole(cell: Node, size: float) -> float:
    """The cell on one line; chips alone stand below each other."""
    if "body" not in cell:
        return max(set_width(cell.get("mark", ""), size, bold=True), set_width(cell["small"], UNDER))
    body = [node for node in cell["body"] if node.get("s", "x").strip()]
    if body and all(node["k"] == "chip" for node in body):
        return _least(cell, size)
    return set_width(words_of_line(body), size, bold=_is_bold(cell))


def _is_bold(cell: Node) -> bool:
    return any(node["k"] == "strong" for node in cell["body"])
