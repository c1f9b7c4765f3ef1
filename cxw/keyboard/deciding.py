"""A dialogue that opens out of typing: it takes arrows and Enter alone, and everything else goes back.

Whoever types slips looks at paper. Keys may be meant for the next slip when the dialogue is already there: a
letter or a digit never answers, nor does a key that comes before anybody can have read the question, nor an
Enter that ends a line typed over it. All of them are put back behind the line that is covered, in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from cxw.keyboard.canvas import INK, MARK, QUIET, STRONG, WARN, Line, in_view, wrap
from cxw.keyboard.field import Field
from cxw.keyboard.keys import Key
from cxw.text.pasting import ends_its_line
from cxw.text.phrases import say
from cxw.text.spoken import say_many

QUIET_TIME = 0.3
"""Seconds after it has appeared, or after the last key that was put back, in which nothing is an answer."""
ENTER = Key("enter")
BREAK = Key("break")
"""Among keys that wait: what comes next was typed behind another line, or much later, and joins nothing."""
_TYPED = ("backspace", "delete", "wipe", "tab", "left", "right", "home", "end", "paste")


@dataclass(frozen=True)
class Way:
    """One way out, and what it does."""

    word: str
    label: str


@dataclass
class Dialogue:
    """A question and its ways; the first is safe: it takes nothing in, closes nothing, replaces nothing."""

    text: str
    ways: Sequence[Way]
    at: int = 0
    seen: float | None = None
    """when it stood on the screen first, or the last key was put back"""
    blind: bool = False
    """whether a line is being typed over it: then the next Enter ends that line"""

    def appeared(self, now: float) -> None:
        """It has been drawn."""
        if self.seen is None:
            self.seen = now

    def press(self, key: Key, now: float) -> Way | bool:
        """The way that was taken; else whether the key is to be put back."""
        if self.seen is None or now - self.seen < QUIET_TIME:
            return self._put_back(key, now)
        if key.name in ("up", "down"):
            self.at = max(0, min(len(self.ways) - 1, self.at + (1 if key.name == "down" else -1)))
            self.blind = False
            return False
        if key.name == "enter" and not self.blind:
            return self.ways[self.at]
        return self._put_back(key, now)

    def _put_back(self, key: Key, now: float) -> bool:
        if not (key.text or key.name == "enter" or key.name in _TYPED):
            return False
        self.blind = one_by_one(key)[-1] != ENTER
        if self.seen is not None:
            self.seen = now
        return True

    def body(self, width: int) -> list[Line]:
        """The question and its ways, the one under the cursor marked."""
        lines: list[Line] = [[(WARN, text)] for text in wrap(self.text, min(width, 90))[:5]]
        lines.append([])
        first, last = in_view(len(self.ways), self.at, 9)
        for number in range(first, last):
            here = number == self.at
            cursor, ink = ("  ▸ ", STRONG) if here else ("    ", INK)
            label, *more = wrap(self.ways[number].label, width - 6)
            lines.append([(MARK, cursor), (ink, label)])
            lines += [[(INK, "    " + line)] for line in more]
        return lines


KEYS = "↑ ↓ choose   Enter takes it   Esc back   what is typed waits and answers nothing"


def one_by_one(key: Key) -> list[Key]:
    """A paste as its lines, each with the Enter that takes it in; any other key is itself.

    One line has it where its line end was pasted too: what is typed next belongs to the next line. Lines in
    which nothing stands are none.
    """
    if key.name != "paste":
        return [key]
    lines = [*filter(None, (" ".join(line.split()) for line in key.text.splitlines()))]
    if len(lines) > 1 or (lines and ends_its_line(key.text)):
        return [*chain.from_iterable((Key("paste", line), ENTER) for line in lines)]
    return [Key("paste", lines[0] if lines else "")]


def lines_of(keys: Sequence[Key]) -> list[str]:
    """The lines that keys make, as a field takes them; the last one perhaps without its Enter."""
    lines, field = [], Field()
    for key in keys:
        if key in (ENTER, BREAK):
            if key == ENTER or field.text:
                lines.append(field.text)
            field = Field()
        else:
            field.press(key)
    return [*lines, field.text] if field.text else lines


def _how_much(keys: Sequence[Key]) -> str:
    """How many keys wait, or lines where some of them were pasted."""
    if any(key.name == "paste" for key in keys):
        many = "{number} lines were put in ahead and wait."
        return say_many(len(lines_of(keys)), "1 line was put in ahead and waits.", many)
    typed = len([key for key in keys if key != BREAK])
    return say_many(typed, "1 key was typed ahead and waits.", "{number} keys were typed ahead and wait.")


def waiting_lines(keys: Sequence[Key], width: int, *, masked: bool) -> list[Line]:
    """What was typed ahead, in sight; on a screen everybody sees only how much it is."""
    if not keys:
        return []
    if masked:
        return [[(QUIET, _how_much(keys))]]
    lines = lines_of(keys)
    ended = keys[-1].name == "enter"
    shown = [text + (" ⏎" if ended or n < len(lines) - 1 else "") for n, text in enumerate(lines)]
    more = [say("and {number} more", number=len(shown) - 3)] if len(shown) > 3 else []
    rows = chain.from_iterable(wrap(row, width - 2)[:1] for row in [*shown[:3], *more])
    return [[(QUIET, say("Typed ahead, it waits:"))], *([(INK, "  " + text)] for text in rows)]
