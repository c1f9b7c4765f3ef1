"""What a table of answers is really about, drawn at random, and whether a session holds exactly that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Literal, TypeAlias

from cxw.model import DK, Company, Need, Participant, Segment, Session
from cxw.questions.rounds import as_marks, as_points

NAMES = (
    "Kim Aro", "Jörg Müller", "Åsa Öberg", "François Lefèvre", "María José Núñez", "J. R. Smith", "Grete Meyer-Lüth",
    "Zoë van den Berg", "Siân O'Neill", "Lars Ødegård", "Noël Dupont", "Iñaki Etxeberria", "Max Weber", "Min Jung",
    "Anna Summer", "Sumi Ito", "A. B. Costa", "Frau Dr. Groß", "Bjørn Åkesson", "Chloé D'Amico", "Ida", "Ute Total-Hahn",
    "Hélène Mercier", "Pedro Peña", "Tom Mean", "Weiß, Käthe", "Dubois, Rémi", "Lee Bax", "Mo Cid", "Per Søndergaard",
)  # fmt: skip
CENTRAL = ("Łukasz Wójcik", "Božena Dvořáková", "György Őry", "Żaneta Gęś", "Jiří Černý")
"""Names whose letters stand in the code page of Central Europe."""
FUNCTIONS = ("Sales", "Service", "Vertrieb", "Entwicklung", "Qualité", "Compras", "R&D")
NEEDS = (
    "Taste", "Upkeep", "Price", "Somebody answers", "Delivered on the day", "Geschmack", "Pflege", "Preis",
    "Zuverlässigkeit", "Goût", "Délai de livraison", "Precio", "Atención al cliente", "Pålitlighet", "Easy to clean",
    "Runs without errors", "Qualität", "Opening hours",
)  # fmt: skip
COMPANIES = ("Bright Beans", "Rival Roast", "Nordlicht", "Café Olé", "Carries on as now")
SCALES = ((0, 10), (1, 5), (1, 7), (1, 10), (-3, 3), (0, 100))
TOTALS = (100, 10, 7, 1000)

Answer: TypeAlias = int | Literal["dk"]


@dataclass
class HiddenTruth:
    """Who is asked, about what, and what each answered; nobody's answer is not in `points` or `marks`."""

    of: Literal["weights", "marks"]
    needs: list[str]
    companies: list[str]
    """whose marks these are, our own first; of points nobody's"""
    people: dict[str, str]
    """name -> function, empty where none is told"""
    scale: tuple[int, int] = (0, 10)
    total: int = 100
    points: dict[str, dict[str, int] | Literal["dk"]] = field(default_factory=dict)
    written: dict[str, dict[str, Fraction]] = field(default_factory=dict)
    """person -> need -> what stands in the table where that is no whole number of points"""
    marks: dict[str, dict[str, dict[str, Answer]]] = field(default_factory=dict)
    sure: dict[str, Answer] = field(default_factory=dict)


def hidden(rng: Random, of: Literal["weights", "marks"], central: bool) -> HiddenTruth:
    """Some people, a few needs, and their answers; some do not know, some answered nothing."""
    names = [*NAMES, *CENTRAL] if central else [*NAMES]
    people = rng.sample(names, rng.randint(3, 14))
    told = rng.random() < 0.5
    truth = HiddenTruth(
        of,
        rng.sample(NEEDS, rng.randint(3, 6)),
        rng.sample(COMPANIES, rng.randint(1, 4)) if of == "marks" else [],
        {name: rng.choice(FUNCTIONS) if told else "" for name in people},
    )
    if of == "weights":
        truth.total = rng.choice((100, 100, 100, *TOTALS))
        _give_points(rng, truth)
    else:
        truth.scale = rng.choice((SCALES[0], *SCALES))
        _give_marks(rng, truth)
    return truth


def _give_points(rng: Random, truth: HiddenTruth) -> None:
    for name in truth.people:
        if rng.random() < 0.07:
            truth.points[name] = DK
        elif rng.random() < 0.95:
            truth.points[name] = dict(
                zip(truth.needs, _parts(rng, len(truth.needs), truth.total), strict=True)
            )


def _parts(rng: Random, parts: int, total: int) -> list[int]:
    """Whole numbers that sum to the total; some are round, as people give them."""
    step = total // 10 if total >= 100 and rng.random() < 0.6 else 1
    cuts = sorted(rng.randint(0, total // step) for _ in range(parts - 1))
    edges = [0, *(cut * step for cut in cuts), total]
    found = [after - before for before, after in pairwise(edges)]
    rng.shuffle(found)
    return found


def _give_marks(rng: Random, truth: HiddenTruth) -> None:
    least, most = truth.scale
    for name in truth.people:
        if rng.random() < 0.05:
            continue
        truth.marks[name] = {
            company: {need: DK if rng.random() < 0.06 else rng.randint(least, most) for need in truth.needs}
            for company in truth.companies
        }


def closed_to(total: int, given: Mapping[str, Fraction]) -> dict[str, int]:
    """Whole points by largest remainder, an earlier need first where two are alike."""
    all_of_it = sum(given.values())
    exact = {need: part * total / all_of_it for need, part in given.items()}
    whole = {need: int(part) for need, part in exact.items()}
    places = [*given]
    first = sorted(places, key=lambda need: (-(exact[need] - whole[need]), places.index(need)))
    for need in first[: total - sum(whole.values())]:
        whole[need] += 1
    return whole


def as_session(truth: HiddenTruth) -> Session:
    """A session that waits for these answers: its people, needs and companies are known."""
    needs = [Need(id=f"n{n}", text=text) for n, text in enumerate(truth.needs)]
    segment = Segment(id="s", name="Roasters", needs=needs, chosen=[need.id for need in needs])
    rivals = truth.companies[1:] or ["Somebody Else"]
    segment.competitors = [Company(id=f"c{n}", name=name) for n, name in enumerate(rivals)]
    people = [
        Participant(id=f"p{n}", name=name, function=function or None)
        for n, (name, function) in enumerate(truth.people.items())
    ]
    own = Company(id="us", name=(truth.companies or ["Bright Beans"])[0])
    return Session(cxw=1, title="T", company=own, participants=people, segments=[segment])


def differences(truth: HiddenTruth, session: Session) -> list[str]:
    """Everything that the session holds otherwise than it is; empty where it holds exactly the truth."""
    (segment,) = session.segments
    rounds = segment.rounds_of(truth.of)
    if len(rounds) != 1:
        return [f"{len(rounds)} rounds"]
    (round,) = rounds
    names = {person.id: person.name for person in session.participants}
    words = {need.id: need.text for need in segment.needs}
    found = []
    if weighed := as_points(round):
        stored = {
            names[id]: row if row == DK else {words[need]: points for need, points in row.items()}
            for id, row in weighed.answers.items()
            if isinstance(row, dict) or row == DK
        }
        found += _unlike("points", truth.points, stored)
        found += _unlike("total", {"": truth.total}, {"": weighed.points_each})
        sure = {
            names[id]: value
            for id, value in segment.conviction.before.items()
            if truth.sure or weighed.answers[id] != DK
        }
        found += _unlike("sure", truth.sure, sure)
    if marked := as_marks(round):
        labels = {one.id: one.name for one in session.companies(segment)}
        given = {
            names[id]: {
                labels[company]: {words[need]: mark for need, mark in row.items()}
                for company, row in rows.items()
            }
            for id, rows in marked.answers.items()
        }
        found += _unlike("marks", truth.marks, given)
        found += _unlike("scale", {"": truth.scale}, {"": marked.ends})
    told = {person.name: person.function or "" for person in session.participants}
    answered: Sequence[str] = [*(truth.points or truth.marks)]
    found += _unlike("function", {name: truth.people[name] for name in answered}, told, more=True)
    return found


def _unlike(
    what: str, true: Mapping[str, object], stored: Mapping[str, object], more: bool = False
) -> list[str]:
    found = [
        f"{what} of {name}: {stored.get(name)} for {value}"
        for name, value in true.items()
        if stored.get(name) != value
    ]
    if not more:
        found += [f"{what} of {name}, who has none: {stored[name]}" for name in stored.keys() - true.keys()]
    return found
