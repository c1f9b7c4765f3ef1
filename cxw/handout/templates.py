"""The templates of a handout: ours, and a consultant's own in their place.

Own templates see the findings and nothing behind them, read no file outside their folder, and come to an end;
what is wrong in one is said with its file and line.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxw.day.lenses import in_language
from cxw.errors import CxwError
from cxw.handout.files import CANNOT_BE_WRITTEN
from cxw.sessionfile.disk import disk_reason
from cxw.sessionfile.lens_files import shipped_lenses
from cxw.shipped import folder
from cxw.text.phrases import SAY_ENGLISH, say

if TYPE_CHECKING:
    from jinja2 import Environment  # noqa: TID251 the room of templates

TEMPLATES = {
    "report.md.j2": "the handout's text: its order, headings, tables",
    "workings.md.j2": "the text of the workings",
    "guide.md.j2": "the interview guide, for whoever asks customers",
    "questions.md.j2": "the sheet with the questions, which goes along",
    "frontline.md.j2": "the page for colleagues who talk with customers every day",
    "page.html.j2": "the page for a browser: its looks, what stands around the text",
    "page.typ": "the pages on paper",
}
"""What can be one's own, and what it is."""
_LOOKS_IN = re.compile(r"\{[^{}]*[.\[!:]")
MOST = 8_000_000
"""Letters of one text; the handout of three hundred people has a tenth of this."""


def template_folders(own: Path | None) -> tuple[Path, ...]:
    """Where templates are looked for, first folder first; CxwError where there are none of one's own."""
    ours = folder("templates")
    if own is None:
        return (ours,)
    if not own.is_dir():
        raise CxwError(f"{own} is no folder: `--template` takes the folder that holds your own templates.")
    if not any((own / name).exists() for name in TEMPLATES):
        names = ", ".join(shipped_templates())
        raise CxwError(f"None of {names} is in {own}: `cxw templates eject {own}` copies them there.")
    return (own, ours)


def shipped_templates() -> dict[str, Path]:
    """Those that cxw brings along, by name."""
    found = {name: folder("templates") / name for name in TEMPLATES}
    return {name: path for name, path in found.items() if path.exists()}


def shipped_files() -> dict[str, tuple[Path, str]]:
    """Everything that can be made one's own: its name in a folder -> where it lies, and what it is."""
    found = {name: (path, TEMPLATES[name]) for name, path in shipped_templates().items()}
    lenses = folder("templates") / "lenses"
    for name, lens in shipped_lenses().items():
        what = f"a lens: {in_language(lens.name, SAY_ENGLISH)}"
        found[f"lenses/{name}.yaml"] = (
            lenses / f"{name}.yaml",
            what,
        )
    return found


def eject(to: Path) -> list[Path]:
    """Copy templates and lenses into a folder, to be changed; what lies there already stays as it is."""
    if to.exists() and not to.is_dir():
        raise CxwError(f"{to} is a file: name a folder for the templates.")
    there = [name for name in shipped_files() if (to / name).exists()]
    if there:
        raise CxwError(f"{to / there[0]} is there already and is not overwritten: name another folder.")
    return [_copied(path, to / name) for name, (path, _) in shipped_files().items()]


def _copied(path: Path, to: Path) -> Path:
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with to.open("xb") as file:
            file.write(path.read_bytes())
    except OSError as fault:
        raise CxwError(say(CANNOT_BE_WRITTEN, path=to, why=disk_reason(fault))) from fault
    return to


def own_text(folders: tuple[Path, ...]) -> bool:
    """Whether a text or a page for a browser comes from a template of one's own."""
    return len(folders) > 1 and any(folders[0].glob("*.j2"))


def own_paper(folders: tuple[Path, ...]) -> bool:
    """Whether the pages on paper come from a template of one's own."""
    return len(folders) > 1 and (folders[0] / "page.typ").exists()


def template_room(folders: tuple[Path, ...], **options: Any) -> Environment:
    """The templates of these folders, in which everything printed is escaped; own ones are in a sandbox."""
    from jinja2 import Environment, StrictUndefined  # noqa: TID251 the room of templates
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: TID251 as above

    make = ImmutableSandboxedEnvironment if len(folders) > 1 else Environment
    return make(
        loader=_within(folders), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, **options,
    )  # fmt: skip


def _within(folders: tuple[Path, ...]) -> Any:
    """A loader that reads what lies in the folders, and not what a link in them leads to elsewhere."""
    from jinja2 import FileSystemLoader, TemplateNotFound  # noqa: TID251 the room of templates

    roots = [at.resolve() for at in folders]

    class Inside(FileSystemLoader):
        def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
            """The source; a file that is a way out of its folder is not there."""
            source, filename, fresh = super().get_source(environment, template)
            if not any(Path(filename).resolve().is_relative_to(root) for root in roots):
                raise TemplateNotFound(template)
            return source, filename, fresh

    return Inside([str(at) for at in folders])


def words_only(say: Callable[..., str]) -> Callable[..., str]:
    """The same words for templates of one's own, in which no blank looks into what fills it."""

    def said(english: str, **blanks: object) -> str:
        if _LOOKS_IN.search(english):
            raise ValueError(f"“{english}” has a blank with more than a name")
        return say(english, **blanks)

    return said


def rendered(room: Environment, name: str, values: Mapping[str, Any]) -> str:
    """The text that a template makes; what is wrong in one of one's own ends in a sentence with its line."""
    if not room.sandboxed:
        return room.get_template(name).render(values)
    try:
        return "".join(_bounded(name, room.get_template(name).generate(values)))
    except (CxwError, MemoryError):
        raise
    except Exception as fault:  # noqa: BLE001 a template may break in every way that code can
        raise CxwError(_sentence(fault, name, room)) from None


def _bounded(name: str, parts: Iterator[str]) -> Iterator[str]:
    length = 0
    for part in parts:
        length += len(part)
        if length > MOST:
            raise CxwError(f"{name} makes a text longer than any handout: look for a loop without end.")
        yield part


def _sentence(fault: Exception, name: str, room: Environment) -> str:
    from jinja2 import TemplateNotFound, TemplateSyntaxError  # noqa: TID251 the room of templates

    said = " ".join(str(fault).split()) or type(fault).__name__
    if isinstance(fault, TemplateSyntaxError):
        return f"{fault.filename or name}:{fault.lineno}: {_stopped(fault.message or said)}"
    place = _place(fault, room) or name
    if isinstance(fault, TemplateNotFound):
        return f"{place}: {fault.name} does not lie in this folder, and nothing outside it is included."
    if isinstance(fault, RecursionError):
        return f"{place}: this calls itself without end."
    if isinstance(fault, UnicodeDecodeError):
        return f"{place}: a letter here is not written in UTF-8: save it as UTF-8."
    return f"{place}: {_stopped(said)}"


def _place(fault: Exception, room: Environment) -> str:
    """File and line of the innermost template that was at work."""
    roots = tuple(getattr(room.loader, "searchpath", ()))
    frames = traceback.extract_tb(fault.__traceback__)
    found = [frame for frame in frames if frame.filename.startswith(roots) and frame.filename[-3:] == ".j2"]
    return f"{found[-1].filename}:{found[-1].lineno}" if found else ""


def _stopped(said: str) -> str:
    text = said[:300].rstrip(".")
    return f"{text}."
