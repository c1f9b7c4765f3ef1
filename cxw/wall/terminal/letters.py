"""Letters that are read from the last row: a sentence made of half blocks, each row four lines and a half.

Escape codes for letters of double height are not obeyed everywhere, tmux and the terminal of Windows among
those that ignore them; blocks are, as in our large digits. A letter is eight dots high: two above, four for
small letters, two below. Letters with accents are put together from both; a sentence with a sign that has no
dots here is not drawn so at all.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import chain

_ABOVE, _SMALL, _BELOW = 2, 4, 2
_HIGH = _ABOVE + _SMALL + _BELOW
_LINE = _HIGH + 1
"""Dots from one row to the next."""
_SPACE = " "

_FROM_THE_TOP = {
    "b": "#.. #.. ##. #.# #.# ##.",
    "d": "..# ..# .## #.# #.# .##",
    "f": ".## #.. ##. #.. #.. #..",
    "h": "#.. #.. ##. #.# #.# #.#",
    "i": "# . # # # #",
    "j": ".# .. .# .# .# .# .# #.",
    "k": "#.. #.. #.# ##. #.# #.#",
    "l": "#. #. #. #. #. .#",
    "t": "... .#. ### .#. .#. .##",
    "ß": ".##. #..# #.#. #..# #..# #.#.",
    "ł": ".#. .#. .## ##. .#. .##",
    "ð": "#.# .#. #.# .## #.# .#.",
    "þ": "#.. #.. ##. #.# #.# ##. #.. #..",
    "A": ".##. #..# #..# #### #..# #..#",
    "B": "###. #..# ###. #..# #..# ###.",
    "C": ".### #... #... #... #... .###",
    "D": "###. #..# #..# #..# #..# ###.",
    "E": "### #.. ##. #.. #.. ###",
    "F": "### #.. ##. #.. #.. #..",
    "G": ".### #... #... #.## #..# .###",
    "H": "#..# #..# #### #..# #..# #..#",
    "I": "### .#. .#. .#. .#. ###",
    "J": "..# ..# ..# ..# #.# .#.",
    "K": "#..# #.#. ##.. ##.. #.#. #..#",
    "L": "#.. #.. #.. #.. #.. ###",
    "M": "#...# ##.## #.#.# #.#.# #...# #...#",
    "N": "#..# ##.# ##.# #.## #.## #..#",
    "O": ".##. #..# #..# #..# #..# .##.",
    "P": "###. #..# #..# ###. #... #...",
    "Q": ".##. #..# #..# #..# #.## .###",
    "R": "###. #..# #..# ###. #.#. #..#",
    "S": ".### #... .##. ...# ...# ###.",
    "T": "##### ..#.. ..#.. ..#.. ..#.. ..#..",
    "U": "#..# #..# #..# #..# #..# .##.",
    "V": "#...# #...# #...# .#.#. .#.#. ..#..",
    "W": "#...# #...# #.#.# #.#.# ##.## #...#",
    "X": "#..# #..# .##. .##. #..# #..#",
    "Y": "#.# #.# #.# .#. .#. .#.",
    "Z": "#### ...# ..#. .#.. #... ####",
    "Æ": ".#### #.#.. #.### ###.. #.#.. #.###",
    "Ø": ".##.# #..#. #.##. ##.#. #..#. #.##.",
    "Œ": ".#### #.#.. #.### #.#.. #.#.. .####",
    "Ł": ".#.. .#.. .##. ##.. .#.. .###",
    "0": ".#. #.# #.# #.# #.# .#.",
    "1": ".#. ##. .#. .#. .#. ###",
    "2": "##. ..# ..# .#. #.. ###",
    "3": "##. ..# .#. ..# ..# ##.",
    "4": "#.# #.# #.# ### ..# ..#",
    "5": "### #.. ##. ..# ..# ##.",
    "6": ".## #.. ##. #.# #.# .#.",
    "7": "### ..# ..# .#. .#. .#.",
    "8": ".#. #.# .#. #.# #.# .#.",
    "9": ".#. #.# #.# .## ..# ##.",
    "½": "#...# #..#. #.#.. .#.## #...# ...##",
    ".": ". . . . . #",
    ",": ".. .. .. .. .# .# #.",
    ":": ". . # . . #",
    ";": ".. .. .# .. .. .# #.",
    "!": "# # # # . #",
    "?": "##. ..# .#. .#. ... .#.",
    "…": "..... ..... ..... ..... ..... #.#.#",
    "-": ".. .. .. ##",
    "–": "... ... ... ###",
    "—": "..... ..... ..... #####",
    "·": ". . . #",
    "(": ".# #. #. #. #. #. .#",
    ")": "#. .# .# .# .# .# #.",
    "/": "..# ..# .#. .#. #.. #..",
    "&": ".#.. #.#. .#.. #.## #.#. .#.#",
    "+": "... ... .#. ### .#.",
    "=": "... ... ### ... ###",
    "%": "##..# ##.#. ..#.. .#... #.##. ..##.",
    "'": "# #",
    '"': "#.# #.#",
    "„": "... ... ... ... #.# #.#",
    "‚": ". . . . # #",
}
_SMALL_ONES = {
    "a": "##. .## #.# .##",
    "c": ".## #.. #.. .##",
    "e": ".#. ### #.. .##",
    "g": ".## #.# #.# .## ..# ##.",
    "m": "####. #.#.# #.#.# #.#.#",
    "n": "##. #.# #.# #.#",
    "o": ".#. #.# #.# .#.",
    "p": "##. #.# #.# ##. #.. #..",
    "q": ".## #.# #.# .## ..# ..#",
    "r": "#.# ##. #.. #..",
    "s": ".## #.. ..# ##.",
    "u": "#.# #.# #.# .##",
    "v": "#.# #.# #.# .#.",
    "w": "#...# #.#.# #.#.# .#.#.",
    "x": "#.# .#. .#. #.#",
    "y": "#.# #.# #.# .## ..# ##.",
    "z": "### ..# #.. ###",
    "æ": "##.#. .#### #.#.. .####",
    "ø": ".### #.## ##.# ###.",
    "œ": ".#.#. #.### #.#.. .#.##",
    "ı": "# # # #",
}
_ALIKE = {"’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "‐": "-", "−": "–", "«": '"', "»": '"'}
_ACCENTS = {
    "\u0300": "#.. .#.",
    "\u0301": "..# .#.",
    "\u0302": ".#. #.#",
    "\u0303": ".## ##.",
    "\u0304": "###",
    "\u0306": "#.# .#.",
    "\u0307": ".#.",
    "\u0308": "#.#",
    "\u030a": ".#.",
    "\u030b": "#.# #.#",
    "\u030c": "#.# .#.",
}
_BENEATH = {"\u0327": ".#. #..", "\u0328": "#.. .##", "\u0326": ".#. #.."}
_KEPT = (0, 2, 3, 5)
"""Rows of a capital that is made lower, so that there is room for its accent."""


def large_sentence(text: str, cells: int) -> list[str] | None:
    """The sentence on so many cells in lines of half blocks; None where a word or a sign cannot be drawn."""
    rows = _broken(text.split(), cells)
    if rows is None:
        return None
    dots: list[str] = []
    for row in rows:
        dots += _side_by_side([*chain.from_iterable((_word(word), None) for word in row)][:-1])
        dots += [""] * (_LINE - _HIGH)
    while dots and not dots[-1].strip():
        dots.pop()
    return _halved(dots)


def _broken(words: list[str], cells: int) -> list[list[str]] | None:
    """The words in rows; None where one of them is too long, or has a sign without dots."""
    rows: list[list[str]] = [[]]
    left = cells
    for word in words:
        drawn = _word(word)
        if drawn is None or len(drawn[0]) > cells:
            return None
        wanted = len(drawn[0]) + (len(_SPACE) + 2 if rows[-1] else 0)
        if wanted > left:
            rows.append([])
            left, wanted = cells, len(drawn[0])
        rows[-1].append(word)
        left -= wanted
    return rows if words else None


def _side_by_side(parts: list[list[str] | None]) -> list[str]:
    """Letters or words beside each other, a dot apart; None is a space."""
    drawn = [part if part is not None else [_SPACE] * _HIGH for part in parts]
    return [" ".join(part[row] for part in drawn) for row in range(_HIGH)]


@lru_cache(maxsize=512)
def _word(word: str) -> list[str] | None:
    """One word as rows of dots."""
    letters = [_letter(sign) for sign in unicodedata.normalize("NFC", word)]
    if not all(letters):
        return None
    return _side_by_side([*letters])


@lru_cache(maxsize=512)
def _letter(sign: str) -> list[str] | None:
    """One letter as eight rows of dots; None for a sign that has none."""
    plain = _plain(_ALIKE.get(sign, sign))
    if plain is not None:
        return plain
    base, *marks = [*unicodedata.normalize("NFD", sign)]
    drawn = _plain("ı" if base == "i" else base)
    known = all(mark in _ACCENTS or mark in _BENEATH for mark in marks)
    if drawn is None or not marks or not known:
        return None
    for mark in marks:
        drawn = _beneath(drawn, _BENEATH[mark]) if mark in _BENEATH else _accented(drawn, _ACCENTS[mark])
    return drawn


def _plain(sign: str) -> list[str] | None:
    above = 0 if sign in _FROM_THE_TOP else _ABOVE
    given = _FROM_THE_TOP.get(sign) or _SMALL_ONES.get(sign)
    if given is None:
        return None
    rows = [row.replace(".", " ") for row in given.split()]
    air = " " * len(rows[0])
    return ([air] * above + rows + [air] * _HIGH)[:_HIGH]


def _accented(letter: list[str], accent: str) -> list[str]:
    """The letter under its accent: a high one is made as low as a small one."""
    low = letter[_ABOVE:] if not any(row.strip() for row in letter[:_ABOVE]) else _lowered(letter)
    rows = [row.replace(".", " ") for row in accent.split()]
    wide = max(len(low[0]), len(rows[0]))
    above = [*(row.center(wide) for row in rows), *[" " * wide] * _ABOVE][:_ABOVE]
    return [*above, *(row.center(wide) for row in low)]


def _lowered(letter: list[str]) -> list[str]:
    return [letter[row] for row in _KEPT] + letter[_ABOVE + _SMALL :]


def _beneath(letter: list[str], mark: str) -> list[str]:
    rows = [row.replace(".", " ") for row in mark.split()]
    wide = max(len(letter[0]), len(rows[0]))
    return [row.center(wide) for row in (*letter[:-_BELOW], *rows)]


def _halved(dots: list[str]) -> list[str]:
    """Two rows of dots as one line of half blocks."""
    wide = max(map(len, dots), default=0)
    rows = [f"{row:<{wide}}" for row in dots] + ([" " * wide] if len(dots) % 2 else [])
    blocks = {("#", "#"): "█", ("#", " "): "▀", (" ", "#"): "▄", (" ", " "): " "}
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return ["".join(blocks[pair] for pair in zip(*two, strict=True)).rstrip() for two in pairs]
