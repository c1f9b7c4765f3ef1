"""What comes late: a need or a competitor more. What it means is asked once, in plain words."""

from __future__ import annotations

from collections.abc import Callable

from cxw.day.desk import AGAIN, DONE, LEAVE, RENEWED, Acts, Faults, More, MovedOn
from cxw.day.needs import PARKED
from cxw.keyboard.dialogues import CANCEL, Choice, Sentence, Typed, faults_as_sentence, titled
from cxw.keyboard.slips import reads_as_slip
from cxw.keyboard.surface import Surface
from cxw.text.phrases import quoted_here, say

STAY = "stay"
_NEED = "What do these customers need?"
_COMPANY = "Who else could these customers choose?"
_BOARD = "It is on the board. To work with it, go back to the needs (g) and choose it."
_LATER = "After the reveal, Enter opens a round for this column only."


def add_more(surface: Surface, acts: Acts | None) -> str:
    """A need or a competitor more, or a competitor out again; DONE or LEAVE."""
    late = acts.more if acts is not None else None
    if acts is None or late is None:
        return DONE
    ways = [("need", say("a need more")), ("company", say("a competitor more"))]
    if late.spare():
        ways.append(("remove", say("take a competitor out again whom nobody has marked")))
    out = surface.run(
        Choice(
            titled(say("What comes late"), acts),
            say("What has come up?"),
            [*ways, (STAY, say("back to the screen"))],
        )
    )
    acts_on: dict[str, Callable[[Surface, More, Acts], str]] = {
        "need": _need,
        "company": _company,
        "remove": _remove,
    }
    return acts_on[out.word](surface, late, acts) if out.word in acts_on else _ended(out.word)


def _ended(word: str) -> str:
    return LEAVE if word == LEAVE else DONE


def _need(surface: Surface, late: More, acts: Acts) -> str:
    words, word = _typed(
        surface, Typed(titled(say("One more need"), acts), say(_NEED), one=say("one need")), _words
    )
    if not words:
        return word
    if late.weighed():
        return _what_now(surface, late, words, acts)
    late.need(words)
    return _say(surface, say(_BOARD), say("One more need"), acts) if late.chosen() else DONE


def _say(surface: Surface, text: str, what: str, acts: Acts) -> str:
    """One sentence under the title of the question it answers."""
    return _ended(surface.run(Sentence(text, titled(what, acts))).word)


def _words(text: str) -> Faults:
    if reads_as_slip(text):
        return [
            say("this reads like a slip, not like a need: nothing was kept. Slips are typed in an open round")
        ]
    return [] if text.strip() else [say("a need is at least one word")]


def _typed(surface: Surface, pane: Typed, keep: Callable[[str], Faults]) -> tuple[str, str]:
    """One line that was kept, or nothing and how it ended."""
    while True:
        out = surface.run(pane, fresh=False)  # also what was typed right behind the key that opened it
        if out.word in (LEAVE, CANCEL) or not out.value:
            return "", _ended(out.word)
        faults = keep(out.value)
        if not faults:
            return str(out.value), DONE
        pane.said = faults_as_sentence(faults)
        if reads_as_slip(out.value):
            pane.field.put("")


def _what_now(surface: Surface, late: More, words: str, acts: Acts) -> str:
    """Points were asked for without it: parked, or a new list, or left; asked once."""
    ways = [
        ("park", say("park it as a question for later: today's list stays as it is")),
        ("begin", say("start a new list: everybody spreads the points again, nothing is compared")),
        (STAY, say("leave it: nothing is kept")),
    ]
    asked = say("{words} was not chosen; points are asked for without it.", words=quoted_here(words))
    out = surface.run(Choice(titled(say("One more need"), acts), asked, ways))
    if out.word == "park":
        return _park(surface, late, words, acts)
    if out.word != "begin":
        return _ended(out.word)
    if faults := late.begin(words):
        return _say(surface, faults_as_sentence(faults), say("One more need"), acts)
    raise MovedOn(RENEWED)


def _park(surface: Surface, late: More, words: str, acts: Acts) -> str:
    pane = Typed(
        titled(say("Park as a question"), acts),
        words,
        say(PARKED),
        hint=say("why it is not worked with today"),
    )
    return _typed(surface, pane, lambda why: late.park(words, why))[1]


def _company(surface: Surface, late: More, acts: Acts) -> str:
    name, word = _typed(
        surface,
        Typed(titled(say("One more competitor"), acts), say(_COMPANY), one=say("one competitor")),
        lambda text: _named(late, text),
    )
    if not name or not late.marked():
        return word
    said = say("{name} is in.", name=name)
    if late.column():
        said = f"{said} {say(_LATER)}"
    if _say(surface, said, say("One more competitor"), acts) == LEAVE:
        return LEAVE
    raise MovedOn(AGAIN)


def _named(late: More, name: str) -> Faults:
    if reads_as_slip(name):
        return [say("this reads like a slip, not like a competitor: nothing was kept")]
    return late.company(name, None)


def _remove(surface: Surface, late: More, acts: Acts) -> str:
    spare = late.spare()
    ways = [(company.id, company.text) for company in spare]
    out = surface.run(
        Choice(
            titled(say("Take out again"), acts), say("Whom does nobody mark?"), [*ways, ("", say("nobody"))]
        )
    )
    if out.word not in [company.id for company in spare]:
        return _ended(out.word)
    if faults := late.remove(out.word):
        return _say(surface, faults_as_sentence(faults), say("Take out again"), acts)
    raise MovedOn(AGAIN)
