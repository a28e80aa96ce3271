"""The secrets of codes are kept encrypted: who reads the database, or a copy of it, cannot make a code.

The key is derived from ``SECRET_KEY``. Those of ``SECRET_KEY_FALLBACKS`` still open what they closed, and :func:`renew_secrets`,
which runs with the nightly tidying, closes everything anew with the first: also what was written before anything was encrypted.
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache, wraps
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MARK = "kith1:"
"""Before everything encrypted. No secret of the library's begins with it."""

PURPOSE = b"kith: secrets of the second factor"
LOST = "Kith cannot read the secret of your codes any more. Ask the administrator of your area for new codes."


class SecretLost(ValidationError):
    """A secret was encrypted with a key that is not among ours. Only new codes help (``kith user new-codes``)."""

    def __init__(self) -> None:
        super().__init__(LOST, code="secret_lost")


class SecondFactor(DefaultMFAAdapter):
    """The library asks here before it writes a secret and after it has read one."""

    def encrypt(self, text: str) -> str:
        return MARK + MultiFernet(_keys()).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret; one that was never encrypted as it is. Raises :class:`SecretLost`."""
        if not encrypted_text.startswith(MARK):
            return encrypted_text
        try:
            return MultiFernet(_keys()).decrypt(encrypted_text.removeprefix(MARK)).decode()
        except InvalidToken:
            raise SecretLost from None


def _keys() -> list[Fernet]:
    return [_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


@lru_cache(maxsize=8)
def _key(secret: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(urlsafe_b64encode(derived))


def renew_secrets() -> int:
    """Encrypt with the first key whatever is not. Returns how many were renewed. What no key opens stays as it is."""
    return sum(_write_renewed(key) for key, data in Authenticator.objects.values_list("pk", "data") if _renewed(data) != data)


@transaction.atomic
def _write_renewed(key: int) -> bool:
    # A recovery code may be used at this moment: its mark is in the same field.
    held = Authenticator.objects.select_for_update().filter(pk=key).first()
    if held is None:
        return False
    held.data = _renewed(held.data)
    held.save(update_fields=["data"])
    return True


def _renewed(data: dict[str, Any]) -> dict[str, Any]:
    """Return the same data, each secret encrypted with the first key."""
    new = dict(data)
    for name in ("secret", "seed"):
        if name in new:
            new[name] = _renew(new[name])
    if new.get("migrated_codes") is not None:
        new["migrated_codes"] = [_renew(each) for each in new["migrated_codes"]]
    return new


def _renew(text: str) -> str:
    if text.startswith(MARK):
        with suppress(InvalidToken):
            _keys()[0].decrypt(text.removeprefix(MARK))
            return text
    adapter = SecondFactor()
    try:
        return adapter.encrypt(adapter.decrypt(text))
    except SecretLost:
        return text


def says_when_lost(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Have a page of the library that shows codes say it when their secret cannot be read."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except SecretLost:
            return render(request, "refused.html", {"words": LOST, "back": "/"}, status=409)

    return shown
