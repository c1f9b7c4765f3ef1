"""The facilitator's window and the wall say the same: how many have answered, how many points, whose words."""

from __future__ import annotations

import re

import pytest
from desks import Clock, Rule, session
from test_people import Doors
from wall_read import told

from cxw.day import desk as d
from cxw.day import needs
from cxw.keyboard.canvas import Size, large_digits
from cxw.keyboard.paper import SlipStack
from cxw.keyboard.slips import closing_words
from cxw.keyboard.slips_pane import SlipsPane
from cxw.model import Unknown
from cxw.pictures.charts import LeadBar, Leads, Sided, Signs
from cxw.questions.asking import Part, Value
from cxw.theme import DARK
from cxw.wall import ScreenView, draw, framed, pages
from cxw.wall.browser.frame import page_painted
from cxw.wall.browser.look import WallLook
from cxw.wall.scene import numbered
from cxw.wall.terminal.bars import lead_bars
from cxw.wall.terminal.sheet import WallSheet
from cxw.wall.terminal.signs import side_signs
from cxw.workshop import Day, Memory, run_day

VIEWS = {
    "votes": ("needs", "votes"),
    "weights first": ("weights", "first open"),
    "marks first": ("grid", "first open"),
    "conviction": ("grid", "after"),
    "guess": ("closing", "guess open"),
}


class Windows(Doors):
    """Both windows are read after each answer of a round in which p4 declines and p3 leaves half way."""

    def __init__(self, half: str) -> None:
        super().__init__(second=False)
        self.half = half
        self.memory = Memory(session())
        self.read: set[str] = set()

    def ballots(self, ask: d.Ballot) -> str:
        moment = f"{ask.of} {ask.name}".strip()
        waiting = list(ask.waiting())
        if moment == self.half:
            assert ask.accept("p3", "marks", self._one_company(ask), "paper") == []
            assert ask.miss("p3", "left") == []
        assert ask.miss("p4", "declined") == []
        for id in waiting:
            self._same(ask, moment)
            while parts := ask.parts(id):
                self.count(ask.accept(id, parts[0].id, self.value(ask, ask.person(id), parts[0]), "paper"))
        self._same(ask, moment)
        return d.DONE

    def _one_company(self, ask: d.Ballot) -> Value:
        asked = ask.parts("p3")[0].asked
        return {company: dict.fromkeys(asked[company], 5) for company in list(asked)[:1]}

    def _same(self, ask: d.Ballot, moment: str) -> None:
        stage, step = VIEWS[moment]
        view = ScreenView(self.memory.session.segments[0].id, stage, step)
        wall = draw(self.memory.session, view, width=80, height=24, theme=DARK, colour=False)
        said = re.search(r"(\d+) of (\d+) taken in\.", wall)
        own = SlipsPane(SlipStack(ask), lambda: 0.0).draw(Size(80, 40))
        window = "\n".join("".join(text for _, text in line) for line in own)
        if said is not None:
            bar, page = framed(self.memory.session, view, pages(self.memory.session, view))
            words = " ".join(one.text for one in told(page_painted(bar, page, WallLook())))
            assert said[0].removesuffix(".") in words, "the wall in a browser counts the same"
            assert f"of {said[2]} taken in" in window
            assert all(row in window for row in large_digits(said[1]))
            assert int(said[1]) <= int(said[2])
            self.read.add(moment)


@pytest.mark.parametrize("half", ["", "marks first"])
def test_the_wall_and_the_window_count_the_same_people_when_somebody_declines_or_leaves(half: str) -> None:
    desk = Windows(half)
    assert run_day(Day(file=desk.memory, desk=desk, now=Clock(), colour=False))
    assert desk.read >= {"weights first", "marks first", "conviction", "guess"}


class Halves(Rule):
    """Points whose mean ends in a half."""

    def __init__(self) -> None:
        super().__init__(second=False)
        self.labels: list[str] = []
        self.wall = ""

    def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        if part.kind.name != "points":
            return super().value(ask, person, part)
        row = (28, 18, 20, 20, 14) if int(person.id[1:]) % 2 else (29, 19, 19, 18, 15)
        return {need.id: points for need, points in zip(part.needs, row, strict=True)}

    def look(self, ask: d.Look) -> str:
        self.labels = [claim.label for claim in ask.claims()]
        return super().look(ask)


def test_the_list_of_answers_rounds_points_as_the_wall_does() -> None:
    desk = Halves()
    assert run_day(Day(file=Memory(session()), desk=desk, now=Clock(), colour=False))
    said = [int(label.split(": ")[1].split()[0]) for label in desk.labels if label.endswith("points")]
    assert sorted(said) == [15, 19, 19, 20, 29]


@pytest.mark.parametrize("line", ["p0: Quality", "ad: Quality", "AL: Quality"])
def test_two_letters_of_a_name_before_a_need_say_whose_it_is_as_on_every_other_line(line: str) -> None:
    people = session().participants
    people[0].name, people[1].name = "Ádám Lux", "Ben Ode"
    assert needs.slip(line, people) == needs.NeedSlip("Quality", "p0")


def test_words_with_a_colon_that_name_nobody_stay_as_they_are() -> None:
    people = session().participants
    assert needs.slip("Price: no surprises", people).text == "Price: no surprises"
    assert needs.unclear("Price: no surprises", people) == []


class Twice(Rule):
    """Two people begin alike."""

    def proposals(self, ask: d.Proposals) -> str:
        self.said = ask.bulk("an: Quality")
        self.lines = [line.text for line in ask.lines()]
        return super().proposals(ask)


def test_letters_of_two_people_before_a_need_never_reach_the_wall() -> None:
    start = session()
    start.participants[0].name, start.participants[1].name = "Ana Lima", "Anders Holm"
    desk = Twice(second=False)
    assert run_day(Day(file=Memory(start), desk=desk, now=Clock(), colour=False))
    assert desk.said == ["“an” can be Ana Lima or Anders Holm: type more of the name, or all of it"]
    assert desk.lines == []


def test_closing_without_slips_put_aside_does_not_call_them_absent() -> None:
    assert "absent" in closing_words(2, 0)
    assert "absent" not in closing_words(1, 1)
    assert closing_words(3, 1).endswith("stays to be looked at, what else is missing is recorded as absent")


def test_a_competitor_whose_name_has_no_room_beside_a_bar_is_cut_with_a_sign() -> None:
    bars = (
        LeadBar("Be back in service within four hours", 9, 1, "against Otto Elevators; one level"),
        LeadBar("Price", 8, 2, "against Carries on as now"),
        LeadBar(
            "Guests never notice the lift", 2, 8, "against Carries on as now, which most of us do not know"
        ),
    )
    sheet = WallSheet(width=72, height=14, theme=DARK, colour=False)
    lines = [line.plain for line in lead_bars(Leads(bars), sheet)]
    assert max(map(len, lines)) <= 72
    assert lines[-1].endswith("…")
    assert "".join(line[:24] for line in lines[1:]).startswith("Be back in service      within four hours")
    low = WallSheet(width=72, height=4, theme=DARK, colour=False)
    assert len(lead_bars(Leads(bars), low)) == 4


def test_a_rival_beside_everybodys_signs_has_two_lines_for_the_name() -> None:
    chart = Signs((Sided("Carries on as now", 5, 0, 1), Sided("Payroll office & sons", 4, 0, 0)))
    drawn = [
        line.plain for line in side_signs(chart, WallSheet(width=72, height=14, theme=DARK, colour=False))
    ]
    assert [line[:18].rstrip() for line in drawn[3:5]] == ["Payroll office &", "sons"]
    assert drawn[4].endswith("4 ahead")


def test_while_nothing_is_promised_the_wall_shows_what_we_do_not_know() -> None:
    made = session()
    view = ScreenView(made.segments[0].id, "closing", "research")
    made.segments[0].unknowns.append(Unknown(text="who decides in a care home"))
    wall = draw(made, view, width=80, height=24, theme=DARK, colour=False)
    assert "What shall we find out" in wall
    assert "... who decides in a care home" in wall


def test_competitors_have_the_numbers_on_the_wall_by_which_they_are_taken_off() -> None:
    """We are nobody's other choice, and `-2` takes the second one off."""
    made = session()
    segment = made.segments[0]
    view = ScreenView(segment.id, "grid", "companies")
    (page,) = pages(made, view)
    assert page.charts == (numbered([company.name for company in segment.competitors]),)
    segment.competitors = []
    assert pages(made, view)[0].charts == ()
