"""How a browser wall looks beside what it says: theme, brand, words around the page, as a style sheet."""

from __future__ import annotations

from dataclasses import dataclass, field

from cxw.pictures.colour import readable_colour
from cxw.shipped import folder
from cxw.text.phrases import SAY_ENGLISH, Phrases
from cxw.theme import DARK, Theme


@dataclass(frozen=True)
class WallLook:
    """The theme of the run, the room's language, and the consultant's brand."""

    theme: Theme = DARK
    say: Phrases = field(default_factory=lambda: SAY_ENGLISH)
    colour: str = ""
    """of the brand; the theme's own where there is none"""
    led_by: str = ""
    logo: bytes | None = None

    @property
    def brand(self) -> str:
        """The colour of the brand, as it can be read on this wall."""
        return readable_colour(self.colour, self.theme.paper) if self.colour else self.theme.accent


def style_sheet(look: WallLook) -> str:
    """The style of every page, with the colours of this look in front."""
    theme = look.theme
    colours = {
        "paper": theme.paper,
        "ink": theme.ink,
        "quiet": theme.quiet,
        "accent": theme.accent,
        "warning": theme.warning,
        "brand": look.brand,
        **{f"f{place}": colour for place, colour in enumerate(theme.functions)},
    }
    named = "".join(f"--{name}:{colour};" for name, colour in colours.items())
    return f":root{{color-scheme:{theme.name};{named}}}\n" + (
        folder("templates") / "wall" / "wall.css"
    ).read_text("utf-8")
