"""What a camera reads from a terminal: its screen as a picture, and the codes in it."""

from __future__ import annotations

import numpy as np
import zxingcpp
from terminal import Terminal

_INKS = {"default": 0, "black": 0, "white": 255}
_EACH = 8
"""Dots of half a character, each way."""


def code_on(run: Terminal) -> str:
    """What a code on the screen says, as it stands; empty where no code is read."""
    rows = [half for line in range(run.screen.lines) for half in _halves(run, line)]
    picture = np.kron(np.array(rows, dtype=np.uint8), np.ones((_EACH, _EACH), dtype=np.uint8))
    found = zxingcpp.read_barcodes(picture)
    return str(found[0].text) if found else ""


def _halves(run: Terminal, line: int) -> tuple[list[int], list[int]]:
    """The upper and the lower half of a line; of letters only their ground is seen."""
    up, down = [], []
    for column in range(run.screen.columns):
        cell = run.screen.buffer[line][column]
        fore, back = _shade(cell.fg, 255), _shade(cell.bg, 0)
        above, below = {"█": (fore, fore), "▀": (fore, back), "▄": (back, fore)}.get(cell.data, (back, back))
        up.append(above)
        down.append(below)
    return up, down


def _shade(colour: str, usual: int) -> int:
    if colour == "default":
        return usual
    return _INKS.get(colour, int(colour[:2], 16) if len(colour) == 6 else usual)
