"""How do we know? Each decisive answer gets its evidence, or stays an assumption, or is left open."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.day.desk import DONE, LEAVE, Faults, Look
from cxw.day.gathering import Claim
from cxw.keyboard import acting, evidence
from cxw.keyboard.canvas import (
    ACCENT,
    INK,
    QUIET,
    STRONG,
    Line,
    Sheet,
    Size,
    clip_longest,
    columns,
    in_view,
    pad,
    row_marked,
    spaced_rows,
    text_of,
    whole_below,
)
from cxw.keyboard.dialogues import CANCEL, faults_as_sentence
from cxw.keyboard.evidence import (
    BegunEvidence,
    Candidate,
    Side,
    item_in_one_line,
    side_of_item,
    switched,
    written_down,
)
from cxw.keyboard.forms import Form, Values, fill_in, filled
from cxw.keyboard.keys import Key
from cxw.keyboard.surface import Command, Out, Pane, Surface
from cxw.model import AnswerName, Evidence
from cxw.text.phrases import in_english, say

_SIDES = {"supports": "✓ supports", "contradicts": "✗ contradicts", "": ""}
_LOOKING = "↑ ↓   Enter {enter}   i evidence   a assumption   o leave open   End, Enter go on"
_CHOOSING = "↑ ↓   Enter make it evidence   l leave it aside   End, Enter go on"
_LOOKED = {"evidence": "looked", "assumption": "looked", "open": "left open", "": "not yet looked"}


class Rows(Pane):
    """A list with a cursor and a last line that goes on."""

    title = ""
    question = ""
    keys = ""
    last = "Go on"

    def __init__(self) -> None:
        self.at = 0
        self.said = ""

    def rows(self, width: int) -> list[Line]:
        """The rows as they stand now, without cursor."""
        raise NotImplementedError

    def all_of(self, number: int) -> str:
        """All that a row says, where it may be too long for one."""
        return ""

    def count(self) -> int:
        """How many rows there are, the last line not counted."""
        raise NotImplementedError

    @property
    def at_end(self) -> bool:
        """Whether the cursor stands on the last line."""
        return self.at >= self.count()

    def press(self, key: Key) -> Out | None:
        """Move; Enter opens the row, or goes on at the last line."""
        self.said = ""
        step = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8, "home": -9999, "end": 9999}.get(key.name)
        if step is not None:
            self.at = max(0, min(self.count(), self.at + step))
            return None
        if key.name == "enter":
            return Out(DONE) if self.at_end else Out("pick", self.at)
        return None

    def draw(self, size: Size) -> list[Line]:
        """The rows in view, the one under the cursor marked, and below them what of it is cut."""
        self.at = max(0, min(self.count(), self.at))
        rows = [*self.rows(Sheet(size, self.title).width - 2), [(INK, say(self.last))]]
        sheet = Sheet(size, self.title, question=self.question, said=self.said, keys=say(self.keys))
        whole = [self._cut_of(number, rows, sheet.width) for number in range(self.count())]
        room = sheet.rows - max((len(lines) + 1 for lines in whole if lines), default=0)
        first, last = in_view(len(rows), self.at, room)
        body = [row_marked(rows[number], number == self.at) for number in range(first, last)]
        listed = spaced_rows(body, room)
        below = [] if self.at_end else whole[self.at]
        return sheet.lines([*listed, *([[]] * (room - len(listed) + 1)), *below])

    def _cut_of(self, number: int, rows: Sequence[Line], width: int) -> list[Line]:
        """All that a row says, where the row has not room for it."""
        words = self.all_of(number)
        return whole_below(words, width) if words not in text_of([rows[number]]) else []


class Claims(Rows):
    """Every answer that matters, with what carries it; then what came up in the day and is for none yet."""

    last = "Go on: the room has looked"

    def __init__(self, ask: Look, *, projected: bool) -> None:
        super().__init__()
        self.ask = ask
        self.projected = projected
        self.title = say("Evidence · {segment}", segment=ask.segment)
        self.left: set[str] = set()
        """candidates that were left aside, by their words"""

    def see(self, everybody: bool) -> None:
        """A note is the facilitator's."""
        self.projected = everybody

    def candidates(self) -> list[Candidate]:
        """Notes and evidence of the day that are for no answer yet."""
        return [one for one in evidence.candidates(self.ask.acts) if one.words not in self.left]

    def candidate(self) -> Candidate | None:
        """The candidate under the cursor."""
        place = self.at - len(self.ask.claims())
        return self.candidates()[place] if 0 <= place < len(self.candidates()) else None

    def count(self) -> int:
        """Claims and candidates."""
        return len(self.ask.claims()) + len(self.candidates())

    def rows(self, width: int) -> list[Line]:
        """What we believe, what it rests on, and whether the room has looked; then the candidates."""
        self.question = " ".join(said for said in (self.ask.question, self.ask.news()) if said)
        enter = say("how do we know?") if self.ask.evidence.items() else say("an assumption, next")
        self.keys = say(_LOOKING, enter=enter) if self.candidate() is None else _CHOOSING
        claims: list[Line] = [
            [
                (INK, pad(_before_the_points(claim.label, width - 36), width - 36) + "  "),
                (
                    ACCENT if in_english(claim.status) == "customer evidence" else STRONG,
                    pad(say(claim.status), 19),
                ),
                (QUIET, pad(say(_LOOKED.get(claim.looked, claim.looked)), 14)),
            ]
            for claim in self.ask.claims()
        ]
        return claims + [self._candidate(one, width) for one in self.candidates()]

    def all_of(self, number: int) -> str:
        """What we believe, or what came up; a note's words are the facilitator's."""
        claims = self.ask.claims()
        if number < len(claims):
            return claims[number].label
        one = self.candidates()[number - len(claims)]
        return "" if one.at and self.projected else one.words

    def _candidate(self, one: Candidate, width: int) -> Line:
        """A note is the facilitator's: while everybody sees the screen only its time stands here."""
        words = "" if one.at and self.projected else one.words
        what = say("a note of {at}", at=one.at) if one.at else say("for no answer yet")
        return [
            (INK, pad(words, width - 36) + "  "),
            (STRONG, pad(what, 19)),
            (QUIET, pad(say("use it?"), 14)),
        ]

    def commands(self) -> Sequence[Command]:
        """What can be said of the claim, or done with the candidate, under the cursor."""
        if self.candidate() is not None:
            return (Command("l", "left", say("leave it aside")), *acting.commands(self.ask.acts))
        found = (
            Command("i", "new", say("evidence for it, written down now")),
            Command("a", "assumption", say("it stays an assumption")),
            Command("o", "open", say("leave it open")),
        )
        return (*(() if self.at_end else found), *acting.commands(self.ask.acts))

    def command(self, word: str) -> Out | None:
        """Said of the claim or the candidate under the cursor."""
        one = self.candidate()
        if word == "left" and one is not None:
            self.left.add(one.words)
            return None
        return Out(word) if word in acting.WORDS else Out("audit", (self.at, word))


class Items(Rows):
    """The evidence there is, held against one claim; under it stands what the claim is without any of it."""

    keys = (
        "↑ ↓   Enter take it   s supports   c contradicts   i new item   a assumption   o leave open   b back"
    )
    last = "Back to the list"

    def __init__(self, ask: Look, claim: AnswerName) -> None:
        super().__init__()
        self.ask = ask
        self.claim = claim
        self.title = say("How do we know? · {segment}", segment=ask.segment)
        self.at = self.count() if self.attached else self.count() - 1

    @property
    def now(self) -> Claim:
        """The claim as it stands now."""
        return next(claim for claim in self.ask.claims() if claim.name == self.claim)

    @property
    def attached(self) -> bool:
        """Whether any item stands on a side of the claim."""
        return any(side_of_item(item, self.claim) for item in self.ask.evidence.items())

    def count(self) -> int:
        """Items, and the line that leaves it an assumption."""
        return len(self.ask.evidence.items()) + 1

    @property
    def on_item(self) -> bool:
        """Whether the cursor stands on an item."""
        return self.at < len(self.ask.evidence.items())

    def press(self, key: Key) -> Out | None:
        """Move; Enter changes the item, or says that it is an assumption, or goes back."""
        out = super().press(key)
        return Out("assumption", self.at) if out == Out("pick", len(self.ask.evidence.items())) else out

    def rows(self, width: int) -> list[Line]:
        """Each item with its side: supports, contradicts or neither."""
        self.question = f"{self.now.text}  —  {say(self.now.status)}"
        items: list[Line] = [
            [
                (STRONG, pad(say(_SIDES[side_of_item(item, self.claim)]), 14)),
                (INK, pad(item_in_one_line(item, width - 16), width - 16)),
            ]
            for item in self.ask.evidence.items()
        ]
        return [*items, [(INK, say("An assumption: none of this tells us"))]]

    def all_of(self, number: int) -> str:
        """The item with its whole source."""
        items = self.ask.evidence.items()
        return item_in_one_line(items[number]) if number < len(items) else ""

    def commands(self) -> Sequence[Command]:
        """What can be done with the item under the cursor and with the claim."""
        item = (
            Command("s", "supports", say("it supports")),
            Command("c", "contradicts", say("it contradicts")),
        )
        return (
            *(item if self.on_item else ()),
            Command("i", "new", say("a new item")),
            Command("a", "assumption", say("it stays an assumption")),
            Command("o", "open", say("leave it open")),
            Command("b", DONE, say("back to the list")),
        )

    def command(self, word: str) -> Out | None:
        """Ends with the word and the item it is said of."""
        return Out(word, self.at)


def _before_the_points(label: str, room: int) -> str:
    """What we believe, cut where it must be in its words and not in the number behind them."""
    words, colon, points = label.rpartition(": ")
    if not colon or columns(points) > room // 2:
        return clip_longest(label, room)
    return clip_longest(words, room - columns(colon + points)) + colon + points


def look(surface: Surface, ask: Look) -> str:
    """Walk through the answers that matter until the facilitator goes on."""
    pane = Claims(ask, projected=surface.projected)
    if not ask.claims():
        return DONE
    fresh = True
    while True:
        out = surface.run(pane, fresh=fresh)
        fresh = out.word != "audit"
        if out.word in (DONE, LEAVE):
            return out.word
        if _looked(surface, pane, out) == LEAVE:
            return LEAVE


def _looked(surface: Surface, pane: Claims, out: Out) -> str:
    ask = pane.ask
    if out.word in acting.WORDS:
        return acting.act(surface, ask.acts, out.word, pane)
    if (one := pane.candidate()) is not None:
        return _use(surface, ask, one)
    place, word = out.value if out.word == "audit" else (out.value, "")
    ended = _look_at(surface, pane, ask.claims()[place], word)
    if ended in (LEAVE, CANCEL):
        return ended
    pane.at = place if pane.said else min(place + 1, pane.count())
    return DONE


def _look_at(surface: Surface, pane: Claims, claim: Claim, word: str) -> str:
    """Say what was said of a claim; with nothing to hold against it, Enter leaves it an assumption."""
    ask = pane.ask
    if word == "new":
        return edit(surface, ask, claim.name, None)
    if not word and ask.evidence.items():
        return _open(surface, ask, claim.name)
    if word or not claim.looked:
        pane.said = faults_as_sentence(ask.audit(claim.name, word or "assumption"))
    return DONE


def _use(surface: Surface, ask: Look, one: Candidate) -> str:
    """Make a candidate evidence for an answer; one that matters most was looked at by that."""
    claims = [claim.name for claim in ask.claims()]
    word = evidence.fill_evidence(
        surface,
        ask.evidence,
        one.begun,
        lambda item, about: _attach(ask, about if about in claims else "", item),
        say("Evidence · {segment}", segment=ask.segment),
    )
    return LEAVE if word == LEAVE else DONE


def _open(surface: Surface, ask: Look, claim: str) -> str:
    pane = Items(ask, claim)
    fresh = True
    while True:
        out = surface.run(pane, fresh=fresh)
        if out.word in (DONE, LEAVE):
            return out.word
        if out.word in ("assumption", "open"):
            pane.said = faults_as_sentence(ask.audit(claim, out.word))
            if not pane.said:
                return DONE
        elif (word := _with_item(surface, ask, pane, out)) == LEAVE:
            return word
        fresh = out.word in ("new", "pick")


def _with_item(surface: Surface, ask: Look, pane: Items, out: Out) -> str:
    item = None if out.word == "new" else ask.evidence.items()[out.value]
    if item is None or out.word == "pick":
        return edit(surface, ask, pane.claim, item)
    side: Side = "supports" if out.word == "supports" else "contradicts"
    pane.said = faults_as_sentence(_attach(ask, pane.claim, switched(item, pane.claim, side)))
    return DONE


def _attach(ask: Look, claim: AnswerName, item: Evidence) -> Faults:
    faults = ask.evidence.attach(item)
    if not faults and claim and side_of_item(item, claim):
        faults = ask.audit(claim, "evidence")
    return faults


def edit(surface: Surface, ask: Look, claim: AnswerName, known: Evidence | None) -> str:
    """Write a new item down, or change one; a new one supports the claim unless it contradicts it."""
    side = "" if known is None else side_of_item(known, claim)
    begun = BegunEvidence() if known is None else known
    blanks = filled(evidence.blanks(surface), {**vars(begun), "side": side or "supports"})
    form = Form(
        say("Evidence · {segment}", segment=ask.segment),
        f"{_claim(ask, claim).text}  —  {say('how do we know?')}",
        blanks,
    )

    def keep(values: Values) -> Faults:
        item = written_down(begun, values, claim, ask.evidence.next_id)
        return _attach(ask, claim, item) if isinstance(item, Evidence) else item

    return fill_in(surface, form, keep)


def _claim(ask: Look, name: AnswerName) -> Claim:
    return next(claim for claim in ask.claims() if claim.name == name)
