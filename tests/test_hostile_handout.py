"""Whatever people type is itself in every file of a handout: only pictures that the template wrote are pictures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from random import Random

import pytest
from paper_read import page_texts, printed
from pydantic import BaseModel

from cxw import handout
from cxw.findings.types import Audience
from cxw.handout import pages
from cxw.handout.words import FSI, PDI
from cxw.model import Participant, Session
from cxw.sessionfile import load
from cxw.shipped import folder
from cxw.text.cleaning import clean

PIECES = (
    "![x](chart:weights)", "![x](chart:map)", "![](chart:weights)", "](chart:weights)", "!", "![", "[", "]", "(", ")",
    "&#33;[x](chart:weights)", "![x](x_files/weights.svg)", "<img src=chart:weights>", "\\![x](chart:weights)", "chart:weights",
    "`assumption`", "`", "assumption", "|", "\\", "\\|", "<script>alert(1)</script>", "<svg onload=alert(1)>", "</style>",
    "' onload='alert(1)", "javascript:alert(1)", "[a](javascript:alert(1))", "<!--", "-->", "]]>", "{{ 7*7 }}", "{% raw %}",
    '#eval("1")', '#image("x")', "$x^2$", "@label", "<label>", "//", "/*", "*/", "*b*", "_i_", "**", "# h", "- x", "1. x",
    "> q", "---", "===", "&amp;", "&lt;", "=1+1", "@SUM(A1)", "%s", "%00", "[U+12000]", "https://x.y/z", "www.x.y", "~~a~~",
    "Müller", "Łódź", "Øre", "ß", "a", "7½", "–", "…", "“", "”", "’", '"', "^1", "[^1]: x", ":---", "Q1", "<b>", "R&D",
)  # fmt: skip
OURS = {
    "id", "seal", "seed", "logo", "colour", "paper", "language", "address", "kind", "of", "name_of", "about", "grade",
    "who", "order", "attribution", "function", "also", "research", "by", "owner", "salt", "last_customer_contact", "now",
    "lacks", "start", "end", "cxw", "outcome", "phase", "mark", "segment", "need", "company", "claimed", "supports",
    "contradicts", "cells", "chosen", "audit", "became",
}  # fmt: skip
"""What is no free text: it names something, or is one of a few words."""
BEGIN, END = "Q{}(:", ":)"


def hostile(draw: Random) -> str:
    """A few pieces that mean something to Markdown, HTML, typst, SVG, JSON or a spreadsheet."""
    joint = draw.choice(["", " "])
    return clean(joint.join(draw.choices(PIECES, k=draw.randint(1, 3))).strip())[0] or "x"


def filled(session: Session, draw: Random, *, names: bool) -> dict[int, str]:
    """Every free text of the session said in hostile words, each between marks with its number.

    Not people's names for the room: there every word of a name becomes "one of us".
    """
    said: dict[int, str] = {}
    for owner, key in _free(session):
        if (isinstance(owner, Participant) or key == "facilitator") and not names:
            continue
        number = len(said) + 1
        said[number] = hostile(draw)
        setattr(owner, key, f"{BEGIN.format(number)}{said[number]}{END}")
    return said


def _free(value: object) -> Iterator[tuple[BaseModel, str]]:
    if isinstance(value, BaseModel):
        for key in type(value).model_fields:
            part = getattr(value, key)
            if isinstance(part, str) and key not in OURS and not (key == "name" and hasattr(value, "opened")):
                yield value, key
            elif key != "stages":
                yield from _free(part)
    elif isinstance(value, list):
        for part in value:
            yield from _free(part)


class Words(HTMLParser):
    """What a page says, and how many pictures it has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said, self.tags, self._quiet = "", [""], False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._quiet = tag == "style"
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._quiet = False
        self.said += "\n" if tag in {"td", "th", "p", "li", "text", "h1", "h2", "h3", "h4", "span"} else ""

    def handle_data(self, data: str) -> None:
        self.said += "" if self._quiet else data


def squeezed(text: str) -> str:
    """Without what a line's end, or the isolate around a word, puts in or takes out, as readers of PDF do hyphens.

    Quotes within quotes are single ones.
    """
    return re.sub(r"[“”‘’\"]", "'", re.sub(rf"[-\s\x02\xad\u200b\ufffe{FSI}{PDI}]", "", text))


def changed(text: str, said: dict[int, str]) -> list[tuple[int, str, str]]:
    """What does not read as it was typed, wherever the text says it whole or in part."""
    whole = squeezed(text)
    wrong = []
    for number, words in said.items():
        expected = squeezed(words + END)
        for found in re.finditer(re.escape(squeezed(BEGIN.format(number))), whole):
            seen = whole[found.end() : found.end() + len(expected)]
            kept = seen.split("…")[0] if "…" in seen and "…" not in expected else seen
            if not expected.startswith(kept) or (kept == seen and seen != expected):
                wrong.append((number, expected, seen))
    return wrong


def asserted(number: int, at: Path) -> None:
    """One session, all of its words hostile, in every file that is made of it."""
    session = load(folder("workshops") / "essay.yaml")
    audience: Audience = "facilitator" if number % 2 else "room"
    said = filled(session, Random(number), names=audience == "facilitator")
    assert len(said) > 40
    made = handout.write_handout(session, audience=audience, folder=at, formats=("md", "html", "pdf", "json"))
    assert made.notices == ()
    files = {path.suffix: path.read_bytes() for path in made if path.suffix != ".svg"}
    drawn = [path for path in made if path.suffix == ".svg"]
    blocks = pages.tree(files[".md"].decode())
    page = Words(files[".html"].decode())
    assert [node["k"] for node in blocks].count("picture") == len(drawn) == page.tags.count("figure") > 0
    assert not {"script", "img", "a", "iframe", "b"} & set(page.tags)
    text = squeezed(printed(blocks))
    painted = {
        "html": squeezed(page.said),
        "pdf": squeezed("\n".join(page_texts(files[".pdf"]))),
    }
    whole = {n: squeezed(f"{BEGIN.format(n)}{words}{END}") for n, words in said.items()}
    fewer = {
        kind: [w for w in whole.values() if shown.count(w) < text.count(w)] for kind, shown in painted.items()
    }
    assert fewer == {"html": [], "pdf": []}
    drawn_words = "\n".join(Words(path.read_text("utf-8")).said for path in drawn)
    kept = {"md": text, "svg": drawn_words, "json": "\n".join(_values(json.loads(files[".json"])))}
    assert {kind: wrong for kind, shown in kept.items() if (wrong := changed(shown, said))} == {}


def _values(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _values(part)
    elif isinstance(value, list):
        for part in value:
            yield from _values(part)


@pytest.mark.parametrize("number", range(2))
def test_hostile_words_in_every_field_are_themselves_in_every_file(number: int, tmp_path: Path) -> None:
    asserted(number, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("number", range(2, 62))
def test_three_thousand_hostile_words_are_themselves(number: int, tmp_path: Path) -> None:
    asserted(number, tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "- ![x](chart:weights)",
        "> ![x](chart:weights)",
        "words ![x](chart:weights)",
        "![x](chart:weights) words",
        "![x](chart:weights)![x](chart:weights)",
        "| a | b |\n|---|---|\n| ![x](chart:weights) | b |",
        "### ![x](chart:weights)",
        "**![x](chart:weights)**",
        "[![x](chart:weights)](https://x.y)",
        "![x](https://x.y/z.png)",
        "\\![x](chart:weights)",
        "![x]\\(chart:weights)",
        "`![x](chart:weights)`",
    ],
)
def test_a_picture_stands_alone_or_its_words_stand_for_it(text: str) -> None:
    look = pages.PageLook("T", templates=(folder("templates"),))
    assert "picture" not in [node["k"] for node in pages.tree(text)]
    assert "<figure" not in pages.html(pages.tree(text), look)
    assert [node["k"] for node in pages.tree("![x](chart:weights)")] == ["picture"]
