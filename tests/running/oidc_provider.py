"""A small OpenID Connect provider on this machine: discovery, authorization code with PKCE, signed tokens, userinfo, keys.

For tests, and for a trial of single sign-on: ``python tests/running/oidc_provider.py --port 9000 --email ada@example.org``.
Whoever comes is signed in at once as the person that was set. It refuses what a real one refuses: another client, secret or
return address, a code used twice, a wrong verifier.
"""

import argparse
import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa


@dataclass
class Provider:
    """The provider's client, and the person who is signed in there. Change ``person`` between sign-ins."""

    address: str = ""
    client_id: str = "kith"
    client_secret: str = "only-for-tests"
    person: dict[str, Any] = field(default_factory=dict)
    refuses: bool = False
    """The person presses *Cancel*."""

    asked: list[str] = field(default_factory=list)
    """The paths that were asked for."""

    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: dict[str, dict[str, Any]] = field(default_factory=dict)

    def signs_in(self, email: str, *, verified: bool | None = True, subject: str = "") -> None:
        """Set who is signed in. ``verified`` is left out of the claims when it is None, as some providers do."""
        self.refuses = False
        self.person = {"sub": subject or hashlib.sha256(email.encode()).hexdigest()[:20], "email": email}
        if verified is not None:
            self.person["email_verified"] = verified

    @property
    def environment(self) -> dict[str, str]:
        """The variables with which Kith uses this provider."""
        return {
            "OIDC_SERVER_URL": self.address,
            "OIDC_CLIENT_ID": self.client_id,
            "OIDC_CLIENT_SECRET": self.client_secret,
            "OIDC_NAME": "Rutland account",
        }


class Answers(BaseHTTPRequestHandler):
    """The endpoints. ``provider`` is set on the class that serves."""

    provider: Provider

    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        self.provider.asked.append(url.path)
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        match url.path:
            case "/.well-known/openid-configuration":
                self.give(configuration(self.provider.address))
            case "/keys":
                public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.provider.key.public_key()))
                self.give({"keys": [{**public, "kid": "1", "use": "sig", "alg": "RS256"}]})
            case "/authorize":
                self.authorize(asked)
            case "/userinfo":
                held = self.provider.tokens.get(self.headers.get("Authorization", "").removeprefix("Bearer "))
                self.give(held or {"error": "invalid_token"}, 200 if held else 401)
            case _:
                self.give({"error": "not_found"}, 404)

    def do_POST(self) -> None:
        self.provider.asked.append(self.path)
        length = int(self.headers.get("Content-Length", "0"))
        asked = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
        if self.path == "/token":
            self.token(asked)
        else:
            self.give({"error": "not_found"}, 404)

    def authorize(self, asked: dict[str, str]) -> None:
        if asked.get("client_id") != self.provider.client_id or asked.get("response_type") != "code":
            self.give({"error": "unauthorized_client"}, 400)
            return
        back: dict[str, str] = {"state": asked.get("state", "")}
        if self.provider.refuses or not self.provider.person:
            back["error"] = "access_denied"
        else:
            back["code"] = secrets.token_urlsafe(16)
            self.provider.codes[back["code"]] = asked
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(back)}")
        self.end_headers()

    def token(self, asked: dict[str, str]) -> None:
        given = self.provider.codes.pop(asked.get("code", ""), None)
        client, secret = self.client(asked)
        if (client, secret) != (self.provider.client_id, self.provider.client_secret):
            self.give({"error": "invalid_client"}, 401)
        elif given is None or given["redirect_uri"] != asked.get("redirect_uri") or not proven(given, asked):
            self.give({"error": "invalid_grant"}, 400)
        else:
            access, moment = secrets.token_urlsafe(16), int(time.time())
            self.provider.tokens[access] = dict(self.provider.person)
            claims = {
                **self.provider.person,
                "iss": self.provider.address,
                "aud": self.provider.client_id,
                "iat": moment,
                "exp": moment + 300,
                **({"nonce": given["nonce"]} if "nonce" in given else {}),
            }
            signed = jwt.encode(claims, self.provider.key, algorithm="RS256", headers={"kid": "1"})
            self.give({"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": signed})

    def client(self, asked: dict[str, str]) -> tuple[str, str]:
        kind, _, held = self.headers.get("Authorization", "").partition(" ")
        if kind.lower() == "basic":
            name, _, secret = base64.b64decode(held).decode().partition(":")
            return unquote(name), unquote(secret)
        return asked.get("client_id", ""), asked.get("client_secret", "")

    def give(self, answer: dict[str, Any], status: int = 200) -> None:
        text = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


def configuration(address: str) -> dict[str, Any]:
    """What discovery says."""
    return {
        "issuer": address,
        "authorization_endpoint": f"{address}/authorize",
        "token_endpoint": f"{address}/token",
        "userinfo_endpoint": f"{address}/userinfo",
        "jwks_uri": f"{address}/keys",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
    }


def proven(given: dict[str, str], asked: dict[str, str]) -> bool:
    """Whether the verifier fits the challenge (PKCE), where one was sent."""
    if "code_challenge" not in given:
        return True
    digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == given["code_challenge"]


@contextmanager
def provider(port: int = 0) -> Iterator[Provider]:
    """Run a provider on 127.0.0.1 for the length of the block."""
    made = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", port), type("AnswersFor", (Answers,), {"provider": made}))
    made.address = f"http://127.0.0.1:{server.server_address[1]}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()


def main() -> None:
    """Run one until stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=9000)
    parser.add_argument("--email", required=True, help="who is signed in there")
    given = parser.parse_args()
    with provider(given.port) as running:
        running.signs_in(given.email)
        for name, value in running.environment.items():
            print(f"{name}={value}", flush=True)
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
