"""A few lines to send the room's PDF with: what it is, and who finds out what by when, as page 1 says it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cxw.day.set_up import one_line
from cxw.findings.closing.types import Card
from cxw.findings.types import Findings
from cxw.handout.chapters import first_cards
from cxw.handout.files import free_path, write_whole
from cxw.handout.speech import Speech, speech
from cxw.text.saying import stopped


def mail_text(findings: Findings, pdf: str) -> str:
    """Five lines in the language of the room, the subject first; they name nobody whom page 1 does not."""
    return "".join(f"{one_line(line)}\n" for line in _lines(findings, pdf))


def _lines(findings: Findings, pdf: str) -> Iterator[str]:
    spoken = speech(findings.language)
    say, title = spoken.say, one_line(findings.title)
    yield say("Subject: {title}: what we believe our customers need", title=title)
    on = f" {say('of {day}', day=str(spoken.day(findings.date)))}" if findings.date else ""
    company = one_line(findings.company)
    yield say("Attached is the handout of {company}{on}: {pdf}", company=company, on=on, pdf=pdf)
    yield f"{say('It holds team beliefs, not customer data.')} {stopped(findings.front.title)}"
    yield _first(spoken, findings)
    yield say("Page 1 takes a minute to read.")


def _first(spoken: Speech, findings: Findings) -> str:
    """Who finds out what by when."""
    cards = [card for card in first_cards(findings) if card.done is None]
    if not cards:
        return spoken.say("Nobody has taken on a question yet.")
    asked = "; ".join(_asked(spoken, card) for card in cards)
    return spoken.say("What we find out first: {asked}", asked=asked)


def _asked(spoken: Speech, card: Card) -> str:
    owner = one_line(card.owner) if card.owner else spoken.say("nobody yet")
    by = spoken.say("by {day}", day=str(spoken.day(card.due))) if card.due else spoken.say("no date yet")
    return f"{one_line(card.question)} ({owner}, {by})"


def write_mail(folder: Path, text: str) -> Path:
    """Write it beside the PDF; a mail that says something else stays, and the new one gets a number."""
    data = text.encode()
    path = free_path(folder / "mail.txt", lambda there: there.read_bytes() == data)
    return write_whole(path, data, private=False)
