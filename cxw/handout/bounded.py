"""Somebody's own templates do their work in a process of its own, which may not take for ever nor all memory.

A loop without end cannot be told from a long one, so it is the clock that ends it, and the process with it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from cxw.errors import CxwError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

T = TypeVar("T")
SECONDS = 60.0
"""For one format of a handout; three hundred people take a tenth of it."""
MEMORY = 3 * 1024**3
"""Bytes, where the system lets a process be held to it."""
WITHOUT_END = "look for a loop without end"


@dataclass(frozen=True)
class _Fault:
    """A sentence about what went wrong, or how something broke that no sentence exists for."""

    said: str
    unforeseen: bool = False


def in_bounds(what: str, work: Callable[..., T], *given: Any, seconds: float = SECONDS) -> T:
    """What the work makes of what it is given; CxwError about `what` where it does not come to an end."""
    import multiprocessing  # only where somebody has templates of their own

    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    worker = context.Process(target=_worked, args=(there, work, given), daemon=True)
    with _ended(worker), here:
        with _unasked():
            worker.start()
        there.close()
        if not here.poll(seconds):
            raise CxwError(f"{what} makes nothing within {seconds:.0f} seconds: {WITHOUT_END}.")
        try:
            made = here.recv()
        except EOFError:
            raise CxwError(f"{what} takes more memory than there is: {WITHOUT_END}.") from None
    if isinstance(made, _Fault):
        raise RuntimeError(made.said) if made.unforeseen else CxwError(made.said)
    found: T = made
    return found


@contextlib.contextmanager
def _ended(worker: SpawnProcess) -> Iterator[None]:
    """However it comes, the process is not there afterwards."""
    try:
        yield
    finally:
        if worker.pid is not None:
            worker.kill()
            worker.join()


@contextlib.contextmanager
def _unasked() -> Iterator[None]:
    """Ctrl-C is for the one who waits: a process that is started meanwhile never hears it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _worked(there: Connection, work: Callable[..., Any], given: tuple[Any, ...]) -> None:
    """In the process of its own: do the work, and send what came of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who started it ends it
    _quiet()
    _held()
    try:
        made = work(*given)
    except CxwError as end:
        made = _Fault(str(end))
    except MemoryError:
        os._exit(1)
    except OSError as fault:
        made = _Fault(f"{fault.filename}: {(fault.strerror or str(fault)).lower()}")
    except Exception as fault:  # noqa: BLE001 it is raised again where the work was asked for
        made = _Fault(f"{type(fault).__name__}: {fault}", unforeseen=True)
    there.send(made)
    there.close()


def _quiet() -> None:
    """What an engine prints while it breaks is for nobody: the sentence comes from the other process."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 2)


def _held() -> None:
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for kind in (resource.RLIMIT_DATA, resource.RLIMIT_AS):
            resource.setrlimit(kind, (MEMORY, resource.getrlimit(kind)[1]))
