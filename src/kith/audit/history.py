"""History of writes, as the rooms above use it (:mod:`kith.kernel.history`)."""

from kith.kernel.history import tracked

__all__ = ["tracked"]
