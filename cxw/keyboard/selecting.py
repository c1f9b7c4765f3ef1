"""A plain question's default stands selected, as in the fields of the day: the first key replaces it."""

from __future__ import annotations

from typing import Any

from prompt_toolkit.application import Application, get_app  # noqa: TID251 - questions are asked with it
from prompt_toolkit.buffer import Buffer  # noqa: TID251 - as above
from prompt_toolkit.document import Document  # noqa: TID251 - as above
from prompt_toolkit.filters import Condition  # noqa: TID251 - as above
from prompt_toolkit.key_binding import (  # noqa: TID251 - as above
    KeyBindings,
    KeyPressEvent,
    merge_key_bindings,
)
from prompt_toolkit.key_binding.key_processor import KeyPress  # noqa: TID251 - as above
from prompt_toolkit.keys import Keys  # noqa: TID251 - as above


def select(line: Buffer) -> None:
    """Select all there is, as if by Shift and the arrows: moving the cursor takes the selection back."""
    if line.text:
        line.cursor_position = 0
        line.start_selection()
        assert line.selection_state is not None
        line.selection_state.enter_shift_mode()
        line.cursor_position = len(line.text)


def going_back(asked: Application[Any], back: Exception) -> None:
    """Let Esc leave a plain question, as it leaves a field of the day."""
    keys = KeyBindings()

    @keys.add(Keys.Escape, eager=True)
    def _leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=back)

    _add(asked, keys)


def space_chooses(asked: Application[Any]) -> None:
    """Let Space choose a line of a list as Enter does."""
    keys = KeyBindings()

    @keys.add(" ", eager=True)
    def _choose(event: KeyPressEvent) -> None:
        event.key_processor.feed(KeyPress(Keys.ControlM), first=True)

    _add(asked, keys)


def j_is_yes(asked: Application[Any]) -> None:
    """Let a yes begin with j too, whatever the language of the question."""
    keys = KeyBindings()

    @keys.add("j")
    @keys.add("J")
    def _yes(event: KeyPressEvent) -> None:
        event.key_processor.feed(KeyPress("y"), first=True)

    _add(asked, keys)


def _add(asked: Application[Any], keys: KeyBindings) -> None:
    asked.key_bindings = merge_key_bindings([asked.key_bindings or KeyBindings(), keys])


def replacing() -> KeyBindings:
    """A letter or a paste replaces what is selected, Delete empties it, Backspace begins to edit it."""
    keys = KeyBindings()
    selected = Condition(lambda: get_app().current_buffer.selection_state is not None)

    @keys.add(Keys.Any, filter=selected)
    @keys.add(Keys.BracketedPaste, filter=selected)
    def _replace(event: KeyPressEvent) -> None:
        event.current_buffer.document = Document()
        event.current_buffer.insert_text(event.data)

    @keys.add(Keys.Delete, filter=selected)
    @keys.add(Keys.ControlU, filter=selected)
    def _empty(event: KeyPressEvent) -> None:
        event.current_buffer.document = Document()

    @keys.add(Keys.Backspace, filter=selected)
    def _edit(event: KeyPressEvent) -> None:
        event.current_buffer.exit_selection()
        event.current_buffer.delete_before_cursor()

    return keys
