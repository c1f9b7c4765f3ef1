"""The first page in German; what each sentence may say stands in `words`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from cxw.findings.front.types import AgainstRival, OnSide, Order, Promised, Shown, Who
from cxw.findings.front.words import CLAUSES, RIVALS
from cxw.findings.front.words import NAMED as BY_NAME
from cxw.findings.in_words import start, whole
from cxw.findings.in_words_de import count_de, day_in_words_de, listed_de, people_de, quoted_de
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
        return f"{said}, gegen alle davon spricht etwas"
    return f"{said}, gegen {shown.against} davon sprechen Kunden"


def title_of_segments(nothing: Sequence[int]) -> str:
    """The same for several segments, each by itself."""
    numbers = sorted(nothing)
    where = "In beiden Segmenten" if len(numbers) == 2 else f"In unseren {count_de(len(numbers))} Segmenten"
    if numbers[0] == numbers[-1]:
        many = f"{numbers[0]}"
    elif len(numbers) == 2:
        many = f"{nothing[0]} und {nothing[1]}"
    else:
        many = f"{numbers[0]} bis {numbers[-1]}"
    return f"{where} liegt für {many} unserer 100 Punkte bisher nichts von Kunden vor"


def title_of_needs(needs: int) -> str:
    """Needs were written, and nothing is weighed."""
    if needs == 1:
        return "Wir haben ein Bedürfnis aufgeschrieben und noch nicht gewichtet"
    return f"Wir haben {count_de(needs)} Bedürfnisse aufgeschrieben und noch nicht gewichtet"


def title_of_marks(rivals: int) -> str:
    """Marks without points."""
    if not rivals:
        return "Wir haben unser eigenes Unternehmen bewertet und die Bedürfnisse noch nicht gewichtet"
    who = "einem Wettbewerber" if rivals == 1 else f"{count_de(rivals)} Wettbewerbern"
    return f"Wir haben uns mit {who} verglichen und die Bedürfnisse noch nicht gewichtet"


def title_without_numbers() -> str:
    """Too few gave points for any number."""
    return "Zu wenige von uns haben Punkte gegeben, um Zahlen zu zeigen"


def who_asks(promised: Promised, year: int | None) -> str:
    """The second half of the title: who finds out by when, or that nobody does."""
    if not promised.questions:
        return "noch hat niemand zugesagt, etwas herauszufinden"
    if not promised.open:
        return _asked(promised)
    if promised.overdue:
        return f"{_late(promised)} am {_day(promised.known, year)} überfällig"
    if not promised.owned:
        what = one_or_more(promised.open, "unsere Frage", f"eine unserer {count_de(promised.open)} Fragen")
        return f"noch hat niemand {what} übernommen"
    return f"{_askers(promised)}{_by(promised, year)}"


def _late(promised: Promised) -> str:
    if promised.overdue == promised.questions:
        if promised.questions == 1:
            return "die Zusage war"
        return f"{'beide' if promised.questions == 2 else 'alle'} Zusagen waren"
    late = "eine" if promised.overdue == 1 else count_de(promised.overdue)
    return (
        f"{late} von {count_de(promised.questions)} Zusagen {one_or_more(promised.overdue, 'war', 'waren')}"
    )


def _asked(promised: Promised) -> str:
    """What became of the questions, all of which were asked."""
    parts = [
        (promised.held, "recht hatten wir bei"),
        (promised.wrong, "unrecht bei"),
        (promised.unclear, "offen blieb es bei"),
    ]
    said = listed_de([f"{words} {'einer' if n == 1 else count_de(n)}" for n, words in parts if n])
    return f"{_questions(promised.questions)} gestellt: {said}"


def _questions(n: int) -> str:
    return "eine Frage" if n == 1 else f"{count_de(n)} Fragen"


def _one_of(n: int) -> str:
    """`eine` of some questions, `zwei`."""
    return "eine" if n == 1 else count_de(n)


def _askers(promised: Promised) -> str:
    some = ""
    if promised.owned != promised.open:
        some = f" {_one_of(promised.owned)} von {count_de(promised.open)} Fragen"
    if promised.people is None:
        asked = some.strip() or _questions(promised.owned)
        return f"{asked} {one_or_more(promised.owned, 'wird', 'werden')} gestellt"
    them = some or one_or_more(promised.open, " die Frage", " die Fragen")
    return f"{people_de(promised.people)} {one_or_more(promised.people, 'stellt', 'stellen')}{them}"


def _by(promised: Promised, year: int | None) -> str:
    return ", noch ohne Termin" if promised.last is None else f" bis {_day(promised.last, year)}"


def _day(day: dt.date | str | None, year: int | None) -> str:
    """A day without the year of the workshop."""
    return "später" if day is None else day_in_words_de(day).removesuffix(f" {year}")


_STAGES = {
    "needs": "die Bedürfnisse",
    "weights": "die Punkte",
    "grid": "die Bewertungen",
    "disagreement": "das Gespräch",
    "closing": "der Schluss",
}


def unfinished(missing: Sequence[tuple[str, bool]]) -> str:
    """What is missing of the day; of a stage whether it was begun."""
    said = [f"{_STAGES[stage]}{' (angefangen)' if begun else ''}" for stage, begun in missing]
    one = [stage for stage, _ in missing] in (["disagreement"], ["closing"])
    return f"Dieser Tag ist nicht zu Ende geführt: Es {'fehlt' if one else 'fehlen'} {listed_de(said)}."


def matters_most(needs: Sequence[tuple[str, float]], order: Order) -> str:
    """What we believe matters most, by name and points."""
    if order == "even":
        return (
            f"Im Schnitt geben wir allen Bedürfnissen gleich viel: je {whole(needs[0][1])} von 100 Punkten."
        )
    names = listed_de([quoted_de(need) for need, _ in needs])
    points = listed_de([whole(size) for _, size in needs])
    verb = one_or_more(len(needs), "zählt", "zählen")
    ends = {
        "open": "; welches Bedürfnis zuerst kommt, ist offen",
        "few": "; um zu sagen, welches zuerst kommt, sind wir zu wenige",
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
        said = [f"bei {_needs(one.needs, needs)} {_WHERE[one.side]} {one.rival}" for one in told]
        return stopped(f"Wir glauben, wir liegen {listed_de(said)}")
    many = {side: sum(len(one.needs) for one in told if one.side == side) for side in ("behind", "ahead")}
    ways = {"behind": "zurück", "ahead": "vorn"}
    counts = listed_de([f"bei {_dative(n)} {ways[side]}" for side, n in many.items() if n])
    first = told[0]
    return stopped(
        f"Von {count_de(needs)} Bedürfnissen liegen wir, glauben wir, {counts}, jeweils gegen den besten "
        f"Wettbewerber dort: zuallererst bei {quoted_de(first.needs[0])} {_WHERE[first.side]} {first.rival}"
    )


def _dative(n: int) -> str:
    return "einem" if n == 1 else count_de(n)


def _needs(needs: Sequence[str], of: int) -> str:
    if len(needs) <= BY_NAME:
        return listed_de([quoted_de(need) for need in needs])
    return f"{count_de(len(needs))} von {count_de(of)} Bedürfnissen"


def stands_level(split: Sequence[str], needs: int) -> str:
    """Neither ahead of nor behind anybody."""
    if not split:
        return "Wir glauben, dass wir mit unseren besten Wettbewerbern gleichauf liegen."
    return stopped(
        f"Wir liegen weder vorn noch zurück; bei {_needs(split, needs)} sind wir geteilter Meinung"
    )


def too_few_marked() -> str:
    """Marks, and no lead."""
    return "Zu wenige von uns kennen uns und einen Wettbewerber gut genug, um zu sagen, wo wir stehen."


def not_compared() -> str:
    """No marks."""
    return "Wo wir gegenüber Wettbewerbern stehen, wurde nicht besprochen."


def see_customers(departments: int) -> str:
    """All departments differ from each other beyond chance."""
    if departments == 2:
        return "Unsere beiden Abteilungen sehen zwei verschiedene Kunden"
    return f"Unsere Abteilungen sehen {count_de(departments)} verschiedene Kunden"


def two_see_customers(names: tuple[str, str], apart: float) -> str:
    """The two that differ most, beyond chance."""
    both = f"{listed_de(names)} sehen verschiedene Kunden"
    return f"{both}: {whole(apart)} ihrer 100 Punkte liegen woanders"


def differ_somewhere() -> str:
    """A difference that no two of those that show account for."""
    return "Unsere Abteilungen sehen Kunden verschieden; welche davon, ist offen"


def share_needs(needs: Sequence[str], departments: int, *, everybody: bool) -> str:
    """What all departments put weight on."""
    who = f"{'Beide' if departments == 2 else f'Alle {count_de(departments)}'} Abteilungen"
    return (
        f"{who}{'' if everybody else ', die für sich stehen,'} legen Gewicht auf {_needs(needs, len(needs))}"
    )


def too_few_to_tell() -> str:
    """No difference beyond chance, and too few to find one."""
    return "Wir sind zu wenige, um unsere Abteilungen auseinanderzuhalten"


def none_told_apart() -> str:
    """Enough people, and no difference."""
    return (
        "Einen Unterschied zwischen unseren Abteilungen, der über Zufall hinausgeht, haben wir nicht gefunden"
    )


def none_shows() -> str:
    """Why only the room stands there."""
    return "Keine Abteilung steht für sich: Dafür braucht es drei Personen oder die Zustimmung aller daraus."


def one_department(name: str) -> str:
    """Everybody is from one department."""
    return f"Wir gehören alle zu {name}."


def so_far_apart(apart: float) -> str:
    """How far two people are apart: a title where departments are none."""
    if whole(apart) == "0":
        return "Wir haben alle fast dieselben Punkte gegeben"
    return f"Im Schnitt verteilen zwei von uns {whole(apart)} von 100 Punkten verschieden"


def gave_points(given: int, answered: int) -> str:
    """How many stand behind the points, and how many do not know."""
    if given == answered:
        return f"{start(people_de(given))} {one_or_more(given, 'hat', 'haben')} Punkte gegeben."
    unknown = answered - given
    gave = f"{'Eine Person' if given == 1 else start(count_de(given))} von {count_de(answered)}"
    told = "eine Person sagte" if unknown == 1 else f"{count_de(unknown)} sagten"
    return f"{gave} {one_or_more(given, 'hat', 'haben')} Punkte gegeben; {told}: Wir wissen es nicht."


def backed(shown: Shown) -> str:
    """The guess beside what is counted, whole, without a stop."""
    told = shown.customers + shown.stories
    guess = ""
    if shown.guess is not None:
        guess = f"Wir haben geschätzt, dass {whole(shown.guess)} unserer Punkte auf Kunden beruhen; "
    elif shown.guessed:
        guess = "Niemand konnte schätzen, wie viel auf Kunden beruht; "
    if not told:
        return f"{guess}{'bisher liegt nichts davon vor' if guess else 'Von Kunden liegt bisher nichts vor'}"
    if guess:
        return f"{guess}es {one_or_more(told, 'ist', 'sind')} {told}{_of_which(shown)}"
    return f"{told} unserer 100 Punkte {one_or_more(told, 'beruht', 'beruhen')} auf Kunden{_of_which(shown)}"


def _of_which(shown: Shown) -> str:
    many = "auf zehn oder mehr Kunden" if shown.many else "auf zehn oder mehr Kunden oder auf ihrem Verhalten"
    if not shown.stories:
        return f", alle {many}"
    if not shown.customers:
        return ", alle auf einzelnen Erzählungen"
    return f": {shown.customers} {many}, {shown.stories} auf einzelnen Erzählungen"


def backed_brief(shown: Shown) -> str:
    """The same in the table of segments."""
    if not shown.customers and not shown.stories:
        return "bisher nichts von Kunden"
    said = f"{shown.customers} durch viele Kunden, {shown.stories} durch einzelne Erzählungen"
    said += f", {shown.nothing} durch nichts"
    return f"{said} (gegen {shown.against} sprechen Kunden)" if shown.against else said


_WHO: Mapping[Who, str] = {
    "all": "alle sehen uns",
    "nearly all": "fast alle sehen uns",
    "most": "die meisten sehen uns",
    "most who know": "die meisten, die beide kennen, sehen uns",
    "half": "die Hälfte sieht uns",
    "half who know": "die Hälfte derer, die beide kennen, sieht uns",
    "on balance": "insgesamt liegen wir",
}


_SIDES = {"ahead": "vorn", "level": "gleichauf", "behind": "zurück"}


def sides(told: Sequence[OnSide], needs: int) -> str:
    """Who puts us where, in at most three parts; the others stand in the picture."""
    counted = [one for one in told if one.who != "middle marks"]
    said = [_side(one, needs) for one in counted if one.side in ("behind", "ahead")]
    middle = [
        f"bei {_needs(one.needs, needs)} {_SIDES[one.side]}" for one in told if one.who == "middle marks"
    ]
    if middle:
        said.append(f"nach den mittleren Noten liegen wir {listed_de(middle)}")
    said += [_side(one, needs) for one in counted if one.side in ("split", "level")]
    return start("; ".join(said[:CLAUSES]))


def _side(one: OnSide, needs: int) -> str:
    on = f"bei {_needs(one.needs, needs)}"
    if one.side == "split":
        return f"{on} sind wir geteilter Meinung"
    return f"{_WHO[one.who]} {on} {_SIDES[one.side]}"


def not_counted_there(rivals: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Which rivals are left out where, as too few know them."""
    said = [f"{rival} bei {_needs(needs, len(needs))}" for rival, needs in rivals]
    return stopped(f"Nicht mitgezählt, weil zu wenige von uns sie dort kennen: {listed_de(said)}")


_KINDS = {
    "strength": ("eine Stärke", "eine vermutete Stärke", "Stärken"),
    "weakness": ("eine Schwäche", "eine vermutete Schwäche", "Schwächen"),
    "opportunity": ("eine Chance", "eine vermutete Chance", "Chancen"),
    "threat": ("eine Bedrohung", "eine vermutete Bedrohung", "Bedrohungen"),
}


def board(stated: Mapping[str, int], asked: Mapping[str, int], contested: int, split: int) -> str:
    """What the SWOT holds, in a line: what is stated, what is believed, and where we do not agree."""
    said = [
        listed_de([_entries(n, kind) for kind, n in stated.items()])
        or "noch nichts, was wir behaupten können"
    ]
    if asked:
        said.append(listed_de([_entries(n, kind, believed=True) for kind, n in asked.items()]))
    if contested:
        said.append(
            f"{'bei einem Eintrag' if contested == 1 else f'bei {count_de(contested)} Einträgen'}"
            " sind wir uns nicht einig"
        )
    if split:
        open_ = "einem Bedürfnis" if split == 1 else f"{count_de(split)} Bedürfnissen"
        said.append(f"bei {open_} sind wir geteilter Meinung oder unsicher")
    return stopped(f"SWOT: {'; '.join(said)}")


def _entries(n: int, kind: str, *, believed: bool = False) -> str:
    one, maybe, more = _KINDS[kind]
    if n == 1:
        return maybe if believed else one
    return f"{count_de(n)} {'vermutete ' if believed else ''}{more}"


def promises(promised: Promised, year: int | None) -> str:
    """What is found out first, as a title; who asks by when stands in the title of the page."""
    if not promised.questions:
        return "Noch hat niemand zugesagt, etwas herauszufinden"
    if not promised.open:
        return start(_asked(promised))
    said = "Was wir zuerst herausfinden"
    if promised.overdue:
        return f"{said}: {_late(promised)} am {_day(promised.known, year)} überfällig"
    if promised.done:
        are = one_or_more(promised.done, "ist", "sind")
        return f"{said}; {_one_of(promised.done)} von {count_de(promised.questions)} Fragen {are} gestellt"
    return said


def nobody_asks(needs: Sequence[tuple[str, float]]) -> str:
    """What most points rest on without anything shown: what there would be to ask about."""
    said = [f"{quoted_de(need)} ({whole(points)})" for need, points in needs]
    return stopped(f"Die meisten Punkte, für die nichts vorliegt, hat {listed_de(said)}")


def nobody_wrote() -> str:
    """The room was asked what it does not know, and nobody wrote anything."""
    return "Niemand hat aufgeschrieben, was wir nicht wissen."
