"""Good tables of customers dressed at random are kept as they were meant; of bad ones nothing is kept."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest
from customer_tables import NEEDS, RIVAL, US, CustomerTable, dressed, spoil
from often import LONG

from cxw.collect import Columns, unknown_words
from cxw.model import DK, Customers, Session
from cxw.sessionfile import load
from cxw.survey.answers import ReadAnswers, read_answers

ESSAY = Path(__file__).parent.parent / "workshops" / "essay.yaml"
TABLES, PARTS = (2_000, 10) if LONG else (40, 2)
pytestmark = [pytest.mark.soak] if LONG else []


def table_of(seed: int, *, good: bool) -> tuple[CustomerTable, bytes]:
    rng = Random(seed)
    while True:
        table = dressed(rng)
        if not good:
            spoil(rng, table)
        try:
            return table, table.content()
        except UnicodeEncodeError:
            continue


@cache
def essay() -> Session:
    return load(ESSAY)


def read(folder: Path, table: CustomerTable, content: bytes) -> ReadAnswers:
    """What `verify` understands of it, with the options it carries."""
    answers = folder / ("answers.xlsx" if table.workbook else "answers.csv")
    answers.write_bytes(content)
    told = dict(zip(table.options[::2], table.options[1::2], strict=True))
    columns = Columns(
        "weights",
        sheet=told.get("--sheet"),
        encoding=told.get("--encoding"),
        unknown=unknown_words([told.get("--dk", "")]),
    )
    return read_answers(answers, essay(), essay().segments[0], {}, columns)


def meant(table: CustomerTable) -> dict[str, object]:
    """What the file should keep of it."""
    said = table.customers
    marks = {company: [one.marks[company] for one in said] for company, _ in (US, RIVAL)}
    return {
        "needs": [*NEEDS],
        "weights": [one.points for one in said],
        "marks": {company: rows for company, rows in marks.items() if any(row != DK for row in rows)},
        "who": [one.who for one in said],
        "weight": [one.weight for one in said],
        "texts": sorted(one.words for one in said if one.words),
    }


def kept(found: Customers) -> dict[str, object]:
    return {
        "needs": found.needs,
        "weights": found.weights,
        "marks": found.marks,
        "who": found.who,
        "weight": found.weight,
        "texts": sorted(found.texts.get("more", [])),
    }


@pytest.mark.parametrize("part", range(PARTS))
def test_a_good_table_is_kept_as_it_was_meant_however_it_is_dressed(part: int, tmp_path: Path) -> None:
    for seed in range(part, TABLES, PARTS):
        table, content = table_of(seed, good=True)
        found = read(tmp_path, table, content)
        assert found.customers is not None, (seed, found.problems)
        assert kept(found.customers) == meant(table), (seed, found.problems)


@pytest.mark.parametrize("part", range(PARTS))
def test_of_a_bad_table_nothing_is_kept_and_its_line_is_told(part: int, tmp_path: Path) -> None:
    for seed in range(part, TABLES, PARTS):
        table, content = table_of(seed, good=False)
        assert table.wrong is not None
        row, sentence = table.wrong
        found = read(tmp_path, table, content)
        assert found.customers is None, seed
        told = [problem for problem in found.problems if sentence in problem.text and not problem.warning]
        assert told, (seed, sentence, found.problems)
        lines = {problem.line for problem in told}
        assert row < 0 or table.first_line(row) in lines, (seed, table.first_line(row), told)


JUNK = (
    "1e999", "٣٠", "½", "nan", "inf", "-0", "0x14", "\u200b", "1/2", "20\u00a0", "２０", "#REF!", "20.0000000001", "9" * 30,
    "=1+1", "'20", '"', "\x00", "\x1b[31m", "20;20", "TRUE", "2026-01-01", " ", "–", "20 points", "1.2.3", "dk dk",
)  # fmt: skip


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_stands_in_a_cell_the_other_rows_are_kept_as_they_were_or_nothing_is(
    part: int, tmp_path: Path
) -> None:
    for seed in range(part, TABLES, PARTS):
        table, _ = table_of(seed, good=True)
        rng, before = Random(seed), meant(table)
        table.workbook, table.encoding, table.options = False, "utf-8", [*table.options[:2]]
        row = rng.randrange(len(table.rows))
        table.rows[row][rng.randrange(len(table.heads))] = rng.choice(JUNK)
        if "--dk" not in table.options:
            table.options = []
        found = read(tmp_path, table, table.content())
        if found.customers is None:
            assert [problem for problem in found.problems if not problem.warning], seed
            continue
        after = kept(found.customers)
        for key in ("weights", "who", "weight"):
            rows, was = after[key], before[key]
            assert isinstance(rows, list)
            assert isinstance(was, list)
            assert sum(a != b for a, b in zip(rows, was, strict=True)) <= 1, (seed, key)
