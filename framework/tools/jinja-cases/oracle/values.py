"""Values of a case: JSON, with {"$tuple"|"$decimal"|"$date"|"$datetime": ...} for what JSON lacks."""

import datetime
import decimal
import re

FORMS = {
    "$tuple": lambda items: tuple(decode(item) for item in items),
    "$set": lambda items: {decode(item) for item in items},
    "$decimal": lambda text: decimal.Decimal(str(text)),
    "$date": lambda text: datetime.date.fromisoformat(text),
    "$datetime": lambda text: datetime.datetime.fromisoformat(text.replace("Z", "+00:00")),
    "$time": lambda text: datetime.time.fromisoformat(text),
}

ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def decode(value):
    if isinstance(value, list):
        return [decode(item) for item in value]
    if isinstance(value, dict):
        if len(value) == 1:
            ((key, inner),) = value.items()
            if key in FORMS:
                return FORMS[key](inner)
        return {key: decode(item) for key, item in value.items()}
    return value


def encode(value):
    """The opposite; a value with no form of its own becomes its text."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return {"$tuple": [encode(item) for item in value]}
    if isinstance(value, list):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return {"$set": [encode(item) for item in sorted(value, key=repr)]}
    if isinstance(value, decimal.Decimal):
        return {"$decimal": str(value)}
    if isinstance(value, datetime.datetime):
        return {"$datetime": value.isoformat()}
    if isinstance(value, datetime.date):
        return {"$date": value.isoformat()}
    if isinstance(value, datetime.time):
        return {"$time": value.isoformat()}
    return ADDRESS.sub("", str(value))
