"""Measure cxw side by side in one run and write the table of docs/benchmarks.md.

Times are medians of 15 interleaved runs of whole processes unless a row says otherwise; what is compared is
measured in turn, so that a machine that slows down slows everybody. Peers are installed each into an
environment of its own under bench/.peers.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pexpect
from rooms import room

from cxw.sessionfile import create, dumps, load

HERE = Path(__file__).resolve().parent
DOCS = HERE.parent / "docs" / "benchmarks.md"
RUNS = 15
PEERS = {"sqlite-utils": "sqlite-utils", "httpie": "http", "copier": "copier", "cookiecutter": "cookiecutter"}
CXW = [str(Path(sys.executable).with_name("cxw"))]

BARE_TYPER = """
import typer
app = typer.Typer()
{commands}
app()
"""
COMMAND = '''
@app.command()
def command_{n}(name: str = typer.Argument(..., help="A name"), flag: bool = typer.Option(False)):
    """Do thing number {n}."""
'''


def main() -> None:
    """Measure everything, print it and write it down."""
    rows = [*start_up(), *reports(), *storing(), *painting()]
    text = page(rows)
    DOCS.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


Row = tuple[str, str, str]


def page(rows: Sequence[Row]) -> str:
    """The page with the table."""
    table = "\n".join(f"| {what} | {figure} | {aim} |" for what, figure, aim in rows)
    return (
        "# Benchmarks\n\n"
        f"Measured by `make bench` on {platform.system()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}. Medians of {RUNS} interleaved runs of whole processes unless a row "
        "says otherwise; a ratio compares medians of the same run.\n\n"
        f"| what | measured | aim |\n|---|---|---|\n{table}\n"
    )


def medians(commands: dict[str, list[str]]) -> dict[str, float]:
    """Seconds of each command, run in turn."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(RUNS + 1):
        for name, command in commands.items():
            before = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            if run:
                times[name].append(time.perf_counter() - before)
    return {name: statistics.median(found) for name, found in times.items()}


def ms(seconds: float) -> str:
    """Milliseconds for people."""
    return f"{seconds * 1000:.0f} ms"


def start_up() -> list[Row]:
    """--version and --help against bare Python, a bare Typer app, and peers."""
    bare = HERE / ".peers" / "bare_typer.py"
    bare.parent.mkdir(exist_ok=True)
    bare.write_text(BARE_TYPER.format(commands="".join(COMMAND.format(n=n) for n in range(9))))
    commands = {
        "bare Python": [sys.executable, "-c", "pass"],
        "cxw --version": [*CXW, "--version"],
        "bare Typer --help": [sys.executable, str(bare), "--help"],
        "cxw --help": [*CXW, "--help"],
    }
    for name, script in PEERS.items():
        found = peer(name, script)
        if found:
            commands[f"{name} --version"] = [found, "--version"]
            commands[f"{name} --help"] = [found, "--help"]
    took = medians(commands)
    version = took["cxw --version"] / took["bare Python"]
    help_ = took["cxw --help"] / took["bare Typer --help"]
    rows = [
        ("`cxw --version`", f"{ms(took['cxw --version'])}, {version:.1f} times bare Python", "3 times"),
        ("`cxw --help`", f"{ms(took['cxw --help'])}, {help_:.2f} times a bare Typer app", "1.3 times"),
    ]
    return rows + [(f"`{name}`", ms(seconds), "") for name, seconds in took.items() if "cxw" not in name]


def peer(package: str, script: str) -> str | None:
    """A peer's command in an environment of its own; None where it cannot be installed."""
    folder = HERE / ".peers" / package
    command = folder / "bin" / script
    if not command.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        pip = [str(folder / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", package]
        subprocess.run(pip, check=False)
    return str(command) if command.exists() else None


def reports() -> list[Row]:
    """All three formats, cold."""
    rows = []
    for people, aim in ((15, "under 1 s"), (300, "under 3 s")):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "room.yaml"
            create(file, room(people))
            took = medians({"report": [*CXW, "report", str(file), "--to", folder]})["report"]
        rows.append((f"`cxw report`, three formats, {people} people", f"{took:.2f} s", aim))
    return rows


def storing() -> list[Row]:
    """Loading and writing, in this process, the median of five."""
    rows = []
    for people in (15, 300, 3000):
        with tempfile.TemporaryDirectory() as folder:
            file, session = Path(folder) / "room.yaml", room(people)
            create(file, session)
            size = file.stat().st_size / 1000
            read, wrote = five(lambda file=file: load(file)), five(lambda session=session: dumps(session))
        rows.append((f"load, {people} people ({size:.0f} kB)", ms(read), ""))
        rows.append((f"write, {people} people", ms(wrote), ""))
    return rows


def five(action: Callable[[], object]) -> float:
    """Seconds, the median of five."""
    times = []
    for _ in range(5):
        before = time.perf_counter()
        action()
        times.append(time.perf_counter() - before)
    return statistics.median(times)


IMPORTS = "import cxw.cli, cxw.workshop, cxw.keyboard, cxw.sessionfile, cxw.follow"


def painting() -> list[Row]:
    """From the command to the first screen, and from a key to the next one, in a pseudo-terminal."""
    bare = medians({"imports": [sys.executable, "-c", IMPORTS]})["imports"]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "room.yaml"
        session = room(15)
        session.segments[0].rounds.clear()
        for stage in ("weights", "grid", "disagreement", "closing"):
            setattr(session.segments[0].stages, stage, None)
        create(file, session)
        paints, keys = zip(*(one_run(file) for _ in range(RUNS)), strict=True)
    first = statistics.median(paints)
    return [
        (
            "first screen of `cxw run`",
            f"{ms(first)}: its imports ({ms(bare)}) plus {ms(first - bare)}",
            "plus 100 ms",
        ),
        ("from a key to the screen", ms(statistics.median(keys)), "15 ms"),
    ]


def one_run(file: Path) -> tuple[float, float]:
    """Seconds to the first screen, and from a key to the first byte that answers it."""
    before = time.perf_counter()
    child = pexpect.spawn(
        CXW[0],
        ["run", str(file), "--projector", "nothing"],
        dimensions=(40, 120),
        encoding="utf-8",
        timeout=20,
    )
    child.expect("A room of")
    painted = time.perf_counter() - before
    drain(child)
    pressed = time.perf_counter()
    child.send("b")
    child.expect(r".")
    answered = time.perf_counter() - pressed
    child.close(force=True)
    return painted, answered


def drain(child: pexpect.spawn) -> None:
    """Read until the screen is quiet."""
    try:
        while True:
            child.read_nonblocking(10_000, timeout=0.3)
    except pexpect.TIMEOUT:
        return


if __name__ == "__main__":
    main()
