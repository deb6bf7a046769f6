"""JSON Schema of a file of tables, for editors that check and complete while somebody types.

Knows the words of draft 2020-12 that older drafts have as well, for editors are behind. Must not
know any file.
"""

from __future__ import annotations

import json
from typing import Any

from hustings.inputs.keys.kinds import (
    Choice,
    Either,
    Key,
    Kind,
    ListOf,
    Moment,
    Named,
    Number,
    Table,
    Text,
    explained,
)

DRAFT = "https://json-schema.org/draft/2020-12/schema"
# Editors hand a date to the schema as text.
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?([Zz]|[+-][0-9]{2}:[0-9]{2})?)"


def document(table: Table, title: str) -> str:
    """The schema of a whole file, as JSON."""
    whole = {"$schema": DRAFT, "title": title, **schema(table)}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def schema(kind: Kind) -> dict[str, Any]:
    """The schema of one kind of value."""
    match kind:
        case Number(_, least, most, above, whole):
            start = {"exclusiveMinimum" if above else "minimum": least}
            return {"type": "integer" if whole else "number", **start} | _where(maximum=most)
        case Text(_, most, empty):
            return {"type": "string", "minLength": 0 if empty else 1, "maxLength": most}
        case Choice(values):
            return {"enum": list(values)}
        case Moment(day, time):
            clock = f"{_TIME}{'?' if day else ''}" if time else ""
            return {"type": "string", "pattern": f"^{_DAY}{clock}$"}
        case ListOf(each, least, most):
            return {"type": "array", "items": schema(each)} | _where(
                minItems=least or None, maxItems=most
            )
        case Named(_, each, pattern, least, most):
            names = (
                {"patternProperties": {f"^{pattern}$": schema(each)}, "additionalProperties": False}
                if pattern
                else {"additionalProperties": schema(each)}
            )
            return {"type": "object", **names} | _where(
                minProperties=least or None, maxProperties=most
            )
        case Either(kinds):
            return {"anyOf": [schema(one) for one in kinds]}
        case Table(keys):
            needed = [key.name for key in keys if key.needed]
            return {
                "type": "object",
                "properties": {key.name: _property(key) for key in keys},
                "additionalProperties": False,
            } | _where(required=needed or None)


def _property(key: Key) -> dict[str, Any]:
    default = list(key.default) if isinstance(key.default, tuple) else key.default
    said = {**schema(key.kind), "description": explained(key)}
    return said | _where(default=default)


def _where(**given: Any) -> dict[str, Any]:
    """Those of the words that have a value."""
    return {word: value for word, value in given.items() if value is not None}
