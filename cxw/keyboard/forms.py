"""A form of a few typed fields; what was typed stays until every field can be read and the whole was kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cxw.day.desk import LEAVE, Faults
from cxw.day.names import forms
from cxw.keyboard.canvas import FOCUS, INK, QUIET, Line, Sheet, Size, columns, in_view, marked, pad
from cxw.keyboard.dialogues import CANCEL, faults_as_sentence
from cxw.keyboard.field import Field
from cxw.keyboard.keys import Key
from cxw.keyboard.surface import Command, Out, Pane, Surface
from cxw.model import read_count, read_date
from cxw.text.pasting import Cells, pasted_rows
from cxw.text.phrases import say

Reading = tuple[Any, str]
"""What a field says (None: nothing), and why it cannot be read."""
Values = Mapping[str, object]
"""What the fields of a form say, by their names."""


def read_words(text: str) -> Reading:
    """Text as it stands; None when there is none."""
    return text.strip() or None, ""


def read_number(text: str) -> Reading:
    """A whole number from 0, or about so many."""
    if not text.strip():
        return None, ""
    read = read_count(text)
    return read, "" if read is not None else say("“{text}” is no number: 14, or about 14", text=text.strip())


def date_reader(today: dt.date | None) -> Callable[[str], Reading]:
    """A reader of days, months and years, and of days counted from today where that is known: today, +14."""

    def read(text: str) -> Reading:
        plain = text.strip().casefold()
        if not plain:
            return None, ""
        if today is not None and plain in ("today", "heute", "y", "yes", "j", "ja"):
            return today, ""
        if today is not None and (days := _days_from_now(plain)) is not None:
            return today + dt.timedelta(days=days), ""
        if today is not None and re.fullmatch(r"[0-9]{1,3}", plain):
            return None, say(
                "“{plain}” is no date: +{plain} is in {plain} days; or 2026-03-14, 14.3.2026", plain=plain
            )
        return _calendar(text.strip())

    return read


_FROM_NOW = re.compile(r"(?:in\s+|\+\s*)(\w+)(?:\s*(days?|tage?n?|weeks?|wochen?))?")


def _days_from_now(text: str) -> int | None:
    """How many days `+14`, `in 14 days` or `in drei Wochen` are; None where it says nothing of the kind."""
    found = _FROM_NOW.fullmatch(text)
    number = read_count(found[1]) if found else None
    if found is None or not isinstance(number, int) or not (found[2] or text.startswith("+")):
        return None
    return min(number, 999) * (7 if (found[2] or "").startswith("w") else 1)


def day_reader(today: dt.date | None) -> Callable[[str], Reading]:
    """A reader of days alone."""

    def read(text: str) -> Reading:
        value, why = date_reader(today)(text)
        if isinstance(value, str):
            return None, say("“{text}” is no day: 2026-03-14 or 14.3.2026", text=text.strip())
        return value, why

    return read


def _calendar(text: str) -> Reading:
    read = read_date(text)
    if read is not None:
        return read, ""
    if re.fullmatch(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}\.\s?[0-9]{1,2}\.\s?[0-9]{2,4}", text):
        return None, say("“{text}” is no day of the calendar", text=text)
    return None, say("“{text}” is no date: 14.3.2026, October 2026 or 2026", text=text)


@dataclass
class Blank:
    """One field of a form."""

    name: str
    label: str
    hint: str = ""
    read: Callable[[str], Reading] = read_words
    ways: Sequence[tuple[str, str]] = ()
    """a fixed list instead of free text: value, label"""
    line: Field = field(default_factory=Field)
    needed: str = ""
    """the sentence where it may not stay empty"""
    only: tuple[str, str] | None = None
    """the name of another field and what it has to say for this one to be asked"""
    hunt: str = ""
    """letters typed to find one of the fixed ways"""

    @property
    def reading(self) -> Reading:
        """What it says, or why that cannot be read."""
        value, why = self.read(self.line.text)
        if not why and value is None and self.needed:
            return None, self.needed
        return value, why

    def turn(self, by: int) -> None:
        """The next or the earlier of the fixed ways."""
        self.hunt = ""
        values = [value for value, _ in self.ways]
        if self.line.text in values:
            by += values.index(self.line.text)
        elif by > 0:
            by -= 1
        self.line.put(values[by % len(values)])

    def jump(self, letter: str) -> None:
        """The way that begins with the letters typed so far; a letter that fits none begins anew.

        As everywhere, `oy` finds Øystein and `as` finds Åse, and so do their own letters.
        """
        for typed in (self.hunt + letter, letter):
            found = [value for value, label in self.ways if _begins(label, typed)]
            if found:
                self.hunt = typed
                self.line.put(found[0])
                return


def _begins(label: str, typed: str) -> bool:
    return any(way.startswith(start) for way in forms(label) for start in forms(typed) if start)


def filled(blanks: Sequence[Blank], values: Values) -> list[Blank]:
    """The blanks with what is known already."""
    for blank in blanks:
        known = values.get(blank.name)
        blank.line.propose("" if known is None else " ".join(_as_typed(known).split()))
    return list(blanks)


def _as_typed(known: object) -> str:
    """A day as the fields ask for it: `14.3.2026`; all else as it is."""
    if isinstance(known, dt.date):
        return f"{known.day}.{known.month}.{known.year}"
    return str(known)


class Form(Pane):
    """Fields under each other and a last line that keeps them."""

    typed = True

    def __init__(self, title: str, question: str, blanks: Sequence[Blank]) -> None:
        self.title = title
        self.question = question
        self.every = list(blanks)
        self.at = 0
        self.said = ""

    @property
    def blanks(self) -> list[Blank]:
        """The fields that are asked, as the others stand now."""
        said = {blank.name: blank.line.text for blank in self.every}
        return [blank for blank in self.every if blank.only is None or said[blank.only[0]] == blank.only[1]]

    @property
    def on_keep(self) -> bool:
        """Whether the cursor stands on the last line."""
        return self.at >= len(self.blanks)

    @property
    def values(self) -> Values:
        """What the fields say, those without anything left out."""
        read = {blank.name: blank.reading[0] for blank in self.blanks}
        return {name: value for name, value in read.items() if value is not None}

    def press(self, key: Key) -> Out | None:
        """Up, down and Tab move; Enter goes down and, at the last line, keeps."""
        self.said = ""
        if key.name == "enter" and self.on_keep:
            return self._keep()
        step = {"enter": 1, "down": 1, "tab": 1, "up": -1, "backtab": -1}.get(key.name)
        if step is not None:
            self.at = max(0, min(len(self.blanks), self.at + step))
        elif key.name == "paste" and "\t" in key.text.strip():
            self._spread(pasted_rows(key.text))
        elif not self.on_keep:
            self._into(self.blanks[self.at], key)
        return None

    def _spread(self, pasted: Sequence[Cells]) -> None:
        """The cells of a line of a table, a field each from here on; a form takes one line."""
        fields = [blank for blank in self.blanks[self.at :] if not blank.ways]
        if len(pasted) != 1 or len(pasted[0]) > len(fields):
            self.said = say("This does not fit the fields from here on: nothing was taken over.")
            return
        for blank, cell in zip(fields, pasted[0], strict=False):
            if cell:
                blank.line.put(cell)

    @staticmethod
    def _into(blank: Blank, key: Key) -> None:
        if not blank.ways:
            blank.line.press(key)
        elif key.name in ("left", "right", " "):
            blank.turn(-1 if key.name == "left" else 1)
        elif len(key.letter) == 1:
            blank.jump(key.letter)

    def _keep(self) -> Out | None:
        for place, blank in enumerate(self.blanks):
            why = blank.reading[1]
            if why:
                self.at, self.said = place, faults_as_sentence([why])
                blank.line.propose(blank.line.text)
                return None
        return Out("keep", self.values)

    def commands(self) -> Sequence[Command]:
        """A way back without keeping anything."""
        return (Command("b", CANCEL, say("back, keeping nothing of this")),)

    def draw(self, size: Size) -> list[Line]:
        """Labels, fields, and the hint of the field under the cursor."""
        keys = say("↑ ↓ Tab field   Enter next   Esc then b back")
        sheet = Sheet(size, self.title, question=self.question, said=self.said, keys=keys)
        label = max(columns(blank.label) for blank in self.blanks) + 4
        rows = [self._row(place, label, sheet.width) for place in range(len(self.blanks))]
        rows.append(self._last())
        first, last = in_view(len(rows), self.at, sheet.rows - 2)
        hint = "" if self.on_keep else self.blanks[self.at].hint
        shown: list[Line] = []
        for row in rows[first:last]:
            shown += [row, []] if len(rows) * 2 < sheet.rows else [row]
        return sheet.lines([*shown, [], [(QUIET, "  " + hint)]])

    def _row(self, place: int, label: int, width: int) -> Line:
        blank, here = self.blanks[place], place == self.at
        start = [marked(here), (FOCUS if here else QUIET, pad(blank.label, label))]
        if blank.ways:
            labels = dict(blank.ways)
            text = labels.get(blank.line.text, "")
            return [*start, (INK, f"‹ {text} ›" if here else f"  {text}")]
        if here:
            return start + blank.line.line(width - label - 4, prompt="  ")
        return [*start, (INK, "  " + pad(blank.line.text, width - label - 6))]

    def _last(self) -> Line:
        return [marked(self.on_keep), (FOCUS if self.on_keep else INK, say("Keep this (Enter)"))]


def fill_in(surface: Surface, form: Form, keep: Callable[[Values], Faults]) -> str:
    """Run a form until it is kept (`keep`), given up (`cancel`) or cxw is left.

    A key opened it: what was typed or pasted right behind that key is meant for it.
    """
    while True:
        out = surface.run(form, fresh=False)
        if out.word in (LEAVE, CANCEL):
            return out.word
        faults = keep(out.value)
        if not faults:
            return out.word
        form.said = faults_as_sentence(faults)
