"""What Chromium's own names of trouble mean in ours."""

import re

from checker.core.web import Failure

_NAME = re.compile(r"net::(ERR_[A-Z0-9_]{1,60})")

_EXACT: dict[str, Failure] = {
    "ERR_NAME_NOT_RESOLVED": "dns",
    "ERR_CONNECTION_REFUSED": "refused",
    "ERR_ADDRESS_UNREACHABLE": "unreachable",
    "ERR_INTERNET_DISCONNECTED": "unreachable",
    "ERR_TUNNEL_CONNECTION_FAILED": "unreachable",
    "ERR_CONNECTION_RESET": "reset",
    "ERR_CONNECTION_CLOSED": "reset",
    "ERR_CONNECTION_ABORTED": "reset",
    "ERR_EMPTY_RESPONSE": "reset",
    "ERR_CONTENT_LENGTH_MISMATCH": "reset",
    "ERR_INCOMPLETE_CHUNKED_ENCODING": "reset",
    "ERR_INCOMPLETE_HTTP2_PING": "reset",
    "ERR_CLIENT_AUTH_CERT_NEEDED": "tls",
    "ERR_TOO_MANY_REDIRECTS": "redirect-loop",
    "ERR_INVALID_REDIRECT": "bad-address",
    "ERR_UNSAFE_REDIRECT": "bad-address",
    "ERR_INVALID_URL": "bad-address",
    "ERR_UNKNOWN_URL_SCHEME": "bad-address",
    "ERR_DISALLOWED_URL_SCHEME": "bad-address",
    "ERR_UNSAFE_PORT": "forbidden-address",
    "ERR_CONTENT_DECODING_FAILED": "decoding",
    "ERR_CONTENT_DECODING_INIT_FAILED": "decoding",
    "ERR_RESPONSE_HEADERS_TOO_BIG": "too-large",
    "ERR_TIMED_OUT": "timeout-connect",
    "ERR_CONNECTION_TIMED_OUT": "timeout-connect",
}
_BY_START: tuple[tuple[str, Failure], ...] = (
    ("ERR_CERT_", "tls"),
    ("ERR_SSL_", "tls"),
    ("ERR_BAD_SSL_", "tls"),
    ("ERR_HTTP2_", "protocol"),
    ("ERR_INVALID_", "protocol"),
    ("ERR_RESPONSE_HEADERS_", "protocol"),
)


def error_name(message: str) -> str:
    """Chromium's name of an error, `ERR_…`, out of what Playwright says; empty when none."""
    found = _NAME.search(message)
    return found[1] if found else ""


def failure_of(name: str) -> Failure:
    """Our name for Chromium's `ERR_…`; what nobody foresaw is ours, not the site's: `crash`."""
    if name in _EXACT:
        return _EXACT[name]
    for start, ours in _BY_START:
        if name.startswith(start):
            return ours
    return "crash"
