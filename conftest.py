"""The fixtures of the test bench, for tests beside their room and for those in ``tests``."""

from tests.fixtures import _identity_inside_a_test_transaction, acting, clone, django_db_setup

__all__ = ["_identity_inside_a_test_transaction", "acting", "clone", "django_db_setup"]
