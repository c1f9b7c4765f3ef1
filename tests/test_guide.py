"""The interview guide: what each question tests, what no customer may read, and nothing beyond the handout."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from desks import session as bare_session
from german_day import in_german
from often import turns
from paper_read import page_texts, printed
from screens_room import whole_day
from test_cli import Said, cxw  # noqa: F401 the fixture

from cxw.findings.languages import spoken
from cxw.handout import handout_text, pages
from cxw.handout.guide import FRONT_LINE, INTERVIEW, KINDS, NOBODY, NONE_SHOWN, NOT_SAID, listen_at
from cxw.handout.guide_files import FOR_WHO_ASKS, GuideWanted, guide_pages, guide_text, write_guide
from cxw.handout.pages import PageLook
from cxw.handout.templates import template_folders
from cxw.handout.text import markdown
from cxw.model import Need, Session
from cxw.sessionfile import create, load
from cxw.text.phrases import pairs, phrases

BOTH = pytest.mark.parametrize("language", ["en", "de"])
WORKSHOPS = Path("workshops")
ROOMS: dict[str, Callable[[], Session]] = {
    "a day": whole_day,
    "a small day": lambda: whole_day(people=3),
    "many needs": lambda: whole_day(needs=8, rivals=3),
    "nobody knows": lambda: whole_day(people=6, dont_know=5),
    "essay": lambda: load(WORKSHOPS / "essay.yaml"),
    "two segments": lambda: load(WORKSHOPS / "parcel-lockers.yaml"),
    "unfinished": lambda: load(WORKSHOPS / "unfinished.yaml"),
}
NUMBER = re.compile(r"\d+(?:[.,]\d+)?½?|½")


def said(made: Session, template: str, segment: str | None = None, language: str = "en") -> str:
    """All pages of one kind of a session, one after the other."""
    made.language = language
    pages = guide_pages(made, segment)
    return "\n".join(guide_text(page) for page in pages if page.template == f"{template}.md.j2")


def numbers(text: str) -> set[str]:
    return {*NUMBER.findall(text)}


@pytest.mark.parametrize(("room", "language"), turns([*ROOMS], ["en", "de"]))
def test_every_number_in_the_guide_stands_in_the_rooms_handout(room: str, language: str) -> None:
    made = ROOMS[room]()
    fixed = numbers(said(bare_session(), "guide", language=language)) | {"0", "10", "100"}
    fixed |= numbers(" ".join(segment.name for segment in made.segments))
    told = numbers(said(made, "guide", language=language)) - fixed
    assert not told - numbers(handout_text(made))
    front = numbers(said(made, "frontline", language=language))
    needs = numbers(" ".join(need.text for segment in made.segments for need in segment.needs))
    names = numbers(" ".join((made.company.name, *(one.name for one in made.segments))))
    assert front <= {*"12345"} | needs | names


@BOTH
@pytest.mark.parametrize("room", ROOMS)
def test_nobody_who_took_part_is_named(room: str, language: str) -> None:
    made = ROOMS[room]()
    made.segments[0].research = []
    text = "".join(said(made, one, language=language) for one in ("guide", "questions", "frontline"))
    free = {made.facilitator, made.company.name}
    written = " ".join(line.text for segment in made.segments for line in segment.unknowns)
    for person in made.participants:
        if person.name not in free and person.name not in written:
            assert person.name not in text
    for segment in made.segments:
        assert not [one.owner for one in segment.research if one.owner and one.owner in text]


@pytest.mark.parametrize("room", ROOMS)
def test_the_sheet_that_goes_along_says_nothing_of_the_room(room: str) -> None:
    """A room whose every word is in no sentence of ours: of these only the company's name is on the sheet."""
    made = in_german(ROOMS[room]())
    sheet = said(made, "questions", language="de")
    assert {*re.findall(r"Wörtchen\d+", sheet)} == {made.company.name}
    own = numbers(made.company.name)
    assert numbers(sheet) - own == {str(n) for n in range(1, len(INTERVIEW) + 1)}


@BOTH
def test_what_we_believe_stands_on_the_page_of_whoever_asks_and_each_has_its_questions(language: str) -> None:
    made = whole_day()
    text = said(made, "guide", language=language)
    believed = phrases(language)("What we believe, or do not know")
    rows = text.split(f"| {believed} |")[1].split("\n\n")[0].splitlines()[2:]
    assert 1 <= len(rows) <= 6
    for row in rows:
        assert re.search(r"\| `[^`]+` \| [\d–, ]+ \|$", row), row


def test_each_question_tests_something_and_each_kind_of_belief_is_asked_about() -> None:
    found = guide_pages(whole_day())[0].findings.segments[0]
    need = found.weights.needs[0].id if found.weights else ""
    weight, own, rival = (
        listen_at(found, [name]) for name in (f"weight {need}", f"mark us {need}", f"mark r1 {need}")
    )
    assert weight == "1, 2, 4, 6, 7"
    assert own == "5–11"
    assert rival == "3, 4, 9"
    assert listen_at(found, []) == "1–11"
    assert all(one.tests for one in INTERVIEW[:-1])


@pytest.mark.parametrize(
    ("who", "begins"),
    [
        (["customers"], "customers who left"),
        (["customers", "left"], "people whose order we lost and people who never bought from us"),
        (["left", "lost-deal", "never-bought"], "customers who stayed"),
    ],
)
def test_the_guide_says_whom_our_evidence_lacks(who: list[Any], begins: str) -> None:
    made = whole_day()
    item = made.evidence[0]
    made.evidence = [item.model_copy(update={"id": f"e{n}", "who": one}) for n, one in enumerate(who)]
    text = said(made, "guide")
    assert NOBODY.split("{", maxsplit=1)[0] + begins in text
    for one in who:
        assert KINDS[one] not in text.split("names nobody:")[1].split("\n")[0]


def test_evidence_that_does_not_say_whom_it_comes_from_lacks_nobody_by_name() -> None:
    made = whole_day()
    assert NOT_SAID in said(made, "guide")
    made.evidence = []
    assert NONE_SHOWN in said(made, "guide")
    made = whole_day()
    item = made.evidence[0]
    made.evidence = [item.model_copy(update={"id": one, "who": one}) for one in KINDS]
    assert "names nobody" not in said(made, "guide")
    assert NOT_SAID not in said(made, "guide")


def test_below_four_people_or_without_a_grid_the_order_is_by_points_and_no_share_stands() -> None:
    fallback = "the needs with most of our points that no customer backs"
    whole, few, bare = whole_day(), whole_day(people=3), whole_day()
    bare.segments[0].rounds = [*bare.segments[0].rounds_of("weights")]
    assert fallback not in said(whole, "guide")
    for made in (few, bare):
        text = said(made, "guide")
        assert fallback in text
        assert "%" not in text
    points = [int(n) for n in re.findall(r"”: (\d+) of 100 points \| `assumption`", said(bare, "guide"))]
    assert points == sorted(points, reverse=True)
    assert points


def test_needs_alone_and_nothing_at_all_have_a_guide_too() -> None:
    text = said(bare_session(), "guide")
    assert "Nothing that this room said is open" in text
    assert "What we believe, or do not know" not in text
    made = bare_session()
    made.segments[0].needs = [Need(id="a", text="Ærlig pris"), Need(id="b", text="Øl på fad")]
    made.segments[0].chosen = ["b", "a"]
    made.segments[0].stages.needs = whole_day().segments[0].stages.weights
    assert "“Øl på fad” | `assumption` | 1, 2, 4, 6, 7" in said(made, "guide")


def test_the_front_line_reads_needs_by_the_alphabet_and_not_by_our_points() -> None:
    made = whole_day()
    texts = ["Zahlbar", "Äpfel <b>", "apart", "Öfter", "Über|all"]
    made.segments[0].needs = [need for need in made.segments[0].needs if need.id in made.segments[0].chosen]
    for need, text in zip(made.segments[0].needs, texts, strict=True):
        need.text, need.short = text, None
    rows = re.findall(r"^\| (.+?) \| \\_", said(made, "frontline"), re.MULTILINE)
    assert [row.split()[0] for row in rows] == [
        "apart",
        "Äpfel",
        "Öfter",
        "Über\\|all",
        "Zahlbar",
        "something",
    ]


def test_whoever_asks_reads_which_customers_are_meant() -> None:
    made = load(WORKSHOPS / "parcel-lockers.yaml")
    assert " · Nookpost · University campuses · " in said(made, "guide", "campus")


def test_one_segment_alone_names_no_other() -> None:
    made = in_german(load(WORKSHOPS / "parcel-lockers.yaml"))
    first, second = made.segments
    text = "".join(said(made, one, first.id, "de") for one in ("guide", "questions", "frontline"))
    assert first.name in text
    assert second.name not in text
    assert [page.name for page in guide_pages(made)] == [
        "interview guide", "interview questions", f"front line {first.id}", f"front line {second.id}",
    ]  # fmt: skip


def test_all_three_pages_are_german_in_a_german_room_and_address_customers_as_sie() -> None:
    made = in_german(whole_day())
    made.address = "du"
    text = "".join(said(made, one, language="de") for one in ("guide", "questions", "frontline"))
    english = [one for one, _, _ in pairs(spoken("de")) if len(one) > 12]
    assert not [one for one in english if one.split("{", maxsplit=1)[0].strip() and one in text]
    assert not re.search(r"\b(?:du|dich|dir|dein\w*)\b", said(made, "questions", language="de").casefold())


def test_every_sentence_of_the_pages_has_its_german() -> None:
    known = {english for english, _, _ in pairs("de")}
    sentences = {
        *(said for one in INTERVIEW for said in (one.asks, one.words)),
        *FRONT_LINE,
        *KINDS.values(),
        *(NOBODY, NOT_SAID, NONE_SHOWN, FOR_WHO_ASKS),
    }
    for name in ("guide", "questions", "frontline"):
        template = (Path("templates") / f"{name}.md.j2").read_text("utf-8")
        sentences |= {*re.findall(r'say\("([^"]+)"', template)}
    assert not sentences - known


def test_short_words_stand_with_what_the_room_wrote() -> None:
    made = load(WORKSHOPS / "parcel-lockers.yaml")
    text = said(made, "guide", "campus")
    assert "- “Room left”: Minimise the time it takes to see how much room is left" in text
    assert "Price”: Price" not in said(load(WORKSHOPS / "essay.yaml"), "guide")


def test_a_promise_stands_with_whom_we_ask_by_when_and_not_once_it_is_kept() -> None:
    made = whole_day()
    assert "front line first, then 14 lost clinics; by 30 April 2026 | 1, 2, 4, 6, 7 |" in said(made, "guide")
    made.segments[0].research[0].done = made.date
    assert "What we promised to find out" not in said(made, "guide")


@BOTH
def test_the_handout_says_how_to_ask_where_something_is_to_be_found_out(language: str) -> None:
    made = whole_day()
    made.language = language
    say = phrases(language)
    text = handout_text(made)
    assert f"### {say('How to ask customers')}" in text
    assert say(INTERVIEW[0].words) in text
    assert say("How to ask customers") not in handout_text(bare_session())


@BOTH
def test_on_paper_the_front_line_is_one_page_and_the_sheet_two(tmp_path: Path, language: str) -> None:
    made = whole_day(needs=8)
    made.language, made.title = language, "Müller & Söhne: Was Käufer brauchen"
    for n, need in enumerate(made.segments[0].needs):
        need.text = f"{n} Lohnabrechnungsdienstleistungen rechtzeitig vor dem Monatsende abschließen können"
        need.short = f"Lohn {n}"
    paths, notices = write_guide(made, GuideWanted(tmp_path, tmp_path, ("pdf",)))
    assert not notices
    read = {path.name.split(" - ")[-1]: page_texts(path.read_bytes()) for path in paths}
    assert {name: len(pages) for name, pages in read.items()} == {
        "interview guide.pdf": 2,
        "interview questions.pdf": 2,
        "front line.pdf": 1,
    }
    head = phrases(language)("TEAM BELIEFS, NOT FOR CUSTOMERS")
    assert all(head in page for page in read["interview guide.pdf"])
    assert not any(head in page or made.title in page for page in read["interview questions.pdf"])


def test_the_command_writes_pages_and_never_over_one_that_was_edited(
    cxw: Callable[..., Said],  # noqa: F811
    tmp_path: Path,
) -> None:
    create(tmp_path / "day.yaml", whole_day())
    code, out, err = cxw("guide", "day.yaml", "--format", "md")
    assert (code, err) == (0, "")
    guide = next(tmp_path.glob("*interview guide.md"))
    assert str(guide.name) in out
    assert "no customer reads it" in out
    guide.write_text(guide.read_text("utf-8") + "\nmine", "utf-8")
    cxw("guide", "day.yaml", "--format", "md", "--segment", "clinics")
    assert guide.read_text("utf-8").endswith("mine")
    assert len([*tmp_path.glob("*interview guide*.md")]) == 2
    assert len([*tmp_path.glob("*interview questions*.md")]) == 1
    code, _, err = cxw("guide", "day.yaml", "--segment", "Müller")
    assert code == 1
    assert err.startswith("There is no segment Müller: ")
    (tmp_path / "file").write_text("x")
    assert "is a file: name a folder" in cxw("guide", "day.yaml", "--to", "file")[2]
    assert "--to takes the folder" in cxw("guide", "day.yaml", "--to", "a.pdf")[2]


def test_hostile_words_are_words_on_every_page() -> None:
    made = whole_day()
    nasty = "A|B <b>`x`</b> {us} ![x](chart:weights) **y** # 1. ÆØß"
    made.company.name = made.segments[0].name = made.segments[0].needs[0].text = nasty
    made.segments[0].unknowns[0].text = made.segments[0].research[0].question = nasty
    for page in guide_pages(made):
        blocks = pages.tree(guide_text(page))
        assert nasty in printed(blocks)
        assert not [node for node in blocks if node["k"] == "picture"]


def test_lines_to_write_on_are_lines_on_every_page() -> None:
    blocks = pages.tree("Why?\n\n```\n…\n…\n```\n\n```\n… and words\n```\n")
    assert [node["k"] for node in blocks] == ["para", "write", "code"]
    html = pages.html(blocks, PageLook("x", templates=(Path("templates"),)))
    assert '<div class="write"><hr><hr></div>' in html


def test_a_template_of_ones_own_makes_the_sheet(tmp_path: Path) -> None:
    (tmp_path / "questions.md.j2").write_text("# {{ findings.company }}\n\nMine", "utf-8")
    page = guide_pages(whole_day())[1]
    text = markdown(page.findings, template_folders(tmp_path), "1", page.template)
    assert text.endswith("\n\nMine\n")


def test_an_edited_page_of_the_guide_is_painted_as_what_it_is(
    cxw: Callable[..., Said],  # noqa: F811
    tmp_path: Path,
) -> None:
    create(tmp_path / "day.yaml", made := whole_day())
    cxw("guide", "day.yaml", "--format", "md")
    for kind, head in (("interview guide", FOR_WHO_ASKS), ("interview questions", ""), ("front line", "")):
        page = next(tmp_path.glob(f"*{kind}.md"))
        page.write_text(page.read_text("utf-8").replace("\n\n", "\n\nEin Wort von mir\n\n", 1), "utf-8")
        code, out, err = cxw("report", "day.yaml", "--text", page.name, "--format", "html")
        assert (code, err) == (0, "")
        painted = page.with_suffix(".html")
        assert painted.name in out
        html = painted.read_text("utf-8")
        assert "Ein Wort von mir" in html
        assert "edited by hand" not in html
        assert (FOR_WHO_ASKS in html) == bool(head)
        assert "NOT CUSTOMER DATA" not in html
        assert (made.title in html) == bool(head)
    named = handout_text(made, "facilitator")
    (tmp_path / "mixed.md").write_text(named + page.read_text("utf-8"), "utf-8")
    code, _, err = cxw("report", "day.yaml", "--text", "mixed.md")
    assert (code, err.startswith("This text is the facilitator's")) == (1, True)
    assert not [*tmp_path.glob("mixed.*ml")]
    other = whole_day()
    other.seed = 4711
    create(tmp_path / "other.yaml", other)
    code, _, err = cxw("report", "other.yaml", "--text", page.name)
    assert code == 1
    assert err.startswith("This text is of another session")


def test_a_rival_that_is_no_rival_is_not_asked_about_as_one() -> None:
    text = said(load(WORKSHOPS / "parcel-lockers.yaml"), "guide")
    assert "What last went better on “Known cost”: with Nookpost, or the way you did it before?" in text
    assert "or As now" not in text
    assert "Who last served you better on “First weeks”: Nookpost or Boxhaven?" in text
    assert not re.search(r"Would you|would you miss if", text)


def test_a_german_team_that_says_du_reads_du_on_its_pages_and_its_customers_are_asked_with_sie() -> None:
    made = in_german(whole_day())
    ways: list[tuple[Literal["sie", "du"], str]] = [("sie", "Schreiben Sie"), ("du", "Schreib ")]
    for address, staff in ways:
        made.address = address
        texts = said(made, "guide", language="de"), said(made, "frontline", language="de")
        assert all(staff in text for text in texts)
        asked = texts[0].split("**Zum Schluss")[1].split("**")[1]
        assert re.search(r"\bSie\b", asked)
    formal = re.compile(r"\b(?:Sie|Ihnen|Ihre?[nmrs]?)\b")
    own = texts[0].split("## Wen fragen")[1].replace("was haben Sie getan, und dann?", "")
    assert not formal.search(own)
    assert not formal.search(texts[1])


def test_what_customers_say_against_a_belief_stands_with_how_many_of_them() -> None:
    text = said(load(WORKSHOPS / "parcel-lockers.yaml"), "guide")
    assert "- 14 customers, asked up to 6 February 2026, say otherwise about “Student card”." in text
    assert text.count("An assumption: no customer told us") == 1
