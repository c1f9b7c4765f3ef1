"""On a borrowed laptop: Windows and its ways, old consoles, and the memory stick cxw is carried on."""

from __future__ import annotations

import asyncio
import errno
import importlib.util
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from prompt_toolkit.input import DummyInput, create_pipe_input  # noqa: TID251  (the keyboard's)

from cxw.cli import run_command
from cxw.errors import CxwError, SaveError
from cxw.handout.files import write_whole
from cxw.keyboard.platform import ENDINGS, Endings, TerminalPlatform
from cxw.model import STAGES, Company, Segment, Session
from cxw.sessionfile import FilePlatform, OpenFile, Windows, create, load, too_long
from cxw.sessionfile.disk import PAUSES
from cxw.sessionfile.lock import Lock
from cxw.theme import DARK
from cxw.wall import ScreenView
from cxw.wall.follow import Window, _ended_by_signals, _Windows, keep_view, view_file

ROOT = Path(__file__).resolve().parent.parent
STICK = ROOT / "stick"
ESSAY = ROOT / "workshops" / "essay.yaml"


def loaded(name: str) -> ModuleType:
    """A script of the stick, as a module."""
    spec = importlib.util.spec_from_file_location(f"stick_{name}", STICK / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


build = loaded("build")
start = loaded("start")


posix = pytest.mark.skipif(os.name != "posix", reason="a launcher and a terminal of macOS and Linux")


# the session file, with the calls that Windows has


class Bytes:
    """The one call of msvcrt that locks."""

    LK_NBLCK, LK_UNLCK = 1, 0

    def __init__(self) -> None:
        self.held: set[int] = set()

    def locking(self, handle: int, how: int, length: int) -> None:
        file = os.fstat(handle).st_ino
        if how and file in self.held:
            raise PermissionError(errno.EACCES, "Permission denied")
        (self.held.add if how else self.held.discard)(file)


class Busy(Windows):
    """Windows where a virus scanner holds each file for the first few tries."""

    def __init__(self, **tries: int) -> None:
        self.tries = tries
        self.slept: list[float] = []

    def _held(self, what: str) -> None:
        if self.tries.get(what, 0) > 0:
            self.tries[what] -= 1
            raise PermissionError(errno.EACCES, "The process cannot access the file")

    def read(self, path: Path, most: int = -1) -> bytes:
        self._held("read")
        return super().read(path, most)

    def write(self, path: Path, data: bytes, mode: int | None) -> None:
        self._held("write")
        super().write(path, data, mode)

    def replace(self, source: Path, target: Path) -> None:
        self._held("replace")
        super().replace(source, target)

    def place(self, source: Path, target: Path) -> None:
        self._held("place")
        super().place(source, target)

    def open_lock(self, path: Path) -> int:
        self._held("open_lock")
        return super().open_lock(path)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


class Narrow(Windows):
    """Windows where hardly any name is short enough."""

    longest_name = 30


@pytest.fixture
def msvcrt(monkeypatch: pytest.MonkeyPatch) -> Bytes:
    there = Bytes()
    monkeypatch.setitem(sys.modules, "msvcrt", there)
    return there


def a_day() -> Session:
    segments = [Segment(id="a", name="A")]
    return Session(cxw=1, title="A day", company=Company(id="us", name="Us"), segments=segments)


@pytest.mark.parametrize("what", ["read", "write", "replace", "place", "open_lock"])
def test_a_virus_scanner_that_holds_a_file_for_a_moment_costs_no_answer(
    tmp_path: Path, msvcrt: Bytes, what: str
) -> None:
    path, disk = tmp_path / "clinic.yaml", Busy(**{what: 5})
    create(path, a_day(), platform=disk)
    with OpenFile(path, disk) as file:
        file.keep(lambda session: setattr(session, "title", "Two"))
        file.save_elsewhere(tmp_path / "other.yaml")
    assert load(path).title == load(tmp_path / "other.yaml").title == "Two"
    assert disk.slept == list(PAUSES)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["clinic.yaml", "other.yaml"]
    assert not msvcrt.held


def test_a_disk_of_windows_that_numbers_open_files_otherwise_does_not_keep_the_lock_waiting(
    tmp_path: Path, msvcrt: Bytes
) -> None:
    path = tmp_path / "clinic.yaml"
    other = os.open(tmp_path / "other", os.O_CREAT | os.O_RDWR)

    class Otherwise(Windows):
        def open_lock(self, path: Path) -> int:
            super().open_lock(path)
            return os.dup(other)

    lock = Lock(path, Otherwise())
    assert lock.take() is None
    lock.free()
    os.close(other)


def test_a_name_too_long_for_windows_is_said_to_be_so_and_not_to_be_missing(
    tmp_path: Path, msvcrt: Bytes
) -> None:
    path = tmp_path / "deep" / "clinic.yaml"

    def opened() -> None:
        with OpenFile(path, Narrow()):
            pass

    for act in (opened, lambda: create(path, a_day(), platform=Narrow()), Lock(path, Narrow()).take):
        with pytest.raises(CxwError, match=f"its name has {len(str(path))} characters") as end:
            act()
        assert "take a folder further up, or a shorter name" in str(end.value)


def test_an_answer_refused_for_a_long_name_is_kept_and_says_why(tmp_path: Path, msvcrt: Bytes) -> None:
    class Refusing(Narrow):
        def write(self, path: Path, data: bytes, mode: int | None) -> None:
            raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    path = tmp_path / "clinic.yaml"
    create(path, a_day())
    with OpenFile(path, Refusing()) as file:
        with pytest.raises(SaveError, match="at most"):
            file.keep(lambda session: setattr(session, "title", "Two"))
        assert file.unsaved


def test_a_long_name_is_no_matter_where_the_computer_takes_it(tmp_path: Path, msvcrt: Bytes) -> None:
    path = tmp_path / "clinic.yaml"
    create(path, a_day(), platform=Narrow())
    with OpenFile(path, Narrow()) as file:
        file.keep(lambda session: setattr(session, "title", "Two"))
    assert load(path).title == "Two"
    assert too_long(Path("x" * 250 + ".yaml"), Windows())
    assert not too_long(Path("/clinic.yaml"), Windows())
    assert not too_long(Path("x" * 5000), FilePlatform())


def test_a_handout_that_is_looked_at_for_a_moment_is_written_all_the_same(tmp_path: Path) -> None:
    page = tmp_path / "A day - room.html"
    assert write_whole(page, b"one", Busy(replace=5)).read_bytes() == b"one"
    with pytest.raises(CxwError, match="Close it if it is open elsewhere"):
        write_whole(page, b"two", Busy(replace=99))
    assert page.read_bytes() == b"one"
    assert [p.name for p in tmp_path.iterdir()] == [page.name]


# the audience's window


def test_the_view_is_kept_although_the_audiences_window_reads_it_just_now(tmp_path: Path) -> None:
    path, disk = tmp_path / "clinic.yaml", Busy(replace=3)
    keep_view(path, ScreenView(stage="weights"), projector="window", platform=disk)
    assert '"weights"' in view_file(path).read_text("utf-8")
    assert disk.slept == list(PAUSES[:3])


def test_a_view_that_is_refused_for_good_stops_no_day_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "clinic.yaml"
    keep_view(path, ScreenView(stage="needs"), platform=Busy())
    keep_view(path, ScreenView(stage="weights"), platform=Busy(replace=99))
    assert '"needs"' in view_file(path).read_text("utf-8")
    assert [p.name for p in tmp_path.iterdir()] == ["clinic.view"]


def test_a_view_that_could_not_be_read_for_a_moment_is_read_at_the_next_look(tmp_path: Path) -> None:
    path = tmp_path / "day.yaml"
    shutil.copyfile(ESSAY, path)
    disk = Busy()
    window = Window(path, DARK, colour=False, disk=disk)
    first = window.screen(100, 30)
    keep_view(path, ScreenView(stage="weights"))
    disk.tries["read"] = 1
    assert window.screen(100, 30) == first
    window.screen(100, 30)
    assert window.view.stage == "weights"


class Keys:
    """The console of Windows, with what was typed."""

    def __init__(self, typed: str) -> None:
        self.typed = list(typed)

    def kbhit(self) -> bool:
        return bool(self.typed)

    def getwch(self) -> str:
        return self.typed.pop(0)


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("q", ["q"]),
        ("\x03", ["\x03"]),
        ("\xe0Q", [""]),
        ("\xe0Kq", ["", "q"]),
        ("\x00;x", ["", "x"]),
        ("\xe0", ["\xe0"]),
        ("", [""]),
    ],
    ids=["q", "Ctrl-C", "page down", "left, q", "F1, x", "an a with an accent", "nothing"],
)
def test_the_keys_of_a_windows_console_are_read_one_by_one_and_page_down_is_no_q(
    monkeypatch: pytest.MonkeyPatch, typed: str, keys: list[str]
) -> None:
    monkeypatch.setitem(sys.modules, "msvcrt", Keys(typed))
    terminal = _Windows()
    assert [terminal.key(0.05) for _ in keys] == keys


def test_a_closed_window_ends_the_audiences_window_on_a_system_without_hang_ups(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(signal, "SIGHUP", raising=False)
    if not hasattr(signal, "SIGBREAK"):
        monkeypatch.setattr(signal, "SIGBREAK", signal.SIGUSR1, raising=False)
    closing: int = vars(signal)["SIGBREAK"]
    before = signal.getsignal(closing)
    with pytest.raises(KeyboardInterrupt), _ended_by_signals():
        signal.raise_signal(closing)
    assert signal.getsignal(closing) == before


# the keyboard


@pytest.fixture
def no_termios(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "termios", None)


def test_what_was_typed_ahead_is_dropped_on_windows_too(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Keys("typed ahead")
    with create_pipe_input() as pipe:
        monkeypatch.setitem(sys.modules, "msvcrt", console)
        monkeypatch.setitem(sys.modules, "termios", None)
        TerminalPlatform().drop_typed(pipe)
        assert console.typed
    TerminalPlatform().drop_typed(DummyInput())
    assert not console.typed


def test_a_system_without_terminal_settings_is_quiet_by_itself(no_termios: None) -> None:
    with TerminalPlatform().quiet(DummyInput()):
        pass


def test_every_signal_windows_knows_ends_a_widget_without_the_loops_help() -> None:
    names = tuple(name for name in ENDINGS if name != "SIGHUP")

    class Loop(asyncio.SelectorEventLoop):
        def add_signal_handler(self, *args: object) -> None:
            raise NotImplementedError

    for name in names:
        if not hasattr(signal, name):
            continue
        endings = Endings(names)
        asked: list[bool] = []

        async def day(endings: Endings = endings, asked: list[bool] = asked, name: str = name) -> None:
            endings.watch(lambda: asked.append(True))
            signal.raise_signal(getattr(signal, name))
            await asyncio.sleep(0.01)

        endings.begin()
        loop = Loop()
        with endings.widget():
            loop.run_until_complete(day())
        loop.close()
        endings.restore()
        assert asked == [True]


# consoles of another code page


def said(monkeypatch: pytest.MonkeyPatch, words: str, encoding: str) -> bytes:
    """What a command writes to a console of this code page, which refuses what it does not know."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict") for _ in range(2))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(sys, "argv", ["cxw", *words.split()])
    with pytest.raises(SystemExit) as end:
        run_command()
    assert end.value.code in {0, None, 1, 2}
    out.flush()
    err.flush()
    return out.buffer.getvalue() + err.buffer.getvalue()


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii"])
@pytest.mark.parametrize("stage", STAGES)
def test_no_screen_ends_the_program_on_a_console_of_another_code_page(
    monkeypatch: pytest.MonkeyPatch, stage: str, encoding: str
) -> None:
    assert said(monkeypatch, f"show {ESSAY} {stage} --width 100 --height 30", encoding)


@pytest.mark.parametrize(
    "words",
    [
        "replay {file}",
        "check {file}",
        "check {broken}",
        "report {file} --to {folder}",
        "run {file}",
        "show {folder}/Zoë→★.yaml",
        "nosuch★",
        "schema",
        "--help",
    ],
)
def test_no_sentence_ends_the_program_on_a_console_of_another_code_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: str
) -> None:
    broken = tmp_path / "kaputt→★.yaml"
    broken.write_text("cxw: 1\n★→: \U0001f600\n", encoding="utf-8")
    words = words.format(file=ESSAY, broken=broken, folder=tmp_path)
    assert said(monkeypatch, words, "cp1252")


def test_no_file_is_read_or_written_in_the_code_page_of_the_machine(tmp_path: Path) -> None:
    telling = [sys.executable, "-X", "warn_default_encoding", "-W", "error::EncodingWarning", "-m", "cxw"]
    surroundings = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "LC_ALL": "C"}
    words = [*telling, "report", str(ESSAY), "--to", str(tmp_path)]
    done = subprocess.run(words, env=surroundings, capture_output=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode("cp1252")
    assert {path.suffix for path in tmp_path.iterdir()} >= {".md", ".html"}


@posix
@pytest.mark.parametrize(
    ("words", "code"),
    [("run {file} --projector this", 130), ("show {file} --follow", 0)],
    ids=["run", "follow"],
)
def test_both_windows_live_on_a_console_of_another_code_page_and_end_clean(
    tmp_path: Path, words: str, code: int
) -> None:
    from terminal import CTRL_C, Terminal

    file = tmp_path / "day.yaml"
    shutil.copyfile(ROOT / "workshops" / "unfinished.yaml", file)
    console = {"LC_ALL": "C", "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with Terminal(
        *words.format(file=file).split(), cwd=tmp_path, size=(120, 40), anew=True, **console
    ) as window:
        window.until("Needs")
        window.type(CTRL_C)
        assert window.ends() == code
        assert window.clean
        assert b"Traceback" not in window.written


# the stick


def wheel(folder: Path, name: str, *needs: str) -> None:
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as packed:
        lines = [f"Name: {name}", "Version: 1.0", *(f"Requires-Dist: {need}" for need in needs)]
        packed.writestr(f"{name}-1.0.dist-info/METADATA", "Metadata-Version: 2.4\n" + "\n".join(lines) + "\n")


def test_what_only_one_kind_of_laptop_needs_is_carried_for_it(tmp_path: Path) -> None:
    stick = build.Stick(tmp_path)
    stick.wheels.mkdir()
    paper = "typst; platform_machine != 'ARM64' or sys_platform != 'win32'"
    wheel(stick.wheels, "cxw", "typer>=0.16", paper, "pytest; extra == 'dev'", "segno; extra == 'phones'")
    wheel(stick.wheels, "typer", 'colorama; platform_system == "Windows"', 'tomli; python_version < "3.12"')
    kinds = {target.name: stick.needed(target.markers("3.12")) for target in build.TARGETS}
    assert kinds["Windows x86-64"] == ["colorama", "segno", "typer", "typst"]
    assert kinds["Windows ARM64"] == ["colorama", "segno", "typer"]
    assert {tuple(kinds[name]) for name in kinds if "Windows" not in name} == {("segno", "typer", "typst")}
    assert stick.needed(build.TARGETS[0].markers("3.11")) == ["colorama", "segno", "tomli", "typer", "typst"]


def test_everything_on_the_stick_has_a_version_that_was_chosen() -> None:
    pins = build.pins((ROOT / "constraints.txt").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"][build.EXTRA]]
    names = [re.split(r"[><=;]", need)[0] for need in asked]
    assert {*names, "pip", "colorama"} <= set(pins)
    assert f">={build.PYTHONS[0]}" == project["requires-python"]


def test_the_kinds_of_laptop_are_those_that_were_promised() -> None:
    assert [(target.name, target.pythons[-1]) for target in build.TARGETS] == [
        (name, "3.14")
        for name in ("Windows x86-64", "Windows ARM64", "macOS arm64", "macOS x86-64", "Linux x86-64")
    ]
    for target in build.TARGETS:
        assert set(target.pythons) >= {"3.12", "3.13"}
        assert "--only-binary=:all:" in build.only(target, "3.12")


@pytest.mark.parametrize("name", ["cxw.cmd", "cxw.sh", "cxw.command", "README.txt"])
def test_launchers_and_their_readme_speak_of_the_pythons_that_are_carried(name: str) -> None:
    text = (STICK / name).read_text("ascii")
    for python in build.PYTHONS:
        assert python in text or "3.1[1-4]" in text
    first, last = (int(python.split(".")[1]) for python in (build.PYTHONS[0], build.PYTHONS[-1]))
    if "sys.version_info" in text:
        assert f"(3, {first}) <= sys.version_info < (3, {last + 1})" in text
    assert max(map(len, text.splitlines())) < 140


def test_the_stick_gets_its_texts_with_the_line_ends_and_rights_they_need(tmp_path: Path) -> None:
    build.write_texts(tmp_path, {"version": "1"})
    assert (STICK / "cxw.command").read_text() == (STICK / "cxw.sh").read_text()
    assert b"\r\n" in (tmp_path / "cxw.cmd").read_bytes()
    assert b"\r" not in (tmp_path / "cxw.sh").read_bytes()
    if os.name == "posix":
        assert os.access(tmp_path / "cxw.command", os.X_OK)
    assert {"LICENSE.txt", "README.txt", "carried.json", "start.py"} <= {p.name for p in tmp_path.iterdir()}


def test_a_laptop_the_stick_has_nothing_for_is_told_so() -> None:
    here = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert start.lacking({"Linux x86_64": [here]}, "Linux", "x86_64") == ""
    assert "carries nothing" in start.lacking({"Linux x86_64": [here]}, "Haiku", "x86_64")
    assert f"This is Python {here}" in start.lacking({"Linux x86_64": ["3.99"]}, "Linux", "x86_64")


PIP = """
import sys
from pathlib import Path
if Path(__file__).with_name("broken").exists():
    sys.exit("No matching distribution")
assert "--no-index" in sys.argv
program = Path(sys.executable).with_name("cxw")
program.write_text("#!/bin/sh\\necho \\"cxw here: $*\\"\\n")
program.chmod(0o755)
"""


@pytest.fixture
def stick(tmp_path: Path) -> SimpleNamespace:
    """A stick with launchers and a stand-in for pip, and the home of a borrower."""
    folder, home = tmp_path / "the stick", tmp_path / "home"
    pip = folder / "wheels" / "pip.whl"
    pip.mkdir(parents=True)
    home.mkdir()
    (pip / "pip").write_text(PIP)
    laptop = f"{start.platform.system()} {start.machine()}"
    carried = {"version": "1", "stamp": "ab", "pip": "pip.whl", "laptops": {laptop: list(build.PYTHONS)}}
    build.write_texts(folder, carried)

    def started(*words: str, typed: str = "", python: bool = True) -> subprocess.CompletedProcess[str]:
        (tmp_path / "programs").mkdir(exist_ok=True)
        there = tmp_path / "programs" / "python3"
        if python and not there.exists():
            there.symlink_to(sys.executable)
        path = f"{tmp_path / 'programs'}:/usr/bin:/bin"
        surroundings = {"HOME": str(home), "PATH": path, "SHELL": "/bin/sh", "PIP_INDEX_URL": "nowhere"}
        launcher = ["/bin/sh", str(folder / "cxw.sh"), *words]
        return subprocess.run(
            launcher, input=typed, env=surroundings, capture_output=True, text=True, check=False
        )

    return SimpleNamespace(folder=folder, home=home, pip=pip, start=started)


@posix
def test_the_first_start_installs_and_the_second_only_starts(stick: SimpleNamespace) -> None:
    first = stick.start("run", "a day.yaml")
    assert first.stdout.endswith("cxw here: run a day.yaml\n"), first.stderr
    assert "once on this laptop" in first.stdout
    assert stick.start("check").stdout == "cxw here: check\n"
    assert [p.name for p in stick.folder.iterdir() if p.name == "workshops"] == []


@posix
def test_a_set_up_that_was_broken_off_is_not_taken_for_a_whole_one(stick: SimpleNamespace) -> None:
    (stick.pip / "broken").touch()
    ended = stick.start("check")
    assert ended.returncode == 1
    assert "could not be installed" in ended.stderr
    assert not list(stick.home.rglob("*.txt"))
    (stick.pip / "broken").unlink()
    assert stick.start("check").stdout.endswith("cxw here: check\n")


@posix
def test_without_words_a_window_opens_in_the_sticks_folder_for_workshops(stick: SimpleNamespace) -> None:
    opened = stick.start(typed="pwd; cxw demo\n")
    assert opened.stdout.endswith(f"{stick.folder}/workshops\ncxw here: demo\n"), opened.stderr


def test_nothing_on_the_stick_leads_to_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "somewhere")
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    for path in STICK.iterdir():
        if path.is_file():
            text = path.read_text("utf-8")
            assert "://" not in text, path.name
    assert "--no-index" in start.command(Path("home"), {"pip": "pip.whl", "version": "1"})
    assert not {"PIP_INDEX_URL", "PYTHONPATH"} & set(start.plain())
