"""Makes the picture of the kit for customers: .venv/bin/python docs/pictures/survey.py (chromium).

A kit of an archived workshop is opened in a real browser and photographed; nothing is drawn for it.
"""
# ruff: noqa: INP001, E402 -- a script, not a package; it finds its neighbours and the tests by their folders

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent / "tests")]

import pypdfium2
from browser import browser
from phones import save

from cxw.handout.questionnaire import questionnaire_pdf
from cxw.sessionfile import load
from cxw.survey.page import interview_page
from cxw.survey.questionnaire import CustomerWords, questionnaire

WORDS = CustomerWords(
    "a dishwasher",
    {
        "brand": "A name that nobody in my house asks about",
        "price": "What it costs me over ten years",
        "product": "Everything fits in after a dinner for eight",
        "quality": "It runs for years and I forget that it is there",
        "service": "Somebody comes the same week when it breaks",
    },
)
GIVEN = (35, 20, 15, 5)
SIZE = (620, 900)


def main() -> None:
    """Make the picture."""
    session = load(HERE.parent.parent / "workshops" / "essay.yaml")
    asked = questionnaire(session, session.segments[0], WORDS, "en", long=False)
    paper = questionnaire_pdf(asked, "a4", 1)
    assert paper.data is not None
    sheet = io.BytesIO()
    pypdfium2.PdfDocument(paper.data)[0].render(scale=1.6).to_pil().save(sheet, "PNG")
    with browser() as here, tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "interview.html"
        page.write_bytes(interview_page(asked))
        window = here.window(*SIZE)
        window.go(page.as_uri())
        window.press("#new")
        window.wait("!!document.querySelector('#p1')")
        for place, points in enumerate(GIVEN, 1):
            window.type(f"#p{place}", str(points))
        window.evaluate("scrollTo(0, 0)")
        save(here, [(window.picture(), "phone", 480), (sheet.getvalue(), "wall", 400)], HERE / "survey.png")


if __name__ == "__main__":
    main()
