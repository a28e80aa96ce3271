"""The fixtures of the test bench, for tests beside their room and for those in ``tests``."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from tests.fixtures import (
    _identity_inside_a_test_transaction,
    acting,
    clone,
    django_db_setup,
    furnished,
    module_clone,
)

__all__ = [
    "_identity_inside_a_test_transaction",
    "acting",
    "clone",
    "django_db_setup",
    "furnished",
    "module_clone",
]

# A password, and the secret of a partner's system, is stretched so that guessing takes long. Tests know theirs.
PBKDF2PasswordHasher.iterations = 1_000
