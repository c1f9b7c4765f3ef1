"""The consultant's own look: on the handout, the notice and the ballots, readable in any colour, faults told."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from test_cli import Said, cxw  # noqa: F401 the fixture
from test_report import room

from cxw import findings, handout
from cxw.handout import ballots, notice
from cxw.handout.branding import WIDEST, logo_of, page_look
from cxw.handout.pages import PageLook
from cxw.model import Brand, Session
from cxw.pictures.colour import contrast
from cxw.sessionfile import create, load, problems_of

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
ALL = {
    "name": "Lena & Söhne GmbH", "logo": "logo.png", "colour": "#FFCC00", "footer": "www.lena-söhne.example",
    "led_by": "Lena Østergård", "paper": "letter",
}  # fmt: skip


def branded(**brand: str | None) -> Session:
    session = room()
    session.brand = Brand.model_validate({**ALL, **brand})
    return session


def test_each_key_of_the_brand_stands_on_the_handouts_pages(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(PNG)
    look, notices = page_look(branded(), "room", tmp_path)
    assert notices == []
    assert (look.footer, look.author, look.paper, look.logo) == (
        ALL["footer"],
        ALL["led_by"],
        "letter",
        PNG,
    )
    session = branded()
    session.brand.footer = None
    assert page_look(session, "room", tmp_path)[0].footer == ALL["name"]
    (page,) = handout.write_handout(branded(), folder=tmp_path, formats=("html",))
    text = page.read_text("utf-8")
    assert "www.lena-söhne.example" in text
    assert "data:image/png;base64," in text
    assert "size:letter" in text


def test_who_led_the_day_is_said_by_the_brand_else_it_is_the_facilitator() -> None:
    session = branded()
    session.facilitator = "R. Osei"
    assert findings.of(session, "room").led_by == "Lena Østergård"
    assert "led by Lena Østergård" in handout.handout_text(session)
    session.brand.led_by = None
    assert findings.of(session, "room").led_by == "R. Osei"


@pytest.mark.parametrize(
    "colour", ["#FFCC00", "#FFFF00", "#FFFFFF", "#000000", "#00FF00", "#777777", "#E10600", "#0072B2"]
)
def test_words_in_any_colour_can_be_read(colour: str, tmp_path: Path) -> None:
    look, _ = page_look(branded(colour=colour), "room", tmp_path)
    assert contrast(look.colour, "#FFFFFF") >= 4.5


@pytest.mark.parametrize("colour", ["#FFCC00", "#000000", "#FFFFFF", "#1F4E6B", "#7A0019"])
def test_words_in_any_colour_can_be_read_in_a_dark_window_too(colour: str, tmp_path: Path) -> None:
    (page,) = handout.write_handout(branded(colour=colour, logo=None), folder=tmp_path, formats=("html",))
    text = page.read_text("utf-8")
    grounds, accents = (re.findall(rf"--{name}:(#[0-9A-Fa-f]{{6}})", text) for name in ("page", "accent"))
    assert len(grounds) == len(accents) >= 2
    assert all(contrast(ink, ground) >= 4.5 for ink, ground in zip(accents, grounds, strict=True))


def test_without_a_brand_the_look_is_ours(tmp_path: Path) -> None:
    look, notices = page_look(room(), "room", tmp_path)
    ours = PageLook("")
    assert (look.colour, look.footer, look.logo, look.paper, notices) == (ours.colour, None, None, "a4", [])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "is not there"),
        (b"", "neither PNG nor JPEG"),
        (b"GIF89a", "neither PNG nor JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "neither PNG nor JPEG"),
        (b"\x89PNG\r\n\x1a\nbroken", "is broken"),
        (PNG[:-12], "is broken"),
        (PNG[:16] + (WIDEST + 1).to_bytes(4) + PNG[20:], f"higher than {WIDEST} dots"),
        (b"\xff\xd8\xff\xe0 and no end", "is broken off"),
        (PNG + b"\0" * 2_000_001, "is larger than 2 MB"),
    ],
    ids=["missing", "empty", "gif", "svg", "broken", "cut off", "wide", "jpeg", "large"],
)
def test_a_logo_that_cannot_be_one_is_left_out_with_a_sentence(
    data: bytes | None, said: str, tmp_path: Path
) -> None:
    if data is not None:
        (tmp_path / "logo.png").write_bytes(data)
    logo, notices = logo_of(branded(), tmp_path)
    assert logo is None
    assert len(notices) == 1
    assert said in notices[0]
    assert str(tmp_path / "logo.png") in notices[0]


def test_a_logo_that_is_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "logo.png").mkdir()
    assert "cannot be read" in logo_of(branded(), tmp_path)[1][0]


@pytest.mark.parametrize(
    "logo", ["../logo.png", "/etc/logo.png", "C:\\logo.png", "logo.svg", "https://x.example/l.png"]
)
def test_a_logo_lies_beside_the_file_and_nowhere_else(logo: str, tmp_path: Path) -> None:
    create(tmp_path / "day.yaml", room())
    text = (tmp_path / "day.yaml").read_text("utf-8")
    (tmp_path / "day.yaml").write_text(f"{text}brand: {{logo: '{logo}'}}\n", "utf-8")
    assert "names a PNG or JPEG picture that lies beside the file" in str(
        problems_of(tmp_path / "day.yaml")[-1]
    )


def test_a_colour_that_is_none_is_said_at_its_line(tmp_path: Path) -> None:
    create(tmp_path / "day.yaml", room())
    text = (tmp_path / "day.yaml").read_text("utf-8")
    (tmp_path / "day.yaml").write_text(f"{text}brand: {{colour: yellow, led_by: Lena}}\n", "utf-8")
    told = [str(problem) for problem in problems_of(tmp_path / "day.yaml") if not problem.warning]
    assert len(told) == 1
    assert re.search(r"day\.yaml:\d+: .*colour", told[0])


def test_the_notice_has_the_logo_and_says_when_it_is_missing(tmp_path: Path) -> None:
    assert "is not there" in notice.notice_pdf(branded(), "de", tmp_path).notices[0]
    (tmp_path / "logo.png").write_bytes(PNG)
    made = notice.notice_pdf(branded(), "de", tmp_path)
    assert made.notices == ()
    assert made.data is not None
    assert b"/Subtype /Image" in made.data or b"/Subtype/Image" in made.data


def test_each_slip_names_whose_workshop_it_is() -> None:
    (about,) = ballots.ballot_subjects(branded())
    slips = [
        slip for _, sheet in ballots.every_kind_of_slip([about], ballots.STAGES) for slip in sheet["slips"]
    ]
    assert {slip["brand"] for slip in slips} == {"Lena & Söhne GmbH"}
    (bare,) = ballots.ballot_subjects(room())
    assert {
        slip["brand"] for _, sheet in ballots.every_kind_of_slip([bare], ("grid",)) for slip in sheet["slips"]
    } == {""}


def test_the_brand_is_kept_in_the_file(cxw: Callable[..., Said], tmp_path: Path) -> None:  # noqa: F811
    create(tmp_path / "day.yaml", branded())
    assert load(tmp_path / "day.yaml").brand == branded().brand
    assert '"led_by"' in cxw("schema")[1]
