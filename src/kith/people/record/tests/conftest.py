"""Fixtures of this inner room: the family that its tests refuse or undo things with."""

from kith.people.tests.world import world

__all__ = ["world"]
