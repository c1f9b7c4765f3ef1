"""Wording about customers' answers in German; what each of them may say stands in `words`."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import get_args

from cxw.findings.customers.types import (
    Bias,
    EntryAgainst,
    FirstAgainst,
    Nearer,
    NeedAgainst,
    Outcome,
    SureAgainst,
)
from cxw.findings.customers.words import EVEN_SCORE
from cxw.findings.in_words import start, whole
from cxw.findings.in_words_de import (
    HARD,
    all_quoted_de,
    count_de,
    day_in_words_de,
    digits_de,
    listed_de,
    people_de,
    points_de,
    quoted_de,
)
from cxw.findings.swot.types import SwotKind
from cxw.model import From
from cxw.stats.customers import Side
from cxw.text.saying import one_or_more

WHO: dict[From, tuple[str, str]] = {
    "customers": ("Kunde, der geblieben ist", "Kunden, die geblieben sind"),
    "left": ("Kunde, der gegangen ist", "Kunden, die gegangen sind"),
    "lost-deal": ("Käufer, der sich anders entschieden hat", "Käufer, die sich anders entschieden haben"),
    "never-bought": ("Mensch, der nie bei uns gekauft hat", "Menschen, die nie bei uns gekauft haben"),
}
NO_BAND = "Für eine Aussage darüber, wo andere solche Kunden stünden, haben zu wenige geantwortet."
SUMS = (
    "Das sind Summen ohne die einzelnen Antworten; wo andere Kunden stünden, lässt sich daraus nicht sagen."
)
OTHER_LIST = (
    "Die Kunden haben ihre Punkte auf eine andere Liste von Bedürfnissen verteilt; "
    "sie stehen deshalb nicht neben unseren."
)
NONE_BEYOND = (
    "Bei keinem Bedürfnis sind wir weiter von den Kunden entfernt, als es andere solche Kunden sein könnten."
)
NEVER_LEFT = "Niemand von ihnen ist gegangen, hat sich anders entschieden oder nie bei uns gekauft."


def _customers(n: int, dative: bool = False) -> str:
    """`ein Kunde`, `acht Kunden`; after `von` `einem Kunden`."""
    if n == 1:
        return "einem Kunden" if dative else "ein Kunde"
    return f"{count_de(n)} Kunden"


def asked(n: int, date: dt.date | None) -> str:
    """Whose answers these are, as a headline without a better one."""
    on = f" am {day_in_words_de(date)}" if date else ""
    have = one_or_more(n, "hat", "haben")
    return f"{start(_customers(n))} {have}{on} geantwortet."


def apart(points: float, n: int) -> str:
    """How far the room's points were from customers'."""
    if whole(points) == "0":
        put = one_or_more(n, "setzt", "setzen")
        return f"Wir haben unsere Punkte dorthin gesetzt, wo {_customers(n)} sie {put}."
    stand = one_or_more(int(whole(points)), "liegt", "liegen")
    return (
        f"Von unseren 100 Punkten {stand} {whole(points)} auf anderen Bedürfnissen als bei "
        f"{_customers(n, dative=True)}."
    )


def baseline(nearer: Nearer, even: float, complete: bool) -> str:
    """The even share beside it: what knowing nothing but the list would have given."""
    if nearer == "even":
        said = f"{_EVEN} besser getroffen ({points_de(even)} entfernt)"
        return f"{said}: Unsere Liste stimmt, unsere Reihenfolge nicht." if complete else f"{said}."
    if nearer == "level":
        return f"{_EVEN} etwa ebenso gut getroffen ({points_de(even)} entfernt)."
    return f"{_EVEN} schlechter getroffen ({points_de(even)} entfernt)."


_EVEN = "Gleich viele Punkte für jedes Bedürfnis hätten Kunden"


def gaps(beyond: Sequence[NeedAgainst], banded: bool) -> str:
    """The needs on which we lie outside of what other such customers would say."""
    if not beyond:
        return NONE_BEYOND if banded else ""
    said = [f"{quoted_de(one.short)} ({whole(one.room)} und {whole(one.theirs)})" for one in beyond]
    one = beyond[0]
    said[0] = f"{quoted_de(one.short)} (wir {points_de(one.room)}, sie {whole(one.theirs)})"
    return (
        f"Weiter von den Kunden entfernt, als andere solche Kunden es wären, sind wir bei {listed_de(said)}."
    )


def first(found: FirstAgainst, n: int) -> str:
    """Whether customers put first what the room put first."""
    ours, theirs = all_quoted_de(found.room), all_quoted_de(found.theirs)
    of = _customers(n, dative=True)
    if found.draws is not None and not found.settled:
        return (
            f"Welches Bedürfnis Kunden an die erste Stelle setzen, ist mit {of} nicht entschieden: {theirs} "
            f"hat die meisten Punkte, und hätte sie in {whole(100 * found.draws)} von 100 solchen Gruppen."
        )
    if not found.settled:
        have = one_or_more(len(found.theirs), "hat", "haben")
        return f"Bei {of} {have} {theirs} die meisten Punkte; wir haben {ours} die meisten gegeben."
    if found.verdict == "right":
        return f"Kunden setzen {theirs} an die erste Stelle, und auch von uns hat es die meisten Punkte."
    return f"Kunden setzen {theirs} an die erste Stelle; wir haben {ours} die meisten Punkte gegeben."


def sure(found: SureAgainst) -> str:
    """How sure we were beside whoever says 50 % of everything."""
    score = f"{found.brier:.2f}".replace(".", ",")
    said = (
        f"Im Mittel waren {people_de(found.people)} von uns zu {whole(found.mean)}{HARD}% sicher, "
        f"dass ihr erstes Bedürfnis das der Kunden ist: ein Wert von {score}"
    )
    if found.brier > EVEN_SCORE:
        return (
            f"{said}, wobei 0 sicher und richtig ist. Hätten alle 50{HARD}% gesagt, wäre er 0,25: "
            "Weniger Sicherheit wäre näher gewesen."
        )
    return f"{said}, wobei 0 sicher und richtig ist und 0,25 von allen 50{HARD}% heißt."


def bias(found: Bias) -> str:
    """How we marked ourselves beside customers' marks of us."""
    needs = one_or_more(found.needs, "ein Bedürfnis", f"{count_de(found.needs)} Bedürfnisse")
    size = round(abs(found.by), 1)
    if not size:
        return f"Im Schnitt über {needs} haben wir uns so bewertet wie Kunden uns."
    how = "höher" if found.by > 0 else "niedriger"
    said = (
        f"Im Schnitt über {needs} haben wir uns um {digits_de(size)} von zehn {how} bewertet als Kunden uns "
        f"(je mindestens {found.n})"
    )
    if found.low is not None and found.high is not None and found.low <= 0 <= found.high:
        return f"{said}; andere solche Kunden könnten uns bewerten wie wir."
    return f"{said}."


BELIEVED_DE: Mapping[SwotKind, tuple[str, str]] = {
    "strength": ("unserer einen vermuteten Stärke", "unseren {} vermuteten Stärken"),
    "weakness": ("unserer einen vermuteten Schwäche", "unseren {} vermuteten Schwächen"),
}
SIDES_DE: Mapping[Side, str] = {"ahead": "vorn", "level": "gleichauf", "behind": "zurück"}
NOT_TOLD = "lässt es sich nicht sagen: zu wenige Kunden oder zu knapp"


def sides(entries: Sequence[EntryAgainst]) -> str:
    """What became of the strengths and weaknesses we believed in, as far as customers marked them."""
    marked = {kind: [one for one in entries if one.kind == kind and one.singly] for kind in BELIEVED_DE}
    return " ".join(_of_kind(BELIEVED_DE[kind], found) for kind, found in marked.items() if found)


def _of_kind(believed: tuple[str, str], found: Sequence[EntryAgainst]) -> str:
    one, more = believed
    seen = Counter(entry.side for entry in found)
    if len(found) == 1:
        side, too = found[0].side, "auch " if found[0].outcome == "so" else ""
        return f"Bei {one} {f'sehen uns {too}Kunden {SIDES_DE[side]}' if side else NOT_TOLD}."
    of = more.format(count_de(len(found)))
    told = [f"bei {_on_so_many(seen[side])} {SIDES_DE[side]}" for side in get_args(Side) if seen[side]]
    if not told:
        return f"Bei {of} {NOT_TOLD}."
    rest = f"; bei {_on_so_many(seen[None])} {NOT_TOLD}" if seen[None] else ""
    return f"Von {of} sehen uns Kunden {listed_de(told)}{rest}."


def _on_so_many(n: int) -> str:
    return "einer" if n == 1 else count_de(n)


def entry_numbers(entry: EntryAgainst) -> str:
    """Customers' numbers on one entry: their marks for us and the best rival, or their points."""
    if entry.own is None or entry.theirs is None:
        return f"Kunden ({entry.n}): {points_de(entry.points or 0.0)}"
    return f"Kunden ({entry.n}): wir {digits_de(entry.own)}, {entry.rival} {digits_de(entry.theirs)}"


_VERDICTS: Mapping[Outcome, str] = {
    "so": "sie sehen es auch so",
    "level": "sie sehen uns gleichauf",
    "other": "sie sehen es umgekehrt",
    "open": "zu wenige oder zu knapp, um es zu sagen",
    "sums": "Summen sagen nicht, wie sicher das ist",
    "not asked": "wie wir abschneiden, wurden sie nicht gefragt",
}


def entry_verdict(entry: EntryAgainst) -> str:
    """Whether an entry holds for customers, and that its need has other points with them than it says."""
    if entry.outcome in _VERDICTS:
        said = _VERDICTS[entry.outcome]
    else:
        said = f"sie sehen uns {SIDES_DE[entry.side]}" if entry.side else ""
    if entry.weighs is None:
        return said
    than = "weniger" if entry.weighs == "less" else "mehr"
    return f"{said}, und es zählt für sie {than}"


def who(who: Sequence[tuple[From, int]], unknown: int) -> str:
    """Which customers these are."""
    parts = [f"{n} {WHO[kind][n != 1]}" for kind, n in who]
    if unknown:
        parts.append(f"{unknown}, die es nicht gesagt haben")
    *first, last = parts
    if not first:
        return f"Geantwortet haben: {last}."
    return f"Geantwortet haben: {', '.join(first)}, und {last}."  # each but the last ends in a clause


def guessed(middle: float, apart: float) -> str:
    """How far we guessed we were from customers, and how far we are."""
    said = f"Wir schätzten, dass bei den Kunden {points_de(middle)} von unseren 100 anders liegen"
    if whole(middle) == whole(apart):
        return f"{said}, und so ist es."
    return f"{said}. Es sind {whole(apart)}."


def need_apart(need: NeedAgainst) -> str:
    """One need: what we gave it, and what customers did."""
    return f"{quoted_de(need.short)}: von uns {points_de(need.room)}, von den Kunden {whole(need.theirs)}."


def beyond(need: NeedAgainst) -> str:
    """That this is no accident of who answered."""
    return f"Andere solche Kunden gäben dafür kaum {points_de(need.room)}."
