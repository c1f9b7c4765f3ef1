"""A template is compiled once on a computer, and no code is ever met that is older than it or somebody else's."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader  # noqa: TID251 - only to be kept
from screens_room import whole_day

from cxw.handout import handout_text, text
from cxw.handout.bytecode import KEPT, cache_folder, keep_code_of
from cxw.handout.words import plain

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="folders have no modes there")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of this test's own."""
    monkeypatch.setenv(
        "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", str(tmp_path / "cache")
    )
    text._room.cache_clear()
    return tmp_path


def folder() -> Path:
    found = cache_folder()
    assert found is not None
    return found


def kept() -> list[Path]:
    return sorted(folder().glob("*")) if folder().exists() else []


def said(source: str, **options: object) -> str:
    """What a template says, in a process that never saw it."""
    room = Environment(loader=DictLoader({"t": source}), autoescape=True, **options)  # type: ignore[arg-type]
    return keep_code_of(room).get_template("t").render()


def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that are compiled from now on."""
    found: list[str] = []
    before = Environment._parse

    def parsed(self: Environment, source: str, name: str | None, filename: str | None) -> object:
        found.append(source)
        return before(self, source, name, filename)

    monkeypatch.setattr(Environment, "_parse", parsed)
    return found


def test_a_template_is_compiled_once_and_says_the_same_from_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = compilations(monkeypatch)
    assert said("Grüße {{ 1 + 1 }}") == said("Grüße {{ 1 + 1 }}") == "Grüße 2"
    assert compiled == ["Grüße {{ 1 + 1 }}"]


def test_a_changed_template_says_what_it_says_now(tmp_path: Path) -> None:
    """Also where neither its time nor its length tells."""
    own = tmp_path / "t"
    for words in ("old words", "new words"):
        own.write_text(words, encoding="utf-8")
        os.utime(own, (1, 1))
        room = keep_code_of(Environment(loader=FileSystemLoader(tmp_path), autoescape=True))
        assert room.get_template("t").render() == words


@pytest.mark.parametrize(
    "options",
    [{"finalize": plain}, {"trim_blocks": True}, {"autoescape": False}, {"keep_trailing_newline": True}],
)
def test_the_same_source_in_another_room_is_compiled_for_that_room(options: dict[str, object]) -> None:
    source = "{% if true %}\n{{ '*<b>*' }}{% endif %}\n"
    bare = Environment(loader=DictLoader({"t": source}), **({"autoescape": True} | options))  # type: ignore[arg-type]
    said(source)
    room = Environment(loader=DictLoader({"t": source}), **({"autoescape": True} | options))  # type: ignore[arg-type]
    assert keep_code_of(room).get_template("t").render() == bare.get_template("t").render()


def test_a_filter_that_works_otherwise_now_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words that stand fast in a template are filtered when it is compiled."""
    monkeypatch.syspath_prepend(str(tmp_path))
    found = []
    for answer in ("older", "new"):
        (tmp_path / "some_filter.py").write_text(
            f"def told(value):\n    return {answer!r}\n", encoding="utf-8"
        )
        sys.modules.pop("some_filter", None)
        sys.dont_write_bytecode, before = True, sys.dont_write_bytecode
        import some_filter  # type: ignore[import-not-found]

        sys.dont_write_bytecode = before
        room = Environment(loader=DictLoader({"t": "{{ 'x' | told }}"}), autoescape=True)
        room.filters["told"] = some_filter.told
        found.append(keep_code_of(room).get_template("t").render())
    assert found == ["older", "new"]


@POSIX
def test_folder_and_files_are_the_users_alone() -> None:
    said("words")
    for path in (folder(), folder().parent):
        assert path.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in kept()] == [0o600]


def _open_the_folder(file: Path) -> None:
    file.parent.chmod(0o777)


def _open_the_file(file: Path) -> None:
    file.chmod(0o620)


def _link_the_file(file: Path) -> None:
    file.rename(file.with_name("elsewhere"))
    file.symlink_to("elsewhere")


def _link_the_folder(file: Path) -> None:
    file.parent.rename(file.parent.with_name("elsewhere"))
    file.parent.symlink_to("elsewhere")


def _cut_it_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-7])


def _turn_a_bit(file: Path) -> None:
    whole = bytearray(file.read_bytes())
    whole[-3] ^= 1
    file.write_bytes(whole)


def _empty_it(file: Path) -> None:
    file.write_bytes(b"")


@POSIX
@pytest.mark.parametrize(
    "spoil",
    [
        _open_the_folder, _open_the_file, _link_the_file, _link_the_folder, _cut_it_off, _turn_a_bit, _empty_it
    ],
)  # fmt: skip
def test_what_another_may_have_written_or_what_is_half_there_is_not_run(
    spoil: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    said("words {{ 3 }}")
    (file,) = kept()
    spoil(file)
    compiled = compilations(monkeypatch)
    assert said("words {{ 3 }}") == "words 3"
    assert compiled == ["words {{ 3 }}"]


@POSIX
def test_where_nothing_can_be_kept_nothing_is_said(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (home / "cache").write_text("a file where a folder would be", encoding="utf-8")
    assert said("words") == said("words") == "words"
    assert capfd.readouterr() == ("", "")


@POSIX
@pytest.mark.parametrize("place", ["", "not/absolute"])
def test_a_place_that_is_none_is_the_usual_one(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", place)
    assert cache_folder() == Path("~/.cache/cxw/templates").expanduser()


def test_the_folder_does_not_grow_for_ever() -> None:
    for number in range(KEPT + 5):
        said(f"words {number}")
    assert len(kept()) == KEPT


def test_a_handout_from_kept_code_is_the_handout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With the templates that come with cxw, and with one's own, also once that one was changed or taken away."""
    session, own = whole_day(), tmp_path / "own"
    own.mkdir()
    (own / "page.typ").write_text("// stays when the text's template goes", encoding="utf-8")
    first = handout_text(session)
    text._room.cache_clear()
    compiled = compilations(monkeypatch)
    assert handout_text(session) == first
    assert not compiled
    for words in ("Our handout of {{ findings.title }}", "Our paper of {{ findings.title }}"):
        (own / "report.md.j2").write_text(words, encoding="utf-8")
        assert handout_text(session, template=own).startswith(words[:9])
    (own / "report.md.j2").unlink()
    assert handout_text(session, template=own) == first
