"""What the projector shows, screen by screen, as text: at 80 by 24 and at 120 by 40.

After a change that is meant, `CXW_SNAPSHOTS=write pytest tests/test_screens.py` writes the stored screens again:
read what changed as a person in the last row would.
"""

import datetime as dt
import os
import re
import sys
from pathlib import Path
from subprocess import run
from typing import Any

import pytest
from screens_room import at, empty_room, marked, revealed, weighed, whole_day

from cxw.day import rounds
from cxw.findings import of
from cxw.model import Customers, Need, Segment, Session, Stage
from cxw.theme import DARK, LIGHT
from cxw.wall import ScreenView, draw, page_count, view_from_json, view_to_json
from cxw.wall import revealed as screens_of

STORED = Path(__file__).parent / "screens"
OPENINGS = [
    ScreenView(),
    ScreenView("clinics", "needs", "open"),
    ScreenView("clinics", "needs", "votes"),
    ScreenView("clinics", "weights", "first open"),
    ScreenView("clinics", "weights", "first sealed"),
    ScreenView("clinics", "grid", "companies"),
    ScreenView("clinics", "grid", "first open"),
    ScreenView("clinics", "grid", "after"),
    ScreenView("clinics", "closing", "guess open"),
]


def text(session: Session, view: ScreenView, width: int = 80, height: int = 24, **more: Any) -> str:
    return draw(session, view, width=width, height=height, theme=DARK, colour=False, **more)


def walk(session: Session, width: int, height: int) -> str:
    """Every screen of a day as one text."""
    found = of(session)
    screens = []
    for view in [*OPENINGS, *screens_of(session, findings=found)]:
        head = f"## {view.segment} {view.stage} {view.step} {view.page}".rstrip()
        screens.append(f"{head}\n{text(session, view, width, height, findings=found).rstrip()}\n")
    return "\n".join(screens)


@pytest.mark.parametrize(
    ("name", "session"),
    [("room", whole_day()), ("many-needs", whole_day(12, 12, 7)), ("town-hall", whole_day(300, 5, 3))],
)
@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40)])
def test_every_screen_of_a_day_is_as_stored(name: str, session: Session, width: int, height: int) -> None:
    stored = STORED / f"{name}-{width}x{height}.txt"
    drawn = walk(session, width, height)
    if os.environ.get("CXW_SNAPSHOTS") == "write":
        stored.parent.mkdir(exist_ok=True)
        stored.write_text(drawn, encoding="utf-8")
    assert drawn == stored.read_text(encoding="utf-8")


def test_the_running_order_says_what_is_kept_and_who_will_see_it() -> None:
    session = empty_room()
    drawn = text(session, ScreenView())
    assert "Payroll for small clinics" in drawn
    assert "functions of three or more" in " ".join(drawn.split())
    session.attribution = "names"
    assert "names stand beside numbers" in " ".join(text(session, ScreenView()).split())


def test_an_open_round_shows_the_question_the_needs_and_how_many_are_in() -> None:
    session = empty_room()
    round = weighed(session)
    for who in ("p3", "p4", "p5", "p6"):
        del round.answers[who]
    drawn = text(session, ScreenView("clinics", "weights", "first open"))
    assert "Spread 100 points" in drawn
    assert "Runs without errors on pay day" in drawn
    assert "7 of 11 taken in" in drawn


def test_who_declined_is_not_waited_for() -> None:
    session = empty_room()
    round = weighed(session)
    del round.answers["p3"]
    rounds.miss(round, "p3", "declined")
    assert "10 of 10 taken in" in text(session, ScreenView("clinics", "weights", "first open"))


def test_a_ballot_counts_from_its_points_on_whether_or_not_somebody_is_asked_how_sure_they_are() -> None:
    session, view = empty_room(), ScreenView("clinics", "weights", "first open")
    round, sure = weighed(session), session.segments[0].conviction.before
    del round.answers["p5"], sure["p5"]
    assert "10 of 11 taken in" in text(session, view)
    round.answers["p5"] = round.answers["p3"]
    counted = text(session, view)
    assert "11 of 11 taken in" in counted
    round.answers["p5"] = sure["p5"] = "dk"
    assert text(session, view) == counted


def test_a_slip_put_aside_is_said_without_whose_it_is() -> None:
    session = empty_room()
    round = weighed(session)
    del round.answers["p3"]
    rounds.put_aside(round, "p3", "40 30 30 5", at(5))
    drawn = text(session, ScreenView("clinics", "weights", "first open"))
    assert "One slip needs a second look." in drawn
    assert "40 30" not in drawn


def test_a_closed_round_says_how_many_answers_were_sealed_and_when() -> None:
    session = empty_room()
    rounds.close(session, session.segments[0], weighed(session), at(22))
    assert "11 answers sealed at 10:12" in text(session, ScreenView("clinics", "weights", "first sealed"))


def test_dont_knows_stand_above_everything_else() -> None:
    drawn = text(whole_day(), ScreenView("clinics", "weights", "first shown")).split("\n")
    assert drawn[3].strip() == "Two of eleven said: we do not know how customers weigh these."


def test_a_round_shows_each_person_as_a_dot_and_functions_of_three_as_marks() -> None:
    drawn = text(whole_day(), ScreenView("clinics", "weights", "first shown"), 160, 60)
    lanes = drawn.split("points  0")[0]
    assert lanes.count("●") == 9 * 5
    assert "◆ Marketing (4)" in drawn, "as many as were there: one of them does not know"


def test_a_pile_too_high_for_its_lane_says_how_many_people_it_is() -> None:
    session = whole_day(needs=12)
    drawn = text(session, ScreenView("clinics", "weights", "first shown"))
    assert re.search(r"● one person, (2: two|3: three|4: four) people", drawn)


def test_a_town_hall_becomes_columns() -> None:
    drawn = text(whole_day(300, 5, 3), ScreenView("clinics", "weights", "first shown"))
    assert "▃▆ people" in drawn
    assert "one person" not in drawn


def test_many_needs_are_one_overview_and_then_pages_with_functions() -> None:
    session = whole_day(12, 12, 7)
    assert page_count(session, ScreenView("clinics", "weights", "first shown")) == 4
    for page in range(4):
        drawn = text(session, ScreenView("clinics", "weights", "first shown", page))
        assert f"{page + 1} of 4" in drawn


def test_both_rounds_stand_beside_each_other() -> None:
    drawn = text(whole_day(), ScreenView("clinics", "weights", "second shown"))
    assert drawn.count("first") >= 5
    assert drawn.count("second") >= 5


def test_the_own_company_comes_first_and_cells_carry_spread_and_dont_knows() -> None:
    drawn = text(whole_day(), ScreenView("clinics", "grid", "first shown"))
    header = next(line for line in drawn.split("\n") if "Acme" in line and "PayCorp" in line)
    assert header.index("Acme") < header.index("PayCorp")
    assert "dk" in drawn
    assert "≠ marks differ most" in drawn


def test_a_cell_too_few_know_has_no_number_and_says_why() -> None:
    session = whole_day()
    for rows in session.segments[0].rounds_of("marks")[0].answers.values():
        rows["c0"]["price"] = "dk"
    drawn = text(session, ScreenView("clinics", "grid", "first shown"))
    assert "?" in drawn
    assert "no colour: too few know" in " ".join(drawn.split())


def test_a_median_between_two_marks_has_a_half() -> None:
    session = whole_day(10)
    for place, rows in enumerate(session.segments[0].rounds_of("marks")[0].answers.values()):
        rows["c0"]["price"] = 6 + place % 2
    assert "6½" in text(session, ScreenView("clinics", "grid", "first shown"))


def test_the_guess_stands_beside_the_count_in_three_classes() -> None:
    drawn = text(whole_day(), ScreenView("clinics", "closing", "coverage"))
    assert "We guessed 50; 45 rest on something a customer told us or did." in drawn
    assert "customer evidence" in drawn
    assert "single stories" in drawn
    assert "nothing yet" in drawn


def test_nothing_is_counted_on_the_wall_while_somebody_still_guesses() -> None:
    session = whole_day()
    segment = session.segments[0]
    del segment.coverage_guess["p4"]
    drawn = text(session, ScreenView("clinics", "closing", "coverage"))
    assert "10 of 11 taken in" in drawn
    assert "It is" not in drawn


def test_a_promise_stands_with_owner_and_date() -> None:
    drawn = text(whole_day(), ScreenView("clinics", "closing", "research"))
    assert "We are wrong if fewer than 6 of 14 lost customers name price first" in drawn
    assert "Lena at the agency · by 30 April 2026" in drawn


def test_the_wall_says_beliefs_until_customers_were_asked() -> None:
    session = whole_day()
    view = ScreenView("clinics", "weights", "first shown")
    assert "Team beliefs, not customer data" in text(session, view)
    session.segments[0].customers = [Customers(id="c1")]
    shown = text(session, view)
    assert "Team beliefs, some compared with customers" in shown
    assert "not customer data" not in shown


def test_names_stand_beside_numbers_only_where_the_room_agreed() -> None:
    session = whole_day()
    everything = "".join(text(session, view) for view in screens_of(session))
    assert "Quillon" not in everything
    session.attribution = "names"
    everything = "".join(text(session, view) for view in screens_of(session))
    assert "Quillon5 Zarb5" in everything


def test_a_page_past_the_last_shows_the_last() -> None:
    session = whole_day()
    view = ScreenView("clinics", "disagreement", "shown")
    last = page_count(session, view) - 1
    assert text(session, view.at(99)) == text(session, view.at(last))


def test_a_segment_that_is_not_there_any_more_gives_the_running_order() -> None:
    session = whole_day()
    assert text(session, ScreenView("gone", "weights", "first shown")) == text(
        session, ScreenView("gone", "needs")
    )


def test_a_step_nobody_knows_is_the_question() -> None:
    drawn = text(whole_day(), ScreenView("clinics", "weights", "third time lucky"))
    assert "Spread 100 points" in drawn


def test_a_late_company_does_not_hide_what_is_revealed() -> None:
    session = whole_day()
    segment = session.segments[0]
    segment.rounds = segment.rounds[:3]
    late = rounds.open_marks(session, segment, "first", at(120))
    late.companies = ["c1"]
    assert "PayCorp" in text(session, ScreenView("clinics", "grid", "first shown"))


def test_screens_come_in_the_order_of_the_day() -> None:
    session = whole_day()
    needs = [Need(id=word, text=word.title()) for word in ("speed", "trust", "price")]
    other = Segment(id="chains", name="Chains", needs=needs, chosen=[need.id for need in needs])
    session.segments.append(other)
    order = [(view.segment, view.stage) for view in screens_of(session)]
    assert list(dict.fromkeys(order)) == [
        ("clinics", "needs"),
        ("clinics", "weights"),
        ("chains", "needs"),
        ("clinics", "grid"),
        ("clinics", "disagreement"),
        ("clinics", "closing"),
    ]


def test_a_board_is_not_listed_while_somebody_still_writes() -> None:
    session = empty_room()
    segment = session.segments[0]
    segment.chosen = []
    segment.stages.needs = Stage(opened=at(-50))
    assert screens_of(session) == []
    segment.stages.needs.answered = [who.id for who in session.participants]
    assert [view.step for view in screens_of(session)] == ["board"]


def test_the_talk_is_listed_once_the_room_has_come_to_it_or_when_asked_for() -> None:
    session = whole_day()
    session.segments[0].stages.disagreement = None
    assert "disagreement" not in {view.stage for view in screens_of(session)}
    assert screens_of(session, "disagreement")


def test_one_stage_can_be_had_alone() -> None:
    assert {view.stage for view in screens_of(whole_day(), "grid")} == {"grid"}


def test_only_what_is_revealed_is_listed() -> None:
    session = empty_room()
    revealed(session, weighed(session), 0)
    rounds.close(session, session.segments[0], weighed(session, "second", minutes=30), at(50))
    rounds.close(session, session.segments[0], marked(session), at(80))
    steps = {(view.stage, view.step) for view in screens_of(session)}
    assert ("weights", "first shown") in steps
    assert ("weights", "second shown") not in steps
    assert not [stage for stage, _ in steps if stage in ("grid", "closing")]


def test_an_empty_session_has_a_running_order_and_nothing_else() -> None:
    session = empty_room()
    session.participants = []
    session.segments[0].needs = []
    session.segments[0].chosen = []
    assert screens_of(session) == []
    assert "Payroll" in text(session, ScreenView())
    for stage in ("needs", "weights", "grid", "disagreement", "closing"):
        assert text(session, ScreenView("clinics", stage, "shown"))


def test_a_view_survives_its_file() -> None:
    view = ScreenView("clinics", "weights", "first shown", 2)
    assert view_from_json(view_to_json(view)) == view


@pytest.mark.parametrize("words", ["", "{", "[]", "7", '{"page": "x"', "[" * 100_000])
def test_a_broken_view_is_none(words: str) -> None:
    assert view_from_json(words) is None


@pytest.mark.parametrize("words", ['{"page": -1}', '{"page": true}', '{"stage": 3, "page": 1e9}'])
def test_an_odd_view_is_the_beginning(words: str) -> None:
    assert view_from_json(words) == ScreenView()


def test_both_themes_paint_paper_from_edge_to_edge() -> None:
    session = whole_day()
    for theme, paper in ((DARK, "48;2;20;23;26"), (LIGHT, "48;2;255;255;255")):
        drawn = draw(session, ScreenView(), width=80, height=24, theme=theme)
        assert all(paper in line for line in drawn.split("\n"))


def test_older_terminals_get_their_256_colours() -> None:
    drawn = draw(whole_day(), ScreenView(), width=80, height=24, theme=DARK, colour="256")
    assert "48;5;" in drawn
    assert "48;2;" not in drawn


def test_numbers_are_not_imported_before_a_reveal() -> None:
    code = "import sys, cxw.wall; sys.exit('numpy' in sys.modules)"
    assert run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_day_in_march_is_written_in_words() -> None:
    session = whole_day()
    session.segments[0].research[0].due = dt.date(2026, 3, 1)
    assert "by 1 March 2026" in text(session, ScreenView("clinics", "closing", "research"))


def test_the_guess_in_large_digits_is_the_one_of_the_sentence() -> None:
    drawn = []
    for even in (52, 53):
        session = whole_day(10)
        people = [person.id for person in session.participants]
        session.segments[0].coverage_guess = {**dict.fromkeys(people, 53), **dict.fromkeys(people[:5], even)}
        drawn.append(text(session, ScreenView("clinics", "closing", "coverage")))
    assert "We guessed 53;" in drawn[0]
    assert drawn[0] == drawn[1]
