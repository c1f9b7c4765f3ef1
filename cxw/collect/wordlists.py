"""What survey tools and people call the columns of a table, in four languages.

Headings are compared by their letters alone, so `E-Mail`, `email:` and `E mail` are one word here.
"""

from __future__ import annotations

import re

from cxw.day.names import without_accents


def letters(text: str) -> str:
    """A text as its small letters and digits, without accents: how a head or an answer is recognised."""
    return re.sub(r"[\W_]", "", without_accents(text).casefold())


def _words(*listed: str) -> tuple[str, ...]:
    """The letters of each of these headings, which stand with a comma between them."""
    return tuple(map(letters, ",".join(listed).split(",")))


PERSON = _words(
    "person, participant, respondent, who, voter",
    "Teilnehmer, Teilnehmerin, Teilnehmer/in, Teilnehmer*in, Teilnehmer:in, Teilnehmende, Befragte",
    "Befragter",
    "répondant, participante, personne, participant(e), encuestado, encuestada, persona",
)
"""Who answered, said in so many words."""
NAME = _words(
    "name, full name, your name, your full name, name and surname, what is your name, username, user",
    "Ihr Name, dein Name, Vor- und Nachname, Vorname und Nachname, Vorname Nachname, Wie heißt du",
    "Wie heißen Sie, nom, votre nom, ton nom, nom et prénom, prénom et nom, nom complet, quel est votre nom",
    "nombre, su nombre, tu nombre, nombre y apellidos, nombre completo, cómo te llamas",
)
EMAIL = _words(
    "email address, email, your email, mail, work email, E-Mail-Adresse, Ihre E-Mail-Adresse, deine E-Mail",
    "adresse e-mail, adresse mail, courriel, adresse électronique, correo, correo electrónico",
    "dirección de correo electrónico",
)
NUMBER = _words(
    "respondent id, response id, record id, voter id, participant id, person id, user id, case id, subject",
    "Teilnehmer-ID, Antwort-ID, ID der Antwort, Antwort Nr, Fragebogen-ID, id de réponse, id de la respuesta",
    "id du répondant, id del encuestado, id, network id, instance id, meta instance id, uuid, key, token",
    "card, Karte, carte, tarjeta, Nr, Nummer, numéro, número, no, number, code, v1",
)
"""What tells answers apart where nobody is named."""
WHO = (*PERSON, *NAME, *EMAIL, *NUMBER)

FUNCTION = _words(
    "function, your function, department, your department, dept, team, your team, group, your group, job",
    "your job, job title, job function, role, your role, position, division, unit, business unit, area",
    "Funktion, Ihre Funktion, deine Funktion, Abteilung, Ihre Abteilung, deine Abteilung, Gruppe, Rolle",
    "Ihre Rolle, deine Rolle, Bereich, Ihr Bereich, dein Bereich, Fachbereich, Geschäftsbereich",
    "Arbeitsbereich",
    "Stelle, Ihr Team, dein Team, fonction, votre fonction, service, votre service, département, équipe",
    "votre équipe, groupe, rôle, poste, función, su función, departamento, su departamento, equipo",
    "su equipo",
    "grupo, rol, puesto, cargo, área, sector",
)
_FUNCTION_ASKED = re.compile(
    r"\b(department|team|function|division|abteilung|bereich|funktion|service|equipe|fonction|departamento|"
    r"equipo|departement|funcion|area)\b"
)

NEED = _words(
    "need, needs, criterion, criteria, attribute, attributes, item, factor, aspect, requirement",
    "customer need",
    "Bedürfnis, Bedürfnisse, Bedarf, Kriterium, Kriterien, Merkmal, Merkmale, Aspekt, Faktor",
    "Kundenbedürfnis",
    "besoin, besoins, critère, critères, attribut, attributs, aspect, facteur",
    "necesidad, necesidades, criterio, criterios, atributo, atributos, aspecto, factor",
)
POINTS = _words(
    "points, weight, weights, point, importance, Punkte, Gewicht, Gewichtung, Wichtigkeit, poids",
    "pondération",
    "puntos, peso, ponderación, importancia",
)
MARK = _words(
    "mark, marks, rating, ratings, score, scores, grade, Bewertung, Bewertungen, Note, Wertung, note, notes",
    "évaluation, nota, calificación, puntuación, valoración",
)
VALUE = _words("value, answer, Wert, Antwort, valeur, réponse, valor, respuesta")
"""What a number of either kind may stand under."""
COMPANY = _words(
    "company, competitor, companies, brand, supplier, vendor, provider, firm, rival, Unternehmen, Firma",
    "Anbieter, Marke, Wettbewerber, Mitbewerber, Lieferant, Hersteller, entreprise, société, marque",
    "fournisseur, concurrent, prestataire, empresa, marca, proveedor, competidor, compañía",
)

SURE = _words(
    "sure, how sure, how sure are you, how sure are you?, conviction, confidence, how confident, certainty",
    "how certain, wie sicher, wie sicher bist du, wie sicher sind Sie, Überzeugung",
    "certitude, à quel point êtes-vous sûr, degré de certitude, certeza, qué tan seguro",
)
"""How sure somebody is of their first need."""
REASON = _words(
    "reason, reasons, why, why did you change, what moved you, reason for change, Grund, warum, Begründung",
    "Grund der Änderung, raison, pourquoi, motif, razón, motivo, por qué",
)
"""Why somebody's second answer is another one."""
ROUND = _words("round, survey round, delphi round, wave, Runde, Befragungsrunde, Welle, tour, ronda, vuelta")
SEGMENT = _words(
    "segment, customer segment, market segment, Kundensegment, Segment, Kundengruppe, segment de clients",
    "segmento, segmento de clientes",
)

OF_TOOLS = frozenset(
    _words(
        "timestamp, Zeitstempel, horodateur, marca temporal, start date, end date, recorded date, ip address",
        "response type, response set, duration in seconds, recipient last name, recipient first name",
        "recipient email, external reference, external data reference, location latitude, location longitude",
        "location accuracy, distribution channel, user language, collector id, date created, date modified",
        "custom data, custom data 1, email address, start time, completion time, last modified time",
        "Startzeit",
        "Fertigstellungszeit, Zeit der letzten Änderung, heure de début, heure de fin, hora de inicio",
        "hora de finalización, quiz feedback, grade posted time, start date utc, submit date utc",
        "stage date utc",
        "network id, submit date, date submitted, last page, start language, datestamp, date started",
        "date last action, referrer url, refurl, ipaddr, Datum Abgeschickt, Letzte Seite, Start-Sprache",
        "Datum gestartet, Datum der letzten Aktivität, IP-Adresse, date de soumission, dernière page",
        "langue de départ, adresse ip, submission date, deviceid, subscriber id, simid, device phone num",
        "phone number, instance id, meta instance id, submitter id, submitter name, attachments present",
        "attachments expected, review state, form version, uuid, submission time, validation status",
        "submitted by, version, response id, respondent id, recorddate, startdate, enddate, utm source",
        "last name, first name, Nachname, Vorname, dirección ip, fecha de envío, última página",
        "Idioma inicial",
    )
)
"""What a tool writes by itself, and no need of anybody is called."""
PERHAPS_OF_TOOLS = frozenset(
    _words(
        "status, progress, finished, duration, language, start, end, today, tags, ending, key, token",
        "edits, seed",
        "notes, index, total points, email, e-mail, name, id, username, Sprache, Status, Fortschritt, Dauer",
        "langue, durée, idioma, duración, estado, Gesamtpunktzahl, phone, telefon, téléphone, teléfono",
        "completed",
    )
)
"""What is a tool's beside other columns of it; alone it may be a need."""


def asks_function(text: str) -> bool:
    """Whether a heading asks in which department somebody is."""
    asked = text.rstrip().endswith("?") and bool(_FUNCTION_ASKED.search(_plain(text)))
    return asked or any(reading in FUNCTION for reading in readings(text))


def readings(text: str) -> list[str]:
    """The letters of a heading, and of what stands behind a code or the name of a group.

    `id. Response ID` is how LimeSurvey writes both, `person-name` how ODK does; `#` is a number.
    """
    bare = text.strip()
    behind = _BEHIND_A_CODE.fullmatch(bare), _BEHIND_A_GROUP.fullmatch(bare)
    return [letters(one) or "number" for one in (bare, *(match[1] for match in behind if match)) if one]


_BEHIND_A_CODE = re.compile(r"[A-Za-z]\w*(?:\[\w+\])?\.\s+(\S.*)")
_BEHIND_A_GROUP = re.compile(r"[A-Za-z]\w*(?:[-/][A-Za-z]\w*)*[-/]([A-Za-z]\w*)")


def _plain(text: str) -> str:
    """The words of a text in small letters without accents, with a blank between them."""
    return " ".join(map(without_accents, re.findall(r"\w+", text))).casefold()


_MARKS_ASKED = re.compile(
    r"\b(rat(?:e|ed|ing)|mark|score|points?|importan\w*|how|please|bewert\w*|wichtig\w*|punkte?|wie|bitte|"
    r"note[rnz]?|evalu\w*|importancia|puntu\w*|combien|comment|como|cuanto|scale|skala)\b|[0-9]"
)


def asks_for_marks(text: str) -> bool:
    """Whether a text over columns is a question or a code, and no company's name."""
    plain = _plain(text)
    asked = "?" in text or bool(_MARKS_ASKED.search(plain))
    return len(plain) < 3 or len(plain.split()) > 4 or asked
