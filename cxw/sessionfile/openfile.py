"""A session file held open by its one writer; an answer is on disk before the next question is asked.

Whoever keeps an answer hands in a change, not a new session: if the file was edited outside meanwhile, the
same change is made to what stands there now. What the file says is only believed where nothing is lost by it:
an earlier state put back is written over, and where saved answers are missing somebody has to choose.

Answers that come together are written on another thread, while the keyboard goes on. Until that is over
nothing is changed: whoever changes something waits for it first, so what is written is no mixture.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

from cxw.errors import BecameLink, CxwError, Diverged, FaultyEdit, LedAway, Problem, Replaced, SaveError, Way
from cxw.model import FORMAT, Session
from cxw.sessionfile import outcomes
from cxw.sessionfile.disk import (
    PRIVATE,
    Changed,
    WriteOutcome,
    contents,
    ends_as_our_own,
    keep_copy,
    named_by_hand,
    replaced,
    unconfirmed,
    write_new,
)
from cxw.sessionfile.leftovers import remove_leftovers
from cxw.sessionfile.lock import Lock
from cxw.sessionfile.merging import another, lacking, lacking_in_words, together
from cxw.sessionfile.platform import FilePlatform, this_platform
from cxw.sessionfile.reading import FileReading, about_copy, read_text
from cxw.sessionfile.versions import UPGRADES, Upgrades
from cxw.sessionfile.writer import Act, Writer, nothing
from cxw.sessionfile.writing import dumps, headed
from cxw.text.phrases import say

Change: TypeAlias = Callable[[Session], object]

_UNFIT = (LookupError, AttributeError, ValueError, TypeError, CxwError)
"""What a change may meet in a session that somebody else edited."""
_NOTHING = b" \t\r\n\0"
"""What a file is full of after a tool or a disk emptied it."""


class OpenFile:
    """A session file for its one writer: `with OpenFile(path) as file: file.keep(change)`.

    `session` is the newest state; `keep` may put another object there when the file was edited outside, so
    look things up in `file.session` each time. `notices` gathers sentences for the facilitator.
    """

    def __init__(
        self,
        path: Path,
        platform: FilePlatform | None = None,
        upgrades: Upgrades = UPGRADES,
        unsealed_too: bool = False,
    ) -> None:
        self.path = Path(path)
        self.notices: list[str] = []
        self.session: Session
        self.platform = platform or this_platform()
        self._upgrades = upgrades
        self._unsealed_too = unsealed_too
        self._pending: list[Change] = []
        self._gathers = False
        self._writer = Writer()
        self._opened = Path(path)
        self._target = Path(path)
        self._lock: Lock | None = None
        self._reading = FileReading(str(path))
        self._bytes = b""
        """The last state that was read or written: what is here without the unsaved changes."""
        self._there = b""
        """What stands on disk and may be written over."""
        self._tried: bytes | None = None
        """What the last save meant to write; after a refused one it may stand there already."""
        self._found = b""
        """What stood on disk when it was last found to be something else."""
        self._past: set[bytes] = set()
        """What the file has held in this sitting, told by what it says and not by how it is written."""
        self._said: set[str] = set()
        """Which kinds of notices were given: each is given once a sitting."""

    def __enter__(self) -> Self:
        contents(self.path, self.platform)
        if why := ends_as_our_own(self.path):
            raise CxwError(why)
        self._lead_to(self.path)
        self._hold(self._target)
        try:
            remove_leftovers(self._target, self.platform, locked=True)
            reading = self._read()
            self._believe(reading, reading.good(self._unsealed_too))
            self._past.add(_told(self.session))
        except BaseException:
            self._free()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._writer.wait()
        finally:
            self._free()

    @property
    def unsaved(self) -> bool:
        """Whether something was entered that is not on disk yet."""
        return bool(self._pending)

    @property
    def on_disk(self) -> bool:
        """Whether all that was taken in stands in the file at this moment."""
        self._writer.wait()
        try:
            there = self._read().session
        except CxwError:
            return False
        if there is None or another(self.session, there):
            return False
        return _told(there) == _told(self.session) or not (self._pending or lacking(self.session, there))

    def keep(self, change: Change) -> None:
        """Make a change and write it durably before returning.

        After SaveError the change stands in memory; `retry`, `settle`, the next `keep` or `save_elsewhere`
        writes it. A change that is refused while it is made leaves nothing of itself.
        """
        try:
            self._writer.wait()
        finally:  # also where somebody ends the run just then: the answer was given
            try:
                change(self.session)
            except BaseException:
                self._as_before()
                raise
            self._pending.append(change)
        if not self._gathers:
            self.retry()

    @contextlib.contextmanager
    def at_once(self, first: Act = nothing, then: Act = nothing) -> Iterator[None]:
        """Several changes with one durable save, which is begun at the end; `saved` waits for it.

        Another thread does `first`, writes, and calls `then`. Until `saved` comes back the changes may stand
        in memory only: none of them is to be acknowledged before.
        """
        self._writer.wait()
        self._gathers = True
        try:
            yield
        finally:
            self._gathers = False
            self._writer.begin(lambda: self._write_after(first), then)

    def saved(self) -> None:
        """Wait for the save that `at_once` began; it raises what `keep` raises, and what `first` raised."""
        try:
            self._writer.end()
        except Changed:
            self.retry()

    def _write_after(self, first: Act) -> None:
        first()
        if self._pending:
            self._write()

    def _as_before(self) -> None:
        """Make the session anew from what was written: half a change must never be saved."""
        session = read_text(self._bytes, str(self.path), self._upgrades).session
        if session is None:
            return
        for change in self._pending:
            change(session)
        self.session = session

    def retry(self) -> None:
        """Write what is not on disk yet."""
        self._writer.wait()
        while self._pending:
            try:
                self._write()
            except Changed as change:
                self._meet(change.found)

    def _write(self) -> None:
        """Write all there is; Changed where something else stands there."""
        self._led_away()
        self._copy_first()
        says = dumps(self.session)
        data = headed(says, self._reading.head).encode()
        known = (self._bytes, self._there, *([] if self._tried is None else [self._tried]))
        self._tried = data
        private = not self.session.shared
        self._is_written(data, says, replaced(self._target, data, known, self.platform, private=private))

    def settle(self, way: Way) -> None:
        """Go on in the way somebody chose after a SaveError; another one when it cannot be."""
        self._writer.wait()
        if way == "stay":
            self.path = self._target
            self._lead_to(self.path)
        elif way == "there":
            self._lead_to(self._opened)
        elif way == "both":
            self._put_together()
        elif way == "here":
            self._aside(self._found)
            self._there = self._found
        elif way == "theirs":
            self._give_way()
        self.retry()

    def _is_written(self, data: bytes, says: str, written: WriteOutcome) -> None:
        self._bytes = self._there = data
        self._pending.clear()
        self._past.add(_digest(says))
        if written.anew:
            self._notice("gone", say(outcomes.GONE, name=self.path.name))
        if written.closed:
            self._notice("closed", say(outcomes.CLOSED, name=self.path.name))
        if sentence := unconfirmed(self.path.name, written):
            self._notice("unsure", sentence)

    def _notice(self, kind: str, sentence: str) -> None:
        if kind not in self._said:
            self._said.add(kind)
            self.notices.append(sentence)

    def save_elsewhere(self, path: Path) -> None:
        """Write everything to a new file and go on with that one; SaveError when that cannot be either."""
        self._writer.wait()
        target = named_by_hand(path)
        says = dumps(self.session)
        data = headed(says, self._reading.head).encode()
        before = self._lock
        try:
            self._hold(target)
            written = write_new(target, data, self.platform, PRIVATE)
        except CxwError as fault:
            if self._lock is not before:
                self._free()
            self._lock = before
            raise SaveError(str(fault)) from None
        if before is not None:
            before.free()
        self.path = Path(path)
        self._lead_to(target)
        self._reading = FileReading(str(path), head=self._reading.head)
        self._is_written(data, says, written)

    def _lead_to(self, path: Path) -> None:
        self._opened = path.absolute()
        self._target = self._opened.resolve()

    def _led_away(self) -> None:
        """LedAway where a link was turned: what it leads to now is another file and was not opened."""
        try:
            leads = self._opened.resolve()
        except (OSError, RuntimeError):
            leads = self._opened
        if leads != self._target and self._target.is_symlink():
            raise BecameLink(say(outcomes.BECAME_LINK, path=self.path, leads=leads))
        if leads != self._target:
            raise LedAway(say(outcomes.NOT_THE_SAME, path=self.path, target=self._target))

    def _hold(self, target: Path) -> None:
        lock = Lock(target, self.platform)
        if told := lock.take():
            self.notices.append(told)
        self._lock = lock

    def _free(self) -> None:
        if self._lock is not None:
            self._lock.free()
            self._lock = None

    def _read(self) -> FileReading:
        self._found = contents(self._target, self.platform)
        return read_text(self._found, str(self.path), self._upgrades)

    def _copy_first(self) -> None:
        """Keep a copy of what the first save would lose: an older format, comments outside the head."""
        reading = self._reading
        if reading.version == FORMAT and not reading.comments:
            return
        ending = "bak" if reading.version == FORMAT else f"v{reading.version}.bak"
        if ending not in self._said:
            copy = keep_copy(self._target, self._there, ending, self.platform)
            self._notice(ending, about_copy(self.path.name, copy.name, reading))
        reading.version, reading.comments = FORMAT, []

    def _meet(self, found: bytes) -> None:
        """See what stands there in place of what was written; SaveError where somebody has to choose."""
        self._found = found
        name = self.path.name
        if not found.strip(_NOTHING):
            self._there = found
            self._notice("empty", say("{name} was empty on disk and is written again", name=name))
            return
        reading = read_text(found, str(self.path), self._upgrades)
        if reading.session is None or reading.faulty(self._unsealed_too):
            raise FaultyEdit(reading.problems())
        told, before = _told(reading.session), _told(self._before())
        self._past.add(before)  # also the state that was opened, or taken from outside: it is in what is here
        if told == before:
            self._reading, self._there = reading, found
        elif told in self._past:
            self._there = found
            self._notice("put back", say(outcomes.PUT_BACK, name=name))
        else:
            self._nothing_lost(reading.session)
            self._merge(reading)
            self._past.add(told)

    def _before(self) -> Session:
        """The session as it was written last."""
        before = read_text(self._bytes, str(self.path), self._upgrades).session
        assert before is not None, "what was written could be read"
        return before

    def _nothing_lost(self, found: Session) -> None:
        name, before = self.path.name, self._before()
        if another(before, found):
            raise Replaced(say(outcomes.ANOTHER, title=found.title, name=name))
        if lost := lacking(before, found):
            raise Diverged(say(outcomes.LACKING, name=name, lacking=lacking_in_words(lost)))

    def _merge(self, reading: FileReading) -> None:
        """Make the unsaved changes to what somebody edited; FaultyEdit when that cannot be."""
        assert reading.session is not None, "only a session that could be read is gone on with"
        session = reading.session
        try:
            for change in self._pending:
                change(session)
        except _UNFIT:
            raise FaultyEdit([self._unfit(say("what it belongs to is no longer there"))]) from None
        self._in_order(session)
        self._believe(reading, session)
        self._notice("edited", say(outcomes.EDITED, name=self.path.name))

    def _believe(self, reading: FileReading, session: Session) -> None:
        self._reading, self.session = reading, session
        self._bytes = self._there = self._found

    def _in_order(self, session: Session) -> None:
        faults = read_text(dumps(session), str(self.path)).problems()
        if wrong := [problem for problem in faults if not problem.warning]:
            raise FaultyEdit([self._unfit(problem.text) for problem in wrong])

    def _put_together(self) -> None:
        """Put all that is here into the file as it was found."""
        reading = read_text(self._found, str(self.path), self._upgrades)
        theirs = reading.good(self._unsealed_too)
        try:
            session = together(self._before(), self.session, theirs)
        except ValueError:
            raise FaultyEdit([self._unfit(say("the two do not go together"))]) from None
        self._in_order(session)
        self._believe(reading, session)

    def _give_way(self) -> None:
        """Take the file as it was found, with the unsaved changes; what is here is kept beside it."""
        here = dumps(self.session, self._reading.head).encode()
        reading = read_text(self._found, str(self.path), self._upgrades)
        self._merge(reading)
        self._past.clear()
        self._aside(here)

    def _aside(self, data: bytes) -> None:
        """Keep a copy of what is about to be given up."""
        copy = keep_copy(self._target, data, "bak", self.platform)
        self.notices.append(say("what was given up is kept as {name}", name=copy.name))

    def _unfit(self, why: str) -> Problem:
        return Problem(str(self.path), 1, say(outcomes.UNFIT, why=why))


def _told(session: Session) -> bytes:
    """What a session says, in few bytes: the same however its file is written."""
    return _digest(dumps(session))


def _digest(says: str) -> bytes:
    return hashlib.sha256(says.encode()).digest()
