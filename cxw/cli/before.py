"""Commands for the evening before: new, lenses, voices, ballots, notice, rehearse."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cxw.cli.day import NoInput, Theme
from cxw.cli.rescue import in_a_sentence
from cxw.cli.terminal import (
    DAY,
    DeskChoice,
    PaperSize,
    ThemeName,
    a_folder,
    at_terminal,
    now,
    said_folded,
    theme,
    there,
)


class Attribution(StrEnum):
    """What stands beside numbers after a reveal."""

    functions = "functions"
    names = "names"


class TextKindChoice(StrEnum):
    """Where customers' texts come from."""

    tickets = "tickets"
    reviews = "reviews"
    interviews = "interviews"
    lost_deals = "lost-deals"


class PaperStage(StrEnum):
    """What has slips to write on: stages, and the lenses between them."""

    needs = "needs"
    weights = "weights"
    grid = "grid"
    closing = "closing"
    meeting = "meeting"
    lenses = "lenses"


def add_to(app: typer.Typer) -> None:
    """Add these commands, in the order of their use."""
    for command in (new, lenses, voices, sentences, ballots, notice, rehearse):
        app.command(rich_help_panel=DAY)(command)


def new(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="The file to make; the title as a short word by default."),
    ] = None,
    title: Annotated[str, typer.Option(metavar="WORDS", help="What the workshop is called.")] = "",
    company: Annotated[str, typer.Option(metavar="NAME", help="The own company's name.")] = "",
    segment: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A segment of customers; say it once for each.")
    ] = None,
    people: Annotated[
        Path | None,
        typer.Option(
            metavar="CSV", readable=False, help="A table of the people, with the columns name and function."
        ),
    ] = None,
    competitors: Annotated[str, typer.Option(metavar="NAMES", help="With commas between them.")] = "",
    facilitator: Annotated[str, typer.Option(metavar="NAME", help="Who leads the day.")] = "",
    date: Annotated[
        str, typer.Option(metavar="DAY", help="The day of the workshop, as 2026-03-14; today by default.")
    ] = "",
    start: Annotated[str, typer.Option(metavar="TIME", help="When the day starts; 09:00 by default.")] = "",
    minutes: Annotated[
        str,
        typer.Option(
            metavar="NUMBERS", help="Planned for each of the five stages; '30 45 45 30 45' by default."
        ),
    ] = "",
    break_: Annotated[
        list[str] | None,
        typer.Option("--break", metavar="TIME", help="'12:30 60 Lunch'; say it once for each break."),
    ] = None,
    hours: Annotated[
        str,
        typer.Option(
            metavar="NUMBER", help="How long the day may be, like 3 or 3.5; what has no place goes."
        ),
    ] = "",
    desk: Annotated[
        DeskChoice | None,
        typer.Option(help="How answers come in; paper by default.", show_default=False, case_sensitive=False),
    ] = None,
    cards: Annotated[
        bool | None,
        typer.Option(
            "--cards/--names",
            help='People have cards, "Sales 2", or their names; with phones cards are proposed.',
            show_default=False,
        ),
    ] = None,
    attribution: Annotated[
        Attribution | None,
        typer.Option(
            help="What stands beside numbers after a reveal; functions, or names where everybody agreed.",
            case_sensitive=False,
            show_default=False,
        ),
    ] = None,
    language: Annotated[
        str,
        typer.Option(metavar="NAME", help="What the room speaks, for ballots and notice: de, German."),
    ] = "",
    pull: Annotated[
        bool,
        typer.Option(
            "--pull",
            help="Look at the pull towards whoever is declared senior; notice and ballots then say so.",
        ),
    ] = False,
    lens: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A lens of the day, ours or your own file; say it again for each."),
    ] = None,
    from_: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="FILE", readable=False, help="An earlier session: set up the next one after it."
        ),
    ] = None,
    no_input: NoInput = False,
) -> None:
    """Set up a workshop, the evening before.

    Example: cxw new --title Payroll --company Acme --segment Clinics
    """
    from cxw.cli import asking, lensing, next_time
    from cxw.text.phrases import say, speak

    asks = not no_input and at_terminal()
    speak(language)
    chosen = lensing.choices(lens or [])
    given = asking.Given(
        file,
        title,
        company,
        list(segment or []),
        people,
        competitors,
        facilitator,
        desk,
        date,
        start,
        minutes,
        cards,
        attribution.value if attribution else "",
        break_ or [],
        language,
        pull,
        lensing.definitions(chosen),
    )
    made, path = next_time.described_session(given, from_, now().date(), ask=asks)
    made.lenses = lensing.as_kept(chosen, path.parent)
    asking.fit_to_hours(made, hours, given.lenses)
    path = asking.write_session(path, made, ask=asks)
    for remark in (*asking.remarks(made, given.lenses), *lensing.remarks_on_lenses(made, given.lenses)):
        typer.echo(said_folded(remark))
    notice = say("A page for everybody, on what is kept and who sees it: cxw notice {path}", path=path)
    typer.echo(said_folded(notice))
    typer.echo(said_folded(say("{path} is ready. On the day: cxw run {path}", path=path)))


def lenses(
    where: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            readable=False,
            help="A session: what may open now. Or a folder with lenses of your own.",
        ),
    ] = None,
    language: Annotated[
        str, typer.Option(metavar="NAME", help="de, German: as the session's language says, else English.")
    ] = "",
) -> None:
    """Say which further questions a day can hold, and for how long.

    Example: cxw lenses clinics.yaml
    """
    from cxw.cli import lensing

    if not lensing.print_lenses(where, language):
        raise typer.Exit(1)


def voices(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The session file.")],
    texts: Annotated[
        Path, typer.Argument(metavar="TEXTS", readable=False, help="A table of customers' texts, a row each.")
    ],
    kind: Annotated[TextKindChoice, typer.Option(help="Where they come from.", case_sensitive=False)],
    column: Annotated[str, typer.Option(metavar="NAME", help="The column with the texts.")] = "text",
    customer: Annotated[
        str, typer.Option(metavar="NAME", help="The column that says who wrote it; only a number is kept.")
    ] = "",
    date: Annotated[str, typer.Option(metavar="NAME", help="The column that says when.")] = "",
    names: Annotated[
        Path | None,
        typer.Option(
            "--names", metavar="NAMES.txt", readable=False, help="Names to blank, one in each line."
        ),
    ] = None,
    segment: Annotated[
        str, typer.Option(metavar="NAME", help="The segment; needed when there are several.")
    ] = "",
    draw: Annotated[
        int, typer.Option("--texts", metavar="NUMBER", min=1, max=60, help="How many to draw.")
    ] = 60,
    again: Annotated[bool, typer.Option("--again", help="Draw anew; the texts that are there go.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="You have read all of them yourself.")] = False,
) -> None:
    """Draw customers' texts by lot for the lens voices, two readers each, the evening before.

    Example: cxw voices clinics.yaml tickets.csv --kind tickets --column message
    """
    from cxw.cli import voicing
    from cxw.collect.texts import TextColumns

    columns = TextColumns(column, customer, date)
    wanted = voicing.VoicesWanted(kind.value, columns, names, segment, again, draw, yes)
    voicing.draw_voices(there(file), texts, wanted, now())


def sentences(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The session file.")],
    table: Annotated[
        Path,
        typer.Argument(
            metavar="TABLE", readable=False, help="Columns text and company; source and date if known."
        ),
    ],
    segment: Annotated[
        str, typer.Option(metavar="NAME", help="The segment; needed when there are several.")
    ] = "",
) -> None:
    """Bring competitors' own sentences in for the lens hired, the evening before.

    Example: cxw sentences clinics.yaml rivals.csv
    """
    from cxw.cli import rival_sentences

    rival_sentences.keep_sentences(there(file), table, segment)


def ballots(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE", readable=False, help="The session file; without it, blank lettered lines."
        ),
    ] = None,
    stage: Annotated[
        list[PaperStage] | None,
        typer.Option(
            metavar="needs|weights|grid|closing|meeting|lenses",
            help="Only the slips of this stage, or of the lenses; say it once for each.",
            case_sensitive=False,
        ),
    ] = None,
    paper: Annotated[
        PaperSize | None,
        typer.Option(
            help="a4 or letter; as the file's brand says, else a4.", show_default=False, case_sensitive=False
        ),
    ] = None,
    orders: Annotated[
        int | None,
        typer.Option(
            metavar="NUMBER",
            min=1,
            max=3,
            help="Needs in 2 or 3 orders, with a letter on each slip; kept in FILE.",
        ),
    ] = None,
    print_once: Annotated[
        bool,
        typer.Option(
            "--print-once", help="Each slip as often as it is needed, with its name, in the order of the day."
        ),
    ] = False,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FOLDER", help="The folder; beside the file by default.")
    ] = None,
) -> None:
    """Print ballots: a PDF to cut and write on, also before any need is known.

    Example: cxw ballots clinics.yaml --stage weights --stage grid
    """
    from cxw.cli import printing

    wanted = printing.Wanted(
        paper.value if paper else None, [one.value for one in stage or []], orders, a_folder(to), print_once
    )
    printing.write_pdf(there(file) if file else None, wanted)


def notice(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The session file.")],
    language: Annotated[
        str, typer.Option(metavar="de|en", help="de or en; as the file's language says, else en.")
    ] = "",
    pdf: Annotated[bool, typer.Option("--pdf", help="Write it as a PDF, TITLE - notice.pdf.")] = False,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FOLDER", help="The PDF's folder; beside the file by default."),
    ] = None,
) -> None:
    """Print a page for everybody: what is kept, who sees it, until when.

    Example: cxw notice clinics.yaml --language de --pdf
    """
    from cxw.cli import noticing

    noticing.print_notice(there(file), language, a_folder(to) or file.parent if pdf or to else None)


def rehearse(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", readable=False, help="The session file; only read.")
    ],
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the copy, FILE.rehearsal.yaml, instead of throwing it away.")
    ] = False,
    phones: Annotated[
        int,
        typer.Option(metavar="NUMBER", min=0, help="So many invented people answer on phones, over HTTP."),
    ] = 0,
    network: Annotated[
        str,
        typer.Option(metavar="NAME", help="The network of the phones: its name, or this laptop's address."),
    ] = "",
    theme_name: Theme = ThemeName.dark,
) -> None:
    """Rehearse the day on a copy, with invented answers.

    Example: cxw rehearse clinics.yaml
    """
    from cxw.cli import rehearsing

    with in_a_sentence(f"{file} is untouched."):
        on_phones = rehearsing.PhonesToRehearse(phones, network)
        rehearsing.rehearse_day(there(file), theme(theme_name), on_phones, keep=keep)
