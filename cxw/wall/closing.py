"""Stage 5 on the wall: the guess, how we know, what we guessed beside what it is, unknowns and promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.style import Style  # noqa: TID251 -- screens are rich's room
from rich.text import Text  # noqa: TID251

from cxw.day import agenda, closing
from cxw.findings.closing.types import Answer, Card, ConvictionFindings, Coverage, EvidenceFindings
from cxw.findings.closing.words import classes, in_hundred
from cxw.model import day_in_words
from cxw.wall.bars import PointsClass, share_bar
from cxw.wall.digits import ROWS, large_line
from cxw.wall.frame import Page, Picture, WallSheet, nothing
from cxw.wall.ink import column, count, fit_cells, whole, wrapped
from cxw.wall.needs import numbered
from cxw.wall.scene import Scene, asking, chunks
from cxw.wall.weights import convinced

CLAIMS, LINES, CARDS = 8, 8, 2
HOW = "We believe customers would say this. How do we know?"
SIGNS = {"contradicted": "✗", "customer evidence": "■", "single story": "▣", "assumption": "□"}
"""Told apart without colour."""


def pages(scene: Scene) -> list[Page]:
    """The pages of one step."""
    step = scene.view.step
    if step == "after":
        return [convinced(scene)]
    if step == "unknowns":
        return _unknowns(scene)
    if step == "research":
        return _research(scene)
    if step not in ("evidence", "coverage") or guessing(scene):
        return [_guess(scene)]
    found = scene.found.evidence
    if found is None:
        return [Page("There are no points yet that could rest on customers.")]
    return _coverage(scene, found) if step == "coverage" else _evidence(scene, found)


def is_shown(scene: Scene) -> bool:
    """Whether this step has something to show."""
    if scene.view.step == "unknowns":
        return bool(scene.segment.unknowns)
    if scene.view.step == "research":
        return bool(scene.segment.research)
    found = scene.found.evidence
    begun = scene.segment.stages.of("closing").opened is not None
    if found is None or not begun or guessing(scene):
        return False
    return bool(found.answers) if scene.view.step == "evidence" else found.coverage is not None


def guessing(scene: Scene) -> bool:
    """Whether somebody has yet to guess, so that nothing that was counted may show."""
    stage = scene.segment.stages.of("closing")
    begun = stage.done is not None or scene.segment.audit
    return not begun and bool(closing.waiting_guess(scene.session, scene.segment))


def _guess(scene: Scene) -> Page:
    waiting = len(closing.waiting_guess(scene.session, scene.segment))
    done = len(scene.segment.coverage_guess)
    return asking(scene.say(closing.GUESS), done, done + waiting)


def _evidence(scene: Scene, found: EvidenceFindings) -> list[Page]:
    asked = found.answers[: agenda.answers(scene.segment)]
    return [Page(HOW, _claims(part)) for part in chunks(asked, CLAIMS)]


def _claims(part: Sequence[Answer]) -> Picture:
    def picture(sheet: WallSheet) -> list[Text]:
        rows = [wrapped(claim.brief, sheet.width - 24, 2) or [""] for claim in part]
        if sum(map(len, rows)) > sheet.height:
            rows = [[fit_cells(claim.brief, sheet.width - 24)] for claim in part]
        gap = 1 if sum(map(len, rows)) + len(rows) <= sheet.height else 0
        lines: list[Text] = []
        for claim, words in zip(part, rows, strict=True):
            lines += [*_claim(claim, words, sheet), *[Text()] * gap]
        return lines

    return picture


def _claim(claim: Answer, words: list[str], sheet: WallSheet) -> list[Text]:
    status = "contradicted" if claim.contradicted else claim.cls
    style = _status(status, sheet)
    first = Text.assemble((f"{SIGNS[status]} ", style), (column(status, 22), style), (words[0], sheet.strong))
    return [first, *(Text(" " * 24 + word, sheet.strong) for word in words[1:])]


def _status(status: str, sheet: WallSheet) -> Style:
    if status == "contradicted":
        return sheet.warning
    return {"customer evidence": sheet.accent, "single story": sheet.ink}.get(status, sheet.quiet)


def _coverage(scene: Scene, found: EvidenceFindings) -> list[Page]:
    if found.coverage is None:
        return [Page(found.headline, under=found.sentences)]
    guess = found.guess.median if found.guess else None
    told = classes(*in_hundred(found.coverage))
    under = tuple(sentence for sentence in found.sentences if sentence != told)
    shown = [Page(found.headline, _guessed(guess, found.coverage), under=under, likes=14)]
    conviction = scene.found.conviction
    return [*shown, *([_conviction(conviction)] if conviction is not None else [])]


def _guessed(guess: float | None, coverage: Coverage) -> Picture:
    def picture(sheet: WallSheet) -> list[Text]:
        customers, stories, nobody, _ = in_hundred(coverage)
        parts = (
            PointsClass("customer evidence", customers, sheet.accent),
            PointsClass("single stories", stories, sheet.ink),
            PointsClass("nothing yet", nobody, sheet.quiet),
        )
        first = [("we guessed", sheet.quiet), (whole(guess), sheet.strong)] if guess is not None else []
        numbers = large_line(
            [*first, ("it is", sheet.quiet), (str(customers + stories), sheet.accent)],
            replace(sheet, height=sheet.height - 7),
        )
        rest = max(3, sheet.height - len(numbers) - 2)
        bar = share_bar(parts, replace(sheet, height=rest))
        air = 2 if len(numbers) >= ROWS and len(numbers) + len(bar) + 2 <= sheet.height else 1
        return [*numbers, *[Text()] * air, *bar]

    return picture


def _conviction(found: ConvictionFindings) -> Page:
    def picture(sheet: WallSheet) -> list[Text]:
        if found.mean_before is None or found.mean_after is None:
            return []
        return large_line(
            [("before", sheet.quiet), (whole(found.mean_before), sheet.strong), ("%  after", sheet.quiet),
             (whole(found.mean_after), sheet.accent), ("%", sheet.quiet)],
            sheet,
        )  # fmt: skip

    under = (found.headline, *found.sentences) if found.named_sentence else found.sentences
    return Page(found.named_sentence or found.headline, picture, under=under, likes=6)


def _unknowns(scene: Scene) -> list[Page]:
    lines = [unknown.text for unknown in scene.segment.unknowns]
    if not lines:
        waiting = len(closing.waiting_unknowns(scene.session, scene.segment))
        done = len(scene.segment.stages.of("closing").answered)
        return [asking(scene.say(closing.UNKNOWN), done, done + waiting)]
    return [Page(scene.say(closing.UNKNOWN), _listed(part)) for part in chunks(lines, LINES)]


def _listed(texts: Sequence[str]) -> Picture:
    return lambda sheet: numbered([f"... {text}" for text in texts], sheet)


def _research(scene: Scene) -> list[Page]:
    cards = scene.found.research
    if not cards:
        lines = [_listed(part) for part in chunks([line.text for line in scene.segment.unknowns], LINES)]
        return [
            Page("What shall we find out, who asks, and by when?", picture) for picture in lines or [nothing]
        ]
    headline = f"We promise to find out {count(len(cards))} {'thing' if len(cards) == 1 else 'things'}"
    return [Page(headline, _cards(part)) for part in chunks(cards, CARDS)]


def _cards(part: Sequence[Card]) -> Picture:
    def picture(sheet: WallSheet) -> list[Text]:
        room = sheet.height // max(1, len(part))
        found = [_fitting(card, room, sheet) for card in part]
        air = 1 if sum(map(len, found)) + len(found) - 1 <= sheet.height else 0
        return [row for rows in found for row in (*rows, *[Text()] * air)]

    return picture


def _fitting(card: Card, room: int, sheet: WallSheet) -> list[Text]:
    """The card in as many words as there is room for."""
    for most in (6, 4, 3, 2):
        rows = _card(card, most, sheet)
        if len(rows) <= room:
            return rows
    return _card(card, 1, sheet)


def _card(card: Card, most: int, sheet: WallSheet) -> list[Text]:
    due = f"by {day_in_words(card.due)}" if card.due else ""
    who = " · ".join(
        part for part in (card.owner or "nobody yet", due, f"ask {card.ask}" if card.ask else "") if part
    )
    wrong = f"We are wrong if {card.wrong_if}" if card.wrong_if else ""
    rows = [Text(row, sheet.strong) for row in wrapped(card.question, sheet.width, most)]
    for words, style in ((wrong, sheet.ink), (who, sheet.accent)):
        rows += [Text.assemble("   ", (row, style)) for row in wrapped(words, sheet.width - 3, most)]
    return rows
