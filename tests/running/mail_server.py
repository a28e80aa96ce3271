"""A small mail server on this machine that keeps what it is sent: SMTP in the clear, with STARTTLS, or encrypted from the start.

Also to be run by itself: ``python tests/running/mail_server.py --port 2525`` prints each message.
"""

import argparse
import datetime
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from ipaddress import ip_address
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class MailServer:
    """Where it listens, how, and what came."""

    port: int = 0
    tls: str = "none"
    refuses: str = ""
    """An answer with which every recipient is refused, such as ``550 no such person``."""

    certificate: Path | None = None
    messages: list[Message] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    """For each message, whether it came encrypted."""

    def wait_for(self, how_many: int, seconds: float = 10) -> list[Message]:
        """Return the messages, once there are so many."""
        until = time.monotonic() + seconds
        while len(self.messages) < how_many and time.monotonic() < until:
            time.sleep(0.05)
        return self.messages


class Conversation(StreamRequestHandler):
    """One connection. ``server`` and ``context`` are set on the class that serves."""

    box: MailServer
    context: ssl.SSLContext | None = None

    def handle(self) -> None:
        secure = False
        if self.box.tls == "from the start" and self.context:
            self.encrypt()
            secure = True
        self.say("220 test ready")
        while line := self.rfile.readline().decode(errors="replace").strip():
            verb = line.split(" ")[0].upper()
            if verb == "EHLO":
                self.offer(secure)
            elif verb == "STARTTLS" and self.context:
                self.say("220 go on")
                self.encrypt()
                secure = True
            elif verb == "AUTH":
                self.say("235 it is you")
            elif verb == "RCPT" and self.box.refuses:
                self.say(self.box.refuses)
            elif verb == "DATA":
                self.keep(secure)
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def offer(self, secure: bool) -> None:
        offers = ["test", *(["STARTTLS"] if self.box.tls == "starttls" and not secure else []), "AUTH PLAIN", "8BITMIME"]
        for number, offer in enumerate(offers, 1):
            self.say(f"250{' ' if number == len(offers) else '-'}{offer}")

    def keep(self, secure: bool) -> None:
        self.say("354 send it")
        text = b""
        while (part := self.rfile.readline()) not in (b".\r\n", b""):
            text += part.removeprefix(b".") if part.startswith(b"..") else part
        self.box.messages.append(message_from_bytes(text))
        self.box.encrypted.append(secure)
        self.say("250 kept")

    def encrypt(self) -> None:
        assert self.context
        self.connection = self.context.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", buffering=0)

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


def certificate(folder: Path) -> Path:
    """Make a certificate for 127.0.0.1 and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail for tests")])
    moment = datetime.datetime.now(datetime.UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - datetime.timedelta(days=1))
        .not_valid_after(moment + datetime.timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "mail.pem"
    file.write_bytes(
        signed.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return file


@contextmanager
def mail_server(*, port: int = 0, tls: str = "none", folder: Path | None = None) -> Iterator[MailServer]:
    """Run a mail server on 127.0.0.1 for the length of the block. ``tls`` is none, starttls, or from the start."""
    box = MailServer(tls=tls)
    context = None
    if tls != "none":
        assert folder
        box.certificate = certificate(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(box.certificate)
    kind: Any = type("ConversationOf", (Conversation,), {"box": box, "context": context})
    server = ThreadingTCPServer(("127.0.0.1", port), kind)
    server.daemon_threads = True
    box.port = server.server_address[1]
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield box
    finally:
        server.shutdown()
        server.server_close()


def main() -> None:
    """Run one until stopped, and print what comes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=2525)
    with mail_server(port=parser.parse_args().port) as box:
        print(f"EMAIL_URL=smtp://127.0.0.1:{box.port}?tls=none", flush=True)
        seen = 0
        while True:
            time.sleep(0.2)
            for each in box.messages[seen:]:
                print(each, flush=True)
            seen = len(box.messages)


if __name__ == "__main__":
    main()
