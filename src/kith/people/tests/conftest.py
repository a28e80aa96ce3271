"""The shared database fixture, nearer than the one that pytest-django brings."""

from tests.fixtures import django_db_setup  # noqa: F401  a fixture
