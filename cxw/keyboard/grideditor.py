"""Marks by one person, needs down and companies across: the state, and its picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cxw.day.grid import scale_in_words
from cxw.keyboard.answer_pane import AnswerPane
from cxw.keyboard.canvas import (
    ACCENT,
    FOCUS,
    INK,
    QUIET,
    STRONG,
    Line,
    Sheet,
    clip,
    columns,
    in_view,
    length,
    marked,
    pad,
    spaced_rows,
    wrap,
)
from cxw.keyboard.grid_words import MARKS, NUMBERS, GridWords
from cxw.keyboard.keys import Key
from cxw.keyboard.surface import Out
from cxw.model import DK, ENDS
from cxw.questions.asking import Item, Part
from cxw.questions.marks import marks_row
from cxw.questions.typed import MINUS, is_unknown, number_typed
from cxw.text.phrases import say, spoken_here
from cxw.text.spoken import say_many

Row = dict[str, int | str]
NARROW = 6
"""Columns of a company where there are many: `[10]` with air beside it."""


@dataclass
class MarksInProgress:
    """Marks so far, where the cursor is, and what is being typed."""

    needs: Sequence[Item]
    companies: Sequence[Item]
    asked: Mapping[str, Sequence[str]] = field(default_factory=dict)
    cells: dict[tuple[str, str], int | str] = field(default_factory=dict)
    ends: tuple[int, int] = ENDS
    column: int = 0
    line: int = 0
    typing: str = ""
    words: GridWords = MARKS
    said: str = ""
    halved: bool = False
    """whether the last key was half a mark, which is none"""

    def __post_init__(self) -> None:
        self.order = [*self._asked()]
        if self.order and self.here not in self.order:
            self.go(self.order[0])

    def _asked(self) -> Iterator[tuple[str, str]]:
        for company in self.companies:
            asked = self.asks(company.id)
            yield from ((company.id, need.id) for need in self.needs if need.id in asked)

    def asks(self, company: str) -> Sequence[str]:
        """The needs asked about for one company, all of them unless only some cells are."""
        return self.asked.get(company) or [need.id for need in self.needs]

    @property
    def here(self) -> tuple[str, str]:
        """The cell under the cursor: company, need."""
        return self.companies[self.column].id, self.needs[self.line].id

    def row(self, company: str) -> Row | None:
        """All marks of one company as they would be kept; None while one is missing."""
        row = {need: self.cells.get((company, need)) for need in self.asks(company)}
        return (
            {need: mark for need, mark in row.items() if mark is not None}
            if None not in row.values()
            else None
        )

    @property
    def empty(self) -> int:
        """Cells that still want a mark."""
        return sum(cell not in self.cells for cell in self.order)

    def press(self, name: str) -> bool:
        """Take one key by name; whether it meant anything here."""
        self.said, self.halved = "", False
        if len(name) == 1 and name in "0123456789":
            return self._type(name)
        if name in MINUS and self.ends[0] < 0:
            self._wipe()
            self.typing = "-"
            return True
        if name in (".", ","):
            return self._begin_half()
        if is_unknown(name):
            self._put(DK)
            return True
        act = _ACTS.get(name)
        if act is None:
            return name == "k"
        act(self)
        return True

    def fill(self, text: str) -> bool:
        """Take one company's row pasted in one go; whether it fitted."""
        company = self.here[0]
        what = "needs" if self.words is MARKS else "things"
        row, why = marks_row(text, self.asks(company), what, self.ends)
        if row is None:
            self.said = why
            return False
        self.cells.update({(company, need): mark for need, mark in row.items()})
        self.typing = ""
        return True

    def go(self, cell: tuple[str, str]) -> None:
        """Put the cursor on a cell."""
        self.typing = ""
        self.column = next(n for n, company in enumerate(self.companies) if company.id == cell[0])
        self.line = next(n for n, need in enumerate(self.needs) if need.id == cell[1])

    def _type(self, digit: str) -> bool:
        if self.typing.endswith("."):
            return self._refuse_half(digit)
        typed = self.typing + digit
        if not self._begins_a_mark(typed):
            self.said = say(self.words.outside, low=self.ends[0], high=self.ends[1])
            return True
        if self.ends[0] <= int(typed):
            self._put(int(typed))
        else:
            self._wipe()
        self.typing = typed
        return True

    def _begins_a_mark(self, typed: str) -> bool:
        """Whether these digits are a mark, or the first ones of one."""
        low, high = self.ends
        if typed == "00":
            return low == 0
        marks = map(str, range(low, high + 1))
        return any(mark.startswith(typed) for mark in marks)

    def _begin_half(self) -> bool:
        if self.typing.isdigit() and self.here in self.cells:
            self.typing += "."
        return True

    def _refuse_half(self, digit: str) -> bool:
        whole = int(self.typing[:-1])
        self.cells.pop(self.here, None)
        self.typing = ""
        if digit == "0":
            self._put(whole)
        else:
            self.halved = True
            more = whole + 1
            self.said = say(self.words.halves, whole=whole, more=more)
            if more > self.ends[1]:
                self.said = say(self.words.highest, whole=whole)
        return True

    def _put(self, mark: int | str) -> None:
        self.cells[self.here] = mark
        self.typing = ""

    def _wipe(self) -> None:
        self.typing = ""
        self.cells.pop(self.here, None)

    def _step(self, lines: int, columns: int) -> None:
        """To the nearest asked cell in this direction, or nowhere."""
        self.typing = ""
        line, column = self.line + lines, self.column + columns
        while 0 <= line < len(self.needs) and 0 <= column < len(self.companies):
            cell = self.companies[column].id, self.needs[line].id
            if cell in self.order:
                self.go(cell)
                return
            line, column = line + lines, column + columns

    def _across(self, columns: int) -> None:
        """To the company beside; where its cell on this line is not asked, to its first that is."""
        before = self.column
        self._step(0, columns)
        beside = self.column + columns
        if self.column == before and 0 <= beside < len(self.companies):
            self.go(next(cell for cell in self.order if cell[0] == self.companies[beside].id))

    def _next(self) -> None:
        at = self.order.index(self.here)
        self.go(self.order[min(at + 1, len(self.order) - 1)])

    def to_empty(self) -> None:
        """To the next empty cell, company by company; nowhere when there is none."""
        at = self.order.index(self.here)
        for cell in self.order[at + 1 :] + self.order[:at]:
            if cell not in self.cells:
                self.go(cell)
                return
        self.said = say(self.words.every) if not self.empty else ""


_ACTS = {
    "up": lambda it: it._step(-1, 0),
    "down": lambda it: it._step(1, 0),
    "left": lambda it: it._across(-1),
    "right": lambda it: it._across(1),
    "pageup": lambda it: it._across(-1),
    "pagedown": lambda it: it._across(1),
    **dict.fromkeys((" ", ";"), lambda it: it._next()),
    "tab": lambda it: it.to_empty(),
    **dict.fromkeys(("backspace", "delete"), lambda it: it._wipe()),
}


class GridEditor(AnswerPane):
    """The full-screen widget around the marks of one person.

    A company whose marks are complete ends the pane with `company` when the cursor leaves it, to be
    kept at once; the caller goes on with the same pane. Enter ends it when nothing is empty.
    """

    keys_of_hidden = "t complete?   p peek"

    def __init__(self, part: Part, who: str, title: str, *, masked: bool) -> None:
        super().__init__(part, who, title, masked=masked)
        self.words = NUMBERS if part.without_company else MARKS
        self.state = MarksInProgress(part.needs, part.companies, part.asked, ends=part.ends, words=self.words)
        self.kept: dict[str, Row] = {}

    def what_keys_do(self) -> str:
        """With the marks there are."""
        low, high = self.part.ends
        return say(self.words.keys, low=low, high=high)

    def press(self, key: Key) -> Out | None:
        """Take a key; leaving a complete company or handing in ends the run."""
        self.said = ""
        if self.peeking.press(key):
            return None
        if key.name == "enter":
            return self._hand_in()
        if key.letter == "t":
            self.said = self._standing()
            return None
        company = self.state.here[0]
        if key.name == "paste":
            self.state.fill(key.text)
        else:
            self.state.press(key.letter)
        self.said = self._told()
        return self._kept_on_leaving(company)

    def _told(self) -> str:
        """What is said of the last key; hidden marks are not repeated."""
        if self._open or not self.state.said:
            return self.state.said
        return say(self.words.half_gone) if self.state.halved else ""

    def _kept_on_leaving(self, company: str) -> Out | None:
        if self.state.here[0] == company:
            return None
        rows = self._unkept(company)
        return Out("company", rows) if rows else None

    def _unkept(self, *companies: str) -> list[tuple[str, Row]]:
        """Companies whose marks are complete and not yet kept as they stand."""
        rows = [(company, self.state.row(company)) for company in companies]
        return [(company, row) for company, row in rows if row is not None and self.kept.get(company) != row]

    def _hand_in(self) -> Out | None:
        if not self.state.empty:
            return Out("value", self._unkept(*(company.id for company in self.state.companies)))
        self.state.to_empty()
        self.said = say("{standing}: d says that nobody knows.", standing=self._standing())
        return None

    def _standing(self) -> str:
        if not self.state.empty:
            return say("complete")
        if not self._open:
            return say(self.words.missing)
        return say_many(self.state.empty, self.words.one_missing, self.words.more_missing)

    def body(self, sheet: Sheet) -> list[Line]:
        """Needs by companies, the cell under the cursor in brackets."""
        state = self.state
        label = self._label(sheet.width)
        cell = max(NARROW, min(18, (sheet.width - label) // max(1, len(state.companies))))
        head: Line = []
        for number, company in enumerate(state.companies):
            style = FOCUS if number == state.column else QUIET
            label_of = "" if self.part.without_company else company.label
            head.append((style, pad(clip(label_of, cell - 2), cell, right=True)))
        foot = [*self._in_full(sheet.width), self._foot(sheet.width)]
        gap: list[Line] = [[]] if len(state.needs) + len(foot) + 3 <= sheet.rows else []
        room = max(1, sheet.rows - 1 - len(foot) - 2 * len(gap))
        first, last = in_view(len(state.needs), state.line, room)
        rows = [self._row(number, label, cell) for number in range(first, last)]
        begun, many = first + 1, len(state.needs)
        part = (
            f"  {say('{begun}-{last} of {many}', begun=begun, last=last, many=many)}"
            if len(rows) < many
            else ""
        )
        return [[(QUIET, pad(part, label)), *head], *gap, *spaced_rows(rows, room), *gap, *foot]

    def _in_full(self, width: int) -> list[Line]:
        """Company and need of the cell under the cursor, never cut; as high for each, so nothing jumps."""
        said = {cell: self._about(cell, width) for cell in self.state.order or [self.state.here]}
        words = said[self.state.here]
        return [*words, *([] for _ in range(max(map(len, said.values())) - len(words)))]

    def _about(self, cell: tuple[str, str], width: int) -> list[Line]:
        company = next(company.text for company in self.state.companies if company.id == cell[0])
        need = next(need.text for need in self.state.needs if need.id == cell[1])
        lines = wrap(need if self.part.without_company else f"{company}: {need}", width - 2)
        return [[marked(number == 0), (STRONG, line)] for number, line in enumerate(lines)]

    def _label(self, width: int) -> int:
        """Columns for the needs: what the companies leave, and at least enough to tell them apart."""
        widest = max(columns(need.text) for need in self.state.needs) + 4
        company = min(18, max(columns(company.label) for company in self.state.companies) + 2)
        return max(min(widest, 20), min(widest, width - company * len(self.state.companies)))

    def _row(self, number: int, label: int, cell: int) -> Line:
        need, focus = self.state.needs[number], number == self.state.line
        text = need.text if columns(need.text) <= label - 3 else need.label
        row = [marked(focus), (FOCUS if focus else INK, pad(text, label - 2))]
        return row + [self._cell(n, number, cell) for n in range(len(self.state.companies))]

    def _cell(self, column: int, line: int, room: int) -> tuple[str, str]:
        company, need = self.state.companies[column].id, self.state.needs[line].id
        here = (column, line) == (self.state.column, self.state.line)
        text = self._shown((company, need))
        if here:
            return STRONG + " " + ACCENT, pad(f"[{pad(text, 2, right=True)}]", room, right=True)
        return (QUIET if text in ("·", "") else INK), pad(text + " ", room, right=True)

    def _shown(self, cell: tuple[str, str]) -> str:
        if cell not in self.state.order:
            return ""
        mark = self.state.cells.get(cell)
        if mark is None:
            return "·"
        if not self._open:
            return "■"
        return number_typed(mark)

    def _foot(self, width: int) -> Line:
        """What the marks mean, and what is missing; that alone where both have no room."""
        scale = ", ".join(scale_in_words(self.state.ends, spoken_here()))
        if self.part.without_company:
            scale = say("{low} to {high}", low=self.state.ends[0], high=self.state.ends[1])
        if not self._open:
            return [(QUIET, f"{scale}   {say('hidden: ■ is given')}")]
        left = self.state.empty
        text = say(self.words.all_given) if not left else self._standing()
        told = (STRONG if left else ACCENT, text)
        both = [(QUIET, f"{scale}      "), told]
        return both if length(both) <= width else [told]
