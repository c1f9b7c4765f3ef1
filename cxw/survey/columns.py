"""What each column of a table of customers' answers is for, whichever tool wrote the table.

The kit's own heads come first, bare or behind the group that ODK and KoboToolbox put before them; then the
codes of LimeSurvey and Qualtrics; then whatever names one need, or one company and one need, in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from cxw.collect.headings import known_need, known_pair
from cxw.collect.layout import Columns, Known
from cxw.collect.names import NameTable
from cxw.collect.table import Head, Table
from cxw.day.spellings import folded
from cxw.model import Asked, Company, Need, ids_of
from cxw.survey.heads import (
    ASKS_FIRST,
    HIRED,
    LIMESURVEY_MARKS,
    LIMESURVEY_POINTS,
    MORE,
    OPEN_TEXTS,
    ORDER,
    QUALTRICS_MARKS,
    QUALTRICS_POINTS,
    WHO,
    limesurvey_codes,
    mark_head,
    point_head,
)

ColumnKind = Literal["points", "mark", "who", "order", "weight", "count", "segment", "text", "can"]
TEXTS: Mapping[str, Asked] = dict(
    zip(
        (MORE, HIRED, *OPEN_TEXTS),
        ("more", "hired", "bought", "before", "nearly", "leave", "tell"),
        strict=True,
    )
)
"""The kit's heads of free words, and the file's keys for them."""
WEIGHT = frozenset({"weight", "survey weight", "gewicht", "poids", "peso"})
COUNT = frozenset({"n", "count", "customers", "anzahl", "effectif"})
SEGMENT = frozenset({"segment", "segmento"})
_IN_BRACKETS = re.compile(r"(\w+)\[(\w+)\](?:\..*)?")
_OF_NO_NEED = re.compile(rf"(?:.*[-/:.])?[pm]_\w.*|(?:{LIMESURVEY_POINTS}|{LIMESURVEY_MARKS}\w+)\[\w+\].*")
_NUMBERED = re.compile(rf"({QUALTRICS_POINTS}|{QUALTRICS_MARKS}\d+)_(\d+)")


@dataclass(frozen=True)
class AnswerColumn:
    """One column: what it holds, and of which need and company where it holds a number."""

    index: int
    holds: ColumnKind
    need: str = ""
    company: str = ""
    asked: Asked | None = None
    in_words: bool = False
    """whether its head only names a need: then nothing says on which scale its numbers are"""


@dataclass(frozen=True)
class AskedOf:
    """What customers were asked about: needs and companies of the session, in the file's order."""

    needs: Sequence[Need]
    companies: Sequence[Company]
    words: Mapping[str, str] = field(default_factory=dict)
    """Needs and companies in customers' words, by id."""

    def known(self) -> Known:
        """The names by which a head may call them."""
        needs, companies = NameTable("need", open=False), NameTable("company", open=False)
        for need in self.needs:
            needs.know(need.id, need.text, need.short, self.words.get(need.id))
        for company in self.companies:
            companies.know(company.id, company.name, company.short, self.words.get(company.id))
        return Known(needs, companies, NameTable("person", open=False))


def answer_columns(table: Table, asked: AskedOf, told: Columns) -> tuple[list[AnswerColumn], list[int]]:
    """The columns that hold answers, and the places of all that are left alone.

    A column that could be two needs is left alone like one that is none: nothing is put where it may not
    belong. `told` says which to ignore, and which hold points and marks.
    """
    reader = _Heads(asked, told)
    found, left = list[AnswerColumn](), list[int]()
    for index in table.used():
        head = table.heads[index]
        column = None if told.ignored(*head.texts) else reader.column(index, head)
        if column is not None and (not column.need or told.chosen(*head.texts)):
            found.append(column)
        else:
            left.append(index)
    return found, left


def names_no_need(head: Head) -> bool:
    """Whether a head that was left alone is one of the kit's or LimeSurvey's, of points or of a mark."""
    return any(_OF_NO_NEED.fullmatch(folded(text)) for text in head.texts)


class _Heads:
    """The ways in which a head may name what it holds, for one segment."""

    def __init__(self, asked: AskedOf, told: Columns) -> None:
        self.asked, self.told = asked, told
        self.known = asked.known()
        self.own = {folded(head): column for head, column in _own_heads(asked)}
        self.need_codes = {code: id for id, code in limesurvey_codes(ids_of(asked.needs)).items()}
        self.company_codes = {code: id for id, code in limesurvey_codes(ids_of(asked.companies)).items()}

    def column(self, index: int, head: Head) -> AnswerColumn | None:
        """What a column holds; None where nothing of it is known."""
        for text in head.texts:
            for way in (self._of_the_kit, self._of_limesurvey, self._of_qualtrics):
                if (found := way(text, head)) is not None:
                    return _at(index, found)
        return self._in_words(index, head)

    def _of_the_kit(self, text: str, _: Head) -> AnswerColumn | None:
        """A head of the kit, perhaps behind the group of a form: `points-p_price`, `points/p_price`."""
        plain = folded(text)
        parts = [plain, *(plain[at.end() :] for at in re.finditer(r"[-/:.]", plain))]
        return next((self.own[part] for part in parts if part in self.own), None)

    def _of_limesurvey(self, text: str, _: Head) -> AnswerColumn | None:
        """`points[price]`, `mus[price]`; words may follow the code."""
        match = _IN_BRACKETS.fullmatch(text.strip())
        if match is None or (need := self.need_codes.get(match[2].casefold())) is None:
            return None
        question = match[1].casefold()
        if question == LIMESURVEY_POINTS:
            return AnswerColumn(0, "points", need)
        company = self.company_codes.get(question.removeprefix(LIMESURVEY_MARKS))
        return AnswerColumn(0, "mark", need, company) if company else None

    def _of_qualtrics(self, text: str, head: Head) -> AnswerColumn | None:
        """`points_3` and `marks2_3`: which need and company they are stands in the second row alone."""
        match = _NUMBERED.fullmatch(text.strip())
        if match is None:
            return None
        words = Head(head.words or head.under or head.name, words=head.words)
        if match[1] == QUALTRICS_POINTS:
            need = known_need(words, self.told, self.known)
            return AnswerColumn(0, "points", need) if need else None
        pair = known_pair(words, self.told, self.known)
        return AnswerColumn(0, "mark", pair[1], pair[0]) if pair else None

    def _in_words(self, index: int, head: Head) -> AnswerColumn | None:
        """A head that names one company and one need, or one need."""
        if pair := known_pair(head, self.told, self.known):
            return AnswerColumn(index, "mark", pair[1], pair[0], in_words=True)
        if need := known_need(head, self.told, self.known):
            return AnswerColumn(index, "points", need, in_words=True)
        return None


def _own_heads(asked: AskedOf) -> Iterator[tuple[str, AnswerColumn]]:
    """The heads of the kit's own table, and what tables of other makers call the same."""
    yield WHO, AnswerColumn(0, "who")
    yield ORDER, AnswerColumn(0, "order")
    yield ASKS_FIRST, AnswerColumn(0, "can")
    for need in asked.needs:
        yield point_head(need.id), AnswerColumn(0, "points", need.id)
        for company in asked.companies:
            yield mark_head(company.id, need.id), AnswerColumn(0, "mark", need.id, company.id)
    for head, key in TEXTS.items():
        yield head, AnswerColumn(0, "text", asked=key)
        yield head.replace("_", ""), AnswerColumn(0, "text", asked=key)
    named: tuple[tuple[frozenset[str], ColumnKind], ...] = (
        (WEIGHT, "weight"),
        (COUNT, "count"),
        (SEGMENT, "segment"),
    )
    for heads, kind in named:
        yield from ((head, AnswerColumn(0, kind)) for head in heads)


def _at(index: int, column: AnswerColumn) -> AnswerColumn:
    return AnswerColumn(index, column.holds, column.need, column.company, column.asked)
