"""The lines to send the room's PDF with: five, in its language, and nothing that page 1 does not say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from test_cli import Said, cxw  # noqa: F401 the fixture
from test_report import room

from cxw import findings, handout
from cxw.findings.languages import spoken
from cxw.findings.types import Audience
from cxw.handout.mail import mail_text, write_mail
from cxw.model import Research, Session
from cxw.sessionfile import create


def day(language: str | None = None) -> Session:
    session = room()
    session.language, session.title = language, "Müllers Märkte:\nKäse & Brot"
    session.segments[0].research = [
        Research(
            id="r1", question="Kommt der Preis zuerst,\nwenn jemand geht?", about=["weight n2"],
            owner="Åsa Ødegård", due=dt.date(2026, 5, 8),
        ),
        Research(id="r2", question="Wer entscheidet?", about=["weight n1"]),
        Research(id="r3", question="Schon gefragt", about=["weight n0"], owner="Lena", done=dt.date(2026, 3, 20)),
    ]  # fmt: skip
    return session


def mail(session: Session, audience: Audience = "room") -> list[str]:
    found = findings.of(session, audience, language=spoken(session.language))
    return mail_text(found, "Käse - room.pdf").splitlines()


def test_five_lines_say_what_it_is_and_who_asks_what_by_when() -> None:
    subject, attached, beliefs, first, page = mail(day())
    assert subject == "Subject: Müllers Märkte: Käse & Brot: what we believe our customers need"
    assert attached == "Attached is the handout of Acme of 14 March 2026: Käse - room.pdf"
    assert beliefs.startswith("It holds team beliefs, not customer data. ")
    assert beliefs.endswith(".")
    assert "Kommt der Preis zuerst, wenn jemand geht? (Åsa Ødegård, by 8 May 2026)" in first
    assert "Wer entscheidet? (nobody yet, no date yet)" in first
    assert "Schon gefragt" not in first
    assert page.startswith("Page 1")


def test_a_german_room_gets_a_german_mail() -> None:
    lines = mail(day("de"))
    assert len(lines) == 5
    assert lines[1] == "Im Anhang liegt das Handout von Acme vom 14. März 2026: Käse - room.pdf"
    assert "bis 8. Mai 2026" in " ".join(lines[3].split())
    assert not re.search(r"\b(the|and|what|our|by|yet|points)\b", " ".join(lines))


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_mail_says_nothing_that_page_1_does_not_say(language: str) -> None:
    session = day(language)
    page = re.sub(r"\\(.)", r"\1", handout.handout_text(session).split("\n---\n")[0])
    found = findings.of(session, "room", language=language)
    assert found.front.title in page
    for card in session.segments[0].research[:2]:
        assert " ".join(card.question.split()) in page
    assert "Åsa Ødegård" in page


def test_a_room_that_promised_nothing_says_so() -> None:
    session = day()
    session.segments[0].research = []
    assert mail(session)[3] == "Nobody has taken on a question yet."
    empty = room()
    empty.segments[0].rounds, empty.segments[0].research, empty.evidence, empty.date = [], [], [], None
    assert len(mail(empty)) == 5


def test_a_mail_that_says_something_else_is_kept(tmp_path: Path) -> None:
    first = write_mail(tmp_path, "Betreff: A\n")
    assert write_mail(tmp_path, "Betreff: A\n") == first
    other = write_mail(tmp_path, "Betreff: B\n")
    assert (first.name, other.name) == ("mail.txt", "mail 2.txt")
    assert first.read_text("utf-8") == "Betreff: A\n"


def test_report_writes_it_beside_the_pdf_it_names(cxw: Callable[..., Said], tmp_path: Path) -> None:  # noqa: F811
    session = day("de")
    create(tmp_path / "day.yaml", session)
    code, out, _ = cxw("report", "day.yaml", "--format", "pdf", "--mail", "--yes")
    assert code == 0
    assert "mail.txt" in out
    text = (tmp_path / "mail.txt").read_text("utf-8")
    (pdf,) = tmp_path.glob("*.pdf")
    assert pdf.name in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--for", "facilitator"), "nobody in the company gets the facilitator's"),
        (("--format", "md"), "--mail goes with the PDF: add --format pdf."),
        (("--text", "edited.md"), "your text may say otherwise"),
        (("--workings",), "--workings makes the workings alone"),
    ],
)
def test_what_does_not_go_with_a_mail_is_said(
    cxw: Callable[..., Said],  # noqa: F811
    words: tuple[str, ...],
    said: str,
    tmp_path: Path,
) -> None:
    create(tmp_path / "day.yaml", day())
    (tmp_path / "edited.md").write_text("# T", "utf-8")
    code, _, err = cxw("report", "day.yaml", "--mail", "--yes", *words)
    assert code == 1
    assert said in err
    assert not (tmp_path / "mail.txt").exists()
