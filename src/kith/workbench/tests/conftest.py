"""Fixtures of this room: a story that went all the way to an agreed plan."""

from kith.family_help.tests.conftest import told

__all__ = ["told"]
