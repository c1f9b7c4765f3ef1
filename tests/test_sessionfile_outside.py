"""Whatever somebody or something does to the file during a run, what was taken in is lost nowhere."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from often import often
from strategies import sessions

from cxw.errors import BecameLink, CxwError, Diverged, FaultyEdit, LedAway, Replaced, SaveError
from cxw.model import Company, Note, Participant, Righted, Segment, Session
from cxw.sessionfile import OpenFile, create, load, problems_of
from cxw.sessionfile.merging import lacking, together
from cxw.sessionfile.openfile import Change
from cxw.sessionfile.rescuing import rescued

WHO = ["Ana Müller", "Ana Müller V.", "Øystein D’Souza", "Ægir Łoś"]
NOON = dt.datetime(2026, 3, 14, 12)


def day(title: str = "Ein Tag", salt: str = "ab" * 8) -> Session:
    people = [Participant(id=f"p{n}", name=name, function="Vertrieb") for n, name in enumerate(WHO)]
    segments = [Segment(id="a", name="Kliniken"), Segment(id="b", name="Praxen")]
    return Session(
        cxw=1,
        title=title,
        salt=salt,
        company=Company(id="us", name="Wir"),
        participants=people,
        segments=segments,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "tag.yaml"
    create(made, day())
    return made


def guess(person: str, percent: int = 50) -> Change:
    return lambda session: session.segment("a").coverage_guess.update({person: percent})


def guessed(path: Path) -> set[str]:
    return set(load(path).segment("a").coverage_guess)


def rewritten(path: Path, change: Change) -> None:
    """What another program makes of the file."""
    session = load(path)
    change(session)
    path.unlink()
    create(path, session)


@pytest.mark.parametrize("saves", [0, 1, 2])
def test_an_earlier_state_of_today_put_back_is_written_over_with_all_that_is_here(
    path: Path, saves: int
) -> None:
    with OpenFile(path) as file:
        for person in ["p0", "p1"][:saves]:
            file.keep(guess(person))
        old = path.read_bytes()
        file.keep(guess("p2"))
        for last in ("p3", "p0"):
            path.write_bytes(old)
            file.keep(guess(last))
        assert file.notices == ["tag.yaml had been put back to an earlier state; all is in it again"]
        assert file.on_disk
    assert guessed(path) >= {"p2", "p3"}


@pytest.mark.parametrize(
    ("done", "notice"),
    [
        (lambda path: path.write_bytes(b""), "was empty on disk and is written again"),
        (lambda path: path.write_bytes(b"\0" * 4096), "was empty on disk and is written again"),
        (lambda path: path.unlink(), "was gone from its folder and is written again"),
    ],
)
@pytest.mark.parametrize("first", [(), ("p0",)])
def test_an_emptied_or_deleted_file_is_written_again(
    path: Path, done: Callable[[Path], object], notice: str, first: tuple[str, ...]
) -> None:
    with OpenFile(path) as file:
        for person in first:
            file.keep(guess(person))
        for last in ("p1", "p2"):
            done(path)
            file.keep(guess(last))
        assert file.notices == [f"tag.yaml {notice}"]
    assert guessed(path) == {*first, "p1", "p2"}


def test_a_tool_that_writes_the_same_in_another_way_is_no_news_and_makes_no_copies(path: Path) -> None:
    with OpenFile(path) as file:
        for person in ("p0", "p1", "p2"):
            file.keep(guess(person))
            os.utime(path, (1, 1))
            path.write_text(path.read_text(encoding="utf-8").replace("\n", "\r\n"), encoding="utf-8")
        assert file.notices == []
    assert sorted(one.name for one in path.parent.iterdir()) == ["tag.yaml"]


def test_a_tool_that_adds_comments_and_notes_is_told_once_and_makes_one_copy(path: Path) -> None:
    with OpenFile(path) as file:
        for number, person in enumerate(["p0", "p1", "p2", "p3"]):
            file.keep(guess(person))
            with path.open("a", encoding="utf-8") as more:
                more.write(f"note: synced {number}\n# synced {number}\n")
            text = path.read_text(encoding="utf-8")
            if number:
                path.write_text(text.replace(f"note: synced {number - 1}\n", "", 1), encoding="utf-8")
        assert [notice.split(" ", 1)[0] for notice in file.notices] == ["tag.yaml", "the"]
    assert sorted(one.name for one in path.parent.iterdir()) == ["tag.bak.yaml", "tag.yaml"]
    assert guessed(path) == {"p0", "p1", "p2", "p3"}


def _without_a_guess(session: Session) -> None:
    session.segment("a").coverage_guess.pop("p0")
    session.note = "von Hand"


@pytest.fixture
def parted(path: Path) -> Iterator[OpenFile]:
    """A file in which somebody changed a note, and from which an answer that had been saved is gone."""
    with OpenFile(path) as file:
        file.keep(guess("p0", 42))
        rewritten(path, _without_a_guess)
        with pytest.raises(Diverged, match="no longer in it: 1 guess") as told:
            file.keep(guess("p1"))
        assert told.value.ways == ("again", "both", "here", "theirs", "elsewhere")
        assert guessed(path) == set()
        yield file


def test_both_are_put_together(parted: OpenFile, path: Path) -> None:
    parted.settle("both")
    assert guessed(path) == {"p0", "p1"}
    assert load(path).note == "von Hand"
    assert problems_of(path) == []


def test_needs_chosen_here_keep_their_order_where_nothing_was_chosen_elsewhere() -> None:
    def chosen(*ids: str) -> Session:
        made = day()
        made.segments[0].chosen = list(ids)
        return made

    before = chosen("a", "b", "c")
    here = together(before, chosen("c", "b", "a", "d"), chosen("a", "b"))
    assert here.segments[0].chosen == ["c", "b", "a", "d"]
    both = together(before, chosen("a", "b", "c"), chosen("b", "c", "d"))
    assert both.segments[0].chosen == ["b", "c", "d", "a"]


def test_what_is_here_is_written_over_it_and_a_copy_is_kept(parted: OpenFile, path: Path) -> None:
    parted.settle("here")
    assert guessed(path) == {"p0", "p1"}
    assert load(path).note is None
    assert load(path.with_name("tag.bak.yaml")).note == "von Hand"


def test_the_file_is_taken_as_it_is_and_a_copy_of_what_is_here_is_kept(parted: OpenFile, path: Path) -> None:
    parted.settle("theirs")
    assert guessed(path) == {"p1"}
    assert guessed(path.with_name("tag.bak.yaml")) == {"p0", "p1"}
    parted.keep(guess("p2"))
    assert guessed(path) == {"p1", "p2"}


@pytest.mark.parametrize(
    "words", ["cxw: 99\ntitle: Neu\n", "title: [\n", "\xff", "- 1\n", "cxw: 1\nnots: x\n"]
)
def test_what_cannot_be_read_waits_and_what_is_here_may_be_written_over_it(path: Path, words: str) -> None:
    with OpenFile(path) as file:
        file.keep(guess("p0"))
        path.write_text(words, encoding="latin-1")
        with pytest.raises(FaultyEdit):
            file.keep(guess("p1"))
        with pytest.raises(FaultyEdit):
            file.retry()
        file.settle("here")
    assert guessed(path) == {"p0", "p1"}
    assert path.with_name("tag.bak.yaml").read_text(encoding="latin-1") == words


def test_another_workshop_in_its_place_is_never_answered_into(path: Path) -> None:
    with OpenFile(path) as file:
        file.keep(guess("p0"))
        path.unlink()
        create(path, day("Ganz anders", salt="cd" * 8))
        with pytest.raises(Replaced, match=r"another session, “Ganz anders”, stands in tag\.yaml now"):
            file.keep(guess("p1"))
        assert guessed(path) == set()
        file.settle("here")
    assert guessed(path) == {"p0", "p1"}
    assert load(path.with_name("tag.bak.yaml")).title == "Ganz anders"


def test_a_folder_or_a_pipe_in_its_place_is_a_sentence(path: Path) -> None:
    with OpenFile(path) as file:
        for make, gone in ((Path.mkdir, Path.rmdir), (os.mkfifo, Path.unlink)):
            path.unlink()
            make(path)
            with pytest.raises(SaveError, match="something else has its name now"):
                file.keep(guess("p0"))
            gone(path)
            file.retry()
    assert guessed(path) == {"p0"}


@pytest.mark.parametrize("turned", ["link", "folder"])
def test_a_link_that_was_turned_is_not_written_through_without_a_word(
    path: Path, tmp_path: Path, turned: str
) -> None:
    link = tmp_path / "heute.yaml" if turned == "link" else tmp_path / "heute"
    link.symlink_to(path if turned == "link" else path.parent)
    other = tmp_path / "anderer"
    other.mkdir()
    create(other / "tag.yaml", day("Ganz anders"))
    with OpenFile(link if turned == "link" else link / "tag.yaml") as file:
        file.keep(guess("p0"))
        link.unlink()
        link.symlink_to(other / "tag.yaml" if turned == "link" else other)
        with pytest.raises(LedAway, match="no longer leads to"):
            file.keep(guess("p1"))
        assert guessed(path) == {"p0"}
        file.settle("stay")
        file.keep(guess("p2"))
        assert file.path == path.resolve()
    assert guessed(path) == {"p0", "p1", "p2"}
    assert guessed(other / "tag.yaml") == set()


@pytest.mark.parametrize("ending", [".view", ".door", ".yaml.lock", ".wall", ".VIEW", ".new"])
def test_a_session_has_no_name_that_cxw_writes_its_own_files_under(
    path: Path, tmp_path: Path, ending: str
) -> None:
    named = tmp_path / f"tag{ending}"
    with pytest.raises(CxwError, match="to files of its own"):
        create(named, day("Ein Tag"))
    assert not named.exists()
    with OpenFile(path) as file, pytest.raises(SaveError, match="to files of its own"):
        file.save_elsewhere(named)
    named.write_bytes(path.read_bytes())
    with pytest.raises(CxwError, match="to files of its own"), OpenFile(named):
        pass
    assert named.read_bytes() == path.read_bytes()


def test_a_file_that_became_a_link_is_gone_on_with_where_it_leads(path: Path, tmp_path: Path) -> None:
    cloud = tmp_path / "cloud"
    cloud.mkdir()
    with OpenFile(path) as file:
        file.keep(guess("p0"))
        path.rename(cloud / "tag.yaml")
        path.symlink_to(cloud / "tag.yaml")
        with pytest.raises(BecameLink, match="is a link to") as told:
            file.keep(guess("p1"))
        assert "there" in told.value.ways
        assert guessed(cloud / "tag.yaml") == {"p0"}
        file.settle("there")
        file.keep(guess("p2"))
    assert path.is_symlink()
    assert guessed(cloud / "tag.yaml") == {"p0", "p1", "p2"}


def test_a_change_that_fails_halfway_leaves_nothing_of_itself(path: Path) -> None:
    def half(session: Session) -> None:
        session.title = "Halb"
        raise KeyError("round")

    with OpenFile(path) as file:
        with pytest.raises(KeyError):
            file.keep(half)
        file.keep(guess("p0"))
    assert load(path).title == "Ein Tag"


def test_what_is_not_on_disk_is_rescued_beside_it_private_and_over_nothing(path: Path) -> None:
    path.with_name("tag.unsaved.yaml").write_text("mine", encoding="utf-8")
    with OpenFile(path) as file:
        file.keep(guess("p0"))
        kept = file.on_disk
        assert kept
        path.write_text("title: [", encoding="utf-8")
        with pytest.raises(SaveError):
            file.keep(guess("p1"))
        assert not file.on_disk
        there = rescued(file)
    assert there.name == "tag.unsaved-2.yaml"
    assert there.stat().st_mode & 0o777 == 0o600
    assert guessed(there) == {"p0", "p1"}
    assert problems_of(there) == []


def test_where_the_folder_is_gone_it_is_rescued_elsewhere(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    there = tmp_path / "stick"
    there.mkdir()
    monkeypatch.chdir(home)
    shutil.move(path, there / "tag.yaml")
    with OpenFile(there / "tag.yaml") as file:
        shutil.rmtree(there)
        with pytest.raises(SaveError):
            file.keep(guess("p0"))
        assert guessed(rescued(file)) == {"p0"}
    assert (home / "tag.unsaved.yaml").exists()


def test_a_state_that_was_put_back_before_the_end_is_not_called_saved(path: Path) -> None:
    with OpenFile(path) as file:
        old = path.read_bytes()
        file.keep(guess("p0"))
        path.write_bytes(old)
        assert not file.on_disk


@settings(max_examples=often(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sessions())
def test_nothing_is_lacking_from_a_state_itself_and_all_of_it_from_one_without(session: Session) -> None:
    assert lacking(session, session.model_copy(deep=True)) == []
    assert together(session, session, session.model_copy(deep=True)) == session
    bare = session.model_copy(deep=True)
    for segment in bare.segments:
        segment.notes = []
    for segment in session.segments:
        segment.notes.append(Note(at=NOON, text="Größte Sorge: Lieferung"))
    assert lacking(session, bare)
    assert together(bare, session, bare) == session


@pytest.mark.parametrize("name", [".tag.yaml.{}.new", ".tag.bak.yaml.{}.new", ".tag.view.{}.new"])
def test_what_a_killed_command_left_half_written_goes_and_what_a_live_one_writes_stays(
    path: Path, name: str
) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    dead, alive = (path.with_name(name.format(number)) for number in (ended.pid, os.getpid()))
    other = path.with_name(f".tagung.yaml.{ended.pid}.new")
    for one in (dead, alive, other, path.with_name(".tag.yaml.new")):
        one.write_text("half", encoding="utf-8")
    with OpenFile(path):
        pass
    assert sorted(one.name for one in path.parent.iterdir()) == sorted([alive.name, other.name, "tag.yaml"])


def test_a_name_that_leads_nowhere_is_a_sentence(path: Path) -> None:
    with OpenFile(path) as file:
        for name in ("~niemand-hier/x.yaml", "x" * 300 + "/x.yaml", "a\0b"):
            with pytest.raises(CxwError):
                file.save_elsewhere(Path(name))


def test_a_slip_put_right_outside_of_rounds_is_told_apart_from_the_next_one() -> None:
    before, now = day(), day()
    for minutes, after in ((0, 30), (5, 40)):
        at = NOON + dt.timedelta(minutes=minutes)
        before.segments[0].corrected.append(Righted(of="guess", who="p0", before=20, after=after, at=at))
    now.segments[0].corrected = before.segments[0].corrected[:1]
    assert lacking(before, before.model_copy(deep=True)) == []
    assert len(lacking(before, now)) == 1
    assert together(before, before, now).segments[0].corrected == before.segments[0].corrected
