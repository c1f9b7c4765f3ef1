"""Twelve tables as tools deliver them go in with the one command that `--look` proposes, number for number."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from delivered_tables import DELIVERED, DeliveredTable
from tables_read import (
    answers_read,
    answers_stored,
    functions_read,
    functions_stored,
    sure_read,
    sure_stored,
)

from cxw.cli import run_command

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "tables.md").read_text("utf-8")
COMMANDS = [
    shlex.split(block.replace("\\\n", " "))
    for block in re.findall(r"```\n(cxw .*?)```", PAGE, re.DOTALL)
    if "--look" not in block
]


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]) -> str:
    """What a command prints; it has to succeed."""
    monkeypatch.setattr("sys.argv", command)
    with pytest.raises(SystemExit) as end:
        run_command()
    said = capsys.readouterr()
    assert not end.value.code, said
    return said.out


def holds_what_stands_there(session: Path, table: DeliveredTable) -> None:
    """Every number of the table is in the session, and no other."""
    source = session.parent / table.file
    read = answers_read(source, table.spots)
    assert len(read) >= 9
    assert answers_stored(session) == read
    assert functions_stored(session) == functions_read(source, table.spots)
    assert sure_stored(session) == sure_read(source, table.spots)


@pytest.mark.parametrize("table", DELIVERED, ids=lambda table: table.name)
def test_the_command_that_look_proposes_and_that_of_the_page_take_the_table_in(
    table: DeliveredTable,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / table.file).write_bytes(table.make())
    said = run(monkeypatch, capsys, ["cxw", "collect", "coffee.yaml", table.file, "--look", *table.said])
    assert [path.name for path in tmp_path.iterdir()] == [table.file]
    (proposed,) = re.findall(r"^ *(cxw collect (?:.*\\\n)*.*)$", said, re.MULTILINE)
    (of_the_page,) = [command for command in COMMANDS if table.file in command]
    for command in (shlex.split(proposed.replace("\\\n", " ")), of_the_page):
        run(monkeypatch, capsys, command)
        holds_what_stands_there(tmp_path / "coffee.yaml", table)
        (tmp_path / "coffee.yaml").unlink()
