"""The room's keyboard: a desk for slips of paper and for a laptop that goes round, in any mixture.

| where | key | what it does |
|---|---|---|
| everywhere | Esc | Paused: Enter goes on, q leaves, and every other key of this place |
| screens, or Esc first | `x` `g` `e` | end this stage unfinished, go to another stage, go to the closing |
| screens; else Esc, Tab first | `t` `p` `k` | when do we end; what the projector shows; the phones' code |
| | `a` | what comes late: a need or a competitor more |
| everywhere | `j`, or Esc first | who is here: joins, leaves, answers elsewhere, observes, ticks |
| everywhere | `i`, or Esc first | other names: the segment, our company, a competitor, a need |
| people | Enter, `a`, `f`, `b` | change somebody, somebody joins, find, back |
| | `l` / `r` | no further phone comes in / every phone picks its name anew |
| everywhere | Ctrl-C | leaves; what was taken in is kept |
| screens | Enter, space, right, PageDown | next |
| | left, PageUp, Backspace | back |
| | `r`, then Enter | reveal; any other key takes it back |
| | `2` / `o` | second round / open the round again |
| | `b` or `.` | dark, until a key |
| | `n` / `v` / `c` | a note / evidence / put a slip right (projected: once it is dark) |
| the board | `f`, then Enter on a question | it becomes a promise |
| screens | `h` / `w` | what to say (projected: once it is dark) / the workings (never while projected) |
| slips | `an 20 10 30 10 30`, Enter | the row of Ana (two letters); `d` for a row: does not know |
| | `an 20 10 30 10 30 80`, Enter | points and percentage in one line; all companies' marks too |
| | `an 20 10 30 10 30 80 y w` | a first slip: box ticked (`y` `n`), last contact (`w` `q` `l` `r`) |
| | `an late`, `an laptop` | gives no answer / answers on the laptop (`spät`, `rechner`; `wn` is `d`) |
| | `an =` | in a second round: the first round's row again |
| | `s`, Enter after a refusal | puts the slip aside |
| | Tab / in the empty line | which way the row is off / turns marks: company by company, need by need |
| | empty Enter | clears a finished slip, leaves this part open, closes |
| | up, down, then Enter | in a dialogue over the line; everything else typed waits for its end |
| | Esc, then `l` `c` `o` | hand the laptop round, close, another person's slip |
| | Esc, then `u` | throw away the lines that wait |
| | Esc, then `f` `n` `w` `p` | a spreadsheet, a note, other words for a need, peek |
| hand-over | Enter / `f` | the ballot opens / opens again, empty (the facilitator's key) |
| | `p` `l` `m` `z` | on paper, later, gives no answer, back to the list |
| 100 points | up, down, space | need |
| | left, right / PageUp, PageDown or `]` `[` | one / five points |
| | 0-9 / `r` / `d` | points / the rest to this need / does not know |
| | Tab or `t` / `p` | which way it is off / type on in sight, once it is dark; Esc hides |
| marks | arrows, space / Tab | move / next empty cell |
| | 0-10 / `d` or `?` | mark / does not know |
| | `t` / `p` | complete? / type on in sight, once it is dark; Esc hides |
| boxes | `y` `n`, space / `w` `q` `l` `r`, arrows | a tick / the last contact; Backspace takes it out |
| votes | PageUp, PageDown | the other needs of a long list |
| needs, unknowns | a line, Enter; a paste | taken in; empty Enter: that is all |
| filled fields | a letter, a paste / an arrow, Backspace | replaces it / edits it |
| board | space, Enter | choose, these |
| | `m` `t` `u` `w` `s` `p` `a` `b` | merge, twins, undo a merge, words, short, park, add, vote |
| evidence | Enter, `a`, `o` | how do we know (an assumption where nothing is attached), assumption, open |
| | `s` `c` `i` | supports, contradicts, new item |
| promises | space, Enter, `c` | mark, a promise from these, one without a line |
| | `y` | the owner says yes; again takes it back |
| decided anyway | Enter, `c` | change a line (emptied: it goes), a line more |
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

from prompt_toolkit.input import Input  # noqa: TID251 - widgets live here
from prompt_toolkit.output import Output  # noqa: TID251 - as above

from cxw.day.daily import THIS, Daily
from cxw.day.desk import (
    DONE,
    NEXT,
    Ballot,
    Board,
    Competitors,
    Decisions,
    Look,
    Promises,
    Proposals,
    Unknowns,
    Wall,
)
from cxw.keyboard import daily, dialogues, wall
from cxw.keyboard.beside import Beside, asked
from cxw.keyboard.remote import Remote
from cxw.keyboard.surface import Surface
from cxw.keyboard.typist import Typist
from cxw.text.phrases import say
from cxw.theme import Theme


class Room:
    """Implements `desk.Desk`; used as a context it keeps the full screen from one widget to the next."""

    def __init__(  # noqa: PLR0913 - each is a fact about this room, given once
        self,
        *,
        projected: bool,
        theme: Theme,
        input: Input | None = None,
        output: Output | None = None,
        no_colour: bool = False,
        today: dt.date | None = None,
        typist: Typist | None = None,
        moves: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`moves` lets x, g and e end a stage, go to another one, go to the closing: `MovedOn` is raised."""
        ends = (input, output)
        self.surface = Surface(
            theme, projected=projected, ends=ends, no_colour=no_colour, typist=typist, clock=clock
        )
        self.surface.today = today
        self.surface.moves = moves

    def __enter__(self) -> Self:
        self.surface.hold()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.surface.release()

    def during(self, keys: Daily) -> None:
        """Let the clock and the keys of this day stand at every screen."""
        daily.during(self.surface, keys)

    def beside(self, others: Beside | None) -> None:
        """Let others answer while a screen stands here."""
        self.surface.beside = others

    def remote(self, wall_elsewhere: Remote) -> None:
        """Let the remote of a wall elsewhere step the screens here."""
        self.surface.remote = wall_elsewhere

    def once_shown(self, act: Callable[[], None]) -> None:
        """Do this when a screen stands next, once; it must be over in no time."""
        self.surface.once_shown = act

    def projects(self, word: str) -> str:
        """What the projector shows indeed, where mirrored displays are looked for first; or LEAVE."""
        shown = daily.checked(self.surface, word)
        self.surface.projected = shown == THIS
        return shown

    def show(self, wall_: Wall) -> str:
        """Show a screen until one of its keys is chosen: that word, LEAVE, or AGAIN after a slip."""
        return wall.show_screen(self.surface, wall_)

    def pause(self, text: str) -> str:
        """Show a ready text until Enter: DONE or LEAVE."""
        word = wall.show_screen(
            self.surface, Wall("pause", "", lambda _width, _height: text, keys={NEXT: say("go on")})
        )
        return DONE if word == NEXT else word

    def proposals(self, ask: Proposals) -> str:
        """Take in needs, one by one or in bulk."""
        from cxw.keyboard import lists

        with asked(self.surface.beside, ask):
            return lists.proposals(self.surface, ask)

    def board(self, ask: Board) -> str:
        """Let the facilitator merge twins and choose."""
        from cxw.keyboard import board

        return board.run_board(self.surface, ask)

    def ballots(self, ask: Ballot) -> str:
        """Take in answers, from paper and from the laptop, until the facilitator closes."""
        from cxw.keyboard import intake

        with asked(self.surface.beside, ask):
            return intake.take_in(self.surface, ask)

    def correct(self, slips: Sequence[Ballot]) -> str:
        """Put a slip right; which round it is in is asked where there are several."""
        return wall.put_slip_right(self.surface, slips)

    def competitors(self, ask: Competitors) -> str:
        """Take in who else these customers could choose."""
        from cxw.keyboard import rivals

        return rivals.competitors(self.surface, ask)

    def look(self, ask: Look) -> str:
        """Ask of each decisive answer how we know."""
        from cxw.keyboard import look

        return look.look(self.surface, ask)

    def unknowns(self, ask: Unknowns) -> str:
        """Take in what we do not know."""
        from cxw.keyboard import lists
        from cxw.keyboard.sealed_lines import SealedLines

        with asked(self.surface.beside, ask):
            return lists.unknowns(self.surface, ask, SealedLines if ask.lens else lists.LinesPane)

    def promises(self, ask: Promises) -> str:
        """Take in who finds out what, and by when."""
        from cxw.keyboard import promises

        return promises.promises(self.surface, ask)

    def decisions(self, ask: Decisions) -> str:
        """Take in what is done anyway, whatever customers say."""
        from cxw.keyboard import decisions

        return decisions.decisions(self.surface, ask)

    def tell(self, text: str) -> None:
        """Have one sentence stand under the screen; it takes no key."""
        self.surface.notices.add(text)

    def explain(self, text: str, title: str = "") -> None:
        """Say what is to be read before going on: it waits for Enter."""
        dialogues.tell(self.surface, text, title)

    def untold(self) -> list[str]:
        """Sentences that no screen has shown: whoever leaves the room says them."""
        return self.surface.notices.unread()

    def trouble(self, text: str, ways: Mapping[str, str]) -> str:
        """Say that something could not be kept, and let the facilitator choose a way."""
        return dialogues.trouble(self.surface, text, ways)

    def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
        """One of several words; empty when none was wanted."""
        return dialogues.choose_word(self.surface, prompt, ways, title)

    def line(self, prompt: str, default: str = "", title: str = "") -> str:
        """One typed line; empty when nothing was wanted."""
        return dialogues.line(self.surface, prompt, default, title)
