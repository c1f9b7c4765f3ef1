"""One number from 0 to 100, or dk: how sure somebody is, and the guess before the count."""

from __future__ import annotations

from cxw.model import DK
from cxw.questions.asking import Kind, Read, TypingStep, unknown_or
from cxw.questions.typed import not_whole
from cxw.text.phrases import say


class Percent(Kind):
    """A whole number with or without its sign."""

    name = "percent"
    follows = True

    def read(self, step: TypingStep, row: str) -> Read:
        """0 to 100, or dk."""
        return unknown_or(row, _number(row.replace("%", " ").strip()))


PERCENT = Percent()


def _number(token: str) -> Read:
    why = not_whole([token], "percent", 100)
    return (None, why) if why else (int(token), "")


def faults(value: object) -> list[str]:
    """What keeps a value from being a guess or a conviction: whole, 0 to 100, or dk."""
    if value == DK or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100):
        return []
    return [say("{value}: a whole number from 0 to 100, or dk", value=value)]
