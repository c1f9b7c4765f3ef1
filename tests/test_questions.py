"""Every kind of answer has its line in every table that is kept by kind; and one more costs a class and its lines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyboard_asks import ANA, BEN, COMPANIES, NEEDS, Slips
from paper_desk import PaperDesk
from sources import MODULES, text
from way_of_an_answer import way

from cxw.day.desk import AskedOf
from cxw.demo import typed
from cxw.handout import ballots
from cxw.handout.ballots import lens_shapes
from cxw.keyboard import comparing, saying, seat, single
from cxw.keyboard.canvas import Size, text_of
from cxw.keyboard.keys import Key
from cxw.model import Company, LensShape, Participant, Segment, Session
from cxw.phones import forms
from cxw.questions.asking import Kind, Part, Read, TypingStep, Value, steps
from cxw.questions.cards import CARD
from cxw.questions.kinds import KINDS
from cxw.questions.picks import PICKS, TICKS
from cxw.questions.typed import place_of
from cxw.rehearsal import invented
from cxw.rehearsal.invented import Invented
from cxw.replay.replaying import REPLAYED

NAMES = {kind.name for kind in KINDS}
OF_LENSES = (PICKS, TICKS, CARD)
"""Printed by the shape of a lens's question: `lens_shapes.WRITTEN` has a line for each of them."""
ASKED = {company.id: tuple(need.id for need in NEEDS) for company in COMPANIES}


def test_no_two_kinds_have_one_name() -> None:
    assert len(NAMES) == len(KINDS)


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        ("what is typed", {*saying.PARTS} - {"guess"}),
        ("what is typed for the next slip", {*saying.ROWS} - {"guess"}),
        ("what is still to come", {*saying.STILL}),
        ("a finished slip", {*comparing.ROWS, *comparing.FACTS, *comparing.TOGETHER}),
        ("the laptop", {*seat.PANES, *single.HOW, *(kind.name for kind in KINDS if kind.by_company)}),
        ("a rehearsal", {*invented.INVENTED}),
        ("the demo", {*typed.TYPED}),
        (
            "paper",
            {*ballots.PRINTED} & NAMES | {kind.name for kind in KINDS if kind.beside or kind in OF_LENSES},
        ),
        ("a page for phones", {*forms.READ}),
        ("a page filled in", {*forms.FILLED}),
    ],
)
def test_every_table_has_a_line_for_every_kind(table: str, keys: set[str]) -> None:
    assert keys == NAMES, table


def test_every_shape_of_a_lens_is_written_on_paper() -> None:
    assert {*lens_shapes.WRITTEN} == {*get_args(LensShape)}


def test_what_stands_beside_a_row_says_what_an_empty_line_means() -> None:
    assert {*saying.ALONE} == {kind.name for kind in KINDS if kind.beside}


def test_no_kind_is_asked_for_by_its_name_outside_of_the_tables() -> None:
    named = [f'kind {sign} "{name}"' for name in NAMES for sign in ("==", "!=")]
    named += [f'kind.name {sign} "{name}"' for name in NAMES for sign in ("==", "!=")]
    assert not [(path, words) for path in MODULES for words in named if words in text(path)]


def test_which_kind_a_round_is_of_is_asked_by_nobody_else() -> None:
    """Of a round it is asked what it is about, what was given, what is missing: `questions.rounds` says it."""
    rest = [path for path in MODULES if "questions" not in path.parts]
    assert not [path for path in rest if re.search(r"isinstance\([^)]*(Weights|Marks)Round\b", text(path))]


def part(kind: Kind) -> Part:
    return Part("it", kind, "Which?", NEEDS, COMPANIES, ASKED, most=3)


@given(st.sampled_from(KINDS), st.text(max_size=12) | st.from_regex(r"[0-9dacy ,%]{0,14}", fullmatch=True))
def test_whatever_is_typed_is_a_value_or_a_sentence_that_says_why_not(kind: Kind, row: str) -> None:
    for step in steps([part(kind)]) + steps([part(kind)], by_need=True):
        value, why = step.read(row)
        assert (value is None) == bool(why)
        assert not why or why.endswith((".", "?"))
        if value is not None:
            written = kind.written(step, value)
            assert written is None or step.read(written) == (value, "")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_letter_that_is_offered_is_an_answer(kind: Kind) -> None:
    for letter in kind.letters():
        assert TypingStep(part(kind)).read(letter)[0] is not None


class RankThree(Kind):
    """Three needs by their letters, the best one first."""

    name = "rank three"
    takes_words = False

    def read(self, step: TypingStep, row: str) -> Read:
        places = [place_of(mark) for mark in row.replace(" ", "").casefold()]
        known = [step.part.needs[n].id for n in places if n is not None and n < len(step.part.needs)]
        if len(known) != 3 or len(places) != 3 or len({*known}) < 3:
            return None, "Three letters of needs, the best one first."
        return known, ""

    def is_word(self, word: str, part: Part) -> bool:
        return all((place_of(mark) or 0) < len(part.needs) and mark.isalpha() for mark in word)

    def are_letters(self, text: str) -> bool:
        return True

    def begins_another(self, step: TypingStep, row: str, text: str) -> bool:
        return bool(row)

    def written(self, step: TypingStep, value: Value) -> str | None:
        ids = [need.id for need in step.part.needs]
        return "".join("abcdefgh"[ids.index(need)] for need in value)


RANK = RankThree()
QUESTION = Part("ranks", RANK, "Which three come first?", NEEDS)


ON_PAPER = [
    {"k": "say", "text": "Three letters, the best one first."},
    {"k": "lines", "count": 3, "room": 2.1},
]


@pytest.fixture
def ranked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines a new kind costs."""
    monkeypatch.setitem(saying.PARTS, RANK.name, "three letters")
    monkeypatch.setitem(saying.ROWS, RANK.name, "three letters")
    monkeypatch.setitem(saying.STILL, RANK.name, "the ranks")
    monkeypatch.setitem(single.HOW, RANK.name, "Type three letters, the best one first, then Enter.")
    monkeypatch.setitem(comparing.ROWS, RANK.name, comparing.ROWS["votes"])
    monkeypatch.setitem(ballots.PRINTED, RANK.name, lambda about: ON_PAPER)
    monkeypatch.setitem(
        invented.INVENTED, RANK.name, lambda one, ask, who, part: [need.id for need in part.needs[:3]]
    )


class Ranks(Slips):
    """A ballot that asks for the ranks, and refuses one of them."""

    def accept(self, person: str, part: str, value: Value, desk: str) -> list[str]:
        if value[0] == "brand":
            return ["brand may not come first"]
        return super().accept(person, part, value, desk)


@pytest.mark.usefixtures("ranked")
def test_a_new_kind_is_asked_typed_refused_and_kept_on_paper() -> None:
    desk = PaperDesk(Ranks(QUESTION, people=(ANA, BEN)))
    assert "The next slip: two letters of a name, then three letters" in desk.screen()
    desk.type("an ab\r")
    assert "Three letters of needs, the best one first." in desk.screen()
    desk.type("\b" * 9 + "eab\r")
    assert "Brand may not come first." in desk.screen()
    desk.type("\b" * 9 + "cba\r")
    assert desk.slips.kept == {("ana", "ranks"): [NEEDS[2].id, NEEDS[1].id, NEEDS[0].id]}
    for need in NEEDS[:3]:
        assert need.label in desk.screen()
    desk.type("be abd\r")
    assert desk.slips.kept["ben", "ranks"] == [NEEDS[0].id, NEEDS[1].id, NEEDS[3].id]


RANKS = ballots.PaperSlip("Ranks", "Which three come first?", (RANK.name,), many=True)


@pytest.mark.usefixtures("ranked")
def test_a_new_kind_is_printed_on_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ballots.SLIPS, "closing", (*ballots.SLIPS["closing"], RANKS))
    (about,) = ballots.blank_subjects()
    made = ballots.printed_ballots("Kassensysteme", "a4", [about], ["closing"])
    assert made.notices[-1] == "page 3: Ranks, 4 slips a page"
    assert made.data is not None
    slip = ballots.printed_slip(RANKS, about)
    assert (slip["head"], slip["question"], slip["who"]) == ("Ranks", "Which three come first?", ballots.WHO)
    assert slip["parts"] == ON_PAPER


@pytest.mark.usefixtures("ranked")
def test_a_new_kind_is_asked_on_the_laptop_and_hidden_there() -> None:
    for masked in (False, True):
        pane = single.Single(QUESTION, ANA.name, "Ranks", masked=masked)
        assert "Which three come first?" in text_of(pane.draw(Size(80, 24)))
        for letter in "bad":
            assert pane.press(Key(letter, letter)) is None
        assert ("bad" in text_of(pane.draw(Size(80, 24)))) is not masked
        out = pane.press(Key("enter"))
        assert out is not None
        assert out.value == [NEEDS[1].id, NEEDS[0].id, NEEDS[3].id]


@pytest.mark.usefixtures("ranked")
def test_a_new_kind_is_invented_for_a_rehearsal() -> None:
    session = Session(
        cxw=1,
        title="Till",
        company=Company(id="us", name="Us"),
        segments=[Segment(id="all", name="All")],
        participants=[Participant(id="ana", name="Øyvind", function="Sales")],
    )
    ballot = Ranks(QUESTION, people=(ANA,)).ask()
    value = Invented(session).value(ballot, ANA, QUESTION)
    assert Ranks(QUESTION, people=(ANA,)).accept("ana", "ranks", value, "paper") == []
    assert RANK.read(TypingStep(QUESTION), RANK.written(TypingStep(QUESTION), value) or "")[0] == value


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_the_way_of_an_answer_grows_no_longer(tmp_path: Path) -> None:
    """From the last Enter to the rename on disk; whoever makes it shorter writes the new number here."""
    way(made(tmp_path / "before"))  # what is remembered from one answer to the next is not entered again
    entered = [*way(tmp_path).lines()]
    assert len(entered) <= 141, "\n".join(entered)


def test_what_a_ballot_is_about_is_compared_by_nobody() -> None:
    """It is a key of tables; what differs is a method or an attribute of the ballot."""
    compared = re.compile(r"\b(ask|ballot|slip_ballot)\.of\s*(==|!=|in\b)|\(ask\.of, ask\.name")
    assert not [path for path in MODULES if compared.search(text(path))]
    assert {*REPLAYED} == {*get_args(AskedOf)} - {
        "needs",
        "unknowns",
    }  # lines, which have desk methods of their own
