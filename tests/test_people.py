"""People come late, leave, come back, decline, or answer elsewhere: each is kept, and nobody is asked twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from desks import Clock, Rule, Stopped, session
from often import few, some, turns
from test_moving import replayed
from test_workshop import without_times

from cxw.day import desk as d
from cxw.day import record
from cxw.day.attendance import join
from cxw.day.needs import waiting_votes
from cxw.day.people import People
from cxw.day.rounds import seal
from cxw.day.set_up import cards
from cxw.findings import of
from cxw.handout import handout_text
from cxw.model import Away, Participant, Session
from cxw.questions.asking import Part, Value
from cxw.replay.replaying import Replay, emptied
from cxw.sessionfile import OpenFile, create, dumps, load, loads, problems_of
from cxw.workshop import Day, Memory, run_day

Act = Callable[[People], None]


class Doors(Rule):
    """Somebody goes through the door at given moments: `weights first` and the like, in the middle of an ask."""

    def __init__(self, *events: tuple[str, Act], second: bool = True, stop_after: int = 10**9) -> None:
        super().__init__(second=second, stop_after=stop_after)
        self.events = list(events)
        self.asked: list[tuple[str, str]] = []

    def _door(self, moment: str, acts: d.Acts | None) -> None:
        assert acts is not None
        assert acts.people is not None
        for event in [event for event in self.events if event[0] == moment]:
            self.events.remove(event)
            event[1](acts.people)
            raise d.MovedOn(d.AGAIN)

    def show(self, wall: d.Wall) -> str:
        self._door(f"{wall.stage} {wall.step}".strip(), wall.acts)
        return super().show(wall)

    def proposals(self, ask: d.Proposals) -> str:
        self._door("needs", ask.acts)
        return super().proposals(ask)

    def board(self, ask: d.Board) -> str:
        self._door("board", ask.acts)
        return super().board(ask)

    def ballots(self, ask: d.Ballot) -> str:
        moment = f"{ask.of} {ask.name}".strip()
        for id in list(ask.waiting()):
            if len([True for what, _ in self.asked if what == moment]) == 3:
                self._door(moment, ask.acts)
            self.asked.append((moment, id))
            while parts := ask.parts(id):
                value = self.value(ask, ask.person(id), parts[0])
                self.count(ask.accept(id, parts[0].id, value, ask.person(id).desk))
        self._door(moment, ask.acts)
        return d.DONE

    def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        known = person if person.id[1:].isdigit() else replace(person, id="p1", function="Sales")
        return super().value(ask, known, part)

    def unknowns(self, ask: d.Unknowns) -> str:
        self._door("unknowns", ask.acts)
        self.asked += [("unknowns", id) for id in ask.waiting()]
        return super().unknowns(ask)


def day(desk: Rule, start: Session | None = None) -> Session:
    memory = Memory((start or session()).model_copy(deep=True))
    assert run_day(Day(file=memory, desk=desk, now=Clock(), colour=False))
    return memory.session


def in_order(made: Session, folder: Path) -> None:
    create(folder / "day.yaml", made)
    assert problems_of(folder / "day.yaml") == []
    assert loads(dumps(made)) == made
    assert replayed(made) == without_times(made)


def ok(faults: d.Faults) -> None:
    assert faults == []


def joins(name: str = "Zoe Late", function: str = "sales") -> Act:
    return lambda people: ok(people.join(name, function, list(people.segments)))


def leaves(id: str, why: str = "the dentist") -> Act:
    return lambda people: ok(people.leaves(id, why))


def back(id: str) -> Act:
    return lambda people: ok(people.back(id))


def test_somebody_who_joins_before_the_needs_is_asked_everything(tmp_path: Path) -> None:
    desk = Doors(("", joins()))
    made = day(desk)
    zoe = made.participants[-1]
    assert (zoe.id, zoe.name, zoe.function) == ("zoe", "Zoe Late", "Sales")
    assert {what for what, who in desk.asked if who == "zoe"} >= {
        "votes",
        "weights first",
        "marks first",
        "guess",
    }
    in_order(made, tmp_path)


def test_somebody_who_joins_while_a_round_is_open_is_asked_in_it(tmp_path: Path) -> None:
    made = day(Doors(("weights first", joins())))
    segment = made.segments[0]
    assert "zoe" in segment.rounds[0].answers
    assert segment.stages.of("needs").not_answered == {"zoe": "late"}
    assert segment.votes["zoe"] == []
    in_order(made, tmp_path)


def test_somebody_who_joins_after_a_reveal_is_asked_later_and_stays_out_of_the_record(tmp_path: Path) -> None:
    plain = day(Rule())
    desk = Doors(("weights first shown", joins()))
    made = day(desk)
    segment = made.segments[0]
    first, second = segment.rounds_of("weights")
    assert first.not_answered == {"zoe": "late"}
    assert first.seal == plain.segments[0].rounds[0].seal == seal(made, segment, first)
    assert "zoe" in second.answers
    kept = record.weights(segment)
    assert kept is not None
    assert set(kept.late) == {"zoe"}
    assert "zoe" not in kept.rows
    before = record.weights(plain.segments[0])
    assert before is not None
    assert kept.means() == before.means()
    assert ("conviction", "zoe") not in desk.asked
    assert ("marks first", "zoe") in desk.asked
    in_order(made, tmp_path)


def test_somebody_who_joins_after_the_guess_does_not_guess_what_is_counted_and_says_what_is_unknown(
    tmp_path: Path,
) -> None:
    desk = Doors(("closing coverage", joins()))
    made = day(desk)
    assert [what for what, who in desk.asked if who == "zoe"] == ["unknowns"]
    assert made.segments[0].no_guess == {"zoe": "late"}
    assert made.segments[0].stages.of("closing").not_answered == {}
    in_order(made, tmp_path)


EVERY = (
    "votes",
    "weights first",
    "weights second",
    "marks first",
    "marks second",
    "conviction",
    "guess",
    "unknowns",
)


@pytest.mark.parametrize(
    "moment",
    few(["needs", "board", *EVERY, "weights first sealed", "grid first shown"]),
)
def test_whoever_leaves_is_asked_nothing_more(moment: str, tmp_path: Path) -> None:
    desk = Doors((moment, leaves("p4")))
    made = day(desk)
    assert not desk.events
    at = (
        EVERY.index(moment)
        if moment in EVERY
        else {"needs": 0, "board": 0, "weights first sealed": 2}.get(moment, 4)
    )
    after = [what for what, who in desk.asked if who == "p4" and EVERY.index(what) > at]
    assert after == []
    assert made.participant("p4").away[0].why == "the dentist"
    in_order(made, tmp_path)


@pytest.mark.parametrize(
    "moment", some(zip(EVERY, strict=True), lambda moment: moment in ("weights first", "guess"))
)
def test_whoever_left_and_came_back_is_asked_what_opens_afterwards_and_nothing_twice(
    moment: str, tmp_path: Path
) -> None:
    desk = Doors((moment, leaves("p4")), (moment, back("p4")))
    made = day(desk)
    assert not desk.events
    times = [what for what, who in desk.asked if who == "p4"]
    assert len(times) == len(set(times))
    if moment == "weights first":
        assert made.segments[0].rounds[0].not_answered == {"p4": "left"}
        assert "p4" in made.segments[0].rounds_of("weights")[1].answers
    in_order(made, tmp_path)


class Declines(Rule):
    """One person gives no answer to one ask, and the power goes at once."""

    def __init__(self, of: str, who: str = "p2", stops: bool = True) -> None:
        super().__init__()
        self.of, self.who, self.stops = of, who, stops
        self.asked: list[tuple[str, str]] = []

    def ballots(self, ask: d.Ballot) -> str:
        self.asked += [(f"{ask.of} {ask.name}".strip(), id) for id in ask.waiting()]
        if f"{ask.of} {ask.name}".strip() == self.of and self.who in ask.waiting():
            for id in [id for id in ask.waiting() if id < self.who]:
                for part in ask.parts(id):
                    ok(ask.accept(id, part.id, self.value(ask, ask.person(id), part), "paper"))
            ok(ask.miss(self.who, "declined"))
            assert self.who not in ask.waiting()
            if self.stops:
                raise Stopped
        return super().ballots(ask)

    def unknowns(self, ask: d.Unknowns) -> str:
        self.asked += [("unknowns", id) for id in ask.waiting()]
        if self.of == "unknowns" and self.who in ask.waiting():
            ok(ask.miss(self.who, "declined"))
            raise Stopped
        return super().unknowns(ask)


@pytest.mark.parametrize("of", some(zip(EVERY, strict=True), lambda of: of in ("weights second", "guess")))
def test_whoever_declines_is_not_asked_again_after_the_power_went(of: str, tmp_path: Path) -> None:
    path = tmp_path / "day.yaml"
    create(path, session())
    clock = Clock()
    with OpenFile(path) as opened, pytest.raises(Stopped):
        run_day(Day(file=opened, desk=Declines(of), now=clock, colour=False))
    again = Declines("nothing")
    with OpenFile(path) as opened:
        assert run_day(Day(file=opened, desk=again, now=clock, colour=False))
    assert (of, "p2") not in again.asked
    assert problems_of(path) == []
    made = load(path)
    assert replayed(made) == without_times(made)


@pytest.mark.parametrize(
    ("stage", "ask"),
    turns(("needs", "weights", "grid", "closing"), ("votes", "weights second", "conviction", "guess")),
)
def test_whoever_declined_is_not_asked_again_when_the_stage_is_gone_back_to(stage: str, ask: str) -> None:
    class GoesBack(Declines):
        gone = False

        def show(self, wall: d.Wall) -> str:
            if (wall.stage, wall.step) == ("closing", "research") and not self.gone:
                self.gone, self.asked, self.goes_to = True, [], f"s0 {stage}"
                raise d.MovedOn(d.GOTO)
            return super().show(wall)

    desk = GoesBack(ask, stops=False)
    day(desk)
    assert desk.gone
    assert desk.asked == []


def test_no_vote_is_no_voter_on_any_screen_and_an_empty_vote_does_not_begin_a_vote_again() -> None:
    made = day(Declines("votes", stops=False))
    segment = made.segments[0]
    assert segment.votes["p2"] == []
    needs = of(made).segments[0].needs
    assert needs.voters == 5
    segment.votes, segment.chosen = {"p2": []}, []
    segment.stages.touch("needs").done = None
    assert "p2" not in waiting_votes(made, segment)


def test_a_vote_that_only_one_person_declined_so_far_opens_the_board_again() -> None:
    start = session()
    memory = Memory(start)
    with pytest.raises(Stopped):
        run_day(Day(file=memory, desk=Declines("votes", who="p0"), now=Clock(), colour=False))
    assert memory.session.segments[0].votes == {"p0": []}
    desk = Declines("nothing")
    assert run_day(Day(file=memory, desk=desk, now=Clock(), colour=False))
    assert ("votes", "p0") not in desk.asked


def test_a_reason_that_is_declined_keeps_no_round_waiting_and_the_answer_counts(tmp_path: Path) -> None:
    class NoReason(Rule):
        def ballots(self, ask: d.Ballot) -> str:
            for id in list(ask.waiting()):
                while parts := ask.parts(id):
                    if parts[0].kind.name == "reason":
                        ok(ask.miss(id, "declined"))
                        continue
                    ok(ask.accept(id, parts[0].id, self.value(ask, ask.person(id), parts[0]), "paper"))
            assert not ask.waiting()
            return d.DONE

    for masked in (False, True):
        memory = Memory(session())
        assert run_day(Day(file=memory, desk=NoReason(), now=Clock(), colour=False, masked=masked))
        second = memory.session.segments[0].rounds_of("weights")[1]
        assert set(second.answers) == {f"p{n}" for n in range(6)}
        assert not second.reasons
        assert second.not_answered == dict.fromkeys(["p1", "p2", "p4", "p5"], "declined")
        (tmp_path / str(masked)).mkdir()
        in_order(memory.session, tmp_path / str(masked))


def test_who_has_answered_everything_and_stands_under_not_answered_is_a_fault(tmp_path: Path) -> None:
    made = day(Rule())
    made.segments[0].rounds[0].not_answered["p0"] = "left"
    (tmp_path / "day.yaml").write_text(dumps(made), "utf-8")
    assert "take one of the two out" in problems_of(tmp_path / "day.yaml")[0].text


def test_several_come_and_go_over_two_segments_and_the_replay_gives_the_file_again(tmp_path: Path) -> None:
    desk = Doors(
        ("needs", leaves("p1", "")),
        ("weights first", joins("Nina New", "Finance")),
        ("weights first sealed", back("p1")),
        ("marks first", leaves("p5")),
        ("closing coverage", back("p5")),
        ("unknowns", joins()),
    )
    made = day(desk, session(people=8, segments=2))
    assert not desk.events
    assert [person.id for person in made.participants[-2:]] == ["nina", "zoe"]
    in_order(made, tmp_path)


def test_somebody_who_was_away_when_the_closing_opened_is_asked_no_guess_in_a_replay() -> None:
    desk = Doors(("disagreement shown", leaves("p3")), ("guess", back("p3")))
    archive = day(desk)
    assert "p3" not in archive.segments[0].coverage_guess
    asked: list[str] = []

    class Watches(Replay):
        def ballots(self, ask: d.Ballot) -> str:
            done = super().ballots(ask)
            asked.extend(ask.waiting() if ask.of == "guess" else ())
            return done

    memory = Memory(emptied(archive))
    assert not any(person.away for person in memory.session.participants)
    copied = Watches(archive, lambda: memory.session, lambda wall: "next")
    assert run_day(Day(file=memory, desk=copied, now=Clock(2031), colour=False))
    assert asked == []
    assert without_times(memory.session) == without_times(archive)


def change(act: Callable[[People], d.Faults], start: Session | None = None) -> tuple[d.Faults, Session]:
    """What one act at the first screen says, and the session after it."""
    said: list[d.Faults] = []

    class Once(Rule):
        def show(self, wall: d.Wall) -> str:
            assert wall.acts is not None
            assert wall.acts.people is not None
            said.append(act(wall.acts.people))
            return d.LEAVE

    memory = Memory((start or session()).model_copy(deep=True))
    run_day(Day(file=memory, desk=Once(), now=Clock(), colour=False))
    return said[0], memory.session


def test_two_people_of_one_name_are_not_put_down() -> None:
    said, made = change(lambda people: people.join("anna  person", "Sales", ["s0"]))
    assert said == ["anna person is on the list already: add a letter that tells the two apart"]
    assert len(made.participants) == 6
    assert change(lambda people: people.rename("p1", "Anna Person"))[0]
    assert change(lambda people: people.join(" ", "Sales", ["s0"]))[0]
    assert change(lambda people: people.join("Zoe", "Sales", []))[0]
    assert change(lambda people: people.leaves("p1", "") or people.leaves("p1", ""))[0]
    assert change(lambda people: people.back("p1"))[0]


def test_a_card_is_dealt_to_whoever_joins_a_room_with_cards() -> None:
    start = session()
    start.participants = cards(start.participants)
    said, made = change(lambda people: people.join("", "sales", ["s0"]), start)
    assert said == []
    assert (made.participants[-1].name, made.participants[-1].id) == ("Sales 3", "sales-3")
    made.participants.pop(1)
    again = change(lambda people: people.join("", "Sales", ["s0"]), made)[1]
    assert len({person.name for person in again.participants}) == 7


def test_a_function_and_further_ones_are_set_as_the_room_writes_them() -> None:
    made = change(lambda people: people.work_in("p0", ["sales", "Finance"]))[1]
    assert (made.participant("p0").function, made.participant("p0").also) == ("Sales", ["Finance"])


def test_who_answers_elsewhere_from_now_on_answered_earlier_where_they_did() -> None:
    start = day(Rule())
    stages = start.segments[0].stages
    assert stages.closing is not None
    stages.closing.done = None
    made = change(lambda people: people.answer_at("p0", "laptop"), start)[1]
    assert made.participant("p0").desk == "laptop"
    assert {round.desks["p0"] for round in made.segments[0].rounds} == {"paper"}
    put_back = change(lambda people: people.answer_at("p0", "paper"), made)[1]
    assert put_back == start


def test_somebody_put_down_by_mistake_is_taken_out_and_whoever_answered_is_not() -> None:
    start = day(Doors(("weights first shown", joins())))
    stages = start.segments[0].stages
    assert stages.closing is not None
    stages.closing.done = None
    said, made = change(lambda people: people.take_out("zoe"), start)
    assert "whoever goes leaves" in said[0]
    assert made.participant("zoe")
    fresh = session()
    fresh.participants.append(Participant(id="zoe", name="Zoe"))
    assert change(lambda people: people.take_out("zoe"), fresh)[1] == session()
    shown = day(Rule())
    join(shown, Participant(id="zoe", name="Zoe Late"))
    closing = shown.segments[0].stages.closing
    assert closing is not None
    assert (closing.not_answered, shown.segments[0].no_guess) == ({"zoe": "late"}, {"zoe": "late"})
    closing.done = None
    said, gone = change(lambda people: people.take_out("zoe"), shown)
    assert said == []
    assert "zoe" not in dumps(gone)


def test_somebody_may_sit_in_one_segment_only_but_stays_where_they_have_answered() -> None:
    start = session(segments=2)
    said, made = change(lambda people: people.sit("p0", ["s1"]), start)
    assert (said, made.participant("p0").segments) == ([], ["s1"])
    assert change(lambda people: people.sit("p0", ["s0", "s1"]), made)[1] == start
    done = day(Rule(), start)
    stage = done.segments[1].stages.closing
    assert stage is not None
    stage.done = None
    assert "stays in it" in change(lambda people: people.sit("p0", ["s1"]), done)[0][0]


def test_who_sits_down_in_a_segment_later_is_late_for_what_is_over_there(tmp_path: Path) -> None:
    start = session(segments=2)
    start.participant("p5").segments = ["s1"]
    desk = Doors(("weights first shown", lambda people: ok(people.sit("p5", ["s0", "s1"]))))
    made = day(desk, start)
    assert made.segments[0].rounds[0].not_answered == {"p5": "late"}
    assert "p5" in made.segments[0].rounds_of("marks")[0].answers
    in_order(made, tmp_path)


def test_the_list_says_who_is_here_and_nothing_about_answers_or_rank() -> None:
    start = session()
    start.participants[0].senior = True
    start.participants[1].away = [Away(from_=dt.datetime(2026, 3, 14, 8), why="ill")]
    listed: list[str] = []

    def look(people: People) -> d.Faults:
        listed.extend(repr(one) for one in people.everybody())
        return []

    change(look, start)
    assert "here=False" in listed[1]
    assert "here=True" in listed[0]
    assert not any(word in "".join(listed) for word in ("senior", "ill'", "answered"))


def test_who_does_not_know_comes_first_on_the_walls_and_in_the_handout() -> None:
    class DontKnow(Rule):
        paints = True

        def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
            if person.id in ("p1", "p2") and part.kind.name == "points":
                return "dk"
            return "dk" if person.id == "p0" and part.id == "conviction" else super().value(ask, person, part)

    desk = DontKnow(second=False)
    made = day(desk, session(people=11))
    said = "Two of eleven said: we do not know how customers weigh these."
    walls = dict(zip(reversed(desk.walls), reversed(desk.drawn), strict=True))
    assert said in walls["weights", "first shown"]
    assert of(made).segments[0].disagreement[0].sentence == said
    handout = handout_text(made)
    assert "Nine of eleven gave points; two said: we do not know." in handout
    assert any("Three of eleven do not know how sure they are." in wall for wall in desk.drawn)
    sure = "Three of eleven do not know how sure they are."
    named = (
        "Whichever one need customers put first, at most 3 of the 8 of us who said how sure they are named it; "
        "on average we are 70 % sure."
    )
    assert sure in handout
    assert named in handout


def test_who_leaves_while_needs_are_named_is_kept_as_having_named_none() -> None:
    memory = Memory(session(people=4))
    desk = Doors(("needs", leaves("p2", "a call")))
    run_day(Day(file=memory, desk=desk, now=Clock(), colour=False))
    assert desk.events == []
    assert memory.session.segments[0].stages.of("needs").not_answered == {"p2": "left"}
