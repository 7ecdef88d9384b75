"""Error messages for failed fetches, from httpcore's exceptions."""

from __future__ import annotations

import ssl

import httpcore

_CUT_SHORT = ("complete message body", "incomplete chunked read")


def failure_detail(error: Exception, late: bool, seconds: tuple[float, float, float]) -> str:
    """The detail of a failure; ``seconds`` to connect, between two pieces, and for all of it."""
    connect, read, total = seconds
    if late:
        return f"it did not arrive in full within {total:g} s"
    if isinstance(error, httpcore.ConnectTimeout):
        return f"no connection within {connect:g} s"
    if isinstance(error, httpcore.TimeoutException):
        return f"nothing came for {read:g} s"
    if isinstance(error, httpcore.ConnectError):
        return _unconnected(error)
    if isinstance(error, httpcore.NetworkError):
        return "the connection broke off"
    if any(words in str(error) for words in _CUT_SHORT):
        return "the answer was cut short"
    if "disconnected without sending" in str(error):
        return "the server hung up without an answer"
    return "it does not answer as a web server does"


def _unconnected(error: httpcore.ConnectError) -> str:
    cause = error.args[0] if error.args else None  # the pool drops the chain of causes
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not accepted: {cause.verify_message}"
    if isinstance(cause, ssl.SSLError):
        return "a secure connection could not be established"
    if isinstance(cause, ConnectionRefusedError):
        return "the connection was refused"
    return "no connection could be made"
