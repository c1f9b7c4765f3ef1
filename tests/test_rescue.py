"""However a command ends: no traceback, nothing taken in is lost, and what it says of the file is so."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from cxw.cli.rescue import in_a_sentence, nothing_lost
from cxw.errors import CxwError, InputNeeded
from cxw.model import Company, Participant, Segment, Session
from cxw.sessionfile import FilePlatform, OpenFile, create, load, problems_of
from cxw.sessionfile.openfile import Change


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    people = [Participant(id="anna", name="Anna Müller"), Participant(id="oy", name="Øystein D’Souza")]
    segments = [Segment(id="a", name="Kliniken")]
    create(
        Path("tag.yaml"),
        Session(
            cxw=1, title="Tag", company=Company(id="us", name="Wir"), participants=people, segments=segments
        ),
    )
    return Path("tag.yaml")


def guess(person: str) -> Change:
    return lambda session: session.segment("a").coverage_guess.update({person: 50})


def replaced_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def sitting(path: Path, spoil: Callable[[Path], object] | None, fault: BaseException | None) -> None:
    """A sitting in which an answer is kept, something happens to the file, one more is kept, and it ends."""
    with OpenFile(path) as file, nothing_lost(file):
        file.keep(guess("anna"))
        if spoil is not None:
            spoil(path)
            with pytest.raises(CxwError):
                file.keep(guess("oy"))
        if fault is not None:
            raise fault
        file.session.segment("no such segment")


def spoil(path: Path) -> None:
    path.write_text("title: [", encoding="utf-8")


def test_what_no_sentence_exists_for_is_one_and_what_is_not_on_disk_is_put_there(path: Path) -> None:
    with pytest.raises(CxwError) as said:
        sitting(path, spoil, None)
    assert said.value.exit_code == 1
    assert "no sentence for (KeyError in cxw/model/session.py, line " in str(said.value)
    assert "go on with `cxw run tag.unsaved.yaml`" in str(said.value)
    assert load(Path("tag.unsaved.yaml")).segments[0].coverage_guess == {"anna": 50, "oy": 50}
    assert problems_of(Path("tag.unsaved.yaml")) == []
    assert path.read_text(encoding="utf-8") == "title: ["


def test_where_all_is_on_disk_nothing_else_is_written(path: Path) -> None:
    with pytest.raises(CxwError, match=r"saved; go on with `cxw run tag\.yaml`"):
        sitting(path, None, ZeroDivisionError())
    assert [one.name for one in path.parent.iterdir()] == ["tag.yaml"]


def test_interrupted_with_an_answer_that_could_not_be_saved_it_is_kept_elsewhere(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as end:
        sitting(path, replaced_by_a_folder, KeyboardInterrupt())
    assert end.value.exit_code == 130
    assert "The whole day is in tag.unsaved.yaml" in capsys.readouterr().err
    assert load(Path("tag.unsaved.yaml")).segments[0].coverage_guess == {"anna": 50, "oy": 50}


class CutShort(FilePlatform):
    """A system on which the first save is interrupted where the new file would take its place."""

    cut = False

    def replace(self, source: Path, target: Path) -> None:
        if not self.cut:
            self.cut = True
            raise KeyboardInterrupt
        super().replace(source, target)


def test_interrupted_in_the_middle_of_a_save_it_is_saved_after_all(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (
        pytest.raises(typer.Exit) as end,
        OpenFile(path, platform=CutShort()) as file,
        nothing_lost(file),
    ):
        file.keep(guess("oy"))
    assert end.value.exit_code == 130
    assert "saved; go on with `cxw run tag.yaml`" in capsys.readouterr().err
    assert load(path).segments[0].coverage_guess == {"oy": 50}
    assert [one.name for one in path.parent.iterdir()] == ["tag.yaml"]


def test_a_sentence_of_ours_says_besides_where_the_answers_are(path: Path) -> None:
    with pytest.raises(CxwError, match=r"(?s)the sentence.*The whole day is in tag\.unsaved\.yaml") as said:
        sitting(path, spoil, InputNeeded("the sentence"))
    assert said.value.exit_code == 2


def test_a_sentence_of_ours_stays_as_it_is() -> None:
    with pytest.raises(CxwError, match=r"\Ano such thing\Z"), in_a_sentence("All is well."):
        raise CxwError("no such thing")
    with (
        pytest.raises(CxwError, match=r"IndexError.*report it\.\nAll is well\."),
        in_a_sentence("All is well."),
    ):
        raise IndexError


STREAMS = ["<&-", ">&-", "2>&-", "</dev/null", "<&- >&- 2>&-", ">/dev/full"]
WORDS = {
    "run tag.yaml": 2,
    "run": 2,
    "show tag.yaml --follow": 2,
    "new": 2,
    "forget tag.yaml": 2,
    "check tag.yaml": 0,
    "--version": 0,
}


def _quick(words: str, streams: str) -> bool:
    """Every kind of stream where starting takes no time; some for commands that ask, and for what prints."""
    return words == "--version" or (words, streams) in {
        ("run tag.yaml", "<&- >&- 2>&-"),
        ("run tag.yaml", "<&-"),
        ("new", ">&-"),
        ("new", "2>&-"),
        ("check tag.yaml", ">/dev/full"),
    }


PAIRS = [
    pytest.param(words, streams, marks=() if _quick(words, streams) else pytest.mark.soak)
    for words in WORDS
    for streams in STREAMS
]


@pytest.mark.skipif(sys.platform == "win32", reason="streams are closed with a shell's words")
@pytest.mark.parametrize(("words", "streams"), PAIRS)
def test_a_stream_that_is_closed_or_full_is_no_terminal_and_no_traceback(
    path: Path, words: str, streams: str
) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m cxw {words} {streams}'],
        capture_output=True,
        text=True,
        check=False,
    )
    prints = WORDS[words] == 0 and streams == ">/dev/full"
    assert done.returncode == (1 if prints else WORDS[words])
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    if WORDS[words] == 2 and "2>&-" not in streams:
        assert done.stderr.strip()


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="asks the system what is open")
def test_a_closed_stream_never_leaves_its_number_to_a_file_of_the_session(path: Path) -> None:
    table = Path("people.csv")
    table.write_text("name,function\nÆgir Łoś,Lager\n", encoding="utf-8")
    subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m cxw collect tag.yaml people.csv --of people <&- >&- 2>&-'],
        check=True,
        env={**os.environ},
    )
    assert problems_of(path) == []
    assert [person.name for person in load(path).participants][-1] == "Ægir Łoś"
