"""Ballots: what stands on the slips, that hostile words stay words, and that the same input gives the same bytes."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyboard_asks import ANA, BEN, CHO, POINTS, REASON, SURE, Played, Slips, changed, marks, played
from often import turns
from typer.testing import CliRunner

from cxw.cli import app
from cxw.cli.printing import OVER
from cxw.day import record, rounds, weights
from cxw.day.desk import DONE
from cxw.day.orders import orders, orders_of_round
from cxw.handout import ballots
from cxw.handout.pages import slips
from cxw.keyboard.typist import DOWN
from cxw.model import Company, Need, Participant, Segment, Session
from cxw.questions.pick import REASONS
from cxw.sessionfile import OpenFile, create, load
from cxw.theme import DARK
from cxw.wall import ScreenView, draw
from cxw.workshop.ballots import PointsBallot
from cxw.workshop.corrections import corrections
from cxw.workshop.day import Day, Memory

ESSAY = Path(__file__).resolve().parent.parent / "workshops" / "essay.yaml"
UNFINISHED = ESSAY.with_name("unfinished.yaml")
NOW = dt.datetime(2026, 3, 14, 9, 30)
LONGEST = "Ob alle Teilnehmenden die Donaudampfschifffahrtselektrizitätenhauptbetriebswerk verstehen " * 2


def session(needs: int = 5, competitors: int = 2, people: int = 11, **more: Any) -> Session:
    """A session with chosen needs and named competitors."""
    chosen = [Need(id=f"n{n}", text=f"Need number {n}") for n in range(needs)]
    rivals = [Company(id=f"c{n}", name=f"Rival {n}") for n in range(competitors)]
    segment = Segment(
        id="s", name="Clinics", needs=chosen, chosen=[need.id for need in chosen], competitors=rivals
    )
    room = [Participant(id=f"p{n}", name=f"Person {n}") for n in range(people)]
    whole: dict[str, Any] = {
        "cxw": 1, "title": "Payroll", "company": Company(id="us", name="Acme"), "segments": [segment],
        "participants": room,
    }  # fmt: skip
    return Session(**(whole | more))


def texts(value: Any) -> list[str]:
    """Every text on the slips."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) else []


def sheets(about: ballots.BallotSubject, *stages: ballots.PaperStage) -> list[dict[str, Any]]:
    found = ballots._sheets(about, stages or ballots.STAGES)
    return [{**sheet, "slip": sheet["slips"][0]} for sheet in found]


def test_without_anything_known_needs_are_a_to_h_and_competitors_one_to_five_in_roman() -> None:
    (about,) = ballots.blank_subjects()
    assert [need.mark for need in about.needs] == list("ABCDEFGH")
    assert not any(need.text for need in about.needs)
    assert [company.mark for company in about.companies] == ["", "I", "II", "III", "IV", "V"]


def test_chosen_needs_carry_the_letters_the_paper_desk_shows() -> None:
    (about,) = ballots.ballot_subjects(session(needs=3))
    assert [(need.mark, need.text) for need in about.needs] == [
        ("A", "Need number 0"), ("B", "Need number 1"), ("C", "Need number 2"),
    ]  # fmt: skip
    assert [company.text for company in about.companies] == ["Acme", "Rival 0", "Rival 1"]


def test_a_segment_whose_needs_are_not_chosen_has_blank_lines_and_the_words_it_has_for_companies() -> None:
    here = session(competitors=0)
    here.segments[0].chosen = []
    (about,) = ballots.ballot_subjects(here)
    assert [need.mark for need in about.needs] == list("ABCDEFGH")
    assert about.companies[0].text == "Acme"
    assert [company.mark for company in about.companies][1:] == ["I", "II", "III", "IV", "V"]


def test_an_open_round_is_printed_in_the_words_and_order_it_was_opened_with() -> None:
    here = session(needs=3)
    segment = here.segments[0]
    rounds.open_weights(segment, "first", NOW)
    segment.chosen = ["n2", "n1"]
    (about,) = ballots.ballot_subjects(here)
    assert [need.text for need in about.needs] == ["Need number 0", "Need number 1", "Need number 2"]


def test_every_slip_says_what_is_kept_and_who_sees_it_as_the_first_screen_does() -> None:
    for more in ({}, {"attribution": "names"}, {"thresholds": {"small_function": 5}}):
        here = session(**more)
        (about,) = ballots.ballot_subjects(here)
        screen = draw(here, ScreenView("", "set-up"), width=140, height=40, theme=DARK, colour=False)
        said = record.what_is_kept(here.attribution, here.thresholds.small_function)
        assert {sheet["slip"]["kept"] for sheet in sheets(about)} == {said}
        assert said in " ".join(screen.split())
    assert "five or more" in record.what_is_kept(None, 5)
    assert "20 or more" in record.what_is_kept(None, 20)


def test_the_slips_ask_what_the_screens_ask() -> None:
    (about,) = ballots.ballot_subjects(session())
    points, again = sheets(about, "weights")
    assert {weights.QUESTION.format(total=100), weights.CONVICTION} <= set(texts(points))
    assert weights.CONVICTION not in texts(again)
    marks = texts(sheets(about, "grid")[0])
    assert {"0 = fails customers", "10 = could not be better"} <= set(marks)


@pytest.mark.parametrize("place", [0, 1])
def test_a_second_round_has_every_reason_with_the_letter_that_is_typed_for_it(place: int) -> None:
    (about,) = ballots.ballot_subjects(session())
    slip = texts([sheets(about, "weights")[1], sheets(about, "grid")[1]][place])
    assert {f"{words} ({letter})" for letter, (_, words) in REASONS.items()} <= set(slip)


def test_nobody_is_named_on_a_slip_and_no_answer_stands_on_one() -> None:
    essay = load(ESSAY)
    (about,) = ballots.ballot_subjects(essay)
    words = " ".join(texts(sheets(about)))
    assert not [person.name for person in essay.participants if person.name in words]
    assert "senior" not in words


def test_the_second_round_of_marks_asks_for_the_flagged_cells_company_by_company() -> None:
    essay = load(ESSAY)
    segment = essay.segments[0]
    opened = rounds.latest(segment, "marks", "second")
    (about,) = ballots.ballot_subjects(essay)
    if opened is None:
        from cxw.findings import flagged_cells

        names = flagged_cells(essay, segment)
    else:
        names = opened.cells
    labels = {company.id: company.label for company in essay.companies(segment)}
    expected = [(labels[cell.split()[1]], segment.need(cell.split()[2]).text) for cell in names]
    assert sorted(about.cells) == sorted(expected)
    order = [company.label for company in essay.companies(segment)]
    assert [cell[0] for cell in about.cells] == sorted((cell[0] for cell in about.cells), key=order.index)


def test_before_the_reveal_of_the_marks_the_second_round_has_empty_lines() -> None:
    here = session()
    rounds.open_marks(here, here.segments[0], "first", NOW)
    (about,) = ballots.ballot_subjects(here)
    assert about.cells == (("", ""),) * ballots.FLAGGED


def test_it_says_how_often_to_print_each_page() -> None:
    lines = ballots.printed_ballots(
        "t", "a4", ballots.ballot_subjects(session(people=11)), ["weights"]
    ).notices
    assert (
        lines[0] == "page 1: Points, first round of Clinics, 2 slips a page; for 11 people print it 6 times"
    )
    one = ballots.printed_ballots("t", "a4", ballots.ballot_subjects(session(people=1)), ["needs"]).notices
    assert one[0].endswith("for 1 person print it once")
    assert ballots.printed_ballots("t", "a4", ballots.blank_subjects(), ["needs"]).notices == (
        "page 1: Needs, 2 slips a page",
        "page 2: Votes, 4 slips a page",
    )


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has, by its own count."""
    found = re.search(rb"/Type/Pages/Count (\d+)", pdf)
    assert found
    return int(found[1])


@pytest.mark.parametrize(("size", "room"), turns(["a4", "letter"], [(12, 7), (5, 3), (3, 0)]))
def test_every_kind_of_slip_fits_on_one_page(size: str, room: tuple[int, int]) -> None:
    needs, competitors = room
    made = slips.slips_pdf(
        "t",
        size,
        [ballots._loose(s) for s in sheets(ballots.ballot_subjects(session(needs, competitors))[0])],
    )
    assert [laid.page for laid in made.laid] == list(range(1, 10))
    assert made.data is not None
    assert pages_of(made.data) == 9


def test_twelve_needs_of_many_long_words_still_make_ballots() -> None:
    here = session(12, 7)
    for need in here.segments[0].needs:
        need.text = LONGEST.strip()
    made = ballots.printed_ballots("t", "a4", ballots.ballot_subjects(here))
    assert made.data is not None
    assert made.notices[0].startswith("page 1: Needs")


def test_the_same_input_gives_the_same_bytes_and_another_gives_others() -> None:
    first, second = (
        ballots.printed_ballots("t", "a4", ballots.ballot_subjects(session()), ["weights"]).data
        for _ in range(2)
    )
    assert first == second
    assert (
        first != ballots.printed_ballots("t", "letter", ballots.ballot_subjects(session()), ["weights"]).data
    )


def test_words_that_look_like_commands_of_the_printer_stay_words() -> None:
    here = session(3)
    for need, text in zip(
        here.segments[0].needs,
        ('#panic("x")', "$x$ @preview/a:1 <sheet>", "\\#read('/etc/passwd') 🙂"),
        strict=True,
    ):
        need.text = text
    made = ballots.printed_ballots("t", "a4", ballots.ballot_subjects(here), ["weights", "grid"])
    assert made.data is not None


def run(*words: str) -> Any:
    return CliRunner().invoke(app, ["ballots", *words])


def test_the_command_writes_beside_the_file_and_never_over_what_was_edited(tmp_path: Path) -> None:
    file = tmp_path / "essay.yaml"
    file.write_bytes(ESSAY.read_bytes())
    done = run(str(file), "--stage", "needs")
    made = tmp_path / f"{load(file).title} - ballots.pdf"
    assert done.exit_code == 0, done.output
    assert made.read_bytes().startswith(b"%PDF")
    assert run(str(file), "--stage", "needs").exit_code == 0
    assert len(list(tmp_path.glob("*.pdf"))) == 1
    made.write_bytes(made.read_bytes() + b"\n% a remark")
    run(str(file), "--stage", "needs")
    assert len(list(tmp_path.glob("*.pdf"))) == 2


def test_without_a_file_it_writes_blank_ballots_into_the_folder_asked_for(tmp_path: Path) -> None:
    done = run("--to", str(tmp_path), "--paper", "letter")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "Blank ballots.pdf").exists()
    assert "page 9: What we do not know" in done.output


def test_the_paper_of_the_brand_is_used_unless_another_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "essay.yaml"
    file.write_text(ESSAY.read_text("utf-8") + "brand: {paper: letter}\n", "utf-8")
    assert load(file).brand.paper == "letter"

    def width(*words: str) -> bytes:
        (made,) = {run(str(file), "--stage", "grid", "--to", str(tmp_path / "x"), *words).exit_code}
        assert made == 0
        return next((tmp_path / "x").glob("*.pdf")).read_bytes()

    assert width() != width("--paper", "a4")
    assert width() == width("--paper", "letter")


def test_an_archive_is_printed_from_and_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "essay.yaml"
    file.write_bytes(ESSAY.read_bytes())
    done = run(str(file), "--orders", "3")
    assert str(done.exception) == OVER
    assert run(str(file), "--stage", "weights").exit_code == 0
    assert file.read_bytes() == ESSAY.read_bytes()


def test_paper_may_be_written_as_it_is_spoken_of_and_a_files_name_is_no_folder(tmp_path: Path) -> None:
    assert run("--to", str(tmp_path), "--paper", "Letter").exit_code == 0
    done = run("--to", str(tmp_path / "blank.pdf"))
    assert "takes the folder" in str(done.exception)
    assert not (tmp_path / "blank.pdf").exists()


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    done = run("--to", str(tmp_path / "x"))
    assert done.exit_code == 1
    assert "is a file: name a folder for the ballots" in str(done.exception)


# several orders

NEEDS = [need.id for need in POINTS.needs]
ORDERS = orders(NEEDS, 7, 3)
Y = ORDERS["Y"]
GIVEN = dict(zip(NEEDS, (20, 10, 30, 15, 25), strict=True))


def row(values: dict[str, Any], order: tuple[str, ...] = Y) -> str:
    """A row as it stands on a slip of this order."""
    return " ".join(str(values[need]) for need in order)


def paper(slip: Slips, *lines: str, projected: bool = False) -> Any:
    ask = changed(slip.ask(), orders=ORDERS)
    return played(lambda room: room.ballots(ask), *lines, projected=projected)


@given(
    st.lists(st.text(min_size=1, max_size=5), min_size=3, max_size=12, unique=True),
    st.integers(0, 10**9),
    st.integers(2, 3),
)
def test_orders_differ_hold_every_need_once_and_begin_with_the_files_own(
    needs: list[str], seed: int, count: int
) -> None:
    found = orders(needs, seed, count)
    assert list(found) == list("XYZ")[:count]
    assert found["X"] == tuple(needs)
    assert len({order[0] for order in found.values()}) == count
    assert {tuple(sorted(order)) for order in found.values()} == {tuple(sorted(needs))}
    assert found == orders(needs, seed, count)


def test_an_order_stays_what_it_was_printed_as() -> None:
    found = orders(list("abcde"), 81423, 3)
    assert {letter: "".join(order) for letter, order in found.items()} == {
        "X": "abcde",
        "Y": "dceab",
        "Z": "cdaeb",
    }


def test_a_row_typed_in_the_order_of_its_slip_is_kept_in_the_order_of_the_file() -> None:
    slip = Slips(POINTS, SURE, people=(ANA, BEN))
    typed = (f"y an {row(GIVEN)}\r", "70\r", f"x be {row(GIVEN, ORDERS['X'])}\r", "60\r", "\r", "\r")
    assert paper(slip, *typed) == DONE
    assert slip.kept["ana", "points"] == slip.kept["ben", "points"] == GIVEN
    assert list(slip.kept["ana", "points"]) == NEEDS
    assert slip.kept["ana", "conviction"] == 70


@pytest.mark.parametrize("projected", [False, True])
def test_the_letter_of_the_slip_is_asked_for_before_a_row_is_taken_in(projected: bool) -> None:
    slip = Slips(POINTS, people=(ANA,))
    typed = (f"an {row(GIVEN)}\r", *(["\x15"] if not projected else []), f"Y an {row(GIVEN)}\r", "\r", "\r")
    paper(slip, *typed, projected=projected)
    assert slip.kept == {("ana", "points"): GIVEN}


def test_who_does_not_know_or_gives_no_answer_needs_no_letter() -> None:
    slip = Slips(POINTS, people=(ANA, CHO))
    paper(slip, "an d\r", "ch late\r", "\r")
    assert slip.kept["ana", "points"] == "dk"
    assert slip.missed == {"cho": "late"}


def test_marks_of_several_companies_follow_the_slip_too() -> None:
    part = marks()
    needs = [need.id for need in part.needs]
    ordered = orders(needs, 3, 3)
    given_marks = {
        company.id: {need: (n + k) % 11 for k, need in enumerate(needs)}
        for n, company in enumerate(part.companies)
    }
    slip = Slips(part, people=(ANA,))
    ask = changed(slip.ask("marks"), orders=ordered)
    lines = [row(given_marks[company.id], ordered["Z"]) + "\r" for company in part.companies]
    played(lambda room: room.ballots(ask), "z an\r", *lines, "\r", "\r")
    assert slip.kept == {("ana", company): answer for company, answer in given_marks.items()}
    assert all(list(answer) == needs for answer in slip.kept.values())


def test_a_slip_put_aside_keeps_its_letter_with_its_row() -> None:
    slip = Slips(POINTS, people=(ANA,))
    paper(slip, "y an 25 10 30 15 25\r", "s\r", "\r", DOWN, "\r")
    assert slip.drafts == {"ana": "Y 25 10 30 15 25"}


def test_a_second_round_in_orders_asks_for_the_reason_as_ever() -> None:
    slip = Slips(POINTS, REASON, people=(ANA,))
    paper(slip, f"z an {row(GIVEN, ORDERS['Z'])}\r", "f\r", "\r", "\r")
    assert slip.kept == {("ana", "points"): GIVEN, ("ana", "reason"): "fact"}


def test_slips_in_orders_carry_their_letter_and_the_needs_as_the_desk_will_read_them() -> None:
    here = session(orders=3, seed=7)
    (about,) = ballots.ballot_subjects(here)
    round = rounds.open_weights(here.segments[0], "first", NOW)
    read = orders_of_round(here, here.segments[0], round)
    points = [sheet for sheet in sheets(about, "weights") if "first" in sheet["slip"]["head"]]
    assert [sheet["slip"]["order"] for sheet in points] == ["X", "Y", "Z"]
    for sheet in points:
        printed = [item["text"] for item in sheet["slip"]["parts"][0]["items"]]
        assert printed == [here.segments[0].need(id).text for id in read[sheet["slip"]["order"]]]


def test_the_running_order_hands_the_orders_to_the_paper_desk_in_the_round_and_when_a_slip_is_put_right() -> (
    None
):
    here = session(orders=2, seed=7)
    opened = rounds.open_weights(here.segments[0], "first", NOW)
    opened.revealed = NOW
    day = Day(Memory(here), desk=None, now=lambda: NOW)  # type: ignore[arg-type]
    assert (
        PointsBallot(day, "s").orders
        == corrections(day, "s", "weights")[0].orders
        == orders_of_round(here, here.segments[0], opened)
    )


def test_single_cells_and_slips_without_needs_have_one_order() -> None:
    here = session(orders=3)
    cells = rounds.open_marks(here, here.segments[0], "second", NOW, ["mark us n1"])
    assert orders_of_round(here, here.segments[0], cells) == {}
    (about,) = ballots.ballot_subjects(here)
    assert {s["slip"]["order"] for s in sheets(about, "needs", "closing")} == {""}


def test_a_third_of_the_pages_is_printed_of_each_order() -> None:
    lines = ballots.printed_ballots(
        "t", "a4", ballots.ballot_subjects(session(orders=3, people=11)), ["weights"]
    ).notices
    assert lines[0] == (
        "page 1: Points, first round, order X of Clinics, 2 slips a page; for 11 people print it twice"
    )


def test_the_number_of_orders_is_kept_in_the_file_and_taken_back(tmp_path: Path) -> None:
    file = tmp_path / "unfinished.yaml"
    file.write_bytes(UNFINISHED.read_bytes())
    assert run(str(file), "--stage", "weights", "--orders", "3").exit_code == 0
    assert load(file).orders == 3
    assert "order Z" in run(str(file), "--stage", "weights").output
    assert run(str(file), "--stage", "weights", "--orders", "1").exit_code == 0
    assert file.read_bytes() == UNFINISHED.read_bytes()


def test_orders_want_a_file_and_chosen_needs(tmp_path: Path) -> None:
    assert "name the session file" in str(run("--orders", "3", "--to", str(tmp_path)).exception)
    file = tmp_path / "new.yaml"
    file.write_text("cxw: 1\ntitle: New\ncompany: {id: us, name: Us}\nsegments: [{id: s, name: S}]\n")
    assert "No needs are chosen yet" in str(run(str(file), "--orders", "2").exception)
    assert not list(tmp_path.glob("*.pdf"))


def test_there_are_no_more_orders_than_needs() -> None:
    assert orders(["a"], 1, 3) == {"X": ("a",)}
    assert len(orders(["a", "b"], 1, 3)) == 2


# a list of needs that changed, a competitor who comes late, blind votes


def changed_list(printed: list[str]) -> tuple[Session, Day]:
    """A room that weighs five needs; its slips were printed in three orders, of these needs."""
    here = session(orders=3, seed=7)
    here.segments[0].printed = printed
    rounds.open_weights(here.segments[0], "first", NOW)
    return here, Day(file=Memory(here), desk=None, now=lambda: NOW)  # type: ignore[arg-type]


def test_slips_printed_for_another_list_are_not_read_in_a_new_order_and_the_hub_says_so() -> None:
    here, day = changed_list(["n0", "n1", "n2"])
    ballot = PointsBallot(day, "s")
    assert ballot.orders == {}
    room = Played("p0 20 20 20 20 20\r", "70\r", "\r", "\r", "\r")
    room.run(lambda room: room.ballots(changed(ballot, people=ballot.people[:1], waiting=lambda: ["p1"])))
    assert "The needs have changed since ballots were printed in orders" in room.seen[0]
    assert here.segments[0].rounds[0].answers["p0"] == {f"n{n}": 20 for n in range(5)}


def test_slips_printed_for_this_list_are_read_in_their_orders_and_nothing_is_said() -> None:
    _, day = changed_list([f"n{n}" for n in range(5)])
    ballot = PointsBallot(day, "s")
    assert ballot.orders == orders([f"n{n}" for n in range(5)], 7, 3)
    assert ballot.remark == ""


def test_printing_again_binds_the_letters_to_the_new_list(tmp_path: Path) -> None:
    file = tmp_path / "s.yaml"
    create(file, session(orders=None, seed=7))
    assert run(str(file), "--stage", "weights", "--orders", "3").exit_code == 0
    assert load(file).segments[0].printed == [f"n{n}" for n in range(5)]
    with OpenFile(file) as opened:
        opened.keep(lambda s: s.segments[0].chosen.remove("n4"))
    assert run(str(file), "--stage", "needs").exit_code == 0
    assert len(load(file).segments[0].printed) == 5
    assert run(str(file), "--stage", "weights").exit_code == 0
    assert load(file).segments[0].printed == ["n0", "n1", "n2", "n3"]


def test_while_the_day_runs_an_unchanged_list_can_be_printed_and_a_new_one_asks_to_leave_first(
    tmp_path: Path,
) -> None:
    file = tmp_path / "s.yaml"
    create(file, session(orders=None, seed=7))
    run(str(file), "--stage", "weights", "--orders", "2")
    with OpenFile(file) as opened:
        assert run(str(file), "--stage", "weights").exit_code == 0
        opened.keep(lambda s: s.segments[0].chosen.remove("n4"))
        assert "leave `cxw run` with Esc and q" in str(run(str(file)).exception)


def test_the_slip_of_marks_has_an_empty_column_for_a_competitor_who_comes_late() -> None:
    (about,) = ballots.ballot_subjects(session(competitors=3))
    companies = sheets(about, "grid")[0]["slip"]["parts"][1]["companies"]
    assert [company["text"] for company in companies] == ["Acme", "Rival 0", "Rival 1", "Rival 2", ""]
    (full,) = ballots.ballot_subjects(session(competitors=7))
    assert len(sheets(full, "grid")[0]["slip"]["parts"][1]["companies"]) == 8
    (blank,) = ballots.blank_subjects()
    assert len(sheets(blank, "grid")[0]["slip"]["parts"][1]["companies"]) == 6


def test_the_slip_of_votes_has_the_letters_that_the_wall_shows() -> None:
    (about,) = ballots.blank_subjects()
    votes = next(sheet for sheet in sheets(about, "needs") if sheet["slip"]["head"] == "Votes")
    assert "".join(votes["slip"]["parts"][1]["items"]) == "ABCDEFGHIJKLMNOPQRSTUVWX"
    here = session()
    here.segments[0].needs[1].parked = "another day"
    for width, height in ((80, 24), (140, 40)):
        wall = draw(
            here, ScreenView("s", "needs", "votes"), width=width, height=height, theme=DARK, colour=False
        )
        assert re.search(r"A +Need number 0", wall)
        assert re.search(r"B +Need number 2", wall)
        assert "Need number 1" not in wall


def test_a_long_board_keeps_all_its_letters_on_the_wall_of_a_small_window() -> None:
    here = session(needs=24)
    wall = draw(here, ScreenView("s", "needs", "votes"), width=80, height=24, theme=DARK, colour=False)
    for number in range(24):
        assert re.search(rf"{chr(ord('A') + number)} +Need number {number}\b", wall)
