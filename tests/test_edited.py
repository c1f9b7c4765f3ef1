"""A handout's text edited by hand: painted with the session's pictures, said on page 1, refused where it must be."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from test_cli import Said, cxw  # noqa: F401 the fixture
from test_report import room

from cxw import handout
from cxw.errors import CxwError
from cxw.findings.types import Audience
from cxw.handout.edited import BY_HAND, OLDER, edited_file, hand_edited
from cxw.model import Session
from cxw.sessionfile import create
from cxw.shipped import folder
from cxw.text.phrases import phrases

ESSAY = folder("workshops") / "essay.yaml"


def written(session: Session, at: Path, audience: Audience = "room") -> str:
    """The Markdown as it lies in a folder."""
    md, *_ = handout.write_handout(session, folder=at, audience=audience, formats=("md",))
    return md.read_text("utf-8")


def judged(text: str, session: Session, audience: Audience = "room") -> tuple[str, tuple[str, ...]]:
    own = handout.handout_text(session, audience)
    made = hand_edited(text, session, audience, own)
    return made.body, made.notices


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_first_page_says_that_a_hand_was_at_it_in_the_files_language(
    language: str, tmp_path: Path
) -> None:
    session = room()
    session.language = language
    body, _ = judged(written(session, tmp_path).replace("Price", "Cost", 1), session)
    said = f"*{phrases(language)(BY_HAND)}*"
    assert re.search(rf"^# .*\n\n{re.escape(said)}\n", body, re.MULTILINE)
    again, _ = judged(body.replace("Cost", "Costs", 1), session)
    assert again.count(said) == 1, "edited twice and said once"


def test_an_unedited_text_is_not_called_edited_and_an_old_one_is_called_old(tmp_path: Path) -> None:
    session = room()
    text = written(session, tmp_path)
    assert judged(text, session)[0] == handout.handout_text(session)
    body, _ = judged(text, room(people=12))
    assert OLDER in body
    assert BY_HAND not in body


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("|---:|", "|—:|").replace("|:---|", "|:—|"),
        lambda text: text.replace("<!-- cxw", "<!— cxw").replace(" -->", " —>"),
        lambda text: text.replace("_files/", "_files\\"),
        lambda text: re.sub(r"\]\((\S+)\.svg\)", r'](<\1.svg> "weights")', text).replace("%20", " "),
        lambda text: f"{text}\n\n   \n",
        lambda text: text.replace("\n", "\x0c\x00\n", 1),
    ],
    ids=["crlf", "cr", "bom", "dashes", "seal", "backslashes", "links", "lines", "control"],
)
def test_what_an_editor_does_by_itself_is_no_edit(change: Callable[[str], str], tmp_path: Path) -> None:
    session = room()
    own = handout.handout_text(session)
    body, _ = judged(change(written(session, tmp_path)), session)
    assert body.replace(f"*{BY_HAND}*\n\n", "") == own


def test_smart_quotes_of_a_word_processor_keep_chips_and_pictures(tmp_path: Path) -> None:
    session = room()
    text = written(session, tmp_path)
    curly = text.replace("'", "’").replace('"', "”")
    page, _ = handout.paint_edited(curly, session, folder=tmp_path / "b", formats=("html", "pdf"))
    (plain,) = handout.paint_edited(text, session, folder=tmp_path / "c", formats=("html",))
    for sign in ("<svg", 'class="chip'):
        assert page.read_text("utf-8").count(sign) == plain.read_text("utf-8").count(sign) > 0


@pytest.mark.parametrize("cut", ["nothing", "the seal", "the seal and the first line"])
def test_the_facilitators_text_never_reaches_the_room(cut: str, tmp_path: Path) -> None:
    session = room()
    text = written(session, tmp_path, "facilitator")
    if cut != "nothing":
        text = re.sub(r"<!-- cxw.*-->", "", text)
    if cut == "the seal and the first line":
        text = re.sub(r"^\*\*Private.*$", "", text, flags=re.MULTILINE)
    with pytest.raises(CxwError, match="names people"):
        judged(f"{text}\n\nA last line of mine.\n", session)
    assert judged(text, session, "facilitator")[0]


def test_a_text_of_the_workings_is_painted_as_workings(tmp_path: Path) -> None:
    session = room()
    md, *_ = handout.write_workings(session, folder=tmp_path, formats=("md",))
    edited = md.read_text("utf-8").replace("\n", "\r\n").replace("seed", "Saat")
    (page,) = handout.paint_edited(edited, session, folder=tmp_path, formats=("html",))
    assert page.name == "Payroll- small clinics - workings.html"
    assert BY_HAND in page.read_text("utf-8")
    (again,) = handout.paint_edited(md.read_text("utf-8"), session, folder=tmp_path / "b", formats=("html",))
    assert BY_HAND not in again.read_text("utf-8")
    assert not [*tmp_path.glob("*room*")]


def test_a_room_may_speak_of_what_nobody_gets(tmp_path: Path) -> None:
    session = room(needs=("Participants were told that nobody in the company gets this", "B", "C", "D", "E"))
    assert judged(written(session, tmp_path), session)[0] == handout.handout_text(session)


def test_a_text_of_another_session_is_refused_and_one_without_its_mark_is_doubted(tmp_path: Path) -> None:
    session, other = room(), room()
    other.seed, other.title, other.company.name = 8, "Müllers Märkte", "Bär & Söhne"
    text = written(session, tmp_path)
    with pytest.raises(CxwError, match="of another session than “Müllers Märkte”"):
        judged(text, other)
    _, notices = judged(re.sub(r"<!-- cxw.*-->", "", text), other)
    assert "Neither “Müllers Märkte” nor “Bär & Söhne” stands in this text" in notices[0]
    later = room(people=12)
    later.title = "Payroll, the second time"
    assert judged(text, later), "a corrected file with another title is still this session"


def test_names_that_a_hand_put_in_are_said(tmp_path: Path) -> None:
    session = room()
    _, notices = judged(f"{written(session, tmp_path)}\nNameless Nr4q gave 50.\n", session)
    assert notices == ("This text names Nameless Nr4q where the room's handout does not: is that meant?",)


def test_a_picture_that_is_not_there_is_said_and_foreign_ones_are_words(tmp_path: Path) -> None:
    session = room()
    more = (
        "![lost](chart:nowhere)\n\n![spy](https://example.org/pixel.png)\n\n<img src=https://example.org/x>\n\n"
        "[page](https://example.org) [mail](mailto:a@example.org) [run](javascript:alert(1)) "
        "[file](file:///etc/passwd)\n"
    )
    made = handout.paint_edited(
        written(session, tmp_path) + more, session, folder=tmp_path / "b", formats=("html",)
    )
    page = made[0].read_text("utf-8")
    assert "No picture here is called nowhere" in made.notices[0]
    assert re.findall(r'<a href="([^"#]*)"', page) == ["https://example.org", "mailto:a@example.org"]
    assert re.findall(r'(?:src|srcset|data)="(?!data:)[^"]*"', page) == []
    assert "&lt;img src=https://example.org/x&gt;" in page


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"# T\n\nM\xfcller\n", r"edited\.md:3: this is not UTF-8"),
        ("# T\n".encode("utf-16"), "is a text in UTF-16"),
        (b"PK\x03\x04....", "a Word document"),
        (b"%PDF-1.7", "is a PDF"),
        (b"{\\rtf1", "rich text"),
        (b"\n \n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"x" * 8_000_001, "larger than any handout"),
    ],
)
def test_what_is_no_text_ends_in_one_sentence(data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "edited.md").write_bytes(data)
    with pytest.raises(CxwError, match=said):
        edited_file(tmp_path / "edited.md")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--text", "nowhere.md"), "nowhere.md is not there"),
        (("--text", "."), "is a folder"),
        (("--text", "edited.md", "--format", "md"), "leave out --format md"),
        (("--text", "edited.md", "--format", "json"), "leave out --format json"),
    ],
)
def test_report_says_what_is_wrong_with_a_text(
    cxw: Callable[..., Said],  # noqa: F811
    words: tuple[str, ...],
    said: str,
    tmp_path: Path,
) -> None:
    (tmp_path / "edited.md").write_text("# T\n", "utf-8")
    code, _, err = cxw("report", ESSAY, "--to", tmp_path, *words)
    assert code == 1
    assert said in err


def test_report_paints_a_text_and_leaves_it_alone(
    cxw: Callable[..., Said],  # noqa: F811
    tmp_path: Path,
) -> None:
    create(tmp_path / "day.yaml", room())
    cxw("report", "day.yaml", "--format", "md")
    (text,) = tmp_path.glob("*.md")
    text.write_text(re.sub("^# ", "# Löhne, ", text.read_text("utf-8")), "utf-8", newline="\r\n")
    before = text.read_bytes()
    code, out, _ = cxw("report", "day.yaml", "--text", text)
    assert code == 0
    assert [Path(line).suffix for line in out.splitlines()[:2]] == [".html", ".pdf"]
    assert text.read_bytes() == before
    page = next(tmp_path.glob("*.html")).read_text("utf-8")
    assert "Löhne, " in page
    assert page.index(BY_HAND) < page.index("<h2")
