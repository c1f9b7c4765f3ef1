"""Compiling with typst: down the ladder as far as it takes, without ever leaving the standards for nothing.

Fonts that ship with cxw come first, then fonts of this computer. A character that none of them shows is
replaced by its number, so that the page keeps the standards for accessible and lasting documents; only what
does not help is left without them.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from cxw.shipped import folder

if TYPE_CHECKING:
    from typst import Compiler, Fonts  # noqa: TID251 the room of PDF

T = TypeVar("T")
STANDARDS: tuple[Literal["ua-1", "a-2a"], ...] = ("ua-1", "a-2a")
ROUNDS = 3
"""How often characters that no font shows are looked for; usually the first time names them all."""
OWN_FONTS = ("SourceSans3", "LibertinusSerif", "NewCM", "DejaVuSansMono")
_JOINERS = "\u200d\ufe0e\ufe0f"
"""Make one sign of several characters, and are none themselves."""
_LINE = re.compile(r"page\.typ:(\d+):\d+")
_HIDDEN = re.compile(
    r'text `"((?:[^`]|`(?! could))+?)"` (?:could|cannot) (?:not )?be displayed'
    r'|contains the codepoint `"([^`]+?)"`'
)
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
_FONT = re.compile(rb"/FontName\s*/(?:[A-Z]{6}\+)?([A-Za-z0-9]+)")


class Rung(NamedTuple):
    """One step of the ladder."""

    standards: tuple[Literal["ua-1", "a-2a"], ...]
    system_fonts: bool
    lost: tuple[str, ...] = ()
    """What stands as its number, since no font shows it."""


OWN, THEIRS, LAST = (
    Rung(STANDARDS, system_fonts=False),
    Rung(STANDARDS, system_fonts=True),
    Rung((), system_fonts=True),
)


@dataclass(frozen=True)
class TypstFault:
    """Why typst made no page."""

    text: str
    hidden: tuple[str, ...] = ()
    """What no font could show; nothing when something else went wrong."""
    line: int | None = None
    """Of the template, where typst says it."""


def on_first_rung(made: Callable[[Rung], T | TypstFault]) -> tuple[T | TypstFault, Rung]:
    """What the first rung that holds makes, and the rung."""
    found, rung = made(OWN), OWN
    for below in _below():
        if not isinstance(found, TypstFault) or not found.hidden:
            break
        lost = (*rung.lost, *found.hidden) if rung.system_fonts else ()
        rung = below._replace(lost=tuple(dict.fromkeys(lost)))
        found = made(rung)
    return found, rung


def _below() -> Iterator[Rung]:
    yield from (THEIRS,) * (ROUNDS + 1)
    yield LAST


def numbered(text: str, lost: tuple[str, ...]) -> str:
    """The text with the number of each character instead of those that no font shows."""
    for sign in sorted(lost, key=len, reverse=True):
        text = text.replace(sign, "".join(numbers_of(sign)))
    return text


def numbers_of(sign: str) -> list[str]:
    """What cannot be shown, as what it is: `[U+12000]`; what only joins characters is never seen."""
    return [f"[U+{ord(char):04X}]" for char in sign if char not in _JOINERS]


def compiled(
    source: bytes, data: str, rung: Rung, made: Callable[[Compiler, str, Rung], T]
) -> T | TypstFault:
    """One try; a panic of the engine is no Exception, and is a fault like others here."""
    import typst  # noqa: TID251 the room of PDF

    told = numbered(data, rung.lost)
    with tempfile.TemporaryDirectory() as at, tempfile.TemporaryDirectory() as nothing:
        # As a file of its own, alone in its folder: typst answers questions about files only.
        main = Path(at) / "page.typ"
        main.write_bytes(source)
        try:
            compiler = typst.Compiler(
                main,
                root=at,
                font_paths=_fonts(rung.system_fonts),
                sys_inputs={"page": told},
                package_path=nothing,
                package_cache_path=nothing,
            )
            return made(compiler, told, rung)
        except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
            raise
        except BaseException as fault:  # noqa: BLE001 pyo3's PanicException is a BaseException
            return _fault(fault)


def _fault(fault: BaseException) -> TypstFault:
    """What went wrong, and every character that no font shows: typst names them one by one."""
    text = str(fault)
    named = _HIDDEN.findall(f"{text}\n{getattr(fault, 'diagnostic', '')}")
    signs = (_signs(shown or forbidden) for shown, forbidden in named)
    hidden = tuple(dict.fromkeys(sign for sign in signs if sign))
    return TypstFault(" ".join(text.split())[:400], hidden, _line_of(str(getattr(fault, "diagnostic", ""))))


def _line_of(diagnostic: str) -> int | None:
    """The line that typst points at first; its own ways to the file say nothing to anybody."""
    found = _LINE.search(diagnostic)
    return int(found.group(1)) if found else None


def _signs(quoted: str) -> str:
    """What was quoted, without the letters that any font has."""
    found = _CODE.sub(lambda code: chr(int(code.group(1), 16)), quoted)
    return "".join(char for char in found if not char.isascii())


@cache
def _fonts(of_the_computer: bool) -> Fonts:
    """The fonts a page is set in, read once in a process."""
    import typst  # noqa: TID251 the room of PDF

    return typst.Fonts(of_the_computer, font_paths=[str(folder("templates") / "fonts")])


def foreign(made: bytes) -> list[str]:
    """The fonts of this computer that a PDF carries."""
    names = {name.decode() for name in _FONT.findall(made)}
    return sorted(name for name in names if not name.startswith(OWN_FONTS))
