"""What LimeSurvey and Qualtrics take, read from their manuals: a file is looked at, and what they refuse is said.

LimeSurvey: "Tab Separated Value survey structure" and "Question types" of its manual. Qualtrics: "Preparing an
advanced format TXT file" of its support pages.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from cxw.survey.heads import guarded

Row = dict[str, str]
CLASSES = ("S", "SL", "G", "Q", "SQ", "A")
CODE = re.compile(r"[A-Za-z][A-Za-z0-9]{0,19}")
PART = re.compile(r"[A-Za-z0-9]{1,20}")
ANSWER = re.compile(r"[A-Za-z0-9]{1,5}")
WITH_PARTS, WITH_ANSWERS = "KMF", "LF"
"""Question types: K several numbers, M several ticks, F an array; L a list, T a long text."""
RESERVED = {"other", "time", "comment"}
ATTRIBUTES = {
    "equals_num_value": "K",
    "min_num_value_n": "K",
    "max_num_value_n": "K",
    "num_value_int_only": "K",
    "random_order": "KMF",
    "subquestion_order": "KMF",
    "random_group": "F",
}
FIXED = {"class", "type/scale", "name", "relevance", "text", "help", "language", "mandatory", "other"}


def limesurvey_rows(data: bytes) -> list[Row]:
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter="\t", strict=True))


def limesurvey_faults(data: bytes) -> list[str]:
    """What is wrong with a survey structure; nothing where LimeSurvey takes it."""
    rows = limesurvey_rows(data)
    faults = [] if data.startswith(b"\xef\xbb\xbf") else ["no byte order mark"]
    faults += [f"column {name} is unknown" for name in rows[0] if name not in FIXED | {*ATTRIBUTES}]
    languages = [row["text"] for row in rows if (row["class"], row["name"]) == ("S", "language")]
    if len(languages) != 1:
        return [*faults, "no language"]
    titles = [row for row in rows if (row["class"], row["name"]) == ("SL", "surveyls_title")]
    faults += [] if titles else ["no title"]
    for number, row in enumerate(rows, 2):
        faults += [f"line {number}: {why}" for why in _row_faults(row, languages[0])]
    order = [CLASSES.index(row["class"]) for row in rows if row["class"] in CLASSES]
    faults += [] if order[: order.index(2)] == sorted(order[: order.index(2)]) else ["settings come first"]
    return [*faults, *_question_faults(rows)]


def _row_faults(row: Row, language: str) -> Iterator[str]:
    kind, text = row["class"], row["text"]
    wrong = {
        "another number of cells than heads": None in row or None in row.values(),
        f"no class {kind}": kind not in CLASSES,
        "another language": kind != "S" and row["language"] != language,
        "no words": kind in ("Q", "SQ", "A") and not text.strip(),
        "an expression would be run": re.search(r"\{\S", text),
        "HTML would be run": re.search(r"<[a-zA-Z/!]", text),
    }
    yield from (why for why, found in wrong.items() if found)
    for name, kinds in ATTRIBUTES.items():
        if row[name] and (row["class"] != "Q" or row["type/scale"] not in kinds):
            yield f"{name} is no attribute of this"


def _question_faults(rows: Sequence[Row]) -> Iterator[str]:
    asked: dict[str, dict[str, list[str]]] = {}
    kinds, last = dict[str, str](), ""
    structure = [row["class"] for row in rows if row["class"] in CLASSES[2:]]
    if structure[:1] != ["G"]:
        yield "the first question is in no group"
    for row in rows:
        name = row["name"]
        if row["class"] == "Q":
            if not CODE.fullmatch(name) or name in asked or row["type/scale"] not in "KMFLT":
                yield f"{name} is no code, stands twice, or is of no type we know"
            asked[name], kinds[name], last = {"SQ": [], "A": []}, row["type/scale"], name
            yield from _relevance_faults(row, asked)
        elif row["class"] in ("SQ", "A"):
            asked[last][row["class"]].append(name)
    for code, parts in asked.items():
        yield from _part_faults(code, kinds[code], parts)


def _part_faults(code: str, kind: str, parts: dict[str, list[str]]) -> Iterator[str]:
    for name, pattern, kinds in (("SQ", PART, WITH_PARTS), ("A", ANSWER, WITH_ANSWERS)):
        found = parts[name]
        if bool(found) != (kind in kinds):
            yield f"{code}: {len(found)} {name} with type {kind}"
        if len({*found}) < len(found):
            yield f"{code}: a code stands twice"
        yield from (
            f"{code}: {one} is no code" for one in found if not pattern.fullmatch(one) or one in RESERVED
        )


def _relevance_faults(row: Row, asked: dict[str, dict[str, list[str]]]) -> Iterator[str]:
    """A condition names a question that was asked before, and of several ticks a subquestion of it."""
    if row["relevance"] == "1":
        return
    found = re.fullmatch(r'([A-Za-z0-9]+)(?:_([A-Za-z0-9]+))?\.NAOK == "(\w+)"', row["relevance"])
    if not found:
        yield f"{row['name']}: {row['relevance']} is no condition"
        return
    code, part, value = found.groups()
    known = asked.get(code, {"SQ": [], "A": []})
    if (part and part not in known["SQ"]) or (not part and value not in known["A"]):
        yield f"{row['name']}: asked on what is not there: {row['relevance']}"


TAG = re.compile(r"\[\[(\w+)((?::[^\]\[]*)?)\]\]")
KINDS = {
    ":MC:SingleAnswer:Vertical": {"Choices"},
    ":MC:MultipleAnswer:Vertical": {"Choices"},
    ":ConstantSum": {"Choices"},
    ":Matrix": {"Choices", "AdvancedAnswers"},
    ":TE:Essay": set[str](),
    ":DB": set[str](),
}
"""Each kind of question with what has to belong to it."""
LONGEST_ID = 15


def qualtrics_faults(data: bytes) -> list[str]:
    """What is wrong with a text in advanced format; nothing where Qualtrics takes it."""
    lines = data.decode().splitlines()
    faults = [] if lines[0] == "[[AdvancedFormat]]" else ["no advanced format"]
    questions = "\n".join(lines).split("[[Question")[1:]
    ids = re.findall(r"\[\[ID:([^\]]*)\]\]", "\n".join(lines))
    faults += [] if len({*ids}) == len(ids) == len(questions) else ["each question wants an id of its own"]
    faults += [f"{id} is no id" for id in ids if not re.fullmatch(rf"\w{{1,{LONGEST_ID}}}", id)]
    for line in lines:
        tag = TAG.fullmatch(line)
        if not tag and "[[" in line:
            faults.append(f"a tag stands inside: {line}")
        if tag and tag[1] not in {
            *[
                "AdvancedFormat",
                "Block",
                "Question",
                "ID",
                "Choices",
                "AdvancedAnswers",
                "Answer",
                "PageBreak",
            ]
        }:
            faults.append(f"no tag {line}")
        if not tag and ("${" in line or re.search(r"<[a-zA-Z/!]", line)):
            faults.append(f"would be run: {line}")
    for text in questions:
        faults += _asked_faults(text)
    return faults


def _asked_faults(text: str) -> Iterator[str]:
    kind, _, body = text.partition("]]")
    if kind not in KINDS:
        yield f"no kind of question {kind}"
        return
    parts = {tag for tag in ("Choices", "AdvancedAnswers") if f"[[{tag}]]" in body}
    if parts != KINDS[kind]:
        yield f"{kind} with {sorted(parts)}"
    words = re.sub(r"\[\[ID:[^\]]*\]\]", "", body).split("[[")[0].strip()
    if not words:
        yield f"{kind} says nothing"
    for tag in parts & KINDS[kind]:
        listed = [
            line for line in body.split(f"[[{tag}]]")[1].split("[[Block")[0].splitlines() if line.strip()
        ]
        if len(listed) < 1:
            yield f"{kind}: no {tag}"
    marks = re.findall(r"\[\[Answer:(\d+)\]\]\n(.+)", body)
    if "AdvancedAnswers" in parts and len({code for code, _ in marks}) < 2:
        yield f"{kind}: no scale"


def qualtrics_questions(data: bytes) -> dict[str, list[str]]:
    """Each question by its id with its choices."""
    found = {}
    for text in data.decode().split("[[Question")[1:]:
        id = text.split("[[ID:")[1].split("]]")[0]
        listed = text.split("[[Choices]]\n")[1].split("\n\n")[0] if "[[Choices]]" in text else ""
        found[id] = [line for line in listed.splitlines() if not line.startswith("[[")]
    return found


def unguarded(cell: str) -> str:
    """The words of a guarded cell as they were typed, without the apostrophe that the kit puts before them."""
    return cell[1:] if cell.startswith("'") and guarded(cell[1:]) == cell else cell
