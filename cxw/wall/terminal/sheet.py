"""The room a chart has on a terminal, its colours, and items that flow over lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias, assert_never

from rich.style import Style  # noqa: TID251 -- screens are rich's room
from rich.text import Text  # noqa: TID251

from cxw.drawing import columns
from cxw.pictures.charts import Role
from cxw.text.phrases import SAY_ENGLISH, Phrases
from cxw.theme import Theme
from cxw.wall.terminal.ink import blend, ink_on

Colour: TypeAlias = bool | Literal["256"]
"""No colour, full colour, or the 256 colours of older terminals."""


@lru_cache(maxsize=64)
def _style(ink: str, *, bold: bool = False) -> Style:
    """Made once a colour: a screen has thousands of cells."""
    return Style(color=ink, bold=bold)


@dataclass(frozen=True)
class WallSheet:
    """The room a picture has, its colours, and the language of its legend."""

    width: int
    height: int
    theme: Theme
    colour: Colour = True
    say: Phrases = SAY_ENGLISH
    """The painter's own words."""

    @property
    def ink(self) -> Style:
        """Plain text."""
        return _style(self.theme.ink)

    @property
    def strong(self) -> Style:
        """What is to be read first."""
        return _style(self.theme.ink, bold=True)

    @property
    def quiet(self) -> Style:
        """What may be read last."""
        return _style(self.theme.quiet)

    @property
    def faint(self) -> Style:
        """Lines that only guide the eye."""
        return _style(blend(self.theme.paper, self.theme.quiet, 0.45))

    @property
    def accent(self) -> Style:
        """What the eye should find."""
        return _style(self.theme.accent, bold=True)

    @property
    def warning(self) -> Style:
        """What the room should look at twice; always beside a sign or a word."""
        return _style(self.theme.warning, bold=True)

    def function(self, place: int) -> Style:
        """The colour of a function, by its place among those shown."""
        return _style(self.theme.functions[place % len(self.theme.functions)], bold=True)

    def on(self, paper: str, *, bold: bool = False) -> Style:
        """Text on another paper, in whichever ink reads best there."""
        return Style(color=ink_on(paper), bgcolor=paper, bold=bold)

    def role(self, role: Role) -> Style:
        """The ink of what is meant so."""
        match role:
            case "plain":
                return self.ink
            case "strong":
                return self.strong
            case "quiet":
                return self.quiet
            case "accent":
                return self.accent
            case "warning":
                return self.warning
            case _:
                assert_never(role)


def flowed(items: Sequence[Text], cells: int, most: int = 9) -> list[Text]:
    """Items side by side with air between, on as many lines as they need."""
    lines: list[Text] = []
    for item in items:
        if lines and columns(lines[-1].plain) + 3 + columns(item.plain) <= cells:
            lines[-1] = Text.assemble(lines[-1], "   ", item)
        else:
            lines.append(item)
    return lines[:most]
