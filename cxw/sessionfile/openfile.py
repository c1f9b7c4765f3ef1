"""A session file held open by its one writer; an answer is on disk before the next question is asked.

Whoever keeps an answer hands in a change, not a new session: if the file was edited outside meanwhile, the
same change is made to what stands there now, and nobody's work is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

from cxw.errors import CxwError, FaultyEdit, FaultyFile, Problem, SaveError
from cxw.model import FORMAT, Session
from cxw.sessionfile.disk import KEPT, Changed, contents, copied, placed, replaced, too_long
from cxw.sessionfile.lock import Lock
from cxw.sessionfile.platform import Platform, this_platform
from cxw.sessionfile.reading import Reading, read
from cxw.sessionfile.versions import UPGRADES, Upgrades
from cxw.sessionfile.writing import HEAD, dumps

Change: TypeAlias = Callable[[Session], None]

_UNFIT = (LookupError, AttributeError, ValueError, TypeError, CxwError)
"""What a change may meet in a session that somebody else edited."""


def create(path: Path, session: Session, head: str = HEAD, platform: Platform | None = None) -> None:
    """Write a new session file; CxwError when the name is taken, nothing is ever overwritten.

    FaultyFile when the session would not be in order as a file: nothing is written that cannot be read.
    """
    path = Path(path)
    platform = platform or this_platform()
    if not path.parent.is_dir():
        if why := too_long(path, platform):
            raise CxwError(f"{path.name} cannot be made: {why}")
        raise CxwError(f"there is no folder {path.parent}: make it first, or choose another")
    text = dumps(session, head)
    if wrong := [problem for problem in read(text, str(path)).problems() if not problem.warning]:
        raise FaultyFile(wrong)
    try:
        placed(path, text.encode(), platform)
    except SaveError as fault:
        raise CxwError(f"{str(fault).removesuffix(f'; {KEPT}')}: choose another folder") from None


class OpenFile:
    """A session file for its one writer: `with OpenFile(path) as file: file.keep(change)`.

    `session` is the newest state; `keep` may put another object there when the file was edited outside, so
    look things up in `file.session` each time. `notices` gathers sentences for the facilitator.
    """

    def __init__(
        self,
        path: Path,
        platform: Platform | None = None,
        upgrades: Upgrades = UPGRADES,
        unsealed_too: bool = False,
    ) -> None:
        self.path = Path(path)
        self.notices: list[str] = []
        self.session: Session
        self._platform = platform or this_platform()
        self._upgrades = upgrades
        self._unsealed_too = unsealed_too
        self._pending: list[Change] = []
        self._target = Path(path)
        self._lock: Lock | None = None
        self._reading = Reading(str(path))
        self._bytes = b""
        self._tried = b""
        """What the last save meant to write; after a refused flush it may stand there already."""

    def __enter__(self) -> Self:
        contents(self.path, self._platform)
        self._target = self.path.resolve()
        self._hold(self._target)
        try:
            self._take(self._read())
        except BaseException:
            self._free()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._free()

    @property
    def unsaved(self) -> bool:
        """Whether something was entered that is not on disk yet."""
        return bool(self._pending)

    def keep(self, change: Change) -> None:
        """Make a change and write it durably before returning.

        After SaveError or FaultyEdit the change stands in memory; `retry`, the next `keep` or
        `save_elsewhere` writes it.
        """
        change(self.session)
        self._pending.append(change)
        self.retry()

    def retry(self) -> None:
        """Write what is not on disk yet."""
        if not self._pending:
            return
        while True:
            self._copy_first()
            data = dumps(self.session, self._reading.head).encode()
            expected = (self._bytes, self._tried)
            self._tried = data
            try:
                there = replaced(self._target, data, expected, self._platform)
            except Changed:
                self._merge()
                continue
            break
        self._bytes = data
        self._pending.clear()
        if not there:
            self.notices.append(f"{self.path.name} was gone from its folder and is written again")

    def save_elsewhere(self, path: Path) -> None:
        """Write everything to a new file and go on with that one; SaveError when that cannot be either."""
        target = Path(path).resolve()
        if not target.parent.is_dir():
            raise SaveError(f"there is no folder {target.parent}: choose another")
        data = dumps(self.session, self._reading.head).encode()
        before = self._lock
        try:
            self._hold(target)
            placed(target, data, self._platform)
        except CxwError as fault:
            if self._lock is not before:
                self._free()
            self._lock = before
            raise SaveError(str(fault)) from None
        if before is not None:
            before.free()
        self.path, self._target, self._bytes = Path(path), target, data
        self._reading = Reading(str(path), head=self._reading.head)
        self._pending.clear()

    def _hold(self, target: Path) -> None:
        lock = Lock(target, self._platform)
        if told := lock.take():
            self.notices.append(told)
        self._lock = lock

    def _free(self) -> None:
        if self._lock is not None:
            self._lock.free()
            self._lock = None

    def _read(self) -> Reading:
        self._bytes_read = contents(self._target, self._platform)
        return read(self._bytes_read, str(self.path), self._upgrades)

    def _take(self, reading: Reading) -> None:
        self.session = reading.good(self._unsealed_too)
        self._reading = reading
        self._bytes = self._bytes_read

    def _copy_first(self) -> None:
        """Keep a copy of what the first save would lose: an older format, comments outside the head."""
        reading = self._reading
        if reading.version == FORMAT and not reading.comments:
            return
        ending = "bak" if reading.version == FORMAT else f"v{reading.version}.bak"
        copy = copied(self._target, self._bytes, ending, self._platform)
        self.notices.append(_about_copy(self.path.name, copy.name, reading))
        reading.version, reading.comments = FORMAT, []

    def _merge(self) -> None:
        """Read again what somebody edited, the unsaved changes made to it; FaultyEdit when that cannot be."""
        reading = self._read()
        if reading.session is None or reading.faulty(self._unsealed_too):
            raise FaultyEdit(reading.problems())
        session = reading.session
        try:
            for change in self._pending:
                change(session)
        except _UNFIT:
            raise FaultyEdit([self._unfit("what it belongs to is no longer there")]) from None
        faults = read(dumps(session), str(self.path)).problems()
        if wrong := [problem for problem in faults if not problem.warning]:
            raise FaultyEdit([self._unfit(problem.text) for problem in wrong])
        self._take(reading)
        self.notices.append(f"{self.path.name} was changed outside; read again, your last answer is in it")

    def _unfit(self, why: str) -> Problem:
        return Problem(
            str(self.path), 1, f"with your last answer in it the edited file does not hold together: {why}"
        )


def _about_copy(name: str, copy: str, reading: Reading) -> str:
    if reading.version != FORMAT:
        return (
            f"{name} had format {reading.version} and is saved with format {FORMAT}; the old file is {copy}"
        )
    lines = ", ".join(map(str, reading.comments))
    return f"the comments in {name} (lines {lines}) go with this save; the file as it was is {copy}"
