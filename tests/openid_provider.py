"""A small OpenID provider on this machine, as the standard has it: metadata, keys, code, token.

It signs in at once whoever is set as ``person``, and checks what a client must show it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

CLIENT, SECRET = "passerelle", "a secret of the client"


class OpenIdProvider:
    """Answers over HTTP; ``person`` are the claims of who sits before the browser."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {"sub": "1", "email": "anna@ministry.example"}
        self.refused: list[str] = []
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._codes: dict[str, dict[str, str]] = {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider._get(self)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
                provider._token(self, {k: v[0] for k, v in parse_qs(body).items()})

            def log_message(self, *_: object) -> None:
                """Nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def secrets_toml(self, pages: str) -> str:
        """The section with which the pages at an address sign people in here."""
        return "\n".join(
            (
                "[auth]",
                f'redirect_uri = "{pages}/oauth2callback"',
                f'cookie_secret = "{secrets.token_hex(32)}"',
                f'client_id = "{CLIENT}"',
                f'client_secret = "{SECRET}"',
                f'server_metadata_url = "{self.address}/.well-known/openid-configuration"',
                "",
            )
        )

    def _get(self, request: BaseHTTPRequestHandler) -> None:
        at = urlsplit(request.path)
        if at.path == "/.well-known/openid-configuration":
            _send(request, self._metadata())
        elif at.path == "/keys":
            _send(request, {"keys": [self._public()]})
        elif at.path == "/authorize":
            asked = {k: v[0] for k, v in parse_qs(at.query).items()}
            code = secrets.token_urlsafe(16)
            self._codes[code] = asked
            back = urlencode({"code": code, "state": asked["state"]})
            request.send_response(302)
            request.send_header("Location", f"{asked['redirect_uri']}?{back}")
            request.end_headers()
        else:
            request.send_error(404)

    def _token(self, request: BaseHTTPRequestHandler, given: dict[str, str]) -> None:
        asked = self._codes.pop(given.get("code", ""), None)
        wrong = self._wrong(request, asked, given)
        if asked is None or wrong:
            self.refused.append(wrong)
            _send(request, {"error": "invalid_grant"}, 400)
            return
        now = int(time.time())
        claims = {
            **{"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 3600},
            "nonce": asked["nonce"],
            **self.person,
        }
        token = {"access_token": secrets.token_urlsafe(8), "token_type": "Bearer"}
        _send(request, token | {"id_token": self._signed(claims)})

    def _wrong(
        self,
        request: BaseHTTPRequestHandler,
        asked: dict[str, str] | None,
        given: dict[str, str],
    ) -> str:
        if asked is None:
            return "no such code"
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {basic}":
            return "not the client"
        if given.get("redirect_uri") != asked["redirect_uri"]:
            return "another address"
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        return "" if _encoded(digest) == asked.get("code_challenge") else "not who asked"

    def _metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def _public(self) -> dict[str, str]:
        numbers = self._key.public_key().public_numbers()
        whole = {"n": numbers.n, "e": numbers.e}
        named = {k: _encoded(v.to_bytes(-(-v.bit_length() // 8), "big")) for k, v in whole.items()}
        return {"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "one", **named}

    def _signed(self, claims: dict[str, Any]) -> str:
        header = {"alg": "RS256", "typ": "JWT", "kid": "one"}
        signing_input = ".".join(_encoded(json.dumps(part).encode()) for part in (header, claims))
        mac = self._key.sign(signing_input.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{signing_input}.{_encoded(mac)}"


@contextmanager
def provider() -> Iterator[OpenIdProvider]:
    """One that answers until the block ends."""
    made = OpenIdProvider()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def _send(request: BaseHTTPRequestHandler, payload: dict[str, Any], status: int = 200) -> None:
    body = json.dumps(payload).encode()
    request.send_response(status)
    request.send_header("Content-Type", "application/json")
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
