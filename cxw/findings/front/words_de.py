"""The first page in German; what each sentence may say stands in `words`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from cxw.findings.front.types import AgainstRival, Missing, Order, PromiseCount, Shown
from cxw.findings.front.words import NAMED as BY_NAME
from cxw.findings.front.words import RIVALS
from cxw.findings.in_words import start, whole
from cxw.findings.in_words_de import all_quoted_de, count_de, day_in_words_de, listed_de, people_de, quoted_de
from cxw.text.saying import one_or_more, stopped


def title_of_points(shown: Shown) -> str:
    """How many of the points nothing was shown for, without a stop."""
    nothing = shown.nothing
    if not nothing:
        return "Alle unsere 100 Punkte stützen sich darauf, was Kunden gesagt oder getan haben"
    if not shown.customers and not shown.stories:
        said = "Für keinen unserer 100 Punkte liegt bisher etwas von Kunden vor"
    else:
        said = f"Für {nothing} unserer 100 Punkte liegt bisher nichts von Kunden vor"
    if not shown.against:
        return said
    if shown.against == nothing:
        return f"{said}, und zu allen sagen Kunden etwas anderes"
    return f"{said}, und zu {shown.against} davon sagen Kunden etwas anderes"


def title_of_segments(nothing: Sequence[int]) -> str:
    """The same for several segments, each by itself."""
    numbers = sorted(nothing)
    where = "In beiden Segmenten" if len(numbers) == 2 else f"In unseren {count_de(len(numbers))} Segmenten"
    left = "unserer 100 Punkte bisher nichts von Kunden vor"
    if numbers[0] == numbers[-1]:
        return f"{where} liegt für {numbers[0]} {left}"
    if len(numbers) == 2:
        return f"In einem Segment liegt für {nothing[0]}, im anderen für {nothing[1]} {left}"
    return f"{where} liegt für {numbers[0]} bis {numbers[-1]} {left}"


def title_of_needs(needs: int) -> str:
    """Needs were written, and nothing is weighed."""
    if needs == 1:
        return "Wir haben ein Bedürfnis aufgeschrieben und noch nicht gewichtet"
    return f"Wir haben {count_de(needs)} Bedürfnisse aufgeschrieben und noch nicht gewichtet"


def title_without_needs() -> str:
    """Questions alone."""
    return "Wir haben noch keine Bedürfnisse gewichtet"


def title_of_marks(rivals: int) -> str:
    """Marks without points."""
    if not rivals:
        return "Wir haben unser eigenes Unternehmen bewertet und die Bedürfnisse noch nicht gewichtet"
    who = "einem Wettbewerber" if rivals == 1 else f"{count_de(rivals)} Wettbewerbern"
    return f"Wir haben uns mit {who} verglichen und die Bedürfnisse noch nicht gewichtet"


def title_without_numbers() -> str:
    """Too few gave points for any number."""
    return "Zu wenige von uns haben Punkte gegeben, um Zahlen zu zeigen"


def who_asks(promised: PromiseCount, year: int | None) -> str:
    """The second half of the title: who finds out by when, or that nobody does."""
    if not promised.questions:
        return "noch hat niemand zugesagt, etwas herauszufinden"
    if not promised.open:
        return _asked(promised)
    if promised.overdue:
        return f"{_late(promised)} {_on(promised.known, year)} überfällig"
    if not promised.owned:
        what = one_or_more(promised.open, "unsere Frage", f"eine unserer {count_de(promised.open)} Fragen")
        return f"noch hat niemand {what} übernommen"
    return f"{_askers(promised)}{_by(promised, year)}"


def _late(promised: PromiseCount) -> str:
    if promised.overdue == promised.questions:
        if promised.questions == 1:
            return "die Zusage war"
        return f"{'beide' if promised.questions == 2 else 'alle'} Zusagen waren"
    late = "eine" if promised.overdue == 1 else count_de(promised.overdue)
    return (
        f"{late} von {count_de(promised.questions)} Zusagen {one_or_more(promised.overdue, 'war', 'waren')}"
    )


def _asked(promised: PromiseCount) -> str:
    """What became of the questions, all of which were asked."""
    asked = f"{_questions(promised.questions)} gestellt"
    parts = [
        (promised.held, "recht hatten wir bei"),
        (promised.wrong, "unrecht bei"),
        (promised.unclear, "offen blieb es bei"),
    ]
    said = [f"{words} {'einer' if n == 1 else count_de(n)}" for n, words in parts if n]
    if len(said) > 1:
        return f"{asked}: {listed_de(said)}"
    each = {1: "", 2: " beide Male"}.get(promised.questions, " jedes Mal")
    if promised.unclear:
        return f"{asked}: Es blieb{each} offen"
    return f"{asked}: Wir hatten{each} {'recht' if promised.held else 'unrecht'}"


def _questions(n: int) -> str:
    return "eine Frage" if n == 1 else f"{count_de(n)} Fragen"


def _one_of(n: int) -> str:
    """`eine` of some questions, `zwei`."""
    return "eine" if n == 1 else count_de(n)


def _askers(promised: PromiseCount) -> str:
    some = ""
    if promised.owned != promised.open:
        some = f" {_one_of(promised.owned)} von {count_de(promised.open)} Fragen"
    if promised.people is None:
        asked = some.strip() or _questions(promised.owned)
        return f"{asked} {one_or_more(promised.owned, 'wird', 'werden')} gestellt"
    them = some or one_or_more(promised.open, " die Frage", " die Fragen")
    return f"{people_de(promised.people)} {one_or_more(promised.people, 'stellt', 'stellen')}{them}"


def _by(promised: PromiseCount, year: int | None) -> str:
    return ", noch ohne Termin" if promised.last is None else f" bis {_day(promised.last, year)}"


def _on(day: dt.date | None, year: int | None) -> str:
    return "an einem späteren Tag" if day is None else f"am {_day(day, year)}"


def _day(day: dt.date | str, year: int | None) -> str:
    """A day without the year of the workshop."""
    return day_in_words_de(day).removesuffix(f" {year}")


_STAGES = {
    "needs": "die Bedürfnisse",
    "weights": "die Punkte",
    "grid": "die Bewertungen",
    "disagreement": "das Gespräch",
    "closing": "der Abschluss",
}


def unfinished(missing: Sequence[Missing], *, over: bool) -> str:
    """What is missing of the day, in which segments. `over`: nothing of it is left to do."""
    said = [f"{_STAGES[one.stage]}{one.beside(listed_de, 'angefangen')}" for one in missing]
    one = [one.stage for one in missing] in (["disagreement"], ["closing"])
    how = "wurde vorzeitig beendet" if over else "ist noch nicht abgeschlossen"
    return f"Der Workshop {how}: Es {'fehlt' if one else 'fehlen'} {listed_de(said)}."


def matters_most(needs: Sequence[tuple[str, float]], order: Order) -> str:
    """What we believe matters most, by name and points."""
    if order == "even":
        return (
            f"Im Schnitt geben wir allen Bedürfnissen gleich viel: je {whole(needs[0][1])} von 100 Punkten."
        )
    names = all_quoted_de(need for need, _ in needs)
    points = listed_de([whole(size) for _, size in needs])
    verb = one_or_more(len(needs), "zählt", "zählen")
    ends = {
        "open": "; welches Bedürfnis zuerst kommt, ist offen",
        "few": "; für eine Rangfolge sind wir zu wenige",
        "most": "; welches davon zuerst kommt, ist offen",
    }
    return (
        f"Wir glauben, dass {names} am meisten {verb}, mit {points} unserer 100 Punkte{ends.get(order, '')}."
    )


def after_the_talk(need: str, before: float, after: float, people: int | None) -> str:
    """What moved most, as a second clause; `people`: who answered twice, where that is not everybody."""
    of = "" if people is None else f", bei den {people}, die zweimal geantwortet haben"
    return f"Nach dem Gespräch hat {quoted_de(need)} {whole(after)}, davor {whole(before)}{of}."


def not_weighed() -> str:
    """No points."""
    return "Was am meisten zählt, wurde noch nicht gewichtet."


_WHERE = {"behind": "hinter", "ahead": "vor"}


def stands(told: Sequence[AgainstRival], needs: int) -> str:
    """Where we believe we stand, by the names of rivals; of many on how many needs, and the weightiest."""
    if len(told) <= RIVALS:
        said = [f"bei {so_many_needs(one.needs, needs)} {_WHERE[one.side]} {one.rival}" for one in told]
        return stopped(f"Wir glauben, wir liegen {listed_de(said)}")
    many = {side: sum(len(one.needs) for one in told if one.side == side) for side in ("behind", "ahead")}
    ways = {"behind": "zurück", "ahead": "vorn"}
    counts = listed_de([f"bei {dative(n)} {ways[side]}" for side, n in many.items() if n])
    first = told[0]
    return stopped(
        f"Von {count_de(needs)} Bedürfnissen liegen wir, glauben wir, {counts}, jeweils gegen den besten "
        f"Wettbewerber dort: zuallererst bei {quoted_de(first.needs[0])} {_WHERE[first.side]} {first.rival}"
    )


def dative(n: int) -> str:
    """How many, behind a preposition: `bei einem`, `bei zwei`."""
    return "einem" if n == 1 else count_de(n)


def so_many_needs(needs: Sequence[str], of: int) -> str:
    """Needs by name; of more than three how many of how many."""
    if len(needs) <= BY_NAME:
        return all_quoted_de(needs)
    return f"{count_de(len(needs))} von {count_de(of)} Bedürfnissen"


def stands_level(split: Sequence[str], needs: int) -> str:
    """Neither ahead of nor behind anybody."""
    if not split:
        return "Wir glauben, dass wir mit unseren besten Wettbewerbern gleichauf liegen."
    return stopped(
        f"Wir liegen weder vorn noch zurück; bei {so_many_needs(split, needs)} sind wir geteilter Meinung"
    )


def too_few_marked() -> str:
    """Marks, and no lead."""
    return "Zu wenige von uns kennen uns und einen Wettbewerber gut genug, um zu sagen, wo wir stehen."


def nobody_to_compare() -> str:
    """Marks for ourselves alone."""
    return "Wir haben nur uns selbst bewertet; wo wir gegenüber Wettbewerbern stehen, ist offen."


def not_compared() -> str:
    """No marks."""
    return "Wo wir gegenüber Wettbewerbern stehen, wurde nicht besprochen."


def promises(promised: PromiseCount, year: int | None) -> str:
    """What is found out first, as a title; who asks by when stands in the title of the page."""
    if not promised.questions:
        return "Noch hat niemand zugesagt, etwas herauszufinden"
    if not promised.open:
        return start(_asked(promised))
    said = "Was wir zuerst herausfinden"
    if promised.overdue:
        return f"{said}: {_late(promised)} {_on(promised.known, year)} überfällig"
    if promised.done:
        are = one_or_more(promised.done, "ist", "sind")
        return f"{said}; {_one_of(promised.done)} von {count_de(promised.questions)} Fragen {are} gestellt"
    return said


def nobody_asks(needs: Sequence[tuple[str, float]]) -> str:
    """The needs with the most points for which nothing is shown: what there would be to ask about."""
    said = [f"{whole(points)} auf {quoted_de(need)}" for need, points in needs]
    stand = one_or_more(int(whole(needs[0][1])), "liegt", "liegen")
    return stopped(f"Von den Punkten, für die nichts vorliegt, {stand} {listed_de(said)}")


def nobody_wrote() -> str:
    """The room was asked what it does not know, and nobody wrote anything."""
    return "Niemand hat aufgeschrieben, was wir nicht wissen."
