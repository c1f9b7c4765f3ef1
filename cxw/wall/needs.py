"""Stage 1 on the wall: the question, the board with how many proposed each need, the votes, the choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.text import Text  # noqa: TID251 -- screens are rich's room

from cxw.day import needs
from cxw.findings.needs.types import NeedLine
from cxw.wall.digits import large_line
from cxw.wall.frame import Page, Picture, WallSheet
from cxw.wall.ink import column, count, fit_cells, several, wrapped
from cxw.wall.scene import Scene, asking, chunks

BOARD = 11
"""Needs a page: readable, and not size-dependent, so that a page is the same page in every window."""
CHOSEN = "✓"
ALPHABET = 26
"""Needs that have a letter each; a longer board is numbered."""


def pages(scene: Scene) -> list[Page]:
    """The pages of one step."""
    step = scene.view.step
    if step == "board":
        return _board(scene)
    if step == "votes":
        return [_votes(scene)]
    if step == "chosen" and scene.segment.chosen:
        return [_chosen(scene)]
    return [_open(scene)]


def is_shown(scene: Scene) -> bool:
    """Whether there is a board that nobody is still writing for, or a choice."""
    segment = scene.segment
    if scene.view.step == "chosen":
        return bool(segment.chosen)
    return bool(segment.needs) and not needs.waiting(scene.session, segment)


def _open(scene: Scene) -> Page:
    slips = sum(need.slips for need in scene.segment.needs)

    def picture(sheet: WallSheet) -> list[Text]:
        return large_line(
            [(str(slips), sheet.accent), ("slip so far" if slips == 1 else "slips so far", sheet.quiet)],
            sheet,
        )

    return Page(scene.say(needs.QUESTION), picture, under=("Everybody writes alone.",))


def _board(scene: Scene) -> list[Page]:
    found = scene.found.needs
    return [Page(found.headline, _lines(part)) for part in chunks(found.lines, BOARD)]


def _lines(part: Sequence[NeedLine]) -> Picture:
    def picture(sheet: WallSheet) -> list[Text]:
        high = 2 if len(part) * 2 <= sheet.height else 1
        rows: list[Text] = []
        for line in part:
            rows += _need(line, high, sheet)
        return rows

    return picture


def _need(line: NeedLine, high: int, sheet: WallSheet) -> list[Text]:
    style = sheet.quiet if line.parked else sheet.strong if line.chosen else sheet.ink
    text = f"{line.text} (parked)" if line.parked else line.text
    votes = f"   {several(line.votes, 'vote')}" if line.votes else ""
    right = f"×{line.slips}{votes}"
    cells = sheet.width - 14 - 4
    words = wrapped(text, cells, high) or [""]
    first = Text.assemble(
        (f"{CHOSEN if line.chosen else ' '} ", sheet.accent),
        (column(words[0], cells), style),
        (column(right, 16, right=True), sheet.quiet),
    )
    return [first, *(Text("  " + word, style) for word in words[1:]), *[Text()] * (high - len(words))]


def _votes(scene: Scene) -> Page:
    waiting = len(needs.waiting_votes(scene.session, scene.segment))
    done = sum(bool(votes) for votes in scene.segment.votes.values())
    return replace(asking(scene.say(needs.VOTE), done, done + waiting), picture=_lettered(scene))


def _lettered(scene: Scene) -> Picture:
    """The board with the letters that are voted by, side by side where it is long, and the tally under it."""
    words = [need.text for need in scene.segment.needs if need.parked is None]
    marks = [chr(ord("A") + n) if len(words) <= ALPHABET else str(n + 1) for n in range(len(words))]

    def picture(sheet: WallSheet) -> list[Text]:
        beside = -(-len(words) // max(1, sheet.height))
        wide = sheet.width // max(1, beside) - 2
        rows = -(-len(words) // max(1, beside))
        cells = [
            Text.assemble((f"{mark:>2}", sheet.accent), "   ", (column(text, wide - 5), sheet.strong))
            for mark, text in zip(marks, words, strict=True)
        ]
        return [Text("  ").join(cells[row::rows]) for row in range(rows)]

    return picture


def _chosen(scene: Scene) -> Page:
    chosen = scene.segment.chosen_needs()

    def picture(sheet: WallSheet) -> list[Text]:
        return numbered([need.text for need in chosen], sheet)

    return Page(f"We work with these {count(len(chosen))} needs", picture)


def numbered(texts: Sequence[str], sheet: WallSheet) -> list[Text]:
    """A list to be read from afar: numbers, words, and as much air as there is room for."""
    rows = [wrapped(text, sheet.width - 5) or [""] for text in texts]
    if sum(map(len, rows)) > sheet.height:
        rows = [[fit_cells(text, sheet.width - 5)] for text in texts]
    each = (sheet.height - sum(map(len, rows))) // max(1, len(rows) - 1) if len(rows) > 1 else 0
    lines: list[Text] = []
    for number, words in enumerate(rows, 1):
        lines += [Text()] * (min(each, 2) if number > 1 else 0)
        lines.append(Text.assemble((f"{number:>2}", sheet.accent), ("   " + words[0], sheet.strong)))
        lines += [Text("     " + word, sheet.strong) for word in words[1:]]
    return lines
