"""Wording about how needs read, in German; what each of them may say stands in `words`."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.findings.in_words import start
from cxw.findings.in_words_de import all_quoted_de, count_de, quoted_de
from cxw.text.saying import one_or_more, stopped

ANYBODY = (
    ", die jedes Unternehmen in jedem Markt hätte hinschreiben können.",
    ", das jedes Unternehmen in jedem Markt hätte hinschreiben können.",
)


def categories(n: int, needs: int) -> str:
    """How many of the chosen needs are labels without anything a customer would do or notice."""
    if n == needs:
        who = {1: "Unser einziges Bedürfnis", 2: "Unsere beiden Bedürfnisse"}.get(n, "")
        who = who or f"Alle {count_de(n)} unserer Bedürfnisse"
    else:
        who = f"{'Eines' if n == 1 else start(count_de(n))} unserer {count_de(needs)} Bedürfnisse"
    several, one = ANYBODY
    return f"{who} ist ein Schlagwort{one}" if n == 1 else f"{who} sind Schlagworte{several}"


def solutions(needs: Sequence[str]) -> str:
    """Needs that name a feature."""
    name = one_or_more(len(needs), "nennt eine Lösung", "nennen Lösungen")
    said = all_quoted_de(needs)
    return f"{said} {name}, noch nicht, was Kunden erledigt haben wollen."


def needs_alike(one: str, other: str) -> str:
    """Two chosen needs that read as one; their points may belong together."""
    both = f"{quoted_de(one)} und {quoted_de(other)}"
    return f"{both} lesen sich gleich: Meinen sie dasselbe, gehören ihre Punkte zusammen."


def finding_in_brief(sentence: str) -> str:
    """A finding as a line of a list: without its stop, and without what everybody has heard by then."""
    for said in ANYBODY:
        sentence = sentence.removesuffix(said)
    return sentence.removesuffix(".")


def came_together(needs: int, slips: int, chosen: int) -> str:
    """How many needs there are, from how many slips, and with how many the room works."""
    if not needs:
        return "Noch ist kein Bedürfnis aufgeschrieben."
    said = "Ein Bedürfnis kam" if needs == 1 else f"{start(count_de(needs))} Bedürfnisse kamen"
    said += f" aus {count_de(slips)} Zetteln" * (slips > needs)
    return (
        f"{said} zusammen"
        + f"; wir arbeiten mit {'einem' if chosen == 1 else count_de(chosen)}" * bool(chosen)
        + "."
    )


def most_often(needs: Sequence[str], slips: int) -> str:
    """What came up on most slips."""
    names = all_quoted_de(needs)
    each = "je " if len(needs) > 1 else ""
    came = one_or_more(len(needs), "stand", "standen")
    return f"{names} {came} am häufigsten da: auf {each}{count_de(slips)} Zetteln."


def is_parked(need: str, why: str) -> str:
    """A need that was set aside as a question."""
    return stopped(f"{quoted_de(need)} ist zurückgestellt: {why}")


def need_quoted(need: str) -> str:
    """A need in a question about it."""
    return quoted_de(need)
