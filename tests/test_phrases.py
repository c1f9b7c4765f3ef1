"""What people are asked, on paper and at the desk, in German as in English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

import pytest
from sources import CXW, MODULES, nodes, tree

from cxw.day import ticks
from cxw.day.record import _WORDS, NAMES_BESIDE, NO_NAMES
from cxw.handout import ballots
from cxw.model import Company, Need, Participant, Segment, Session
from cxw.phones.app import GONE, NO_CARD, PAUSED
from cxw.phones.forms import BOTH, BOTH_NUMBER, NO_ANSWER, NO_BOX, NO_MARK, NO_NUMBER
from cxw.phones.pages import BEFORE, HEADS, MEANWHILE, NOT_SO, REFUSALS, SENTENCES, SINCE
from cxw.phones.snapshot import CARDS, ONLY_THE_FACILITATOR
from cxw.questions.cards import TOO_LONG
from cxw.shipped import folder
from cxw.text.phrases import (
    DU,
    SIE,
    Phrases,
    in_english,
    languages,
    pairs,
    phrases,
    phrases_asked,
    say,
    speak,
    whole_languages,
)

TEMPLATES = folder("templates")
BLANK = re.compile(r"{\w+}")


def room(language: str | None, address: Literal["sie", "du"] | None = None, **more: Any) -> Session:
    """A German room whose words are in no dictionary of phrases."""
    needs = [Need(id=id, text=f"Bedarf-{id}") for id in ("x", "y", "z")]
    people = [
        ("p1", "Øyvind Bär", "Vertrieb"),
        ("p2", "Jürgen Weiß", "Kundendienst"),
        ("p3", "Åsa Lund", "Vertrieb"),
    ]
    return Session(
        cxw=1,
        title="Kassensysteme",
        company=Company(id="us", name="Hafenkontor"),
        language=language,
        address=address,
        participants=[Participant(id=id, name=name, function=function) for id, name, function in people],
        segments=[
            Segment(
                id="all",
                name="Marktstände",
                needs=needs,
                chosen=["x", "y", "z"],
                competitors=[Company(id="rival", name="Lagerhaus")],
            )
        ],
        **more,
    )


def texts(value: Any) -> Iterator[str]:
    """Every text of a slip."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from texts(one) if key != "k" else ()
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)


def slips(session: Session) -> set[str]:
    """All that stands on its slips, printed once and handed to everybody, or one for each person."""
    about = ballots.ballot_subjects(session)
    loose = [sheet for one in about for sheet in ballots._sheets(one, ballots.STAGES)]
    by_hand = [sheet for _, sheet in ballots.every_kind_of_slip(about, ballots.STAGES)]
    return {text for sheet in (*loose, *by_hand) for text in texts(sheet) if re.search(r"[^\W\d_]", text)}


def test_a_translation_has_the_blanks_of_its_sentence() -> None:
    for language in languages():
        for english, formal, familiar in pairs(language):
            assert sorted({*BLANK.findall(english)}) == sorted({*BLANK.findall(formal)}), english
            assert sorted({*BLANK.findall(english)}) == sorted({*BLANK.findall(familiar)}), english


@pytest.mark.parametrize("language", languages())
def test_no_sentence_is_translated_twice_or_said_nowhere(language: str) -> None:
    translated = [english for english, _, _ in pairs(language)]
    assert len(translated) == len({*translated})
    said = said_anywhere()
    assert not [english for english in translated if english not in said]


@cache
def said_anywhere() -> set[str]:
    """Every text of a module, and every one in quotation marks in a template."""
    said = {
        node.value
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for template in TEMPLATES.glob("*.j2"):
        said |= {text for _, text in re.findall(r"""(["'])(.+?)\1""", template.read_text("utf-8"))}
    return said | {*said_on_phones()}


READ_AT_THE_DESK = {"server.py"}
"""Modules of the phones whose sentences only the facilitator reads, before any phone is in."""


def said_on_phones() -> list[str]:
    """Every sentence that a page for phones says, in its template or in its code."""
    pages = (folder("templates") / "phones").rglob("*.j2")
    found = [said for page in pages for said in re.findall(r'say\("([^"]+)"', page.read_text("utf-8"))]
    for path in MODULES:
        if path.parent.name == "phones" and path.name not in READ_AT_THE_DESK:
            calls = [node for node in nodes(path) if isinstance(node, ast.Call)]
            said = [
                call.args[0] for call in calls if ast.unparse(call.func).split(".")[-1] == "say" and call.args
            ]
            found += [one.value for one in said if isinstance(one, ast.Constant)]
    found += [*SENTENCES.values(), *HEADS.values(), *REFUSALS, NOT_SO]
    found += [MEANWHILE, BEFORE, SINCE, BOTH, BOTH_NUMBER, *NO_ANSWER, *NO_BOX, NO_MARK, NO_NUMBER, TOO_LONG]
    return [*found, PAUSED, GONE, CARDS, NO_CARD, ONLY_THE_FACILITATOR, NAMES_BESIDE]


def said_at_the_desk() -> list[tuple[str, str]]:
    """Every sentence that a module says in the language of the run: `say("...")` from `cxw.text.phrases`."""
    found = list[tuple[str, str]]()
    for path in MODULES:
        imported = any(
            isinstance(node, ast.ImportFrom)
            and node.module == "cxw.text.phrases"
            and any(name.name == "say" for name in node.names)
            for node in nodes(path)
        )
        calls = [node for node in nodes(path) if imported and isinstance(node, ast.Call) and node.args]
        said = [call.args[0] for call in calls if ast.unparse(call.func) == "say"]
        for call in calls:
            said += call.args[1:3] if ast.unparse(call.func) == "say_many" else []
        found += [(path.name, str(one.value)) for one in said if isinstance(one, ast.Constant)]
    return found


def test_what_the_desk_says_has_its_german() -> None:
    known = {english for english, _, _ in pairs("de")}
    assert not [(where, said) for where, said in said_at_the_desk() if said not in known]


SPOKEN = {"questions", "day", "workshop"}
"""Packages whose sentences a room or its facilitator reads while the day runs."""
ASKED_BEFORE = {"subjects.py", "interview.py", "listing.py", "said_so_far.py"}
"""Modules of the command line whose sentences are read at the set-up."""
READS = re.compile(r"[A-Za-z]{2,}[ ,:;]+[a-z{“]")
"""What reads like a sentence: a word, and another one behind it."""
BY_WHICH_IT_IS_TOLD_APART = {
    *(
        "weights second",
        "grid second",
        "guess open",
        "guess sealed",
        "guess shown",
        "goes on",
        "after all",
        "no end",
        "numbers made ahead",
    ),
    *("no source", "not shown", "weiss nicht", "contested belief"),
    "a an and are as at be by for from good great in is it my of on or our that the to we",
}
"""Keys of the file, steps of the day and words that are typed: said to nobody."""
BEFORE_ANY_LANGUAGE = {"spellings.py saying"}
"""What is said among problems of a file, which are in English."""


def sentences_of_modules() -> Iterator[tuple[str, str]]:
    """Every text of these modules that reads like a sentence, f-strings with their blanks left empty."""
    for path in MODULES:
        if path.relative_to(CXW).parts[0] in SPOKEN or path.name in ASKED_BEFORE:
            found = Sentences(path.name)
            found.visit(tree(path))
            yield from found.said


class Sentences(ast.NodeVisitor):
    """Gathers what reads like a sentence: no docstrings, nothing that only a programmer meets."""

    def __init__(self, name: str) -> None:
        self.name, self.inside = name, ""
        self.said: list[tuple[str, str]] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        before, self.inside = self.inside, node.name
        if f"{self.name} {node.name}" not in BEFORE_ANY_LANGUAGE:
            self.generic_visit(node)
        self.inside = before

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_Assert(self, node: ast.Assert) -> None:
        self.visit(node.test)

    def visit_Raise(self, node: ast.Raise) -> None:
        call = node.exc
        if isinstance(call, ast.Call) and not all(isinstance(one, ast.Constant) for one in call.args):
            self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        text = "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in node.values)
        if re.search(r"[a-z]{2,} [a-z]{2,}|[a-z]{3,}\W*{}.* [a-z]{3,}", text):
            self.said.append((f"{self.name} {self.inside}", text))
        for one in node.values:
            if not isinstance(one, ast.Constant):
                self.visit(one)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and READS.search(node.value):
            self.said.append((f"{self.name} {self.inside}", node.value))


def test_whatever_reads_like_a_sentence_of_the_day_has_its_german() -> None:
    known = {english for english, _, _ in pairs("de")} | BY_WHICH_IT_IS_TOLD_APART
    found = [*sentences_of_modules()]
    assert len(found) > 250
    assert not [(where, said) for where, said in found if said not in known]


def test_the_desk_speaks_the_language_that_the_run_began_to_speak() -> None:
    assert say("Needs") == "Needs"
    speak("Deutsch")
    assert say("Needs") == "Bedürfnisse"


@pytest.mark.parametrize("language", languages())
def test_a_page_for_phones_is_whole_in_each_language(language: str) -> None:
    said = said_on_phones()
    assert len(said) > 50
    known = {english for english, _, _ in pairs(language)}
    assert not [one for one in said if one not in known]


@pytest.mark.parametrize("address", [None, SIE, DU])
@pytest.mark.parametrize("pull", [None, True])
@pytest.mark.parametrize("attribution", [None, "names"])
@pytest.mark.parametrize("language", languages())
def test_a_slip_holds_one_language_and_the_words_of_the_room(
    language: str, address: Literal["sie", "du"] | None, pull: bool | None, attribution: str | None
) -> None:
    session = room(language, address, pull=pull, attribution=attribution)
    theirs = {said for _, *both in pairs(language) for said in both}
    theirs |= {" = ".join(said.split(" ", 1)) for said in theirs if said[0].isdigit()}
    known = [re.escape(said) for said in sorted(theirs, key=len, reverse=True)]
    shape = [BLANK.sub(".{1,60}", one.replace("\\{", "{").replace("\\}", "}")) for one in known]
    own = r"Bedarf-.|Marktstände|Hafenkontor|Lagerhaus|Øyvind Bär|Jürgen Weiß|Åsa Lund|Vertrieb|Kundendienst"
    whole = re.compile(rf"(?:(?:{'|'.join(shape)}|{own}|\(?\b[A-Za-zÀ-ž]{{1,2}}\b\)?|[\d =.%]+)\s*)+")
    assert not [text for text in slips(session) if not whole.fullmatch(text)]


@pytest.mark.parametrize("language", languages())
def test_a_language_of_slips_has_all_that_german_slips_say(language: str) -> None:
    """Also what only a room of one kind reads: whose department is small, or of ten people."""
    known = {english for english, _, _ in pairs(language)}
    asked = folder("templates") / "phrases" / "de" / "slips.txt"
    for_slips = asked.read_text("utf-8").split("# Was festgehalten")[0].split("\n\n")
    blocks = [[line for line in block.splitlines() if line and line[0] != "#"] for block in for_slips]
    missing = {block[0] for block in blocks if block} | {*_WORDS, NO_NAMES, NAMES_BESIDE, ticks.PULL}
    assert sorted(missing - known) == []


def test_a_language_without_a_handout_is_english_there_and_no_mixture() -> None:
    assert {*languages()} == {"de", "es", "fr"}
    assert whole_languages() == ("de",)
    for language in ("fr", "Français", "French", "es", "español"):
        assert phrases(language) == Phrases()
        assert phrases_asked(language).language in ("fr", "es")
        assert phrases_asked(language)("Needs") in ("Besoins", "Necesidades")
    french = room("fr", facilitator="Zoë Lefèvre")
    assert ticks.language_asked(french)("Needs") == "Needs"
    assert ticks.language_on_slips(french)("Needs") == "Besoins"
    assert in_english("Besoins") == "Besoins"


def test_du_is_said_where_a_file_says_so_and_nowhere_else() -> None:
    familiar = re.compile(r"\b([Dd]u|[Dd]ein\w*|[Dd]ich|[Dd]ir)\b")
    formal = re.compile(r"\b(Sie|Ihr\w*|Ihnen)\b")
    du, sie = slips(room("de", "du")), slips(room("de"))
    assert [text for text in du if familiar.search(text)]
    assert [text for text in sie if formal.search(text)]
    assert not [text for text in sie if familiar.search(text)]
    assert not [text for text in du if formal.search(text)]


@pytest.mark.parametrize("language", [None, "en", "English", "it", "Klingonisch"])
def test_a_room_without_words_of_its_own_is_asked_in_english(language: str | None) -> None:
    assert phrases(language) == Phrases()
    assert slips(room(language)) == slips(room(None))


def test_blanks_are_filled_in_every_language() -> None:
    assert phrases("de")("Only for {functions}:", functions="Müller & Söhne") == "Nur für Müller & Söhne:"
    assert Phrases()("Only for {functions}:", functions="{x}") == "Only for {x}:"
