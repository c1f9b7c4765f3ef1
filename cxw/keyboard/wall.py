"""Shows a ready screen until one of its keys is chosen: next, back, the reveal on `r` then Enter."""

from __future__ import annotations

from collections.abc import Sequence

from prompt_toolkit.formatted_text import ANSI, to_formatted_text  # noqa: TID251 - screens come as ANSI text

from cxw.day.desk import AFTER_ALL, AGAIN, BACK, DONE, LEAVE, NEXT, REOPEN, REVEAL, SECOND, Ballot, Wall
from cxw.drawing import LOWEST_WALL
from cxw.keyboard import acting, workings
from cxw.keyboard.canvas import (
    INK,
    QUIET,
    STRONG,
    WARN,
    WIDEST,
    Line,
    Size,
    clip,
    columns,
    ruled,
    wrap,
    wrap_keys,
)
from cxw.keyboard.dialogues import choose_word, letters_for_labels, tell
from cxw.keyboard.keys import Key
from cxw.keyboard.promises import promises
from cxw.keyboard.surface import Command, Out, Pane, Surface
from cxw.text.phrases import say
from cxw.text.spoken import inside

ALL_OF_IT = "… h says all of it"
"""Where what is for the facilitator alone would leave the screen above too low."""
DARKEN = {
    "correct": "it would be seen whose dot moves",
    "help": "what is said then is for you alone",
}
"""What everybody who sees the screen would see, were the projector not darkened first."""
_FORWARD = ("enter", " ", "right", "pagedown")
_BACKWARD = ("left", "pageup", "backspace")
FIND_OUT = "find out"
"""A question of the board becomes a promise."""
_FIXED = {REVEAL: "r", SECOND: "2", AFTER_ALL: "2", REOPEN: "o"}
_BRIEF = {
    "note": "note",
    "evidence": "evidence",
    "more": "more",
    "people": "people",
    "names": "names",
    "correct": "slip",
    "help": "say",
    FIND_OUT: "find out",
}
"""What stands under a screen, where all keys have to fit; the Paused screen has the whole words."""
REFUSED = "refused"
_KEEPS = "nvajcfixge2o"
"""Letters that would keep something, or end or move something."""
_RESERVED = "abcefghijknpqrtvwxy2o."
"""Letters that act at every screen of the wall, or will: no word of one screen takes them."""


class WallPane(Pane):
    """A drawn screen and the facilitator's keys."""

    stepped = True

    def __init__(self, wall: Wall, *, projected: bool) -> None:
        self.wall = wall
        self.projected = projected
        self.dark = False
        self.armed = False
        self.leaving = False
        """whether the next key forward goes on without the second round"""
        self.darkening = ""
        """what is about to be done once nobody sees the screen: a slip put right, help"""
        self.help = False
        self.said = ""
        """that something was kept, until the next key"""
        self._room = Size(WIDEST, LOWEST_WALL)
        """the window as it was drawn last"""
        self._drawn: tuple[Size, list[Line]] | None = None
        words = [word for word in wall.keys if word not in (NEXT, BACK, *_FIXED)]
        own = letters_for_labels([wall.keys[word] for word in words], taken=_RESERVED)
        self.letters = {word: letter for word, letter in _FIXED.items() if word in wall.keys}
        self.letters |= dict(zip(words, own, strict=True))

    @property
    def moves_at_once(self) -> bool:
        """Not while it is dark, or a reveal or the dark is one key away: any other key takes these back."""
        return not (self.dark or self.armed or self.darkening)

    def others_answered(self) -> None:
        """The wall may say how many have come in."""
        self._drawn = None

    def see(self, everybody: bool) -> None:
        """The facilitator's lines are for the facilitator alone."""
        self.projected = everybody

    def press(self, key: Key) -> Out | None:
        """Step, or begin a reveal; a remote's keys can do no more than step and darken."""
        self.said = ""
        if self.dark:
            self.dark = False
            return None
        if self.armed or self.darkening:
            return self._confirm(key)
        if self._asks_once_more(key):
            return None
        if self.wall.refusal and key.letter and key.letter in _KEEPS:
            return Out(REFUSED)
        if key.name in ("b", "B", "."):
            self.dark = True
        for word, names in ((NEXT, _FORWARD), (BACK, _BACKWARD)):
            if word in self.wall.keys and key.name in names:
                return Out(word)
        return None

    def _asks_once_more(self, key: Key) -> bool:
        """One key too many would leave out the second round, and nothing goes back to it."""
        before = self.leaving
        self.leaving = SECOND in self.wall.keys and self.wall.last and key.name in _FORWARD
        return self.leaving and not before

    def _confirm(self, key: Key) -> Out | None:
        word = REVEAL if self.armed else self.darkening
        if self.armed and key.letter == "r":
            return None
        self.armed, self.darkening = False, ""
        return Out(word) if key.name == "enter" else None

    def escape(self) -> bool:
        """Esc lights the screen again or takes a reveal back before it pauses."""
        held = self.dark or self.armed or self.leaving or bool(self.darkening)
        self.dark = self.armed = self.leaving = False
        self.darkening = ""
        return held

    def commands(self) -> Sequence[Command]:
        """The letters of this screen; none while it is dark or waits for Enter alone."""
        if self.dark or self.armed or self.darkening:
            return ()
        found = [Command(letter, word, self.wall.keys[word]) for word, letter in self.letters.items()]
        acts = self.wall.acts
        if acts is not None and acts.correct:
            found.append(Command("c", "correct", say("put a slip right")))
        if self.wall.asks is not None:
            found.append(Command("f", FIND_OUT, say("a question of the board becomes a promise")))
        found += acting.commands(acts)
        if self.wall.lines_to_say:
            found.append(Command("h", "help", say("what to say now")))
        if self.wall.workings is not None and not self.projected:
            found.append(Command("w", "workings", say("workings")))
        return found

    def command(self, word: str) -> Out | None:
        """The reveal waits for Enter, a slip put right for the dark; help opens beside the screen."""
        self.leaving, self.said = False, ""
        if word in DARKEN and self.projected:
            self.darkening = word
            return None
        if word == REVEAL:
            self.armed = True
            return None
        if word == "help" and self._help_fits:
            self.help = not self.help
            return None
        return Out(word)

    def draw(self, size: Size) -> list[Line]:
        """The screen as it was drawn, over the facilitator's keys where only they see them."""
        if self.dark:
            return []
        self._room = size
        foot = self._foot(size)
        inner = Size(size.width, size.height - len(foot))
        if self._drawn is None or self._drawn[0] != inner:
            self._drawn = inner, spans(self.wall.draw(inner.width, inner.height))
        lines = self._drawn[1][: inner.height]
        return [*lines, *([[]] * (inner.height - len(lines))), *foot]

    def anew(self) -> None:
        """Draw from the facts again: something may have been put right meanwhile."""
        self._drawn = None

    def _foot(self, size: Size) -> list[Line]:
        if asked := self._asked():
            return [[(STRONG, f"  {text}")] for text in wrap(asked, size.width - 4)]
        if self.projected:
            line = self.said or self.wall.hint
            return [[(QUIET, "  " + line)]] if line else []
        if self.help and self._help_fits:
            return [ruled(size.width, size.clock), *([(INK, "  " + text)] for text in self._told())]
        return self._keys_below(size)

    def _keys_below(self, size: Size) -> list[Line]:
        """The keys, with what was just said where there is room, and above them what is for one alone."""
        rows = wrap_keys("   ".join(text for text in (self.said, self._keys()) if text), size.width - 4)
        if len(rows) > self._free(size):
            rows = wrap_keys(self._keys(), size.width - 4)[: max(1, self._free(size))]
        alone = self._alone(size, self._free(size) - len(rows))
        above: Line = ruled(size.width, size.clock)
        return [above, *([(WARN, "  " + text)] for text in alone), *([(QUIET, "  " + text)] for text in rows)]

    def _alone(self, size: Size, room: int) -> list[str]:
        """What is for the facilitator alone, as far as the screen above keeps its height."""
        lines = wrap(self.wall.alone, size.width - 4) if self.wall.alone else []
        if len(lines) <= room or room < 1:
            return lines[: max(0, room)]
        last = clip(lines[room - 1], size.width - 4 - columns(say(ALL_OF_IT)) - 1)
        return [*lines[: room - 1], f"{last.rstrip('…')} {say(ALL_OF_IT)}"]

    def _free(self, size: Size) -> int:
        """Lines under the rule that the screen above can spare."""
        return size.height - max(LOWEST_WALL, self.wall.lowest) - 1

    def _told(self) -> list[str]:
        return wrap(self.wall.lines_to_say, self._room.width - 12)

    @property
    def _help_fits(self) -> bool:
        """Whether what to say can stand in place of the keys; else it has a screen of its own."""
        return len(self._told()) <= self._free(self._room)

    def _asked(self) -> str:
        """What one more key would do, where the key before it asked for one."""
        if self.armed:
            return say("Enter reveals. Any other key takes it back.")
        if self.darkening:
            why = say(DARKEN[self.darkening])
            return say("Darken the projector first: {why}. Then Enter; any other key goes back.", why=why)
        return say("Enter again goes on without a second round; 2 opens it.") if self.leaving else ""

    def _keys(self) -> str:
        steps = [("Enter", NEXT), ("←", BACK)]
        keys = [f"{key} {self.wall.keys[word]}" for key, word in steps if word in self.wall.keys]
        found = [command for command in self.commands() if command.word != AFTER_ALL]
        keys += [f"{command.letter} {say(_BRIEF.get(command.word, command.label))}" for command in found]
        return "   ".join([*keys, say("b dark"), say("Esc pause")])


def show_screen(surface: Surface, wall: Wall) -> str:
    """Show a screen until one of its keys is chosen: that word, LEAVE, or AGAIN after a slip put right."""
    pane = WallPane(wall, projected=surface.projected)
    while True:
        chosen = surface.run(pane).word
        if chosen == "correct" and wall.acts is not None:
            return LEAVE if put_slip_right(surface, wall.acts.correct) == LEAVE else AGAIN
        ended = _beside_the_screen(surface, pane, chosen)
        if ended is None:
            return chosen
        if ended == LEAVE:
            return LEAVE
        pane.anew()


def _beside_the_screen(surface: Surface, pane: WallPane, word: str) -> str | None:
    """Do what is no step of the day: DONE or LEAVE; None where the word is one."""
    wall = pane.wall
    if word == REFUSED:
        return tell(surface, wall.refusal, say("Replay"))
    if word in acting.WORDS:
        return acting.act(surface, wall.acts, word, pane)
    if word == FIND_OUT and wall.asks is not None:
        return promises(surface, wall.asks)
    if word == "help":
        said = [f"  {wall.lines_to_say}"]
        return workings.show_workings(surface, say("What to say now"), said, letter="h")
    if word == "workings" and wall.workings is not None:
        title = say("Workings · {stage}", stage=say(wall.stage))
        return workings.show_workings(surface, title, wall.workings())
    return None


def put_slip_right(surface: Surface, slips: Sequence[Ballot]) -> str:
    """Put a slip right; which round it is in is asked where the room has seen several."""
    ways = {str(number): _called(slip) for number, slip in enumerate(slips)}
    asked = say("Where is a slip put right?")
    if all(slip.name for slip in slips):
        asked = say("In which round is a slip put right?")
    title = say("Put a slip right · {segment}", segment=slips[0].segment)
    chosen = choose_word(surface, asked, ways, title) if len(slips) > 1 else "0"
    if chosen in ("", LEAVE):
        return chosen or DONE
    from cxw.keyboard.intake import correct_slip

    return correct_slip(surface, slips[int(chosen)])


_ROUNDS = {"first": "first round of {what}", "second": "second round of {what}"}


def _called(slip: Ballot) -> str:
    """A slip among several: which round of what; by its title where that is of no round, or German."""
    what, ends, _ = slip.title.partition(f", {slip.name} round")
    return say(_ROUNDS[slip.name], what=inside(what)) if ends and slip.name else inside(slip.title)


def spans(text: str) -> list[Line]:
    """Lines with ANSI colours as styled spans."""
    lines: list[Line] = [[]]
    for fragment in to_formatted_text(ANSI(text)):
        style, letters = fragment[0], fragment[1]
        for number, piece in enumerate(letters.split("\n")):
            if number:
                lines.append([])
            if piece:
                _join(lines[-1], style, piece)
    return lines


def _join(line: Line, style: str, piece: str) -> None:
    if line and line[-1][0] == style:
        line[-1] = (style, line[-1][1] + piece)
    else:
        line.append((style, piece))
