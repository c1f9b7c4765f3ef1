"""What stands between bar and foot: a sentence, quiet ones, a picture, and the air around them.

Where a window is large the sentence is made of large letters, unless anything would be lost for it: a word of
the picture, a quiet sentence, or the sentence's own end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain

from rich.text import Text  # noqa: TID251 -- screens are rich's room

from cxw.drawing import by_sentence
from cxw.pictures.speaking import so_many
from cxw.text.phrases import Phrases
from cxw.wall.page import Page
from cxw.wall.terminal.ink import harmless_line, wrapped
from cxw.wall.terminal.letters import large_sentence
from cxw.wall.terminal.painters import charts_painted, rows_wanted
from cxw.wall.terminal.sheet import WallSheet

MOST_LINES = 6
"""Lines of a sentence on the wall; a longer one is cut."""
LARGE_FROM = (108, 33)
"""Cells and lines of a page from which its sentence may be large: in a window of 120 by 40 with keys."""
SHARE = 0.5
"""Of a page a large sentence is at most this: three rows of letters at 120 by 40, four at 160 by 50.

One that stands alone may have all of it, in a small window too.
"""
HIGHEST = 12
"""Up to how many people a pile is high as dots."""


@dataclass(frozen=True)
class _Laid:
    """A page laid out: the air above it, its sentences, the quiet ones, the air below them, its picture."""

    top: int
    words: list[Text]
    quiet: list[Text]
    air: int
    picture: list[Text]

    def lines(self, height: int) -> list[Text]:
        """All of it, exactly so many lines."""
        said = [*[Text()] * self.top, *self.words, *self.quiet]
        return exactly([*said, *[Text()] * self.air, *self.picture], height)

    def told(self, say: Phrases) -> set[str]:
        """Every word of the picture but how many a figure on a pile is: that is said of high piles alone."""
        piles = {so_many(say, people) for people in range(2, HIGHEST + 1)}
        return set(chain.from_iterable(re.findall(r"\w+", line.plain) for line in self.picture)) - piles


def page_body(page: Page, sheet: WallSheet, aside: int = 0) -> list[Text]:
    """The lines of a page, exactly as many as the sheet is high; its picture leaves cells free `aside`."""
    plain = _laid(page, sheet, aside, _words(page, sheet))
    head = _large(page, sheet)
    if head is not None:
        large = _laid(page, sheet, aside, _around(page, sheet, [*_first(page, sheet), *head]))
        if len(large.quiet) == len(plain.quiet) and plain.told(sheet.say) <= large.told(sheet.say):
            return large.lines(sheet.height)
    return plain.lines(sheet.height)


def _laid(page: Page, sheet: WallSheet, aside: int, around: tuple[list[Text], int, int]) -> _Laid:
    words, top, air = around
    beside = replace(sheet, width=sheet.width - aside)
    wanted = max(page.least, page.likes, rows_wanted(page.charts, beside))
    free = sheet.height - top - len(words) - air - wanted
    quiet: list[Text] = []
    for sentence in page.under:
        rows = [Text(row, sheet.quiet) for row in wrapped(sentence, sheet.width)]
        if len(quiet) + len(rows) > free:
            break
        quiet += rows
    room = max(0, sheet.height - top - len(words) - len(quiet) - air)
    picture = charts_painted(page.charts, replace(beside, height=room))[:room]
    above = min((room - len(picture)) // 3, 2)
    return _Laid(top, words, quiet, air + above, picture)


def _words(page: Page, sheet: WallSheet) -> tuple[list[Text], int, int]:
    """First words and headline, with the rows of air above and below them; none where a code needs all."""
    if page.least >= sheet.height:
        return [], 0, 0
    first = _first(page, sheet)
    most = max(1, min(MOST_LINES, sheet.height - page.least - 1 - len(first)))
    head = wrapped(page.headline, sheet.width, most, by_sentence)
    return _around(page, sheet, [*first, *(Text(line, sheet.strong) for line in head)])


def _first(page: Page, sheet: WallSheet) -> list[Text]:
    spare = sheet.height - page.least - 1
    return [Text(line, sheet.warning) for line in wrapped(page.first, sheet.width, max(1, min(2, spare - 1)))]


def _large(page: Page, sheet: WallSheet) -> list[Text] | None:
    """The sentence in large letters; None where the window is too small for it, or a letter has no dots."""
    small = sheet.width < LARGE_FROM[0] or sheet.height < LARGE_FROM[1]
    if small and not page.alone:
        return None
    rows = large_sentence(harmless_line(page.headline), sheet.width)
    if rows is None or (len(rows) > SHARE * sheet.height and not page.alone):
        return None
    head = [*(Text(row, sheet.strong) for row in rows), Text()]
    around = len(_first(page, sheet)) + sum(_airs(sheet.height))
    return head if len(head) + around + max(page.least, page.likes) <= sheet.height else None


def _around(page: Page, sheet: WallSheet, lines: list[Text]) -> tuple[list[Text], int, int]:
    """Lines with the rows of air above and below them; air gives way to the picture."""
    top, air = _airs(sheet.height)
    if top + len(lines) + air + page.least > sheet.height:
        top, air = 0, int(len(lines) + 1 + page.least <= sheet.height)
    elif top + len(lines) + air + page.likes > sheet.height:
        top = 0
    return lines, top, air


def _airs(height: int) -> tuple[int, int]:
    if height >= 34:
        return 2, 2
    return (1, 1) if height >= 18 else (0, 1)


def exactly(lines: list[Text], height: int) -> list[Text]:
    """The first so many of the lines, and empty ones where there are fewer."""
    return (lines + [Text()] * height)[:height]
