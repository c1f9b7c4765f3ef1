"""The picture of the line for slips: the needs, the line, a finished slip, and how many are taken in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cxw.day.names import who
from cxw.keyboard import acting, deciding, saying
from cxw.keyboard.answer_pane import Peek
from cxw.keyboard.canvas import (
    ACCENT,
    INK,
    QUIET,
    STRONG,
    Line,
    Sheet,
    Size,
    columns,
    large_digits,
    wrap,
)
from cxw.keyboard.comparing import slip_table, slip_title
from cxw.keyboard.keys import Key
from cxw.keyboard.paper import SlipStack
from cxw.keyboard.states import Comparing, Deciding
from cxw.keyboard.surface import Command, Out, Pane
from cxw.keyboard.typed_beside import Sight, answered_now, typed_beside
from cxw.questions.points import rest_in_words
from cxw.questions.typed import tokens_of
from cxw.text.phrases import say
from cxw.text.spoken import inside

ROOMY = 30
"""Lines of a window in which nothing need stand close."""


class SlipsPane(Pane):
    """The facilitator's line, and how many are taken in."""

    typed = True
    asks = True

    def __init__(self, paper: SlipStack, clock: Callable[[], float]) -> None:
        self.paper = paper
        self.ballot = paper.ballot
        self.clock = clock
        self.peeking = Peek(paper.masked)

    def press(self, key: Key) -> Out | None:
        """Hand a key to the machine, unless it has to do with looking at what is hidden."""
        if self.peeking.press(key):
            return None
        return self.paper.press(key, self.clock())

    def see(self, everybody: bool) -> None:
        """Hide from the next picture on, or show again."""
        if everybody != self.paper.masked:
            self.paper.seen_by(everybody)
            self.peeking = Peek(everybody)

    def others_answered(self) -> None:
        """What is missing may have come in on a phone."""
        self.paper.others_answered()

    def escape(self) -> bool:
        """Esc takes a question back before it opens the Paused screen."""
        return self.paper.back()

    def commands(self) -> Sequence[Command]:
        """What stands behind Esc while slips are typed."""
        found = [*self.peeking.commands()]
        if self.paper.visit is not None:
            found.append(Command("o", "other", say("another person's slip")))
        if self.paper.behind:
            found.append(Command("u", "drop", say("throw away the lines that wait")))
        if self.paper.correcting:
            return (*found, Command("b", "over", say("back to the screen")))
        found.append(Command("l", "laptop", say("hand the laptop to whoever answers on it")))
        found.append(Command("c", "close", say("close the round")))
        if self.ballot.can_collect:
            found.append(Command("f", "collect", say("take in a spreadsheet file")))
        if self.ballot.acts is not None:
            found.append(Command("w", "reword", say("put a need in other words")))
        return [*found, *acting.commands(self.ballot.acts)]

    def command(self, word: str) -> Out | None:
        """Peek here; the rest is for the caller."""
        if word == "peek":
            self.paper.unseen = False
        return self.peeking.command(word)

    @property
    def _open(self) -> bool:
        return not self.paper.masked or self.peeking.open

    def draw(self, size: Size) -> list[Line]:
        """The needs in the order of the ballot, the typed line, and how many are taken in."""
        paper, state = self.paper, self.paper.state
        sheet = Sheet(
            size,
            self._title(),
            aside=self.ballot.segment,
            question=self._question(),
            said=self.peeking.warning or paper.said or self.ballot.remark,
            keys=say(deciding.KEYS) if isinstance(state, Deciding) else self._keys(),
        )
        if isinstance(state, Deciding):
            state.dialogue.appeared(self.clock())
            return sheet.lines([*state.dialogue.body(sheet.width), [], *self._behind(sheet.width)])
        gap: list[Line] = [] if size.height < ROOMY else [[]]
        foot = [
            *gap,
            *self._line(sheet.width),
            *(self._behind(sheet.width) or gap),
            *self._count(sheet.width),
        ]
        return sheet.lines([*self._above(sheet.width, sheet.rows - len(foot)), *foot])

    def _behind(self, width: int) -> list[Line]:
        return deciding.waiting_lines(self.paper.behind, width, masked=not self._open)

    @property
    def _compares(self) -> bool:
        return isinstance(self.paper.state, Comparing) and not self.paper.field.text

    def _title(self) -> str:
        title = self.ballot.title
        return say("Put a slip right: {what}", what=inside(title)) if self.paper.correcting else title

    def _question(self) -> str:
        step, row = self.paper.current()
        if step is not None and self.paper.visit is not None:
            return saying.question(step, self.paper.visit.person)
        if step is not None and step.kind.thing_by_thing:
            return answered_now(self.paper.left(), row).part.question
        own = step is not None and (step.kind.afterwards or step.kind.own_words)
        return step.part.question if step is not None and own else self.ballot.question

    def _keys(self) -> str:
        visit = self.paper.visit is not None
        if self.paper.correcting and visit:
            return say("Enter puts it right   empty Enter leaves it as it is   Esc then b back to the screen")
        if self.paper.correcting:
            return say("two letters of a name, Enter   Esc then b back to the screen")
        if visit:
            return say("Enter take in   {left_open}   Esc more keys", left_open=self._left_open())
        if self._compares:
            return say("the next slip, Enter   Enter alone clears this one   Esc more keys")
        step, _ = self.paper.current()
        row = say(saying.how_it_begins(step))
        return f"{row}   {say('an late: gives no answer   empty Enter closes   Esc more keys')}"

    def _left_open(self) -> str:
        """What an empty line does: the same for everybody where everybody sees it."""
        step, _ = self.paper.current()
        if step is not None and step.kind.beside:
            return say(saying.ALONE[step.kind.name])
        percent = step is not None and step.part.id == "conviction"
        return (
            say("empty Enter does not say")
            if percent and self.paper.masked
            else say("empty Enter leaves it open")
        )

    def _above(self, width: int, room: int) -> list[Line]:
        """Over the line: a finished slip until something is typed, else what is asked about.

        Before everybody's eyes what is asked stays under the name of whose slip it was: others still write.
        """
        state = self.paper.state
        if isinstance(state, Comparing) and self._compares:
            if self._open:
                return slip_table(state.slip, width, room)
            return [slip_title(state.slip, hidden=True), *self._list(width, room - 1)]
        return self._list(width, room)

    def _list(self, width: int, room: int) -> list[Line]:
        step, row = self.paper.current()
        left = self.paper.left() if step else []
        return typed_beside(left, row, Sight(width, room, self._open))

    def _line(self, width: int) -> list[Line]:
        lines: list[Line] = [[(STRONG, self._prompt())]]
        if self._open:
            told = [text for text in (self._whose(), self._sum()) if text] or [self._short()]
            return [*lines, self.paper.field.line(width), [(QUIET, "  " + "   ".join(told))]]
        visit = self.paper.visit is not None
        hidden = say("what is typed is hidden") if visit else say("what is typed after a name is hidden")
        whose = self._whose() or hidden
        return [*lines, [(QUIET, "▸ "), (INK, self._name_only())], [(QUIET, "  " + whose)]]

    def _short(self) -> str:
        """How a whole slip is typed in one line, while nothing is."""
        paper = self.paper
        if paper.field.text or paper.correcting:
            return ""
        left = paper.left()
        if paper.visit is not None and saying.whole_slip(left):
            return ""
        return saying.short_ways(self.ballot, left, paper.by_need, turns=paper.turns)

    def _prompt(self) -> str:
        visit, (step, _) = self.paper.visit, self.paper.current()
        if visit is not None:
            return f"{visit.person.name}: {saying.about(step)}" if step else visit.person.name
        if self.paper.correcting:
            return say("Whose slip is put right?")
        either = f" {say('or')} "
        orders = f"{either.join(self.ballot.orders)}, " if self.ballot.orders else ""
        return saying.next_slip(step, orders)

    def _whose(self) -> str:
        """Whose slip the letters mean, said while it is typed and before it is taken in."""
        person = self.paper.named()
        if person is None or self.paper.visit is not None:
            return ""
        if self.paper.correcting:
            return person.name
        left = self.paper.left()
        if not self.paper.slip().sure:
            return say("{name}? A colon behind the name says so.", name=person.name)
        if not self.ballot.parts(person.id):
            return say("{name}, taken in already", name=person.name)
        begun = bool(self.ballot.kept(person.id, self.ballot.name)) and left
        return (
            say("{name}, begun: {about}", name=person.name, about=saying.about(left[0]))
            if begun
            else person.name
        )

    def _name_only(self) -> str:
        """The letters of a name of somebody here; other letters may be votes, and stay hidden."""
        if self.paper.visit is not None:
            return ""
        slip = self.paper.slip()
        first = self.paper.field.text.split()[1 if slip.order else 0 :][:1]
        letters = slip.letters.split()[:1]
        return letters[0] if letters == first and letters and who(letters[0], self.ballot.people) else ""

    def _sum(self) -> str:
        step, row = self.paper.current()
        if step is None or not row.strip() or not step.kind.adds_up:
            return ""
        numbers = [int(token) for token in tokens_of(row, step.count) if token.isascii() and token.isdigit()]
        given = sum(numbers[: step.count])
        left = step.part.total - given
        rest = rest_in_words(left, step.part.total)
        if not numbers:
            return ""
        return say("{given} given, {rest}", given=given, rest=rest) if left else rest

    def _count(self, width: int) -> list[Line]:
        news = self.paper.news
        if self.paper.correcting:
            return [[(ACCENT, text)] for text in wrap(news, width)]
        waiting = set(self.ballot.waiting())
        here = {person.id for person in self.ballot.people} - ({*self.ballot.missed()} - waiting)
        done, of = len(here - waiting), len(here)
        if self.paper.masked:
            done, of = self.ballot.taken_in([person.id for person in self.ballot.people])
        lines = _taken_in(done, say("of {here} taken in", here=of), news, width)
        if not self.paper.masked and waiting:
            names = ", ".join(person.name for person in self.ballot.people if person.id in waiting)
            first, *more = wrap(names[: 4 * width], width - 20)
            lines.append([(QUIET, say("still to come: {names}", names=f"{first}{'…' if more else ''}"))])
        return lines


def _taken_in(done: int, of: str, news: str, width: int) -> list[Line]:
    """A large number, of how many it is, and what became of the last slip, on as many lines as it takes."""
    digits = [f"  {row}   " for row in large_digits(str(done))]
    margin = columns(digits[-1])
    first, *more = wrap(news, width - margin)
    top, middle, bottom = digits
    return [
        [(ACCENT, top)],
        [(ACCENT, middle), (INK, of)],
        [(ACCENT, bottom + first)],
        *([(ACCENT, " " * margin + text)] for text in more),
    ]
