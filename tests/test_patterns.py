"""No wall of text: no sentence pattern stands more than three times in a row, on a wall or in the handout.

A pattern is a sentence without its names and numbers: what stands in quotation marks, companies, functions and
people are blanks. Rows of tables are no sentences.
"""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import pytest

from cxw import findings
from cxw import handout as report
from cxw.model import Session
from cxw.sessionfile import load
from cxw.shipped import folder

CASES = Path(__file__).parent / "cases"
FILES = [*sorted(folder("workshops").glob("*.yaml")), CASES / "typical.yaml", CASES / "day60.yaml"]
MOST = 3
COUNT = re.compile(
    r"\b(?:no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|nobody of us|does|do|knows?)\b"
    r"|[\d½−+.]*\d[\d½.,]*",
    re.IGNORECASE,
)


def names(session: Session) -> list[str]:
    """Everything that a sentence may be about, longest first."""
    companies = [session.company, *(rival for segment in session.segments for rival in segment.competitors)]
    found = {name for company in companies for name in (company.name, company.label)}
    found |= {person.function for person in session.participants if person.function}
    found |= {need.label for segment in session.segments for need in segment.needs}
    return sorted(found, key=len, reverse=True)


def pattern(sentence: str, known: list[str]) -> str:
    """The sentence with blanks."""
    bare = re.sub(r"“[^”]*”", "_", re.sub(r"&#\d+;|[*`_\\]", "", sentence))
    for name in known:
        bare = bare.replace(name, "_")
    return re.sub(r"(?:_[, ]*(?:and )?)+", "_ ", COUNT.sub("#", bare)).strip().lower()


def repeated(sentences: list[str], known: list[str]) -> list[str]:
    """Patterns that stand more than three times in a row."""
    runs = [(one, len(list(same))) for one, same in groupby(pattern(said, known) for said in sentences)]
    return [one for one, times in runs if times > MOST and re.search(r"[a-z]{3}", one)]


def sentences(text: str) -> list[str]:
    """The sentences of a text in Markdown, line by line; tables, code and pictures left out."""
    lines = [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith(("|", "!", ">"))
    ]
    bare = (re.sub(r"^\s*(?:[-#]+|\d+\.)\s*", "", line) for line in lines)
    return [said for line in bare for said in re.split(r"(?<=[.?!])\s+(?=[A-Z“*(])", line) if said]


def test_a_pattern_is_what_is_left_without_names_and_numbers() -> None:
    four = [f"{n} of nine do not know how {who} does on “{need}”." for n, who, need in
            (("Four", "PayCorp", "Price"), ("One", "Als ob", "Help"), ("7", "PayCorp", "x"), ("Two", "P", "Price"))]  # fmt: skip
    assert len({pattern(said, ["PayCorp", "Als ob", "P"]) for said in four}) == 1
    assert repeated(four, ["PayCorp", "Als ob", "P"])
    assert not repeated(four[:3], ["PayCorp", "Als ob", "P"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_pattern_stands_more_than_three_times_in_a_row_in_the_handout(path: Path) -> None:
    session = load(path)
    assert repeated(sentences(report.handout_text(session)), names(session)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_pattern_stands_more_than_three_times_in_a_row_on_a_wall(path: Path) -> None:
    session = load(path)
    told = findings.of(session)
    for segment in told.segments:
        walls = [finding.sentence for finding in segment.walk]
        walls += [*segment.summary.lines] if segment.summary else []
        walls += [*segment.grid.sentences] if segment.grid else []
        assert repeated(walls, names(session)) == []
