"""The kit for customers: what is asked, what is in no file, and that each tool takes its file."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typer
from german_day import in_german
from hypothesis import given
from hypothesis import strategies as st
from paper_read import page_texts
from prompt_toolkit.application import create_app_session  # noqa: TID251  (keys are piped into the questions)
from prompt_toolkit.input import create_pipe_input  # noqa: TID251  (keys are piped into the questions)
from prompt_toolkit.output import DummyOutput  # noqa: TID251  (keys are piped into the questions)
from screens_room import empty_room, whole_day
from survey_formats import (
    limesurvey_faults,
    limesurvey_rows,
    qualtrics_faults,
    qualtrics_questions,
    unguarded,
)
from test_cli import Said, cxw  # noqa: F401 the fixture

from cxw.cli.customer_words import customer_words_file, read_customer_words, settled_words
from cxw.day.rounds import seal
from cxw.drawing import columns
from cxw.errors import CxwError, FaultyFile
from cxw.findings import of
from cxw.handout.questionnaire import questionnaire_pdf
from cxw.handout.templates import template_folders
from cxw.handout.text import markdown
from cxw.model import Company, LensRound, Need, Segment, Session
from cxw.sessionfile import create, load
from cxw.survey import heads, phrasing
from cxw.survey.how_many import customers_needed
from cxw.survey.kit import ANSWERS, PAPER, READ_ME, KitWanted, empty_table, kit_files, read_me
from cxw.survey.limesurvey import limesurvey_structure
from cxw.survey.page import interview_page
from cxw.survey.qualtrics import qualtrics_text
from cxw.survey.questionnaire import CustomerWords, Questionnaire, doubts, questionnaire
from cxw.survey.xlsform import xlsform_workbook, xpath_text
from cxw.text.phrases import languages, pairs, phrases_asked

DAY = dt.datetime(2026, 3, 14, 12)
NASTY = 'It\'s "A|B" <b>x</b> {us} ${q_1} [[Block:x]] &amp; =1+1'
TOOLS = (
    "interview.html",
    "questionnaire.docx",
    "forms.txt",
    "limesurvey.txt",
    "qualtrics.txt",
    "xlsform.xlsx",
)


def asked(session: Session, language: str = "en", about: str = "", *, long: bool = True) -> Questionnaire:
    return questionnaire(session, session.segments[0], CustomerWords(about), language, long=long)


def whole_kit(session: Session, language: str = "en", *, long: bool = True) -> dict[str, bytes]:
    """Every file of the kit, the one on paper too."""
    made = asked(session, language, long=long)
    paper = questionnaire_pdf(made, "a4", 3)
    assert paper.data is not None
    return {**kit_files(made, KitWanted()), PAPER: paper.data}


def read(name: str, data: bytes) -> str:
    """All that anybody can read in a file, what it says of its maker too."""
    if name.endswith((".docx", ".xlsx")):
        whole = zipfile.ZipFile(io.BytesIO(data))
        parts = [whole.read(part).decode() for part in whole.namelist() if part.endswith((".xml", ".rels"))]
        return "\n".join([*whole.namelist(), *parts])
    if name.endswith(".pdf"):
        with pikepdf.open(io.BytesIO(data)) as paper:
            about = {key: str(value) for key, value in paper.docinfo.items()}
            more = paper.Root.Metadata.read_bytes().decode()
        return "\n".join([*page_texts(data), *map(str, about.items()), more])
    return data.decode("utf-8-sig")


@cache
def german_room() -> Session:
    """Each text of the room is a word that is in no sentence of ours."""
    return in_german(whole_day())


@cache
def read_kit(language: str, *, long: bool) -> Mapping[str, str]:
    return {name: read(name, data) for name, data in whole_kit(german_room(), language, long=long).items()}


def bare(session: Session) -> Session:
    """What a kit may be made of: needs and companies, in another order, and nothing that anybody said."""
    segment = session.segments[0]
    needs = [Need(id=need.id, text=need.text) for need in reversed(segment.chosen_needs())]
    rivals = [Company(id=one.id, name=one.name) for one in reversed(segment.competitors)]
    return Session(
        cxw=1,
        title="x",
        company=Company(id=session.company.id, name=session.company.name),
        seed=session.seed,
        segments=[
            Segment(
                id=segment.id, name="z", needs=needs, chosen=[need.id for need in needs], competitors=rivals
            )
        ],
    )


# nothing of the room


@pytest.mark.parametrize("long", [True, False])
def test_only_needs_and_companies_of_the_room_are_in_the_kit(long: bool) -> None:
    session = german_room()
    segment = session.segments[0]
    needs = {need.text for need in segment.chosen_needs()}
    companies = {one.name for one in session.companies(segment)}
    for name, text in read_kit("de", long=long).items():
        found = {*re.findall(r"Wörtchen\d+", text)}
        allowed = needs | (companies if long else {session.company.name})
        assert found <= allowed, name
        assert not re.search(r"cxw|Session|clinics|81423|2026-03", text.replace("cxw survey", "")), name
        assert not [person.id for person in session.participants if f'"{person.id}"' in text], name
    for name in ("interview.html", "qualtrics.txt", "limesurvey.txt", "forms.txt", PAPER):
        assert needs <= {*re.findall(r"Wörtchen\d+", read_kit("de", long=long)[name])}


def test_a_room_without_an_answer_and_in_another_order_has_the_same_kit() -> None:
    """Whatever was said, chosen first or put last: no byte of a file tells it."""
    said, nothing = whole_kit(german_room(), "de"), whole_kit(bare(german_room()), "de")
    for name, data in said.items():
        if name.endswith((".docx", ".xlsx")):
            parts = [zipfile.ZipFile(io.BytesIO(one)) for one in (data, nothing[name])]
            told = [
                {part: one.read(part) for part in one.namelist() if "docProps" not in part} for one in parts
            ]
            assert told[0] == told[1], name
        else:
            assert data == nothing[name], name


def test_no_file_says_who_made_it() -> None:
    texts = read_kit("de", long=True)
    assert "<dc:creator></dc:creator>" in texts["questionnaire.docx"]
    assert "python-docx" not in texts["questionnaire.docx"]
    assert re.search(r"<dc:creator[^>]*></dc:creator>", texts["xlsform.xlsx"])
    assert "/Author" not in texts[PAPER]


@pytest.mark.parametrize("long", [True, False])
def test_no_company_is_named_before_the_points(long: bool) -> None:
    session = german_room()
    names = {one.name for one in session.companies(session.segments[0])}
    texts = read_kit("de", long=long)
    question = phrases_asked("de")(phrasing.POINTS)
    for name in ("forms.txt", "limesurvey.txt", "qualtrics.txt", "questionnaire.docx"):
        text = texts[name].split("word/document.xml")[-1]
        first = min(text.index(one) for one in names if one in text)
        assert 0 < text.index(question) < first, name
    for page in page_texts(whole_kit(session, "de", long=long)[PAPER]):
        if "Bogen" in page:
            assert not [one for one in names if one in page]


def test_the_same_needs_of_another_segment_are_kept_apart_in_a_browser() -> None:
    room, other = whole_day(), whole_day()
    other.segments[0].id = "hospitals"
    assert asked(room).version == asked(whole_day()).version
    assert len({asked(one, long=long).version for one in (room, other) for long in (True, False)}) == 4
    assert b"hospitals" not in interview_page(asked(other))


# what is asked


def test_every_sentence_for_respondents_has_each_language() -> None:
    sentences = {*phrasing.PAGE.values(), *phrasing.OPEN.values(), *phrasing.WHO_ARE.values()}
    for language in languages():
        assert not sentences - {english for english, _, _ in pairs(language)}, language


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_a_respondent_reads_one_language_and_is_addressed_formally(language: str) -> None:
    session = in_german(whole_day())
    session.address = "du"
    made = asked(session, language, "Wörtchen000")
    files = (interview_page(made), limesurvey_structure(made), qualtrics_text(made))
    text = "\n".join(data.decode() for data in files)
    english = [one for one, _, _ in pairs(language) if one in phrasing.PAGE.values() and len(one) > 12]
    assert english
    assert not [one for one in english if one.split("{")[0].strip() and one in text]
    familiar = {"de": "du|dich|dir|deine?[mnrs]?", "fr": "tu|toi|te|ta|tes", "es": "tú|ti|tu|tus"}[language]
    assert not re.search(rf"\b(?:{familiar})\b", text.split("<script>", maxsplit=1)[0])


def test_needs_stand_by_the_alphabet_and_paper_has_up_to_three_orders() -> None:
    made = asked(whole_day())
    assert [one.id for one in made.needs] == ["brand", "price", "setup", "quality", "service"]
    turned = made.in_orders(3)
    assert [*turned] == ["X", "Y", "Z"]
    assert len({one.needs[0].id for one in turned.values()}) == 3
    assert len({one.companies[0].id for one in turned.values()}) == 3
    assert {frozenset(one.needs) for one in turned.values()} == {frozenset(made.needs)}
    assert [*made.in_orders(1)] == ["X"]


def test_carrying_on_as_now_is_asked_about_as_something_one_does() -> None:
    made = asked(whole_day(), "de")
    assert {one.words for one in made.companies} == {
        "PayCorp", "Acme Payroll", "Es machen wie bisher, ohne die anderen",
    }  # fmt: skip
    assert asked(whole_day(), long=False).marked == ()


def test_without_chosen_needs_a_sentence_says_so() -> None:
    room = empty_room()
    room.segments[0].chosen = room.segments[0].chosen[:1]
    with pytest.raises(CxwError, match="has no chosen needs to ask customers about yet"):
        asked(room)


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("Quality", "could be said in any market"),
        ("A mobile app", "is one way of doing something"),
        ("Know the TCO before I sign", "has “TCO”, which may be said only inside"),
        ("Switch from PayCorp within a day", "names PayCorp"),
        ("acme-payroll answers at once", "names Acme Payroll"),
        ("Be paying people within a week of signing", ""),
        ("I can pay on any day", ""),
    ],
)
def test_words_that_customers_may_not_understand_are_found(words: str, begins: str) -> None:
    session = whole_day()
    need = Need(id="x", text=words)
    found = doubts(session, session.segments[0], need, words)
    assert [one[: len(begins)] for one in found] == ([begins] if begins else [])


def test_how_many_customers_a_width_needs() -> None:
    assert {width: customers_needed(width) for width in (5, 7, 10, 15, 20, 25)} == {
        5: 385, 7: 196, 10: 97, 15: 43, 20: 25, 25: 16,
    }  # fmt: skip


# the heads


@given(st.text())
def test_words_come_back_from_a_cell_as_they_were(text: str) -> None:
    cell = heads.guarded(text)
    assert unguarded(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "|", "%", "\t", "\r"))


@given(st.lists(st.from_regex(r"[a-z0-9][a-z0-9-]{0,40}", fullmatch=True), unique=True, max_size=12))
def test_each_id_has_a_code_of_its_own_in_limesurvey(ids: list[str]) -> None:
    codes = heads.limesurvey_codes(ids)
    assert len({*codes.values()}) == len(ids)
    assert all(re.fullmatch("[a-z0-9]{1,19}", code) for code in codes.values())
    assert not {*codes.values()} & heads.LIMESURVEY_TAKEN


def test_what_the_room_is_hired_for_is_asked_of_customers_where_the_day_has_that_lens(
    cxw: Callable[..., Said],  # noqa: F811
    tmp_path: Path,
) -> None:
    """In every file; what they answer comes in with `verify` and stands in the lens's half page."""
    session = whole_day()
    assert "t_hired" not in asked(session).heads
    session.lenses = ["hired"]
    said = "für welches Ergebnis, wann, und statt wem oder was?"
    for name, data in whole_kit(session, "de", long=False).items():
        inside = " ".join(read(name, data).split())
        assert (said in inside or "t_hired" in inside) == (name != READ_ME), name
    session.segments[0].lenses.append(
        LensRound(
            of="hired",
            part="say",
            shape="words",
            title="What we are hired for",
            ask="For what?",
            opened=DAY,
            closed=DAY,
            revealed=DAY,
        )
    )
    for segment, round in session.all_sealable():
        round.seal = seal(session, segment, round)
    create(tmp_path / "day.yaml", session)
    assert cxw("survey", "day.yaml", "--to", "kit", "--yes")[0] == 0
    rows = (tmp_path / "kit" / ANSWERS).read_text("utf-8-sig").strip()
    row = ["customers", "", "20", "20", "20", "20", "20", "", "To be paid on Friday, instead of calling"]
    (tmp_path / "answers.csv").write_text(f'{rows}\n{",".join(row[:-1])},"{row[-1]}"\n', "utf-8")
    code, out, err = cxw("verify", "day.yaml", "answers.csv", "--yes")
    assert code == 0, out + err
    (customers,) = load(tmp_path / "day.yaml").segments[0].customers
    assert customers.texts["hired"] == ["To be paid on Friday, instead of calling"]
    told = " ".join(markdown(of(load(tmp_path / "day.yaml")), template_folders(None), "1").split())
    assert "same question (1), beside what we say above: - To be paid on Friday" in told


def test_the_empty_table_has_the_heads_and_nothing_else() -> None:
    (row,) = csv.reader(io.StringIO(empty_table(asked(whole_day(rivals=1))).decode("utf-8-sig")))
    assert row[:4] == ["who", "order", "p_brand", "p_price"]
    assert row[7:9] == ["m_us_brand", "m_us_price"]
    assert row[-6:] == ["t_more", "t_first", "t_before", "t_stopped", "t_leave", "t_tell"]
    short = empty_table(asked(whole_day(), "de", long=False)).decode("utf-8-sig")
    assert short == "who;order;p_brand;p_price;p_setup;p_quality;p_service;t_more\r\n"


# each tool takes its file


def nasty_room() -> Session:
    """Words that some tool would run, ids that share their letters or that a tool keeps for itself."""
    room = whole_day(needs=6)
    segment = room.segments[0]
    for need, words in zip(
        segment.chosen_needs(), (NASTY, '"', "'", "[[Choices]]", "\u200bÆ 😀", "a\tb"), strict=True
    ):
        need.text = words
    ids = dict(zip(segment.chosen, ("time", "ti-me", "other", "a-b", "ab", "9"), strict=True))
    for need in segment.needs:
        need.id = ids.get(need.id, need.id)
    segment.chosen = [*ids.values()]
    room.company.name, segment.competitors[0].name = f"{NASTY} & Söhne", "=HYPERLINK(1)"
    return room


ROOMS: dict[str, Callable[[], Session]] = {
    "a day": whole_day,
    "twelve needs": lambda: empty_room(needs=12, rivals=7),
    "two needs, no rivals": lambda: empty_room(needs=2, rivals=0),
    "words that would be run": nasty_room,
}


@pytest.mark.parametrize(
    ("room", "long"),
    [
        ("a day", False),
        ("words that would be run", True),
        ("two needs, no rivals", True),
        pytest.param("two needs, no rivals", False, marks=pytest.mark.soak),
        pytest.param("words that would be run", False, marks=pytest.mark.soak),
        pytest.param("twelve needs", True, marks=pytest.mark.soak),
    ],
)
def test_limesurvey_qualtrics_and_pyxform_take_their_files(room: str, long: bool, tmp_path: Path) -> None:
    from pyxform.xls2xform import convert  # it takes long to import, and nothing else here needs it

    made = asked(ROOMS[room](), "de", "Lohn", long=long)
    assert limesurvey_faults(limesurvey_structure(made)) == []
    assert qualtrics_faults(qualtrics_text(made)) == []
    path = tmp_path / "xlsform.xlsx"
    path.write_bytes(xlsform_workbook(made))
    converted = convert(str(path), validate=False)
    assert converted.warnings == []
    for head in made.heads:
        assert f"<{head}/>" in converted.xform


def test_limesurvey_gets_codes_that_lead_back_to_the_needs() -> None:
    made = asked(nasty_room())
    rows = limesurvey_rows(limesurvey_structure(made))
    at = next(n for n, row in enumerate(rows) if row["name"] == heads.LIMESURVEY_POINTS)
    assert (rows[at]["equals_num_value"], rows[at]["random_order"]) == ("100", "1")
    codes = heads.limesurvey_codes([one.id for one in made.needs])
    parts = [row["name"] for row in rows[at + 1 : at + 1 + len(made.needs)]]
    assert parts == [codes[one.id] for one in made.needs]
    assert {f"m{code}" for code in heads.limesurvey_codes([one.id for one in made.marked]).values()} <= {
        row["name"] for row in rows
    }


def test_qualtrics_counts_needs_and_companies_as_the_table_does() -> None:
    made = asked(whole_day())
    questions = qualtrics_questions(qualtrics_text(made))
    needs = [one.words for one in made.needs]
    assert questions[heads.QUALTRICS_POINTS] == questions["marks1"] == questions["marks3"] == needs
    assert questions[heads.USED] == [one.words for one in made.marked]
    assert len(questions["who"]) == len(heads.WHO_ANSWERS) + 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"\tsay\t", b"\tsay_it\t"),
        (b"\tpoints\t", b"\tsay\t"),
        (b"A\t0\t1\t", b"A\t0\tspread\t"),
        (b"Q\tK\t", b"Q\tL\t"),
        (b'say.NAOK == ""1""', b'say.NAOK == ""7""'),
        (b"\tbrand\t", b"\tother\t"),
        (b"trust", b"{trust}"),
        (b"SL\t", b"XX\t"),
    ],
)
def test_a_structure_that_limesurvey_refuses_is_noticed(before: bytes, after: bytes) -> None:
    data = limesurvey_structure(asked(whole_day()))
    assert before in data
    assert limesurvey_faults(data.replace(before, after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[[AdvancedFormat]]\n", ""),
        ("[[ID:points]]", "[[ID:say]]"),
        ("[[ID:say]]\n", ""),
        ("[[Question:ConstantSum]]", "[[Question:Sum]]"),
        ("[[Choices]]\n", ""),
        ("[[Answer:", "[[Mark:"),
        ("trust", "${e://x}"),
    ],
)
def test_a_text_that_qualtrics_refuses_is_noticed(before: str, after: str) -> None:
    text = qualtrics_text(asked(whole_day())).decode()
    assert before in text
    assert qualtrics_faults(text.replace(before, after).encode())


class Form:
    """The calculations of the workbook, done as a form does them: in their order, on what was drawn and given."""

    def __init__(self, data: bytes) -> None:
        from openpyxl import load_workbook  # noqa: TID251  what was written is read here

        rows = load_workbook(io.BytesIO(data))["survey"].iter_rows(values_only=True)
        names = [*next(rows)]
        self.rows = [dict(zip(names, row, strict=True)) for row in rows]

    def filled(self, draws: list[float], given: Callable[[str, dict[str, Any]], Any]) -> dict[str, Any]:
        values: dict[str, Any] = {f"draw_{n}": draw for n, draw in enumerate(draws)}
        for row in self.rows:
            name = row["name"]
            if name in values or not row["type"] or not name:
                continue
            if row["type"] == "calculate":
                values[name] = self._value(row["calculation"], values)
            else:
                values[name] = given(name, values)
        return values

    def _value(self, expression: str, values: dict[str, Any]) -> Any:
        code = re.sub(r"\$\{([^}]+)\}", r"v['\1']", expression).replace("if(", "chosen(")
        code = re.sub(r"(?<![<>])=", "==", code)
        does: dict[str, Any] = {
            "v": values,
            "chosen": lambda test, one, other: one if test else other,
            "concat": lambda *parts: "".join(map(str, parts)),
            "selected": lambda some, one: one in str(some).split(),
        }
        return eval(code, does)


@pytest.mark.parametrize("draws", [[0.5, 0.1, 0.9, 0.3, 0.7], [0.2] * 5, [0.9, 0.8, 0.7, 0.6, 0.5]])
def test_a_form_of_odk_gives_each_answer_back_to_its_need(draws: list[float]) -> None:
    room = whole_day(rivals=1)
    made = asked(room)
    points = dict(zip([one.id for one in made.needs], (40, 30, 20, 10, 0), strict=True))
    marks = {need: str(n) for n, need in enumerate(points)}

    def answers(name: str, values: dict[str, Any]) -> Any:
        place = name.rsplit("_", maxsplit=1)[-1]
        if name.startswith("q_"):
            return points[values[f"need_{place}"]]
        if name.startswith("mark_1_"):
            return marks[values[f"need_{place}"]]
        return {"say": "1", "used": "us"}.get(name, "")

    form = Form(xlsform_workbook(made))
    filled = form.filled(draws, answers)
    assert sorted(filled["order"].split()) == sorted(points)
    assert filled["words_1"] == next(one.words for one in made.needs if one.id == filled["need_1"])
    assert {need: filled[heads.point_head(need)] for need in points} == points
    assert {need: filled[heads.mark_head("us", need)] for need in points} == marks
    assert {filled[heads.mark_head("c0", need)] for need in points} == {""}
    cannot = form.filled(draws, lambda name, values: "2" if name == "say" else "")
    assert {cannot[heads.point_head(need)] for need in points} == {"dk"}


def test_forms_draw_other_orders_from_other_numbers() -> None:
    form = Form(xlsform_workbook(asked(whole_day())))
    orders = {
        form.filled([0.1 * ((n + by) % 5) for n in range(5)], lambda *_: "")["order"] for by in range(5)
    }
    assert len(orders) == 5


@given(st.text(alphabet="'\"ab ${}", max_size=12))
def test_words_stay_words_in_an_expression(words: str) -> None:
    said = eval(xpath_text(words), {"concat": lambda *parts: "".join(parts)})
    assert said == words.replace("${", "$ {")


# paper


@pytest.mark.parametrize(("size", "wide"), [("a4", 595), ("letter", 612)])
def test_a_short_sheet_is_two_sides_and_each_order_begins_in_front(size: str, wide: int) -> None:
    made = questionnaire_pdf(asked(whole_day(), "de", long=False), size, 3)
    assert made.data is not None
    assert made.notices == ()
    pages = page_texts(made.data)
    assert len(pages) == 6
    for number, letter in enumerate("XYZ"):
        front, back = pages[2 * number], pages[2 * number + 1]
        assert f"Bogen {letter}" in front
        assert "Bitte erst umblättern" in front
        assert "Ich habe dort nie gekauft" in back
    with pikepdf.open(io.BytesIO(made.data)) as whole:
        assert round(float(whole.pages[0].MediaBox[2])) == wide


def test_twelve_long_needs_and_eight_companies_have_room_on_paper() -> None:
    room = whole_day(needs=12, rivals=7)
    for need in room.segments[0].needs:
        need.text = "Lohnabrechnungsdienstleistungen rechtzeitig vor dem Monatsende abschließen können"
    made = questionnaire_pdf(asked(room, "de"), "a4", 1)
    assert made.data is not None
    assert len(page_texts(made.data)) <= 6
    assert made.data == (questionnaire_pdf(asked(room, "de"), "a4", 1).data)


# the READ ME


@pytest.mark.parametrize(("language", "first"), [("en", "Eight conversations"), ("de", "Acht Gespräche")])
@pytest.mark.parametrize("long", [True, False])
def test_the_read_me_begins_with_whom_one_may_write_to_and_names_every_file(
    language: str, first: str, long: bool
) -> None:
    lines = read_me(asked(whole_day(), language, long=long), KitWanted()).decode("utf-8-sig").split("\r\n")
    assert lines[3].startswith(first)
    opening = "\n".join(lines[3:13])
    assert "VI ZR 225/17" in opening
    assert re.search(r"7 \(3\) UWG|§ 7 Abs. 3 UWG", opening)
    assert max(map(columns, lines)) <= 80
    text = "\n".join(lines)
    assert not [name for name in (*TOOLS, PAPER, ANSWERS) if name not in text]
    assert all(f"{number} " in text for number in (385, 196, 97, 43, 25, 16))
    assert ("marks1" in text) == long
    without = read_me(asked(whole_day(), language), KitWanted(pdf=False)).decode()
    assert PAPER not in without


# the words of customers


def test_words_are_written_and_taken_again(tmp_path: Path) -> None:
    session = whole_day()
    words = CustomerWords("payroll: yours", {"price": "“no”: 'x' # y", "brand": "yes"}, {"c0": "1999"})
    path = tmp_path / "words.yaml"
    path.write_bytes(customer_words_file(words))
    assert read_customer_words(path, session, session.segments[0]) == words
    made = questionnaire(session, session.segments[0], words, "en", long=True)
    assert {one.words for one in made.needs} >= {"yes", "“no”: 'x' # y"}
    assert "1999" in {one.words for one in made.companies}
    ours = replace(words, companies={"us": "the one you pay now"})
    made = questionnaire(session, session.segments[0], ours, "en", long=False)
    assert made.company == "the one you pay now"
    assert "Acme" not in interview_page(made).decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("needs:\n  prise: x\n", ":2: there is no prise among needs: brand"),
        ("needs:\n  price: 12\n", ":2: `price` wants words"),
        ("needs: x\n", ":1: `needs` wants a line"),
        ("about: x\nneed:\n  price: x\n", ":2: `need` is no key"),
        ("needs:\n  price: a: b\n", ":2: a colon stands where none can"),
        ("- x\n", ":1: write `needs:`"),
        ("companies:\n  them: x\n", ":2: there is no them among companies: us, c0, c1"),
    ],
)
def test_a_fault_in_the_words_is_said_with_its_line(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(FaultyFile) as fault:
        read_customer_words(path, whole_day(), whole_day().segments[0])
    assert said in str(fault.value)


# the questions at a terminal


def reworded(session: Session, *keys: str) -> CustomerWords:
    """What comes of these keys, typed into the real fields."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        for key in (*keys, "\x03"):
            pipe.send_text(key)
        return settled_words(session, session.segments[0], CustomerWords(), accept=False, ask=True)


def test_doubtful_needs_alone_are_asked_about_and_keep_their_ids(capsys: pytest.CaptureFixture[str]) -> None:
    session = whole_day()
    session.segments[0].need("quality").text = "Quality"
    session.segments[0].need("price").text = "Cheaper than PayCorp"
    wipe, enter = "\x15", "\r"
    found = reworded(
        session, wipe, "Runs without errors", enter, enter, wipe, "What I pay in a year", enter, "payroll", enter
    )  # fmt: skip
    assert found.about == "payroll"
    assert found.needs["quality"] == "Runs without errors"
    assert found.needs["price"] == "What I pay in a year"
    assert found.needs["brand"] == "A brand our people trust"
    said = capsys.readouterr().out
    assert "“Quality” could be said in any market" in said
    assert "“Cheaper than PayCorp” names PayCorp" in said
    assert session.segments[0].need("quality").text == "Quality"
    with pytest.raises(typer.Exit):
        reworded(session, wipe, "Runs without errors", enter)
    assert "quality: Runs without errors" in capsys.readouterr().err


# the command


@pytest.fixture
def day(tmp_path: Path) -> Path:
    create(tmp_path / "day.yaml", whole_day())
    return tmp_path


def test_the_command_writes_a_kit_and_never_over_another(cxw: Callable[..., Said], day: Path) -> None:  # noqa: F811
    before = (day / "day.yaml").read_bytes()
    code, out, err = cxw("survey", "day.yaml", "--about", "payroll", "--orders", "1")
    assert (code, err) == (0, "")
    kit = day / "customer survey"
    assert {path.name for path in kit.iterdir()} == {
        *TOOLS, READ_ME, PAPER, "answers.csv", "words.yaml",
    }  # fmt: skip
    assert out.endswith("Begin with “READ ME.txt”.\n")
    assert (day / "day.yaml").read_bytes() == before
    (kit / "answers.csv").write_text("somebody's answers")
    code, out, _ = cxw("survey", "day.yaml", "--long", "--words", kit / "words.yaml")
    assert code == 0
    assert (kit / "answers.csv").read_text() == "somebody's answers"
    again = (day / "customer survey 2" / "interview.html").read_text("utf-8")
    assert '"about": "payroll"' in again
    code, _, err = cxw("survey", "day.yaml", "--to", kit)
    assert (code, "holds a kit already" in err) == (1, True)


def test_doubtful_words_are_said_and_wait_for_a_yes(cxw: Callable[..., Said], day: Path) -> None:  # noqa: F811
    session = load(day / "day.yaml")
    session.segments[0].need("quality").text = "Quality"
    create(day / "doubts.yaml", session)
    code, _, err = cxw("survey", "doubts.yaml")
    assert code == 2
    assert err.startswith("quality: “Quality” could be said in any market.")
    assert "--words words.yaml" in err.splitlines()[-1]
    code, out, _ = cxw("survey", "doubts.yaml", "--yes")
    assert (code, "“Quality” could be said" in out) == (0, True)
    (day / "words.yaml").write_text("needs: {quality: Runs without errors}\n")
    code, out, _ = cxw("survey", "doubts.yaml", "--words", "words.yaml")
    assert (code, "could be said" in out) == (0, False)
    session.segments[0].need("quality").text = "PayCorp never fails"
    create(day / "named.yaml", session)
    code, _, err = cxw("survey", "named.yaml", "--yes")
    assert (code, "names PayCorp" in err) == (1, True)
    (day / "words.yaml").write_text("needs: {quality: As I know it from PayCorp}\n")
    code, out, _ = cxw("survey", "named.yaml", "--words", "words.yaml")
    assert (code, "“As I know it from PayCorp” names PayCorp" in out) == (0, True)


def test_what_cannot_be_is_said_in_a_sentence(cxw: Callable[..., Said], day: Path) -> None:  # noqa: F811
    assert "There is no segment Müller" in cxw("survey", "day.yaml", "--segment", "Müller")[2]
    code, _, err = cxw("survey", "day.yaml", "--language", "Klingon")
    assert (code, err) == (1, "Customers cannot be asked in Klingon: en, de, es, fr\n")
    (day / "file").write_text("x")
    assert "is a file: name a folder" in cxw("survey", "day.yaml", "--to", "file")[2]
    code, _, err = cxw("survey", "day.yaml", "--about", "payroll from PayCorp")
    assert (code, err.startswith("“payroll from PayCorp” names PayCorp: say without it")) == (1, True)
    assert cxw("survey", "day.yaml", "--about", "pay\x07roll\x1b[1m", "--to", "bell")[0] == 0
    assert "no such file" in cxw("survey", "day.yaml", "--words", "nowhere.yaml")[2]
    session = load(day / "day.yaml")
    session.title = f"REHEARSAL: {session.title}"
    create(day / "rehearsal.yaml", session)
    assert "make the kit of the workshop itself" in cxw("survey", "rehearsal.yaml")[2]


def test_the_page_is_whole_in_itself_and_says_what_it_may_run() -> None:
    page = interview_page(asked(nasty_room(), "de")).decode()
    assert "default-src 'none'" in page
    assert not re.search(r"""(?:src|href)=["']|https?://|@import|url\(""", page)
    assert page.count("<script") == 2
    assert page.count("</script>") == 2
