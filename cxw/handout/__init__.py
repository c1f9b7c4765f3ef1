"""The handout: findings into one Markdown text, painted three times.

`write_handout` makes the files, `handout_text` the Markdown alone, and `paint_edited` the files from a text
that somebody edited: words come from the text then, numbers in pictures from the session.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Literal, Required, TypedDict, Unpack
from urllib.parse import quote

from cxw import __version__, findings
from cxw.errors import CxwError
from cxw.findings.closing.types import EvidenceItem
from cxw.findings.languages import spoken
from cxw.findings.types import Audience, Findings
from cxw.handout import pages
from cxw.handout.bounded import in_bounds
from cxw.handout.branding import page_look
from cxw.handout.edited import hand_edited, pictures_as_links, sheet_of
from cxw.handout.files import (
    file_untouched,
    free_path,
    private_folder,
    sealed_json,
    sealed_text,
    session_mark,
    stem,
    write_whole,
)
from cxw.handout.mail import mail_text, write_mail
from cxw.handout.pictures import pictures
from cxw.handout.rows import private_tables, write_tables
from cxw.handout.templates import own_paper, own_text, template_folders
from cxw.handout.text import markdown
from cxw.model import Session
from cxw.pictures.pieces import Picture

__all__ = [
    "Options",
    "WrittenFiles",
    "handout_text",
    "paint_edited",
    "printed_sources",
    "workings_text",
    "write_handout",
    "write_workings",
]

REPORT, WORKINGS = "report.md.j2", "workings.md.j2"
Format = Literal["md", "html", "pdf", "csv", "json"]
USUAL: Mapping[Audience, tuple[Format, ...]] = {
    "room": ("md", "html", "pdf"),
    "facilitator": ("md", "html", "pdf", "csv"),
}
"""What is made for whom when nobody says more; what each person gave goes to the facilitator alone."""
NO_TABLES = "Nothing has been revealed yet, so there are no tables of what each person gave."


class Options(TypedDict, total=False):
    """What `write_handout` may be told; `folder` must be."""

    folder: Required[Path]
    audience: Audience
    formats: Sequence[Format]
    template: Path | None
    """A folder that may hold `report.md.j2`, `page.html.j2` and `page.typ` of one's own."""
    mail: bool
    """Whether a few lines are written to send the room's PDF with."""
    beside: Path | None
    """Where the session file lies, for the logo; the folder to write into if not told."""


class WrittenFiles(list[Path]):
    """The files that were written, in order, with what the reader must be told about them."""

    def __init__(self, paths: Iterable[Path], notices: Iterable[str] = ()) -> None:
        super().__init__(paths)
        self.notices = tuple(notices)


@dataclasses.dataclass(frozen=True)
class _Job:
    """One handout to be written."""

    session: Session
    findings: Findings
    audience: Audience
    folder: Path
    beside: Path
    templates: tuple[Path, ...]
    drawn: Mapping[str, Picture]
    workings: bool = False

    @property
    def stem(self) -> str:
        return stem(self.session.title, self.audience, workings=self.workings)

    @property
    def mark(self) -> str:
        """What the last line of its text says besides: of which session, and whether of the workings."""
        return f"{session_mark(self.session)}{' workings' if self.workings else ''}"

    def keep(self, path: Path, data: bytes) -> Path:
        """Write one of its files; the room's may be read by whom the folder lets read."""
        return write_whole(path, data, private=self.audience == "facilitator")


def handout_text(session: Session, audience: Audience = "room", *, template: Path | None = None) -> str:
    """The Markdown of the handout for one audience."""
    found = findings.of(session, audience, language=spoken(session.language))
    return _text_of(found, template_folders(template))


def printed_sources(session: Session) -> dict[str, EvidenceItem]:
    """What the room's handout prints of customers: each source and quote once, by the evidence's id."""
    found = (segment.evidence for segment in findings.of(session, "room").segments if segment.evidence)
    answers = chain.from_iterable(evidence.answers for evidence in found)
    items = chain.from_iterable((*answer.supporting, *answer.contradicting) for answer in answers)
    return {item.id: item for item in items if item.source or item.quote}


def write_handout(session: Session, **options: Unpack[Options]) -> WrittenFiles:
    """Write the handout in every format asked for, and say which files came out."""
    job = _job(session, options)
    return _written(job, _text_of(job.findings, job.templates), options)


def workings_text(session: Session, audience: Audience = "room", *, template: Path | None = None) -> str:
    """The Markdown of the workings: every table, test and threshold behind the handout."""
    found = findings.of(session, audience, language=spoken(session.language))
    return _text_of(found, template_folders(template), WORKINGS)


def write_workings(session: Session, **options: Unpack[Options]) -> WrittenFiles:
    """Write the workings in every format asked for, and say which files came out."""
    job = dataclasses.replace(_job(session, options), workings=True)
    return _written(job, _text_of(job.findings, job.templates, WORKINGS), options)


def paint_edited(edited: str, session: Session, **options: Unpack[Options]) -> WrittenFiles:
    """Write the handout from a text that was edited by hand, which its first page then says."""
    job = _job(session, options)
    job = dataclasses.replace(job, workings=sheet_of(edited) == "workings")
    own = _text_of(job.findings, job.templates, WORKINGS if job.workings else REPORT)
    text = hand_edited(edited, session, job.audience, own)
    made = _written(job, text.body, options)
    return WrittenFiles(made, [*made.notices, *text.notices])


def _job(session: Session, options: Options) -> _Job:
    audience, at = options.get("audience", "room"), options["folder"]
    folder = private_folder(at) if audience == "facilitator" else at
    for one in (at, folder):
        if one.exists() and not one.is_dir():
            raise CxwError(f"{one} is a file: name a folder for the handout.")
    found = findings.of(session, audience, options.get("beside") or at, language=spoken(session.language))
    return _Job(
        session, found, audience, folder, options.get("beside") or at,
        template_folders(options.get("template")), pictures(found),
    )  # fmt: skip


def _text_of(found: Findings, templates: tuple[Path, ...], sheet: str = REPORT) -> str:
    """The Markdown; templates of one's own make it in a process of their own."""
    given = (found, templates, __version__, sheet)
    return in_bounds(f"{templates[0]}", markdown, *given) if own_text(templates) else markdown(*given)


def _written(job: _Job, body: str, options: Options) -> WrittenFiles:
    usual = USUAL["room" if job.workings else job.audience]
    formats = list(dict.fromkeys(options.get("formats", usual)))
    blocks = pages.tree(body)
    painted, notices = _painted(job, blocks, formats) if {"html", "pdf"} & {*formats} else ([], [])
    makers: Mapping[Format, Callable[[], list[Path]]] = {
        "md": lambda: _md(job, body, dict(_alts(blocks))),
        "csv": lambda: _csv(job),
        "json": lambda: [_file(job, ".json", sealed_json(_json(job)))],
    }
    others: dict[str, list[Path]] = {name: makers[name]() for name in formats if name in makers}
    pdf = next((path for path in painted if path.suffix == ".pdf"), None)
    if options.get("mail") and pdf:
        others["mail"] = [write_mail(job.folder, mail_text(job.findings, pdf.name))]
    if others.get("csv") == []:
        notices.append(NO_TABLES)
    text, rest = others.pop("md", []), chain.from_iterable(others.values())
    return WrittenFiles([*text, *painted, *rest], notices)


def _painted(job: _Job, blocks: list[pages.Node], formats: Sequence[Format]) -> tuple[list[Path], list[str]]:
    """The pages, as they were asked for, and what is to be said of them."""
    look, notices = page_look(job.session, job.audience, job.beside)
    look = dataclasses.replace(look, pictures=job.drawn, templates=job.templates)
    paths, wanted = list[Path](), {*formats}
    if "pdf" in wanted:
        # First, since a page that cannot be made in PDF is handed out as HTML.
        made = _pdf(blocks, look)
        notices += made.notices
        if made.data is None:
            wanted.add("html")
        else:
            paths.append(_file(job, ".pdf", made.data))
    if "html" in wanted:
        paths.insert(0, _file(job, ".html", sealed_text(_html(blocks, look), job.audience)))
    return paths, notices


def _html(blocks: list[pages.Node], look: pages.PageLook) -> str:
    own = own_text(look.templates)
    return in_bounds(f"{look.templates[0]}", pages.html, blocks, look) if own else pages.html(blocks, look)


def _pdf(blocks: list[pages.Node], look: pages.PageLook) -> pages.Pdf:
    if own_paper(look.templates):
        return in_bounds(str(look.templates[0] / "page.typ"), pages.pdf, blocks, look)
    return pages.pdf(blocks, look)


def _file(job: _Job, suffix: str, data: bytes) -> Path:
    return job.keep(free_path(job.folder / f"{job.stem}{suffix}"), data)


def _md(job: _Job, body: str, alts: Mapping[str, str]) -> list[Path]:
    """The Markdown with its pictures as files beside it; an edited picture keeps its folder as it is."""
    path = _free_md(job.folder / f"{job.stem}.md")
    at = path.with_name(f"{path.stem}_files")
    linked = pictures_as_links(body, lambda name: f"{quote(at.name)}/{name}.svg")
    drawn = [
        job.keep(at / f"{name}.svg", sealed_text(pages.svg(picture, alts[name]), job.audience))
        for name, picture in ((name, job.drawn[name]) for name in job.drawn if name in alts)
    ]
    return [job.keep(path, sealed_text(linked, job.audience, job.mark)), *drawn]


def _csv(job: _Job) -> list[Path]:
    """What each person gave, as tables beside the facilitator's handout; there are none for a room."""
    if job.audience == "room":
        raise CxwError("What each person gave is for the facilitator alone: add `--for facilitator`.")
    return write_tables(job.folder / job.stem, private_tables(job.session, job.findings))


def _alts(blocks: Iterable[pages.Node]) -> Iterator[tuple[str, str]]:
    """Name and words of each picture of a text, also of one that a hand put into a list."""
    for node in blocks:
        if node["k"] == "picture":
            yield node["id"], node["alt"]
        for within in (node.get("blocks", []), node.get("body", []), *node.get("items", [])):
            yield from _alts(within)


def _free_md(path: Path) -> Path:
    number, found = 1, free_path(path)
    while any(not file_untouched(svg) for svg in found.with_name(f"{found.stem}_files").glob("*.svg")):
        number += 1
        found = free_path(path.with_name(f"{path.stem} {number}.md"))
    return found


def _json(job: _Job) -> str:
    """All findings, as they are, with the version that computed them."""

    def plain(value: object) -> Any:
        if isinstance(value, dt.date | dt.datetime):
            return value.isoformat()
        raise TypeError(value)

    whole = {"cxw": __version__, "findings": dataclasses.asdict(job.findings)}
    return json.dumps(whole, ensure_ascii=False, indent=1, default=plain)
