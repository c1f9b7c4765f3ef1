"""Every picture as a file for slides: SVG, and PNG made from it by typst."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cxw import findings
from cxw.errors import CxwError
from cxw.findings.languages import spoken
from cxw.findings.types import Audience, Findings
from cxw.handout.branding import PRIVATE, banner_of
from cxw.handout.figures.titled import Tongue, tongue
from cxw.handout.files import free_path, private_folder, sealed_text, stem, write_whole
from cxw.handout.pages import svg
from cxw.handout.pictures import Figure, figures
from cxw.handout.sealed_png import sealed_png
from cxw.model import Session
from cxw.pictures.colour import readable_colour
from cxw.pictures.slides import SlideWords, slides

INK = "#1F4E6B"
"""The title's colour where there is no brand."""
PAGE = b"#set page(width: 640pt, height: 360pt, margin: 0pt)\n#image(bytes(sys.inputs.page), width: 100%)\n"
PIXELS = 216
"""To the inch: 1,920 by 1,080."""
NO_PNG = "There is no typst for this computer, so the pictures are SVG alone: slides take them."


@dataclass(frozen=True)
class SlideFiles:
    """The files that were written, and what is to be said about them."""

    paths: tuple[Path, ...]
    notices: tuple[str, ...] = ()


def write_pictures(session: Session, folder: Path, audience: Audience = "room") -> SlideFiles:
    """Every picture there is for this audience, by its name; the facilitator's in a private folder."""
    at = private_folder(folder) if audience == "facilitator" else folder
    if folder.exists() and not folder.is_dir():
        raise CxwError(f"{folder} is a file: name a folder for the pictures.")
    found = findings.of(session, audience, language=spoken(session.language))
    # What names people says so in its name, by which `forget` knows it too.
    before = f"{stem(session.title, audience)}." if audience == "facilitator" else ""
    paths: list[Path] = []
    bare = False
    for name, drawn in slides_drawn(session, found):
        data = png(drawn)
        bare = bare or data is None
        made = [(".svg", sealed_text(drawn, audience)), *([(".png", sealed_png(data))] if data else [])]
        for suffix, content in made:
            path = free_path(at / f"{before}{name}{suffix}")
            paths.append(write_whole(path, content, private=audience == "facilitator"))
    if not paths:
        raise CxwError("There is nothing to draw yet: no points and no marks have been revealed.")
    return SlideFiles(tuple(paths), (NO_PNG,) if bare else ())


def slides_drawn(session: Session, found: Findings) -> Iterator[tuple[str, str]]:
    """The name of each slide, and it as SVG."""
    speaks = tongue(found.language, found.date)
    for one in figures(found):
        made = slides(one.chart, _words(session, found, one, speaks), speaks.say)
        for place, picture in enumerate(made, 1):
            yield one.name + (f"-{place}" if len(made) > 1 else ""), svg(picture, one.alt)


def _words(session: Session, found: Findings, one: Figure, speaks: Tongue) -> SlideWords:
    """Around a picture: its finding, its segment, that it is belief, and whose."""
    above = one.segment if len(found.segments) > 1 else ""
    banner = PRIVATE if found.audience == "facilitator" else banner_of(session)
    day = speaks.words.day(found.date) if found.date else ""
    brand = session.brand
    colour = readable_colour(brand.colour) if brand.colour else INK
    return SlideWords(
        title=re.sub(r"(?<=[^.])\.$", "", one.title),
        above=above,
        left=speaks.say(banner),
        right=" · ".join(part for part in (day, brand.name or found.company) if part),
        colour=colour,
    )


def png(drawn: str) -> bytes | None:
    """The SVG as PNG in the fonts that ship with cxw; None where this computer has no typst."""
    from cxw.handout.pages.ladder import Rung, TypstFault, compiled

    try:
        import typst  # noqa: F401, TID251 the room of PDF
    except ImportError:
        return None
    made = compiled(
        PAGE,
        drawn,
        Rung((), system_fonts=True),
        lambda compiler, data, _: compiler.compile(format="png", ppi=PIXELS, sys_inputs={"page": data}),
    )
    if isinstance(made, TypstFault) or not isinstance(made, bytes):
        raise CxwError(f"A picture could not be made as PNG: {getattr(made, 'text', 'more than one page')}.")
    return made
