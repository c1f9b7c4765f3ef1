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
LENSES = "hearing-aids"


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
        "# Customers put “Warm the same day” first, and it has the most of our points too; we asked two questions",
        "**Our belief, before customers answered:** We believe “Warm the same day” matters most",
        "## 1. Of our 100 points, 3 stand on other needs than 84 customers put them",
        "Equal points for every need would have been farther away (20 points).",
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
        "Gleich viele Punkte für jedes Bedürfnis hätten Kunden besser getroffen (24 Punkte entfernt).",
        "weniger sicher hätten wir besser gelegen",
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
        "# Customers of one of our two segments have answered; one person asks by 15 July",
        "**Families in Kraków:** 26 of 64 customers name something that matters more to them than any need",
        "“A box at the door at a time we know”",
        "As far as our list goes, customers put “Fresh” first, and it has the most of our points too.",
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


def test_the_day_with_lenses_reads_what_customers_wrote_what_is_promised_and_one_number_of_ourselves() -> (
    None
):
    chapter = handout(LENSES).split("## Through another lens")[1].split("\n## ")[0]
    in_order(
        chapter,
        "### What customers said to us `customer evidence`",
        "8 of 30 things customers said to us fit none of our five needs",
        "| Follow a table | 10 (0–28) | 43 |",
        "| none of these | 27 (14–51) | 5 |",
        "Who writes to us is not every customer",
        "### The customer or the mirror `assumption`",
        "is nearer to ourselves (8 apart) than to the customer our colleagues described (27)",
        "### What we promise `assumption`",
        "Marketing says: Something wrong? Helped the same day, in every shop. Audiology says: We send it to",
        "Seven of the eight of us who know: these clash. Most of us say that Marketing gives way.",
        "We promise “Helped that week” and give ourselves 5.",
        "None of our cards promises anything about “Manage alone”",
        "No card: Front desk",
        "the makers' hotline and the health insurer's letters",
    )
    names = {person.name.split()[0] for person in archive(LENSES).participants}
    assert not [name for name in names if name in chapter]


def test_of_the_texts_that_were_drawn_nothing_leads_to_anybody_and_what_fits_none_is_a_need() -> None:
    session = archive(LENSES)
    (segment,) = session.segments
    assert (len(segment.things), segment.voices and segment.voices.rows) == (30, 60)
    functions = {person.id: person.function for person in session.participants}
    assert all(len({functions[one] for one in thing.readers}) == 2 for thing in segment.things)
    told = " ".join(thing.text for thing in segment.things)
    assert "[…]" in told
    assert not re.search(r"Síle|021 496|C-\d", told)
    assert segment.needs[-1].text == "Be looked after at home when the shop is too far"
    assert [thing.parked for thing in segment.things if thing.parked] == ["named by customers"]
    assert {name for item in session.evidence for name in item.supports} >= {"need helped", "need alone"}
    assert not [name for item in session.evidence for name in item.supports if name.startswith("weight")]
    counted = "“Helped that week” in 4 of 30 texts drawn by lot (tickets)"
    assert counted in [item.source for item in session.evidence]
    german = whole_findings(session, "room", "de").segments[0]
    assert [line.parked for line in german.needs.lines if line.parked] == ["von Kunden genannt"]


@pytest.mark.parametrize(
    "name", some(((name,) for name in closed_loops.NAMES), lambda name: name in (RIGHT, LENSES))
)
def test_each_is_made_again_by_the_program_itself(name: str, tmp_path: Path) -> None:
    made = closed_loops.make(name, tmp_path)
    assert made.read_bytes() == (folder("workshops") / f"{name}.yaml").read_bytes()
