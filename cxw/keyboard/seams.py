"""Where a typed line was left and something came between: what is typed on there may be another slip.

Whoever types slips looks at paper. Letters that stay in the line when a paste, a question, a refusal or a
break comes between are forgotten, and the next name typed beside them would read as somebody else's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import takewhile

from cxw.keyboard.field import Field
from cxw.keyboard.slips import SlipLine

LEFT = 5.0
"""Seconds without a key after which letters in the line count as left there."""


@dataclass(frozen=True)
class Whom:
    """A line read by itself."""

    slip: SlipLine
    ids: Collection[str]
    """everybody its letters can mean; nobody where they may be words"""
    long: bool
    """whether they are enough for a name"""

    @property
    def names_somebody(self) -> bool:
        """Whether a name stands in it."""
        return bool(self.slip.letters and self.ids and self.long)

    def is_another(self, whole: Whom, *, new_word: bool) -> bool:
        """Whether it is a slip, and not the one of the whole line: somebody else's, or with another row.

        One letter is enough where it begins a word: at the end of a word it belongs to the name before it.
        """
        ends_it = whole.slip.name_last and (self.slip.name_last or not self.slip.row)
        same_row = ends_it or self.slip.row == whole.slip.row
        names = bool(self.slip.letters and self.ids) if new_word else self.names_somebody
        return names and not (same_row and {*self.ids} == {*whole.ids})


@dataclass
class Seam:
    """One place in the line: what stood before and behind it."""

    before: str
    behind: str
    waits: bool
    """whether a slip waits behind the line, so that anything typed on may be the rest of that one"""

    def keep_to(self, text: str) -> None:
        """The line is another one now: of what stood there the same beginning and end are left."""
        self.before = _same(self.before, text)
        rest = text[len(self.before) :]
        self.behind = _same(self.behind[::-1], rest[::-1])[::-1]

    def came(self, text: str) -> str:
        """What came in at this place since."""
        return text[len(self.before) : len(text) - len(self.behind)].strip()

    def may_be_two(self, text: str, read: Callable[[str], Whom]) -> bool:
        """Whether what came in may be a slip by itself."""
        came = self.came(text)
        new_word = not self.before or self.before[-1].isspace()
        return bool(came) and (self.waits or read(came).is_another(read(text), new_word=new_word))


class Seams:
    """The places of the line that is typed now."""

    def __init__(self) -> None:
        self._found: list[Seam] = []

    def left(self, field: Field, *, waits: bool = False) -> None:
        """The line stands like this, and something comes between."""
        self.keep_to(field.text)
        seam = Seam(field.text[: field.at], field.text[field.at :], waits)
        if field.text.strip() and seam not in self._found:
            self._found.append(seam)

    def keep_to(self, text: str) -> None:
        """The line is another one now."""
        for seam in self._found:
            seam.keep_to(text)
        self._found = [seam for seam in self._found if (seam.before + seam.behind).strip()]

    def slips_among(self, text: str, read: Callable[[str], Whom]) -> list[str]:
        """What came in at a seam and may be a slip by itself; nothing where the line is surely one."""
        self.keep_to(text)
        return [*dict.fromkeys(seam.came(text) for seam in self._found if seam.may_be_two(text, read))]


def _same(one: Iterable[str], other: Iterable[str]) -> str:
    """The beginning that both have."""
    both = takewhile(lambda letters: letters[0] == letters[1], zip(one, other, strict=False))
    return "".join(letter for letter, _ in both)
