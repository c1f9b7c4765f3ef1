"""The one place where a widget meets the terminal: draws a pane, hands it keys, leaves it clean.

A pane is plain state that takes keys and draws lines. What it ends with goes back to the caller before
anything is saved, so that a question about a full disk can be asked in between; `fresh=False` then goes on
with the same pane and with what was typed meanwhile.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from prompt_toolkit.application import Application  # noqa: TID251 - widgets live here
from prompt_toolkit.input import Input, create_input  # noqa: TID251 - as above
from prompt_toolkit.input.typeahead import clear_typeahead  # noqa: TID251 - as above
from prompt_toolkit.key_binding.key_processor import KeyPress  # noqa: TID251 - as above
from prompt_toolkit.layout import Layout, Window  # noqa: TID251 - as above
from prompt_toolkit.output import ColorDepth, Output, create_output  # noqa: TID251 - as above

from cxw.day.desk import AGAIN, CLOSING, GOTO, LEAVE, SKIP, MovedOn
from cxw.keyboard.beside import UNSAVED, Beside, Listening, end_run, settled
from cxw.keyboard.canvas import LOWEST, NARROWEST, Line, Size, text_of, window_too_small
from cxw.keyboard.corner import with_corner
from cxw.keyboard.keys import Key, key_of_press
from cxw.keyboard.notices import Notices
from cxw.keyboard.painting import Painter
from cxw.keyboard.paused import DayKey, paused
from cxw.keyboard.platform import Endings, TerminalPlatform, let_go, steady
from cxw.keyboard.presses import Presses
from cxw.keyboard.remote import NOWHERE, Remote, listen
from cxw.keyboard.styling import style_of
from cxw.keyboard.typist import Typist
from cxw.theme import Theme

ESCAPE_WAITS = 0.05
"""Seconds after which Esc is Esc and no longer the beginning of another key."""


@dataclass(frozen=True)
class Out:
    """How a pane ended: a word, and what goes with it."""

    word: str
    value: Any = None


@dataclass(frozen=True)
class Command:
    """A letter the facilitator can press, and what it does."""

    letter: str
    word: str
    label: str


MOVES = (
    Command("x", SKIP, "end this stage unfinished"),
    Command("g", GOTO, "go to another stage"),
    Command("e", CLOSING, "go to the closing"),
)


class Pane:
    """One widget: it takes keys and draws itself. Letters act directly only where no text is typed."""

    typed = False
    """whether letters are typed here, so that commands stand behind Esc"""
    asks = False
    """whether all are being asked something here: phones may still come in by a code"""
    movable = True
    """whether the day can be moved on from here: not from a small question inside an ask"""
    dark = stepped = False
    """whether all is dark, and whether the remote of a wall elsewhere steps here"""
    roomy = True
    """whether a window that is too small gets the sentence instead"""

    @property
    def moves_at_once(self) -> bool:
        """Whether x, g, e and the keys of the day act without Esc: on the wall's screens."""
        return False

    def press(self, key: Key) -> Out | None:
        """Take one key; an Out ends the pane."""
        raise NotImplementedError

    def draw(self, size: Size) -> list[Line]:
        """The whole screen at this size."""
        raise NotImplementedError

    def commands(self) -> Sequence[Command]:
        """What the Paused screen lists, and what letters do where no text is typed."""
        return ()

    def command(self, word: str) -> Out | None:
        """Do what a command says; by default the pane ends with its word."""
        return Out(word)

    def escape(self) -> bool | Out:
        """Whether Esc was used up here instead of opening the Paused screen, or how it ends the pane."""
        return False

    def others_answered(self) -> None:
        """Told when somebody answered elsewhere while this runs."""

    def see(self, everybody: bool) -> None:
        """Told before each run who sees the screen, which may have changed since the pane was made."""


class Surface:
    """A terminal, a theme and whether everybody sees it."""

    def __init__(  # noqa: PLR0913 - each is a fact about this terminal, given once
        self,
        theme: Theme,
        *,
        projected: bool,
        ends: tuple[Input | None, Output | None] = (None, None),
        no_colour: bool = False,
        typist: Typist | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.theme = theme
        self.clock = clock
        """for what has to be seen before a key can answer it"""
        self.by_need: set[tuple[str, str]] = set()
        """the rounds, by segment and title, whose marks are typed need by need"""
        self.moves = False  # whether a stage can be ended, left for another one, or the closing gone to
        self.projected = projected
        self.told: Callable[[], str] | None = None
        """the time against the plan, which stands in the frame while only the facilitator sees the screen"""
        self.ticks = 15.0
        """seconds after which a screen with a clock is drawn again without a key"""
        self.day: Mapping[str, DayKey] = {}
        """word -> key of the day: behind Esc and Tab, on the wall's screens at once"""
        self.beside: Beside | None = None  # who answers on phones, while a widget runs
        self.remote: Remote = NOWHERE  # a wall elsewhere, which steps the screens here
        self.once_shown: Callable[[], None] | None = None
        """begun when a screen stands next: it must hold up no picture"""
        self.today: dt.date | None = None
        self.notices = Notices()  # what stands under whichever pane runs
        self.typist = typist
        self.painter: Callable[..., Painter] = Painter
        self.platform = TerminalPlatform()
        self._input = ends[0]
        self._output = ends[1]
        self.depth = ColorDepth.DEPTH_1_BIT if no_colour else None  # else what the terminal can show
        self._made: _Screen | None = None
        self._held: contextlib.ExitStack | None = None
        self._endings: Endings | None = None
        self._asked_to_end = False
        """whether the end was asked for just after a pane's last key: its end is kept first"""

    @property
    def input(self) -> Input:
        """Where keys come from, opened at first use."""
        if self._input is None:
            self._input = create_input()
        return self._input

    @property
    def output(self) -> Output:
        """Where pictures go, opened at first use."""
        if self._output is None:
            self._output = create_output()
        return self._output

    def hold(self) -> None:
        """Keep the screen and the silence of the keyboard between two widgets.

        Without it what is typed while an answer is saved would be echoed, on the projector too.
        """
        if self._held is None:
            self._held = contextlib.ExitStack()
            self._held.enter_context(self.platform.quiet(self.input))
            self._endings = self._held.enter_context(self.platform.endings())
            self._output = steady(self.output)
            self._made = None

    def release(self) -> None:
        """Give the terminal back as it was."""
        if self._held is not None:
            held, self._held, self._endings = self._held, None, None
            self._output = let_go(self.output)
            self._made = None
            held.close()

    def run(self, pane: Pane, *, fresh: bool = True) -> Out:
        """Run one pane until it ends; `fresh` throws away keys that were meant for another one.

        A key of the day is done in between, and the pane goes on with what was typed in it.
        Raises KeyboardInterrupt on Ctrl-C, when the program is asked to end, and when the terminal is gone.
        """
        out = self._run(pane, fresh=fresh)
        while (act := self._between(out.word)) is not None:
            word = act()
            if word == LEAVE:
                return Out(LEAVE)
            if word == AGAIN and pane.moves_at_once and self.moves:
                raise MovedOn(AGAIN)
            out = self._run(pane, fresh=False)
        return out

    def _between(self, word: str) -> Callable[[], str] | None:
        """What is done between two runs of one pane; nothing where the pane is over."""
        if word == UNSAVED and self.beside is not None:
            return partial(settled, self.beside, self.input)
        key = self.day.get(word)
        return key.act if key is not None else None

    def _run(self, pane: Pane, *, fresh: bool) -> Out:
        pane.see(self.projected)
        if self._asked_to_end:
            raise KeyboardInterrupt
        if fresh:
            clear_typeahead(self.input)
            self.platform.drop_typed(self.input)
        with self._watched() as endings:
            app = self._screen().application_for(pane)
            try:
                with endings.widget():
                    out = app.run(
                        pre_run=lambda: self._begin(app, pane, endings, fresh),
                        set_exception_handler=False,
                        handle_sigint=False,
                    )
            except EOFError:
                raise KeyboardInterrupt from None
            except OSError:
                if endings.asked:
                    raise KeyboardInterrupt from None
                raise
            self._asked_to_end = endings.asked
            return out

    def _watched(self) -> contextlib.AbstractContextManager[Endings]:
        """Signals are watched for while a terminal is held, else for one widget."""
        return self.platform.endings() if self._endings is None else contextlib.nullcontext(self._endings)

    def _screen(self) -> _Screen:
        """One application for all widgets: making one takes longer than drawing it."""
        if self._made is None:
            self._made = _Screen(self)
        return self._made

    def _begin(self, app: Application[Out], pane: Pane, endings: Endings, fresh: bool) -> None:
        endings.watch(lambda: end_run(app, KeyboardInterrupt()))
        if self.beside is not None:
            Listening(app, self.beside, Out(UNSAVED), pane.others_answered)
        listen(self.remote, app, lambda: pane.stepped and not self._screen().paused)
        if self.typist is not None:
            self.typist.sit_down(app, lambda: text_of(pane.draw(Size(100, 30))), fresh=fresh)

    @property
    def time_told(self) -> str:
        """The facilitator's clock; empty while everybody sees the screen."""
        return self.told() if self.told is not None and not self.projected else ""


class _Screen:
    """Keys in, lines out, and the Paused screen over whichever pane runs."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.pane = Pane()
        self.paused = False
        self.day_is_listed = False
        """whether the Paused screen shows its second part, the keys of the day"""
        self.app = self._application()

    def application_for(self, pane: Pane) -> Application[Out]:
        """The application, about to run this pane."""
        self.pane = pane
        self.paused = False
        # A projected screen has no clock and is drawn at keys only: its bytes tell of nothing else.
        self.app.refresh_interval = self.surface.ticks if self.surface.time_told else None
        return self.app

    def _application(self) -> Application[Out]:
        app: Application[Out] = Application(
            layout=Layout(Window()),
            style=style_of(self.surface.theme),
            include_default_pygments_style=False,
            full_screen=True,
            color_depth=self.surface.depth,
            input=self.surface.input,
            output=self.surface.output,
            max_render_postpone_time=None,  # one picture a key: bytes never tell how fast somebody types
        )
        app.renderer = self.surface.painter(app.renderer.style, app.output, self._drawn)
        app.key_processor = Presses(app, self._pressed)
        app.ttimeoutlen = ESCAPE_WAITS
        app.after_render += self._shown
        return app

    def _shown(self, app: Application[Out]) -> None:
        self.surface.remote.darkens(self.pane.dark)
        act, self.surface.once_shown = self.surface.once_shown, None
        if act is not None:
            act()

    def _pressed(self, press: KeyPress) -> None:
        try:
            out = self._take(key_of_press(press))
        except BaseException as error:  # noqa: BLE001 - it must leave through the run, which restores the terminal
            end_run(self.app, error)
            return
        if out is not None:
            end_run(self.app, out)

    def _take(self, key: Key) -> Out | None:
        self.surface.notices.pressed()
        if key.name == "interrupt":
            raise KeyboardInterrupt
        if self.paused:
            return self._take_paused(key)
        if key.name == "esc":
            used = self.pane.escape()
            self.paused, self.day_is_listed = not used, False
            return used if isinstance(used, Out) else None
        if not self.pane.typed:
            for command in self.pane.commands():
                if command.letter == key.letter:
                    return self.pane.command(command.word)
        return self._move_at_once(key) or self.pane.press(key)

    def _move_at_once(self, key: Key) -> Out | None:
        if not self.pane.moves_at_once:
            return None
        self._move(key)
        return self._of_the_day(key)

    def _move(self, key: Key) -> None:
        for command in self._moves():
            if command.letter == key.letter:
                raise MovedOn(command.word)

    def _moves(self) -> Sequence[Command]:
        return MOVES if self.surface.moves and self.pane.movable else ()

    def _day(self) -> Mapping[str, DayKey]:
        """The keys of the day; not from a small question, whose words were written for who sees it now."""
        return self.surface.day if self.pane.movable else {}

    def _of_the_day(self, key: Key) -> Out | None:
        return next((Out(word) for word, one in self._day().items() if one.letter == key.letter), None)

    def _take_paused(self, key: Key) -> Out | None:
        if key.letter == "q":
            return Out(LEAVE)
        if key.name in ("enter", "esc"):
            self.paused = False
        if key.name == "tab" and self._behind_tab:
            self.day_is_listed = not self.day_is_listed
        if self.day_is_listed or self.pane.moves_at_once:
            out = self._of_the_day(key)
            if out or self.day_is_listed:
                return out
        for command in self.pane.commands():
            if command.letter == key.letter:
                self.paused = False
                return self.pane.command(command.word)
        self._move(key)
        return None

    @property
    def _behind_tab(self) -> bool:
        """Whether the keys of the day stand apart: where a letter of the pane may be one of theirs."""
        return bool(self._day()) and not self.pane.moves_at_once

    def _drawn(self, width: int, height: int) -> list[Line]:
        try:
            return self._lines(Size(width, height, self.surface.time_told))
        except BaseException as error:  # noqa: BLE001 - as above: out through the run, never onto the projector
            end_run(self.app, error)
            return []

    def _lines(self, size: Size) -> list[Line]:
        if self.pane.roomy and (size.width < NARROWEST or size.height < LOWEST):
            return window_too_small(size)
        under = self.surface.notices.lines(size.width)
        inner = size._replace(height=size.height - len(under))
        above = self._picture(inner)
        if self.pane.asks and not self.paused:
            above = with_corner(above, inner, self.surface)
        return [*above, *([] for _ in range(size.height - len(under) - len(above))), *under]

    def _picture(self, size: Size) -> list[Line]:
        if self.paused:
            here, day = [*self.pane.commands(), *self._moves()], [*self._day().values()]
            return paused(size, here, day, apart=self._behind_tab, day_is_listed=self.day_is_listed)
        return self.pane.draw(size)
