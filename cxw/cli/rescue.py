"""The last net under a command: what was taken in is on disk, or is put there, and a sentence says where."""

from __future__ import annotations

import contextlib
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cxw.errors import CxwError, SaveError

if TYPE_CHECKING:
    from cxw.sessionfile import OpenFile

_OURS = Path(__file__).parents[1]
INTERRUPTED = 130


@contextlib.contextmanager
def nothing_lost(opened: OpenFile) -> Iterator[None]:
    """Whatever ends a sitting: no traceback, and what was taken in is in a file whose name is said."""
    try:
        yield
    except (typer.Exit, typer.Abort):
        raise
    except KeyboardInterrupt:
        sys.stderr.write(f"{where(opened)}\n")
        raise typer.Exit(INTERRUPTED) from None
    except CxwError as end:
        if opened.on_disk:
            raise
        raise _ended(f"{end}\n{where(opened)}", end.exit_code) from None
    except Exception as fault:  # noqa: BLE001 - the one place for what no sentence exists for
        raise _ended(f"{unforeseen(fault)}\n{where(opened)}") from None


@contextlib.contextmanager
def in_a_sentence(otherwise: str) -> Iterator[None]:
    """For commands that keep nothing: what no sentence exists for becomes one, and `otherwise` is true."""
    try:
        yield
    except (CxwError, OSError, typer.Exit, typer.Abort):
        raise
    except Exception as fault:  # noqa: BLE001 - as above
        raise CxwError(f"{unforeseen(fault)}\n{otherwise}") from None


def where(opened: OpenFile) -> str:
    """Where all that was taken in is now, and how to go on; what is not on disk is put there first."""
    from cxw.text.phrases import say

    if _saved(opened):
        return say("saved; go on with `cxw run {path}`", path=opened.path)
    from cxw.sessionfile.rescuing import rescued

    try:
        path = rescued(opened)
    except SaveError as why:
        return say("the last answer is NOT saved, and no other folder took it either: {why}", why=why)
    return say(WHOLE_DAY_IS_IN, here=opened.path, path=path)


WHOLE_DAY_IS_IN = (
    "{here} does not hold all that was taken in. The whole day is in {path}: go on with `cxw run {path}`"
)


def _saved(opened: OpenFile) -> bool:
    """Whether all is in its own file; a save that was cut short is tried once more."""
    if not opened.on_disk:
        with contextlib.suppress(CxwError):
            opened.retry()
    return opened.on_disk


def unforeseen(fault: Exception) -> str:
    """What no sentence exists for, with the place in cxw, which holds nobody's answer."""
    from cxw.text.phrases import say

    frames = traceback.extract_tb(fault.__traceback__)
    own = [frame for frame in frames if _OURS in Path(frame.filename).parents]
    kind = type(fault).__name__
    if not own:
        return say(UNFORESEEN, what=kind)
    name = Path(own[-1].filename).relative_to(_OURS.parent).as_posix()
    place = say("{what} in {name}, line {line}", what=kind, name=name, line=own[-1].lineno)
    return say(UNFORESEEN, what=place)


UNFORESEEN = "Something happened that cxw has no sentence for ({what}): please report it."


def _ended(text: str, code: int = 1) -> CxwError:
    end = CxwError(text)
    end.exit_code = code
    return end
