"""Wording about marks in German; what each of them may say stands in `words`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxw.findings.in_words import half, start
from cxw.findings.in_words_de import count_de, listed_de, of_us_de, quoted_de, so_many_of_us_de
from cxw.findings.marks.words import MOST_LEFT_OUT, Counts, NeedSide, Side, Unknown, too_many_to_name
from cxw.text.saying import one_or_more

NO_COMPETITOR = "Kein Wettbewerber ist bewertet, deshalb lässt sich kein Vorsprung nennen."
NO_LEAD_SAID = (
    "Es lässt sich kein Vorsprung nennen: Zu wenige von uns haben uns und einen Wettbewerber beim selben "
    "Bedürfnis bewertet."
)
LEADS_APART = (
    "Diese Kopie nennt keinen Vorsprung vor dem besten Wettbewerber: Zu wenige von uns blieben sonst "
    "unerkannt."
)
WHERE: Mapping[Side, str] = {
    "ahead": "vorn",
    "level": "gleichauf",
    "behind": "zurück",
    "split": "geteilter Meinung",
}
"""Where we are, or that we do not agree."""


def cell_spread(company: str, need: str, low: float, high: float) -> str:
    """The range of the marks in one cell."""
    return f"Bei {quoted_de(need)} bewerten wir {company} zwischen {half(low)} und {half(high)}."


def cell_functions(company: str, need: str, medians: Sequence[tuple[str, float]]) -> str:
    """Two functions' medians in one cell, the higher first."""
    (higher, up), (lower, down) = medians[0], medians[-1]
    return f"{higher} bewertet {company} bei {quoted_de(need)} mit {half(up)}, {lower} mit {half(down)}."


def cell_unknown(company: str, need: str, dk: int, asked: int) -> str:
    """How many do not know one cell."""
    if dk == asked:
        who = "Niemand von uns weiß"
    elif dk == 1:
        who = f"Eine Person von {count_de(asked)} weiß nicht"
    else:
        who = f"{start(count_de(dk))} von {count_de(asked)} wissen nicht"
    return f"{who}, wie {company} bei {quoted_de(need)} dasteht."


def cell_moved(company: str, need: str, people: int | None, *, least: bool = False) -> str:
    """How many marked one cell otherwise the second time; None: fewer than three."""
    who = so_many_of_us_de(people, least=least)
    return f"{who} haben {company} bei {quoted_de(need)} beim zweiten Mal anders bewertet."


def cells_unknown(cells: int, of: int) -> str:
    """How many squares of the grid so many do not know that they carry no verdict."""
    return f"{cells_unknown_brief(cells, of)}: Zu viele von uns wissen es nicht."


def cells_unknown_brief(cells: int, of: int) -> str:
    """The same in a list."""
    have = one_or_more(cells, "hat", "haben")
    who = "Eines" if cells == 1 else start(count_de(cells))
    return f"{who} von {count_de(of)} Feldern der Tabelle {have} kein Urteil"


def hardly_known(companies: Sequence[str]) -> str:
    """Competitors marked in fewer than half of their cells."""
    are = one_or_more(len(companies), "ist", "sind")
    return (
        f"{listed_de(_some(companies))} {are} hier kaum bekannt: Bei mehr als der Hälfte der Bewertungen "
        "wussten wir es nicht."
    )


def hardly_known_brief(company: str) -> str:
    """The same in a list."""
    return f"{company} ist hier kaum bekannt"


def lead(rival: str, need: str, side: Side, counts: Counts | None) -> str:
    """Where the room puts itself against one rival on one need, as a belief, with who says so."""
    if counts is None:
        return f"Nach den mittleren Bewertungen liegen wir bei {quoted_de(need)} {beside_rival(side, rival)}."
    if side == "split":
        return f"Bei {quoted_de(need)}: {start(who_says(rival, counts))}."
    said = {"ahead": counts[0], "level": counts[1], "behind": counts[2]}[side]
    many = start(so_many_say(said, sum(counts)))
    return f"Bei {quoted_de(need)} sehen wir uns {beside_rival(side, rival)}: {many}."


def beside_rival(side: Side, rival: str) -> str:
    """`vor Pellaro`, `gleichauf mit Pellaro`, `hinter Pellaro`."""
    return {"level": f"gleichauf mit {rival}", "ahead": f"vor {rival}"}.get(side, f"hinter {rival}")


def so_many_say(people: int, of: int) -> str:
    """`das sagen vier von acht`."""
    if people == of > 1:
        return f"das sagen alle {count_de(of)}"
    who = "eine Person" if people == 1 else count_de(people)
    return f"das {one_or_more(people, 'sagt', 'sagen')} {who} von {count_de(of)}"


def who_says(rival: str, counts: Counts) -> str:
    """How many put us ahead of a rival, level and behind; whom nobody says is left out."""
    places: tuple[Side, ...] = ("ahead", "level", "behind")
    (side, first), *others = [told for told in zip(places, counts, strict=True) if told[1]]
    said = f"{of_us_de(first)} {one_or_more(first, 'sieht', 'sehen')} uns {beside_rival(side, rival)}"
    return listed_de([said, *(f"{_others(people)} {WHERE[side]}" for side, people in others)])


def _others(people: int) -> str:
    return "eine Person" if people == 1 else count_de(people)


def leads_in_words(stands: Sequence[NeedSide], left_out: str = "", *, unlike: bool = False) -> str:
    """Where the room believes it leads its best rival, is level, trails and is split; or how often."""
    by_counts = any(stand.counts is not None for stand in stands)
    among = " (gezählt ist, wer beide bewertet hat)" if unlike else ""
    if stands and not by_counts:
        among = " (nach mittlerer Bewertung)"
    told: dict[Side, list[NeedSide]] = {side: [] for side in WHERE}
    for stand in stands:
        told[stand.side].append(stand)
    many = too_many_to_name(stands)
    where = {side: _on(some, by_counts, many=many) for side, some in told.items() if some}
    if many:
        where = _with_noun(where)
    each = "unserem jeweils besten" if many else "unserem besten"
    return f"Gegenüber {each} Wettbewerber{left_out} {_sides(where)}{among}."


def _sides(where: Mapping[Side, str]) -> str:
    """`sehen wir uns bei A vorn, bei B zurück; bei C sind wir geteilter Meinung`."""
    split = where.get("split")
    seen = [f"{on} {WHERE[side]}" for side, on in where.items() if side != "split"]
    if not seen:
        return f"sind wir {split} {WHERE['split']}"
    return f"sehen wir uns {listed_de(seen)}" + (f"; {split} sind wir {WHERE['split']}" if split else "")


def _on(needs: Sequence[NeedSide], by_counts: bool, *, many: bool) -> str:
    """On which needs, or on how many where they are too many to be named."""
    if many:
        return f"bei {'einem' if len(needs) == 1 else count_de(len(needs))}"
    return f"bei {listed_de([_stand(stand, by_counts) for stand in needs])}"


def _with_noun(where: Mapping[Side, str]) -> dict[Side, str]:
    """The first number with its noun: `bei zwei Bedürfnissen`."""
    (side, first), *others = where.items()
    noun = "Bedürfnis" if first == "bei einem" else "Bedürfnissen"
    return {side: f"{first} {noun}", **dict(others)}


def _stand(stand: NeedSide, by_counts: bool) -> str:
    """The need with the counts behind its word, where any are told."""
    if not by_counts:
        return quoted_de(stand.need)
    if stand.counts is None:
        return f"{quoted_de(stand.need)} (mittlere Bewertung)"
    ahead, level, behind = stand.counts
    if stand.side == "split":
        return f"{quoted_de(stand.need)} ({ahead} vorn, {behind} zurück)"
    said = {"ahead": ahead, "level": level, "behind": behind}[stand.side]
    return f"{quoted_de(stand.need)} ({said} von {sum(stand.counts)})"


def not_counted(everywhere: Sequence[Unknown], somewhere: Sequence[str]) -> str:
    """Behind `our best rival`: of which rivals, where some are too little known to be it; or nothing."""
    if not everywhere and not somewhere:
        return ""
    said = [f"nicht {listed_de([_who_not(one) for one in everywhere[:MOST_LEFT_OUT]])}"] if everywhere else []
    if (more := len(everywhere) - MOST_LEFT_OUT) > 0:
        said.append("noch ein weiterer" if more == 1 else f"noch {count_de(more)} weitere")
    if somewhere:
        names = somewhere[0]
        if len(somewhere) > 1:
            names = f"{count_de(len(somewhere))} {'andere' if said else 'von ihnen'}"
        said.append(f"bei manchen Bedürfnissen nicht {names}")
    return f" unter denen, die wir gut genug kennen ({'; '.join(said)}),"


def _who_not(one: Unknown) -> str:
    rival, low, high, asked = one
    if not high:
        return f"{rival}, wo zu wenige von uns bewertet haben"
    if high == 1:
        return f"{rival}, wo eine Person von {count_de(asked)} es nicht weiß"
    many = count_de(low) if low == high else f"{count_de(low)} bis {count_de(high)}"
    return f"{rival}, wo {many} von {count_de(asked)} es nicht wissen"


def _some(names: Sequence[str]) -> list[str]:
    """At most three names; of more how many more."""
    if len(names) <= MOST_LEFT_OUT + 1:
        return [*names]
    return [*names[:MOST_LEFT_OUT], f"{count_de(len(names) - MOST_LEFT_OUT)} weitere"]
