"""What the commands share: the clock, whether anybody can be asked, themes, and files by name."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from cxw.errors import CxwError, InputNeeded

if TYPE_CHECKING:
    from cxw.theme import Theme

DAY, AFTERWARDS, FILES = "For the day", "Afterwards", "Files"


class DeskChoice(StrEnum):
    """How answers come in by default."""

    paper = "paper"
    laptop = "laptop"
    phones = "phones"


class PaperSize(StrEnum):
    """What ballots and questionnaires are printed on."""

    a4 = "a4"
    letter = "letter"


class ThemeName(StrEnum):
    """The two themes."""

    dark = "dark"
    light = "light"


def now() -> dt.datetime:
    """The local time to the second, without a zone, as the file keeps it."""
    return dt.datetime.now().replace(microsecond=0)  # noqa: TID251  (cli owns the clock)


def at_terminal() -> bool:
    """Whether somebody sits at both ends: a pipe would be read as keystrokes."""
    return sys.stdin.isatty() and sys.stdout.isatty() and not _plain()


def _plain() -> bool:
    """Whether the terminal says of itself that it cannot show a screen."""
    return os.environ.get("TERM", "") in ("dumb", "unknown")


def need_terminal(missing: str, otherwise: str) -> None:
    """End with what is missing, and the way without a terminal, when nobody can be asked."""
    if not at_terminal():
        dumb = f" This terminal (TERM={os.environ['TERM']}) cannot show it." if _plain() else ""
        raise InputNeeded(f"{missing} cxw asks for it at a terminal, and there is none.{dumb} {otherwise}")


def wants_colour() -> bool:
    """Whether colours are wanted: NO_COLOR says no."""
    return not os.environ.get("NO_COLOR")


def theme(name: str) -> Theme:
    """The theme of this name."""
    from cxw.theme import THEMES

    return THEMES[name]


def there(path: Path) -> Path:
    """The file, when it is one; else a sentence that says what to do."""
    if _said(path, path.is_dir):
        raise CxwError(f"{path} is a folder: name the file in it")
    if path.is_symlink() and not is_there(path):
        raise CxwError(f"{path} is a link that leads to no file: mend it, or name the file itself")
    if not is_there(path):
        session = path.suffix.casefold() in ("", ".yaml", ".yml")
        way = f", or make it with `cxw new {path}`" if session else ""
        raise CxwError(f"{path} is not there: {_long(path) or f'check the name{way}'}")
    return path


def a_folder(path: Path | None) -> Path | None:
    """Where handouts and ballots go, when it is no file's name: their names are made of the title."""
    if path is not None and path.suffix.casefold() in (".pdf", ".html", ".md", ".json") and not path.is_dir():
        raise CxwError(f"{path} is a file's name: --to takes the folder, and cxw names the file in it")
    return path


def typed_path(text: str) -> Path:
    """The path somebody typed; `~` is home where it can be."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def creatable_path(path: Path) -> Path:
    """The path, when a file can be made there: said before anything is asked, not after."""
    from cxw.sessionfile.disk import ends_as_our_own
    from cxw.text.phrases import say

    if why := ends_as_our_own(path):
        raise CxwError(why)
    if is_there(path) or path.is_symlink():
        raise CxwError(say("{path} is there already and is not overwritten: choose another name", path=path))
    if not path.parent.is_dir():
        way = _long(path) or say("make it first, or choose another")
        raise CxwError(say("there is no folder {folder}: {way}", folder=path.parent, way=way))
    return path


def _long(path: Path) -> str:
    from cxw.sessionfile import this_platform, too_long

    return too_long(path, this_platform())


def seen_from(folder: Path, path: Path) -> str:
    """How a file is called from a folder, so that both can be moved together; whole on another drive."""
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return path.resolve().as_posix()


def is_there(path: Path) -> bool:
    """Whether anything has this name already."""
    return _said(path, path.exists)


def _said(path: Path, asked: Callable[[], bool]) -> bool:
    """The answer of the disk; CxwError where the name alone is more than it takes."""
    try:
        return asked()
    except OSError as fault:
        from cxw.drawing import clip

        name = clip(str(path), 80)
        raise CxwError(
            f"{name} is no name for a file here: {(fault.strerror or 'not to be had').lower()}"
        ) from None


def wide(default: int = 100, high: int = 30) -> tuple[int, int]:
    """The size to print screens in: the terminal's, or 100 by 30."""
    if sys.stdout.isatty():
        size = os.get_terminal_size(sys.stdout.fileno())
        return size.columns, size.lines
    return default, high


def said_folded(said: str, before: str = "") -> str:
    """A text after a label, at a terminal with its words whole on every line."""
    if not sys.stdout.isatty():
        return before + said
    from cxw.drawing import columns, wrap

    indent = columns(before)
    return before + f"\n{' ' * indent}".join(wrap(said, wide()[0] - 1 - indent, whole=True))
