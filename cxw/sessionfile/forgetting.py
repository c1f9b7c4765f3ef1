"""A session file put in the place of another without anything left of the one before."""

from __future__ import annotations

import fnmatch
import glob
from collections.abc import Callable
from pathlib import Path

from cxw.errors import CxwError, FaultyFile
from cxw.model import Session
from cxw.sessionfile.disk import Changed, contents, replaced
from cxw.sessionfile.lock import Lock
from cxw.sessionfile.platform import Platform, this_platform
from cxw.sessionfile.reading import read
from cxw.sessionfile.writing import HEAD, dumps


def remains(path: Path) -> list[Path]:
    """What cxw left beside a session file that still holds its answers: copies of before, half-made saves."""
    path = Path(path).resolve()
    stem, ending = glob.escape(path.stem), glob.escape(path.suffix)
    name = glob.escape(path.name)
    patterns = (
        f"{stem}.bak{ending}",
        f"{stem}.bak-[0-9]*{ending}",
        f"{stem}.v[0-9]*.bak{ending}",
        f"{stem}.v[0-9]*.bak-[0-9]*{ending}",
        f".{name}.new",
        f".{name}.[0-9]*.new",
    )
    there = (one for one in path.parent.iterdir() if one.is_file())
    return sorted(one for one in there if any(fnmatch.fnmatchcase(one.name, pattern) for pattern in patterns))


def put_in_place(
    path: Path, make: Callable[[Session], Session], platform: Platform | None = None
) -> list[str]:
    """Put what is made of a session in the place of its file, and remove what remains of the old one.

    Under the file's lock; its head comment goes too. The names of what was removed.
    """
    platform = platform or this_platform()
    contents(path, platform)
    target = Path(path).resolve()
    lock = Lock(target, platform)
    lock.take()
    try:
        before = contents(target, platform)
        made = dumps(make(read(before, str(path)).good()), HEAD)
        if wrong := [problem for problem in read(made, str(path)).problems() if not problem.warning]:
            raise FaultyFile(wrong)
        _replaced(target, made.encode(), before, platform)
        left = remains(target)
        for one in left:
            platform.remove(one)
        return [one.name for one in left]
    finally:
        lock.free()


def _replaced(target: Path, made: bytes, before: bytes, platform: Platform) -> None:
    try:
        replaced(target, made, [before], platform)
    except Changed:
        raise CxwError(f"{target.name} was changed meanwhile and is left as it is: begin again") from None
