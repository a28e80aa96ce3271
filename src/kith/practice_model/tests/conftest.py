"""The shared database for this room's tests."""

from tests.fixtures import django_db_setup

__all__ = ["django_db_setup"]
