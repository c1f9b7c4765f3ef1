"""Every command that takes a session file, done in this process on one session."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import itertools
from collections.abc import Callable, Container
from functools import cache
from pathlib import Path
from typing import Any

from desks import Clock

from cxw.cli import sharing, showing
from cxw.day import desk
from cxw.day.standing import standing_in_words
from cxw.errors import CxwError
from cxw.findings import of
from cxw.findings.types import Audience
from cxw.handout import Format, ballots, write_handout
from cxw.model import STAGES, Segment, Session
from cxw.rehearsal import Rehearsal, beforehand, rehearsal_copy
from cxw.replay.archive import as_given, put_in_unasked
from cxw.replay.replaying import Replay, emptied
from cxw.sessionfile import dumps
from cxw.sessionfile.reading import read_text
from cxw.sharing import shared
from cxw.theme import DARK
from cxw.wall import draw, revealed
from cxw.workshop import Day, Memory, run_day

ON = dt.date(2026, 6, 1)


SLOW = ("pdf", "file", "rehearse", "facilitator", "html")
"""What takes long: the caller says which of these to do."""


def carry(session: Session, data: bytes, folder: Path, slow: Container[str] = SLOW) -> None:
    """Do everything but what is slow and not asked for; an error that is not a sentence comes through."""
    assert standing_in_words(session)
    for done in (show, replay, share, ballot, first_screens):
        done(session.model_copy(deep=True))
    if "rehearse" in slow:
        rehearse(session.model_copy(deep=True))
    both: tuple[Format, ...] = ("html", "pdf")
    formats: tuple[Format, ...] = ("md", "json", *(one for one in both if one in slow))
    for audience in ("room", "facilitator") if "facilitator" in slow else ("room",):
        report(session, folder, audience, formats)
    if "pdf" in slow:
        assert ballots.printed_ballots("x", "letter", ballots.ballot_subjects(session)).data
    if "file" in slow:
        on_disk(data, folder)


def show(session: Session) -> None:
    """Every revealed screen of every stage."""
    found = cache(lambda: of(session, "room"))
    sizes = itertools.cycle(((80, 24), (120, 40), (60, 20)))
    for stage in (*STAGES, None):
        for view in revealed(session, stage, findings=found):
            width, height = next(sizes)
            draw(session, view, width=width, height=height, theme=DARK, colour=False, findings=found)


def report(session: Session, folder: Path, audience: Audience, formats: tuple[Format, ...]) -> None:
    """One handout."""
    for path in write_handout(
        session, audience=audience, formats=list(formats), folder=folder, beside=folder
    ):
        path.unlink()


def replay(session: Session) -> None:
    """The day again, each wall drawn, into a copy that is in order."""
    memory = Memory(emptied(session))
    screen: Callable[[desk.Wall], str] = lambda wall: wall.draw(80, 24) and desk.NEXT  # noqa: E731
    showing.play_again(session, _day(memory, Replay(session, lambda: memory.session, screen)))
    put_in_unasked(session, memory.session)
    as_given(session, memory.session)
    in_order(memory.session)
    for archived, here in zip(session.segments, memory.session.segments, strict=True):
        assert answers(here)[: len(archived.rounds)] == answers(archived)


def answers(segment: Segment) -> list[object]:
    """What was asked in each round, and what people gave."""
    return [(round.of, round.name, round.needs, round.answers) for round in segment.rounds]


def share(session: Session) -> None:
    """A copy to hand over is in order."""
    if not session.shared:
        in_order(shared(session, ON, 7).session)


def ballot(session: Session) -> None:
    """The slips, as far as they are not painted."""
    for about in ballots.ballot_subjects(session):
        ballots._loose(list(ballots._sheets(about, ballots.STAGES)))


def rehearse(session: Session) -> None:
    """The day goes by itself on a copy."""
    if not session.participants:
        return
    assert beforehand(session)
    memory = Memory(rehearsal_copy(session, "09:00"))
    run_day(_day(memory, Rehearsal(lambda: memory.session, lambda wall: wall.draw(80, 24), ON)))
    in_order(memory.session)


class Looks:
    """A facilitator who looks at what is asked first and leaves."""

    def show(self, wall: desk.Wall) -> str:
        """Look, and go on as long as nothing has to be decided."""
        assert wall.draw(80, 24)
        return desk.NEXT if set(wall.keys) <= {desk.NEXT} else desk.LEAVE

    def ballots(self, ask: desk.Ballot) -> str:
        """Look at everybody's slip."""
        for person in ask.people:
            ask.parts(person.id), ask.whole(person.id)
        ask.waiting()
        return desk.LEAVE

    def _leave(self, ask: Any) -> str:
        for look in ("lines", "waiting", "claims", "unknowns", "named", "twins"):
            getattr(ask, look, list)()
        return desk.LEAVE

    proposals = board = competitors = look = unknowns = promises = _leave

    def tell(self, text: str) -> None:
        """Read it."""

    def choose(self, prompt: str, ways: Any) -> str:
        """Nothing."""
        return ""

    def line(self, prompt: str, default: str = "") -> str:
        """The default."""
        return default

    def trouble(self, text: str, ways: Any) -> str:
        """There is none in memory."""
        raise AssertionError(text)


def first_screens(session: Session) -> None:
    """`run` up to the first thing that is asked."""
    run_day(_day(Memory(session), Looks()))


def _day(memory: Memory, at: Any) -> Day:
    return Day(file=memory, desk=at, now=Clock(2031), theme=DARK, colour=False)


def on_disk(data: bytes, folder: Path) -> None:
    """`replay --into`, and `share`, with real files."""
    here = folder / "mutant.yaml"
    here.write_bytes(data)
    made = [folder / "mutant-again.yaml", folder / "mutant-shared.yaml"]
    with contextlib.redirect_stdout(io.StringIO()):
        showing.replay_into(here, made[0])
        with contextlib.suppress(CxwError):
            sharing.write_shared(here, made[1])
    for path in (here, *made):
        path.unlink(missing_ok=True)


def in_order(session: Session) -> None:
    """What was made can be written and is read without a fault."""
    faults = [str(one) for one in read_text(dumps(session), "made.yaml").problems() if not one.warning]
    assert not faults, "; ".join(faults[:3])
