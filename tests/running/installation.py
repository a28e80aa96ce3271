"""A real installation on one machine, made by the guide's own blocks: PostgreSQL with TLS, nginx, two web processes, a worker.

Blocks are taken from the Markdown as they are printed. Only names and places are put in: the folders of a temporary tree for
those of the machine, ports of this machine for 443 and 5432, ``localhost`` for the host names, passwords for the words in
capitals.
"""

import os
import re
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.cookiejar import CookieJar
from pathlib import Path

from kith.config import postgresql
from tests.running.conftest import ROOT, ours
from tests.running.mail_server import MailServer
from tests.running.oidc_provider import Provider
from tests.running.test_start import free_port

WHEELS = ROOT / ".kith" / "wheels"
SHIMS = {
    # what a test machine must not do to itself
    "useradd": "exit 0",
    "systemctl": 'exec "{python}" "{source}/tests/running/systemctl.py" "{root}" "$@"',
    # the same programs, with their places here
    "python3": 'exec "{python}" "$@"',
    "nginx": 'exec "{programs}/nginx" -p "{root}" -c "{root}/etc/nginx/nginx.conf" "$@"',
    "kith": 'exec "{root}/opt/kith/bin/kith" "$@"',
}
NGINX = """
daemon on;
worker_processes 1;
pid {root}/run/nginx.pid;
error_log {root}/var/log/nginx/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {root}/var/tmp/body;
    proxy_temp_path {root}/var/tmp/proxy;
    fastcgi_temp_path {root}/var/tmp/f;
    uwsgi_temp_path {root}/var/tmp/u;
    scgi_temp_path {root}/var/tmp/s;
    include {root}/etc/nginx/conf.d/*.conf;
}}
"""


BUILT_FROM = (
    "src",
    "deploy",
    "practice_models",
    "pyproject.toml",
    "LICENSE",
    "LICENCES.md",
    "requirements.in",
    "requirements-demonstration.in",
)


def build_wheel(into: Path) -> Path:
    """Build the wheel of this source in a folder and return it. From a copy: a build beside the code keeps files long removed."""
    with tempfile.TemporaryDirectory(prefix="kith-w-", dir="/tmp") as folder:
        for name in BUILT_FROM:
            source, copy = ROOT / name, Path(folder) / name
            if source.is_dir():
                shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
            else:
                shutil.copy2(source, copy)
        subprocess.run(
            [
                *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps", "--no-index"),
                *("--disable-pip-version-check", "--wheel-dir", str(into), folder),
            ],
            check=True,
            timeout=300,
        )
    [made] = into.glob("kith-*.whl")
    return made


@dataclass(frozen=True)
class Block:
    """One block of a page: its language, its text as printed, and the heading above it."""

    language: str
    text: str
    heading: str


def blocks(page: str) -> list[Block]:
    """Return the blocks of a page of the documents that can be run, in order."""
    found, heading = [], ""
    inside: list[str] | None = None
    language = indent = ""
    for line in (ROOT / page).read_text(encoding="utf-8").splitlines():
        fence = re.match(r"^(\s*)```(\w*)$", line)
        if inside is None:
            if line.startswith("#"):
                heading = line.lstrip("# ")
            elif fence:
                inside, indent, language = [], fence.group(1), fence.group(2)
        elif fence and fence.group(1) == indent:
            found.append(Block(language, "\n".join(inside) + "\n", heading))
            inside = None
        else:
            inside.append(line.removeprefix(indent))
    return found


class Ended(RuntimeError):
    """A block of the guide did not do what it says."""


class Installation:
    """The machine of the guide under one folder. ``run`` runs a block; what was run is kept in ``done``."""

    def __init__(self, root: Path, programs: Path, *, mail: MailServer, work_account: Provider) -> None:
        self.root, self.programs, self.mail, self.work_account = root, programs, mail, work_account
        self.database_port, self.web_port, self.plain_port, *self.inner = (free_port() for _ in range(5))
        self.address = f"https://localhost:{self.web_port}"
        self.done: list[Block] = []
        self.said: list[str] = []
        self._server: subprocess.Popen[bytes] | None = None
        for folder in (
            *("etc/kith/tls", "etc/nginx/conf.d", "etc/systemd/system", "opt", "run", "release", "shims"),
            *("var/lib", "var/backups", "var/log/nginx", "var/tmp"),
        ):
            (root / folder).mkdir(parents=True)
        for name, line in SHIMS.items():
            shim = root / "shims" / name
            shim.write_text(f"#!/bin/sh\n{line.format(python=sys.executable, source=ROOT, root=root, programs=programs)}\n")
            shim.chmod(0o755)
        (root / "etc/nginx/nginx.conf").write_text(NGINX.format(root=root))
        self._certify()

    def put_in(self, text: str) -> str:
        """Put the names and places of this machine into a text of the guide."""
        places = {
            r"(?<![\w.{}])/(etc/kith|etc/nginx|etc/systemd|opt/kith|var/lib/kith|var/backups|var/log/nginx)": rf"{self.root}/\1",
            r" -o kith -g kith": "",
            r"https://kith\.example\.org": self.address,
            r"(?<!@)kith\.example\.org": "localhost",
            r"https://sign-in\.example\.org": self.work_account.address,
            r"SECRET-OF-THE-PROVIDER": self.work_account.client_secret,
            r"mail\.example\.org:587": f"127.0.0.1:{self.mail.port}",
            r"database\.example\.org:5432": f"localhost:{self.database_port}",
            r"10\.0\.0\.0/8": "127.0.0.1/32",
            r"\blisten 80;": f"listen 127.0.0.1:{self.plain_port};",
            r"\blisten 443 ssl;": f"listen 127.0.0.1:{self.web_port} ssl;",
            r"\b8001\b": str(self.inner[0]),
            r"\b8002\b": str(self.inner[1]),
            r"PASSWORD-OF-THE-(\w+)": r"9f2c\1c81e",
            r"SECRET-KEY-OF-YOUR-OWN": "Jd8_mQ2vXz5-Lr7nTb1kHs4wYc9pGf3aEu6iOo0RtEyUiQwAsDfGh",
        }
        for pattern, replacement in places.items():
            text = re.sub(pattern, replacement, text)
        return text

    def run(self, block: Block, *, database: str = "kith") -> None:
        """Run a block as its language and its first line say: SQL in a database, a file at its place, or commands in a shell."""
        self.done.append(block)
        text = self.put_in(block.text)
        first, _, rest = text.partition("\n")
        if block.language == "sql":
            self.superuser(text, database if first.endswith(" kith") else "postgres")
        elif block.language == "ini":
            self._file(first.removeprefix("# "), rest)
        elif block.language in {"sh", ""}:
            self.shell(text)
        else:
            raise Ended(f"Nothing is known of running a block of {block.language}.")

    def shell(self, text: str, **extra: str) -> str:
        """Run commands as root of the machine would, and return what they said."""
        finished = subprocess.run(
            ["bash", "-eu", "-o", "pipefail", "-c", text],
            cwd=self.root / "release",
            env={
                "PATH": f"{self.root}/shims:{self.programs}:/usr/local/bin:/usr/bin:/bin",
                "HOME": str(self.root / "var/tmp"),
                "LANG": "C.UTF-8",
                # packages come from beside the code: a test fetches nothing
                "PIP_NO_INDEX": "1",
                "PIP_FIND_LINKS": str(WHEELS),
                "PIP_DISABLE_PIP_VERSION_CHECK": "1",
                **extra,
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=1500,
            check=False,
        )
        self.said.append(finished.stdout)
        if finished.returncode:
            raise Ended(f"Status {finished.returncode} of:\n{text}\n{finished.stdout[-6000:]}")
        self._adapt_examples()
        return finished.stdout

    def with_settings(self, command: str, *files: str, **extra: str) -> str:
        """Run a command with the settings of ``kith.env`` and of the other files named."""
        read = " ".join(f". {self.root}/etc/kith/{name};" for name in ("kith.env", *files))
        return self.shell(f"set -a; {read} set +a\n{command}", **extra)

    def superuser(self, text: str, database: str) -> str:
        """Run SQL as the superuser, over the socket of the database's machine."""
        finished = subprocess.run(
            [
                *(str(self.programs / "psql"), "--no-psqlrc", "-v", "ON_ERROR_STOP=1", "-At", "-U", "postgres"),
                *("-h", str(self.root / "run"), "-p", str(self.database_port), "-d", database),
            ],
            input=text,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        if finished.returncode:
            raise Ended(f"{finished.stderr}\n{text}")
        return finished.stdout

    def start_database(self) -> None:
        """Start PostgreSQL with what the guide said for its two files, as a user of its own when this is root."""
        data = self.root / "var/lib/postgresql"
        data.mkdir(mode=0o700)
        postgresql.give(data)
        postgresql.give(self.root / "run")
        self._as_server(
            "initdb",
            "-D",
            str(data),
            "-U",
            "postgres",
            "--auth-local=trust",
            "--auth-host=reject",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C",
        )
        settings = (self.root / "postgresql.conf").read_text()
        with (data / "postgresql.conf").open("a") as conf:
            conf.write(
                f"{settings}\nlisten_addresses = 'localhost'\nport = {self.database_port}\nfsync = off\n"
                f"unix_socket_directories = '{self.root}/run'\n"
            )
        rules = data / "pg_hba.conf"
        rules.write_text((self.root / "pg_hba.conf").read_text() + rules.read_text())
        log = data / "server.log"
        self._as_server("pg_ctl", "start", "-D", str(data), "-l", str(log), "-w", "-t", "60")

    def browser(self) -> "Browser":
        return Browser(self)

    def until_it_answers(self, seconds: float = 90) -> None:
        """Wait until both web processes answer."""
        until = time.monotonic() + seconds
        waiting = set(self.inner[:2])
        while waiting:
            for port in list(waiting):
                request = urllib.request.Request(
                    f"http://127.0.0.1:{port}/healthz",
                    headers={"Host": f"localhost:{self.web_port}", "X-Forwarded-Proto": "https"},
                )
                try:
                    urllib.request.urlopen(request, timeout=10).close()
                    waiting.discard(port)
                except urllib.error.HTTPError as answer:
                    # not well is an answer too: what it says is for the guide's own call
                    if answer.code in {400, 404}:
                        raise
                    waiting.discard(port)
                except OSError:
                    if time.monotonic() > until:
                        raise Ended(f"Port {port} does not answer.\n{self.logs_text()[-6000:]}") from None
                    time.sleep(0.2)

    def logs(self) -> list[Path]:
        """Every log of the machine: the units', the proxy's and the database's."""
        return sorted(
            file for file in (*(self.root / "var/log").rglob("*"), self.root / "var/lib/postgresql/server.log") if file.is_file()
        )

    def logs_text(self) -> str:
        return "\n".join(f"--- {file.name}\n{file.read_text(errors='replace')}" for file in self.logs())

    def stop(self) -> None:
        """End everything that was started."""
        for file in (self.root / "run").glob("*.pid"):
            try:
                os.kill(int(file.read_text().split()[0]), signal.SIGTERM)
            except (OSError, ValueError, IndexError):
                continue
        until = time.monotonic() + 15
        while time.monotonic() < until and [
            pid for pid in ours(self.root) if b"kith" in _command(pid) or b"gunicorn" in _command(pid)
        ]:
            time.sleep(0.2)
        data = self.root / "var/lib/postgresql"
        if (data / "postmaster.pid").exists():
            self._as_server("pg_ctl", "stop", "-D", str(data), "-m", "immediate", "-w")
        for pid in ours(self.root):
            os.kill(pid, signal.SIGKILL)

    def _file(self, name: str, text: str) -> None:
        place = Path(name) if name.startswith("/") else self.root / name
        # the mail server's certificate is of no authority that this machine knows
        known = f"SSL_CERT_FILE={self.mail.certificate}\n" if place.name == "kith.env" else ""
        place.write_text(text + known)
        place.chmod(0o640)

    def _as_server(self, *command: str) -> None:
        finished = postgresql.run_as_server([str(self.programs / command[0]), *command[1:]])
        if finished.returncode:
            raise Ended(f"{' '.join(command)}:\n{finished.stdout}")

    def _adapt_examples(self) -> None:
        """Change the examples that came with the wheel to this machine, once, as the guide says to."""
        folder = self.root / "opt/kith/share/kith/deploy"
        done = folder / ".adapted"
        if folder.is_dir() and not done.exists():
            for file in folder.iterdir():
                file.write_text(self.put_in(file.read_text()))
            done.touch()

    def _certify(self) -> None:
        """Make an authority and the two certificates, as the council's own would."""
        from cryptography import x509  # noqa: PLC0415
        from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
        from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

        folder = self.root / "etc/kith/tls"
        now = datetime.now(UTC)

        def named(name: str) -> x509.Name:
            return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])

        def builder(name: str, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
            return (
                x509.CertificateBuilder()
                .subject_name(named(name))
                .issuer_name(named("An authority"))
                .public_key(key.public_key())
                .serial_number(x509.random_serial_number())
                .not_valid_before(now - timedelta(hours=1))
                .not_valid_after(now + timedelta(days=2))
            )

        authority = ec.generate_private_key(ec.SECP256R1())
        constraints = x509.BasicConstraints(ca=True, path_length=None)
        root = builder("An authority", authority).add_extension(constraints, critical=True).sign(authority, hashes.SHA256())
        (folder / "ca.crt").write_bytes(root.public_bytes(serialization.Encoding.PEM))
        for name in ("database", "web"):
            key = ec.generate_private_key(ec.SECP256R1())
            hosts = x509.SubjectAlternativeName([x509.DNSName("localhost")])
            made = builder("localhost", key).add_extension(hosts, critical=False).sign(authority, hashes.SHA256())
            (folder / f"{name}.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
            secret = folder / f"{name}.key"
            secret.write_bytes(
                key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
            )
            secret.chmod(0o600)
        postgresql.give(folder / "database.key")


class Browser:
    """What a person's browser does through the proxy, without a window: cookies, ``Origin``, redirects."""

    def __init__(self, installation: Installation) -> None:
        self.address = installation.address
        trust = ssl.create_default_context(cafile=str(installation.root / "etc/kith/tls/ca.crt"))
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=trust), urllib.request.HTTPCookieProcessor(self.cookies)
        )
        self.status = 0
        self.at = ""
        self.page = ""

    def visit(self, path: str) -> str:
        """Open an address; what stands behind its # stays with the browser."""
        return self._ask(path, None)

    def send(self, fields: dict[str, str], path: str = "") -> str:
        """Send the form of the page shown, with its hidden fields."""
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', self.page))
        return self._ask(path or self.at, urllib.parse.urlencode({**hidden, **fields}).encode())

    def _ask(self, path: str, body: bytes | None) -> str:
        headers = {"Origin": self.address, "Referer": f"{self.address}{self.at}"} if body is not None else {}
        request = urllib.request.Request(f"{self.address}{path.partition('#')[0]}", body, headers)
        try:
            answer = self._opener.open(request, timeout=60)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            self.status = answer.status
            self.at = urllib.parse.urlsplit(answer.url).path
            self.page = answer.read().decode(errors="replace")
        return self.page


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def reachable(programs: Path, root: Path) -> Path:
    """Return the programs, copied to where the server's user can reach them when they lie out of its reach."""
    servers = programs.parent
    if os.geteuid() != 0 or all(each.stat().st_mode & 0o001 for each in (servers, *servers.parents)):
        return programs.resolve()
    shutil.copytree(servers, root / "servers", symlinks=True)
    return (root / "servers" / "programs").resolve()
