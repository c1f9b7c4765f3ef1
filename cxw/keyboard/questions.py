"""Plain questions, one after the other, for setting up: text, a choice, several, yes or no, a number, a date.

Every one asks with `unsafe_ask`, so that Ctrl-C is a KeyboardInterrupt and never an empty answer. `ends` are
the `input` and `output` to ask at where they are not this terminal's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from prompt_toolkit import print_formatted_text  # noqa: TID251 - questions are asked with it
from prompt_toolkit.application import get_app_session  # noqa: TID251 - as above
from prompt_toolkit.formatted_text import FormattedText  # noqa: TID251 - as above
from prompt_toolkit.layout.processors import TabsProcessor  # noqa: TID251 - as above

from cxw.drawing import columns, wrap
from cxw.keyboard.forms import day_reader
from cxw.keyboard.selecting import going_back, j_is_yes, replacing, select, space_chooses
from cxw.text.cleaning import clean
from cxw.text.phrases import say

if TYPE_CHECKING:
    from questionary import Question  # noqa: TID251 - questions are asked here

_WAY_BACK = ContextVar("way back", default=False)


class Back(Exception):
    """Esc was pressed: the question before is asked again."""


@contextmanager
def way_back() -> Iterator[None]:
    """Questions asked meanwhile are left by Esc, which raises Back; elsewhere Esc does nothing."""
    before = _WAY_BACK.set(True)
    try:
        yield
    finally:
        _WAY_BACK.reset(before)


Check = Callable[[str], str]
"""A sentence that says why the text will not do; empty when it will."""


def text(prompt: str, default: str = "", check: Check | None = None, **ends: Any) -> str:
    """A line of text, asked until `check` has nothing against it; what was typed stays meanwhile."""
    return clean(typed(prompt, default, check, **ends))[0].strip()


def typed(prompt: str, default: str = "", check: Check | None = None, **ends: Any) -> str:
    """What was typed or pasted, as it came: a paste may have tabs and several lines."""
    import questionary  # noqa: TID251 - questions are asked here

    def sound(typed: str) -> bool | str:
        return (check(typed.strip()) or True) if check is not None else True

    message, tabs = _above(prompt, default, ends), [TabsProcessor(1, " ", " ")]
    asked = questionary.text(
        message, default=default, validate=sound, key_bindings=replacing(), input_processors=tabs, **ends
    )
    select(asked.application.current_buffer)
    answer: str = _answer(asked)
    return answer


def choice(prompt: str, ways: Mapping[str, str], default: str | None = None, **ends: Any) -> str:
    """One of several words, each with its label."""
    answer: str = _answer(_select(prompt, ways, default, ends))
    _leave_standing(f"{prompt} {ways[answer]}", ends)
    return answer


def _select(prompt: str, ways: Mapping[str, str], default: str | None, ends: Mapping[str, Any]) -> Question:
    import questionary  # noqa: TID251 - as above

    choices = [questionary.Choice(_folded(label, ends, "     "), value=word) for word, label in ways.items()]
    first = next((one for one in choices if one.value == default), None)
    message = _folded(f"{prompt} {say('(Use arrow keys)')}", ends)
    return questionary.select(
        message, choices=choices, default=first, instruction=" ", erase_when_done=True, **ends
    )


def several(
    prompt: str, ways: Mapping[str, str], chosen: Collection[str] = (), nobody: str = "Nobody", **ends: Any
) -> list[str]:
    """Any number of words, none included: Enter chooses one or takes it back, and the first line goes on."""
    if not ways:
        return []
    picked = [word for word in ways if word in chosen]
    while True:
        ready = say("Go on with {number} chosen", number=len(picked)) if picked else say(nobody)
        marked = {word: f"{'✓' if word in picked else ' '} {label}" for word, label in ways.items()}
        asked = _select(prompt, {"": ready, **marked}, "", ends)
        space_chooses(asked.application)
        word = _answer(asked)
        if not word:
            told = ", ".join(map(ways.__getitem__, picked)) or say(nobody)
            _leave_standing(f"{prompt} {told}", ends)
            return picked
        picked = [one for one in ways if (one in picked) != (one == word)]


def confirm(prompt: str, *, default: bool = True, **ends: Any) -> bool:
    """Yes or no."""
    import questionary  # noqa: TID251 - as above

    message = _folded(f"{prompt} {say('(Y/n)') if default else say('(y/N)')}", ends)
    asked = questionary.confirm(message, default=default, instruction="", erase_when_done=True, **ends)
    j_is_yes(asked.application)
    answer = bool(_answer(asked))
    _leave_standing(f"{prompt} {say('yes') if answer else say('no')}", ends)
    return answer


def _folded(words: str, ends: Mapping[str, Any], further: str = "  ") -> str:
    """Words whole on every line, `further` before later ones: the library would break or cut them."""
    room = _room(ends) - len(further)
    return words if columns(words) <= room else f"\n{further}".join(wrap(words, room, whole=True))


def _above(prompt: str, default: str, ends: Mapping[str, Any]) -> str:
    """A question before its field; what stands there already has a line of its own where it needs one."""
    message = _folded(prompt, ends)
    beside = columns(message.rpartition("\n")[2]) + columns(default)
    return f"{message}\n " if default and beside + len("?  ") > _room(ends) else message


def _room(ends: Mapping[str, Any]) -> int:
    """The columns for what is asked, one kept for the cursor."""
    output = ends.get("output") or get_app_session().output
    return output.get_size().columns - 1


def _leave_standing(answered: str, ends: Mapping[str, Any]) -> None:
    """Leave a question and its answer where it was asked, in the words of the run and not of the library."""
    parts = [("fg:#5f819d", "?"), ("bold", f" {_folded(answered, ends)}")]
    print_formatted_text(FormattedText(parts), output=ends.get("output"))


def number(prompt: str, default: int | None = None, least: int = 0, most: int = 999, **ends: Any) -> int:
    """A whole number within bounds."""

    def check(typed: str) -> str:
        fits = typed.isascii() and typed.isdigit() and len(typed) < 10 and least <= int(typed) <= most
        return "" if fits else say("A whole number from {least} to {most}.", least=least, most=most)

    return int(text(prompt, "" if default is None else str(default), check, **ends))


def date(
    prompt: str, default: dt.date | None = None, today: dt.date | None = None, **ends: Any
) -> dt.date | None:
    """A date, or None where the line stays empty."""
    read = day_reader(today)
    found: dt.date | None = read(text(prompt, str(default or ""), lambda typed: read(typed)[1], **ends))[0]
    return found


def _answer(question: Question) -> Any:
    if _WAY_BACK.get():
        going_back(question.application, Back())
    return question.unsafe_ask()
