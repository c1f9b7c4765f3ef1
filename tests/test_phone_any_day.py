"""Whatever is done at whatever moment by a room on phones, paper and the laptop: nothing is lost, all is replayed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from any_day import without_times
from desks import Clock, Rule
from desks import session as set_up
from phone_any_day import NAMES, OnwardWithPhones, WithPhones
from phone_room import PhoneRoom, room

from cxw import findings
from cxw.cli.showing import replay_into
from cxw.day import changes, needs
from cxw.day import desk as d
from cxw.keyboard.beside import asked
from cxw.model import DK, Draft
from cxw.questions.asking import Part, Value
from cxw.sessionfile import create, load
from cxw.workshop import Day, Memory, run_day


@pytest.mark.parametrize("number", [14])
def test_a_day_of_anything_on_phones_beside_paper_is_replayed_into_a_copy_that_equals_it(
    number: int, tmp_path: Path
) -> None:
    onward = OnwardWithPhones(tmp_path / "day.yaml", number, 10_000, often=10_000)
    onward.one_day()
    assert onward.replayed == 1
    assert sum("by phone" in line for line in onward.log) > 5


@pytest.mark.soak
@pytest.mark.parametrize("number", range(100, 140))
def test_forty_days_of_anything_on_phones_are_replayed(number: int, tmp_path: Path) -> None:
    onward = OnwardWithPhones(tmp_path / "day.yaml", number, 10_000, often=10_000)
    onward.one_day()
    assert onward.replayed == 1


@pytest.mark.parametrize("number", [4])
def test_whatever_the_facilitator_does_phones_lose_no_answer(number: int, tmp_path: Path) -> None:
    WithPhones(tmp_path / "day.yaml", number, 60, often=20).work()


@pytest.mark.soak
@pytest.mark.parametrize("number", range(200, 240))
def test_forty_times_whatever_the_facilitator_does_phones_lose_no_answer(number: int, tmp_path: Path) -> None:
    WithPhones(tmp_path / "day.yaml", number, 300, often=20).work()


# what such days have found


class BeginsAnew(Rule):
    """In an open round a new list of needs is begun, while phones are asked."""

    def __init__(self, folder: Path, of: str) -> None:
        super().__init__()
        self.folder, self.of = folder, of
        self.pages: list[str] = []

    def ballots(self, ask: d.Ballot) -> str:
        assert self.room is not None
        with asked(self.room.desk, ask):
            if (ask.of, ask.name) == (self.of, "first") and not self.pages:
                phone = self.room.phone("p1")
                phone.get()
                form = phone.hidden
                assert form
                assert ask.acts is not None
                assert ask.acts.more is not None
                assert ask.acts.more.begin("Läuft auf dem Tablet") == []
                phone.get()
                self.pages.append(phone.text)
                phone.post("/answer", **form, dk="1")
                self.pages.append(phone.text)
                raise d.MovedOn(d.RENEWED)
            return super().ballots(ask)

    def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        if part.kind.name == "points":
            return {need.id: part.total if not place else 0 for place, need in enumerate(part.needs)}
        return super().value(ask, person, part)

    room: PhoneRoom | None = None


@pytest.mark.parametrize("of", ["weights", "marks"])
def test_a_new_list_begun_in_an_open_round_ends_what_phones_were_asked(of: str, tmp_path: Path) -> None:
    desk = BeginsAnew(tmp_path, of)
    day = Day(file=Memory(set_up(rivals=1)), desk=desk, now=Clock(), colour=False)
    desk.room = PhoneRoom(tmp_path, day, None)
    day.changed = desk.room.desk.changed
    assert run_day(day)
    assert "As soon as something is asked it stands here." in desk.pages[0]
    assert "This is over: nothing more is taken in." in desk.pages[1]
    segment = day.session.segments[0]
    assert [len(rounds[0].needs) for rounds in segment.lists()] == ([6] if of == "weights" else [5, 6])
    assert segment.rounds[0].answers["p1"] != DK


def test_a_slip_that_lies_aside_already_is_not_lost_when_its_phone_sends_late(tmp_path: Path) -> None:
    here = room(tmp_path, "weights first")
    phone, again = here.phone("p3"), here.phone("p4")
    ballot, first = here.desk.ballot, here.day.session.segments[0].rounds[0]
    assert ballot is not None
    phone.get()
    again.get()
    assert ballot.aside("p3", "40 40 40 von Øyvind") == []
    first.closed = dt.datetime(2026, 3, 14, 11)
    here.desk.close()
    row = {"n.brand": "0", "n.product": "10", "n.quality": "20", "n.price": "30", "n.service": "40"}
    for _ in range(2):
        phone.post("/answer", **phone.hidden, **row) if phone.hidden else None
    assert first.drafts["p3"].row == "40 40 40 von Øyvind / 0 10 20 30 40"
    assert first.drafts.keys() == {"p3"}


def test_two_of_one_name_stand_in_a_list_of_names_also_where_one_of_them_did_not_know() -> None:
    """Anna Weiß gives a number for a need, the other Anna Weiß knows it of no need or of another one."""
    made = set_up()
    made.attribution = "names"
    for person, name in zip(made.participants, NAMES, strict=False):
        person.name = name
    run_day(Day(file=(file := Memory(made)), desk=Unsure(), now=Clock(), colour=False))
    grid = findings.of(file.session, "facilitator").segments[0].grid
    assert grid is not None
    assert [row.name for row in grid.named].count("Anna Weiß") == 2


class Unsure(Rule):
    """One of those called Anna Weiß does not know the first need, the other does."""

    def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        value = super().value(ask, person, part)
        if part.kind.name == "marks" and isinstance(value, dict):
            known = 5 if person.id == "p2" else "dk"
            return {company: dict.fromkeys(row, known) for company, row in value.items()}
        return value


def test_a_competitor_stays_where_a_slip_of_its_round_lies_aside() -> None:
    run_day(Day(file=(file := Memory(set_up())), desk=Rule(), now=Clock(), colour=False))
    segment = file.session.segments[0]
    late = segment.rounds_of("marks")[0].model_copy(deep=True)
    late.closed = late.revealed = late.seal = None
    late.companies, late.answers, late.not_answered, late.reasons = ["ærø"], {}, {}, {}
    segment.competitors.append(segment.competitors[0].model_copy(update={"id": "ærø", "name": "Ærø"}))
    segment.rounds.append(late)
    assert [one.id for one in changes.removable(file.session, segment)] == ["ærø"]
    late.drafts = {"p1": Draft(row="7 7 ?", at=late.opened)}
    assert changes.removable(file.session, segment) == []


@pytest.mark.parametrize(("chosen", "left"), [("abcde", "acde"), ("abc", "")])
def test_what_is_parked_is_not_chosen_any_more_and_too_few_are_chosen_anew(chosen: str, left: str) -> None:
    segment = set_up().segments[0]
    for word in "abcde":
        needs.add(segment, needs.NeedSlip(f"Bedürfnis {word}"), word)
    segment.chosen = [*chosen]
    needs.park(segment, "b", "später")
    assert segment.chosen == [*left]
    needs.park(segment, "b", "")
    assert segment.chosen == [*left]
    assert segment.need("b").parked is None


def test_a_need_that_answers_are_about_is_not_parked() -> None:
    class Remembers(Rule):
        board_of_the_day: d.Board

        def board(self, ask: d.Board) -> str:
            self.board_of_the_day = ask
            return super().board(ask)

    desk = Remembers()
    run_day(Day(file=(file := Memory(set_up())), desk=desk, now=Clock(), colour=False))
    segment = file.session.segments[0]
    said = desk.board_of_the_day.park(segment.chosen[0], "später")
    assert said == ["“Brand” is worked with: choose the others, and it is left out"]
    assert len(segment.chosen) == 5


class PutsRight(Rule):
    """Puts right how sure somebody is, then a vote, then that person's points: they did not know."""

    right: tuple[tuple[str, str, Value], ...] = (
        ("conviction", "p4", 5),
        ("votes", "p2", ["price", "service"]),
        ("weights", "p4", "dk"),
    )

    def board(self, ask: d.Board) -> str:
        if ask.vote is not None:
            assert ask.vote(5) == d.DONE
        return super().board(ask)

    def show(self, wall: d.Wall) -> str:
        if wall.stage == "disagreement" and wall.last and wall.acts and self.right:
            for of, person, value in self.right:
                slip = next(slip for slip in wall.acts.correct if slip.of == of)
                assert slip.accept(person, slip.whole(person)[0].id, value, "paper") == []
            self.right = ()
            return d.AGAIN
        return super().show(wall)


def test_votes_are_put_right_in_a_copy_where_what_was_put_right_before_cannot_be(tmp_path: Path) -> None:
    memory = Memory(set_up(rivals=1))
    run_day(Day(file=memory, desk=PutsRight(), now=Clock(), colour=False))
    assert memory.session.segments[0].votes["p2"] == ["price", "service"]
    create(tmp_path / "day.yaml", memory.session)
    replay_into(tmp_path / "day.yaml", tmp_path / "copy.yaml")
    assert without_times(load(tmp_path / "copy.yaml")) == without_times(load(tmp_path / "day.yaml"))
