"""Whom we trust in TLS, and how a handshake that fails is told."""

import ssl
import warnings
from functools import cached_property

import httpx

from checker.collect.http.answer import FetchFailed

_OLD_CIPHERS = "DEFAULT:@SECLEVEL=0"  # OpenSSL 3 speaks TLS before 1.2 at no higher level
_LEGACY_SERVER_CONNECT = 0x4  # OP_LEGACY_SERVER_CONNECT; ssl has the name since Python 3.12

_NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE"})


class Trust:
    """Two client contexts: today's, and one that also speaks with servers of the past.

    Both verify the certificate and the name, against the list of certifi, the system's store, and
    `certificates` (a PEM file), for offices with a certificate authority of their own.
    """

    def __init__(self, certificates: str = "") -> None:
        self._certificates = certificates

    @cached_property
    def modern(self) -> ssl.SSLContext:
        """What this Python thinks right today."""
        return _context(self._certificates)

    @cached_property
    def old(self) -> ssl.SSLContext:
        """TLS 1.0 and weak ciphers too."""
        context = _context(self._certificates)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # deprecated, as those sites are
            context.minimum_version = ssl.TLSVersion.TLSv1
        context.set_ciphers(_OLD_CIPHERS)
        context.options |= _LEGACY_SERVER_CONNECT
        return context


def is_old_server(error: BaseException) -> bool:
    """Whether a second try with the old context makes sense after this handshake error.

    A server that shares no cipher says so, or (old Windows) just breaks the connection.
    """
    if isinstance(error, ssl.SSLCertVerificationError):
        return False
    if isinstance(error, ssl.SSLError):
        return error.reason not in _NO_TLS
    return isinstance(error, ConnectionError)


def tls_failure(error: BaseException) -> FetchFailed:
    """The failure `tls`, with a detail that tells a bad certificate from a bad handshake."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return FetchFailed("tls", f"certificate: {error.verify_message} ({error.verify_code})")
    if isinstance(error, ssl.SSLError):
        reason = error.reason or str(error)
        if reason in _NO_TLS:
            return FetchFailed("tls", f"handshake: the port speaks no TLS ({reason})")
        return FetchFailed("tls", f"handshake: {reason}")
    if isinstance(error, TimeoutError):
        return FetchFailed("tls", "handshake: no answer in time")
    return FetchFailed("tls", f"handshake: {str(error) or type(error).__name__}")


def _context(certificates: str) -> ssl.SSLContext:
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    if certificates:
        context.load_verify_locations(certificates)
    context.set_alpn_protocols(["http/1.1"])
    return context
