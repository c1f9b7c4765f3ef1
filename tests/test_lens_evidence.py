"""Evidence about what a lens answered: its names, the same grades, and which of it marks the lens's last sentence."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from lens_day import lens_day
from typer.testing import CliRunner

from cxw.cli import app
from cxw.findings import of
from cxw.findings.lenses.types import LensFindings
from cxw.handout.templates import template_folders
from cxw.handout.text import markdown
from cxw.model import Evidence, LensThing, Session
from cxw.rehearsal import Rehearsal
from cxw.sessionfile import create, dumps, load
from cxw.sessionfile.reading import read_text
from cxw.sharing.copying import shared
from cxw.workshop import Day, Memory
from cxw.workshop.evidence import gathering

DAY = dt.date(2026, 3, 14)
INTERVIEWS = Evidence(id="e1", kind="interviews", source="Calls", date=DAY, customers=12, seen=DAY)
STORY = Evidence(id="e2", kind="customer", source="Frau Wolf", date=DAY, seen=DAY)


def day(*evidence: Evidence) -> Session:
    session = lens_day()
    session.date = DAY
    session.segments[0].things.append(LensThing(id="moments-1", lens="moments", text="The first pay day"))
    session.evidence = list(evidence)
    return session


def promises(session: Session) -> LensFindings:
    return next(one for one in of(session).segments[0].lenses if one.of == "promises")


def about(item: Evidence, supports: str = "", contradicts: str = "") -> Evidence:
    lists = {"supports": [supports] if supports else [], "contradicts": [contradicts] if contradicts else []}
    return item.model_copy(update=lists)


@pytest.mark.parametrize(
    ("items", "basis"),
    [
        ((), "assumption"),
        ((about(INTERVIEWS, "lens promises"),), "customer evidence"),
        ((about(STORY, "lens promises"),), "single story"),
        ((about(INTERVIEWS, "lens promises in clinics"),), "customer evidence"),
        ((about(STORY, "lens promises"), about(INTERVIEWS, contradicts="lens promises")), "assumption"),
        ((about(INTERVIEWS, "card promises speed"),), "assumption"),
        ((about(INTERVIEWS, "thing moments-1"),), "assumption"),
        ((about(INTERVIEWS, "weight speed"),), "assumption"),
    ],
)
def test_only_what_is_about_the_sentence_itself_marks_it(items: tuple[Evidence, ...], basis: str) -> None:
    """That a card says so, or that a moment happened, is no evidence for what the room concludes."""
    session = day(*items)
    assert not read_text(dumps(session), "day.yaml").problems()
    assert promises(session).basis == basis


def test_the_half_page_lists_what_speaks_for_and_against() -> None:
    session = day(about(INTERVIEWS, "lens promises"), about(STORY, contradicts="card promises speed"))
    text = " ".join(markdown(of(session), template_folders(None), "1").split())
    assert "### What we promise `customer evidence`" in text
    assert (
        "What “What we promise” comes down to `customer evidence`: Calls (interviews), 12 customers" in text
    )
    assert "What our cards say about “Paid within a week” `assumption`: Against it: Frau Wolf" in text
    german = " ".join(markdown(of(session, language="de"), template_folders(None), "1").split())
    assert "Worauf „What we promise“ hinausläuft" in german


def test_it_is_in_no_number_of_the_stages() -> None:
    bare, more = (of(day(*items)).segments[0] for items in ((), (about(INTERVIEWS, "card promises speed"),)))
    assert replace(more, lenses=()) == replace(bare, lenses=())


@pytest.mark.parametrize(
    "name", ["lens worth", "thing v1", "thing moments-9", "card promises help", "card voices speed", "lens"]
)
def test_a_name_of_what_no_lens_asked_has_its_line(name: str) -> None:
    """Customers' texts are no things that anything could be about."""
    faults = read_text(dumps(day(about(INTERVIEWS, name))), "day.yaml").problems()
    assert [fault.line for fault in faults] != []
    assert name in faults[0].text


def test_the_command_knows_it_by_its_name_and_says_what_it_counts_as(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    create(Path("day.yaml"), day())
    given = [
        "--kind",
        "interviews",
        "--source",
        "Calls",
        "--date",
        "2026-03",
        "--customers",
        "12",
        "--seen",
        "2026-03",
    ]
    said = CliRunner().invoke(app, ["evidence", "day.yaml", "add", *given, "--supports", "What we promise"])
    assert "what “What we promise” comes down to: Counts as customer evidence" in said.output, said.output
    wrong = CliRunner().invoke(app, ["evidence", "day.yaml", "add", *given, "--supports", "lens nowhere"])
    assert wrong.exit_code == 1
    assert "of a lens lens ourselves, lens promises, lens voices" in str(wrong.exception)
    listed = CliRunner().invoke(app, ["evidence", "day.yaml"]).output
    assert "What “What we promise” comes down to: customer evidence" in listed
    assert load(Path("day.yaml")).evidence[0].supports == ["lens promises"]


def test_in_the_run_it_can_be_about_what_lenses_have_shown() -> None:
    session = day()
    session.segments[0].lenses[2].revealed = session.segments[0].lenses[1].revealed = None
    desk = Rehearsal(lambda: session, lambda wall: None, DAY)
    here = Day(file=Memory(session), desk=desk, now=lambda: dt.datetime(2026, 3, 14))
    asked = dict(gathering(here, "clinics").answers())
    assert "lens voices" in asked
    assert "lens promises" not in asked
    assert "thing moments-1" not in asked, "the room has not seen it"


def test_a_copy_to_hand_over_speaks_of_nothing_it_does_not_hold() -> None:
    session = day(about(INTERVIEWS, "thing moments-1"), about(STORY, "lens ourselves"))
    copy = shared(session, dt.date(2026, 4, 1), 7).session
    assert not read_text(dumps(copy), "copy.yaml").problems()
