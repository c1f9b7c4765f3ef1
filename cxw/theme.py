"""Colours of the two themes; nothing on a screen needs them to be understood."""

from __future__ import annotations

from dataclasses import dataclass

FUNCTIONS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
"""Okabe & Ito's colours, told apart by nearly everybody."""

HEAT = ("#B84F14", "#F0B27A", "#F2EFE9", "#93BEDC", "#2B6CA3")
"""From fails customers to could not be better."""


@dataclass(frozen=True)
class Theme:
    """What ink and accents look like on this projector."""

    name: str
    ink: str
    paper: str
    quiet: str
    accent: str
    warning: str
    functions: tuple[str, ...]


DARK = Theme(
    name="dark",
    ink="#f2efe9",
    paper="#14171a",
    quiet="#9aa4ad",
    accent="#56b4e9",
    warning="#f0b27a",
    functions=("#56B4E9", "#F0885A", "#3CCB9F", "#E6A3CC", "#F0C04A", "#9AD1F2"),
)
LIGHT = Theme(
    name="light",
    ink="#1b1f23",
    paper="#ffffff",
    quiet="#5a646d",
    accent="#005a8f",
    warning="#a34700",
    functions=("#005A8F", "#A84A00", "#00694D", "#9A4A78", "#8A5F00", "#1F7FB5"),
)
THEMES = {theme.name: theme for theme in (DARK, LIGHT)}
