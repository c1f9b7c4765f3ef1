"""The pages under their addresses: joining, picking a name, answering, and what is new.

Runs on the server's thread. It reads what the day has published and puts what was sent into the inbox; it
changes nothing itself, and says that an answer is kept only once the day has said so.
"""

from __future__ import annotations

import asyncio
import hashlib
from typing import Protocol

from starlette.applications import Starlette  # noqa: TID251 - the phones' own
from starlette.requests import Request  # noqa: TID251 - the phones' own
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response  # noqa: TID251 - the phones' own
from starlette.routing import Route  # noqa: TID251 - the phones' own
from starlette.types import ASGIApp  # noqa: TID251 - the phones' own

from cxw import __version__
from cxw.phones.door import CODE, new_nonce
from cxw.phones.forms import Fields, ReadForm, as_typed, first, read_behind, read_form
from cxw.phones.guard import CodeGate, Guard, Refused, form_of
from cxw.phones.inbox import Answered, Inbox, Post
from cxw.phones.pages import MEANWHILE, NOT_SO, Pages, asset, key_of, style, told
from cxw.phones.snapshot import Published
from cxw.questions.asking import TypingStep, Value
from cxw.text.phrases import ENGLISH, languages, phrases_asked

LANGUAGE = "cxw-language"
FORMS = ("/code", "/join", "/leave", "/answer", "/untick")
WAITS = 6.0
"""Seconds after which a phone is told to send again; its own limit is a little longer."""
GONE = "This name is not on the list any more."
NO_CARD = "This is no word of a card, or no card is left."
PAUSED = "The room pauses for a moment. Go back in a minute: what was typed is still there."
MONTH = 30 * 24 * 3600


class Behind(Protocol):
    """What stands behind the pages."""

    @property
    def published(self) -> Published:
        """The newest state."""

    @property
    def inbox(self) -> Inbox:
        """Where posts go."""


class PhoneApp:
    """The requests of phones and what is answered."""

    def __init__(self, behind: Behind, cookie: str, gate: CodeGate | None = None) -> None:
        self.behind = behind
        self.cookie = cookie
        self.gate = gate or CodeGate()
        self.waits = WAITS

    def asgi(self) -> ASGIApp:
        """All of it, the guard before it."""
        get, post = ["GET"], ["POST"]
        routes = [
            Route("/", self.home, methods=get),
            Route("/state", self.state, methods=get),
            Route("/notice", self.notice, methods=get),
            Route("/language/{code}", self.language, methods=get),
            Route(f"/style-{__version__}.css", self.style, methods=get),
            Route(f"/phone-{__version__}.js", _script, methods=get),
            Route("/code", self.typed_code, methods=post),
            Route("/join", self.join, methods=post),
            Route("/leave", self.leave, methods=post),
            Route("/answer", self.answer, methods=post),
            Route("/untick", self.untick, methods=post),
            *(Route(path, _back_home, methods=get) for path in FORMS),
            Route("/{code}", self.scanned_code, methods=get),
        ]
        app = Starlette(routes=routes, exception_handlers={Refused: self._refused})
        app.router.redirect_slashes = False
        return Guard(app, self._own)

    def _own(self) -> tuple[str, int]:
        door = self.behind.published.door
        return door.address, door.port

    # whose phone it is

    def _pages(self, request: Request) -> Pages:
        """The pages for this phone as things are now; without a nonce it has not come in."""
        now = self.behind.published
        nonce = now.door.let_in(request.cookies.get(self.cookie, ""))
        person = now.person(now.door.whose(nonce)) if nonce else None
        return Pages(now, _language(request), nonce, person)

    def _with_cookie(self, response: Response, nonce: str) -> Response:
        """A cookie for this session alone that no script reads and no other site sends along."""
        value = self.behind.published.door.cookie(nonce)
        response.set_cookie(self.cookie, value, max_age=MONTH, httponly=True, samesite="strict", path="/")
        return response

    # joining

    async def scanned_code(self, request: Request) -> Response:
        """The code on the wall, by camera or typed behind the address; what browsers ask for is no guess."""
        typed = request.path_params["code"]
        if len(typed) != CODE or not typed.isalnum():
            if "text/html" not in request.headers.get("accept", ""):
                return PlainTextResponse("", 404)
            pages = self._pages(request)
            return _home() if pages.nonce else HTMLResponse(pages.code(), 404)
        return await self._comes_in(request, typed)

    async def typed_code(self, request: Request) -> Response:
        """The code typed into the page."""
        fields = await form_of(request)
        return await self._comes_in(request, first(fields, "code"))

    async def _comes_in(self, request: Request, typed: str) -> Response:
        pages = self._pages(request)
        if pages.nonce:
            return self._with_cookie(_home(), pages.nonce)
        if not await self.gate.found(typed, lambda: [self.behind.published.door.code]):
            fault = pages.say("This is not the code on the wall.")
            return HTMLResponse(pages.code(fault), 404)
        if self.behind.published.door.locked:
            return HTMLResponse(pages.code(), 403)
        return self._with_cookie(_home(), new_nonce())

    async def join(self, request: Request) -> Response:
        """A name is picked, a card of a department is dealt, or one comes back by its word."""
        fields = await form_of(request)
        pages = self._pages(request)
        if not pages.nonce:
            return HTMLResponse(pages.code(), 403)
        answered = await self._kept(await self._chosen(pages, fields))
        pages = self._pages(request)
        if answered.outcome == "kept":
            return self._with_cookie(_home(), pages.nonce)
        faults = {
            "taken": pages.say("This name is taken by now. Is it yours? Tell the facilitator."),
            "locked": pages.say("Nobody more comes in just now. Ask the facilitator, or take paper."),
            "unsaved": pages.say("Not kept yet: send it again."),
        }
        other = NO_CARD if pages.now.cards else GONE
        fault = faults.get(answered.outcome, pages.say(other))
        return HTMLResponse(pages.names(fault), 503 if answered.outcome == "unsaved" else 409)

    async def _chosen(self, pages: Pages, fields: Fields) -> Post:
        """Names are picked where people have names; where they have cards nobody picks one."""
        if not pages.now.cards:
            return Post(pages.nonce, first(fields, "person"), act="join")
        if "word" not in fields:
            return Post(pages.nonce, "", value=first(fields, "department"), act="deal")
        words = {pages.now.door.word(one.id): one.id for one in pages.now.people}
        word = await self.gate.found(first(fields, "word"), lambda: words)
        return Post(pages.nonce, words.get(word, ""), act="back")

    async def leave(self, request: Request) -> Response:
        """It was the wrong name: the list again."""
        await form_of(request)
        pages = self._pages(request)
        if person := pages.now.door.whose(pages.nonce):
            await self._kept(Post(pages.nonce, person, act="leave"))
            return self._with_cookie(_home(), pages.nonce)
        return _home()

    async def untick(self, request: Request) -> Response:
        """Somebody's department is not to be shown by itself after all."""
        await form_of(request)
        pages = self._pages(request)
        if pages.person is None:
            return _home()
        answered = await self._kept(Post(pages.nonce, pages.person.id, act="untick"))
        said = {"kept": "unticked", "refused": "printed", "unsaved": "unsaved"}
        return _home(said.get(answered.outcome, ""))

    # pages

    async def home(self, request: Request) -> Response:
        """Whatever comes next for this phone."""
        pages = self._pages(request)
        if not pages.nonce:
            return HTMLResponse(pages.code())
        if pages.person is None:
            return HTMLResponse(pages.names())
        wanted = request.query_params.get("at", "")
        step = _step(pages, wanted) if wanted and pages.now.ballot and not pages.asked.none else None
        if step is not None:
            return HTMLResponse(pages.question(step))
        return HTMLResponse(pages.standing(told(request.query_params.get("said", ""), pages.say)))

    async def style(self, request: Request) -> Response:
        """How the pages look, in the colour of the brand."""
        return Response(style(self.behind.published.accents), media_type="text/css")

    def _refused(self, request: Request, fault: Exception) -> Response:
        """What is not listened to, and why, in the language of the phone."""
        assert isinstance(fault, Refused)
        page = self._pages(request).plain_fault(fault.why)
        return HTMLResponse(page, fault.status, headers={"Connection": "close"})

    async def notice(self, request: Request) -> Response:
        """What is kept, and who sees it."""
        pages = self._pages(request)
        notices = pages.now.notices
        text = notices.get(pages.say.language) or notices.get(ENGLISH, "")
        heading = pages.say("What is kept, and who sees it")
        return HTMLResponse(pages.plain(heading, text, foreign=pages.foreign))

    async def language(self, request: Request) -> Response:
        """This phone reads another language from now on."""
        response, code = _home(), request.path_params["code"]
        if code in (ENGLISH, *languages()):
            response.set_cookie(LANGUAGE, code, max_age=MONTH, httponly=True, samesite="strict", path="/")
        return response

    async def state(self, request: Request) -> Response:
        """Whether there is something new: counts, and a mark of this phone's own page."""
        pages = self._pages(request)
        if not pages.nonce:
            return PlainTextResponse("", 403)
        now, person = pages.now, pages.person.id if pages.person else ""
        said = {"mark": now.mark(person), "ballot": now.ballot, "inside": now.inside, "of": now.of}
        etag = f'"{hashlib.sha256(repr(said).encode()).hexdigest()[:20]}"'
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers={"ETag": etag})
        return JSONResponse(said, headers={"ETag": etag})

    # answers

    async def answer(self, request: Request) -> Response:
        """One page of a ballot was sent."""
        fields = await form_of(request)
        pages = self._pages(request)
        if not pages.nonce or pages.person is None:
            return HTMLResponse(pages.names() if pages.nonce else pages.code(), 403)
        ballot = first(fields, "ballot")
        known = ballot and ballot in (pages.now.ballot, pages.now.closed)
        step = _step(pages, first(fields, "step")) if known and not pages.asked.none else None
        if step is None:
            return _home("over") if pages.now.begun else self._not_yet(pages)
        return await self._take(request, pages, step, fields)

    def _not_yet(self, pages: Pages) -> Response:
        """The run was started again and has not come to the question: nobody may say that it is over."""
        return HTMLResponse(pages.plain(pages.say("Not kept yet: send it again."), pages.say(PAUSED)), 503)

    async def _take(self, request: Request, pages: Pages, step: TypingStep, fields: Fields) -> Response:
        read = read_form(step, fields, pages.say, pages.asked.own.get(step.part.id))
        if read.faults:
            return HTMLResponse(pages.question(step, fields, read.faults), 422)
        answered = await self._kept(_post_of(pages, step, read, fields))
        if answered.outcome in ("aside", "over"):
            return _home(answered.outcome)
        if answered.outcome == "refused":
            return HTMLResponse(pages.question(step, fields, [pages.say(NOT_SO)]), 422)
        if answered.outcome == "changed":
            fault = pages.say(MEANWHILE)
            return HTMLResponse(self._pages(request).question(step, fields, [fault], meanwhile=True), 409)
        if answered.outcome == "unsaved":
            fault = pages.say("Not kept yet: send it again.")
            return HTMLResponse(pages.question(step, fields, [fault]), 503)
        return _home()

    async def _kept(self, post: Post) -> Answered:
        """What became of a post; where nobody says so in time it is to be sent again."""
        if not self.behind.inbox.put(post):
            return Answered("unsaved")
        try:
            return await asyncio.wait_for(asyncio.wrap_future(post.done), self.waits)
        except TimeoutError:
            return Answered("unsaved")


def _post_of(pages: Pages, step: TypingStep, read: ReadForm, fields: Fields) -> Post:
    """What a page says, with what was picked further on it."""
    assert pages.person is not None, "only a phone with a name answers"
    rows, more = [as_typed(step, read.value)], dict[str, Value]()
    if behind := pages.asked.behind.get(step.part.id):
        more[behind.part.id] = value = read_behind(behind, fields)
        rows.append(as_typed(behind, value))
    return Post(
        pages.nonce,
        pages.person.id,
        ballot=first(fields, "ballot"),
        part=step.part.id,
        value=read.value,
        behind=more,
        seen=first(fields, "seen"),
        row=" / ".join(rows),
        lines=read.lines,
    )


def _home(said: str = "") -> Response:
    return RedirectResponse(f"/?said={said}" if said else "/", 303)


async def _back_home(request: Request) -> Response:
    """A form's address typed, or opened again: what stands now is what was meant."""
    return _home()


def _step(pages: Pages, wanted: str) -> TypingStep | None:
    return next((step for step in pages.asked.steps if key_of(step) == wanted), None)


def _language(request: Request) -> str:
    chosen = request.cookies.get(LANGUAGE, "")
    return chosen if phrases_asked(chosen).language == chosen else ""


async def _script(request: Request) -> Response:
    """The script: its name says its version, so it alone may be kept."""
    kept = {"Cache-Control": "public, max-age=86400, immutable"}
    return Response(asset("phone.js"), media_type="text/javascript", headers=kept)
