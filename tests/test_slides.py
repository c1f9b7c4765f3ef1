"""The pictures of a handout, by their names: who has which, what is said of each, and their files for slides."""

from __future__ import annotations

import re
import stat
import struct
from pathlib import Path

import pytest
from screens_room import empty_room, whole_day
from typer.testing import CliRunner

from cxw.cli import app
from cxw.errors import CxwError
from cxw.findings import of
from cxw.findings.in_words import whole
from cxw.findings.types import Findings
from cxw.handout import handout_text
from cxw.handout.figures.points import _largest
from cxw.handout.files import file_untouched
from cxw.handout.pages import tree
from cxw.handout.pictures import KINDS, figure, figure_title, figures
from cxw.handout.sealed_png import png_untouched, sealed_png
from cxw.handout.slides import png, slides_drawn, write_pictures
from cxw.model import Brand, Segment, Session
from cxw.pictures.paper import EvidenceBar, SideBySide, SidesChart, SureTwice, Timeline
from cxw.sessionfile import dumps, load

WORKSHOPS = Path(__file__).parent.parent / "workshops"
PRIVATE = {"ranks", "pull"}


def essay() -> Session:
    return load(WORKSHOPS / "essay.yaml")


def points_alone() -> Session:
    """A day of few pictures: one round of points."""
    room = whole_day()
    room.segments[0].rounds = room.segments[0].rounds[:1]
    return room


def svgs(room: Session) -> dict[str, str]:
    """The slides of the room, painted."""
    return dict(slides_drawn(room, of(room)))


def kinds_of(found: Findings) -> set[str]:
    return {one.name.split("-")[0] for one in figures(found)}


def test_a_whole_day_has_every_picture() -> None:
    assert kinds_of(of(essay())) == set(KINDS) - PRIVATE - {"customers"}
    assert "ranks" in kinds_of(of(essay(), "facilitator"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_room_that_has_answered_nothing_has_no_picture(kind: str) -> None:
    found = of(empty_room())
    assert figure(found, found.segments[0], kind) == ""
    assert figure_title(found, found.segments[0], kind) == ""


def test_what_is_only_for_the_facilitator_is_in_no_other_picture() -> None:
    for room in (essay(), whole_day()):
        room.pull = True
        assert not kinds_of(of(room)) & PRIVATE


def test_who_was_declared_senior_is_drawn_for_the_facilitator_alone() -> None:
    room = whole_day()
    room.pull = True
    room.participants[5].senior = True
    found = of(room, "facilitator")
    (pull,) = [one for one in figures(found) if one.name == "pull"]
    assert room.participants[5].name in pull.alt


def test_two_segments_share_neither_a_name_nor_words() -> None:
    room = essay()
    again = room.segments[0].model_copy(deep=True)
    room.segments.append(Segment.model_validate(again.model_dump() | {"id": "again", "name": "Ærø & Søn"}))
    told = list(figures(of(room)))
    assert len({one.name for one in told}) == len(told)
    assert len({one.alt for one in told}) == len(told)
    assert all(one.alt.startswith(one.segment) for one in told)


def test_a_picture_of_the_essay_tells_its_numbers() -> None:
    told = {one.name: one for one in figures(of(essay()))}
    assert "Price 10 to 55, mean 24; Marketing 13, Sales 41, Customer service 12" in told["weights"].alt
    assert "13 on ten customers or more" in told["evidence"].alt
    assert "We guessed that 55" in told["evidence"].alt
    assert "Product against Ostermark: 7 behind, 3 level, 1 ahead" in told["sides"].alt
    assert "Fatima Rahmani, by 10 April 2026" in told["timeline"].alt
    assert "at most 4 of 10 can be right" in told["conviction"].alt


def test_needs_stand_in_order_of_value_and_sides_add_up_to_all() -> None:
    for room in (essay(), whole_day(), whole_day(30, 9, 4)):
        charts = [one.chart for one in figures(of(room))]
        (beside,) = [chart for chart in charts if isinstance(chart, SideBySide)]
        means = [value or 0 for value in beside.panels[0].numbers]
        assert means == sorted(means, reverse=True)
        assert len(means) <= 7
        (sides,) = [chart for chart in charts if isinstance(chart, SidesChart)]
        assert all(sum(row.counts) == sides.people for row in sides.rows if row.counts)
        (bar,) = [chart for chart in charts if isinstance(chart, EvidenceBar)]
        assert sum(points for _, points in bar.classes) == 100


def test_counts_that_may_not_be_told_give_way_to_a_word() -> None:
    (sides,) = [one.chart for one in figures(of(essay())) if isinstance(one.chart, SidesChart)]
    untold = [row for row in sides.rows if row.counts is None]
    assert [(row.label, row.side) for row in untold] == [("Quality", "level"), ("Price", "behind")]
    assert all("by the middle marks" in row.word for row in untold)


def test_what_is_withheld_is_in_no_picture() -> None:
    """Two people: neither dots nor means, sides or how sure they are."""
    assert not list(figures(of(whole_day(2, 4, 2, 0))))[:0]
    kinds = kinds_of(of(whole_day(2, 4, 2, 0)))
    assert not kinds & {"functions", "weights", "slope", "sides", "marks", "map", "votes", "conviction"}


def test_a_late_promise_is_late_by_the_days_of_the_file_alone() -> None:
    room = whole_day()
    first = room.segments[0].research[0]
    second = first.model_copy(update={"id": "r9", "question": "Who signs?"})
    room.segments[0].research = [first, second]
    day = room.date
    assert day is not None
    first.due, first.done = day.replace(day=20), None
    second.due, second.done = day.replace(day=16), day.replace(day=22)
    (line,) = [one.chart for one in figures(of(room)) if isinstance(one.chart, Timeline)]
    told = {promise.question: promise for promise in line.promises}
    assert told["Who signs?"].late
    assert told["Who signs?"].done
    assert told[first.question].late
    assert not told[first.question].done
    assert "still open on 22 March 2026" in told[first.question].told
    second.done = day.replace(day=16)
    (line,) = [one.chart for one in figures(of(room)) if isinstance(one.chart, Timeline)]
    assert not any(promise.late for promise in line.promises)


def test_how_many_can_be_right_is_the_number_of_the_sentence() -> None:
    (sure,) = [one.chart for one in figures(of(essay())) if isinstance(one.chart, SureTwice)]
    assert [(line.most, line.people, whole(line.mean)) for line in sure.lines] == [
        (4, 10, "72"),
        (6, 10, "83"),
    ]


def test_a_german_room_has_german_pictures() -> None:
    room = essay()
    room.language = "de"
    told = {one.name: one for one in figures(of(room, language="de"))}
    assert "Preis" not in told["sides"].title
    assert told["sides"].title.startswith("Wir sehen uns bei")
    assert "im Schnitt 24" in told["weights"].alt
    assert "bis 10.\u00a0April 2026" in told["timeline"].alt
    english = re.compile(r"\b(the|of|and|with|behind|ahead|mean|people|rests?)\b")
    assert not [one.alt for one in told.values() if english.search(re.sub(r"[A-Z]\w+[^.;:]*\?", "", one.alt))]


def test_a_need_called_like_a_picture_stays_words_in_what_is_heard() -> None:
    room = whole_day()
    room.segments[0].needs[0].text = room.segments[0].needs[0].short = "![x](chart:weights) <b>"
    found = of(room)
    said = str(figure(found, found.segments[0], "functions"))
    assert said.startswith("![")
    assert said.count("](chart:functions)") == 1
    assert not re.search(r"(?<!\\)\]\(chart:weights", said)
    (picture,) = [node for node in tree(said) if node["k"] == "picture"]
    assert picture["id"] == "functions"
    assert "![x](chart:weights) <b>" in picture["alt"]


def test_the_files_are_named_by_picture_and_the_room_may_read_them(tmp_path: Path) -> None:
    made = write_pictures(points_alone(), tmp_path / "slides")
    names = {path.name for path in made.paths}
    assert {"functions.svg", "functions.png", "evidence.svg", "timeline.png"} <= names
    assert not [name for name in names if name.startswith(("ranks", "pull"))]
    for path in made.paths:
        assert file_untouched(path)
        if path.suffix == ".png":
            assert struct.unpack(">II", path.read_bytes()[16:24]) == (1920, 1080)
        else:
            assert 'viewBox="0 0 640 360"' in path.read_text("utf-8")


def test_the_same_file_gives_the_same_pictures_and_an_edited_one_is_kept(tmp_path: Path) -> None:
    room = points_alone()
    first = {path.name: path.read_bytes() for path in write_pictures(room, tmp_path).paths}
    edited = tmp_path / "evidence.png"
    edited.write_bytes(edited.read_bytes()[:-1] + b"\0")
    again = write_pictures(room, tmp_path).paths
    assert {path.name.replace(" 2", ""): path.read_bytes() for path in again} == first
    assert tmp_path / "evidence 2.png" in again
    assert not file_untouched(edited)


def test_the_facilitators_go_where_nobody_else_reads(tmp_path: Path) -> None:
    room = points_alone()
    made = write_pictures(room, tmp_path, "facilitator")
    assert {path.parent.name for path in made.paths} == {"PRIVATE"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in made.paths} == {0o600}
    assert all(path.name.startswith(f"{room.title} - PRIVATE facilitator.") for path in made.paths)
    assert all("PRIVATE: NAMES PEOPLE" in p.read_text("utf-8") for p in made.paths if p.suffix == ".svg")


def test_the_brand_colours_the_title_alone() -> None:
    room = whole_day()
    room.brand = Brand(colour="#FFE14A", name="Ærlig & Søn")
    branded, plain = svgs(room)["sides"], svgs(whole_day())["sides"]
    colours = set(re.findall(r'fill="(#[0-9A-F]{6})"', branded))
    (own,) = colours - set(re.findall(r'fill="(#[0-9A-F]{6})"', plain))
    assert own != "#FFE14A", "it could not be read on white"
    assert len(re.findall(own, branded)) <= 3
    assert "Ærlig &amp; Søn" in branded


def test_without_anything_revealed_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(CxwError, match="nothing to draw yet"):
        write_pictures(empty_room(), tmp_path)
    (tmp_path / "a file").write_text("x")
    with pytest.raises(CxwError, match="is a file"):
        write_pictures(whole_day(), tmp_path / "a file")


def test_the_command_writes_pictures_and_no_handout(tmp_path: Path) -> None:
    file = tmp_path / "essay.yaml"
    file.write_text(dumps(points_alone()), "utf-8")
    made = CliRunner().invoke(app, ["report", str(file), "--pictures", str(tmp_path / "slides")])
    assert made.exit_code == 0, made.output
    assert {path.suffix for path in (tmp_path / "slides").iterdir()} == {".svg", ".png"}
    assert not list(tmp_path.glob("*room*"))


def test_a_checksum_in_a_png_is_passed_over_and_tells_an_edit() -> None:
    drawn = png(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><rect width="9" height="9"/></svg>'
    )
    assert drawn is not None
    sealed = sealed_png(drawn)
    assert png_untouched(sealed)
    assert not png_untouched(drawn)
    assert not png_untouched(sealed.replace(b"IDAT", b"IDAX", 1))


def test_a_picture_in_the_text_says_what_is_in_it() -> None:
    assert "Price 10 to 55, mean 24" in handout_text(essay())


def test_a_picture_that_does_not_exist_is_named_with_those_that_do() -> None:
    found = of(essay())
    with pytest.raises(CxwError, match="no picture called wieghts: a handout has functions, evidence, "):
        figure(found, found.segments[0], "wieghts")


def test_the_largest_are_two_and_what_prints_the_same_as_the_second() -> None:
    assert _largest([30, 25, 20, 25]) == [0, 1, 3]
    assert _largest([30, 20.4, 20, 19.6, 10]) == [0, 1, 2, 3]
    assert _largest([25, 25, 25, 25]) == [0, 1, 2, 3]
    assert _largest([None, 40, None, 60]) == [1, 3]
    assert _largest([100, 0, 0]) == [0]
