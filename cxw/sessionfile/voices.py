"""Who and what a sentence is about: `Ana's points for price`, `` `due` ``."""

from __future__ import annotations

from collections import Counter
from typing import Any

from cxw.sessionfile.tree import Key, LinedList, LinedMapping, Place, at

_CONVICTIONS = ("before", "after", "earlier")
_OWN = {
    "coverage_guess": "guess",
    "no_guess": "reason not to guess",
    "predictions": "prediction",
    "votes": "votes",
}
_IN_A_ROUND = {
    "reasons": "reason",
    "not_answered": "reason to be missing",
    "desks": "desk",
    "drafts": "draft",
    "guess": "guess",
}


class Voices:
    """Names the people of one file: by first name where nobody shares it, else by whole name or id."""

    def __init__(self, tree: LinedMapping) -> None:
        self.tree = tree
        listed = tree.get("participants")
        people = (
            [entry for entry in listed if isinstance(entry, LinedMapping)] if isinstance(listed, list) else []
        )
        self.names = {str(entry.get("id")): _name(entry) for entry in people}
        self.firsts = Counter(name.split(" ")[0] for name in self.names.values())

    def person(self, id: Key) -> str:
        """How a sentence names a person."""
        name = self.names.get(str(id), str(id))
        first = name.split(" ")[0]
        alone = first.isalpha() and self.firsts[first] == 1 and not any(letter.isdigit() for letter in name)
        return first if alone else name

    def subject(self, place: Place) -> str:
        """What stands at a place: whose answer, or which key."""
        match place:
            case (_, _, "rounds", _, "answers", _, *_):
                return self._answer(place)
            case (_, _, "lenses", _, "answers", person, *_):
                return f"{self.person(person)}'s answer"
            case (_, _, "lenses", _, "cards", function, *_):
                return f"the card of {function}"
            case (_, _, "conviction", when, person) if when in _CONVICTIONS:
                return f"{self.person(person)}'s conviction"
            case (_, _, what, person) if what in _OWN:
                return f"{self.person(person)}'s {_OWN[str(what)]}"
            case (_, _, _, _, what, person) if what in _IN_A_ROUND:
                return f"{self.person(person)}'s {_IN_A_ROUND[str(what)]}"
            case (*_, key, int(number)):
                return f"entry {number + 1} of `{key}`"
        return f"`{place[-1]}`" if place else "the file"

    def _answer(self, place: Place) -> str:
        who, rest = self.person(place[5]), place[6:]
        round = at(self.tree, place[:4])
        marks = isinstance(round, LinedMapping) and round.get("of") == "marks"
        if not rest:
            return f"{who}'s marks" if marks else f"{who}'s row"
        if not marks:
            return f"{who}'s number for {rest[0]}"
        if len(rest) == 1:
            return f"{who}'s row for {rest[0]}"
        return f"{who}'s mark for {rest[0]} on {rest[1]}"


def _name(entry: LinedMapping) -> str:
    name: Any = entry.get("name", entry.get("id"))
    if isinstance(name, LinedMapping | LinedList):
        return str(entry.get("id"))
    return str(name)
