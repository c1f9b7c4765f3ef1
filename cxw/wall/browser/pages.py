"""The page around the wall, from its template."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cxw.shipped import folder
from cxw.wall.browser.look import WallLook

if TYPE_CHECKING:
    from jinja2 import Template  # noqa: TID251 the page's own template

LOST = "The wall waits for the run and goes on by itself."
OVER = "The run has ended. Begun again, it has its wall here again."


def wall_page(look: WallLook, wall: str, look_id: str) -> str:
    """The whole HTML page; `wall` is what stands on it now."""
    return _template().render(
        language=look.say.language,
        title="cxw",
        wall=wall,
        look=look_id,
        lost=look.say(LOST),
        over=look.say(OVER),
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: TID251 the page's own template

    loader = FileSystemLoader(folder("templates") / "wall")
    room = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, auto_reload=False)
    return room.get_template("wall.html.j2")
