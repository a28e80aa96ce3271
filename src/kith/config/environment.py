"""What the environment says about this installation, read and refused in one place.

Real families are served in the mode ``production`` only, and only with settings of their own. The command ``kith`` and the web
process ask :func:`refuse_unsafe` before anything else; ``kith check --deploy`` lists the same problems beside its other checks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kith.kernel.refusals import Refusal

MODES = ("demonstration", "development", "production", "test")
SHORTEST_KEY = 50
FEWEST_CHARACTERS = 8
DEMONSTRATION_KEY = "demonstration-only-" + "0" * 40
PUBLIC_KEYS = ("demonstration-only-", "django-insecure-")
SOURCE = Path(__file__).resolve().parents[3]
NEW_KEY = 'python3 -c "import secrets; print(secrets.token_urlsafe(60))"'


class UnsafeSettings(Refusal):
    """The environment does not make a safe installation. The message lists everything that is wrong."""

    code = "unsafe_settings"
    source = "design 8 (safety); docs/running/production.md"


@dataclass(frozen=True)
class Problem:
    """One unsafe setting: its id in ``kith check --deploy``, what is wrong and what to do."""

    id: str
    words: str
    hint: str


def mode_of(given: Mapping[str, str]) -> str:
    """Return the mode that ``KITH_MODE`` names.

    Refuses any other word, and a database of one's own without a mode: the demonstration lets anyone in as a persona, so it is
    never what a forgotten or mistyped word means.
    """
    mode = given.get("KITH_MODE")
    if mode is None and given.get("DATABASE_URL"):
        raise UnsafeSettings(
            "KITH_MODE is not set, and DATABASE_URL names a database. Set KITH_MODE=production to serve real families;"
            " KITH_MODE=demonstration lets anyone in as a made-up person."
        )
    if mode is not None and mode not in MODES:
        raise UnsafeSettings(
            f"KITH_MODE is {mode!r}, which Kith does not know. Set it to production to serve real families, or to"
            " demonstration or development."
        )
    return mode or "demonstration"


def home_of(given: Mapping[str, str]) -> Path:
    """Return the folder of files, static pages and the embedded database: ``KITH_HOME``, else ``.kith`` beside the source code.

    An installed package has no source code beside it: there it is ``.kith`` in the folder where the command was given.
    """
    if given.get("KITH_HOME"):
        return Path(given["KITH_HOME"]).absolute()
    return (SOURCE if (SOURCE / "pyproject.toml").exists() else Path.cwd()) / ".kith"


def proxies_of(given: Mapping[str, str]) -> int:
    """Return how many proxies stand before the program (``KITH_PROXIES``): the outermost of them saw the caller's address."""
    said = given.get("KITH_PROXIES", "0")
    if not (said.isascii() and said.isdigit() and len(said) == 1):
        raise UnsafeSettings(
            f"KITH_PROXIES is {said!r}. Give the number of proxies in front of Kith, 0 to 9: 1 with nginx alone."
        )
    return int(said)


def trusted_origins(given: Mapping[str, str]) -> list[str]:
    """Return the addresses whose forms are ours: ``KITH_ADDRESS`` with its port, and each of ``ALLOWED_HOSTS`` by HTTPS."""
    found = [f"https://{host}" for host in given.get("ALLOWED_HOSTS", "").split() if host != "*"]
    address = urlsplit(given.get("KITH_ADDRESS", ""))
    if address.scheme and address.netloc:
        found.append(f"{address.scheme}://{address.netloc}")
    return [origin.replace("https://.", "https://*.") for origin in dict.fromkeys(found)]


def problems(given: Mapping[str, str]) -> list[Problem]:
    """Return what makes this environment unsafe for real families. Empty outside production."""
    if mode_of(given) != "production":
        return []
    return [*_of_secrets(given), *_of_addresses(given), *_of_leftovers(given)]


def refuse_unsafe(given: Mapping[str, str]) -> None:
    """Raise :class:`UnsafeSettings` when this environment must not serve anyone."""
    found = problems(given)
    if found:
        raise UnsafeSettings(
            "Kith does not start with these settings:\n" + "\n".join(f"* {each.words} {each.hint} ({each.id})" for each in found)
        )


def _of_secrets(given: Mapping[str, str]) -> list[Problem]:
    key = given.get("SECRET_KEY", "")
    found = []
    if not key:
        found.append(Problem("kith.E002", "SECRET_KEY is not set.", f"Make one: {NEW_KEY}"))
    elif key.startswith(PUBLIC_KEYS):
        found.append(Problem("kith.E002", "SECRET_KEY is a public one.", f"Make one of your own: {NEW_KEY}"))
    elif len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS:
        found.append(
            Problem(
                "kith.E002",
                f"SECRET_KEY is too weak: it has {len(key)} characters, {len(set(key))} of them different.",
                f"Give {SHORTEST_KEY} random characters or more: {NEW_KEY}",
            )
        )
    if any(old.startswith(PUBLIC_KEYS) for old in given.get("SECRET_KEY_FALLBACKS", "").split()):
        found.append(Problem("kith.E002", "SECRET_KEY_FALLBACKS holds a public key.", "Anyone could sign with it: take it away."))
    if not given.get("DATABASE_URL"):
        found.append(
            Problem(
                "kith.E007",
                "DATABASE_URL is not set.",
                "Give the address of your PostgreSQL server, with the role kith_app.",
            )
        )
    return found


def _of_addresses(given: Mapping[str, str]) -> list[Problem]:
    found = []
    hosts = given.get("ALLOWED_HOSTS", "").split()
    if not hosts or "*" in hosts:
        found.append(
            Problem(
                "kith.E004",
                "ALLOWED_HOSTS does not name the addresses people use.",
                "Set ALLOWED_HOSTS to the host names, separated by spaces.",
            )
        )
    address = urlsplit(given.get("KITH_ADDRESS", ""))
    if address.scheme != "https" or not address.netloc:
        found.append(
            Problem(
                "kith.E008",
                "KITH_ADDRESS is not set to an address with https.",
                "Set it to where people reach Kith, with the port if it is not 443: https://kith.example.org",
            )
        )
    try:
        if "KITH_PROXIES" not in given:
            raise UnsafeSettings("KITH_PROXIES is not set. Give the number of proxies in front of Kith: 1 with nginx alone.")
        proxies_of(given)
    except UnsafeSettings as refusal:
        words, _, hint = refusal.message.partition(". ")
        found.append(Problem("kith.E009", f"{words}.", hint))
    if not given.get("KITH_HOME"):
        found.append(
            Problem("kith.E015", "KITH_HOME is not set.", "Give a folder for files that only Kith can read: /var/lib/kith")
        )
    return found


def _of_leftovers(given: Mapping[str, str]) -> list[Problem]:
    found = []
    if given.get("KITH_NOW"):
        found.append(Problem("kith.E003", "KITH_NOW is set: the program would not use the real time.", "Unset KITH_NOW."))
    if given.get("KITH_AS_OWNER"):
        found.append(
            Problem(
                "kith.E006",
                "KITH_AS_OWNER is set: the program would run as the owner of the database.",
                "Unset KITH_AS_OWNER.",
            )
        )
    return found
