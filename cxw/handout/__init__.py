"""The handout: findings into one Markdown text, painted three times.

`write_handout` makes the files, `handout_text` the Markdown alone, and `paint_edited` the files from a text
that somebody edited: words come from the text then, numbers in pictures from the session.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Required, TypedDict, Unpack
from urllib.parse import quote

from cxw import __version__, findings
from cxw.errors import CxwError
from cxw.findings.languages import spoken
from cxw.findings.types import Audience, Findings
from cxw.handout import pages
from cxw.handout.files import (
    file_untouched,
    free_path,
    private_folder,
    sealed_json,
    sealed_text,
    stem,
    unsealed,
    write_whole,
)
from cxw.handout.pictures import pictures
from cxw.handout.text import markdown
from cxw.model import Session
from cxw.pictures.colour import readable_colour
from cxw.pictures.pieces import Picture
from cxw.shipped import folder

__all__ = ["Options", "WrittenFiles", "handout_text", "paint_edited", "write_handout"]

BANNER = "TEAM BELIEFS, NOT CUSTOMER DATA"
REHEARSED = "REHEARSAL, INVENTED ANSWERS"
PRIVATE = "PRIVATE: NAMES PEOPLE, FACILITATOR ONLY"
BY_HAND = "The text of this handout was edited by hand; the pictures are drawn from the session file."
Format = Literal["md", "html", "pdf", "json"]


class Options(TypedDict, total=False):
    """What `write_handout` may be told; `folder` must be."""

    folder: Required[Path]
    audience: Audience
    formats: Sequence[Format]
    template: Path | None
    """A folder that may hold `report.md.j2`, `page.html.j2` and `page.typ` of one's own."""
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

    @property
    def stem(self) -> str:
        return stem(self.session.title, self.audience)

    def keep(self, path: Path, data: bytes) -> Path:
        """Write one of its files; the room's may be read by whom the folder lets read."""
        return write_whole(path, data, private=self.audience == "facilitator")


def handout_text(session: Session, audience: Audience = "room", *, template: Path | None = None) -> str:
    """The Markdown of the handout for one audience."""
    found = findings.of(session, audience, language=spoken(session.language))
    return markdown(found, _templates(template), __version__)


def write_handout(session: Session, **options: Unpack[Options]) -> WrittenFiles:
    """Write the handout in every format asked for, and say which files came out."""
    job = _job(session, options)
    return _written(job, markdown(job.findings, job.templates, __version__), options)


def paint_edited(edited: str, session: Session, **options: Unpack[Options]) -> WrittenFiles:
    """Write the handout from a text that was edited by hand, which its last section then says."""
    job = _job(session, options)
    body, written_for = unsealed(edited.replace("\r\n", "\n"))
    if written_for == "facilitator" and job.audience == "room":
        raise CxwError("This text is the facilitator's and names people: paint it with `--for facilitator`.")
    body = _pictures_by_name(body)
    own = markdown(job.findings, job.templates, __version__)
    marked = body if body == own or BY_HAND in body else f"{body.rstrip()}\n\n{BY_HAND}\n"
    return _written(job, marked, options)


def _job(session: Session, options: Options) -> _Job:
    audience, at = options.get("audience", "room"), options["folder"]
    folder = private_folder(at) if audience == "facilitator" else at
    for one in (at, folder):
        if one.exists() and not one.is_dir():
            raise CxwError(f"{one} is a file: name a folder for the handout.")
    found = findings.of(session, audience, options.get("beside") or at, language=spoken(session.language))
    return _Job(
        session, found, audience, folder, options.get("beside") or at,
        _templates(options.get("template")), pictures(found),
    )  # fmt: skip


def _templates(own: Path | None) -> tuple[Path, ...]:
    if own is not None and not own.is_dir():
        raise CxwError(f"{own} is no folder: `--template` takes the folder that holds your own templates.")
    return (own, folder("templates")) if own else (folder("templates"),)


def _written(job: _Job, body: str, options: Options) -> WrittenFiles:
    logo, notices = _logo(job)
    look, blocks = _look(job, logo), pages.tree(body)
    paths: list[Path] = []
    formats = list(dict.fromkeys(options.get("formats", ("md", "html", "pdf"))))
    if "pdf" in formats:
        # First, since a page that cannot be made in PDF is handed out as HTML.
        made = pages.pdf(blocks, look)
        notices += made.notices
        if made.data is not None:
            paths.append(_file(job, ".pdf", made.data))
        elif "html" not in formats:
            formats.append("html")
    painters: Mapping[str, Callable[[], list[Path]]] = {
        "md": lambda: _md(job, body, {node["id"]: node["alt"] for node in blocks if node["k"] == "picture"}),
        "html": lambda: [_file(job, ".html", sealed_text(pages.html(blocks, look), job.audience))],
        "json": lambda: [_file(job, ".json", sealed_json(_json(job)))],
    }
    others = [path for name in formats if name in painters for path in painters[name]()]
    return WrittenFiles([*others, *paths], notices)


def _file(job: _Job, suffix: str, data: bytes) -> Path:
    return job.keep(free_path(job.folder / f"{job.stem}{suffix}"), data)


def _md(job: _Job, body: str, alts: Mapping[str, str]) -> list[Path]:
    """The Markdown with its pictures as files beside it; an edited picture keeps its folder as it is."""
    path = _free_md(job.folder / f"{job.stem}.md")
    at = path.with_name(f"{path.stem}_files")

    def beside(found: re.Match[str]) -> str:
        return f"]({quote(at.name)}/{found.group(1)}.svg)"

    linked = re.sub(r"\]\(chart:([a-z0-9-]+)\)", beside, body)
    drawn = [
        job.keep(at / f"{name}.svg", sealed_text(pages.svg(picture, alts[name]), job.audience))
        for name, picture in ((name, job.drawn[name]) for name in job.drawn if name in alts)
    ]
    return [job.keep(path, sealed_text(linked, job.audience)), *drawn]


def _free_md(path: Path) -> Path:
    number, found = 1, free_path(path)
    while any(not file_untouched(svg) for svg in found.with_name(f"{found.stem}_files").glob("*.svg")):
        number += 1
        found = free_path(path.with_name(f"{path.stem} {number}.md"))
    return found


def _pictures_by_name(body: str) -> str:
    """Links to the files of an earlier handout as names of pictures again."""
    return re.sub(r"\]\([^)\s]*_files/([a-z0-9-]+)\.svg\)", r"](chart:\1)", body)


def _json(job: _Job) -> str:
    """All findings, as they are, with the version that computed them."""

    def plain(value: object) -> Any:
        if isinstance(value, dt.date | dt.datetime):
            return value.isoformat()
        raise TypeError(value)

    whole = {"cxw": __version__, "findings": dataclasses.asdict(job.findings)}
    return json.dumps(whole, ensure_ascii=False, indent=1, default=plain)


def _look(job: _Job, logo: bytes | None) -> pages.PageLook:
    brand = job.session.brand
    look = pages.PageLook(
        title=job.session.title,
        banner=REHEARSED if job.session.rehearsal else BANNER,
        private=PRIVATE if job.audience == "facilitator" else None,
        footer=brand.footer or brand.name,
        author=job.session.facilitator,
        date=_date(job.session),
        paper=brand.paper or "a4",
        logo=logo,
        pictures=job.drawn,
        templates=job.templates,
    )
    return dataclasses.replace(look, colour=readable_colour(brand.colour)) if brand.colour else look


def _date(session: Session) -> dt.date | None:
    """The day of the workshop: as it is told, or the day its first round was opened."""
    opened = [round.opened.date() for segment in session.segments for round in segment.rounds]
    return session.date or min(opened, default=None)


def _logo(job: _Job) -> tuple[bytes | None, list[str]]:
    """The logo beside the session file; without it the handout is made, and a sentence says so."""
    name = job.session.brand.logo
    if name is None:
        return None, []
    path = job.beside / name
    try:
        data = path.read_bytes()
    except OSError:
        return None, [
            f"The logo {path} is not there, so the handout has none: put it beside the session file."
        ]
    if not data.startswith((b"\x89PNG\r\n", b"\xff\xd8\xff")):
        return None, [f"The logo {path} is neither PNG nor JPEG, so the handout has none."]
    return data, []
