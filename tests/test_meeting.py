"""The second meeting: customers are heard, the room guesses how far it is from them, sees it, and changes something."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from desks import Clock, Rule, Stopped, session
from german_day import in_german, left_in_english
from keyboard_asks import Played
from often import some
from phone_room import PhoneRoom
from test_people import joins, leaves
from test_workshop import TIMES, without_times
from typer.testing import CliRunner

from cxw import model
from cxw.cli import app
from cxw.cli.showing import _replayed
from cxw.day import desk as d
from cxw.day import meeting
from cxw.day.standing import Step, next_step, open_to, standing_in_words
from cxw.day.timetable import against_plan, timetable
from cxw.findings import of
from cxw.findings.customers.workings import meeting_workings
from cxw.handout import ballots, handout_text
from cxw.model import DK, MEETING, Away, CustomerPoints, Customers, Decided, Research, Session
from cxw.questions.asking import Part, Value
from cxw.rehearsal import beforehand
from cxw.replay.replaying import emptied
from cxw.sessionfile import create, dumps, load, loads, problems_of
from cxw.sharing import shared
from cxw.text.phrases import speak
from cxw.theme import DARK
from cxw.wall import ScreenView, draw, revealed
from cxw.workshop import Day, Memory, look_back, run_day
from cxw.workshop.meeting import run as hold

NEEDS = ["brand", "product", "quality", "price", "service"]
SAID = ["Somebody answers on pay day", "Nobody told us what it costs", "That it just works"]


class Meets(Rule):
    """Holds the second meeting; of a promise it says what customers' answers say."""

    paints = True

    def __init__(self, stop_after: int = 10**9, guesses: Mapping[str, Value] | None = None) -> None:
        super().__init__(stop_after)
        self.guesses = guesses
        self.offered: list[list[str]] = []
        self.judged: list[tuple[str, list[str]]] = []
        self.parks = True

    def show(self, wall: d.Wall) -> str:
        if wall.step == "missing" and wall.last and self.parks:
            self.parks = False
            super().show(wall)
            return "park"
        if "judge" in wall.keys:
            super().show(wall)
            return "judge"
        return super().show(wall)

    def ballots(self, ask: d.Ballot) -> str:
        if ask.of != "apart" or self.guesses is None:
            return super().ballots(ask)
        for id, value in self.guesses.items():
            if value == "declined":
                assert ask.miss(id, "declined") == []
            else:
                assert ask.accept(id, "guess", value, "paper") == []
        return d.DONE

    def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        return 10 * int(person.id[1:]) if ask.of == "apart" else super().value(ask, person, part)

    def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
        if "handout" in ways:
            self.offered.append([*ways])
            return next(iter(ways)) if len(self.offered) == 1 else ""
        if "held" in ways:
            self.judged.append((prompt, [*ways]))
            self.count([])
            return next(way for way in ways if way)
        return next(iter(ways))

    def promises(self, ask: d.Promises) -> str:
        return d.DONE if ask.cards() else super().promises(ask)

    def decisions(self, ask: d.Decisions) -> str:
        if ask.about == "changes" and not ask.lines():
            line = Decided(text="We print the price", owner="Anna Person", date=dt.date(2026, 6, 30))
            self.count(ask.keep(0, line))
            return d.DONE
        return super().decisions(ask)


def customers(n: int = 40) -> Customers:
    rows: list[CustomerPoints] = [
        [10, 10, 20, 50, 10] if place % 2 else [5, 15, 30, 30, 20] for place in range(n)
    ]
    return Customers(
        id="c1",
        date=dt.date(2026, 5, 1),
        source="survey",
        n=n,
        needs=NEEDS,
        weights=rows,
        who=["customers"] * n,
        texts={"more": SAID[:1], "leave": SAID[1:2], "bought": SAID[2:]},
    )


@cache
def _verified(segments: int) -> Session:
    memory = Memory(session(segments=segments))
    assert run_day(Day(file=memory, desk=Rule(), now=Clock(), colour=False))
    made = memory.session
    made.segments[0].customers = [customers()]
    test = model.Test(what="share first", need="price", below=0.9)
    card = Research(id="r2", question="Does price come first?", wrong_if="few name it", test=test)
    made.segments[0].research.append(card)
    return made


def verified(segments: int = 1) -> Session:
    return _verified(segments).model_copy(deep=True)


def met(start: Session | None = None, desk: Rule | None = None) -> Session:
    memory = Memory(start or verified())
    day = Day(file=memory, desk=desk or Meets(), now=Clock(), colour=False)
    assert run_day(day)
    look_back(day)
    return memory.session


def replayed(archive: Session) -> str:
    bare = emptied(archive)
    bare.evidence = []
    return TIMES.sub("TIME", dumps(_replayed(archive, bare)))


def test_a_verified_day_offers_its_second_meeting_first_and_only_until_it_was_held() -> None:
    desk = Meets()
    made = met(desk=desk)
    assert desk.offered[0][0] == "meeting"
    assert all("meeting" not in ways for ways in desk.offered[1:])
    assert next_step(made) is None
    assert Step("s0", MEETING) in open_to(made)
    assert standing_in_words(made).endswith("complete")


def test_nobody_is_offered_a_meeting_without_customers() -> None:
    desk, start = Meets(), verified()
    start.segments[0].customers = []
    assert met(start, desk).segments[0].stages.meeting is None
    assert "meeting" not in desk.offered[0]


def test_it_is_asked_in_the_order_of_the_page_and_all_of_it_is_kept(tmp_path: Path) -> None:
    desk = Meets()
    made = met(desk=desk)
    here, segment = made.segments[0].stages.of(MEETING), made.segments[0]
    steps = [step for stage, step in desk.walls if stage == MEETING]
    assert list(dict.fromkeys(steps)) == [
        *("sentences", "guess sealed", "guess shown", "needs", "missing", "promises", "changes")
    ]
    assert here.guess == {f"p{n}": 10 * n for n in range(6)}
    assert [line.text for line in here.changes] == ["We print the price"]
    assert [(need.text, need.parked) for need in segment.needs][-1] == (SAID[0], meeting.NAMED_BY_CUSTOMERS)
    assert {card.id: (card.outcome, card.done) for card in segment.research} == {
        "r1": ("held", dt.date(2026, 3, 14)),
        "r2": ("wrong", dt.date(2026, 3, 14)),
    }
    create(tmp_path / "day.yaml", made)
    assert problems_of(tmp_path / "day.yaml") == []
    assert loads(dumps(made)) == made
    assert replayed(made) == without_times(made)


@cache
def held() -> Session:
    return met()


@pytest.mark.parametrize("left", some([(left,) for left in range(1, 10)], lambda left: left in (1, 6, 7, 9)))
def test_a_power_cut_at_any_answer_loses_nothing_and_asks_nobody_twice(left: int) -> None:
    memory = Memory(verified())
    first, again = Meets(stop_after=left), Meets()
    with pytest.raises(Stopped):
        look_back(Day(file=memory, desk=first, now=Clock(), colour=False))
    memory = Memory(loads(dumps(memory.session)))
    day = Day(file=memory, desk=again, now=Clock(), colour=False)
    assert next_step(memory.session) == Step("s0", MEETING)
    assert run_day(day)
    asked = [id for of, _, id in (*first.accepted, *again.accepted) if of == "apart"]
    assert asked == [f"p{n}" for n in range(6)]
    there, whole = memory.session.segments[0], held().segments[0]
    assert there.stages.of(MEETING).guess == whole.stages.of(MEETING).guess
    assert there.stages.of(MEETING).changes == whole.stages.of(MEETING).changes
    assert [card.outcome for card in there.research] == [card.outcome for card in whole.research]


def test_nothing_of_a_guess_nor_of_customers_shows_before_the_reveal() -> None:
    made = held().model_copy(deep=True)
    here = made.segments[0].stages.of(MEETING)
    here.revealed = here.done = None
    other = made.model_copy(deep=True)
    other.segments[0].stages.of(MEETING).guess = dict.fromkeys(here.guess, 99)
    other.segments[0].customers[0].weights = [[100, 0, 0, 0, 0]] * 40
    for one, two in zip(revealed(made), revealed(other), strict=True):
        assert one == two
        shown = [draw(s, one, width=100, height=30, theme=DARK, colour=False) for s in (made, other)]
        assert shown[0] == shown[1]
    for step in ("guess open", "guess sealed", "guess shown", "needs", "missing", "promises"):
        view = ScreenView("s0", MEETING, step)
        shown = [draw(s, view, width=100, height=30, theme=DARK, colour=False) for s in (made, other)]
        assert shown[0] == shown[1]
    assert handout_text(made, "room") == handout_text(other, "room")
    assert "What customers answered" not in handout_text(made, "room")


def test_an_unfinished_meeting_hides_nothing_for_ever() -> None:
    made = held().model_copy(deep=True)
    made.segments[0].stages.of(MEETING).revealed = made.segments[0].stages.of(MEETING).done = None
    made.segments[0].skipped[MEETING] = "no time"
    assert next_step(made) is None
    told = handout_text(made, "room")
    assert "What customers answered" in told
    assert "second meeting was not finished: no time" in told


def test_the_handout_says_what_was_guessed_and_what_changes() -> None:
    told = handout_text(held(), "room")
    assert "**At the second meeting**" in told
    assert "We guessed that customers put 25 points of our 100 elsewhere. It is 31." in told
    assert "- We print the price (Anna Person, 30 June 2026)" in told


@pytest.mark.parametrize(
    ("guesses", "sentence"),
    [
        ({"p0": 10, "p1": 20}, "Of our 100 points, 31 stand on other needs than 40 customers put them."),
        ({"p0": 10, "p1": 20, "p2": 60}, "We guessed that customers put 20 points of our 100 elsewhere."),
        ({"p0": 31, "p1": 31, "p2": 31, "p3": DK}, "31 points of our 100 elsewhere, and so it is."),
        ({"p0": 10, "p1": DK, "p2": DK}, "Of our 100 points, 31 stand on other needs than 40"),
    ],
)
def test_the_guess_in_the_middle_stands_beside_what_it_is_from_three_on(
    guesses: Mapping[str, Value], sentence: str
) -> None:
    made = met(desk=Meets(guesses=guesses))
    shown = draw(
        made, ScreenView("s0", MEETING, "guess shown"), width=120, height=30, theme=DARK, colour=False
    )
    assert sentence in " ".join(shown.split())
    assert "Equal points for every need would have been nearer" in shown


def test_who_declines_or_gives_nothing_is_kept_so_and_replayed(tmp_path: Path) -> None:
    made = met(desk=Meets(guesses={"p0": 10, "p1": DK, "p2": 60, "p4": "declined"}))
    here = made.segments[0].stages.of(MEETING)
    assert here.guess == {"p0": 10, "p1": DK, "p2": 60}
    assert here.not_answered == {"p3": "absent", "p4": "declined", "p5": "absent"}
    assert replayed(made) == without_times(made)
    create(tmp_path / "day.yaml", made)
    assert problems_of(tmp_path / "day.yaml") == []


def test_who_declined_on_the_day_is_not_asked_until_they_are_brought_back() -> None:
    start = verified()
    del start.segments[0].coverage_guess["p2"]
    start.segments[0].no_guess["p2"] = "declined"
    assert "p2" not in met(start.model_copy(deep=True)).segments[0].stages.of(MEETING).guess
    start.segments[0].asked_again.append("p2")
    assert met(start).segments[0].stages.of(MEETING).guess["p2"] == 20


class Comes(Meets):
    """Somebody goes through the door at one step of the meeting."""

    def __init__(self, step: str, act: Callable[[d.Acts], None]) -> None:
        super().__init__()
        self.step, self.act = step, act

    def show(self, wall: d.Wall) -> str:
        if wall.step == self.step and wall.acts is not None:
            self.step, acts = "", wall.acts
            self.act(acts)
            raise d.MovedOn(d.AGAIN)
        return super().show(wall)

    def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        return 50 if ask.of == "apart" else super().value(ask, person, part)


def joined(acts: d.Acts) -> None:
    assert acts.people is not None
    joins()(acts.people)


def gone(acts: d.Acts) -> None:
    assert acts.people is not None
    leaves("p3")(acts.people)


def test_whoever_comes_before_the_guess_is_asked_and_whoever_comes_after_is_late() -> None:
    early, late = met(desk=Comes("sentences", joined)), met(desk=Comes("guess sealed", joined))
    new = early.participants[-1].id
    assert early.segments[0].stages.of(MEETING).guess[new] == 50
    assert late.segments[0].stages.of(MEETING).not_answered == {new: "late"}
    assert "late" in early.segments[0].rounds[0].not_answered[new]


def test_who_leaves_before_the_guess_is_not_waited_for() -> None:
    made = met(desk=Comes("sentences", gone))
    assert "p3" not in made.segments[0].stages.of(MEETING).guess
    assert replayed(made) == without_times(made)


def test_who_had_left_on_an_earlier_day_is_asked_again() -> None:
    start, desk = verified(), Meets()
    start.participants[3].away = [Away(from_=dt.datetime(2026, 3, 13, 12))]
    made = met(start, desk)
    assert "p3" in made.segments[0].stages.of(MEETING).guess
    assert made.participants[3].away[0].until == made.segments[0].stages.of(MEETING).opened
    assert any("had left on the day" in said for said in desk.drawn)


def test_a_guess_is_put_right_after_the_reveal_and_both_values_stay() -> None:
    class Corrects(Meets):
        def show(self, wall: d.Wall) -> str:
            if wall.step == "guess shown" and not self.offered[1:] and wall.acts and not self.accepted_slip:
                self.accepted_slip = True
                assert wall.acts.correct[0].of == "apart"
                assert wall.acts.correct[0].accept("p1", "guess", 70, "paper") == []
                return d.AGAIN
            if wall.step in ("sentences", "guess sealed") and wall.acts:
                assert all(slip.of != "apart" for slip in wall.acts.correct)
            return super().show(wall)

        accepted_slip = False

    made = met(desk=Corrects())
    (slip,) = made.segments[0].corrected
    assert (slip.of, slip.who, slip.before, slip.after) == ("apart", "p1", 10, 70)
    assert made.segments[0].stages.of(MEETING).guess["p1"] == 70
    assert replayed(made) == without_times(made)


def test_sentences_are_drawn_from_each_kind_of_customer_the_same_for_the_same_lot() -> None:
    start = verified()
    segment = start.segments[0]
    left = customers().model_copy(
        update={"id": "c2", "who": ["left"] * 40, "texts": {"leave": ["The bill was wrong", "x" * 300]}}
    )
    segment.customers.append(left)
    drawn = set[tuple[str, ...]]()
    for lot in range(30):
        segment.stages.touch(MEETING).lot = lot
        first = meeting.sentences_drawn(segment)
        assert first == meeting.sentences_drawn(segment)
        assert len({*first}) == 3
        assert "The bill was wrong" in first
        assert all(len(text) <= meeting.LONGEST for text in first)
        drawn.add(tuple(first))
    assert len(drawn) > 5


def test_without_a_sentence_the_guess_comes_first_with_a_word() -> None:
    start, desk = verified(), Meets()
    start.segments[0].customers[0].texts = {}
    made = met(start, desk)
    assert ("meeting", "sentences") not in desk.walls
    assert meeting.NAMED_BY_CUSTOMERS not in [need.parked for need in made.segments[0].needs]
    assert any("left no sentence" in said for said in desk.drawn)


def test_what_cannot_be_told_is_not_guessed() -> None:
    start, desk = verified(), Meets()
    start.segments[0].customers[0].needs = NEEDS[:4]
    start.segments[0].customers[0].weights = [[25, 25, 25, 25]] * 40
    made = met(start, desk)
    assert made.segments[0].stages.of(MEETING).guess == {}
    assert made.segments[0].stages.of(MEETING).done is not None
    assert any("nobody guesses" in said for said in desk.drawn)


def test_what_customers_say_of_a_promise_is_offered_first_and_the_room_has_the_last_word() -> None:
    desk = Meets()
    met(desk=desk)
    asked = dict(desk.judged)
    assert asked["Does price come first? (75 of 100 customers put it first)"][0] == "wrong"
    assert asked["what p0 wants"].index("") == 0


class Ends(Meets):
    """Ends the meeting before its reveal, and goes on with it when it is offered again."""

    ends = True
    again = False

    def show(self, wall: d.Wall) -> str:
        if wall.step == "guess sealed" and self.ends:
            self.ends = False
            raise d.MovedOn(d.SKIP)
        return super().show(wall)

    def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
        if "handout" in ways and self.again and "meeting" in ways:
            return "meeting"
        return super().choose(prompt, ways, title)


def test_it_can_be_ended_unfinished() -> None:
    made = met(desk=Ends())
    assert made.segments[0].skipped == {**verified().segments[0].skipped, MEETING: "no time"}
    assert made.segments[0].stages.of(MEETING).revealed is None
    assert of(made, "room").segments[0].customers is not None
    assert replayed(made) == without_times(made)


def test_one_that_ended_unfinished_is_offered_again_and_goes_on_to_its_reveal() -> None:
    desk = Ends()
    desk.again = True
    made = met(desk=desk)
    assert MEETING not in made.segments[0].skipped
    assert made.segments[0].stages.of(MEETING).revealed is not None
    assert len([of for of, _, _ in desk.accepted if of == "apart"]) == 6
    assert replayed(made) == without_times(made)


def test_each_segment_has_its_own_meeting() -> None:
    start, desk = verified(2), Meets()
    start.segments[1].customers = [customers()]
    made = met(start, desk)
    assert made.segments[0].stages.of(MEETING).done is not None
    assert made.segments[1].stages.meeting is None
    assert "meeting" in desk.offered[1]


def test_its_minutes_are_its_own_and_no_part_of_the_plan_of_the_day() -> None:
    made = held().model_copy(deep=True)
    here = made.segments[0].stages.of(MEETING)
    here.done = None
    assert here.opened is not None
    later = here.opened + dt.timedelta(minutes=12)
    assert against_plan(made, Step("s0", MEETING), later).endswith(
        f"planned until {here.opened + dt.timedelta(minutes=30):%H:%M}"
    )
    assert [slot.what for slot in timetable(made)] == [slot.what for slot in timetable(verified())]


def test_a_shared_copy_keeps_the_guesses_and_no_name_and_nothing_unrevealed() -> None:
    made = held().model_copy(deep=True)
    copy = shared(made, dt.date(2026, 6, 1), 7).session
    here = copy.segments[0].stages.of(MEETING)
    assert sorted(here.guess.values()) == [0, 10, 20, 30, 40, 50]
    assert (here.lot, here.changes[0].owner) == (None, None)
    assert not {*here.guess} & {person.id for person in made.participants}
    made.segments[0].stages.of(MEETING).revealed = None
    assert shared(made, dt.date(2026, 6, 1), 7).session.segments[0].stages.of(MEETING).guess == {}
    few = met(desk=Meets(guesses={"p0": 10, "p1": 20, "p2": DK}))
    kept = shared(few, dt.date(2026, 6, 1), 7).session.segments[0].stages.of(MEETING).guess
    assert [*kept.values()] == [DK]


def test_what_changes_is_due_like_a_promise_and_can_be_done(tmp_path: Path) -> None:
    path = tmp_path / "day.yaml"
    create(path, held())

    def ran(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, [words[0], str(path), *words[1:]])
        return int(result.exit_code), " ".join((result.output + str(result.exception or "")).split())

    said = ran("due")[1]
    assert "change-1, Anna Person: We print the price" in said
    assert "1 reminder in " in ran("due", "--ics", str(tmp_path / "due.ics"))[1]
    assert "Anna Person: We print the price" in (tmp_path / "due.ics").read_text("utf-8").replace("\r\n ", "")
    assert ran("done", "change-9")[1].startswith("There is no change change-9 here.")
    assert "leave out" in ran("done", "change-1", "held")[1]
    assert ran("done", "change-1", "--date", "2026-05-02")[0] == 0
    assert load(path).segments[0].stages.of(MEETING).changes[0].done == dt.date(2026, 5, 2)
    assert "done 2 May 2026: change-1" in ran("due")[1]


class StopsAtTheGuess(Meets):
    found: d.Ballot | None = None

    def ballots(self, ask: d.Ballot) -> str:
        self.found = ask
        raise Stopped


def at_the_guess() -> tuple[d.Ballot, Day]:
    """The guess of a second meeting, open, with nobody's answer."""
    desk = StopsAtTheGuess()
    day = Day(file=Memory(verified()), desk=desk, now=Clock(), colour=False)
    with pytest.raises(Stopped):
        look_back(day)
    assert desk.found is not None
    return desk.found, day


def test_the_guess_takes_whole_numbers_from_0_to_100_and_do_not_know_of_whoever_sits_here() -> None:
    ballot, day = at_the_guess()
    for wrong in (-1, 101, 7.5, "many", None, True, {"a": 1}):
        assert ballot.accept("p0", "guess", wrong, "paper")
    assert ballot.accept("nobody", "guess", 5, "paper")
    assert ballot.accept("p0", "points", 5, "paper")
    for person, value in (("p0", 0), ("p1", 100), ("p2", DK)):
        assert ballot.accept(person, "guess", value, "laptop") == []
    assert ballot.accept("p0", "guess", 30, "phones") == []
    assert day.segment("s0").stages.of(MEETING).guess == {"p0": 30, "p1": 100, "p2": DK}
    assert ballot.miss("p0", "declined")
    assert list(ballot.waiting()) == ["p3", "p4", "p5"]


def test_phones_ask_the_guess_in_their_own_language_and_keep_it(tmp_path: Path) -> None:
    ballot, day = at_the_guess()
    here = PhoneRoom(tmp_path, day, ballot)
    said = {
        "fr": "Combien de nos 100 points les clients",
        "es": "¿Cuántos de nuestros 100 puntos",
        "de": "Wie viele",
    }
    for number, (language, question) in enumerate(said.items()):
        phone = here.phone(f"p{number}", language)
        assert question in phone.page
        assert "other needs" not in phone.page
        assert phone.send(n="120").status == 422
        phone.get()
        phone.send(**({"dk": "1"} if language == "es" else {"n": "40"}))
    assert day.segment("s0").stages.of(MEETING).guess == {"p0": 40, "p1": DK, "p2": 40}
    late = here.phone("p4")
    assert "survey" not in late.page


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_slips_for_the_guess_are_printed_when_they_are_asked_for(language: str) -> None:
    session = verified()
    session.language = language
    about = ballots.ballot_subjects(session)
    question = next(one.say(meeting.QUESTION) for one in about)
    (slip,) = [sheet["slips"][0] for one in about for sheet in ballots._sheets(one, ["meeting"])]
    assert question in str(slip)
    assert question not in str([*ballots._sheets(about[0], ballots.STAGES)])
    assert (question == meeting.QUESTION) == (language == "en")


def test_a_rehearsal_says_what_the_other_day_takes() -> None:
    assert "plan 30 min on another day, for 6 rows typed in" in " ".join(beforehand(verified()))


class Listens(Meets):
    """Hears what a German room is told at every screen of the meeting."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def show(self, wall: d.Wall) -> str:
        self.heard += [wall.lines_to_say, *wall.keys.values(), wall.draw(120, 40)]
        return super().show(wall)

    def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
        self.heard += [prompt, title, *ways.values()]
        return super().choose(prompt, ways, title)

    def line(self, prompt: str, default: str = "", title: str = "") -> str:
        self.heard += [prompt, title]
        return super().line(prompt, default, title)

    def tell(self, text: str) -> None:
        self.heard.append(text)

    def decisions(self, ask: d.Decisions) -> str:
        self.heard.append(ask.question)
        assert ask.keep(0, Decided(text="Wörtchen")) == []
        return d.DONE


def test_a_german_room_hears_no_english_word_of_ours() -> None:
    start, desk = in_german(verified()), Listens()
    start.participants[3].away = [Away(from_=dt.datetime(2026, 3, 13, 12))]
    start.segments[0].customers[0].texts = {"more": ["Wörtchen"]}
    speak("de")
    made = met(start, desk)
    behind = [*meeting_workings(of(made, "room", language="de").segments[0])]
    assert behind[0] == "Schätzung: 6 Zahlen, 0 mit „weiß nicht“, Median 25,0"
    assert left_in_english([*desk.heard, *behind], made) == []
    assert any("zweite Treffen" in line for line in desk.heard)


def test_a_sentence_of_a_customer_is_as_large_as_the_window_allows_and_always_whole() -> None:
    start = verified()
    long = "The bill was wrong and nobody called back " * 6 + "for two whole weeks"
    assert len(long) <= meeting.LONGEST
    start.segments[0].customers[0].texts = {"leave": [long]}
    start.segments[0].stages.touch(MEETING).opened = dt.datetime(2026, 6, 1, 9)
    view = ScreenView("s0", MEETING, "sentences")
    shown = " ".join(draw(start, view, width=80, height=24, theme=DARK, colour=False).split())
    assert f"“{long}”" in shown
    assert "Team beliefs" not in shown
    start.segments[0].customers[0].texts = {"leave": ["Nobody called back"]}
    shown = draw(start, view, width=80, height=24, theme=DARK, colour=False)
    assert "▀" in shown
    assert "Nobody" not in shown


class Goes(Meets):
    """Goes to the second meeting of the first segment from a wall of the second one's day."""

    def show(self, wall: d.Wall) -> str:
        if (wall.stage, wall.step) == ("grid", "first shown") and not self.goes_to:
            self.goes_to = f"s0 {MEETING}"
            raise d.MovedOn(d.GOTO)
        return super().show(wall)

    def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
        return self.goes_to if self.goes_to in ways else super().choose(prompt, ways, title)


def test_from_the_day_of_another_segment_it_is_gone_to_and_that_day_goes_on() -> None:
    start, desk = verified(2), Goes()
    empty = session(segments=2).segments[1]
    start.segments[1] = empty
    memory = Memory(start)
    assert run_day(Day(file=memory, desk=desk, now=Clock(), colour=False))
    first, second = memory.session.segments
    assert first.stages.of(MEETING).done is not None
    assert second.stages.of("closing").done is not None
    assert second.stages.meeting is None


def test_its_walls_are_walked_again_from_the_list_of_a_finished_day() -> None:
    class Walks(Meets):
        def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
            if "handout" in ways:
                self.offered.append([*ways])
                return ["walls", ""][len(self.offered) - 1]
            return f"s0 {MEETING}"

    desk = Walks()
    desk.parks = False
    met(held().model_copy(deep=True), desk)
    steps = [step for stage, step in desk.walls if stage == MEETING]
    assert list(dict.fromkeys(steps)) == [
        *("sentences", "guess shown", "needs", "missing", "promises", "changes")
    ]


def test_the_whole_of_it_is_typed_at_the_keyboard() -> None:
    memory = Memory(verified())
    guesses = [f"{letter}n {10 * n}\r" for n, letter in enumerate("abcdef")]
    judged = ("s", "\r", "\r", "\r")
    changed = ("c", "We print the price\rBnna\r+14\r", "\r", "\r", "\r")
    here = Played(
        *["\r"] * 3,
        *guesses,
        "\r",
        "\r",
        "r",
        "\r",
        *["\r"] * 6,
        "s",
        "\r",
        "\r",
        *judged,
        "\x1b[F\r",
        *changed,
    )
    word = here.run(
        lambda room: hold(Day(file=memory, desk=room, now=Clock(), colour=False), "s0"),
        today=dt.date(2026, 6, 1),
    )
    segment = memory.session.segments[0]
    made = segment.stages.of(MEETING)
    assert word == d.DONE
    assert made.guess == {f"p{n}": 10 * n for n in range(6)}
    assert segment.needs[-1].parked == meeting.NAMED_BY_CUSTOMERS
    assert [card.outcome for card in segment.research] == [None, "wrong"]
    assert made.changes == [
        Decided(text="We print the price", owner="Bnna Person", date=dt.date(2026, 6, 15))
    ]
