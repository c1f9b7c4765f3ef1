"""The format as JSON Schema, for editors that complete and check while one types."""

from __future__ import annotations

from typing import Any

from cxw.model import FORMAT, Session


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a session file."""
    made = Session.model_json_schema(by_alias=True)
    made["properties"]["cxw"] = {"const": FORMAT, "title": "The number of this format"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": "cxw session file"}
