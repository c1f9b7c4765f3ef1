"""Picks, ticks and cards at the desk: rows of numbers, own words behind a colon, and how they look while typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from keyboard_asks import (
    ANA,
    CARDS,
    CHO,
    FUNCTIONS,
    GIVES_WAY,
    KIND,
    NEEDS,
    NUMBERS,
    PICKS,
    POINTS,
    TICKS,
    WAYS,
    Slips,
)
from often import turns
from paper_desk import PaperDesk

from cxw.day.desk import Person
from cxw.day.lenses import in_language
from cxw.drawing import columns
from cxw.keyboard.allocator import Allocator
from cxw.keyboard.canvas import Size
from cxw.keyboard.keys import Key
from cxw.keyboard.states import AtSlip, Comparing
from cxw.questions.asking import Item, Part, TypingStep, steps
from cxw.sessionfile.lens_files import shipped_lenses
from cxw.text.phrases import phrases

LONG = "Rechtsschutzversicherungsgesellschaften antworten innerhalb einer Woche auf jede unserer Fragen"
ROW = dict(zip([need.id for need in NEEDS], ["same", "clashes", "dk", "fits", "fits"], strict=True))
GIVES = dict(zip(ROW, ["Marketing", "Sales", "dk", "Marketing", "Sales"], strict=True))


def desk(*parts: Part, people: tuple[Person, ...] = (ANA, CHO), masked: bool = False) -> PaperDesk:
    here = PaperDesk(Slips(*parts, people=people), of="apart", name="", masked=masked)
    here.paper.ballot.question = parts[0].question
    return here


def cards(masked: bool = False) -> PaperDesk:
    return desk(*CARDS, people=FUNCTIONS, masked=masked)


# rows of numbers


@pytest.mark.parametrize(
    "line",
    [
        "an 1 3 d 2 2 1 2 d 1 2",
        "an 13d22 12d12",
        "an 13d22 1 2 d 1 2",
        "1 3 d 2 2 12d12 an",
        "an 13d22\r12d12",
        "an\r1,3,d,2,2\r1/2/d/1/2",
        "an: 13?22\r12?12",
    ],
)
@pytest.mark.parametrize("masked", [False, True])
def test_a_slip_of_two_rows_is_typed_in_one_line_or_in_two_with_spaces_or_without(
    line: str, masked: bool
) -> None:
    here = desk(PICKS, GIVES_WAY, masked=masked).type(line + "\r")
    assert here.slips.kept == {("ana", "pick"): ROW, ("ana", "also gives"): GIVES}
    assert isinstance(here.paper.state, Comparing)


@pytest.mark.parametrize(
    ("part", "row", "said"),
    [
        (PICKS, "1 2 3", "5 things want 5 numbers, here are 3"),
        (PICKS, "123", "5 things want 5 numbers, here are 3"),
        (PICKS, "1 2 3 4 1", "“4” is none of the numbers 1 to 3"),
        (PICKS, "1234d", "“4” is none of the numbers 1 to 3"),
        (TICKS, "13 2 - d", "5 things want 5 groups of numbers, here are 4"),
        (TICKS, "13 2 - d 11", "“11” has one number twice"),
        (TICKS, "14 2 - d 1", "“4” is none of the numbers 1 to 3"),
        (NUMBERS, "10 20 30", "5 things want 5 numbers, here are 3"),
        (NUMBERS, "10 20 30 101 d", "101 is more than 100: numbers go from 0 to 100"),
    ],
)
def test_a_row_that_does_not_fit_is_said_with_what_is_wrong_and_stays(
    part: Part, row: str, said: str
) -> None:
    here = desk(part).type(f"an {row}\r")
    assert said in " ".join(here.screen().split())
    assert here.paper.field.text == row
    assert here.slips.kept == {}
    assert here.type("s\r").slips.drafts == {"ana": row}


def test_a_row_that_could_be_cut_in_two_ways_is_not_guessed_at() -> None:
    assert desk(PICKS, GIVES_WAY).type("an d 1 1 1 1 d\r").slips.kept == {}
    assert desk(PICKS, GIVES_WAY).type("an 13d22 d\r").slips.kept["ana", "also gives"] == dict.fromkeys(
        ROW, "dk"
    )


def test_with_more_than_nine_answers_every_number_stands_by_itself() -> None:
    many = Part("pick", KIND["picks"], "Which?", NEEDS, ways={f"w{n}": f"Answer {n}" for n in range(1, 14)})
    assert desk(many).type("an 11213\r").slips.kept == {}
    kept = desk(many).type("an 1 12 d 13 9\r").slips.kept["ana", "pick"]
    assert list(kept.values()) == ["w1", "w12", "dk", "w13", "w9"]


def test_digits_behind_a_d_are_no_name_unless_somebody_is_called_so() -> None:
    dora = Person("d22", "Dora Dorn", "Sales", "paper")
    here = desk(PICKS, people=(ANA, dora)).type("an\rd2213\r")
    assert [*here.slips.kept["ana", "pick"].values()] == ["dk", "fits", "fits", "same", "clashes"]
    at_dora = desk(PICKS, people=(ANA, dora)).type("dd\r").paper.visit
    assert at_dora is not None
    assert at_dora.person == dora


def test_a_further_row_typed_on_after_a_refusal_nobody_saw_is_not_read_as_the_first() -> None:
    here = desk(PICKS, GIVES_WAY, masked=True).type("an 1 2 3 9 1\r1 2 1 1 2\r", 0.4)
    assert here.slips.kept == {}
    far = "x" * 400
    assert cards(masked=True).type(f"ma: {far}\rFour weeks\r", 0.4).slips.kept == {}


def test_who_knows_nothing_is_asked_nothing_further_unless_all_would_see_it() -> None:
    class AsOnTheDay(Slips):
        def left(self, person: str) -> tuple[Part, ...]:
            row = self.kept.get((person, "pick"), {"": ""})
            return tuple(one for one in super().left(person) if one is PICKS or {*row.values()} != {"dk"})

    screens = []
    for row in ("d", "13d22"):
        slips = AsOnTheDay(PICKS, GIVES_WAY, people=(ANA, CHO))
        masked = PaperDesk(slips, of="apart", name="", masked=True).type(f"an {row}\r")
        shown = masked.screen() + masked.type("12d12\r").screen()
        screens.append([line for line in shown.splitlines() if not {*"█▀▄"} & {*line}])
        assert isinstance(masked.paper.state, Comparing)
    assert screens[0] == screens[1]
    own = PaperDesk(AsOnTheDay(PICKS, GIVES_WAY, people=(ANA,)), of="apart", name="").type("an d\r")
    assert isinstance(own.paper.state, Comparing)
    own.type("an d\r").chooses("take this slip instead")
    assert isinstance(own.paper.state, Comparing)


def test_what_an_example_shows_is_read() -> None:
    for part in (PICKS, TICKS, GIVES_WAY):
        for step in steps([part]):
            row = step.kind.example(step)
            assert step.read(row)[0] is not None, row
    assert "an 13d13 11d11" in desk(PICKS, GIVES_WAY).screen()


# own words


def words(text: str, **lines: str) -> dict[str, str]:
    return {"words": text, **lines}


@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ma: Live, within a week: yes | home page | the bank", words("Live, within a week: yes", where="home page", **{"else": "the bank"})),
        ("ma: Live | | the bank", words("Live", **{"else": "the bank"})),
        ("ma - Live within a week", words("Live within a week")),
        ("Marketing:  Ein Angebot", words("Ein Angebot")),
        ("ma\rLive within a week", words("Live within a week")),
        ("Marketing : -", "nothing"),
        ("Marketing - -", "nothing"),
        ("ma: nothing", "nothing"),
        ("ma: d", "dk"),
        ("ma\rd", "dk"),
    ],
)  # fmt: skip
def test_a_card_is_kept_as_it_was_written(typed: str, kept: Any, masked: bool) -> None:
    here = cards(masked).type(typed + "\r")
    assert here.slips.kept == {("Marketing", "card fast"): kept}
    assert isinstance(here.paper.state, AtSlip)


@pytest.mark.parametrize(("line", "kept"), [("ma -", "nothing"), ("Marketing -", "nothing"), ("ma d", "dk")])
def test_a_sign_behind_a_name_is_taken_in_at_once_unless_all_see_the_screen(line: str, kept: str) -> None:
    """There it is asked about as words are: a step less would show that nothing was written."""
    assert cards(False).type(line + "\r").slips.kept == {("Marketing", "card fast"): kept}
    waiting = cards(True).type(line + "\r")
    assert waiting.asking
    assert waiting.chooses("Marketing").slips.kept == {("Marketing", "card fast"): kept}


@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize(
    "line", ["Ein Angebot in zwei Tagen", "It goes live", "customer service answers at once", "ma Live"]
)
def test_words_that_begin_like_a_function_go_to_no_card_without_being_asked(line: str, masked: bool) -> None:
    waiting = cards(masked).type(line + "\r")
    assert waiting.asking
    assert waiting.wait().type("\r").slips.kept == {}
    open_ = cards(masked).type("sa\r").type(line + "\r")
    assert open_.asking
    assert open_.slips.kept == {}
    open_.chooses("words on Sales's slip")
    assert open_.slips.kept == {("Sales", "card fast"): words(line)}


def test_which_words_would_be_whose_stands_in_the_question() -> None:
    here = cards().type("customer service answers at once\r")
    assert "Customer service: “answers at once”" in here.screen()
    here.chooses("Customer service")
    assert here.slips.kept == {("Customer service", "card fast"): words("answers at once")}
    hidden = cards(masked=True).type("customer service answers at once\r").screen()
    assert "at once" not in hidden


def test_the_next_function_at_an_open_card_is_asked_about_and_then_has_its_own() -> None:
    here = cards().type("ma: Live\rSales: By pay day\r")
    here.chooses("Sales's slip, which comes next")
    assert here.slips.kept["Sales", "card fast"] == words("By pay day")
    assert ("Marketing", "card price") not in here.slips.kept


def test_a_card_of_one_word_that_elsewhere_says_why_somebody_is_missing_is_words() -> None:
    here = cards().type("ma\rspäter\r")
    assert here.slips.kept == {("Marketing", "card fast"): words("später")}
    assert cards().type("ma late\r").slips.missed == {"Marketing": "late"}


def test_many_cards_pasted_at_once_go_to_their_functions() -> None:
    here = cards().paste("ma: Live | home page\n-\nSales: By pay day\nd\nit: In May\n9 weeks\n")
    assert [key for key, _ in here.slips.kept] == ["Marketing"] * 2 + ["Sales"] * 2 + ["IT"] * 2
    assert here.slips.kept["Sales", "card price"] == "dk"


def test_cards_pasted_from_a_table_keep_their_cells_apart() -> None:
    here = cards().paste("Customer service\tFour weeks\t\tthe bank\nPrice: low\tmailing\n")
    assert here.slips.kept == {
        ("Customer service", "card fast"): words("Four weeks", **{"else": "the bank"}),
        ("Customer service", "card price"): words("Price: low", where="mailing"),
    }


def test_what_is_kept_of_cards_and_what_is_still_to_come_is_said_by_need() -> None:
    screen = cards().type("ma: Live\r").screen(100)
    assert "Marketing: the card on “Paid within a week” is kept" in screen
    assert "Marketing: Price, the words, - or d" in screen
    assert CARDS[1].question in screen


@pytest.mark.parametrize("masked", [False, True])
def test_a_card_that_is_put_right_is_changed_in_the_line_and_not_typed_again(masked: bool) -> None:
    slips = Slips(*CARDS, people=FUNCTIONS)
    slips.kept = {
        ("Marketing", "card fast"): words("Live in a weak", where="home page"),
        ("Marketing", "card price"): "nothing",
    }
    here = PaperDesk(slips, of="apart", name="", masked=masked, correcting=True).type("ma\r")
    assert here.paper.field.text == ("" if masked else "Live in a weak | home page")
    if not masked:
        here.press(Key("home"))
        for _ in "Live in a we":
            here.press(Key("right"))
        here.type("e")
        here.press(Key("delete"))
        here.type("\r")
        assert slips.kept["Marketing", "card fast"] == words("Live in a week", where="home page")
        assert here.paper.field.text == "-"
    here.type("\r\r")
    assert slips.kept["Marketing", "card price"] == "nothing"
    assert here.paper.visit is None


# how it looks


def things(count: int) -> tuple[Item, ...]:
    return tuple(Item(f"t{n}", f"Ding {n}: {LONG}", f"Ding {n}") for n in range(count))


@pytest.mark.parametrize(
    ("size", "count", "many"), turns([(72, 21), (80, 24), (120, 40)], [1, 5, 12], [2, 5, 13])
)
def test_the_question_the_line_and_where_it_stands_keep_their_place_however_much_there_is(
    size: tuple[int, int], count: int, many: int
) -> None:
    ways = {f"w{n}": f"Antwort {n} {LONG[:30]}" for n in range(1, many + 1)}
    part = Part(
        "pick", KIND["picks"], "Von welchem Bedürfnis spricht dieser Kunde?", things(count), ways=ways
    )
    further = Part("also", KIND["picks"], "Und gut bedient?", things(count), ways=WAYS)
    here = desk(part, further)
    for typed in ["an ", *["1 "] * (count - 1)]:
        shown = here.type(typed).screen(*size)
        assert max(map(columns, shown.splitlines())) <= size[0]
        assert part.question in shown
        assert "▸ an" in shown
        next_one = min(here.paper.field.text.count("1"), count - 1)
        assert f"{next_one + 1}. Ding {next_one}" in shown
        # Answers that all begin alike may be cut in a small window.
        assert "1 Antwort 1" in shown or "1 Antwort…" in shown


def test_what_is_typed_stands_beside_each_thing_and_on_a_projected_screen_nowhere() -> None:
    shown = desk(PICKS, GIVES_WAY).type("an 13d22 2").screen().splitlines()
    assert any("Price" in line and "3 Things that c" in line for line in shown)
    assert any("Paid within a week" in line and "2 Sales" in line for line in shown)
    hidden = [
        desk(PICKS, GIVES_WAY, masked=True).type(f"an {row}").screen() for row in ("13d22 2", "22d13 11")
    ]
    assert hidden[0] == hidden[1]


def test_words_stand_beside_the_names_of_their_lines_and_are_wrapped() -> None:
    shown = cards().type(f"ma: {LONG} | Heimseite").screen()
    assert "auf jede unserer Fragen" in " ".join(shown.split())
    assert any("| Where could" in line and "Heimseite" in line for line in shown.splitlines())
    hidden = [cards(masked=True).type(f"ma: {row}").screen() for row in ("x | y", "-")]
    assert hidden[0] == hidden[1]


@pytest.mark.parametrize("size", [(72, 21), (80, 24), (120, 40)])
def test_the_line_of_a_card_that_is_typed_is_in_sight_however_many_there_are(size: tuple[int, int]) -> None:
    lines = {f"l{n}": f"Zeile {n}: {LONG}" for n in range(4)}
    here = desk(Part("card", KIND["cards"], "Was hören Kunden?", NEEDS[:1], ways=lines), people=FUNCTIONS)
    here.type("ma: Worte")
    for n in range(4):
        shown = here.type(f" | Text {n}").screen(*size)
        assert f"| Zeile {n}:" in shown
        assert f"Text {n}" in shown
        assert "▸ ma" in shown


@pytest.mark.parametrize("size", [(72, 21), (80, 24), (120, 40)])
def test_a_finished_slip_has_both_rows_beside_each_other(size: tuple[int, int]) -> None:
    twelve = [Part(one.id, one.kind, one.question, things(12), ways=one.ways) for one in (PICKS, GIVES_WAY)]
    here = desk(*twelve).type("an " + "123d" * 3 + " " + "12d1" * 3 + "\r")
    shown = here.screen(*size)
    assert max(map(columns, shown.splitlines())) <= size[0]
    lines = {n: line for n in range(12) for line in shown.splitlines() if f" {n + 1}.  Ding" in line}
    assert len(lines) == 12 or size == (72, 21)
    assert all(sign in lines[1] for sign in ("2", "Ding"))


def test_finished_cards_stand_beside_their_needs_and_what_has_no_room_is_marked() -> None:
    shown = cards().type(f"ma: Live | home page\r{LONG}\r").screen()
    assert "Paid within a week" in shown
    assert any("| Where" in line and "home page" in line for line in shown.splitlines())
    assert "auf jede unserer" in " ".join(shown.split())


def test_numbers_for_things_have_no_company_over_them() -> None:
    here = desk(NUMBERS).type("an ")
    assert "a number from 0 to 100 each" in here.screen()
    assert "Our texts" not in here.screen()
    assert TypingStep(NUMBERS, NUMBERS.companies[0]).read("0 7 100 d 3")[0] == {
        "own": dict(zip(ROW, [0, 7, 100, "dk", 3], strict=True))
    }


# not to know


@pytest.mark.parametrize("lens", ["ourselves", "moments", "vision"])
def test_points_of_a_lens_are_not_known_in_its_own_words_on_laptop_and_paper(lens: str) -> None:
    """Only the stage asks how customers weigh their needs."""
    definition = shipped_lenses()[lens]
    asked = definition.judge or definition.say
    assert asked.dk is not None
    words = in_language(asked.dk, phrases(None))
    part = replace(POINTS, unknown=words, of_things=lens != "ourselves")
    pane = Allocator(part, "Ana", "", masked=False)
    pane.press(Key("d", "d"))
    laptop = " ".join("".join(text for _, text in line) for line in pane.draw(Size(80, 24)))
    here = desk(part).type("an d\r")
    assert here.slips.kept["ana", "points"] == "dk"
    for screen in (laptop, " ".join(here.screen().split())):
        assert words in screen
        assert "customers weigh" not in screen
    told = " ".join(desk(part).type("an 1 2\r").screen().split())
    assert (f"{len(NEEDS)} things want" in told) == (lens != "ourselves")
