"""The theme in the widgets' own terms."""

from __future__ import annotations

from functools import lru_cache

from prompt_toolkit.styles import Style  # noqa: TID251 - widgets live here

from cxw.theme import Theme


@lru_cache(maxsize=4)
def style_of(theme: Theme) -> Style:
    """What the names in `canvas` look like; every difference also shows without colour."""
    return Style.from_dict(
        {
            "screen": f"bg:{theme.paper} {theme.ink}",
            "quiet": theme.quiet,
            "accent": theme.accent,
            "warning": f"{theme.warning} bold",
            "strong": "bold",
            "focus": "bold",
            "mark": f"{theme.accent} bold",
            "cursor": "reverse",
        }
    )
