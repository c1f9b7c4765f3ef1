"""Things that change in the middle of a day: a sixth need, a late competitor, a second segment, second thoughts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from desks import Clock, Rule, session
from often import few, some
from test_workshop import TIMES

from cxw.day import changes, rounds
from cxw.day import desk as d
from cxw.day.record import marks, weights
from cxw.day.standing import next_step
from cxw.findings import of
from cxw.handout import handout_text, workings_text
from cxw.model import Company, MarksRound, Need, Session
from cxw.questions.asking import Item, Part, Value
from cxw.replay.replaying import Replay, emptied
from cxw.sessionfile import create, dumps, problems_of
from cxw.workshop import Day, Memory, run_day

Act = Callable[[d.Acts], None]


class Does(Rule):
    """Acts once at each of some moments of the day, and answers everything else by the rule."""

    def __init__(self, *moments: tuple[str, str, Act], second: bool = False) -> None:
        super().__init__(second=second)
        self.moments = list(moments)
        self.asked: list[tuple[str, str, tuple[str, ...]]] = []
        self.prompts: list[str] = []
        self.chooses: list[str] = []

    def here(self, stage: str, step: str, acts: d.Acts | None) -> None:
        for moment in self.moments:
            if moment[:2] == (stage, step) and acts is not None:
                self.moments.remove(moment)
                moment[2](acts)
                return

    def show(self, wall: d.Wall) -> str:
        self.here(wall.stage, wall.step, wall.acts)
        return super().show(wall)

    def board(self, ask: d.Board) -> str:
        self.here("needs", "board", ask.acts)
        return super().board(ask)

    def ballots(self, ask: d.Ballot) -> str:
        for id in (
            list(ask.waiting())[:3] if self.moments and self.moments[0][:2] == (ask.of, ask.name) else ()
        ):
            for part in ask.parts(id):
                assert ask.accept(id, part.id, self.value(ask, ask.person(id), part), "paper") == []
        self.here(ask.of, ask.name, ask.acts)
        for id in ask.waiting():
            self.asked += [(ask.of, id, tuple(c.id for c in part.companies)) for part in ask.parts(id)]
        return super().ballots(ask)

    def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        if part.kind.name != "points":
            return super().value(ask, person, part)
        likes = int(person.id[1:]) % 3
        tenth = part.total // 10
        rest = part.total - tenth * (len(part.needs) - 1)
        return {need.id: rest if k == likes else tenth for k, need in enumerate(part.needs)}

    def choose(self, prompt: str, ways: object, title: str = "") -> str:
        self.prompts.append(prompt)
        return self.chooses.pop(0) if self.chooses else ""


def begins(words: str) -> Act:
    def act(acts: d.Acts) -> None:
        assert acts.more is not None
        assert acts.more.weighed()
        assert acts.more.begin(words) == []
        raise d.MovedOn(d.RENEWED)

    return act


def comes(name: str, id: str | None = None) -> Act:
    def act(acts: d.Acts) -> None:
        assert acts.more is not None
        assert acts.more.company(name, id) == []
        raise d.MovedOn(d.AGAIN)

    return act


def goes(acts: d.Acts) -> None:
    raise d.MovedOn(d.GOTO)


def day(desk: Rule, start: Session | None = None) -> Session:
    memory = Memory((start or session()).model_copy(deep=True))
    assert run_day(Day(file=memory, desk=desk, now=Clock(), colour=False))
    return memory.session


def replayed(archive: Session) -> str:
    memory = Memory(emptied(archive))
    desk = Replay(archive, lambda: memory.session, lambda wall: "next")
    run_day(Day(file=memory, desk=desk, now=Clock(2031), colour=False))
    return TIMES.sub("TIME", dumps(memory.session))


def in_order(made: Session, folder: Path) -> None:
    assert replayed(made) == TIMES.sub("TIME", dumps(made))
    create(folder / "day.yaml", made)
    assert problems_of(folder / "day.yaml") == []
    for audience in ("room", "facilitator"):
        assert handout_text(made, audience)


def shapes(made: Session) -> list[tuple[str, str, int, bool]]:
    return [(r.of, r.name, len(r.needs), r.revealed is not None) for r in made.segments[0].rounds]


# a need more


BEGUN_ANEW = [
    (("weights", "first shown"), [("weights", "first", 5, True)]),
    (("weights", "first sealed"), [("weights", "first", 5, False)]),
    (("weights", "first"), [("weights", "first", 5, False)]),
    (("grid", "first shown"), [("weights", "first", 5, True), ("marks", "first", 5, True)]),
    (("marks", "first"), [("weights", "first", 5, True), ("marks", "first", 5, False)]),
    (("disagreement", "shown"), [("weights", "first", 5, True), ("marks", "first", 5, True)]),
]
AT_ONCE = (("weights", "first shown"), ("weights", "first"), ("marks", "first"))
"""After a reveal, and in the middle of a round of each kind; the other moments wait for the long run."""


@pytest.mark.parametrize(("at", "before"), some(BEGUN_ANEW, lambda at, before: at in AT_ONCE))
def test_a_sixth_need_begins_a_new_list_and_everything_is_asked_anew(
    at: tuple[str, str], before: list[tuple[str, str, int, bool]], tmp_path: Path
) -> None:
    made = day(Does((*at, begins("Warranty"))))
    segment = made.segments[0]
    assert shapes(made) == [*before, ("weights", "first", 6, True), ("marks", "first", 6, True)]
    assert [need.text for need in segment.chosen_needs()][-1] == "Warranty"
    assert next_step(made) is None
    found = weights(segment)
    marked = marks(segment)
    assert found is not None
    assert found.round is segment.rounds[len(before)]
    assert marked is not None
    assert marked.needs == tuple(segment.chosen)
    assert not any(round.closed is None or round.seal is None for round in segment.rounds)
    in_order(made, tmp_path)


def test_how_sure_people_were_of_the_old_list_stays_beside_it() -> None:
    class Surer(Does):
        seen: tuple[Item, ...] = ()

        def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
            sure = 30 if len(part.needs or self.seen) < 6 else 80
            self.seen = part.needs or self.seen
            return sure if part.kind.name == "percent" else super().value(ask, person, part)

    made = day(Surer(("grid", "first shown", begins("Warranty"))))
    sure = made.segments[0].conviction
    everybody = {person.id for person in made.participants}
    assert set(sure.before) == set(sure.after) == set(sure.earlier) == everybody
    assert set(sure.earlier.values()) == {30}
    assert set(sure.before.values()) == {80}


def test_of_two_earlier_lists_what_each_said_first_is_kept() -> None:
    segment = session().segments[0]
    segment.conviction.before = {"p0": 80, "p1": 60}
    segment.conviction.after = {"p0": 85, "p2": 50}
    segment.conviction.earlier = {"p1": 20}
    changes._move_convictions(segment, back=False)
    assert segment.conviction.earlier == {"p0": 80, "p1": 20, "p2": 50}
    assert segment.conviction.before == segment.conviction.after == {}


def test_before_any_points_a_need_more_simply_joins_the_board() -> None:
    def joins(acts: d.Acts) -> None:
        assert acts.more is not None
        assert not acts.more.weighed()
        assert acts.more.need("Warranty") == []

    made = day(Does(("needs", "chosen", joins)))
    segment = made.segments[0]
    assert [need.text for need in segment.needs][-1] == "Warranty"
    assert segment.needs[-1].parked is None
    assert len(segment.chosen) == 5


def test_a_need_may_be_parked_as_a_question_and_the_day_goes_on_as_it_was(tmp_path: Path) -> None:
    def parks(acts: d.Acts) -> None:
        assert acts.more is not None
        assert acts.more.park("Warranty", "") == []

    made = day(Does(("grid", "first shown", parks)))
    segment = made.segments[0]
    assert segment.needs[-1].parked == "asked for after the needs were chosen"
    assert len(segment.lists()) == 1
    in_order(made, tmp_path)


def test_a_round_nobody_has_answered_is_taken_away_when_a_new_list_begins() -> None:
    class Early(Does):
        def ballots(self, ask: d.Ballot) -> str:
            if self.moments and ask.of == "weights":
                self.moments.pop()[2](ask.acts)  # type: ignore[arg-type]
            return super().ballots(ask)

    made = day(Early(("weights", "", begins("Warranty"))))
    assert shapes(made)[0] == ("weights", "first", 6, True)
    assert "compared" not in handout_text(made).split("How to read")[1]


def test_a_new_list_is_asked_in_the_total_of_the_round_it_takes_the_place_of() -> None:
    here = session(people=3)
    segment, now = here.segments[0], Clock().time
    segment.chosen = [need.id for need in segment.needs[:3]]
    rounds.open_weights(segment, "first", now).total = 1000
    changes.renew(here, segment, segment.chosen[:2], now)
    (round,) = segment.rounds
    assert (round.needs, rounds.points_each(segment)) == (segment.chosen, 1000)


def test_a_new_list_that_nobody_has_answered_may_be_left_again() -> None:
    made = day(Does(("weights", "first shown", begins("Warranty"))))
    segment = made.segments[0].model_copy(deep=True)
    segment.rounds = segment.rounds[:1]
    old, before = list(segment.chosen[:5]), dict(segment.conviction.earlier)
    segment.conviction.before, segment.conviction.earlier = {}, before
    segment.coverage_guess, segment.audit, segment.unknowns = {}, {}, []
    segment.stages.closing = None
    rounds.open_weights(segment, "first", Clock()())
    assert changes.renewal_faults(segment, old) == []
    opened = segment.stages.of("weights").opened
    changes.renew(made, segment, old, Clock()())
    assert segment.stages.of("weights").opened == opened is not None
    assert len(segment.rounds) == 1
    assert segment.chosen == old == segment.rounds[0].needs
    assert segment.conviction.before == before
    assert segment.conviction.earlier == {}


def test_once_the_closing_speaks_of_a_list_no_other_begins() -> None:
    said: list[str] = []

    def tries(acts: d.Acts) -> None:
        assert acts.more is not None
        said.extend(acts.more.begin("Warranty"))

    made = day(Does(("closing", "coverage", tries)))
    assert said == ["the closing has begun with the list as it stands: park the need as a question"]
    assert len(made.segments[0].needs) == 5


def test_a_thirteenth_need_is_not_weighed() -> None:
    segment = session().segments[0]
    segment.needs = [Need(id=f"n{n}", text=f"Need {n}") for n in range(13)]
    segment.chosen = [need.id for need in segment.needs[:12]]
    said = changes.renewal_faults(segment, [need.id for need in segment.needs])
    assert said == ["13 needs are chosen: 3 to 12 can be weighed"]


def test_while_the_new_list_is_answered_no_number_of_the_old_one_is_on_a_screen() -> None:
    seen: list[str] = []

    class Looks(Does):
        def ballots(self, ask: d.Ballot) -> str:
            if ask.of == "weights" and len(ask.parts(ask.people[0].id)[0].needs) == 6:
                seen.append("asked")
            return super().ballots(ask)

        def show(self, wall: d.Wall) -> str:
            if seen and wall.step == "first sealed":
                seen.append(wall.draw(80, 24))
            return super().show(wall)

    file = Memory(session())
    desk = Looks(("weights", "first shown", begins("Warranty")))
    assert run_day(Day(file=file, desk=desk, now=Clock(), colour=False))
    assert "answers sealed" in seen[1]
    halfway = file.session.model_copy(deep=True)
    segment = halfway.segments[0]
    segment.rounds = segment.rounds[:2]
    segment.rounds[1].revealed = None
    found = of(halfway).segments[0]
    assert found.weights is None
    assert found.grid is None
    assert found.disagreement == ()


def test_the_handout_says_why_nothing_is_compared() -> None:
    made = day(Does(("grid", "first shown", begins("Warranty"))))
    told = workings_text(made)
    assert "A need was added after round one" in told
    assert "nothing is compared across lists" in told


def test_rewording_after_a_new_list_keeps_the_words_of_both_rounds() -> None:
    def rewords(acts: d.Acts) -> None:
        assert acts.reword("price", "A price we can plan with") == []

    made = day(
        Does(("weights", "first shown", begins("Warranty")), ("grid", "first shown", rewords)),
        session(segments=2),
    )
    first, second = made.segments
    need = first.need("price")
    assert [need.words_at(round.opened) for round in first.rounds] == ["Price"] * 3
    assert need.text == "A price we can plan with"
    assert second.need("price").text == "Price"


# a competitor more


def test_a_competitor_who_comes_before_the_marks_simply_joins() -> None:
    made = day(Does(("weights", "first shown", comes("Late & Co"))))
    assert [c.name for c in made.segments[0].competitors][-1] == "Late & Co"
    assert len(made.segments[0].rounds_of("marks")) == 1


def test_while_marks_are_taken_in_only_the_new_column_is_asked_of_whoever_has_answered() -> None:
    desk = Does(("marks", "first", comes("Late & Co", "late")))
    made = day(desk)
    asked = [(who, companies) for of_, who, companies in desk.asked if of_ == "marks"]
    assert asked[:4] == [
        ("p0", ("late",)),
        ("p1", ("late",)),
        ("p2", ("late",)),
        ("p3", ("us", "r0", "r1", "late")),
    ]
    round = made.segments[0].rounds_of("marks")[0]
    assert isinstance(round, MarksRound)
    assert round.companies == ["us", "r0", "r1", "late"]
    assert all(list(rows) == round.companies for rows in round.answers.values())


@pytest.mark.parametrize(
    "at", few([("grid", "first sealed"), ("grid", "first shown"), ("disagreement", "shown")])
)
def test_a_competitor_who_comes_after_the_marks_opens_its_column_only(
    at: tuple[str, str], tmp_path: Path
) -> None:
    desk = Does((*at, comes("Late & Co", "late")))
    made = day(desk)
    segment = made.segments[0]
    assert [r.companies for r in segment.rounds if isinstance(r, MarksRound)] == [
        ["us", "r0", "r1"],
        ["late"],
    ]
    found = marks(segment)
    assert found is not None
    assert found.companies == ("us", "r0", "r1", "late")
    assert len(found.rows("late")) == 6
    grid = of(made).segments[0].grid
    assert grid is not None
    assert [company.name for company in grid.companies][-1] == "Late & Co"
    assert "Late & Co" in handout_text(made)
    assert next_step(made) is None
    in_order(made, tmp_path)


def test_a_day_left_in_the_middle_of_a_late_column_replays_as_far_as_it_went() -> None:
    class Stops(Does):
        def show(self, wall: d.Wall) -> str:
            late = wall.stage == "grid" and len([w for w in self.walls if w == ("grid", "first shown")]) > 2
            return d.LEAVE if late else super().show(wall)

    memory = Memory(session())
    desk = Stops(("grid", "first sealed", comes("Late & Co", "late")))
    assert not run_day(Day(file=memory, desk=desk, now=Clock(), colour=False))
    left = memory.session
    assert len(left.segments[0].rounds_of("marks")) == 2
    assert left.segments[0].stages.of("grid").done is None
    assert replayed(left) == TIMES.sub("TIME", dumps(left))


def test_the_second_round_of_marks_waits_for_the_late_column_and_flags_over_all() -> None:
    class Apart(Does):
        def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
            if part.kind.name != "marks":
                return super().value(ask, person, part)
            far = 10 if int(person.id[1:]) % 2 else 0
            return {
                company: dict.fromkeys(needs, far if company == "late" else 5)
                for company, needs in part.asked.items()
            }

    made = day(Apart(("grid", "first sealed", comes("Late & Co", "late")), second=True))
    names = [(r.name, r.companies) for r in made.segments[0].rounds if isinstance(r, MarksRound)]
    assert names == [("first", ["us", "r0", "r1"]), ("first", ["late"]), ("second", ["late"])]


def test_a_competitor_nobody_has_marked_may_be_taken_out_again() -> None:
    def wavers(acts: d.Acts) -> None:
        assert acts.more is not None
        assert acts.more.company("Late & Co", "late") == []
        assert [item.id for item in acts.more.spare()] == ["late"]
        assert acts.more.remove("late") == []

    made = day(Does(("grid", "first shown", wavers)))
    assert [c.id for c in made.segments[0].competitors] == ["r0", "r1"]
    assert len(made.segments[0].rounds_of("marks")) == 1


def test_the_slips_of_a_late_column_say_whose_it_is() -> None:
    titles: list[str] = []

    class Reads(Does):
        def ballots(self, ask: d.Ballot) -> str:
            titles.append(ask.title)
            return super().ballots(ask)

    def comes(acts: d.Acts) -> None:
        assert acts.more is not None
        assert acts.more.company("Late & Co", "late") == []

    day(Reads(("grid", "first sealed", comes)))
    marked = [title for title in dict.fromkeys(titles) if title.startswith("Marks")]
    assert marked == ["Marks, first round", "Marks of Late & Co, first round"]


def test_the_same_short_words_cannot_stand_for_two_needs() -> None:
    class Shortens(Does):
        def board(self, ask: d.Board) -> str:
            one, two = list(ask.lines())[:2]
            assert ask.shorten(one.id, "Fast") == []
            said = ask.shorten(two.id, "fast")
            assert said == [f"“fast” stands for “{one.text}” already: choose other words"]
            assert ask.shorten(one.id, "") == []
            return super().board(ask)

    assert not any(need.short for need in day(Shortens()).segments[0].needs)


def test_an_empty_column_goes_with_its_competitor() -> None:
    made = day(Rule(second=False))
    segment = made.segments[0]
    changes.add_company(segment, Company(id="late", name="Late"))
    assert segment.stages.grid is not None
    assert segment.stages.grid.done is None
    changes.open_column(made, segment, Clock()())
    assert [c.id for c in changes.removable(made, segment)] == ["late"]
    changes.remove_company(segment, "late")
    assert len(segment.rounds_of("marks")) == 1
    assert changes.removable(made, segment) == []


# a second segment


def test_a_second_segment_may_start_from_the_needs_of_the_first(tmp_path: Path) -> None:
    desk = Does()
    desk.chooses = ["s0"]
    offered: list[list[tuple[str, bool]]] = []
    plain = desk.board

    def board(ask: d.Board) -> str:
        offered.append([(line.text, line.chosen) for line in ask.lines()])
        return plain(ask)

    desk.board = board  # type: ignore[method-assign]
    made = day(desk, session(segments=2))
    first, second = made.segments
    assert desk.prompts == ["Where do the needs of Segment 1 begin?"]
    assert all(chosen for _, chosen in offered[1])
    assert [(need.id, need.text) for need in second.needs] == [(need.id, need.text) for need in first.needs]
    assert not any(need.proposed for need in second.needs)
    in_order(made, tmp_path)


def test_a_second_segment_may_start_empty() -> None:
    desk = Does()
    made = day(desk, session(segments=2))
    assert any(need.proposed for need in made.segments[1].needs)


# second thoughts about the choice


class Back(Does):
    """Goes back to the needs and chooses others there, once."""

    def __init__(self, at: tuple[str, str], others: int, answer: str) -> None:
        super().__init__((*at, goes))
        self.others = others
        self.answer = answer
        self.boards = 0

    def choose(self, prompt: str, ways: object, title: str = "") -> str:
        self.prompts.append(prompt)
        return "s0 needs" if prompt == "Which stage?" else self.answer

    def board(self, ask: d.Board) -> str:
        self.boards += 1
        if self.boards == 1:
            return super().board(ask)
        assert [line.id for line in ask.lines() if line.chosen]
        self.count(ask.choose([line.id for line in ask.lines()][: self.others]))
        return d.DONE


def test_going_back_to_the_needs_and_leaving_them_as_they_were_changes_nothing() -> None:
    plain, desk = day(Rule(second=False)), Back(("weights", "first shown"), 5, "")
    made = day(desk)
    assert desk.boards == 2
    assert desk.prompts == ["Which stage?"]
    assert made.segments[0].chosen == plain.segments[0].chosen
    assert shapes(made) == shapes(plain)


def test_another_choice_after_points_is_asked_about_and_may_be_left() -> None:
    desk = Back(("weights", "first shown"), 4, "")
    made = day(desk)
    assert len(desk.prompts) == 2
    assert len(made.segments[0].chosen) == 5
    assert len(made.segments[0].lists()) == 1


def test_another_choice_after_points_is_a_new_list(tmp_path: Path) -> None:
    made = day(Back(("grid", "first shown"), 4, "renew"))
    assert shapes(made)[2:] == [("weights", "first", 4, True), ("marks", "first", 4, True)]
    assert "A need was taken out after round one" in workings_text(made)
    in_order(made, tmp_path)


def test_a_choice_can_be_changed_before_any_points() -> None:
    class Again(Back):
        def show(self, wall: d.Wall) -> str:
            if (wall.stage, wall.step) == ("needs", "chosen") and self.boards == 1:
                return d.REOPEN
            return super().show(wall)

    desk = Again(("nowhere", ""), 4, "")
    made = day(desk)
    assert desk.prompts == []
    assert len(made.segments[0].chosen) == 4
    assert len(made.segments[0].lists()) == 1


def test_a_need_that_got_points_is_not_merged_away() -> None:
    class Merges(Back):
        said: d.Faults = []

        def board(self, ask: d.Board) -> str:
            if self.boards == 1:
                self.said = ask.merge("brand", "price")
            return super().board(ask)

    desk = Merges(("weights", "first shown"), 5, "")
    made = day(desk)
    assert desk.said == ["“Price” got answers, so it stays: merge the other into it"]
    assert len(made.segments[0].needs) == 5
