"""Single sign-on: which addresses a form of ours may lead to."""

from collections.abc import Mapping
from urllib.parse import urlsplit


def origins(given: Mapping[str, str]) -> list[str]:
    """Return the origins that the button *Sign in with …* may lead to: the provider's, and each of ``OIDC_ORIGINS``.

    A browser follows a form through every redirect, and stops at an address that the page did not name. A provider that sends
    people on to another host (a federation, for example) has that host in ``OIDC_ORIGINS``, separated by spaces.
    """
    if not given.get("OIDC_SERVER_URL"):
        return []
    named = [given["OIDC_SERVER_URL"], *given.get("OIDC_ORIGINS", "").split()]
    parts = [urlsplit(each) for each in named]
    return list(dict.fromkeys(f"{each.scheme}://{each.netloc}" for each in parts if each.scheme and each.netloc))
