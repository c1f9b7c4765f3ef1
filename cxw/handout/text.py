"""The handout's text: findings into Markdown, by one template."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxw.findings.in_words import start
from cxw.findings.types import Findings
from cxw.handout import words
from cxw.handout.chapters import CHAPTERS, SPOKEN_CHAPTERS
from cxw.handout.guide import GUIDE, SPOKEN_GUIDE
from cxw.handout.lookups import LOOKUPS, SPOKEN_LOOKUPS
from cxw.handout.pictures import drawn, figure, figure_title
from cxw.handout.speech import Speech, speech
from cxw.handout.swot import SPOKEN_SWOT, SWOT, central_needs
from cxw.handout.templates import rendered, template_room, words_only

if TYPE_CHECKING:
    from jinja2 import Environment  # noqa: TID251 the room of the text


SPOKEN = (
    "listed", "one", "given", "signed", "short", "day", "clock", "flag", "quoted", "reasons", "percent",
    "hundredths", "figures", "counted",
)  # fmt: skip
"""Filters that follow the language."""
SPEAKING = (*SPOKEN_LOOKUPS, *SPOKEN_CHAPTERS, *SPOKEN_SWOT, *SPOKEN_GUIDE)
"""What the template calls and what speaks: the handout's speech is its first argument."""


def markdown(
    findings: Findings, templates: Sequence[Path], version: str, template: str = "report.md.j2"
) -> str:
    """The Markdown of the whole handout, or of its workings; pictures stand in it as `chart:NAME`."""
    spoken = speech(findings.language, findings.address)
    room = _room(tuple(templates), spoken)
    text = rendered(
        room,
        template,
        {
            "findings": findings,
            "say": words_only(spoken.say) if room.sandboxed else spoken.say,
            "so_many": spoken.so_many,
            "figure": lambda segment, kind: figure(findings, segment, kind),
            "figure_title": lambda segment, kind: figure_title(findings, segment, kind),
            "drawn": drawn,
            "version": version,
            **LOOKUPS,
            **CHAPTERS,
            **SWOT,
            **GUIDE,
            **{way.__name__: partial(way, spoken) for way in SPEAKING},
        },
    )
    return _tidy(text)


@lru_cache(maxsize=8)
def _room(templates: tuple[Path, ...], spoken: Speech) -> Environment:
    """The templates of these folders and their filters; one that is edited meanwhile is read again."""
    from jinja2 import pass_context  # noqa: TID251 the room of the text

    from cxw.handout.bytecode import keep_code_of

    room = template_room(templates, finalize=words.plain)
    room.filters.update(
        joined=words.joined,
        ended=words.ended,
        brief=words.column_head,
        started=start,
        central_needs=central_needs,
        **{name: pass_context(_unfolded(getattr(spoken, name))) for name in SPOKEN},
    )
    return keep_code_of(room)


def _unfolded(way: Callable[[Any], object]) -> Callable[[object, Any], object]:
    """A filter that is never carried out while a template is compiled: the code is kept for all languages."""
    return lambda _, value: way(value)


def _tidy(text: str) -> str:
    """One empty line between blocks and none at the end: what the template leaves is not looked at."""
    lines: list[str] = []
    for line in (line.rstrip() for line in text.splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip() + "\n"
