"""Each key to the pane that runs, one after the other; what is typed after a pane's last key is not lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prompt_toolkit.application import Application  # noqa: TID251 - widgets live here
from prompt_toolkit.key_binding import KeyBindings  # noqa: TID251 - as above
from prompt_toolkit.key_binding.key_processor import KeyPress, KeyProcessor  # noqa: TID251 - as above


class Presses(KeyProcessor):
    """Hands on each press and has the pane drawn again.

    The library would look for keys that belong together, and keep a text to take back: there is neither here.
    """

    def __init__(self, app: Application[Any], pressed: Callable[[KeyPress], None]) -> None:
        super().__init__(KeyBindings())
        self._app = app
        self._pressed = pressed

    def process_keys(self) -> None:
        """Take what is waiting; what comes after the key that ends the pane waits for the next one."""
        while self.input_queue and not self._app.is_done:
            self._pressed(self.input_queue.popleft())
            self._app.invalidate()
