"""The handout: three files from one text, the same bytes every time, and nobody's answer in the room's."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from often import LONG, turns

from cxw import handout as report
from cxw.errors import CxwError
from cxw.handout import Format
from cxw.handout.files import stem
from cxw.model import (
    AnyRound,
    Brand,
    Company,
    Evidence,
    MarksRound,
    Need,
    Participant,
    Research,
    Segment,
    Session,
    Unknown,
    WeightsRound,
)
from cxw.sessionfile import load
from cxw.shipped import folder

WORKSHOPS = sorted(folder("workshops").glob("*.yaml"))
FUNCTIONS = ("Marketing", "Sales", "Customer service")
NEEDS = ("Be paying people within a week", "Runs without errors", "Price", "Somebody answers", "Brand")
SECTIONS = [
    "What we believe they need",
    "How we believe we compare",
    "What we may claim and what we must ask",
    "What we know and from whom",
    "What to find out",
    "How to read this",
]


def at(hour: int, minute: int) -> dt.datetime:
    return dt.datetime(2026, 3, 14, hour, minute)


def room(people: int = 9, needs: tuple[str, ...] = NEEDS, *, grid: bool = True) -> Session:
    """A whole small workshop with answers that differ by function."""
    members = [
        Participant(id=f"p{i}", name=f"Nameless Nr{i}q", function=FUNCTIONS[i % 3], senior=i == 1 or None)
        for i in range(people)
    ]
    ids = [f"n{k}" for k in range(len(needs))]
    rounds: list[AnyRound] = [weights(people, ids)]
    if grid:
        rounds.append(marks(people, ids))
    segment = Segment(
        id="clinics",
        name="Clinics",
        needs=[
            Need(id=id, text=text, count=k + 1) for k, (id, text) in enumerate(zip(ids, needs, strict=True))
        ],
        chosen=ids,
        competitors=[Company(id="paycorp", name="PayCorp")],
        rounds=rounds,
        unknowns=[Unknown(text="who decides in a clinic with two owners")],
        research=[Research(id="r1", question="Does price come first?", about=["weight n2"], owner="Lena")],
    )
    interviews = Evidence(
        id="e1", kind="interviews", source="Onboarding interviews", date=dt.date(2026, 2, 1), customers=14,
        segment="clinics", seen=dt.date(2026, 3, 14), supports=["weight n0"], quote="We nearly went back.",
    )  # fmt: skip
    return Session(
        cxw=1, title="Payroll: small clinics", company=Company(id="us", name="Acme"), date=dt.date(2026, 3, 14),
        seed=7, participants=members, segments=[segment], evidence=[interviews],
    )  # fmt: skip


def weights(people: int, ids: list[str]) -> WeightsRound:
    def row(i: int) -> dict[str, int]:
        points = {id: 100 // len(ids) for id in ids}
        points[ids[i % 3]] += 100 - sum(points.values())
        shift = 5 * (i % 4)
        points[ids[i % 3]] += shift
        points[ids[-1]] -= shift
        return points

    return WeightsRound(
        of="weights", name="first", needs=ids, opened=at(9, 50), closed=at(10, 12), revealed=at(10, 14),
        seal="sha256:" + "2f" * 32, answers={f"p{i}": row(i) for i in range(people)},
    )  # fmt: skip


def marks(people: int, ids: list[str]) -> MarksRound:
    def row(i: int, up: int) -> dict[str, int | str]:
        return {id: "dk" if (i + k) % 11 == 10 else (i * 3 + k + up) % 11 for k, id in enumerate(ids)}

    return MarksRound(
        of="marks", name="first", needs=ids, companies=["us", "paycorp"], opened=at(11, 0), closed=at(11, 20),
        revealed=at(11, 25), seal="sha256:" + "77" * 32,
        answers={f"p{i}": {"us": row(i, 1), "paycorp": row(i, 0)} for i in range(people)},  # type: ignore[dict-item]
    )  # fmt: skip


def sections(text: str) -> list[str]:
    return re.findall(r"^## (.*)$", text, re.MULTILINE)


@pytest.mark.parametrize(("path", "audience"), turns(WORKSHOPS, ["room", "facilitator"]))
def test_each_workshop_makes_the_same_three_files_every_time(
    path: Path, audience: Any, tmp_path: Path
) -> None:
    # A PDF takes as long as all else: in the quick run one workshop makes it.
    formats: tuple[Format, ...] = ("md", "html", "pdf") if LONG or path.stem == "essay" else ("md", "html")
    one = report.write_handout(load(path), audience=audience, folder=tmp_path / "one", formats=formats)
    two = report.write_handout(load(path), audience=audience, folder=tmp_path / "two", formats=formats)
    assert [file.name for file in one] == [file.name for file in two]
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in two]
    assert {file.suffix for file in one} >= {f".{format}" for format in formats}
    assert one.notices == ()


def test_the_sections_stand_in_their_order_and_none_is_empty() -> None:
    text = report.handout_text(room())
    assert [head[:2] for head in sections(text)[:4]] == ["1.", "2.", "3.", "4."]
    assert sections(text)[4:] == SECTIONS
    assert not re.search(r"^#+ \D.*\n+#{1,2} ", text.split("\n", 1)[1], re.MULTILINE)


def test_needs_alone_and_weights_alone_are_reported_and_nothing_is_a_sentence() -> None:
    alone = room(grid=False)
    assert "How we believe we compare" not in sections(report.handout_text(alone))
    alone.segments[0].rounds = []
    text = report.handout_text(alone)
    assert sections(text)[:2] == ["What we find out first", "What we believe they need"]
    assert "| Price | 3 |" in text
    empty = Session(
        cxw=1, title="T", company=Company(id="us", name="A"), segments=[Segment(id="s", name="S")]
    )
    assert "there is nothing to report" in report.handout_text(empty)
    assert sections(report.handout_text(empty)) == []


def test_every_format_is_made_of_nothing_at_all_and_of_a_session_without_a_date(tmp_path: Path) -> None:
    empty = Session(
        cxw=1, title="T", company=Company(id="us", name="A"), segments=[Segment(id="s", name="S")]
    )
    assert len(report.write_handout(empty, folder=tmp_path)) == 3


def test_the_room_reads_of_functions_and_never_of_people() -> None:
    text = report.handout_text(room())
    assert "Nameless" not in text
    (named,) = [line for line in report.workings_text(room()).splitlines() if "Nameless" in line]
    assert "Present:" in named, "only the list of those present"
    private = report.handout_text(room(), "facilitator")
    assert private.startswith("**Private. Participants were told that nobody in the company gets this.**")
    assert "Nameless" in private, "whoever the SWOT hangs on"


def test_the_grid_says_spread_and_dont_knows_in_every_cell() -> None:
    text = report.handout_text(room())
    assert "| `marks out of ten` | Acme | PayCorp |" in text
    assert re.search(r"\| [\d½]+ \(\d+ to \d+, 1 dk\) \|", text)


def test_numbers_of_one_column_have_one_decimal_or_none() -> None:
    told = report.handout_text(room()).split("## How to read this")[0]
    for row in re.findall(r"^\| (?:Price|Brand) \|.*\|$", told, re.MULTILINE):
        means = [cell for cell in re.findall(r"[\d.]+", row) if "." in cell]
        assert all(re.fullmatch(r"\d+\.\d", mean) for mean in means)


def test_file_names_say_for_whom_and_keep_no_character_a_computer_refuses(tmp_path: Path) -> None:
    files = report.write_handout(room(), folder=tmp_path / "new", formats=("md", "html", "pdf", "json"))
    assert {file.name for file in files if file.suffix != ".svg"} == {
        "Payroll- small clinics - room.md",
        "Payroll- small clinics - room.html",
        "Payroll- small clinics - room.pdf",
        "Payroll- small clinics - room.json",
    }
    (private,) = report.write_handout(room(), audience="facilitator", folder=tmp_path, formats=("pdf",))
    assert private.name == "Payroll- small clinics - PRIVATE facilitator.pdf"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('a/b\\c:d*e?f"g<h>i|j', "a-b-c-d-e-f-g-h-i-j - room"),
        ("...", "Workshop - room"),
        ("con", "-con - room"),
        ("é" * 200, "é" * 60 + " - room"),
        ("two\nlines \u200b", "two lines - room"),
    ],
)
def test_any_title_makes_a_name_of_a_file(title: str, name: str) -> None:
    assert stem(title, "room") == name


@pytest.mark.parametrize("kind", ["md", "html", "pdf", "json"])
def test_an_edited_file_is_never_overwritten_and_an_unedited_one_is(
    kind: report.Format, tmp_path: Path
) -> None:
    (first, *_) = report.write_handout(room(), folder=tmp_path, formats=(kind,))
    assert report.write_handout(room(people=12), folder=tmp_path, formats=(kind,))[0] == first
    edited = first.read_bytes().replace(b"Payroll", b"Payrolls", 1)
    first.write_bytes(edited)
    (second, *_) = report.write_handout(room(), folder=tmp_path, formats=(kind,))
    assert second.name == f"{first.stem} 2.{kind}"
    assert first.read_bytes() == edited
    assert report.write_handout(room(), folder=tmp_path, formats=(kind,))[0] == second


@pytest.mark.parametrize("kind", ["md", "html", "pdf", "json"])
def test_a_file_without_a_checksum_of_its_own_counts_as_edited(kind: report.Format, tmp_path: Path) -> None:
    mine = tmp_path / f"Payroll- small clinics - room.{kind}"
    mine.write_text("my own notes", "utf-8")
    report.write_handout(room(), folder=tmp_path, formats=(kind,))
    assert mine.read_text("utf-8") == "my own notes"


def test_an_edited_picture_is_kept_too(tmp_path: Path) -> None:
    _, picture, *_ = report.write_handout(room(), folder=tmp_path, formats=("md",))
    picture.write_text("<svg/>", "utf-8")
    text, *_ = report.write_handout(room(), folder=tmp_path, formats=("md",))
    assert text.name == "Payroll- small clinics - room 2.md"
    assert picture.read_text("utf-8") == "<svg/>"


def test_the_markdown_links_its_pictures_and_they_are_there(tmp_path: Path) -> None:
    text, *drawn = report.write_handout(room(), folder=tmp_path, formats=("md",))
    names = re.findall(r"_files/(\w+\.svg)", text.read_text("utf-8"))
    assert sorted(picture.name for picture in drawn) == sorted(names)
    assert {"functions.svg", "evidence.svg", "sides.svg", "weights.svg", "map.svg"} <= {*names}
    for picture in drawn:
        assert f"](Payroll-%20small%20clinics%20-%20room_files/{picture.name})" in text.read_text("utf-8")
        assert picture.read_text("utf-8").startswith("<svg")


def test_json_holds_every_finding(tmp_path: Path) -> None:
    (file,) = report.write_handout(room(), folder=tmp_path, formats=("json",))
    whole = json.loads(file.read_text("utf-8"))
    assert whole["findings"]["segments"][0]["weights"]["given"] == 9
    assert whole["findings"]["date"] == "2026-03-14"


def test_a_text_edited_by_hand_is_painted_again_and_says_so(tmp_path: Path) -> None:
    text, *_ = report.write_handout(room(), folder=tmp_path / "a", formats=("md",))
    edited = text.read_text("utf-8").replace("## What to find out", "## At a glance")
    page, pdf = report.paint_edited(edited, room(), folder=tmp_path / "b", formats=("html", "pdf"))
    painted = page.read_text("utf-8")
    assert "At a glance" in painted
    assert "edited by hand" in painted
    drawn = edited.count("_files/")
    assert painted.count("<svg") == 2 * drawn > 4, "pictures come from the session, wide and narrow"
    assert pdf.stat().st_size > 10_000
    (again,) = report.paint_edited(text.read_text("utf-8"), room(), folder=tmp_path / "c", formats=("html",))
    assert "edited by hand" not in again.read_text("utf-8")


def test_the_facilitators_text_is_not_painted_for_the_room(tmp_path: Path) -> None:
    text, *_ = report.write_handout(room(), audience="facilitator", folder=tmp_path, formats=("md",))
    with pytest.raises(CxwError, match="names people"):
        report.paint_edited(text.read_text("utf-8"), room(), folder=tmp_path)


def test_a_template_of_ones_own_replaces_the_words_and_the_rest_stays(tmp_path: Path) -> None:
    (tmp_path / "report.md.j2").write_text("# Mine: {{ findings.title }}\n", "utf-8")
    (page,) = report.write_handout(room(), folder=tmp_path / "out", formats=("html",), template=tmp_path)
    assert "Mine: Payroll: small clinics" in page.read_text("utf-8")
    with pytest.raises(CxwError, match="is no folder"):
        report.write_handout(room(), folder=tmp_path, template=tmp_path / "nowhere")


def test_brand_colour_footer_and_paper_are_the_consultants(tmp_path: Path) -> None:
    session = room()
    session.brand = Brand(name="Lena & Co", colour="#FFCC00", paper="letter", logo="logo.png")
    written = report.write_handout(session, folder=tmp_path, formats=("html",))
    page = written[0].read_text("utf-8")
    assert "<footer>Lena &amp; Co</footer>" in page
    assert "size:letter" in page
    assert "--accent:#FFCC00" not in page, "too light to be read on white: darkened"
    assert "logo.png is not there" in written.notices[0]
    (tmp_path / "logo.png").write_bytes(b"GIF89a")
    assert (
        "neither PNG nor JPEG" in report.write_handout(session, folder=tmp_path, formats=("html",)).notices[0]
    )


def test_without_typst_the_page_is_made_and_a_sentence_says_how_to_print_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    written = report.write_handout(room(), folder=tmp_path, formats=("pdf",))
    assert [file.suffix for file in written] == [".html"]
    assert "Save as PDF" in written.notices[0]


def test_a_folder_that_is_a_file_or_cannot_be_made_ends_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x", "utf-8")
    with pytest.raises(CxwError, match="name a folder"):
        report.write_handout(room(), folder=file)
    with pytest.raises(CxwError, match="cannot be written"):
        report.write_handout(room(), folder=file / "below")


def test_a_large_room_has_every_kind_of_handout(tmp_path: Path) -> None:
    session = room(people=300)
    written = report.write_handout(session, folder=tmp_path)
    assert {file.suffix for file in written} == {".md", ".svg", ".html", ".pdf"}


def test_hostile_words_are_words_in_all_three(tmp_path: Path) -> None:
    hostile = ("<script>alert(1)</script>", "| a \\| `b` *c*", "# h\n- x", '#eval("1")', "{{ 7*7 }}")
    session = room(needs=hostile)
    session.title = session.segments[0].name = "<b>T</b> | *x*"
    session.participants[0].name = "[a](javascript:alert(1))"
    written = report.write_handout(session, audience="facilitator", folder=tmp_path)
    page = next(file for file in written if file.suffix == ".html").read_text("utf-8")
    assert "<script" not in page
    assert "<b>" not in page
    assert "<a " not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7*7 }}" in page
    assert written.notices == ()


def test_marks_alone_have_a_first_page_and_no_empty_section() -> None:
    session = room()
    session.segments[0].rounds = session.segments[0].rounds[1:]
    session.segments[0].research, session.segments[0].unknowns, session.evidence = [], [], []
    for need in session.segments[0].needs:
        need.kind = "outcome"
    body = report.handout_text(session)
    assert body.startswith("# We compared ourselves with one rival and have not weighed the needs yet; ")
    assert "What matters most was not weighed yet. We believe we are" in body
    assert "## What we know and from whom" not in body
    assert not re.search(r"^#+ \D.*\n+#{1,2} ", body.split("\n", 1)[1], re.MULTILINE)


def test_a_room_without_evidence_is_not_shown_a_table_of_nothing() -> None:
    session = room()
    session.evidence = []
    body = report.handout_text(session)
    assert body.startswith("# Nothing has been shown yet for any of our 100 points; ")
    assert "Single stories" not in body


def test_a_need_nobody_wrote_a_slip_for_has_no_column_of_zeros() -> None:
    session = room()
    session.segments[0].rounds = []
    assert "| Need | Slips | Chosen |" in report.handout_text(session)
    for need in session.segments[0].needs:
        need.count = None
    assert "| Need | Chosen |\n|:---|:---:|\n| " in report.handout_text(session)
