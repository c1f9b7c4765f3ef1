"""A session file put in the place of another without anything left of the one before."""

from __future__ import annotations

import fnmatch
import glob
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cxw.errors import CxwError, FaultyFile
from cxw.model import Session
from cxw.sessionfile.disk import Changed, Written, contents, replaced, unsure
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
        f"{stem}.unsaved{ending}",
        f"{stem}.unsaved-[0-9]*{ending}",
        f".{name}.new",
        f".{stem}.*.[0-9]*.new",
    )
    there = (one for one in path.parent.iterdir() if one.is_file())
    return sorted(one for one in there if any(fnmatch.fnmatchcase(one.name, pattern) for pattern in patterns))


@dataclass(frozen=True)
class PutInPlace:
    """What became of a file and of what remained of the one before."""

    name: str
    written: Written
    removed: tuple[str, ...]
    left: tuple[str, ...]
    """what holds the answers of before and could not be removed"""

    def told(self) -> Iterator[str]:
        """One sentence for each thing there is to say."""
        if sentence := unsure(self.name, self.written):
            yield sentence
        yield from (f"Removed: {name}" for name in self.removed)
        if self.left:
            yield f"Still there with the answers in it, remove it yourself: {', '.join(self.left)}"


def put_in_place(
    path: Path, make: Callable[[Session], Session], platform: Platform | None = None
) -> PutInPlace:
    """Put what is made of a session in the place of its file, and remove what remains of the old one.

    Under the file's lock; its head comment goes too.
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
        written = _replaced(target, made.encode(), before, platform)
        return _cleared(target, written, platform)
    finally:
        lock.free()


def _cleared(target: Path, written: Written, platform: Platform) -> PutInPlace:
    """Remove what remains; the file itself is done by now, so a refusal is told and is no fault."""
    removed, left = [], []
    try:
        found = remains(target)
    except OSError:
        found, left = [], [f"whatever copies lie in {target.parent}"]
    for one in found:
        try:
            platform.remove(one)
            removed.append(one.name)
        except OSError:
            left.append(one.name)
    return PutInPlace(target.name, written, tuple(removed), tuple(left))


def _replaced(target: Path, made: bytes, before: bytes, platform: Platform) -> Written:
    try:
        return replaced(target, made, [before], platform)
    except Changed:
        raise CxwError(f"{target.name} was changed meanwhile and is left as it is: begin again") from None
