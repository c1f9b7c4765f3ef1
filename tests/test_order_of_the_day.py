"""The order of the day stands once: stages, passes, steps and all tables by stage agree, and no list is a second one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from itertools import chain

from desks import Clock, Rule, session
from sources import CXW, MODULES, nodes

from cxw.cli.day import _stages
from cxw.day import agenda, standing
from cxw.model import MEETING, STAGES, WITH_MEETING
from cxw.questions.rounds import OF_STAGE
from cxw.wall import SHOWN, ScreenView, revealed
from cxw.workshop import Day, Memory, run_day

LISTS = {
    "model/words.py": "the order itself",
    "cli/day.py": "what a shell completes, without loading the model; compared below",
    "day/standing.py": "what can be skipped, and what hangs on chosen needs",
    "handout/ballots/__init__.py": "stages that have slips",
    "model/lens.py": "after which stages a lens may open",
}
"""Where three stages or more stand in a row."""


def _rows_of_stages() -> Iterator[tuple[str, list[str], bool]]:
    for path in MODULES:
        for node in nodes(path):
            if isinstance(node, (ast.Tuple, ast.List, ast.Set, ast.Dict)):
                parts = node.keys if isinstance(node, ast.Dict) else node.elts
                named = [one.value for one in parts if isinstance(one, ast.Constant) and one.value in STAGES]
                if len(named) > 2:
                    yield str(path.relative_to(CXW)), [*map(str, named)], isinstance(node, ast.Dict)


@cache
def rows() -> tuple[tuple[str, list[str], bool], ...]:
    return (*_rows_of_stages(),)


def test_the_passes_of_the_day_are_all_stages_in_their_order() -> None:
    assert tuple(chain.from_iterable(standing.PASSES)) == STAGES
    assert [what for what in standing.ORDER if what in STAGES] == [*STAGES]
    seconds = {f"{stage} second" for stage in OF_STAGE}
    assert seconds | {*WITH_MEETING, *agenda.PARTS} == {*standing.ORDER}
    assert standing.ORDER[-1] == MEETING
    assert _stages("") == [*WITH_MEETING]


def test_each_table_by_stage_has_every_stage_in_the_order_of_the_day() -> None:
    without = {
        "handout/ballots/__init__.py": {"disagreement"},
        "day/lenses.py": {"disagreement", "closing"},  # after which stage a lens may open
    }
    tables = [(file, named) for file, named, table in rows() if table]
    assert tables == [
        (file, [stage for stage in STAGES if stage not in without.get(file, set())]) for file, _ in tables
    ]
    assert len(tables) > 9


def test_stages_in_a_row_stand_nowhere_else() -> None:
    assert {file for file, _, table in rows() if not table} == {*LISTS}


def test_the_steps_that_can_be_shown_again_are_those_of_a_whole_day_in_its_order() -> None:
    """Of two segments: the steps of the run, in the order in which the audience's window was pointed to them."""
    memory, pointed = Memory(session(segments=2)), list[ScreenView]()
    assert run_day(Day(file=memory, desk=Rule(), now=Clock(), colour=False, point=pointed.append))
    those = {(stage, step) for stage in STAGES for step in SHOWN[stage]}
    shown = [view.at(0) for view in pointed if (view.stage, view.step) in those]
    assert [*dict.fromkeys(shown)] == [*dict.fromkeys(view.at(0) for view in revealed(memory.session))]
    assert {(view.stage, view.step) for view in pointed} > those
