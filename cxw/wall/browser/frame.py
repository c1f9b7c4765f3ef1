"""One page as a whole wall: the stage bar, what is not known, the sentence, one picture, the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from cxw.pictures.charts import Heat, LargeNumbers, Leads
from cxw.wall.browser.brief import brief
from cxw.wall.browser.easel import LEGEND, LINE, WIDE, Easel, broken, largest, number_of, plain_words, wide_of
from cxw.wall.browser.lists import code_drawn
from cxw.wall.browser.look import WallLook
from cxw.wall.browser.painters import charts_hung
from cxw.wall.page import Bar, Page

LOW, HIGH = 900.0, 1200.0
"""How high the stage is where a window is wide, and where it is as high as older projectors'."""
MARGIN, TOP, FOOT = 70.0, 74.0, 64.0
SENTENCES = (124.0, 108.0, 96.0, 86.0, 78.0, 72.0, 66.0, 60.0, 54.0)
"""What the sentence may be, from the largest down; legends follow it."""
UNDER = 32.0
CORNER = 230.0
"""The side of the code in the corner."""
LOGO = (170.0, 46.0)


def page_painted(bar: Bar, page: Page, look: WallLook, *, high: float = LOW) -> str:
    """The wall as HTML: its sentence as a heading for whoever hears it, and all of it as one picture."""
    stage = Easel(WIDE, high, bar.say.whole)
    _stage_bar(bar, stage, look)
    _body(_large(page), stage, CORNER + 40 if bar.door else 0.0)
    if bar.door:
        _corner(bar.door, stage)
    _foot(bar, stage, look)
    said = escape(" · ".join(dict.fromkeys(stage.said)), quote=True)
    box = f'viewBox="0 0 {number_of(WIDE)} {number_of(high)}"'
    heading = escape(plain_words(page.headline))
    return (
        f'<h1>{heading}</h1>\n<svg xmlns="http://www.w3.org/2000/svg" {box} role="img" aria-label="{said}">'
        + "\n".join(stage.drawn)
        + "</svg>\n"
    )


def _large(page: Page) -> Page:
    """The page with a sentence that is read from the last row, and what that leaves out below it."""
    if not any(isinstance(chart, Leads | Heat) for chart in page.charts):
        return page  # elsewhere no picture says what stands in brackets
    headline, aside = brief(page.headline)
    return replace(page, headline=headline, under=(aside, *page.under) if aside else page.under)


def _stage_bar(bar: Bar, stage: Easel, look: WallLook) -> None:
    size, x = 22.0, MARGIN
    stage.bar(0, 0, WIDE, 6, "brand")
    for words, here in bar.names():
        wide = wide_of(words, size, bold=here)
        if here:
            stage.bar(x - 14, 22, wide + 28, 38, "here", round=19)
        stage.words(x, 41, words, size, "strong" if here else "quiet", bold=here)
        x += wide + 40
    right = WIDE - MARGIN
    if look.logo:
        stage.logo(right - LOGO[0], 41 - LOGO[1] / 2, *LOGO)
        right -= LOGO[0] + 28
    for line in broken(bar.right, size, right - x, 1):
        stage.words(right, 41, line, size, "plain", "end")


def _corner(door: str, stage: Easel) -> None:
    """The code for who comes late, beside whatever is asked, and what is typed under it."""
    from cxw.phones.code import corner_of

    corner = corner_of(door)
    code = Easel(CORNER, CORNER)
    code_drawn(corner.modules, code, CORNER)
    x, y = WIDE - MARGIN - CORNER, stage.height - FOOT - CORNER - 44
    stage.hang(code, x, y)
    size = min(24.0, 24.0 * (CORNER + MARGIN) / wide_of(corner.typed, 24, bold=True))
    stage.words(x + CORNER / 2, y + CORNER + 20, corner.typed, size, "accent", "middle", bold=True)


def _body(page: Page, stage: Easel, corner: float) -> None:
    """All between bar and foot; the picture leaves room for a code in the corner."""
    room = stage.height - TOP - FOOT
    wide = WIDE - 2 * MARGIN
    first, size, lines = _sentence(page, wide, room)
    y = TOP + (26 if room - len(lines) * size > 420 else 12)
    y += 0.0 if page.charts else (room - len(lines) * size * LINE) * 0.22
    y = stage.block(MARGIN, y, first, size * 0.52, "plain") + (10 if first else 0)
    y = stage.block(MARGIN, y, lines, size, "strong", bold=True) + 14
    least = _least(page, stage)
    for sentence in _quiet(page):
        under = broken(sentence, UNDER, wide)
        if page.charts and stage.height - FOOT - y - len(under) * UNDER * LINE < least:
            break
        y = stage.block(MARGIN, y, under, UNDER, "quiet") + 6
    _picture(page, stage, y + 20, Easel(wide - corner, 0, stage.say, min(LEGEND, size / 3)))


def _quiet(page: Page) -> Sequence[str]:
    """Quiet sentences; not how many answers are in, where that stands in large numbers."""
    large = [chart for chart in page.charts if isinstance(chart, LargeNumbers)]
    counts = [" ".join(words for words, _ in chart.parts) for chart in large]
    return [sentence for sentence in page.under if sentence.removesuffix(".") not in counts]


def _sentence(page: Page, wide: float, room: float) -> tuple[list[str], float, list[str]]:
    """What is not known, and the sentence on its lines, as large as the picture below allows."""
    most = room * _share_of(page)
    size = largest(page.headline, SENTENCES, (wide, most), bold=True)
    if broken(page.first, size * 0.52, wide, 2):
        size = largest(page.headline, SENTENCES, (wide, most - size * 0.6), bold=True)
    return broken(page.first, size * 0.52, wide, 2), size, broken(page.headline, size, wide, 7, bold=True)


def _share_of(page: Page) -> float:
    """How much of the wall the sentence may take: less where much is to be seen below it."""
    if not page.charts:
        return 0.62
    return 0.27 if max(page.least, page.likes) >= 9 else 0.36


def _least(page: Page, stage: Easel) -> float:
    """Room that the picture wants before quiet sentences get any."""
    return min(max(page.least, page.likes) * 30.0, stage.height * 0.5)


def _picture(page: Page, stage: Easel, top: float, picture: Easel) -> None:
    room = stage.height - FOOT - top - 10
    picture.height = max(room, 60.0)
    high = charts_hung(page.charts, picture)
    stage.hang(picture, MARGIN, top + max(0.0, min((room - high) / 3, 60.0)))


def _foot(bar: Bar, stage: Easel, look: WallLook) -> None:
    y, size = stage.height - FOOT / 2, 22.0
    stage.bar(MARGIN, stage.height - FOOT + 2, WIDE - 2 * MARGIN, 1.5, "faint")
    stage.words(MARGIN, y, bar.beliefs, size, "warning" if bar.rehearsal else "quiet", bold=bar.rehearsal)
    stage.words(WIDE - MARGIN, y, bar.counted, size, "quiet", "end")
    if look.led_by:
        stage.words(WIDE / 2, y, look.led_by, size, "brand", "middle")
