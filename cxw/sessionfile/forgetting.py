"""A session file put in the place of another without anything left of the one before."""

from __future__ import annotations

import contextlib
import fnmatch
import glob
import os
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from cxw.errors import CxwError, FaultyFile, more_than_remarks
from cxw.model import Session
from cxw.sessionfile.disk import Changed, WriteOutcome, contents, replaced, unconfirmed
from cxw.sessionfile.lock import Lock
from cxw.sessionfile.platform import FilePlatform, this_platform
from cxw.sessionfile.reading import read_text
from cxw.sessionfile.writing import dumps, head_for
from cxw.text.phrases import say


def remains(path: Path, papers: Collection[str] = ()) -> list[Path]:
    """What lies beside a session file and holds its answers or its people's names.

    Copies of before, half-made saves, rehearsals, the view, the door, what was not saved; and papers whose
    names begin so (`TITLE - PRIVATE facilitator`), here and in the folder for private ones.
    """
    path = Path(path).resolve()
    found = _matching(_files(path.parent), _of_the_file(path))
    patterns = [*chain.from_iterable(_of_a_paper(glob.escape(paper)) for paper in papers)]
    for folder in (path.parent, path.parent / "PRIVATE"):
        found += _matching(_files(folder), patterns)
        for pictures in _matching(_inside(folder), patterns):
            found += _files(pictures)
    return sorted(found)


def unsaved_elsewhere(path: Path) -> list[Path]:
    """Days that could not be saved and were put into another folder: perhaps of this session, perhaps not."""
    path = Path(path).resolve()
    patterns = [f"{glob.escape(path.stem)}.unsaved{one}{path.suffix}" for one in ("", "-[0-9]*")]
    others = dict.fromkeys(folder.resolve() for folder in folders_for_unsaved(path))
    found = list[Path]()
    for folder in others:
        if folder != path.parent:
            found += sorted(_matching(_files(folder), patterns))
    return found


def folders_for_unsaved(path: Path) -> Iterator[Path]:
    """Where a day goes that cannot be saved where it belongs, in this order."""
    yield path.parent
    for folder in (Path.cwd, Path.home, lambda: Path(tempfile.gettempdir())):
        try:
            yield folder()
        except (OSError, RuntimeError):
            continue


def _inside(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _files(folder: Path) -> list[Path]:
    return [one for one in _inside(folder) if one.is_file()]


def _matching(paths: Iterable[Path], patterns: Collection[str]) -> list[Path]:
    return [one for one in paths if any(fnmatch.fnmatchcase(one.name, pattern) for pattern in patterns)]


def _of_the_file(path: Path) -> tuple[str, ...]:
    stem, ending, name = glob.escape(path.stem), glob.escape(path.suffix), glob.escape(path.name)
    return (
        f"{stem}.bak{ending}",
        f"{stem}.bak-[0-9]*{ending}",
        f"{stem}.v[0-9]*.bak{ending}",
        f"{stem}.v[0-9]*.bak-[0-9]*{ending}",
        f"{stem}.unsaved{ending}",
        f"{stem}.unsaved-[0-9]*{ending}",
        f"{stem}.view",
        f"{stem}.door",
        f"{stem}.wall",
        f"{stem}.rehearsal.*",
        f"{stem}.rehearsal-[0-9]*.*",
        f".{name}.new",
        f".{stem}.*.[0-9]*.new",
    )


def _of_a_paper(stem: str) -> tuple[str, ...]:
    return (f"{stem}.*", f"{stem} [0-9]*.*", f"{stem} *.csv", f"{stem}_files", f"{stem} [0-9]*_files")


@dataclass(frozen=True)
class PutInPlace:
    """What became of a file and of what remained of the one before."""

    name: str
    written: WriteOutcome
    removed: tuple[str, ...]
    left: tuple[str, ...]
    """what holds the answers of before and could not be removed"""

    def told(self) -> Iterator[str]:
        """One sentence for each thing there is to say."""
        if sentence := unconfirmed(self.name, self.written):
            yield sentence
        yield from (say("Removed: {name}", name=name) for name in self.removed)
        if self.left:
            still = "Still there with the answers in it, remove it yourself: {files}"
            yield say(still, files=", ".join(self.left))


def put_in_place(
    path: Path,
    make: Callable[[Session], Session],
    platform: FilePlatform | None = None,
    papers: Collection[str] = (),
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
        session = make(read_text(before, str(path)).good())
        made = dumps(session, head_for(session))
        if wrong := more_than_remarks(read_text(made, str(path)).problems()):
            raise FaultyFile(wrong)
        written = _replaced(target, made.encode(), before, platform)
        return _cleared(target, written, platform, papers)
    finally:
        lock.free()


def _cleared(
    target: Path, written: WriteOutcome, platform: FilePlatform, papers: Collection[str]
) -> PutInPlace:
    """Remove what remains; the file itself is done by now, so a refusal is told and is no fault."""
    removed: list[str] = []
    left: list[str] = []
    try:
        found = remains(target, papers)
    except OSError:
        found, left = [], [say("whatever copies lie in {folder}", folder=target.parent)]
    for one in found:
        name = str(one.relative_to(target.parent))
        with contextlib.suppress(OSError):
            platform.remove(one)
        # Where somebody has it open, another system leaves it and says nothing.
        (left if os.path.lexists(one) else removed).append(name)
    for folder in sorted({one.parent for one in found} - {target.parent}, reverse=True):
        for empty in (folder, folder.parent):
            if empty != target.parent:
                with contextlib.suppress(OSError):  # what else lies in it stays, and so does the folder
                    empty.rmdir()
    return PutInPlace(target.name, written, tuple(removed), tuple(left))


def _replaced(target: Path, made: bytes, before: bytes, platform: FilePlatform) -> WriteOutcome:
    try:
        return replaced(target, made, [before], platform)
    except Changed:
        said = "{name} was changed meanwhile and is left as it is: begin again"
        raise CxwError(say(said, name=target.name)) from None
