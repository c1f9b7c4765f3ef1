"""The facilitator's board: twins are merged, needs reworded and parked, the chosen put in order.

Nothing is merged by itself: pairs that read alike are shown one by one, and each is merged or not by a key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from cxw.day.desk import DONE, LEAVE, Board, Faults
from cxw.day.needs import ProposedNeed
from cxw.day.weights import FEWEST, MOST
from cxw.keyboard import acting
from cxw.keyboard.board_questions import HowMany, Twins, not_that_many
from cxw.keyboard.canvas import (
    ACCENT,
    FOCUS,
    INK,
    MARK,
    QUIET,
    STRONG,
    Line,
    Sheet,
    Size,
    clip,
    columns,
    in_view,
    pad,
    spaced_rows,
    whole_below,
)
from cxw.keyboard.dialogues import CANCEL, Choice, Typed, faults_as_sentence, until_kept
from cxw.keyboard.keys import Key
from cxw.keyboard.pasted import cells_as_lines, here_already, same_words
from cxw.keyboard.surface import Command, Out, Pane, Surface
from cxw.questions.typed import letter_of, place_of
from cxw.text.phrases import listed_here, quoted_here, say
from cxw.text.spoken import say_many

SHORTEST = 18


class BoardPane(Pane):
    """The list of needs, a cursor, and the chosen ones numbered in their order."""

    def __init__(self, ask: Board) -> None:
        self.ask = ask
        self.at = 0
        self.order: list[str] = [line.id for line in ask.lines() if line.chosen]
        self.merging: list[str] | None = None
        """while merging: the needs that go into the one under the cursor, first the target"""
        self.said = ""

    @property
    def lines(self) -> list[ProposedNeed]:
        """The needs as they stand now."""
        return list(self.ask.lines())

    @property
    def here(self) -> ProposedNeed | None:
        """The need under the cursor."""
        lines = self.lines
        self.at = max(0, min(self.at, len(lines) - 1))
        return lines[self.at] if lines else None

    def press(self, key: Key) -> Out | None:
        """Move, choose with space, and Enter for these."""
        self.said = ""
        step = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8, "home": -9999, "end": 9999}.get(key.name)
        if step is not None:
            self.at = max(0, min(len(self.lines) - 1, self.at + step))
            return None
        if self.merging is not None:
            return self._merge_key(key, self.merging)
        if key.name == " " and self.here:
            self._toggle(self.order, self.here.id)
            return None
        return Out("choose") if key.name == "enter" else None

    @staticmethod
    def _toggle(order: list[str], id: str) -> None:
        if id in order:
            order.remove(id)
        else:
            order.append(id)

    def _merge_key(self, key: Key, marked: list[str]) -> Out | None:
        if key.name == "enter":
            self.merging = None
            return Out("merge", marked) if len(marked) > 1 else None
        place = place_of(key.letter) if len(key.letter) == 1 else None
        lines = self.lines
        if key.name == " " and self.here:
            place = self.at
        if place is not None and place < len(lines) and lines[place].id != marked[0]:
            self._toggle(marked, lines[place].id)
        return None

    def escape(self) -> bool:
        """Esc ends merging before it pauses."""
        merging, self.merging = self.merging, None
        return merging is not None

    def commands(self) -> Sequence[Command]:
        """What can be done with the need under the cursor, and with the board."""
        if self.merging is not None:
            return ()
        found = [
            Command("m", "mark", say("merge others into the need under the cursor")),
            Command("t", "twins", say("look at needs that read alike")),
            Command("u", "split", say("undo a merge: take wordings out again")),
            Command("w", "reword", say("other words")),
            Command("s", "shorten", say("short words, at most {shortest} letters", shortest=SHORTEST)),
            Command("p", "park", say("park as a question, or take it back")),
            Command("a", "add", say("one more need")),
        ]
        if self.ask.vote is not None:
            found.append(Command("b", "vote", say("blind votes")))
        return [*found, *acting.commands(self.ask.acts)]

    def command(self, word: str) -> Out | None:
        """Marking for a merge happens here, the rest outside."""
        self.said = ""
        if word != "mark":
            return Out(word)
        if self.here is not None:
            self.merging = [self.here.id]
        return None

    def draw(self, size: Size) -> list[Line]:
        """Every need with its letter, its slips and votes, and its place among the chosen."""
        sheet = Sheet(size, say("Needs"), self.ask.segment, self._question(), self.said, self._keys())
        lines = self.lines
        detail = self._detail(sheet.width)
        room = sheet.rows - len(detail) - 1
        first, last = in_view(len(lines), self.at, max(1, room))
        rows = [self._row(number, lines, sheet.width) for number in range(first, last)]
        body = spaced_rows(rows, room)
        return sheet.lines([*body, *([[]] * (room - len(body))), [], *detail])

    def _question(self) -> str:
        if self.merging is not None:
            return say(
                "Which needs say the same as {need}?",
                need=quoted_here(clip(self.here.text if self.here else "", 50)),
            )
        return say(
            "Which needs does the room work with? {fewest} to {most}, in the order they will have.",
            fewest=FEWEST,
            most=MOST,
        )

    def _keys(self) -> str:
        if self.merging is not None:
            return say("letter or space: the same   Enter merge these   Esc none")
        keys = [
            say("↑ ↓   space choose   m merge   t twins   u undo merge   w words   s short   p park   a add")
        ]
        if self.ask.vote is not None:
            keys.append(say("b vote"))
        return "   ".join([*keys, say("Enter these")])

    def _row(self, number: int, lines: list[ProposedNeed], width: int) -> Line:
        need, focus = lines[number], number == self.at
        votes = say_many(need.votes, "1 vote", "{number} votes") if any(line.votes for line in lines) else ""
        tail = f"×{need.slips}" if need.slips else ""
        text = f"{need.text}   ({say('parked')})" if need.parked else need.text
        beside = pad(votes, 10 if votes else 0, right=True) + pad(tail, 6, right=True)
        return [
            (MARK, ("▸ " if focus else "  ") + pad(self._place(need), 3, right=True) + " "),
            (QUIET, pad(letter_of(number, len(lines)), 4, right=True) + "  "),
            (self._ink(need, focus), pad(text, width - 14 - columns(beside))),
            (QUIET, beside),
        ]

    def _place(self, need: ProposedNeed) -> str:
        """Which of the chosen it is, or what it is in a merge."""
        if self.merging and need.id in self.merging:
            return "⇒" if self.merging[0] == need.id else "●"
        return str(self.order.index(need.id) + 1) if need.id in self.order else ""

    def _ink(self, need: ProposedNeed, focus: bool) -> str:
        if need.id in self.order:
            return STRONG
        if focus:
            return FOCUS
        return QUIET if need.parked else INK

    def _detail(self, width: int) -> list[Line]:
        need = self.here
        if need is None:
            return [[(QUIET, say("No needs yet: a adds one."))]]
        others = [words for words in need.words if words != need.text]
        texts = [say("short: {short}", short=need.short)] if need.short else []
        if others:
            texts.append(say("also: {others}", others=" · ".join(others)))
        if need.parked:
            texts.append(say("parked: {parked}", parked=need.parked))
        chosen = say("{number} chosen", number=len(self.order))
        told: Line = [(ACCENT, pad(chosen, 14)), (QUIET, clip("   ".join(texts), width - 16))]
        whole, high = self._cut(need, width), max(len(self._cut(one, width)) for one in self.lines)
        return [*whole, *([[]] * (high - len(whole))), told]

    def _cut(self, need: ProposedNeed, width: int) -> list[Line]:
        """All words of a need for which its row has no room."""
        room = width - (30 if any(line.votes for line in self.lines) else 20)
        return whole_below(need.text, width) if columns(need.text) > room else []


def run_board(surface: Surface, ask: Board) -> str:
    """Run the board until the needs are chosen or it is left."""
    return _Table(surface, ask).run()


class _Table:
    def __init__(self, surface: Surface, ask: Board) -> None:
        self.surface = surface
        self.ask = ask
        self.skipped: set[tuple[str, str]] = set()
        self.pane = BoardPane(ask)
        self._level()

    def run(self) -> str:
        word = self._twins()
        fresh = True
        while word == "on":
            out = self.surface.run(self.pane, fresh=fresh)
            fresh = out.word not in ("choose", "merge")
            word = LEAVE if out.word == LEAVE else self._act(out)
            self.pane.order = [id for id in self.pane.order if id in {line.id for line in self.ask.lines()}]
        return word

    def _act(self, out: Out) -> str:
        if out.word == "choose":
            return self._choose()
        if out.word == "merge":
            into, *others = out.value
            return self._said([*chain.from_iterable(self.ask.merge(into, other) for other in others)])
        if out.word in acting.WORDS:
            return self._on(acting.act(self.surface, self.ask.acts, out.word, self.pane))
        acts: dict[str, Callable[[], str]] = {
            "twins": self._look_again,
            "split": self._split,
            "reword": self._reword,
            "shorten": self._shorten,
            "park": self._park,
            "add": self._add,
            "vote": self._vote,
        }
        return acts[out.word]()

    @staticmethod
    def _on(word: str) -> str:
        return LEAVE if word == LEAVE else "on"

    def _said(self, faults: Faults) -> str:
        self.pane.said = faults_as_sentence(faults)
        return "on"

    def _choose(self) -> str:
        count = len(self.pane.order)
        if not FEWEST <= count <= MOST:
            return self._said([not_that_many(count)])
        faults = self.ask.choose(list(self.pane.order))
        return self._said(faults) if faults else DONE

    def _look_again(self) -> str:
        self.skipped.clear()
        if not self.ask.twins():
            self.pane.said = say("No two needs read alike.")
        return self._twins()

    def _twins(self) -> str:
        while pair := self._pair():
            out = self.surface.run(Twins(self._line(pair[0]), self._line(pair[1])))
            if out.word == LEAVE:
                return LEAVE
            if out.word == "stop":
                break
            self.skipped.add(pair)
            if out.word == "merge":
                self._said(self.ask.merge(*pair))
        return "on"

    def _pair(self) -> tuple[str, str] | None:
        known = {line.id for line in self.ask.lines()}
        pairs = [(a, b) for a, b in self.ask.twins() if {a, b} <= known]
        return next(((a, b) for a, b in pairs if (a, b) not in self.skipped), None)

    def _line(self, id: str) -> ProposedNeed:
        return next(line for line in self.ask.lines() if line.id == id)

    def _titled(self, what: str) -> str:
        return f"{what} · {self.ask.segment}"

    def _split(self) -> str:
        need = self.pane.here
        if need is None or len(need.words) < 2:
            return self._said([say("only one wording stands under this need: there is no merge to undo")])
        ways = [(words, words) for words in need.words if words != need.text]
        out = self.surface.run(
            Choice(self._titled(say("Undo a merge")), say("Which wording becomes a need of its own?"), ways)
        )
        return LEAVE if out.word == LEAVE else self._said(self.ask.split(need.id, out.word, None))

    def _reword(self) -> str:
        need = self.pane.here
        if need is None:
            return "on"
        pane = Typed(
            self._titled(say("Other words")),
            need.text,
            need.text,
            hint=say("the earlier words stay with what was answered to them"),
            one=say("one need"),
        )
        return self._on(until_kept(self.surface, pane, lambda text: self.ask.reword(need.id, text)))

    def _shorten(self) -> str:
        need = self.pane.here
        if need is None:
            return "on"
        hint = say("at most {shortest} letters, for narrow columns", shortest=SHORTEST)
        if need.short:
            hint = say("at most {shortest} letters, for narrow columns; none: Enter", shortest=SHORTEST)
        pane = Typed(self._titled(say("Short words")), need.text, need.short, hint=hint)

        def keep(text: str) -> Faults:
            if len(text) > SHORTEST:
                return [
                    say("these are {number} letters; {shortest} fit", number=len(text), shortest=SHORTEST)
                ]
            return self.ask.shorten(need.id, text)

        return self._on(until_kept(self.surface, pane, keep, may_be_empty=True))

    def _park(self) -> str:
        need = self.pane.here
        if need is None:
            return "on"
        if need.parked:
            return self._said(self.ask.park(need.id, ""))
        if need.id in self.pane.order:
            self.pane.order.remove(need.id)
        pane = Typed(
            self._titled(say("Park as a question")),
            need.text,
            say("looked at later"),
            hint=say("why it is not worked with today"),
        )
        return self._on(until_kept(self.surface, pane, lambda text: self.ask.park(need.id, text)))

    def _add(self) -> str:
        pane = Typed(
            self._titled(say("One more need")),
            say("What do these customers need?"),
            one=say("one need"),
            many=True,
        )
        return self._on(until_kept(self.surface, pane, self._add_each))

    def _add_each(self, text: str) -> Faults:
        """Each line of what was typed or pasted, those named whose words are on the board."""
        already: list[str] = []
        for words in cells_as_lines(text):
            if any(same_words(words, line.text) for line in self.ask.lines()):
                already.append(words)
            if faults := self.ask.add(words, None, 1, None):
                return faults
        self.pane.said = here_already(already, say("added beside it; t shows needs that read alike"))
        return []

    def _vote(self) -> str:
        if self.ask.vote is None:
            return "on"
        out = self.surface.run(HowMany())
        if out.word == LEAVE:
            return LEAVE
        if out.word == CANCEL:
            return "on"
        if self.ask.vote(out.value) == LEAVE:
            return LEAVE
        self._mark_voted(out.value)
        return "on"

    def _mark_voted(self, most: int) -> None:
        """Those clearly above the cut are chosen already; who is level on it is for the facilitator."""
        level = set(self.ask.tie())
        voted = sorted((line for line in self.ask.lines() if line.votes), key=lambda line: -line.votes)
        self.pane.order = [line.id for line in voted[:most] if line.id not in level]
        self._level()

    def _level(self) -> None:
        level = [self._line(id).text for id in self.ask.tie()]
        if level:
            names = listed_here([quoted_here(clip(text, 40)) for text in level])
            self.pane.said = say("Level on the cut: {names}. Choose between them with space.", names=names)
