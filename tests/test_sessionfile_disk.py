"""No answer that was acknowledged is ever lost, and no file is ever half written."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cxw.day.rounds import seal
from cxw.errors import CxwError, Diverged, FaultyEdit, FaultyFile, SaveError
from cxw.model import Company, Segment, Session
from cxw.sessionfile import HEAD, FilePlatform, Locked, OpenFile, Windows, create, load, reseal
from cxw.sessionfile.disk import PAUSES
from cxw.sessionfile.lock import Lock
from cxw.sessionfile.openfile import Change
from cxw.sessionfile.sealing import SALTED
from cxw.sessionfile.tree import LinedMapping

BROKEN = Path(__file__).parent / "broken"


class Disk(FilePlatform):
    """A disk that refuses what it is told to refuse, and remembers what was asked of it."""

    def __init__(self, **refused: int) -> None:
        self.refused = refused
        self.done: list[str] = []
        self.slept: list[float] = []

    def _ask(self, what: str) -> None:
        self.done.append(what)
        number = self.refused.get(what)
        if number:
            raise OSError(number, os.strerror(number))

    def write(self, path: Path, data: bytes, mode: int | None) -> None:
        self._ask("write")
        super().write(path, data, mode)

    def flush(self, handle: int) -> None:
        self._ask("flush")
        super().flush(handle)

    def replace(self, source: Path, target: Path) -> None:
        self._ask("replace")
        super().replace(source, target)

    def flush_folder(self, folder: Path) -> None:
        self.done.append("flush_folder")
        super().flush_folder(folder)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


class LikeWindows(Disk):
    """What Windows does, on any system: busy files, no folder to flush."""

    busy_files = True

    def __init__(self, busy: int = 0) -> None:
        super().__init__()
        self.busy = busy

    def replace(self, source: Path, target: Path) -> None:
        if self.busy:
            self.busy -= 1
            raise PermissionError(errno.EACCES, "in use", str(target))
        FilePlatform.replace(self, source, target)

    flush_folder = Windows.flush_folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "clinic.yaml"
    segments = [Segment(id="a", name="A")]
    create(made, Session(cxw=1, title="A day", company=Company(id="us", name="Us"), segments=segments))
    return made


def retitle(title: str) -> Change:
    return lambda session: setattr(session, "title", title)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_new_file_is_whole_and_says_how_it_may_be_edited(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith(HEAD + "cxw: 1\n")
    assert names(path.parent) == ["clinic.yaml"]


def test_a_new_file_never_overwrites(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(CxwError, match="is there already and is not overwritten"):
        create(path, load(path))
    assert path.read_bytes() == before
    assert names(path.parent) == ["clinic.yaml"]


def test_a_new_file_in_no_folder_gets_a_sentence(tmp_path: Path, path: Path) -> None:
    with pytest.raises(CxwError, match="there is no folder"):
        create(tmp_path / "gone" / "x.yaml", load(path))


def test_what_is_kept_is_on_disk_before_keep_returns(path: Path) -> None:
    with OpenFile(path) as file:
        file.keep(retitle("Two"))
        assert load(path).title == "Two"
    assert names(path.parent) == ["clinic.yaml"]


def test_each_save_is_written_flushed_renamed_and_its_folder_flushed(path: Path) -> None:
    disk = Disk()
    with OpenFile(path, disk) as file:
        file.keep(retitle("Two"))
    assert [what for what in disk.done if what != "flush"] == ["write", "replace", "flush_folder"]
    assert disk.done.count("flush") == 2


def test_what_the_disk_did_not_keep_is_noticed_before_the_rename(path: Path) -> None:
    class Forgetful(Disk):
        def write(self, path: Path, data: bytes, mode: int | None) -> None:
            super().write(path, data[:-1], mode)

    with OpenFile(path, Forgetful()) as file, pytest.raises(SaveError, match="did not keep what was written"):
        file.keep(retitle("Two"))
    assert load(path).title == "A day"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_a_session_that_others_can_read_is_closed_at_its_first_save_and_that_is_said_once(path: Path) -> None:
    path.chmod(0o644)
    link = path.with_name("link.yaml")
    link.symlink_to(path)
    with OpenFile(link) as file:
        file.keep(retitle("Two"))
        path.chmod(0o640)
        file.keep(retitle("Three"))
        assert file.notices == ["link.yaml could be read by others here; now only by you"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert link.is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_a_disk_that_knows_no_modes_is_written_without_a_word(path: Path) -> None:
    import errno

    class Stick(FilePlatform):
        def write(self, path: Path, data: bytes, mode: int | None) -> None:
            super().write(path, data, None)
            path.chmod(0o755)

    with OpenFile(path, Stick()) as file:
        file.keep(retitle("Two"))
        assert file.notices == []
    handle = os.open(path, os.O_RDONLY)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "fchmod", lambda *_: (_ for _ in ()).throw(OSError(errno.EPERM, "no modes")))
            FilePlatform().give_mode(handle, 0o600)
    finally:
        os.close(handle)


def test_a_symbolic_link_is_followed_and_stays_a_link(path: Path, tmp_path: Path) -> None:
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "today.yaml"
    link.symlink_to(path)
    with OpenFile(link) as file:
        file.keep(retitle("Two"))
        with pytest.raises(Locked):
            OpenFile(path).__enter__()
    assert link.is_symlink()
    assert load(path).title == "Two"


def test_a_second_writer_is_told_who_the_first_one_is(path: Path) -> None:
    import socket

    with OpenFile(path) as file:
        with pytest.raises(Locked) as told:
            OpenFile(path).__enter__()
        file.keep(retitle("Two"))
    assert str(told.value) == (
        f"clinic.yaml is open in another cxw on {socket.gethostname()} (process {os.getpid()}): end that one first"
    )
    with OpenFile(path) as again:
        assert again.session.title == "Two"


def test_readers_need_no_lock(path: Path) -> None:
    with OpenFile(path) as file:
        file.keep(retitle("Two"))
        assert load(path).title == "Two"


def test_the_lock_of_a_killed_process_is_free(path: Path) -> None:
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom cxw.sessionfile import OpenFile\n"
        "OpenFile(Path(sys.argv[1])).__enter__().keep(lambda s: setattr(s, 'title', 'Two'))\n"
        "os.kill(os.getpid(), 9)\n"
    )
    root = str(Path(__file__).parents[1])
    subprocess.run(
        [sys.executable, "-c", code, str(path)], check=False, env={**os.environ, "PYTHONPATH": root}
    )
    assert path.with_name("clinic.yaml.lock").exists()
    with OpenFile(path) as file:
        assert file.session.title == "Two"


def test_a_faulty_file_is_not_opened_and_not_locked(path: Path) -> None:
    edit(path, "title: A day", "title: 5")
    with pytest.raises(FaultyFile):
        OpenFile(path).__enter__()
    assert names(path.parent) == ["clinic.yaml"]


def test_a_folder_cxw_cannot_write_in_is_said_before_the_day_begins(path: Path) -> None:
    class ReadOnly(Disk):
        def open_lock(self, path: Path) -> int:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    with pytest.raises(SaveError, match="lies where cxw cannot write") as told:
        OpenFile(path, ReadOnly()).__enter__()
    assert "copy it to a folder of yours" in str(told.value)


def test_a_file_that_may_not_be_read_gets_a_sentence(path: Path) -> None:
    class Closed(Disk):
        def read(self, path: Path, most: int = -1) -> bytes:
            raise PermissionError(errno.EACCES, "no", str(path))

    with pytest.raises(CxwError, match="cannot be read: you have no permission for it"):
        OpenFile(path, Closed()).__enter__()


def test_a_lock_that_is_freed_while_another_waits_is_taken_anew(path: Path) -> None:
    class Slow(Disk):
        def lock(self, handle: int) -> None:
            if not self.done:
                path.with_name("clinic.yaml.lock").unlink()  # the one who had it ends just now
                self.done.append("waited")
            super().lock(handle)

    with OpenFile(path, Slow()), pytest.raises(Locked):
        OpenFile(path).__enter__()


def test_a_lock_without_words_is_a_lock(path: Path) -> None:
    with OpenFile(path):
        path.with_name("clinic.yaml.lock").write_text("", encoding="utf-8")
        with pytest.raises(Locked, match="is open in another cxw: end that one first"):
            OpenFile(path).__enter__()


def test_a_disk_that_links_nothing_still_never_overwrites(path: Path, tmp_path: Path) -> None:
    class NoLinks(FilePlatform):
        def place(self, source: Path, target: Path) -> None:
            Windows().place(source, target)

    create(tmp_path / "new.yaml", load(path), platform=NoLinks())
    assert load(tmp_path / "new.yaml") == load(path)


def test_a_disk_without_locks_is_said_and_used(path: Path) -> None:
    class NoLocks(Disk):
        def lock(self, handle: int) -> None:
            raise OSError(errno.ENOLCK, "no locks")

    with OpenFile(path, NoLocks()) as file:
        assert "knows no locks" in file.notices[0]
        file.keep(retitle("Two"))
    assert load(path).title == "Two"


@pytest.mark.parametrize("act", ["write", "flush", "replace"])
@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "may not write there"),
        (errno.EROFS, "can only be read"),
    ],
)
def test_what_the_disk_refuses_stays_in_memory_until_it_can_be_saved(
    path: Path, act: str, number: int, words: str
) -> None:
    disk = Disk()
    with OpenFile(path, disk) as file:
        disk.refused = {act: number}
        with pytest.raises(SaveError, match=words) as told:
            file.keep(retitle("Two"))
        assert "\n" not in str(told.value)
        assert file.session.title == "Two"
        waits = file.unsaved
        assert waits
        assert load(path).title == "A day"
        with pytest.raises(SaveError):
            file.retry()
        disk.refused = {}
        file.retry()
        assert not file.unsaved
    assert load(path).title == "Two"
    assert names(path.parent) == ["clinic.yaml"]


def test_a_new_file_that_the_disk_refuses_is_said_to_be_none(path: Path) -> None:
    session = load(path)
    there = path.with_name("other.yaml")
    with pytest.raises(CxwError, match=r"other.yaml was not made: the disk is full.*; choose another folder"):
        create(there, session, platform=Disk(write=errno.ENOSPC))
    assert not there.exists()


def test_where_no_program_keeps_files_busy_a_refusal_is_not_waited_for(path: Path) -> None:
    disk = Disk(replace=errno.EACCES)
    with OpenFile(path, disk) as file, pytest.raises(SaveError):
        file.keep(retitle("Two"))
    assert (disk.slept, disk.done.count("replace")) == ([], 1)


def test_a_folder_that_vanishes_is_said_and_everything_goes_elsewhere(path: Path, tmp_path: Path) -> None:
    home = tmp_path / "stick"
    home.mkdir()
    there = home / "clinic.yaml"
    create(there, load(path))
    file = OpenFile(there)
    with file:
        home.rename(tmp_path / "pulled-out")
        with pytest.raises(SaveError, match=r"the folder .*stick is gone"):
            file.keep(retitle("Two"))
        file.save_elsewhere(tmp_path / "other.yaml")
        assert file.path == tmp_path / "other.yaml"
        assert not file.unsaved
        file.keep(lambda session: setattr(session, "note", "went on"))
        assert file.notices == []
    assert (load(file.path).title, load(file.path).note) == ("Two", "went on")


def test_elsewhere_is_never_over_another_file(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("mine", encoding="utf-8")
    with OpenFile(path) as file:
        with pytest.raises(SaveError, match="not overwritten"):
            file.save_elsewhere(other)
        with pytest.raises(SaveError, match="there is no folder"):
            file.save_elsewhere(tmp_path / "gone" / "x.yaml")
        with pytest.raises(SaveError, match="is open in another cxw"):
            file.save_elsewhere(path)
        with pytest.raises(Locked):
            OpenFile(path).__enter__()
        file.keep(retitle("Two"))
    assert other.read_text(encoding="utf-8") == "mine"
    assert load(path).title == "Two"


def test_an_edit_outside_is_read_and_the_answer_put_into_it(path: Path) -> None:
    with OpenFile(path) as file:
        edit(path, "name: Us", "name: Us and co")
        file.keep(retitle("Two"))
        assert file.session.company.name == "Us and co"
        assert file.notices == ["clinic.yaml was changed outside; read again, what was entered last is in it"]
    assert (load(path).title, load(path).company.name) == ("Two", "Us and co")


def test_a_faulty_edit_is_not_overwritten_and_the_answer_waits(path: Path) -> None:
    with OpenFile(path) as file:
        edit(path, "company:", "compny:")
        with pytest.raises(FaultyEdit) as told:
            file.keep(retitle("Two"))
        assert [problem.line for problem in told.value.problems] == [4]
        with pytest.raises(FaultyEdit):
            file.keep(lambda session: setattr(session, "note", "more"))
        assert "compny:" in path.read_text(encoding="utf-8")
        edit(path, "compny:", "company:")
        file.retry()
    assert (load(path).title, load(path).note) == ("Two", "more")


def test_an_edit_that_takes_away_what_the_answer_belongs_to_is_said(path: Path) -> None:
    with OpenFile(path) as file:
        edit(path, "- id: a", "- id: b")
        with pytest.raises(Diverged, match="no longer in it: 1 segment"):
            file.keep(lambda session: setattr(session.segment("a"), "name", "New"))
        assert "- id: b" in path.read_text(encoding="utf-8")
        edit(path, "- id: b", "- id: a")
        file.retry()
    assert load(path).segments[0].name == "New"


def test_an_answer_that_breaks_the_edited_file_is_not_written(path: Path) -> None:
    with OpenFile(path) as file:
        edit(path, "segments:\n", "participants:\n- {id: ana, name: Ana}\nsegments:\n")
        with pytest.raises(FaultyEdit, match="does not hold together: there is no participant ben"):
            file.keep(lambda session: session.segments[0].coverage_guess.update(ben=5))
        assert "ben" not in path.read_text(encoding="utf-8")


def test_a_file_that_was_deleted_meanwhile_is_written_again(path: Path) -> None:
    with OpenFile(path) as file:
        path.unlink()
        file.keep(retitle("Two"))
        assert any("was gone" in notice for notice in file.notices)
    assert load(path).title == "Two"


def test_an_answer_whose_folder_could_not_be_flushed_is_not_put_in_twice(path: Path) -> None:
    class Flaky(Disk):
        def flush_folder(self, folder: Path) -> None:
            self._ask("flush_folder")

    disk = Flaky()
    with OpenFile(path, disk) as file:
        disk.refused = {"flush_folder": errno.EIO}
        for _ in range(2):
            file.keep(
                lambda session: session.segments[0].skipped.update(
                    needs=session.segments[0].skipped.get("needs", "") + "x"
                )
            )
        assert not file.unsaved
        assert [notice.partition(":")[0] for notice in file.notices] == [
            "clinic.yaml is written, but its folder was not (the disk did not keep what was written)"
        ]
    assert load(path).segments[0].skipped == {"needs": "xx"}


def test_comments_elsewhere_are_copied_before_the_first_save_only(path: Path) -> None:
    edit(path, "title: A day", "title: A day # why")
    before = path.read_bytes()
    with OpenFile(path) as file:
        assert names(path.parent) == ["clinic.yaml", "clinic.yaml.lock"]
        file.keep(retitle("Two"))
        file.keep(retitle("Three"))
        assert file.notices == [
            "the comment in clinic.yaml (line 3) goes with this save; the file as it was is clinic.bak.yaml"
        ]
    assert path.with_name("clinic.bak.yaml").read_bytes() == before
    assert names(path.parent) == ["clinic.bak.yaml", "clinic.yaml"]


def test_copies_are_numbered_and_never_overwritten(path: Path) -> None:
    path.with_name("clinic.bak.yaml").write_text("older", encoding="utf-8")
    edit(path, "title: A day", "title: A day # why")
    with OpenFile(path) as file:
        file.keep(retitle("Two"))
    assert path.with_name("clinic.bak.yaml").read_text(encoding="utf-8") == "older"
    assert "# why" in path.with_name("clinic.bak-2.yaml").read_text(encoding="utf-8")


def test_an_older_format_stays_on_disk_until_the_first_save_and_then_as_a_copy(path: Path) -> None:
    def titled(tree: LinedMapping) -> None:
        tree.rename("name", "title")

    edit(path, "cxw: 1\ntitle:", "cxw: 0\nname:")
    before = path.read_bytes()
    with OpenFile(path, upgrades={0: titled}) as file:
        assert path.read_bytes() == before
        file.keep(lambda session: setattr(session, "note", "x"))
        assert "clinic.v0.bak.yaml" in file.notices[0]
    assert path.with_name("clinic.v0.bak.yaml").read_bytes() == before
    assert load(path).title == "A day"


def test_on_windows_a_rename_is_tried_six_times_with_growing_pauses(path: Path) -> None:
    disk = LikeWindows(busy=5)
    with OpenFile(path, disk) as file:
        file.keep(retitle("Two"))
    assert load(path).title == "Two"
    assert disk.slept == list(PAUSES)
    assert sorted(disk.slept) == disk.slept
    assert "flush_folder" not in disk.done


def test_on_windows_a_rename_refused_for_good_is_a_sentence(path: Path) -> None:
    with OpenFile(path, LikeWindows(busy=6)) as file:
        with pytest.raises(SaveError, match="not saved"):
            file.keep(retitle("Two"))
        assert load(path).title == "A day"
        file.retry()
    assert load(path).title == "Two"


def test_on_windows_the_lock_lies_behind_the_words_so_that_they_can_be_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []

    class Msvcrt:
        LK_NBLCK, LK_UNLCK = 1, 0

        @staticmethod
        def locking(handle: int, how: int, length: int) -> None:
            assert os.lseek(handle, 0, os.SEEK_CUR) > 1_000_000
            if how == 1 and held:
                raise PermissionError(errno.EACCES, "locked")
            held.append(handle) if how else held.clear()

    monkeypatch.setitem(sys.modules, "msvcrt", Msvcrt)
    lock = Lock(path, Windows())
    lock.take()
    with pytest.raises(Locked, match=f"process {os.getpid()}"):
        Lock(path, Windows()).take()
    lock.free()
    assert not held
    assert not lock.beside.exists()


def test_a_change_that_is_refused_before_it_is_made_leaves_nothing_waiting(path: Path) -> None:
    def refuse(session: Session) -> None:
        raise ValueError("not this way")

    with OpenFile(path) as file:
        with pytest.raises(ValueError, match="not this way"):
            file.keep(refuse)
        assert not file.unsaved


def test_sealing_again_leaves_a_trace_and_the_old_seal(tmp_path: Path) -> None:
    import datetime as dt

    text = (BROKEN / "changed-by-hand-since-it-was-sealed.yaml").read_text(encoding="utf-8")
    path = tmp_path / "clinic.yaml"
    path.write_text(text, encoding="utf-8")
    old = load(path).segments[0].rounds[0].seal
    now = dt.datetime(2026, 3, 15, 8)
    with OpenFile(path) as file:
        assert reseal(file, now) == [
            "Clinics with under 20 staff: the first round of weights was changed by hand and is sealed again",
            SALTED,
        ]
    from cxw.sessionfile import problems_of

    assert problems_of(path) == []
    trace = load(path).segments[0].rounds[0].corrected[-1]
    assert (trace.at, trace.why, trace.seal) == (now, "by hand", old)
    assert reseal(path, now) == []


def test_a_round_closed_by_hand_can_be_sealed(tmp_path: Path) -> None:
    import datetime as dt

    from cxw.sessionfile import problems_of

    path = tmp_path / "clinic.yaml"
    path.write_bytes((BROKEN / "closed-without-a-seal.yaml").read_bytes())
    assert len(reseal(path, dt.datetime(2026, 3, 15, 8))) == 2
    assert problems_of(path) == []


def test_sealing_again_gives_a_salt_to_a_file_whose_seals_hold(tmp_path: Path) -> None:
    import datetime as dt

    from cxw.day.rounds import seal_matches
    from cxw.sessionfile import problems_of

    path = tmp_path / "leaver.yaml"
    path.write_bytes((BROKEN.parent / "cases" / "leaver-minimal.yaml").read_bytes())
    before = load(path)
    assert before.salt is None
    assert reseal(path, dt.datetime(2026, 3, 15, 8)) == [SALTED]
    after = load(path)
    assert problems_of(path) == []
    for round, was in zip(after.segments[0].rounds, before.segments[0].rounds, strict=True):
        assert round.seal != was.seal
        assert round.corrected == was.corrected
        bare = after.model_copy(update={"salt": None})
        assert round.seal != seal(bare, after.segments[0], round)
        assert seal_matches(after, after.segments[0], round)
    assert reseal(path, dt.datetime(2026, 3, 15, 8)) == []


def test_killed_at_any_moment_the_file_is_whole_and_holds_what_was_acknowledged(path: Path) -> None:
    """Kills a writer at twenty moments; what it said it had kept must be there."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom cxw.sessionfile import OpenFile\n"
        "with OpenFile(Path(sys.argv[1])) as file:\n"
        "    n = int(file.session.note or 0)\n"
        "    while True:\n"
        "        n += 1\n"
        "        file.keep(lambda s: setattr(s, 'note', str(n)))\n"
        "        print(n, flush=True)\n"
    )
    root = str(Path(__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
    ) as writer:
        assert writer.stdout
        for _ in range(40):
            acknowledged = int(writer.stdout.readline())
            assert int(load(path).note or 0) >= acknowledged
        writer.kill()
        told = [int(line) for line in writer.stdout]
    last = told[-1] if told else acknowledged
    assert last <= int(load(path).note or 0) <= last + 1
    with OpenFile(path) as file:
        file.keep(retitle("Two"))
    assert names(path.parent) == ["clinic.yaml"]
