"""Credentials of data sources: filled in on the way out, hidden in everything that is kept.

A definition says `${NAME}`. What is recorded of a request says `${NAME}` too, and an answer that
repeats the value, as feeds do that name their own address, has the name put back in its place.
"""

import base64
import json
import re
from collections.abc import Mapping
from html import escape
from urllib.parse import quote, quote_plus

_NAMED = re.compile(r"\$\{(\w{1,100})\}")
SHORTEST = 6
"""A shorter value could not be told from ordinary text, and hiding it would garble answers."""


class SecretMissing(Exception):
    """A secret that nobody gave us, or one too short to be hidden; the message names it."""


class Secrets:
    """The values by name; only those of at least `SHORTEST` characters are used."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self._values = dict(values or {})
        forms = {
            form: "${" + name + "}"
            for name, value in self._values.items()
            if len(value) >= SHORTEST
            for form in _forms(value)
        }
        self._hidden = sorted(forms.items(), key=lambda pair: -len(pair[0]))

    def __repr__(self) -> str:
        return f"Secrets({', '.join(sorted(self._values))})"

    def filled(self, text: str) -> str:
        """The text with the values put in; raises SecretMissing."""
        return _NAMED.sub(lambda found: self._value(found[1]), text)

    def filled_address(self, url: str) -> str:
        """The address with the values put in, quoted for it; raises SecretMissing."""
        return _NAMED.sub(lambda found: quote(self._value(found[1]), safe=""), url)

    def _value(self, name: str) -> str:
        value = self._values.get(name, "")
        if len(value) >= SHORTEST:
            return value
        if value:
            raise SecretMissing(f"密钥 {name} 过短 · the secret {name} is too short")
        raise SecretMissing(
            f"缺少密钥 {name}（环境变量或 secrets 文件） · no secret {name} in the environment or file"
        )

    def hidden(self, text: str) -> str:
        """The text without any value."""
        for form, name in self._hidden:
            text = text.replace(form, name)
        return text

    def hidden_bytes(self, data: bytes) -> bytes:
        """The bytes without any value."""
        for form, name in self._hidden:
            data = data.replace(form.encode(), name.encode())
        return data


def _forms(value: str) -> set[str]:
    """How a value may come back: as it is, in an address, in markup, in JSON, in base64."""
    encoded = json.dumps(value)[1:-1]
    written = {
        value,
        quote(value, safe=""),
        quote(value),
        quote_plus(value),
        escape(value),
        encoded,
    }
    in_base64 = base64.b64encode(value.encode()).decode().rstrip("=")
    return {*written, encoded.replace("/", "\\/"), in_base64}
