"""No slip goes astray: the paper desk as one machine, with keys at any speed, pastes and names that are alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from keyboard_asks import (
    ANA,
    CARDS,
    CHO,
    COMPANIES,
    CONTACT,
    GIVES_WAY,
    KIND,
    NEEDS,
    PICKS,
    POINTS,
    REASON,
    SURE,
    TICK,
    TICKS,
    VOTES,
    WAYS,
    Slips,
    marks,
)
from often import often
from paper_desk import PaperDesk

from cxw.day.desk import AskedOf, Person
from cxw.day.names import names_told_apart, split_signature, who
from cxw.keyboard.keys import Key
from cxw.keyboard.states import About, AtSlip, Comparing, Deciding, OneOrTwo, Waiting, Whose
from cxw.questions.asking import Item, Part


def person(id: str, name: str, function: str = "Sales") -> Person:
    return Person(id, name, function, "paper")


ANNA = person("anna-mueller", "Anna Müller")
ANNA_V = person("anna-mueller-v", "Anna Müller V.", "Service")
DETLEF = person("detlef", "Detlef Groß")
CLARA = person("clara", "Clara D’Souza")
OEYSTEIN = person("oeystein", "Øystein Ødegård")
LUKASZ = person("lukasz", "Łukasz Wąs")
ROOM = (ANNA, ANNA_V, DETLEF, CLARA, OEYSTEIN, LUKASZ)
ROW = {"fast": 20, "price": 20, "quality": 20, "service": 25, "brand": 15}
TYPED = "20 20 20 25 15"


def desk(*parts: Part, people: tuple[Person, ...] = ROOM, **more: Any) -> PaperDesk:
    return PaperDesk(Slips(*(parts or (POINTS, SURE)), people=people), **more)


def test_needs_stand_whole_where_everybody_reads_them_also_after_a_slip() -> None:
    long = [
        Item(f"n{n}", f"Bedürfnis {n}, das die Leute im Raum von der Wand lesen", f"Bedürfnis {n}")
        for n in range(7)
    ]
    words = Item("w", "Rechtsschutzversicherungsgesellschaften", "Rechtsschutz")
    for needs, part in ((long, VOTES), ([words, *NEEDS[1:]], POINTS), ([words, *long[:4]], POINTS)):
        here = desk(replace(part, needs=tuple(needs)), masked=True)
        once = {word for need in needs for word in need.text.split()}
        assert once <= {*here.screen().split()}
        row = "a" if part is VOTES else TYPED
        assert once <= {*here.type(f"cl {row}\r").screen().split()}
        assert "Clara D’Souza   what it says is hidden" in here.screen()


@pytest.mark.parametrize("masked", [True, False])
def test_what_became_of_a_slip_is_said_whole(masked: bool) -> None:
    long = Item("lohn", "Lohn-Büro Müller und Söhne GmbH")
    here = desk(replace(marks(), companies=(*COMPANIES[:2], long)), people=(ANA, CHO), masked=masked)
    said = " ".join(here.type("an 1 2 3 4 5 1 2 3 4 5 1 2 3\r").screen().split())
    assert "put aside" in said
    assert masked or "Missing: Somebody answers on pay day, Brand of Lohn-Büro Müller und Söhne GmbH." in said


@pytest.mark.parametrize(("part", "row"), [(SURE, "101"), (TICK, "w"), (CONTACT, "x"), (REASON, "zz")])
def test_what_is_no_row_is_not_said_to_be_off_in_a_direction(part: Part, row: str) -> None:
    here = desk(part, masked=True).type(f"cl\r{row}\r")
    assert "Not taken in" in here.screen()
    assert "Tab" not in here.screen()
    assert "that does not fit" in here.type("\t").screen()


def test_marks_off_their_scale_are_not_too_many() -> None:
    assert (
        "one of them does not fit" in desk(marks(), of="marks", masked=True).type("cl 1 2 3 4 15\t").screen()
    )


def test_pasted_lines_that_wait_are_counted_as_lines_where_they_are_hidden() -> None:
    here = desk(masked=True)
    here.paste(f"an {TYPED}\ncl {TYPED}\nluk {TYPED}\n")
    assert "2 lines were put in ahead and wait." in here.screen()


def test_what_is_asked_of_a_slip_stands_over_it_part_by_part() -> None:
    here = desk(POINTS, SURE).type("det\r")
    assert POINTS.question in here.screen()
    here.type(f"{TYPED}\r")
    assert "What is the chance that their number-one" in here.screen()
    assert POINTS.question not in here.screen()


# a dialogue that decides


@pytest.mark.parametrize("every", [0.0, 0.02, 0.15, 0.29, 0.31, 0.4])
def test_digits_typed_ahead_never_say_whose_slip_it_is(every: float) -> None:
    here = desk().type(f"an {TYPED}\r20\r", every)
    assert here.asking
    assert here.slips.kept == {}
    assert "20 ⏎" in here.screen()
    here.chooses("Anna Müller V.")
    assert here.slips.kept == {("anna-mueller-v", "points"): ROW, ("anna-mueller-v", "conviction"): 20}


@pytest.mark.parametrize("every", [0.0, 0.02, 0.15, 0.29, 0.31, 0.4])
def test_the_first_letter_of_a_name_never_closes_the_round(every: float) -> None:
    here = desk().type(f"de {TYPED} 80\r\r\rcl {TYPED} 70\r", every)
    assert here.asking
    assert not here.closed
    here.wait().type("\r")
    assert here.slips.kept["clara", "points"] == ROW
    assert here.slips.kept["clara", "conviction"] == 70
    assert not here.slips.missed


def test_a_round_is_not_closed_over_what_was_typed_ahead() -> None:
    here = desk().type("\rcl 20").chooses("close all the same")
    assert not here.closed
    assert here.paper.field.text == "cl 20"
    assert "Not closed" in here.screen()


def test_no_letter_and_no_digit_answers_however_late_it_comes() -> None:
    here = desk().type("\r")
    for letter in "cl1rs2y":
        here.wait().type(letter)
        assert here.asking
    assert not here.outs
    assert [key.name for key in here.paper.behind] == list("cl1rs2y")


def test_enter_that_comes_too_early_is_put_back_and_does_nothing_to_an_empty_desk() -> None:
    here = desk().type("\r\r")
    assert here.asking
    here.wait().type("\r").wait().type("\r")
    assert here.asking
    assert not here.closed


def test_unanswered_everything_typed_ahead_stays_in_the_line_unsent() -> None:
    here = desk().type(f"an {TYPED}\r").type(f"20\rcl {TYPED}").wait().leaves_the_question()
    assert here.slips.kept == {}
    assert here.paper.field.text == f"an {TYPED}"
    screen = here.screen()
    assert "20 ⏎" in screen
    assert f"cl {TYPED}" in screen
    closing = desk().type(f"\rcl {TYPED} 70\r").wait().leaves_the_question()
    assert closing.paper.field.text == f"cl {TYPED} 70"
    assert closing.slips.kept == {}
    closing.type("\r")
    assert closing.slips.kept["clara", "conviction"] == 70


def test_lines_typed_ahead_are_worked_off_up_to_the_first_that_does_not_fit() -> None:
    here = desk().type(f"an {TYPED}\r30\rcl 20 20\rde d\r").chooses("Anna Müller, ")
    assert here.slips.kept["anna-mueller", "conviction"] == 30
    assert here.paper.field.text == "20 20"
    assert "de d ⏎" in here.screen()
    here.type(" 20 25 15 60\r")
    assert here.slips.kept["clara", "conviction"] == 60
    assert here.slips.kept["detlef", "points"] == "dk"


def test_lines_that_wait_can_be_thrown_away() -> None:
    here = desk().type(f"an {TYPED}\rcl d\r").wait().leaves_the_question()
    assert "drop" in [command.word for command in here.pane.commands()]
    here.paper.throw_away()
    assert "Typed ahead" not in here.screen()


def test_before_everybodys_eyes_only_how_much_waits_is_shown() -> None:
    here = desk(masked=True).type(f"an {TYPED}\r").type("83 97\r")
    assert "6 keys were typed ahead and wait." in here.screen()
    assert not any(value in here.screen() for value in ("83", "97", "25"))


def test_replacing_is_asked_and_the_first_way_leaves_the_answer_as_it_is() -> None:
    here = desk(POINTS).type(f"cl {TYPED}\r\rcl d\r")
    assert "Clara D’Souza is taken in already. Replace it?" in here.screen()
    here.wait().type("\r")
    assert here.slips.kept["clara", "points"] == ROW
    here.type("cl d\r").chooses("take this slip instead")
    assert here.slips.kept["clara", "points"] == "dk"


def test_two_people_of_one_name_are_told_apart_by_function_and_id() -> None:
    here = desk(people=(person("kim", "Kim Berg", "Sales"), person("kim-2", "Kim Berg", "Service")))
    here.type(f"kim berg {TYPED} 50\r")
    assert "Kim Berg (kim), Sales" in here.screen()
    here.chooses("kim-2")
    assert here.slips.kept["kim-2", "conviction"] == 50


def test_votes_that_could_be_the_next_slip_are_asked_about() -> None:
    people = (ANA, person("bea", "Bea Cook"))
    here = desk(VOTES, people=people, of="votes").type("an\r").type("be a\r")
    assert here.asking
    assert here.slips.kept == {}
    here.chooses("Bea Cook's slip")
    assert here.slips.kept == {("bea", "votes"): ["fast"]}
    here = desk(VOTES, people=people, of="votes").type("an\r").type("be a\r").chooses("letters of Ana Lima")
    assert here.slips.kept == {("ana", "votes"): ["price", "brand", "fast"]}


# whole days at any speed


PEOPLE = st.lists(
    st.sampled_from(
        [
            *ROOM,
            person("anne", "Anne Møller"),
            person("anna-b", "Anna Bøe"),
            person("oistein", "Øistein Oe"),
            person("o-neill", "Sean O'Neill"),
            person("mueller", "Müller"),
            person("muli", "Muli Ann"),
            person("bea", "Bea Deß"),
            person("kim", "Kim Berg"),
            person("kim-2", "Kim Berg"),
        ]
    ),
    min_size=3,
    max_size=8,
    unique_by=lambda one: one.id,
)
SPEED = st.sampled_from([0.0, 0.03, 0.12, 0.28, 0.33, 0.4])


def letters_of(draw: Any, one: Person) -> str:
    """As somebody reads them off a slip: two letters, more, a later part, initials, all of it."""
    parts = one.name.replace("’", "'").split()
    initials = "".join(part[0] for part in parts)
    ways = [one.name[:2], one.name[:3], parts[-1][:2], one.name, one.id]
    ways += [initials] if len(initials) > 1 else []
    return str(draw(st.sampled_from(ways)))


@st.composite
def rows_of(draw: Any, kind: str) -> tuple[str, Any]:
    """What a slip says, as it is typed, and what must then be kept."""
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=4, max_size=4)))
    row = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    if kind == "weights":
        sure = draw(st.integers(0, 100))
        mark = draw(st.sampled_from([" ", "\r"]))
        return f"{' '.join(map(str, row))}{mark}{sure}", {
            "points": dict(zip([need.id for need in NEEDS], row, strict=True)),
            "conviction": sure,
        }
    if kind == "second":
        letter, word = draw(st.sampled_from([("f", "fact"), ("a", "argument"), ("n", "none")]))
        return f"{' '.join(map(str, row))}\r{letter}", {
            "points": dict(zip([need.id for need in NEEDS], row, strict=True)),
            "reason": word,
        }
    if kind == "votes":
        ids = draw(st.lists(st.sampled_from(NEEDS), min_size=1, max_size=3, unique=True))
        return "".join("abcde"[NEEDS.index(need)] for need in ids), {"votes": [need.id for need in ids]}
    if kind in ("picks", "ticks"):
        return cast(tuple[str, Any], draw(picked(kind)))
    if kind == "cards":
        return cast(tuple[str, Any], draw(cards_of()))
    cells = draw(st.lists(st.integers(0, 10), min_size=15, max_size=15))
    per = [cells[0:5], cells[5:10], cells[10:15]]
    mark = draw(st.sampled_from([" ", "\r"]))
    text = mark.join(" ".join(map(str, row)) for row in per)
    return text, {
        company.id: dict(zip([need.id for need in NEEDS], row, strict=True))
        for company, row in zip(COMPANIES, per, strict=True)
    }


@st.composite
def picked(draw: Any, kind: str) -> tuple[str, Any]:
    """Numbers of answers in a row or without spaces, and a further row behind it or on the next line."""
    ids, words = [need.id for need in NEEDS], [*WAYS]
    if kind == "ticks":
        some = draw(st.lists(st.sampled_from(["13", "2", "123", "-", "d"]), min_size=5, max_size=5))
        said = {"d": "dk", "-": [], "13": [words[0], words[2]], "2": [words[1]], "123": words}
        return " ".join(some), {"ticks": dict(zip(ids, [said[one] for one in some], strict=True))}
    rows = [draw(st.lists(st.sampled_from(signs), min_size=5, max_size=5)) for signs in ("123d", "12d")]
    between = draw(st.sampled_from([" ", "\r"]))
    text = between.join(draw(st.sampled_from(["", " "])).join(row) for row in rows)
    meant = [dict(zip("123d", (*words, "dk"), strict=True)), {"1": "Marketing", "2": "Sales", "d": "dk"}]
    parts = [dict(zip(ids, map(one.get, row), strict=True)) for one, row in zip(meant, rows, strict=True)]
    return text, {"pick": parts[0], "also gives": parts[1]}


@st.composite
def cards_of(draw: Any) -> tuple[str, Any]:
    """Words that may begin like a name, behind a colon or at the slip that lies open: then they are asked about."""
    said: dict[str, tuple[str, Any]] = {
        "-": ("-", "nothing"),
        "d": ("d", "dk"),
        "one": ("Über Nacht | Heimseite", {"words": "Über Nacht", "where": "Heimseite"}),
        "two": ("x: | | y", {"words": "x:", "else": "y"}),
        "three": ("9 bis 17 Uhr", {"words": "9 bis 17 Uhr"}),
        "like a name": ("An einem Tag | Be", {"words": "An einem Tag", "where": "Be"}),
    }
    first, second = [said[draw(st.sampled_from([*said]))] for _ in CARDS]
    return f": {first[0]}\r{second[0]}", {CARDS[0].id: first[1], CARDS[1].id: second[1]}


KINDS: dict[str, tuple[tuple[Part, ...], AskedOf, str]] = {
    "picks": ((PICKS, GIVES_WAY), "apart", ""),
    "ticks": ((TICKS,), "apart", ""),
    "cards": (CARDS, "apart", ""),
    "weights": ((POINTS, SURE), "weights", "first"),
    "votes": ((VOTES,), "votes", ""),
    "marks": ((marks(),), "marks", "first"),
    "second": ((POINTS, REASON), "weights", "second"),
}


def answered(here: PaperDesk, ways: dict[str, Person], lines: set[str]) -> None:
    """Whoever types looks up: questions are answered truly, what is left in the line is looked at and emptied."""
    for _ in range(60):
        state = here.paper.state
        if isinstance(state, Deciding):
            true = _true_way(state.about, ways, lines)
            words = [way.word for way in state.dialogue.ways]
            here.wait(0.5)
            for _ in range(words.index(true) if true in words else 0):
                here.press(_DOWN)
            here.wait(0.5).press(_ENTER)
            if here.asking and here.paper.state is state:
                here.wait(0.5).press(_DOWN)
                here.press(_UP)
                here.press(_ENTER)
        elif here.paper.behind or here.paper.field.text:
            here.paper.clear()
            here.paper.said = ""
            if not here.paper.behind:
                return
            here.wait(0.5).press(_ENTER)
        else:
            return


def _true_way(about: About, ways: dict[str, Person], lines: set[str]) -> str:
    """What is so: whose row it is, and which line is a slip by itself; empty where nobody could say it."""
    if isinstance(about, Whose):
        return ways[about.row].id if about.row in ways else ""
    if isinstance(about, OneOrTwo):
        return max((line for line in lines if line in about.text), key=len, default="")
    return ""


@st.composite
def left_there(draw: Any, people: Sequence[Person]) -> str:
    """What stays in the line: a name or the half of one, a number, a word, or what stands on no slip."""
    letters = letters_of(draw, draw(st.sampled_from(people)))
    half = letters[: draw(st.integers(1, len(letters)))]
    return str(draw(st.sampled_from([letters + " ", letters, half, half + " ", "2", "20 20 ", "d ", "zz "])))


def handed_in(data: st.DataObject, here: PaperDesk, slip: str, people: Sequence[Person]) -> None:
    """A slip is typed, or pasted with one of the ends lines have; perhaps into a line in which something was left."""
    here.wait(data.draw(SPEED))
    between = data.draw(st.sampled_from(["nothing"] * 3 + ["a while", "Esc", "a paste"]))
    if between != "nothing":
        here.type(data.draw(left_there(people)), data.draw(SPEED))
    if between == "a while":
        here.wait(6.0)
    if between == "Esc":
        here.pane.escape()
    if between == "a paste" or data.draw(st.integers(0, 3)) == 0:
        pasted(data, here, slip, whole=between != "nothing")
    else:
        here.type(slip + "\r" + data.draw(st.sampled_from(["", "\r", "\r\r"])), data.draw(SPEED))


def pasted(data: st.DataObject, here: PaperDesk, slip: str, *, whole: bool) -> None:
    """A slip comes by the clipboard, wherever the cursor stands, or only its row behind a name that is typed."""
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r", " \n", "\n\n", ""]))
    if not whole and data.draw(st.booleans()):
        letters, slip = slip.split(" ", 1)
        here.type(letters + " ", data.draw(SPEED))
    for _ in range(data.draw(st.integers(0, 3)) if whole else 0):
        here.press(Key("left"))
    here.paste(slip.replace("\r", end or "\n") + end)
    if not end:
        here.type("\r", data.draw(SPEED))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\n\n", " \n"])
@pytest.mark.parametrize("masked", [False, True])
def test_a_row_pasted_with_its_line_end_is_taken_and_what_is_typed_next_is_the_next_slip(
    end: str, masked: bool
) -> None:
    here = desk(masked=masked).paste(f"de {TYPED} 80{end}").type("cl 100 0 0 0 0 9\r", 0.02)
    first = dict(zip(ROW, (100, 0, 0, 0, 0), strict=True))
    assert here.slips.kept == {
        ("detlef", "points"): ROW,
        ("detlef", "conviction"): 80,
        ("clara", "points"): first,
        ("clara", "conviction"): 9,
    }


def test_a_row_pasted_without_its_line_end_waits_for_enter_and_may_be_typed_on() -> None:
    here = desk().paste("de 20 20 20").type(" 25 15 80")
    assert here.slips.kept == {}
    here.type("\r")
    assert here.slips.kept == {("detlef", "points"): ROW, ("detlef", "conviction"): 80}


def test_a_paste_of_nothing_but_line_ends_closes_no_round_and_takes_nothing_in() -> None:
    here = desk().type(f"de {TYPED} 80").paste("\r\n\n")
    assert (here.slips.kept, here.asking, here.closed) == ({}, False, False)


@pytest.mark.parametrize("typed", ["de ", "de", "lu 20 20", "lu 90 90 0 0 0\r"])
def test_a_pasted_slip_never_joins_what_is_typed_or_was_refused_of_another(typed: str) -> None:
    """“de ” and Clara's letters of needs would be a vote of Detlef."""
    here = desk().type(typed)
    left = here.paper.field.text
    here.paste(f"cl {TYPED} 70\n")
    assert here.paper.field.text == left
    assert here.slips.kept == {}
    assert "waits behind this line" in here.screen()
    here.type("\b" * len(left) + "\r")
    assert here.slips.kept == {("clara", "points"): ROW, ("clara", "conviction"): 70}


KIM = person("kim", "Kim Berg")
BEA = person("bea", "Bea Deß")


def left_and(here: PaperDesk, between: str, slip: str) -> PaperDesk:
    """“Ki ” stands in the line, something comes between, and then Bea's slip."""
    if between == "a question":
        here.type("\r").type("Ki ")  # whoever is missing is asked about, and “Ki ” typed over that
    else:
        here.type("Ki ", 0.2)
    if between == "a while":
        here.wait(6.0)
    if between == "Esc":
        here.pane.escape()
    if between == "a slip that waits":
        here.paste(f"de {TYPED} 20\n")
    if between == "a paste without its end":
        return here.paste(slip).type("\r")
    if between == "a question":
        return here.paste(f"{slip}\n").wait().chooses("go on taking in")
    return here.type(f"{slip}\r", 0.05)


@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("between", ["a slip that waits", "a while", "Esc", "a paste without its end"])
def test_letters_left_in_the_line_make_no_name_with_what_comes_later(between: str, masked: bool) -> None:
    here = desk(people=(KIM, BEA, DETLEF), masked=masked)
    left_and(here, between, f"be {TYPED} 80")
    assert here.asking
    assert here.slips.kept == {}
    assert "Is all of it one slip?" in here.screen()
    assert (TYPED in here.screen()) != masked
    here.chooses("only what came last")
    if here.asking:  # “be” may begin Berg too
        here.chooses("Bea")
    assert here.slips.kept["bea", "conviction"] == 80
    assert "kim" not in {whose for whose, _ in here.slips.kept}


def test_a_slip_pasted_over_a_question_waits_behind_the_letters_that_were_typed_there() -> None:
    here = left_and(desk(people=(KIM, BEA, DETLEF)), "a question", f"bea {TYPED} 80")
    assert (here.paper.field.text, here.slips.kept) == ("Ki ", {})
    assert "waits behind this line" in here.screen()
    here.type("\b\b\b\r")
    assert here.slips.kept == {("bea", "points"): ROW, ("bea", "conviction"): 80}


def test_a_line_that_is_one_slip_is_taken_as_a_whole_when_that_is_said() -> None:
    here = left_and(desk(people=(KIM, BEA, DETLEF)), "a while", f"be {TYPED} 80")
    assert "all of it: “Ki be" in here.screen()
    here.wait().type("\r")
    assert (here.paper.field.text, here.slips.kept) == (f"Ki be {TYPED} 80", {})
    here.type("\r").chooses("all of it")
    assert here.slips.kept["kim", "conviction"] == 80


@pytest.mark.parametrize(
    ("first", "then"),
    [("D\r", f"et {TYPED} 80\r"), ("de 20 20", " 20 25 15 80\r"), (f"{TYPED} 80", " de\r")],
)
def test_whoever_goes_on_with_one_slip_after_a_while_is_not_asked(first: str, then: str) -> None:
    here = desk().type(first).wait(6.0).type(then)
    assert not here.asking
    assert here.slips.kept == {("detlef", "points"): ROW, ("detlef", "conviction"): 80}


def test_what_waits_follows_only_the_line_that_it_was_typed_behind() -> None:
    """A percentage typed ahead for Anna is not Clara's, whose slip was typed where Anna's stood."""
    here = desk().type(f"an {TYPED}\r20\r").wait().leaves_the_question()
    here.press(Key("wipe"))
    here.type(f"cl {TYPED}\r")
    assert here.slips.kept == {("clara", "points"): ROW}
    assert "was typed behind a line that is gone" in " ".join(here.screen().split())
    here.type("70\r\r")
    assert here.slips.kept["clara", "conviction"] == 70
    assert here.paper.field.text == "20"


def test_a_paste_of_a_whole_slip_is_taken_whole_though_something_older_waits() -> None:
    here = desk().type(f"an {TYPED}\r20\r").wait().leaves_the_question()
    here.press(Key("wipe"))
    here.paste(f"cl {TYPED}\n70\n")
    assert here.slips.kept == {("clara", "points"): ROW, ("clara", "conviction"): 70}
    assert "was typed behind a line that is gone" in " ".join(here.screen().split())


def test_keys_over_a_second_question_join_no_half_line_of_the_first_one() -> None:
    here = desk(people=(ANNA, ANNA_V, KIM, BEA)).type("an\r").type("Ki ")
    here.wait().leaves_the_question().press(Key("wipe"))
    here.type(f"an {TYPED}\r").type("20\r").chooses("Anna Müller V.")
    assert here.slips.kept == {("anna-mueller-v", "points"): ROW}
    assert here.paper.field.text == "Ki "


@pytest.mark.parametrize("row", [TYPED, f"{TYPED} 80"])
def test_a_row_whose_enter_was_forgotten_is_not_the_next_persons(row: str) -> None:
    here = desk().type("cl\r").type(f"{row} de\r")
    assert here.asking
    assert here.slips.kept == {}
    here.chooses("the row of Clara D’Souza's slip")
    assert here.slips.kept["clara", "points"] == ROW
    assert "detlef" not in {whose for whose, _ in here.slips.kept}
    assert here.paper.named() == DETLEF
    other = desk().type("cl\r").type(f"{TYPED} 80 de\r").chooses("Detlef Groß's slip, which comes next")
    assert other.slips.kept == {("detlef", "points"): ROW, ("detlef", "conviction"): 80}


def test_lines_pasted_over_a_question_wait_one_by_one() -> None:
    here = desk().type(f"an {TYPED} 60\r").wait()
    assert here.asking
    here.paste(f"de {TYPED} 80\ncl {TYPED} 70\n").wait().wait()
    assert f"cl {TYPED} 70 ⏎" in here.screen()
    here.chooses("Anna Müller V.")
    sure = {who: value for (who, part), value in here.slips.kept.items() if part == "conviction"}
    assert sure == {"anna-mueller-v": 60, "detlef": 80, "clara": 70}


_DOWN, _UP, _ENTER = Key("down"), Key("up"), Key("enter")


@given(st.data())
@settings(max_examples=often(80, 16), deadline=None)
def test_whatever_the_speed_no_answer_stands_with_somebody_whose_slip_it_was_not(data: st.DataObject) -> None:
    people = tuple(data.draw(PEOPLE))
    for kind in data.draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=3)):
        parts, of, name = KINDS[kind]
        masked = data.draw(st.booleans())
        here = desk(*parts, people=people, of=of, name=name, masked=masked)
        given: dict[str, Any] = {}
        ways: dict[str, Person] = {}
        lines: set[str] = set()
        for one in data.draw(st.permutations(people)):
            text, value = data.draw(rows_of(kind))
            row = text.split("\r")[0].removeprefix(": ")
            assume(row not in ways)
            given[one.id] = value
            ways[row] = one
            slip = f"{letters_of(data.draw, one)} {text}"
            lines.add(slip.split("\r", maxsplit=1)[0])
            handed_in(data, here, slip, people)
            if data.draw(st.integers(0, 2)) == 0:
                answered(here, ways, lines)
            _nothing_astray(here, given)
            if not here.slips.ask(of, name).waiting():
                break
            assert not here.closed
        answered(here, ways, lines)
        _nothing_astray(here, given)


@pytest.mark.parametrize("masked", [False, True])
def test_a_reason_pasted_below_a_slip_that_is_nobodys_does_not_stand_with_the_next_slip(masked: bool) -> None:
    here = desk(POINTS, REASON, of="weights", name="second", masked=masked)
    here.paste("D' 0 0 0 4 96\r\nf\r\n")
    here.wait(1)
    here.press(Key("home"))
    for _ in range(0 if masked else 20):
        here.press(Key("delete"))
    here.type("cl 0 0 0 1 99\ra\r")
    assert here.slips.kept["clara", "reason"] == "argument"


def _nothing_astray(here: PaperDesk, given: dict[str, Any]) -> None:
    for (whose, part), value in here.slips.kept.items():
        if value == "dk" and part == "conviction" and here.paper.masked:
            continue
        assert whose in given, f"{part} of {whose}, who has handed in nothing"
        assert given[whose].get(part) == value, (whose, part, value, given[whose])
    assert not {whose for whose, why in here.slips.missed.items() if why != "declined"}


# what stands on the paper


def test_a_slip_typed_again_after_a_crash_is_completed() -> None:
    here = desk()
    here.slips.accept("clara", "points", ROW, "paper")
    here.type(f"cl {TYPED} 80\r")
    assert here.slips.kept["clara", "conviction"] == 80
    assert not here.asking
    row_only = desk()
    row_only.slips.accept("clara", "points", ROW, "paper")
    row_only.type(f"cl {TYPED}\r80\r")
    assert row_only.slips.kept["clara", "conviction"] == 80


def test_a_slip_typed_again_otherwise_is_asked_about() -> None:
    here = desk()
    here.slips.accept("clara", "points", ROW, "paper")
    here.type("cl 25 20 20 20 15 80\r")
    assert "what is kept of this slip is not what is typed now" in " ".join(here.screen().split())
    assert here.slips.kept["clara", "points"] == ROW
    here.chooses("take this slip instead")
    assert list(here.slips.kept["clara", "points"].values()) == [25, 20, 20, 20, 15]
    assert here.slips.kept["clara", "conviction"] == 80


@pytest.mark.parametrize("mark", [" ", "\r", " / "])
@pytest.mark.parametrize("by_need", [False, True])
def test_marks_typed_again_after_a_crash_are_completed(mark: str, by_need: bool) -> None:
    here = desk(marks(), people=(ANA, CHO), of="marks", by_need=by_need)
    per = {
        company.id: {need.id: n + m for m, need in enumerate(NEEDS)} for n, company in enumerate(COMPANIES)
    }
    for company in ("us", "paycorp"):
        here.slips.accept("ana", "marks", {company: per[company]}, "paper")
    rows = [list(row.values()) for row in per.values()]
    rows = [list(row) for row in zip(*rows, strict=True)] if by_need else rows
    here.type(f"an {mark.join(' '.join(map(str, row)) for row in rows)}\r")
    assert not here.asking
    assert here.slips.given("ana")["marks"] == per


def test_the_first_rounds_row_is_given_again_by_a_sign() -> None:
    for sign in ("=", "same"):
        here = desk(POINTS, REASON, name="second")
        here.slips.before["clara"] = {"points": ROW}
        here.type(f"cl {sign}\r")
        assert here.slips.kept["clara", "points"] == ROW
        assert TYPED in here.screen()
        here.type(f"oy {sign}\r")
        assert "has no row of the first round" in " ".join(here.screen().split())
        assert ("oeystein", "points") not in here.slips.kept


def test_on_a_projected_screen_nobody_sees_whose_row_stayed_the_same() -> None:
    screens = set()
    for row in ("=", "same", TYPED, "100 0 0 0 0"):
        here = desk(POINTS, REASON, name="second", masked=True)
        here.slips.before["clara"] = {"points": ROW}
        shown = [here.type(f"cl {row}\r").screen(), here.type("f\r").screen()]
        assert len(here.slips.kept) == 2
        screens.add(tuple(shown))
    assert len(screens) == 1


def test_flagged_marks_of_the_first_round_are_given_again() -> None:
    cells = marks(us=("price",), paycorp=("fast", "brand"), **{"as-now": ("brand",)})
    here = desk(cells, REASON, people=(ANA, CHO), of="marks", name="second")
    whole = {company.id: {need.id: n for n, need in enumerate(NEEDS)} for company in COMPANIES}
    here.slips.before["ana"] = {"marks": whole}
    here.type("an = f\r")
    assert here.slips.given("ana") == {
        "marks": {"us": {"price": 1}, "paycorp": {"fast": 0, "brand": 4}, "as-now": {"brand": 4}},
        "reason": "fact",
    }


def test_marks_are_typed_as_they_stand_on_the_slip_after_tab_in_the_empty_line() -> None:
    here = desk(marks(), people=(ANA, CHO), of="marks")
    assert "by company, needs down" in here.screen(120, 40)
    here.type("\t")
    assert "by need, companies across" in here.screen(120, 40)
    for row in ("1 2 3", "4 5 6", "7 8 9", "10 0 d", "3 2 1"):
        here.type(f"an {row}\r" if row == "1 2 3" else f"{row}\r")
    assert list(here.slips.kept["ana", "us"].values()) == [1, 4, 7, 10, 3]
    assert list(here.slips.kept["ana", "as-now"].values()) == [3, 6, 9, "dk", 1]
    here.type("ch 1 2 3 4 5 6 7 8 9 10 0 1 3 2 1\r")
    assert list(here.slips.kept["cho", "us"].values()) == [1, 4, 7, 10, 3]


def test_marks_that_are_not_all_there_are_put_aside_and_what_is_missing_is_named() -> None:
    here = desk(marks(), people=(ANA, CHO), of="marks").type("an 1 2 3 4 5 6 7 8 9 10\r")
    assert here.slips.drafts == {"ana": "1 2 3 4 5 6 7 8 9 10"}
    assert here.slips.kept == {}
    assert "Missing: As now" in here.screen(120, 40)
    here.type("an 1 2 3 4 5 6 7\r")
    assert (
        "Missing: Runs without errors, Somebody answers on pay day, Brand of PayCorp, As now"
        in here.paper.news
    )
    hidden = desk(marks(), people=(ANA, CHO), of="marks", masked=True).type("an 1 2 3 4 5 6 7 8 9 10\r")
    assert "As now" not in hidden.screen()


def test_what_a_paste_puts_aside_is_named_though_the_next_row_is_taken_in() -> None:
    whole = "1 2 3 4 5 6 7 8 9 10 1 2 3 4 5"
    here = desk(marks(), people=(ANA, CHO), of="marks").paste(f"an 1 2 3 4 5 6 7 8 9 10\nch {whole}\n")
    assert f"{CHO.name} is taken in" in here.screen(120, 40)
    assert f"{ANA.name}: put aside, not all marks are there. Missing: As now." in here.screen(120, 40)
    assert "put aside" not in here.type("an").screen(120, 40)


def test_a_finished_slip_stands_to_be_compared_and_blocks_nothing() -> None:
    here = desk().type(f"cl {TYPED} 83\r")
    compared = here.paper.state
    assert isinstance(compared, Comparing)
    assert "83 %" in here.screen()
    here.type("de ")
    assert "83 %" not in here.screen()
    here.type(f"{TYPED} 70\r\r")
    assert isinstance(here.paper.state, Waiting)
    asked = here.asking
    assert not asked
    here.type("\r")
    assert here.asking
    hidden = desk(masked=True).type(f"cl {TYPED} 83\r").screen()
    assert "83" not in hidden
    assert "Clara D’Souza" in hidden


def test_a_whole_grid_stands_as_on_the_slip() -> None:
    here = desk(marks(), people=(ANA, CHO), of="marks").type("an 1 2 3 4 5 6 7 8 9 10 0 d 3 2 1\r")
    lines = [" ".join(line.split()) for line in here.screen().split("\n")]
    assert "Price 2 7 d" in lines


@pytest.mark.parametrize(
    "pasted",
    [
        f"cl {TYPED} 70\r\nde {TYPED} 60\r\n",
        f"cl {TYPED} 70\rde {TYPED} 60",
        "  cl\t20\t20\t20\t25\t15\t70  \n\n\tde\t20\t20\t20\t25\t15\t60\t\n",
        f"Clara D’Souza: {TYPED} 70%\nDetlef Groß, {TYPED} 60 %\n",
    ],
)
def test_rows_pasted_at_once_are_taken_one_by_one(pasted: str) -> None:
    here = desk().paste(pasted)
    assert (here.slips.kept["clara", "conviction"], here.slips.kept["detlef", "conviction"]) == (70, 60)
    assert here.slips.kept["detlef", "points"] == ROW


def test_a_row_of_numbers_parted_by_tabs_key_by_key_is_a_row() -> None:
    here = desk().type(f"cl {TYPED} 70\r".replace(" ", "\t"))
    assert here.slips.kept["clara", "conviction"] == 70


def test_what_is_counted_and_what_is_said_agree() -> None:
    here = desk().type(f"cl {TYPED}\r")
    assert "of 6 taken in" in here.screen()
    assert "Clara D’Souza: the points are kept, the percentage is still to come" in here.screen()
    assert "is taken in" not in here.screen()
    here.type("70\r")
    assert "Clara D’Souza is taken in." in here.screen()


def test_after_somebody_declined_the_next_slip_is_still_a_whole_one() -> None:
    here = desk().type("an müller v declined\r")
    here.slips.kept["anna-mueller", "points"] = ROW  # whose percentage alone is missing
    screen = here.screen()
    assert "two letters of a name, then the row" in screen
    assert all(need.text in screen for need in NEEDS)


def test_on_one_projected_screen_everybody_takes_the_same_steps() -> None:
    """The desk's half: after `d` the percentage is asked, and an empty Enter is enough for everybody."""
    screens = []
    for typed in ("d", TYPED):
        slips = Slips(POINTS, SURE, people=ROOM)
        accept = slips.accept

        def as_in_a_masked_room(*answer: Any, accept: Any = accept, kept: dict[Any, Any] = slips.kept) -> Any:
            faults = accept(*answer)
            if answer[1] == "points":
                kept.pop((answer[0], "conviction"), None)
            return faults

        slips.accept = as_in_a_masked_room  # type: ignore[method-assign, assignment]
        here = PaperDesk(slips, masked=True).type(f"cl {typed}\r")
        screens.append(here.screen())
        assert isinstance(here.paper.state, AtSlip)
        screens[-1] += here.type("\r").screen()
        assert slips.kept["clara", "conviction"] == "dk"
    assert screens[0] == screens[1]


def test_s_puts_a_refused_slip_aside_and_is_no_key_by_itself() -> None:
    for typed in ("s\r", "\x00s\r"):
        here = desk().type("cl 20 20 20 25 16\r")
        if typed[0] == "\x00":
            here.press(Key("wipe"))
        here.type(typed[-2:-1])
        assert here.slips.drafts == {}
        here.type("\r")
        assert here.slips.drafts == {"clara": "20 20 20 25 16"}


# names


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("oy", ["oeystein"]),
        ("oey", ["oeystein"]),
        ("od", ["oeystein"]),
        ("øys", ["oeystein"]),
        ("lu", ["lukasz"]),
        ("łu", ["lukasz"]),
        ("wa", ["lukasz"]),
        ("gross", ["detlef"]),
        ("groß", ["detlef"]),
        ("dg", ["detlef"]),
        ("so", ["clara"]),
        ("dsouza", ["clara"]),
        ("d'souza", ["clara"]),
        ("mu", ["anna-mueller", "anna-mueller-v"]),
        ("mü", ["anna-mueller", "anna-mueller-v"]),
        ("mue", ["anna-mueller", "anna-mueller-v"]),
        ("Anna Mueller", ["anna-mueller"]),
        ("müller anna v", ["anna-mueller-v"]),
        ("amv", ["anna-mueller-v"]),
        ("anna-mueller-v", ["anna-mueller-v"]),
        ("zz", []),
    ],
)
def test_names_are_found_by_any_beginning_initials_or_letters_without_accents(
    letters: str, found: list[str]
) -> None:
    assert [one.id for one in who(letters, ROOM)] == found


@given(st.sampled_from(ROOM), st.integers(2, 30), st.booleans())
def test_every_beginning_of_every_part_finds_its_person(one: Person, many: int, whole: bool) -> None:
    for text in [one.name] if whole else one.name.split():
        if len(text[:many].strip(". ")) > 1:
            assert one in who(text[:many], ROOM) or text[:many].strip() == "Anna Müller"


@pytest.mark.parametrize(
    "line", ["Anna Müller V.: Qualität", "amv: Qualität", "Anna Mueller V. - Qualität", "müller v – Qualität"]
)
def test_a_whole_name_before_a_need_is_no_part_of_its_words(line: str) -> None:
    found, _, words = split_signature(line, ROOM)
    assert ([one.id for one in found], words) == (["anna-mueller-v"], "Qualität")


def test_a_name_before_a_need_that_could_be_two_is_asked_about_and_words_stay_words() -> None:
    assert len(split_signature("Müller: Qualität", ROOM)[0]) == 2
    assert split_signature("Preis: ohne Überraschung", ROOM) == ([], "", "Preis: ohne Überraschung")
    assert split_signature("well-made - and quiet", ROOM) == ([], "", "well-made - and quiet")
    assert names_told_apart([replace(ANNA, id="a"), ANNA])[0] == "Anna Müller (a)"


def test_what_follows_a_name_nobody_knows_is_not_taken_for_the_slip_before() -> None:
    for masked in (False, True):
        here = desk(masked=masked).type(f"cl {TYPED}\rzz {TYPED}\r80\r")
        assert ("clara", "conviction") not in here.slips.kept
        gone = desk(masked=masked).type(f"cl {TYPED}\ran {TYPED}\r80\r").wait().leaves_the_question()
        gone.press(Key("wipe"))
        gone.type("\r")
        assert ("clara", "conviction") not in gone.slips.kept


def test_a_row_typed_on_after_a_refusal_nobody_saw_is_not_read_as_the_one_before() -> None:
    here = desk(marks(), people=(ANA, CHO), of="marks", masked=True)
    here.type("an 1 2 3 4\r5 5 5 5 5\r6 6 6 6 6\r", 0.4)
    assert here.slips.kept == {}
    put = desk(marks(), people=(ANA, CHO), of="marks", masked=True).type("an 1 2 3 4\rs\r")
    assert put.slips.drafts == {"ana": "1 2 3 4"}


@pytest.mark.parametrize(("width", "height"), [(72, 21), (80, 24), (120, 40)])
@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("count", range(3, 13))
def test_the_question_and_every_need_stand_there_however_many_there_are(
    count: int, masked: bool, width: int, height: int
) -> None:
    needs = tuple(Item(f"n{n}", f"Bedarf {n}: Rechtsschutzversicherungsgesellschaften") for n in range(count))
    here = desk(Part("points", KIND["points"], POINTS.question, needs), SURE, masked=masked)
    row = ["7"] * (count - 1)
    for typed in ("", f"cl {' '.join(row)} "):
        here.type(typed)
        shown = here.screen(width, height)
        assert POINTS.question in shown
        assert all(f"Bedarf {n}: " in shown for n in range(count)) or (count > 10 and height < 24)
    assert masked or f"Bedarf {count - 1}: " in shown


def test_a_long_slip_is_held_beside_the_paper_in_two_columns_where_one_is_too_low() -> None:
    needs = tuple(Item(f"n{place}", f"Need number {place}") for place in range(12))
    here = desk(replace(POINTS, needs=needs), SURE).type("det 10 10 10 10 10 10 10 10 5 5 5 5 70\r")
    shown = [line.split() for line in here.screen(80, 24).splitlines()]
    assert ["a", "Need", "number", "0", "10", "g", "Need", "number", "6", "10"] in shown
    assert ["how", "sure", "70", "%"] in shown
    high = here.screen(80, 40).splitlines()
    assert [line.split() for line in high if "number 0 " in line] == [["a", "Need", "number", "0", "10"]]
