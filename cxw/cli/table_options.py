"""Options that say how a table is to be read, the same for whichever command reads one."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

LookOption: TypeAlias = Annotated[
    bool, typer.Option("--look", help="Say what is understood and the command for it; write nothing.")
]
SheetOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--sheet", metavar="NAME", help="The sheet of a workbook, by its name or number."),
]
EncodingOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="What letters a file is in, such as cp1250."),
]
ColumnsOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--columns", metavar="PATTERN", help="Which columns hold answers, as in 'need_*'."),
]
IgnoreOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="PATTERN", help="Columns to leave out, as in 'rank_*'."),
]
ScaleOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--scale", metavar="ENDS", help="The worst and the best mark, as in 1-5 or -3-3."),
]
TotalOption: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--total", metavar="NUMBER", help="How many points each person spread, where it was not 100."
    ),
]
DkOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--dk", metavar="WORDS", help="What says: does not know, as in 'N/A,99'."),
]
