"""One room, one voice: of functions' points nothing says a difference where the test over all needs finds none."""

from __future__ import annotations

import re

import pytest
from adversary import screens_of
from adversary_rooms import generated
from often import some
from test_findings_told import ALIKE, APART, split

from cxw import findings
from cxw.findings.day import workings
from cxw.findings.points.types import WeightsFindings
from cxw.findings.types import Findings, SegmentFindings
from cxw.handout.templates import template_folders
from cxw.handout.text import markdown
from cxw.model import Session

SAID = re.compile(
    r"of their 100 points differently|would differ by|would give \d|spread their points differently"
    r"|(?<!not )beyond chance|puts most on",
)
"""What only a difference between functions reads like."""


def lines(found: Findings, segment: SegmentFindings) -> list[str]:
    """All that is said of one segment's points: findings, list, workings."""
    said = [*(segment.summary.lines if segment.summary else ())]
    for finding in segment.disagreement:
        said += [finding.sentence, finding.brief, *finding.details]
    for stage in ("weights", "disagreement"):
        said += workings.stage_workings(found, segment.id, stage)
    return said


def walls(session: Session) -> list[str]:
    """Every screen in words, revealed already or not, each a line."""
    found = findings.of(session)
    return [" ".join(drawn.split()) for _, drawn in screens_of(session, found)]


def difference(weights: WeightsFindings | None) -> bool:
    return weights is not None and weights.tested is not None and weights.tested.verdict == "difference"


def holds(session: Session) -> None:
    for audience in ("room", "facilitator"):
        found = findings.of(session, audience)
        for segment in found.segments:
            if difference(segment.weights):
                continue
            assert not [line for line in lines(found, segment) if SAID.search(line)]
            about = [one for one in segment.disagreement if one.kind in ("functions", "gap")]
            assert not [one for one in about if one.flag or one.all_points]
            if segment.weights is not None:
                assert not [pair for pair in segment.weights.pairs if pair.beyond_chance]
                assert not [s for s in segment.weights.needs if s.between and s.between.p <= 0.05]
        if not any(difference(segment.weights) for segment in found.segments):
            handout = markdown(found, template_folders(None), "0")
            assert not SAID.search(handout.split("## How to read this")[0])


@pytest.mark.parametrize("number", some(zip(range(40), strict=True), lambda number: number % 4 == 0))
def test_on_any_day_only_the_test_says_that_functions_differ(number: int) -> None:
    holds(generated(number))


OTHERS = {"Legal": ["30 40 30", "20 50 30"], "Øvrige": ["40 30 30"]}


@pytest.mark.parametrize(
    "rows",
    [
        ALIKE,
        {name: given[:3] for name, given in APART.items()},
        {name: given[:3] for name, given in APART.items()} | OTHERS,
        {"Sales": APART["Sales"], "Marketing": ["0 0 100", "0 100 0", "100 0 0"]},
        {name: ["50 30 20"] * 4 for name in APART},
    ],
    ids=["alike", "three and three", "with others", "three who disagree", "unanimous"],
)
def test_rooms_that_can_tell_nothing_say_nothing(rows: dict[str, list[str]]) -> None:
    renamed = {name.replace("Øvrige", "Finance"): given for name, given in rows.items()}
    session = split(renamed)
    holds(session)
    if not difference(findings.of(session).segments[0].weights):
        assert not [wall for wall in walls(session) if SAID.search(wall)]


def test_where_the_test_finds_a_difference_each_place_says_it() -> None:
    session = split(APART)
    found = findings.of(session)
    (segment,) = found.segments
    assert difference(segment.weights)
    assert [one.flag for one in segment.walk if one.kind in ("functions", "gap")] == ["contested"] * 2
    assert any(
        "beyond chance" in line and "not" not in line
        for line in workings.stage_workings(found, "clinics", "weights")
    )
    assert any(SAID.search(wall) for wall in walls(session))


def test_what_a_room_cannot_decide_and_why_is_said_once_in_its_handout() -> None:
    for rows in (ALIKE, {name: given[:3] for name, given in APART.items()}):
        found = findings.of(split(rows))
        tested = found.segments[0].weights.tested if found.segments[0].weights else None
        assert tested is not None
        handout, workings = (
            markdown(found, template_folders(None), "0", sheet)
            for sheet in ("report.md.j2", "workings.md.j2")
        )
        assert handout.count(tested.caution) == workings.count(tested.caution) == 1
        assert workings.count(tested.sentence) == 1
        assert "whether functions differ" not in (found.segments[0].summary or tested).caution
