"""The archived workshops whose customers answered: what page 1 and the chapter say is true of each of them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import closed_loops
import pytest
from often import some
from test_screens import text as plain

from cxw.findings.customers.types import CustomersFindings
from cxw.findings.types import Findings
from cxw.findings.whole import whole_findings
from cxw.handout import handout_text
from cxw.handout.guide_files import guide_pages, guide_text
from cxw.model import DK, Session
from cxw.sessionfile import load
from cxw.shipped import folder
from cxw.wall import page_count
from cxw.wall.view import ScreenView

RIGHT, WRONG, MISSING = "heat-pumps", "dienstraeder", "vegetable-boxes"


@cache
def archive(name: str) -> Session:
    return load(folder("workshops") / f"{name}.yaml")


@cache
def told(name: str) -> Findings:
    session = archive(name)
    return whole_findings(session, "room", session.language or "en")


@cache
def handout(name: str) -> str:
    return handout_text(archive(name))


def page_1(name: str) -> str:
    return handout(name).split("\n---\n", 1)[0]


def customers(name: str) -> CustomersFindings:
    found = told(name).segments[0].customers
    assert found is not None
    return found


def mean(name: str, need: str) -> float:
    """Customers' mean points from the rows of the file, reckoned here once more."""
    segment = archive(name).segments[0]
    rows = [row for row in segment.customers[0].weights if row != DK]
    return sum(float(row[segment.customers[0].needs.index(need)]) for row in rows) / len(rows)


def in_order(text: str, *parts: str) -> None:
    """Each of these stands in the text, in this order."""
    at = 0
    for part in parts:
        assert part in text[at:], part
        at = text.index(part, at) + len(part)


def test_the_room_that_was_right_reads_so_and_nothing_was_left_to_belief() -> None:
    assert 39 < mean(RIGHT, "warm-again") < 41
    in_order(
        page_1(RIGHT),
        "# Customers put “Warm the same day” first, and it has most of our points too; we asked two questions",
        "**What we believed:** We believe “Warm the same day” matters most",
        "## 1. Of our 100 points, 3 stand on other needs than 84 customers put them",
        "Equal points for all would have been farther away (20 points).",
        "## 2. Of three things we believed, customers bear out all",
        "| We are behind our best rival on “One number” | we 4.5, Nordklima 7.1 of ten | yes |",
    )
    assert "still our belief" not in page_1(RIGHT)
    assert [one.outcome for one in customers(RIGHT).tests] == ["held"]
    known = handout(RIGHT).split("## What we know and from whom")[1].split("\n## ")[0]
    assert "what customers have answered since has its own chapter" in known, (
        "“Nothing shown yet” is of the day"
    )


def test_the_room_that_was_wrong_reads_what_was_otherwise_and_nobody_is_blamed() -> None:
    assert mean(WRONG, "papierkram") > 2 * mean(WRONG, "monatsrate")
    page = page_1(WRONG)
    in_order(
        page,
        "# Kunden setzen „Papierkram“ an die erste Stelle; wir haben „Monatsrate“ die meisten Punkte gegeben",
        "Gleich viele Punkte für alle wären näher gewesen (24 Punkte entfernt).",
        "weniger Sicherheit wäre näher gewesen",
        "| „Nach der Panne“: 11 Punkte | 26 Punkte | nein: zählt mehr |",
        "| Bei „Beratung“ liegen wir vor unserem besten Wettbewerber | wir 5,1, Velonia 7,5 von zehn | nein: zurück |",
        "(Wir hatten unrecht)",
    )
    shamed = page.split("## 3.")[0].replace("aus Vertrieb, Kundendienst, Marketing und Einkauf", "")
    assert not any(person.function and person.function in shamed for person in archive(WRONG).participants)
    assert "Unsere Liste stimmt" not in page, "some customers named what the list lacks"


def test_the_room_whose_need_was_missing_reads_it_in_customers_words_and_what_nobody_asked() -> None:
    in_order(
        page_1(MISSING),
        "# Customers have answered about one of our two segments; one person asks by 15 July",
        "**Families in Kraków:** 26 of 64 customers name something that matters more to them than any need",
        "“A box at the door at a time we know”",
        "Customers put “Fresh” first, and it has most of our points too.",
        "Where we stand is still our belief: customers did not mark us.",
        "**Restaurants with fewer than 40 seats:** No customers have answered yet; all of it is still our belief.",
    )
    assert [one.points is not None for one in customers(MISSING).entries]
    assert not any(one.marked for one in customers(MISSING).entries)


def test_an_entry_reads_the_same_in_the_handout_on_the_wall_and_in_the_findings() -> None:
    """Its sentence, its row in the table, its box, its flag and its JSON."""
    (entry,) = [one for one in customers(WRONG).entries if (one.kind, one.need) == ("strength", "beratung")]
    assert (entry.side, entry.outcome, entry.weighs, entry.n) == ("behind", "other", "less", 51)
    assert entry.numbers == "Kunden (51): wir 5,1, Velonia 7,5"
    board = handout(WRONG).split("## Was wir behaupten dürfen")[1].split("\n## ")[0]
    line = next(line for line in board.splitlines() if "„Beratung“" in line)
    assert line.startswith("- **Vermutete Stärke:** „Beratung“")
    assert f"{entry.numbers}; {entry.verdict}." in line
    assert line.endswith("`widersprochen`")
    view = ScreenView(archive(WRONG).segments[0].id, "disagreement", "shown")
    shown = "\n".join(
        plain(archive(WRONG), view.at(n), 120, 40) for n in range(page_count(archive(WRONG), view))
    )
    assert entry.numbers in shown
    assert "» Kunden haben geantwortet" in shown
    assert "sehen Kunden das auch so?" not in shown


def test_what_customers_do_not_settle_stays_a_question() -> None:
    (guide, *_) = guide_pages(archive(WRONG))
    left = guide_text(guide)
    assert "„Wunschrad“" in left
    assert not re.search(r"besser bedient|Wen haben Sie gewählt", left), "customers have answered these"
    board = handout(WRONG).split("## Was wir behaupten dürfen")[1].split("\n## ")[0]
    assert re.search(
        r"\*\*Mehr als nötig\?\*\* Wann hat „Wunschrad“ [^.]*\? Kunden \(48\): [^.]*zu knapp", board
    )


@pytest.mark.parametrize("name", some(((name,) for name in closed_loops.NAMES), lambda name: name == RIGHT))
def test_each_is_made_again_by_the_program_itself(name: str, tmp_path: Path) -> None:
    made = closed_loops.make(name, tmp_path)
    assert made.read_bytes() == (folder("workshops") / f"{name}.yaml").read_bytes()
