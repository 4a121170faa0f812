"""One written form for each answer, so that right answers in different Python types compare equal."""

import datetime
import json
import math
import unicodedata


class WrongKind(TypeError):
    """A value that is not of the kind a question asks for; the message says in plain words what it is instead."""


# What a student would call them, for messages.
KINDS = {
    "number": "a number",
    "text": "a text",
    "list": "a list",
    "mapping": "a dictionary or a Series",
    "table": "a DataFrame",
    "truth value": "a truth value",
}


def kind_of(value: object) -> str:
    """The kind of a value: one of KINDS, or the name of its type."""
    name = type(value).__name__
    if isinstance(value, bool) or name in {"bool_", "bool"}:
        return "truth value"
    if name == "DataFrame":
        return "table"
    if name == "Series" or isinstance(value, dict):
        return "mapping"
    if isinstance(value, str):
        return "text"
    if isinstance(value, (int, float)) or (hasattr(value, "dtype") and getattr(value, "shape", None) == ()):
        return "number"
    if isinstance(value, (list, tuple, set, frozenset)) or (hasattr(value, "tolist") and hasattr(value, "__len__")):
        return "list"
    return name


def plain(value: object, kind: str, *, digits: int = 6, ordered: bool = True, columns: list[str] | None = None) -> object:
    """An answer in plain JSON types.

    Numbers are rounded to `digits` decimals, whole ones become integers; texts are in Unicode NFC without white space at their
    ends; dates are YYYY-MM-DD; lists are sorted unless `ordered`; mappings are sorted by key; of a table only `columns` are
    kept, as one list a row. Raises WrongKind if the value is not of `kind`.
    """
    found = kind_of(value)
    if found == "mapping" and kind == "list" and type(value).__name__ == "Series":
        found, value = "list", value.tolist()
    if found != kind:
        raise WrongKind(KINDS.get(found, f"of type {found}"))
    if kind == "table":
        missing = [column for column in columns or [] if column not in value.columns]
        if missing:
            raise WrongKind(f"a DataFrame without the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}")
        rows = value[columns].to_numpy(dtype=object).tolist() if columns else value.to_numpy(dtype=object).tolist()
        rows = [[_atom(cell, digits) for cell in row] for row in rows]
        return rows if ordered else sorted(rows, key=_key)
    if kind == "mapping":
        pairs = [(_atom(key, digits), _atom(item, digits)) for key, item in value.items()]
        return sorted(([key, item] for key, item in pairs), key=_key)
    if kind == "list":
        items = [_atom(item, digits) for item in value]
        return items if ordered and not isinstance(value, (set, frozenset)) else sorted(items, key=_key)
    return _atom(value, digits)


def _atom(value: object, digits: int) -> object:
    """One value inside an answer, in plain JSON types."""
    if isinstance(value, (list, tuple, set, frozenset)) or (hasattr(value, "tolist") and getattr(value, "shape", ()) != ()):
        items = [_atom(item, digits) for item in value]
        return sorted(items, key=_key) if isinstance(value, (set, frozenset)) else items
    if hasattr(value, "item") and hasattr(value, "dtype"):  # a NumPy scalar
        value = value.item()
    if value is None or value != value or type(value).__name__ in {"NAType", "NaTType"}:
        return None
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        rounded = round(value, digits) if math.isfinite(value) else str(value)
        return int(rounded) if isinstance(rounded, float) and rounded.is_integer() else rounded
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).strip()
    raise WrongKind(f"something that holds a value of type {type(value).__name__}")


def _key(item: object) -> str:
    return written(item)


def written(item: object) -> str:
    """The one JSON text of a plain value."""
    return json.dumps(item, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
