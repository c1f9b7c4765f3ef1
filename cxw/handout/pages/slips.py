"""Paint slips to write on as PDF: several a page with marks where to cut, as large as the paper lets them be.

How many fit is decided by typst, which measures each slip; what it decided is asked for afterwards.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cxw.handout.pages.ladder import Rung, TypstFault, compiled, foreign, on_first_rung
from cxw.handout.pages.paper import UNSEALED, sealed_pdf
from cxw.shipped import folder
from cxw.text.phrases import listed_here, say

if TYPE_CHECKING:
    from typst import Compiler  # noqa: TID251 the room of PDF

TEMPLATE = "ballots.typ"


class Laid(NamedTuple):
    """Where one kind of slip came to lie: the number of its sheet, its pages, and how many a page holds."""

    number: int
    page: int
    slips: int
    last: int


class Slips(NamedTuple):
    """The PDF, what lies where, and what must be said; no data where none could be made."""

    data: bytes | None
    laid: tuple[Laid, ...] = ()
    notices: tuple[str, ...] = ()


def slips_pdf(title: str, size: str, sheets: Sequence[Mapping[str, Any]], language: str = "en") -> Slips:
    """All slips of a workshop in one file, on `a4` or `letter`.

    A sheet is a page of one slip that is printed often, or as many pages as its slips need: what is left
    of the last one is filled with its spare ones. It is known by its number: its words have chances to
    break in them, and two may have the same.
    """
    try:
        import typst  # noqa: F401, TID251 the room of PDF
    except ImportError:
        return Slips(None, notices=(_without(),))
    source = (folder("templates") / TEMPLATE).read_bytes()
    told = {
        "title": title,
        "paper": "us-letter" if size == "letter" else "a4",
        "keyword": UNSEALED,
        "language": language,
        "sheets": [{**sheet, "number": number} for number, sheet in enumerate(sheets)],
    }
    data = json.dumps(told, ensure_ascii=False)
    made, rung = on_first_rung(lambda rung: compiled(source, data, rung, _printed))
    if isinstance(made, TypstFault):
        return Slips(None, notices=(f"No ballots were made ({made.text}): cards or plain paper do as well.",))
    whole, laid = made
    return Slips(sealed_pdf(whole), laid, _told(whole, rung))


def _without() -> str:
    return (
        f"There is no typst for this computer ({platform.system()} {platform.machine()}), so no ballots were "
        "made: make them on another computer, or let people write on cards."
    )


def _printed(compiler: Compiler, data: str, rung: Rung) -> tuple[bytes, tuple[Laid, ...]]:
    whole = compiler.compile(
        format="pdf", pdf_standards=list(rung.standards), timestamp=0, sys_inputs={"page": data}
    )
    assert isinstance(whole, bytes)
    said = json.loads(compiler.query("<sheet>", field="value"))
    ends = [*(one["page"] - 1 for one in said[1:]), *(one["pages"] for one in said[-1:])]
    return whole, tuple(
        Laid(one["number"], one["page"], one["slips"], last) for one, last in zip(said, ends, strict=True)
    )


def _told(whole: bytes, rung: Rung) -> tuple[str, ...]:
    """What a reader must know of fonts: which came from this computer, and what none of them shows."""
    notices = []
    if rung.lost:
        notices.append(
            say(
                "No font here shows “{sign}”, so its number stands on the slips: write it differently.",
                sign=rung.lost[0],
            )
        )
    if rung.system_fonts and (fonts := foreign(whole)):
        notices.append(
            say(
                "The ballots use {fonts} of this computer; made on another they may look different.",
                fonts=listed_here(fonts),
            )
        )
    return tuple(notices)
