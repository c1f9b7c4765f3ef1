"""Plain questions, one after the other, for setting up: text, a choice, several, yes or no, a number, a date.

Every one asks with `unsafe_ask`, so that Ctrl-C is a KeyboardInterrupt and never an empty answer. `ends` are
the `input` and `output` to ask at where they are not this terminal's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from cxw.cleaning import clean
from cxw.keyboard.forms import date as dates
from cxw.keyboard.selecting import replacing, select

Check = Callable[[str], str]
"""A sentence that says why the text will not do; empty when it will."""


def text(prompt: str, default: str = "", check: Check | None = None, **ends: Any) -> str:
    """A line of text, asked until `check` has nothing against it; what was typed stays meanwhile."""
    import questionary  # noqa: TID251 - questions are asked here

    def sound(typed: str) -> bool | str:
        return (check(typed.strip()) or True) if check is not None else True

    asked = questionary.text(prompt, default=default, validate=sound, key_bindings=replacing(), **ends)
    select(asked.application.current_buffer)
    return clean(asked.unsafe_ask())[0].strip()


def choice(prompt: str, ways: Mapping[str, str], default: str | None = None, **ends: Any) -> str:
    """One of several words, each with its label."""
    import questionary  # noqa: TID251 - as above

    choices = [questionary.Choice(label, value=word) for word, label in ways.items()]
    first = next((one for one in choices if one.value == default), None)
    answer: str = questionary.select(prompt, choices=choices, default=first, **ends).unsafe_ask()
    return answer


def several(prompt: str, ways: Mapping[str, str], **ends: Any) -> list[str]:
    """Any number of words, none included, each with its label."""
    import questionary  # noqa: TID251 - as above

    choices = [questionary.Choice(label, value=word) for word, label in ways.items()]
    if not choices:
        return []
    answer: list[str] = questionary.checkbox(prompt, choices=choices, **ends).unsafe_ask()
    return answer


def confirm(prompt: str, *, default: bool = True, **ends: Any) -> bool:
    """Yes or no."""
    import questionary  # noqa: TID251 - as above

    return bool(questionary.confirm(prompt, default=default, **ends).unsafe_ask())


def number(prompt: str, default: int | None = None, least: int = 0, most: int = 999, **ends: Any) -> int:
    """A whole number within bounds."""

    def check(typed: str) -> str:
        fits = typed.isascii() and typed.isdigit() and len(typed) < 10 and least <= int(typed) <= most
        return "" if fits else f"A whole number from {least} to {most}."

    return int(text(prompt, "" if default is None else str(default), check, **ends))


def date(
    prompt: str, default: dt.date | None = None, today: dt.date | None = None, **ends: Any
) -> dt.date | None:
    """A date, or None where the line stays empty."""
    read = dates(today)
    found: dt.date | None = read(text(prompt, str(default or ""), lambda typed: read(typed)[1], **ends))[0]
    return found
