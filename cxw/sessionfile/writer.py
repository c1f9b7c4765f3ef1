"""The thread that writes while whoever began it goes on: a disk takes longer than a key may wait."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeAlias

Act: TypeAlias = Callable[[], object]


def nothing() -> None:
    """What is done where nothing is to be done."""


class Writer:
    """Does one thing at a time on a thread of its own."""

    def __init__(self) -> None:
        self._begun: Future[None] | None = None
        """what is done, until somebody has asked what came of it"""

    def begin(self, act: Act, then: Act) -> None:
        """Do this, and `then` that, from the same thread, when it is over however it ended.

        Where this computer has no thread left both are over when this comes back.
        """
        outcome: Future[None] = Future()

        def acts() -> None:
            try:
                act()
            except BaseException as fault:  # noqa: BLE001 - raised again where somebody asks what came of it
                outcome.set_exception(fault)
            else:
                outcome.set_result(None)
            then()

        self.wait()
        self._begun = outcome
        try:
            threading.Thread(target=acts, name="writer").start()
        except RuntimeError:
            acts()

    def wait(self) -> None:
        """Until it is over, if anything was begun; whoever asks for the end meanwhile has it after that."""
        asked: KeyboardInterrupt | None = None
        while self._begun is not None and not self._begun.done():
            try:
                wait([self._begun])
            except KeyboardInterrupt as end:
                asked = end
        if asked is not None:
            raise asked

    def end(self) -> None:
        """Wait, and raise what it ended with, once."""
        self.wait()
        begun, self._begun = self._begun, None
        if begun is not None:
            begun.result()
