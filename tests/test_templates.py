"""Templates of one's own: copied, changed, said to be wrong at their line, kept inside, brought to an end."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from often import LONG
from test_cli import Said, cxw  # noqa: F401 the fixture
from test_report import room

from cxw import __version__, findings, handout
from cxw.errors import CxwError
from cxw.handout import pages
from cxw.handout.bounded import in_bounds
from cxw.handout.templates import eject, shipped_files, template_folders
from cxw.handout.text import markdown
from cxw.sessionfile import create
from cxw.shipped import folder

ENDLESS = "".join(f"{{% for a{n} in range(99999) %}}" for n in range(4)) + "{% endfor %}" * 4


def said_by(source: str, at: Path, name: str = "report.md.j2") -> str:
    """What a template of one's own makes of a session, in this process."""
    (at / name).write_text(source, "utf-8")
    return markdown(findings.of(room(), "room"), template_folders(at), __version__)


def test_templates_are_copied_and_never_overwritten(cxw: Callable[..., Said], tmp_path: Path) -> None:  # noqa: F811
    code, out, _ = cxw("templates", "eject", "mine")
    assert code == 0
    for name, (path, what) in shipped_files().items():
        assert (tmp_path / "mine" / name).read_bytes() == path.read_bytes()
        assert f"{Path('mine') / name}  {what}" in out
    assert "cxw report FILE --template mine" in out
    (tmp_path / "mine" / "page.typ").write_text("// mine", "utf-8")
    (tmp_path / "mine" / "report.md.j2").unlink()
    code, _, err = cxw("templates", "eject", "mine")
    assert code == 1
    assert "is there already and is not overwritten" in err
    assert (tmp_path / "mine" / "page.typ").read_text("utf-8") == "// mine"
    assert not (tmp_path / "mine" / "report.md.j2").exists(), "all or nothing"


def test_templates_alone_says_what_there_is(cxw: Callable[..., Said], tmp_path: Path) -> None:  # noqa: F811
    code, out, _ = cxw("templates")
    assert (code, [line.split()[0] for line in out.splitlines()]) == (0, [*shipped_files()])
    assert "lenses/promises.yaml  a lens: What we promise" in out
    code, _, err = cxw("templates", "eject")
    assert (code, err) == (2, "Name the folder for the templates: cxw templates eject FOLDER\n")
    (tmp_path / "file").write_text("x")
    assert "is a file: name a folder" in cxw("templates", "eject", "file")[2]
    assert "cannot be written" in cxw("templates", "eject", "file/below")[2]


def test_a_copied_template_that_nobody_changed_makes_the_same_bytes(tmp_path: Path) -> None:
    eject(tmp_path / "mine")
    formats: tuple[handout.Format, ...] = ("md", "html", "pdf") if LONG else ("md", "html")
    session = room()
    session.language = "de"
    ours = handout.write_handout(session, folder=tmp_path / "a", formats=formats)
    own = handout.write_handout(session, folder=tmp_path / "b", formats=formats, template=tmp_path / "mine")
    assert [path.name for path in own] == [path.name for path in ours]
    for one, other in zip(ours, own, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


def test_a_folder_without_a_template_is_no_folder_of_templates(tmp_path: Path) -> None:
    (tmp_path / "reports.md.j2").write_text("x", "utf-8")
    with pytest.raises(CxwError, match=r"None of report\.md\.j2, .* is in .*`cxw templates eject"):
        template_folders(tmp_path)


FAULTS = {
    "# {{ findings.title }}\n\n{% if %}\n": ":3: Expected an expression, got 'end of statement block'.",
    "# T\n{% for a in findings.segments %}\n{{ a.name }}\n": ":3: Unexpected end of template.",
    "# T\n\n\n{{ findings.titel }}\n": ":4: 'cxw.findings.types.Findings object' has no attribute 'titel'.",
    "# T\n{{ titel }}\n": ":2: 'titel' is undefined.",
    "# T\n{{ findings.title | nothing }}\n": ":2: No filter named 'nothing'.",
    "# T\n{{ 1 / 0 }}\n": ":2: division by zero.",
    "# T\n{{ findings.title | one }}\n": ":2: ",
    "# T\n{{ findings.segments | sum }}\n": ":2: ",
    "# T\n{% macro a() %}\n{{ a() }}\n{% endmacro %}\n{{ a() }}\n": ": this calls itself without end.",
    "# T\n{% include 'mine.md.j2' %}\n": ":2: mine.md.j2 does not lie in this folder",
    "# T\n{% include '../secret' %}\n": ":2: ../secret does not lie in this folder",
    "# T\n{% include '/etc/passwd' %}\n": ":2: /etc/passwd does not lie in this folder",
    "# T\n{% include 'link.txt' %}\n": ":2: link.txt does not lie in this folder",
    "# T\n{{ ''.__class__.__mro__ }}\n": ":2: access to attribute '__class__' of 'str' object is unsafe.",
    "# T\n{{ say.__globals__ }}\n": ":2: access to attribute '__globals__' of",
    "# T\n{{ drawn.__code__ }}\n": ":2: access to attribute '__code__' of",
    "# T\n{{ findings | attr('__dict__') }}\n": ":2: ",
    "# T\n{{ say('{a.__class__}', a=findings) }}\n": ":2: “{a.__class__}” has a blank with more than a name.",
    "# T\n{{ '{0.__class__}'.format(findings) }}\n": ":2: ",
    "# T\n{% set _ = [1].append(2) %}\n": ":2: ",
    "# T\n{% for a in range(10 ** 9) %}{% endfor %}\n": ":2: Range too big.",
    "# T\n{% for a in range(99999) %}{{ 'x' * 1000 }}{% endfor %}\n": "a text longer than any handout",
}


@pytest.mark.parametrize("source", FAULTS)
def test_a_fault_is_one_sentence_with_file_and_line(source: str, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (tmp_path / "secret").write_text("SECRET", "utf-8")
    if sys.platform != "win32":
        (mine / "link.txt").symlink_to(tmp_path / "secret")
    with pytest.raises(CxwError) as end:
        said_by(source, mine)
    said = str(end.value)
    assert FAULTS[source] in said
    assert said.count("\n") == 0
    assert "SECRET" not in said
    if FAULTS[source].startswith(":"):
        assert said.startswith(str(mine / "report.md.j2") + ":")


def test_a_fault_in_what_is_included_is_said_there(tmp_path: Path) -> None:
    (tmp_path / "mine.md.j2").write_text("\n\n{{ titel }}\n", "utf-8")
    with pytest.raises(CxwError, match=r"mine\.md\.j2:3: 'titel' is undefined"):
        said_by("# T\n{% include 'mine.md.j2' %}\n", tmp_path)
    (tmp_path / "mine.md.j2").write_bytes(b"M\xfcller")
    with pytest.raises(CxwError, match="not written in UTF-8"):
        said_by("# T\n{% include 'mine.md.j2' %}\n", tmp_path)


def test_one_template_may_include_ours_and_its_own(tmp_path: Path) -> None:
    (tmp_path / "mine.md.j2").write_text("Grüße, {{ findings.company }}", "utf-8")
    text = said_by("# Mine\n{% include 'mine.md.j2' %}\n\n{{ say('Needs') }}\n", tmp_path)
    assert text == "# Mine\nGrüße, Acme\nNeeds\n"


def test_words_of_people_are_escaped_by_any_template(tmp_path: Path) -> None:
    session = room(needs=("<b>*x*</b>", "B", "C", "D", "E"))
    (tmp_path / "report.md.j2").write_text("{{ findings.segments[0].weights.needs[0].text }}", "utf-8")
    made = markdown(findings.of(session, "room"), template_folders(tmp_path), __version__)
    assert made == "\\<b\\>\\*x\\*\\</b\\>\n"


def test_a_loop_without_end_is_ended(tmp_path: Path) -> None:
    (tmp_path / "report.md.j2").write_text(ENDLESS, "utf-8")
    given = (findings.of(room(), "room"), template_folders(tmp_path), __version__)
    with pytest.raises(CxwError, match="mine makes nothing within 2 seconds: look for a loop without end"):
        in_bounds("mine", markdown, *given, seconds=2)


@pytest.mark.soak
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system holds no process to its memory")
def test_a_page_that_eats_all_memory_is_ended(tmp_path: Path) -> None:
    (tmp_path / "page.typ").write_text("#range(100000000000).map(x => (x, x)).len()", "utf-8")
    with pytest.raises(CxwError, match=r"page\.typ takes more memory than there is"):
        handout.write_handout(room(), folder=tmp_path / "out", formats=("pdf",), template=tmp_path)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("#let a = 1\n#unknown\n", r"page\.typ:2: this makes no page: unknown variable: unknown\."),
        ('#read("/etc/passwd")', "page.typ"),
        ('#import "@preview/x:1.0.0"', "fetches nothing"),
        ("\n\n#while true { }", r"page\.typ:3: .*condition is always true"),
        ("#let f(x) = f(x)\n#f(1)\n", r"page\.typ:1: .*depth exceeded"),
        ("#text(", r"page\.typ:1: .*unclosed"),
    ],
)
def test_a_fault_of_the_pages_on_paper_is_a_sentence(source: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "page.typ").write_text(source, "utf-8")
    look = pages.PageLook("Ein Tag", templates=template_folders(tmp_path))
    with pytest.raises(CxwError, match=said) as end:
        pages.pdf(pages.tree("# T"), look)
    assert "root:" not in str(end.value)


def test_a_page_for_a_browser_has_its_faults_said_too(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text("<html>\n{{ look.nothing }}</html>", "utf-8")
    look = pages.PageLook("Ein Tag", templates=template_folders(tmp_path))
    with pytest.raises(CxwError, match=r"page\.html\.j2:2: .*has no attribute 'nothing'"):
        pages.html(pages.tree("# T"), look)


def test_a_template_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "page.typ").mkdir()
    with pytest.raises(CxwError, match=r"page\.typ: is a directory|page\.typ: permission denied"):
        handout.write_handout(room(), folder=tmp_path / "out", formats=("pdf",), template=tmp_path)


def test_any_page_at_all_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text("{{ body }}", "utf-8")
    (tmp_path / "page.typ").write_text('#set document(title: "T")\nGrüße', "utf-8")
    look = pages.PageLook("Ein Tag", templates=template_folders(tmp_path))
    assert pages.html(pages.tree("# T"), look).startswith("<h1")
    assert pages.pdf(pages.tree("# T"), look).data is not None


def test_report_takes_a_folder_of_templates_and_says_a_fault_in_a_sentence(
    cxw: Callable[..., Said],  # noqa: F811
    tmp_path: Path,
) -> None:
    create(tmp_path / "day.yaml", room())
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "report.md.j2").write_text("# Übersicht\n\n{{ findings.titel }}", "utf-8")
    code, _, err = cxw("report", "day.yaml", "--template", "mine", "--yes")
    assert code == 1
    assert err == (
        f"{Path('mine') / 'report.md.j2'}:3: 'cxw.findings.types.Findings object' has no attribute 'titel'.\n"
    )
    assert not [*tmp_path.glob("Payroll*")]


@pytest.mark.skipif(sys.platform == "win32", reason="there a signal goes to no thread")
def test_ctrl_c_ends_a_template_without_end_and_its_process(tmp_path: Path) -> None:
    (tmp_path / "report.md.j2").write_text(ENDLESS, "utf-8")
    given = (findings.of(room(), "room"), template_folders(tmp_path), __version__)
    # Whatever starts the tests may ignore Ctrl-C; here it counts.
    own = signal.signal(signal.SIGINT, signal.default_int_handler)
    pressed = threading.Timer(0.3, signal.pthread_kill, (threading.get_ident(), signal.SIGINT))
    pressed.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            in_bounds("mine", markdown, *given)
        assert multiprocessing.active_children() == []
        assert signal.getsignal(signal.SIGINT) == signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, own)


def test_ours_are_not_bounded_nor_boxed_in() -> None:
    assert template_folders(None) == (folder("templates"),)
