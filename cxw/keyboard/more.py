"""What comes late: a need or a competitor more. What it means is asked once, in plain words."""

from __future__ import annotations

from collections.abc import Callable

from cxw.desk import AGAIN, DONE, LEAVE, RENEWED, Acts, Faults, More, Moved
from cxw.keyboard.dialogues import CANCEL, Choice, Sentence, Typed, sentence
from cxw.keyboard.slips import reads_as_slip
from cxw.keyboard.surface import Surface
from cxw.needs import PARKED

STAY = "stay"
_NEED = "What do these customers need?"
_COMPANY = "Who else could these customers choose?"
_BOARD = "It is on the board. To work with it, go back to the needs (g) and choose it."
_LATER = "After the reveal, Enter opens a round for this column only."


def more(surface: Surface, acts: Acts | None) -> str:
    """A need or a competitor more, or a competitor out again; DONE or LEAVE."""
    late = acts.more if acts is not None else None
    if late is None:
        return DONE
    ways = [("need", "a need more"), ("company", "a competitor more")]
    if late.spare():
        ways.append(("remove", "take a competitor out again whom nobody has marked"))
    out = surface.run(Choice("What comes late", "What has come up?", [*ways, (STAY, "back to the screen")]))
    acts_on: dict[str, Callable[[Surface, More], str]] = {
        "need": _need,
        "company": _company,
        "remove": _remove,
    }
    return acts_on[out.word](surface, late) if out.word in acts_on else _ended(out.word)


def _ended(word: str) -> str:
    return LEAVE if word == LEAVE else DONE


def _need(surface: Surface, late: More) -> str:
    words, word = _typed(surface, Typed("One more need", _NEED, one="one need"), _words)
    if not words:
        return word
    if late.weighed():
        return _what_now(surface, late, words)
    late.need(words)
    return _ended(surface.run(Sentence(_BOARD)).word) if late.chosen() else DONE


def _words(text: str) -> Faults:
    if reads_as_slip(text):
        return ["this reads like a slip, not like a need: nothing was kept. Slips are typed in an open round"]
    return [] if text.strip() else ["a need is at least one word"]


def _typed(surface: Surface, pane: Typed, keep: Callable[[str], Faults]) -> tuple[str, str]:
    """One line that was kept, or nothing and how it ended."""
    fresh = True
    while True:
        out = surface.run(pane, fresh=fresh)
        fresh = False
        if out.word in (LEAVE, CANCEL) or not out.value:
            return "", _ended(out.word)
        faults = keep(out.value)
        if not faults:
            return str(out.value), DONE
        pane.said = sentence(faults)
        if reads_as_slip(out.value):
            pane.field.put("")


def _what_now(surface: Surface, late: More, words: str) -> str:
    """Points were asked for without it: parked, or a new list, or left; asked once."""
    ways = [
        ("park", "park it as a question for later: today's list stays as it is"),
        ("begin", "start a new list: everybody spreads 100 points again, nothing is compared"),
        (STAY, "leave it: nothing is kept"),
    ]
    out = surface.run(
        Choice("One more need", f"“{words}” was not chosen; points are asked for without it.", ways)
    )
    if out.word == "park":
        return _park(surface, late, words)
    if out.word != "begin":
        return _ended(out.word)
    if faults := late.begin(words):
        return _ended(surface.run(Sentence(sentence(faults))).word)
    raise Moved(RENEWED)


def _park(surface: Surface, late: More, words: str) -> str:
    pane = Typed("Park as a question", words, PARKED, hint="why it is not worked with today")
    return _typed(surface, pane, lambda why: late.park(words, why))[1]


def _company(surface: Surface, late: More) -> str:
    name, word = _typed(
        surface, Typed("One more competitor", _COMPANY, one="one competitor"), lambda text: _named(late, text)
    )
    if not name or not late.marked():
        return word
    if surface.run(Sentence(f"{name} is in. {_LATER}" if late.column() else f"{name} is in.")).word == LEAVE:
        return LEAVE
    raise Moved(AGAIN)


def _named(late: More, name: str) -> Faults:
    if reads_as_slip(name):
        return ["this reads like a slip, not like a competitor: nothing was kept"]
    return late.company(name, None)


def _remove(surface: Surface, late: More) -> str:
    spare = late.spare()
    ways = [(company.id, company.text) for company in spare]
    out = surface.run(Choice("Take out again", "Whom does nobody mark?", [*ways, ("", "nobody")]))
    if out.word not in [company.id for company in spare]:
        return _ended(out.word)
    if faults := late.remove(out.word):
        return _ended(surface.run(Sentence(sentence(faults))).word)
    raise Moved(AGAIN)
