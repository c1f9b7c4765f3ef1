"""The interview guide as files: a page for whoever asks, a sheet that goes along, a page for the front line.

They are files of their own, so that what we believe is never handed to a customer with the questions.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from cxw import __version__, findings
from cxw.errors import CxwError
from cxw.findings.languages import spoken
from cxw.findings.types import Findings
from cxw.handout import WrittenFiles, pages
from cxw.handout.bounded import in_bounds
from cxw.handout.branding import REHEARSED, page_look
from cxw.handout.edited import edited_guide, sheet_of
from cxw.handout.files import file_title, free_path, sealed_text, session_mark, write_whole
from cxw.handout.templates import own_paper, own_text, template_folders
from cxw.handout.text import markdown
from cxw.model import Session
from cxw.text.phrases import phrases

GuideFormat: TypeAlias = Literal["md", "html", "pdf"]
FORMATS: tuple[GuideFormat, ...] = ("md", "html", "pdf")
BELIEVED = "guide"
SHEETS = (BELIEVED, "questions", "frontline")
"""The pages as the last line of their text calls them; the first says on every page what it is not for."""
FOR_WHO_ASKS = "TEAM BELIEFS, NOT FOR CUSTOMERS"


@dataclasses.dataclass(frozen=True)
class GuideWanted:
    """What was asked for: where to, in which formats, of which segment, by whose templates."""

    folder: Path
    beside: Path
    """Where the session file lies, for the logo."""
    formats: Sequence[GuideFormat] = FORMATS
    segment: str | None = None
    template: Path | None = None


@dataclasses.dataclass(frozen=True)
class GuidePage:
    """One of the pages: from which template, for which segments, under which name."""

    template: str
    name: str
    findings: Findings

    @property
    def sheet(self) -> str:
        """What the last line of its text calls it."""
        return self.template.partition(".")[0]


def guide_pages(session: Session, segment: str | None = None) -> list[GuidePage]:
    """The pages of a session, or of one of its segments; the front line has one for each segment."""
    found = findings.of(session, "room", language=spoken(session.language))
    chosen = [one for one in found.segments if segment in (None, one.id)]
    told = dataclasses.replace(found, segments=tuple(chosen))
    own = f" {segment}" if segment and len(found.segments) > 1 else ""
    return [
        GuidePage("guide.md.j2", f"interview guide{own}", told),
        GuidePage("questions.md.j2", "interview questions", told),
        *_front_lines(told, several=len(found.segments) > 1),
    ]


def _front_lines(told: Findings, *, several: bool) -> Iterator[GuidePage]:
    for segment in told.segments:
        name = f"front line {segment.id}" if several else "front line"
        yield GuidePage("frontline.md.j2", name, dataclasses.replace(told, segments=(segment,)))


def guide_text(page: GuidePage, templates: tuple[Path, ...] | None = None) -> str:
    """The Markdown of one page."""
    folders = templates or template_folders(None)
    given = (page.findings, folders, __version__, page.template)
    return in_bounds(f"{folders[0]}", markdown, *given) if own_text(folders) else markdown(*given)


def write_guide(session: Session, wanted: GuideWanted) -> tuple[list[Path], list[str]]:
    """Write every page in every format asked for: the files, and what is to be said of them."""
    folder, formats = wanted.folder, wanted.formats
    if folder.exists() and not folder.is_dir():
        raise CxwError(f"{folder} is a file: name a folder for the guide.")
    templates = template_folders(wanted.template)
    paths, notices = list[Path](), list[str]()
    for page in guide_pages(session, wanted.segment):
        stem = folder / file_title(session.title, page.name)
        text = guide_text(page, templates)
        look, told = _look(session, page.sheet, wanted.beside, templates)
        made, more = _painted(text, look, formats)
        if "md" in formats:
            made = {".md": sealed_text(text, "room", f"{session_mark(session)} {page.sheet}"), **made}
        paths += [_written(stem, suffix, data) for suffix, data in made.items()]
        notices += [*told, *more]
    return paths, list(dict.fromkeys(notices))


def paint_guide(edited: str, name: str, session: Session, wanted: GuideWanted) -> WrittenFiles:
    """A page of the guide whose text was edited by hand, as what it is, under the name of that text."""
    templates = template_folders(wanted.template)
    text = edited_guide(edited, session)
    look, told = _look(session, sheet_of(edited), wanted.beside, templates)
    made, more = _painted(text, look, wanted.formats)
    paths = [_written(wanted.folder / name, suffix, data) for suffix, data in made.items()]
    return WrittenFiles(paths, dict.fromkeys([*told, *more]))


def _written(stem: Path, suffix: str, data: bytes) -> Path:
    return write_whole(free_path(stem.with_name(f"{stem.name}{suffix}")), data, private=False)


def _look(
    session: Session, sheet: str, beside: Path, templates: tuple[Path, ...]
) -> tuple[pages.PageLook, list[str]]:
    """How a page looks; one that a customer may read carries the company's name and not the workshop's."""
    say = phrases(session.language)
    look, notices = page_look(session, "room", beside)
    believed = sheet == BELIEVED
    banner = say(FOR_WHO_ASKS) if believed else None
    if session.rehearsal:
        banner = say(REHEARSED)
    title = session.title if believed else session.company.name
    return dataclasses.replace(look, title=title, banner=banner, templates=templates, brief=True), notices


def _painted(
    text: str, look: pages.PageLook, formats: Sequence[GuideFormat]
) -> tuple[dict[str, bytes], list[str]]:
    """The page for a browser and the one on paper, as far as they were asked for, by their endings."""
    made, notices = dict[str, bytes](), list[str]()
    blocks, wanted = pages.tree(text), {*formats}
    if "pdf" in wanted:
        paper = _pdf(blocks, look)
        notices += paper.notices
        if paper.data is None:
            wanted.add("html")
        else:
            made[".pdf"] = paper.data
    if "html" in wanted:
        own = own_text(look.templates)
        page = (
            in_bounds(f"{look.templates[0]}", pages.html, blocks, look) if own else pages.html(blocks, look)
        )
        made = {".html": sealed_text(page, "room"), **made}
    return made, notices


def _pdf(blocks: list[pages.Node], look: pages.PageLook) -> pages.Pdf:
    if own_paper(look.templates):
        return in_bounds(str(look.templates[0] / "page.typ"), pages.pdf, blocks, look)
    return pages.pdf(blocks, look)
