"""The docs are true: every command and option is in them, every path they name is there."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from cxw.cli import app, run_command
from cxw.sessionfile import load

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = (ROOT / "docs" / "commands.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
TABLE = re.findall(r"^\|(.+)\|(.+)\|$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)[2:]


def commands() -> dict[str, object]:
    return dict(get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0].strip())
def test_each_path_and_name_in_the_table_of_contributing_is_there(row: tuple[str, str]) -> None:
    words = re.findall(r"`([^`]+)`", " ".join(row))
    paths = [word for word in words if "/" in word or "." in word]
    assert paths
    for path in paths:
        assert (ROOT / path).exists(), path
    code = "".join(
        file.read_text("utf-8")
        for path in paths
        for file in ([ROOT / path] if (ROOT / path).is_file() else (ROOT / path).rglob("*.py"))
        if file.suffix == ".py"
    )
    for name in set(words) - set(paths):
        assert re.search(rf"\b{re.escape(name)}\b", code), name


@pytest.mark.parametrize("name", sorted(commands()))
def test_each_command_and_each_of_its_options_is_documented(name: str) -> None:
    section = COMMANDS.split(f"## cxw {name}\n")[1].split("\n## ")[0]
    for parameter in commands()[name].params:  # type: ignore[attr-defined]
        for option in parameter.opts:
            if option.startswith("--") and option != "--help":
                assert f"`{option}" in section, f"{option} of cxw {name}"


@pytest.mark.parametrize("name", sorted(commands()))
def test_each_command_has_an_example_in_its_help(name: str) -> None:
    assert "Example: " in str(commands()[name].help)  # type: ignore[attr-defined]


def test_the_commands_of_the_readme_are_those_that_run_on_every_change() -> None:
    run = (ROOT / ".ci" / "run").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    said = re.findall(r"^make (\w+)", README, re.MULTILINE)
    assert said == ["demo", "test"]
    assert "make check test" in run
    for target in said:
        assert f"\n{target}: $(READY)" in makefile


@pytest.mark.parametrize("page", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]), ids=lambda p: p.name)
def test_every_link_between_the_pages_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target and not target.startswith("chart:"):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_worked_examples_of_collect_work_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    section = COMMANDS.split("## cxw collect\n")[1].split("\n## ")[0]
    monkeypatch.chdir(tmp_path)
    for name, text in re.findall(r"`(\w+\.csv)`:\n\n```\n(.*?)```", section, re.DOTALL):
        (tmp_path / name).write_text(text)
    blocks = [block for block in re.findall(r"```\n(cxw .*?)```", section, re.DOTALL) if "--new" in block]
    assert len(blocks) == 2
    for block in blocks:
        monkeypatch.setattr("sys.argv", shlex.split(block.replace("\\\n", " ")))
        with pytest.raises(SystemExit) as end:
            run_command()
        assert not end.value.code, capsys.readouterr()
    weights, marks = load(tmp_path / "couriers.yaml"), load(tmp_path / "growers.yaml")
    assert weights.segments[0].rounds[0].rounded == {"v02": {"n1": 1}}
    assert weights.segments[0].needs[0].text == "Delivered on the day"
    assert [person.also for person in marks.participants] == [[], ["D"]]


def test_what_the_wheel_carries_besides_code_is_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    carried = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert carried == {"templates": "cxw/templates", "workshops": "cxw/workshops"}
    for name in carried:
        assert any((ROOT / name).iterdir()), name
    for path in project["project"]["license-files"]:
        assert (ROOT / path).exists(), path
