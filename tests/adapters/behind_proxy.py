"""An organisation's network: nothing gets out of it but through a proxy, which asks for a name and a password.

Outside stands one server under several names, with a certificate that this network trusts. The proxy lets tunnels
through (`CONNECT`, RFC 9110, 9.3.6), and knows of them no more than where they lead.
"""

import asyncio
import ssl
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import connector, web
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from tests.adapters.teams.authority import private_key
from tests.adapters.teams.certificates import BEGINS, key_file

PASS = "bot:let-me-out"
NAMES = ("login.outside.example", "service.outside.example", "chat.outside.example")


@dataclass
class Proxy:
    """`asked`: which hosts were asked for. With `refuses` it lets nobody through."""

    leads_to: int = 0
    port: int = 0
    asked: list[str] = field(default_factory=list)
    refuses: int = 0

    @property
    def url(self) -> str:
        return f"http://{PASS}@127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        method, where, _ = head.split(" ", 2)
        self.asked.append(where if method == "CONNECT" else head)
        status = self.refuses or (200 if _knows(head) else 407)
        writer.write(f"HTTP/1.1 {status} So\r\n\r\n".encode())
        if status == 200:
            outside = await asyncio.open_connection("127.0.0.1", self.leads_to)
            await asyncio.gather(_pour(reader, outside[1]), _pour(outside[0], writer))
        writer.close()


def _knows(head: str) -> bool:
    return f"Proxy-Authorization: Basic {b64encode(PASS.encode()).decode()}\r\n" in head


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while some := await reader.read(65536):
            writer.write(some)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def behind_proxy(
    outside: web.Application, folder: Path, patch: pytest.MonkeyPatch
) -> AsyncIterator[Proxy]:
    """`outside` answers under each of the names."""
    trusted, shown = _certificate(folder)
    # Where aiohttp keeps what it trusts: made once, when it is loaded.
    patch.setattr(connector, "_SSL_CONTEXT_VERIFIED", trusted)
    async with AsyncExitStack() as stack:
        runner = web.AppRunner(outside, access_log=None)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=shown).start()
        proxy = Proxy(leads_to=runner.addresses[0][1])
        server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
        stack.callback(server.close)
        proxy.port = server.sockets[0].getsockname()[1]
        yield proxy


def _certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """For whoever calls, and for whoever is called."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "outside")])
    key = private_key("outside")
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(8)
        .not_valid_before(BEGINS)
        .not_valid_after(BEGINS.replace(year=2126))
        .add_extension(x509.SubjectAlternativeName(map(x509.DNSName, NAMES)), critical=False)
    )
    pem = built.sign(key, SHA256()).public_bytes(Encoding.PEM).decode()
    file = folder / "outside.pem"
    file.write_text(pem + key_file("outside"))
    shown = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    shown.load_cert_chain(file)
    return ssl.create_default_context(cadata=pem), shown
