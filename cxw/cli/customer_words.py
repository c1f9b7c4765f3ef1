"""The words in which customers read needs: from a small YAML file or asked for, and written for next time.

The session file keeps the room's words; a need keeps its id. The small file holds customers' words alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import typer

from cxw.cli.terminal import said_folded
from cxw.errors import CxwError, FaultyFile, InputNeeded, Problem
from cxw.model import Need, Segment, Session, ids_of
from cxw.sessionfile.parsing import Unreadable, readable_text, tree_of
from cxw.sessionfile.scalars import yaml_text
from cxw.sessionfile.tree import LinedMapping
from cxw.survey.questionnaire import CustomerWords, asked_needs, doubts, named_in
from cxw.text.phrases import quoted_here, say

HEAD = (
    "# Needs as customers read them: `cxw survey FILE --words words.yaml` takes them. Ids stay as they are.\n"
)
SMALL = 1024 * 1024
"""Bytes; a file that is larger holds something else."""
LISTED = ("needs", "companies")
Doubted = Sequence[tuple[Need, list[str]]]
"""Needs that customers may not understand, and why."""


# the small file


def read_customer_words(path: Path, session: Session, segment: Segment) -> CustomerWords:
    """What stands in a file of words; FaultyFile with every problem and its line."""
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise CxwError(f"{path}: {(fault.strerror or str(fault)).lower()}") from None
    problems = list[Problem]()
    reader = _WordsReader(path, problems)
    tree = reader.tree(data)
    known = {"needs": ids_of(segment.needs), "companies": ids_of(session.companies(segment))}
    found = CustomerWords(
        reader.text(tree, "about"), *(reader.listed(tree, name, known[name]) for name in LISTED)
    )
    for key in tree:
        if key not in ("about", *LISTED):
            reader.fault(tree.line_of(key), f"`{key}` is no key of a file of words: about, needs, companies")
    if any(not problem.warning for problem in problems):
        raise FaultyFile(sorted(problems, key=lambda problem: problem.line))
    return found


@dataclass(frozen=True)
class _WordsReader:
    path: Path
    problems: list[Problem]

    def fault(self, line: int, text: str, warning: bool = False) -> None:
        self.problems.append(Problem(str(self.path), line, text, warning))

    def tree(self, data: bytes) -> LinedMapping:
        if len(data) > SMALL:
            self.fault(1, "this is too large for a file of words: is it the right one?")
            return LinedMapping(1)
        try:
            tree, _ = tree_of(readable_text(data.decode(), self.fault), self.fault)
        except UnicodeDecodeError:
            self.fault(1, "this is no UTF-8 text: save it as UTF-8")
        except Unreadable as why:
            self.fault(why.line, why.text)
        else:
            if isinstance(tree, LinedMapping):
                return tree
            self.fault(1, "write `needs:` and under it a line `id: words` for each need")
        return LinedMapping(1)

    def text(self, table: LinedMapping, key: str) -> str:
        """The words under a key, on one line; empty where there is none."""
        value: Any = table.get(key, "")
        if isinstance(value, str) and (key not in table or value.strip()):
            return " ".join(value.split())
        self.fault(table.line_of(key), f"`{key}` wants words: put them in quotes")
        return ""

    def listed(self, tree: LinedMapping, name: str, known: list[str]) -> Mapping[str, str]:
        """Id -> words of one list; an id that is unknown is a fault."""
        table = tree.get(name, LinedMapping(1))
        if not isinstance(table, LinedMapping):
            self.fault(tree.line_of(name), f"`{name}` wants a line `id: words` for each")
            return {}
        for id in table:
            if id not in known:
                self.fault(table.line_of(id), f"there is no {id} among {name}: {', '.join(known)}")
        return {id: self.text(table, id) for id in table}


def customer_words_file(words: CustomerWords) -> bytes:
    """The small file, to be taken again."""
    lines = [HEAD]
    if words.about:
        lines.append(f"about: {yaml_text(words.about, flow=False)}\n")
    for name, some in zip(LISTED, (words.needs, words.companies), strict=True):
        if some:
            lines.append(f"{name}:\n")
            lines += [f"  {id}: {yaml_text(text, flow=False)}\n" for id, text in sorted(some.items())]
    return "".join(lines).encode()


# what a customer may not understand


def settled_words(
    session: Session, segment: Segment, given: CustomerWords, *, accept: bool, ask: bool
) -> CustomerWords:
    """The words of every need, the doubtful ones reworded or left by whoever sits here, if one can be asked.

    InputNeeded where a word is doubtful, nobody can be asked and it was not said that they stay.
    """
    needs = {need.id: given.needs.get(need.id, need.text) for need in asked_needs(segment)}
    open_to_doubt = [need for need in asked_needs(segment) if need.id not in given.needs]
    found = [(need, why) for need in open_to_doubt if (why := doubts(session, segment, need, need.text))]
    if ask and not accept:
        return _reworded(session, segment, replace(given, needs=needs), found)
    _nobody_asked(session, segment, found, accept=accept)
    return replace(given, needs=needs)


def _nobody_asked(session: Session, segment: Segment, found: Doubted, *, accept: bool) -> None:
    """Doubts are said; they end the command where they were not accepted, or a company is named."""
    lines = list(_told(found))
    if any(named_in(need.text, session.companies(segment)) for need, _ in found):
        way = say("Give these needs other words in a file: --words words.yaml")
        raise CxwError("\n".join([*lines, way]))
    if lines and not accept:
        way = say("Give them other words with --words words.yaml, or take them as they are with --yes.")
        raise InputNeeded("\n".join([*lines, way]))
    for line in lines:
        typer.echo(said_folded(line))


def _told(found: Doubted) -> Iterator[str]:
    """Why each of these needs may not be understood, with its id."""
    for need, why in found:
        yield from (f"{need.id}: {quoted_here(need.text)} {one}" for one in why)


def _reworded(session: Session, segment: Segment, words: CustomerWords, found: Doubted) -> CustomerWords:
    """The words after the questions; Ctrl-C says those given so far, so that they can be kept as a file."""
    typer.echo(say("This is what customers would read:"))
    for text in words.needs.values():
        typer.echo(f"  {text}")
    needs = dict(words.needs)
    try:
        for need, why in found:
            for line in _told([(need, why)]):
                typer.echo(said_folded(line))
            needs[need.id] = _asked_for(session, segment, need.text)
        return replace(words, needs=needs, about=words.about or _asked_about(session, segment))
    except KeyboardInterrupt:
        typer.echo(say("No kit was written. Your words so far, to be kept as words.yaml:"), err=True)
        typer.echo(customer_words_file(replace(words, needs=needs)).decode(), err=True)
        raise typer.Exit(130) from None


def _asked_for(session: Session, segment: Segment, text: str) -> str:
    """A need in customers' words: asked until it says something and names no company."""
    from cxw.keyboard import questions

    def check(typed: str) -> str:
        if not typed:
            return say("Customers have to read something: write the need in their words.")
        return _names_somebody(session, segment, typed)

    return questions.text(say("In customers’ words (Enter: as it is)"), text, check)


def _asked_about(session: Session, segment: Segment) -> str:
    """What customers choose; empty where nobody says it."""
    from cxw.keyboard import questions

    prompt = say("What do they choose, in their words? For example: payroll")
    return questions.text(prompt, check=lambda typed: _names_somebody(session, segment, typed))


def _names_somebody(session: Session, segment: Segment, typed: str) -> str:
    """A sentence where a company stands among the words, which come before any company is named."""
    named = named_in(typed, session.companies(segment))
    return say("It names {company}: say it without.", company=named[0]) if named else ""
