"""Wording about how needs read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from cxw.findings.in_words import count, plural, start
from cxw.text.saying import all_quoted, one_or_more, quoted, stopped

ANYBODY = " that any company in any market could have written."


class NeedsSentences(Protocol):
    """What is said of how needs read, in each language."""

    def categories(self, n: int, needs: int) -> str: ...

    def solutions(self, needs: Sequence[str]) -> str: ...

    def needs_alike(self, one: str, other: str) -> str: ...

    def finding_in_brief(self, sentence: str) -> str: ...

    def came_together(self, needs: int, slips: int, chosen: int) -> str: ...

    def most_often(self, needs: Sequence[str], slips: int) -> str: ...

    def is_parked(self, need: str, why: str) -> str: ...

    def need_quoted(self, need: str) -> str: ...


def categories(n: int, needs: int) -> str:
    """How many of the chosen needs are labels without anything a customer would do or notice."""
    who = f"{start(count(n))} of our {count(needs)} needs"
    if n == needs:
        who = {1: "Our only need", 2: "Both of our needs"}.get(n, f"All {count(n)} of our needs")
    what = one_or_more(n, "is a category", "are categories")
    return f"{who} {what}{ANYBODY}"


def solutions(needs: Sequence[str]) -> str:
    """Needs that name a feature."""
    name = one_or_more(len(needs), "names a solution", "name solutions")
    return f"{all_quoted(needs)} {name}, not yet what customers want to get done."


def needs_alike(one: str, other: str) -> str:
    """Two chosen needs that read as one; their points may belong together."""
    both = f"{quoted(one)} and {quoted(other)}"
    return f"{both} read alike: if they mean one thing, their points belong together."


def finding_in_brief(sentence: str) -> str:
    """A finding as a line of a list: without its stop, and without what everybody has heard by then."""
    return sentence.removesuffix(ANYBODY).removesuffix(".")


def came_together(needs: int, slips: int, chosen: int) -> str:
    """How many needs there are, from how many slips, and with how many the room works."""
    if not needs:
        return "No need is written down yet."
    said = f"{start(plural(needs, 'need'))} came together"
    said += f" from {plural(slips, 'slip')}" * (slips > needs)
    said += f"; we work with {count(chosen)}" * bool(chosen)
    return f"{said}."


def most_often(needs: Sequence[str], slips: int) -> str:
    """What came up on most slips."""
    names = all_quoted(needs)
    return f"{names} came up most often: on {plural(slips, 'slip')}{' each' * (len(needs) > 1)}."


def is_parked(need: str, why: str) -> str:
    """A need that was set aside as a question."""
    return stopped(f"{quoted(need)} is parked: {why}")


def need_quoted(need: str) -> str:
    """A need in a question about it."""
    return quoted(need)
