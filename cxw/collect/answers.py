"""Which columns of a table hold answers, to which need and of which company."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cxw.collect.alike import without_shared
from cxw.collect.cells import shortened
from cxw.collect.headings import (
    Pair,
    company_side,
    known_need,
    known_pair,
    names_company,
    open_labels,
    split_alike,
    split_around,
    without_frame,
)
from cxw.collect.heads import is_number
from cxw.collect.layout import Columns, ColumnsTask, Known, Layout, Wide, stray, unknown_company
from cxw.collect.table import Head
from cxw.collect.unknown import may_say_unknown
from cxw.collect.wordlists import asks_for_marks
from cxw.day.spellings import folded
from cxw.text.phrases import say

WHICH_COMPANY = (
    "the column {name} does not say which company is marked: "
    "write COMPANY: NEED, or give --company; ignore it if it holds no marks"
)
NO_NEED_COLUMN = "the column {name} is no need that was asked about: ignore it if it may go."
SHARED = "left out of the names, as all headings have it: {shared}"
TWO_COLUMNS = "two columns mean {name}: leave one, or ignore it"
HOLDS_WORDS = "the column {name} holds words and no numbers: leave it out with --ignore {quoted}"
SHIFTED = (
    "column {number} has no heading and holds a number in line {row}: is that row one cell too far? "
    "If not, leave the column out with --ignore 'column {number}'"
)
NEED_OR_COMPANY = (
    "the headings name two things each ({one}, {other}): the company is the one that --company names, and "
    "{company} is neither"
)
SOME_NAME_OURS = (
    "some headings name {company} and others do not: "
    "call each COMPANY: NEED, or ignore those that hold no marks"
)
ALL_OF_ONE = (
    "all headings have {one}: if that is the company, give --company {one}; "
    "else say which columns hold marks of {company}, as in --columns '*{one}*'"
)


def with_answers(task: ColumnsTask, roles: Layout, rest: list[int]) -> Layout:
    """The layout with its columns of answers, of those that nothing else claims; what is none is said."""
    if roles.long:
        for i in rest:
            task.fault(_stray(task, i))
        if _no_company_column(task, roles) and not task.columns.company:
            task.fault(say("no column says which company is marked: call it `company`, or give --company"))
        return roles
    rest = _numbers_in(task, rest)
    found = _open_answers(task, roles, rest) if task.known.needs.open else _known_answers(task, roles, rest)
    return replace(roles, answers=tuple(_each_once(task, roles, found)))


def _no_company_column(task: ColumnsTask, roles: Layout) -> bool:
    """Whether these are marks, and no column says of which company."""
    return task.columns.of == "marks" and roles.company is None


def _numbers_in(task: ColumnsTask, rest: Sequence[int]) -> list[int]:
    """The columns that hold more than words; one that does not is said once, not in each of its rows."""
    kept = list[int]()
    for i in rest:
        head = task.head(i)
        if not head.named:
            task.fault(_stray(task, i))
        elif _only_words(task.table.column(i), task.columns.unknown):
            name = shortened(head.name)
            task.fault(say(HOLDS_WORDS, name=name, quoted=f"'{head.name}'"))
        else:
            kept.append(i)
    return kept


def _stray(task: ColumnsTask, index: int) -> str:
    """What is said of a column nobody asked for; beyond the last heading a row may have slipped into it."""
    head, row = task.head(index), _first_number(task, index)
    return say(SHIFTED, number=index + 1, row=row) if row and not head.named else stray(head, index)


def _first_number(task: ColumnsTask, index: int) -> int:
    """The line of the first number in a column beyond the last heading; 0 where it holds none."""
    if any(head.named and head.name for head in task.table.heads[index:]):
        return 0
    return next((row.line_of(index) for row in task.table.rows if is_number(row.cell(index))), 0)


def _only_words(texts: Sequence[str], unknown: frozenset[str]) -> bool:
    """Whether hardly any cell holds a number, and the words differ and do not say that nobody knows."""
    filled = [text for text in texts if text]
    words = [text for text in filled if not text[0].isdecimal() and not is_number(text)]
    words = [text for text in words if not may_say_unknown(text, unknown)]
    long = any(sum(map(str.isalpha, text)) > 1 for text in words)
    return long and len(words) * 5 >= len(filled) * 4 and len(set(map(folded, words))) > 1


def _each_once(task: ColumnsTask, roles: Layout, found: dict[int, Pair | None]) -> Iterator[Wide]:
    """Each answer of the table; columns that mean none, or what another means, are said."""
    seen: set[Pair] = set()
    for i, answer in found.items():
        heading = task.head(i).name
        if answer is None:
            task.fault(_unexpected(task, roles, i))
        elif answer in seen:
            task.fault(say(TWO_COLUMNS, name=shortened(heading)))
        else:
            seen.add(answer)
            yield Wide(i, *answer)
    if seen:
        _say_unmarked(task, roles, {company for company, _ in seen})
    elif task.ledger.clear:
        task.fault(say("no column holds answers: a need is a column, with its name as the heading"))


def _say_unmarked(task: ColumnsTask, roles: Layout, marked: set[str]) -> None:
    if roles.fixed and roles.fixed not in marked and roles.company is None:
        company = task.columns.company
        task.fault(say("no column marks {company}: call them {company}: NEED", company=company))


def _known_answers(task: ColumnsTask, roles: Layout, rest: Sequence[int]) -> dict[int, Pair | None]:
    """What each heading means among the needs and companies that are known."""
    if _no_company_column(task, roles):
        pairs = {i: _pair(task, task.head(i)) for i in rest}
        if any(pairs.values()) or task.columns.company is None:
            return pairs
    company = "" if roles.company is not None else roles.fixed
    needs = _needs_meant(task, rest)
    return {i: (company, needs[i]) if i in needs else None for i in rest}


def _needs_meant(task: ColumnsTask, rest: Sequence[int]) -> dict[int, str]:
    """The need that each heading names; one that only mentions a need gives way to one that is called so."""
    named = {i: known_need(task.head(i), task.columns, task.known) for i in rest}
    whole = {i: need for i, need in named.items() if task.known.there(task.head(i).name) == need}
    return {i: need for i, need in named.items() if need and (i in whole or need not in whole.values())}


def _pair(task: ColumnsTask, head: Head) -> Pair | None:
    found = known_pair(head, task.columns, task.known)
    if found is not None or not task.known.companies.open:
        return found
    company, need = _beside_need(task.columns.bare(head), task.known)
    return _taken(task, (company, need)) if need else None


def _open_answers(task: ColumnsTask, roles: Layout, rest: Sequence[int]) -> dict[int, Pair | None]:
    """What each heading names in a table that makes the session."""
    heads = [task.head(i) for i in rest]
    labels, shared = open_labels(heads, task.columns)
    if _no_company_column(task, roles):
        pairs = _open_pairs(task, heads, labels)
        if pairs is not None:
            return dict(zip(rest, (_taken(task, pair) for pair in pairs), strict=False))
        if not roles.fixed:
            return dict.fromkeys(rest)
    if shared:
        task.remark(say(SHARED, shared=f"“{shortened(shared, 60)}”"))
    company = "" if roles.company is not None else roles.fixed
    return {i: (company, task.known.need(label) or "") for i, label in zip(rest, labels, strict=True)}


def _taken(task: ColumnsTask, pair: Pair | None) -> Pair | None:
    """The ids of a company and a need that a table brings; None where there is no id for one."""
    company, need = (task.known.companies.take(pair[0]), task.known.need(pair[1])) if pair else ("", "")
    return (company, need) if company and need else None


def _open_pairs(task: ColumnsTask, heads: Sequence[Head], labels: Sequence[str]) -> list[Pair | None] | None:
    """Company and need of each heading; None where they name needs alone, none where it is unclear."""
    names = [task.columns.bare(head) for head in heads]
    own = task.columns.company
    colons = [_at_colon(name) for name in names]
    if own is None:
        return colons if all(colons) else None
    ways = [*split_alike(names), *split_alike(labels)]
    for pairs in (*ways, [_grouped(head) for head in heads], split_around(names, own)):
        side = company_side(pairs, own)
        if side is not None:
            return _company_first(pairs, side, own)
    if names and all(colons) and not _is_question(colons):
        return colons
    if fault := _why_unclear(names, ways, own, task.columns):
        task.fault(fault)
        return []
    return None


def _grouped(head: Head) -> Pair | None:
    return (head.group, head.under) if head.group and head.under else None


def _partly_ours(names: Sequence[str], own: str) -> str:
    """What is said where some headings name our company and others do not; nothing else."""
    ours = sum(names_company(name, own) for name in names)
    return say(SOME_NAME_OURS, company=own) if 0 < ours < len(names) else ""


def _is_question(pairs: Sequence[Pair | None]) -> bool:
    """Whether what stands before all needs is one question about them, and no company."""
    before = {pair[0] for pair in pairs if pair is not None}
    return len(before) == 1 and asks_for_marks(*before)


def _at_colon(name: str) -> Pair | None:
    company, colon, need = name.partition(":")
    return (company.strip(), need.strip()) if colon and company.strip() and need.strip() else None


def _company_first(pairs: Sequence[Pair | None], side: int, own: str) -> list[Pair | None]:
    """The pairs with their company first, out of the sentences in which companies and needs may stand."""
    companies = list(dict.fromkeys(pair[side] for pair in pairs if pair))
    needs = list(dict.fromkeys(pair[1 - side] for pair in pairs if pair))
    called = dict(zip(companies, without_frame(companies, own), strict=True))
    asked = dict(zip(needs, without_shared(needs)[0], strict=True))
    return [(called[pair[side]], asked[pair[1 - side]]) if pair else None for pair in pairs]


def _why_unclear(
    names: Sequence[str], ways: Iterable[Sequence[Pair | None]], own: str, columns: Columns
) -> str:
    """Why it cannot be told of these headings which of them name a company; or nothing."""
    unclear = (_unclear(pairs, own, columns) for pairs in ways)
    return next(filter(None, unclear), "") or _partly_ours(names, own)


def _unclear(pairs: Sequence[Pair | None], own: str, columns: Columns) -> str:
    """Why headings of two parts, none of which is our own company, may not be needs; or nothing."""
    there = [pair for pair in pairs if pair is not None]
    if len(there) < max(2, len(pairs)):
        return ""
    ones, others = {pair[0] for pair in there}, {pair[1] for pair in there}
    if len(ones) > 1 and len(others) > 1:
        one, other = map(shortened, there[0])
        grid = len(ones) * len(others) == len(there)
        return say(NEED_OR_COMPANY, one=one, other=other, company=own) if grid else ""
    shared = min(ones if len(ones) == 1 else others)
    plain = columns.columns is not None or asks_for_marks(shared)
    return "" if plain else say(ALL_OF_ONE, one=shortened(shared), company=own)


def _unexpected(task: ColumnsTask, roles: Layout, i: int) -> str:
    """What is said of a column that means no answer."""
    head, columns, known = task.head(i), task.columns, task.known
    if _no_company_column(task, roles):
        if other := _beside_need(columns.bare(head), known)[0]:
            return unknown_company(other, known)
        if not columns.company:
            return say(WHICH_COMPANY, name=shortened(head.name))
    said, hint = say(NO_NEED_COLUMN, name=shortened(head.name)), known.needs.hint(head.name)
    return f"{said}{hint}" if hint else said


def _beside_need(heading: str, known: Known) -> Pair:
    """What stands in a heading beside the name of a need we know, and that need; nothing where none does."""
    for pair in filter(None, (pairs[0] for pairs in split_alike([heading]))):
        for company, need in (pair, pair[::-1]):
            if known.there(need) and not known.there(company):
                return company, need
    return "", ""
