import ssl

import httpcore
import pytest

from domain.details import in_french
from ingest.web.failure import failure_detail

UNTRUSTED = ssl.SSLCertVerificationError(1, "certificate verify failed")
UNTRUSTED.verify_message = "it has expired"
SECONDS = (1.0, 2.5, 60.0)


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        (httpcore.ConnectTimeout(), "no connection within 1 s"),
        (httpcore.ReadTimeout(), "nothing came for 2.5 s"),
        (httpcore.WriteTimeout(), "nothing came for 2.5 s"),
        (httpcore.ConnectError(UNTRUSTED), "its certificate is not accepted: it has expired"),
        (
            httpcore.ConnectError(ssl.SSLError(1, "x")),
            "a secure connection could not be established",
        ),
        (httpcore.ConnectError(ConnectionRefusedError()), "the connection was refused"),
        (httpcore.ConnectError(OSError(101, "unreachable")), "no connection could be made"),
        (httpcore.ConnectError(), "no connection could be made"),
        (httpcore.ReadError(ConnectionResetError()), "the connection broke off"),
        (httpcore.RemoteProtocolError("illegal"), "it does not answer as a web server does"),
    ],
)  # fmt: skip
def test_every_failure_is_reported_in_both_languages(error: Exception, detail: str) -> None:
    assert failure_detail(error, late=False, seconds=SECONDS) == detail
    assert in_french(detail) != detail


def test_past_the_deadline_nothing_else_matters() -> None:
    for error in (httpcore.ReadTimeout(), httpcore.ConnectTimeout(), httpcore.ReadError()):
        detail = failure_detail(error, late=True, seconds=SECONDS)
        assert detail == "it did not arrive in full within 60 s"
