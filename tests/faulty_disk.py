"""Runs real commands, each in a process of its own, on a disk that refuses one call, or kills them.

A process forks for each command, so that hundreds take seconds. What is patched are the calls of the operating
system and nothing of cxw: the n-th call of a kind under the session's folder fails once with a number of errno.
Cases come in as lines of JSON, what became of each goes out as one.
"""

from __future__ import annotations

import builtins
import errno
import fcntl
import io
import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from loaded import load_everything
from terminal import forked

KINDS = (
    *("open", "read", "write", "fsync", "fsync folder", "replace", "link", "unlink"),
    *("stat", "mkdir", "chmod", "flock", "listdir"),
)
NUMBERS = ("ENOSPC", "EACCES", "EIO", "EROFS", "EINTR", "EMFILE")


@dataclass(frozen=True)
class Case:
    """One command in one folder, and what goes wrong."""

    words: tuple[str, ...]
    folder: str
    kind: str = ""
    nth: int = 0
    number: str = "EIO"
    kill_after: float = 0.0
    """seconds; 0: it is left alone"""


@dataclass(frozen=True)
class Became:
    """What became of a command."""

    code: int
    said: str
    failed: bool
    """whether the n-th call came at all"""
    took: float


class Commands:
    """The process that forks; `run` gives it a case and waits."""

    def __init__(self) -> None:
        load_everything()
        self.child = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=partial(forked, _serve, dict(os.environ)),  # noqa: PLW1509 - as in tests/terminal.py
        )

    def run(self, case: Case) -> Became:
        assert self.child.stdin is not None
        assert self.child.stdout is not None
        self.child.stdin.write(json.dumps(asdict(case)) + "\n")
        self.child.stdin.flush()
        return Became(**json.loads(self.child.stdout.readline()))


@contextmanager
def commands() -> Iterator[Commands]:
    """A process that runs cases, as long as it is wanted."""
    here = Commands()
    with here.child:
        yield here
        assert here.child.stdin is not None
        here.child.stdin.close()


Named: TypeAlias = int | str | os.PathLike[str]
"""A file as a call names it: its handle or its path."""


class Disk:
    """Counts the calls of one kind under one folder and refuses one of them."""

    def __init__(self, case: Case, fired: Path) -> None:
        self.case = case
        self.folder = os.path.realpath(case.folder)
        self.fired = fired
        self.count = 0

    def ask(self, kind: str, what: Named) -> None:
        if kind != self.case.kind or not self._here(what):
            return
        self.count += 1
        if self.count == self.case.nth:
            os.close(_open(self.fired, os.O_CREAT | os.O_WRONLY))
            number = getattr(errno, self.case.number)
            name = None if isinstance(what, int) else os.fspath(what)
            raise OSError(number, os.strerror(number), name)

    def _here(self, what: Named) -> bool:
        if isinstance(what, int):
            try:
                name = os.readlink(f"/proc/self/fd/{what}")  # noqa: PTH115 - pathlib would ask the disk
            except OSError:
                return False
        else:
            name = os.path.join(os.getcwd(), os.fsdecode(what))  # noqa: PTH109, PTH118 - as above
        return name.startswith(self.folder)


_open = os.open


def refuse(disk: Disk) -> None:
    """Put the disk between this process and the operating system."""

    def asking(kind: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def asked(what: Any, *rest: Any, **more: Any) -> Any:
            disk.ask(kind, what)
            return call(what, *rest, **more)

        return asked

    for kind, names in {
        "open": ["open"],
        "write": ["write", "ftruncate"],
        "replace": ["replace", "rename"],
        "link": ["link"],
        "unlink": ["unlink", "remove"],
        "stat": ["stat", "lstat"],
        "mkdir": ["mkdir"],
        "chmod": ["chmod", "fchmod"],
        "listdir": ["scandir", "listdir"],
    }.items():
        for name in names:
            setattr(os, name, asking(kind, getattr(os, name)))
    fcntl.flock = asking("flock", fcntl.flock)
    os.fsync = _flushing(disk, os.fsync)
    _files(disk)


def _flushing(disk: Disk, call: Callable[..., Any]) -> Callable[..., Any]:
    def flush(handle: int) -> None:
        folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        disk.ask("fsync folder" if folder else "fsync", handle)
        call(handle)

    return flush


def _files(disk: Disk) -> None:
    """Files opened by name or handle: opening, reading and writing are asked for too."""

    class Raw(io.FileIO):
        def write(self, data: Any) -> int:
            disk.ask("write", self.fileno())
            return super().write(data)

        def readall(self) -> bytes:
            disk.ask("read", self.fileno())
            return super().readall()

        def readinto(self, buffer: Any) -> int | None:
            disk.ask("read", self.fileno())
            return super().readinto(buffer)

    real = io.open

    def opened(what: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if not isinstance(what, int):
            disk.ask("open", what)
        if mode not in ("rb", "wb"):
            return real(what, mode, *rest, **more)
        raw = Raw(what, mode[0])
        return io.BufferedReader(raw) if mode == "rb" else io.BufferedWriter(raw)

    io.open = builtins.open = opened  # type: ignore[assignment]
    os.fdopen = opened  # type: ignore[assignment]


def day_of_answers() -> None:
    """Keep answers as a day does, trying again where the disk refused; each is acknowledged when it is kept."""
    import datetime as dt
    from types import SimpleNamespace

    from cxw.sessionfile import OpenFile
    from cxw.workshop.day import Day, keep

    desk: Any = SimpleNamespace(trouble=lambda text, ways: next(iter(ways)), tell=lambda text: None)
    with OpenFile(Path("day.yaml")) as file:
        day = Day(file=file, desk=desk, now=lambda: dt.datetime(2026, 3, 14, 9))
        first = int(file.session.note or 0) + 1
        for number in range(first, first + 12):
            keep(day, partial(_noted, number))
            sys.stdout.write(f"kept {number}\n")
            sys.stdout.flush()


def day_of_phones() -> None:
    """Phones come in one after another and send again what was not acknowledged; each is said once it is."""
    import datetime as dt
    from types import SimpleNamespace

    from cxw.phones import PhoneDesk
    from cxw.sessionfile import OpenFile
    from cxw.workshop.day import Day
    from cxw.workshop.phones import PhonesOfTheDay

    path = Path("phones.yaml")
    desk: Any = SimpleNamespace(trouble=lambda text, ways: next(iter(ways)), tell=lambda text: None)
    with OpenFile(path) as file:
        day = Day(file=file, desk=desk, now=lambda: dt.datetime(2026, 3, 14, 9))
        phones = PhoneDesk(path, PhonesOfTheDay(day))
        phones.set_door(phones.door.at("192.0.2.7", 8060))
        for number, person in enumerate(day.session.participants):
            _comes_in(phones, person.id, f"{number:024x}")


def _comes_in(phones: Any, person: str, nonce: str) -> None:
    from cxw.phones.inbox import Post

    for _ in range(2):
        post = Post(nonce, person, act="join")
        phones.inbox.put(post)
        if not phones.work_off():
            phones.settle()
        if post.done.result(0).outcome == "kept":
            sys.stdout.write(f"in {person} {nonce}\n")
            sys.stdout.flush()
            return


def _noted(number: int, session: Any) -> None:
    session.note = str(number)


DAYS: Mapping[tuple[str, ...], Callable[[], None]] = {("day",): day_of_answers, ("phones",): day_of_phones}
"""What is no command: a day that goes on, on one file."""


def _a_day(act: Callable[[], None]) -> int:
    from cxw.errors import CxwError

    try:
        act()
    except CxwError as end:
        sys.stderr.write(f"{end}\n")
        return end.exit_code
    return 0


def _command(case: Case, said: Path, fired: Path) -> int:
    """The child: its streams, its folder, its disk, its command."""
    os.chdir(case.folder)
    nothing, out = os.open(os.devnull, os.O_RDONLY), os.open(said, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    for handle, number in ((nothing, 0), (out, 1), (out, 2)):
        os.dup2(handle, number)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - the child ends with it
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as above
    from cxw.__main__ import main

    sys.argv = ["cxw", *case.words]
    if case.kind:
        refuse(Disk(case, fired))
    try:
        if case.words in DAYS:
            return _a_day(DAYS[case.words])
        main()
    except SystemExit as end:
        return int(end.code or 0)
    except BaseException:  # noqa: BLE001 - this is what is looked for
        import traceback

        traceback.print_exc()
        return 99
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def _became(case: Case, scratch: Path) -> Became:
    said, fired = scratch / "said", scratch / "fired"
    for one in (said, fired):
        one.unlink(missing_ok=True)
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        os._exit(_command(case, said, fired))
    if case.kill_after:
        time.sleep(case.kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    text = said.read_text("utf-8", "replace") if said.exists() else ""
    return Became(os.waitstatus_to_exitcode(status), text, fired.exists(), time.perf_counter() - began)


def _serve() -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        for line in sys.stdin:
            given = json.loads(line)
            case = Case(**{**given, "words": tuple(given["words"])})
            sys.stdout.write(json.dumps(asdict(_became(case, Path(scratch)))) + "\n")
            sys.stdout.flush()
