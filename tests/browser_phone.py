"""A phone as a person uses it: it reads the page that stands there, fills it in, and knows what was typed.

What is typed depends on who it is and on what is asked, so that no two people give the same, and is found in
the file by another way than it went in.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from browser import PATIENCE, Window

from cxw.model import DK, Session

Typed: TypeAlias = dict[tuple[str, ...], Any]
"""What is asked, as words, -> what somebody typed."""

_PAGE = """(() => {
  const form = document.querySelector('form[action="/answer"]');
  if (document.readyState !== 'complete' || !form) return null;
  const held = name => form.querySelector(`input[name=${name}]`).value;
  const fields = [...form.querySelectorAll('input[name]:not([type=hidden]), textarea[name]')];
  return {ballot: held('ballot'), step: held('step'), old: !!document.querySelector('main[data-seen]'),
          fields: fields.map(one => [one.name, one.value, one.checked])};
})()"""
_NOW = """fetch('/state').then(said => said.json())
  .then(said => [said, (document.getElementById('main') || {dataset: {}}).dataset.mark])"""
ROWS = ((40, 25, 20, 10, 5), (30, 30, 20, 15, 5), (96, 1, 1, 1, 1), (20, 20, 20, 20, 20))


@dataclass(frozen=True)
class Page:
    """A page of a ballot."""

    ballot: str
    step: str
    fields: tuple[tuple[str, str, bool], ...]
    """name, value, and whether it is ticked"""

    @property
    def about(self) -> tuple[str, ...]:
        """What it asks, without the segment and without when it was opened."""
        if self.step in ("open", "contact"):
            return (self.step,)
        return (*self.ballot.split()[1:3], self.step)

    @property
    def names(self) -> list[str]:
        """Its fields, each once."""
        return [*dict.fromkeys(name for name, _, _ in self.fields)]

    def ways(self, name: str) -> list[str]:
        """The values that can be chosen in a field."""
        return [value for one, value, _ in self.fields if one == name]


class BrowserPhone:
    """One person's phone."""

    def __init__(self, window: Window, person: str, number: int, *, script: bool = True) -> None:
        self.window, self.person, self.number, self.script = window, person, number, script
        self.typed: Typed = {}
        self.over: set[str] = set()
        """the ballots that were answered"""

    def come_in(self, address: str, language: str = "") -> None:
        """By an address that a camera read, in a language that the phone chose."""
        base = "/".join(address.lower().split("/")[:3])
        if language:
            self.window.go(f"{base}/language/{language}")
        self.window.go(base + address[len(base) :])
        self.window.press(f"button[value={json.dumps(self.person)}]")
        self.window.wait("!!document.querySelector('.who')")

    def page(self) -> Page | None:
        """The page of a ballot that stands there; nothing is asked where there is none."""
        found = self.window.evaluate(_PAGE)
        if not found or found["old"]:
            return None
        return Page(found["ballot"], found["step"], tuple(map(tuple, found["fields"])))

    def look(self) -> None:
        """Wait for what is asked now: it comes by itself, or, without script, to who looks again."""
        end = time.monotonic() + PATIENCE
        while not self._stands():
            if time.monotonic() > end:
                raise AssertionError(f"{self.person}: nothing new after {self.over}")
            self.window.browser.meanwhile()

    def _stands(self) -> bool:
        """Whether the page is that of the ballot which is open now, and has not been answered here."""
        if not self.script:
            self.window.go("/".join(str(self.window.evaluate("location.href")).split("/")[:3]))
        now, shown = self.window.evaluate(_NOW)
        page = self.page()
        new = now["ballot"] and now["ballot"] not in self.over
        if not new or (page.ballot != now["ballot"] if page else shown != now["mark"]):
            return False
        self.over.add(now["ballot"])
        return True

    def answer(self) -> None:
        """All that is asked now, page by page."""
        self.look()
        self.finish()

    def finish(self) -> None:
        """What is left of what is asked now."""
        while page := self.page():
            self.fill(page)
            self.send()

    def fill(self, page: Page) -> None:
        """Fill in a page; what is typed is remembered as its answer."""
        values = _VALUES[_kind(page)](page, self.number)
        self.typed[page.about] = _plain(page.step, values)
        for name in values if isinstance(values, dict) else ():
            self._put(name, values[name])

    def _put(self, name: str, value: Any) -> None:
        kind = self.window.evaluate(f"document.querySelector('[name={json.dumps(name)}]').type")
        if kind not in ("radio", "checkbox"):
            self.window.type(f"[name={json.dumps(name)}]", value)
            return
        for one in value if isinstance(value, list) else [value]:
            at = f"document.querySelector('[name={json.dumps(name)}][value={json.dumps(one)}]')"
            self.window.evaluate(f"{at}.checked || {at}.click()")

    def send(self) -> None:
        """Press what sends, and wait for the page after it."""
        page = self.page()
        assert page is not None
        unknown = self.typed[page.about] == DK
        self.window.evaluate("document.querySelector('main').dataset.seen = 1")
        self.window.press("button[name=dk]" if unknown else "button.main")
        self.window.wait(
            "document.readyState === 'complete' && !!document.querySelector('h1') && "
            "!document.querySelector('main[data-seen]')"
        )
        assert not self.window.evaluate("!!document.querySelector('.fault')"), (self.person, page)


def _plain(step: str, values: Any) -> Any:
    """What was typed on a page, as the file is read here."""
    if step == "open":
        return bool(values)
    if step == "contact":
        return values["pick"]
    return {"lines": values["lines"].split("\n")} if "lines" in values else values


# what somebody types, by what kind of page it is


def _kind(page: Page) -> str:
    step = page.step.partition(":")[0]
    return step if step in _VALUES else page.ballot.split()[1]


def _points(page: Page, number: int) -> Any:
    """Whoever is the fourth does not know in the first round; a second round moves every other one."""
    again = "second" in page.ballot
    if number == 3 and not again:
        return DK
    row = ROWS[(number + again * (number % 2)) % len(ROWS)]
    turned = [*row[number % 5 :], *row[: number % 5]][: len(page.names)]
    turned[0] += 100 - sum(turned)
    return dict(zip(page.names, map(str, turned), strict=True))


def _marks(page: Page, number: int) -> Any:
    if (number + len(page.step)) % 7 == 0:
        return DK
    again = "second" in page.ballot
    marks = [(number * 3 + len(page.step) + at * 2 + again) % 12 for at in range(len(page.names))]
    return {name: DK if n == 11 else str(n) for name, n in zip(page.names, marks, strict=True)}


def _percent(page: Page, number: int) -> Any:
    """Whoever did not know how to spread points is asked again how sure they are, as everybody is."""
    unsure = number == 5 or (number, page.step) == (3, "after")
    return DK if unsure else {"n": str((number * 13 + len(page.ballot)) % 101)}


def _votes(page: Page, number: int) -> Any:
    ways = page.ways("v")
    return {"v": sorted({ways[number % len(ways)], ways[(number * 2 + 1) % len(ways)]}, key=ways.index)}


def _lines(page: Page, number: int) -> Any:
    return {"lines": LINES[page.ballot.split()[1]][number]}


def _choice(page: Page, number: int) -> Any:
    ways = page.ways("pick")
    return {"pick": ways[number % len(ways)]}


def _tick(page: Page, number: int) -> Any:
    return {"tick": ["1"]} if number % 2 else {}


_VALUES: Mapping[str, Callable[[Page, int], Any]] = {
    "points": _points,
    "marks": _marks,
    "conviction": _percent,
    "guess": _percent,
    "votes": _votes,
    "needs": _lines,
    "unknowns": _lines,
    "reason": _choice,
    "contact": _choice,
    "open": _tick,
}
LINES: Mapping[str, tuple[str, ...]] = {
    "needs": (
        "Price",
        "Quality",
        "Brand",
        "Product",
        "Service\nGröße für Ærø",
        "Łatwość obsługi",
        "Entgeltabrechnungsgenauigkeit",
        "Innovation",
    ),
    "unknowns": tuple(f"Was Kunde {n} „wirklich“ will, d’abord: Øre & <b>" for n in range(8)),
}


def in_the_file(session: Session, person: str) -> Typed:
    """What a file says that somebody answered, in the words of `Typed`."""
    segment, here = session.segments[0], session.participant(person)
    found: Typed = {}
    for round in segment.rounds:
        about = (round.of, round.name)
        if person in round.answers:
            found |= _of_round(about, round.answers[person])
        if person in round.reasons:
            found[*about, "reason"] = {"pick": round.reasons[person]}
    if found.get(("weights", "first", "points")) != DK:  # else nobody asked how sure they are
        found["weights", "first", "conviction"] = _number(segment.conviction.before.get(person))
    found["conviction", "after"] = _number(segment.conviction.after.get(person))
    found["votes", "votes"] = {"v": segment.votes.get(person, [])}
    found["guess", "guess"] = _number(segment.coverage_guess.get(person))
    said = [text for need in segment.needs for text in need.proposed.get(person, ())]
    found["needs", "needs"] = {"lines": said}
    found["unknowns", "unknowns"] = {"lines": [line.text for line in segment.unknowns if line.by == person]}
    found["open",] = here.open
    found["contact",] = here.last_customer_contact
    return {about: value for about, value in found.items() if value not in (None, {"lines": []}, {"v": []})}


def _number(value: Any) -> Any:
    return value if value in (DK, None) else {"n": str(value)}


def _of_round(about: tuple[str, str], row: Any) -> Typed:
    if about[0] == "weights":
        return {(*about, "points"): row if row == DK else {f"n.{need}": str(n) for need, n in row.items()}}
    return {
        (*about, f"marks:{company}"): DK
        if {*marks.values()} == {DK}
        else {f"m.{need}": str(mark) for need, mark in marks.items()}
        for company, marks in row.items()
    }
