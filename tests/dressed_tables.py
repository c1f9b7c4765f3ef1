"""A hidden truth written down as a table, dressed as tools and people dress their tables."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any, Literal, TypeAlias

import openpyxl  # noqa: TID251  (tables are made with nothing of cxw)
from hidden_truth import HiddenTruth, closed_to

Row: TypeAlias = list[str]
WHO = (
    "person", "Participant", "Respondent", "Respondent ID", "ResponseId", "Response ID", "voter_id", "record_id",
    "Name", "Your name", "name", "Teilnehmer", "Nom", "Nombre", "Who",
)  # fmt: skip
DEPARTMENT = (
    "Function", "Department", "Team", "Group", "Job", "Abteilung", "Bereich", "Service", "Equipo",
)  # fmt: skip
SUMS, MEANS = (
    ("Total", "Sum", "Summe", "Gesamt", "TOTAL"),
    ("Average", "Mean", "Durchschnitt", "Mittelwert", "Moyenne"),
)
DONT_KNOW = ("dk", "don't know", "?", "weiß nicht", "ne sait pas", "no sabe", "N/A", "99", "k.A.", "-", "n/a")
KNOWN_DONT_KNOW = DONT_KNOW[:3]
HEADS = (
    "plain", "brackets", "dash", "code", "code brackets", "two", "three", "under the question",
)  # fmt: skip
PAIRS = ("{c}: {n}", "{n} [{c}]", "{c} - {n}", "{c}_{n}", "{n} ({c})", "over")
QUESTION = "Please distribute 100 points over what matters"
METADATA = (
    ("StartDate", "2026-03-01 09:14:07"), ("EndDate", "2026-03-01 09:20:44"), ("Status", "IP Address"),
    ("IPAddress", "192.0.2.17"), ("Progress", "100"), ("Duration (in seconds)", "397"), ("Finished", "True"),
    ("RecordedDate", "2026-03-01 09:20:45"), ("UserLanguage", "EN"), ("Collector ID", "7741"),
    ("Timestamp", "2026/03/01 9:20:45 am"), ("submitdate", "2026-03-01 09:20:44"), ("startlanguage", "de"),
    ("seed", "118273645"), ("Start time", "3/1/26 9:14:07"), ("Completion time", "3/1/26 9:20:44"),
    ("DistributionChannel", "anonymous"), ("LocationLatitude", "48.1"), ("LocationLongitude", "11.6"),
    ("Network ID", "d3560842b2"), ("Submit Date (UTC)", "2026-03-01 09:20:44"),
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman", "cp1250")


@dataclass
class Dressing:
    """How a truth is written down."""

    layout: Literal["wide", "long", "a row a company", "turned"] = "wide"
    workbook: bool = False
    separator: str = ","
    encoding: str = "utf-8"
    line_end: str = "\n"
    decimal: str = ""
    """`.` or `,` where parts are written, `%` where per cent are; else whole numbers"""
    who: str = "person"
    department: str = "Function"
    dont_know: str = "dk"
    heads: str = "plain"
    pair: str = PAIRS[0]
    titles: list[str] = field(default_factory=list)
    summary_rows: list[str] = field(default_factory=list)
    summary_column: str = ""
    metadata: list[tuple[str, str]] = field(default_factory=list)
    empty_columns: int = 0
    remarks: bool = False
    of_one: bool = False
    """whether points are shares of 1"""
    blank_zero: bool = False
    sure: str = ""
    into: bool = False
    shuffled: bool = False
    traps: list[str] = field(default_factory=list)
    """what is wrong with it, or more than any table is promised to be understood with"""


def dressing(rng: Random, truth: HiddenTruth, encoding: str) -> Dressing:
    """One way to write it down, of those the docs name; the truth is rewritten where a way changes it."""
    several = len(truth.companies) > 1
    dressed = Dressing(
        layout=_layout(rng, several),
        workbook=encoding == "utf-8" and rng.random() < 0.25,
        separator=rng.choice(",,;;\t|"),
        encoding=encoding,
        line_end=rng.choice(("\n", "\r\n", "\r\n", "\r")),
        who=rng.choice(WHO),
        department=rng.choice(DEPARTMENT),
        dont_know=_word(rng, truth),
        titles=[
            f"{line}"
            for line in ("What customers need", "Exported 3 March 2026", "")[: rng.choice((0, 0, 0, 1, 3))]
        ],
        into=rng.random() < 0.5,
        shuffled=rng.random() < 0.3,
    )
    if dressed.layout in ("wide", "a row a company"):
        dressed.metadata = rng.sample(METADATA, rng.choice((0, 0, 2, 5, 9)))
        dressed.empty_columns = rng.choice((0, 0, 0, 1, 2))
    if dressed.layout == "wide":
        dressed.heads = rng.choice(HEADS) if not several else "plain"
        dressed.pair = rng.choice(PAIRS)
        dressed.remarks = rng.random() < 0.05
    if dressed.layout != "long" and rng.random() < 0.3:
        dressed.summary_rows = rng.sample([rng.choice(SUMS), rng.choice(MEANS)], rng.randint(1, 2))
    if truth.of == "weights":
        _dress_points(rng, truth, dressed)
    return dressed


def _layout(rng: Random, several: bool) -> Literal["wide", "long", "a row a company", "turned"]:
    if several:
        return rng.choice(("wide", "wide", "long", "a row a company"))
    return rng.choice(("wide", "wide", "wide", "long", "turned"))


def _word(rng: Random, truth: HiddenTruth) -> str:
    """A word for not knowing; a number only where it is no answer."""
    word = rng.choice(DONT_KNOW)
    most = truth.scale[1] if truth.of == "marks" else truth.total
    return "dk" if word == "99" and most >= 99 else word


def _dress_points(rng: Random, truth: HiddenTruth, dressed: Dressing) -> None:
    if dressed.layout == "wide" and rng.random() < 0.2:
        dressed.summary_column = rng.choice(SUMS)
    kind = rng.random()
    if truth.total == 100 and kind < 0.15:
        dressed.decimal = "%"
    elif truth.total == 100 and kind < 0.4:
        dressed.decimal = "," if dressed.separator in ";\t" else "."
        dressed.of_one = kind < 0.2
        dressed.shuffled = False  # of two parts that are as large the earlier column gets the point
        _in_parts(rng, truth, 2 if dressed.of_one else rng.choice((1, 2)), 1 if dressed.of_one else 100)
    elif kind < 0.5 and not dressed.summary_column:
        dressed.blank_zero = all(
            any(_given(row, need) for row in truth.points.values()) for need in truth.needs
        )
    if dressed.layout == "wide" and rng.random() < 0.15:
        dressed.sure = rng.choice(("How sure", "How sure are you?", "Confidence"))
        for name, row in truth.points.items():
            truth.sure[name] = "dk" if row == "dk" else rng.randrange(0, 101, 5)


def _given(row: Mapping[str, int] | str, need: str) -> bool:
    return not isinstance(row, str) and row[need] > 0


def _in_parts(rng: Random, truth: HiddenTruth, places: int, total: int) -> None:
    """Everybody's points are written with decimals; what is kept is closed to a hundred whole ones."""
    for name, row in truth.points.items():
        parts = [rng.randint(0, 40) for _ in truth.needs]
        if row == "dk" or not sum(parts):
            continue
        one = (1, 10, 100)[places]
        given = {
            need: Fraction((2 * part * total * one + sum(parts)) // (2 * sum(parts)), one)
            for need, part in zip(truth.needs, parts, strict=True)
        }
        off = 50 * (sum(given.values(), Fraction(0)) - total)
        if -total <= off <= total:
            truth.written[name] = given
            truth.points[name] = closed_to(100, given)
    if total == 1:
        for name, row in truth.points.items():
            if name not in truth.written and isinstance(row, dict):
                truth.written[name] = {need: Fraction(points, 100) for need, points in row.items()}


# --- the cells -------------------------------------------------------------------------------------------------


def number(value: Fraction | int, dressed: Dressing) -> str:
    """A number as this table writes it."""
    if dressed.decimal == "%":
        return f"{value} %" if int(value) % 2 else f"{value}%"
    if isinstance(value, Fraction) and value.denominator > 1:
        return f"{float(value):.4f}".rstrip("0").replace(".", dressed.decimal or ".")
    return str(value)


def point_cells(truth: HiddenTruth, name: str, dressed: Dressing) -> Row:
    """What stands under the needs in somebody's row."""
    row = truth.points.get(name)
    if row is None:
        return [""] * len(truth.needs)
    if isinstance(row, str):
        return [dressed.dont_know] * len(truth.needs)
    given = truth.written.get(name, row)
    return [
        "" if dressed.blank_zero and not given[need] else number(given[need], dressed) for need in truth.needs
    ]


def mark_cells(truth: HiddenTruth, name: str, company: str, dressed: Dressing) -> Row:
    """What stands under the needs in somebody's row about one company."""
    rows = truth.marks.get(name)
    if rows is None:
        return [""] * len(truth.needs)
    return [
        dressed.dont_know if rows[company][need] == "dk" else str(rows[company][need]) for need in truth.needs
    ]


def table(rng: Random, truth: HiddenTruth, dressed: Dressing) -> list[Row]:
    """All rows of the table, its heads first."""
    rows = {"wide": _wide, "long": _long, "a row a company": _row_a_company, "turned": _turned}[
        dressed.layout
    ](truth, dressed)
    heads = next(n for n, row in enumerate(rows) if row and row[0] == HEADS_END)
    top, body = rows[:heads], rows[heads + 1 :]
    if dressed.layout != "turned":
        top, body = _more_columns(rng, top, body, dressed)
    if dressed.shuffled and len(top) == 1 and dressed.layout != "turned":
        _shuffle(rng, [*top, *body])
    return [[title] for title in dressed.titles] + top + body


HEADS_END = "\0heads end here"


def _shuffle(rng: Random, rows: Sequence[Row]) -> None:
    """Put the columns into another order."""
    order = list(range(len(rows[0])))
    rng.shuffle(order)
    for row in rows:
        row.extend([""] * (len(order) - len(row)))
        row[:] = [row[at] for at in order]


def _wide(truth: HiddenTruth, dressed: Dressing) -> list[Row]:
    told = any(truth.people.values())
    top = _wide_heads(truth, dressed)
    body = []
    for name, function in truth.people.items():
        cells = (
            point_cells(truth, name, dressed)
            if truth.of == "weights"
            else [cell for company in truth.companies for cell in mark_cells(truth, name, company, dressed)]
        )
        row = [name, *([function] if told else []), *cells]
        if dressed.summary_column:
            row.append(number(_sum(truth, name), dressed) if isinstance(truth.points.get(name), dict) else "")
        if dressed.sure:
            row.append(str(truth.sure.get(name, "")))
        body.append(row)
    return [*top, [HEADS_END], *body, *_summaries(body, len(truth.people) and 1 + told, dressed)]


def _sum(truth: HiddenTruth, name: str) -> Fraction | int:
    row = truth.written.get(name) or truth.points[name]
    assert isinstance(row, dict)
    return sum(row.values())


def _wide_heads(truth: HiddenTruth, dressed: Dressing) -> list[Row]:
    told = any(truth.people.values())
    before = [dressed.who, *([dressed.department] if told else [])]
    after = [head for head in (dressed.summary_column, dressed.sure) if head]
    if len(truth.companies) > 1:
        if dressed.pair == "over":
            over = [company if not n else "" for company in truth.companies for n in range(len(truth.needs))]
            under = [need for _ in truth.companies for need in truth.needs]
            return [["" for _ in before] + over, [*before, *under]]
        pairs = [
            dressed.pair.format(c=company, n=need) for company in truth.companies for need in truth.needs
        ]
        return [[*before, *pairs]]
    codes = [f"Q2_{n}" for n in range(1, len(truth.needs) + 1)]
    asked = [f"{QUESTION} - {need}" for need in truth.needs]
    styles: dict[str, list[Row]] = {
        "plain": [[*before, *truth.needs, *after]],
        "brackets": [[*before, *(f"{QUESTION} [{need}]" for need in truth.needs), *after]],
        "dash": [[*before, *asked, *after]],
        "code": [[*before, *(f"G01Q0{n}. {need}" for n, need in enumerate(truth.needs)), *after]],
        "code brackets": [
            [
                *before,
                *(f"G01Q02[SQ00{n}]. {QUESTION} [{need}]" for n, need in enumerate(truth.needs, 1)),
                *after,
            ]
        ],
        "two": [[*before, *codes, *after], [*before, *asked, *after]],
        "three": [
            [*before, *codes, *after],
            [*before, *asked, *after],
            [json.dumps({"ImportId": f"QID{n}"}) for n in range(len(before) + len(codes) + len(after))],
        ],
        "under the question": [
            [*before, QUESTION, *[""] * (len(truth.needs) - 1), *after],
            [*("" for _ in before), *truth.needs, *("" for _ in after)],
        ],
    }
    return styles[dressed.heads]


def _long(truth: HiddenTruth, dressed: Dressing) -> list[Row]:
    told = any(truth.people.values())
    value = "points" if truth.of == "weights" else "mark"
    company_head = ["company"] if truth.companies else []
    rows: list[Row] = [
        [dressed.who, *([dressed.department] if told else []), *company_head, "need", value],
        [HEADS_END],
    ]
    for name, function in truth.people.items():
        before = [name, *([function] if told else [])]
        if truth.of == "weights":
            cells = point_cells(truth, name, dressed)
            rows += [[*before, need, cell] for need, cell in zip(truth.needs, cells, strict=True)]
        for company in truth.companies:
            cells = mark_cells(truth, name, company, dressed)
            rows += [[*before, company, need, cell] for need, cell in zip(truth.needs, cells, strict=True)]
    return rows


def _row_a_company(truth: HiddenTruth, dressed: Dressing) -> list[Row]:
    told = any(truth.people.values())
    before = [dressed.who, *([dressed.department] if told else [])]
    body = [
        [name, *([function] if told else []), company, *mark_cells(truth, name, company, dressed)]
        for name, function in truth.people.items()
        for company in truth.companies
    ]
    return [[*before, "company", *truth.needs], [HEADS_END], *body, *_summaries(body, 2 + told, dressed)]


def _turned(truth: HiddenTruth, dressed: Dressing) -> list[Row]:
    if truth.of == "weights":
        columns = [point_cells(truth, name, dressed) for name in truth.people]
    else:
        columns = [mark_cells(truth, name, truth.companies[0], dressed) for name in truth.people]
    body = [[need, *(column[n] for column in columns)] for n, need in enumerate(truth.needs)]
    truth.people = dict.fromkeys(truth.people, "")
    return [["Need", *truth.people], [HEADS_END], *body, *_summaries(body, 1, dressed)]


def _summaries(body: Sequence[Row], first: int, dressed: Dressing) -> list[Row]:
    """Rows of sums and means beneath the answers, each cell of the numbers above it."""
    found = []
    for label in dressed.summary_rows:
        row = [label] + [""] * (first - 1)
        for column in range(first, len(body[0])):
            numbers = [value for value in (_value(line[column]) for line in body) if value is not None]
            total = sum(numbers, Fraction(0))
            if label in SUMS:
                row.append(_figure(total, dressed))
            else:
                row.append(_figure(total / len(numbers), dressed) if numbers else "")
        found.append(row)
    return found


def _value(cell: str) -> Fraction | None:
    try:
        return Fraction(cell.strip(" %").replace(",", "."))
    except ValueError:
        return None


def _figure(figure: Fraction, dressed: Dressing) -> str:
    comma = "," if dressed.decimal == "," or dressed.separator == ";" else "."
    return f"{float(figure):.2f}".rstrip("0").rstrip(".").replace(".", comma) + (
        "%" if dressed.decimal == "%" else ""
    )


def _more_columns(
    rng: Random, top: list[Row], body: list[Row], dressed: Dressing
) -> tuple[list[Row], list[Row]]:
    """Columns that tools add before the answers, empty ones, and one of remarks nobody gave a head."""
    lines = [*top, *body]
    people = len(body) - len(dressed.summary_rows)
    for head, text in dressed.metadata:
        over = _metadata_heads(head, len(top), dressed)
        for n, line in enumerate(lines):
            line.insert(0, [*over, *[text] * people, *[""] * len(lines)][n])
    for _ in range(dressed.empty_columns):
        at = rng.choice((0, len(lines[-1])))
        for line in lines:
            line.insert(at, "")
    if dressed.remarks:
        longest = max(map(len, lines))
        for n, line in enumerate(lines):
            line.extend([""] * (longest - len(line)))
            line.append("asked twice" if n == len(top) else "")
    return top, body


def _metadata_heads(head: str, lines: int, dressed: Dressing) -> Row:
    """What a tool writes over a column of its own, in each line of heads."""
    if dressed.heads == "under the question":
        return [head, ""]
    if lines == 2 and dressed.heads == "plain":
        return ["", head]
    return [head, head, json.dumps({"ImportId": head})][:lines]


# --- the file --------------------------------------------------------------------------------------------------


def as_file(rows: Sequence[Row], dressed: Dressing) -> tuple[str, bytes]:
    """The table's name and bytes; UnicodeEncodeError where its letters do not stand in the encoding."""
    if dressed.workbook:
        return "answers.xlsx", _workbook(rows, dressed)
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=dressed.separator, lineterminator=dressed.line_end).writerows(rows)
    return ("answers.tsv" if dressed.separator == "\t" else "answers.csv"), text.getvalue().encode(
        dressed.encoding
    )


def _workbook(rows: Sequence[Row], dressed: Dressing) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for n, row in enumerate(rows, 1):
        for m, cell in enumerate(row, 1):
            if cell:
                sheet.cell(n, m, _typed(cell, dressed))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _typed(cell: str, dressed: Dressing) -> str | int | float:
    """Numbers are numbers in a workbook, whatever sign the screen shows for the decimals."""
    value = _value(cell) if not cell.endswith("%") and cell[:1] in "-0123456789" else None
    if value is None or cell == dressed.dont_know:
        return cell
    return int(value) if value.denominator == 1 else float(value)
