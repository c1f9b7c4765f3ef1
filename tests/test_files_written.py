"""Every file that cxw writes for a session stands in the table of the docs, with its mode and its end."""

from __future__ import annotations

import datetime as dt
import fnmatch
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from screens_room import whole_day

from cxw.cli import app
from cxw.day.keeping_names import kept_too_long, names_until
from cxw.handout import mail
from cxw.model import Session
from cxw.phones.door import keep_door, open_door
from cxw.sessionfile import OpenFile, create
from cxw.sessionfile.disk import keep_copy
from cxw.sessionfile.rescuing import rescued
from cxw.sharing import shared
from cxw.wall.browser.address import WallAddress, keep_address
from cxw.wall.follow import keep_view
from cxw.wall.view import ScreenView

ROOT = Path(__file__).resolve().parent.parent
TITLE = "Müllers Tag"


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def a_session() -> Session:
    session = whole_day()
    session.title, session.date = TITLE, dt.date(2026, 3, 14)
    return session


def table() -> list[tuple[str, str, bool]]:
    """Pattern, mode and whether forgetting removes it, as the docs say."""
    text = (ROOT / "docs" / "session-file.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?) \| (600|umask) \| .*? \| (.*?) \|$", text, re.MULTILINE)
    return [
        (_pattern(name), mode, end.startswith("gone"))
        for names, mode, end in rows
        for name in re.findall(r"`(.*?)`", names)
    ]


def _pattern(name: str) -> str:
    for word, other in (
        ("NAME", "day"),
        ("TITLE", TITLE),
        ("EXT", "*"),
        ("SEGMENT", "*"),
        ("N.", "[0-9]*."),
        ("vN", "v[0-9]*"),
    ):
        name = name.replace(word, other)
    return name


def said(*words: object, capsys: pytest.CaptureFixture[str]) -> str:
    app([str(word) for word in words], standalone_mode=False)
    return capsys.readouterr().out


def made_all(folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A session with all that can come to lie beside it."""
    path = folder / "day.yaml"
    create(path, a_session())
    with OpenFile(path) as opened:
        keep_copy(path, b"before", "bak", opened.platform)
        keep_copy(path, b"before", "v0.bak", opened.platform)
        rescued(opened)
    path.with_name(".day.yaml.new").touch(mode=0o600)
    keep_view(path, ScreenView())
    keep_door(path, open_door(path).joined("p1", "0a"))
    keep_address(path, WallAddress(8000))
    create(path.with_name("day.rehearsal.yaml"), a_session())
    for audience in ("room", "facilitator"):
        said("report", path, "--for", audience, "--format", "md", "--format", "json", capsys=capsys)
        said("report", path, "--for", audience, "--workings", "--format", "md", capsys=capsys)
    said("report", path, "--for", "facilitator", "--format", "csv", capsys=capsys)
    mail.write_mail(folder, "Betreff: Müllers Tag")
    mail.write_mail(folder, "Betreff: Müllers anderer Tag")
    said("notice", path, "--pdf", capsys=capsys)
    said("guide", path, "--format", "md", capsys=capsys)
    said("survey", path, "--yes", "--orders", "1", capsys=capsys)
    (folder / f"{TITLE} - new sheets.pdf").touch(mode=0o600)
    said("share", path, capsys=capsys)
    return path


def files(folder: Path) -> list[str]:
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
@pytest.mark.usefixtures("open_umask")
def test_every_file_stands_in_the_docs_with_its_mode_and_its_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, rows = made_all(tmp_path, capsys), table()
    said("due", path, "--ics", tmp_path / "REMINDERS.ics", capsys=capsys)
    said("ballots", path, "--stage", "weights", capsys=capsys)
    said("ballots", "--to", tmp_path, capsys=capsys)
    assert len(rows) >= 14
    stays = []
    for name in files(tmp_path):
        found = [row for row in rows if fnmatch.fnmatchcase(name, row[0])]
        assert found, f"{name} is not in the table of docs/session-file.md"
        mode = (tmp_path / name).stat().st_mode & 0o777
        assert mode == {"600": 0o600, "umask": 0o644}[found[0][1]], name
        stays += [] if found[0][2] else [name]
    assert (tmp_path / "PRIVATE").stat().st_mode & 0o777 == 0o700
    told = said("forget", path, "--yes", capsys=capsys)
    assert files(tmp_path) == stays
    assert not (tmp_path / "PRIVATE").exists()
    assert f"Removed: PRIVATE/{TITLE} - PRIVATE facilitator.md" in told
    assert "These stay, as nobody's name stands beside an answer in them" in told


def test_share_names_what_is_not_to_be_handed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made_all(tmp_path, capsys)
    told = said("share", path, "--to", tmp_path / "other.yaml", capsys=capsys)
    assert "not to be handed over" in told
    for name in (
        "day.rehearsal.yaml",
        "day.view",
        "day.door",
        "day.wall",
        "day.unsaved.yaml",
        "day.bak.yaml",
        "PRIVATE facilitator",
    ):
        assert name in told


def test_forget_leaves_what_is_of_another_session(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = made_all(tmp_path, capsys)
    others = ["day2.yaml", "day2.view", "day-2.bak.yaml", f"PRIVATE/{TITLE} II - PRIVATE facilitator.md"]
    for name in others:
        (tmp_path / name).write_text("another's")
    said("forget", path, "--yes", capsys=capsys)
    assert set(others) <= set(files(tmp_path))


def test_the_private_handout_says_first_whose_it_is_and_its_folder_follows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "day.yaml"
    session = a_session()
    session.facilitator = "R. Osei"
    create(path, session)
    told = said(
        "report", path, "--for", "facilitator", "--format", "md", "--to", tmp_path / "out", capsys=capsys
    )
    handout = tmp_path / "out" / "PRIVATE" / f"{TITLE} - PRIVATE facilitator.md"
    assert str(handout) in told
    first = handout.read_text(encoding="utf-8").lstrip().splitlines()[0]
    assert first.startswith("**Private. Participants were told that nobody in the company gets this.**")
    assert f"The copy for the client: cxw share {path}" in told
    assert "The file itself is never the thing to hand over" in told


def test_names_are_kept_ninety_days_unless_the_file_says_otherwise() -> None:
    session = a_session()
    assert names_until(session) == dt.date(2026, 6, 12)
    assert kept_too_long(session, "day.yaml", dt.date(2026, 6, 12)) == ""
    late = kept_too_long(session, "day.yaml", dt.date(2026, 6, 13))
    assert late.startswith("90 days after the workshop")
    assert "`cxw forget day.yaml`" in late
    session.keep_names_until = dt.date(2027, 1, 31)
    assert kept_too_long(session, "day.yaml", dt.date(2027, 1, 31)) == ""
    assert "until 31 January 2027" in kept_too_long(session, "day.yaml", dt.date(2027, 2, 1))
    session.date = session.keep_names_until = None
    assert names_until(session) == dt.date(2026, 6, 12), "the day its first round was opened"
    session.segments[0].rounds = []
    assert names_until(session) is None
    copy = shared(a_session(), dt.date(2026, 3, 20), 7).session
    assert names_until(copy) is None


def test_check_says_that_names_were_to_go_and_is_content_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "day.yaml"
    session = a_session()
    session.keep_names_until = dt.date(2020, 1, 1)
    create(path, session)
    told = said("check", path, capsys=capsys)
    assert (
        told.splitlines()[-1]
        == f"Names were to stay in {path} until 1 January 2020: `cxw forget {path}` takes them out."
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Prïya fragen", "Priya Nair"),
        ("Priyas Kunden", "Priya Nair"),
        ("Pri\u00adya sagt", "Priya Nair"),
        ("Pri\u200bya sagt", "Priya Nair"),
        ("Prija sagt", "Priya Nair"),
        ("priyanair-liste", "Priya Nair"),
        ("Muellers Liste", "Øystein Müller"),
        ("bei Oystein", "Øystein Müller"),
        ("Strassers Kunden", "Ana Straßer"),
        ("Lukaszs Idee", "Łukasz Æbelø"),
        ("Aebelo fragen", "Łukasz Æbelø"),
    ],
)
def test_words_that_may_name_somebody_are_named_for_reading_through(text: str, name: str) -> None:
    session = a_session()
    session.participants[0].name = name
    session.segments[0].name = text
    found = shared(session, dt.date(2026, 3, 20), 7).doubtful
    assert f"name “{text}”: may name {name}" in found


def test_an_ordinary_sentence_names_nobody() -> None:
    session = a_session()
    for person, name in zip(
        session.participants, ("Owen Bevan", "Mei Chen", "Sales 2", "Will Price"), strict=False
    ):
        person.name = name
    session.segments[0].name = "Open kitchens, when the price will fall"
    assert not [
        line for line in shared(session, dt.date(2026, 3, 20), 7).doubtful if line.startswith("name “Open")
    ]
