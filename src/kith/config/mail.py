"""Where e-mail is sent: ``EMAIL_URL``, one address for host, port, user, password and encryption."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from kith.kernel.refusals import Refusal

EXAMPLE = "smtp://user:password@mail.example.org:587"


class WrongMailAddress(Refusal):
    """``EMAIL_URL`` cannot be read. The message never repeats it: it holds a password."""

    code = "wrong_mail_address"


@dataclass(frozen=True)
class MailServer:
    """A mail server. ``tls`` is ``starttls``, ``from the start`` or ``none``; without a ``host`` nothing is sent."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    tls: str = "none"
    sender: str = "kith@localhost"


def settings_of(given: Mapping[str, str]) -> MailServer:
    """Return the mail server that ``EMAIL_URL`` names, with ``EMAIL_FROM`` as sender.

    ``smtp://`` asks for encryption after connecting (STARTTLS), ``smtps://`` is encrypted from the start; ``?tls=none`` sends in
    the clear, for a server on this machine. Raises :class:`WrongMailAddress`.
    """
    url, sender = given.get("EMAIL_URL", ""), given.get("EMAIL_FROM", "")
    if not url:
        return MailServer()
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise WrongMailAddress(f"EMAIL_URL cannot be read. Give it like {EXAMPLE}.") from None
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise WrongMailAddress(f"EMAIL_URL must begin with smtp:// or smtps:// and name a host. Give it like {EXAMPLE}.")
    said = parse_qs(parts.query).get("tls", ["from the start" if parts.scheme == "smtps" else "starttls"])[0]
    if said not in {"none", "starttls", "from the start"}:
        raise WrongMailAddress(f"EMAIL_URL has tls={said}. Leave it out, or give tls=none for a server on this machine.")
    if "@" not in sender:
        raise WrongMailAddress("EMAIL_FROM is not set. Give the address that messages come from: Kith <kith@example.org>")
    return MailServer(
        host=parts.hostname,
        port=port or (465 if said == "from the start" else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=said,
        sender=sender,
    )
