"""The interviewer's page in a real browser: respondents are typed in, and the table is what was said."""

from __future__ import annotations

import csv
import io
import os
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from browser import CHROMIUM, PATIENCE, Browser, Window
from screens_room import whole_day
from survey_formats import unguarded

from cxw.collect import Columns
from cxw.model import DK
from cxw.survey.answers import read_answers
from cxw.survey.heads import MORE, WHO, answer_heads, mark_head, point_head, text_heads
from cxw.survey.page import delimiter, interview_page
from cxw.survey.questionnaire import CustomerWords, Questionnaire, questionnaire

if not CHROMIUM and not os.environ.get("CXW_BROWSER"):
    pytest.skip("no Chromium here", allow_module_level=True)

FAULTS = (Path(__file__).parent / "page_faults.js").read_text("utf-8")
NEEDS = ("brand", "price", "setup", "quality", "service")
COMPANIES = ("us", "c0", "c1")
WORDS = (
    '=cmd|"/c calc"!A1',
    'She said "no", and\nleft; then\n\n-1, +2',
    "Für 5 € mehr: „schön“ 😀 — Ünïcode",
    "'=already guarded",
    "  spaces around  ",
    "",
)


@dataclass
class Answers:
    """What one respondent says."""

    points: dict[str, int] | None
    texts: dict[str, str]
    used: list[str]
    marks: dict[str, dict[str, str]]
    who: str
    order: list[str] = field(default_factory=list)
    """As it stood on the page."""

    def cells(self) -> dict[str, str]:
        """The row that the table has to have."""
        row = {WHO: self.who, "order": " ".join(self.order), **self.texts}
        row |= {point_head(need): str(self.points[need]) if self.points else "dk" for need in NEEDS}
        row |= {mark_head(company, need): "" for company in COMPANIES for need in NEEDS}
        for company, marks in self.marks.items():
            row |= {mark_head(company, need): mark for need, mark in marks.items()}
        return row


def invented(number: int, *, points: bool = True) -> Answers:
    """A respondent who says other things than the others."""
    draw = random.Random(number)
    cuts = sorted(draw.randrange(101) for _ in NEEDS[1:])
    given = [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
    used = [company for n, company in enumerate(COMPANIES) if (number >> n) % 2]
    marks = {company: {need: draw.choice([*map(str, range(11)), "dk"]) for need in NEEDS} for company in used}
    texts = {head: WORDS[(number + n) % len(WORDS)] for n, head in enumerate(text_heads(long=True))}
    who = ("customers", "left", "lost-deal", "never-bought", "")[number % 5]
    return Answers(dict(zip(NEEDS, given, strict=True)) if points else None, texts, used, marks, who)


class Interview:
    """The page of a kit, opened from a folder as an interviewer does."""

    def __init__(self, here: Browser, folder: Path, *, language: str = "en", long: bool = True) -> None:
        self.browser, self.folder = here, folder
        session = whole_day()
        self.asked: Questionnaire = questionnaire(
            session, session.segments[0], CustomerWords("payroll"), language, long=long
        )
        self.page = folder / "interview.html"
        self.page.write_bytes(interview_page(self.asked))
        self.window = here.window(820, 1100)
        here.call(
            "Browser.setDownloadBehavior",
            behavior="allow",
            downloadPath=str(folder),
            browserContextId=self.window.context,
        )
        self.open(self.window)

    def open(self, window: Window) -> Window:
        window.go(self.page.as_uri())
        window.wait("!!document.querySelector('#new')")
        self.window = window
        return window

    def text(self) -> str:
        return str(self.window.evaluate("document.querySelector('main').innerText"))

    def next(self, there: str) -> None:
        self.window.press("button[type=submit]")
        self.window.wait(f"!!document.querySelector('{there}')")

    def give_points(self, one: Answers) -> None:
        """The lines as they stand; the order is read off the page."""
        words = {need.words: need.id for need in self.asked.needs}
        rows = self.window.evaluate("[...document.querySelectorAll('.row label')].map((e) => e.textContent)")
        one.order = [words[row] for row in rows]
        if one.points is None:
            self.window.press("input[name=cannot]")
            return
        for place, need in enumerate(one.order, 1):
            self.window.type(f"#p{place}", str(one.points[need]))

    def respond(self, one: Answers) -> None:
        self.window.press("#new")
        self.window.wait("!!document.querySelector('#p1')")
        self.give_points(one)
        self.next(f"#{MORE}")
        for head in text_heads(long=self.asked.long):
            if one.texts[head]:
                self.window.type(f"#{head}", one.texts[head])
        if self.asked.long:
            self.next("input[name=used]")
            self.give_marks(one)
        self.next("input[name=who]")
        self.window.press(f"input[name=who][value='{one.who}']")
        self.next("#ready")
        self.window.press("#ready")
        self.window.wait("!!document.querySelector('#new')")

    def give_marks(self, one: Answers) -> None:
        for company in one.used:
            self.window.press(f"input[value={company}]")
        names = {company.words: company.id for company in self.asked.marked}
        for _ in one.used:
            self.next("#m1")
            heading = self.window.heading
            company = next(id for words, id in names.items() if heading.startswith(f"{words}:"))
            for need, mark in one.marks[company].items():
                self.window.evaluate(
                    f"(e => {{ e.value = '{mark}'; e.dispatchEvent(new Event('change')); }})"
                    f"(document.querySelector('select[name={need}]'))"
                )

    def downloaded(self) -> list[dict[str, str]]:
        """The newest table, read as any reader of tables reads it."""
        before = {*self.folder.glob("answers*.csv")}
        self.window.press("#download")
        until = time.monotonic() + PATIENCE
        while not (found := {one for one in self.folder.glob("answers*.csv") if one.stat().st_size} - before):
            if time.monotonic() > until:
                raise AssertionError("nothing was downloaded")
            time.sleep(0.02)
        (path,) = found
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        path.rename(self.folder / "kept.csv")
        text = io.StringIO(data.decode("utf-8-sig"), newline="")
        rows = list(csv.DictReader(text, delimiter=delimiter(self.asked), strict=True))
        return [
            {head: unguarded(cell) if head.startswith("t_") else cell for head, cell in row.items()}
            for row in rows
        ]


@pytest.mark.parametrize("count", [4, pytest.param(30, marks=pytest.mark.soak)])
def test_the_downloaded_table_is_what_respondents_said_cell_by_cell(
    chromium: Browser, tmp_path: Path, count: int
) -> None:
    here = Interview(chromium, tmp_path)
    said = [invented(n, points=n not in (1, 2)) for n in range(count)]
    for one in said:
        here.respond(one)
    rows = here.downloaded()
    assert [*rows[0]] == here.asked.heads
    assert {*here.asked.heads} == {*answer_heads(NEEDS, COMPANIES, text_heads(long=True))}
    assert rows == [{head: one.cells()[head] for head in rows[0]} for one in said]
    assert len({tuple(one.order) for one in said}) > 1
    assert here.window.asked == [here.page.as_uri()]
    assert "Not downloaded yet: 0" in here.text()
    _read_back(tmp_path / "kept.csv", said)


def _read_back(path: Path, said: list[Answers]) -> None:
    """What `verify` keeps of the same table is what was said, in the file's order of needs."""
    room = whole_day()
    segment = room.segments[0]
    found = read_answers(path, room, segment, {}, Columns("weights")).customers
    assert found is not None
    needs = segment.chosen
    assert found.weights == [[one.points[need] for need in needs] if one.points else DK for one in said]
    assert found.who == [one.who or DK for one in said]
    assert found.order == [[needs.index(need) + 1 for need in one.order] for one in said]
    for company in found.marks:
        rows = [one.marks.get(company) for one in said]
        told = [[_mark(row[need]) for need in needs] if row else DK for row in rows]
        assert found.marks[company] == told
    assert {*found.marks} == {company for one in said for company in one.marks}
    more = [" ".join(one.texts[MORE].split(" ")).strip() for one in said]
    assert found.texts["more"] == sorted(text for text in more if text)


def _mark(typed: str) -> int | str:
    return DK if typed == DK else int(typed)


def test_a_german_page_counts_what_is_left_and_names_no_company_before_the_points(
    chromium: Browser, tmp_path: Path
) -> None:
    here = Interview(chromium, tmp_path, language="de", long=False)
    window = here.window
    names = [one.words for one in here.asked.companies]
    window.press("#new")
    window.wait("!!document.querySelector('#p1')")
    for place, (points, rest) in enumerate(
        [("40", "60 Punkte sind noch"), ("59", "1 Punkt ist noch"), ("9", "8 Punkte zu viel"), ("x", "ganze Zahlen")], 1
    ):  # fmt: skip
        window.type(f"#p{place}", points)
        assert rest in here.text()
    window.press("button[type=submit]")
    window.wait("!!document.querySelector('.fault')")
    assert "genau 100 Punkte" in here.text()
    assert not [name for name in names if name in here.text()]
    for place, points in enumerate(("40", "50", "10", "0"), 1):
        window.type(f"#p{place}", points)
    assert "Alle 100 Punkte sind vergeben" in here.text()
    here.next(f"#{MORE}")
    assert not [name for name in names if name in here.text()]
    here.next("input[name=who]")
    assert "Sie und Acme Payroll" in here.text()
    assert not window.evaluate("!!document.querySelector('#back')")
    window.press("button[type=submit]")
    window.wait("!!document.querySelector('.fault')")
    window.press("input[value=left]")
    here.next("#ready")
    window.press("#ready")
    (row,) = here.downloaded()
    given = [row[point_head(need)] for need in row["order"].split()]
    assert given == ["40", "50", "10", "0", "0"]
    assert row[WHO] == "left"


def test_a_closed_tab_and_a_second_one_lose_nothing(chromium: Browser, tmp_path: Path) -> None:
    here = Interview(chromium, tmp_path)
    first, one = here.window, invented(3)
    first.press("#new")
    first.wait("!!document.querySelector('#p1')")
    here.give_points(one)
    second = here.open(chromium.tab(first.context, 820, 1100))
    here.respond(other := invented(0))
    first.close()
    here.open(second)
    for _ in range(
        10
    ):  # a browser without a profile on disk may tell what was there before the tab was closed
        if second.evaluate("!!document.querySelector('#download')"):
            break
        here.open(second)
    assert "Go on with respondent 1" in here.text()
    second.press("button.wide")
    second.wait("!!document.querySelector('#p1')")
    kept = second.evaluate("[...document.querySelectorAll('.row input')].map((e) => e.value)")
    assert kept == [str((one.points or {})[need]) for need in one.order]
    second.press("#stop")
    second.wait("!!document.querySelector('#download')")
    stopped, whole = here.downloaded()
    assert whole == {head: other.cells()[head] for head in whole}
    assert stopped["order"] == " ".join(one.order)
    assert stopped[point_head("price")] == str((one.points or {})["price"])
    assert {stopped[head] for head in stopped if not head.startswith(("p_", "order"))} == {""}
    second.press("#delete")
    second.wait("!!document.querySelector('#yes')")
    second.press("#yes")
    second.wait("!document.querySelector('#download')")
    assert second.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("size", [(390, 844), pytest.param((820, 1100), marks=pytest.mark.soak), (1280, 800)])
def test_every_step_can_be_read_and_met(chromium: Browser, tmp_path: Path, size: tuple[int, int]) -> None:
    here = Interview(chromium, tmp_path)
    window = here.open(chromium.window(*size))
    assert window.evaluate(FAULTS) == []
    window.press("#new")
    window.wait("!!document.querySelector('#p1')")
    assert window.evaluate(FAULTS) == []
    window.press("input[name=cannot]")
    assert window.evaluate(FAULTS) == []
    for there in (f"#{MORE}", "input[name=used]"):
        here.next(there)
        assert window.evaluate(FAULTS) == []
    window.press("input[value=us]")
    here.next("#m1")
    assert window.evaluate(FAULTS) == []
    assert window.evaluate("document.activeElement.tagName") == "H1"


def test_points_are_given_by_keys_alone(chromium: Browser, tmp_path: Path) -> None:
    here = Interview(chromium, tmp_path, long=False)
    window = here.window
    window.press("#new")
    window.wait("!!document.querySelector('#p1')")
    window.evaluate("document.querySelector('#p1').focus()")
    for points in ("50", "50", "0", "0", "0"):
        window.call("Input.insertText", text=points)
        window.key("Enter", 13)
    window.wait(f"!!document.querySelector('#{MORE}')")
