"""Paint the tree as PDF: typst gets it as data, with fonts of our own and no way to the network.

Down the ladder as far as it takes: fonts that ship with cxw, with the standards for accessible and lasting
documents; then fonts of this computer; then without the standards, naming the character and its place.
"""

from __future__ import annotations

import hashlib
import json
import platform
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from cxw.errors import CxwError
from cxw.handout.pages.look import PageLook
from cxw.handout.pages.tree import Node, words_of_line
from cxw.pictures.pieces import Picture
from cxw.shipped import folder
from cxw.text.saying import in_a_row

if TYPE_CHECKING:
    from typst import Compiler, Fonts  # noqa: TID251 the room of PDF

T = TypeVar("T")
STANDARDS: tuple[Literal["ua-1", "a-2a"], ...] = ("ua-1", "a-2a")
SEAL = "cxw-sha256-"
UNSEALED = SEAL + "0" * 64
"""Stands among the keywords until the finished file is known; `sealed_pdf` puts the checksum there."""
FEW_LINES = 0.66
"""A last page with more than this share of it empty is worth saving."""
HANDED_OUT = 24
"""Pages; one more or less does not matter in what is longer, and setting it twice takes seconds."""
LONG = 24
"""A word of more letters may break anywhere: no margin holds it."""
BREAK = "\u200b"
OWN_FONTS = ("SourceSans3", "LibertinusSerif", "NewCM", "DejaVuSansMono")
_HIDDEN = re.compile(r"could not be displayed|cannot be displayed")
_QUOTED = re.compile(r'text `"(.+?)"`')
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
_FONT = re.compile(rb"/FontName\s*/(?:[A-Z]{6}\+)?([A-Za-z0-9]+)")
_PACKAGE = re.compile(rb"\"@[a-z0-9-]+/")
_JOINS = re.compile(r"[\u0600-\u08ff\u1800-\u18af]")
_STICKS = re.compile(r"[\u0300-\u036f\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")


class Rung(NamedTuple):
    """One step of the ladder."""

    standards: tuple[Literal["ua-1", "a-2a"], ...]
    system_fonts: bool


LADDER = (
    Rung(STANDARDS, system_fonts=False),
    Rung(STANDARDS, system_fonts=True),
    Rung((), system_fonts=True),
)


@dataclass(frozen=True)
class TypstFault:
    """Why typst made no page."""

    text: str

    @property
    def hidden(self) -> str | None:
        """The character no font could show; None when something else went wrong."""
        found = _QUOTED.search(self.text) if _HIDDEN.search(self.text) else None
        return _CODE.sub(lambda code: chr(int(code.group(1), 16)), found.group(1)) if found else None


def pdf_page(blocks: list[Node], look: PageLook) -> tuple[bytes | None, list[str]]:
    """The PDF and what is to be said about it; None where this computer has no typst."""
    try:
        import typst  # noqa: F401, TID251 the room of PDF
    except ImportError:
        return None, [_without(platform.system(), platform.machine())]
    made, rung, fault = on_first_rung(lambda rung: _compiled(_data(blocks, look), rung, look))
    if isinstance(made, bytes):
        return _told(made, rung, fault, (blocks, look))
    if look.logo and "image" in fault.text:
        data, notices = pdf_page(blocks, replace(look, logo=None))
        return data, ["The logo cannot be painted, so the PDF has none: save it again as PNG.", *notices]
    return None, [_given_up(fault, look)]


def on_first_rung(made: Callable[[Rung], T | TypstFault]) -> tuple[T | TypstFault, Rung, TypstFault]:
    """What the first rung that holds makes, the rung, and why the one before it did not hold."""
    fault = TypstFault("")
    for rung in LADDER:
        found = made(rung)
        if not isinstance(found, TypstFault) or not found.hidden:
            return found, rung, found if isinstance(found, TypstFault) else fault
        fault = found
    return fault, LADDER[-1], fault


def _without(system: str, machine: str) -> str:
    return (
        f"There is no typst for this computer ({system} {machine}), so no PDF was made: open the HTML page "
        "in a browser and print it, choosing “Save as PDF”."
    )


def _told(
    made: bytes, rung: Rung, fault: TypstFault, source: tuple[list[Node], PageLook]
) -> tuple[bytes, list[str]]:
    """The finished file; where fonts of this computer were needed the report names them."""
    blocks, look = source
    if not rung.system_fonts:
        return sealed_pdf(made), []
    fonts = foreign(made)
    notices = []
    if not rung.standards and fault.hidden:
        notices.append(_hidden(fault.hidden, blocks))
    if fonts:
        note = f"Set in part in {in_a_row(fonts)}: fonts of the computer that made this page."
        again = _compiled(_data(blocks, look, note=note), rung, look)
        made = again if isinstance(again, bytes) else made
        notices.append(
            f"The PDF uses {in_a_row(fonts)} of this computer; made on another it may look different."
        )
    return sealed_pdf(made), notices


def _hidden(text: str, blocks: list[Node]) -> str:
    place = _place(blocks, text)
    where = f" under “{place}”" if place else ""
    return (
        f"No font here shows “{text}”{where}, so it is an empty box in the PDF, and the PDF does not keep "
        "the standards for accessible documents (PDF/UA-1, PDF/A-2a): write it differently, or use the HTML."
    )


def _given_up(fault: TypstFault, look: PageLook) -> str:
    """The sentence for a page that could not be made; a template of one's own ends the command."""
    own = [at for at in look.templates if (at / "page.typ").exists()]
    if own and own[0] != folder("templates"):
        raise CxwError(f"{own[0] / 'page.typ'} makes no page: {fault.text}. Put it right, or leave it out.")
    return f"No PDF was made ({fault.text}): open the HTML page in a browser and print it as PDF."


def foreign(made: bytes) -> list[str]:
    """The fonts of this computer that a PDF carries."""
    names = {name.decode() for name in _FONT.findall(made)}
    return sorted(name for name in names if not name.startswith(OWN_FONTS))


def _place(blocks: list[Node], text: str) -> str | None:
    """The heading under which the text stands first."""
    heading = None
    for node in blocks:
        heading = words_of_line(node["body"]) if node["k"] == "heading" else heading
        if text in "".join(_strings(node)).replace(BREAK, ""):
            return heading
    return None


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def _compiled(data: str, rung: Rung, look: PageLook) -> bytes | TypstFault:
    return compiled(_source(look), data, rung, _best)


def compiled(
    source: bytes, data: str, rung: Rung, made: Callable[[Compiler, str, Rung], T]
) -> T | TypstFault:
    """One try; a panic of the engine is no Exception, and is a fault like others here."""
    import typst  # noqa: TID251 the room of PDF

    with tempfile.TemporaryDirectory() as at, tempfile.TemporaryDirectory() as nothing:
        # As a file of its own, alone in its folder: typst answers questions about files only.
        main = Path(at) / "page.typ"
        main.write_bytes(source)
        try:
            compiler = typst.Compiler(
                main,
                root=at,
                font_paths=_fonts(rung.system_fonts),
                sys_inputs={"page": data},
                package_path=nothing,
                package_cache_path=nothing,
            )
            return made(compiler, data, rung)
        except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
            raise
        except BaseException as fault:  # noqa: BLE001 pyo3's PanicException is a BaseException
            return TypstFault(" ".join(str(fault).split())[:400])


@cache
def _fonts(of_the_computer: bool) -> Fonts:
    """The fonts a page is set in, read once in a process."""
    import typst  # noqa: TID251 the room of PDF

    return typst.Fonts(of_the_computer, font_paths=[str(folder("templates") / "fonts")])


def _best(compiler: Compiler, data: str, rung: Rung) -> bytes:
    """The page as it is, or set a little tighter where that saves a last page of a few lines."""

    def made(inputs: dict[str, str]) -> bytes:
        whole = compiler.compile(
            format="pdf", pdf_standards=list(rung.standards), timestamp=0, sys_inputs=inputs
        )
        assert isinstance(whole, bytes)
        return whole

    first = made({"page": data})
    pages, left = _end(compiler)
    if 1 < pages <= HANDED_OUT and left > FEW_LINES:
        tighter = made({"page": data, "tight": "yes"})
        return tighter if _end(compiler)[0] < pages else first
    return first


def _end(compiler: Compiler) -> tuple[int, float]:
    """The number of pages and how much of the last one is empty; (0, 0) where a template does not say."""
    try:
        said = json.loads(compiler.query("<end>", field="value", one=True))
    except RuntimeError:
        return 0, 0
    return said["page"], said["left"]


def _source(look: PageLook) -> bytes:
    """The template; one that would fetch a package is refused, since typst would go to the network for it."""
    found = next(at / "page.typ" for at in look.templates if (at / "page.typ").exists())
    source = found.read_bytes()
    if _PACKAGE.search(source):
        raise CxwError(
            f"{found} imports a package, and cxw fetches nothing: write what it needs into {found.name}."
        )
    return source


def _data(blocks: list[Node], look: PageLook, note: str | None = None) -> str:
    """All that typst is told, as JSON."""
    shown = dict.fromkeys(_shown(blocks))
    page = {
        "title": look.title,
        "language": look.language,
        "banner": look.banner,
        "private": look.private,
        "colour": look.colour,
        "footer": look.footer,
        "brief": look.brief,
        "author": look.author,
        "date": [look.date.year, look.date.month, look.date.day] if look.date else None,
        "paper": "us-letter" if look.paper == "letter" else "a4",
        "logo": list(look.logo) if look.logo else None,
        "keyword": UNSEALED,
        "note": note,
        "blocks": blocks,
        "pictures": {name: _picture(look.pictures[name]) for name in shown if name in look.pictures},
    }
    return json.dumps(breakable(page), ensure_ascii=False)


def _shown(value: Any) -> Iterator[str]:
    """The names of all pictures in a tree, in their order."""
    if isinstance(value, dict):
        if value.get("k") == "picture":
            yield value["id"]
        yield from _shown(list(value.values()))
    elif isinstance(value, list):
        for part in value:
            yield from _shown(part)


def _picture(picture: Picture) -> dict[str, Any]:
    pieces = [{"k": type(piece).__name__, **asdict(piece)} for piece in picture.pieces]
    return {"width": picture.width, "height": picture.height, "pieces": pieces}


def breakable(value: Any, long: int = LONG) -> Any:
    """The same data with a chance to break in every word no line can hold."""
    if isinstance(value, dict):
        within = value.get("longest", long)
        return {
            key: chances(part, long) if key == "s" else breakable(part, within) for key, part in value.items()
        }
    return [breakable(part, long) for part in value] if isinstance(value, list) else value


def chances(text: str, long: int = LONG) -> str:
    """The text with a chance to break in every word of more letters than `long`."""
    if not any(len(word) > long for word in text.split()):
        return text
    return re.sub(rf"\S{{{long + 1},}}", lambda found: _loosened(found.group()), text)


def _loosened(word: str) -> str:
    step: Callable[[int], bool] = (lambda i: i % 12 == 0) if _JOINS.search(word) else (lambda _: True)
    parts = [word[0]]
    for i, char in enumerate(word[1:], 1):
        sticks = _STICKS.match(char) or word[i - 1] == "\u200d"
        parts.append(BREAK + char if step(i) and not sticks else char)
    return "".join(parts)


def sealed_pdf(made: bytes) -> bytes:
    """The file with its own checksum among its keywords, by which an edit is known later."""
    return made.replace(UNSEALED.encode(), (SEAL + hashlib.sha256(made).hexdigest()).encode())


def pdf_untouched(made: bytes) -> bool:
    """Whether the PDF is byte for byte the one that cxw wrote."""
    found = re.search(rb"cxw-sha256-([0-9a-f]{64})", made)
    if found is None:
        return False
    return sealed_pdf(made.replace(found.group(), UNSEALED.encode())) == made
