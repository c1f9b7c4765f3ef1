"""Measure cxw side by side in one run and write docs/benchmarks.md.

What is compared is measured in turn, run by run, so that a machine that slows down slows everybody. Peers are
installed each into an environment of its own under bench/.peers.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from finding_out import rows as worth_rows
from record_timed import record_timed
from rooms_timed import fresh, room, sealed, talking
from tables_timed import tables_timed
from walls_seen import reveals_seen
from watched import Watched, imports_of

from cxw.model import Session
from cxw.phones.door import open_door
from cxw.phones.network import own_addresses
from cxw.sessionfile import OpenFile, create, load

HERE = Path(__file__).resolve().parent
DOCS = HERE.parent / "docs" / "benchmarks.md"
PLACE = HERE / ".peers"
RUNS = 15
PEERS = {"sqlite-utils": "sqlite-utils", "httpie": "http", "copier": "copier", "cookiecutter": "cookiecutter"}
CXW = str(Path(sys.executable).with_name("cxw"))

BARE_TYPER = """
import typer
app = typer.Typer({options})
{commands}
app()
"""
COMMAND = '''
@app.command()
def command_{n}(name: str = typer.Argument(..., help="A name"), flag: bool = typer.Option(False)):
    """Do thing number {n}."""
'''

HANDOUTS = ((15, "room"), (300, "room"), (15, "facilitator"), (300, "facilitator"))
Row = tuple[str, ...]
T = TypeVar("T")


def main() -> None:
    """Measure everything and write it down."""
    PLACE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(
        dir=PLACE
    ) as folder:  # on the disk: a folder in memory is flushed for nothing
        at = Path(folder)
        parts = [
            start_up(), reports(at), analysis(), finding_out(), storing(at), first_screen(at), keys(at),
            *phones(at), in_browsers(at), tables(at), track_record(at), *beside_before(at),
        ]  # fmt: skip
    DOCS.write_text(HEAD.format(**facts()) + "".join(parts), encoding="utf-8")
    sys.stdout.write(DOCS.read_text("utf-8"))


HEAD = """# Benchmarks

Written by `make bench` on {system}, {cores} cores, Python {python}. Each figure is the median of {runs} runs
after one that is not counted; what stands in one table was run in turn, so a ratio compares what ran side
by side. Times are of whole processes, from their start to their end, unless a table says otherwise. While it
ran, {load:.1f} programs wanted a core at a time on average, its own among them.
"""


def facts() -> Mapping[str, object]:
    """What the figures depend on."""
    return {
        "system": platform.system(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "runs": RUNS,
        "load": os.getloadavg()[1],
    }


def table(title: str, words: str, head: Row, rows: Sequence[Row]) -> str:
    """One section of the page."""
    lines = [f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows)]
    return f"\n## {title}\n\n{words}\n\n" + "\n".join(lines) + "\n"


def medians(actions: Mapping[str, Callable[[], float]], runs: int = RUNS) -> dict[str, float]:
    """Seconds of each action, run in turn."""
    times: dict[str, list[float]] = {name: [] for name in actions}
    for run in range(runs + 1):
        for name, action in actions.items():
            took = action()
            if run:
                times[name].append(took)
    return {name: statistics.median(found) for name, found in times.items()}


def process(*command: str) -> Callable[[], float]:
    """Runs a command to its end; a command that does not succeed is no measurement."""

    def run() -> float:
        before = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        return time.perf_counter() - before

    return run


def _timed(action: Callable[[T], object], what: T) -> Callable[[], float]:
    """Does something in this process."""

    def run() -> float:
        before = time.perf_counter()
        action(what)
        return time.perf_counter() - before

    return run


def ms(seconds: float) -> str:
    """Milliseconds for people; tenths where whole ones would say little."""
    return f"{seconds * 1000:.1f} ms" if seconds < 0.02 else f"{seconds * 1000:.0f} ms"


def long(seconds: float) -> str:
    """The same of what may take minutes."""
    return f"{seconds:.1f} s" if seconds >= 1 else ms(seconds)


def tables(at: Path) -> str:
    """What it costs to look at large tables and to take them in."""
    words = (
        "`cxw collect` with tables of 100,000 rows, each command run once: seconds of the processor and the "
        "most memory of the whole process. *Look* reads and judges every row and writes nothing."
    )
    return table("Tables", words, ("command", "processor", "aim", "memory", "aim"), [*tables_timed(at)])


def track_record(at: Path) -> str:
    """What it costs to read years of sessions."""
    words = (
        "`cxw track-record` over a folder of sessions as a laptop holds them after years: verified ones, "
        "copies of them, sums, files that are broken or another program's. Seconds of the processor, and the "
        "most memory of the whole process."
    )
    return table("Track record", words, ("what", "processor", "aim", "memory", "aim"), [*record_timed(at)])


def start_up() -> str:
    """--version and --help against bare Python, a bare Typer app, and peers."""
    commands = {"python": [sys.executable, "-c", "pass"], **bare()}
    for name, script in {"cxw": CXW, **{name: peer(name, script) for name, script in PEERS.items()}}.items():
        commands |= {f"{name} {option}": [script, option] for option in ("--version", "--help")}
    took = medians({name: process(*command) for name, command in commands.items()})
    version, help_ = took["cxw --version"], took["cxw --help"]
    aims = (
        f"`cxw --version` takes {version / took['python']:.1f} times as long as bare Python (aim: 3 times). "
        f"`cxw --help` takes {help_ / took['typer']:.2f} times as long as a bare Typer app with as many "
        f"commands (aim: 1.3 times), and {help_ / took['plain']:.2f} times as long as the same app with "
        "Typer's coloured help switched off, as cxw has it."
    )
    rows = [
        ("**cxw**", ms(version), ms(help_)),
        ("bare Python, `-c pass`", ms(took["python"]), ""),
        ("bare Typer app", "", ms(took["typer"])),
        ("bare Typer app, plain help", "", ms(took["plain"])),
        *(
            (f"{name} {release(name)}", ms(took[f"{name} --version"]), ms(took[f"{name} --help"]))
            for name in PEERS
        ),
    ]
    return table("Start-up", aims, ("command", "`--version`", "`--help`"), rows)


def bare() -> dict[str, list[str]]:
    """The smallest Typer apps with as many commands as cxw, with Typer's own help and with plain help."""
    from typer.main import get_command

    from cxw.cli import app

    number = len(get_command(app).commands)  # type: ignore[attr-defined]
    commands = "".join(COMMAND.format(n=n) for n in range(number))
    made = {}
    for name, options in {"typer": "", "plain": "rich_markup_mode=None"}.items():
        script = PLACE / f"bare_{name}.py"
        script.write_text(BARE_TYPER.format(options=options, commands=commands))
        made[name] = [sys.executable, str(script), "--help"]
    return made


def peer(package: str, script: str) -> str:
    """A peer's command in an environment of its own."""
    folder = PLACE / package
    command = folder / "bin" / script
    if not command.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        pip = [str(folder / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", package]
        subprocess.run(pip, check=True)
    return str(command)


def release(package: str) -> str:
    """Which release of a peer was measured."""
    code = f"import importlib.metadata as m; print(m.version({package!r}))"
    python = str(PLACE / package / "bin" / "python")
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def reports(at: Path) -> str:
    """All three formats, cold, into an empty folder each time, beside a program that prints a page."""
    page, printer = HERE / "essay.html", peer("weasyprint", "weasyprint")
    jobs: dict[str, Callable[[], float]] = {"weasyprint": spent(printer, str(page), str(at / "essay.pdf"))}
    for people, audience in HANDOUTS:
        file = at / f"report-{people}.yaml"
        if not file.exists():
            create(file, room(people))
        jobs[f"{people} {audience}"] = _report(file, audience, at / "handout")
    took = medians(jobs)
    small, large = took["15 room"], took["300 room"]
    rows = [
        (f"{people} people, for the {audience}", f"{took[f'{people} {audience}']:.2f} s")
        for people, audience in HANDOUTS
    ]
    words = (
        "`cxw report` of a whole day (five needs, four companies, two rounds of points and of marks, "
        "evidence, promises) as Markdown, HTML and PDF, into an empty folder, in seconds of the processor. "
        f"15 people take {small / took['weasyprint']:.2f} of what WeasyPrint takes to print one earlier "
        f"handout, `bench/essay.html` (aim: 0.25), and 300 people {large / small:.2f} times as long as 15 "
        "(aim: 1.5)."
    )
    peer_row = (f"WeasyPrint {release('weasyprint')}, one page of HTML", f"{took['weasyprint']:.2f} s")
    return table("Handout", words, ("handout", "processor"), [*rows, peer_row])


def spent(*command: str) -> Callable[[], float]:
    """Runs a command to its end and tells how long the processor worked for it."""
    whole = process(*command)

    def run() -> float:
        before = os.times()
        whole()
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    return run


def _report(file: Path, audience: str, to: Path) -> Callable[[], float]:
    run = spent(CXW, "report", str(file), "--for", audience, "--to", str(to))

    def emptied() -> float:
        shutil.rmtree(to, ignore_errors=True)
        took = run()
        made = {path.suffix for path in to.rglob("*") if path.is_file()}
        assert {".md", ".html", ".pdf"} <= made, "Markdown, HTML and PDF"
        return took

    return emptied


ANALYSED: Mapping[tuple[int, ...], tuple[int, int, str, str]] = {
    (15, 5, 4): (RUNS, RUNS, "0.25 s", ""),
    (300, 10, 6): (RUNS, 5, "1.5 s", ""),
    (3_000, 12, 8): (5, 1, "6 s", "600 MB"),
}
"""People, needs, companies: how often it is run, how often the others are, and the aims."""
Seconds = Mapping[str, float]


def analysis() -> str:
    """Every number of one segment, and beside it what other programs make of the same arrays."""
    told = {size: _analysed(size, *runs[:2]) for size, runs in ANALYSED.items()}
    whole = table(
        "Analysis",
        "Every number of one segment, beyond imports, each run in a process of its own: all that the "
        "findings say to the room and to the facilitator (2,000 draws, 9,999 permutations, each audience "
        "from the start), and beside them alpha in its three other forms and a pull. *Memory* is the most "
        "the process ever had, with Python, the session and the imports in it.",
        ("people x needs x companies", "room", "facilitator", "beside", "together", "aim", "memory", "aim"),
        [_whole(size, found["whole"]) for size, found in told.items()],
    )
    peers = (
        "The same numbers from the same arrays, in turn: alpha in four forms (krippendorff), R2 of the "
        "functions with 9,999 permutations (PERMANOVA, scikit-bio; cxw's has each need's share with maxT in "
        "it), W with its p (scipy: 9,999 shuffles up to 60 people, Friedman's chi-square above). What is "
        "compiled or started at a first call is not counted. At 300 people the others ran 5 times, at 3,000 "
        "once."
    )
    rows = [row for size, found in told.items() for row in _beside(size, found["ours"], found["peers"])]
    return whole + table(
        "Analysis beside other programs",
        peers,
        ("number", "people x needs", "cxw", "others", "times as fast"),
        rows,
    )


def finding_out() -> str:
    """What each answer of a segment is worth to know."""
    return table(
        "What is worth finding out",
        "Seconds of the processor for the worth of every point and mark of a segment (EVPI and EVPPI), "
        "summed up exactly, beside 20,000 draws of the same choice in plain NumPy, and how far the farthest "
        "share of these draws lies from the exact one (1 is all there is to know).",
        ("people x needs x companies", "exact", "aim", "20,000 draws", "farthest share"),
        list(worth_rows()),
    )


def _analysed(size: tuple[int, ...], runs: int, of_peers: int) -> dict[str, Seconds]:
    """Medians of each part, run in turn; the others no more often than asked."""
    found: dict[str, list[Seconds]] = {"whole": [], "ours": [], "peers": []}
    for run in range(runs):
        for what, took in found.items():
            if what != "peers" or run < of_peers:
                took.append(_once(what, size))
    return {
        what: {part: statistics.median([one[part] for one in took]) for part in took[0]}
        for what, took in found.items()
    }


def _once(what: str, size: tuple[int, ...]) -> Seconds:
    command = [sys.executable, str(HERE / "analysis.py"), what, *map(str, size)]
    took: Seconds = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return took


def _whole(size: tuple[int, ...], took: Seconds) -> Row:
    parts = [took[part] for part in ("for the room", "for the facilitator", "beside them")]
    _, _, seconds, memory = ANALYSED[size]
    return (
        f"{size[0]:,} x {size[1]} x {size[2]}",
        *map(long, parts),
        f"{sum(parts):.2f} s",
        seconds,
        f"{took['memory'] / 1e6:.0f} MB",
        memory,
    )


def _beside(size: tuple[int, ...], ours: Seconds, peers: Seconds) -> Iterator[Row]:
    for number in ("alpha", "PERMANOVA", "W"):
        ratio = f"{peers[number] / ours[number]:.1f}"
        yield number, f"{size[0]:,} x {size[1]}", long(ours[number]), long(peers[number]), ratio


def storing(at: Path) -> str:
    """Loading, and keeping one more answer, in this process."""
    rows = []
    for people in (15, 300, 3000):
        file = at / f"store-{people}.yaml"
        create(file, room(people))
        with OpenFile(file) as opened:
            took = medians({"load": _timed(load, file), "keep": _timed(_keep, opened)})
        size = f"{file.stat().st_size / 1000:,.0f} kB"
        rows.append((f"{people:,} people", size, ms(took["load"]), ms(took["keep"])))
    words = (
        "In one process. *Load* reads and checks the file, seals and all. *Keep* is what happens after each "
        "answer: one change, the whole file written beside the old one, read back, flushed to the disk, "
        "renamed, the folder flushed too."
    )
    return table("Session file", words, ("a whole day of", "file", "load", "keep one answer"), rows)


def _keep(opened: OpenFile) -> None:
    def change(session: Session) -> None:
        guess = session.segments[0].coverage_guess
        guess["p1"] = 10 if guess["p1"] == 20 else 20

    opened.keep(change)


OPENING = "Esc pause"
"""Stands in the last line of every wall."""


IMPORTS = """
import os
from contextlib import suppress
from importlib import import_module
for name in {names}:
    with suppress(ImportError):
        import_module(name)
os._exit(0)
"""


def first_screen(at: Path) -> str:
    """From the command to the first whole screen of `cxw run`, in a pseudo-terminal."""
    file = at / "first.yaml"
    create(file, fresh(15))
    command = [CXW, "run", str(file), "--projector", "nothing"]
    modules = imports_of(command, OPENING, at)
    script = at / "imports.py"
    script.write_text(IMPORTS.format(names=modules))

    def first() -> float:
        with Watched(command) as watched:
            return watched.first(OPENING)

    took = medians({"first": first, "imports": process(sys.executable, str(script))})
    extra = took["first"] - took["imports"]
    words = (
        "`cxw run` with 15 people in a pseudo-terminal of 120 by 40, from the start of the process until the "
        "whole screen stands. *Its imports* is a Python that imports the same modules and ends at once."
    )
    rows = [
        ("first screen", ms(took["first"]), ""),
        (f"its imports ({len(modules)} modules)", ms(took["imports"]), ""),
        ("first screen less its imports", ms(extra), "100 ms"),
    ]
    return table("First screen", words, ("what", "measured", "aim"), rows)


def keys(at: Path) -> str:
    """From a key to the whole screen that answers it, in a pseudo-terminal."""
    rows = []
    for people in (15, 300):
        runs = [look(at, people) for look in (slips, walls, reveal, later) for _ in range(RUNS // PRESSES)]
        for (what, aim), took in medians_of_keys(runs).items():
            rows.append((what, f"{people} people", ms(took), aim))
    words = (
        "From the key until the whole screen that answers it stands, in a pseudo-terminal of 120 by 40. "
        "What computes numbers is imported, and the numbers of a closed round are made, on a worker that "
        "begins when the first screen stands, and when a round waits for its reveal."
    )
    return table("From a key to the screen", words, ("key", "room", "measured", "aim"), rows)


PHONES, WITHIN, FEW = 300, 10.0, 20
KEYS, TURNS = 12, 3
A_PAUSE = 0.2
"""Seconds before a letter, with phones and without."""


def phones(at: Path) -> list[str]:
    """Hundreds of phones beside the desk; nothing where no network is that a phone could be in."""
    addresses = [one.address for one in own_addresses() if not one.refused]
    if not addresses:
        return []
    alone, beside, took, memory = list[float](), list[float](), list[float](), 0
    for _ in range(TURNS):
        alone += _letters_alone(at)
        told, letters, most = _beside_phones(at, addresses[0], PHONES, WITHIN)
        took, beside, memory = sorted([*took, *told["took"]]), beside + letters, max(memory, most)
    few, _, _ = _beside_phones(at, addresses[0], FEW, 0.0)
    half, last = statistics.median(took), took[int(len(took) * 0.99)]
    letter, before = statistics.median(beside), statistics.median(alone)
    rows = [
        (f"{PHONES} phones answer within {WITHIN:.0f} s: half are acknowledged in", ms(half), ""),
        ("99 of 100 are acknowledged in", ms(last), "100 ms"),
        ("a letter of a slip meanwhile", ms(letter), ""),
        ("the same without phones", ms(before), ""),
        ("of that", f"{letter / before:.2f}", "1.2"),
        ("the most memory of the run", f"{memory / 1e6:.0f} MB", "250 MB"),
        (f"{FEW} phones, from the code to {FEW} answers in the file", long(few["whole"]), "5 s"),
    ]
    words = (
        f"`cxw run` with {PHONES + KEYS} people in a pseudo-terminal of 120 by 40. Each phone has a "
        "connection of its own, comes in by the code, loads style, script and page, picks its name, looks "
        "every three seconds for what is new, and sends five points at a moment by chance. All of them are "
        "one process of low priority, for real ones have processors of their own. *Acknowledged* is from "
        "the first byte sent until the answer came back, which is after the save. Letters are typed "
        "all the while, five a second at most, each looked for on the screen that the phones keep changing; "
        f"{TURNS} runs with phones and without, in turn."
    )
    return [table("Phones", words, ("what", "measured", "aim"), rows)]


def _letters_alone(at: Path) -> list[float]:
    """Letters of slips in the same room without phones, measured in the same way."""
    with _running(at, PHONES + KEYS, fresh(PHONES + KEYS)) as watched:
        watched.press("\r", "taken in")
        return [_letter(watched, PHONES + n) for n in range(KEYS)]


def _letter(watched: Watched, person: int) -> float:
    """Seconds of one letter, after a pause: right after another one it would take less."""
    time.sleep(A_PAUSE)
    watched.shows(f"p{person} 20 20 20 20 ", f"Person {person}")
    took = watched.shows("2", "20 20 20 20 2")
    watched.shows("\x15", "two letters of a name")
    return took


def _beside_phones(
    at: Path, address: str, people: int, seconds: float
) -> tuple[dict[str, Any], list[float], int]:
    """What the phones say of themselves, how long letters took meanwhile, and the run's memory."""
    file, letters = _laid(at, people + KEYS, fresh(people + KEYS)), list[float]()
    file.with_suffix(".door").unlink(missing_ok=True)
    command = [CXW, "run", str(file), "--projector", "nothing", "--phones", "--network", address]
    with Watched(command) as watched:
        watched.first(OPENING)
        watched.press("\r", OPENING)
        watched.press("\r", "taken in")
        door = open_door(file)
        script = [sys.executable, str(HERE / "phones_timed.py"), f"{door.address}:{door.port}", door.code]
        clients = subprocess.Popen([*script, str(people), str(seconds)], stdout=subprocess.PIPE, text=True)
        assert clients.stdout is not None
        while seconds and clients.poll() is None:
            letters.append(_letter(watched, people + len(letters) % KEYS))
        told: dict[str, Any] = json.loads(clients.communicate()[0].partition("inside\n")[2])
        memory = watched.memory()
    assert len(load(file).segments[0].rounds[0].answers) == people, "each answer is in the file"
    return told, letters, memory


def in_browsers(at: Path) -> str:
    """From a reveal to the wall in a browser."""
    rows = []
    for people in (15, 60):
        runs = [reveals_seen(CXW, _laid(at, people, sealed(people)), OPENING) for _ in range(RUNS // PRESSES)]
        own, follows = (statistics.median(took) for took in zip(*runs, strict=True))
        rows += [
            ("`run --wall browser`", f"{people} people", ms(own), "300 ms"),
            ("`show --browser`", f"{people} people", ms(follows), "600 ms"),
        ]
    words = (
        "From the Enter that reveals the points until the wall is painted in a headless Chromium of 1920 by "
        "1080, two seconds after the sealed wall."
    )
    return table("From a reveal to a browser", words, ("wall", "room", "measured", "aim"), rows)


def beside_before(at: Path) -> list[str]:
    """What a start and a handout cost, beside an earlier commit: `make bench BEFORE=COMMIT`."""
    commit = os.environ.get("BEFORE", "")
    if not commit:
        return []
    earlier = before(commit)
    file, fresh_file = at / "cost.yaml", at / "cost-fresh.yaml"
    create(file, room(15))
    create(fresh_file, fresh(15))
    jobs: dict[str, Callable[[], float]] = {}
    for when, tree in {"before": earlier, "now": HERE.parent}.items():
        jobs[f"report {when}"] = _report_cost(tree, file, at / f"handout-{when}")
        jobs[f"screen {when}"] = _screen_cost(tree, fresh_file)
    took = medians(jobs)
    rows = []
    for key, what in COSTS.items():
        then, now = took[f"{key} before"], took[f"{key} now"]
        rows.append((what, ms(then), ms(now), f"{now / then:.2f}", "0.75"))
    words = (
        f"Seconds of a processor, beside commit `{commit}`, in turn: of a handout the whole process's, all "
        "its threads together; of the first screen its main thread's, until the screen stood."
    )
    return [table("Beside an earlier commit", words, ("what", "before", "now", "of before", "aim"), rows)]


COSTS = {"report": "`cxw report`, 15 people, Markdown, HTML and PDF", "screen": "first screen of `cxw run`"}


def before(commit: str) -> Path:
    """The tree of an earlier commit, compiled, with the libraries of this one."""
    tree = PLACE / f"before-{commit}"
    if not tree.exists():
        tree.mkdir(parents=True)
        packed = subprocess.run(
            ["git", "archive", commit, "cxw", "templates", "workshops"],
            cwd=HERE.parent, capture_output=True, check=True,
        ).stdout  # fmt: skip
        subprocess.run(["tar", "x", "-C", str(tree)], input=packed, check=True)
    return tree


def _of_tree(tree: Path) -> dict[str, str]:
    """Surroundings in which `python -m cxw` is this tree's, with its modules compiled."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(tree)}


def _report_cost(tree: Path, file: Path, to: Path) -> Callable[[], float]:
    command = [sys.executable, "-m", "cxw", "report", str(file), "--to", str(to)]

    def run() -> float:
        shutil.rmtree(to, ignore_errors=True)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=tree, env=_of_tree(tree))
        _, status, used = os.wait4(process.pid, 0)
        assert status == 0, "a command that does not succeed is no measurement"
        return used.ru_utime + used.ru_stime

    return run


def _screen_cost(tree: Path, file: Path) -> Callable[[], float]:
    command = [sys.executable, "-m", "cxw", "run", str(file), "--projector", "nothing"]

    def run() -> float:
        with Watched(command, _of_tree(tree)) as watched:
            return watched.first_cost("pause")

    return run


PRESSES = 5
TICKED = 20
"""People up to whom some are of so small a function that they are asked for a tick."""
Key = tuple[str, str]
"""What a key does, and the aim for it."""
LETTER: Key = ("a letter of a slip", "15 ms")
ROW: Key = ("Enter after a slip: kept on disk, the next question", "")
LIT: Key = ("a wall lit again after the dark", "15 ms")
NEXT: Key = ("the next wall of a stage", "")
FIRST: Key = ("the first wall with numbers", "100 ms")
FIRST_LATER: Key = ("the first wall with numbers, two seconds after the first screen", "60 ms")
REVEAL: Key = ("the first reveal of a run", "100 ms")
REVEAL_LATER: Key = ("the first reveal of a run, two seconds after the sealed screen", "60 ms")
LATER = 2.0


def medians_of_keys(runs: Sequence[Mapping[Key, list[float]]]) -> dict[Key, float]:
    """The median of each key over all runs."""
    keys = dict.fromkeys(key for run in runs for key in run)
    return {key: statistics.median([took for run in runs for took in run.get(key, [])]) for key in keys}


def slips(at: Path, people: int) -> dict[Key, list[float]]:
    """Keys while slips are typed in: a letter, and the Enter that keeps a row."""
    found: dict[Key, list[float]] = {LETTER: [], ROW: []}
    with _running(at, people, fresh(people)) as watched:
        watched.press("\r", "taken in")
        for n in range(PRESSES):
            watched.press(f"p{n} 20 20 20 20 ", f"Person {n}")
            found[LETTER].append(watched.press("2", "20 20 20 20 2"))
            watched.press("0", "100 given")
            found[ROW].append(watched.press("\r", "what is the chance"))
            if people <= TICKED:
                watched.press("70\r", "the box, y or n")
                watched.press("n\r", "last contact, one letter")
            else:
                watched.press("70\r", "last contact, one letter")
            watched.press("w\r", "Spread 100 points")
    return found


def walls(at: Path, people: int) -> dict[Key, list[float]]:
    """Keys at walls with numbers."""
    found: dict[Key, list[float]] = {FIRST: [], NEXT: [], LIT: []}
    with _running(at, people, talking(people)) as watched:
        found[FIRST].append(watched.press("\r", " 1 of "))
        for page in range(2, 2 + PRESSES):
            found[NEXT].append(watched.press("\r", f" {page} of "))
            watched.press("b", "")
            found[LIT].append(watched.press("b", f" {page} of "))
    return found


def reveal(at: Path, people: int) -> dict[Key, list[float]]:
    """The Enter that reveals the points."""
    with _running(at, people, sealed(people)) as watched:
        watched.press("\r", "Nobody has seen them")
        watched.press("r", "Enter reveals")
        return {REVEAL: [watched.press("\r", "mean of all")]}


def later(at: Path, people: int) -> dict[Key, list[float]]:
    """The same two, once the worker had time for them."""
    found: dict[Key, list[float]] = {}
    with _running(at, people, talking(people)) as watched:
        time.sleep(LATER)
        found[FIRST_LATER] = [watched.press("\r", " 1 of ")]
    with _running(at, people, sealed(people)) as watched:
        watched.press("\r", "Nobody has seen them")
        time.sleep(LATER)
        watched.press("r", "Enter reveals")
        found[REVEAL_LATER] = [watched.press("\r", "mean of all")]
    return found


@contextmanager
def _running(at: Path, people: int, session: Session) -> Iterator[Watched]:
    with Watched([CXW, "run", str(_laid(at, people, session)), "--projector", "nothing"]) as watched:
        watched.first(OPENING)
        yield watched


def _laid(at: Path, people: int, session: Session) -> Path:
    file = at / f"keys-{people}.yaml"
    for left in (file, file.with_suffix(".view")):
        left.unlink(missing_ok=True)
    create(file, session)
    return file


if __name__ == "__main__":
    main()
