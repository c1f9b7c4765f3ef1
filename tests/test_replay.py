"""A replay that was cut off goes on where it stopped: nothing is asked, merged or noted twice."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable
from itertools import product
from pathlib import Path

import desks
import pytest
from desks import Clock, Rule
from often import some

from cxw.day import desk as d
from cxw.day.needs import merge
from cxw.day.set_up import carried
from cxw.model import Session
from cxw.questions.asking import Part, Value
from cxw.replay.archive import as_given, put_in_unasked
from cxw.replay.replaying import Replay, emptied
from cxw.sessionfile import dumps, load, loads
from cxw.sessionfile.lens_files import lenses_asked
from cxw.shipped import folder
from cxw.workshop import Day, Memory, run_day
from cxw.workshop.day import Change

ARCHIVES = sorted(folder("workshops").glob("*.yaml"))


class CutOff(Exception):
    """The machine went down."""


class Cut(Memory):
    """Keeps so many changes and then goes down."""

    left = 100_000

    def keep(self, change: Change) -> None:
        if not self.left:
            raise CutOff
        self.left -= 1
        change(self.session)


def play(archive: Session, copy: Cut) -> None:
    desk = Replay(archive, lambda: copy.session, lambda wall: "next")
    lenses = lenses_asked(archive, Path())
    run_day(Day(file=copy, desk=desk, now=lambda: dt.datetime(2031, 1, 1), colour=False, lenses=lenses))


def without_times(session: Session) -> str:
    return re.sub(r"\d{4}-\d\d-\d\dT[0-9:]+", "TIME", dumps(session))


NAMED = {path.stem: path for path in ARCHIVES}
QUICK = [
    (17, NAMED["essay"]),
    (90, NAMED["parcel-lockers"]),
    (160, NAMED["hearing-aids"]),
    (230, NAMED["vegetable-boxes"]),
]
"""Cut off while needs are gathered, points are given, cards of a lens are, marks are."""


@pytest.mark.parametrize(
    ("kept", "path"),
    some(product([3, 17, 31, 90, 160, 230, 300], ARCHIVES), lambda kept, path: (kept, path) in QUICK),
)
def test_a_replay_that_was_cut_off_goes_on_to_the_same_file(kept: int, path: Path) -> None:
    archive = load(path)
    copy = Cut(emptied(archive))
    copy.left = kept
    try:
        play(archive, copy)
    except CutOff:
        copy.left = 100_000
        play(archive, copy)
    put_in_unasked(archive, copy.session)
    assert without_times(copy.session) == without_times(archive)


def test_a_replay_keeps_by_how_much_rows_were_rounded() -> None:
    archive = load(ARCHIVES[0])
    (points, *_) = archive.segments[0].rounds_of("weights")
    points.rounded = {person: {points.needs[0]: 1} for person in [*points.answers][:2]}
    copy = Cut(emptied(archive))
    copy.left = 120
    with pytest.raises(CutOff):
        play(archive, copy)
    (again, *_) = copy.session.segments[0].rounds_of("weights")
    assert again.rounded == points.rounded != {}


@pytest.mark.parametrize("segment", [0, 1])
def test_any_two_needs_of_a_session_set_up_from_an_earlier_one_can_be_merged(segment: int) -> None:
    old = load(folder("workshops") / "parcel-lockers.yaml")
    fresh = carried(old, "parcel-lockers.yaml", dt.date(2027, 1, 15))
    ids = [need.id for need in fresh.segments[segment].needs]
    for into, other in itertools.pairwise([*ids, ids[0]]):
        merged = fresh.model_copy(deep=True)
        merge(merged, merged.segments[segment], into, other)
        assert loads(dumps(merged)) == merged


class Merges(Rule):
    """Slips without a name: two are merged into one, and one of them is taken out again."""

    def proposals(self, ask: d.Proposals) -> str:
        for text in ("Cheap", "Good value", "Fair price x2"):
            assert ask.bulk(text) == []
        return super().proposals(ask)

    def board(self, ask: d.Board) -> str:
        ids = {line.text: line.id for line in ask.lines()}
        assert ask.merge(ids["Cheap"], ids["Good value"]) == []
        assert ask.merge(ids["Cheap"], ids["Fair price"]) == []
        assert ask.reword(ids["Cheap"], "Costs little") == []
        words = {line.text: line.words for line in ask.lines()}["Costs little"]
        assert words == ("Costs little", "Good value", "Fair price")
        assert ask.split(ids["Cheap"], "Fair price", None) == []
        slips = {line.text: line.slips for line in ask.lines()}
        assert (slips["Costs little"], slips["Fair price"]) == (2, 2)
        return super().board(ask)


def test_a_merge_of_slips_without_a_name_is_undone_and_the_other_is_replayed() -> None:
    copy = Cut(desks.session())
    run_day(Day(file=copy, desk=Merges(), now=Clock(), colour=False))
    archive = copy.session
    needs = {need.text: (need.count, need.merged) for need in archive.segments[0].needs}
    assert needs["Costs little"] == (2, {"Good value": 1})
    assert needs["Fair price"] == (2, {})
    again = Cut(emptied(archive))
    play(archive, again)
    assert without_times(again.session) == without_times(archive)


def test_a_need_that_nobody_had_proposed_keeps_what_was_merged_into_it() -> None:
    class MergesIntoNew(desks.Rule):
        def board(self, ask: d.Board) -> str:
            if "Trust" not in {line.text for line in ask.lines()}:
                assert ask.add("Trust", None, 0, None) == []
                assert ask.add("Warranty", None, 1, None) == []
                ids = {line.text: line.id for line in ask.lines()}
                assert ask.merge(ids["Trust"], ids["Warranty"]) == []
            return super().board(ask)

    copy = Cut(desks.session())
    run_day(Day(file=copy, desk=MergesIntoNew(), now=Clock(), colour=False))
    archive = copy.session
    assert next(need for need in archive.segments[0].needs if need.text == "Trust").merged == {"Warranty": 1}
    again = Cut(emptied(archive))
    play(archive, again)
    assert without_times(again.session) == without_times(archive)


def test_what_no_stage_asks_for_is_brought_into_the_copy() -> None:
    archive = load(folder("workshops") / "parcel-lockers.yaml")
    bare = emptied(archive)
    bare.evidence = []
    put_in_unasked(archive, bare)
    assert [item.id for item in bare.evidence] == [item.id for item in archive.evidence]
    assert [s.conviction for s in bare.segments] == [s.conviction for s in archive.segments]
    put_in_unasked(archive, bare)
    assert len(bare.evidence) == len(archive.evidence)


def _votes_of_one(archive: Session) -> None:
    archive.segments[0].votes_each = 3
    archive.segments[0].votes = {archive.participants[1].id: [*archive.segments[0].chosen[:3]]}


def _one_answer_not_looked_at(archive: Session) -> None:
    audit = archive.segments[0].audit
    del audit[next(name for name, how in audit.items() if how == "open")]


def _nobody_says_how_sure_at_the_end(archive: Session) -> None:
    archive.segments[0].conviction.after.clear()


@pytest.mark.parametrize("left", [_votes_of_one, _one_answer_not_looked_at, _nobody_says_how_sure_at_the_end])
def test_an_ask_that_never_ended_is_not_ended_by_its_replay(left: Callable[[Session], None]) -> None:
    """The day went on in the middle of it: nobody was noted as absent, nothing as open."""
    memory = Memory(desks.session(rivals=1))
    run_day(Day(file=memory, desk=Unsure(), now=Clock(), colour=False))
    memory.session.segments[0].audit.update({"weight price": "open"})
    archive = memory.session.model_copy(deep=True)
    left(archive)
    copy = Cut(emptied(archive))
    play(archive, copy)
    put_in_unasked(archive, copy.session)
    assert without_times(copy.session) == without_times(archive)


class Unsure(Rule):
    """One says how sure they are and gives no points; one gives points and not how sure; votes, then parks."""

    def board(self, ask: d.Board) -> str:
        if ask.vote is not None:
            assert ask.vote(5) == d.DONE
        ids = [line.id for line in ask.lines()]
        assert ask.park(ids[0], "later") == []
        assert ask.choose(ids[1:]) == []
        return d.DONE

    def ballots(self, ask: d.Ballot) -> str:
        if (ask.of, ask.name) == ("weights", "first"):
            needs = [need.id for need in ask.whole("p1")[0].needs]
            assert ask.accept("p0", "conviction", 40, "paper") == []
            assert ask.miss("p0", "absent") == []
            row = {need: 70 if need == needs[0] else 10 for need in needs}
            assert ask.accept("p1", "points", row, "paper") == []
            assert ask.miss("p1", "declined") == []
        return super().ballots(ask)

    def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        if part.kind.name != "points":
            return super().value(ask, person, part)
        return {need.id: 70 if place == 1 else 10 for place, need in enumerate(part.needs)}


def test_how_sure_somebody_is_who_gives_no_points_and_votes_for_what_is_parked_later_are_replayed() -> None:
    day = Memory(desks.session(rivals=1))
    run_day(Day(file=day, desk=Unsure(), now=Clock(), colour=False))
    archive = day.session.segments[0]
    assert archive.conviction.before.keys() == {"p0", "p2", "p3", "p4", "p5"}
    assert archive.rounds[0].not_answered == {"p0": "absent", "p1": "declined"}
    copy = Cut(emptied(day.session))
    play(day.session, copy)
    assert without_times(copy.session) == without_times(day.session)
    assert all(archive.needs[0].id in votes for votes in copy.session.segments[0].votes.values())


def test_who_came_back_after_the_guess_was_asked_is_not_kept_as_absent_in_a_copy() -> None:
    archive = load(NAMED["essay"])
    copied = archive.model_copy(deep=True)
    copied.segments[0].no_guess["somebody"] = "absent"
    as_given(archive, copied)
    assert copied.segments[0].no_guess == archive.segments[0].no_guess
