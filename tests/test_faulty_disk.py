"""Each call to the disk fails once, and commands are killed at any moment: nothing is lost, no word is untrue."""

from __future__ import annotations

import itertools
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("fcntl")

from faulty_disk import KINDS, NUMBERS, Became, Case, Commands, commands

from cxw.errors import CxwError
from cxw.model import Company, Participant, Segment, Session
from cxw.phones.door import keep_door, open_door
from cxw.sessionfile import create, dumps, load, problems_of
from cxw.shipped import folder

PEOPLE = (
    "name,function\nAna Müller,Vertrieb\nAna Müller V.,Vertrieb\nØystein D’Souza,Einkauf\nÆgir Łoś,Lager\n"
)
ANSWERS = "person,Preis,Lieferung,Qualität\nAna Müller,20,30,50\nØystein,60,20,20\n"
LOST = "source,date,customers,supports\nTickets,2026-01,3,Price\nAnrufe,2026-02,5,Price\n"
GUESTS = 6
DONE_WORDS = (
    "is in essay.yaml",
    "prints it",
    "reminders in",
    "it is for whoever asks",
    "now holds",
    "can be handed over",
    "has forgotten",
    "holds the day again",
    "is sealed again",
    "is ready",
)
NOT_DONE_WORDS = ("not saved", "not made", "Nothing")


@dataclass(frozen=True)
class Command:
    """A command, and by what its file shows that it was done."""

    words: tuple[str, ...]
    done: Callable[[Path], bool]


def _loaded(path: Path) -> Session | None:
    try:
        return load(path)
    except CxwError:
        return None


def _resealed(here: Path) -> bool:
    return any(
        slip.why == "by hand"
        for round in load(here / "hand.yaml").segments[0].rounds
        for slip in round.corrected
    )


def _complete(here: Path) -> bool:
    copy = _loaded(here / "copy.yaml")
    return copy is not None and copy.segments[0].stages.of("closing").done is not None


def _evidence(here: Path) -> int:
    return len(load(here / "essay.yaml").evidence)


ADD = "add --kind tickets --source Tickets --date 2026-02 --customers 14 --supports Price"
COMMANDS = {
    "collect": Command(
        ("collect", "day.yaml", "people.csv", "--of", "people"),
        lambda here: len(load(here / "day.yaml").participants) == 4,
    ),
    "collect new": Command(
        ("collect", "new.yaml", "answers.csv", "--new", "--segment", "Kliniken", "--company", "Wir"),
        lambda here: _loaded(here / "new.yaml") is not None,
    ),
    "new": Command(
        ("new", "new.yaml", "--title", "Tag", "--company", "Wir", "--segment", "Kliniken", "--no-input"),
        lambda here: _loaded(here / "new.yaml") is not None,
    ),
    "share": Command(("share", "essay.yaml"), lambda here: _loaded(here / "essay-shared.yaml") is not None),
    "forget": Command(
        ("forget", "essay.yaml", "--yes"), lambda here: load(here / "essay.yaml").shared is not None
    ),
    "reseal": Command(("check", "hand.yaml", "--reseal"), _resealed),
    "report": Command(("report", "essay.yaml", "--format", "md"), lambda here: any(here.glob("*room.md"))),
    "guide": Command(
        ("guide", "essay.yaml", "--format", "md"), lambda here: len([*here.glob("* - *.md")]) == 3
    ),
    "evidence add": Command(("evidence", "essay.yaml", *ADD.split()), lambda here: _evidence(here) == 4),
    "evidence import": Command(
        ("evidence", "essay.yaml", "import", "lost.csv", "--kind", "tickets"),
        lambda here: _evidence(here) == 5,
    ),
    "done": Command(
        ("done", "essay.yaml", "r1", "wrong", "--evidence", "e3"),
        lambda here: load(here / "essay.yaml").segments[0].research[0].outcome == "wrong",
    ),
    "due": Command(
        ("due", "essay.yaml", "--ics", "due.ics", "--soon", "365"), lambda here: (here / "due.ics").exists()
    ),
    "replay into": Command(("replay", "essay.yaml", "--into", "copy.yaml"), _complete),
    "day": Command(("day",), lambda here: load(here / "day.yaml").note == "12"),
    "phones": Command(("phones",), lambda here: len(open_door(here / "phones.yaml").phones) == GUESTS),
}
QUICK = ("collect", "new", "share", "day", "phones")
DAYS = ("day", "phones")


@pytest.fixture(scope="module")
def shell() -> Iterator[Commands]:
    with commands() as here:
        yield here


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a session for each command."""
    here = tmp_path_factory.mktemp("model")
    create(
        here / "day.yaml",
        Session(
            cxw=1,
            title="Tag",
            company=Company(id="us", name="Wir"),
            segments=[Segment(id="a", name="Kliniken")],
        ),
    )
    guests = [Participant(id=f"p{n}", name=f"Øyvind Łoś {n}") for n in range(GUESTS)]
    create(here / "phones.yaml", load(here / "day.yaml").model_copy(update={"participants": guests}))
    keep_door(here / "phones.yaml", open_door(here / "phones.yaml"))
    (here / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (here / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    (here / "lost.csv").write_text(LOST, encoding="utf-8")
    shutil.copy(folder("workshops") / "essay.yaml", here / "essay.yaml")
    changed = load(here / "essay.yaml")
    (round, *_) = changed.segments[0].rounds_of("weights")
    row = next(row for row in round.answers.values() if isinstance(row, dict))
    first, second = list(row)[:2]
    row[first], row[second] = row[second] + row[first], 0
    (here / "hand.yaml").write_text(dumps(changed), encoding="utf-8")
    return here


def _fresh(model: Path, here: Path) -> Path:
    shutil.rmtree(here, ignore_errors=True)
    shutil.copytree(model, here)
    return here


def _true(command: Command, here: Path, model: Path, became: Became) -> None:
    """What is said is so, and every file is whole: the one of before or the one of after."""
    said = became.said
    assert "Traceback" not in said, said
    assert "no sentence for" not in said, said
    done = command.done(here)
    if became.code == 0:
        assert done, said
    if done:
        assert not any(words in said for words in NOT_DONE_WORDS), said
    elif command.words[0] not in DAYS:
        assert not any(words in said for words in DONE_WORDS), said
        assert became.code, said
    _whole(here, model)


def _whole(here: Path, model: Path) -> None:
    for path in here.glob("*.yaml"):
        before = model / path.name
        if before.exists() and before.read_bytes() == path.read_bytes():
            continue  # as it was, and that was in order
        assert not [problem for problem in problems_of(path) if not problem.warning], path
    for name in ("day.yaml", "essay.yaml", "hand.yaml"):
        assert (here / name).exists()
    for calendar in here.glob("*.ics"):
        assert calendar.read_text(encoding="utf-8").endswith("END:VCALENDAR\n"), calendar
    assert (here / "people.csv").read_bytes() == (model / "people.csv").read_bytes()


def _no_phone_is_unknown(here: Path, model: Path, became: Became) -> None:
    """Whoever was told that they are in is known to the door, which is whole, and the same."""
    door, told = open_door(here / "phones.yaml"), [line.split() for line in became.said.splitlines()]
    assert door.secret == open_door(model / "phones.yaml").secret
    assert [one for one in told if one[:1] == ["in"] and door.phones.get(one[1]) != one[2]] == []


def _nothing_acknowledged_is_lost(here: Path, became: Became) -> None:
    kept = [int(line.split()[1]) for line in became.said.splitlines() if line.startswith("kept ")]
    assert int(load(here / "day.yaml").note or 0) >= max(kept, default=0)


def _each_call_fails(places: tuple[Commands, Path, Path], name: str, numbers: list[str], most: int) -> int:
    """Let each call of each kind fail once, up to so many of a kind; how many did."""
    (shell, model, here), command, failed = places, COMMANDS[name], 0
    turns = itertools.cycle(numbers)
    for kind in KINDS:
        for nth in range(1, most + 1):
            _fresh(model, here)
            case = Case(command.words, str(here), kind, nth, next(turns))
            became = shell.run(case)
            if not became.failed:
                break
            failed += 1
            try:
                _true(command, here, model, became)
                _nothing_acknowledged_is_lost(here, became)
                _no_phone_is_unknown(here, model, became)
            except AssertionError as why:
                raise AssertionError(f"{case}: {became}") from why
    return failed


@pytest.mark.parametrize("name", QUICK)
def test_a_call_that_fails_once_loses_nothing_and_is_told_as_it_is(
    shell: Commands, model: Path, tmp_path: Path, name: str
) -> None:
    assert _each_call_fails((shell, model, tmp_path / "here"), name, ["ENOSPC", "EIO", "EACCES"], 1) >= 7


@pytest.mark.soak
@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_call_fails_once_with_every_number(
    shell: Commands, model: Path, tmp_path: Path, name: str, number: str
) -> None:
    assert _each_call_fails((shell, model, tmp_path / "here"), name, [number], 12) >= 10


@pytest.mark.parametrize("kills", [6, pytest.param(1000, marks=pytest.mark.soak)])
def test_killed_at_any_moment_files_are_whole_and_nothing_acknowledged_is_lost(
    shell: Commands, model: Path, tmp_path: Path, kills: int
) -> None:
    dice = random.Random(2026)
    names = [name for name in COMMANDS if kills > 100 or name in QUICK]
    took: dict[str, float] = {}
    here = tmp_path / "here"
    for number in range(kills):
        name = names[number % len(names)]
        command = COMMANDS[name]
        _fresh(model, here)
        if name not in took:
            took[name] = shell.run(Case(command.words, str(here))).took
            assert command.done(here), name
            _fresh(model, here)
        became = shell.run(Case(command.words, str(here), kill_after=dice.uniform(0.001, took[name])))
        _whole(here, model)
        _nothing_acknowledged_is_lost(here, became)
        _no_phone_is_unknown(here, model, became)
        if became.code == 0:
            assert command.done(here), became
        if name in ("collect", "day", "reseal") and became.code:
            again = shell.run(Case(("collect", "day.yaml", "people.csv", "--of", "people"), str(here)))
            assert again.code == 0, again
            assert not [
                one.name for one in here.iterdir() if "day" in one.name and one.suffix in (".new", ".lock")
            ]
