"""One writer a file: a lock beside it, freed by the system when its process dies."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from cxw.errors import CxwError, SaveError
from cxw.sessionfile.disk import disk_reason, patiently, too_long
from cxw.sessionfile.platform import FilePlatform
from cxw.text.phrases import say

_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, getattr(errno, "EOPNOTSUPP", errno.ENOSYS), errno.EINVAL)


class Locked(CxwError):
    """Somebody else has this file open for writing."""


NO_LOCKS = "this disk knows no locks: see that nobody else runs {name} meanwhile"
FOLDER_GONE = "the folder {folder} is gone: bring it back, or name another file"
OPEN_THERE = "{name} is open in another cxw on {host} (process {process}): end that one first"
NOT_LOCKED = "{name} cannot be locked: {why}"
NOT_OURS = "{name} lies where cxw cannot write ({why}): copy it to a folder of yours"
NOT_OPENED = "{name} cannot be opened for writing: {why}; put that right, then begin again"


class Lock:
    """The lock of one session file, held from `take` to `free`."""

    def __init__(self, path: Path, platform: FilePlatform) -> None:
        self.path = path
        self.beside = path.with_name(path.name + ".lock")
        self.platform = platform
        self.handle: int | None = None

    def take(self) -> str | None:
        """Take it, or raise Locked with the name of who has it; a sentence where the disk knows no locks."""
        while self.handle is None:
            handle = self._opened()
            try:
                self.platform.lock(handle)
                self._keep(handle)
            except (BlockingIOError, PermissionError):
                _closed(handle)
                raise Locked(self._taken()) from None
            except OSError as fault:
                self._given_up(handle)
                if fault.errno in _NO_LOCKS:
                    return say(NO_LOCKS, name=self.path.name)
                raise SaveError(say(NOT_LOCKED, name=self.path.name, why=disk_reason(fault))) from None
        return None

    def _given_up(self, handle: int) -> None:
        """Leave no lock behind that locks nothing; one with words in it is somebody's."""
        with contextlib.suppress(OSError):
            if os.fstat(handle).st_size == 0:
                self.platform.remove(self.beside)
        _closed(handle)

    def _keep(self, handle: int) -> None:
        """Keep the handle, unless its file was taken away by the one who freed it a moment ago."""
        if not self.platform.still_there(handle, self.beside):
            _closed(handle)
            return
        self.handle = handle
        with contextlib.suppress(OSError):  # a full disk: the lock holds without the words in it
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, f"{self.platform.host()} {self.platform.process()}\n".encode())

    def _opened(self) -> int:
        try:
            return patiently(self.platform, lambda: self.platform.open_lock(self.beside))
        except OSError as fault:
            if why := too_long(self.path, self.platform):
                raise SaveError(say("{name} cannot be opened: {why}", name=self.path.name, why=why)) from None
            if not self.beside.parent.is_dir():
                raise SaveError(say(FOLDER_GONE, folder=self.beside.parent)) from None
            raise SaveError(_refused(self.path.name, fault)) from None

    def _taken(self) -> str:
        try:
            host, process = self.beside.read_text(encoding="utf-8").split()
        except (OSError, ValueError):
            return say("{name} is open in another cxw: end that one first", name=self.path.name)
        return say(OPEN_THERE, name=self.path.name, host=host, process=process)

    def free(self) -> None:
        """Give it back; its file goes with it."""
        if self.handle is None:
            return
        handle, self.handle = self.handle, None
        with contextlib.suppress(OSError):
            self.platform.remove(self.beside)
        with contextlib.suppress(OSError):
            self.platform.unlock(handle)
        _closed(handle)
        with contextlib.suppress(OSError):
            if self.platform.busy_files:
                self.platform.remove(self.beside)


_MINE = (errno.EACCES, errno.EPERM, errno.EROFS)


def _refused(name: str, fault: OSError) -> str:
    said = NOT_OURS if fault.errno in _MINE else NOT_OPENED
    return say(said, name=name, why=disk_reason(fault))


def _closed(handle: int) -> None:
    """Give a handle back; a disk that complains of it has given it back all the same."""
    with contextlib.suppress(OSError):
        os.close(handle)
