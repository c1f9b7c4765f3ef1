"""Twelve tables shaped as the tools deliver them; the people and their numbers are invented.

What is written here are shapes: which heads a tool writes, in how many lines, what stands around the answers.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import openpyxl  # noqa: TID251  (tables are made with nothing of cxw)
from tables_read import Spots

Cell: TypeAlias = str | int | float | dt.datetime | None
Rows: TypeAlias = Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class DeliveredTable:
    """A table as a tool delivers it, how it is told to whom, and where its answers stand for an eye that reads it."""

    name: str
    file: str
    make: Callable[[], bytes]
    said: tuple[str, ...]
    """what only whoever has the table knows: the options given to --look"""
    spots: Spots


def _csv(rows: Rows, separator: str = ",", end: str = "\n", quoting: int = csv.QUOTE_MINIMAL) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()


# --- Qualtrics --------------------------------------------------------------------------------------------------

QUALTRICS = (
    ("StartDate", "Start Date", "startDate"), ("EndDate", "End Date", "endDate"), ("Status", "Response Type", "status"),
    ("IPAddress", "IP Address", "ipAddress"), ("Progress", "Progress", "progress"),
    ("Duration (in seconds)", "Duration (in seconds)", "duration"), ("Finished", "Finished", "finished"),
    ("RecordedDate", "Recorded Date", "recordedDate"), ("ResponseId", "Response ID", "_recordId"),
    ("RecipientLastName", "Recipient Last Name", "recipientLastName"),
    ("RecipientFirstName", "Recipient First Name", "recipientFirstName"),
    ("RecipientEmail", "Recipient Email", "recipientEmail"),
    ("ExternalReference", "External Data Reference", "externalDataReference"),
    ("LocationLatitude", "Location Latitude", "locationLatitude"),
    ("LocationLongitude", "Location Longitude", "locationLongitude"),
    ("DistributionChannel", "Distribution Channel", "distributionChannel"),
    ("UserLanguage", "User Language", "userLanguage"),
)  # fmt: skip


def qualtrics() -> bytes:
    """Three lines of heads, the third of them JSON."""
    asked = "Please distribute 100 points over what matters to our customers. - "
    questions = [
        ("Q1", "Which department do you work in?", "QID1"),
        ("Q2_1", f"{asked}Taste", "QID2_1"),
        ("Q2_2", f"{asked}Easy to clean", "QID2_2"),
        ("Q2_3", f"{asked}Price per cup", "QID2_3"),
        ("Q3", "Is there anything you want to add?", "QID3_TEXT"),
    ]
    columns = [*QUALTRICS, *questions]
    zone = {"timeZone": "Europe/Berlin"}
    third = [json.dumps({"ImportId": key, **(zone if key.endswith("Date") else {})}) for _, _, key in columns]
    rows: list[Sequence[Cell]] = [[head for head, _, _ in columns], [text for _, text, _ in columns], third]
    for id, minute, function, points, added in (
        ("R_2S7kQmXbW1nHaLp", 2, "Marketing", (50, 30, 20), "No, thank you"),
        ("R_3fLw9cJxVv0TqYd", 7, "Sales", (25, 25, 50), ""),
        ("R_1jNcR5ePzK8sUoA", 11, "Sales", (40, 40, 20), "Ask the cleaners, they know"),
        ("R_0aXh6tGmDq2yBiE", 15, "Service", (0, 90, 10), ""),
    ):
        began = f"2026-03-02 09:{minute:02}:14"
        rows.append(
            [began, f"2026-03-02 09:{minute + 3:02}:40", "IP Address", "192.0.2.44", 100, 206, "True",
             f"2026-03-02 09:{minute + 3:02}:41", id, "", "", "", "", "52.5196", "13.4069", "anonymous", "EN",
             function, *points, added]
        )  # fmt: skip
    return ("\ufeff" + _csv(rows)).encode()


def qualtrics_legacy() -> bytes:
    """Two lines of heads, the first of them V1, V2 ...; the last column has no head."""
    asked = "Verteilen Sie bitte 100 Punkte auf das, was unseren Kunden wichtig ist.-"
    first = [*(f"V{n}" for n in range(1, 11)), "Q1_1", "Q1_2", "Q1_3",
             "LocationLatitude", "LocationLongitude", "LocationAccuracy", ""]  # fmt: skip
    second = ["ResponseID", "ResponseSet", "Name", "ExternalDataReference", "EmailAddress", "IPAddress", "Status",
              "StartDate", "EndDate", "Finished", f"{asked}Geschmack", f"{asked}Reinigung", f"{asked}Preis",
              "LocationLatitude", "LocationLongitude", "LocationAccuracy", ""]  # fmt: skip
    rows: list[Sequence[Cell]] = [first, second]
    for id, minute, points in (
        ("R_9sTg3WbYcKq1LmN", 4, (60, 10, 30)),
        ("R_4vHd8ZpJxRf6QeU", 9, (33, 33, 34)),
        ("R_7oCa2BnMiXw5SyK", 14, (20, 70, 10)),
    ):
        rows.append(
            [id, "Default Response Set", "Anonymous", "", "", "198.51.100.7", 0, f"2016-05-10 10:{minute:02}:00",
             f"2016-05-10 10:{minute + 2:02}:31", 1, *points, "48.1374", "11.5755", -1, ""]
        )  # fmt: skip
    return _csv(rows).encode()


# --- other tools for surveys --------------------------------------------------------------------------------------


def surveymonkey() -> bytes:
    """The question once, empty cells beside it, the names of its rows in the second line."""
    first = [
        "Respondent ID",
        "Collector ID",
        "Start Date",
        "End Date",
        "IP Address",
        "Email Address",
        "First Name",
        "Last Name",
        "Custom Data 1",
        "Please divide 100 points between these.",
        "",
        "",
        "",
        "Which team are you in?",
    ]
    second = ["", "", "", "", "", "", "", "", "", "Taste", "Upkeep", "Somebody answers", "Price", "Response"]
    rows: list[Sequence[Cell]] = [first, second]
    for id, points, team in (
        ("114529631780", (40, 20, 20, 20), "Field service"),
        ("114529640022", (10, 10, 70, 10), "Field service"),
        ("114529701196", (25, 25, 25, 25), "Vente"),
    ):
        dates = ["03/02/2026 10:11:12 AM", "03/02/2026 10:15:59 AM"]
        rows.append([id, "402118873", *dates, "203.0.113.9", "", "", "", "", *points, team])
    return _csv(rows).encode()


def limesurvey() -> bytes:
    """Codes and full heads, everything in quotes."""
    asked = "Bitte verteilen Sie 100 Punkte."
    heads = ["id. Response ID", "submitdate. Date submitted", "lastpage. Last page", "startlanguage. Start language",
             "seed. Seed", "startdate. Date started", "datestamp. Date last action",
             "G01Q01. In welcher Abteilung arbeiten Sie?", f"G01Q02[SQ001]. {asked} [Geschmack]",
             f"G01Q02[SQ002]. {asked} [Zuverlässigkeit]", f"G01Q02[SQ003]. {asked} [Öffnungszeiten]"]  # fmt: skip
    rows: list[Sequence[Cell]] = [heads]
    for id, minute, function, points in (
        (11, 3, "Vertrieb", (50, 30, 20)),
        (12, 5, "Außendienst", (10, 80, 10)),
        (15, 21, "Vertrieb", (34, 33, 33)),
        (16, 30, "Küche", (0, 0, 100)),
    ):
        day = f"2026-03-02 11:{minute:02}:"
        rows.append([id, f"{day}59", 1, "de", 1182736451, f"{day}02", f"{day}58", function, *points])
    return _csv(rows, quoting=csv.QUOTE_ALL).encode("utf-8-sig")


def google_forms() -> bytes:
    """A grid a company: its name, then the row of the grid in brackets."""
    heads = ["Timestamp", "Your name", "Your team", "Bright Beans [Taste]", "Bright Beans [Upkeep]", "Bright Beans [Price]",
             "Rival Roast [Taste]", "Rival Roast [Upkeep]", "Rival Roast [Price]"]  # fmt: skip
    rows: list[Sequence[Cell]] = [heads]
    for second, name, team, marks in (
        (1, "Åsa Öberg", "Sales", (5, 4, 3, 2, 2, 5)),
        (9, "Siân O'Neill", "Service", (4, 5, "Don't know", 3, 1, 5)),
        (27, "Noël Dupont", "Sales", (5, 5, 4, 2, "Don't know", 4)),
    ):
        rows.append([f"2026/03/02 9:00:{second:02} AM GMT+1", name, team, *marks])
    return _csv(rows, end="\r\n").encode()


def microsoft_forms() -> bytes:
    """A workbook; answers without a name are called anonymous, and their name stays empty."""
    heads = ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time", "Your department", "Taste",
             "Upkeep", "Price"]  # fmt: skip
    rows: list[Sequence[Cell]] = [heads]
    for id, department, points in (
        (1, "Sales", (50, 30, 20)),
        (2, "Service", (40, 40, 20)),
        (3, "Research & Development", (20, 20, 60)),
        (5, "Service", (0, 75, 25)),
    ):
        began = dt.datetime(2026, 3, 2, 9, 10 + id, 5)
        rows.append(
            [id, began, began + dt.timedelta(minutes=3), "anonymous", None, None, department, *points]
        )
    return _book([("Sheet1", rows)])


def typeform() -> bytes:
    """A question a need, the marks from 1 to 7; a number sign over what says who answered."""
    heads = ["#", "How good are we: taste?", "How good are we: upkeep?", "How good are we: opening hours?", "Response Type",
             "Start Date (UTC)", "Stage Date (UTC)", "Submit Date (UTC)", "Network ID", "Tags", "Ending"]  # fmt: skip
    rows: list[Sequence[Cell]] = [heads]
    for id, marks in (
        ("hefupfubphvacf8sv12ch63vnvacgl4s", (7, 5, 2)),
        ("0b4q1m9tztyw0d5l20b4q1mfh0n8vkx3", (6, 6, 1)),
        ("x7c2kd81qsa0fx7c2kd8zr55m1u9wbyj", (7, 4, 3)),
    ):
        rows.append(
            [
                id,
                *marks,
                "completed",
                "2026-03-02 09:05:14",
                "",
                "2026-03-02 09:05:40",
                "d3560842b2",
                "",
                "Default",
            ]
        )
    return _csv(rows).encode()


def odk() -> bytes:
    """The names of groups before those of questions, what the server knows at both ends."""
    heads = ["SubmissionDate", "start", "end", "person-name", "person-department", "points-taste", "points-upkeep",
             "points-price", "meta-instanceID", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent",
             "AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits", "FormVersion"]  # fmt: skip
    rows: list[Sequence[Cell]] = [heads]
    for n, (name, department, points) in enumerate(
        (
            ("Bjørn Åkesson", "Felt", (70, 20, 10)),
            ("Inés Peña", "Almacén", (30, 30, 40)),
            ("J. R. Smith", "Felt", (5, 15, 80)),
        )
    ):
        key = f"uuid:0f2c6d1e-5a7b-4c3d-9e8f-10293847561{n}"
        at = f"2026-03-02T08:1{n}:00.412Z"
        rows.append(
            [at, at, at, name, department, *points, key, key, 5, "Depot", 0, 0, "", "", "collect:Qx1", 0, "2"]
        )
    return _csv(rows).encode()


# --- spreadsheets by hand ---------------------------------------------------------------------------------------


def excel_with_sums() -> bytes:
    """Lines above the heads, a column and a row of sums, a row of means; all of them formulas with their values."""
    rows: list[list[Cell]] = [["Kundenbedürfnisse – Runde im März"], ["Stand: 2. März 2026"], [],
            ["Name", "Abteilung", "Geschmack", "Pflege", "Preis", "Summe"]]  # fmt: skip
    people = (
        ("Jörg Müller", "Vertrieb", 50, 30, 20), ("Käthe Weiß", "Vertrieb", 25, 25, 50),
        ("Max Groß", "Entwicklung", 10, 60, 30), ("Grete Meyer-Lüth", "Küche", 35, 45, 20),
    )  # fmt: skip
    values: dict[str, float] = {}
    for n, person in enumerate(people, 5):
        rows.append([*person, f"=SUM(C{n}:E{n})"])
        values[f"F{n}"] = 100
    for line, label, made in ((9, "Summe", "SUM"), (10, "Mittelwert", "AVERAGE")):
        rows.append([label, None, *(f"={made}({letter}5:{letter}8)" for letter in "CDEF")])
        for letter, numbers in zip(
            "CDEF", zip(*(person[2:] for person in people), strict=True), strict=False
        ):
            values[f"{letter}{line}"] = sum(numbers) / (1 if made == "SUM" else 4)
        values[f"F{line}"] = 400 if made == "SUM" else 100
    return _with_values(_book([("Auswertung", rows)]), values)


def excel_company_over_need() -> bytes:
    """Each company's name once, over its needs, in merged cells; a second sheet that is hidden."""
    rows: list[Sequence[Cell]] = [
        [None, None, "Bright Beans", None, None, "Rival Roast", None, None],
        ["Person", "Team", "Taste", "Upkeep", "Price", "Taste", "Upkeep", "Price"],
        ["François Lefèvre", "Sales", 9, 7, 4, 6, 6, 9],
        ["María José Núñez", "Sales", 8, 8, 3, "dk", "dk", 10],
        ["Lars Ødegård", "Service", 10, 5, 5, 7, 6, 8],
    ]
    return _book([("Marks", rows), ("Lists", [["Sales"], ["Service"]])], ("C1:E1", "F1:H1"), hidden="Lists")


def excel_turned() -> bytes:
    """Needs stand in rows, people in columns."""
    rows: list[Sequence[Cell]] = [
        ["Need", "Kim Aro", "Zoë van den Berg", "Per Søndergaard", "Hélène Mercier"],
        ["Taste", 50, 40, 20, 0],
        ["Upkeep", 30, 40, 20, 100],
        ["Price", 20, 20, 60, 0],
    ]
    return _book([("Tally", rows)])


def delphi() -> bytes:
    """Two rounds, an answer a row, how sure each person is beside every one of them."""
    rows: list[Sequence[Cell]] = [["person", "round", "need", "points", "confidence"]]
    for name, sure, first, second in (
        ("Ida", 60, (50, 30, 20), (45, 35, 20)),
        ("Rémi Dubois", 80, (20, 60, 20), (30, 50, 20)),
        ("Tom Mean", 35, (10, 20, 70), (40, 20, 40)),
    ):
        for round, points in ((1, first), (2, second)):
            rows += [
                [name, round, need, given, sure]
                for need, given in zip(("Taste", "Upkeep", "Price"), points, strict=True)
            ]
    return _csv(rows, ";", "\r\n").encode()


# --- workbooks ---------------------------------------------------------------------------------------------------


def _book(sheets: Sequence[tuple[str, Rows]], merged: Sequence[str] = (), hidden: str = "") -> bytes:
    book = openpyxl.Workbook()
    for n, (title, rows) in enumerate(sheets):
        sheet: Any = book.active if not n else book.create_sheet()
        sheet.title = title
        for row in rows:
            sheet.append(list(row))
        for range in merged if not n else ():
            sheet.merge_cells(range)
    if hidden:
        book[hidden].sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _with_values(book: bytes, values: dict[str, float]) -> bytes:
    """The workbook as a spreadsheet program saves it: beside each formula the value that was shown."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as before,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = content.decode()
                for cell, value in values.items():
                    text, n = re.subn(rf'(<c r="{cell}"[^>]*><f>[^<]*</f>)<v ?/>|(<c r="{cell}"[^>]*><f>[^<]*</f>)<v></v>',
                                      rf"\g<1>\g<2><v>{value:g}</v>", text)  # fmt: skip
                    assert n == 1, cell
                content = text.encode()
            after.writestr(name, content)
    return made.getvalue()


NEW = ("--new", "--segment", "Small offices", "--company", "Bright Beans")
MARKS = ("--of", "marks")
DELIVERED = (
    DeliveredTable("qualtrics", "responses.csv", qualtrics, NEW,
                   Spots(4, 7, 9, 18, {19: "Taste", 20: "Easy to clean", 21: "Price per cup"})),
    DeliveredTable("qualtrics legacy", "legacy.csv", qualtrics_legacy, NEW,
                   Spots(3, 5, 1, None, {11: "Geschmack", 12: "Reinigung", 13: "Preis"})),
    DeliveredTable("surveymonkey", "Sheet_1.csv", surveymonkey, NEW,
                   Spots(3, 5, 1, 14, {10: "Taste", 11: "Upkeep", 12: "Somebody answers", 13: "Price"})),
    DeliveredTable("limesurvey", "results-survey516897.csv", limesurvey, NEW,
                   Spots(2, 5, 1, 8, {9: "Geschmack", 10: "Zuverlässigkeit", 11: "Öffnungszeiten"})),
    DeliveredTable("google forms", "Coffee (Responses) - Form Responses 1.csv", google_forms, (*NEW, *MARKS),
                   Spots(2, 4, 2, 3, {4: ("Bright Beans", "Taste"), 5: ("Bright Beans", "Upkeep"),
                                      6: ("Bright Beans", "Price"), 7: ("Rival Roast", "Taste"),
                                      8: ("Rival Roast", "Upkeep"), 9: ("Rival Roast", "Price")})),
    DeliveredTable("microsoft forms", "Coffee(1-5).xlsx", microsoft_forms, NEW,
                   Spots(2, 5, 1, 7, {8: "Taste", 9: "Upkeep", 10: "Price"})),
    DeliveredTable("typeform", "responses-a1b2c3.csv", typeform, (*NEW, *MARKS, "--scale", "1-7"),
                   Spots(2, 4, 1, None, {2: ("Bright Beans", "taste"), 3: ("Bright Beans", "upkeep"),
                                         4: ("Bright Beans", "opening hours")})),
    DeliveredTable("odk", "needs.csv", odk, NEW,
                   Spots(2, 4, 4, 5, {6: "taste", 7: "upkeep", 8: "price"})),
    DeliveredTable("excel with sums", "März.xlsx", excel_with_sums, NEW,
                   Spots(5, 8, 1, 2, {3: "Geschmack", 4: "Pflege", 5: "Preis"})),
    DeliveredTable("excel company over need", "marks.xlsx", excel_company_over_need, (*NEW, *MARKS),
                   Spots(3, 5, 1, 2, {3: ("Bright Beans", "Taste"), 4: ("Bright Beans", "Upkeep"),
                                      5: ("Bright Beans", "Price"), 6: ("Rival Roast", "Taste"),
                                      7: ("Rival Roast", "Upkeep"), 8: ("Rival Roast", "Price")})),
    DeliveredTable("excel turned", "tally.xlsx", excel_turned, NEW, Spots(2, 4, 0, None, {}, turned=True)),
    DeliveredTable("delphi", "delphi.csv", delphi, NEW,
                   Spots(2, 19, 1, None, {}, separator=";", need=3, value=4, round=2, sure=5)),
)  # fmt: skip
