"""Good tables of customers dressed at random are kept as they were meant; bad ones leave the file as it was."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from customer_tables import NEEDS, RIVAL, US, CustomerTable, dressed, spoil
from often import LONG
from typer.testing import CliRunner

from cxw.cli import app
from cxw.model import DK, Customers
from cxw.sessionfile import load

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


def verified(folder: Path, table: CustomerTable, content: bytes) -> tuple[int, str]:
    """The session in this folder after the command: its exit code and all that it said."""
    (folder / "day.yaml").write_bytes(ESSAY.read_bytes())
    answers = folder / ("answers.xlsx" if table.workbook else "answers.csv")
    answers.write_bytes(content)
    ran = CliRunner().invoke(app, ["verify", str(folder / "day.yaml"), str(answers), "--yes", *table.options])
    return int(ran.exit_code), ran.output + (str(ran.exception) if ran.exception else "")


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
        code, said = verified(tmp_path, table, content)
        assert code == 0, (seed, said)
        (found,) = load(tmp_path / "day.yaml").segments[0].customers
        assert kept(found) == meant(table), (seed, said)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_bad_table_is_told_with_its_line_and_nothing_is_kept(part: int, tmp_path: Path) -> None:
    for seed in range(part, TABLES, PARTS):
        table, content = table_of(seed, good=False)
        assert table.wrong is not None
        row, sentence = table.wrong
        code, said = verified(tmp_path, table, content)
        assert code == 1, (seed, said)
        assert sentence in said, seed
        assert row < 0 or f":{table.first_line(row)}: " in said, (seed, table.first_line(row), said)
        assert (tmp_path / "day.yaml").read_bytes() == ESSAY.read_bytes()
