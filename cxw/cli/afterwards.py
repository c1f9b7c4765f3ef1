"""Commands for afterwards: asking customers, what they answered, promises, copies."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cxw.cli.rescue import in_a_sentence
from cxw.cli.table_options import (
    ColumnsOption,
    DkOption,
    EncodingOption,
    IgnoreOption,
    LookOption,
    ScaleOption,
    SheetOption,
    TotalOption,
)
from cxw.cli.terminal import AFTERWARDS, PaperSize, ThemeName, a_folder, now, theme, there
from cxw.errors import CxwError, InputNeeded


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (guide, survey, verify, track_record, evidence, done, due, replay, share, forget):
        app.command(rich_help_panel=AFTERWARDS)(command)


class EvidenceDo(StrEnum):
    """What is done about evidence."""

    list = "list"
    add = "add"
    table = "import"


class GuideFormatName(StrEnum):
    """What the pages of an interview guide are made as."""

    md = "md"
    html = "html"
    pdf = "pdf"


class OutcomeName(StrEnum):
    """What became of a belief."""

    held = "held"
    wrong = "wrong"
    unclear = "unclear"


def guide(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The session file.")],
    segment: Annotated[
        str, typer.Option(metavar="NAME", help="Only this segment of customers; all by default.")
    ] = "",
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FOLDER", help="The folder; beside the file by default.")
    ] = None,
    format: Annotated[
        list[GuideFormatName] | None,
        typer.Option(
            "--format",
            metavar="md|html|pdf",
            help="One of the formats; say it once for each.",
            case_sensitive=False,
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="A folder with your own templates; `cxw templates` copies ours."),
    ] = None,
) -> None:
    """Make the interview guide, the sheet of questions for customers, and a page for the front line.

    Example: cxw guide clinics.yaml --segment Clinics --format pdf
    """
    from cxw.cli import guiding
    from cxw.handout.guide_files import FORMATS, GuideWanted

    there(file)
    named = [one.value for one in format or ()]
    formats = [one for one in FORMATS if not named or one in named]
    wanted = GuideWanted(a_folder(to) or file.parent, file.parent, formats, template=template)
    guiding.write_pages(file, segment, wanted)


def survey(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The session file.")],
    segment: Annotated[
        str, typer.Option(metavar="NAME", help="The segment; needed when there are several.")
    ] = "",
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FOLDER", help="The folder; `customer survey` beside the file else."),
    ] = None,
    long: Annotated[
        bool, typer.Option("--long", help="For conversations: open questions and marks too.")
    ] = False,
    language: Annotated[
        str, typer.Option(metavar="en|de|fr|es", help="What customers read; as the file's language says.")
    ] = "",
    about: Annotated[str, typer.Option(metavar="WORDS", help="What customers choose, in their words.")] = "",
    words: Annotated[
        Path | None,
        typer.Option("--words", metavar="WORDS.yaml", readable=False, help="Needs in customers' words."),
    ] = None,
    paper: Annotated[
        PaperSize | None,
        typer.Option(
            help="a4 or letter; as the file's brand says, else a4.", show_default=False, case_sensitive=False
        ),
    ] = None,
    orders: Annotated[int, typer.Option(min=1, max=3, help="In how many orders needs stand on paper.")] = 3,
    yes: Annotated[bool, typer.Option("--yes", help="Take the needs' words as they are.")] = False,
) -> None:
    """Make the kit to ask customers with: a page for interviews, paper, Word, files for survey tools.

    Example: cxw survey clinics.yaml --segment Clinics --about "payroll for your clinic"
    """
    from cxw.cli import surveying

    there(file)
    wanted = surveying.SurveyWanted(
        segment, a_folder(to), long, language, about, words, paper.value if paper else None, orders, yes
    )
    surveying.write_kit(file, wanted)


def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The session file.")],
    answers: Annotated[
        Path,
        typer.Argument(metavar="ANSWERS", readable=False, help="The table of their answers."),
    ],
    segment: Annotated[
        str, typer.Option(metavar="NAME", help="The segment; needed when there are several.")
    ] = "",
    words: Annotated[
        Path | None,
        typer.Option("--words", metavar="WORDS.yaml", readable=False, help="Needs as customers read them."),
    ] = None,
    date: Annotated[
        str, typer.Option(metavar="DAY", help="When they answered, as 2026-06-01; today without it.")
    ] = "",
    source: Annotated[
        str, typer.Option(metavar="WORDS", help="Where they come from; the table's name without it.")
    ] = "",
    look: LookOption = False,
    sheet: SheetOption = None,
    encoding: EncodingOption = None,
    columns: ColumnsOption = None,
    ignore: IgnoreOption = None,
    scale: ScaleOption = None,
    total: TotalOption = None,
    dk: DkOption = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Take these in the place of all answers before.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Keep customers' own words without showing them first.")
    ] = False,
) -> None:
    """Hold the room against customers: read their answers and keep them beside the room's.

    Example: cxw verify clinics.yaml answers.csv
    """
    from cxw.cli import verifying
    from cxw.collect import Columns, scale_in, total_in, unknown_words

    there(file)
    ends = scale_in(scale) if scale is not None else None
    each = total_in(total) if total is not None else None
    told = Columns(
        of="weights",
        sheet=sheet,
        encoding=encoding,
        columns=columns,
        ignore=tuple(ignore or ()),
        scale=ends,
        total=each,
        unknown=unknown_words(dk or ()),
    )
    wanted = verifying.VerifyWanted(segment, words, _day(date) if date else None, source, replace, yes, told)
    if look:
        verifying.look_at_table(file, answers, wanted)
    else:
        verifying.verify_answers(file, answers, wanted, now().date())


def track_record(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", readable=False, help="Sessions, and folders of them.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print numbers for another program.")] = False,
) -> None:
    """How right rooms were, over many sessions that customers have answered.

    Example: cxw track-record workshops
    """
    from cxw.cli import tracking

    tracking.print_record(folder, as_json=as_json)


def evidence(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The session file.")],
    do: Annotated[
        EvidenceDo, typer.Argument(help="List it, add an item, or import a table.")
    ] = EvidenceDo.list,
    table: Annotated[
        Path | None, typer.Argument(metavar="TABLE", readable=False, help="With import: a row an item.")
    ] = None,
    kind: Annotated[str, typer.Option(metavar="KIND", help="Interviews, tickets, survey, purchase ...")] = "",
    source: Annotated[str, typer.Option(metavar="WORDS", help="Where it comes from.")] = "",
    date: Annotated[str, typer.Option(metavar="WHEN", help="When customers said or did it.")] = "",
    customers: Annotated[
        str, typer.Option(metavar="NUMBER", help="How many customers: 14, or about 14.")
    ] = "",
    who: Annotated[
        str, typer.Option(metavar="WHO", help="From customers, left, lost-deal or never-bought.")
    ] = "",
    seen: Annotated[str, typer.Option(metavar="WHEN", help="When somebody could show it.")] = "",
    segment: Annotated[
        str, typer.Option(metavar="NAME", help="The segment; needed when there are several.")
    ] = "",
    quote: Annotated[str, typer.Option(metavar="WORDS", help="The customer's own words.")] = "",
    our_reason: Annotated[str, typer.Option(metavar="WORDS", help="Of a lost order: what we say.")] = "",
    their_reason: Annotated[str, typer.Option(metavar="WORDS", help="What the buyer says.")] = "",
    supports: Annotated[
        list[str] | None, typer.Option(metavar="NEED", help="What it speaks for: Price, or 'Acme: Price'.")
    ] = None,
    contradicts: Annotated[
        list[str] | None, typer.Option(metavar="NEED", help="What it speaks against.")
    ] = None,
) -> None:
    """List what each answer rests on and why it counts, add to it, or take in a table.

    Example: cxw evidence clinics.yaml import lost-orders.csv --kind won-lost
    """
    from cxw.cli import evidencing

    there(file)
    said = evidencing.SaidEvidence(
        kind, source, date, customers, who, seen, segment, quote, our_reason, their_reason,
        supports or (), contradicts or (),
    )  # fmt: skip
    if do is EvidenceDo.table:
        if table is None:
            raise InputNeeded("Name the table too: cxw evidence FILE import TABLE.csv")
        evidencing.import_evidence(file, table, said, now())
    elif do is EvidenceDo.add:
        evidencing.add_evidence(file, said, now())
    else:
        evidencing.list_evidence(file)


def done(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The session file.")],
    id: Annotated[str, typer.Argument(metavar="ID", help="The promise, as `cxw due` names it.")] = "",
    outcome: Annotated[OutcomeName | None, typer.Argument(help="What became of the belief.")] = None,
    evidence: Annotated[
        list[str] | None, typer.Option("--evidence", metavar="ID", help="What shows it; once for each.")
    ] = None,
    date: Annotated[str, typer.Option(metavar="DAY", help="When it was found out; today by default.")] = "",
    note: Annotated[str, typer.Option(metavar="WORDS", help="A remark.")] = "",
) -> None:
    """Finish a promise: what we believed held, was wrong, or is still unclear.

    Example: cxw done clinics.yaml r1 wrong --evidence e7
    """
    from cxw.cli import promises

    there(file)
    said = promises.SaidDone(id, outcome.value if outcome else None, evidence or (), _day(date), note)
    promises.finish(file, said, now().date())


def due(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", readable=False, help="Session files.")],
    soon: Annotated[int, typer.Option(min=0, max=365, help="Days before its date a promise is soon.")] = 14,
    ics: Annotated[
        Path | None, typer.Option("--ics", metavar="CALENDAR", help="Write reminders for who said yes.")
    ] = None,
) -> None:
    """Say which promises are overdue, soon or done, over many files; exit code 1 when any is overdue.

    Example: cxw due workshops/*.yaml
    """
    from cxw.cli import promises

    if promises.print_due([there(file) for file in files], now().date(), soon, ics):
        raise typer.Exit(1)


def _day(typed: str) -> dt.date | None:
    """A day that was typed; CxwError where it is none."""
    from cxw.model import read_date

    if not typed:
        return None
    found = read_date(typed)
    if not isinstance(found, dt.date):
        raise CxwError(f"{typed} is no day: write it like 2026-03-14")
    return found


def replay(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The archived session.")],
    into: Annotated[
        Path | None,
        typer.Option(
            "--into", metavar="COPY", help="Replay into this copy; made with the set-up only when absent."
        ),
    ] = None,
    browser: Annotated[
        bool,
        typer.Option("--browser", help="Play it in a browser on this computer, at reading speed."),
    ] = False,
    theme_name: Annotated[
        ThemeName, typer.Option("--theme", help="Dark or light.", case_sensitive=False)
    ] = ThemeName.dark,
) -> None:
    """Show an archive again, reveal by reveal, changing nothing.

    Example: cxw replay workshops/essay.yaml
    """
    from cxw.cli import showing

    with in_a_sentence(f"{file} is untouched."):
        if into is not None:
            showing.replay_into(there(file), into)
        elif browser:
            from cxw.cli.day import reading_speed
            from cxw.cli.watching import replay_in_browser

            replay_in_browser(there(file), theme(theme_name), reading_speed("1"))
        else:
            showing.replay_archive(there(file), theme(theme_name))


def share(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The session file.")],
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="COPY", help="The copy to make; FILE-shared.yaml by default."),
    ] = None,
) -> None:
    """Make a copy to hand over: no names, no notes, answers shuffled.

    Example: cxw share clinics.yaml --to clinics-for-the-agency.yaml
    """
    from cxw.cli import sharing

    sharing.write_shared(there(file), to)


def forget(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The session file.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask: it is meant.")] = False,
) -> None:
    """Take out of the file itself who said what; this cannot be taken back.

    Example: cxw forget clinics.yaml
    """
    from cxw.cli import sharing

    sharing.forget_names(there(file), yes)
