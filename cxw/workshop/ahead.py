"""Numbers made ahead: while a closed round waits for its reveal, a worker makes what its wall will say.

The worker has a copy of the session in which the round is revealed, of its own and in memory only. What it
says and draws is thrown away; what stays are the numbers that were drawn or shuffled for it, each under the
answers it was made from. They are put aside, where no wall, command or export asks for them, until the reveal
is in the file and the answers are the same to the byte; after any other change they are thrown away too. The
wall is made from the file then as it always is, only that its numbers are there already.

Whatever happens to the worker, the day goes on without it.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from cxw.day.standing import next_step
from cxw.model import AnyRound, Session, StageName
from cxw.theme import DARK

PATIENCE = 10.0
"""Seconds that anybody waits for a worker; what it makes would be made then anyway."""
WIDTH, HEIGHT = 80, 24
"""Of walls that nobody sees: drawn once, they have everything imported that draws them."""


class Ahead:
    """At most one worker at a time, for the newest state of the session."""

    def __init__(self) -> None:
        self._job: _Worker | None = None

    def make(self, session: Session, folder: Path | None, stage: StageName) -> None:
        """Have made what this stage's walls will say once all that is closed is revealed."""
        told = _told(session)
        if self._job is not None and self._job.told == told:
            return
        self._drop()
        self._job = _Worker(told, _all_revealed(session), folder, stage)
        self._job.start()

    def changed(self, session: Session) -> None:
        """Throw away what was made for other answers: the file says something else now."""
        if self._job is not None and self._job.told != _told(session):
            self._drop()

    def take_over(self, session: Session) -> None:
        """Have its numbers remembered, if they are of these answers and all is revealed in the file."""
        job = self._job
        if job is None or any(_sealed(session)) or job.told != _told(session):
            return
        self._job = None
        job.hand_over()

    def follow(self, session: Session, folder: Path) -> None:
        """Keep up with a day that another process runs: make what waits for its reveal, then hand it over."""
        self.changed(session)
        self.take_over(session)
        step = next_step(session)
        if step is not None and any(_sealed(session)):
            self.make(session, folder, step.stage)

    def close(self) -> None:
        """Wait for a worker that is at its last step: the program must not end under it."""
        job = self._job
        self._drop()
        if job is not None:
            job.wait()

    def _drop(self) -> None:
        if self._job is not None:
            self._job.wanted = False
            self._job = None


class _Worker:
    """One worker and what it remembers."""

    def __init__(self, told: bytes, copy: Session, folder: Path | None, stage: StageName) -> None:
        self.told = told
        """the answers that this is made from"""
        self.wanted = True
        self._remembered: dict[Hashable, Any] = {}
        work = (copy, folder, stage)
        self._thread = threading.Thread(target=self._run, args=work, name="numbers made ahead", daemon=True)

    def start(self) -> None:
        """Begin; where the system gives no thread everything is made when it is asked for."""
        try:
            self._thread.start()
        except RuntimeError:
            self.wanted = False

    def wait(self) -> bool:
        """Wait for its end; whether it came."""
        if self._thread.ident is not None:
            self._thread.join(PATIENCE)
        return not self._thread.is_alive()

    def hand_over(self) -> None:
        """Let what was put aside be found by everybody."""
        if self.wait() and self._remembered:
            from cxw.stats.disagreement import remember

            remember(self._remembered)

    def _run(self, copy: Session, folder: Path | None, stage: StageName) -> None:
        try:
            self._make(copy, folder, stage)
        except BaseException:  # noqa: BLE001  nothing hangs on this: the reveal makes its numbers itself
            self._remembered.clear()

    def _make(self, copy: Session, folder: Path | None, stage: StageName) -> None:
        _import_what_is_asked_with()
        from cxw.stats.disagreement import put_aside
        from cxw.wall import draw, findings_shown, revealed

        with put_aside(self._remembered):
            found = findings_shown(copy, folder) if self.wanted else None
        if found is None:
            return
        for view in revealed(copy, stage, findings=found):
            if self.wanted:
                draw(copy, view, width=WIDTH, height=HEIGHT, theme=DARK, findings=found)


def _import_what_is_asked_with() -> None:
    """The widgets that the first screen had no use for: the key that needs one finds it there."""
    import cxw.keyboard.board
    import cxw.keyboard.intake
    import cxw.keyboard.lists
    import cxw.keyboard.look
    import cxw.keyboard.promises
    import cxw.keyboard.rivals  # noqa: F401


def _told(session: Session) -> bytes:
    """All that a session says but which rounds are revealed, and when it was opened."""
    whole = session.model_dump_json(
        exclude={
            "runs": True,
            "salt": True,
            "segments": {"__all__": {"rounds": {"__all__": {"revealed"}}}},
        }
    )
    return whole.encode()


def _sealed(session: Session) -> Iterator[AnyRound]:
    """The closed rounds that are not revealed."""
    rounds = chain.from_iterable(segment.rounds for segment in session.segments)
    return (round for round in rounds if round.closed is not None and round.revealed is None)


def _all_revealed(session: Session) -> Session:
    copy = session.model_copy(deep=True)
    for round in _sealed(copy):
        round.revealed = round.closed
    return copy
