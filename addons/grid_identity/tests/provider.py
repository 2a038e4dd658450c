"""A real OpenID provider on a loopback socket: own RSA key, codes used once, PKCE; and every way to answer badly."""

import base64
import hashlib
import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from jose import jwk, jwt

CLIENT, SECRET = "griddesk", "a quiet secret"
NINA = {
    "sub": "nina-0001",
    "family_name": "Новосёлова",
    "given_name": "Нина",
    "middle_name": "Ильинична",
    "email": "Nina@Example.com",
    "email_verified": True,
}


class Key:
    """A pair of keys of a provider, and the name by which tokens say which one signed them."""

    def __init__(self, kid="first"):
        pair = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.kid = kid
        self.private = pair.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        self.public = pair.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def published(self):
        return {**jwk.construct(self.public, "RS256").to_dict(), "kid": self.kid, "use": "sig"}


class Provider:
    """`person` is who stands before it; `claims` change what it states, `fault` is how it fails.

    Faults: `cancelled`, `down`, `no_json`, `no_token`, `unsigned`, `stranger_key`, `secret_as_key`, `keys_down`.
    """

    def __init__(self):
        self.person, self.claims, self.fault = dict(NINA), {}, ""
        self.key, self.grants = Key(), {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Door", (Door,), {"provider": self}))
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def settings(self):
        """What an administrator writes of it, its addresses aside."""
        return {"issuer": self.issuer, "client_id": CLIENT, "client_secret": SECRET}

    def document(self):
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }

    def authorize(self, asked):
        """The address to which the person is sent back."""
        if asked["client_id"] != CLIENT or asked["response_type"] != "code":
            return f"{asked['redirect_uri']}?{urlencode({'error': 'invalid_request', 'state': asked['state']})}"
        if self.fault == "cancelled":
            return f"{asked['redirect_uri']}?{urlencode({'error': 'access_denied', 'state': asked['state']})}"
        code = secrets.token_urlsafe(16)
        self.grants[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def tokens(self, asked, authorization):
        """The tokens for a code; None to who is not the client, has no such code, or did not ask the question."""
        known = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        grant = self.grants.pop(asked.get("code"), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(asked["code_verifier"].encode()).digest()).rstrip(b"=")
        is_right = grant and grant["code_challenge"] == challenge.decode() and grant["code_challenge_method"] == "S256"
        if not is_right or authorization != f"Basic {known}" or grant["redirect_uri"] != asked["redirect_uri"]:
            return None
        token = secrets.token_urlsafe(16)
        now = int(time.time())
        stated = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": grant["nonce"]}
        stated = {**stated, **self.person, **self.claims}
        stated = {name: value for name, value in stated.items() if value is not None}
        return {} if self.fault == "no_token" else {"access_token": token, "id_token": self._signed(stated, token)}

    def _signed(self, stated, token):
        headers = {"kid": self.key.kid}
        if self.fault == "unsigned":
            parts = ({"alg": "none", **headers}, stated)
            parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts]
            return ".".join([*parts, ""])
        if self.fault == "secret_as_key":
            return jwt.encode(stated, SECRET, "HS256", headers=headers)
        key = Key(self.key.kid) if self.fault == "stranger_key" else self.key
        of_token = {} if "at_hash" in stated else {"access_token": token}
        return jwt.encode(stated, key.private, "RS256", headers=headers, **of_token)


class Door(BaseHTTPRequestHandler):
    provider = None

    def do_GET(self):
        parts = urlsplit(self.path)
        if parts.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", self.provider.authorize(_fields(parts.query)))
            self.end_headers()
        elif parts.path == "/keys":
            self._say({"keys": [self.provider.key.published()]}, 500 if self.provider.fault == "keys_down" else 200)
        elif parts.path == "/.well-known/openid-configuration":
            self._say(self.provider.document())
        else:
            self._say({}, 404)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.provider.fault == "down":
            return self._say({}, 503)
        if self.provider.fault == "no_json":
            return self._say("<html>")
        tokens = self.provider.tokens(_fields(body), self.headers.get("Authorization"))
        return self._say({"error": "invalid_grant"} if tokens is None else tokens, 400 if tokens is None else 200)

    def _say(self, words, status=200):
        body = words.encode() if isinstance(words, str) else json.dumps(words).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words):
        """Keep the log of the tests clean."""


def _fields(text):
    return {name: values[0] for name, values in parse_qs(text).items()}
