"""Whatever changes in whatever order: no exception, no answer lost, the file in order, and the replay the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from often import often
from test_changes import Does
from test_workshop import TIMES

from cxw.day import desk as d
from cxw.model import Session
from cxw.replay.archive import emptied, put_in_unasked
from cxw.replay.replaying import Replay
from cxw.sessionfile import create, dumps, problems_of
from cxw.workshop import Day, Memory, run_day

KINDS = ("begin", "park", "add", "company", "remove", "reword", "choose", "leave", "choose", "skip", "reopen")


class Anything(Does):
    """Does the drawn things at the drawn moments; each moment is one screen or one ask."""

    def __init__(self, acts: Sequence[tuple[int, str]], sources: Sequence[bool], second: bool) -> None:
        super().__init__(second=second)
        self.due = sorted(acts)
        self.sources = list(sources)
        self.moment = 0
        self.target = ""
        self.again = ""

    def consider(self, acts: d.Acts | None) -> None:
        self.moment += 1
        if acts is None or not acts.segment or not self.due or self.due[0][0] > self.moment:
            return
        _, kind = self.due.pop(0)
        self.target = acts.segment
        if kind in ("choose", "leave"):
            self.again = kind
            raise d.MovedOn(d.GOTO)
        if kind == "skip":
            raise d.MovedOn(d.SKIP)
        if kind == "reword":
            acts.reword("price", f"Price {self.moment}")
        elif acts.more is not None:
            self.late(kind, acts.more)

    def late(self, kind: str, more: d.More) -> None:
        name = f"Thing {self.moment}"
        if kind == "begin" and more.weighed() and not more.begin(name):
            raise d.MovedOn(d.RENEWED)
        if kind == "park" and more.weighed():
            assert more.park(name, "") == []
        elif kind == "add" and not more.weighed():
            assert more.need(name) == []
        elif kind == "company" and not more.company(name, None):
            raise d.MovedOn(d.AGAIN)
        elif kind == "remove" and more.spare():
            assert more.remove(more.spare()[-1].id) == []
            raise d.MovedOn(d.AGAIN)

    def show(self, wall: d.Wall) -> str:
        self.consider(wall.acts)
        if d.REOPEN in wall.keys and self.due and self.due[0][1] == "reopen":
            self.due.pop(0)
            return d.REOPEN
        return super().show(wall)

    def ballots(self, ask: d.Ballot) -> str:
        self.consider(ask.acts)
        return super().ballots(ask)

    def proposals(self, ask: d.Proposals) -> str:
        self.consider(ask.acts)
        return super().proposals(ask)

    def board(self, ask: d.Board) -> str:
        chosen = [line.id for line in ask.lines() if line.chosen]
        again, self.again = self.again, ""
        if not chosen or not again:
            return super().board(ask)
        others = [line.id for line in ask.lines() if not line.parked]
        if ask.choose(others[-4:] if again == "choose" else chosen):
            assert ask.choose(chosen) == []
        return d.DONE

    def choose(self, prompt: str, ways: object, title: str = "") -> str:
        if prompt == "Which stage?":
            return f"{self.target} needs"
        if prompt.startswith("Where do"):
            return "s0" if self.sources.pop() else ""
        return "renew"


def answers(made: Session) -> int:
    return sum(len(round.answers) for segment in made.segments for round in segment.rounds)


class Watched(Memory):
    """Never holds fewer answers than before."""

    most = 0

    def keep(self, change) -> None:  # type: ignore[no-untyped-def]
        super().keep(change)
        assert answers(self.session) >= self.most
        self.most = answers(self.session)


@settings(
    max_examples=often(15),
    derandomize=True,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(
    st.lists(st.tuples(st.integers(1, 40), st.sampled_from(KINDS)), max_size=8),
    st.lists(st.booleans(), min_size=9, max_size=9),
    st.booleans(),
    st.integers(1, 2),
    st.sampled_from(((None, None), (10, (1, 5)), (1000, (1, 7)))),
)
def test_changes_in_any_order_leave_a_file_in_order_that_replays_to_itself(
    acts: list[tuple[int, str]],
    sources: list[bool],
    second: bool,
    segments: int,
    given: tuple[int | None, tuple[int, int] | None],
) -> None:
    from desks import Clock, asked_like, session

    memory = Watched(session(people=4, segments=segments))
    like = asked_like(*given)
    desk = Anything(acts, sources, second)
    assert run_day(Day(file=memory, desk=desk, now=Clock(), colour=False, asked_like=like))
    with TemporaryDirectory() as folder:
        create(Path(folder) / "day.yaml", memory.session)
        assert problems_of(Path(folder) / "day.yaml") == []
    copy = Memory(emptied(memory.session))
    replay = Replay(memory.session, lambda: copy.session, lambda wall: "next")
    run_day(Day(file=copy, desk=replay, now=Clock(2031), colour=False, asked_like=replay.next_round))
    put_in_unasked(memory.session, copy.session)
    assert TIMES.sub("TIME", dumps(copy.session)) == TIMES.sub("TIME", dumps(memory.session))
