"""Certificates for nothing but tests."""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from tests.adapters.teams.authority import private_key

BEGINS = datetime(2026, 1, 1, tzinfo=UTC)


def certificate(key: str = "bot", *, ends: datetime = BEGINS + timedelta(days=36500)) -> str:
    """In PEM form."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a learning bot")])
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private_key(key).public_key())
        .serial_number(7)
        .not_valid_before(BEGINS)
        .not_valid_after(ends)
    )
    return built.sign(private_key(key), SHA256()).public_bytes(Encoding.PEM).decode()


def key_file(key: str = "bot", *, password: bytes = b"") -> str:
    sealed = BestAvailableEncryption(password) if password else NoEncryption()
    made = private_key(key).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, sealed)
    return made.decode()
