"""What one cell of an answer to a lens says: a number, a pick, ticks, a card; or why it is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from cxw.collect.cells import NumbersAsked, as_option, shortened, value
from cxw.collect.lenses.asked import THE_ANSWER, AskedInLens
from cxw.collect.names import NameTable
from cxw.collect.numbers import number_in
from cxw.collect.unknown import MAY_SAY_SO, plain_word, says_unknown
from cxw.model import DK, NOTHING, TOLD, TOTAL
from cxw.questions.asking import Part, TypingStep
from cxw.questions.cards import CARD, LONGEST, TOO_LONG
from cxw.questions.picks import TICKS
from cxw.questions.words import plain
from cxw.text.phrases import say

CellRead: TypeAlias = tuple[Any, str]
"""A value and no fault; or None and what is wrong. None and nothing wrong: nothing is written."""
NO_CHOICE = "“{text}” is none of the answers: {ways}; or dk"
MAY_BE_UNKNOWN = (
    "“{text}” is no answer: where it says that somebody does not know, write dk, or add --dk {option}; "
    "where it says that nobody answered, empty the cell"
)
NOT_IN_WORDS = "“{text}” says nothing: write - for nothing, dk for who does not know, or empty the cell"
NO_BOX = "“{text}” ticks nothing: x where it fits, a blank or 0 where not, dk for who does not know"
WHOLE_POINTS = "“{text}” is no whole number: give whole {what}"
YES = frozenset(
    (
        *("x", "1", "yes", "y", "true", "ja", "j", "wahr", "oui", "o", "vrai", "sí", "si", "s", "verdadero"),
        *("✓", "✔", "☑", "☒", "×"),
    )
)
"""What stands in a box that is ticked."""
NO = frozenset((*("0", "no", "n", "false", "nein", "falsch", "non", "faux", "falso", "☐"), *("-", "–", "—")))
"""What stands in a box that is not; so does nothing at all, where another one of the row is ticked."""
NO_WORDS = frozenset(("-", "–", "—", "nothing", "nichts", "rien", "nada"))
"""How a card says that customers hear nothing."""
NO_TICKS = NO_WORDS | {"0", "none", "keine", "keins", "keines", "aucun", "aucune", "ninguno", "ninguna"}
"""How a cell says that nothing of it all is ticked."""
_BETWEEN = re.compile(r"\s*[;+,/|\n]\s*")
_RUN_TOGETHER = re.compile(r"[0-9]+(?:\s*[+,; ]\s*[0-9]+)*")


@dataclass(frozen=True)
class CellReader:
    """How the cells of one table are read."""

    asked: AskedInLens
    numbers: NumbersAsked
    unknown: frozenset[str]

    def says_dk(self, text: str) -> bool:
        """Whether somebody does not know."""
        return says_unknown(text, number_in(text), self.unknown)

    def number(self, text: str) -> CellRead:
        """Points, a mark or a percentage."""
        found, fault = value(text, self.numbers)
        if isinstance(found, Fraction):
            return None, say(WHOLE_POINTS, text=shortened(text), what=say("points"))
        return found, fault

    def pick(self, text: str, field: str = THE_ANSWER) -> CellRead:
        """One of a few, by its words, its short word or its number."""
        if not text:
            return None, ""
        names, offered = self.asked.choices(field), self.asked.offered(field)
        found = names.id(text) or (DK if self.says_dk(text) else _by_number(text, offered))
        return (found, "") if found else (None, self._no_choice(text, names, offered))

    def _no_choice(self, text: str, names: NameTable, offered: Sequence[str]) -> str:
        if plain_word(text) in MAY_SAY_SO:
            return say(MAY_BE_UNKNOWN, text=shortened(text), option=as_option(text))
        ways = ", ".join(f"{n} {shortened(names.labels[key], 24)}" for n, key in enumerate(offered[:12], 1))
        more = ", …" if len(offered) > 12 else ""
        said, hint = say(NO_CHOICE, text=shortened(text), ways=ways + more), names.hint(text)
        return f"{said}.{hint}" if hint else said

    def ticks(self, text: str) -> CellRead:
        """Any of a few, with ; , or + between them; a dash where none fits."""
        if not text:
            return None, ""
        names = self.asked.choices(THE_ANSWER)
        if names.id(text) is None and self.says_dk(text):
            return DK, ""
        if names.id(text) is None and plain_word(text) in NO_TICKS:
            return [], ""
        if names.id(text) is None and _RUN_TOGETHER.fullmatch(text):
            return self._by_numbers(text)
        found = list[str]()
        for piece in pieces_named(text, lambda part: names.id(part) is not None):
            one, why = self.pick(piece)
            if why or one == DK:
                return None, why or self._no_choice(piece, names, self.asked.offered(THE_ANSWER))
            found.append(one)
        return self.in_order(found), ""

    def _by_numbers(self, text: str) -> CellRead:
        """Numbers of boxes as they are typed from paper: `13`, `1+3`, `1, 3`."""
        offered = self.asked.offered(THE_ANSWER)
        parts = re.findall(r"[0-9]+", text)
        part = Part("", TICKS, "", ways=dict.fromkeys(offered, ""))
        return TICKS.one_answer(part, "+".join(parts) if len(parts) > 1 else parts[0])

    def in_order(self, found: Sequence[str]) -> list[str]:
        """What is ticked in the order of the boxes, each once."""
        return [key for key in self.asked.offered(THE_ANSWER) if key in found]

    def box(self, text: str, key: str) -> CellRead:
        """Whether the box of one choice is ticked: True, False, dk, or None for a blank."""
        word = plain_word(text)
        if not text:
            return None, ""
        if word in NO:
            return False, ""
        if word in YES or self.asked.choices(THE_ANSWER).id(text) == key:
            return True, ""
        return (DK, "") if self.says_dk(text) else (None, say(NO_BOX, text=shortened(text)))

    def card(self, text: str, lines: Mapping[str, str], *, typed: bool) -> CellRead:
        """Words with the lines beside them; `typed`: lines may stand in the same cell, behind a |."""
        if not plain(text):
            return None, ""
        if self.says_dk(text):
            return DK, ""
        if plain_word(text) in NO_WORDS:
            return NOTHING, ""
        if plain_word(text) in MAY_SAY_SO:
            return None, say(NOT_IN_WORDS, text=shortened(text))
        if typed:
            ways = {key: key for key in self.asked.round.lines}
            return CARD.read(TypingStep(Part("", CARD, "", ways=ways)), text)
        return _card_of(text, lines)


def _card_of(text: str, lines: Mapping[str, str]) -> CellRead:
    """The card of these words and lines, unless one of them is too long for it."""
    told = {TOLD: plain(text), **{key: said for key, line in lines.items() if (said := plain(line))}}
    long = next((one for one in told.values() if len(one) > LONGEST), "")
    return (None, say(TOO_LONG, given=len(long), most=LONGEST)) if long else (told, "")


def numbers_asked(shape: str, sign: Any, unknown: frozenset[str]) -> NumbersAsked:
    """What a number may be in a part of this shape."""
    if shape == "points":
        return NumbersAsked("points", TOTAL, 0, sign, unknown)
    return NumbersAsked("marks", 100 if shape == "percent" else 10, 0, sign, unknown)


def _by_number(text: str, offered: Sequence[str]) -> str | None:
    """The choice of this number on the slip."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    return offered[number - 1] if 1 <= number <= len(offered) else None


def pieces_named(text: str, is_name: Callable[[str], bool]) -> list[str]:
    """A cell cut at signs between several answers; a name that holds such a sign stays whole."""
    signs = [match.span() for match in _BETWEEN.finditer(text)]
    begins, ends = [0, *(end for _, end in signs)], [*(begin for begin, _ in signs), len(text)]
    found, at = list[str](), 0
    while at < len(begins):
        last = at
        for end in range(len(ends) - 1, at, -1):
            if is_name(text[begins[at] : ends[end]].strip()):
                last = end
                break
        if piece := text[begins[at] : ends[last]].strip():
            found.append(piece)
        at = last + 1
    return found
