"""What cxw asks of the operating system, behind one small object, so that tests can hand in a failing one."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import sys
import time
from pathlib import Path

BESIDE_THE_WORDS = 1 << 30
"""Windows lets nobody read a locked byte, so the locked one lies far behind the words in the lock file."""


_NO_MODES = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS)


class FilePlatform:
    """Files, flushes, renames and locks, as POSIX has them."""

    busy_files = False
    """Whether a rename may be refused for a moment because somebody else has the file open."""
    longest_name: int | None = None
    """How many characters a name may have with all its folders, where that is a matter."""

    def read(self, path: Path, most: int = -1) -> bytes:
        """The bytes of a file, at most so many."""
        with path.open("rb") as file:
            return file.read(most)

    def write(self, path: Path, data: bytes, mode: int | None) -> None:
        """Write a file of its own and flush it to disk; `mode` is that of the file it will replace."""
        flags = (
            os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        )
        handle = os.open(path, flags, 0o666 if mode is None else 0o600)
        with os.fdopen(handle, "wb") as file:
            if mode is not None:
                self.give_mode(file.fileno(), mode)
            file.write(data)
            file.flush()
            self.flush(file.fileno())

    def give_mode(self, handle: int, mode: int) -> None:
        """Let a file be read by whom its mode says; a disk that knows no modes is left as it is."""
        try:
            os.fchmod(handle, mode)
        except OSError as fault:
            if fault.errno not in _NO_MODES:
                raise

    def flush(self, handle: int) -> None:
        """Make the disk keep what was written."""
        os.fsync(handle)

    def replace(self, source: Path, target: Path) -> None:
        """Put one file in the place of another, at once."""
        source.replace(target)

    def place(self, source: Path, target: Path) -> None:
        """Give a file its name; FileExistsError when the name is taken."""
        try:
            os.link(source, target)
        except FileExistsError:
            raise
        except OSError:
            if os.path.lexists(target):
                raise FileExistsError(target) from None
            source.rename(target)
        else:
            with contextlib.suppress(
                OSError
            ):  # the name is given: what is left of the other is in nobody's way
                source.unlink()

    def flush_folder(self, folder: Path) -> None:
        """Make the disk keep the new name too."""
        try:
            handle = os.open(folder, os.O_RDONLY)
        except PermissionError:
            return  # a folder one may write in and not read cannot be flushed
        try:
            self.flush(handle)
        except OSError as fault:
            if fault.errno not in (errno.EINVAL, errno.ENOTSUP):
                raise
        finally:
            os.close(handle)

    def remove(self, path: Path) -> None:
        """Take a file away; not being there is as good."""
        path.unlink(missing_ok=True)

    def open_lock(self, path: Path) -> int:
        """A handle on the file that is locked, made when it is not there."""
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def still_there(self, handle: int, path: Path) -> bool:
        """Whether the open file is the one that has this name: another process may have taken it away."""
        try:
            return os.path.samestat(os.fstat(handle), path.stat())
        except FileNotFoundError:
            return False

    def lock(self, handle: int) -> None:
        """Take the lock without waiting; BlockingIOError or PermissionError when somebody has it."""
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def unlock(self, handle: int) -> None:
        """Free the lock."""
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_UN)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

    def host(self) -> str:
        """The name of this machine."""
        return socket.gethostname()

    def process(self) -> int:
        """The number of this process."""
        return os.getpid()

    def age(self, path: Path) -> float:
        """Seconds since a file was written last; none where it cannot be asked."""
        try:
            return time.time() - path.stat().st_mtime  # noqa: TID251 - how old a file is, no time of the day
        except OSError:
            return 0.0

    def lives(self, process: int) -> bool:
        """Whether a process of this machine is still there; yes where that cannot be known."""
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        except (OSError, OverflowError):
            return True
        return True


class Windows(FilePlatform):
    """The same on Windows: no folder to flush, a lock on one byte, renames a virus scanner may refuse."""

    busy_files = True
    longest_name = 259

    def give_mode(self, handle: int, mode: int) -> None:
        """Who may read a file is not told by its mode here."""

    def flush_folder(self, folder: Path) -> None:
        """Windows keeps names by itself."""

    def place(self, source: Path, target: Path) -> None:
        """Give a file its name; a rename here never overwrites."""
        source.rename(target)

    def remove(self, path: Path) -> None:
        """Take a file away, unless somebody has it open."""
        with contextlib.suppress(PermissionError):
            path.unlink(missing_ok=True)

    def still_there(self, handle: int, path: Path) -> bool:
        """Nobody takes an open file away here, and what tells two files apart differs with the disk."""
        return True

    def lock(self, handle: int) -> None:
        """Lock one byte far behind the words."""
        self._byte(handle, "LK_NBLCK")

    def unlock(self, handle: int) -> None:
        """Free that byte."""
        self._byte(handle, "LK_UNLCK")

    def lives(self, process: int) -> bool:
        """Not to be known here: asking with a signal of 0 would end it."""
        return True

    def _byte(self, handle: int, how: str) -> None:
        import msvcrt

        os.lseek(handle, BESIDE_THE_WORDS, os.SEEK_SET)
        msvcrt.locking(handle, getattr(msvcrt, how), 1)  # type: ignore[attr-defined,unused-ignore]


def this_platform() -> FilePlatform:
    """The platform cxw runs on."""
    if sys.platform == "win32":
        return Windows()
    return FilePlatform()
