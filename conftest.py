"""The fixtures of the test bench, for tests beside their room and for those in ``tests``."""

from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from hypothesis import HealthCheck
from hypothesis import settings as of_hypothesis

from tests import settings as kept
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

# The sample room is added to a copy of the house, and tested there (tests/test_adding_a_room.py).
collect_ignore = ["tests/sample_room"]
# A password, and the secret of a partner's system, is stretched so that guessing takes long. Tests know theirs.
PBKDF2PasswordHasher.iterations = 1_000
# Each client of a test would read every static file when it is made.
settings.WHITENOISE_AUTOREFRESH = True
settings.TEMPLATES = kept.TEMPLATES
# A machine with much else to do is no fault of the code.
of_hypothesis.register_profile("kith", deadline=None, suppress_health_check=[HealthCheck.too_slow])
of_hypothesis.load_profile("kith")
