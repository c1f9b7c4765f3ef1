"""Own votes and the SWOT board on the wall: what may be stated has solid frames, a question dotted ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.style import Style  # noqa: TID251 -- screens are rich's room
from rich.text import Text  # noqa: TID251

from cxw.drawing import columns
from cxw.findings.swot.types import OwnVotes, SwotEntry, SwotFindings, SwotKind
from cxw.wall.frame import Page, WallSheet, flowed
from cxw.wall.ink import column, fit_cells, wrapped
from cxw.wall.scene import Scene

AHEAD, LEVEL, BEHIND = "▲", "=", "▼"
STATED, ASKED, CONTESTED = "■", "?", "≈"
"""Told apart without colour."""
BOXES: tuple[tuple[tuple[SwotKind, str], ...], ...] = (
    (("strength", "Strengths"), ("weakness", "Weaknesses")),
    (("opportunity", "Opportunities"), ("threat", "Threats")),
)
APART: tuple[tuple[SwotKind, str], ...] = (
    ("split", "We are split or not sure"),
    ("expected", "Expected of everybody"),
    ("excess", "More than customers need?"),
    ("light", "Not decisive today"),
)
UNMARKED = "Too few marks"
BOXED = tuple(kind for pair in BOXES for kind, _ in pair)
SOLID, DOTTED = "┌─┐│└┘", "┌╌┐┆└┘"
GAP = 2
BESIDE = 24
"""Cells that a need beside the boxes may take."""
ASKS = {
    "question": "do customers agree?",
    "contested": "we do not agree",
    "contested belief": "we do not agree",
}
ITALIC = Style(italic=True)


def votes_page(scene: Scene) -> list[Page]:
    """Everybody's own points with their own marks, us against each rival; no page without votes to show."""
    found = scene.found.swot
    if found is None or not found.votes:
        return []
    told = found.votes

    def picture(sheet: WallSheet) -> list[Text]:
        return _votes(told, sheet)

    said = (found.counted, found.first, *((found.halo,) if found.halo else ()))
    return [Page(told[0].sentence, picture, under=said, least=min(12, 2 * len(told) + 2))]


def board_pages(scene: Scene) -> list[Page]:
    """The four boxes; the sentence that says why there are none."""
    found = scene.found.swot
    if found is None:
        return []
    if found.reason is not None:
        return [Page(f"There is no SWOT board. {found.reason}")]

    def picture(sheet: WallSheet) -> list[Text]:
        return _board(found, sheet)

    return [Page(found.headline, picture, under=found.sentences, least=12, likes=16)]


def _votes(told: Sequence[OwnVotes], sheet: WallSheet) -> list[Text]:
    label = min(max(columns(votes.short) for votes in told), sheet.width // 4)
    cells = sheet.width - label - 3
    most = max(votes.voters for votes in told)
    each = -(-most // max(1, cells // 2))
    gap = 1 if len(told) * 3 + 2 <= sheet.height else 0
    rows = 2 if len(told) * (2 + gap) + 2 <= sheet.height else 1
    lines: list[Text] = []
    for one in told[: max(1, (sheet.height - 2) // (rows + gap))]:
        name = Text.assemble((column(one.short, label), sheet.strong), "   ")
        lines.append(Text.assemble(name, _signs(one, each, sheet)))
        lines += [Text(" " * (label + 3) + _counts(one), sheet.quiet)] * (rows - 1) + [Text()] * gap
    return [*lines, *flowed(_keys(each, sheet), sheet.width, 2)]


def _signs(one: OwnVotes, each: int, sheet: WallSheet) -> Text:
    """One sign a person, or for as many as a line has room for."""
    sides = (
        (AHEAD, one.ahead, sheet.accent),
        (LEVEL, one.level, sheet.ink),
        (BEHIND, one.behind, sheet.warning),
    )
    return Text.assemble(*((f"{sign} " * -(-people // each), style) for sign, people, style in sides))


def _counts(one: OwnVotes) -> str:
    sides = ((one.ahead, "ahead"), (one.level, "level"), (one.behind, "behind"))
    return ", ".join(f"{people} {where}" for people, where in sides if people)


def _keys(each: int, sheet: WallSheet) -> list[Text]:
    who = "one person puts us" if each == 1 else f"up to {each} people put us"
    signs = ((AHEAD, "ahead", sheet.accent), (LEVEL, "level", sheet.ink), (BEHIND, "behind", sheet.warning))
    return [Text(f"{who}:", sheet.quiet)] + [
        Text.assemble((sign, style), (f" {where}", sheet.quiet)) for sign, where, style in signs
    ]


@dataclass(frozen=True)
class _Box:
    """One box and the room it has."""

    title: str
    entries: Sequence[SwotEntry]
    width: int
    rows: int

    @property
    def asks(self) -> bool:
        """Whether nothing in it is stated."""
        return not any(entry.stated for entry in self.entries)


def _board(found: SwotFindings, sheet: WallSheet) -> list[Text]:
    below = [*_apart(found, sheet), *_legend(found, sheet)]
    width = (sheet.width - GAP) // 2
    heights = _heights(found, width, max(6, sheet.height - len(below)), sheet)
    lines: list[Text] = []
    for pair, rows in zip(BOXES, heights, strict=True):
        left, right = (_box(_Box(title, found.of(kind), width, rows), sheet) for kind, title in pair)
        lines += [Text.assemble(one, " " * GAP, other) for one, other in zip(left, right, strict=True)]
    return [*lines, *below]


def _heights(found: SwotFindings, width: int, rows: int, sheet: WallSheet) -> tuple[int, int]:
    """The rows of the upper and the lower boxes: half each, unless one pair can spare some for the other."""
    upper, lower = (
        2 + max(sum(len(_entry(entry, width - 4, sheet)) for entry in found.of(kind)) for kind, _ in pair)
        for pair in BOXES
    )
    half = rows // 2
    if upper > half:
        top = min(upper, rows - max(3, min(lower, half)))
        return top, rows - top
    low = min(lower, rows - max(3, upper)) if lower > half else half
    return rows - low, low


def _box(box: _Box, sheet: WallSheet) -> list[Text]:
    frame = DOTTED if box.asks else SOLID
    style = sheet.quiet if box.asks else sheet.strong
    inner = box.width - 4
    title = box.title if not box.asks or not box.entries else f"Believed {box.title.lower()}"
    head = fit_cells(title, inner - 2)
    top = f"{frame[0]}{frame[1]} {head} "
    lines = _inside(box, inner, sheet)
    return [
        Text(top + frame[1] * (box.width - columns(top) - 1) + frame[2], style),
        *(_framed(line, frame[3], inner, style) for line in lines),
        Text(frame[4] + frame[1] * (box.width - 2) + frame[5], style),
    ]


def _framed(line: Text, side: str, inner: int, style: Style) -> Text:
    air = " " * max(0, inner - columns(line.plain))
    return Text.assemble((f"{side} ", style), line, air, (f" {side}", style))


def _inside(box: _Box, inner: int, sheet: WallSheet) -> list[Text]:
    """The entries with what they say, as far as there are rows; then the needs alone, then how many more."""
    rows = box.rows - 2
    if not box.entries:
        return _filled([Text("nothing we can claim yet", sheet.quiet)], rows)
    for names, said in ((2, True), (2, False), (1, False)):
        lines = [
            line for entry in box.entries for line in _entry(entry, inner, sheet, names=names, said=said)
        ]
        if len(lines) <= rows:
            return _filled(lines, rows)
    shown = box.entries[: rows - 1]
    lines = [line for entry in shown for line in _entry(entry, inner, sheet, names=1, said=False)]
    more = len(box.entries) - len(shown)
    return _filled([*lines, Text(fit_cells(f"and {more} more in the handout", inner), sheet.quiet)], rows)


def _filled(lines: list[Text], rows: int) -> list[Text]:
    return (lines + [Text()] * rows)[:rows]


def _entry(
    entry: SwotEntry, inner: int, sheet: WallSheet, *, names: int = 2, said: bool = True
) -> list[Text]:
    """The need on so many lines, with what is said of it where that is wanted."""
    style = sheet.strong if entry.stated else sheet.ink + ITALIC
    first, *more = wrapped(entry.short, inner - 3, names)
    below = _said(entry, inner - 3) if said and (entry.rival or not entry.stated) else []
    sign = (f"{_sign(entry)}  ", sheet.accent if entry.stated else sheet.warning)
    return [
        Text.assemble(sign, (first, style)),
        *(Text(f"   {name}", style) for name in more),
        *(Text(f"   {line}", sheet.quiet) for line in below),
    ]


def _sign(entry: SwotEntry) -> str:
    if entry.stated:
        return STATED
    return ASKED if entry.reading == "question" else CONTESTED


def _said(entry: SwotEntry, cells: int) -> list[str]:
    """What stands under the need: against whom, and that it is a question; on one line where it fits."""
    against = ""
    if entry.rival:
        against = f"{entry.rival} is good" if entry.kind == "threat" else f"behind {entry.rival}"
    parts = [part for part in (against, ASKS.get(entry.reading, "")) if part]
    joined = " · ".join(parts)
    return (
        [joined] if columns(joined) <= cells else [line for part in parts for line in wrapped(part, cells, 2)]
    )


def _apart(found: SwotFindings, sheet: WallSheet) -> list[Text]:
    """What stands in no box, a line or two a group, each need with who puts us ahead, level and behind."""
    groups = [(title, [_need(entry, sheet) for entry in found.of(kind)]) for kind, title in APART]
    shorts = [fit_cells(short, min(BESIDE, sheet.width // 3)) for short in found.unmarked]
    return [line for title, needs in [*groups, (UNMARKED, shorts)] for line in _group(title, needs, sheet)]


def _group(title: str, needs: Sequence[str], sheet: WallSheet) -> list[Text]:
    """The needs of one group on two lines at most, with how many more there are."""
    items = [Text(need, sheet.ink) for need in needs]
    for shown in range(len(items), 0, -1):
        more = len(items) - shown
        rest = [Text(f"and {more} more in the handout", sheet.quiet)] if more else []
        head = Text(title if title.endswith("?") else f"{title}:", sheet.strong)
        lines = flowed([head, *items[:shown], *rest], sheet.width)
        if len(lines) <= 2:
            return lines
    return []


def _need(entry: SwotEntry, sheet: WallSheet) -> str:
    """A need with its counts; nobody on a side is no sign."""
    short = fit_cells(entry.short, min(BESIDE, sheet.width // 3))
    signs = zip((AHEAD, LEVEL, BEHIND), entry.counts or (0, 0, 0), strict=True)
    told = " ".join(f"{people}{sign}" for sign, people in signs if people)
    return f"{short} {told}".rstrip()


def _legend(found: SwotFindings, sheet: WallSheet) -> list[Text]:
    words = {STATED: "statement", ASKED: "question to customers", CONTESTED: "we do not agree"}
    signs = dict.fromkeys(_sign(entry) for kind in BOXED for entry in found.of(kind))
    told = [
        Text.assemble((sign, sheet.warning), (f" {words[sign]}", sheet.quiet))
        for sign in words
        if sign in signs
    ]
    if any(entry.counts for kind, _ in APART for entry in found.of(kind)):
        told.append(
            Text(f"4{AHEAD} 1{LEVEL} 3{BEHIND} four put us ahead, one level, three behind", sheet.quiet)
        )
    return flowed(told, sheet.width, 1)
