"""A handout's text that somebody edited by hand: read, judged, and marked as what it is.

Words come from that text, numbers in pictures from the session. So the text must be of this session, and the
facilitator's must never reach the room; whoever reads page 1 is told that a hand was at it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from urllib.parse import quote

from cxw.errors import CxwError
from cxw.findings.types import Audience
from cxw.handout.files import NAMES, Seal, session_mark, unsealed
from cxw.handout.words import escaped
from cxw.model import Session
from cxw.text.phrases import SAY_ENGLISH, phrases
from cxw.text.saying import in_a_row

BY_HAND = "The text of this handout was edited by hand; the pictures are drawn from the session file."
OLDER = "The text of this handout is older than its pictures, which are drawn from the session file."
TO_NOBODY = "Participants were told that nobody in the company gets this."
"""The first line of every facilitator's handout, and of no room's."""
MOST = 8_000_000
"""Bytes; the handout of three hundred people is a tenth of this."""
_NOT_TEXT = (
    (b"PK\x03\x04", "a Word document or another office file"),
    (b"\xd0\xcf\x11\xe0", "a Word document or another office file"),
    (b"{\\rtf", "a rich text file"),
    (b"%PDF", "a PDF"),
    (b"\xff\xfe", "a text in UTF-16"),
    (b"\xfe\xff", "a text in UTF-16"),
)
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_DASHED = re.compile(r"^[ \t]*\|[ \t:|\-–—]+\|[ \t]*$", re.MULTILINE)
_PICTURE = re.compile(r"!\[((?:\\.|[^\[\]\\])*)\]\(([^()\n]*)\)")
_OURS = re.compile(r"<?(?:chart:|[^\n]*_files[/\\])([a-z0-9-]+)(?:\.svg)?>?(?:\s+\"[^\"]*\")?")


@dataclass(frozen=True)
class HandEdited:
    """A text to be painted, with its mark on page 1 where it needs one, and what is to be said of it."""

    body: str
    notices: tuple[str, ...] = ()


def edited_file(path: Path) -> str:
    """The text of a file in UTF-8, whatever its line ends; CxwError with a sentence for everything else."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST + 1)
    except OSError as why:
        raise CxwError(f"{path} cannot be read ({why.strerror}): check its name and folder.") from why
    for start, what in _NOT_TEXT:
        if data.startswith(start):
            raise CxwError(f"{path} is {what}, no plain text: save it as plain text in UTF-8.")
    if len(data) > MOST:
        raise CxwError(f"{path} is larger than any handout: `--text` takes the Markdown of one.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        line = data[: why.start].count(b"\n") + 1
        raise CxwError(f"{path}:{line}: this is not UTF-8: save it as plain text in UTF-8.") from None
    if not text.strip():
        raise CxwError(f"{path} is empty: `--text` takes a handout's Markdown, as `cxw report` writes it.")
    return text


def sheet_of(text: str) -> str:
    """Which page a text is of, by its last line: `workings`, one of the guide's; empty for the handout."""
    return next((seal.sheet for seal in unsealed(text.replace("\r", "\n"))[1] if seal.sheet), "")


def edited_guide(text: str, session: Session) -> str:
    """A page of the interview guide that somebody edited, as it may be painted."""
    body, seals = unsealed(_plain_lines(text))
    if _is_private(body, seals, ""):
        raise CxwError("This text is the facilitator's and names people: it goes out with no guide.")
    _of_this_session(seals, session)
    return _dashes(body)


def _plain_lines(text: str) -> str:
    return _NEVER.sub("", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def hand_edited(text: str, session: Session, audience: Audience, own: str) -> HandEdited:
    """The text as it may be painted for this audience; `own` is what the session says by itself."""
    body, seals = unsealed(_plain_lines(text))
    if audience == "room" and _is_private(body, seals, own):
        raise CxwError("This text is the facilitator's and names people: paint it with `--for facilitator`.")
    _of_this_session(seals, session)
    body = pictures_by_name(_dashes(body))
    say = phrases(session.language)
    touched = not any(seal.whole for seal in seals)
    if body.strip() == own.strip():
        return HandEdited(own)
    marked = _marked(body, say(BY_HAND) if touched else say(OLDER))
    return HandEdited(marked, tuple(_notices(body, session, audience, own)))


def pictures_by_name(body: str) -> str:
    """Links to the files of an earlier handout as names of pictures again."""
    return pictures_as_links(body, lambda name: f"chart:{name}")


def pictures_as_links(body: str, link: Callable[[str], str]) -> str:
    """The text with another link at each picture of ours; words of people are no pictures, and stay."""

    def linked(found: re.Match[str]) -> str:
        ours = _OURS.fullmatch(found.group(2).strip())
        return f"![{found.group(1)}]({link(ours.group(1))})" if ours else found.group()

    return _PICTURE.sub(linked, body)


def pictures_in(body: str) -> Iterator[tuple[str, str]]:
    """Name and words of each picture that the text shows, in order."""
    for found in _PICTURE.finditer(body):
        ours = _OURS.fullmatch(found.group(2).strip())
        if ours:
            yield ours.group(1), found.group(1)


def _dashes(body: str) -> str:
    """The line under a table's heading as it was, where a word processor made long dashes of its hyphens."""
    return _DASHED.sub(lambda line: re.sub("[–—]", "---", line.group()), body)


def _is_private(body: str, seals: tuple[Seal, ...], own: str) -> bool:
    """Whether the text was the facilitator's, also where its last line is gone."""
    if any(seal.audience == "facilitator" for seal in seals):
        return True
    words = (TO_NOBODY, phrases("de")(TO_NOBODY))
    told, ours = (" ".join(one.split()).casefold() for one in (body, own))
    # Words that the room itself used are no sign.
    signs = [*(one.rstrip(".").casefold() for one in words), *_links_of(NAMES["facilitator"])]
    return any(sign in told and sign not in ours for sign in signs)


def _links_of(name: str) -> tuple[str, str]:
    """What the folder of a handout's pictures is called in its text."""
    return f"{name}_files".casefold(), f"{quote(name)}_files".casefold()


def _of_this_session(seals: tuple[Seal, ...], session: Session) -> None:
    mine = session_mark(session)
    if any(seal.session and seal.session != mine for seal in seals):
        raise CxwError(
            f"This text is of another session than “{session.title}”, so its words would stand beside the "
            "wrong pictures: name the file it was written from."
        )


def _marked(body: str, mark: str) -> str:
    """The text with the sentence below its first heading, once: there it stands on page 1."""
    known = {say(words) for say, words in product((SAY_ENGLISH, phrases("de")), (BY_HAND, OLDER))}
    lines = [line for line in body.splitlines() if line.strip().strip("*_") not in known]
    first = next((place for place, line in enumerate(lines) if re.match(r"# +\S", line)), -1)
    return "\n".join([*lines[: first + 1], "", f"*{mark}*", "", *lines[first + 1 :]]).strip() + "\n"


def _notices(body: str, session: Session, audience: Audience, own: str) -> Iterator[str]:
    if not any(words and words in body for words in _called(session)):
        missing = f"Neither “{session.title}” nor “{session.company.name}”"
        yield f"{missing} stands in this text: is it the right one?"
    if audience == "room" and session.attribution != "names" and (named := _named(body, session, own)):
        yield f"This text names {in_a_row(named)} where the room's handout does not: is that meant?"
    drawn, known = (dict(pictures_in(one)) for one in (body, own))
    if lost := [name for name in drawn if name not in known]:
        yield f"No picture here is called {in_a_row(lost)}: the words stand in its place."


def _called(session: Session) -> tuple[str, ...]:
    names = (session.title, session.company.name)
    return (*names, *(escaped(name) for name in names))


def _named(body: str, session: Session, own: str) -> list[str]:
    """Whom the text names more often than the session's own text does."""
    names = dict.fromkeys(person.name for person in session.participants if person.name)
    said = {name: (name, escaped(name)) for name in names}

    def times(text: str, name: str) -> int:
        return max(text.count(one) for one in said[name])

    return [name for name in names if times(body, name) > times(own, name)]
