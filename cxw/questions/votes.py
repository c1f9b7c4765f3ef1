"""Votes: the needs somebody would work with, by the letters they carry on the list."""

from __future__ import annotations

import re

from cxw.questions.asking import Kind, Part, Read, TypingStep
from cxw.questions.typed import place_of
from cxw.text.phrases import say


class Votes(Kind):
    """Letters of needs, or their numbers where there are more than 26: as many as allowed, each once."""

    name = "votes"
    takes_words = False

    def read(self, step: TypingStep, row: str) -> Read:
        """The needs by id, in the order in which they were typed."""
        part = step.part
        ids: list[str] = []
        for token in re.split(r"[\s,;]+", row.strip()):
            for mark in [token] if token.isdigit() else token.casefold():
                number = place_of(mark)
                if number is None or number >= len(part.needs):
                    return None, say("{letter} is no letter of a need on this list.", letter=mark)
                ids.append(part.needs[number].id)
        if len(set(ids)) < len(ids):
            return None, say("One vote a need: one of them has two.")
        if part.most and len(ids) > part.most:
            return None, say(AT_MOST, most=part.most, given=len(ids))
        return ids, ""

    def is_word(self, word: str, part: Part) -> bool:
        """Whether each letter of it is a need's."""
        places = [*map(place_of, word)]
        return all(place is not None and place < len(part.needs) for place in places)

    def are_letters(self, text: str) -> bool:
        """Always."""
        return True

    def begins_another(self, step: TypingStep, row: str, text: str) -> bool:
        """Where letters follow the name: letters alone are votes."""
        return bool(row)

    def could_be(self, step: TypingStep, text: str) -> bool:
        """Whether the whole line can be read as votes."""
        return not self.read(step, text)[1]


VOTES = Votes()
AT_MOST = "At most {most} votes a person, here are {given}."


def faults(value: object) -> list[str]:
    """What keeps a value from being votes at all, on whatever needs."""
    if isinstance(value, list | tuple) and all(isinstance(need, str) for need in value):
        return []
    return [say("votes are a list of needs")]
