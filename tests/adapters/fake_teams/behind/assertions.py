"""A client that proves itself with a certificate.

Source: learn.microsoft.com/entra/identity-platform/certificate-credentials: which header and claims
the assertion bears, that it is meant for the token endpoint, lives for minutes and is used once.
"""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from tests.adapters.fake_teams.shapes import App, Json

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST = 24 * 3600


@dataclass
class Assertions:
    used: set[str] = field(default_factory=set)

    def wrong_with(self, form: Mapping[str, str], app: App, url: str, now: float) -> str:
        """In Entra's words; empty when it is good."""
        if form.get("client_assertion_type") != TYPE:
            return "AADSTS70021: Unknown assertion type."
        try:
            claims = _read(form["client_assertion"], app, url)
        except jwt.PyJWTError as error:
            return f"AADSTS700027: Client assertion failed signature validation. {error}"
        if not claims["nbf"] - 300 <= now < min(claims["exp"], claims["nbf"] + LONGEST):
            return "AADSTS700024: Client assertion is not within its valid time range."
        if {claims["iss"], claims["sub"]} != {app.id}:
            return "AADSTS700021: Client assertion application identifier doesn't match."
        return self._used_before(claims["jti"])

    def _used_before(self, jti: str) -> str:
        if jti in self.used:
            return "AADSTS700028: The assertion was used before."
        self.used.add(jti)
        return ""


def _read(assertion: str, app: App, url: str) -> Json:
    header = jwt.get_unverified_header(assertion)
    certificate = _named(header, app.certificates)
    if certificate is None:
        raise jwt.InvalidKeyError("The key was not found by its thumbprint.")
    needed = ["exp", "nbf", "aud", "iss", "sub", "jti"]
    options = {"verify_exp": False, "verify_nbf": False, "verify_iat": False, "require": needed}
    read: Json = jwt.decode(
        assertion,
        certificate.public_key(),  # type: ignore[arg-type]
        algorithms=["RS256", "PS256"],
        audience=url,
        options=options,  # type: ignore[arg-type]
    )
    return read


def _named(header: Json, certificates: tuple[str, ...]) -> x509.Certificate | None:
    for pem in certificates:
        certificate = x509.load_pem_x509_certificate(pem.encode())
        if _thumb(certificate, hashes.SHA1()) == header.get("x5t"):
            return certificate
        if _thumb(certificate, hashes.SHA256()) == header.get("x5t#S256"):
            return certificate
    return None


def _thumb(certificate: x509.Certificate, algorithm: hashes.HashAlgorithm) -> str:
    return urlsafe_b64encode(certificate.fingerprint(algorithm)).decode().rstrip("=")
