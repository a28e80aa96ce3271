"""History of writes, as the rooms above use it (:mod:`kith.kernel.history`)."""

from kith.kernel.history import event_of, tracked

__all__ = ["event_of", "tracked"]
