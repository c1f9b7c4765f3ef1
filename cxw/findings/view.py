"""Who the findings are for, and what follows from it: the one place where the audience is applied."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from statistics import fmean, median

from cxw.day import record
from cxw.day.told_apart import WhoKnew, safe_together
from cxw.findings.languages import Wording, wording
from cxw.findings.people import GroupNumber, NeedWords, PersonRow, ShownGroup
from cxw.findings.types import Audience
from cxw.model import AnyRound, Participant, PersonId, Segment, Session, WeightsRound
from cxw.sharing.words import Personal
from cxw.stats import disagreement
from cxw.stats.disagreement import CellSums
from cxw.text.phrases import ENGLISH, Phrases, phrases

LATER = {
    *("audit", "notes", "unknowns", "research", "decided", "coverage_guess", "no_guess", "stages"),
    *("lenses", "things", "voices"),
}
"""What the keys of a closing change in a segment, and lenses; no number that came before it hangs on it."""
OF_OTHERS = {"id", "name", "competitors", "needs"}
"""What the words of one segment hang on in another: a name that is a word of the room's stays in them."""


@dataclass(frozen=True)
class AudienceView:
    """One session as one audience may see it."""

    session: Session
    audience: Audience
    language: str = ENGLISH
    """of the sentences about numbers"""
    _cells: dict[str, tuple[CellSums, ...]] = field(default_factory=dict, compare=False, repr=False)
    """Segment -> its cells, which several stages ask for."""
    _answers: dict[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    @property
    def wording(self) -> Wording:
        """What is said in this language."""
        return wording(self.language)

    @property
    def say(self) -> Phrases:
        """Its fixed words."""
        return phrases(self.language)

    @property
    def private(self) -> bool:
        """The facilitator's version."""
        return self.audience == "facilitator"

    @property
    def names(self) -> bool:
        """Whether names may stand beside points and marks."""
        return self.private or self.session.attribution == "names"

    @property
    def seed(self) -> int:
        """The session's seed."""
        return self.session.seed or 0

    def answers(self, segment: Segment) -> bytes:
        """What tells a segment's answers from others, whatever a closing made of them.

        Answers of other segments are no part of it. Of the times of its stages those are between which
        evidence came in while people said twice how sure they are.
        """
        if segment.id not in self._answers:
            own, told = segment.stages, blake2b(self._around)
            told.update(segment.model_dump_json(exclude=LATER).encode())
            told.update(f"{segment.id} {own.of('grid').done} {own.of('closing').opened}".encode())
            self._answers[segment.id] = told.digest()
        return self._answers[segment.id]

    @cached_property
    def _around(self) -> bytes:
        """All of a session but what is answered in its segments."""
        others = (segment.model_dump_json(include=OF_OTHERS) for segment in self.session.segments)
        rest = self.session.model_dump_json(exclude={"segments", "runs"})
        return "\n".join([self.language, rest, *others]).encode()

    def enough(self, n: int) -> bool:
        """Whether a number over n people may be shown at all."""
        return n > 0 if self.names else n >= record.THREE

    def named(self, groups: Iterable[record.Group]) -> tuple[record.Group, ...]:
        """Groups with "others" as this audience's language calls them."""
        return tuple(replace(one, name=self.say(one.name)) if one.others else one for one in groups)

    def cells(self, segment: Segment, found: record.MarksRecord) -> tuple[CellSums, ...]:
        """The cells of the grid; of a company that one or two people marked, nothing that they said."""
        if segment.id not in self._cells:
            few = {company for company in found.companies if not self.enough(len(found.rows(company)))}
            told = list(disagreement.cells(self.session, segment, found))
            for place, cell in enumerate(told):
                if cell.company in few:
                    told[place] = replace(cell, marks={}, dont_know=0, valid=False, groups=(), flags=())
            self._cells[segment.id] = tuple(told)
        return self._cells[segment.id]

    def beside(self, printed: Sequence[WhoKnew], new: WhoKnew) -> bool:
        """Whether a mean over `new` may stand beside means over these people."""
        return self.names or safe_together(printed, new, self.session.ticked())

    def said(self, text: str | None) -> str | None:
        """Somebody's own words without the names of those present, where no name may stand beside them."""
        if text is None or self.names:
            return text
        return self._several.sub(self._so_many_of_us, self._personal.without(text))

    def reason(self, why: str | None) -> str:
        """Why a need was parked: somebody's own words, or ours in the audience's language."""
        return self.say(self.said(why) or "")

    @cached_property
    def _several(self) -> re.Pattern[str]:
        """Several of us in a row."""
        one = self.wording.day.ONE_OF_US
        return re.compile(rf"{one}(?:(?:, | and | or | und | oder | & |/){one})+")

    def _so_many_of_us(self, one_after_another: re.Match[str]) -> str:
        """`two of us` for `one of us, one of us`."""
        said = self.wording.day
        return said.so_many_of_us(one_after_another[0].count(said.ONE_OF_US))

    @cached_property
    def _personal(self) -> Personal:
        return Personal(self.session, self.wording.day.ONE_OF_US)

    @cached_property
    def _people(self) -> dict[PersonId, Participant]:
        return {person.id: person for person in self.session.participants}

    def called(self, who: str | None) -> str | None:
        """The name of a person; what is nobody's id is a name already."""
        if not who:
            return None
        known = self._people.get(who)
        return known.name if known else who

    def labels(self, segment: Segment) -> dict[str, str]:
        """The short name of each company of a segment, our own first."""
        return {company.id: company.label for company in self.session.companies(segment)}

    def many_unknown(self, cell: CellSums) -> bool:
        """Whether too many do not know a cell for a verdict."""
        return bool(cell.dont_know) and cell.dont_know_share >= self.session.thresholds.dk_share

    def person_row(
        self, person: PersonId, keys: Sequence[str], values: Sequence[float | None], dont_know: bool = False
    ) -> PersonRow:
        """One person's answer under their name."""
        who = self._people[person]
        return PersonRow(who.name, who.function, tuple(zip(keys, values, strict=True)), dont_know)


class Printed:
    """Whose marks stand in which means already, cell by cell: a further one may not give anybody away."""

    def __init__(self, view: AudienceView) -> None:
        self.view = view
        self._means: dict[Hashable, list[WhoKnew]] = {}

    def may(self, *means: tuple[Hashable, WhoKnew]) -> bool:
        """Whether these means (a cell, and the people in it) may be printed too; if so, they are noted."""
        safe = all(self.view.beside(self._means.get(cell, ()), people) for cell, people in means)
        for cell, people in means if safe else ():
            self.note(cell, people)
        return safe

    def note(self, cell: Hashable, people: WhoKnew) -> None:
        """A number over these people stands there: of a function it was decided before whether it may."""
        self._means.setdefault(cell, []).append(people)


def need_words(segment: Segment, id: str, round: AnyRound | None = None) -> NeedWords:
    """A need in the words it had when the round was opened."""
    need = segment.need(id)
    text = need.words_at(round.opened) if round else need.text
    if text == need.text:
        return NeedWords(id, text, need.label, None)
    return NeedWords(id, text, text, need.text)


def by_name(rows: Iterable[PersonRow]) -> tuple[PersonRow, ...]:
    """Rows in the order of names, which is not the order of answers; of one name who knew is first."""
    return tuple(sorted(rows, key=lambda row: (row.name, [(v is None, v or 0) for _, v in row.values])))


def short_seal(seal: str | None) -> str | None:
    """Eight digits of a seal, as they are printed."""
    return seal.removeprefix("sha256:")[:8] if seal else None


def points_by_name(view: AudienceView, round: WeightsRound) -> tuple[PersonRow, ...]:
    """Everybody's row of one round under their names, where names may be shown."""
    if not view.names:
        return ()
    rows, nothing = record.points_rows(round), [None] * len(round.needs)
    return by_name(
        view.person_row(person, round.needs, rows.get(person, nothing), dont_know=person not in rows)
        for person in round.answers
    )


def shown_points(view: AudienceView, segment: Segment) -> dict[str, float]:
    """Mean points of record per need, empty where there are none or too few to show."""
    found = record.weights(segment)
    return found.means() if found and view.enough(len(found.rows)) else {}


def group_means(
    rows: Mapping[PersonId, Sequence[float]], groups: Sequence[record.Group], place: int
) -> tuple[GroupNumber, ...]:
    """What each group gives one need in the mean, of these rows."""
    return tuple(
        GroupNumber(g.name, g.present, fmean(rows[p][place] for p in g.people), None, g.others)
        for g in groups
    )


def group_sizes(groups: Sequence[record.Group]) -> tuple[ShownGroup, ...]:
    """Groups without their people."""
    return tuple(ShownGroup(g.name, g.present, g.functions, g.others) for g in groups)


@dataclass(frozen=True)
class Spread:
    """The middle and the ends of some numbers, all None without any."""

    mean: float | None = None
    median: float | None = None
    low: float | None = None
    high: float | None = None

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Of sorted numbers."""
        return cls(fmean(values), float(median(values)), values[0], values[-1]) if values else cls()


def quartiles(values: Sequence[float]) -> tuple[float, float]:
    """The ends of the middle half of sorted values, with interpolation between neighbours."""
    return _at(values, 0.25), _at(values, 0.75)


def _at(values: Sequence[float], share: float) -> float:
    place = share * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (place - low) * (values[high] - values[low])
