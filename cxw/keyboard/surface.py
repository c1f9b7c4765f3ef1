"""The one place where a widget meets the terminal: draws a pane, hands it keys, leaves it clean.

A pane is plain state that takes keys and draws lines. What it ends with goes back to the caller before
anything is saved, so that a question about a full disk can be asked in between; `fresh=False` then goes on
with the same pane and with what was typed meanwhile.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from prompt_toolkit.application import Application  # noqa: TID251 - widgets live here
from prompt_toolkit.formatted_text import StyleAndTextTuples  # noqa: TID251 - as above
from prompt_toolkit.input import Input, create_input  # noqa: TID251 - as above
from prompt_toolkit.input.typeahead import clear_typeahead  # noqa: TID251 - as above
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent  # noqa: TID251 - as above
from prompt_toolkit.key_binding.key_processor import KeyProcessor  # noqa: TID251 - as above
from prompt_toolkit.keys import Keys  # noqa: TID251 - as above
from prompt_toolkit.layout import FormattedTextControl, Layout, Window  # noqa: TID251 - as above
from prompt_toolkit.output import ColorDepth, Output, create_output  # noqa: TID251 - as above
from prompt_toolkit.styles import Style  # noqa: TID251 - as above

from cxw.desk import CLOSING, GOTO, LEAVE, SKIP, Moved
from cxw.keyboard.canvas import INK, LOWEST, NARROWEST, QUIET, STRONG, Line, Sheet, Size, pad, too_small
from cxw.keyboard.keys import Key, named
from cxw.keyboard.notices import Notices
from cxw.keyboard.painting import painted
from cxw.keyboard.platform import Endings, Platform, let_go, steady
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
    movable = True
    """whether the day can be moved on from here: not from a small question inside an ask"""
    moves_at_once = False
    """whether x, g and e act without Esc: on the wall's screens"""
    roomy = True
    """whether a window that is too small gets the sentence instead"""

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

    def escape(self) -> bool:
        """Whether Esc was used up here instead of opening the Paused screen."""
        return False


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
        """seconds, for what has to be seen before a key can answer it"""
        self.by_need: set[tuple[str, str]] = set()
        """the rounds, by segment and title, whose marks are typed need by need"""
        self.moves = False
        """whether a stage can be ended, left for another one, or the closing gone to"""
        self.projected = projected
        self.today: dt.date | None = None
        self.notices = Notices()
        """what stands under whichever pane runs"""
        self.typist = typist
        self.platform = Platform()
        self._input = ends[0]
        self._output = ends[1]
        self._depth = ColorDepth.DEPTH_1_BIT if no_colour else None
        self._made: _Screen | None = None
        self._held: contextlib.ExitStack | None = None
        self._endings: Endings | None = None
        self._asked_to_end = False
        """whether the end was asked for just after a pane's last key: what it ended with is kept first"""

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

        Raises KeyboardInterrupt on Ctrl-C, when the program is asked to end, and when the terminal is gone.
        """
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

    @contextlib.contextmanager
    def _watched(self) -> Iterator[Endings]:
        """Signals are watched for while a terminal is held, else for one widget."""
        if self._endings is not None:
            yield self._endings
        else:
            with self.platform.endings() as endings:
                yield endings

    def _screen(self) -> _Screen:
        """One application for all widgets: making one takes longer than drawing it."""
        if self._made is None:
            self._made = _Screen(self)
        return self._made

    def _begin(self, app: Application[Out], pane: Pane, endings: Endings, fresh: bool) -> None:
        endings.watch(lambda: _end(app, KeyboardInterrupt()))
        if self.typist is not None:
            self.typist.sit_down(app, lambda: text_of(pane.draw(Size(100, 30))), fresh=fresh)

    @cached_property
    def style(self) -> Style:
        """The theme in the widgets' own terms; every difference also shows without colour."""
        theme = self.theme
        return Style.from_dict(
            {
                "screen": f"bg:{theme.paper} {theme.ink}",
                "quiet": theme.quiet,
                "accent": theme.accent,
                "warning": f"{theme.warning} bold",
                "strong": "bold",
                "focus": "bold",
                "mark": f"{theme.accent} bold",
                "cursor": "reverse",
            }
        )

    @property
    def depth(self) -> ColorDepth | None:
        """One bit where no colour is wanted, else what the terminal can show."""
        return self._depth


class _Screen:
    """Keys in, lines out, and the Paused screen over whichever pane runs."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.pane = Pane()
        self.paused = False
        self.app = self._application()

    def application_for(self, pane: Pane) -> Application[Out]:
        """The application, about to run this pane."""
        self.pane = pane
        self.paused = False
        return self.app

    def _application(self) -> Application[Out]:
        control = FormattedTextControl(self._fragments, focusable=True, show_cursor=False)
        window = Window(control, always_hide_cursor=True, style="class:screen")
        app: Application[Out] = Application(
            layout=Layout(window),
            style=self.surface.style,
            include_default_pygments_style=False,
            full_screen=True,
            color_depth=self.surface.depth,
            input=self.surface.input,
            output=self.surface.output,
            max_render_postpone_time=None,  # one picture a key: bytes never tell how fast somebody types
        )
        app.key_processor = KeyProcessor(self._bindings())
        app.ttimeoutlen = ESCAPE_WAITS
        app.timeoutlen = ESCAPE_WAITS
        return app

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()
        bindings.add(Keys.Any, eager=True)(self._pressed)
        return bindings

    def _pressed(self, event: KeyPressEvent) -> None:
        for press in event.key_sequence:
            try:
                out = self._take(named(press))
            except BaseException as error:  # noqa: BLE001 - it must leave through the run, which restores the terminal
                _end(event.app, error)
                return
            if out is not None:
                _end(event.app, out)
                return

    def _take(self, key: Key) -> Out | None:
        self.surface.notices.pressed()
        if key.name == "interrupt":
            raise KeyboardInterrupt
        if self.paused:
            return self._take_paused(key)
        if key.name == "esc":
            self.paused = not self.pane.escape()
            return None
        if not self.pane.typed:
            for command in self.pane.commands():
                if command.letter == key.letter:
                    return self.pane.command(command.word)
        if self.pane.moves_at_once:
            self._move(key)
        return self.pane.press(key)

    def _move(self, key: Key) -> None:
        for command in self._moves():
            if command.letter == key.letter:
                raise Moved(command.word)

    def _moves(self) -> Sequence[Command]:
        return MOVES if self.surface.moves and self.pane.movable else ()

    def _take_paused(self, key: Key) -> Out | None:
        if key.letter == "q":
            return Out(LEAVE)
        if key.name in ("enter", "esc"):
            self.paused = False
        for command in self.pane.commands():
            if command.letter == key.letter:
                self.paused = False
                return self.pane.command(command.word)
        self._move(key)
        return None

    def _fragments(self) -> StyleAndTextTuples:
        size = Size(*reversed(self.surface.output.get_size()))
        try:
            lines = self._lines(size)
        except BaseException as error:  # noqa: BLE001 - as above: out through the run, never onto the projector
            _end(self.app, error)
            lines = []
        return painted(lines, size)

    def _lines(self, size: Size) -> list[Line]:
        if self.pane.roomy and (size.width < NARROWEST or size.height < LOWEST):
            return too_small(size)
        under = self.surface.notices.lines(size.width)
        above = self._picture(Size(size.width, size.height - len(under)))
        return [*above, *([] for _ in range(size.height - len(under) - len(above))), *under]

    def _picture(self, size: Size) -> list[Line]:
        if self.paused:
            return paused([*self.pane.commands(), *self._moves()], size)
        return self.pane.draw(size)


def paused(commands: Sequence[Command], size: Size) -> list[Line]:
    """What Esc opens: how to go on, how to leave, and every other key there is here."""
    rows: list[Line] = [_key("Enter", "goes on"), _key("q", "leaves; everything taken in is kept"), []]
    rows += [_key(command.letter, command.label) for command in commands]
    return Sheet(size, "Paused", question="Enter goes on, q leaves.").lines(rows)


def _key(key: str, label: str) -> Line:
    return [(QUIET, "  "), (STRONG, pad(key, 9)), (INK, label)]


def _end(app: Application[Any], with_: Any) -> None:
    if app.future is None or app.future.done():
        return
    if isinstance(with_, BaseException):
        app.exit(exception=with_)
    else:
        app.exit(result=with_)


def text_of(lines: Sequence[Line]) -> str:
    """What a picture says, without its colours."""
    return "\n".join("".join(text for _, text in line) for line in lines)
