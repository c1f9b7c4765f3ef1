"""The first page once customers have answered, in German; what it may say stands in `verified_words`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from cxw.findings.customers.types import Bias, EntryAgainst, SureAgainst
from cxw.findings.customers.words_de import SIDES_DE
from cxw.findings.front.types import BeliefHeld, Held
from cxw.findings.front.verified_words import EVEN_SCORE, SURER
from cxw.findings.in_words import start, whole
from cxw.findings.in_words_de import (
    HARD,
    all_quoted_de,
    count_de,
    digits_de,
    listed_de,
    percent_de,
    points_de,
    quoted_de,
)
from cxw.text.saying import one_or_more, stopped

WORDS: Mapping[Held, str] = {"held": "ja", "not": "nein", "open": "nicht entschieden"}
NO_POINTS = (
    "Was am meisten zählt, glauben wir weiter nur: Kunden haben auf unsere Liste keine Punkte verteilt."
)
NO_MARKS = "Wo wir stehen, bleibt unsere Annahme: Kunden haben uns nicht bewertet."


def title_of_segments(answered: int, of: int) -> str:
    """Of how many segments customers have answered, without a stop."""
    if answered == of:
        return f"Kunden aus {'beiden' if of == 2 else f'allen {count_de(of)}'} Segmenten haben geantwortet"
    which = "einem" if answered == 1 else count_de(answered)
    return f"Kunden aus {which} unserer {count_de(of)} Segmente haben geantwortet"


def many_miss(miss: int, of: int) -> str:
    """That many customers name something that is not on the list."""
    return (
        f"{miss} von {of} Kunden nennen etwas, das ihnen wichtiger ist als jedes Bedürfnis auf unserer Liste"
    )


def checked_by(n: int) -> str:
    """That customers gave points of their own, in a cell."""
    return one_or_more(n, "mit einem Kunden verglichen", f"mit {count_de(n)} Kunden verglichen")


def marked_ourselves(found: Bias) -> str:
    """How we marked ourselves beside customers, in short, and how many these are."""
    who = one_or_more(found.n, "Ein Kunde bewertet", f"{start(count_de(found.n))} Kunden bewerten")
    many = ""
    if found.most > found.n:
        who, many = "Kunden bewerten", f" (je Bedürfnis {count_de(found.n)} bis {count_de(found.most)})"
    if found.even:
        return f"{who} uns etwa wie wir{many}"
    how = "niedriger" if found.by > 0 else "höher"
    return f"{who} uns um {digits_de(abs(found.by))} von zehn {how} als wir uns selbst{many}"


def held(beliefs: Sequence[BeliefHeld]) -> str:
    """How much of what we believed customers bear out; a title."""
    became = Counter(one.outcome for one in beliefs)
    if not beliefs:
        return "Keine unserer Annahmen wurde geprüft"
    if len(beliefs) == 1:
        ends = {"held": "bestätigen sie", "not": "bestätigen sie nicht", "open": "entscheiden sie nicht"}
        return f"Eine unserer Annahmen wurde geprüft, und Kunden {ends[beliefs[0].outcome]}"
    of = f"Von {count_de(len(beliefs))} unserer Annahmen"
    if len(became) == 1:
        return f"{of} {_ALL[beliefs[0].outcome]}"
    told = [one for one in _BECAME if became[one[0]]]
    kind, verb, no = told[0]
    parts = [f"{verb} Kunden {_so_many(became[kind])}{no}"]
    parts += [f"{_so_many(became[kind])} {verb} sie{no}" for kind, verb, no in told[1:]]
    return f"{of} {listed_de(parts)}"


_ALL: Mapping[Held, str] = {
    "held": "bestätigen Kunden alle",
    "not": "bestätigen Kunden keine",
    "open": "entscheiden Kunden keine",
}
_BECAME: tuple[tuple[Held, str, str], ...] = (
    ("held", "bestätigen", ""),
    ("not", "bestätigen", " nicht"),
    ("open", "entscheiden", " nicht"),
)


def _so_many(n: int) -> str:
    return "eine" if n == 1 else count_de(n)


def most_points(needs: Sequence[str], points: float) -> str:
    """What we put first."""
    have = one_or_more(len(needs), "hat", "haben")
    return f"{all_quoted_de(needs)} {have} von uns die meisten Punkte ({whole(points)})"


def have_most(needs: Sequence[str], points: float) -> str:
    """What customers gave most points."""
    return f"{all_quoted_de(needs)}: {points_de(points)}"


def points_of(need: str, points: float) -> str:
    """Our points for one need."""
    return f"{quoted_de(need)}: {points_de(points)}"


def points(points: float) -> str:
    """Customers' points for it."""
    return points_de(points)


def less(*, more: bool) -> str:
    """That customers gave it other points than we did."""
    return "nein: zählt mehr" if more else "nein: zählt weniger"


def believed(need: str, *, ahead: bool) -> str:
    """A side we believed in."""
    return f"Bei {quoted_de(need)} liegen wir {'vor' if ahead else 'hinter'} unserem besten Wettbewerber"


def marks(entry: EntryAgainst) -> str:
    """Customers' marks for us and for the best rival they know, of ten."""
    return f"wir {digits_de(entry.own or 0.0)}, {entry.rival} {digits_de(entry.theirs or 0.0)} von zehn"


def entry_word(entry: EntryAgainst, outcome: Held) -> str:
    """Whether a side holds, and what is otherwise."""
    if outcome == "not" and entry.side is not None:
        return f"nein: {SIDES_DE[entry.side]}"
    if entry.weighs is not None and outcome == "held":
        return "ja, zählt aber weniger"
    return WORDS[outcome]


def sure(found: SureAgainst) -> str:
    """How sure we were beside whoever says 50 % of everything, in short."""
    said = f"Im Schnitt waren wir uns zu {percent_de(found.mean)} sicher, "
    said += "dass Kunden unser jeweils erstes Bedürfnis voranstellen"
    if found.brier > EVEN_SCORE:
        return f"{said}; weniger sicher hätten wir besser gelegen."
    if found.brier < SURER:
        return f"{said}; mit 50{HARD}% von allen hätten wir schlechter gelegen."
    return f"{said}; mit 50{HARD}% von allen hätten wir ebenso gut gelegen."


def missing(texts: Sequence[str], miss: int, of: int) -> str:
    """What customers say matters more than any need of the list; some of it in their own words."""
    who = "Ein Kunde" if miss == 1 else start(count_de(miss))
    name = one_or_more(miss, "nennt", "nennen")
    said = f"{who} von {count_de(of)} {name} etwas, das wichtiger ist als jedes Bedürfnis auf unserer Liste"
    if not texts:
        return stopped(said)
    as_in = ":" if miss == len(texts) else ", etwa"
    return stopped(f"{said}{as_in} {all_quoted_de(texts)}")


def they_write(texts: Sequence[str]) -> str:
    """The same where the title counts them already."""
    return f"Sie schreiben unter anderem: {all_quoted_de(texts)}."


def on_our_list(sentence: str) -> str:
    """What customers put first, where many of them say that it is something else."""
    return f"Was unsere Liste angeht: {sentence}"


def unmarked(rivals: Sequence[str]) -> str:
    """Rivals of whom customers said too little."""
    named = listed_de(rivals)
    return f"Wie wir neben {named} dastehen, bleibt unsere Annahme: Zu wenige Kunden haben beide bewertet."


def needs_unmarked(needs: Sequence[str]) -> str:
    """Needs on which nobody marked us."""
    named = all_quoted_de(needs)
    return f"Wie gut wir bei {named} sind, bleibt unsere Annahme: Kein Kunde hat es bewertet."
