"""Paint the tree as PDF: typst gets it as data, with fonts of our own and no way to the network."""

from __future__ import annotations

import hashlib
import json
import platform
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from cxw.errors import CxwError
from cxw.handout.pages.breaks import BREAK, breakable
from cxw.handout.pages.columns import on_paper
from cxw.handout.pages.ladder import Rung, TypstFault, compiled, foreign, numbers_of, on_first_rung
from cxw.handout.pages.look import PageLook
from cxw.handout.pages.lowered import lowest, words_in
from cxw.handout.pages.tags import with_row_headings
from cxw.handout.pages.tree import Node, words_of_line
from cxw.pictures.pieces import Picture
from cxw.shipped import folder
from cxw.text.phrases import Phrases, listed_here, phrases, quoted_here, say, spoken_here
from cxw.text.saying import in_a_row

if TYPE_CHECKING:
    from typst import Compiler  # noqa: TID251 the room of PDF

SEAL = "cxw-sha256-"
UNSEALED = SEAL + "0" * 64
"""Stands among the keywords until the finished file is known; `sealed_pdf` puts the checksum there."""
SAVED = 0.06
"""Of a page, what setting it tighter saves: a last page with less on it than that of all others can go."""
MARGINS = 0.13
"""Of a page, what its margins take."""
HANDED_OUT = 24
"""Pages; one more or less does not matter in what is longer, and setting it twice takes seconds."""
NAMED = 3
"""How many characters that no font shows are named in a sentence."""
_PACKAGE = re.compile(rb"\"@[a-z0-9-]+/")


def pdf_page(blocks: list[Node], look: PageLook) -> tuple[bytes | None, list[str]]:
    """The PDF and what is to be said about it; None where this computer has no typst."""
    try:
        import typst  # noqa: F401, TID251 the room of PDF
    except ImportError:
        return None, [_without(platform.system(), platform.machine())]
    made, rung = on_first_rung(lambda rung: _compiled(_data(blocks, look, rung), rung, look))
    if isinstance(made, bytes):
        return _told(made, rung, blocks, look)
    if look.logo and "image" in made.text:
        data, notices = pdf_page(blocks, replace(look, logo=None))
        return data, [say("The logo cannot be painted, so the PDF has none: save it again as PNG."), *notices]
    return None, [_given_up(made, look)]


def _without(system: str, machine: str) -> str:
    return (
        f"There is no typst for this computer ({system} {machine}), so no PDF was made: open the HTML page "
        "in a browser and print it, choosing “Save as PDF”."
    )


def _told(made: bytes, rung: Rung, blocks: list[Node], look: PageLook) -> tuple[bytes, list[str]]:
    """The finished file; it tells which fonts of this computer were needed, and what none of them shows."""
    if not rung.system_fonts:
        return sealed_pdf(made), []
    fonts = foreign(made)
    notices = [_hidden(rung, blocks)] if _lost_numbers(rung.lost) else []
    if fonts:
        notices.append(
            say(
                "The PDF uses {fonts} of this computer; made on another it may look different.",
                fonts=listed_here(fonts),
            )
        )
    note = _note(fonts, rung, phrases(look.language))
    again = _compiled(_data(blocks, look, rung, note), rung, look) if note else made
    return sealed_pdf(again if isinstance(again, bytes) else made), notices


def _note(fonts: list[str], rung: Rung, say: Phrases) -> str | None:
    """What the last page says about the fonts of the computer that made it."""
    notes = list[str]()
    if fonts:
        used = in_a_row(fonts, say("and"))
        notes.append(say("Set in part in {fonts}: fonts of the computer that made this page.", fonts=used))
    if _lost_numbers(rung.lost):
        lost = _numbers(rung.lost, say)
        notes.append(
            say("No font of that computer shows {signs}: the number stands in its place.", signs=lost)
        )
    return " ".join(notes) or None


def _numbers(lost: tuple[str, ...], say: Phrases) -> str:
    """The first of the numbers, and how many more there are."""
    every = [number.strip("[]") for number in _lost_numbers(lost)]
    more = [say("{number} more", number=len(every) - NAMED)] if len(every) > NAMED else []
    return in_a_row([*every[:NAMED], *more], say("and"))


def _lost_numbers(lost: tuple[str, ...]) -> list[str]:
    """The numbers of all that is lost, each once."""
    return list(dict.fromkeys(chain.from_iterable(map(numbers_of, lost))))


def _hidden(rung: Rung, blocks: list[Node]) -> str:
    place = _place(blocks, rung.lost[0])
    where = f" ({say('first under {place}', place=quoted_here(place))})" if place else ""
    kept = say(", and the PDF does not keep the standards for accessible documents")
    return say(
        "No font here shows {signs}{where}, so the number stands in a box in the PDF{kept}: "
        "write it differently, or use the HTML.",
        signs=_numbers(rung.lost, spoken_here()),
        where=where,
        kept="" if rung.standards else kept,
    )


def _given_up(fault: TypstFault, look: PageLook) -> str:
    """The sentence for a page that could not be made; a template of one's own ends the command."""
    own = [at for at in look.templates if (at / "page.typ").exists()]
    if own and own[0] != folder("templates"):
        place = f"{own[0] / 'page.typ'}:{fault.line}" if fault.line else f"{own[0] / 'page.typ'}"
        raise CxwError(f"{place}: this makes no page: {fault.text}. Put it right, or leave it out.")
    return f"No PDF was made ({fault.text}): open the HTML page in a browser and print it as PDF."


def _place(blocks: list[Node], text: str) -> str | None:
    """The heading under which the text stands first."""
    heading = None
    for node in blocks:
        if node["k"] == "heading":
            heading = words_of_line(node["body"])
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


def _best(compiler: Compiler, data: str, rung: Rung) -> bytes:
    """The page as it is, or set a little tighter where that saves a last page of a few lines."""

    def made(inputs: dict[str, str]) -> bytes:
        whole = compiler.compile(
            format="pdf", pdf_standards=list(rung.standards), timestamp=0, sys_inputs=inputs
        )
        assert isinstance(whole, bytes)
        return with_row_headings(whole)

    first = made({"page": data})
    pages, left = _end(compiler)
    if 1 < pages <= HANDED_OUT and 1 - MARGINS - left < SAVED * (pages - 1):
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


def _data(blocks: list[Node], look: PageLook, rung: Rung, note: str | None = None) -> str:
    """All that typst is told, as JSON."""
    shown = dict.fromkeys(_shown(blocks))
    day = [look.date.year, look.date.month, look.date.day] if look.date else None
    logo = list(look.logo) if look.logo else None
    page = {
        "title": look.title,
        "language": look.language,
        "banner": look.banner,
        "private": look.private,
        "colour": look.colour,
        "footer": look.footer,
        "brief": look.brief,
        "author": look.author,
        "date": day,
        "paper": "us-letter" if look.paper == "letter" else "a4",
        "logo": logo,
        "keyword": UNSEALED,
        "note": note,
        "lost": _lost_numbers(rung.lost),
        "blocks": on_paper(breakable(blocks), look.paper),
        "pictures": {name: _picture(look.pictures[name]) for name in shown if name in look.pictures},
    }
    return json.dumps(page, ensure_ascii=False)


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
    """A picture with how low it may be drawn, and around which height each of its words moves then."""
    words = words_in(picture)
    middles = dict[int, float]()
    for lines in words:
        middles |= dict.fromkeys(lines.texts, lines.middle)
    pieces = [
        {"k": type(piece).__name__, **asdict(piece), "middle": middles.get(place)}
        for place, piece in enumerate(picture.pieces)
    ]
    return {
        "width": picture.width,
        "height": picture.height,
        "pieces": pieces,
        "lowest": lowest(words),
        "words": [[lines.middle, (lines.bottom - lines.top) / 2] for lines in words],
    }


def sealed_pdf(made: bytes) -> bytes:
    """The file with its own checksum among its keywords, by which an edit is known later."""
    return made.replace(UNSEALED.encode(), (SEAL + hashlib.sha256(made).hexdigest()).encode())


def pdf_untouched(made: bytes) -> bool:
    """Whether the PDF is byte for byte the one that cxw wrote."""
    found = re.search(rb"cxw-sha256-([0-9a-f]{64})", made)
    if found is None:
        return False
    return sealed_pdf(made.replace(found.group(), UNSEALED.encode())) == made
