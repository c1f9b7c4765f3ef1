"""Commands about files: check, collect, schema."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
from cxw.cli.terminal import FILES, now, there
from cxw.errors import InputNeeded

if TYPE_CHECKING:  # a table is read by one command of these
    from cxw.collect import Columns, Source


class Of(StrEnum):
    """What a table holds."""

    weights = "weights"
    marks = "marks"
    people = "people"


class TemplatesDo(StrEnum):
    """What is done with templates."""

    list = "list"
    eject = "eject"


class LayoutChoice(StrEnum):
    """How a table is laid out: what a row is, and what a column."""

    wide = "wide"
    long = "long"
    company_rows = "company-rows"
    turned = "turned"
    turned_companies = "turned-companies"


class RoundChoice(StrEnum):
    """Which round answers belong to."""

    first = "first"
    second = "second"


class PartChoice(StrEnum):
    """Which part of a lens answers belong to."""

    guess = "guess"
    say = "say"
    judge = "judge"


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (check, collect, schema, templates):
        app.command(rich_help_panel=FILES)(command)


def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", readable=False, help="Session files.")],
    reseal: Annotated[
        bool, typer.Option("--reseal", help="Seal rounds that were changed by hand again, and keep that.")
    ] = False,
) -> None:
    """Say every problem of a file, or what comes next.

    Example: cxw check workshops/*.yaml
    """
    from cxw.cli import checking

    good = [checking.print_check(file, now() if reseal else None) for file in files]
    if not all(good):
        raise typer.Exit(1)


def collect(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The session file.")],
    csv: Annotated[
        Path,
        typer.Argument(
            metavar="TABLE", readable=False, help="The table: .xlsx, .csv, .tsv; - for one that is pasted."
        ),
    ],
    of: Annotated[
        Of | None,
        typer.Option("--of", help="What the table holds; weights by default.", case_sensitive=False),
    ] = None,
    look: LookOption = False,
    id: Annotated[
        str | None, typer.Option("--id", metavar="COLUMN", help="The column that says who answered.")
    ] = None,
    function: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="The column with each person's function.")
    ] = None,
    also: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="The column with further functions.")
    ] = None,
    needs: Annotated[
        Path | None,
        typer.Option(metavar="CSV", readable=False, help="A CSV of codes and what each need is called."),
    ] = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    layout: Annotated[
        LayoutChoice | None,
        typer.Option(
            help="How the table is laid out, where it can be read in two ways.", case_sensitive=False
        ),
    ] = None,
    encoding: EncodingOption = None,
    company: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose marks these are; with --new, the own company.")
    ] = None,
    segment: Annotated[
        str | None, typer.Option(metavar="NAME", help="The segment; needed when there are several.")
    ] = None,
    round: Annotated[
        RoundChoice | None,
        typer.Option(help="The round; the open or next one by default.", case_sensitive=False),
    ] = None,
    ignore: IgnoreOption = None,
    scale: ScaleOption = None,
    total: TotalOption = None,
    dk: DkOption = None,
    blank: Annotated[
        int | None,
        typer.Option(min=0, max=0, metavar="0", help="Take blanks as zeros where the rest makes the total."),
    ] = None,
    sure: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="The column that says how sure somebody is.")
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="The column that says why somebody's second answer moved."),
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A person or need that looks like a sum and is none."),
    ] = None,
    lens: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Answers to this lens of the day, into the part that is open."),
    ] = None,
    part: Annotated[
        PartChoice | None,
        typer.Option(help="Of a lens: the part, where not the one that is open.", case_sensitive=False),
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Make the session file from the table.")] = False,
    title: Annotated[str, typer.Option(metavar="WORDS", help="With --new: what the session is called.")] = "",
    add_company: Annotated[
        bool,
        typer.Option("--add-company", help="Take in companies nobody was asked about, each with a column."),
    ] = False,
    partial: Annotated[
        bool, typer.Option("--partial", help="Keep what is good and leave the named rest out.")
    ] = False,
) -> None:
    """Take in answers or people from a spreadsheet.

    Example: cxw collect clinics.yaml answers.csv --look
    """
    from cxw.cli import collecting
    from cxw.collect import Columns, scale_in, total_in, unknown_words
    from cxw.collect.layout import LayoutName
    from cxw.model import RoundName

    ends = scale_in(scale) if scale is not None else None
    spread = total_in(total) if total is not None else None
    laid_out: LayoutName | None = layout.value if layout else None
    of_round: RoundName | None = round.value if round else None
    wanted = Columns(
        of=(of or Of.weights).value,
        id=id,
        function=function,
        also=also,
        needs=needs,
        columns=columns,
        company=company,
        segment=segment,
        round=of_round,
        partial=partial,
        add_company=add_company and of is Of.marks,
        ignore=tuple(ignore or ()),
        sheet=sheet,
        layout=laid_out,
        encoding=encoding,
        scale=ends,
        total=spread,
        unknown=unknown_words(dk or ()),
        blank=blank is not None,
        sure=sure,
        reason=reason,
        keep=tuple(keep or ()),
    )
    doing = TableDoing(look, new, title, of, lens, part)
    _collected(file, collecting.source_at(csv), wanted, doing)


@dataclass(frozen=True)
class TableDoing:
    """What is done with a table."""

    look: bool
    new: bool
    title: str
    of: Of | None
    lens: str | None
    part: PartChoice | None


def _collected(file: Path, source: Source, wanted: Columns, doing: TableDoing) -> None:
    """Look at a table, make a session of it, or take it in."""
    from cxw.cli import collecting

    if doing.lens is not None:
        _collected_for_lens(file, source, wanted, doing)
    elif doing.part is not None:
        raise InputNeeded("--part is a part of a lens: say which, with --lens")
    elif doing.look:
        collecting.look(file, source, wanted, new=doing.new, title=doing.title, of_said=doing.of is not None)
    elif doing.new:
        collecting.make(file, source, wanted, doing.title)
    else:
        collecting.fill_session(there(file), source, wanted)


def _collected_for_lens(file: Path, source: Source, wanted: Columns, doing: TableDoing) -> None:
    from cxw.cli import lens_tables

    lens_tables.refuse_needless(wanted, {"of": doing.of, "new": doing.new, "title": doing.title})
    asked = lens_tables.LensWanted(doing.lens or "", doing.part.value if doing.part else None)
    (lens_tables.look_at_lens if doing.look else lens_tables.take_in_lens)(file, source, wanted, asked)


def schema() -> None:
    """Print the JSON Schema of the session file, for editors.

    Example: cxw schema > cxw.schema.json
    """
    import json

    from cxw.sessionfile import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


def templates(
    do: Annotated[
        TemplatesDo, typer.Argument(metavar="[eject]", help="Copy them into a folder.", case_sensitive=False)
    ] = TemplatesDo.list,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="The folder; nothing in it is overwritten.")
    ] = None,
) -> None:
    """Say what handouts and lenses are made of; copy them to make them yours.

    Example: cxw templates eject my-templates
    """
    from cxw.handout.templates import eject, shipped_files

    if do is TemplatesDo.list:
        for name, (_, what) in shipped_files().items():
            typer.echo(f"{name}  {what}")
        return
    if folder is None:
        raise InputNeeded("Name the folder for the templates: cxw templates eject FOLDER")
    for made, (_, what) in zip(eject(folder), shipped_files().values(), strict=True):
        typer.echo(f"{made}  {what}")
    typer.echo(f"Change what is to be yours and remove the rest, then: cxw report FILE --template {folder}")
