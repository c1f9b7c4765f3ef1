"""Lines pasted into a list of the day: what the cells of a line mean, and what of it is here already."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from cxw.day.desk import Person
from cxw.day.names import without_accents
from cxw.text.pasting import Cells, pasted_rows
from cxw.text.phrases import quoted_here, say

_COUNT = re.compile(r"[x×]?\s*([1-9][0-9]{0,2})\s*[x×]?")


def cells_as_lines(text: str) -> list[str]:
    """Lines of which each cell is one thing: competitors."""
    return [*filter(None, chain.from_iterable(pasted_rows(text)))]


def signed_lines(text: str, people: Sequence[Person]) -> list[str]:
    """Lines of the room; a cell that names somebody here says whose the rest of its line is."""
    return [*chain.from_iterable(_signed(cells, people) for cells in pasted_rows(text))]


def counted_lines(text: str, people: Sequence[Person]) -> list[str]:
    """Needs: a cell beside the words that is a number counts slips, one that names somebody says whose."""
    rows = pasted_rows(text)
    return [*chain.from_iterable(_counted(cells) or _signed(cells, people) for cells in rows)]


def _counted(cells: Cells) -> list[str]:
    if len(cells) != 2:
        return []
    for words, number in (cells, cells[::-1]):
        if (count := _COUNT.fullmatch(number)) and not _COUNT.fullmatch(words):
            return [words if count[1] == "1" else f"{words} x{count[1]}"]
    return []


def _signed(cells: Cells, people: Sequence[Person]) -> list[str]:
    full = [cell for cell in cells if cell]
    for name in (full[:1], full[-1:]) if len(full) > 1 else ():
        if _is_somebody(name[0], people):
            rest = full[1:] if name == full[:1] else full[:-1]
            return [f"{name[0]}: {words}" for words in rest]
    return full


def _is_somebody(cell: str, people: Sequence[Person]) -> bool:
    """Whether a cell is a whole name, or initials: a beginning alone may be a word of the room."""
    return any(
        without_accents(cell)
        in (
            without_accents(one.name),
            without_accents(one.id),
            "".join(without_accents(word)[:1] for word in one.name.split()),
        )
        for one in people
        if without_accents(cell)
    )


def same_words(one: str, other: str) -> bool:
    """Whether two lines have the same words, whatever their capitals and spaces."""
    return one.casefold().split() == other.casefold().split()


def here_already(words: Sequence[str], what: str) -> str:
    """The sentence for lines whose words are in the list already; `what` says what became of them."""
    if not words:
        return ""
    named = [quoted_here(one) for one in dict.fromkeys(words)][:3]
    names, many = ", ".join(named), len(set(words))
    if more := many - len(named):
        names = say("{names} and {more} more", names=names, more=more)
    one, several = say("{names} is here already: {what}."), say("{names} are here already: {what}.")
    return say(one if many == 1 else several, names=names, what=what)
