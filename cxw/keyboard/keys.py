"""Keys by plain names, whatever the terminal sends for them."""

from __future__ import annotations

from dataclasses import dataclass

from prompt_toolkit.key_binding import KeyPress  # noqa: TID251 - the one place where its keys get our names
from prompt_toolkit.keys import Keys  # noqa: TID251 - as above


@dataclass(frozen=True)
class Key:
    """One key: its name, and the text it types (a paste types a whole text)."""

    name: str
    text: str = ""

    @property
    def letter(self) -> str:
        """The key as a command letter, whether or not Shift or Caps Lock is on."""
        return self.name.lower() if len(self.name) == 1 else self.name


_NAMES: dict[str, str] = {
    Keys.Up: "up",
    Keys.Down: "down",
    Keys.Left: "left",
    Keys.Right: "right",
    Keys.PageUp: "pageup",
    Keys.PageDown: "pagedown",
    Keys.Home: "home",
    Keys.End: "end",
    Keys.ControlM: "enter",
    Keys.ControlJ: "enter",
    Keys.ControlI: "tab",
    Keys.BackTab: "backtab",
    Keys.Escape: "esc",
    Keys.ControlH: "backspace",
    Keys.Delete: "delete",
    Keys.ControlU: "wipe",
    Keys.ControlA: "home",
    Keys.ControlE: "end",
    Keys.ControlC: "interrupt",
    Keys.SIGINT: "interrupt",
}


def key_of_press(press: KeyPress) -> Key:
    """The key under its plain name; keys that mean nothing here are `other`."""
    if press.key == Keys.BracketedPaste:
        return Key("paste", press.data)
    name = _NAMES.get(press.key)
    if name is not None:
        return Key(name)
    if isinstance(press.key, Keys) or len(press.key) != 1 or not press.key.isprintable():
        return Key("other")
    return Key(press.key, press.key)
