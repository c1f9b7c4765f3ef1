"""A plain question's default stands selected, as in the fields of the day: the first key replaces it."""

from __future__ import annotations

from prompt_toolkit.application import get_app  # noqa: TID251 - questions are asked with it
from prompt_toolkit.buffer import Buffer  # noqa: TID251 - as above
from prompt_toolkit.document import Document  # noqa: TID251 - as above
from prompt_toolkit.filters import Condition  # noqa: TID251 - as above
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent  # noqa: TID251 - as above
from prompt_toolkit.keys import Keys  # noqa: TID251 - as above


def select(line: Buffer) -> None:
    """Select all there is, as if by Shift and the arrows: moving the cursor takes the selection back."""
    if line.text:
        line.cursor_position = 0
        line.start_selection()
        assert line.selection_state is not None
        line.selection_state.enter_shift_mode()
        line.cursor_position = len(line.text)


def replacing() -> KeyBindings:
    """A letter or a paste replaces what is selected; Backspace begins to edit it."""
    keys = KeyBindings()
    selected = Condition(lambda: get_app().current_buffer.selection_state is not None)

    @keys.add(Keys.Any, filter=selected)
    @keys.add(Keys.BracketedPaste, filter=selected)
    def _replace(event: KeyPressEvent) -> None:
        event.current_buffer.document = Document()
        event.current_buffer.insert_text(event.data)

    @keys.add(Keys.Backspace, filter=selected)
    def _edit(event: KeyPressEvent) -> None:
        event.current_buffer.exit_selection()
        event.current_buffer.delete_before_cursor()

    return keys
