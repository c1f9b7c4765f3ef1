"""Every fault of a session file is said at its line, in the words of the room, and only once."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from often import some

from cxw.errors import Problem
from cxw.sessionfile import load, problems_of
from cxw.sessionfile.parsing import FAST
from cxw.sessionfile.reading import read_text

BROKEN = Path(__file__).parent / "broken"
EXPECTED: dict[str, list[tuple[int, str]]] = {}
for line in (BROKEN / "expected.txt").read_text(encoding="utf-8").splitlines():
    name, number, sentence = line.split(":", 2)
    EXPECTED.setdefault(name, []).append((int(number), sentence.strip()))


def said(problems: Iterable[Problem]) -> list[tuple[int | None, str]]:
    return [(p.line, ("(warning) " if p.warning else "") + p.text) for p in problems]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_one_fault_is_one_sentence_at_its_line(name: str) -> None:
    assert said(problems_of(BROKEN / name)) == EXPECTED[name]
    assert len(EXPECTED[name]) == 1


def test_every_broken_file_is_in_the_list_and_the_other_way_round() -> None:
    assert {path.name for path in BROKEN.glob("*.yaml")} == {*EXPECTED, "in-order.yaml"}
    assert len(EXPECTED) > 90


def test_the_file_that_was_broken_was_in_order() -> None:
    assert problems_of(BROKEN / "in-order.yaml") == []
    assert load(BROKEN / "in-order.yaml").title == "Payroll for small clinics"


@pytest.mark.parametrize(
    "name", some(zip(sorted(EXPECTED), strict=True), lambda name: sorted(EXPECTED).index(name) % 5 == 0)
)
def test_without_the_fast_parser_the_same_files_are_refused(name: str) -> None:
    import yaml  # noqa: TID251  the slower parser is asked for by name

    slow = read_text((BROKEN / name).read_bytes(), name, loader=yaml.SafeLoader)
    fast = read_text((BROKEN / name).read_bytes(), name, loader=FAST)
    assert slow.faulty() == fast.faulty()
    if fast.session is not None:
        assert said(slow.problems()) == said(fast.problems())


SHAPE = [
    ("seed: 81423", "seed: soon"),
    ("kind: interviews", "kind: rumour"),
    ("name: Ben Ode, function", "nmae: Ben Ode, function"),
    ("price: 5, quality: 8", "price: 7.5, quality: 8"),
]
RULES = [
    ("{fast-setup: 30, price: 15, quality: 55}", "{fast-setup: 30, price: 15, quality: 50}"),
    ("      cho: dk\n", "      zed: dk\n"),
    ("chosen: [fast-setup, price, quality]", "chosen: [fast-setup, price, quality, priec]"),
]


def lines(*wrong: tuple[str, str]) -> list[int | None]:
    text = (BROKEN / "in-order.yaml").read_text(encoding="utf-8")
    for old, new in wrong:
        assert old in text
        text = text.replace(old, new)
    problems = read_text(text, "x").problems()
    assert problems == sorted(problems, key=lambda problem: problem.line or 0)
    return [problem.line for problem in problems]


def test_all_faults_of_shape_are_said_at_once_and_then_all_that_does_not_hold() -> None:
    assert lines(*SHAPE) == [6, 9, 59, 92]
    assert lines(*RULES) == [25, 40, 50]
    assert lines(*SHAPE, *RULES) == [6, 9, 59, 92]


def test_marks_that_are_no_rows_are_called_marks() -> None:
    text = (BROKEN / "in-order.yaml").read_text(encoding="utf-8")
    lines_of = text.splitlines()
    marks = next(n for n, line in enumerate(lines_of) if "of: marks" in line)
    ana = next(n for n in range(marks, len(lines_of)) if lines_of[n].strip().startswith("ana:"))
    deeper = len(lines_of[ana]) - len(lines_of[ana].lstrip())
    end = next(
        n for n in range(ana + 1, len(lines_of)) if len(lines_of[n]) - len(lines_of[n].lstrip()) <= deeper
    )
    broken = "\n".join([*lines_of[:ana], " " * deeper + "ana: 5", *lines_of[end:]])
    (problem,) = read_text(broken, "x").problems()
    assert problem.line == ana + 1
    assert problem.text.startswith("Ana's marks cannot be 5")


def test_of_a_file_that_says_something_twice_no_rule_speaks() -> None:
    twice = ("seed: 81423", "seed: 81423\nseed: 5")
    assert lines(twice, *RULES) == [7]


def test_no_sentence_speaks_like_a_machine() -> None:
    for sentences in EXPECTED.values():
        for _, sentence in sentences:
            assert not any(
                word in sentence.lower() for word in ("invalid", "error", "failed", "none type", "traceback")
            )


def test_a_thousand_faults_are_enough_to_read() -> None:
    text = "cxw: 1\ntitle: x\ncompany: {id: us, name: x}\nsegments:\n- {id: a, name: b}\n"
    text += "".join(f"key{n}: 1\n" for n in range(5000))
    problems = read_text(text, "x").problems()
    assert len(problems) == 1001
    assert problems[-1].text == "and 4,000 more: put these right first"
